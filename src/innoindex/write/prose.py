"""Running text: as Markdown, or plain."""

from __future__ import annotations

import re

from ..messages import Language, Message
from ..views.prose import Prose
from ..visible import visible
from .markdown import escaped

# What would begin a heading, a list or a quotation at the start of a line.
_OPENING = re.compile(r"^(\d*)([-#>+=~.)])")


def prose_markdown(prose: Prose, lang: Language) -> str:
    """A heading, the paragraphs, the notes; no text is taken for markup."""
    opened = [_OPENING.sub(r"\1\\\2", escaped(text)) for text in _blocks(prose, lang)]
    return f"# {opened[0]}\n\n" + "\n\n".join(opened[1:]) + "\n"


def prose_plain(prose: Prose, lang: Language) -> str:
    return "\n\n".join(map(visible, _blocks(prose, lang))) + "\n"


def _blocks(prose: Prose, lang: Language) -> list[str]:
    """The title, the paragraphs and the notes, each in one line."""
    paragraphs = [_joined(sentences, lang) for sentences in prose.paragraphs if sentences]
    return [prose.title.text(lang), *paragraphs, _joined(prose.notes, lang)]


def _joined(sentences: tuple[Message, ...], lang: Language) -> str:
    return ("" if lang == "zh" else " ").join(sentence.text(lang) for sentence in sentences)
