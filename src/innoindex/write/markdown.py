"""A Markdown table, localised and rounded."""

from __future__ import annotations

import re

from ..messages import Language
from ..view import View, shown_cells, text_of
from ..visible import visible


def markdown(view: View, lang: Language) -> str:
    """Each table under its title and sentences; the highlighted rows are bold."""
    filled = [table for table in view.more if table.length]
    return "\n".join(_table(table, lang) for table in (view, *filled))


def _table(view: View, lang: Language) -> str:
    columns = [column for column in view.columns if column.priority is not None]
    lines = [f"**{escaped(view.title.text(lang))}**", ""]
    lines += [line for text in view.sentences for line in (escaped(text.text(lang)), "")]
    lines.append(_row([escaped(text_of(column.heading, lang)) for column in columns]))
    lines.append(_row(["---" if column.is_text else "---:" for column in columns]))
    cells = [shown_cells(column, lang) for column in columns]
    for number, row in enumerate(zip(*cells, strict=True)):
        texts = [escaped(text) for text in row]
        if number in view.highlight:
            texts = [f"**{text}**" if text else text for text in texts]
        lines.append(_row(texts))
    if view.footer:
        lines += ["", *(escaped(text.text(lang)) for text in view.footer)]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """A text none of which is markup."""
    text = visible(text)
    for mark in "\\|`*_[]~":
        text = text.replace(mark, f"\\{mark}")
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)  # only where it would begin an entity
    return text.replace("<", "&lt;")
