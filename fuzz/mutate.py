"""A mutation engine: bytes, lines, cells, tokens and the parts of archives, changed at random."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from seeds import EXPRESSIONS, zipped

TOKENS = (
    "\x00", "\r", "\n", "\r\n", "\t", ",", ";", '"', "'", '"""', "'''", "\ufeff", "\u200b",
    "\u202e", "\u200f", "\u2028", "\x85", "\x0b", "\x1f", "\x1b[31m", "\u3000", "，", "％", "‰",
    "１２", "𠀀", "é", "1e400", "-1e400", "nan", "inf", "Infinity", "1_0", "0x1F", "1e-400",
    "9" * 400, "-0", "1,234", "1.234.567", "１，２３４", "٣", "²", "½", "NA", "-", "--", "无", "缺",
    "TRUE", "false", "2022-01-02", "#DIV/0!", "=1+1", "=cmd|' /C calc'!A0", "12%", "5‰",
    "330109.0", "２０２２年一季度", "1999Q5", "code", "year", "county",
    "gdp(万元)", "gdp(kg)", "rd_exp", "rd_exp", "indicator", "value", "单位", "单位：万元", "注：",
    "合计", "( (", "[[", "{{", "{0}", "%s", "{x}", "..", "a.b.c", "=", "==", "**",
)  # fmt: skip
VALUES = (
    '""', '" "', "0", "-1", "1e400", "-inf", "nan", "true", "false", "[]", "{}", '[""]', "[[]]",
    "[{}]", "9" * 30, "9" * 5000, "0x" + "f" * 5000, "1e308", "1979-05-27", "07:32:00",
    '"\\u0000"', '"9**9**9"', '"1" * 3', '"lag(lag(a))"', '"none"', '"rank"', '"index"',
    '"input"', '"pop"', '{ method = "none" }', "{ method = 3 }", "{ method = { a = 1 } }",
    '{ zh = "x" }', '{ de = "x" }', "[1, 2]", "[2, 1]", "[1e308, -1e308]", '"40%"', '"*0"',
    '"-200%"', '"1e400%"', "2022", '"2022Q9"', '{ method = "min-max", range = [0, 1e308] }',
    '{ method = "power", p = 1e300 }', "12", "13", '{ method = "z-score", truncate = "x" }',
    '{ method = "base-ratio", reference = 0 }', '"{x}"',
)  # fmt: skip
XML = (
    'r="XFD1048576"', 'r="A0"', 'r="A99999999999"', 'r=""', 't="s"', 't="e"', 't="b"', 't="d"',
    't="zz"', "<v>1e999</v>", "<v>99999999</v>", "<v>NaN</v>", "<v></v>", "<f>1+1</f>", "<c/>",
    "<row/>", "</row>", "&#x0;", "&lt;", "&bomb;", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>",
    's="99999"', 'r="1048577"', 'table:number-columns-repeated="99999"',
    'table:number-rows-repeated="9999"', "\ufeff", "\x00", 'uniqueCount="9999"', 'r:id="rId99"',
    'Target="/nowhere"', 'name="x"', 'sheetId="-1"',
)  # fmt: skip

Mutation = Callable[[bytes, Random], bytes]


def _position(data: bytes, rnd: Random) -> int:
    return rnd.randint(0, len(data))


