"""Headings: which column is which, and in what unit of measure."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import SCHEME, errors, one_column, remarks, scheme, values, write

from innoindex.read import read_panel
from innoindex.scheme_file import parse_scheme


@pytest.mark.parametrize(
    "heading",
    [
        "rd_exp",
        "RD_EXP",
        " rd_exp ",
        "R&D经费",
        "Ｒ＆Ｄ经费",
        "R&D expenditure",
        "r&d  EXPENDITURE",
        "R&D经费内部支出",
        '"R&D经费\n内部支出"',
        "R&D经费(亿元)",
        "R&D经费 （亿元）",
        "R&D经费[100 million yuan]",
        "R&D经费( 亿 元 )",
    ],
)
def test_headings_match_by_id_name_or_alias(tmp_path: Path, heading: str) -> None:
    """After NFKC, without regard to blanks and case, with the same unit in brackets or without."""
    text = f"code,year,{heading},gdp,pop\n1,2022,77.66,2,3\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel)["2022", "1", "rd_exp"] == 77.66
    assert panel.remarks == ()


@pytest.mark.parametrize(
    ("heading", "cell", "how"),
    [
        ("R&D经费(万元)", "776600", "divided by 10000"),
        ("R&D经费内部支出（千元）", "7766000", "divided by 100000"),
        ("rd_exp[元]", "7766000000", "divided by 100000000"),
        ("rd_exp(百亿元)", "0.7766", "multiplied by 100"),
    ],
)
def test_another_unit_is_converted_and_said(
    tmp_path: Path, heading: str, cell: str, how: str
) -> None:
    """776600 万元 is 77.66 亿元, bit for bit."""
    text = f"code,year,{heading},gdp,pop\n1,2022,{cell},2,3\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel)["2022", "1", "rd_exp"] == 77.66
    assert remarks(panel) == [f"note: {heading}: converted to 100 million yuan: {how}"]


def test_an_unknown_unit_is_an_error(tmp_path: Path) -> None:
    """It names the heading, the unit found and the one expected."""
    path = write(tmp_path / "t.csv", "code,year,rd_exp,GDP(美元),pop\n1,2022,1,2,3\n")
    assert errors(path) == [
        't.csv:1:GDP(美元): error: unknown unit "美元": expected "亿元"\n'
        "help: give a unit of the same kind as 亿元, or correct the scheme"
    ]


def test_a_bracket_does_not_matter_where_the_scheme_gives_no_unit(tmp_path: Path) -> None:
    """There is nothing to convert to."""
    panel = read_panel(write(tmp_path / "t.csv", "code,x(whatever)\n1,2\n"), one_column())
    assert values(panel) == {("", "1", "x"): 2}
    assert panel.remarks == ()


def test_a_bracket_may_be_part_of_a_name(tmp_path: Path) -> None:
    """The whole heading is tried first; a unit behind it still converts, and one in it too."""
    by = parse_scheme(
        SCHEME.replace('unit = "亿元"', 'unit = "亿元"\naliases = ["GDP(当年价)", "产值(万元)"]')
    )
    for heading, cell in [("GDP(当年价)", 2), ("GDP(当年价)(万元)", 20000), ("产值(万元)", 20000)]:
        path = write(tmp_path / "t.csv", f"code,rd_exp,pop,{heading}\n1,1,3,{cell}\n")
        assert values(read_panel(path, by))["", "1", "gdp"] == 2


def test_two_headings_for_one_column_are_an_error(tmp_path: Path) -> None:
    """Both are named, of raw columns and of labels."""
    path = write(tmp_path / "t.csv", "code,code,rd_exp,R&D经费(万元),gdp,pop\n1,1,2,3,4,5\n")
    assert errors(path) == [
        't.csv:1: error: two headings for "unit": "code" and "code"\n'
        "help: delete or rename one of them",
        't.csv:1: error: two headings for "rd_exp": "rd_exp" and "R&D经费(万元)"\n'
        "help: delete or rename one of them",
    ]


def test_each_missing_column_is_an_error_with_the_nearest_heading(tmp_path: Path) -> None:
    """All at once, together with wrong cells elsewhere; declared but unused columns may miss."""
    path = write(tmp_path / "t.csv", "code,R&D经费支出,人口,gdp\n1,1,2,?\n")
    assert errors(path) == [
        't.csv:2:gdp: error: not a number: "?"\n'
        "help: leave a missing cell empty, or write NA, - or 无",
        't.csv:1: error: missing column "rd_exp" (R&D expenditure)\n'
        "help: did you mean R&D经费支出?",
        't.csv:1: error: missing column "pop" (population)\nhelp: did you mean 人口?',
    ]


def test_a_column_that_the_scheme_misspells_is_told_with_the_place(tmp_path: Path) -> None:
    """The nearest declared column, and where the expression is; else the table's headings."""
    path = write(tmp_path / "t.csv", "code,year,rd_exp,gdp,pop\n1,2022,1,2,3\n")
    for name, help in {
        "rd_expp": "did you mean rd_exp?",
        "q": "known: code, year, rd_exp, gdp, pop",
    }.items():
        text = SCHEME.replace("100 * rd_exp /", f"100 * {name} /")
        line = 1 + text[: text.index(f"100 * {name}")].count("\n")
        assert errors(path, by=parse_scheme(text, "w.toml")) == [
            f't.csv:1: error: missing column "{name}" ({name})\n'
            f"help: {help} (w.toml:{line} names it)"
        ]


