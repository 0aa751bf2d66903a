"""How much an indicator moves in a year: the yardstick of effort."""

from __future__ import annotations

import numpy as np

from .index import Result
from .panel import Floats
from .period import period_key


def yearly_changes(result: Result, unit: int, p: int) -> dict[str, float]:
    """By indicator, the size of a usual yearly change up to period `p` (an index).

    The unit's own mean yearly improvement since its first value; where it has not improved, the
    median of all units' improvements; where they have not either, the mean size of their changes.
    In a table of one period the standard deviation between the units stands for it. 0 where nothing
    has ever moved.
    """
    found = {}
    for id, indicator in result.scheme.indicators.items():
        values = result.values[id].values[: p + 1]
        if p == 0:
            known = values[-1][~np.isnan(values[-1])]
            found[id] = float(known.std(ddof=1)) if known.size > 1 else 0.0
            continue
        rates = indicator.direction * _yearly(values, result.periods[: p + 1])
        known = rates[~np.isnan(rates)]
        middle = float(np.median(known)) if known.size else 0.0
        if rates[unit] > 0:
            found[id] = float(rates[unit])
        elif middle > 0:
            found[id] = middle
        else:
            found[id] = float(np.abs(known).mean()) if known.size else 0.0
    return found


def effort(change: float, yearly: float) -> float:
    """A change over the usual one of a year; infinite where nothing ever moves."""
    if change == 0:
        return 0.0
    return abs(change) / yearly if yearly > 0 else float("inf")


def _yearly(values: Floats, periods: tuple[str, ...]) -> Floats:
    """The mean yearly change of each unit (N,), from its first value to the last period."""
    times = _times(periods)
    first = (~np.isnan(values)).argmax(axis=0)
    span = times[-1] - times[first]
    units = np.arange(values.shape[1])
    with np.errstate(all="ignore"):
        return np.asarray((values[-1] - values[first, units]) / np.where(span > 0, span, np.nan))


def _times(periods: tuple[str, ...]) -> Floats:
    """The periods in years; others than years and quarters are taken to be a year apart."""
    keys = [period_key(label) for label in periods]
    if any(year == 0 for year, _, _ in keys):
        return np.arange(len(periods), dtype=np.float64)
    return np.array([year + max(quarter - 1, 0) / 4 for year, quarter, _ in keys])
