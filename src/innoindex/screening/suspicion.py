"""A suspicion: a cell, row or column whose values are hardly right, and the likely explanation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..messages import Message, say
from ..panel import Panel
from ..scheme import Scheme

Grade = Literal["likely", "unclear", "weak"]
GRADES: tuple[Grade, ...] = get_args(Grade)  # the most likely errors first
Kind = Literal[
    "unit",
    "digits",
    "sign",
    "outlier",
    "sum",
    "repeat",
    "duplicate",
    "missing",
    "share",
    "constant",
    "dominance",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Suspicion:
    """What is suspicious, where, and how sure it is that it is an error.

    `columns` are raw columns (or the indicator, for shares above 100 % and dominance); `periods`
    and `units` are positions in the panel, no unit = the column as a whole. `value`, `expected` and
    `factor` (value / expected) are those of the first cell, NaN = none. `message` gives the
    evidence in figures, `help` what to do. `starts` are the periods in which the series breaks.
    """

    kind: Kind
    grade: Grade
    columns: tuple[str, ...]
    periods: tuple[int, ...]
    units: tuple[int, ...]
    message: Message
    help: Message
    value: float = float("nan")
    expected: float = float("nan")
    factor: float = float("nan")
    starts: tuple[int, ...] = ()


def worst_first(found: Iterable[Suspicion], panel: Panel) -> tuple[Suspicion, ...]:
    """By grade, then kind, column, unit and period: never by the order of the table."""
    return tuple(
        sorted(
            found,
            key=lambda s: (
                GRADES.index(s.grade),
                KINDS.index(s.kind),
                s.columns,
                [str(panel.units[u]) for u in s.units],
                s.periods,
            ),
        )
    )


def after_breaks(found: Iterable[Suspicion], panel: Panel, scheme: Scheme) -> list[Suspicion]:
    """One grade less where the scheme declares a break in the series of all its units.

    A suspicion of the lowest grade is then none.
    """
    kept: list[Suspicion] = []
    for each in found:
        note = _break(each, panel, scheme)
        if note is None:
            kept.append(each)
        elif each.grade != GRADES[-1]:
            lower = GRADES[GRADES.index(each.grade) + 1]
            text = say("{text}; the scheme notes: {note}", text=each.message, note=note)
            kept.append(replace(each, grade=lower, message=text))
    return kept


def _break(each: Suspicion, panel: Panel, scheme: Scheme) -> object:
    """The note of the break that may explain it."""
    starts = {panel.periods[p] for p in each.starts}
    units = {str(panel.units[u]) for u in each.units}
    for known in scheme.breaks:
        if known.period in starts and (not known.units or (units and units <= set(known.units))):
            return known.note
    return None
