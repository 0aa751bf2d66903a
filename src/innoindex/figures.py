"""Values in their own unit of measure, and other small pieces of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from .messages import Label, Message, say
from .scheme import Indicator
from .view import fixed, signed


def decimals_for(value: float) -> int:
    """Decimals that show three digits of a value; none for one that has them before the point."""
    if not abs(value) > 0 or abs(value) == float("inf"):
        return 0
    return min(max(0, 2 - floor(log10(abs(value)))), 9)


def all_decimals(values: Sequence[float]) -> list[int]:
    return [decimals_for(value) for value in values]


def with_unit(value: float, indicator: Indicator, like: float | None = None) -> Message:
    """A value with its unit of measure, with the decimals of a value `like` it."""
    text = fixed(value, decimals_for(value if like is None else like))
    return _measured(text, indicator.unit)


def change_with_unit(change: float, indicator: Indicator, like: float) -> Message:
    """A change of a value: that of per cent is in percentage points."""
    text = signed(change, decimals_for(like))
    if indicator.unit.zh == "%":
        return say("{change} percentage points", change=text)
    return _measured(text, indicator.unit)


def _measured(text: str, unit: Label) -> Message:
    return say("{value} {unit}", value=text, unit=unit) if unit.en else say("{value}", value=text)


def ordinal(rank: float) -> Label:
    """1st, 2nd, 3rd, 4th; in Chinese the number alone."""
    number = int(rank)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    if number % 100 in (11, 12, 13):
        ending = "th"
    return Label(str(number), f"{number}{ending}")


def per_cent(now: float, before: float) -> str | None:
    """The relative change, where there is one: +8.1%."""
    if not before > 0 or now != now:
        return None
    return f"{signed(100 * (now / before - 1), 1)}%"
