"""Text tables: separators, encodings, headings, quotes, and which line is which."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import reading
from reading import HEADING, SCHEME, errors, remarks, scheme, values, write

from innoindex.read import fast, read_panel
from innoindex.scheme_file import parse_scheme

ROWS = """\
330109,萧山区,2021,66.83,1963.11,203.5
330109,萧山区,2022,77.66,2063,204.6
330122,桐庐县,2022,12.5,438.5,45.9
"""
TABLE = f"{HEADING}\n{ROWS}"
EXPECTED = {
    ("2021", "330109", "rd_exp"): 66.83,
    ("2021", "330109", "gdp"): 1963.11,
    ("2021", "330109", "pop"): 203.5,
    **reading.EXPECTED,
}


def test_a_table_becomes_a_panel(tmp_path: Path) -> None:
    """Periods are in their order, units in that of their first rows; a row not there is missing."""
    panel = read_panel(write(tmp_path / "t.csv", TABLE), scheme())
    assert panel.periods == ("2021", "2022")
    assert panel.units.tolist() == ["330109", "330122"]
    assert panel.names["zh"].tolist() == ["萧山区", "桐庐县"]
    assert panel.names["en"].tolist() == ["萧山区", "桐庐县"]
    assert panel.present.tolist() == [[True, False], [True, True]]
    assert values(panel) == EXPECTED
    assert panel.groups == ()
    assert panel.group_of.tolist() == [-1, -1]
    assert panel.remarks == ()


def test_each_row_is_known_by_its_line(tmp_path: Path) -> None:
    """The origin of a unit's row is the file and the line, counted from 1 with all lines above."""
    path = write(tmp_path / "t.csv", "全省各县数据\n\n" + TABLE)
    panel = read_panel(path, scheme())
    assert panel.place(0, 0) == (str(path), 4)
    assert panel.place(1, 0) == (str(path), 5)
    assert panel.place(1, 1) == (str(path), 6)
    assert panel.place(0, 1) == ("", None)
    assert remarks(panel) == ['note: rows above the heading skipped: "全省各县数据"']


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["note: read as UTF-16"]),
        ("utf-16-le", ["note: read as UTF-16"]),
        ("utf-16-be", ["note: read as UTF-16"]),
        ("gb18030", ["note: read as GB18030"]),
        ("gbk", ["note: read as GB18030"]),
    ],
)
def test_separator_encoding_and_line_ends_do_not_matter(
    tmp_path: Path, separator: str, end: str, encoding: str, said: list[str]
) -> None:
    """The panel is the same; an encoding that is not UTF-8 is said; UTF-16 needs no mark."""
    text = TABLE.replace(",", separator).replace("\n", end)
    panel = read_panel(write(tmp_path / "t.txt", text.encode(encoding)), scheme())
    assert values(panel) == EXPECTED
    assert panel.names["zh"].tolist() == ["萧山区", "桐庐县"]
    assert remarks(panel) == said


def test_big_endian_utf_16_is_read(tmp_path: Path) -> None:
    """The byte order mark tells the order."""
    data = "\ufeff".encode("utf-16-be") + TABLE.encode("utf-16-be")
    assert values(read_panel(write(tmp_path / "t.csv", data), scheme())) == EXPECTED


def test_gbk_beyond_the_first_bytes_is_noticed(tmp_path: Path) -> None:
    """A file that begins in ASCII can still be GBK further down."""
    many = "".join(f"{i:06},x,2022,1,2,3\n" for i in range(9000))
    data = f"{HEADING}\n{many}330109,萧山区,2022,77.66,2063,204.6\n".encode("gbk")
    panel = read_panel(write(tmp_path / "t.csv", data), scheme())
    assert panel.names["zh"][-1] == "萧山区"
    assert remarks(panel) == ["note: read as GB18030"]


def test_bytes_in_no_encoding_are_an_error(tmp_path: Path) -> None:
    """Latin-1 is never tried: it would accept anything."""
    path = write(
        tmp_path / "t.csv", f"{HEADING}\n1,ok,2022,1,2,3\n2,".encode() + b"\xff\xff,2022,1"
    )
    assert errors(path) == [
        "t.csv:3: error: the text cannot be read as GB18030\n"
        "help: save it again as CSV in UTF-8, or as .xlsx"
    ]


