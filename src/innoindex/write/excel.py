"""A spreadsheet: localised headings, numbers rounded by their format; text is never a formula."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from rich.cells import cell_len

from ..messages import Language
from ..view import Column, View, shown, text_of

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def excel(view: View, lang: Language) -> bytes:
    """One sheet: a heading row that stays, a filter, the highlighted rows filled."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    sheet = book.add_worksheet()
    look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    headings = {side: book.add_format({**look, "align": side}) for side in ("left", "right")}
    formats: dict[tuple[str, bool], Any] = {}

    def style(column: Column, highlighted: bool) -> Any:
        key = (_number_format(column), highlighted)
        if key not in formats:
            look = {"num_format": key[0]}
            if highlighted:
                look |= {"bold": True, "bg_color": "#FFF2CC"}  # type: ignore[dict-item]
            formats[key] = book.add_format(look)
        return formats[key]

    for number, column in enumerate(view.columns):
        title = text_of(column.heading, lang)
        sheet.write_string(0, number, title, headings["left" if column.is_text else "right"])
        cells = column.cells(lang)
        widest = cell_len(title)
        for row, cell in enumerate(cells):
            cell_style = style(column, row in view.highlight)
            if column.is_text:
                text = text_of(cell, lang)
                widest = max(widest, cell_len(text))
                sheet.write_string(row + 1, number, text, cell_style)
            elif cell is None or cell != cell:
                sheet.write_blank(row + 1, number, None, cell_style)
            else:
                widest = max(widest, cell_len(shown(column, cell, lang)))
                sheet.write_number(row + 1, number, float(cell), cell_style)
        sheet.set_column(number, number, min(widest, 60) + 2)
    sheet.freeze_panes(1, view.names + 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, view.length, len(view.columns) - 1)
    book.close()
    return buffer.getvalue()


def _number_format(column: Column) -> str:
    if column.is_text:
        return "@"
    if column.kind == "whole":
        return "General"
    digits = "0" if column.kind == "places" else f"0.{'0' * column.decimals}".rstrip(".")
    return f"+{digits};-{digits};0" if column.kind in ("places", "points") else digits
