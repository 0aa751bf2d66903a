"""Where each table and key of a TOML file stands: `tomllib` does not say.

Works on files that `tomllib` has accepted, so it need not check the grammar, only skip what can
hide a heading or a key: strings (also over several lines), comments, and open brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_left

Path = tuple[str, ...]

_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s."'=\[\]#]+)\s*(\.|=|\]\]?|,)?""")
_SKIP = re.compile(
    r'''("""(?:[^\\]|\\.)*?"{3,5})|(\'\'\'.*?'{3,5})|("(?:[^"\\\n]|\\.)*")|('[^'\n]*')|(\#[^\n]*)''',
    re.S,
)


def key_lines(text: str) -> dict[Path, int]:
    """Line (from 1) of every table heading and key, by its path.

    The n-th `[[table]]` and the n-th element of an array have the path (table, "n"), from 0.
    Keys of inline tables are found too.
    """
    places: dict[Path, int] = {}
    arrays: dict[Path, int] = {}
    table: Path = ()
    position = 0
    while position < len(text):
        start = _line_start(text, position)
        if start is None:
            break
        if text[start] == "[":
            double = text.startswith("[[", start)
            keys, position = _keys(text, start + (2 if double else 1))
            table = keys
            if double:
                arrays[keys] = arrays.get(keys, -1) + 1
                table = (*keys, str(arrays[keys]))
                places.setdefault(keys, start)
            places.setdefault(table, start)
            position = _end_of_line(text, position)
        else:
            keys, position = _keys(text, start)
            for depth in range(1, len(keys) + 1):
                places.setdefault((*table, *keys[:depth]), start)
            position = _value(text, position, (*table, *keys), places)
    ends = [match.start() for match in re.finditer("\n", text)]
    return {path: bisect_left(ends, place) + 1 for path, place in places.items()}


def _line_start(text: str, position: int) -> int | None:
    """The next character that is neither space nor in a comment."""
    while position < len(text):
        if text[position] == "#":
            position = _end_of_line(text, position)
        elif text[position].isspace() or text[position] == "\ufeff":
            position += 1
        else:
            return position
    return None


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _keys(text: str, position: int) -> tuple[Path, int]:
    """A dotted key and the position after it and its `=` or `]`."""
    keys: list[str] = []
    while True:
        match = _KEY.match(text, position)
        assert match is not None  # `tomllib` has accepted the file
        word = match[1]
        keys.append(word[1:-1] if word[0] in "\"'" else word)
        position = match.end()
        if match[2] != ".":
            break
    return tuple(keys), position


def _value(text: str, position: int, path: Path, places: dict[Path, int]) -> int:
    """Skip a value, noting the keys of inline tables and the elements of arrays inside it."""
    while text[position] in " \t":
        position += 1
    if text[position] in "[{":
        return _collection(text, position, path, places)
    if match := _SKIP.match(text, position):
        return match.end()
    while position < len(text) and text[position] not in ",]}\n#":
        position += 1
    return position


def _collection(text: str, position: int, path: Path, places: dict[Path, int]) -> int:
    is_table = text[position] == "{"
    position += 1
    index = 0
    while True:
        start = _line_start(text, position)
        assert start is not None  # `tomllib` has accepted the file: there is an end
        if text[start] in "]}":
            return start + 1
        if text[start] == ",":
            position = start + 1
            continue
        after = start
        if is_table:
            keys, after = _keys(text, start)
        else:
            keys, index = (str(index),), index + 1
        places.setdefault((*path, *keys), start)
        position = _value(text, after, (*path, *keys), places)
