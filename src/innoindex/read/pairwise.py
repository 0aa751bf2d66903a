"""Pairwise comparisons of parts of a scheme, from a table: row against column."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InnoindexError, Problem
from ..lookup import find_named, nearest_name
from ..messages import Label, say
from ..pairwise import ROUNDED
from ..panel import Floats
from ..scheme import ROOT, Scheme
from ..shares import weighed_leaves, weighed_parts
from .cells import parse_number, text_of
from .delimited import SEPARATORS, Delimited
from .findings import Findings
from .sheet import read_sheet
from .source import Source, as_gb18030, as_utf8, open_sources

Rows = list[tuple[int, list[str]]]  # with the line of each


@dataclass(frozen=True)
class Judgements:
    """Matrices (K, K) by node, in the order of `weighed_parts`: how many times i outweighs j."""

    by_node: Mapping[str, Floats]
    remarks: tuple[Problem, ...] = ()


def read_pairwise(
    paths: Sequence[str | Path], scheme: Scheme, *, together: bool = False
) -> Judgements:
    """The comparisons of each file: of the children of one node, or of all indicators (`together`).

    The first column and the heading name the parts, by id or name, in any order; a cell is a number
    or a fraction such as 1/3. An empty cell is the reciprocal of the one across the diagonal.
    Raises `UsageProblem` for a file that cannot be opened, `InnoindexError` with every problem.
    """
    findings = Findings()
    found: dict[str, Floats] = {}
    for source in open_sources(list(paths)):
        about = findings.about(source.name)
        grid = _grid(source, scheme, about)
        if grid is None:
            continue
        node, parts = _compared(grid, scheme, together)
        if node in found:
            text = say("{node} is compared in another file too", node=scheme.part(node).name)
            about.fault(text, say("keep one of the two"))
        found[node] = _matrix(grid, node, parts, scheme, about)
    if findings.errors:
        raise InnoindexError([*findings.errors, *findings.remarks])
    return Judgements(found, tuple(findings.remarks))


@dataclass(frozen=True)
class _Grid:
    """Cells by the ids of row and column; where each row stands, how each column is headed."""

    cells: Mapping[tuple[str, str], str]
    lines: Mapping[str, int]
    headings: Mapping[str, str]
    line: int  # of the headings


def _grid(source: Source, scheme: Scheme, findings: Findings) -> _Grid | None:
    known_before = len(findings.errors)
    rows = [(line, cells) for line, cells in _rows(source, findings) if any(cells)]
    if len(findings.errors) > known_before:
        return None
    if len(rows) < 2:
        help = say("it needs the parts in the first row and in the first column")
        findings.fault(say("the table is empty"), help)
        return None
    (line, headings), *body = rows
    width = max(len(cells) for _, cells in rows)
    headings = headings + [""] * (width - len(headings))
    known = {id: scheme.part(id).name for id in (*scheme.nodes, *scheme.indicators) if id != ROOT}
    columns: dict[str, int] = {}
    for at, heading in list(enumerate(headings))[1:]:
        if heading or any(len(cells) > at and cells[at] for _, cells in body):
            _take(heading, at, columns, known, findings, line, heading)
    lines: dict[str, int] = {}
    for number, cells in body:
        _take(cells[0], number, lines, known, findings, number, headings[0])
    found = {
        (row, column): cells[at] if len(cells) > at else ""
        for row, number in lines.items()
        for cells in [dict(body)[number]]
        for column, at in columns.items()
    }
    return _Grid(found, lines, {id: headings[at] for id, at in columns.items()}, line)


def _take(
    name: str,
    place: int,
    taken: dict[str, int],
    known: Mapping[str, Label],
    findings: Findings,
    row: int,
    column: str,
) -> None:
    """Note where the part of a name stands; an error if there is none such, or it stands twice."""
    id = find_named(name, known)
    if not name:
        text, help = say("a row or a column has no name"), say("name the part, or delete it")
        findings.fault(text, help, row=row)
    elif id is None:
        names = [text for label in known.values() for text in (label.zh, label.en)]
        help = nearest_name(name, list(known), names)
        findings.fault(say('there is no "{name}"', name=name), help, row=row, column=column)
    elif id in taken:
        text, help = say('"{name}" is given twice', name=name), say("keep one of the two")
        findings.fault(text, help, row=row, column=column)
    else:
        taken[id] = place


def _rows(source: Source, findings: Findings) -> Rows:
    """All cells as clean text, each row with its line."""
    if source.is_sheet:
        sheet = read_sheet(source, findings)
        return [
            (line, [_clean(text_of(cell)) for cell in row])
            for line, row in enumerate(sheet.rows, 1)
        ]
    text = as_utf8(source, findings)
    try:
        return [] if text is None else _text_rows(text, findings)
    except UnicodeDecodeError:
        text = as_gb18030(source, findings)
        return [] if text is None else _text_rows(text, findings)


def _text_rows(source: Source, findings: Findings) -> Rows:
    """The rows, cut by the separator that gives the most cells."""

    def rows(separator: str, report: bool) -> Iterator[tuple[int, list[str]]]:
        table = Delimited(source, separator, findings)
        for line, _, cells in table.records(report=report):
            yield line, [_clean(cell) for cell in cells]

    def cut(separator: str) -> int:
        return sum(len(cells) for _, cells in rows(separator, False))

    return list(rows(max(SEPARATORS, key=cut), True))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _compared(grid: _Grid, scheme: Scheme, together: bool) -> tuple[str, tuple[str, ...]]:
    """The node whose parts are compared: the one that most of them are under."""
    if together:
        return ROOT, weighed_leaves(scheme)
    parents = Counter(scheme.part(id).parent or ROOT for id in (*grid.headings, *grid.lines))
    node = parents.most_common(1)[0][0] if parents else ROOT
    return node, weighed_parts(scheme, node)


def _matrix(
    grid: _Grid, node: str, parts: Sequence[str], scheme: Scheme, findings: Findings
) -> Floats:
    """The comparisons in the order of the parts, NaN where there is an error."""
    help = say("it must have these and no others: {parts}", parts=list(parts))
    if set(grid.headings) == set(weighed_leaves(scheme)):
        help = say("add --together: these are all indicators")
    name = scheme.part(node).name
    for id, row in {**grid.lines, **dict.fromkeys(grid.headings, grid.line)}.items():
        if id not in parts:
            text = say('"{id}" is not a part of {node} with a weight', id=id, node=name)
            findings.fault(text, help, row=row, column=grid.headings.get(id, ""))
    for id in parts:
        if id not in grid.lines or id not in grid.headings:
            text = say('"{id}" needs a row and a column', id=id)
            findings.fault(text, help, row=grid.line)
    values = {at: _judgement(cell, at, grid, findings) for at, cell in grid.cells.items()}
    matrix = np.full((len(parts), len(parts)), math.nan)
    for i, row_id in enumerate(parts):
        for j, column_id in enumerate(parts[: i + 1]):
            pair = (column_id, row_id)
            if pair in values and pair[::-1] in values:
                above = _agreed(pair, values, grid, findings)
                matrix[j, i], matrix[i, j] = above, 1 / above
    return matrix


def _judgement(cell: str, at: tuple[str, str], grid: _Grid, findings: Findings) -> float | None:
    """The number or fraction in a cell, NaN if empty; None, and an error, if it is neither."""
    value = _number(cell)
    itself = at[0] == at[1]
    if value is not None and (math.isnan(value) or (value == 1 if itself else value > 0)):
        return value
    text = say('not a comparison: "{text}"', text=cell)
    help = say(
        "write how many times the row outweighs the column: 3, 0.5 or 1/3 (in a spreadsheet as "
        "text, or it becomes a date)"
    )
    if itself:
        text, help = say("a part against itself is 1, not {text}", text=cell), say("write 1")
    findings.fault(text, help, row=grid.lines[at[0]], column=grid.headings[at[1]])
    return None


def _number(cell: str) -> float | None:
    numbers = [parse_number(piece) for piece in cell.split("/", 1)]
    values = [number.value for number in numbers if number is not None and not number.sign]
    if len(values) < len(numbers):
        return None
    if len(values) == 1:
        return values[0]
    above, below = values
    return above / below if below and not math.isnan(above / below) else None


def _agreed(
    pair: tuple[str, str],
    values: Mapping[tuple[str, str], float | None],
    grid: _Grid,
    findings: Findings,
) -> float:
    """What two cells across the diagonal say: the one that is at least 1, as 0.33 is for 1/3."""
    one, other = values[pair], values[pair[::-1]]
    if pair[0] == pair[1]:
        return 1.0
    if one is None or other is None:
        return math.nan
    if math.isnan(one) and math.isnan(other):
        text = say("nothing compares {row} with {column}", row=pair[0], column=pair[1])
        help = say("fill this cell, or the one across the diagonal")
    elif abs(one * other - 1) > ROUNDED:
        text = say(
            "{row} against {column} is {one}, but {column} against {row} is {other}",
            row=pair[0],
            column=pair[1],
            one=grid.cells[pair],
            other=grid.cells[pair[::-1]],
        )
        help = say("one must be 1 divided by the other: mend one of them, or leave it empty")
    else:
        return one if one >= 1 or math.isnan(other) else 1 / other
    findings.fault(text, help, row=grid.lines[pair[0]], column=grid.headings[pair[1]])
    return math.nan
