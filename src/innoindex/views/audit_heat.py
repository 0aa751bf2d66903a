"""The correlations of an audit as a picture of figures."""

from __future__ import annotations

from ..audit_record import Audit
from ..messages import Label, say
from ..view import Column, View


def heat_view(done: Audit) -> View:
    """The lower triangle of the correlations: r x 10, rounded, a row an indicator.

    The indicators by dimension, with their numbers over the columns. For people only: machines get
    the pairs.
    """
    numbers = range(1, len(done.ids) + 1)
    parts = [done.result.scheme.indicators[id] for id in done.ids]
    rows = [[*row[:k], None] for k, row in enumerate(done.everything.pearson.tolist())]
    heading = _over(len(done.ids))
    columns = (
        Column("number", say("No."), list(numbers), "whole", priority=0, machine=False),
        Column("name", say("Indicator"), [part.name for part in parts], priority=2, machine=False),
        Column("heat", Label(heading, heading), rows, "heat", priority=1, machine=False),
    )
    return View(
        title=say("Correlations of the indicators, r × 10 (9: 0.85 and more)"),
        sentences=(),
        columns=columns,
        names=1,
        id="heatmap",
        sheet=say("Heat map"),
    )


def heat_width(done: Audit) -> int:
    """The places that the picture takes in a terminal: number and figures, without the names."""
    return 8 + 2 * len(done.ids)


def _over(count: int) -> str:
    """The numbers of the columns, two places each: the tens over the ones."""
    tens = [n // 10 if n % 10 == 0 else "" for n in range(1, count + 1)]
    ones = [n % 10 for n in range(1, count + 1)]
    lines = ["".join(f"{digit:>2}" for digit in line) for line in (tens, ones)]
    return "\n".join(line for line in lines if line.strip())
