"""Values copied: from the period before, or from another unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from ..messages import say
from ..panel import Bools, Floats, Panel
from .series import Series
from .suspicion import Suspicion
from .words import figure

_USUAL = 0.05  # share of a column's pairs that may be equal, else its values do repeat
_BY_CHANCE = 0.1  # equal cells expected by chance, of those looked at in the whole table
_ROW = 3  # equal cells that make a row
_DENSITY = 2.5066  # 1 / the density of a normal distribution at its mode, in standard deviations


def repeats(series: Mapping[str, Series], panel: Panel) -> Iterator[Suspicion]:
    """Values, rows and columns equal to those of the period before, where values change."""
    ids = sorted(series)
    equal = np.zeros((len(ids), *panel.shape), dtype=np.bool_)
    chance = np.zeros(equal.shape)
    for k, id in enumerate(ids):
        equal[k], chance[k] = _pairs(series[id])
    compared = chance > 0
    # A copied row or column is seen by how much of it is equal, not by one value alone.
    rows = _whole(equal, chance, compared, 0)
    columns = _whole(equal, chance, compared, 2)
    for k in np.flatnonzero(columns.any(axis=1)).tolist():
        periods = np.flatnonzero(columns[k]).tolist()
        counts = int(equal[k, periods].sum()), int(compared[k, periods].sum())
        yield _column(ids[k], periods, counts)
    for p, unit in np.argwhere(rows).tolist():
        here = equal[:, p, unit] & ~columns[:, p]
        if here.sum() >= _ROW:
            which = [ids[k] for k in np.flatnonzero(here).tolist()]
            yield _row(which, p, unit, int(compared[:, p, unit].sum()), panel)
    left = equal & ~rows[None] & ~columns[:, :, None]
    usual = columns.sum(axis=1) > 1  # a column that is carried over as a habit
    usual |= left.sum(axis=(1, 2)) > np.maximum(2, _USUAL * compared.sum(axis=(1, 2)))
    left &= (chance <= _rarest(chance[compared])) & ~usual[:, None, None]
    by_unit: dict[tuple[str, int], list[int]] = defaultdict(list)
    for k, p, unit in np.argwhere(left).tolist():
        by_unit[ids[k], unit].append(p)
    for (id, unit), periods in by_unit.items():
        yield _value(series[id], unit, periods, panel)


def _pairs(series: Series) -> tuple[Bools, Floats]:
    """Where a value equals that of the period before, and how probable that is by chance.

    The probability is 0 where nothing is compared. Two values of a series that differ by a spread
    s are equal after rounding to r with a probability of about r / (2.5 s).
    """
    values = series.values
    before = np.full(values.shape, np.nan)
    before[1:] = values[:-1]
    compared = (values > 0) & (before > 0)
    equal = compared & (values == before)
    noise = series.noise(values, values) * np.log(10) * np.abs(values)
    chance = np.where(noise > 0, series.rounding / (_DENSITY * noise), 1.0)
    return equal, np.where(compared, np.clip(chance, 1e-15, 1.0), 0.0)


def _rarest(chance: Floats) -> float:
    """The largest chance of a cell, so that among all up to it few are equal by chance."""
    ordered = np.sort(chance)
    within = np.flatnonzero(np.cumsum(ordered) <= _BY_CHANCE)
    return float(ordered[within[-1]]) if within.size else -1.0


def _whole(equal: Bools, chance: Floats, compared: Bools, axis: int) -> Bools:
    """Rows (axis 0) or columns (axis 2) of which most values are copied, far beyond chance.

    Values that are as good as sure to repeat do not count.
    """
    telling = compared & (chance < 0.2)
    count = telling.sum(axis=axis)
    found = (equal & telling).sum(axis=axis)
    by_chance = np.where(telling, chance, 0.0).sum(axis=axis)
    return np.asarray((found >= _ROW) & (found >= 0.5 * count) & (found > 5 * by_chance + 1))


def _column(id: str, periods: list[int], counts: tuple[int, int]) -> Suspicion:
    """A column copied once is likely an error, one copied time and again a habit of its source."""
    habit = len(periods) > 1
    return Suspicion(
        "repeat",
        "weak" if habit else "likely",
        (id,),
        tuple(periods),
        (),
        say(
            "{column}: {count} of {all} values are those of the period before",
            column=id,
            count=counts[0],
            all=counts[1],
        ),
        say("are values carried over where there are no new ones?")
        if habit
        else say("has the column been copied from the period before?"),
        starts=tuple(periods),
    )


def _row(ids: list[str], p: int, unit: int, of: int, panel: Panel) -> Suspicion:
    return Suspicion(
        "repeat",
        "likely",
        tuple(ids),
        (p,),
        (unit,),
        say(
            "{count} of {all} values of the row are those of {before}",
            count=len(ids),
            all=of,
            before=panel.periods[p - 1],
        ),
        say("has the row been copied from the period before?"),
        starts=(p,),
    )


def _value(series: Series, unit: int, periods: list[int], panel: Panel) -> Suspicion:
    p = periods[0]
    value = float(series.values[p, unit])
    usual = (10**series.spread - 1) * 100
    text = say(
        "{column} = {value} is exactly that of {before}; values of this column usually change by "
        "about {usual} %",
        column=series.id,
        value=f"{value:.12g}",
        before=panel.periods[p - 1],
        usual=figure(usual),
    )
    return Suspicion(
        "repeat",
        "unclear",
        (series.id,),
        tuple(periods),
        (unit,),
        text,
        say("has the value been carried over from the period before?"),
        value,
        float("nan"),
        1.0,
        (p,),
    )


def twin_rows(series: Mapping[str, Series], panel: Panel) -> Iterator[Suspicion]:
    """Units with the same values in all columns of a period."""
    ids = sorted(series)
    for p in range(panel.shape[0]):
        table = [series[id].values[p] for id in ids]
        key = np.zeros(panel.shape[1])
        for k, values in enumerate(table):  # in one order for all units: equal rows, equal keys
            key += np.nan_to_num(values / (abs(np.nanmax(np.abs(values), initial=0)) or 1)) * (
                k + 1
            )
        key[~panel.present[p]] = np.nan
        _, which, counts = np.unique(key, return_inverse=True, return_counts=True, equal_nan=False)
        for group in np.flatnonzero(counts > 1).tolist():
            units = np.flatnonzero(which == group)
            rows = np.array([values[units] for values in table]).T
            same = [u for u, row in zip(units.tolist(), rows, strict=True)
                    if np.array_equal(row, rows[0], equal_nan=True)]  # fmt: skip
            telling = np.unique(rows[0][~np.isnan(rows[0])]).size >= 4
            if len(same) > 1 and telling:
                yield _twins(ids, p, same, panel)


def _twins(ids: list[str], p: int, units: list[int], panel: Panel) -> Suspicion:
    units = sorted(units, key=lambda u: str(panel.units[u]))
    return Suspicion(
        "repeat",
        "likely",
        tuple(ids),
        (p,),
        tuple(units),
        say(
            "all {count} values are those of {others}",
            count=len(ids),
            others=[panel.label(u) for u in units[1:4]],
        ),
        say("has a row been copied from another unit?"),
        starts=(p,),
    )
