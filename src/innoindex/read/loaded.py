"""The needed columns of one table as they were read, before notes and units are settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..panel import Floats, Texts
from .cells import Cell, Odd, clean_labels, plain_numbers, text_of

Lines = np.ndarray[tuple[int], np.dtype[np.int32]]


@dataclass(frozen=True)
class Loaded:
    """N rows by position of the column.

    `numbers` are NaN where a cell is missing or odd; `odd` cells need a closer look, in the order
    of their rows. `codes_were_numbers`: positions of labels that the sheet stores as numbers.
    `row_cells(i)` are the texts of all cells of row i, also of columns that were not needed.
    """

    lines: Lines
    texts: Mapping[int, Texts]
    numbers: Mapping[int, Floats]
    odd: Mapping[int, Sequence[Odd]]
    row_cells: Callable[[Sequence[int]], list[list[str]]]
    codes_were_numbers: frozenset[int] = frozenset()


class Collector:
    """Builds `Loaded` from records of cells, in batches, so that a long table is not held twice."""

    def __init__(
        self,
        texts: Sequence[int],
        numbers: Sequence[int],
        labels: Callable[[list[str]], list[str]] = clean_labels,
    ) -> None:
        self._labels = labels
        self._texts: dict[int, list[Texts]] = {place: [] for place in texts}
        self._numbers: dict[int, list[Floats]] = {place: [] for place in numbers}
        self._odd: dict[int, list[Odd]] = {place: [] for place in numbers}
        self._lines: list[int] = []
        self._were_numbers: set[int] = set()

    def add(self, records: Sequence[Sequence[Cell]], lines: Sequence[int]) -> None:
        start = len(self._lines)
        self._lines += lines
        for place, columns in self._texts.items():
            cells = _column(records, place)
            if any(type(cell) in (int, float) for cell in cells):
                self._were_numbers.add(place)
            columns.append(text_array(self._labels([text_of(cell) for cell in cells])))
        for place, parts in self._numbers.items():
            values, odd = plain_numbers(_column(records, place))
            parts.append(values)
            self._odd[place] += [(start + row, text) for row, text in odd]

    def loaded(self, row_cells: Callable[[Sequence[int]], list[list[str]]]) -> Loaded:
        none = text_array([])
        return Loaded(
            np.array(self._lines, dtype=np.int32),
            {place: np.concatenate(parts or [none]) for place, parts in self._texts.items()},
            {
                place: np.concatenate(parts or [np.empty(0)])
                for place, parts in self._numbers.items()
            },
            self._odd,
            row_cells,
            frozenset(self._were_numbers),
        )


def text_array(texts: Sequence[str]) -> Texts:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def _column(records: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [record[place] if place < len(record) else None for record in records]
