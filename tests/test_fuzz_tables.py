"""Tables that were once too much for the reader, each as small as it can be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Run
from reading import HEADING, errors, scheme, values, write

from innoindex.cli import failures
from innoindex.read import delimited, read_panel
from innoindex.read.assemble import MOST_CELLS
from innoindex.read.delimited import LONGEST_LINE, MOST_COLUMNS

ROW = "330109,萧山区,2022,77.66,2063,204.6"


def test_a_heading_of_any_honest_width_is_read(tmp_path: Path) -> None:
    """It was "empty" beyond 131,072 characters: with the wrong separator it is a single cell."""
    unused = ",".join(f"{'unused' * 50} {i}" for i in range(500))
    table = f"{HEADING},{unused}\n{ROW}{',1' * 500}\n"
    assert len(values(read_panel(write(tmp_path / "t.csv", table), scheme()))) == 3


def test_more_columns_than_a_sheet_has_are_an_error(tmp_path: Path) -> None:
    """In the heading and in any row below it."""
    help = (
        f"help: a table has at most {MOST_COLUMNS} columns and a line for each row: "
        "is it the right file?"
    )
    wide = "," * MOST_COLUMNS
    assert errors(write(tmp_path / "t.csv", f"{HEADING}{wide}\n{ROW}\n")) == [
        f"t.csv:1: error: {MOST_COLUMNS + 6} cells in a row\n{help}"
    ]
    assert errors(write(tmp_path / "t.csv", f"{HEADING}\n{ROW}\n{ROW}{wide}\n")) == [
        f"t.csv:3: error: {MOST_COLUMNS + 6} cells in a row\n{help}"
    ]


def test_a_line_that_cannot_be_one_of_a_table_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not held to its end."""
    assert LONGEST_LINE > MOST_COLUMNS * 100
    monkeypatch.setattr(delimited, "LONGEST_LINE", 1000)
    assert errors(write(tmp_path / "t.csv", f"{HEADING}\n{'x' * 1001}\n"))[0].startswith(
        "t.csv:2: error: the line is longer than 1000 characters\nhelp: "
    )
    assert errors(write(tmp_path / "t.csv", f"{HEADING}\n{'x' * 999}\n")) != []


def test_a_long_text_is_cut_in_a_message(tmp_path: Path) -> None:
    """It was printed whole, a cell of 50 MB too."""
    table = f"{HEADING},{'h' * 400}\n330109,萧山区,2022,{'x' * 400},2063,204.6,1\n"
    [error] = errors(write(tmp_path / "t.csv", table))
    assert error.startswith(f't.csv:2:rd_exp: error: not a number: "{"x" * 300}…"\n')


def test_a_long_list_is_cut_in_a_message(innoindex: Run, tmp_path: Path) -> None:
    """A hundred columns that are not used are named, no more."""
    unused = "".join(f",u{i}" for i in range(101))
    table = write(tmp_path / "t.csv", f"{HEADING}{unused}\n{ROW}{',1' * 101}\n")
    used = write(tmp_path / "s.toml", '[indicator.pop]\nnormalise = "none"\n')
    head = 'schema = 1\n[columns]\nunit = "code"\nname = "county"\nperiod = "year"\n'
    write(used, head + used.read_text())
    said = innoindex("rank", table, "-s", used).err
    assert "u97, …\n" in said  # after rd_exp and gdp
    assert "u98" not in said


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u200f", "\u202e", "\u2060", "\u2066", "\xad"]
)
def test_characters_that_are_not_seen_do_not_matter(tmp_path: Path, mark: str) -> None:
    """In headings, codes, names, periods and numbers, where web pages and editors leave them."""
    marked = ",".join(f"{mark}{word}{mark}" for word in HEADING.split(","))
    cells = ",".join(f"{mark}{cell[:1]}{mark}{cell[1:]}{mark}" for cell in ROW.split(","))
    panel = read_panel(write(tmp_path / "t.csv", f"{marked}\n{cells}\n"), scheme())
    plain = read_panel(write(tmp_path / "p.csv", f"{HEADING}\n{ROW}\n"), scheme())
    assert values(panel) == values(plain)
    assert panel.names["zh"].tolist() == ["萧山区"]


@pytest.mark.parametrize("row", ["7,a,2022,1.1e100,2,3", '7,"a\n",2022,-1e308,2,3'])
def test_a_number_beyond_all_measure_is_none(tmp_path: Path, row: str) -> None:
    """Read fast or carefully: a z-score of 1e308 was infinite, and left out as missing."""
    [error] = errors(write(tmp_path / "t.csv", f"{HEADING}\n{ROW}\n{row}\n"))
    assert error.startswith(f't.csv:3:rd_exp: error: not a number: "{row.split(",")[3]}"\n')
    good = f"{HEADING}\n{row.replace('1.1e100', '1e100').replace('-1e308', '-1e100')}\n"
    found = values(read_panel(write(tmp_path / "t.csv", good), scheme()))
    assert abs(found["2022", "7", "rd_exp"]) == 1e100


def test_rows_of_another_unit_and_period_each_do_not_fill_the_memory(tmp_path: Path) -> None:
    """n rows would be n x n cells: MemoryError, or the end of the process."""
    n = 3_000
    assert n * n * 3 > MOST_CELLS
    lines = "\n".join(f"{i},n,{1000 + i // 4}Q{i % 4 + 1},1,2,3" for i in range(n))
    assert errors(write(tmp_path / "t.csv", f"{HEADING}\n{lines}\n")) == [
        f"t.csv: error: {n} rows are of {n} units in {n} periods: nearly all are missing\n"
        "help: is the right column taken for the period, and the right one for the unit?"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_not_waited_for(innoindex: Run, tmp_path: Path) -> None:
    """Neither as a table nor as a scheme: nobody may ever write into it."""
    table = write(tmp_path / "t.csv", f"{HEADING}\n{ROW}\n")
    os.mkfifo(tmp_path / "pipe.csv")
    for args in ((tmp_path / "pipe.csv",), (table, "-s", tmp_path / "pipe.csv")):
        done = innoindex("rank", *args)
        assert done.code == 2
        assert "pipe.csv: error: is a pipe, not a file\nhelp: write a file, or" in done.err


def test_blank_lines_are_not_counted_without_end(tmp_path: Path) -> None:
    """A heading is looked for in the first ten thousand lines."""
    table = f"{HEADING}\n{ROW}\n"
    assert values(read_panel(write(tmp_path / "t.csv", "\n" * 9_000 + table), scheme()))
    assert "the table is empty" in errors(write(tmp_path / "t.csv", "\n" * 10_001 + table))[0]


def test_no_memory_is_no_fault_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said in a sentence, with what may help."""
    assert failures.report(MemoryError(), "en", False) == 1
    assert capsys.readouterr().err == (
        "error: there is not enough memory\n"
        "help: close other programs, or give fewer periods, units or columns at a time\n"
    )
