"""The grammar of a scheme file: its tables, keys, methods and options, each with its kind.

The one list that the reader checks against and that the JSON Schema is made from.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .messages import Message, say
from .period import parse_period

Schema = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """What a value may be: in words, as a test, and in JSON Schema."""

    words: Message
    accepts: Callable[[Any], bool]
    schema: Schema


def _is_number(value: Any) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 10**300


def _is_int(value: Any, least: int = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_label(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and set(value) <= {"zh", "en"} and all(map(_is_text, value.values()))
    return _is_text(value)


def _is_headings(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(_is_text, value))
    return _is_text(value)


def _is_named_headings(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and set(value) <= {"zh", "en"} and all(map(_is_headings, value.values()))
    return _is_headings(value)


def _is_range(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_is_number, value))
        and value[0] < value[1]
    )


def _is_weight(value: Any) -> bool:
    if isinstance(value, str):
        number = value.strip().removesuffix("%")
        try:
            return value.strip().endswith("%") and 0 <= float(number) <= 100
        except ValueError:
            return False
    return _is_number(value) and value >= 0


_TEXT: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": "number"}
_HEADINGS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}


def _bilingual(item: Schema) -> Schema:
    table = {
        "type": "object",
        "properties": {"zh": item, "en": item},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [*item.get("anyOf", [item]), table]}


TEXT = Kind(say("a text"), _is_text, _TEXT)
TEXTS = Kind(
    say("a list of texts"),
    lambda v: isinstance(v, list) and all(map(_is_text, v)),
    {"type": "array", "items": _TEXT},
)
LABEL = Kind(say('a text or {{ zh = "…", en = "…" }}'), _is_label, _bilingual(_TEXT))
HEADINGS = Kind(say("a heading or a list of headings"), _is_headings, _HEADINGS)
NAMED_HEADINGS = Kind(
    say('a heading or {{ zh = "…", en = "…" }}'), _is_named_headings, _bilingual(_HEADINGS)
)
NUMBER = Kind(say("a number"), _is_number, _NUMBER)
POSITIVE = Kind(
    say("a number above 0"),
    lambda v: _is_number(v) and v > 0,
    {"type": "number", "exclusiveMinimum": 0},
)
WEIGHT = Kind(
    say("a number that is not negative"),
    lambda v: _is_number(v) and v >= 0,
    {"type": "number", "minimum": 0},
)
FRACTION = Kind(
    say("a number from 0 to 1"),
    lambda v: _is_number(v) and 0 <= v <= 1,
    {"type": "number", "minimum": 0, "maximum": 1},
)
COUNT = Kind(
    say("a whole number from 0"), lambda v: _is_int(v, 0), {"type": "integer", "minimum": 0}
)
POSITIVE_COUNT = Kind(
    say("a whole number from 1"), lambda v: _is_int(v, 1), {"type": "integer", "minimum": 1}
)
DECIMALS = Kind(
    say("a whole number from 0 to 12"),
    lambda v: _is_int(v, 0) and v <= 12,
    {"type": "integer", "minimum": 0, "maximum": 12},
)
BOOL = Kind(say("true or false"), lambda v: isinstance(v, bool), {"type": "boolean"})
RANGE = Kind(
    say("two numbers, the smaller first"),
    _is_range,
    {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
)
LIMIT = Kind(
    say("a number above 0 or an expression"),
    lambda v: _is_text(v) or (_is_number(v) and v > 0),
    {"anyOf": [_TEXT, {"type": "number", "exclusiveMinimum": 0}]},
)
PERIOD = Kind(
    say("a year or a quarter (2023, 2023Q1)"),
    lambda v: not isinstance(v, (bool, float)) and parse_period(v) is not None,
    {"anyOf": [{"type": "integer"}, _TEXT]},
)
STATS = Kind(
    say('"period", "pooled" or a period'),
    lambda v: v in ("period", "pooled") or PERIOD.accepts(v),
    PERIOD.schema,
)
WEIGHTS = Kind(
    say('weights by id, each a number or a share such as "40%"'),
    lambda v: isinstance(v, dict) and all(map(_is_weight, v.values())),
    {"type": "object", "additionalProperties": {"anyOf": [WEIGHT.schema, _TEXT]}},
)


def one_of(*choices: Any) -> Kind:
    return Kind(
        say("one of {choices}", choices=[str(choice) for choice in choices]),
        lambda v: v in choices and not isinstance(v, bool),
        {"enum": list(choices)},
    )


@dataclass(frozen=True)
class Option:
    """A key with its kind; without a default (`None` counts as one) it must be given."""

    kind: Kind | str  # a str: a method of that family, by name or as a table
    default: Any = None
    required: bool = False


Options = Mapping[str, Option]
_WITHIN = Option(one_of("group"))
_BOUNDS = Option(RANGE, (0.0, 100.0))
_REFERENCE = Option(POSITIVE)

_NORMALISE: Mapping[str, Options] = {
    "none": {},
    "base-ratio": {"cap": Option(NUMBER), "reference": _REFERENCE},
    "standard": {"cap": Option(NUMBER, 100.0), "reference": _REFERENCE},
    "min-max": {"range": _BOUNDS, "within": _WITHIN},
    "goalposts": {
        "lower": Option(NUMBER, required=True),
        "upper": Option(NUMBER, required=True),
        "clip": Option(BOOL, True),
        "range": _BOUNDS,
    },
    "z-score": {
        "mean": Option(NUMBER, 0.0),
        "sd": Option(POSITIVE, 1.0),
        "ddof": Option(one_of(0, 1), 1),
        "truncate": Option(LIMIT),
        "within": _WITHIN,
    },
    "rank": {"within": _WITHIN},
    "percentile-rank": {"round": Option(DECIMALS), "within": _WITHIN},
    "borda": {"within": _WITHIN},
    "distance-to-max": {"within": _WITHIN},
    "fraction-of-max": {"within": _WITHIN},
    "distance-to-reference": {"unit": Option(TEXT, required=True)},
    "distance-to-target": {"target": Option(NUMBER, required=True), "within": _WITHIN},
    "exponential-rank": {"decay": Option(POSITIVE, 23.0), "within": _WITHIN},
    "chain": {},
}

METHODS: Mapping[str, Mapping[str, Options]] = {
    "normalise": _NORMALISE,
    "rescale": _NORMALISE,
    "aggregate": {
        "arithmetic": {},
        "geometric": {},
        "harmonic": {},
        "power": {"p": Option(NUMBER, required=True)},
        "median": {},
        "sum": {},
        "mazziotta-pareto": {"penalty": Option(one_of("-", "+"), "-")},
        "copeland": {},
    },
    "impute": {
        "refuse": {},
        "carry-forward": {},
        "drop": {},
        "mean": {},
        "median": {},
        "group-mean": {},
        "group-median": {},
        "interpolate": {},
        "score": {"value": Option(NUMBER, 0.0)},
    },
    "treat": {
        "none": {},
        "winsorise": {
            "skew": Option(POSITIVE, 2.0),
            "kurtosis": Option(POSITIVE, 3.5),
            "max_points": Option(COUNT, 5),
        },
    },
    "transform": {
        "none": {},
        "log": {},
        "log1p": {},
        "sqrt": {},
        "box-cox": {"lambda": Option(NUMBER, required=True)},
    },
}

INDEX: Options = {
    "name": Option(LABEL),
    "normalise": Option("normalise", "none"),
    "stats": Option(STATS, "period"),
    "base": Option("base"),
    "aggregate": Option("aggregate", "arithmetic"),
    "impute": Option("impute", "refuse"),
    "min_coverage": Option(FRACTION),
    "treat": Option("treat", "none"),
    "rescale": Option("rescale", "none"),
    "decimals": Option(DECIMALS, 1),
    "rank_decimals": Option(DECIMALS),
    "ties": Option(one_of("min", "dense", "average", "first"), "min"),
    "expect_units": Option(POSITIVE_COUNT),
    "highlight": Option(TEXTS, ()),
    "tiers": Option("tiers", ()),
}
BASE: Options = {"period": Option(PERIOD, required=True)}
TIER: Options = {
    "name": Option(LABEL, required=True),
    "min_score": Option(NUMBER),
    "max_rank": Option(POSITIVE_COUNT),
    "top": Option(FRACTION),
    "min_relative": Option(NUMBER),
}
COLUMNS: Options = {
    "unit": Option(HEADINGS),
    "name": Option(NAMED_HEADINGS),
    "group": Option(NAMED_HEADINGS),
    "period": Option(HEADINGS),
}
BREAK: Options = {
    "period": Option(PERIOD, required=True),
    "units": Option(TEXTS, ()),
    "note": Option(LABEL, required=True),
}
RAW: Options = {
    "name": Option(LABEL),
    "unit": Option(LABEL),
    "aliases": Option(TEXTS, ()),
    "additive": Option(BOOL, True),
    "at_most": Option(TEXT),
}
DIMENSION: Options = {
    "name": Option(LABEL),
    "weight": Option(WEIGHT),
    "parent": Option(TEXT),
    "aggregate": Option("aggregate"),
    "rescale": Option("rescale", "none"),
    "stats": Option(STATS),
    "min_coverage": Option(FRACTION),
}
INDICATOR: Options = {
    "dimension": Option(TEXT),
    "name": Option(LABEL),
    "value": Option(TEXT),
    "unit": Option(LABEL),
    "aliases": Option(TEXTS, ()),
    "direction": Option(one_of("+", "-"), "+"),
    "weight": Option(WEIGHT),
    "transform": Option("transform", "none"),
    "treat": Option("treat"),
    "normalise": Option("normalise"),
    "stats": Option(STATS),
    "impute": Option("impute"),
    "reference": Option(NUMBER),
}
SCENARIO: Options = {"name": Option(LABEL), "weight": Option(WEIGHTS)}

# Tables that hold one table an id, and the one that is a list.
NAMED: Mapping[str, Options] = {
    "raw": RAW,
    "dimension": DIMENSION,
    "indicator": INDICATOR,
    "scenario": SCENARIO,
}
TOP = ("schema", "index", "columns", "break", *NAMED)
