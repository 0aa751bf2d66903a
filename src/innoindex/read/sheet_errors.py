"""Cells of an .xlsx file that hold an error, such as #DIV/0!."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse, parse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Row and column (from 0) of each error in the sheet of that name, with its text.

    Only of .xlsx: .ods gives errors as text anyway, and .xls gives them to nobody.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        path = _sheet_path(archive, sheet)
        # Parsing a large sheet a second time is only paid for when there is an error in it.
        if path not in archive.namelist() or b't="e"' not in archive.read(path):
            return {}
        with archive.open(path) as file:
            return dict(_errors(element for _, element in iterparse(file)))


def _sheet_path(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open("xl/workbook.xml") as file:
        sheets = {item.get("name"): item.get(_ID) for item in parse(file).iter(f"{_MAIN}sheet")}
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        targets = {item.get("Id"): item.get("Target", "") for item in parse(file).getroot()}
    target = targets.get(sheets.get(name), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _errors(elements: Iterator[Element]) -> Iterator[tuple[tuple[int, int], str]]:
    for element in elements:
        if element.tag != f"{_MAIN}c":
            continue
        place = re.fullmatch(r"([A-Z]+)(\d+)", element.get("r", ""))
        if element.get("t") == "e" and place:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            yield (int(place[2]) - 1, column - 1), element.findtext(f"{_MAIN}v", "#ERROR")
        element.clear()
