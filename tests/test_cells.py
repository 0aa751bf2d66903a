"""The cells that do not count as they stand: imputed, left out, treated, clipped, one by one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from conftest import Run
from hypothesis import given
from python_calamine import CalamineWorkbook
from strategies import NAN, Draft, cases, computed, panel_of, scheme_of

from innoindex.index import compute
from innoindex.panel import Panel

SCHEME = """
schema = 1
[index]
impute = "drop"
[columns]
unit = "code"
name = { zh = "county", en = "english" }
period = "year"
[indicator.a]
normalise = { method = "z-score", truncate = 1.5 }
[indicator.b]
normalise = "min-max"
impute = "carry-forward"
treat = { method = "clip", upper = 30 }
[indicator.c]
impute = { method = "score", value = 50 }
normalise = { method = "goalposts", lower = 0, upper = 20 }
"""
TABLE = """year,code,county,english,a,b,c
2021,1,甲,Jia,0,10,10
2021,2,乙,Yi,0,20,15
2021,3,丙,Bing,0,30,40
2021,4,丁,Ding,4,40,5
2022,1,甲,Jia,1,,-5
2022,2,乙,Yi,2,25,
2022,3,丙,Bing,,35,20
2022,4,丁,Ding,3,30,0
"""
# a in 2021: mean 1, sd 2, so 4 is (4 - 1) / 2 = 1.5: not cut off; and -0.5. In 2022 1 2 3: -1 0 1.
# b: above 30 are 40, and 35 of the next year. c: 40 would score 200, -5 would score -25.
CELLS = [
    ("2022", "3", "a", "left out", "drop", "", ""),
    ("2022", "1", "b", "imputed", "carry-forward", "", "10.0"),
    ("2021", "4", "b", "treated", "clip", "40.0", "30.0"),
    ("2022", "3", "b", "treated", "clip", "35.0", "30.0"),
    ("2021", "3", "c", "clipped", "goalposts", "200.0", "100.0"),
    ("2022", "1", "c", "clipped", "goalposts", "-25.0", "0.0"),
    ("2022", "2", "c", "score given", "score", "", "50.0"),
]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "data.csv").write_text(TABLE, "utf-8")
    return tmp_path


def test_every_cell_is_listed(innoindex: Run, small: Path) -> None:
    """Each with its place, what was done by which method, and the value before and after."""
    outcome = innoindex("check", "data.csv", "--show", "cells", "-f", "csv")
    found = list(csv.DictReader(io.StringIO(outcome.out)))
    wanted = ("period", "unit", "part", "what", "method", "before", "after")
    assert sorted(tuple(row[key] for key in wanted) for row in found) == sorted(CELLS)
    assert [row["part"] for row in found] == sorted(row["part"] for row in found)
    rows = {
        (line.split(",")[0], line.split(",")[1]): n for n, line in enumerate(TABLE.splitlines(), 1)
    }
    for row in found:
        assert row["path"] == "data.csv"
        assert int(row["row"]) == rows[row["period"], row["unit"]]


@pytest.mark.parametrize(
    ("lang", "sentence", "name", "what"),
    [
        ("en", "cells imputed: 2, left out: 1, treated: 2, clipped: 2", "Bing", "left out"),
        ("zh", "填补2格，略去1格，处理2格，截断2格", "丙", "缺失未计"),
    ],
)
def test_in_the_terminal(innoindex: Run, small: Path, lang, sentence, name, what) -> None:
    """They stand under the findings, counted by kind."""
    outcome = innoindex("check", "data.csv", "--lang", lang, width=80)
    assert outcome.code == 0
    assert sentence in outcome.lines
    assert any(name in line and what in line for line in outcome.lines)
    assert max(map(len, outcome.lines)) <= 80


def test_the_table_alone(innoindex: Run, small: Path) -> None:
    """`--show` names one of the two tables, in a terminal too."""
    cells = innoindex("check", "data.csv", "--show", "cells", width=80).lines
    assert cells[0] == "Cells that do not count as they stand"
    findings = innoindex("check", "data.csv", "--show", "findings", width=80).out
    assert "Cells" not in findings
    assert innoindex("check", "data.csv", "--show", "x").code == 2


def test_in_every_format(innoindex: Run, small: Path) -> None:
    """json has all tables, a workbook a sheet each, csv the findings unless told otherwise."""
    tables = json.loads(innoindex("check", "data.csv", "-f", "json").out)
    assert list(tables) == ["findings", "cells", "suspicions"]
    assert len(tables["cells"]) == len(CELLS)
    assert innoindex("check", "data.csv", "-o", "x.xlsx").code == 0
    assert CalamineWorkbook.from_path("x.xlsx").sheet_names[1] == "Cells"
    assert innoindex("check", "data.csv", "-f", "csv").lines[0].startswith("severity,")


def test_a_long_list_is_cut_in_the_terminal(innoindex: Run, small: Path) -> None:
    """Forty are shown, the rest are counted, and all are in a file."""
    rows = "".join(f"2022,{n},戊{n},,1,10,{20 + n}\n" for n in range(5, 60))
    (small / "data.csv").write_text(TABLE + rows, "utf-8")
    outcome = innoindex("check", "data.csv")
    # The 55 new ones score above 100 in c; of the seven above none is lost. Only 2022 has them, and
    # there the z-scores of a spread out: 1 is the mean but for a 2 and a 3, which are cut off.
    assert outcome.lines[-1] == "and 24 more: --show cells"
    assert len(innoindex("check", "data.csv", "--show", "cells", "-f", "csv").lines) == 1 + 64


def test_nothing_to_list(innoindex: Run, small: Path) -> None:
    """Where every cell counts as it stands nothing is said of it; the table is empty."""
    (small / "weights.toml").write_text("schema = 1\n[columns]\nunit = 'code'\n[indicator.a]\n")
    (small / "data.csv").write_text("code,a\n1,5\n2,6\n", "utf-8")
    assert "Cells" not in innoindex("check", "data.csv").out
    assert json.loads(innoindex("check", "data.csv", "-f", "json").out)["cells"] == []


def test_a_table_that_cannot_be_read_has_no_cells(innoindex: Run, small: Path) -> None:
    """Then the findings stand alone."""
    (small / "data.csv").write_text("code,a\n1,x\n", "utf-8")
    outcome = innoindex("check", "data.csv", "-f", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["cells"] == []


def test_bounds_before_a_curve() -> None:
    """Of an outlier whose bound is then under a square root the bound is told, not its root."""
    text = '[indicator.x]\ntreat = { method = "mean-sd", skew = 0.8 }\n'
    panel = panel_of({"x": [0, 0, 0, 0, 0, 0, 4, 4, 16]})
    [repair] = compute(panel, scheme_of(text), keep_repairs=True).repairs
    assert (repair.before.tolist(), repair.after.tolist()) == ([16], [4])


def test_clipped_dimension() -> None:
    """What a rescale cuts off is a cell of the dimension."""
    text = '[dimension.d]\nrescale = { method = "standard", reference = 4 }\n'
    text += '[indicator.x]\ndimension = "d"\n'
    panel = panel_of({"x": [2, 4, 6]})
    [repair] = compute(panel, scheme_of(text), keep_repairs=True).repairs
    assert (repair.id, repair.how, repair.method) == ("d", "clipped", "standard")
    assert (repair.units.tolist(), repair.before.tolist(), repair.after.tolist()) == (
        [2],
        [150],
        [100],
    )


def test_a_cap_without_a_score_before(innoindex: Run, small: Path) -> None:
    """Where less is better 0 scores the cap: 100 s / x has no number that it was cut off from."""
    (small / "weights.toml").write_text(
        "schema = 1\n[columns]\nunit = 'code'\n"
        "[indicator.a]\ndirection = '-'\nreference = 2\nnormalise = 'standard'\n"
    )
    (small / "data.csv").write_text("code,a\n1,0\n2,1\n3,4\n", "utf-8")
    cells = json.loads(innoindex("check", "data.csv", "-f", "json").out)["cells"]
    assert [(cell["before"], cell["after"]) for cell in cells] == [(None, 100), (200, 100)]


def test_nothing_is_kept_unasked() -> None:
    """A ranking of a million units does not hold a list of its cells."""
    assert (
        computed(
            '[index]\nimpute = "drop"\n[indicator.x]\n[indicator.y]\n', {"x": [1, NAN], "y": [1, 2]}
        ).repairs
        == ()
    )


@given(cases())
def test_listing_changes_nothing(case: tuple[Draft, Panel]) -> None:
    """With and without the list the scores are the same; what is left out is what is missing."""
    draft, panel = case
    scheme = draft.scheme()
    plain, listed = compute(panel, scheme), compute(panel, scheme, keep_repairs=True)
    for id, scores in plain.scores.items():
        np.testing.assert_array_equal(scores, listed.scores[id])
    missing = sum(int(np.isnan(panel.columns[entry.id]).sum()) for entry in draft.entries)
    assert sum(len(each.units) for each in listed.repairs if each.how == "left out") >= missing
