"""Before normalising: transformations of values, and of the bounds that are given for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .panel import Floats
from .scheme import Rule
from .scheme_kinds import NUMBER, Option, Options

Formula = Callable[[Floats, Rule], Floats]


def none(x: Floats, rule: Rule) -> Floats:
    return x


def log(x: Floats, rule: Rule) -> Floats:
    """ln x."""
    return np.log(x)


def log1p(x: Floats, rule: Rule) -> Floats:
    """ln(1 + x)."""
    return np.log1p(x)


def sqrt(x: Floats, rule: Rule) -> Floats:
    """The square root of x."""
    return np.sqrt(x)


def box_cox(x: Floats, rule: Rule) -> Floats:
    """(x^lambda - 1) / lambda, ln x for lambda = 0, of x > 0; Box and Cox (1964)."""
    power = float(rule["lambda"])
    positive = np.where(x > 0, x, np.nan)
    return np.asarray(np.log(positive) if power == 0 else (positive**power - 1) / power)


@dataclass(frozen=True)
class Method:
    """A transformation with its options in a scheme."""

    formula: Formula
    options: Options = field(default_factory=dict)


METHODS: Mapping[str, Method] = {
    "none": Method(none),
    "log": Method(log),
    "log1p": Method(log1p),
    "sqrt": Method(sqrt),
    "box-cox": Method(box_cox, {"lambda": Option(NUMBER, required=True)}),
}


def transform(x: Floats | np.float64, rule: Rule) -> Floats:
    """x transformed, element by element; not finite where the transformation has no result."""
    with np.errstate(all="ignore"):
        return METHODS[rule.name].formula(np.asarray(x, dtype=np.float64), rule)
