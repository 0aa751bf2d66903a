"""How a unit stands in each indicator: value, change, ranks of both, median, best, points lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .hypothetical import Hypotheses
from .index import Result
from .levels import membership
from .panel import Floats, Ints, Texts
from .ranking import rank_descending


@dataclass(frozen=True)
class Standings:
    """One unit among all in a period, by indicator; arrays are (I,), NaN = no value.

    Values are in the indicator's own unit. Ranks: 1 is the best value, and the best change; less is
    better where the direction says so. `points_lost` is what the index would gain if the unit had
    the best value, all else as it is.
    """

    ids: tuple[str, ...]
    value: Floats
    previous: Floats
    rank: Floats
    group_rank: Floats
    change_rank: Floats
    group_change_rank: Floats
    median: Floats
    best: Floats
    best_unit: Ints  # -1 = none
    points_lost: Floats

    @property
    def change(self) -> Floats:
        return np.asarray(self.value - self.previous)


def standings(result: Result, unit: int, p: int, q: int | None) -> Standings:
    """A unit in a period against all others, and its change from the period `q`."""
    ids = tuple(result.scheme.indicators)
    values = _stack(result, p)
    previous = np.full_like(values, np.nan) if q is None else _stack(result, q)
    signs = np.array([result.scheme.indicators[id].direction for id in ids])[:, None]
    # Who has no score in the period is not compared with.
    values = np.where(np.isnan(result.index[p]), np.nan, values)
    good, better = signs * values, without_noise(signs * (values - previous))
    groups = result.labels.group_of

    def ranked(of: Floats, groups: Ints | None = None) -> Floats:
        return np.array([rank_descending(row, groups=groups)[unit] for row in of])

    best = np.array([_best(row, result.labels.units) for row in without_noise(good)])
    index = np.arange(len(ids))
    return Standings(
        ids=ids,
        value=values[:, unit],
        previous=previous[:, unit],
        rank=ranked(without_noise(good)),
        group_rank=ranked(without_noise(good), groups),
        change_rank=ranked(better),
        group_change_rank=ranked(better, groups),
        median=np.array([_median(row) for row in values]),
        best=np.where(best >= 0, values[index, best], np.nan),
        best_unit=best,
        points_lost=_points_lost(result, unit, p, ids, values[index, best]),
    )


def _stack(result: Result, p: int) -> Floats:
    return np.array([result.values[id].values[p] for id in result.scheme.indicators])


def without_noise(rows: Floats) -> Floats:
    """Twelve digits of the largest of each row: the same quotient is the same value."""
    largest = np.nanmax(np.abs(rows), axis=1, initial=0, keepdims=True)
    scale = np.where(largest > 0, largest, 1)
    return np.asarray(np.round(rows / scale, 12))


def _best(good: Floats, ids: Texts) -> int:
    """The unit with the best value, of several the first by id; -1 if none has one."""
    if np.isnan(good).all():
        return -1
    tied = np.flatnonzero(good == np.nanmax(good))
    return int(tied[np.argmin(ids[tied].astype(str))])


def _median(row: Floats) -> float:
    known = row[~np.isnan(row)]
    return float(np.median(known)) if known.size else float("nan")


def _points_lost(result: Result, unit: int, p: int, ids: tuple[str, ...], best: Floats) -> Floats:
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([p] * len(ids))
    for row, (id, value) in enumerate(zip(ids, best, strict=True)):
        if not np.isnan(value):
            rows.put(row, unit, id, value)
    gained = hypotheses.outcomes(rows).index[:, unit] - result.index[p, unit]
    return np.where(np.isnan(best), np.nan, gained)


def raw_value(result: Result, column: str, unit: int, p: int) -> float:
    """A raw column of a unit in a period; of a group or the whole, the sum of its units."""
    values = result.panel.columns[column][p]
    if result.level == "unit":
        return float(values[unit])
    members = values[membership(result.panel, result.level) == unit]
    known = members[~np.isnan(members)]
    return float(known.sum()) if known.size else float("nan")
