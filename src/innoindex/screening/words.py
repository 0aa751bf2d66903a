"""Figures and periods in the sentences of a suspicion."""

from __future__ import annotations

from collections.abc import Sequence

from ..messages import Message, say
from ..panel import Panel


def figure(value: float) -> str:
    """Four digits of a number; all those before the point of one that is not huge."""
    if 1e4 <= abs(value) < 1e15:
        return f"{value:.0f}"
    return f"{value:.4g}"


def ratio(value: float, expected: float) -> float:
    """The value over what was expected; NaN where that is nothing."""
    return value / expected if expected else float("nan")


def times(power: int) -> Message:
    """10,000 times too large, or too small."""
    factor = f"{10 ** abs(power):,}"
    if power > 0:
        return say("{factor} times too large", factor=factor)
    return say("{factor} times too small", factor=factor)


def periods_of(panel: Panel, periods: Sequence[int]) -> Message:
    """Periods in words: one, a few, or a run that lasts to the end."""
    labels = [panel.periods[p] for p in periods]
    last = len(panel.periods) - 1
    if len(periods) > 1 and list(periods) == list(range(periods[0], last + 1)):
        if periods[0] == 0:
            return say("all periods")
        return say("{period} and after", period=labels[0])
    return say("{periods}", periods=labels)
