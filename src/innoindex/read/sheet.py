"""Spreadsheets (.xlsx, .xls, .ods): the first sheet that is not empty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Problem, UsageProblem
from ..messages import say
from .cells import Cell, text_of
from .findings import Findings
from .layout import Layout, Row
from .loaded import Collector, Loaded
from .sheet_errors import error_cells
from .source import Source


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet, the first being row 1."""

    rows: list[list[Cell]]

    def preview(self) -> list[Row]:
        return list(enumerate(self.rows, start=1))

    def load(self, layout: Layout) -> Loaded:
        below = self.rows[layout.line :]
        collector = Collector(layout.texts, layout.numbers)
        collector.add(below, range(layout.line + 1, len(self.rows) + 1))

        def row_cells(rows: Sequence[int]) -> list[list[str]]:
            return [[text_of(cell) for cell in below[row]] for row in rows]

        return collector.loaded(row_cells)


def read_sheet(source: Source, findings: Findings) -> Sheet:
    """The first sheet with any cell filled; the others are named in a remark."""
    from python_calamine import CalamineError, load_workbook

    data = source.read()
    try:
        workbook = load_workbook(io.BytesIO(data))
        names = list(workbook.sheet_names)
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            rows: list[list[Cell]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
            if rows:
                break
        else:
            return Sheet([])
    except CalamineError as failure:
        text = say("cannot be read as a spreadsheet: {reason}", reason=failure)
        help = say(
            "open it in a spreadsheet program and save it again as .xlsx, without a password"
        )
        raise UsageProblem([Problem(text, help, source.name)]) from failure
    others = [other for other in names if other != name]
    if others:
        findings.remark(say('sheet "{name}" read; not read: {others}', name=name, others=others))
    # calamine gives a cell with an error (#DIV/0!) as an empty one, which would be a missing value.
    for (row, column), error in error_cells(data, name).items():
        rows[row][column] = error
    return Sheet(rows)
