"""Scenarios against the base: ranks, scores and tiers side by side, and how alike rankings are."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run, rows
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import NAN, cases, panel_of, same, scheme_of

from innoindex import correlation
from innoindex.correlation import kendall, spearman
from innoindex.errors import InnoindexError
from innoindex.index import compute
from innoindex.scenario_parts import make_scenario
from innoindex.whatif import Variant, what_if

SCHEME = """
[columns]
name = "county"
group = "city"
[index]
highlight = ["1"]
tiers = [{ name = "A", min_score = 21 }, { name = "B" }]
[indicator.x]
weight = 1
[indicator.y]
weight = 1
[raw]
x = {}
y = {}
"""
PANEL = panel_of(
    {"x": [[10, 20, 30], [10, 20, 30]], "y": [[1, 2, 3], [40, 24, 5]]}, periods=("1", "2")
)  # in period 2 the scores are 25 22 17.5, in period 1 5.5 11 16.5


def what(period: str | None = None, **changes: object) -> Variant:
    scheme = scheme_of(SCHEME)
    scenario = make_scenario(scheme, "s", **changes)
    return what_if(PANEL, scheme, [scenario], period=period).variants[0]


def test_by_hand():
    """With y at a quarter the scores are 17.5 21 23.75: places climbed are + and points gained."""
    variant = what(weight={"y": "25%"})
    same(variant.base.ranks[1], [1, 2, 3])
    same(variant.result.index[1], [10 * 3 / 4 + 10, 15 + 6, 22.5 + 1.25])
    same(variant.rank_change, [1 - 3, 0, 3 - 1])
    same(variant.score_change, [17.5 - 25, 21 - 22, 23.75 - 17.5])
    assert variant.tier_changed.tolist() == [True, False, True]  # A A B, then B A A
    assert (variant.spearman, variant.kendall, variant.same) == (-1, -1, False)
    little = what(set={"u0.x": "+0.001"})  # moves nobody, and is not the same
    assert (little.rank_change.tolist(), little.same) == ([0, 0, 0], False)


def test_raw_values_are_set_in_the_period_alone():
    """10 more of x is 5 points in its period; the other period stays."""
    for period, p in {"1": 0, "2": 1, None: 1}.items():
        variant = what(period, set={"u1.x": "+10"})
        change = variant.result.index - variant.base.index
        same(change[p], [0, 5, 0])
        same(change[1 - p], [0, 0, 0])
        assert variant.base.periods[variant.p] == (period or "2")


def test_level_of_the_base():
    """Base and scenario are both at the level: the sums 60 and 69, in halves and 3 : 1."""
    scheme, panel = scheme_of(SCHEME), panel_of({"x": [30, 30], "y": [64, 5]}, groups=["n", "s"])
    found = what_if(panel, scheme, [make_scenario(scheme, weight={"y": "25%"})], level="all")
    same(found.base.index, [[60 / 2 + 69 / 2]])
    same(found.variants[0].score_change, [60 * 3 / 4 + 69 / 4 - 60 / 2 - 69 / 2])


def test_a_unit_without_a_rank_has_no_change():
    """It is in neither the moves nor the tiers crossed, and no correlation counts it."""
    scheme = scheme_of(SCHEME.replace("[index]", '[index]\nimpute = "drop"'))
    panel = panel_of({"x": [1, NAN, 4], "y": [NAN, 30, 3]})
    scenario = make_scenario(scheme, drop=["x"])
    (variant,) = what_if(panel, scheme, [scenario]).variants  # 1 30 3.5 becomes - 30 3
    same(variant.rank_change, [NAN, 0, 0])
    assert variant.tier_changed.tolist() == [False] * 3
    same([variant.spearman, variant.kendall], [1, 1])
    assert not variant.same


def test_a_problem_names_its_scenario():
    """What cannot be computed says under which scenario, and remains what it was."""
    with pytest.raises(
        InnoindexError, match="s: u0 in 2: index: geometric needs scores above 0, and x scores -5"
    ):
        what(aggregate="geometric", set={"u0.x": -5})


@given(cases(), st.data())
def test_no_op_scenarios_are_the_base(case, data):
    """Every weight times 1, the share that it has, + 0 %, the present method: nothing changes."""
    draft, panel = case
    entry = data.draw(st.sampled_from(draft.entries))
    others = [e.weight for e in draft.entries if e.dimension == entry.dimension]
    if entry.dimension is None:
        others += [weight for _, _, weight in draft.dimensions]
    unit = data.draw(st.integers(0, 3))  # the first four have every value
    no_ops = [
        {},
        {"weight": dict.fromkeys(("nord", "Amt", *(e.id for e in draft.entries)), "*1")},
        {"weight": {entry.id: f"{100 * entry.weight / sum(others):.17f}%"}},
        {"weight": {entry.id: entry.weight}},
        {"set": {f"{panel.units[unit]}.{entry.id}": "+0%"}},
        {"aggregate": {"index": tomllib.loads(f"rule = {draft.aggregate}")["rule"]}},
        {"normalise": {entry.id: tomllib.loads(f"rule = {entry.normalise}")["rule"]}},
    ]
    scheme = draft.scheme()
    scenarios = [make_scenario(scheme, str(number), **no) for number, no in enumerate(no_ops)]
    for variant in what_if(panel, scheme, scenarios).variants:
        assert variant.same, variant.scenario
        same(variant.result.index, variant.base.index)
        np.testing.assert_array_equal(variant.result.ranks, variant.base.ranks)


@given(cases(), st.data())
def test_a_scenario_changes_nothing_but_itself(case, data):
    """Neither base, panel nor scheme; nor does it matter which others stand beside it, or where."""
    draft, panel = case
    scheme, columns = draft.scheme(), {id: v.tobytes() for id, v in panel.columns.items()}
    base = compute(panel, scheme)
    before = base.index.tobytes(), base.ranks.tobytes(), repr(scheme)
    id, unit = data.draw(st.sampled_from(draft.entries)).id, panel.units[0]
    several = {
        "weights": {"weight": {id: "*3", "nord": 7}},
        "values": {"set": {f"{unit}.{id}": "*0.5"}, "weight": {"Amt": "90%"}},
        "methods": {"normalise": {id: "rank"}, "aggregate": "median"},
        "dropped": {"drop": ["nord"], "set": {f"{unit}.{id}": 12.5}},
    }
    scenarios = [make_scenario(scheme, name, **said) for name, said in several.items()]
    order = data.draw(st.permutations(scenarios))
    found = what_if(panel, scheme, order, base=base).variants
    assert [variant.scenario for variant in found] == order
    for beside in found:
        (alone,) = what_if(panel, scheme, [beside.scenario]).variants
        for mine, others in ((beside.result, alone.result), (beside.base, alone.base)):
            assert mine.index.tobytes() == others.index.tobytes()
            assert mine.ranks.tobytes() == others.ranks.tobytes()
    assert (base.index.tobytes(), base.ranks.tobytes(), repr(scheme)) == before
    assert {id: v.tobytes() for id, v in panel.columns.items()} == columns


@pytest.mark.parametrize(
    ("a", "b", "rho", "tau"),
    [
        # Ranks 1 2 3 4 and 1 3 2 4: 1 - 6 (1 + 1) / (4 (16 - 1)), and 5 - 1 of 6 pairs.
        ([10, 8, 6, 4], [9, 5, 7, 1], 1 - 12 / 60, (5 - 1) / 6),
        ([1, 2, 3], [3, 2, 1], -1, -1),
        # Mean ranks 2.5 2.5 1 and 3 2 1: 1.5 / sqrt(1.5 * 2); 2 of 3 pairs, one tied in a.
        ([1, 1, 2], [1, 2, 3], 1.5 / 3**0.5, 2 / (2 * 3) ** 0.5),
        ([10, 8, NAN, 6, 4, 0], [9, 5, 6, 7, 1, NAN], 1 - 12 / 60, (5 - 1) / 6),
        ([1, 1, 1], [1, 2, 3], NAN, NAN),
        ([1, NAN], [1, 2], NAN, NAN),
    ],
)
def test_correlations_by_hand(a, b, rho, tau):
    """Worked out on paper; only units with both scores count, and a constant has none."""
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    same([spearman(a, b), kendall(a, b)], [rho, tau])


@given(st.lists(st.tuples(*[st.sampled_from([NAN, 0, 1, 2.5, 2.5, 3, 7])] * 2), max_size=40))
def test_correlations_are_those_of_scipy(pairs):
    """Tied scores and all; above 2,000 units it is scipy that is asked, with the same answer."""
    from scipy import stats

    a, b = np.array(pairs, dtype=float).reshape(-1, 2).T
    x, y = np.array([pair for pair in pairs if not np.isnan(sum(pair))]).reshape(-1, 2).T
    if len(set(x)) > 1 and len(set(y)) > 1:
        same(spearman(a, b), stats.spearmanr(x, y).statistic)
        same(kendall(a, b), stats.kendalltau(x, y).statistic)
    with pytest.MonkeyPatch.context() as patch:
        below = kendall(a, b)
        patch.setattr(correlation, "_MOST_PAIRWISE", 0)
        same(kendall(a, b), below)


BASE = "period,rank,unit,name,group,score,tier"
OWN = "rank_{0},rank_change_{0},score_{0},score_change_{0},tier_{0}"
FILES = {
    "two.toml": 'weight = { output = "40%" }\nset = { "萧山区.rd_exp" = "+10%" }\n',
    "plain.toml": 'name = { zh = "原样", en = "As it is" }\n',
    "bad.toml": 'name = "x"\nweigth = { output = 2 }\n',
    "mars.toml": '[scenario.m]\nset = { "Mars.rd_exp" = 1 }\n',
    "small.csv": "code,county,city,x,y\n1,甲,东,10,40\n2,乙,东,20,24\n3,丙,西,30,5\n",
    "bare.toml": f"schema = 1{SCHEME}",
    "small.toml": f"schema = 1{SCHEME}[scenario.q]\nname = {{ zh = '四分之一', en = 'Quarter' }}\n"
    "weight = { y = '25%' }\n[scenario.same]\n",
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a small table and files of scenarios, in which the program is run."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")


SAID = {
    "en": ["Quarter: 甲 rank 1 → 3 (▼2), score 25.0 → 17.5 (-7.5 points), A → B",
           "Quarter: up the most 丙 ▲2", "Quarter: down the most 甲 ▼2",
           "the same as the base, nothing changes: same"],
    "zh": ["四分之一：甲位次 1 → 3(▼2)，得分 25.0 → 17.5(-7.5分)，A → B",
           "四分之一：上升最多的是丙 ▲2", "四分之一：下降最多的是甲 ▼2",
           "与基准相同，没有任何变化：same"],
}  # fmt: skip


@pytest.mark.parametrize("lang", SAID)
def test_the_schemes_own_scenarios_in_sentences(innoindex: Run, files: None, lang: str) -> None:
    """Asked for none, all of the scheme are compared; the highlighted unit has a sentence."""
    args = ["whatif", "small.csv", "-s", "small.toml"]
    lines = innoindex(*args, "--lang", lang, width=80).lines
    assert [line for line in lines if line in SAID[lang]] == SAID[lang]
    only = innoindex(*args, "--scenario", "四分之一", "-f", "csv")
    assert only.lines[0] == f"{BASE},{OWN.format('q')}"
    assert [row["rank_q"] + row["tier_q"] for row in rows(only.out)] == ["3B", "2A", "1A"]


def test_groups(innoindex: Run, files: None) -> None:
    """The sums 30 64 and 30 5: halves are 47 and 17.5, at a quarter 22.5 + 16 and 22.5 + 1.25."""
    args = ["--level", "group", "--weight", "y=25%", "-f", "csv"]
    table = rows(innoindex("whatif", "small.csv", "-s", "small.toml", *args).out)
    found = [[row[key] for key in ("name", "score", "score_whatif")] for row in table]
    assert found == [["东", "47.0", "38.5"], ["西", "17.5", "23.75"]]


def test_csv_has_the_contracts_columns(innoindex: Run, files: None) -> None:
    """A row a unit: the base, then rank, places, score, points and tier of each scenario."""
    one = innoindex("whatif", EXAMPLE, "-p", "2020", "-f", "csv", "--weight", "output=40%")
    assert one.lines[0] == f"{BASE},{OWN.format('whatif')}"
    assert {row["period"] for row in rows(one.out)} == {"2020"}
    assert "note: csv has the table units; the others: --show scenarios" in one.err
    args = ["--scenario", "two.toml", "--scenario", "plain.toml", "--scenario", "two.toml"]
    args += ["--drop", "input"]
    several = innoindex("whatif", EXAMPLE, "-f", "csv", *args)
    own = ",".join(OWN.format(id) for id in ("two", "plain", "two-2", "whatif"))
    assert (several.lines[0], len(several.lines)) == (f"{BASE},{own}", 1 + 90)
    shown = rows(innoindex("whatif", EXAMPLE, "-f", "csv", "--show", "scenarios", *args).out)
    assert [row["scenario"] for row in shown] == ["two", "plain", "two-2", "whatif"]
    assert (shown[1]["moved"], shown[1]["up_most"], shown[1]["kendall"]) == ("0", "", "1.0")


def test_json_tables_agree(innoindex: Run) -> None:
    """What the summary counts are the moves of the units."""
    args = ["--weight", "科技产出=40%", "--set", "Xiaoshan.R&D expenditure*1.5"]
    tables = json.loads(innoindex("whatif", EXAMPLE, "-f", "json", *args).out)
    assert list(tables) == ["units", "scenarios"]
    units, (line,) = tables["units"], tables["scenarios"]
    for unit in units:
        assert unit["rank_change_whatif"] == unit["rank"] - unit["rank_whatif"]
        gained = unit["score_whatif"] - unit["score"]
        assert unit["score_change_whatif"] == pytest.approx(gained, abs=1e-9)
    moves = [unit["rank_change_whatif"] for unit in units]
    assert line["moved"] == sum(move != 0 for move in moves)
    same([line["units"], line["mean_places"]], [90, sum(map(abs, moves)) / 90])
    assert line["tier_changes"] == sum(unit["tier"] != unit["tier_whatif"] for unit in units)
    before, after = (np.array([u[key] for u in units]) for key in ("score", "score_whatif"))
    same([line["spearman"], line["kendall"]], [spearman(before, after), kendall(before, after)])
    assert line["up_most"].split(" ▲")[1].split(";")[0] == str(max(moves))
    assert line["down_most"].split(" ▼")[1].split(";")[0] == str(-min(moves))


SHEETS = {"en": ["Units", "Scenarios"], "zh": ["单位", "情景汇总"]}


@pytest.mark.parametrize("lang", SHEETS)
def test_workbook_and_markdown_have_both_tables(innoindex: Run, files: None, lang: str) -> None:
    """Ninety units, and a line a scenario."""
    args = ["whatif", EXAMPLE, "--scenario", "two.toml", "--drop", "input", "--lang", lang]
    assert innoindex(*args, "-o", "x.xlsx").code == 0
    book = CalamineWorkbook.from_path("x.xlsx")
    assert book.sheet_names[: len(SHEETS[lang])] == SHEETS[lang]
    assert [len(book.get_sheet_by_index(i).to_python()) for i in (0, 1)] == [1 + 90, 1 + 2]
    blocks = innoindex(*args, "-f", "md").out.split("\n\n")
    assert [block.count("\n|") for block in blocks if block.startswith("|")] == [1 + 90, 1 + 2]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("more", [[], ["--scenario", "two.toml", "--scenario", "output-first"]])
def test_nothing_is_cut(innoindex: Run, files: None, more: list, width: int, lang: str) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    args = ["--weight", "output=40%", "--weight", "input*0.5", "--drop", "rd_intensity", *more]
    outcome = innoindex("whatif", EXAMPLE, *args, "--lang", lang, width=width)
    assert outcome.code == 0
    assert "…" not in outcome.out
    outcome.out.encode("gbk")
    assert width is None or max(map(cell_len, outcome.lines)) <= width
    assert sum("★" in line for line in outcome.lines) == 1


SAME = """
--weight output=40% | --weight 科技产出＝４０％ | --weight 'S&T OUTPUT = 40 %'
--set 萧山区.rd_exp+10% | --set '330109.R&D expenditure*1.1' | --set Xiaoshan.研发经费=+10%
--drop output | --weight output*0 | --weight output=0
--aggregate index=geometric | --aggregate "index={method='power', p=0}"
--normalise rd_intensity=min-max | --normalise "rd_intensity={method='min-max', range=[0, 100]}"
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_the_same_in_other_words(innoindex: Run, line: str) -> None:
    """However it is asked for, the table is the same, and not the base."""
    asked = [shlex.split(each) for each in line.split(" | ")]
    first, *others = (innoindex("whatif", EXAMPLE, "-f", "csv", *args).out for args in asked)
    assert any(row["score_change_whatif"] != "0.0" for row in rows(first))
    assert others == [first] * (len(asked) - 1)


