"""Slips of the pen in a series: two digits swapped, a sign lost or gained, a value far off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..messages import say
from ..panel import Bools, Floats
from ..scheme import Scheme
from .deviation import Deviation
from .series import Series
from .suspicion import Suspicion
from .words import figure, ratio

LEAST = 0.17  # decades off (1.5 times): a smaller slip cannot be told from a change
SIGMAS = 5.0  # standard deviations, if good values stand before and after
_HUGE = 8.5  # decades off that nothing explains
_AT_END = 8.0  # and if not
_CALM = 3.0  # standard deviations that the rest of the series moves at most
_FIT = 2.0  # standard deviations between the expected and the corrected value
_FEW_NEGATIVE = 0.05  # share of a column's values below 0 that is still odd


class Spike(NamedTuple):
    """One value off in a series that is calm otherwise; `decades` = log10(value / expected)."""

    period: int
    decades: float
    expected: float
    noise: float
    inner: bool  # good values stand before and after


def slips(series: Series, skip: set[int]) -> Iterator[Suspicion]:
    """Digits swapped, in the units that have no other explanation."""
    for unit in np.flatnonzero(series.odd_units(LEAST, SIGMAS)).tolist():
        spike = None if unit in skip else _spike(series, unit)
        if spike is None:
            continue
        value = float(series.values[spike.period, unit])
        if (right := unswapped(value, spike)) is not None:
            yield _swapped(series, unit, spike, value, right)


def _spike(series: Series, unit: int) -> Spike | None:
    """The one value without which the series is calm."""
    flat = series.flat[:, unit]
    known = np.flatnonzero(~np.isnan(flat))
    for p in known.tolist() if known.size > 2 else ():
        good = ~np.isnan(flat)
        good[p] = False
        rest = np.flatnonzero(good)
        moves = np.diff(flat[rest])
        noise = series.noise(series.values[rest[1:], unit], series.values[rest[:-1], unit])
        if (np.abs(moves) > _CALM * noise).any():
            continue
        expected = 10 ** series.expected(unit, p, good)
        decades = float(series.logs[p, unit] - np.log10(expected))
        value = series.values[p, unit]
        spread = float(series.noise(np.array([value]), np.array([expected]))[0])
        inner = bool(good[:p].any() and good[p:].any())
        if abs(decades) >= max(LEAST, (SIGMAS if inner else _AT_END) * spread):
            return Spike(p, decades, expected, spread, inner)
    return None


def unswapped(value: float, spike: Spike) -> float | None:
    """What the value is with two neighbouring digits the other way, if that is expected."""
    digits, exponent = f"{value:.11e}".split("e")
    shown = digits.replace(".", "").rstrip("0") or "0"
    text = f"0{shown}0"
    best = (np.inf, 0.0)  # decades off, and the number
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            right = int(swapped) * 10.0 ** (int(exponent) - len(shown))
            best = min(best, (abs(float(np.log10(right / spike.expected))), right))
    return best[1] if best[0] <= _FIT * spike.noise else None


def _swapped(series: Series, unit: int, spike: Spike, value: float, right: float) -> Suspicion:
    return Suspicion(
        "digits",
        "unclear" if spike.inner else "weak",
        (series.id,),
        (spike.period,),
        (unit,),
        say(
            "{column} = {value}: its other periods let expect {expected} (ratio {ratio}, {sigmas} "
            "times this column's usual change), and {right} has two digits the other way",
            column=series.id,
            value=f"{value:.12g}",
            expected=figure(spike.expected),
            ratio=figure(ratio(value, spike.expected)),
            sigmas=figure(abs(spike.decades) / spike.noise),
            right=f"{right:.12g}",
        ),
        say("compare it with the source: two digits may be swapped"),
        value,
        spike.expected,
        ratio(value, spike.expected),
        (spike.period,),
    )


def outliers(left: list[Deviation], series: Series) -> Iterator[Suspicion]:
    """A value that leaves its series and returns, by a factor that is no power of ten."""
    for off in left:
        returns = off.returns and off.decided and len(off.periods) == 1
        if off.unit < 0 or not off.over_time or not (returns or abs(off.decades) > _HUGE):
            continue
        value = float(series.values[off.periods[0], off.unit])
        yield Suspicion(
            "outlier",
            "unclear" if off.sigmas >= 12 else "weak",
            (series.id,),
            off.periods,
            (off.unit,),
            say(
                "{column} = {value}: its other periods let expect {expected} (ratio {ratio}, "
                "{sigmas} times this column's usual change)",
                column=series.id,
                value=figure(value),
                expected=figure(off.expected),
                ratio=figure(ratio(value, off.expected)),
                sigmas=figure(off.sigmas),
            ),
            say("compare it with the source"),
            value,
            off.expected,
            ratio(value, off.expected),
            off.periods,
        )


def flipped_signs(series: Series, scheme: Scheme) -> Iterator[Suspicion]:
    """A negative value where hardly any is, and its opposite is expected.

    A declared total may not be negative at all: that is an error already.
    """
    raw = scheme.raw.get(series.id)
    if raw is not None and raw.declared and raw.additive:
        return
    values = series.values
    negative: Bools = values < 0
    known = int((~np.isnan(values)).sum())
    if not negative.any() or negative.sum() > max(1, _FEW_NEGATIVE * known):
        return
    for p, unit in np.argwhere(negative).tolist():
        value = float(values[p, unit])
        good = ~np.isnan(series.flat[:, unit])
        if not good.any():
            usual = _usual(values)
            if usual[0] <= -value <= usual[1]:
                yield _sign(series, unit, p, value, float("nan"))
            continue
        expected = 10 ** series.expected(unit, p, good)
        noise = float(series.noise(np.array([value]), np.array([expected]))[0])
        if abs(np.log10(-ratio(value, expected))) <= SIGMAS * noise:
            yield _sign(series, unit, p, value, expected)


def _usual(values: Floats) -> tuple[float, float]:
    """Between the quartiles of the positive values."""
    positive = values[values > 0]
    if positive.size < 4:
        return np.inf, np.inf
    low, high = np.quantile(positive, (0.25, 0.75))
    return float(low), float(high)


def _sign(series: Series, unit: int, p: int, value: float, expected: float) -> Suspicion:
    if expected == expected:
        text = say(
            "{column} = {value}: its other periods let expect {expected}",
            column=series.id,
            value=figure(value),
            expected=figure(expected),
        )
    else:
        text = say(
            "{column} = {value}: hardly any value of this column is below 0",
            column=series.id,
            value=figure(value),
        )
    return Suspicion(
        "sign",
        "likely" if expected == expected else "weak",
        (series.id,),
        (p,),
        (unit,),
        text,
        say("is the minus sign right?"),
        value,
        expected,
        ratio(value, expected),
        (p,),
    )