def flip(data: bytes, rnd: Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(rnd.choice((1, 1, 2, 8))):
        i = rnd.randrange(len(changed))
        changed[i] = rnd.choice(
            (0, 0xFF, 0x80, changed[i] ^ (1 << rnd.randrange(8)), rnd.randrange(256))
        )
    return bytes(changed)


def cut(data: bytes, rnd: Random) -> bytes:
    return data[: _position(data, rnd)]


def remove(data: bytes, rnd: Random) -> bytes:
    start = _position(data, rnd)
    return data[:start] + data[start + rnd.choice((1, 2, 16, 300)) :]


def repeat(data: bytes, rnd: Random) -> bytes:
    start = _position(data, rnd)
    piece = data[start : start + rnd.choice((1, 8, 64, 512))]
    return data[:start] + piece * rnd.choice((1, 2, 20)) + data[start:]


def noise(data: bytes, rnd: Random) -> bytes:
    start = _position(data, rnd)
    return data[:start] + rnd.randbytes(rnd.choice((1, 4, 32))) + data[start:]


def put(tokens: Sequence[str]) -> Mutation:
    def mutation(data: bytes, rnd: Random) -> bytes:
        start = _position(data, rnd)
        token = rnd.choice(tokens).encode(rnd.choice(("utf-8", "utf-8", "utf-8", "utf-16-le")))
        return data[:start] + token + data[start + rnd.choice((0, 0, len(token))) :]

    return mutation


def lines(data: bytes, rnd: Random) -> bytes:
    """A line removed, doubled, moved, emptied, or joined with the next."""
    parts = data.split(b"\n")
    i, j = rnd.randrange(len(parts)), rnd.randrange(len(parts))
    match rnd.randrange(5):
        case 0:
            del parts[i]
        case 1:
            parts.insert(j, parts[i])
        case 2:
            parts[i], parts[j] = parts[j], parts[i]
        case 3:
            parts[i] = b""
        case _:
            parts[i : i + 2] = [b"".join(parts[i : i + 2])]
    return b"\n".join(parts)


def cells(data: bytes, rnd: Random) -> bytes:
    """A cell of a text table becomes a token, another cell, or goes away."""
    parts = re.split(rb"([,;\t\n])", data)
    i = rnd.randrange(0, len(parts), 2)
    parts[i] = rnd.choice(
        (rnd.choice(TOKENS).encode(), parts[rnd.randrange(0, len(parts), 2)], b"")
    )
    if rnd.random() < 0.2:
        del parts[i : i + 2]
    return b"".join(parts)


def values(data: bytes, rnd: Random) -> bytes:
    """The value of a key of a TOML file becomes another."""
    places = [match.span(1) for match in re.finditer(rb"=[ ]*([^=\n,}\]]+)", data)]
    if not places:
        return data
    start, end = rnd.choice(places)
    return data[:start] + rnd.choice(VALUES).encode() + data[end:]


def keys(data: bytes, rnd: Random) -> bytes:
    """A word of a TOML file becomes another word of it."""
    words = [match.span() for match in re.finditer(rb"[A-Za-z_]{3,}", data)]
    if not words:
        return data
    (start, end), (other, stop) = rnd.choice(words), rnd.choice(words)
    return data[:start] + data[other:stop] + data[end:]


def deeper(data: bytes, rnd: Random) -> bytes:
    start, n = _position(data, rnd), rnd.choice((1, 30, 150, 1000))
    opening, closing = rnd.choice(
        ((b"(", b")"), (b"[", b"]"), (b"{a=", b"}"), (b"-", b""), (b"a.", b""))
    )
    return data[:start] + opening * n + closing * rnd.choice((n, n, 0)) + data[start:]


BYTES: tuple[Mutation, ...] = (flip, cut, remove, repeat, noise)
TEXT: tuple[Mutation, ...] = (*BYTES, put(TOKENS), put(TOKENS), lines, cells, cells, cells)
TOML: tuple[Mutation, ...] = (flip, remove, put(TOKENS), lines, keys, keys, deeper, *[values] * 6)


def archive(data: bytes, rnd: Random) -> bytes:
    """A part of a zip archive is changed, lost or doubled; else the bytes of the archive."""
    if rnd.random() < 0.2:
        return rnd.choice(BYTES)(data, rnd)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            parts = {name: found.read(name) for name in found.namelist()}
    except Exception:  # broken by an earlier mutation
        return rnd.choice(BYTES)(data, rnd)
    name = rnd.choice(list(parts))
    match rnd.randrange(12):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[rnd.choice(list(parts))]
        case _:
            if rnd.random() < 0.7:  # mostly what is read first
                name = max(parts, key=lambda each: len(parts[each]))
            change = rnd.choice((*BYTES, put(XML), put(XML), put(XML), *[attributes] * 12))
            parts[name] = change(parts[name], rnd)
    return zipped(parts)


def attributes(data: bytes, rnd: Random) -> bytes:
    """The value of an attribute, or the text of an element, becomes another."""
    places = [match.span(1) for match in re.finditer(rb'="([^"]*)"|>([^<]+)<', data) if match[1]]
    if not places:
        return data
    start, end = rnd.choice(places)
    choices = (
        b"",
        b"0",
        b"-1",
        b"XFD1048576",
        b"A1",
        b"ZZZZ1",
        b"B99999999",
        b"1e999",
        b"99999999999",
    )
    return data[:start] + rnd.choice((*choices, rnd.choice(TOKENS).encode())) + data[end:]


def mutated(data: bytes, kind: Sequence[Mutation], rnd: Random) -> bytes:
    for _ in range(rnd.choice((1, 1, 1, 2, 4))):
        data = rnd.choice(kind)(data, rnd)
    return data


def table(seed: tuple[str, bytes], rnd: Random) -> tuple[str, bytes]:
    suffix, data = seed
    kind = (archive,) if data.startswith(b"PK") else BYTES if suffix == ".xls" else TEXT
    if rnd.random() < 0.03:
        return rnd.choice((".csv", ".tsv", ".xlsx", ".xls", ".ods")), data
    return suffix, mutated(data, kind, rnd)


_ATOMS = (
    "a",
    "b",
    "c",
    "1",
    "0",
    "-1",
    "2.5",
    "1e300",
    "1e-300",
    "1e400",
    "0x10",
    "9" * 320,
    "1j",
    "d",
)
_JOINS = (
    "+",
    "-",
    "*",
    "/",
    "**",
    "<",
    "<=",
    ">",
    ">=",
    "==",
    "//",
    "%",
    " if ",
    " and ",
    ",",
    "!=",
)


def expression(rnd: Random, depth: int = 0) -> str:
    """A random expression, most of them in the language of the scheme, some beside it."""
    if depth > rnd.randint(0, 5):
        return rnd.choice(_ATOMS)
    one, two = expression(rnd, depth + 1), expression(rnd, depth + 1)
    match rnd.randrange(8):
        case 0:
            return f"({one})"
        case 1:
            return f"-{one}"
        case 2:
            return f"{rnd.choice(('log', 'log1p', 'sqrt', 'abs', 'lag', 'exp'))}({one})"
        case 3:
            return f"{rnd.choice(('min', 'max', 'pow'))}({one}, {two})"
        case 4:
            return f"where({one} {rnd.choice(_JOINS[5:10])} {two}, {one}, {two})"
    joins = _JOINS if rnd.random() < 0.1 else _JOINS[:10]
    return f"{one} {rnd.choice(joins)} {two}"


def expression_bytes(rnd: Random) -> bytes:
    text = expression(rnd) if rnd.random() < 0.7 else rnd.choice(EXPRESSIONS)
    data = text.encode()
    return (
        mutated(data, (flip, remove, repeat, put(TOKENS), deeper), rnd)
        if rnd.random() < 0.4
        else data
    )
