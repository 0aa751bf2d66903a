"""The kinds of values in a scheme file: what each may be, in words, as a test and by example."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .messages import Message, nearest, say
from .period import parse_period
from .scheme import Change

Schema = dict[str, Any]

LARGEST = 1e100  # of a number: its product with a score or a value is finite


@dataclass(frozen=True)
class Kind:
    """What a value may be: in words, as a test, in JSON Schema, and by an example in TOML."""

    words: Message
    accepts: Callable[[Any], bool]
    schema: Schema
    example: str
    below: Message | None = None  # help for a number that is too small, if there is a special one

    def advice(self, key: str, value: Any = None) -> Message:
        """What to write instead of a value that is not accepted, or is missing."""
        near = nearest(value, map(str, self.schema.get("enum", ()))) if _is_text(value) else None
        if self.below is not None and _is_number(value):
            return self.below
        return near or say("for example: {example}", example=f"{key} = {self.example}")


def _is_number(value: Any) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return abs(value) <= LARGEST


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


def _ascends(values: Sequence[float]) -> bool:
    return len(values) > 2 and all(a < b for a, b in pairwise(values))


_CHANGE = re.compile(r"([+\-*]?)\s*(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)\s*(%?)", re.I | re.A)


def parse_change(value: Any) -> Change | None:
    """What a scenario does to a number: 2, "40%", "*0.5", "+5", "-10%"; None if it is none of them.

    A share is per cent without a sign; with one, the per cent are added.
    """
    if _is_number(value):
        return Change("to", float(value))
    match = _CHANGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (amount := float(match[2])) > LARGEST:
        return None
    signed = -amount if match[1] == "-" else amount
    match match[1], match[3]:
        case "", "%":
            return Change("share", amount)
        case "*", "":
            return Change("times", amount)
        case "+" | "-", "":
            return Change("plus", signed)
        case "+" | "-", "%":
            return Change("per cent", signed)
    return None


def parse_per_cent(value: Any) -> float | None:
    """The share that a text such as "2%" is, from 0 to 1; None if it is no such text."""
    change = parse_change(value)
    if change is None or change.how != "share" or change.amount > 100:
        return None
    return change.amount / 100


def _is_weight(value: Any) -> bool:
    match parse_change(value):
        case Change("to", amount):
            return amount >= 0
        case Change("share", amount):
            return amount <= 100
        case Change("times"):
            return True
    return False


def _is_cell_change(value: Any) -> bool:
    change = parse_change(value)
    return change is not None and change.how != "share"


def _all_values(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, dict) and all(map(accepts, v.values()))


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


TEXT = Kind(say("a text"), _is_text, _TEXT, '"…"')
TEXTS = Kind(
    say("a list of texts"),
    lambda v: isinstance(v, list) and all(map(_is_text, v)),
    {"type": "array", "items": _TEXT},
    '["…", "…"]',
)
LABEL = Kind(
    say('a text or {{ zh = "…", en = "…" }}'),
    _is_label,
    _bilingual(_TEXT),
    '{ zh = "…", en = "…" }',
)
HEADINGS = Kind(say("a heading or a list of headings"), _is_headings, _HEADINGS, '["…", "…"]')
NAMED_HEADINGS = Kind(
    say('a heading or {{ zh = "…", en = "…" }}'),
    _is_named_headings,
    _bilingual(_HEADINGS),
    '{ zh = "…", en = "…" }',
)
NUMBER = Kind(say("a number"), _is_number, _NUMBER, "2.5")
POSITIVE = Kind(
    say("a number above 0"),
    lambda v: _is_number(v) and v > 0,
    {"type": "number", "exclusiveMinimum": 0},
    "2.5",
)
WEIGHT = Kind(
    say("a number that is not negative"),
    lambda v: _is_number(v) and v >= 0,
    {"type": "number", "minimum": 0},
    "2",
    say('give direction = "-" where less is better, and weight = 0 to leave it out'),
)
FRACTION = Kind(
    say("a number from 0 to 1"),
    lambda v: _is_number(v) and 0 <= v <= 1,
    {"type": "number", "minimum": 0, "maximum": 1},
    "0.5",
)
COUNT = Kind(
    say("a whole number from 0"),
    lambda v: _is_int(v, 0),
    {"type": "integer", "minimum": 0},
    "5",
)
POSITIVE_COUNT = Kind(
    say("a whole number from 1"),
    lambda v: _is_int(v, 1),
    {"type": "integer", "minimum": 1},
    "5",
)
DECIMALS = Kind(
    say("a whole number from 0 to 12"),
    lambda v: _is_int(v, 0) and v <= 12,
    {"type": "integer", "minimum": 0, "maximum": 12},
    "1",
)
BOOL = Kind(say("true or false"), lambda v: isinstance(v, bool), {"type": "boolean"}, "true")
RANGE = Kind(
    say("two numbers, the smaller first"),
    _is_range,
    {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    "[0, 100]",
)
ASCENDING = Kind(
    say("a list of ascending numbers between 0 and 1"),
    lambda v: isinstance(v, list) and all(map(_is_number, v)) and _ascends([0, *v, 1]),
    {"type": "array", "items": {"type": "number"}, "minItems": 1},
    "[0.25, 0.5, 0.75]",
)
NUMBERS = Kind(
    say("a list of numbers"),
    lambda v: isinstance(v, list) and all(map(_is_number, v)),
    {"type": "array", "items": _NUMBER, "minItems": 1},
    "[0, 50, 100]",
)
PERCENTILES = Kind(
    say("two numbers from 0 to 100, the smaller first"),
    lambda v: _is_range(v) and v[0] >= 0 and v[1] <= 100,
    {
        "type": "array",
        "items": {"type": "number", "minimum": 0, "maximum": 100},
        "minItems": 2,
        "maxItems": 2,
    },
    "[2.5, 97.5]",
)
LIMIT = Kind(
    say("a number above 0 or an expression"),
    lambda v: _is_text(v) or (_is_number(v) and v > 0),
    {"anyOf": [_TEXT, {"type": "number", "exclusiveMinimum": 0}]},
    "3",
)
PERIOD = Kind(
    say("a year or a quarter (2023, 2023Q1)"),
    lambda v: not isinstance(v, (bool, float)) and parse_period(v) is not None,
    {"anyOf": [{"type": "integer"}, _TEXT]},
    "2023",
)
PER_CENT = Kind(
    say("per cent, from 0% to 100%"),
    lambda v: parse_per_cent(v) is not None,
    {"type": "string", "pattern": "^[0-9.]+%$"},
    '"2%"',
)
STATS = Kind(
    say('"period", "pooled" or a period'),
    lambda v: v in ("period", "pooled") or PERIOD.accepts(v),
    PERIOD.schema,
    '"pooled"',
)
WEIGHTS = Kind(
    say('weights by id, each a number, a share such as "40%" or a factor such as "*0.5"'),
    _all_values(_is_weight),
    {"type": "object", "additionalProperties": {"anyOf": [WEIGHT.schema, _TEXT]}},
    '{ output = "40%", input = 2 }',
)
CELL_CHANGES = Kind(
    say('changes by "UNIT.COLUMN", each a number, or such as "+10%", "-5" or "*1.1"'),
    _all_values(_is_cell_change),
    {"type": "object", "additionalProperties": {"anyOf": [_NUMBER, _TEXT]}},
    '{ "330109.rd_exp" = "+10%" }',
)


def one_of(*choices: Any) -> Kind:
    return Kind(
        say("one of {choices}", choices=[str(choice) for choice in choices]),
        lambda v: v in choices and not isinstance(v, bool),
        {"enum": list(choices)},
        f'"{choices[0]}"' if isinstance(choices[0], str) else str(choices[0]),
    )


@dataclass(frozen=True)
class Option:
    """A key with its kind; without a default (`None` counts as one) it must be given."""

    kind: Kind | str  # a str: a method of that family, by name or as a table
    default: Any = None
    required: bool = False
    by_id: bool = False  # a method, or a table of methods by id


Options = Mapping[str, Option]
