"""Tables (CSV, spreadsheets, standard input) to a panel; pandas lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import InnoindexError, Problem
from ..messages import say
from ..panel import Panel
from ..period import period_label, periods_within
from ..scheme import Scheme
from .assemble import assemble
from .coverage import check_missing, warn_of_gaps
from .findings import Findings
from .source import open_sources
from .tables import Table, read_table
from .vocabulary import Vocabulary

__all__ = ["Check", "read_panel"]

Check = Callable[[Panel, Scheme], Iterable[Problem]]


def read_panel(
    paths: str | Path | Sequence[str | Path],
    scheme: Scheme,
    *,
    period: str | None = None,
    check: Check | None = None,
) -> Panel:
    """The raw columns that the scheme needs, from one or several tables (`-` = standard input).

    Values are in the scheme's units of measure, whatever unit the table gives in brackets; missing
    cells are NaN. Periods come from a column, else from the file's name, else they are `period`.
    What was guessed or repaired is in `Panel.remarks`.

    Raises `InnoindexError` with every problem of all tables, with those that `check` finds in what
    could be read of them, and with what was guessed, which often explains them;
    `UsageProblem` if a file cannot be opened.
    """
    files = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not files:
        raise ValueError("no table to read")
    findings = Findings()
    vocabulary = Vocabulary(scheme)
    tables = [read_table(source, vocabulary, findings) for source in open_sources(files)]
    read = [table for table in tables if table is not None]
    labels = [_label(table, period, len(files) > 1, findings) for table in read]
    if len(read) == len(tables):
        check_missing(read, vocabulary, findings)
    if findings.fatal:
        raise InnoindexError([*findings.errors, *findings.remarks])
    readings = [table.readings for table in read if table.readings is not None]
    panel = assemble(readings, labels, list(scheme.raw), findings)
    if findings.errors:
        known = {(error.path, error.row, error.column) for error in findings.errors}
        found = check(panel, scheme) if check is not None else ()  # a wrong cell is not missing
        new = [each for each in found if (each.path, each.row, each.column) not in known]
        raise InnoindexError([*findings.errors, *new, *findings.remarks])
    warn_of_gaps(panel, vocabulary, findings)
    return replace(panel, remarks=tuple(findings.remarks))


def _label(table: Table, period: str | None, several: bool, findings: Findings) -> str:
    """The period of a table that has no column of periods."""
    if "period" in table.layout.labels:
        return ""
    findings = findings.about(table.source.name)
    given = "" if period is None else period_label(period)
    found = periods_within(table.source.stem)
    if len(found) == 1:
        findings.remark(say("period {period} taken from the file's name", period=found[0]))
        return found[0]
    if given:
        return given
    if several:
        findings.fault(
            say("neither a column nor the file's name says of which period the table is"),
            say("name the file like 2023.csv, add a column of periods, or give --period"),
        )
    elif found:
        text = say("the file's name gives several periods, none is taken: {periods}", periods=found)
        findings.remark(text)
    return ""
