"""Long tables: a row a unit, period and indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import EXPECTED, errors, remarks, scheme, values, write

from innoindex.read import read_panel

ROWS = [
    "330109,2022,rd_exp,77.66",
    "330109,2022,gdp,2063",
    "330109,2022,pop,204.6",
    "330122,2022,常住人口(人),459000",
    "330122,2022,GDP,438.5",
    "330122,2022,R&D经费(万元),125000",
]


@pytest.mark.parametrize(
    "heading",
    [
        "code,year,indicator,value",
        "code,year,variable,VALUE",
        "代码,年份,指标,数值",
        "代码,年份,指标名称,值",
        "代码,年份,指标代码,指标值",
    ],
)
def test_a_long_table_becomes_a_panel(tmp_path: Path, heading: str) -> None:
    """Indicator cells match like headings, units in brackets included."""
    path = write(tmp_path / "t.csv", "\n".join([heading, *ROWS]))
    panel = read_panel(path, scheme())
    assert values(panel) == EXPECTED
    assert panel.place(0, 1) == (str(path), 5)
    value = heading.split(",")[3]
    assert panel.cell(0, 1, "rd_exp") == (str(path), 7, value)
    assert panel.cell(0, 0, "pop") == (str(path), 4, value)
    assert remarks(panel) == [
        "note: 常住人口(人): converted to 万人: divided by 10000",
        "note: R&D经费(万元): converted to 100 million yuan: divided by 10000",
    ]


def test_a_column_may_give_the_unit_of_each_row(tmp_path: Path) -> None:
    """An empty cell leaves the scheme's unit; another unit is converted."""
    text = (
        "code,year,indicator,value,计量单位\n1,2022,rd_exp,776600,万元\n1,2022,gdp,2063,\n"
        "1,2022,pop,204.6,万人\n2,2022,rd_exp,77.66,亿元\n"
    )
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel)["2022", "1", "rd_exp"] == 77.66
    assert values(panel)["2022", "2", "rd_exp"] == 77.66
    assert remarks(panel) == ["note: rd_exp: converted to 100 million yuan: divided by 10000"]


def test_an_unknown_unit_in_a_row_is_an_error(tmp_path: Path) -> None:
    """Told once, at its first row."""
    text = "code,indicator,value,单位\n1,rd_exp,1,亿元\n1,gdp,2,美元\n2,gdp,2,美元\n1,pop,3,\n"
    assert errors(write(tmp_path / "t.csv", text)) == [
        't.csv:3:gdp: error: unknown unit "美元": expected "亿元"\n'
        "help: give a unit of the same kind as 亿元, or correct the scheme"
    ]


def test_indicators_that_are_not_needed_are_named(tmp_path: Path) -> None:
    """Whatever their values are."""
    text = "\n".join(["code,year,indicator,value", *ROWS[:3], "330109,2022,天气,晴"])
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert remarks(panel) == ["note: indicators not used by the scheme: 天气"]


def test_a_missing_indicator_is_a_missing_column(tmp_path: Path) -> None:
    """With the nearest indicator that the table has."""
    text = "code,indicator,value\n1,rd_exp,1\n1,gdp,2\n1,population_total,3\n"
    assert errors(write(tmp_path / "t.csv", text)) == [
        't.csv:1: error: missing column "pop" (population)\nhelp: did you mean population_total?'
    ]


def test_wrong_cells_are_errors_and_notes_are_not(tmp_path: Path) -> None:
    """As in a wide table; a value needs an indicator."""
    text = "\n".join(
        ["code,year,indicator,value", *ROWS[:3], '1,2022,gdp,"1,000"', "1,2022,pop,x", "注：y,,,"]
    )
    assert errors(write(tmp_path / "t.csv", text)) == [
        't.csv:6:value: error: not a number: "x"\n'
        "help: leave a missing cell empty, or write NA, - or 无"
    ]
    text = "\n".join(["code,year,indicator,value", *ROWS[:3], "1,2022,,5"])
    assert errors(write(tmp_path / "t.csv", text)) == [
        "t.csv:5: error: a value without an indicator\nhelp: name the indicator, or empty the cell"
    ]


def test_rows_left_out_do_not_shift_the_others(tmp_path: Path) -> None:
    """Blank lines and notes may stand anywhere."""
    lines = ["code,year,indicator,value", "", *ROWS[:2], "注：y,,,", *ROWS[2:4], "", *ROWS[4:]]
    panel = read_panel(write(tmp_path / "t.csv", "\n".join(lines)), scheme())
    assert values(panel) == EXPECTED


def test_a_table_with_indicators_but_no_values_is_not_long(tmp_path: Path) -> None:
    """All needed columns are missing."""
    found = errors(write(tmp_path / "t.csv", "code,indicator\n1,gdp\n"))
    assert [line.split("\n")[0] for line in found] == [
        't.csv:1: error: missing column "rd_exp" (R&D expenditure)',
        't.csv:1: error: missing column "gdp" (GDP)',
        't.csv:1: error: missing column "pop" (population)',
    ]


def test_a_value_given_twice_is_an_error(tmp_path: Path) -> None:
    """Also under two names of the indicator."""
    text = "\n".join(["code,year,indicator,value", *ROWS[:3], "330109,2022,R&D经费,1"])
    assert errors(write(tmp_path / "t.csv", text)) == [
        't.csv:5: error: unit "330109" occurs twice in 2022: first at t.csv:2\n'
        "help: keep one of the two rows, or correct its code"
    ]


def test_a_heading_of_a_needed_column_makes_a_table_wide(tmp_path: Path) -> None:
    """Though it has columns named indicator and value too."""
    text = "code,indicator,value,rd_exp,gdp,pop\n1,x,y,2,3,4\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert values(panel) == {("", "1", "rd_exp"): 2, ("", "1", "gdp"): 3, ("", "1", "pop"): 4}


def test_long_and_wide_tables_go_together(tmp_path: Path) -> None:
    """One period in each."""
    wide = write(tmp_path / "2021.csv", "code,rd_exp,gdp,pop\n330109,1,2,3\n")
    long = write(tmp_path / "t.csv", "\n".join(["code,year,indicator,value", *ROWS]))
    assert values(read_panel([wide, long], scheme())) == {
        **EXPECTED,
        ("2021", "330109", "rd_exp"): 1,
        ("2021", "330109", "gdp"): 2,
        ("2021", "330109", "pop"): 3,
    }
