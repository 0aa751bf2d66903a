"""What `check` says of suspicious values: lines, a table, places, both languages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from conftest import EXAMPLE, Run, rows

from innoindex import check_tables, read_panel, read_shipped_scheme, screen

CODE, YEAR = "330109", "2022"
COLUMNS = "kind grade period unit name column value expected ratio evidence help path row heading"


def spoilt(path: Path, changes: dict[tuple[str, str, str], float]) -> Path:
    """The example with cells (year, code, column) times a factor."""
    table = pd.read_csv(EXAMPLE, dtype=str)
    for (year, code, column), factor in changes.items():
        cell = (table["year"] == year) & (table["code"] == code)
        table.loc[cell, column] = repr(float(table.loc[cell, column].iloc[0]) * factor)
    table.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Xiaoshan's investment of 2022 in 万元, and Jianggan's energy of 2019 divided by ten."""
    path = tmp_path_factory.mktemp("wrong") / "wrong.csv"
    return spoilt(path, {(YEAR, CODE, "fixed_inv"): 1e4, ("2019", "330104", "energy"): 0.1})


def test_the_example_is_clean(innoindex: Run) -> None:
    """The shipped table raises no suspicion, in any of its years alone either."""
    scheme = read_shipped_scheme()
    assert screen(read_panel(EXAMPLE, scheme), scheme) == ()
    outcome = innoindex("check", EXAMPLE, "--show", "suspicions", "-f", "csv")
    assert outcome.code == 0
    assert rows(outcome.out) == []


def test_lines(innoindex: Run, wrong: Path) -> None:
    """A likely error is a warning with path, row, heading, the figures and what to do; exit 0."""
    table = pd.read_csv(wrong, dtype=str)
    row = int(table.index[(table["year"] == YEAR) & (table["code"] == CODE)][0]) + 2
    outcome = innoindex("check", wrong, "--lang", "en")
    assert outcome.code == 0
    (line,) = [line for line in outcome.lines if "warning" in line and "Xiaoshan" in line]
    assert line.startswith(f"{wrong}:{row}:fixed_inv: warning: Xiaoshan in 2022: fixed_inv = ")
    assert "is about 10,000 times too large" in line
    assert "looks like 10,000 yuan, not 100 million yuan" in line
    assert outcome.lines[outcome.lines.index(line) + 1].startswith("help: correct the value")
    # Told in lines, and not again as a table.
    assert outcome.out.count("times too large") == 1


def test_chinese(innoindex: Run, wrong: Path) -> None:
    """The same in Chinese."""
    (line,) = [
        line for line in innoindex("check", wrong, "--lang", "zh").lines if "fixed_inv = " in line
    ]
    assert "warning: 萧山区(2022): fixed_inv = " in line
    assert "约偏大10,000倍" in line
    assert "看来是万元，而不是亿元" in line


def test_table(innoindex: Run, wrong: Path) -> None:
    """The table has a row a finding, with its cell, its value and what was expected."""
    found = rows(innoindex("check", wrong, "--show", "suspicions", "-f", "csv").out)
    assert " ".join(found[0]) == COLUMNS
    first = {row["column"]: row for row in found}["fixed_inv"]
    assert (first["kind"], first["grade"], first["period"]) == ("unit of measure", "likely", YEAR)
    assert (first["unit"], first["name"], first["heading"]) == (CODE, "萧山区", "fixed_inv")
    assert float(first["ratio"]) == float(first["value"]) / float(first["expected"])
    assert float(first["ratio"]) == pytest.approx(10000, rel=0.1)
    assert {row["column"] for row in found} == {"fixed_inv", "energy"}


def test_json_and_workbook(innoindex: Run, wrong: Path, tmp_path: Path) -> None:
    """The table is in json and in the workbook, beside findings and cells."""
    made = json.loads(innoindex("check", wrong, "-f", "json").out)
    assert list(made) == ["findings", "cells", "suspicions"]
    assert len(made["suspicions"]) == 2
    innoindex("check", wrong, "-o", tmp_path / "x.xlsx", "--lang", "en")
    book = pd.read_excel(
        io.BytesIO((tmp_path / "x.xlsx").read_bytes()), sheet_name=None, engine="calamine"
    )
    assert "Suspicions" in book


@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_table_in_a_terminal(innoindex: Run, wrong: Path, width: int | None, lang: str) -> None:
    """A terminal has name, column, value and what was expected, within its width."""
    from rich.cells import cell_len

    outcome = innoindex("check", wrong, "--show", "suspicions", "--lang", lang, width=width)
    assert "fixed_inv" in outcome.out
    assert ("Xiaoshan" if lang == "en" else "萧山区") in outcome.out
    assert width is None or max(map(cell_len, outcome.lines)) <= width


def test_an_error_of_the_cell_is_told_why(innoindex: Run, tmp_path: Path) -> None:
    """A part above its whole is one error, whose help is the wrong unit of measure."""
    path = spoilt(tmp_path / "above.csv", {(YEAR, CODE, "rd_exp"): 1e4})
    outcome = innoindex("check", path, "--lang", "en")
    assert outcome.code == 1
    about = [line for line in outcome.lines if "rd_exp" in line]
    assert [line.split(": ")[1] for line in about if not line.startswith("help")] == ["error"]
    assert "help: rd_exp = 776600 is about 10,000 times too large" in outcome.out


def test_from_python(wrong: Path) -> None:
    """`check_tables` has the suspicions as values, and among its problems, and stays sound."""
    checked = check_tables(wrong, read_shipped_scheme())
    assert checked.sound
    assert [found.columns for found in checked.suspicions] == [("energy",), ("fixed_inv",)]
    told = [problem for problem in checked.problems if problem.column in ("fixed_inv", "energy")]
    assert [problem.severity for problem in told] == [
        "warning" if found.grade == "likely" else "note" for found in checked.suspicions
    ]


def test_a_table_of_no_period(innoindex: Run, tmp_path: Path) -> None:
    """Findings of a table without periods name the unit alone."""
    scheme = tmp_path / "s.toml"
    scheme.write_text(
        'schema = 1\n[index]\nname = "t"\nnormalise = "z-score"\n[columns]\nunit = "code"\n'
        "[indicator.x]\n[indicator.y]\n[indicator.z]\n",
        "utf-8",
    )
    lines = [f"u{k},{k * k + 3}.{k},{k * 2 + 5}.{k},{k * 3 + 7}.7" for k in range(1, 30)]
    lines[9] = "u10,103.1,25000000.1,37.7"
    (tmp_path / "t.csv").write_text("code,x,y,z\n" + "\n".join(lines) + "\n", "utf-8")
    outcome = innoindex("check", tmp_path / "t.csv", "-s", scheme, "--lang", "en")
    assert outcome.code == 0
    assert f"{tmp_path / 't.csv'}:11:y: note: u10: y = 25000000 is about" in outcome.out
