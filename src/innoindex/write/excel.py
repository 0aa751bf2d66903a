"""A spreadsheet: localised headings, numbers rounded by their format; text is never a formula."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from rich.cells import cell_len

from ..errors import wrong_use
from ..messages import Language, say
from ..view import Column, View, decimals_of, shown_cells, text_of

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
ROWS = 2**20  # of a sheet, the heading among them
_SIDES = ("left", "right")


def excel(view: View, lang: Language) -> bytes:
    """A sheet a table: a heading row that stays, a filter, the highlighted rows filled.

    Raises `UsageProblem` for a table that a sheet cannot hold.
    """
    for table in view.tables:
        _check_size(table, alone=not view.more)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    styles = _Styles(book)
    for table in view.tables:
        name = _sheet_name(table.sheet.text(lang)) if table.sheet else None
        _fill(book.add_worksheet(name), table, lang, styles)
    book.close()
    return buffer.getvalue()


def _check_size(table: View, alone: bool) -> None:
    """What is beyond the last row of a sheet would be lost without a word."""
    if table.length < ROWS:
        return
    raise wrong_use(
        say(
            "{title}: {count} rows do not fit into a sheet, which has {most}",
            title=table.title,
            count=table.length,
            most=ROWS - 1,
        ),
        say("write it as csv") if alone else say("write it as csv; --show NAME: only that table"),
    )


class _Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[tuple[str, bool], Any] = {}
        look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        self.headings = {side: book.add_format({**look, "align": side}) for side in _SIDES}

    def cell(self, number: str, highlighted: bool) -> Any:
        """The format of a cell by its number format."""
        key = (number, highlighted)
        if key not in self.made:
            look: dict[str, Any] = {"num_format": number}
            if highlighted:
                look |= {"bold": True, "bg_color": "#FFF2CC"}
            self.made[key] = self.book.add_format(look)
        return self.made[key]


def _fill(sheet: Any, view: View, lang: Language, styles: _Styles) -> None:
    for number, column in enumerate(view.columns):
        title = text_of(column.heading, lang)
        sheet.write_string(0, number, title, styles.headings[_SIDES[not column.is_text]])
        texts = shown_cells(column, lang)
        for row, cell in enumerate(column.cells(lang)):
            style = styles.cell(_number_format(column, row), row in view.highlight)
            if column.is_text:
                sheet.write_string(row + 1, number, texts[row], style)
            elif cell is None or cell != cell:
                sheet.write_blank(row + 1, number, None, style)
            else:
                sheet.write_number(row + 1, number, float(cell), style)
        widest = max(map(cell_len, [title, *texts]))
        sheet.set_column(number, number, min(widest, 60) + 2)
    sheet.freeze_panes(1, view.names + 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, view.length, len(view.columns) - 1)


def _sheet_name(text: str) -> str:
    """Excel allows 31 characters, and not these."""
    return "".join(" " if c in "[]:*?/\\" else c for c in text)[:31]


def _number_format(column: Column, row: int) -> str:
    if column.is_text:
        return "@"
    if column.kind == "whole":
        return "General"
    if column.kind == "share":
        return "0.00%"  # without decimals 99.7% would be all of them
    decimals = decimals_of(column, row)
    digits = "0" if column.kind == "places" else f"0.{'0' * decimals}".rstrip(".")
    return f"+{digits};-{digits};0" if column.kind in ("places", "points") else digits
