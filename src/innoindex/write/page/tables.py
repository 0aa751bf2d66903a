"""Views as the tables of a page: what each cell shows, and the number that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ...messages import Language, Message, say
from ...view import Column, View, shown_cells, text_of
from ..records import machine_cells

_LONG = 30  # cells of a text that is better broken into lines
# Rows of a table: a browser takes many seconds to search or sort all of a large one.
MOST = 3000
AROUND = 500


@dataclass(frozen=True)
class Head:
    """The heading of a column. `css` are the classes of the whole column."""

    id: str
    text: str
    css: str


@dataclass(frozen=True)
class Cell:
    """What a cell shows; `value` is its number in full, to sort by."""

    text: str
    value: float | None
    css: str
    names: bool  # whether it is the name of its row


@dataclass(frozen=True)
class Row:
    id: str
    marked: bool
    href: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HtmlTable:
    """A table with its title, and the sentences around it."""

    id: str
    title: str
    sentences: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    left_out: str  # which rows are not shown, if some are not


def html_table(
    view: View,
    lang: Language,
    *,
    columns: Mapping[str, str] | None = None,
    hrefs: Mapping[str, str] | None = None,
    whole: bool = False,
) -> HtmlTable:
    """A view as a table: the `columns` asked for, with their classes, else all for people.

    `hrefs` are links of rows by the code of their unit. Of a long table it has the first rows, and
    those around the highlighted, unless it is to be `whole`.
    """
    css, hrefs = columns or {}, hrefs or {}
    by_id = {column.id: column for column in view.columns}
    name = view.columns[view.names].id
    shown = columns or [c.id for c in view.columns if c.priority is not None or c.id == name]
    picked = [by_id[id] for id in shown if id in by_id]
    key = next(by_id[id] for id in ("id", "unit", name) if id in by_id)
    ids = [text_of(cell, lang) for cell in key.cells(lang)]
    parts = [_column(each, lang, css.get(each.id, ""), each.id == name) for each in picked]
    return HtmlTable(
        id=view.id,
        title=text_of(view.title, lang),
        sentences=tuple(text_of(said, lang) for said in view.sentences),
        heads=tuple(Head(c.id, text_of(c.heading, lang), _css(c, css)) for c in picked),
        rows=tuple(
            Row(id, row in view.highlight, hrefs.get(id), cells)
            for row, (id, cells) in enumerate(zip(ids, zip(*parts, strict=True), strict=True))
            if whole or row < MOST or any(abs(row - marked) <= AROUND for marked in view.highlight)
        ),
        notes=tuple(text_of(said, lang) for said in view.footer),
        left_out="" if whole else text_of(left_out(view.length), lang),
    )


def left_out(count: int) -> Message | None:
    """What is said of a table of so many rows, if the page does not have them all."""
    if count <= MOST:
        return None
    return say(
        "Of {count} rows the page has the first {most}, and those around the unit.",
        count=count,
        most=MOST,
    )


def _column(column: Column, lang: Language, css: str, names: bool) -> list[Cell]:
    texts = shown_cells(column, lang)
    values: Sequence[float | None] = [None] * len(texts)
    if not column.is_text:
        values = machine_cells(column, "en")
    long = column.is_text and max(map(cell_len, texts), default=0) > _LONG
    kinds = {"number": not column.is_text, "name": names, "long": long, css: css}
    kind = " ".join(name for name, holds in kinds.items() if holds)
    return [Cell(text, value, kind, names) for text, value in zip(texts, values, strict=True)]


def _css(column: Column, css: Mapping[str, str]) -> str:
    """The classes of a heading: scores and changes are sorted from the largest."""
    kind = "" if column.is_text else "number"
    large = "large-first" if column.kind in ("number", "points", "places", "share") else ""
    return " ".join(filter(None, [kind, large, css.get(column.id, "")]))
