"""Spreadsheets (.xlsx, .xls, .ods): the first sheet that is not empty."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from ..errors import Problem, UsageProblem
from ..messages import Message, say
from .cells import Cell, text_of
from .findings import Findings
from .layout import PREVIEW, Layout, Row
from .loaded import Collector, Loaded
from .sheet_cells import NotReadable, cell_name, check_archive, special_cells
from .source import Source

MOST_CELLS = 50_000_000  # rows x columns, from A1 to the last cell: Excel's rows x 47 columns
MEMORY = 8 << 30  # bytes, of the process that reads
_DELETE = say("delete what stands far from the table, and save it again as .xlsx or as CSV")
_SECONDS, _PER_MB = 60, 2  # after which a file is given up

Merged = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, from 0


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet, the first being row 1, and its merged cells."""

    rows: list[list[Cell]]
    merged: Sequence[Merged] = ()
    findings: Findings = field(default_factory=Findings)

    def preview(self) -> list[Row]:
        """The first rows with anything in them."""
        found: list[Row] = []
        for line, cells in enumerate(self.rows, start=1):
            if any(text_of(cell).strip() for cell in cells):
                found.append((line, cells))
                if len(found) == PREVIEW:
                    break
        return found

    def load(self, layout: Layout) -> Loaded:
        self._spread(layout)
        below = self.rows[layout.line :]
        collector = Collector(layout.texts, layout.numbers)
        collector.add(below, range(layout.line + 1, len(self.rows) + 1))

        def row_cells(rows: Sequence[int]) -> list[list[str]]:
            return [[text_of(cell) for cell in below[row]] for row in rows]

        return collector.loaded(row_cells)

    def _spread(self, layout: Layout) -> None:
        """A label merged over several rows is the label of each; a merged number is of its first.

        A sheet stores what stands in merged cells in the first of them.
        """
        labels: list[str] = []
        numbers: list[str] = []
        done: dict[int, int] = {}  # by column: ranges that overlap are not gone through again
        for (top, left), (bottom, right) in sorted(self.merged):
            name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            if top < layout.line:
                continue
            if left in layout.numbers:
                numbers.append(name)
            elif left in layout.texts and bottom > top:
                labels.append(name)
                for row in self.rows[max(top + 1, done.get(left, 0)) : bottom + 1]:
                    row[left] = row[left] or self.rows[top][left]
                done[left] = max(bottom + 1, done.get(left, 0))
        if labels:
            self.findings.remark(
                say("merged labels hold for each of their rows: {cells}", cells=labels)
            )
        if numbers:
            text = say(
                "merged numbers hold for the first row and column only: {cells}", cells=numbers
            )
            self.findings.warn(text, say("unmerge the cells, and fill in each of them"))


def read_sheet(source: Source, findings: Findings) -> Sheet:
    """The first sheet with any cell filled; the others are named in a remark.

    A formula that the file has no value of, which calamine would give as an empty cell, is its own
    text, and so is the error of a formula (#DIV/0!): no number.
    """
    data = source.read()
    try:
        check_archive(data)
        answer, rows = _process(data)
        if answer[0] == "empty":
            return Sheet([])
        names, name, merged = answer[1:]
        special, pending = special_cells(data, name)
    except NotReadable as failure:
        raise UsageProblem([Problem(failure.text, failure.help, source.name)]) from None
    others = [other for other in names if other != name]
    if others:
        findings.remark(say('sheet "{name}" read; not read: {others}', name=name, others=others))
    for (row, column), cell in special.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = cell
    if pending:
        text = say("formulas without a value: {cells}", cells=pending)
        help = say("open the file in a spreadsheet program, which computes them, and save it")
        findings.warn(text, help)
    return Sheet(rows, merged, findings)


def _process(data: bytes) -> tuple[tuple[Any, ...], list[list[Cell]]]:
    """What the reading process answers, and its rows; raises `NotReadable`."""
    program = Path(__file__).with_name("sheet_process.py")
    command = [sys.executable, "-P", str(program), str(MEMORY), str(MOST_CELLS)]
    rows: list[list[Cell]] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:
        timer = Timer(_SECONDS + _PER_MB * len(data) / 1e6, reader.kill)
        timer.start()
        try:
            assert reader.stdin is not None
            assert reader.stdout is not None
            reader.stdin.write(data)
            reader.stdin.close()
            answer = pickle.load(reader.stdout)
            while batch := pickle.load(reader.stdout):
                rows += batch
        except (EOFError, OSError, pickle.UnpicklingError):
            text = say("its contents take too much memory or time")
            raise NotReadable(text, _DELETE) from None
        finally:
            timer.cancel()
            reader.kill()
    match answer[0]:
        case "error":
            raise NotReadable(answer[1])
        case "broken":
            raise NotReadable(say("it is damaged"))
        case "large":
            raise NotReadable(_too_large(*answer[1:]), _DELETE)
    return answer, rows


def _too_large(rows: int, columns: int) -> Message:
    return say("its last cell is in row {rows} and column {columns}", rows=rows, columns=columns)
