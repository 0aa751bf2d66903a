"""TOML files as text, and as documents: what cannot be read is an error with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from .errors import InnoindexError, Problem, UsageProblem
from .files import cannot_open
from .messages import say


def read_toml_text(path: str | Path) -> str:
    """The text of a file; raises `UsageProblem` if it cannot be opened."""
    return toml_text(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """What is in a file; raises `UsageProblem` if it cannot be opened."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageProblem([cannot_open(path, error)]) from None


def toml_text(data: bytes, path: str | Path) -> str:
    """The text of a file's bytes; raises `InnoindexError` if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem(say("is not UTF-8"), say("save the file as UTF-8"), str(path))
        raise InnoindexError([problem]) from None


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """The document; raises `InnoindexError` if it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InnoindexError([_syntax_problem(error, text, path)]) from None
    except RecursionError:
        raise InnoindexError(
            [Problem(say("nested too deeply"), say("take out some of the brackets"), path)]
        ) from None


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
