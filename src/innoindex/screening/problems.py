"""Suspicions as problems: with their places, and as the help of an error of the same cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import Problem, Severity
from ..messages import Message, say
from ..panel import Panel
from .suspicion import Suspicion
from .words import periods_of

_NAMED = 3  # units named in a sentence


def place_of(each: Suspicion, panel: Panel) -> tuple[str, int | None, str]:
    """Path, row and heading of its first cell; no row if it is of a whole column."""
    column = each.columns[0] if len(each.columns) == 1 else ""
    p, unit = each.periods[0], each.units[0] if each.units else 0
    if column in panel.columns:
        path, row, heading = panel.cell(p, unit, column)
        return path, row if each.units else None, heading
    path, row = panel.place(p, unit)
    if not path and panel.origin is not None:  # the row that is missing
        path = panel.origin.paths[int(panel.origin.file[p, unit])]
    return path, row if each.units else None, ""


def problem_of(each: Suspicion, panel: Panel) -> Problem:
    """A warning if it is likely an error, else a note."""
    path, row, heading = place_of(each, panel)
    place = where(each, panel)
    text = say("{where}: {text}", where=place, text=each.message) if place else each.message
    severity: Severity = "warning" if each.grade == "likely" else "note"
    return Problem(text, _graded(each), path, row, heading, severity)


def _graded(each: Suspicion) -> Message:
    if each.grade == "weak":
        return say("{help} (it may well be real)", help=each.help)
    if each.grade == "unclear":
        return say("{help} (it may be real)", help=each.help)
    return each.help


def where(each: Suspicion, panel: Panel) -> Message | None:
    """Units and periods in words, if there are any to name."""
    named = each.units[: 0 if each.kind == "duplicate" else _NAMED]  # those are in the sentence
    units = [*map(panel.label, named), *(["..."] if 0 < len(named) < len(each.units) else [])]
    if not any(panel.periods):
        return say("{units}", units=units) if units else None
    periods = periods_of(panel, each.periods)
    if not units:
        return say("{periods}", periods=periods)
    return say("{units} in {periods}", units=units, periods=periods)


def with_suspicions(
    problems: Sequence[Problem], found: Sequence[Suspicion], panel: Panel
) -> list[Problem]:
    """The problems and the suspicions, the likeliest first.

    Where an error stands in the very cell, what is suspected is its help, and is not told twice.
    """
    wrong: dict[tuple[str, int | None, str], int] = {
        (error.path, error.row, error.column): at
        for at, error in enumerate(problems)
        if error.severity == "error" and error.row and error.column
    }
    told = list(problems)
    for each in found:
        problem = problem_of(each, panel)
        at = wrong.get((problem.path, problem.row, problem.column))
        if at is None:
            told.append(problem)
        else:
            help = say("{evidence}: {help}", evidence=each.message, help=each.help)
            told[at] = replace(told[at], help=help)
    return told
