"""Sentences of running text: clauses, lists, and the words for more and less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..figures import ordinal
from ..messages import Label, Message, say
from ..panel import Panel
from ..period import period_key
from ..view import fixed, whole

_NAMED = 5  # units named in a sentence; of more the first three


@dataclass(frozen=True)
class Prose:
    """A text under a title: paragraphs of sentences, and what is said below them."""

    title: Message
    paragraphs: tuple[tuple[Message, ...], ...]
    notes: tuple[Message, ...]


def sentence(*clauses: Message | None) -> Message:
    return say("{clauses}.", clauses=[clause for clause in clauses if clause is not None])


def listed(items: Sequence[Message | Label]) -> Message:
    """A, B and C."""
    text = say("{item}", item=items[0])
    for item in items[1:-1]:
        text = say("{items}, {item}", items=text, item=item)
    return say("{items} and {item}", items=text, item=items[-1]) if len(items) > 1 else text


def units_said(labels: Panel, units: Sequence[int]) -> Message:
    """The names of a few units; of more their number and the first three."""
    names = [labels.label(u) for u in units]
    if len(names) <= _NAMED:
        return listed(names)
    return say("{count} units ({names} and others)", count=len(names), names=names[:3])


def series(items: Sequence[Message]) -> Message:
    """A; B; C: of parts that have commas of their own."""
    text = items[0]
    for item in items[1:]:
        text = say("{items}; {item}", items=text, item=item)
    return text


def period_said(period: str) -> Message:
    """A year as a year, any other period as it is."""
    year, quarter, _ = period_key(period)
    return say("{year}", year=period) if year and not quarter else say("{period}", period=period)


def before_said(period: str, previous: str) -> Message:
    """The year before, or the period by its name."""
    now, then = period_key(period), period_key(previous)
    if then[0] and now[0] == then[0] + 1 and not now[1] and not then[1]:
        return say("the year before")
    return period_said(previous)


def nth(rank: float) -> Label:
    """1st, or 1.5 for a mean of tied ranks; in Chinese the number alone."""
    return ordinal(rank) if float(rank).is_integer() else Label(whole(rank), whole(rank))


def points_said(points: float, decimals: int) -> Message:
    """The size of a number of points."""
    text = fixed(abs(points), decimals)
    return (
        say("{points} point", points=text) if text == "1" else say("{points} points", points=text)
    )


def places_said(places: float) -> Message:
    """The size of a number of places."""
    text = whole(abs(places))
    return (
        say("{places} place", places=text) if text == "1" else say("{places} places", places=text)
    )


def shown_sign(value: float, decimals: int) -> int:
    """+1, -1, or 0 for what is shown as zero."""
    shown = float(fixed(value, decimals))
    return (shown > 0) - (shown < 0)
