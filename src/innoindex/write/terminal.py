"""A table for people, in a terminal or a pipe.

A terminal gets the columns that fit its width, by priority, and never a cut cell; a pipe gets all
of them in full width. The highlighted rows are marked by a star as well as by colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..messages import Language, Message
from ..view import Column, View, shown, text_of

_GAP = 2  # between columns: the padding of a cell and the box's own line
_MARK = 1 + _GAP  # the column of stars
_LINES = Box("    \n    \n ---\n    \n    \n    \n    \n    \n")


def write_table(
    view: View, file: TextIO, lang: Language, *, width: int | None, color: bool
) -> None:
    """Write a view as sentences and a table; `width` in cells, None = as wide as it needs."""
    texts = {
        column.id: [_plain(shown(column, cell, lang)) for cell in column.cells(lang)]
        for column in view.columns
        if column.priority is not None
    }
    columns = fitting(view, texts, lang, width)
    console = Console(
        file=file,
        width=width or 10_000,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    _say(console, view.title, lang, width, "bold")
    for sentence in view.sentences:
        _say(console, sentence, lang, width, "")
    with console.capture() as capture:
        console.print(_table(view, columns, texts, lang))
    for line in capture.get().splitlines():
        file.write(f"{line.rstrip()}\n")
    for line in _footnotes(view, columns, texts, lang):
        _say_text(console, line, width)
    for message in view.footer:
        _say(console, message, lang, width, "")


def fitting(
    view: View, texts: dict[str, list[str]], lang: Language, width: int | None
) -> list[Column]:
    """The columns that fit, taken by priority and shown in the view's order."""
    candidates = [column for column in view.columns if column.priority is not None]
    if width is None:
        return candidates
    room = width - _MARK
    taken: set[str] = set()
    for column in sorted(candidates, key=lambda c: c.priority or 0):
        need = _GAP + max(cell_len(t) for t in [*_heading(column, lang), *texts[column.id]])
        if need <= room:
            taken.add(column.id)
            room -= need
    return [column for column in candidates if column.id in taken]


def _heading(column: Column, lang: Language) -> list[str]:
    """The heading, in two lines where it is long: its width should not cost a column."""
    text = _plain(text_of(column.heading, lang))
    if lang == "zh":
        if cell_len(text) > 8:
            half = (len(text) + 1) // 2
            return [text[:half], text[half:]]
        return [text]
    words = text.split(" ")
    if len(words) == 1 or cell_len(text) <= 6:
        return [text]
    best = min(
        range(1, len(words)),
        key=lambda n: max(len(" ".join(words[:n])), len(" ".join(words[n:]))),
    )
    return [" ".join(words[:best]), " ".join(words[best:])]


def _table(
    view: View, columns: Sequence[Column], texts: dict[str, list[str]], lang: Language
) -> Table:
    table = Table(box=_LINES, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    table.add_column("", no_wrap=True, width=1)
    for column in columns:
        table.add_column(
            Text("\n".join(_heading(column, lang))),
            justify="left" if column.kind in ("text", "path") else "right",
            no_wrap=True,
            vertical="bottom",
        )
    for row in range(view.length):
        marked = row in view.highlight
        cells = [_cell(column, texts[column.id][row], marked) for column in columns]
        table.add_row(Text("★" if marked else ""), *cells, style="bold reverse" if marked else "")
    return table


def _cell(column: Column, text: str, marked: bool) -> Text:
    style = ""
    if column.kind == "places" and not marked:
        style = "green" if text.startswith("▲") else "red" if text.startswith("▼") else ""
    return Text(text, style=style)


def _footnotes(
    view: View, columns: Sequence[Column], texts: dict[str, list[str]], lang: Language
) -> list[str]:
    """What the footnote columns say, where the table had no room: each text with its rows."""
    shown_ids = {column.id for column in columns}
    lines = []
    for column in view.columns:
        if not column.footnote or column.id not in texts or column.id in shown_ids:
            continue
        names = view.columns[view.names].cells(lang)
        by_text: dict[str, list[str]] = {}
        for name, text in zip(names, texts[column.id], strict=True):
            if text:
                by_text.setdefault(text, []).append(_plain(str(name)))
        comma = "、" if lang == "zh" else ", "
        colon = "：" if lang == "zh" else ": "
        for text, rows in by_text.items():
            lines.append(f"{text}{colon}{comma.join(rows)}")
    return lines


def _say(console: Console, message: Message, lang: Language, width: int | None, style: str) -> None:
    _say_text(console, _plain(message.text(lang)), width, style)


def _say_text(console: Console, text: str, width: int | None, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=width is None, overflow="fold")


def _plain(text: str) -> str:
    """Without control characters: no text from a table can steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


