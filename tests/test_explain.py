"""Why a unit stands where it does, and why it moved: a page by hand, the example, odd tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import NAN, cases, computed, permuted, same, scheme_of

from innoindex import compute, explain, explain_frames
from innoindex.figures import change_with_unit, ordinal, per_cent, with_unit
from innoindex.views.explain import explain_view

SCHEME = """schema = 1
columns = { name = { zh = "county", en = "county_en" }, group = "city", period = "year" }
index = { highlight = ["1"], normalise = { method = "goalposts", lower = 0, upper = 100 } }
raw = { a = { name = { zh = "经费", en = "Spending" } }, b = {}, y = {}, z = {} }
dimension = { in = { weight = 3 }, out = { weight = 1 } }
scenario.even.weight.in = 1
[indicator]
x = { dimension = "in", weight = 1, value = "100 * a / b", unit = "%" }
y = { dimension = "in", weight = 1, direction = "-" }
z = { dimension = "out", weight = 1 }
"""
TABLE = """year,code,county,county_en,city,a,b,y,z
2021,1,甲,Ant,East,4,25,60,20
2021,2,乙,Bee,East,4,25,44,20
2021,3,丙,Cat,West,10,25,28,40
2021,4,丁,Dog,West,2,25,52,4
2022,1,甲,Ant,East,9.6,30,36,24
2022,2,乙,Bee,East,20,50,52,20
2022,3,丙,Cat,West,24,50,28,24
2022,4,丁,Dog,West,12,50,44,60
"""
FILES = {
    "weights.toml": SCHEME,
    "old.toml": SCHEME.replace("1, direction", "7, direction"),
    "plain.toml": SCHEME.replace(SCHEME.splitlines()[1], ""),
    "data.csv": TABLE,
    "new.csv": TABLE.replace("2021,1,甲,Ant,East,4,25,60,20\n", ""),
    "one.csv": TABLE[: TABLE.index("2022")],
}
# Scores are 3/8 x + 3/8 (100 - y) + 1/4 z.
# 2021: x 16 16 40 8, 100 - y 40 56 72 48, z 20 20 40 4: 6 + 15 + 5 = 26, 32, 52, 22.
# 2022: x 32 40 48 24, 100 - y 64 48 72 56, z 24 20 24 60: 12 + 24 + 6 = 42, 38, 51, 45.
PAGE = {
    "indicators": {
        "id": ["x", "y", "z"], "dimension": ["in", "in", "out"], "unit": ["%", "", ""],
        "value": [32, 36, 24], "previous_value": [16, 60, 20], "value_change": [16, -24, 4],
        # 16 among 24 8 16; -24 among 8 0 -8; 4 among 0 -16 56. Lost: 3/8 * 16, 3/8 * 8, 1/4 * 36.
        "rank": [3, 2, 2], "group_rank": [2, 1, 1], "change_rank": [2, 1, 2],
        "group_change_rank": [2, 1, 1], "median": [36, 40, 24], "best": [48, 28, 60],
        "best_unit": ["丙", "丙", "丁"], "points_lost": [6, 3, 9], "contribution": [12, 24, 6],
    },
    "contributions": {
        "id": ["index", "in", "x", "y", "out", "z"], "score": [42, 48, 32, 64, 24, 24],
        "previous_score": [26, 28, 16, 40, 20, 20], "contribution": [42, 36, 12, 24, 6, 6],
        "points": [16, 15, 6, 9, 1, 1], "points_share": [100, 93.75, 37.5, 56.25, 6.25, 6.25],
        "own": [16, 15, 6, 9, 1, 1], "bounds": [0] * 6, "weights": [0] * 6, "method": [0] * 6,
        "raw": [None, None, "Spending +140.0%, b +20.0%", "y -40.0%", None, "z +20.0%"],
    },
    # Bee gained 9, -3 and 0: 6 less 9, 9 less -3, 1 less 0. Dog gained 6, 3 and 14.
    "rivals": {
        "passed": ["passed", "passed by"], "unit": ["2", "4"], "name": ["乙", "丁"],
        "previous_rank": [2, 4], "rank": [4, 2], "previous_gap": [26 - 32, 26 - 22],
        "gap": [42 - 38, 42 - 45], "decided_by": ["y", "z"], "points": [9 + 3, 1 - 14],
    },
    "ranks": {  # 42 among 32 52 22; 26 among 38 51 45
        "case": ["before", "others_still", "stood_still", "now"],
        "rank": [3, 2, 4, 3], "places": [None, 1, -1, 0], "score": [26, 42, 26, 42],
    },
    "gap": {
        "id": ["index", "in", "x", "y", "out", "z"], "value": [None, None, 32, 36, None, 24],
        "other_value": [None, None, 40, 52, None, 20], "score": [42, 48, 32, 64, 24, 24],
        "other_score": [38, 44, 40, 48, 20, 20], "points": [4, 3, -3, 6, 1, 1],
    },
}  # fmt: skip
SAID = {
    "en": ["x: 32.0 %, +16.0 percentage points, 2nd rise in East, 2nd of all",
           "+16.0 points, most from: y +9.00 (56.3%, y -40.0%), "
           "x +6.00 (37.5%, Spending +140.0%, b +20.0%), z +1.00 (6.3%, z +20.0%)",
           "Ant passed Bee (by y)", "Ant was passed by Dog (by z)",
           "had no one else moved: rank 2 (▲1)", "had it stood still: rank 4 (▼1)",
           "Ant is 4.0 points ahead of Bee, most by: y +6.0, z +1.0, x -3.0"],
    "zh": ["y：36.0，-24.0，降幅居East第1、全部第1", "甲超过了乙(因y)", "甲被丁(因z)超过",
           "假如别人都没动：第2位(▲1)", "假如自己没动：第4位(▼1)"],
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the page's table and scheme, in which the program is run."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")


def tables(innoindex: Run, *args: str | Path) -> dict[str, dict[str, list]]:
    """The tables of the json, each by column."""
    outcome = innoindex("explain", *args, "-f", "json", "-q")
    assert (outcome.code, outcome.err) == (0, "")
    found = json.loads(outcome.out).items()
    return {
        id: {key: [row[key] for row in table] for key in table[0]} for id, table in found if table
    }


def matches(table: dict[str, list], expected: dict[str, list]) -> None:
    for key, values in expected.items():
        assert table[key] == pytest.approx(values, abs=1e-9), key


def test_the_page(innoindex: Run, small: None) -> None:
    """Every table of the json, worked out above; two as csv; the same in sentences, in order."""
    found = tables(innoindex, "data.csv", "--against-unit", "Bee")
    assert list(found) == list(PAGE)
    for id, expected in PAGE.items():
        matches(found[id], expected)
    for show in ([], ["--show", "contributions"]):
        rows = csv.DictReader(innoindex("explain", "data.csv", *show, "-f", "csv").lines)
        assert [row["id"] for row in rows] == PAGE[show[1] if show else "indicators"]["id"]
    for lang, said in SAID.items():
        outcome = innoindex("explain", "data.csv", "--against-unit", "2", "--lang", lang)
        assert [line for line in outcome.lines if line in said] == said


def test_other_schemes_on_the_page(innoindex: Run, small: None) -> None:
    """With in and out alike Ant has (48 + 24) / 2; on the way from 42 to 36 it has 39.

    With y seven times x it had 3/4 of (16 + 280) / 8, plus 5, and was behind Dog's 33.25.
    """
    found = tables(innoindex, "data.csv", "--scenario", "even")
    assert list(found) == ["indicators", "contributions"]  # 36 32 42 50: it stays third
    points = [-6, -(48 - 39) / 4, *[-(48 - 39) / 8] * 2, *[(24 - 39) / 4] * 2]
    before = {"previous_score": PAGE["contributions"]["score"], "own": [0] * 6}
    matches(found["contributions"], {"points": points, "weights": points, **before})
    assert "rank 3, score 42.0" in innoindex("explain", "data.csv", "--scenario", "even").out
    found = tables(innoindex, "data.csv", "--against-scheme", "old.toml")
    matches(found["ranks"], {"rank": [4, 3, 2, 4, 3], "score": [32.75, 26, 42, 26, 42]})
    said = "the change of scheme alone: rank 4 → 3 (▲1), score 32.8 → 26.0"
    assert said in innoindex("explain", "data.csv", "--against-scheme", "old.toml").lines


def test_bounds_that_move() -> None:
    """From 50 of 1 3 2 to 100 of 4 3 4; alone 100 of 1 3 4, left behind 0 of 4 3 2: 75 its own."""
    text = '[index]\nnormalise = "min-max"\n[indicator.x]\n'
    done = explain(computed(text, {"x": [[1, 3, 2], [4, 3, 4]]}, periods=("1", "2")), "u2")
    frames = explain_frames(done)
    same(frames["contributions"][["points", "own", "bounds"]], [[50, 75, -25]] * 2)
    ranks = [[2, NAN, 50], [1, 1, 100], [3, -1, 0], [1, 1, 100]]
    same(frames["ranks"][["rank", "places", "score"]], ranks)


@given(cases(), st.data())
def test_order_does_not_matter(case, data):
    """Neither that of the units, nor that of the indicators; points are the sum of their kinds."""
    draft, panel = case
    unit, order = data.draw(st.integers(0, 3)), data.draw(st.permutations(range(panel.shape[1])))
    other = draft.shuffled(data.draw(st.permutations(range(len(draft.entries)))))
    one, two = compute(panel, draft.scheme()), compute(permuted(panel, order), other.scheme())
    frames = explain_frames(explain(one, unit, other=3))
    others = explain_frames(explain(two, order.index(unit), other=order.index(3)))
    assert list(frames) == list(others)
    for id, frame in frames.items():
        if frame.empty:
            continue
        key = list(frame)[id == "rivals"]
        numbers = list(frame.select_dtypes("number"))
        same(others[id].set_index(key).loc[frame[key], numbers], frame[numbers])
    kinds = frames["contributions"][["points", "own", "bounds", "weights", "method"]].dropna()
    same(kinds.iloc[:, 1:].sum(axis=1), kinds["points"])


def test_ties_do_not_follow_the_order_of_the_table():
    """Of two that hold the best value, or decide alike, the same one is named in any order."""
    tied, decisive = [[1, 2, 3], [4, 5, 5]], [[1, 2, 3], [9, 0, 0]]
    columns, named = {"x": tied, "y": decisive, "z": decisive}, []
    for step in (1, -1):
        text = "".join(f"[indicator.{id}]\n" for id in [*columns][::step])
        flipped = {id: np.array(values)[:, ::step] for id, values in columns.items()}
        result = computed(text, flipped, periods=("1", "2"), units=[*"abc"][::step])
        frames = explain_frames(explain(result, "a"))
        held = frames["indicators"].set_index("id")["best_unit"]["x"]
        named.append([held, frames["rivals"].set_index("unit")["decided_by"]["b"]])
    assert named[0] == named[1]


def test_xiaoshan(innoindex: Run) -> None:
    """R&D is 3.76 % of GDP, 0.36 points more, the first rise in Hangzhou; rank 25 becomes 22.

    77.66 after 65.59 is 18.4 % more, of 7.1 % more GDP. The parts sum to the score of `rank`.
    """
    found = tables(innoindex, EXAMPLE, "--against-unit", "滨江区")
    first = {key: values[0] for key, values in found["indicators"].items()}
    rounded = [round(first[key], 2) for key in ("value", "value_change", "group_change_rank")]
    assert rounded == [3.76, 0.36, 1]
    assert (found["ranks"]["rank"][0], found["ranks"]["rank"][-1]) == (25, 22)
    parts = found["contributions"]
    leaves = [k for k, kind in enumerate(parts["kind"]) if kind == "indicator"]
    assert parts["raw"][2] == "R&D expenditure +18.4%, Gross domestic product +7.1%"
    ranked = {row["unit"]: row for row in json.loads(innoindex("rank", EXAMPLE, "-f", "json").out)}
    sums = [sum(parts[key][k] for k in leaves) for key in ("contribution", "points")]
    same(sums, [ranked["330109"]["score"], ranked["330109"]["score_change"]])


@pytest.mark.parametrize("sheets", [["Indicators", "Contributions"], ["指标", "贡献"]])
@pytest.mark.parametrize("more", [["--against-unit", "330108"], ["--scenario", "output-first"]])
def test_every_format(innoindex: Run, tmp_path: Path, more: list[str], sheets: list[str]) -> None:
    """No line is wider than the terminal, all is in GBK; md and xlsx have every table."""
    args = ["explain", EXAMPLE, *more, "--lang", "en" if sheets[0].isascii() else "zh"]
    for width in (80, 120):
        outcome = innoindex(*args, width=width)
        assert "…".encode("gbk") not in outcome.out.encode("gbk")
        assert max(map(cell_len, outcome.lines)) <= width
    lengths = [len(table.popitem()[1]) for table in tables(innoindex, *args[1:4]).values()]
    assert innoindex(*args, "-o", tmp_path / "x.xlsx").code == 0
    book = CalamineWorkbook.from_path(str(tmp_path / "x.xlsx"))
    assert book.sheet_names[:2] == sheets
    names = book.sheet_names[: len(lengths)]
    assert [len(book.get_sheet_by_name(name).to_python()) - 1 for name in names] == lengths
    blocks = innoindex(*args, "-f", "md").out.split("\n\n")
    assert [len(block.splitlines()) - 2 for block in blocks if block[0] == "|"] == lengths


def test_odd_tables(innoindex: Run, small: None) -> None:
    """Without a score before there is only how it stands; without groups no rank is in one.

    East's x is 100 * 29.6 / 80 = 37, y 88 and scored 100 - 88, z 44; it spent 4 of 25 before.
    """
    for args in (["new.csv"], ["one.csv", "-s", "plain.toml"]):
        found = tables(innoindex, *args)
        assert list(found) == ["indicators", "contributions"]
        matches(found["indicators"], {"previous_value": [None] * 3})
    matches(found["indicators"], {"rank": [2, 4, 2], "group_rank": [None] * 3})
    found = tables(innoindex, "new.csv", "--level", "group", "--unit", "East")
    matches(found["indicators"], {"value": [37, 88, 44], "contribution": [3 * 37 / 8, 4.5, 11]})
    assert found["contributions"]["raw"][2] == "Spending +640.0%, b +220.0%"
    bee = ["explain", "new.csv", "--unit", "Bee"]
    assert "new and ahead of it: Ant" in innoindex(*bee).lines
    assert "gone, and were ahead of it: Ant" in innoindex(*bee, "-p2021", "--against", "2022").lines


@pytest.mark.parametrize(
    ("args", "error", "help"),
    [
        ("data.csv --unit Amt", 'there is no unit "Amt"', "did you mean Ant?"),
        ("data.csv --against-unit Bea", 'there is no unit "Bea"', "did you mean Bee?"),
        ("data.csv --scenario evn", 'there is no scenario "evn"', "did you mean even?"),
        ("data.csv --show index", '--show cannot be "index"', "it takes indicators | contribu"),
        ("new.csv -p 2021 --unit 2 --against-unit Ant", "Ant has no rank", "choose another unit"),
    ],
)
def test_what_is_wrong(innoindex: Run, small: None, args: str, error: str, help: str) -> None:
    """Each is told in a line, with a way out, and is exit code 2."""
    outcome = innoindex("explain", *args.split(), "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {error}\nhelp: {help}" in outcome.err


@pytest.mark.parametrize("against", ["1", "none"])
def test_what_has_no_attribution_is_said(against: str) -> None:
    """Below Copeland nothing is attributed, be it to the score alone."""
    text = 'dimension.d.aggregate = "copeland"\nindicator = { x = { dimension = "d" }, z = {} }'
    columns = {id: [[1, 2, 3], [4, 5, 5]] for id in "xz"}
    done = explain(computed(text, columns, periods=("1", "2")), 0, against=against)
    said = [str(sentence) for sentence in explain_view(done).sentences]
    assert "no exact attribution below d: ranks and pairwise comparisons have none" in said


def test_missing_is_never_nan() -> None:
    """A raw value that is missing, now or in both periods, is not spelt out."""
    text = 'index.impute = "drop"\nindicator = { x = {}, y = {}, z = {} }'
    columns = {"x": [[1, 2], [3, 4]], "y": [[1, 2], [NAN, 4]], "z": [[NAN, 2], [NAN, 4]]}
    frames = explain_frames(explain(computed(text, columns, periods=("1", "2")), 0))
    assert not frames["contributions"]["raw"].str.contains("nan").any()


def test_a_table_of_two() -> None:
    """3 after 1 beside 1 after 2: 1 and 1, or 3 and 3, have no spread, which is no error."""
    text = '[index]\nnormalise = "min-max"\n[indicator.x]\n'
    result = computed(text, {"x": [[1, 2], [3, 1]]}, periods=("1", "2"))
    same(explain(result, "u1").standings.points_lost, [NAN])
    same(explain_frames(explain(result, "u0"))["contributions"]["points"], [100, 100])


def test_figures() -> None:
    """Three digits and no fewer, 2nd but 12th, and changes in per cent of what is above 0."""
    indicator = scheme_of('[indicator.x]\nunit = "%"\n').indicators["x"]
    for value, text in {3.764: "3.76", 0.0312: "0.0312", 44.56: "44.6", 1234.5: "1235"}.items():
        assert str(with_unit(value, indicator)) == f"{text} %"
        assert str(change_with_unit(value, indicator, value)) == f"+{text} percentage points"
    said = "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 101st 111th 113th"
    assert " ".join(ordinal(int(word[:-2])).en for word in said.split()) == said
    assert (ordinal(3).zh, per_cent(118.4, 100), per_cent(50, 100)) == ("3", "+18.4%", "-50.0%")
    assert {per_cent(1, 0), per_cent(1, -2), per_cent(NAN, 1)} == {None}


def test_under_an_old_scheme():
    """The score before that the old scheme gave; none to a unit it left out, nor without a before.

    u0 had 1 of x and 9 of y: rank 2 by x alone, 1 by the mean, which is one place.
    """
    columns = {"x": [[1, 2, 7], [4, 5, 6]], "y": [[9, 2, NAN], [4, 5, 6]]}
    both = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n[indicator.x]\n[indicator.y]\n'
    new = computed("[indicator.x]\n", columns, periods=("1", "2"))
    old = computed(both, columns, periods=("1", "2"))
    found = explain(new, "u0", old=old).old_scheme
    assert found is not None
    assert (found.rank, found.score, found.places) == (1, 5, -2)  # third of 1 2 7
    assert explain(new, "u2", old=old).old_scheme is None
    assert explain(new, "u0", old=old, period="1").old_scheme is None
    fewer = computed("[indicator.x]\n", {"x": [[1], [4]]}, periods=("1", "2"), units=["other"])
    assert explain(new, "u0", old=fewer).old_scheme is None
