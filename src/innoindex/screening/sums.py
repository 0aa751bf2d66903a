"""The sum of the units of a column, against its growth in other periods."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..messages import Message, say
from ..panel import Bools, Panel
from ..scheme import Scheme
from .robust import median
from .series import Series
from .suspicion import Suspicion
from .words import figure, ratio

_TWICE = float(np.log10(2))
_SPREAD = 0.04  # floor of the spread of a sum's growth, in decades (10 %)
_SIGMAS = 6.0
_UNITS = 3
_COUNTED = 50  # grains in a sum whose growth is not chance


def sum_jumps(
    series: Series, explained: Bools, panel: Panel, scheme: Scheme
) -> Iterator[Suspicion]:
    """Sums over the units of two periods that grow unlike those of the others, by a factor of two.

    `explained` (P, U) are the cells that another suspicion explains: they are left out, as are
    columns that the scheme does not let add up.
    """
    raw = scheme.raw.get(series.id)
    values = np.where(explained, np.nan, series.values)
    if (raw is not None and not raw.additive) or (values < 0).any() or len(values) < 2:
        return
    growth = np.full(len(values), np.nan)
    for p in range(1, len(values)):
        both = ~np.isnan(values[p]) & ~np.isnan(values[p - 1])
        before, after = values[p - 1][both].sum(), values[p][both].sum()
        enough = series.grain == 0 or min(before, after) >= _COUNTED * series.grain
        if both.sum() >= _UNITS and before > 0 and after > 0 and enough:
            growth[p] = np.log10(after / before)
    for p in np.flatnonzero(~np.isnan(growth)).tolist():
        others = np.delete(growth, p)
        others = others[~np.isnan(others)]
        if not others.size:
            continue
        usual = median(others)
        width = max(1.4826 * median(np.abs(others - usual)), _SPREAD)
        off = growth[p] - usual
        if abs(off) < max(_TWICE, _SIGMAS * width) or _returns(growth, p, usual, width):
            continue
        yield _jump(series, values, p, float(growth[p]), usual, panel)


def _returns(growth: np.ndarray, p: int, usual: float, width: float) -> bool:
    """Whether the sum only comes back from a jump one period before, which is told already."""
    before = growth[p - 1] - usual
    after = growth[p] - usual
    return bool(
        abs(before) >= max(_TWICE, _SIGMAS * width) and abs(before + after) < 0.25 * abs(before)
    )


def _jump(
    series: Series, values: np.ndarray, p: int, growth: float, usual: float, panel: Panel
) -> Suspicion:
    both = ~np.isnan(values[p]) & ~np.isnan(values[p - 1])
    change = np.where(both, values[p] - values[p - 1], 0.0)
    order = sorted(range(len(change)), key=lambda u: (-abs(change[u]), str(panel.units[u])))
    moved = float(np.abs(change).sum())
    most = order[0]
    typical = 10 ** median(
        np.log10((values[p] / values[p - 1])[both & (values[p - 1] > 0) & (values[p] > 0)])
    )
    total = float(values[p][both].sum())
    expected = float(values[p - 1][both].sum()) * 10**usual
    parts: list[Message] = [
        say(
            "the sum of {column} changes by a factor of {factor} from {before}, in other periods "
            "by {usual}; the median unit by {typical}",
            column=series.id,
            factor=figure(10**growth),
            before=panel.periods[p - 1],
            usual=figure(10**usual),
            typical=figure(typical),
        )
    ]
    if moved > 0 and abs(change[most]) > 0.5 * moved:
        parts.append(say("most of it is {unit}", unit=panel.label(most)))
    return Suspicion(
        "sum",
        "unclear",
        (series.id,),
        (p,),
        (),
        say("{parts}", parts=parts),
        say("has the definition changed, or do units report another thing?"),
        total,
        expected,
        ratio(total, expected),
        (p,),
    )
