"""Periods of a unit's column that are off: which of a series are right, and by how much the rest.

A series that falls into two levels leaves open which is wrong. Two things decide: the level that
more periods have, and how well the unit's other columns let expect each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..panel import Bools, Floats
from .peers import Peers
from .robust import median_of_few, spread
from .series import Series, between

GAP = 0.6  # decades between levels (4 times)
SIGMAS = 6.0
_VOTE = 0.5  # log-odds that a period more speaks for a level
_MOST = 4.0  # log-odds at most of all such votes, and 15 of the other columns
_GROWTH = 0.1  # spread of the growth of a whole column, in decades
SURE = 1.0  # log-odds of the right level over the next
PEER_SIGMAS = 5.0
APART = 0.4  # decades between a unit and the next one on its side


@dataclass(frozen=True)
class Deviation:
    """A level of a unit's series (unit -1: of the common growth) that is off.

    `decades`: median of log10(value / expected); `sigmas`: that in standard deviations; `margin`:
    log-odds that these periods are wrong, not the others, which `other` would say; `returns`:
    whether good periods stand before and after; `over_time`: judged by the series, else by peers.
    """

    column: str
    unit: int
    periods: tuple[int, ...]
    decades: float
    sigmas: float
    expected: float  # of the first period
    margin: float = np.inf
    returns: bool = False
    over_time: bool = True
    other: Deviation | None = None

    @property
    def power(self) -> int:
        """The nearest power of ten."""
        return round(self.decades)

    @property
    def from_power(self) -> float:
        return abs(self.decades - self.power)

    @property
    def decided(self) -> bool:
        return self.margin >= SURE


def all_deviations(series: Mapping[str, Series], peers: Peers) -> list[Deviation]:
    """Over time; then against the peers, where no partner that may be the cause is off itself."""
    found: list[Deviation] = []
    for each in series.values():
        found += [*of_growth(each), *deviations(each, peers)]
    off = {(each.column, each.unit) for each in found}
    others = [o for each in series.values() for o in against_peers(each, peers)]
    for other in sorted(others, key=lambda o: (-round(abs(o.decades), 6), -o.sigmas, o.column)):
        causes = {(id, other.unit) for id in (other.column, *peers.partners[other.column])}
        if not causes & off:
            found.append(other)
            off.add((other.column, other.unit))
    return [*found, *whole_rows(series, peers, {unit for _, unit in off})]


def deviations(series: Series, peers: Peers) -> Iterator[Deviation]:
    """The levels that are off in the series of single units."""
    for unit in np.flatnonzero(series.odd_units(GAP, SIGMAS)).tolist():
        levels = levels_of(series.flat[:, unit])
        if len(levels) < 2:
            continue
        odds = [_odds(level, levels, series.id, unit, peers) for level in levels]
        good, margin = _best(levels, odds)
        for level in levels:
            off = None if level is good else _against(series, unit, level, good)
            if off is None or off.sigmas < SIGMAS:
                continue
            other = _against(series, unit, good, level) if len(levels) == 2 else None
            yield replace(off, margin=margin, other=other and replace(other, margin=-margin))


def _against(series: Series, unit: int, level: Bools, good: Bools) -> Deviation:
    """What a level is against what a good one lets expect."""
    at = np.flatnonzero(level)
    off = np.array([series.logs[p, unit] - series.expected(unit, p, good) for p in at.tolist()])
    expected = 10 ** (series.logs[at, unit] - off)
    noise = series.noise(series.values[at, unit], expected)
    decades = float(np.median(off))
    return Deviation(
        series.id,
        unit,
        tuple(at.tolist()),
        decades,
        abs(decades) / float(np.median(noise)),
        float(expected[0]),
        returns=bool(good[: at[0]].any() and good[at[-1] :].any()),
    )


def of_growth(series: Series) -> Iterator[Deviation]:
    """The periods in which all units' values are off together."""
    levels = levels_of(np.where(np.isnan(series.logs).all(axis=1), np.nan, series.growth))
    if len(levels) < 2:
        return
    good, margin = _best(levels, [_votes(level, levels) for level in levels])
    for level in levels:
        if level is good:
            continue
        at = np.flatnonzero(level)
        off = [series.growth[p] - between(series.growth, p, good) for p in at.tolist()]
        decades = float(np.median(off))
        total = float(np.nansum(np.maximum(series.values[at[0]], 0)))
        yield Deviation(
            series.id,
            -1,
            tuple(at.tolist()),
            decades,
            abs(decades) / _GROWTH,
            total / 10 ** off[0],
            margin,
            bool(good[: at[0]].any() and good[at[-1] :].any()),
        )


