"""TOML files as text, and as documents: what cannot be read is an error with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from .errors import InnoindexError, Problem, UsageProblem
from .files import cannot_open, not_a_file
from .messages import say

_MOST_BYTES = 5_000_000  # of a file: ten thousand indicators take two
_MOST_DIGITS = 1000
_DEEPEST = 50  # words of a dotted key: `tomllib` takes the square of their number
_NUMBER = re.compile(rf"[=,\[]\s*+[+-]?(?:0[xob])?[0-9A-Fa-f_]{{{_MOST_DIGITS},}}")
_DOTTED = re.compile(
    rf"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_DEEPEST}}}"""
)


def read_toml_text(path: str | Path) -> str:
    """The text of a file; raises `UsageProblem` if it cannot be opened."""
    return toml_text(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """What is in a file; raises `UsageProblem` if it cannot be opened."""
    try:
        if (found := not_a_file(path)) is not None:
            raise UsageProblem([found])
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageProblem([cannot_open(path, error)]) from None
    if len(data) > _MOST_BYTES:
        text = say("is longer than {most} bytes", most=_MOST_BYTES)
        raise InnoindexError([Problem(text, say("is it the right file?"), str(path))])
    return data


def toml_text(data: bytes, path: str | Path) -> str:
    """The text of a file's bytes; raises `InnoindexError` if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem(say("is not UTF-8"), say("save the file as UTF-8"), str(path))
        raise InnoindexError([problem]) from None


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """The document; raises `InnoindexError` if it is not TOML, or more than can be read."""
    too_deep = say("nested too deeply"), say("take out some of the brackets and dots")
    too_long = say("a number is too large"), say("choose larger units of measure")
    for pattern, what in ((_DOTTED, too_deep), (_NUMBER, too_long)):
        if found := pattern.search(text):
            row = text.count("\n", 0, found.end()) + 1
            raise InnoindexError([Problem(*what, path, row)])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InnoindexError([_syntax_problem(error, text, path)]) from None
    except RecursionError:
        raise InnoindexError([Problem(*too_deep, path)]) from None


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str, path: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
    row = int(place[1]) if place and place[1] else text.count("\n") + 1
    reason = str(error)[: place.start()] if place else str(error)
    twice = re.match(r"Cannot (?:declare|overwrite a value|mutate immutable)", reason)
    if twice:
        line = text.split("\n")[row - 1].strip()
        return Problem(
            say('"{line}" stands twice', line=line), say("remove or rename one"), path, row
        )
    return Problem(
        say("not valid TOML: {reason}", reason=reason),
        say('a text needs quotes, a table is headed [like.this], and every key has one "="'),
        path,
        row,
    )
