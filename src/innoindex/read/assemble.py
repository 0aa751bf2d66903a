"""Readings of all tables to one panel: period x unit x column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InnoindexError, Problem
from ..messages import Message, say
from ..panel import Floats, Ints, Origin, Panel, Texts
from ..period import period_key
from .findings import Findings
from .loaded import text_array
from .names import take_groups, take_names
from .readings import Readings

MOST_CELLS = 10_000_000  # periods x units x columns that are held whatever their rows
SPARSEST = 20  # else there is a row for so many pairs of a period and a unit

Pair = tuple[int, int]  # table, row


@dataclass(frozen=True)
class Grid:
    """P periods x U units, and the cell (period * U + unit) that each row of each table is for."""

    tables: Sequence[Readings]
    keys: Sequence[Ints]
    periods: tuple[str, ...]
    units: Texts

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.periods), len(self.units)

    @property
    def as_it_stands(self) -> bool:
        """One table of one period without a repeated unit: its columns are the panel's."""
        return len(self.tables) == 1 == len(self.periods) and len(self.keys[0]) == len(self.units)

    def place(self, pair: Pair) -> str:
        table, row = pair
        return f"{self.tables[table].path}:{self.tables[table].lines[row]}"


def assemble(
    tables: Sequence[Readings], labels: Sequence[str], order: Sequence[str], findings: Findings
) -> Panel:
    """The panel; a cell that is given twice is an error and keeps its first value.

    `labels`: the period of each table that has no column of periods. `order`: the raw columns' ids.
    """
    grid = _grid(tables, labels)
    _check_size(grid, len(order))
    repeated = {} if grid.as_it_stands else dict(_repeated_rows(grid))
    columns: dict[str, Floats] = {}
    for id in order:
        if any(id in table.columns for table in tables):
            columns[id] = _column(id, grid, repeated)
    findings.each(sorted(repeated.items()), lambda found: _repeat(grid, *found))
    groups, group_of = take_groups(tables, grid.keys, grid.shape)
    present = np.zeros(grid.shape, dtype=np.bool_)
    for keys in grid.keys:
        present.flat[keys] = True
    return Panel(
        periods=grid.periods,
        units=grid.units,
        names=take_names(tables, grid.keys, grid.units),
        groups=groups,
        group_of=group_of,
        present=present,
        columns=columns,
        origin=_origin(grid, list(columns)),
    )


def _grid(tables: Sequence[Readings], labels: Sequence[str]) -> Grid:
    codes, units = _factorise(np.concatenate([table.units for table in tables]))
    found = [
        (np.zeros(len(table.lines), dtype=np.int64), text_array([label]))
        if table.periods is None
        else pd.factorize(table.periods)
        for table, label in zip(tables, labels, strict=True)
    ]
    periods = sorted({label for _, kinds in found for label in kinds}, key=period_key)
    position = {label: i for i, label in enumerate(periods)}
    keys = []
    start = 0
    for here, kinds in found:
        index = np.array([position[label] for label in kinds], dtype=np.int64)
        keys.append(index[here] * len(units) + codes[start : start + len(here)])
        start += len(here)
    return Grid(tables, keys, tuple(periods), units)


def _check_size(grid: Grid, columns: int) -> None:
    """A table whose rows are nearly all of another period and unit would fill the memory."""
    (periods, units), rows = grid.shape, sum(map(len, grid.keys))
    if periods * units * columns <= MOST_CELLS or periods * units <= SPARSEST * rows:
        return
    values = {"rows": rows, "periods": periods, "units": units}
    text = say(
        "{rows} rows are of {units} units in {periods} periods: nearly all are missing", **values
    )
    help = say("is the right column taken for the period, and the right one for the unit?")
    raise InnoindexError([Problem(text, help, grid.tables[0].path)])


def _factorise(units: Texts) -> tuple[Ints, Texts]:
    """Each row's index among the units, which are in the order of their first rows."""
    if (units[1:] > units[:-1]).all():  # a file sorted by code, without a repeated one
        return np.arange(len(units)), units
    return pd.factorize(units)


