"""Text tables: comma, semicolon or tab between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ..messages import say
from .cells import clean_labels, unquoted
from .fast import NotPlain, read_plain
from .findings import Findings
from .layout import PREVIEW, Layout, Row, find_heading
from .loaded import Collector, Loaded
from .source import Source
from .vocabulary import Vocabulary

SEPARATORS = (",", "\t", ";")
_BATCH = 10_000


@dataclass(frozen=True)
class Delimited:
    """A table in UTF-8 text."""

    source: Source
    separator: str
    findings: Findings

    def preview(self) -> list[Row]:
        """The first rows with anything in them, by their last lines: a heading may span several."""
        filled = (
            (end, unquoted(cells)) for _, end, cells in self.records() if any(map(str.strip, cells))
        )
        return list(islice(filled, PREVIEW))

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
        records = (record for record in self.records(report=True) if record[0] > layout.line)
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
            records = (cells for line, _, cells in self.records() if line > layout.line)
            return [cells for row, cells in enumerate(records) if row in wanted]

        return collector.loaded(row_cells)

    def _report_long(self, lengths: Mapping[int, int], width: int) -> None:
        for line, length in lengths.items():
            if length > width:
                text = say("{n} cells, but {m} headings", n=length, m=width)
                help = say("put a cell that contains the separator in double quotes")
                self.findings.fault(text, help, row=line)

    def records(self, *, report: bool = False) -> Iterator[tuple[int, int, list[str]]]:
        """Each record with its first and last line: a record in quotes may span several.

        A look with the wrong separator meets odd quotes, which only matter to `report`.
        """
        with self.source.open() as file:
            lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            reader = csv.reader(lines, delimiter=self.separator, strict=report)
            line = 1
            try:
                for record in reader:
                    yield line, reader.line_num, record
                    line = reader.line_num + 1
            except csv.Error:
                if report:
                    text = say("a double quote is misplaced or not closed")
                    help = say("quote the whole cell, and double each quote inside it")
                    self.findings.fault(text, help, row=line)


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
