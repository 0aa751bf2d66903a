"""Spreadsheets: which sheet, which row, and cells of all kinds."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from reading import EXPECTED, HEADING, errors, problems, remarks, scheme, values, write

from innoindex.errors import UsageProblem
from innoindex.read import read_panel

TABLE: list[list[str | float]] = [
    [*HEADING.split(",")],
    ["330109", "萧山区", 2022, 77.66, 2063, 204.6],
    ["330122", "桐庐县", 2022, 12.5, 438.5, 45.9],
]


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """An .xlsx file; a string that starts with `=` is a formula whose result is an error."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(r, c, cell, None, cell[1:])
                    elif isinstance(cell, datetime.date):
                        sheet.write_datetime(r, c, cell, day)
                    else:
                        sheet.write(r, c, cell)
    return path


def test_a_sheet_becomes_a_panel(tmp_path: Path) -> None:
    """As a text table does."""
    path = workbook(tmp_path / "t.xlsx", data=TABLE)
    panel = read_panel(path, scheme())
    assert values(panel) == EXPECTED
    assert panel.names["zh"].tolist() == ["萧山区", "桐庐县"]
    assert panel.place(0, 1) == (str(path), 3)
    assert panel.remarks == ()


def test_the_first_sheet_with_anything_in_it_is_read(tmp_path: Path) -> None:
    """And the others are named."""
    path = workbook(tmp_path / "t.xlsx", cover=[], data=TABLE, other=[["x"]])
    panel = read_panel(path, scheme())
    assert values(panel) == EXPECTED
    assert remarks(panel) == ['note: sheet "data" read; not read: cover, other']


def test_rows_are_counted_as_the_sheet_counts_them(tmp_path: Path) -> None:
    """Titles, merged or not, blank rows and a blank first column included."""
    shifted = [[None, *row] for row in TABLE]
    path = workbook(
        tmp_path / "t.xlsx", data=[[], [None, "县域数据"], [], *shifted, [], [None, "注：x"]]
    )
    panel = read_panel(path, scheme())
    assert values(panel) == EXPECTED
    assert panel.place(0, 0)[1] == 5
    assert remarks(panel) == [
        'note: rows above the heading skipped: "县域数据"',
        "note: rows skipped as notes: 8",
    ]


def test_codes_and_periods_stored_as_numbers_are_text(tmp_path: Path) -> None:
    """330109 is not 330109.0; that leading zeros cannot be seen any more is said."""
    path = workbook(tmp_path / "t.xlsx", data=[TABLE[0], [330109, *TABLE[1][1:]]])
    panel = read_panel(path, scheme())
    assert panel.units.tolist() == ["330109"]
    assert panel.periods == ("2022",)
    assert remarks(panel) == [
        "note: code: codes are stored as numbers: leading zeros, if there were any, are lost"
    ]


def test_numbers_stored_as_text_are_read_like_text(tmp_path: Path) -> None:
    """Thousands separators, full-width digits and signs of missing values."""
    row = ["330109", "萧山区", "2022年", "1,234.5", "２", "—"]
    panel = read_panel(workbook(tmp_path / "t.xlsx", data=[TABLE[0], row]), scheme())
    assert values(panel) == {("2022", "330109", "rd_exp"): 1234.5, ("2022", "330109", "gdp"): 2}


def test_cells_that_are_no_numbers_are_errors(tmp_path: Path) -> None:
    """Dates, booleans and the errors of formulas, which must not pass for missing values."""
    rows: list[Sequence[object]] = [
        TABLE[0],
        ["1", "a", 2022, datetime.date(2022, 1, 2), 1, 1],
        ["2", "b", 2022, True, 1, 1],
        ["3", "c", 2022, 1, "=#DIV/0!", 1],
        ["4", "d", 2022, 1, 1, "=#N/A"],
    ]
    path = workbook(tmp_path / "t.xlsx", cover=[], data=rows)
    help = "help: leave a missing cell empty, or write NA, - or 无"
    assert errors(path) == [
        f't.xlsx:2:rd_exp: error: not a number: "2022-01-02"\n{help}',
        f't.xlsx:3:rd_exp: error: not a number: "TRUE"\n{help}',
        f't.xlsx:4:gdp: error: not a number: "#DIV/0!"\n{help}',
        f't.xlsx:5:pop: error: not a number: "#N/A"\n{help}',
    ]