def _repeated_rows(grid: Grid) -> Iterator[tuple[Pair, Pair]]:
    """Each row of a table whose unit, period and column an earlier row of that table gave."""
    for table, (readings, keys) in enumerate(zip(grid.tables, grid.keys, strict=True)):
        if any(rows is None for rows, _ in readings.columns.values()) or not readings.columns:
            of_columns = [np.arange(len(keys))]
        else:
            of_columns = [rows for rows, _ in readings.columns.values() if rows is not None]
        for rows in of_columns:
            order = np.argsort(keys[rows], kind="stable")
            sorted_keys = keys[rows][order]
            first = np.searchsorted(sorted_keys, sorted_keys)
            later = np.flatnonzero(first != np.arange(len(first)))
            for i in later.tolist():
                yield (table, int(rows[order[i]])), (table, int(rows[order[first[i]]]))


def _column(id: str, grid: Grid, repeated: dict[Pair, Pair]) -> Floats:
    """One raw column, (P, U); what two tables give is added to `repeated`."""
    if grid.as_it_stands and grid.tables[0].columns[id][0] is None:
        return grid.tables[0].columns[id][1].reshape(grid.shape)
    column = np.full(grid.shape[0] * grid.shape[1], np.nan)
    for table, (readings, keys) in enumerate(zip(grid.tables, grid.keys, strict=True)):
        if id not in readings.columns:
            continue
        rows, values = readings.columns[id]
        here = keys if rows is None else keys[rows]
        given = ~np.isnan(column[here])
        for i in np.flatnonzero(given & ~np.isnan(values)).tolist():
            later = (table, i if rows is None else int(rows[i]))
            if later not in repeated:
                repeated[later] = _first(id, int(here[i]), grid)
        # Backwards, so that the first of repeated rows is the one that stays.
        free = np.flatnonzero(~given)[::-1]
        column[here[free]] = values[free]
    return column.reshape(grid.shape)


def _first(id: str, key: int, grid: Grid) -> Pair:
    """The first row that gives the cell a value."""
    for table, (readings, keys) in enumerate(zip(grid.tables, grid.keys, strict=True)):
        if id in readings.columns:
            rows, values = readings.columns[id]
            here = keys if rows is None else keys[rows]
            found = np.flatnonzero((here == key) & ~np.isnan(values))
            if len(found):
                return table, int(found[0] if rows is None else rows[found[0]])
    raise AssertionError(key)


def _repeat(grid: Grid, later: Pair, first: Pair) -> Problem:
    table, row = later
    period, unit = divmod(int(grid.keys[table][row]), grid.shape[1])
    values = {"unit": grid.units[unit], "place": grid.place(first)}
    text: Message
    help = say("keep one of the two rows, or correct its code")
    if grid.periods[period]:
        values["period"] = grid.periods[period]
        text = say('unit "{unit}" occurs twice in {period}: first at {place}', **values)
    else:
        text = say('unit "{unit}" occurs twice: first at {place}', **values)
        help = say("if the rows are of different periods, the table needs a column of periods")
    return Problem(text, help, grid.tables[table].path, int(grid.tables[table].lines[row]))


def _origin(grid: Grid, ids: Sequence[str]) -> Origin:
    tables = grid.tables
    file, row = _places(grid, [None] * len(tables))
    cells = {}
    if len(tables) > 1 or tables[0].is_long:
        for id in ids:
            rows = [table.columns[id][0] if id in table.columns else _NO_ROWS for table in tables]
            own = _places(grid, rows)
            if not (np.array_equal(own[0], file) and np.array_equal(own[1], row)):
                cells[id] = own
    paths = tuple(table.path for table in tables)
    return Origin(paths, file, row, tuple(table.headings for table in tables), cells)


_NO_ROWS = np.empty(0, dtype=np.int64)


def _places(
    grid: Grid, rows_of: Sequence[Ints | None]
) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
    """File and row (P, U) of each cell, if these rows (None: all) of each table give it.

    A cell that no row gives has row 0, and a file of its period.
    """
    file = np.zeros(grid.shape, dtype=np.int16)
    row = np.zeros(grid.shape, dtype=np.int32)
    given = [
        (keys, table.lines) if rows is None else (keys[rows], table.lines[rows])
        for keys, table, rows in zip(grid.keys, grid.tables, rows_of, strict=True)
    ]
    # Backwards, so that the first row of several stays.
    backwards = list(reversed(list(enumerate(given))))
    for table, (keys, _) in backwards if len(given) > 1 else ():
        file[np.unique(keys // grid.shape[1])] = table
    for table, (keys, lines) in backwards:
        file.flat[keys[::-1]] = table
        row.flat[keys[::-1]] = lines[::-1]
    return file, row
