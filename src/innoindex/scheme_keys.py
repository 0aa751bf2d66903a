"""The grammar of a scheme file: its tables, keys, methods and options, each with its kind.

The one list that the reader checks against and that the JSON Schema is made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .scheme_kinds import (
    BOOL,
    CELL_CHANGES,
    COUNT,
    DECIMALS,
    FRACTION,
    HEADINGS,
    LABEL,
    LIMIT,
    NAMED_HEADINGS,
    NUMBER,
    PERIOD,
    POSITIVE,
    POSITIVE_COUNT,
    RANGE,
    STATS,
    TEXT,
    TEXTS,
    WEIGHT,
    WEIGHTS,
    Kind,
    one_of,
)


@dataclass(frozen=True)
class Option:
    """A key with its kind; without a default (`None` counts as one) it must be given."""

    kind: Kind | str  # a str: a method of that family, by name or as a table
    default: Any = None
    required: bool = False
    by_id: bool = False  # a method, or a table of methods by id


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
SCENARIO: Options = {
    "name": Option(LABEL),
    "weight": Option(WEIGHTS),
    "set": Option(CELL_CHANGES),
    "normalise": Option("normalise", by_id=True),
    "aggregate": Option("aggregate", by_id=True),
    "drop": Option(TEXTS, ()),
}

# Tables that hold one table an id, and the one that is a list.
NAMED: Mapping[str, Options] = {
    "raw": RAW,
    "dimension": DIMENSION,
    "indicator": INDICATOR,
    "scenario": SCENARIO,
}
TOP = ("schema", "index", "columns", "break", *NAMED)