def test_errors_are_found_in_far_columns(tmp_path: Path) -> None:
    """Beyond column Z too."""
    wide: list[Sequence[object]] = [
        [*TABLE[0][:5], *[f"x{i}" for i in range(22)], "pop"],
        [*TABLE[1][:5], *range(22), "=#REF!"],
    ]
    found = problems(workbook(tmp_path / "t.xlsx", data=wide))
    assert [(problem.row, problem.column, str(problem.text)) for problem in found] == [
        (2, "pop", 'not a number: "#REF!"')
    ]


def test_a_result_of_a_formula_is_a_number(tmp_path: Path) -> None:
    """Its cached value counts."""
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TABLE[0])
        sheet.write_row(1, 0, TABLE[1])
        sheet.write_formula(1, 3, "=70+7.66", None, 77.66)
    assert values(read_panel(path, scheme()))["2022", "330109", "rd_exp"] == 77.66


def test_an_empty_workbook_is_an_error(tmp_path: Path) -> None:
    """So is a sheet with a heading only."""
    assert errors(workbook(tmp_path / "t.xlsx", a=[], b=[])) == [
        "t.xlsx: error: the table is empty\n"
        "help: it needs a row of headings and a row for each unit: is it the right file?"
    ]
    assert errors(workbook(tmp_path / "t.xlsx", a=TABLE[:1])) == [
        "t.xlsx: error: no rows of data below the heading\n"
        "help: add a row for each unit; line 1 was taken for the heading"
    ]


def test_a_broken_spreadsheet_is_wrong_usage(tmp_path: Path) -> None:
    """It cannot be opened."""
    found = problems(write(tmp_path / "t.xlsx", b"PK\x03\x04 nothing"))
    assert [problem.text.template for problem in found] == [
        "cannot be read as a spreadsheet: {reason}"
    ]
    with pytest.raises(UsageProblem):
        read_panel(tmp_path / "t.xlsx", scheme())


def test_what_a_file_is_counts_before_its_suffix(tmp_path: Path) -> None:
    """Text with the suffix .xls is common, a spreadsheet named .csv less so."""
    text = "\n".join(",".join(map(str, row)) for row in TABLE)
    panel = read_panel(write(tmp_path / "t.xls", text), scheme())
    assert values(panel) == EXPECTED
    assert remarks(panel) == ["note: not a spreadsheet: read as text"]
    workbook(tmp_path / "t.xlsx", data=TABLE).rename(tmp_path / "t.csv")
    assert values(read_panel(tmp_path / "t.csv", scheme())) == EXPECTED


def test_standard_input_may_be_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first bytes tell."""

    class Stdin:
        buffer = io.BytesIO(workbook(tmp_path / "t.xlsx", data=TABLE).read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert values(read_panel("-", scheme())) == EXPECTED


def test_an_ods_file_becomes_a_panel(tmp_path: Path) -> None:
    """With repeated cells written once, and an error in a formula as its text."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = (
        '<table:table-cell office:value-type="float" office:value="{}"><text:p/></table:table-cell>'
    )
    rows = [
        "".join(cell.format(heading) for heading in HEADING.split(",")),
        "".join(cell.format(text) for text in ("330109", "萧山区"))
        + "".join(number.format(value) for value in (2022, 77.66, 2063, 204.6)),
        "".join(cell.format(text) for text in ("330122", "桐庐县"))
        + "".join(number.format(value) for value in (2022, 12.5, 438.5, 45.9)),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="s">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    assert values(read_panel(tmp_path / "t.ods", scheme())) == EXPECTED