WRONG = """
--weight output | 2 error: --weight cannot be "output" | for example: --weight output=40%
--weight outptu=40% | 2 error: weight.outptu: there is no "outptu" | did you mean output,
--weight output=2 --weight output=4% | 2 error: "output" is given twice | keep one of the two
--weight output=60% --weight input=70% | 2 the shares under "index" add up to 130% | they may not
--weight input=0 --drop innovation --drop output --drop upgrading --weight environment*0 \
 | 2 error: the weights under "index" would all be 0 | leave one of them a weight
--set 萧山q.rd_exp=85 | 2 there is no unit "萧山q" | did you mean 萧山区?
--set 萧山区.rd_expp=85 | 2 error: there is no column "rd_expp" | did you mean rd_exp,
--aggregate index=median --aggregate sum | 2 --aggregate: one method for all, or | for example: --a
--aggregate {method= | 2 error: --aggregate cannot be "{method=" | for example: --aggregate '{ m
--scenario output | 2 error: there is no scenario "output" | did you mean output-first?
--scenario none.toml | 2 none.toml: error: no such file | check its name
--scenario bad.toml | 1 bad.toml:2: error: unknown key "weigth" | did you mean weight?
--scenario mars.toml | 1 mars.toml:1: error: m: there is no unit "Mars" | known: 330102
--drop input --show x | 2 error: --show cannot be "x" | it takes units | scenarios
-s bare.toml | 2 error: no scenario is asked for, and the scheme has none | add --weight, --set
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_what_is_wrong(innoindex: Run, files: None, line: str) -> None:
    """Usage is exit code 2, a problem of a file 1 with its place; each has a way out."""
    args, said, help = line.split(" | ", 2)
    table = "small.csv" if "bare" in args else EXAMPLE
    outcome = innoindex("whatif", table, "--lang", "en", *args.split())
    assert (outcome.code, outcome.out) == (int(said[0]), "")
    assert said[2:] in outcome.err
    assert f"\nhelp: {help}" in outcome.err
