"""`innoindex weights` and `rank --weights`: tables, files, sentences, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT, Run, rows
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import same

from innoindex import __version__
from innoindex.weighting import METHODS

# Min-max of a is 0 1/2 1, of b and c 0 0 1: with sd a weighs sqrt(3) to 2 of b.
SCHEME = """# mine
schema = 1
[columns]
name = "county"
group = "city"
period = "year"
[index]
highlight = ["1"]
impute = "drop"
[dimension.D]
name = { zh = "甲类", en = "Kind" }
weight = 1  # D
[dimension.C]
weight = 1
[indicator.a]
dimension = "D"
[indicator.b]
dimension = "D"
[indicator.c]
dimension = "C"
"""
TABLE = """year,code,county,city,a,b,c
2021,1,甲,东,1,1,9
2021,2,乙,东,2,5,3
2021,3,丙,西,9,2,1
2022,1,甲,东,2,0,6
2022,2,乙,东,1,0,0
2022,3,丙,西,0,3,0
2022,4,丁,西,5,,2
"""
A = 3**0.5 / (3**0.5 + 2)
COLUMNS = [
    "id", "kind", "name", "share", "new_share", "change", "index_share", "new_index_share",
    "units", "left_out", "remarks", "warnings",
]  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small table and its scheme, in the folder that the program is run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "data.csv").write_text(TABLE, "utf-8")
    (tmp_path / "p.csv").write_text(",D,C\nD,1,3\nC,,1\n", "utf-8")
    return tmp_path


def test_shares_before_and_after(innoindex: Run, small: Path) -> None:
    """A row a part of the tree: shares in per cent, the change in points, of the index as well."""
    outcome = innoindex("weights", "data.csv", "--method", "sd", "--of", "D", "-f", "csv")
    table = {row["id"]: row for row in rows(outcome.out)}
    assert outcome.lines[0].split(",") == COLUMNS
    assert list(table) == ["index", "D", "a", "b", "C", "c"]
    numbers = ("share", "new_share", "change", "index_share", "new_index_share")
    wanted = {
        "D": [50, 50, 0, 50, 50],
        "a": [50, 100 * A, 100 * A - 50, 25, 50 * A],
        "b": [50, 100 - 100 * A, 50 - 100 * A, 25, 50 - 50 * A],
        "c": [100, 100, 0, 50, 50],
    }
    for id, values in wanted.items():
        same([float(table[id][key]) for key in numbers], values)
    assert [table["D"][key] for key in ("units", "left_out")] == ["3", "1"]
    assert table["index"]["units"] == ""


SAID = {
    "en": [
        "index · 2022 · weights: AHP",
        "甲: rank 1 with the scheme's weights, 2 with these (▼1)",
        "1 of 4 units move, by 0.3 places on average; Spearman 0.949",
        "Index: consistency ratio 0.000",
    ],
    "zh": [
        "index · 2022 · 权重：层次分析",
        "甲：按方案权重第1位，按此权重第2位(▼1)",
        "总指数：一致性比率 0.000",
    ],
}


@pytest.mark.parametrize("lang", SAID)
def test_what_is_said(innoindex: Run, small: Path, lang: str) -> None:
    """D three times as important as C: the scores 3.5 .25 .75 3.5 become 2.25 .375 1.125 4.25.

    Mean ranks 1.5 4 3 1.5 and 2 4 3 1: 4.5 / sqrt(4.5 * 5) = 0.949.
    """
    args = ["weights", "data.csv", "--method", "ahp", "--pairwise", "p.csv", "--lang", lang]
    lines = innoindex(*args, width=80).lines
    assert [line for line in lines if line in SAID[lang]] == SAID[lang]
    left_out = innoindex("weights", "data.csv", "--method", "sd", width=80).lines
    assert "Kind: units left out, without a score of a part: 1" in left_out


def test_a_method_that_worries_is_a_warning(innoindex: Run) -> None:
    """In a table it is a sentence; with csv it goes to standard error, unless quiet."""
    args = ["weights", EXAMPLE, "--method", "pca", "--together"]
    said = "all indicators: Inventions granted per 100 million yuan of R&D run against"
    shown = innoindex(*args)
    assert said in shown.out
    assert said not in shown.err
    piped = innoindex(*args, "-f", "csv")
    assert f"warning: {said}" in piped.err
    assert "run against" in rows(piped.out)[0]["warnings"]
    assert innoindex(*args, "-f", "csv", "-q").err == ""
    assert f"warning: {said}" not in innoindex("rank", EXAMPLE, "--weights", "pca").err


def test_all_methods_side_by_side(innoindex: Run, small: Path) -> None:
    """Those that need the scores alone; one without an answer says why, and is left out."""
    example = [EXAMPLE, "-s", ROOT / "config" / "weights.toml"]
    tables = json.loads(innoindex("weights", *example, "-f", "json").out)
    methods = [method for method in METHODS if method != "ahp"]
    assert list(tables) == ["weights", "methods"]
    assert list(tables["weights"][0]) == ["id", "kind", "name", "scheme", *methods]
    assert [row["method"] for row in tables["methods"]] == ["scheme", *methods]
    for method in methods:
        row = next(row for row in tables["methods"] if row["method"] == method)
        args = ["--method", method, "-f", "csv", "--show", "weights"]
        alone = rows(innoindex("weights", *example, *args).out)[1:]  # the index
        same([each[method] for each in tables["weights"]], [float(e["new_share"]) for e in alone])
        leaves = [each for each in alone if each["kind"] == "indicator"]
        moved = [float(e["new_index_share"]) - float(e["index_share"]) for e in leaves]
        same(row["reallocated"], sum(m for m in moved if m > 0))
        assert row["zero"] == sum(float(e["new_index_share"]) == 0 for e in leaves)
        ranked = rows(innoindex("rank", *example, "--weights", method, "-f", "csv").out)
        xiaoshan = next(each for each in ranked if each["unit"] == "330109")
        assert row["rank_330109"] == int(xiaoshan["rank"])
    constant = TABLE.replace("2022,1,甲,东,2,0", "2022,1,甲,东,2,3").replace(
        "2022,2,乙,东,1,0", "2022,2,乙,东,1,3"
    )
    (small / "data.csv").write_text(constant, "utf-8")
    lines = innoindex("weights", "data.csv", "--lang", "en", width=80).lines
    assert "left out: Kind, weights by sd: all units score the same in b" in lines
    assert lines[1].split() == ["Part", "Name", "scheme", "equal"]


def test_together_is_of_the_index(innoindex: Run, small: Path) -> None:
    """Shares of the comparison are then of the index; the sentence says what was done."""
    table = json.loads(innoindex("weights", "data.csv", "--together", "-f", "json").out)["weights"]
    leaves = [row for row in table if row["kind"] == "indicator"]
    same([sum(row[key] for row in leaves) for key in ("scheme", "equal", "sd")], [100, 100, 100])
    same([row["equal"] for row in table], [200 / 3, 100 / 3, 100 / 3, 100 / 3, 100 / 3])
    (small / "weights.toml").write_text(
        SCHEME.replace("[dimension.C]", '[dimension.C]\nrescale = "rank"')
    )
    out = innoindex("weights", "data.csv", "--together", "--method", "equal", "--lang", "en").out
    assert "all indicators are weighed as one set" in out
    assert "not a plain mean: C; shares of the index are of the weights there" in out


def test_each_units_own_shares(innoindex: Run, small: Path) -> None:
    """Benefit of the doubt has a table of the units; one left out somewhere has no score there."""
    args = ["weights", "data.csv", "--method", "benefit-of-the-doubt"]
    tables = json.loads(innoindex(*args, "-f", "json").out)
    assert list(tables) == ["weights", "units"]
    by_unit = {row["unit"]: row for row in tables["units"]}
    assert len(by_unit) == 4
    assert by_unit["4"]["share_a"] is None
    for part in ("a", "b"):
        own = [row[f"share_{part}"] for row in tables["units"] if row["unit"] != "4"]
        new = next(row["new_share"] for row in tables["weights"] if row["id"] == part)
        same(sum(own) / 3, new, 1e-6)
    bounds = json.loads(innoindex(*args, "--bounds", "40%:60%", "-f", "json", "-p", "2021").out)
    for row in bounds["units"]:
        assert 40 - 1e-6 <= row["share_a"] <= 60 + 1e-6
    pooled = rows(innoindex(*args, "--pooled", "--show", "units", "-f", "csv").out)
    assert sorted((row["period"], row["unit"]) for row in pooled) == [
        ("2021", "1"), ("2021", "2"), ("2021", "3"),
        ("2022", "1"), ("2022", "2"), ("2022", "3"), ("2022", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize("how", [["sd"], ["entropy", "--together"], ["inverse-sd", "--pooled"]])
def test_files_of_weights(innoindex: Run, small: Path, how: list[str]) -> None:
    """Ranked by the scheme that was written, by the scenario, or at once: the same to the bit."""
    args = ["weights", "data.csv", "--method", *how]
    assert innoindex(*args, "-o", "w.toml").err.endswith("written: w.toml\n")
    assert innoindex(*args, "-o", "s.toml", "--as", "scenario").code == 0
    text = (small / "w.toml").read_text("utf-8")
    assert text.splitlines()[0].endswith(f"(--method {how[0]})")
    assert f"# made by innoindex {__version__}\n\n# mine\nschema = 1\n" in text
    period = "all periods" if "--pooled" in how else "2022"
    assert f"# from data.csv, {period}\n# all else: weights.toml\n" in text
    assert "  # D\n" in text
    assert innoindex(*args, "-f", "toml").out == text
    assert innoindex(*args, "--as", "scenario").out == (small / "s.toml").read_text("utf-8")
    assert innoindex("scheme", "check", "w.toml").code == 0
    written = rows(innoindex("rank", "data.csv", "-s", "w.toml", "-f", "csv").out)
    scenario = rows(innoindex("whatif", "data.csv", "--scenario", "s.toml", "-f", "csv").out)
    found = {row["unit"]: (row["rank_s"], row["score_s"]) for row in scenario}
    assert {row["unit"]: (row["rank"], row["score"]) for row in written} == found
    if len(how) == 1:
        at_once = innoindex("rank", "data.csv", "--weights", how[0], "-f", "csv")
        assert rows(at_once.out) == written


def test_comparisons_in_the_heading(innoindex: Run, small: Path) -> None:
    """Files of comparisons, options of the method and the one node are named there."""
    args = ["weights", "data.csv", "-f", "toml", "--lang", "en", "--method"]
    heading = innoindex(*args, "ahp", "--pairwise", "p.csv").lines[:3]
    assert heading == [
        "# weights: AHP (--method ahp)", "# weighed: the parts of index",
        "# from p.csv, data.csv, 2022",
    ]  # fmt: skip
    bounded = innoindex(*args, "benefit-of-the-doubt", "--bounds", "40%:62.5%").lines[0]
    assert bounded.endswith("(--method benefit-of-the-doubt --bounds 40%:62.5%)")
    factors = innoindex(*args, "factor-analysis", "--factors", "1", "--together").lines
    assert factors[0].endswith("(--method factor-analysis --factors 1)")
    assert factors[1] == "# weighed: all indicators as one set"


def test_rank_by_weights(innoindex: Run, small: Path) -> None:
    """The columns stay; a note and a sentence say whose weights, in either language."""
    plain = innoindex("rank", "data.csv", "-f", "csv").lines
    ranked = innoindex("rank", "data.csv", "--weights", "ahp=p.csv", "-f", "csv", "--lang", "en")
    assert ranked.lines[0] == plain[0]
    table = {row["unit"]: row for row in rows(ranked.out)}
    same([float(table[u]["score"]) for u in "1234"], [2.25, 0.375, 1.125, 4.25])
    same(float(table["1"]["previous_score"]), 0.75 * 1 + 0.25 * 9)
    assert "note: weights: AHP\n" in ranked.err
    shown = innoindex("rank", "data.csv", "--weights", "sd", "-p", "2021", "--lang", "zh", width=80)
    assert shown.lines[1] == "权重：标准差，由2021的得分求得"
    for level in ("group", "all"):
        args = ["rank", "data.csv", "--weights", "equal", "--level", level, "-p", "2021"]
        (small / "weights.toml").write_text(SCHEME + "[raw]\na = {}\nb = {}\nc = {}\n", "utf-8")
        assert "weights: equal" in innoindex(*args, "--lang", "en").lines
        names = [row["name"] for row in rows(innoindex(*args, "-f", "csv").out)]
        assert sorted(names) == {"group": ["东", "西"], "all": ["全部"]}[level]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize(
    "args", [[], ["--method", "pca"], ["--method", "benefit-of-the-doubt", "--together"]]
)
def test_nothing_is_cut(innoindex: Run, args: list[str], width: int, lang: str) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    outcome = innoindex("weights", EXAMPLE, *args, "--lang", lang, width=width)
    assert outcome.code == 0
    assert "…" not in outcome.out
    outcome.out.encode("gbk")
    assert width is None or max(map(cell_len, outcome.lines)) <= width


SHEETS = {"en": ["Weights", "Methods"], "zh": ["权重", "方法"]}


@pytest.mark.parametrize("lang", SHEETS)
def test_workbook_and_markdown(
    innoindex: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """A sheet a table: thirty-five parts, and a line a method with the scheme's."""
    monkeypatch.chdir(tmp_path)
    assert innoindex("weights", EXAMPLE, "--lang", lang, "-o", "x.xlsx").code == 0
    book = CalamineWorkbook.from_path("x.xlsx")
    assert book.sheet_names[: len(SHEETS[lang])] == SHEETS[lang]
    counts = [len(book.get_sheet_by_index(i).to_python()) for i in (0, 1)]
    assert counts == [1 + 35, 1 + len(METHODS)]
    blocks = innoindex("weights", EXAMPLE, "--lang", lang, "-f", "md").out.split("\n\n")
    assert [b.count("\n|") for b in blocks if b.startswith("|")] == [1 + 35, 1 + len(METHODS)]


