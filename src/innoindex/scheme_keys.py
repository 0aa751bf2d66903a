"""The grammar of a scheme file: its tables, keys, methods and options, each with its kind.

The one list that the reader checks against and that the JSON Schema is made from.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import aggregate, impute, normalise, transform, treat
from .scheme_kinds import (
    BOOL,
    CELL_CHANGES,
    DECIMALS,
    FRACTION,
    HEADINGS,
    LABEL,
    NAMED_HEADINGS,
    NUMBER,
    PER_CENT,
    PERIOD,
    POSITIVE_COUNT,
    STATS,
    TEXT,
    TEXTS,
    WEIGHT,
    WEIGHTS,
    Option,
    Options,
    one_of,
)

# The methods of each step with their options, as the rooms that know them declare them.
METHODS: Mapping[str, Mapping[str, Options]] = {
    "normalise": {name: method.options for name, method in normalise.METHODS.items()},
    "rescale": {name: method.options for name, method in normalise.METHODS.items()},
    "aggregate": {name: method.options for name, method in aggregate.METHODS.items()},
    "impute": {name: method.options for name, method in impute.METHODS.items()},
    "treat": {name: method.options for name, method in treat.METHODS.items()},
    "transform": {name: method.options for name, method in transform.METHODS.items()},
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
    "noise": Option(PER_CENT),
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
