"""Cells: text to numbers and to labels."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..panel import Floats

LARGEST = 1e100  # of a number, so that its square is finite

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None

MISSING = frozenset({"", "-", "--", "—", "——", "…", "……", "na", "n/a", "无", "缺"})
# What the CSV parser takes for missing by itself; other spellings of case come here one by one.
MISSING_TEXTS = sorted(MISSING | {"NA", "N/A"})

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.I | re.A)
_GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:([, ])\d{3})(?:\3\d{3})*)((?:\.\d*)?)", re.A)
_WIDE_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
# Soft hyphens, marks of direction and characters without width: copied along, never meant.
_UNSEEN = r"\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
UNSEEN = re.compile(f"[{_UNSEEN}]+")
_CONTROL = re.compile(rf"[\x00-\x1f\x7f-\x9f{_UNSEEN}]+")
_QUOTED = re.compile("''*[=+\\-@\t\r＝＋－＠]")
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+", re.A)

# Between two labels in one text: no label has it, being a control character. (NumPy drops "\0".)
SPLIT = "\x1f"

Odd = tuple[int, str]  # row, text


@dataclass(frozen=True, slots=True)
class Number:
    """A cell's number, with the sign of percentage or per mille that it was written with."""

    value: float
    sign: str = ""


def parse_number(text: str) -> Number | None:
    """The number in a cell (NaN if the cell says that it is missing), or None if it holds none."""
    cleaned = UNSEEN.sub("", text).strip()
    if cleaned.casefold() in MISSING:
        return Number(math.nan)
    cleaned = unicodedata.normalize("NFKC", cleaned).replace("\u2212", "-").strip()
    if cleaned.casefold() in MISSING:
        return Number(math.nan)
    sign = cleaned[-1] if cleaned[-1] in "%‰" else ""
    if sign:
        cleaned = cleaned[:-1].rstrip()
    grouped = _GROUPED.fullmatch(cleaned)
    if grouped:
        cleaned = grouped[1] + grouped[2].replace(grouped[3], "") + grouped[4]
    if _NUMBER.fullmatch(cleaned) is None or not abs(float(cleaned)) <= LARGEST:
        return None
    return Number(float(cleaned), sign)


def plain_numbers(cells: Sequence[Cell]) -> tuple[Floats, list[Odd]]:
    """The numbers among the cells, NaN elsewhere, and the cells that need a closer look."""
    values = np.full(len(cells), math.nan)
    odd: list[Odd] = []
    for row, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if (type(cell) is float or type(cell) is int) and abs(cell) <= LARGEST:
            values[row] = cell
        elif (value := _plain(cell)) is not None:
            values[row] = value
        else:
            odd.append((row, text_of(cell)))
    return values, odd


def _plain(cell: Cell) -> float | None:
    """The number that Python reads in a text; but it also takes "nan" and "1_0"."""
    if not isinstance(cell, str) or "_" in cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) <= LARGEST else None


def text_of(cell: Cell) -> str:
    """The cell as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)


def clean_labels(texts: list[str]) -> list[str]:
    """Labels without blanks around them or control characters in them."""
    joined = "\n".join(texts)
    if joined.count("\n") == len(texts) - 1:
        return split_labels(joined, texts)
    return [_clean(text) for text in texts]


def split_labels(joined: str, texts: list[str] | None = None) -> list[str]:
    """Clean labels out of a text with one in each line."""
    if texts is None:
        texts = joined.split("\n")
    # One look at all of them together: labels are clean as a rule, and there can be a million.
    padded = " \n" in joined or "\n " in joined or joined[:1] == " " or joined[-1:] == " "
    if not padded and joined.replace("\n", "").isprintable():
        return texts
    return [_clean(text) for text in texts]


def unquoted(texts: list[str]) -> list[str]:
    """Labels of a CSV without the apostrophe that keeps a text from being run as a formula."""
    if "'" not in "\n".join(texts):  # one look at all of them
        return texts
    return [text[1:] if _QUOTED.match(text) else text for text in texts]


def _clean(text: str) -> str:
    return _CONTROL.sub("", text).strip()


def clean_codes(codes: list[str]) -> tuple[list[str], bool]:
    """Codes with full-width digits in ASCII and without the ".0" of a number; was there one?"""
    joined = "".join(codes)
    if not joined.isascii():
        codes = [code.translate(_WIDE_DIGITS) for code in codes]
    if ".0" not in joined:
        return codes, False
    whole = [match[1] if (match := _WHOLE_FLOAT.fullmatch(code)) else code for code in codes]
    return whole, whole != codes