REFUSED = {
    "--method mean": '--method cannot be "mean"',
    "--method ahp": "ahp needs pairwise comparisons",
    "--method sd --pairwise p.csv": "--pairwise goes with the method ahp",
    "--method sd --factors 2": "--factors goes with the method factor-analysis",
    "--method factor-analysis --factors 0": '--factors cannot be "0"',
    "--method pca --bounds 10%:20%": "--bounds goes with the method benefit-of-the-doubt",
    "--method benefit-of-the-doubt --bounds 60%:40%": '--bounds cannot be "60%:40%"',
    "--method benefit-of-the-doubt --bounds 1.2.3%:40%": '--bounds cannot be "1.2.3%:40%"',
    "--factors 2": "--factors needs a method",
    "-f toml": "--format toml needs a method",
    "-o w.toml": "--format toml needs a method",
    "--as scheme": "--as needs a method",
    "--method sd --as file": '--as cannot be "file"',
    "--method sd --as scheme -f csv": "--as goes with TOML",
    "--method sd --of D --together": "--of and --together contradict",
    "--method sd --of a": '--of: "a" is an indicator, which has no parts',
    "--method sd --of E": '--of: there is no "E"',
    "--method ahp --pairwise p.csv --of D": "--of D, but the comparisons are of other parts",
    "--method ahp --pairwise none.csv": "no such file",
    "--method sd -o weights.toml": "weights.toml is an input and would be overwritten",
    "--method ahp --pairwise p.csv -o p.csv": "p.csv is an input and would be overwritten",
    "--method sd -p 2030": "--period 2030 is not in the table",
}


