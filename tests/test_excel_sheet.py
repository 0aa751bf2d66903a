"""How a sheet looks: what stays, widths, number formats, shades; text is never a formula."""

from __future__ import annotations

import re

import pytest
from conftest import EXAMPLE, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import parts_of, sheets_of

from innoindex.messages import Label, say
from innoindex.view import Column, View
from innoindex.write.excel.file import excel
from innoindex.write.excel.sheet import lines_of, width_of
from innoindex.write.excel.styles import number_format

SHEET = "xl/worksheets/sheet1.xml"


def view_of(*columns: Column, title: str = "T", **more: object) -> View:
    return View(say("{text}", text=title), (), columns, **more)  # type: ignore[arg-type]


@pytest.fixture(params=["zh", "en"])
def ranking(innoindex: Run, tmp_path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The archive of `rank -o x.xlsx`."""
    path = tmp_path / "x.xlsx"
    assert innoindex("rank", EXAMPLE, "--lang", request.param, "-o", path).code == 0
    return parts_of(path.read_bytes())


def test_what_stays_in_sight(ranking: dict[str, str]) -> None:
    """The heading row and the columns up to the name stay, and the heading has filters."""
    # Period, rank, code, name: the next cell below the heading is E2.
    assert '<pane xSplit="4" ySplit="1" topLeftCell="E2"' in ranking[SHEET]
    assert re.search(r'<autoFilter ref="A1:[A-Z]+91"/>', ranking[SHEET])


def test_shades(ranking: dict[str, str]) -> None:
    """Each of the five dimensions is shaded over its 90 units, from its lowest to its highest."""
    ranges = re.findall(r'<conditionalFormatting sqref="([A-Z]+)2:([A-Z]+)91">', ranking[SHEET])
    assert len(ranges) == 5
    assert all(left == right for left, right in ranges)
    assert ranking[SHEET].count('<cfvo type="min"') == ranking[SHEET].count('<cfvo type="max"') == 5


def test_print(ranking: dict[str, str]) -> None:
    """A4 across, one page wide, with the heading on every page and its number."""
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in ranking[SHEET]
    assert "&amp;C&amp;P / &amp;N" in ranking[SHEET]
    assert "_xlnm.Print_Titles" in ranking["xl/workbook.xml"]


def test_an_ampersand_in_a_header() -> None:
    """A title is printed as it is: & begins a code of the header only where we put it."""
    column = Column("n", say("Rank"), [1], "whole", priority=0)
    sheet = parts_of(excel(view_of(column, title="R&D &P"), "en"))[SHEET]
    assert "&amp;CR&amp;&amp;D &amp;&amp;P<" in sheet


@settings(deadline=None)  # a book takes its time
@given(st.text(alphabet="=+-@\t\r＝1A(){}\"'!&", min_size=1).filter(lambda t: t.strip()))
def test_no_text_is_a_formula(text: str) -> None:
    """Whatever a name, a heading, a title or a sentence is, no cell of the book is a formula."""
    label = Label(text, text)
    view = View(
        title=say("{text}", text=text),
        sentences=(say("{text}", text=text),),
        columns=(
            Column("name", label, [text, text], priority=0),
            Column("rank_1", label, [1, 2], "whole", priority=1),
            Column("rank_2", label, [2, 1], "whole", priority=1),
        ),
        footer=(say("{text}", text=text),),
        highlight=frozenset({0}),
        sheet=say("Trend"),
        path=("rank_1", "rank_2"),
    )
    small = View(say("{text}", text=text), view.sentences, view.columns[:1] * 3)
    parts = parts_of(excel(view, "en", (small,)))
    assert not [name for name, xml in parts.items() if "worksheets/" in name and "<f>" in xml]
    assert not [name for name in parts if "calcChain" in name or "externalLink" in name]
    # A series is named by reference to a cell; the text is in the chart only as a cached string.
    [chart] = [xml for name, xml in parts.items() if "charts/chart" in name]
    assert set(re.findall(r"<c:f>'?(.+?)'?!\$", chart)) == {"Trend"}


def test_number_formats() -> None:
    """Places keep their sign in an arrow, points in a sign; the cell stays a number."""

    def shown(kind: str, value: float, decimals: int = 0) -> str:
        return number_format(Column("x", say("Rank"), [value], kind, decimals), 0, value)  # type: ignore[arg-type]

    assert shown("places", 3.0) == '"▲"0;"▼"0;"="'
    assert shown("places", 0.5) == '"▲"0.0;"▼"0.0;"="'  # ranks that are means
    assert shown("points", 1.0, 2) == "+0.00;-0.00;0.00"
    assert shown("number", 1.0, 1) == "0.0"
    assert shown("number", 1.0) == "0"
    assert shown("given", 0.25) == "General"  # as it was written
    assert shown("share", 0.997) == "0.00%"


def test_a_weight_is_shown_as_it_was_written(innoindex: Run, tmp_path) -> None:
    """0.5 is not shown as 1."""
    view = view_of(Column("w", say("Weight"), [0.5], "given", priority=0))
    assert 'formatCode="0"' not in parts_of(excel(view, "en"))["xl/styles.xml"]
    assert next(iter(sheets_of(excel(view, "en")).values())) == [["Weight"], [0.5]]


def test_widths() -> None:
    """A Chinese character takes two; a heading is wrapped, but never within an English word."""
    text = Column("x", say("Name"), [])
    number = Column("x", say("Name"), [], "number")
    assert width_of(text, "名称", ["景宁畲族自治县"]) == 2 * 7 + 2
    assert width_of(number, "组内升位排名", ["1"]) == 12 // 2 + 2
    assert width_of(number, "In proportion", ["1"]) == len("proportion") + 2
    assert width_of(text, "Note", ["长" * 100]) == 46  # and wrapped from there


def test_lines() -> None:
    """Wrapped between words and between Chinese characters."""
    assert lines_of("one two three", 7) == 2
    assert lines_of("one two three", 13) == 1
    assert lines_of("县域创新指数", 6) == 2
    assert lines_of("0123456789" * 3, 10) == 3
    assert lines_of("", 10) == 1


@given(st.text(alphabet="ab 县", max_size=40), st.integers(2, 20))
def test_lines_hold_the_text(text: str, width: int) -> None:
    """So many lines are at least what the text needs, at most one a character."""
    from rich.cells import cell_len

    assert -(-cell_len(text.strip()) // width) <= lines_of(text, width) <= max(len(text), 1)


def test_columns_for_machines() -> None:
    """What people need not see is folded away, and left out where it is empty."""
    view = view_of(
        Column("a", say("Id"), ["x"]),
        Column("b", say("Tier"), [None]),
        Column("c", say("Name"), ["y"], priority=0),
        names=2,
    )
    data = excel(view, "en")
    assert next(iter(sheets_of(data).values())) == [["Id", "Name"], ["x", "y"]]
    columns = re.findall(r"<col [^>]*>", parts_of(data)[SHEET])
    assert 'hidden="1"' in columns[0]
    assert 'hidden="1"' not in columns[1]


def test_the_highlighted_row(ranking: dict[str, str]) -> None:
    """Every cell of the row of rank 22, and of no other, is bold on its own ground."""
    styles = ranking["xl/styles.xml"]
    formats = re.findall(r"<xf [^>]*fontId=\"(\d+)\" fillId=\"(\d+)\"", styles.split("<cellXfs")[1])
    fills = re.findall(r"<fill>.*?</fill>", styles)
    marked = {str(i) for i, (_, fill) in enumerate(formats) if "FFFFF2CC" in fills[int(fill)]}
    rows = re.findall(r'<row r="(\d+)"[^>]*>(.*?)</row>', ranking[SHEET])
    found = {row: set(re.findall(r' s="(\d+)"', cells)) for row, cells in rows}
    assert [row for row, used in found.items() if used & marked] == ["23"]
    assert found["23"] <= marked


def test_chart(innoindex: Run, tmp_path) -> None:
    """The highlighted unit's path in colour with its neighbours' in grey, the first rank on top."""
    path = tmp_path / "x.xlsx"
    assert innoindex("trend", EXAMPLE, "--lang", "en", "-o", path).code == 0
    parts = parts_of(path.read_bytes())
    chart = parts["xl/charts/chart1.xml"]
    assert chart.count("<c:ser>") == 9  # four above, four below
    assert 'orientation val="maxMin"' in chart
    # Xiaoshan stands in row 23; its ranks, like the others', in the columns of the six periods.
    rows = sheets_of(path.read_bytes())["Trend"]
    assert rows[22][1] == "Xiaoshan"
    first, last = rows[0].index("2015"), rows[0].index("2022")
    letters = f"${chr(65 + first)}$23:${chr(65 + last)}$23"
    series = [s for s in chart.split("<c:ser>")[1:] if f"<c:f>Trend!{letters}</c:f>" in s]
    assert len(series) == 1
    assert "C00000" in series[0]
    assert "C00000" not in chart.replace(series[0], "")
    assert series[0].count('<c:delete val="1"/>') == 5  # the name stands at the last of six periods
    ranks = [rank for row in rows[18:27] for rank in row[first : last + 1] if rank != ""]
    [most] = re.findall(r'<c:max val="([\d.]+)"/>', chart)
    assert max(ranks) <= float(most) <= max(ranks) + 5


def test_sheets_of_one_name() -> None:
    """Two tables of one name get sheets of two; the characters that Excel refuses are left out."""
    column = Column("n", say("Rank"), [1], "whole", priority=0)
    same = view_of(column, title="a/b", sheet=None)
    names = list(sheets_of(excel(view_of(column, title="a/b", more=(same,)), "en")))
    assert names == ["a b", "a b 2", "About this book"]
