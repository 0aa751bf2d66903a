"""Rows: codes, names, groups, periods, notes and totals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reading import HEADING, errors, one_column, remarks, scheme, values, write

from innoindex.messages import Label
from innoindex.read import read_panel


def test_codes_are_text(tmp_path: Path) -> None:
    """Leading zeros stay; blanks, control characters and full-width digits do not."""
    text = "code,rd_exp,gdp,pop\n01001,1,1,1\n 0_a ,1,1,1\n３３０１,1,1,1\nx\x07y,1,1,1\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["01001", "0_a", "3301", "xy"]
    assert panel.remarks == ()


def test_blanks_around_labels_do_not_count(tmp_path: Path) -> None:
    """Inside they do."""
    text = f"{HEADING}\n1 , New York ,2022,1,1,1\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["1"]
    assert panel.names["zh"].tolist() == ["New York"]


def test_codes_that_were_numbers_lose_their_point(tmp_path: Path) -> None:
    """330108.0 is 330108, and that is said; 3.05 is another matter."""
    text = "code,rd_exp,gdp,pop\n330108.0,1,1,1\n3.05,1,1,1\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["330108", "3.05"]
    assert remarks(panel) == [
        "note: code: codes are stored as numbers: leading zeros, if there were any, are lost"
    ]


def test_names_fall_back_on_the_other_language_and_on_the_code(tmp_path: Path) -> None:
    """Unit by unit; the code is the name of a unit where the table has no names at all."""
    text = "code,county,county_en,rd_exp,gdp,pop\n1,甲,A,1,1,1\n2,乙,,1,1,1\n3,,C,1,1,1\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.names["zh"].tolist() == ["甲", "乙", "C"]
    assert panel.names["en"].tolist() == ["A", "乙", "C"]
    panel = read_panel(write(tmp_path / "t.csv", "code,rd_exp,gdp,pop\n4,1,1,1\n"), scheme())
    assert panel.names["zh"].tolist() == panel.names["en"].tolist() == ["4"]


def test_the_latest_name_and_group_count(tmp_path: Path) -> None:
    """Of several periods, in whatever order their rows stand; an empty cell says nothing."""
    text = (
        "code,county,city,city_en,year,rd_exp,gdp,pop\n"
        "1,new,杭州,Hangzhou,2022,1,1,1\n1,old,绍兴,Shaoxing,2020,1,1,1\n1,,,,2023,1,1,1\n"
        "2,b,宁波,,2020,1,1,1\n3,c,,,2020,1,1,1\n4,d,杭州,Hangzhou,2022,1,1,1\n"
    )
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.names["zh"].tolist() == ["new", "b", "c", "d"]
    assert panel.groups == (Label("杭州", "Hangzhou"), Label("宁波", "宁波"))
    assert panel.group_of.tolist() == [0, 1, -1, 0]


def test_groups_of_one_language_serve_both(tmp_path: Path) -> None:
    """In the order of their first units; an empty cell is no group."""
    text = "code,city_en,rd_exp,gdp,pop\n1,B,1,1,1\n2,A,1,1,1\n3,,1,1,1\n4,B,1,1,1\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.groups == (Label("B", "B"), Label("A", "A"))
    assert panel.group_of.tolist() == [0, 1, -1, 0]


def test_periods_are_read_however_they_are_written(tmp_path: Path) -> None:
    """Years and quarters mixed, sorted by time."""
    rows = ["2022年", "2021.0", "２０２３", "2022Q2", "2022年一季度"]
    text = HEADING + "\n" + "".join(f"1,a,{year},{i},1,1\n" for i, year in enumerate(rows))
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.periods == ("2021", "2022", "2022Q1", "2022Q2", "2023")
    assert panel.columns["rd_exp"][:, 0].tolist() == [1, 0, 4, 3, 2]


def test_a_cell_that_is_no_period_is_an_error(tmp_path: Path) -> None:
    """Also an empty one."""
    path = write(tmp_path / "t.csv", f"{HEADING}\n1,a,2022,1,1,1\n1,a,去年,1,1,1\n2,b,,1,1,1\n")
    help = "help: years and quarters are written 2023, 2023年, 2023Q1 or 2023年一季度"
    assert errors(path) == [
        f't.csv:3:year: error: not a period: "去年"\n{help}',
        f't.csv:4:year: error: not a period: ""\n{help}',
    ]


@pytest.mark.parametrize(
    "note",
    [
        "注：本表按现价计算,,,,,",
        "注,按现价计算,,,,",
        "备注：见年鉴,,,,,",
        "资料来源：统计局,,某年鉴,,,",
        "Note: at current prices,,,,,",
        "Source,,,yearbook,,",
        "本表由统计局提供,,,,,",
        ",,,,按现价,",
        ",,,说明：x,,",
    ],
)
def test_notes_are_skipped_and_said(tmp_path: Path, note: str) -> None:
    """A row without numbers that calls itself a note, or has but one cell."""
    text = f"{HEADING}\n1,a,2022,1,2,3\n{note}\n2,b,2022,4,5,6\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert panel.units.tolist() == ["1", "2"]
    assert remarks(panel) == ["note: rows skipped as notes: 3"]


def test_a_note_in_a_column_that_is_not_needed_is_a_note(tmp_path: Path) -> None:
    """The whole row is looked at."""
    text = "序号,code,rd_exp,gdp,pop\n1,1,2,3,4\n注：x,,,,\n,,,,\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert remarks(panel)[-1] == "note: rows skipped as notes: 3"


def test_a_unit_without_any_number_stays(tmp_path: Path) -> None:
    """Its row has a code and a name, or a code where there is no other label."""
    panel = read_panel(
        write(tmp_path / "t.csv", f"{HEADING}\n1,a,2022,1,2,3\n2,b,2022,,,\n"), scheme()
    )
    assert panel.present.tolist() == [[True, True]]
    assert np.isnan(panel.columns["gdp"][0, 1])
    panel = read_panel(write(tmp_path / "t.csv", "code,x\n1,2\n2,\n"), one_column())
    assert panel.units.tolist() == ["1", "2"]


def test_a_row_with_data_but_no_code_is_an_error(tmp_path: Path) -> None:
    """Totals are the usual case."""
    path = write(tmp_path / "t.csv", f"{HEADING}\n,全省,2022,9,9,9\n1,a,2022,1,2,3\n,,2022,1,2,3\n")
    help = "help: a total (全省, 合计) is not a unit: delete the row, or give it a code"
    assert errors(path) == [
        f't.csv:2:code: error: no code for "全省"\n{help}',
        f"t.csv:4:code: error: no code or name of a unit\n{help}",
    ]


def test_a_unit_twice_in_a_period_is_an_error_that_names_both_rows(tmp_path: Path) -> None:
    """Also if the rows are equal; every repetition is told."""
    rows = "1,a,2022,1,2,3\n2,b,2022,1,2,3\n1,a,2022,1,2,3\n1,a,2021,1,2,3\n1,a,2022年,9,9,9\n"
    path = write(tmp_path / "t.csv", f"{HEADING}\n{rows}")
    assert errors(path) == [
        f't.csv:{row}: error: unit "1" occurs twice in 2022: first at t.csv:2\n'
        "help: keep one of the two rows, or correct its code"
        for row in (4, 6)
    ]


def test_a_unit_twice_without_periods_asks_for_a_column_of_periods(tmp_path: Path) -> None:
    """The usual reason."""
    path = write(tmp_path / "t.csv", "code,x\n1,1\n1,2\n")
    assert errors(path, by=one_column()) == [
        't.csv:3: error: unit "1" occurs twice: first at t.csv:2\n'
        "help: if the rows are of different periods, the table needs a column of periods"
    ]


def test_a_column_empty_in_a_period_is_warned_of(tmp_path: Path) -> None:
    """It may be a column that this period's table does not have."""
    text = f"{HEADING}\n1,a,2021,1,2,\n2,b,2021,1,2,\n1,a,2022,1,2,3\n"
    panel = read_panel(write(tmp_path / "t.csv", text), scheme())
    assert remarks(panel) == ["warning: no values in 2021 of: pop"]
    assert ("2021", "1", "pop") not in values(panel)


def test_a_unit_without_a_name_is_an_error(tmp_path: Path) -> None:
    """Once a unit, however many rows it has; a name in any of its rows is enough."""
    rows = ["1,,2021", "1,,2022", "2,乙,2021", "2,,2022"]
    table = "".join(f"{row},1,2,3\n" for row in rows)
    path = write(tmp_path / "t.csv", f"code,county,year,rd_exp,gdp,pop\n{table}")
    assert errors(path) == [
        't.csv:2:county: error: no name for "1"\n'
        "help: fill in the name, or delete the row if it is not a unit"
    ]
    bare = write(tmp_path / "bare.csv", "code,year,rd_exp,gdp,pop\n1,2021,1,2,3\n")
    assert read_panel(bare, scheme()).units.tolist() == ["1"]
