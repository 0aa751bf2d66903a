"""How much indicators move: the yardstick of effort, and what a repeated change comes to."""

from __future__ import annotations

import numpy as np

from .index import Result
from .panel import Floats
from .period import period_key


def yearly_changes(result: Result, unit: int, p: int) -> dict[str, float]:
    """By indicator, the size of a usual yearly change up to period `p` (an index).

    The unit's own mean yearly improvement since its first value; where it has not improved, the
    median of all units' improvements; where they have not either, the mean size of their changes.
    In a table of one period, and where nothing has ever moved, the standard deviation between the
    units stands for it: 0 only if they are all the same.
    """
    found = {}
    for id, indicator in result.scheme.indicators.items():
        values = result.values[id].values[: p + 1]
        found[id] = _usual(indicator.direction * _yearly(values, result.periods[: p + 1]), unit)
        known = values[-1][~np.isnan(values[-1])]
        if found[id] == 0 and known.size > 1:
            scale = np.abs(known).max() or 1.0  # so that no square is beyond floats
            found[id] = float((known / scale).std(ddof=1) * scale)
    return found


def _usual(rates: Floats, unit: int) -> float:
    """A usual improvement of a year, by those of all units (N,); 0 if there is none."""
    known = rates[~np.isnan(rates)]
    if not known.size:
        return 0.0
    if rates[unit] > 0:
        return float(rates[unit])
    middle = float(np.median(known))
    return middle if middle > 0 else float(np.abs(known).mean())


def effort(change: float, yearly: float) -> float:
    """A change over the usual one of a year; infinite where nothing ever moves."""
    if change == 0:
        return 0.0
    return abs(change) / yearly if yearly > 0 else float("inf")


def repeated(now: Floats, before: Floats) -> Floats:
    """The next values if the last change is repeated: a rise by its amount, a fall at its rate.

    A fall by its amount could go below 0.
    """
    with np.errstate(all="ignore"):
        rate = np.where((now >= 0) & (before > 0), now * now / before, 2 * now - before)
    following = np.where(now < before, rate, 2 * now - before)
    return np.where(np.isnan(following), now, following)


def _yearly(values: Floats, periods: tuple[str, ...]) -> Floats:
    """The mean yearly change of each unit (N,), from its first value to the last period."""
    times = _times(periods)
    first = (~np.isnan(values)).argmax(axis=0)
    span = times[-1] - times[first]
    units = np.arange(values.shape[1])
    change = values[-1] - values[first, units]
    largest = np.nanmax(np.abs(values), initial=0)
    change = np.where(np.abs(change) <= 1e-12 * largest, 0, change)  # the noise of a quotient
    return np.asarray(change / np.where(span > 0, span, np.nan))


def _times(periods: tuple[str, ...]) -> Floats:
    """The periods in years; others than years and quarters are taken to be a year apart."""
    keys = [period_key(label) for label in periods]
    if any(year == 0 for year, _, _ in keys):
        return np.arange(len(periods), dtype=np.float64)
    return np.array([year + max(quarter - 1, 0) / 4 for year, quarter, _ in keys])
