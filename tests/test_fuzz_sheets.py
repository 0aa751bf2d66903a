"""Spreadsheets that no program writes, or that only some do: a result, or an error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from reading import HEADING, errors, problems, remarks, scheme, values, write

from innoindex.panel import Panel
from innoindex.read import read_panel, sheet, sheet_cells

ROWS = [
    HEADING.split(","),
    ["330109", "萧山区", 2022, 77.66, 2063, 204.6],
    ["330122", "桐庐县", 2022, 12.5, 438.5, 45.9],
]
SHEET = "xl/worksheets/sheet1.xml"
MEMORY_OR_TIME = (
    "t.xlsx: error: cannot be read as a spreadsheet: its contents take too much memory or time\n"
    "help: delete what stands far from the table, and save it again as .xlsx or as CSV"
)


def workbook(
    path: Path,
    change: Callable[[dict[str, bytes]], object] = lambda parts: None,
    more: Callable[[xlsxwriter.Workbook], object] = lambda book: None,
) -> Path:
    """The table in an .xlsx file, with more in it, and the parts of its archive changed."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        page = book.add_worksheet("data")
        for r, row in enumerate(ROWS):
            page.write_row(r, 0, row)
        more(book)
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def replaced(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return change


def read(path: Path) -> Panel:
    return read_panel(path, scheme())


def test_a_cell_in_the_last_corner_is_an_error(tmp_path: Path) -> None:
    """A sheet of 17,179,869,184 cells ended the program: native code asks for the memory of all."""
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = workbook(tmp_path / "t.xlsx", replaced(SHEET, b"</sheetData>", corner))
    assert errors(path) == [MEMORY_OR_TIME]


def test_a_cell_far_from_all_others_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a greatest number of cells on, which a million rows of 40 columns do not reach."""
    assert sheet.MOST_CELLS > 1_000_000 * 40
    monkeypatch.setattr(sheet, "MOST_CELLS", 1000)
    far = b'<row r="200"><c r="F200"><v>1</v></c></row></sheetData>'
    path = workbook(tmp_path / "t.xlsx", replaced(SHEET, b"</sheetData>", far))
    assert errors(path)[0].startswith(
        "t.xlsx: error: cannot be read as a spreadsheet: its last cell is in row 200 and column 6\n"
    )


def test_texts_that_claim_to_be_many_are_an_error(tmp_path: Path) -> None:
    """Memory was asked for as many as the file says that it has."""
    strings = "xl/sharedStrings.xml"
    claim = replaced(strings, b'uniqueCount="', b'uniqueCount="9999999999')
    assert errors(workbook(tmp_path / "t.xlsx", claim)) == [MEMORY_OR_TIME]


def test_an_archive_that_unpacks_to_far_more_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than 100 times its size and 100 MB, or 4 GB: a million rows of 40 columns have two."""
    monkeypatch.setattr(sheet_cells, "_MORE", 1_000_000)
    blank = replaced(SHEET, b"<sheetData>", b" " * 3_000_000 + b"<sheetData>")
    path = workbook(tmp_path / "t.xlsx", blank)
    assert errors(path)[0].startswith(
        "t.xlsx: error: cannot be read as a spreadsheet: it unpacks to 3 MB\nhelp: open it"
    )
    monkeypatch.setattr(sheet_cells, "MOST_PARTS", 5)
    assert "spreadsheet: it has 10 parts\n" in errors(path)[0]


@pytest.mark.parametrize("lost", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", SHEET])
def test_a_lost_part_is_an_error(tmp_path: Path, lost: str) -> None:
    """Of which the reader says what is wrong."""
    path = workbook(tmp_path / "t.xlsx", lambda parts: parts.pop(lost))
    assert errors(path)[0].startswith("t.xlsx: error: ")


@pytest.mark.parametrize("end", [b"<", b"</row></row>", b"&nothing;", b"\xff"])
def test_broken_xml_is_an_error(tmp_path: Path, end: bytes) -> None:
    """Also where only the search for errors of formulas meets it."""
    cell = b'<row r="9"><c r="A9" t="e"><v>#N/A</v></c></row>' + end + b"</sheetData>"
    path = workbook(tmp_path / "t.xlsx", replaced(SHEET, b"</sheetData>", cell))
    assert errors(path)[0].startswith("t.xlsx: error: cannot be read as a spreadsheet: ")


def test_an_unknown_encoding_is_an_error(tmp_path: Path) -> None:
    """The search for errors of formulas minds it, calamine does not."""

    def change(parts: dict[str, bytes]) -> None:
        replaced(SHEET, b'encoding="UTF-8"', b'encoding="A1"')(parts)
        replaced(SHEET, b"<v>77.66</v>", b"<f>1</f>")(parts)

    path = workbook(tmp_path / "t.xlsx", change)
    assert errors(path)[0].startswith("t.xlsx: error: cannot be read as a spreadsheet: unknown ")


def test_an_infinite_number_is_no_number(tmp_path: Path) -> None:
    """1e999 in a sheet was read as infinite."""
    path = workbook(tmp_path / "t.xlsx", replaced(SHEET, b"<v>77.66</v>", b"<v>1e999</v>"))
    assert [str(problem.text) for problem in problems(path)] == ['not a number: "inf"']


@pytest.mark.parametrize("value", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_without_a_value_is_no_missing_value(tmp_path: Path, value: bytes) -> None:
    """As programs write it that do not compute: it was an empty cell, without a word."""
    formula = replaced(SHEET, b"<v>77.66</v>", b"<f>70+7.66</f>" + value)
    path = workbook(tmp_path / "t.xlsx", formula)
    assert errors(path)[0].startswith('t.xlsx:2:rd_exp: error: not a number: "=70+7.66"\n')


def test_a_formula_without_a_value_is_warned_of_where_it_does_not_matter(tmp_path: Path) -> None:
    """A column that the scheme does not use; a formula whose value is an empty text has one."""

    def more(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula("H2", "=1+1", None, 987654)
        book.worksheets()[0].write_formula("H3", '=""', None, "text")

    def change(parts: dict[str, bytes]) -> None:
        replaced(SHEET, b"<v>987654</v>", b"")(parts)
        replaced(SHEET, b"<v>text</v>", b"<v></v>")(parts)

    path = workbook(tmp_path / "t.xlsx", change, more)
    assert remarks(read(path)) == ["warning: formulas without a value: H2"]


def test_a_merged_label_is_the_label_of_each_of_its_rows(tmp_path: Path) -> None:
    """A city over its counties; the sheet has it in the first of them."""

    def more(book: xlsxwriter.Workbook) -> None:
        page = book.worksheets()[0]
        page.write(0, 6, "city")
        page.merge_range(1, 6, 2, 6, "杭州市")
        page.merge_range(4, 0, 4, 6, "注：合成数据")

    panel = read(workbook(tmp_path / "t.xlsx", more=more))
    assert [group.zh for group in panel.groups] == ["杭州市"]
    assert panel.group_of.tolist() == [0, 0]
    assert remarks(panel) == [
        "note: merged labels hold for each of their rows: G2:G3",
        "note: rows skipped as notes: 5",
    ]


def test_a_merged_number_is_warned_of(tmp_path: Path) -> None:
    """Whether it is of each row or of all together cannot be known: the others are missing."""

    def more(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].merge_range(1, 5, 2, 5, 250.5)

    empty = replaced(SHEET, b'<c r="F3"><v>45.9</v></c>', b"")
    panel = read(workbook(tmp_path / "t.xlsx", empty, more))
    assert values(panel)["2022", "330109", "pop"] == 250.5
    assert ("2022", "330122", "pop") not in values(panel)
    assert "warning: merged numbers hold for the first row and column only: F2:F3" in remarks(panel)


def test_cells_without_a_reference_are_where_they_stand(tmp_path: Path) -> None:
    """Rows and cells need not say their place; an error among them is still found."""
    rows = b'<row><c t="inlineStr"><is><t>code</t></is></c><c t="inlineStr"><is><t>pop</t></is></c>'
    body = rows + b'</row><row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    whole = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = whole + b"<sheetData>" + body + b"</sheetData></worksheet>"

    found = problems(workbook(tmp_path / "t.xlsx", change))
    assert 'not a number: "#N/A"' in [str(problem.text) for problem in found]


def test_a_compound_file_that_ends_too_early_is_an_error(tmp_path: Path) -> None:
    """As a copy that broke off leaves it: its list of contents would be in sector 15."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    header[30], header[32], header[48] = 9, 6, 15
    header[68:72] = b"\xfe\xff\xff\xff"
    header[80:] = b"\xff" * 432
    path = write(tmp_path / "t.xls", bytes(header) + bytes(7176))
    assert errors(path)[0].startswith(
        "t.xls: error: cannot be read as a spreadsheet: it is damaged\nhelp: open it"
    )


def test_not_even_the_beginning_of_a_workbook(tmp_path: Path) -> None:
    """A compound file that holds none, such as a workbook with a password."""
    for head in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\3\4", b"PK\3\4" * 999):
        found = errors(write(tmp_path / "t.xlsx", head))
        assert found[0].startswith("t.xlsx: error: cannot be read as a spreadsheet: ")
