"""A workbook: a sheet a table, a page to read, charts; text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from ...errors import wrong_use
from ...messages import Language, Message, say
from ...view import View
from .about import About
from .path_chart import path_chart, put_chart
from .sheet import fill
from .styles import Styles

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED = datetime(1980, 1, 1)
ROWS = 2**20  # of a sheet, the heading among them


def excel(
    view: View, lang: Language, appendix: Sequence[View] = (), *, cover: bool = False
) -> bytes:
    """A sheet a table, then a page with titles, sentences and the sources, then the appendix.

    Tables of the appendix without a sheet's name stand on that page; with `cover` it comes first.
    Raises `UsageProblem` for a table that a sheet cannot hold.
    """
    for table in view.tables:
        _check_size(table, alone=not view.more)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    title = view.title.text(lang)
    book.set_properties({"title": title, "created": _CREATED})
    writer = _Writer(book, lang)
    page = writer.sheet(say("About this book")) if cover else None
    names = [writer.table(table) for table in view.tables]
    about = About(page or writer.sheet(say("About this book")), lang, writer.styles)
    about.title(view.title)
    about.sheet_said(names[0], view, titled=False)
    for table, name in zip(view.more, names[1:], strict=True):
        about.sheet_said(name, table)
    for table in appendix:
        if table.sheet is not None:
            about.sheet_said(writer.table(table), table)
    for table in appendix:
        if table.sheet is None:
            about.table(table)
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


class _Writer:
    """A workbook under way, and the names that its sheets have taken."""

    def __init__(self, book: Any, lang: Language) -> None:
        self.book, self.lang = book, lang
        self.styles = Styles(book)
        self.taken: set[str] = set()

    def table(self, view: View) -> str:
        """A sheet for a table, and one for its chart; returns the name of the first."""
        sheet = self.sheet(view.sheet or view.title)
        columns = fill(sheet, view, self.lang, self.styles)
        if view.path and view.length:
            chart = path_chart(self.book, sheet.name, view, columns, self.lang)
            put_chart(self.sheet(say("Chart")), chart, view, self.lang, self.styles)
        return str(sheet.name)

    def sheet(self, wanted: Message) -> Any:
        """A new sheet of this name, or one like it: Excel allows 31 characters, and not these."""
        plain = "".join(" " if c in "[]:*?/\\'" else c for c in wanted.text(self.lang))[:28]
        name, number = plain.strip(), 1
        while name.casefold() in self.taken:
            number += 1
            name = f"{plain} {number}"
        self.taken.add(name.casefold())
        return self.book.add_worksheet(name)