def levels_of(flat: Floats) -> list[Bools]:
    """The levels of a series (P,), from the lowest: its values, sorted, parted at wide gaps."""
    known = np.sort(flat[~np.isnan(flat)])
    cuts = (known[1:] + known[:-1])[np.diff(known) >= GAP] / 2
    place = np.searchsorted(cuts, flat)  # NaN comes last
    return [(place == i) & ~np.isnan(flat) for i in range(len(cuts) + 1)] if known.size else []


def _best(levels: list[Bools], odds: list[float]) -> tuple[Bools, float]:
    """The level that is right, and its odds over the next; equal odds leave the earlier right."""
    order = sorted(range(len(levels)), key=lambda i: (-round(odds[i], 9), np.argmax(levels[i])))
    return levels[order[0]], odds[order[0]] - odds[order[1]]


def _votes(level: Bools, levels: list[Bools]) -> float:
    known = sum(int(each.sum()) for each in levels)
    return float(np.clip(_VOTE * (2 * int(level.sum()) - known), -_MOST, _MOST))


def _odds(level: Bools, levels: list[Bools], id: str, unit: int, peers: Peers) -> float:
    """Log-odds that a level is right: votes, and how far it is from what others let expect."""
    against = 0.0
    for values, width, share in (
        (peers.residual[id], peers.spread[id], 1.0),
        (peers.level[id], peers.width[id], 0.5),
    ):
        there = values[level, unit]
        there = there[~np.isnan(there)]
        if there.size and width > 0:
            against += share * (float(np.median(there)) / width) ** 2 / 2
    return _votes(level, levels) - min(against, 15.0)


def against_peers(series: Series, peers: Peers) -> Iterator[Deviation]:
    """Units whose values are off in all periods, or in the only one: only the peers can tell.

    Such a unit must stand apart from the next one on its side, since a column may be skewed.
    """
    residual, spread = peers.residual[series.id], peers.spread[series.id]
    if not spread > 0:
        return
    level = median_of_few(residual)
    chance = median_of_few(series.noise(series.values, series.values / 10**residual))
    noise = np.sqrt(spread**2 + chance**2)
    far = np.abs(level) >= np.maximum(PEER_SIGMAS * noise, GAP)
    for unit in np.flatnonzero(far & (_apart(level) | _apart(-level))).tolist():
        at = np.flatnonzero(~np.isnan(residual[:, unit]))
        yield Deviation(
            series.id,
            unit,
            tuple(at.tolist()),
            float(level[unit]),
            float(abs(level[unit]) / noise[unit]),
            float(series.values[at[0], unit] / 10 ** level[unit]),
            over_time=False,
        )


def whole_rows(series: Mapping[str, Series], peers: Peers, skip: set[int]) -> Iterator[Deviation]:
    """Units all of whose columns are off in all periods, or in the only one.

    Their columns agree, so that only their size shows it: the median of their levels.
    """
    levels = np.array([median_of_few(level) for level in peers.level.values()])
    if len(levels) < 3:
        return
    size = median_of_few(levels)
    width = spread(size)
    far = np.abs(size) >= np.maximum(PEER_SIGMAS * width, GAP)
    for unit in np.flatnonzero(far & (_apart(size) | _apart(-size))).tolist():
        for id, each in series.items() if unit not in skip else ():
            at = np.flatnonzero(~np.isnan(each.logs[:, unit]))
            if at.size:
                first = int(at[0])
                yield Deviation(
                    id,
                    unit,
                    tuple(at.tolist()),
                    float(size[unit]),
                    float(abs(size[unit]) / width),
                    float(each.values[first, unit] / 10 ** size[unit]),
                    over_time=False,
                )


def _apart(level: Floats) -> Bools:
    """The few units (at most three, or 2 %) that a wide gap parts from all below them."""
    known = np.sort(level[~np.isnan(level)])
    few = min(max(3, int(0.02 * known.size)), known.size // 3)
    wide = np.flatnonzero(np.diff(known[known.size - few - 1 :]) >= APART)
    if few < 1 or not wide.size:
        return np.zeros(level.shape, dtype=np.bool_)
    return np.asarray(level > known[known.size - few - 1 + wide[0]])
