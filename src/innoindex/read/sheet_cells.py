"""What calamine does not say of an .xlsx file: errors (#DIV/0!), formulas without a value, size."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import ParseError, parse
from xml.parsers.expat import ExpatError, ParserCreate

from ..messages import Message, say

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPECIAL = re.compile(rb"""t\s*=\s*["']e["']|<(?:\w+:)?f[\s>/]""")
_BLOCK = 1 << 20

MOST_PARTS = 10_000
MOST_BYTES = 4_000_000_000  # unpacked
_TIMES, _MORE = 100, 100_000_000  # nor more than so many times its size, and so many more

Place = tuple[int, int]  # row, column, from 0

_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ExpatError,
    LookupError,  # no such part, no such encoding
    ValueError,
    struct.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # a part with a password, or packed in an unknown way
)


class NotReadable(Exception):
    """A file that looks like a spreadsheet but cannot be read as one, and what to do."""

    def __init__(self, reason: object, help: Message | None = None) -> None:
        super().__init__(str(reason))
        self.text = say("cannot be read as a spreadsheet: {reason}", reason=reason)
        self.help = help or say(
            "open it in a spreadsheet program and save it again as .xlsx, without a password"
        )


def check_archive(data: bytes) -> None:
    """Refuses an archive that unpacks to far more than a table: raises `NotReadable`.

    calamine reads no more of a part than the archive says it has.
    """
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _FAILURES as failure:
        raise NotReadable(failure) from None
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise NotReadable(say("it has {n} parts", n=len(parts)))
    if size > min(MOST_BYTES, _TIMES * len(data) + _MORE):
        raise NotReadable(say("it unpacks to {n} MB", n=size // 1_000_000))


def special_cells(data: bytes, sheet: str) -> tuple[dict[Place, str], list[str]]:
    """The text of each error and of each formula without a value in the sheet of that name.

    And the names of the cells with such formulas. Only of .xlsx: .ods gives errors as text anyway,
    and .xls gives them to nobody. Raises `NotReadable`.
    """
    if not data.startswith(b"PK"):
        return {}, []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}, []
            path = _sheet_path(archive, sheet)
            # Parsing a large sheet a second time is only paid for where there is need.
            if path not in archive.namelist() or not _has_special(archive, path):
                return {}, []
            found = _Special()
            with archive.open(path) as file:
                found.parser.ParseFile(file)
    except _FAILURES as failure:
        raise NotReadable(failure) from None
    return found.texts, found.pending


def _sheet_path(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open("xl/workbook.xml") as file:
        tag = f"{{{_MAIN}}}sheet"
        sheets = {item.get("name"): item.get(_ID) for item in parse(file).iter(tag)}
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        targets = {item.get("Id"): item.get("Target", "") for item in parse(file).getroot()}
    target = targets.get(sheets.get(name), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _has_special(archive: zipfile.ZipFile, path: str) -> bool:
    with archive.open(path) as file:
        before = b""
        while block := file.read(_BLOCK):
            if _SPECIAL.search(before + block):
                return True
            before = block[-20:]
    return False


class _Special:
    """Follows the elements of a sheet, of which it keeps nothing but what is looked for."""

    def __init__(self) -> None:
        self.texts: dict[Place, str] = {}
        self.pending: list[str] = []
        self.parser: Any = ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._place = (-1, -1)
        self._kind = ""
        self._inside: dict[str, str] = {}  # the texts of the cell's elements
        self._open = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        row, column = self._place
        if tag == "row":
            self._place = int(attributes.get("r", row + 2)) - 1, -1
        elif tag == "c":
            self._place = _place(attributes["r"]) if "r" in attributes else (row, column + 1)
            self._kind = attributes.get("t", "")
            self._inside = {}
        elif tag in ("f", "v"):
            self._open = tag
            self._inside[tag] = ""

    def _characters(self, text: str) -> None:
        if self._open:
            self._inside[self._open] += text

    def _end(self, name: str) -> None:
        self._open = ""
        if name.rpartition("}")[2] != "c":
            return
        value = self._inside.get("v")
        if self._kind == "e":
            self.texts[self._place] = value or "#ERROR"
        elif "f" in self._inside and (value is None or (value == "" and self._kind != "str")):
            self.texts[self._place] = f"={self._inside['f']}"
            self.pending.append(cell_name(*self._place))


def _place(name: str) -> Place:
    match = re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7})", name, re.A)
    if match is None:
        raise ValueError(f"cell {name}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """The name that a sheet gives a cell: A1."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
