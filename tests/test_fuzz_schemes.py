"""Schemes and expressions that were once too much for the reader, each as small as it can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from reading import HEADING, SCHEME, write
from strategies import computed, problems_of

from innoindex.expression import parse_expression
from innoindex.messages import did_you_mean
from innoindex.scheme_file import parse_scheme
from innoindex.scheme_rules import DEEPEST

X = "[indicator.x]\n"


def wrong(text: str) -> list[str]:
    """What is wrong with a scheme whose first line is given."""
    return problems_of(f"schema = 1\n{text}")


@pytest.mark.parametrize(
    "number", ["9" * 4301, "0x" + "f" * 4301, "1_" * 1000 + "1", "-" + "1" * 1000]
)
@pytest.mark.parametrize("value", ["{}", "[1, {}]", "{{ p = {} }}"])
def test_a_number_of_thousands_of_digits_is_an_error(number: str, value: str) -> None:
    """Python refuses to read or to print it, with an error that is not one of TOML."""
    assert wrong(f"[index]\ndecimals = {value.format(number)}\n{X}") == [
        "<scheme>:3: error: a number is too large\nhelp: choose larger units of measure"
    ]


@pytest.mark.parametrize("weight", ["1.1e100", "1e308", "inf", "1e400"])
def test_a_number_beyond_all_measure_is_an_error(weight: str) -> None:
    """A weight of 1e308 made every score infinite, and Python warn."""
    assert wrong(f"{X}weight = {weight}\n") == [
        "<scheme>:3: error: indicator.x.weight: a number is too large\n"
        "help: choose larger units of measure"
    ]
    assert computed(
        f"{X}weight = 1e100\n[indicator.y]\nweight = 0\n", {"x": [1, 2], "y": [3, 4]}
    ).scores["index"].tolist() == [[1, 2]]


@pytest.mark.parametrize("line", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
@pytest.mark.parametrize("word", ["a", '"b c"', "'b c'"])
def test_a_dotted_key_has_an_end(line: str, word: str) -> None:
    """The time to read it grows with the square of its words: one of 100,000 took hours."""
    assert wrong(line.format(" . ".join([word] * 20_000))) == [
        "<scheme>:2: error: nested too deeply\nhelp: take out some of the brackets and dots"
    ]


def test_dots_in_a_text_are_no_key() -> None:
    """However many there are."""
    dots = "…" + ". " * 200 + "3.14" * 30
    assert parse_scheme(f'schema = 1\n# {dots}\n[indicator.x]\nname = "{dots}"\n').indicators["x"]


def test_dimensions_have_a_greatest_depth() -> None:
    """The tree is walked by recursion, which Python ends with an error of its own."""

    def nested(n: int) -> str:
        each = "".join(f'[dimension.d{i}]\nparent = "d{i + 1}"\n' for i in range(n - 1))
        return f'{each}[dimension.d{n - 1}]\n[indicator.x]\ndimension = "d0"\n'

    deepest = computed(nested(DEEPEST - 1), {"x": [1, 2]})
    assert deepest.scores["index"].tolist() == [[1, 2]]
    assert wrong(nested(2_000))[0] == (
        f'<scheme>:3: error: dimension "d0" is more than {DEEPEST} deep\n'
        "help: put dimensions beside one another, not each in the one before"
    )


def test_after_many_problems_the_nearest_name_is_not_looked_for() -> None:
    """5,000 wrong names were each compared with each of 5,000 right ones, for minutes."""
    known = "".join(f"[dimension.{name}]\n" for name in [*"abcdefghijklm", "known"])
    lost = "".join(f'[indicator.i{i}]\ndimension = "knowing"\n' for i in range(102))
    found = [text for text in wrong(known + lost) if 'there is no "knowing"' in text]
    assert found[0].endswith("help: did you mean known?")
    assert found[-1].endswith("help: known: index, a, b, c, d, e, f, g, h, i, j, k, …")


def test_long_names_are_not_compared() -> None:
    """It takes the product of their lengths."""
    help = did_you_mean("ab" * 100_000, ["ba" * 100_000, "abc"])
    assert str(help.cut()) == f"known: {'ba' * 150}…, abc"


def test_a_file_that_cannot_be_a_scheme_is_not_read_to_its_end(
    innoindex: Run, tmp_path: Path
) -> None:
    """/dev/zero has none."""
    table = write(tmp_path / "t.csv", f"{HEADING}\n330109,a,2022,1,2,3\n")
    used = write(tmp_path / "s.toml", SCHEME + "#" * 5_000_000)
    done = innoindex("rank", table, "-s", used)
    assert done.code == 1
    assert "s.toml: error: is longer than 5000000 bytes\nhelp: is it the right file?" in done.err


@pytest.mark.parametrize("text", ["1if a else b", "0x1for", "1 if 2else 3", r"'\d'", "1or 2"])
def test_an_expression_makes_python_say_nothing(text: str) -> None:
    """Its grammar warns of what it reads; a warning is an error here."""
    with pytest.raises(ValueError, match=r"not allowed|cannot be read"):
        parse_expression(text)
