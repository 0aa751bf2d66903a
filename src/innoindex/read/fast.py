"""Plain text tables, quickly: pandas' C parser over pieces of the file, several at a time.

A table is plain if every line is a record. Anything else (a line break in quotes, too many cells,
an infinite number) raises `NotPlain`, and the careful reader says what and where it is.

`pandas.read_csv` of a path may read in parallel by itself, but then it holds the mapped file and
every column twice. Here each piece goes straight into the final arrays.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from ..panel import Texts
from .cells import LARGEST, MISSING_TEXTS, Odd, plain_numbers, split_labels, unquoted
from .layout import Layout
from .loaded import Loaded
from .source import Source

_PIECE = 8 << 20  # bytes: smaller files are read in one piece
_ROWS = 16384  # parsed at a time, in each thread
_THREADS = 4
_BLOCK = 1 << 18
# Labels are read as bytes of a fixed width, without holding up the other threads.
_LABEL_BYTES = 64


class NotPlain(Exception):
    """The table has something that the fast reader does not take."""


class _Piece:
    """Some lines of a file under a heading of our own, for pandas to read.

    It gives bytes, which pandas passes on to its parser without decoding and encoding them.
    """

    def __init__(self, file: BinaryIO, start: int, stop: int, heading: bytes = b"") -> None:
        self._file = file
        self._left = stop - start
        self._heading = heading
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        if self._heading:
            heading, self._heading = self._heading, b""
            return heading
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def __iter__(self) -> Iterator[bytes]:
        """Only asked for by pandas' check of what a file is."""
        return iter(())

    def lines(self) -> int:
        count, last = 0, b"\n"
        while block := self.read(_BLOCK):
            count += block.count(b"\n")
            last = block[-1:]
        return count + (last != b"\n")


def read_plain(source: Source, separator: str, layout: Layout) -> Loaded:
    """The rows below the heading; raises `NotPlain`, or `UnicodeDecodeError` if not UTF-8."""
    cuts = _cuts(source, layout.line)
    pieces = list(pairwise(cuts))
    with ThreadPoolExecutor(max(1, len(pieces))) as pool:
        counts = list(pool.map(lambda piece: _lines(source, *piece), pieces))
        starts = list(accumulate(counts, initial=0))
        rows = starts[-1]
        texts: dict[int, Texts] = {place: np.empty(rows, dtype=object) for place in layout.texts}
        numbers = {place: np.empty(rows) for place in layout.numbers}
        parser = _Parser(source, separator, len(layout.headings), texts, numbers)
        odd = list(pool.map(parser.read, pieces, starts, counts))
    first = layout.line + 1

    def row_cells(rows: Sequence[int]) -> list[list[str]]:
        return _row_cells(source, separator, [first + row for row in rows])

    return Loaded(
        np.arange(first, first + rows, dtype=np.int32),
        texts,
        numbers,
        {place: [cell for found in odd for cell in found[place]] for place in numbers},
        row_cells,
    )


class _Parser:
    def __init__(
        self,
        source: Source,
        separator: str,
        width: int,
        texts: dict[int, Texts],
        numbers: dict[int, np.ndarray[Any, np.dtype[np.float64]]],
    ) -> None:
        self._source = source
        self._texts = texts
        self._numbers = numbers
        # The headings that pandas sees are positions. An empty row follows: were the first row
        # longer than the heading, pandas would take the first column for an index.
        positions = separator.join(map(str, range(width)))
        self._heading = f"{positions}\n{separator * (width - 1)}\n".encode()
        label, unused = f"S{_LABEL_BYTES}", "S1"
        # Unused columns are cut to a byte instead of left out by `usecols`, which would accept
        # rows of any length: one separator too many shifts the cells after it.
        self._options: dict[str, Any] = {
            "sep": separator,
            "dtype": {
                str(place): label if place in texts else unused
                for place in range(width)
                if place not in numbers
            },
            "na_values": MISSING_TEXTS,
            "keep_default_na": False,
            "skip_blank_lines": False,
            "low_memory": False,
            "chunksize": _ROWS,
        }

    def read(self, piece: tuple[int, int], start: int, count: int) -> dict[int, list[Odd]]:
        """Puts the rows of the piece in their place, and returns the odd cells."""
        odd: dict[int, list[Odd]] = {place: [] for place in self._numbers}
        if not count:
            return odd
        row = start - 1  # of the empty row
        with self._source.open() as file:
            try:
                lines: Any = _Piece(file, *piece, self._heading)  # not a file for pandas' stubs
                with pd.read_csv(lines, **self._options) as frames:
                    for frame in frames:
                        if row + len(frame) > start + count:
                            raise NotPlain
                        ours = frame.iloc[1:] if row < start else frame
                        self._take(ours, max(row, start), odd)
                        row += len(frame)
            except pd.errors.ParserError as error:
                raise NotPlain from error
        if row != start + count:
            raise NotPlain
        return odd

    def _take(self, frame: pd.DataFrame, row: int, odd: dict[int, list[Odd]]) -> None:
        here = slice(row, row + len(frame))
        for place, texts in self._texts.items():
            texts[here] = _labels(frame[str(place)].tolist())
        for place, numbers in self._numbers.items():
            column = frame[str(place)]
            if column.dtype.kind in "fiu":
                numbers[here] = column.to_numpy()
            else:
                cells = column.astype(object).where(column.notna(), None).tolist()
                if any(isinstance(cell, bool) for cell in cells):  # TRUE, True or true?
                    raise NotPlain
                values, found = plain_numbers(cells)
                numbers[here] = values
                odd[place] += [(row + i, text) for i, text in found]
            if (np.abs(numbers[here]) > LARGEST).any():
                raise NotPlain


def _labels(cells: list[bytes]) -> list[str]:
    joined = b"\n".join(cells)
    if max(map(len, cells), default=0) >= _LABEL_BYTES or joined.count(b"\n") != len(cells) - 1:
        raise NotPlain
    return unquoted(split_labels(joined.decode()))


def _cuts(source: Source, heading: int) -> list[int]:
    """Where the pieces begin and end, all at the beginning of a line."""
    with source.open() as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        start = _after_lines(file, heading)
        cuts = [start]
        pieces = min(_processors(), _THREADS, (size - start) // _PIECE)
        for i in range(1, pieces):
            file.seek(start + (size - start) * i // pieces)
            cuts.append(file.tell() + len(file.readline()))
    return sorted({*cuts, size})


def _after_lines(file: BinaryIO, lines: int) -> int:
    for _ in range(lines):
        if b"\r" in file.readline()[:-2]:  # lines that end in a carriage return only
            raise NotPlain
    return file.tell()


def _lines(source: Source, start: int, stop: int) -> int:
    with source.open() as file:
        return _Piece(file, start, stop).lines()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _row_cells(source: Source, separator: str, lines: Sequence[int]) -> list[list[str]]:
    wanted = set(lines)
    with source.open() as file:
        found = [
            text.decode("utf-8-sig", "replace")
            for line, text in enumerate(file, start=1)
            if line in wanted
        ]
    return list(csv.reader(found, delimiter=separator))
