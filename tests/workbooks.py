"""Workbooks read back: the cells of their sheets, and the parts of their archive."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    """The rows of every sheet, by its name, in their order."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts_of(data: bytes) -> dict[str, str]:
    """The XML of a workbook's archive, by its path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def filled(rows: list[list[Any]]) -> list[list[Any]]:
    """The columns of a table, headings first, without those that have no cell."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    return [column for column in columns if any(cell not in ("", None) for cell in column[1:])]


def figures(records: list[dict[str, Any]]) -> list[list[Any]]:
    """The columns of `-f json` in the same way, without headings."""
    columns = [[record[key] for record in records] for key in records[0]]
    return [
        ["" if cell is None else cell for cell in column]
        for column in columns
        if any(cell is not None for cell in column)
    ]


def same(found: list[list[Any]], wanted: list[list[Any]], digits: int) -> bool:
    """Whether two lists of columns are the same, numbers to so many digits."""
    return found == [[_cell(cell, digits) for cell in column] for column in wanted]


def _cell(cell: Any, digits: int) -> Any:
    number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return pytest.approx(cell, rel=10.0**-digits, abs=1e-12) if number else cell
