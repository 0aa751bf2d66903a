"""What a panel must satisfy before anything is computed from it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .derive import faults
from .errors import InnoindexError, Problem
from .messages import Message, say
from .panel import Bools, Floats, Panel
from .scheme import Indicator, Scheme


def check_panel(panel: Panel, scheme: Scheme) -> list[Problem]:
    """Negative totals, parts above their wholes, and shares where per cent are expected."""
    problems: list[Problem] = []
    for id, values in panel.columns.items():
        raw = scheme.raw.get(id)
        if raw is None:
            continue
        if raw.declared and raw.additive:
            negative = values < 0
            if negative.any():
                problems += _cells(
                    panel,
                    negative,
                    id,
                    say("{column} is negative, but is declared as a total", column=id),
                    say("correct it, or declare the column additive = false"),
                )
        if raw.unit.zh == "%":
            problems += _shares_for_per_cent(id, values)
        whole = panel.columns.get(raw.at_most) if raw.at_most else None
        if whole is not None:
            above = values > whole
            if above.any():
                problems += _cells(
                    panel,
                    above,
                    id,
                    say("{column} is above {whole}", column=id, whole=raw.at_most),
                    say("a part cannot exceed its whole: look for a wrong unit (万元 for 亿元)"),
                )
    return problems


def _shares_for_per_cent(id: str, values: Floats) -> Iterator[Problem]:
    """A spreadsheet shows 5 % and holds 0.05: then the whole column is below 1."""
    known = values[~np.isnan(values)]
    if known.size > 2 and 0 < known.max() <= 1 and known.min() >= 0:
        yield Problem(
            say("{column} is in % but never above 1: are these shares (0.05 for 5 %)?", column=id),
            say("if they are, multiply the column by 100"),
            severity="warning",
        )


def arithmetic_problems(indicator: Indicator, panel: Panel) -> list[Problem]:
    """Cells where the indicator's expression has no result, such as a zero denominator."""
    problems: list[Problem] = []
    for mask, reason in faults(indicator.value, panel.columns):
        text = say("{indicator}: {reason}", indicator=indicator.name, reason=reason)
        help = say("correct the cell, or write where(condition, a, b) in the expression")
        problems += _cells(panel, mask & panel.present, "", text, help)
    return problems


def check_all(panel: Panel, scheme: Scheme) -> list[Problem]:
    """Everything that can be told of the values without computing the index."""
    problems = check_panel(panel, scheme)
    for indicator in scheme.indicators.values():
        if set(indicator.value.columns) <= set(panel.columns):
            problems += arithmetic_problems(indicator, panel)
    return problems


def _cells(
    panel: Panel, mask: Bools, column: str, text: Message, help: Message | None
) -> Iterator[Problem]:
    for p, u in np.argwhere(mask):
        path, row = panel.place(int(p), int(u))
        said = say("{where}: {text}", where=panel.where(int(p), int(u)), text=text)
        yield Problem(said, help, path, row, column)


def expected_units(
    panel: Panel, scheme: Scheme, p: int, *, strict: bool = False
) -> Iterator[Problem]:
    """A warning (an error, if `strict`) when a period has not `expect_units` units.

    The missing and the unknown are those against the nearest other period of the table.
    """
    count = int(panel.present[p].sum())
    if scheme.expect_units is None or count == scheme.expect_units:
        return
    missing, unknown = [], []
    if len(panel.periods) > 1:
        other = panel.present[p - 1 if p else 1]
        missing = [panel.label(int(u)) for u in np.flatnonzero(other & ~panel.present[p])]
        unknown = [panel.label(int(u)) for u in np.flatnonzero(panel.present[p] & ~other)]
    text = say(
        "{period}: {count} units, expected {expected}",
        period=panel.periods[p],
        count=count,
        expected=scheme.expect_units,
    )
    help = None
    if missing or unknown:
        help = say(
            "against {other}: missing {missing}; unknown {unknown}",
            other=panel.periods[p - 1 if p else 1],
            missing=missing or say("none"),
            unknown=unknown or say("none"),
        )
    problem = Problem(text, help, severity="error" if strict else "warning")
    if strict:
        raise InnoindexError([problem])
    yield problem
