"""csv and json: stable English names, full precision, empty = missing, never localised."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TextIO

import numpy as np

from ..messages import Language
from ..view import Bilingual, Column, Values, View, text_of

_CHUNK = 50_000
# A text that begins so would be run as a formula by a spreadsheet program, were there no
# apostrophe before it; `read.cells.unquoted` takes one away.
_FORMULA = re.compile("^'*[=+\\-@\t\r＝＋－＠]", re.M)


def machine_cells(column: Column, names: Language) -> Sequence[Any]:
    """The values as Python numbers and texts, None where missing.

    Names are the table's own, in the language `names`; all other text is English.
    """
    cells = column.cells(names)
    if column.kind == "text":
        if _all_texts(cells) is not None:
            return list(cells)
        if column.of_units:
            return ["; ".join(text_of(unit, names) for unit in cell) or None for cell in cells]
        return [None if cell is None else text_of(cell, "en") for cell in cells]
    values = np.asarray(cells, dtype=np.float64)
    missing = np.isnan(values)
    if missing.all():
        return [None] * len(values)
    numbers: list[Any] = values.tolist()
    if column.kind in ("whole", "places"):
        if not missing.any() and (values == np.floor(values)).all():
            return list(values.astype(np.int64).tolist())
        return [None if v != v else int(v) if v.is_integer() else v for v in numbers]
    return [None if v != v else v for v in numbers] if missing.any() else numbers


def write_csv(view: View, file: TextIO, names: Language) -> None:
    """Comma-separated, quoted where needed, LF line ends; of several tables the first."""
    writer = csv.writer(file, lineterminator="\n")
    columns = _machine_columns(view)
    writer.writerow([_quoted(column.id) for column in columns])
    for start in range(0, view.length, _CHUNK):
        part = slice(start, start + _CHUNK)
        writer.writerows(zip(*(_csv_cells(column, names, part) for column in columns), strict=True))


def _csv_cells(column: Column, names: Language, part: slice) -> Sequence[Any]:
    cells = machine_cells(_part(column, part), names)
    if column.kind != "text":
        return cells
    texts = _all_texts(cells)
    if texts is not None and _FORMULA.search(texts) is None:
        return cells
    return [cell and _quoted(cell) for cell in cells]


def _quoted(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _all_texts(cells: Values) -> str | None:
    """The cells joined, if all are texts, or nothing, if all are missing; else None."""
    try:
        return "\n".join(cells)  # at C speed, for a million of them
    except TypeError:
        return None if any(cells) else ""


def write_json(view: View, file: TextIO, names: Language) -> None:
    """An array with one object a row; of several tables, an object of such arrays by their ids.

    Missing is null.
    """
    if not view.more:
        _write_array(view, file, names)
        file.write("\n")
        return
    separator = "{"
    for table in view.tables:
        file.write(f"{separator}\n{json.dumps(table.id)}: ")
        _write_array(table, file, names)
        separator = ","
    file.write("\n}\n")


def _write_array(view: View, file: TextIO, names: Language) -> None:
    columns = _machine_columns(view)
    ids = [column.id for column in columns]
    file.write("[")
    separator = "\n"
    for row in _rows(view, columns, names):
        record = json.dumps(dict(zip(ids, row, strict=True)), ensure_ascii=False, allow_nan=False)
        file.write(f"{separator}{record}")
        separator = ",\n"
    file.write("\n]")


def _rows(view: View, columns: Sequence[Column], names: Language) -> Iterator[tuple[Any, ...]]:
    for start in range(0, view.length, _CHUNK):
        part = slice(start, start + _CHUNK)
        yield from zip(*(machine_cells(_part(c, part), names) for c in columns), strict=True)


def _machine_columns(view: View) -> list[Column]:
    return [
        column if column.plain is None else replace(column, values=column.plain)
        for column in view.columns
        if column.machine
    ]


def _part(column: Column, part: slice) -> Column:
    values = column.values
    if isinstance(values, Bilingual):
        return replace(column, values=Bilingual(values.zh[part], values.en[part]))
    return replace(column, values=values[part])
