"""What a panel must satisfy before anything is computed from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .derive import faults
from .errors import Problem
from .messages import Message, say
from .panel import Bools, Floats, Panel
from .period import period_label
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
                    (id,),
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
                    (id,),
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
    for mask, reason, columns in faults(indicator.value, panel.columns):
        text = say("{indicator}: {reason}", indicator=indicator.name, reason=reason)
        help = say("correct the cell, or write where(condition, a, b) in the expression")
        problems += _cells(panel, mask & panel.present, columns, text, help)
    return problems


def _cells(
    panel: Panel, mask: Bools, columns: Sequence[str], text: Message, help: Message
) -> Iterator[Problem]:
    for p, u in np.argwhere(mask):
        yield panel.problem(int(p), int(u), text, help, columns)


def unknown_units(panel: Panel, scheme: Scheme) -> list[Problem]:
    """Notes of the codes that the scheme gives and the table does not have."""
    named = {"highlight": scheme.highlight}
    named |= {f"break {each.period}": each.units for each in scheme.breaks}
    known = set(panel.units)
    return [
        Problem(
            say("no unit of the table: {codes} ({key})", codes=absent, key=key),
            path=scheme.source,
            severity="note",
        )
        for key, codes in named.items()
        if (absent := [code for code in codes if code not in known])
    ]


def expected_units(
    panel: Panel, scheme: Scheme, period: str | None = None, *, strict: bool = False
) -> list[Problem]:
    """A warning (an error, if `strict`) when a period (default: the last) lacks `expect_units`.

    The missing and the unknown are those against the nearest other period of the table.
    """
    if not panel.periods:  # no row says one that is known
        return []
    label = None if period is None else period_label(period)
    p = panel.periods.index(label) if label in panel.periods else len(panel.periods) - 1
    here = panel.present[p]
    count = int(here.sum())
    if scheme.expect_units is None or count == scheme.expect_units:
        return []
    missing, unknown = [], []
    if len(panel.periods) > 1:
        other = panel.present[p - 1 if p else 1]
        missing = [panel.label(int(u)) for u in np.flatnonzero(other & ~here)]
        unknown = [panel.label(int(u)) for u in np.flatnonzero(here & ~other)]
    text = say(
        "{period}: {count} units, expected {expected}",
        period=panel.periods[p],
        count=count,
        expected=scheme.expect_units,
    )
    help = say("add or delete rows, or change expect_units in the scheme")
    if missing or unknown:
        help = say(
            "against {other}: missing {missing}; unknown {unknown}",
            other=panel.periods[p - 1 if p else 1],
            missing=missing or say("none"),
            unknown=unknown or say("none"),
        )
    path, _ = panel.place(p, int(np.argmax(here)))
    return [Problem(text, help, path, severity="error" if strict else "warning")]
