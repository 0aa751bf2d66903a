"""Cells: numbers as people write them, missing ones, percentages, and what is no number."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from reading import errors, one_column, problems, remarks, values, write

from innoindex.read import read_panel
from innoindex.read.cells import MISSING, Number, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5.0),
        ("-5", -5.0),
        ("+5.25", 5.25),
        (".5", 0.5),
        ("5.", 5.0),
        (" 5 ", 5.0),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("007", 7.0),
        ("1,234", 1234.0),
        ("1,234,567.25", 1234567.25),
        ("-1,234.5", -1234.5),
        ("1，234.5", 1234.5),
        ("1 234 567", 1234567.0),
        ("1\u00a0234", 1234.0),
        ("１２３．５", 123.5),
        ("－５", -5.0),
        ("\u22125", -5.0),
        ("0.1", 0.1),
        ("12345678901234567890", 12345678901234567890.0),
    ],
)
def test_numbers_are_read(text: str, value: float) -> None:
    """Signs, exponents, thousands separators and full-width forms."""
    assert parse_number(text) == Number(value)


@pytest.mark.parametrize("text", [*sorted(MISSING), "NA", "n/a", "N/A", " - ", "ＮＡ", "－", "　"])
def test_missing_cells_are_recognised(text: str) -> None:
    """The contract's spellings, with blanks around them, in any case, also full-width."""
    number = parse_number(text)
    assert number is not None
    assert math.isnan(number.value)


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e999",
        "#DIV/0!",
        "n/a?",
        "约30",
        "30左右",
        "2022-01-01",
        "TRUE",
        "1,23",
        "1,2345",
        "12,34,567",
        "1 23",
        "1,234 567",
        "1_000",
        "0x1F",
        "1.2.3",
        "--5",
        "5-",
        "e5",
        "%",
        "5%%",
        "...",
        "NULL",
        "1 亿",
    ],
)
def test_other_texts_are_no_numbers(text: str, tmp_path: Path) -> None:
    """Neither by itself nor in a column of numbers; nothing is guessed, infinite is no number."""
    assert parse_number(text) is None
    path = write(tmp_path / "t.csv", f'code,x\n1,2\n2,"{text}"\n3,4\n')
    assert errors(path, by=one_column()) == [
        f't.csv:3:x: error: not a number: "{text}"\n'
        "help: leave a missing cell empty, or write NA, - or 无"
    ]


def test_a_column_of_words_for_true_is_no_column_of_numbers(tmp_path: Path) -> None:
    """Booleans are told as they are written."""
    path = write(tmp_path / "t.csv", "code,x\n1,TRUE\n2,False\n")
    assert [str(p.text) for p in problems(path, by=one_column())] == [
        'not a number: "TRUE"',
        'not a number: "False"',
    ]


def test_clean_and_dirty_cells_stand_in_one_column(tmp_path: Path) -> None:
    """Only the dirty ones are read one by one; all come out as numbers."""
    cells = ["1.5", '"1,500"', "", "—", "２", "NA", " 7 "]
    rows = "".join(f"u{i},{cell}\n" for i, cell in enumerate(cells))
    panel = read_panel(write(tmp_path / "t.csv", f"code,x\n{rows}"), one_column())
    assert values(panel) == {
        ("", f"u{i}", "x"): v for i, v in [(0, 1.5), (1, 1500), (4, 2), (6, 7)]
    }


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("%", 3.76, []),
        ("‰", 37.6, ["note: x: 1 cells with %: multiplied by 10"]),
        ("", 0.0376, ["note: x: 1 cells with %: divided by 100"]),
    ],
)
def test_a_percent_sign_counts(tmp_path: Path, unit: str, value: float, said: list[str]) -> None:
    """3.76% is 3.76 in %, 37.6 in ‰, 0.0376 without a unit; other cells stay as they are."""
    panel = read_panel(write(tmp_path / "t.csv", "code,x\n1,3.76％\n2,5\n"), one_column(unit))
    assert values(panel) == {
        ("", "1", "x"): pytest.approx(value, rel=1e-15),
        ("", "2", "x"): 5,
    }
    assert remarks(panel) == said


def test_a_percent_sign_under_another_unit_is_an_error(tmp_path: Path) -> None:
    """A percentage is no amount of money."""
    path = write(tmp_path / "t.csv", "code,x\n1,3.76%\n")
    assert [str(p.text) for p in problems(path, by=one_column("亿元"))] == ['not a number: "3.76%"']


def test_the_sign_in_the_cell_counts_before_the_unit_in_the_heading(tmp_path: Path) -> None:
    """Under x(‰) of a column in %, 5 is 0.5 and 5% is 5."""
    panel = read_panel(write(tmp_path / "t.csv", "code,x(‰)\n1,5\n2,5%\n"), one_column("%"))
    assert values(panel) == {("", "1", "x"): 0.5, ("", "2", "x"): 5}


def test_all_wrong_cells_are_told_at_once(tmp_path: Path) -> None:
    """In the order of their rows, whatever their column; very many are counted."""
    path = write(tmp_path / "t.csv", "code,x\n" + "".join(f"u{i},?\n" for i in range(1500)))
    found = problems(path, by=one_column())
    assert [problem.row for problem in found[:1000]] == list(range(2, 1002))
    assert str(found[1000].text) == "and 500 more such"
    assert len(found) == 1001
