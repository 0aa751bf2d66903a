"""A table for people, in a terminal or a pipe.

A terminal gets the columns that fit its width, by priority, and never a cut cell, but for a name
that would leave no room for others; a pipe gets all of them in full width. The highlighted rows are
marked by a star as well as by colour. The lines are laid out here, not by rich's tables: those
would cost half of the time of a whole run.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from rich.cells import cell_len, set_cell_size

from ..messages import Language
from ..view import Column, View, shown_cells, text_of
from ..visible import visible

_GAP = "  "
_MARK = 3  # the star and its gap
_FIGURES = 20  # cells that names leave free at least
_HIGHLIGHT = "bold reverse"
# Of a correlation in tenths: up to -4, below 0, below 3, below 7, below 9, from 9 up.
_STEPS = (-3, 0, 3, 7, 9)
_HEAT = ("white on blue", "blue", "", "yellow", "red", "white on red")


class _Line(NamedTuple):
    """A line with the style of its whole, and of parts of it (start, end, style)."""

    text: str
    style: str = ""
    parts: tuple[tuple[int, int, str], ...] = ()


def write_table(
    view: View, file: TextIO, lang: Language, *, width: int | None, color: bool
) -> None:
    """Write a view as sentences and tables; `width` in cells, None = as wide as it needs."""
    lines = _lines(view, lang, width)
    for table in view.more:
        if table.length:
            lines += [_Line(""), *_lines(table, lang, width)]
    if width is None and not color:
        file.writelines(f"{line.text}\n" for line in lines)
    else:
        _print(lines, file, width, color)


def _lines(view: View, lang: Language, width: int | None) -> list[_Line]:
    """One table: its title and sentences, its rows, what stands under it."""
    texts = {
        column.id: [visible(cell) for cell in shown_cells(column, lang)]
        for column in view.columns
        if column.priority is not None
    }
    if width is not None:
        for column in view.columns[view.names : view.names + 1]:
            if column.id in texts:
                texts[column.id] = _with_room(texts[column.id], width)
    columns = fitting(view, texts, lang, width)
    prose = [_Line(visible(view.title.text(lang)), "bold")]
    prose += [_Line(visible(sentence.text(lang))) for sentence in view.sentences]
    after = [_Line(line) for line in _footnotes(view, columns, texts, lang)]
    after += [_Line(visible(message.text(lang))) for message in view.footer]
    return [*prose, *_table(view, columns, texts, lang), *after]


def _print(lines: Sequence[_Line], file: TextIO, width: int | None, color: bool) -> None:
    """Through rich: wrapped at the width, between words where there are any, and coloured."""
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=file,
        width=width or max(cell_len(line.text) for line in lines),
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for line in lines:
            text = Text(line.text, style=line.style, end="")
            for start, end, style in line.parts:
                text.stylize(style, start, end)
            console.print(text)
    # A line that was broken between words still has the space that it was broken at.
    file.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def fitting(
    view: View, texts: dict[str, list[str]], lang: Language, width: int | None
) -> list[Column]:
    """The columns that fit, taken by priority and shown in the view's order."""
    candidates = [column for column in view.columns if column.priority is not None]
    if width is None:
        return candidates
    room = width - _MARK
    families: dict[str, list[Column]] = {}
    for column in sorted(candidates, key=lambda c: c.priority or 0):
        families.setdefault(column.family or column.id, []).append(column)
    taken: set[str] = set()
    for family in families.values():
        need = sum(len(_GAP) + _width(column, texts[column.id], lang) for column in family)
        if need - len(_GAP) <= room:
            taken.update(column.id for column in family)
            room -= need
    return [column for column in candidates if column.id in taken]


def _with_room(names: list[str], width: int) -> list[str]:
    """Names that leave room for figures: else they would be left out, those of all rows."""
    if max(map(cell_len, names), default=0) <= width - _FIGURES:
        return names
    half = width // 2
    return [
        name if cell_len(name) <= half else f"{set_cell_size(name, half - 1).rstrip()}…"
        for name in names
    ]


def _width(column: Column, texts: list[str], lang: Language) -> int:
    return max(cell_len(text) for text in [*_heading(column, lang), *texts])


def _heading(column: Column, lang: Language) -> list[str]:
    """The heading, in two lines where it is long: its width should not cost a column."""
    if column.kind == "heat":  # numbers, in lines of their own
        return text_of(column.heading, lang).split("\n")
    text = visible(text_of(column.heading, lang))
    if lang == "zh":
        half = (len(text) + 1) // 2
        return [text[:half], text[half:]] if cell_len(text) > 8 else [text]
    words = text.split(" ")
    if len(words) == 1 or cell_len(text) <= 6:
        return [text]
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(halves, key=lambda pair: max(map(len, pair))))


def _table(
    view: View, columns: Sequence[Column], texts: dict[str, list[str]], lang: Language
) -> Iterator[_Line]:
    """Heading lines, a rule, then a line a row; nothing if there is no row."""
    if not columns or not view.length:
        return
    headings = [_heading(column, lang) for column in columns]
    widths = [_width(column, texts[column.id], lang) for column in columns]
    tall = max(map(len, headings))
    for level in range(tall):
        # Short headings stand on the rule.
        cells = [h[level - tall + len(h)] if level >= tall - len(h) else "" for h in headings]
        yield _row("", columns, cells, widths)
    yield _Line("-" * (_MARK + sum(widths) + len(_GAP) * (len(widths) - 1)))
    for row in range(view.length):
        marked = row in view.highlight
        cells = [texts[column.id][row] for column in columns]
        line = _row("★" if marked else "", columns, cells, widths)
        yield line._replace(style=_HIGHLIGHT, parts=()) if marked else line


def _row(mark: str, columns: Sequence[Column], cells: list[str], widths: list[int]) -> _Line:
    text = mark + " " * (_MARK - cell_len(mark))
    parts = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        space = " " * (width - cell_len(cell))
        left = column.is_text
        start = len(text) + (0 if left else len(space))
        if column.kind == "places" and cell[:1] in "▲▼":
            parts.append((start, start + len(cell), "green" if cell[:1] == "▲" else "red"))
        if column.kind == "heat" and cell[-1:] == "·":
            parts += _heat(start, cell)
        text += (cell + space if left else space + cell) + _GAP
    return _Line(text.rstrip(), "", tuple(parts))


def _heat(start: int, cell: str) -> Iterator[tuple[int, int, str]]:
    """From blue (against each other) to red (the same), each figure its two places."""
    for at in range(0, len(cell), 2):
        figure = cell[at : at + 2].strip()
        if figure not in ("", "·") and (style := _HEAT[bisect(_STEPS, int(figure))]):
            yield start + at, start + at + 2, style


def _footnotes(
    view: View, columns: Sequence[Column], texts: dict[str, list[str]], lang: Language
) -> list[str]:
    """What the footnote columns say, where the table had no room: each text with its rows."""
    shown_ids = {column.id for column in columns}
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    lines = []
    for column in view.columns:
        if not column.footnote or column.id not in texts or column.id in shown_ids:
            continue
        names = view.columns[view.names].cells(lang)
        by_text: dict[str, list[str]] = {}
        for name, text in zip(names, texts[column.id], strict=True):
            if text:
                by_text.setdefault(text, []).append(visible(text_of(name, lang)))
        lines += [f"{text}{colon}{comma.join(rows)}" for text, rows in by_text.items()]
    return lines
