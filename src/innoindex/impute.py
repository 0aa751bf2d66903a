"""Missing values: each rule of the scheme, on the values of one indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .panel import Bools, Floats, Ints
from .scheme_kinds import NUMBER, Option, Options

Filler = Callable[[Floats, Bools, Ints], Floats]


def carry_forward(values: Floats, missing: Bools, group_of: Ints) -> Floats:
    """The unit's last earlier value. Shapes (P, U), (P, U), (U,)."""
    filled = values.copy()
    for p in range(1, len(filled)):
        filled[p] = np.where(np.isnan(filled[p]), filled[p - 1], filled[p])
    return filled


def interpolate(values: Floats, missing: Bools, group_of: Ints) -> Floats:
    """On the line between the unit's nearest earlier and later values; nothing beyond them.

    Periods are taken as evenly spaced, in their order in the table.
    """
    filled = values.copy()
    steps = np.arange(len(values))
    for u in np.flatnonzero(missing.any(axis=0)):
        known = ~np.isnan(values[:, u])
        if known.any():
            filled[:, u] = np.interp(
                steps, steps[known], values[known, u], left=np.nan, right=np.nan
            )
    return filled


def _central(statistic: Callable[..., np.float64], by_group: bool) -> Filler:
    def fill(values: Floats, missing: Bools, group_of: Ints) -> Floats:
        """The mean or median of the period's other units (of the unit's group)."""
        filled = values.copy()
        group_of = group_of if by_group else np.zeros_like(group_of)
        for p in np.flatnonzero(missing.any(axis=1)):
            for group in np.unique(group_of[missing[p]]):
                peers = group_of == group
                known = values[p, peers & ~np.isnan(values[p])]
                if known.size and group >= 0:
                    filled[p, peers & missing[p]] = statistic(known)
        return filled

    return fill


@dataclass(frozen=True)
class Method:
    """A rule for missing values, with its options in a scheme; without `fill` they stay missing."""

    fill: Filler | None = None
    options: Options = field(default_factory=dict)
    own_values: bool = False  # the unit's own earlier or later value: still counts as covered
    may_be_missing: bool = False


METHODS: Mapping[str, Method] = {
    "refuse": Method(),
    "carry-forward": Method(carry_forward, own_values=True),
    "drop": Method(may_be_missing=True),
    "mean": Method(_central(np.mean, False)),
    "median": Method(_central(np.median, False)),
    "group-mean": Method(_central(np.mean, True)),
    "group-median": Method(_central(np.median, True)),
    "interpolate": Method(interpolate, own_values=True),
    "score": Method(options={"value": Option(NUMBER, 0.0)}, may_be_missing=True),
}


def impute(rule: str, values: Floats, missing: Bools, group_of: Ints) -> Floats:
    """The values (P, U) with the `missing` cells filled where the rule can fill them."""
    fill = METHODS[rule].fill
    if fill is None or not missing.any():
        return values
    return np.where(missing, fill(values, missing, group_of), values)
