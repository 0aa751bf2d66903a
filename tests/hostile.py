"""Strategies for input that nobody meant: broken tables, schemes and expressions."""

from __future__ import annotations

from hypothesis import HealthCheck
from hypothesis import strategies as st
from reading import HEADING
from strategies import settings  # with the profile of all laws

NASTY = (
    *("", " ", "-", "NA", "0", "-1", "1e400", "nan", "inf", "1_0", "1,234", "１２", "²", "9" * 400),
    *(
        "\0",
        "\r",
        '"',
        "'",
        ";",
        "\t",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u2028",
        "\x1b[2J",
        "é",
        "𠀀",
    ),
    *(
        "#DIV/0!",
        "=1+1",
        "12%",
        "2022年",
        "1999Q9",
        "330109.0",
        "{x}",
        "%s",
        "[[",
        "code",
        "gdp(kg)",
    ),
)


def in_a_folder(examples: int) -> settings:
    """Of a test whose examples overwrite one another's files."""
    return settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


cells = st.sampled_from(NASTY) | st.text(max_size=6)
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")


@st.composite
def hostile_tables(draw: st.DrawFn) -> bytes:
    """A table of rows of any length, in any encoding, a byte of which may be another, and cut."""
    heading = draw(st.just(HEADING.split(",")) | st.lists(cells, max_size=8))
    rows = draw(st.lists(st.lists(cells, max_size=8), max_size=6))
    separator, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(separator.join(row) for row in [heading, *rows])
    data = bytearray(text.encode(draw(st.sampled_from(CODECS))))
    if data and draw(st.booleans()):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


_VALUES = st.recursive(
    st.sampled_from(
        [
            *('""', '"x"', '"none"', '"rank"', "0", "-1", "2.5", "1e400", "nan", "true", "2022"),
            *("9" * 30, "9" * 5000, "0x" + "f" * 5000, "1979-05-27", '"40%"', '"2 ** 1e9"', "{}"),
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.tuples(st.sampled_from(["zh", "method", "range", "period", "p"]), inner).map(
            lambda pair: f"{{ {pair[0]} = {pair[1]} }}"
        )
    ),
    max_leaves=4,
)


@st.composite
def hostile_schemes(draw: st.DrawFn, text: str) -> str:
    """A scheme of which some values are others, some lines are missing or stand twice."""
    lines = text.strip().splitlines()
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                lines.insert(place, draw(st.sampled_from(lines)))
            case 1 if len(lines) > 1:
                del lines[place]
            case _:
                lines[place] = f"{lines[place].split('=')[0]}= {draw(_VALUES)}"
    return "\n".join(lines)


_ATOMS = ("a", "b", "1", "0", "-1", "2.5", "1e300", "1e-300", "1e400", "d", "1if", "0x", "'x'", "²")
_JOINS = ("+", "-", "*", "/", "**", "<", "<=", "==", "//", "and", ",", "")
hostile_expressions = st.text(max_size=20) | st.recursive(
    st.sampled_from(_ATOMS),
    lambda inner: (
        st.tuples(inner, st.sampled_from(_JOINS), inner).map(" ".join)
        | st.tuples(st.sampled_from(["", "log", "max", "where", "lag", "-"]), inner).map(
            lambda pair: f"{pair[0]}({pair[1]})"
        )
    ),
    max_leaves=8,
)
