"""The example as it comes in real life: other encodings, headings, layouts and files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT, Run

from innoindex import read_shipped_scheme

Rows = list[dict[str, str]]
SCHEME = ROOT / "config" / "weights.toml"
LABELS = {"year": "年份", "code": "代码", "county": "县（市、区）", "city": "设区市"}


@pytest.fixture(scope="module")
def rows() -> Rows:
    return list(csv.DictReader(io.StringIO(EXAMPLE.read_text("utf-8-sig"))))


def write(path: Path, table: list[list[str]], encoding: str, separator: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(table)


def chinese(rows: Rows, *, year: bool = True) -> list[list[str]]:
    """The rows under Chinese headings, without the English names."""
    raw = read_shipped_scheme().raw
    labels = {key: text for key, text in LABELS.items() if year or key != "year"}
    heading = [*labels.values(), *(f"{c.name.zh}（{c.unit.zh}）" for c in raw.values())]
    return [heading, *([row[key] for key in (*labels, *raw)] for row in rows)]


def ranked(innoindex: Run, *files: Path) -> str:
    outcome = innoindex("rank", *files, "-s", SCHEME, "-f", "csv", "-q")
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator(
    innoindex: Run, rows: Rows, tmp_path: Path, encoding: str, separator: str
) -> None:
    """The ranking does not depend on how the text of the table is encoded and separated."""
    write(tmp_path / "data.csv", chinese(rows), encoding, separator)
    assert ranked(innoindex, tmp_path / "data.csv") == ranked(innoindex, EXAMPLE)


def test_one_file_a_year(innoindex: Run, rows: Rows, tmp_path: Path) -> None:
    """Files named by their year, with titles and notes, in mixed encodings, are one table."""
    files = []
    for year in ("2015", "2018", "2019", "2020", "2021", "2022"):
        own = [row for row in rows if row["year"] == year]
        if year == "2015":  # the English names only here
            table = [[k for k in own[0] if k != "year"]]
            table += [[v for k, v in row.items() if k != "year"] for row in own]
        else:
            title = [["浙江省各县(市、区)数据"], []]
            table = [*title, *chinese(own, year=False), ["注：合成数据"]]
        files.append(tmp_path / f"{year}年.csv")
        write(files[-1], table, "utf-16" if year == "2015" else "gbk", "\t")
    assert ranked(innoindex, *files) == ranked(innoindex, EXAMPLE)
    assert ranked(innoindex, *files[::-1]) == ranked(innoindex, EXAMPLE)


def test_a_long_table(innoindex: Run, rows: Rows, tmp_path: Path) -> None:
    """A row a county, year and indicator, with its unit of measure, ranks as a wide table does."""
    raw = read_shipped_scheme().raw
    table = [[*LABELS.values(), "指标", "计量单位", "数值"]]
    for row in rows:
        labels = [f"{row['year']}年", row["code"], row["county"], row["city"]]
        table += [[*labels, c.name.zh, c.unit.zh, row[id]] for id, c in raw.items()]
    write(tmp_path / "long.csv", table, "utf-8", ",")
    assert ranked(innoindex, tmp_path / "long.csv") == ranked(innoindex, EXAMPLE)


def test_written_as_people_write(innoindex: Run, rows: Rows, tmp_path: Path) -> None:
    """Thousands separators, full-width digits and codes as floats change nothing."""
    table = chinese(rows)
    for row in table[1:]:
        row[1] = f"{row[1]}.0"
        row[4] = f"{float(row[4]):,.4f}"  # gdp
        row[5] = row[5].translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    write(tmp_path / "data.csv", table, "utf-8", ",")
    assert ranked(innoindex, tmp_path / "data.csv") == ranked(innoindex, EXAMPLE)


def test_quarters_are_in_the_order_of_time(innoindex: Run, tmp_path: Path) -> None:
    """Quarters as written in China are ranked in their order, the last against the third."""
    text = "时期,code,a\n"
    for period in ("2023年四季度", "2023Q1", "2023年第三季度", "2023-Q2"):
        text += f"{period},1,1\n{period},2,2\n"
    (tmp_path / "data.csv").write_text(text, "utf-8")
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(
        'schema = 1\n[columns]\nunit = "code"\nperiod = "时期"\n[indicator.a]\n', "utf-8"
    )
    outcome = innoindex("rank", tmp_path / "data.csv", "-s", scheme, "-f", "csv", "-q")
    row = next(csv.DictReader(io.StringIO(outcome.out)))
    assert (row["period"], row["previous_period"]) == ("2023Q4", "2023Q3")


def test_every_problem_of_a_bad_table_at_once(innoindex: Run, tmp_path: Path) -> None:
    """Nothing is computed, and all that is wrong is told in one run, each with its place."""
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(
        'schema = 1\n[columns]\nunit = "code"\nperiod = "year"\n[raw.rd]\nat_most = "gdp"\n'
        '[raw.gdp]\n[indicator.share]\nvalue = "100 * rd / gdp"\n',
        "utf-8",
    )
    (tmp_path / "bad.csv").write_text(
        "year,code,rd,gdp\n2022,1,2,about 30\n2022,2,5,0\n2022,3,-1,9\n2022,4,12,9\n2022,,1,9\n"
        "2022,1,1,9\nsoon,5,1,9\n2022,6,inf,9\n",
        "utf-8",
    )
    outcome = innoindex("rank", tmp_path / "bad.csv", "-s", scheme)
    assert (outcome.code, outcome.out) == (1, "")
    errors = [
        line.removeprefix(f"{tmp_path / 'bad.csv'}:")
        for line in outcome.err.splitlines()
        if not line.startswith("help")
    ]
    assert sorted(errors) == sorted(
        [
            '2:gdp: error: not a number: "about 30"',
            '9:rd: error: not a number: "inf"',
            '8:year: error: not a period: "soon"',
            "6:code: error: no code or name of a unit",
            f'7: error: unit "1" occurs twice in 2022: first at {tmp_path / "bad.csv"}:2',
            "4:rd: error: 3 in 2022: rd is negative, but is declared as a total",
            "3:rd: error: 2 in 2022: rd is above gdp",
            "5:rd: error: 4 in 2022: rd is above gdp",
            "3:gdp: error: 2 in 2022: share: the denominator gdp is zero",
        ]
    )
