"""The view of `check`: what is wrong with a table or scheme, and what was guessed or repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..errors import Problem, worst_first
from ..messages import Message, say
from ..view import Column, View

_SEVERITY = {"error": say("error"), "warning": say("warning"), "note": say("note")}


def check_view(title: Message, problems: Sequence[Problem], sentences: Sequence[Message]) -> View:
    """A row a finding: errors, then warnings, then notes."""
    listed = worst_first(problems)
    columns = (
        Column("severity", say("Severity"), [_SEVERITY[p.severity] for p in listed], priority=0),
        Column("path", say("File"), [p.path or None for p in listed], priority=1),
        Column("row", say("Row"), [p.row for p in listed], "whole", priority=2),
        Column("column", say("Column"), [p.column or None for p in listed], priority=3),
        Column("text", say("Finding"), [p.text for p in listed], priority=4),
        Column("help", say("Help"), [p.help for p in listed], priority=5),
    )
    counts = Counter(p.severity for p in listed)
    count = say(
        "errors: {errors}, warnings: {warnings}, notes: {notes}",
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
    )
    return View(
        title=title,
        sentences=(*sentences, count),
        columns=columns,
        names=0,
        id="findings",
        sheet=say("Findings"),
    )