def test_a_damaged_byte_does_not_make_utf_8_gb18030(tmp_path: Path) -> None:
    """What begins as UTF-8 is not read as anything else: that would be garbage."""
    many = "".join(f"{i:06},萧山区,2022,1,2,3\n" for i in range(3000))
    path = write(tmp_path / "t.csv", f"{HEADING}\n{many}9,".encode() + b"\xe4\xb8,2022,1,2,3\n")
    assert errors(path) == [
        "t.csv:3002: error: the text cannot be read as UTF-8\n"
        "help: save it again as CSV in UTF-8, or as .xlsx"
    ]


def test_quoted_cells_may_hold_separators_and_line_breaks(tmp_path: Path) -> None:
    """The row of a record is the line where it starts."""
    text = (
        '"code","county","year","R&D\n经费","gdp","pop"\n'
        '1,"a, ""b""",2022,"1,234.5",2,3\n'
        '2,"c\nd",2022,4,5,6\n'
        "3,e,2022,7,8,9\n"
    )
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.names["zh"].tolist() == ['a, "b"', "cd", "e"]
    assert panel.columns["rd_exp"].tolist() == [[1234.5, 4, 7]]
    assert [panel.place(0, u)[1] for u in range(3)] == [3, 4, 6]


def test_a_quote_that_is_not_closed_is_an_error(tmp_path: Path) -> None:
    """It would swallow the rest of the file."""
    path = write(
        tmp_path / "t.csv", TABLE + '330127,"淳安县,2022,1,2,3\n330182,建德市,2022,1,2,3\n'
    )
    assert errors(path) == [
        "t.csv:5: error: a double quote is misplaced or not closed\n"
        "help: quote the whole cell, and double each quote inside it"
    ]


def test_more_cells_than_headings_are_an_error(tmp_path: Path) -> None:
    """A separator inside a cell would shift all cells after it."""
    path = write(tmp_path / "t.csv", TABLE + "330127,淳安县,2022,1,234,2,3\n")
    assert errors(path) == [
        "t.csv:5: error: 7 cells, but 6 headings\n"
        "help: put a cell that contains the separator in double quotes"
    ]


@pytest.mark.parametrize(
    "row",
    [
        "330127,淳安县,2022,1,234,5,",
        "330127,淳安县,2022,1,2,3,,",
        "330127,淳安县,2022,1,2,3,,4",
    ],
)
@pytest.mark.parametrize("place", [0, 3])
def test_a_row_with_more_cells_than_others_is_an_error(
    tmp_path: Path, row: str, place: int
) -> None:
    """Though what is beyond the headings be empty: 1,234 may have been one number."""
    rows = ROWS.splitlines()
    rows.insert(place, row)
    path = write(tmp_path / "t.csv", "\n".join([HEADING, *rows]))
    assert [line.split("\n")[0] for line in errors(path)] == [
        f"t.csv:{2 + place}: error: {row.count(',') + 1} cells, but 6 headings"
    ]


@pytest.mark.parametrize("heading", [HEADING, f"{HEADING},,"])
def test_rows_that_all_end_in_separators_are_no_mistake(tmp_path: Path, heading: str) -> None:
    """Some programs write them so; blank lines and notes may differ."""
    rows = "".join(f"{row},,\n" for row in ROWS.splitlines())
    text = f"{heading}\n{rows},,,,,,,,,\n注：x,,,,,,,,,,,\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel) == EXPECTED
    assert remarks(panel) == ["note: rows skipped as notes: 6"]


def test_a_carriage_return_inside_a_line_ends_it(tmp_path: Path) -> None:
    """As it does for every program that reads CSV; what is left of the row is no whole one."""
    path = write(tmp_path / "t.csv", TABLE + "330127,淳安\r县,2022,1,2,3\n")
    assert [line.split("\n")[0] for line in errors(path)][-1].startswith("t.csv:6:year: error")


def test_a_line_break_in_quotes_counts_in_columns_that_are_not_needed_too(tmp_path: Path) -> None:
    """Rows below it are where they are."""
    text = 'memo,code,rd_exp,gdp,pop\n"a\nb",1,2,3,4\nc,2,5,6,7\n'
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.columns["pop"].tolist() == [[4, 7]]
    assert [panel.place(0, u)[1] for u in range(2)] == [2, 4]


def test_a_short_row_misses_its_last_cells(tmp_path: Path) -> None:
    """They are missing values."""
    panel = read_panel(write(tmp_path / "t.csv", TABLE + "330127,淳安县,2022,5\n"), scheme())
    assert values(panel) == {**EXPECTED, ("2022", "330127", "rd_exp"): 5}


