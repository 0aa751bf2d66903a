"""One table on a sheet: its first row are the headings, so that filters and scripts work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from rich.cells import cell_len

from ...messages import Language
from ...view import Column, View, shown_cells, text_of
from .styles import Styles

_WIDEST = 44  # of a column of text; what is longer is wrapped
_MARGIN = 2
_LINES = 2  # over which a heading may be wrapped
_PARTS = re.compile(r"[!-~]+|.", re.S)
_LOW, _HIGH = "#FFFFFF", "#9DC3E6"


def fill(sheet: Any, view: View, lang: Language, styles: Styles) -> tuple[Column, ...]:
    """Write a table; returns its columns as they stand there.

    A column that people do not need is folded away; if it is empty too, it is left out.
    """
    columns = tuple(c for c in view.columns if c.priority is not None or not _is_empty(c, lang))
    lines = [1] * (view.length + 1)
    folded = False
    for place, column in enumerate(columns):
        width = _fill_column(sheet, view, column, place, lang, styles, lines)
        hidden = column.priority is None
        options = {"hidden": hidden, "level": int(hidden), "collapsed": folded and not hidden}
        sheet.set_column(place, place, width, None, options)
        folded = hidden
        if view.length:
            _shade(sheet, column, place, view.length)
    lines[0] += 1  # for the buttons of the filters
    for row, count in enumerate(lines):
        if count > 1:
            sheet.set_row(row, height_of(count))
    names = [column.id for column in columns].index(view.columns[view.names].id)
    sheet.freeze_panes(1, names + 1)
    sheet.autofilter(0, 0, view.length, len(columns) - 1)
    sheet.repeat_rows(0)
    set_print(sheet, view.title.text(lang))
    return columns


def _fill_column(
    sheet: Any,
    view: View,
    column: Column,
    place: int,
    lang: Language,
    styles: Styles,
    lines: list[int],
) -> int:
    """Returns the width; `lines` of each row become as many as the column needs."""
    heading, texts = text_of(column.heading, lang), shown_cells(column, lang)
    width = width_of(column, heading, texts)
    sheet.write_string(0, place, heading, styles.heading(column))
    lines[0] = max(lines[0], lines_of(heading, width - 1))
    for row, cell in enumerate(column.cells(lang)):
        wrap = column.is_text and cell_len(texts[row]) > width
        style = styles.cell(column, row, cell, row in view.highlight, wrap)
        if column.is_text:
            sheet.write_string(row + 1, place, texts[row], style)
        elif cell is None or cell != cell:
            sheet.write_blank(row + 1, place, None, style)
        else:
            sheet.write_number(row + 1, place, float(cell), style)
        if wrap and column.priority is not None:
            lines[row + 1] = max(lines[row + 1], lines_of(texts[row], width - 2))
    return width


def _is_empty(column: Column, lang: Language) -> bool:
    return all(cell is None or cell != cell for cell in column.cells(lang))


def _shade(sheet: Any, column: Column, place: int, length: int) -> None:
    """Scores of dimensions from the lowest to the highest, shares of draws from none to all."""
    scale: dict[str, Any] = {"type": "2_color_scale", "min_color": _LOW, "max_color": _HIGH}
    if column.kind == "share":
        scale |= {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
    elif column.family != "dimensions":
        return
    sheet.conditional_format(1, place, length, place, scale)


def width_of(column: Column, heading: str, texts: Sequence[str]) -> int:
    """The width of a column in characters; Chinese ones are two wide, and a heading is wrapped."""
    word = max(map(cell_len, heading.split()), default=0) if heading.isascii() else 0
    title = max(word, ceil(cell_len(heading) / _LINES))
    widest = max(map(cell_len, texts), default=0)
    if column.is_text:
        widest = min(widest, _WIDEST)
    elif column.kind == "share":
        widest = len("100.00%")
    return max(title + _MARGIN, widest + _MARGIN)


def lines_of(text: str, width: int) -> int:
    """Over how many lines a text is wrapped: between words, and between Chinese characters."""
    count, used = 1, 0
    for part in _PARTS.findall(text):
        length = cell_len(part)
        if used and used + length > width:
            count, used = count + 1, 0
        more = max(length - 1, 0) // width  # lines that a single long word takes besides
        count, used = count + more, used + length - more * width
    return count


def height_of(lines: int) -> float:
    """The height of a row in points."""
    return 15.0 * lines + 3 * (lines > 1)


def set_print(sheet: Any, title: str) -> None:
    """A4 across, one page wide, under the title and above the number of the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code.
    sheet.set_header(f"&C{title[:100].replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
