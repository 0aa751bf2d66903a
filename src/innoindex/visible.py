"""Texts that others wrote, for a person to read: nothing in them is unseen or steers a screen."""

from __future__ import annotations

import re

# Controls, zero widths, marks of direction, lone surrogates, tags, and what no XML may have.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)
_ENDS = "\t\n\r\u2028\u2029"  # of lines; and the tab


def visible(text: str) -> str:
    r"""The text in one line, with what cannot be seen as an escape, such as \x1b or \u202e."""
    return text if text.isprintable() else _UNSEEN.sub(_escape, text)


def is_visible(text: str) -> bool:
    """Whether the text is one line, all of it to be seen."""
    return text.isprintable() or _UNSEEN.search(text) is None


def _escape(found: re.Match[str]) -> str:
    return " " if found[0] in _ENDS else found[0].encode("unicode_escape").decode()