def test_blank_lines_do_not_matter_but_count(tmp_path: Path) -> None:
    """Wherever they stand, rows are known by their lines."""
    text = f"\n\n{HEADING}\n\n{ROWS.splitlines()[0]}\n\n,,,,,\n{ROWS.splitlines()[1]}\n\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert [panel.place(p, 0)[1] for p in range(2)] == [5, 8]
    assert panel.remarks == ()


def test_a_file_without_a_final_line_break_is_whole(tmp_path: Path) -> None:
    """The last line counts."""
    assert values(read_panel(write(tmp_path / "t.csv", TABLE.rstrip()), scheme())) == EXPECTED


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n", "\ufeff"])
def test_an_empty_file_is_an_error(tmp_path: Path, text: str) -> None:
    """Nothing, blank lines and empty cells are no table."""
    assert errors(write(tmp_path / "t.csv", text)) == [
        "t.csv: error: the table is empty\n"
        "help: it needs a row of headings and a row for each unit: is it the right file?"
    ]


@pytest.mark.parametrize("rows", ["", "\n\n", "注：本表无数据\n"])
def test_a_heading_alone_is_an_error(tmp_path: Path, rows: str) -> None:
    """A table has at least one row of data."""
    path = write(tmp_path / "t.csv", f"{HEADING}\n{rows}")
    assert errors(path) == [
        "t.csv: error: no rows of data below the heading\n"
        "help: add a row for each unit; line 1 was taken for the heading"
    ]


def test_standard_input_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads it, once."""

    class Stdin:
        buffer = io.BytesIO(TABLE.encode("gbk"))

    monkeypatch.setattr(sys, "stdin", Stdin())
    panel = read_panel("-", scheme())
    assert values(panel) == EXPECTED
    assert panel.place(0, 0) == ("<stdin>", 2)


def test_pieces_of_a_large_file_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a file is cut, rows, numbers, odd cells and lines are where they belong."""
    rows = [
        f"{i:04},单位{i},2022,{i}.5,{'NA' if i % 7 else '１'},{'1,0' if i == 9 else i}"
        for i in range(99)
    ]
    rows[9] = '0009,单位9,2022,9.5,NA,"1,000"'
    path = write(tmp_path / "t.csv", "\n".join([HEADING, *rows]))
    whole = read_panel(path, scheme())
    monkeypatch.setattr(fast, "_PIECE", 200)
    monkeypatch.setattr(fast, "_ROWS", 7)
    monkeypatch.setattr(fast, "_processors", lambda: 4)
    pieces = read_panel(path, scheme())
    assert values(pieces) == values(whole)
    assert values(pieces)["2022", "0009", "pop"] == 1000
    assert values(pieces)["2022", "0098", "gdp"] == 1
    assert pieces.names["zh"].tolist() == [f"单位{i}" for i in range(99)]
    assert pieces.place(0, 98) == (str(path), 100)


def test_the_fast_and_the_careful_way_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the fast reader takes, the careful one reads alike."""
    text = (
        TABLE
        + '330127," 淳安县 ",2022年,"1,234.5",5%,\n合计,,,,,\n,,,,,\n0330,x,2021.0, 1e3 ,-,+.5\n'
    )
    path = write(tmp_path / "t.csv", text.replace("5%", "５"))
    quick = read_panel(path, scheme())

    def refuse(*_: object) -> None:
        raise fast.NotPlain

    monkeypatch.setattr("innoindex.read.delimited.read_plain", refuse)
    monkeypatch.setattr("innoindex.read.delimited._BATCH", 2)
    careful = read_panel(path, scheme())
    assert values(careful) == values(quick)
    assert careful.names["zh"].tolist() == quick.names["zh"].tolist()
    assert remarks(careful) == remarks(quick) == ["note: rows skipped as notes: 6"]
    assert careful.origin is not None
    assert quick.origin is not None
    assert careful.origin.row.tolist() == quick.origin.row.tolist()


def test_a_long_label_is_read_whole(tmp_path: Path) -> None:
    """The fast reader's width of labels is no limit."""
    name = "很" * 100
    panel = read_panel(write(tmp_path / "t.csv", f"{HEADING}\n1,{name},2022,1,2,3\n"), scheme())
    assert panel.names["zh"].tolist() == [name]


def test_a_clean_table_of_one_period_is_not_copied(tmp_path: Path) -> None:
    """The columns of the panel are views of what was read."""
    by = parse_scheme(SCHEME.replace('period = ["year", "年份"]', ""))
    panel = read_panel(write(tmp_path / "t.csv", "code,rd_exp,gdp,pop\n1,2,3,4\n2,3,4,5\n"), by)
    assert panel.periods == ("",)
    assert all(column.base is not None for column in panel.columns.values())
