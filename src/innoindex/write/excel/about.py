"""The page of a workbook that is for reading: titles, sentences, and small tables under another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...messages import Language, Message
from ...view import View, shown_cells, text_of
from .sheet import height_of, lines_of, set_print
from .styles import Styles

_WIDTHS = (22, 40, 76)


class About:
    """The page as it is written, from the top down."""

    def __init__(self, sheet: Any, lang: Language, styles: Styles) -> None:
        self.sheet, self.lang, self.styles = sheet, lang, styles
        self.row = 0
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)

    def title(self, title: Message) -> None:
        """The headline of the book."""
        text = title.text(self.lang)
        self.sheet.write_string(self.row, 0, text, self.styles.style(bold=True, font_size=16))
        set_print(self.sheet, text)
        self.sheet.set_row(self.row, height_of(2))
        self.row += 1

    def sentences(self, said: Sequence[Message]) -> None:
        """A line each, or as many as it takes."""
        style = self.styles.style(text_wrap=True)
        for each in said:
            text = each.text(self.lang)
            self.sheet.merge_range(self.row, 0, self.row, len(_WIDTHS) - 1, "", style)
            self.sheet.write_string(self.row, 0, text, style)
            self.sheet.set_row(self.row, height_of(lines_of(text, sum(_WIDTHS) - 4)))
            self.row += 1

    def sheet_said(self, name: str, view: View, *, titled: bool = True) -> None:
        """What is on another sheet, with the way there, and what is said of it."""
        self.row += 1
        link = self.styles.style(font_color="#0563C1", underline=1, bold=True)
        self.sheet.write_url(self.row, 0, f"internal:'{name}'!A1", link, name)
        if titled:
            title = view.title.text(self.lang)
            self.sheet.write_string(self.row, 1, title, self.styles.style(bold=True))
        self.row += 1
        self.sentences((*view.sentences, *view.footer))

    def table(self, view: View) -> None:
        """A table of as many texts as the page has columns, under its title and sentences."""
        self.row += 1
        title = view.title.text(self.lang)
        self.sheet.write_string(self.row, 0, title, self.styles.style(bold=True, font_size=13))
        self.row += 1
        self.sentences(view.sentences)
        lines = [1] * (view.length + 1)
        style = self.styles.style(
            text_wrap=True, num_format="@", valign="top", align="left", indent=1
        )
        for place, (column, width) in enumerate(zip(view.columns, _WIDTHS, strict=True)):
            texts = [text_of(column.heading, self.lang), *shown_cells(column, self.lang)]
            for row, text in enumerate(texts):
                look = style if row else self.styles.heading(column)
                self.sheet.write_string(self.row + row, place, text, look)
                lines[row] = max(lines[row], lines_of(text, width - 2))
        for row, count in enumerate(lines):
            self.sheet.set_row(self.row + row, height_of(count))
        self.row += len(lines)
