"""Counts that are no whole numbers: 0.03 firms are 3 firms in another unit of measure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..messages import say
from ..panel import Bools
from .robust import is_whole
from .series import Series
from .suspicion import Suspicion
from .words import figure, ratio, times

_FEW = 0.02  # share of a column's values (or one of them) that are no multiples of its grain
_CELLS = 20
_DIGITS = 6


def fractions(series: Series, skip: Bools) -> Iterator[Suspicion]:
    """Values that are no multiple of the grain of a column whose values are.

    `skip` (P, U) are the cells that are explained already. What is expected is in the unit's other
    periods, else the value times the least power of ten that makes it whole.
    """
    values, grain = series.values, series.grain
    if not series.counted:
        return
    known = ~np.isnan(values)
    whole = known & is_whole(values / grain)
    count = int(known.sum())
    if count < _CELLS or count - whole.sum() > max(1, _FEW * count):
        return
    for p, unit in np.argwhere(known & ~whole & ~skip & (values > 0)).tolist():
        value = float(values[p, unit])
        power = _least_power(value / grain)
        if power is None:
            continue
        good = whole[:, unit] & ~np.isnan(series.flat[:, unit])
        if good.any():
            expected = 10 ** series.expected(unit, p, good)
            power = max(power, round(float(np.log10(expected / value))))
        right = value * 10.0**power
        yield Suspicion(
            "unit",
            "likely",
            (series.id,),
            (p,),
            (unit,),
            say(
                "{column} = {value} is no whole number, as {share} % of this column are; {right} "
                "is, and {value} is {times}",
                column=series.id,
                value=figure(value),
                share=figure(100 * float(whole.sum()) / count),
                right=figure(right),
                times=times(-power),
            ),
            say("correct the value, or give its unit of measure in the heading"),
            value,
            right,
            ratio(value, right),
            (p,),
        )


def _least_power(count: float) -> int | None:
    """The least power of ten that makes a number whole."""
    for power in range(1, _DIGITS):
        if bool(is_whole(np.array([count * 10**power]))[0]):
            return power
    return None
