"""All screenings of a panel, one finding a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ..panel import Bools, Panel
from ..scheme import Scheme
from .deviation import all_deviations
from .dominance import constant_columns, dominant_units
from .fractions import fractions
from .peers import peers_of
from .repeats import repeats, twin_rows
from .series import Series, all_series
from .shares import shares_above_100
from .slips import flipped_signs, outliers, slips
from .sums import sum_jumps
from .suspicion import GRADES, Suspicion, after_breaks, worst_first
from .unit_errors import ROW, is_power, unit_errors
from .units import duplicate_units, missing_units


def screen(panel: Panel, scheme: Scheme) -> tuple[Suspicion, ...]:
    """What is suspicious in the raw values, the likeliest errors first; one finding a cell.

    Judges values by the unit's other periods, by the growth that the units have in common, and by
    the unit's other columns. Raises nothing, whatever the values are. Source of the idea: ratio and
    outlier edits and unit-of-measure errors in de Waal, Pannekoek & Scholtus, Handbook of
    Statistical Data Editing and Imputation (Wiley, 2011); docs/method.md has the formulas.
    """
    if not panel.columns or 0 in panel.shape:
        return ()
    with np.errstate(all="ignore"):
        found = after_breaks(_screened(panel, scheme), panel, scheme)
    return _once(worst_first(found, panel), panel)


def _once(found: tuple[Suspicion, ...], panel: Panel) -> tuple[Suspicion, ...]:
    """Without those that are about a cell of another that is graded higher, or has more cells."""
    told: set[tuple[str, int, int]] = set()
    kept = []
    for each in sorted(found, key=lambda s: (GRADES.index(s.grade), -_size(s))):
        cells = {cell for cell in _cells(each, None) if cell[0] in panel.columns and cell[2] >= 0}
        if not cells & told:
            kept.append(each)
            told |= cells
    return worst_first(kept, panel)


def _size(each: Suspicion) -> int:
    return len(each.columns) * len(each.periods) * len(each.units)


def _screened(panel: Panel, scheme: Scheme) -> list[Suspicion]:
    columns = {id: np.where(np.isfinite(x), x, np.nan) for id, x in sorted(panel.columns.items())}
    series = all_series(columns)
    peers = peers_of(series)
    found = [*duplicate_units(panel), *missing_units(panel, scheme)]
    found += constant_columns(series, panel)
    found += twin_rows(series, panel)
    copied = list(repeats(series, panel))
    off = all_deviations(series, peers)
    found += unit_errors(filter(is_power, off), series, panel, scheme)
    for each in series.values():
        found += outliers([o for o in off if o.column == each.id and not is_power(o)], each)
        found += slips(each, {o.unit for o in off if o.column == each.id})
        found += flipped_signs(each, scheme)
        found += fractions(each, _cells_of(found, each, panel))
    found += _unexplained(copied, found)
    for each in series.values():
        found += sum_jumps(each, _cells_of(found, each, panel), panel, scheme)
    found += _unexplained(shares_above_100(panel, scheme), found, scheme)
    found += _unexplained(dominant_units(panel, scheme), found, scheme)
    return found


def _unexplained(
    more: Iterable[Suspicion], found: list[Suspicion], scheme: Scheme | None = None
) -> list[Suspicion]:
    """Those of a further kind that are no consequence of what was found.

    They are one if what they are about (for an indicator: its columns) is suspicious already in one
    of their periods.
    """
    told: set[tuple[str, int, int]] = set()
    for each in found:
        told |= set(_cells(each, None))
    return [
        each
        for each in more
        if not any(
            (id, p, unit) in told or (id, p, -1) in told for id, p, unit in _cells(each, scheme)
        )
    ]


def _cells(each: Suspicion, scheme: Scheme | None) -> Iterator[tuple[str, int, int]]:
    """Column, period and unit (-1: all) of what it is about."""
    for id in each.columns:
        indicator = scheme.indicators.get(id) if scheme is not None else None
        for column in indicator.value.columns if indicator is not None else (id,):
            for p in each.periods:
                for unit in each.units or (-1,):
                    yield column, p, unit


def _cells_of(found: list[Suspicion], series: Series, panel: Panel) -> Bools:
    """The cells (P, U) of a column that have been told, alone or with the rest of their row."""
    told = np.zeros(panel.shape, dtype=np.bool_)
    for each in found:
        if series.id in each.columns or len(each.columns) >= ROW:
            for p in each.periods:
                told[p, list(each.units) if each.units else slice(None)] = True
    return told
