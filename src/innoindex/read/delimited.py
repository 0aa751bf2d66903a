"""Text tables: comma, semicolon or tab between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from ..errors import InnoindexError, Problem
from ..messages import Message, say
from .cells import clean_labels, unquoted
from .fast import NotPlain, read_plain
from .findings import Findings
from .layout import PREVIEW, Layout, Row, find_heading
from .loaded import Collector, Loaded
from .source import Source
from .vocabulary import Vocabulary

SEPARATORS = (",", "\t", ";")
MOST_COLUMNS = 16_384  # as in Excel
LONGEST_LINE = 10_000_000  # characters; no cell is longer, also one over several lines
_BATCH = 10_000
_ABOVE = 10_000  # the heading is among the first so many lines, most of which may be blank

csv.field_size_limit(LONGEST_LINE)


Record = tuple[int, int, list[str]]  # first line, last line, cells


@dataclass(frozen=True)
class Delimited:
    """A table in UTF-8 text."""

    source: Source
    separator: str
    findings: Findings

    def preview(self) -> list[Row]:
        """The first rows with anything in them, by their last lines: a heading may span several."""
        filled = _filled(islice(self.records(), _ABOVE))
        return [(end, unquoted(cells)) for _, end, cells in islice(filled, PREVIEW)]

    def load(self, layout: Layout) -> Loaded:
        """The fast way, and the careful one for what the fast one does not take."""
        try:
            return read_plain(self.source, self.separator, layout)
        except NotPlain:
            return self._load_carefully(layout)

    def _load_carefully(self, layout: Layout) -> Loaded:
        width = len(layout.headings)
        collector = Collector(
            layout.texts, layout.numbers, lambda cells: unquoted(clean_labels(cells))
        )
        lengths: dict[int, int] = {}
        filled_beyond = False
        found = (record for record in self.records(report=True) if record[0] > layout.line)
        records = _filled(found)
        while batch := list(islice(records, _BATCH)):
            for line, _, cells in batch:
                if sum(map(bool, map(str.strip, cells))) > 1:  # neither blank nor a note
                    lengths[line] = len(cells)
                    filled_beyond |= any(map(str.strip, cells[width:]))
            collector.add([cells for *_, cells in batch], [line for line, *_ in batch])

        # Where every row ends in the same empty cells, they are no mistake.
        if filled_beyond or len(set(lengths.values())) > 1:
            self._report_long(lengths, width)

        def row_cells(rows: Sequence[int]) -> list[list[str]]:
            wanted = set(rows)
            found = (record for record in self.records() if record[0] > layout.line)
            return [cells for row, (*_, cells) in enumerate(_filled(found)) if row in wanted]

        return collector.loaded(row_cells)

    def _report_long(self, lengths: Mapping[int, int], width: int) -> None:
        for line, length in lengths.items():
            if length > width:
                text = say("{n} cells, but {m} headings", n=length, m=width)
                help = say("put a cell that contains the separator in double quotes")
                self.findings.fault(text, help, row=line)

    def records(self, *, report: bool = False) -> Iterator[Record]:
        """Each record with its first and last line: a record in quotes may span several.

        A look with the wrong separator meets odd quotes, which only matter to `report`. Raises
        `InnoindexError` for a line or a row that is too long to be held.
        """
        with io.TextIOWrapper(self.source.open(), encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(self._lines(file), delimiter=self.separator, strict=report)
            line = 1
            try:
                for record in reader:
                    if len(record) > MOST_COLUMNS:
                        self._too_long(line, say("{n} cells in a row", n=len(record)))
                    yield line, reader.line_num, record
                    line = reader.line_num + 1
            except csv.Error:
                if report:
                    text = say("a double quote is misplaced or not closed")
                    help = say("quote the whole cell, and double each quote inside it")
                    self.findings.fault(text, help, row=line)

    def _lines(self, file: io.TextIOWrapper) -> Iterator[str]:
        number = 0
        while text := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(text) > LONGEST_LINE:
                self._too_long(
                    number, say("the line is longer than {n} characters", n=LONGEST_LINE)
                )
            yield text

    def _too_long(self, line: int, text: Message) -> NoReturn:
        help = say(
            "a table has at most {n} columns and a line for each row: is it the right file?",
            n=MOST_COLUMNS,
        )
        raise InnoindexError([Problem(text, help, self.source.name, line)])


def _filled(records: Iterable[Record]) -> Iterator[Record]:
    return (record for record in records if any(map(str.strip, record[2])))


def read_delimited(source: Source, vocabulary: Vocabulary, findings: Findings) -> Delimited:
    """The table, with the separator by which its heading is understood best."""
    best, most = Delimited(source, SEPARATORS[0], findings), (0, 0)
    for separator in SEPARATORS:
        table = Delimited(source, separator, Findings())
        found = find_heading(table.preview(), vocabulary)
        if found is None:  # nothing but this separator
            return table
        layout = found[1]
        score = (len(layout.labels) + len(layout.columns), len(layout.headings))
        if score > most:
            best, most = Delimited(source, separator, findings), score
    return best