@pytest.mark.parametrize("args", REFUSED)
def test_wrong_usage(innoindex: Run, small: Path, args: str) -> None:
    """What cannot be meant is exit code 2 and says what to do; nothing is written."""
    before = {path.name: path.read_bytes() for path in small.iterdir()}
    outcome = innoindex("weights", "data.csv", *args.split(), "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {REFUSED[args]}" in outcome.err
    assert "\nhelp: " in outcome.err
    assert {path.name: path.read_bytes() for path in small.iterdir()} == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["mean"], '--weights cannot be "mean"'),
        (["ahp"], "ahp needs pairwise comparisons"),
        (["sd=p.csv"], '--weights cannot be "sd=p.csv"'),
        (["sd", "--weights", "pca"], "--weights names several methods"),
        (["sd", "--weights", "sd"], "--weights names several methods"),
        (["ahp=p.csv", "-o", "p.csv"], "p.csv is an input and would be overwritten"),
    ],
)
def test_wrong_weights_of_a_ranking(innoindex: Run, small: Path, args: list, said: str) -> None:
    """`rank --weights` refuses the same, in its own words."""
    outcome = innoindex("rank", "data.csv", "--weights", *args, "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {said}" in outcome.err


def test_data_without_weights_are_exit_1(innoindex: Run, small: Path) -> None:
    """The node, the reason and the way out; for a ranking too."""
    (small / "data.csv").write_text("\n".join(TABLE.splitlines()[:3]), "utf-8")
    for args in (["weights", "--method", "critic"], ["rank", "--weights", "critic"]):
        outcome = innoindex(args[0], "data.csv", *args[1:], "--lang", "en")
        assert (outcome.code, outcome.out) == (1, "")
        assert "weights.toml:10: error: Kind, weights by CRITIC: 2 units are too few" in outcome.err
        assert "\nhelp: " in outcome.err
