"""Several tables at once: periods from names, columns spread over files, what is checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import HEADING, SCHEME, errors, problems, remarks, scheme, values, write

from innoindex.errors import InnoindexError, Problem, UsageProblem
from innoindex.messages import say
from innoindex.panel import Panel
from innoindex.preconditions import check_values
from innoindex.read import read_panel
from innoindex.scheme import Scheme
from innoindex.scheme_file import parse_scheme

PLAIN = "code,rd_exp,gdp,pop\n"


@pytest.mark.parametrize(
    ("name", "period"),
    [("2021.csv", "2021"), ("数据2022年.csv", "2022"), ("x-2023Q1.csv", "2023Q1")],
)
def test_a_files_name_gives_the_period(tmp_path: Path, name: str, period: str) -> None:
    """Where no column does; and that is said."""
    panel = read_panel(write(tmp_path / name, f"{PLAIN}1,2,3,4\n"), scheme())
    assert panel.periods == (period,)
    assert remarks(panel) == [f"note: period {period} taken from the file's name"]


def test_a_column_counts_before_the_files_name(tmp_path: Path) -> None:
    """The name may be of the year of publication."""
    panel = read_panel(write(tmp_path / "2023.csv", f"{HEADING}\n1,a,2021,2,3,4\n"), scheme())
    assert panel.periods == ("2021",)
    assert panel.remarks == ()


def test_a_given_period_counts_last(tmp_path: Path) -> None:
    """It labels the rows that neither a column nor a name gives a period."""
    path = write(tmp_path / "t.csv", f"{PLAIN}1,2,3,4\n")
    assert read_panel(path, scheme(), period="2022年").periods == ("2022",)
    named = write(tmp_path / "2021.csv", f"{PLAIN}1,2,3,4\n")
    assert read_panel(named, scheme(), period="2022").periods == ("2021",)
    assert read_panel([named, path], scheme(), period="2022").periods == ("2021", "2022")


def test_one_table_without_a_period_is_one_period_without_a_label(tmp_path: Path) -> None:
    """Also if its name gives two, of which none is taken."""
    assert read_panel(write(tmp_path / "t.csv", f"{PLAIN}1,2,3,4\n"), scheme()).periods == ("",)
    panel = read_panel(write(tmp_path / "2021-2022.csv", f"{PLAIN}1,2,3,4\n"), scheme())
    assert panel.periods == ("",)
    assert remarks(panel) == [
        "note: the file's name gives several periods, none is taken: 2021, 2022"
    ]


def test_several_tables_without_a_period_are_an_error(tmp_path: Path) -> None:
    """Each of them, with the ways out."""
    paths = [write(tmp_path / name, f"{PLAIN}1,2,3,4\n") for name in ("a.csv", "b.csv", "2021.csv")]
    text = (
        "error: neither a column nor the file's name says of which period the table is\n"
        "help: name the file like 2023.csv, add a column of periods, or give --period"
    )
    assert errors(*paths) == [f"a.csv: {text}", f"b.csv: {text}"]


def test_tables_of_several_periods_are_put_together(tmp_path: Path) -> None:
    """Units in the order of their first rows, periods in theirs, in whatever order files come."""
    new = write(tmp_path / "2022.csv", "code,county,rd_exp,gdp,pop\nb,B2,5,6,7\na,A2,8,9,10\n")
    old = write(
        tmp_path / "2021.csv", "gdp,pop,rd_exp(万元),county,code\n2,3,10000,A1,a\n4,5,20000,C1,c\n"
    )
    panel = read_panel([new, old], scheme())
    assert panel.periods == ("2021", "2022")
    assert panel.units.tolist() == ["b", "a", "c"]
    assert panel.names["zh"].tolist() == ["B2", "A2", "C1"]
    assert panel.present.tolist() == [[False, True, True], [True, True, False]]
    assert panel.columns["rd_exp"][0].tolist()[1:] == [1, 2]
    assert panel.columns["rd_exp"][1].tolist()[:2] == [5, 8]
    assert panel.place(0, 1) == (str(old), 2)
    assert panel.place(1, 1) == (str(new), 3)


def test_columns_may_be_spread_over_tables(tmp_path: Path) -> None:
    """The rows of a unit and period are one, and stand where the first file has them."""
    first = write(tmp_path / "a.csv", "code,year,rd_exp,gdp\n1,2022,2,3\n2,2022,4,5\n")
    second = write(tmp_path / "b.csv", "code,year,pop\n2,2022,7\n1,2022,6\n3,2022,8\n")
    panel = read_panel([first, second], scheme())
    assert panel.columns["pop"].tolist() == [[6, 7, 8]]
    assert panel.columns["gdp"].tolist()[0][:2] == [3, 5]
    assert panel.place(0, 0) == (str(first), 2)
    assert panel.place(0, 2) == (str(second), 4)
    assert panel.cell(0, 0, "gdp") == (str(first), 2, "gdp")
    assert panel.cell(0, 0, "pop") == (str(second), 3, "pop")
    assert panel.cell(0, 2, "gdp") == (str(first), None, "gdp")  # where a row is missing


def test_a_cell_is_known_by_its_file_row_and_heading(tmp_path: Path) -> None:
    """Also where each period is a file of its own, with its own headings."""
    old = write(tmp_path / "2021.csv", "code,rd_exp,GDP(万元),pop\n1,2,30000,4\n2,5,60000,7\n")
    new = write(tmp_path / "2022.csv", "code,地区生产总值,rd_exp,pop\n2,6,5,7\n1,3,2,4\n")
    panel = read_panel([old, new], scheme())
    assert panel.cell(0, 1, "gdp") == (str(old), 3, "GDP(万元)")
    assert panel.cell(1, 1, "gdp") == (str(new), 2, "地区生产总值")
    assert panel.origin is not None
    assert panel.origin.cells == {}  # every value stands in the row of its unit and period


def test_a_missing_row_is_looked_for_in_the_table_of_its_column(tmp_path: Path) -> None:
    """Unit 2 has a row in the first table, but the second is the one to mend."""
    first = write(tmp_path / "a.csv", "code,year,rd_exp,gdp\n1,2022,2,3\n2,2022,4,5\n")
    second = write(tmp_path / "b.csv", "code,year,pop\n1,2022,6\n")
    panel = read_panel([first, second], scheme())
    assert panel.cell(0, 1, "pop") == (str(second), None, "pop")


def test_a_wrong_cell_is_not_missing_too(tmp_path: Path) -> None:
    """What is missing elsewhere is told with it."""
    path = write(tmp_path / "2022.csv", "code,rd_exp,gdp,pop\n1,about 2,3,4\n2,,0,7\n3,5,6,\n")
    found = errors(path, check=check_values)
    assert [line.split("\n")[0] for line in found] == [
        '2022.csv:2:rd_exp: error: not a number: "about 2"',
        "2022.csv:3:rd_exp: error: 2 in 2022: no value of rd_exp, needed by intensity, per_head "
        "(impute = refuse)",
        "2022.csv:4:pop: error: 3 in 2022: no value of pop, needed by per_head (impute = refuse)",
    ]


def test_a_missing_column_hides_no_wrong_value(tmp_path: Path) -> None:
    """What can be told without it is told with it."""
    path = write(tmp_path / "2022.csv", "code,rd_exp,gdp\n1,2,0\n2,,4\n")
    assert [line.split("\n")[0] for line in errors(path, check=check_values)] == [
        '2022.csv:1: error: missing column "pop" (population)',
        "2022.csv:2:gdp: error: 1 in 2022: intensity: the denominator gdp is zero",
        "2022.csv:3:rd_exp: error: 2 in 2022: no value of rd_exp, needed by intensity "
        "(impute = refuse)",
    ]
    constant = parse_scheme(SCHEME + '[indicator.one]\nvalue = "1"\n')
    path = write(tmp_path / "2022.csv", "code,county\n1,a\n2,b\n")
    found = errors(path, check=check_values, by=constant)
    assert [line.split("\n")[0].split(": ")[-1][:14] for line in found] == ["missing column"] * 3


def test_a_value_given_by_two_tables_is_an_error(tmp_path: Path) -> None:
    """Whether they agree or not; an empty cell gives none."""
    rows = "1,2022,2,3\n2,2022,4,\n3,2022,5,6\n"
    first = write(tmp_path / "a.csv", f"code,year,rd_exp,gdp\n{rows}")
    second = write(tmp_path / "b.csv", "code,year,pop,gdp\n1,2022,6,3\n2,2022,7,5\n3,2022,8,\n")
    assert errors(first, second) == [
        'b.csv:2: error: unit "1" occurs twice in 2022: first at a.csv:2\n'
        "help: keep one of the two rows, or correct its code"
    ]


def test_codes_and_names_do_not_mix(tmp_path: Path) -> None:
    """The names of one table would be other units than the codes of the other."""
    first = write(tmp_path / "2021.csv", "code,county,rd_exp,gdp,pop\n1,a,2,3,4\n")
    second = write(tmp_path / "2022.csv", "county,rd_exp,gdp,pop\na,2,3,4\n")
    assert errors(first, second) == [
        "2022.csv:1: error: only names of units here, but codes in another table\n"
        "help: add the column of codes: code, 代码"
    ]


def test_a_column_that_one_table_lacks_is_warned_of(tmp_path: Path) -> None:
    """It is missing for all units of that period."""
    first = write(tmp_path / "2021.csv", "code,rd_exp,gdp\n1,2,3\n")
    second = write(tmp_path / "2022.csv", f"{PLAIN}1,2,3,4\n")
    panel = read_panel([first, second], scheme())
    assert [str(item) for item in panel.remarks if item.severity == "warning"] == [
        "warning: no values in 2021 of: pop"
    ]


def test_all_problems_of_all_tables_are_told_at_once(tmp_path: Path) -> None:
    """Cells, rows, headings and missing columns."""
    first = write(tmp_path / "2021.csv", "code,rd_exp,gdp(美元)\n1,x,3\n,2,3\n")
    second = write(tmp_path / "2022.csv", "kode,rd_exp\n1,2\n")
    third = write(tmp_path / "2023.csv", "code,rd_exp,gdp\n")
    assert [line.split("\n")[0] for line in errors(first, second, third)] == [
        '2021.csv:1:gdp(美元): error: unknown unit "美元": expected "亿元"',
        '2021.csv:2:rd_exp: error: not a number: "x"',
        "2021.csv:3:code: error: no code or name of a unit",
        "2022.csv:1: error: no column of unit codes or names: code, 代码, county, 名称, county_en",
        "2023.csv: error: no rows of data below the heading",
        '2021.csv:1: error: missing column "pop" (population)',
    ]


def test_the_check_adds_what_it_finds_to_the_errors_of_cells(tmp_path: Path) -> None:
    """It sees the panel with wrong cells missing and repeated rows left out."""
    seen: list[Panel] = []

    def check(panel: Panel, _: Scheme) -> Iterator[Problem]:
        seen.append(panel)
        yield Problem(say("found by the check"))

    rows = "1,a,2022,?,3,4\n2,b,2022,5,6,7\n2,b,2022,8,9,9\n3,c,soon,1,1,1\n,d,2022,1,1,1\n"
    path = write(tmp_path / "t.csv", f"{HEADING}\n{rows}")
    found = problems(path, check=check)
    assert [str(problem.text) for problem in found] == [
        'not a number: "?"',
        'no code for "d"',
        'not a period: "soon"',
        f'unit "2" occurs twice in 2022: first at {path}:3',
        "found by the check",
    ]
    assert seen[0].periods == ("2022",)
    assert values(seen[0]) == {
        ("2022", "1", "gdp"): 3,
        ("2022", "1", "pop"): 4,
        ("2022", "2", "rd_exp"): 5,
        ("2022", "2", "gdp"): 6,
        ("2022", "2", "pop"): 7,
    }


def test_the_check_is_not_asked_where_there_is_no_panel(tmp_path: Path) -> None:
    """Nor where there is no error: what is computed from the panel checks it again."""

    def check(_: Panel, __: Scheme) -> Iterator[Problem]:
        raise AssertionError

    path = write(tmp_path / "t.csv", "code,rd_exp,gdp(美元),pop\n1,?,3,4\n")
    assert len(problems(path, check=check)) == 2
    read_panel(write(tmp_path / "t.csv", f"{PLAIN}1,-2,3,4\n"), scheme(), check=check)


def test_files_that_cannot_be_opened_are_wrong_usage(tmp_path: Path) -> None:
    """All of them are named, before anything is read."""
    good = write(tmp_path / "good.csv", f"{PLAIN}1,?,3,4\n")
    odd = write(tmp_path / "odd.parquet", "x")
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(UsageProblem) as raised:
        read_panel([good, tmp_path / "none.csv", odd, tmp_path / "dir.csv"], scheme())
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in raised.value.problems] == [
        "none.csv: error: no such file\n"
        f"help: check its name; the folder looked in is {tmp_path}".replace(f"{tmp_path}/", ""),
        'odd.parquet: error: unknown kind of file ".parquet"\n'
        "help: known: .csv, .tsv, .txt, .xlsx, .xls, .ods",
        "dir.csv: error: cannot be opened: Is a directory\n"
        "help: it must be a file that you may read",
    ]
    assert raised.value.exit_code == 2


def test_no_table_at_all_is_a_mistake_of_the_program() -> None:
    """The command line demands one."""
    with pytest.raises(ValueError, match="no table"):
        read_panel([], scheme())


def test_errors_of_the_table_exit_with_one(tmp_path: Path) -> None:
    """A table that is there but wrong is no wrong usage."""
    with pytest.raises(InnoindexError) as raised:
        read_panel(write(tmp_path / "t.csv", ""), scheme())
    assert raised.value.exit_code == 1
