"""A raw column over time: its values against the common growth of the units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..panel import Bools, Floats
from .robust import grains, median, spread

FLOOR = 0.02  # of a spread, in decades: 5 %
_COMMON = 3  # units that make a growth common
_UTMOST = 100.0  # decades: ratios of values within them are finite, and not 0
_LN10 = float(np.log(10))


@dataclass(frozen=True)
class Series:
    """One raw column; arrays are (P, U), logarithms are to base 10, NaN where not above 0."""

    id: str
    values: Floats
    fallback: float = FLOOR  # the spread, where too few changes are known

    @cached_property
    def logs(self) -> Floats:
        logs = np.log10(np.where(self.values > 0, self.values, np.nan))
        return np.asarray(np.clip(logs, -_UTMOST, _UTMOST))

    @cached_property
    def _grains(self) -> tuple[float, float, bool]:
        return grains(self.values)

    @property
    def rounding(self) -> float:
        """What values are rounded to."""
        return self._grains[0]

    @property
    def grain(self) -> float:
        """What is counted in: see `robust.grains`."""
        return self._grains[1]

    @property
    def counted(self) -> bool:
        return self._grains[2]

    @cached_property
    def growth(self) -> Floats:
        """(P,) the units' median change from the first period, cumulated from one to the next."""
        changes = np.zeros(len(self.values))
        for p in range(1, len(changes)):
            change = self.logs[p] - _last(self.logs[:p])
            if (~np.isnan(change)).sum() >= _COMMON:
                changes[p] = median(change)
        return np.cumsum(changes)

    @cached_property
    def flat(self) -> Floats:
        """The logarithms without the common growth."""
        return np.asarray(self.logs - self.growth[:, None])

    @cached_property
    def jumps(self) -> Floats:
        """Each value of `flat` less the last one known before it; NaN in the first period."""
        jumps = np.full(self.flat.shape, np.nan)
        for p in range(1, len(jumps)):
            jumps[p] = self.flat[p] - _last(self.flat[:p])
        return jumps

    @cached_property
    def own_spread(self) -> float:
        """Of the jumps, in decades, beyond the chance variation of counts; NaN of too few jumps."""
        beyond = spread(self.jumps) ** 2 - median(self._chance(self.values, self.before))
        return float(np.sqrt(np.maximum(beyond, 0.0)))

    @cached_property
    def spread(self) -> float:
        own = self.own_spread
        return max(self.fallback if np.isnan(own) else own, FLOOR)

    def noise(self, a: Floats, b: Floats) -> Floats:
        """The standard deviation of log10(a / b), a count's chance variation included."""
        return np.asarray(np.sqrt(self.spread**2 + self._chance(a, b)))

    def _chance(self, a: Floats, b: Floats) -> Floats:
        """The variance of log10(a / b) of counts with one mean m: 2 / m, in natural logarithms."""
        mean = (np.abs(a) + np.abs(b)) / 2
        variance = 2 * self.grain / np.maximum(mean, np.finfo(float).tiny) / _LN10**2
        return np.asarray(np.minimum(variance, 1e6))

    @cached_property
    def z(self) -> Floats:
        """The jumps in standard deviations, (P, U)."""
        return np.asarray(self.jumps / self.noise(self.values, self.before))

    @cached_property
    def before(self) -> Floats:
        """(P, U) the last value above 0 before each; NaN in the first period."""
        before: Floats = np.full(self.values.shape, np.nan)
        positive = np.where(self.values > 0, self.values, np.nan)
        for p in range(1, len(before)):
            before[p] = _last(positive[:p])
        return before

    def odd_units(self, least: float, sigmas: float) -> Bools:
        """(U,) the units with a jump of at least so many decades and so many deviations."""
        odd = (np.abs(self.jumps) >= least) & (np.abs(self.z) >= sigmas)
        return np.asarray(odd.any(axis=0))

    def expected(self, unit: int, period: int, good: Bools) -> float:
        """log10 of what `good` periods (P,) of a unit let expect: between the nearest two."""
        return between(self.flat[:, unit], period, good) + float(self.growth[period])


def between(flat: Floats, period: int, good: Bools) -> float:
    """The value of a series at a period, on the line between the nearest good ones."""
    at = np.flatnonzero(good & ~np.isnan(flat))
    return float(np.interp(period, at, flat[at]))


def _last(values: Floats) -> Floats:
    """(U,) the last value along the periods that is known."""
    last: Floats = values[0]
    for each in values[1:]:
        last = np.where(np.isnan(each), last, each)
    return last


def all_series(columns: dict[str, Floats]) -> dict[str, Series]:
    """The series of all columns; one with too few changes has the median spread of the others."""
    series = {id: Series(id, values) for id, values in columns.items()}
    changes = [each.jumps for each in series.values() if np.isnan(each.own_spread)]
    known = np.array([each.own_spread for each in series.values()])
    pooled = median(known)
    if np.isnan(pooled) and changes:
        pooled = spread(np.concatenate([each.ravel() for each in changes]))
    fallback = FLOOR if np.isnan(pooled) else max(pooled, FLOOR)
    return {
        id: each if each.own_spread == each.own_spread else Series(id, each.values, fallback)
        for id, each in series.items()
    }
