"""One table, from its source to its readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..messages import say
from .delimited import Delimited, read_delimited
from .findings import Findings
from .layout import Layout, check_layout, find_heading
from .readings import Readings, take_readings
from .source import SHEET_SUFFIXES, Source, as_gb18030, as_utf8
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .sheet import Sheet


@dataclass(frozen=True)
class Table:
    """`readings` is None if the units cannot be told; `unknown`: indicators not in the scheme."""

    source: Source
    layout: Layout
    readings: Readings | None
    unknown: tuple[str, ...] = ()


def read_table(source: Source, vocabulary: Vocabulary, findings: Findings) -> Table | None:
    """The table; None, with an error in the findings, if nothing in it can be understood."""
    findings = findings.about(source.name)
    if source.is_sheet:
        from .sheet import read_sheet

        return _understand(source, read_sheet(source, findings), vocabulary, findings)
    if source.path is not None and source.path.suffix.casefold() in SHEET_SUFFIXES:
        findings.remark(say("not a spreadsheet: read as text"))
    text = as_utf8(source, findings)
    if text is None:
        return None
    try:
        return _read_text(text, vocabulary, findings)
    except UnicodeDecodeError:
        text = as_gb18030(source, findings)
        return None if text is None else _read_text(text, vocabulary, findings)


def _read_text(source: Source, vocabulary: Vocabulary, findings: Findings) -> Table | None:
    found = Findings(source.name)  # only kept if the encoding turns out to be right
    table = _understand(source, read_delimited(source, vocabulary, found), vocabulary, found)
    findings.add(found)
    return table


def _understand(
    source: Source, table: Delimited | Sheet, vocabulary: Vocabulary, findings: Findings
) -> Table | None:
    preview = table.preview()
    found = find_heading(preview, vocabulary)
    if found is None:
        help = say("it needs a row of headings and a row for each unit: is it the right file?")
        findings.fault(say("the table is empty"), help)
        return None
    index, layout = found
    check_layout(layout, preview[:index], vocabulary, findings)
    if layout.unit is None:
        return Table(source, layout, None)
    loaded = table.load(layout)
    readings, columns = take_readings(loaded, layout, vocabulary, findings)
    if columns.unknown:
        findings.remark(say("indicators not used by the scheme: {names}", names=columns.unknown))
    return Table(source, layout, readings, tuple(columns.unknown))