def test_a_table_without_units_is_an_error(tmp_path: Path) -> None:
    """It names the possible headings; other errors are told too."""
    path = write(tmp_path / "t.csv", "kode,rd_exp,gdp\n1,2,3\n")
    assert errors(path) == [
        "t.csv:1: error: no column of unit codes or names: code, 代码, county, 名称, county_en\n"
        "help: did you mean kode?",
        't.csv:1: error: missing column "pop" (population)\nhelp: known: kode',
    ]


def test_names_tell_units_apart_where_there_are_no_codes(tmp_path: Path) -> None:
    """And that is said."""
    text = "名称,rd_exp,gdp,pop\n萧山区,1,2,3\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["萧山区"]
    assert remarks(panel) == ["note: 名称: no column of unit codes: these names tell units apart"]


def test_columns_that_are_not_needed_are_named_once(tmp_path: Path) -> None:
    """Whatever stands in them."""
    text = "序号,code,rd_exp,gdp,pop,备注,\n1,1,2,3,4,约,\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert list(panel.columns) == ["rd_exp", "gdp", "pop"]
    assert remarks(panel) == ["note: columns not used by the scheme: 序号, 备注"]


def test_a_declared_column_is_read_if_it_is_there(tmp_path: Path) -> None:
    """Though no indicator needs it."""
    text = "code,rd_exp,gdp,pop,spare\n1,2,3,4,5\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel)["", "1", "note_only"] == 5


def test_titles_above_the_heading_are_skipped_and_said(tmp_path: Path) -> None:
    """Also a title that is a number, and one over several cells."""
    text = "2022年数据,,,\n,,单位：亿元,\n3,,,\ncode,rd_exp,gdp,pop\n1,2,3,4\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel)["", "1", "rd_exp"] == 2
    assert panel.place(0, 0)[1] == 5
    assert remarks(panel) == ['note: rows above the heading skipped: "2022年数据 单位：亿元 3"']


@pytest.mark.parametrize("above", ["county", ",,gdp,pop", "city,,,"])
def test_a_row_above_may_look_like_a_heading(tmp_path: Path, above: str) -> None:
    """The heading names units and something else."""
    text = f"{above}\ncode,rd_exp,gdp,pop\n1,2,3,4\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel) == {("", "1", "rd_exp"): 2, ("", "1", "gdp"): 3, ("", "1", "pop"): 4}


def test_a_unit_for_the_whole_table_is_not_applied_but_warned_of(tmp_path: Path) -> None:
    """单位：万元 above columns in 亿元 would else be wrong by 10000 without a word."""
    text = "（单位：万元）,,,\ncode,rd_exp,gdp(亿元),pop\n1,2,3,4\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert remarks(panel) == [
        'note: rows above the heading skipped: "（单位：万元）"',
        'warning: "（单位：万元）" is not applied to: rd_exp',
    ]
    assert str(panel.remarks[1].help) == 'give the unit in the headings: "rd_exp(万元)"'


def test_the_order_of_the_possible_headings_decides(tmp_path: Path) -> None:
    """The first of the scheme's headings that the table has is the unit's."""
    text = "代码,code,rd_exp,gdp,pop\nb,a,2,3,4\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["a"]
    assert remarks(panel) == ["note: columns not used by the scheme: 代码"]


@pytest.mark.parametrize("heading", ["a,x", "y,x"])
def test_an_id_counts_before_a_name_and_a_name_before_an_alias(
    tmp_path: Path, heading: str
) -> None:
    """Where x is an id, a name and an alias, it means the id; y is a name before it is an alias."""
    by = parse_scheme(
        'schema = 1\n[raw.a]\nname = "y"\naliases = ["x"]\n[raw.x]\nname = "z"\naliases = ["y"]\n'
        '[indicator.r]\nvalue = "a / x"\n'
    )
    panel = read_panel(write(tmp_path / "t.csv", f"code,{heading}\n1,8,2\n"), by)
    assert values(panel) == {("", "1", "a"): 8, ("", "1", "x"): 2}


def test_two_columns_may_have_one_name_until_a_heading_is_it(tmp_path: Path) -> None:
    """Equal names are no fault of a scheme; a heading that is such a name is one of the table."""
    by = parse_scheme('schema = 1\n[indicator.a]\nname = "x"\n[indicator.b]\nname = "x"\n')
    good = write(tmp_path / "good.csv", "code,a,b\n1,8,2\n")
    assert values(read_panel(good, by)) == {("", "1", "a"): 8, ("", "1", "b"): 2}
    bad = write(tmp_path / "bad.csv", "code,x,b\n1,8,2\n")
    assert errors(bad, by=by) == [
        "bad.csv:1:x: error: the heading may mean a, b\nhelp: head the column by its id"
    ]
