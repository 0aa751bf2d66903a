"""The raw values: period x unit x column, with their labels and where each came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .errors import Problem
from .messages import Label, Language, Message, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]


def sound(values: Floats) -> bool:
    """Whether no value is missing or infinite; the sum tells, in one pass and without a copy."""
    with np.errstate(all="ignore"):
        return bool(np.isfinite(values.sum())) or bool(np.isfinite(values).all())


@dataclass(frozen=True)
class Origin:
    """The file and the row that each unit and period was read from (row 0: not from a file).

    `cells[id]`: the same of a raw column that was not read from that row.
    """

    paths: tuple[str, ...]
    file: NDArray[np.int16]  # (periods, units): index into paths
    row: NDArray[np.int32]  # (periods, units): line or sheet row, counted from 1
    headings: tuple[Mapping[str, str], ...] = ()  # of each file, by raw column
    cells: Mapping[str, tuple[NDArray[np.int16], NDArray[np.int32]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """Raw values of P periods (in their order) and U units; missing is NaN.

    `columns[id]` is (P, U), in the unit of measure that the scheme gives for the column.
    `present[p, u]` says that the table has a row for the unit in that period.
    """

    periods: tuple[str, ...]
    units: Texts  # (U,) ids, unique
    names: Mapping[Language, Texts]  # (U,) each
    groups: tuple[Label, ...]  # G groups
    group_of: Ints  # (U,) index into groups, -1 = none
    present: Bools  # (P, U)
    columns: Mapping[str, Floats]
    origin: Origin | None = None
    remarks: tuple[Problem, ...] = field(default=())

    @property
    def shape(self) -> tuple[int, int]:
        return self.present.shape[0], self.present.shape[1]

    def name(self, unit: int, lang: Language) -> str:
        return str(self.names[lang][unit])

    def label(self, unit: int) -> Label:
        return Label(str(self.names["zh"][unit]), str(self.names["en"][unit]))

    def where(self, period: int, unit: int) -> Message:
        """A unit in a period, in words."""
        if not self.periods[period]:
            return say("{unit}", unit=self.label(unit))
        return say("{unit} in {period}", unit=self.label(unit), period=self.periods[period])

    def place(self, period: int, unit: int) -> tuple[str, int | None]:
        """Path and row of a unit's row in a period, for a `Problem`."""
        if self.origin is None or self.origin.row[period, unit] <= 0:
            return "", None
        path = self.origin.paths[int(self.origin.file[period, unit])]
        return path, int(self.origin.row[period, unit])

    def cell(self, period: int, unit: int, column: str) -> tuple[str, int | None, str]:
        """Path, row and heading of a raw value, for a `Problem`; the row is None if it has none."""
        if self.origin is None:
            return "", None, column
        file, row = self.origin.cells.get(column, (self.origin.file, self.origin.row))
        table = int(file[period, unit])
        heading = self.origin.headings[table].get(column, "") if self.origin.headings else column
        return self.origin.paths[table], int(row[period, unit]) or None, heading

    def problem(
        self, period: int, unit: int, text: Message, help: Message, columns: Sequence[str] = ()
    ) -> Problem:
        """An error of a unit in a period; its place is the cell if one raw column is to blame."""
        heading = ""
        if len(columns) == 1:
            path, row, heading = self.cell(period, unit, columns[0])
        else:
            path, row = self.place(period, unit)
        said = say("{where}: {text}", where=self.where(period, unit), text=text)
        return Problem(said, help, path, row, heading)


def panel_from_arrays(
    columns: Mapping[str, Floats],
    *,
    periods: Sequence[str] = ("",),
    units: Sequence[str] | None = None,
    groups: Sequence[str] = (),
) -> Panel:
    """A panel of (P, U) arrays without a file; a unit is present where any column has a value.

    `groups`, if given, names the group of each unit.
    """
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in columns.items()}
    shape = next(iter(arrays.values())).shape
    ids = [str(u) for u in units] if units is not None else [f"u{i}" for i in range(shape[1])]
    names = np.array(ids, dtype=object)
    group_names = list(dict.fromkeys(groups))
    return Panel(
        periods=tuple(periods),
        units=names,
        names={"zh": names, "en": names},
        groups=tuple(Label(name, name) for name in group_names),
        group_of=np.array(
            [group_names.index(g) for g in groups] if groups else [-1] * shape[1], dtype=np.int64
        ),
        present=np.any([~np.isnan(values) for values in arrays.values()], axis=0),
        columns=arrays,
    )
