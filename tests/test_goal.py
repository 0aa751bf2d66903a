"""What it would take to reach a rank, a tier or a score: put in, it gets there; less does not."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import NAN, computed, same

from innoindex import goal_frames, read_panel, read_shipped_scheme
from innoindex.goals import Goal, goal
from innoindex.index import compute
from innoindex.view import shown_cells
from innoindex.views.goal import goal_view
from innoindex.write.terminal import write_table

YEARS = ("2020", "2021")

# --- by hand -------------------------------------------------------------------------------------


def test_each_alone():
    """The value, the raw numerator above it, the years that takes, and whom it would move too."""
    parts = {"x": ("a / e", 1), "y": ("a / b", 1), "z": ("a + e", 0), "w": ("e / b", 1)}
    text = "".join(
        f'[indicator.{id}]\nvalue = "{value}"\nweight = {weight}\n'
        for id, (value, weight) in parts.items()
    )
    columns = {"a": [[1, 9], [2, 9]], "e": [[5, 3], [4, 3]], "b": [[1, 9], [1, 9]]}
    found = goal(computed(f'{text}direction = "-"\n', columns, periods=YEARS), 0, score=0)
    # 2/4 + 2/1 - 4/1 is 1.5 short: x = 2 with a = 8; y = 3.5 is beyond 2; w = 2.5 with e = 2.5.
    x, y, w = found.needs
    same([found.score, found.rank], [-0.5, 2])
    same([x.present, x.value, x.best, x.raw_present, x.raw_value], [0.5, 2, 3, 2, 8], 1e-8)
    same([w.present, w.value, w.best, w.raw_present, w.raw_value], [4, 2.5, 1 / 3, 4, 2.5], 1e-8)
    same([x.years, w.years], [1.5 / (1 / 2 - 1 / 5), 1.5 / (5 - 4)], 1e-8)
    assert [(n.id, n.column, n.also) for n in (x, w)] == [("x", "a", ("y",)), ("w", "e", ("x",))]
    assert (y.value, y.best, y.score, y.column, y.also) == (None, 2, found.score, None, ())
    assert [(need.id, need.value) for need in found.plan_needs] == [("w", pytest.approx(2.5))]


@pytest.mark.parametrize(
    ("before", "now", "following"),
    [(4, 6, 8), (20, 10, 5), (7, 7, 7), (NAN, 7, 7), (-2, 3, 8), (4, 0, 0)],
)
def test_others_repeat_their_last_change(before, now, following):
    """A rise by the same amount, a fall at the same rate; the unit itself stays where it is."""
    text = '[index]\nimpute = "drop"\n[indicator.x]\n'
    values = [[-9, 99, before], [-8, 99, now]]
    found = goal(computed(text, {"x": values}, periods=YEARS), 0, rank=2, trend=True)
    (need,) = found.needs
    same([found.rank, found.score, need.value, need.best], [3, -8, following, 99], 1e-8)


def test_of_two_units_one_has_the_best_value():
    """Two units with one value have no min-max: the other ways are there."""
    text = '[indicator.x]\nnormalise = "min-max"\n[indicator.y]\n[indicator.z]\n'
    columns = {"x": [[1, 3], [1, 3]], "y": [[0, 0], [0, 200]], "z": [[150, 0], [150, 0]]}
    found = goal(computed(text, columns, periods=YEARS), 0, rank=1)  # 0 0 150 to 100 200 0
    assert {need.id: need.value for need in found.needs}["y"] == pytest.approx(150)


@pytest.mark.parametrize("stats", ["period", "pooled"])
def test_all_is_held(stats):
    """Then there is no way."""
    text = f'[index]\nstats = "{stats}"\nnormalise = "min-max"\n[indicator.x]\n'
    found = goal(computed(text, {"x": [[1, 3], [1, 3]]}, periods=YEARS), 0, rank=1, hold=["x"])
    assert (found.needs, found.plan, found.possible, found.utmost_rank) == ((), None, False, 2)


# --- laws ----------------------------------------------------------------------------------------

# A goal takes some 50 ms: what fails is not made smaller.
quickly = settings(max_examples=25, phases=[Phase.generate])
MEANS = ['"geometric"', '"harmonic"', '{ method = "power", p = 0.5 }']  # of what is not negative
POSITIVE = [
    '{ method = "min-max", range = [1, 100] }',
    '{ method = "goalposts", lower = 0, upper = 80, range = [5, 90] }',
    '"percentile"',
    '{ method = "base-ratio", reference = 20 }',
]
ANY = [
    *POSITIVE,
    '"min-max"',
    '"percentile-rank"',
    '"z-score"',
    '"none"',
    '{ method = "goalposts", lower = 20, upper = 60 }',
]


class Case:
    """A random scheme and table, a unit in its last period, and what it is to reach there."""

    def __init__(self, draw) -> None:
        def pick(*of):
            return draw(st.sampled_from(of))

        count, units = draw(st.integers(2, 4)), draw(st.integers(3, 6))
        mean, self.trend = pick('"arithmetic"', '"arithmetic"', '"median"', *MEANS), pick(0, 1)
        stats = pick("period", "pooled", "period" if mean in MEANS else "2020")
        ties, tier = pick("min", "dense", "average", "first"), pick("max_rank = 2", "top = 0.4")
        text = f'[index]\naggregate = {mean}\nties = "{ties}"\nstats = "{stats}"\n'
        text += f'tiers = [{{ name = "A", {tier} }}, {{ name = "B" }}]\n'
        columns = {}
        for i in range(count):
            method = pick(*(POSITIVE if mean in MEANS else ANY))
            text += f"[indicator.x{i}]\nnormalise = {method}\nweight = {pick(1, 2, 3)}\n"
            text += f'direction = "{pick("+", "-")}"\n'
            cells = st.lists(st.integers(1, 40), min_size=2 * units, max_size=2 * units)
            table = 2.5 * np.array(draw(cells), dtype=float).reshape(2, units)
            columns[f"x{i}"] = table + np.arange(units) / 8 * pick(0, 1)
            assume((np.ptp(table, axis=1) > 0).all())
            if not self.trend and pick(0, 1):
                text += f'value = "100 * a{i} / b{i}"\n'
                columns[f"b{i}"] = columns[f"x{i}"][::-1]
                columns[f"a{i}"] = columns.pop(f"x{i}") * columns[f"b{i}"] / 100
        self.result, self.unit = computed(text, columns, periods=YEARS), pick(*range(units))
        rank = pick(*range(1, units))
        score = float(self.result.index[1].max()) - rank
        self.kind, self.wanted = pick(("rank", rank), ("tier", "A"), ("score", score))
        self.found = self.goal()

    def goal(self, **options) -> Goal:
        target = {self.kind: self.wanted}
        return goal(self.result, self.unit, trend=bool(self.trend), **target, **options)

    def put(self, values: dict[str, float]) -> tuple[float, float, bool]:
        """Rank, score and whether the target is reached, with these in the unit's raw columns."""
        u = self.unit
        columns = {id: table.copy() for id, table in self.result.panel.columns.items()}
        for before, now in columns.values() if self.trend else ():
            own = now[u]
            now[:] = np.where(now < before, now * now / before, 2 * now - before)
            now[u] = own
        for id, value in values.items():
            columns[id][1, u] = value
        new = compute(replace(self.result.panel, columns=columns), self.result.scheme)
        rank, there = new.ranks[1, u], new.tiers[1, u] == 0
        if self.kind != "tier":
            there = rank <= self.wanted if self.kind == "rank" else new.settled[1, u] >= self.wanted
        return rank, new.index[1, u], bool(there)

    def just_there(self, *needs) -> None:
        """The values of a goal reach it, with the rank and score that it says; less do not.

        Of a quotient the raw numerator is put in. It is not the same float: a billionth more.
        """
        raw = {n.column: n.column != n.id for n in needs}
        now = {n.column: n.raw_present if raw[n.column] else n.present for n in needs}
        then = {n.column: n.raw_value if raw[n.column] else n.value for n in needs}
        rank, score, there = self.put(
            {id: then[id] + 1e-9 * raw[id] * (then[id] - now[id]) for id in now}
        )
        assert there
        if not any(raw.values()):
            same([[n.rank, n.score] for n in needs], [[rank, score]] * len(needs))
        assert not self.put({id: then[id] - 1e-9 * (then[id] - now[id]) for id in now})[2]


@st.composite
def ways(draw):
    return Case(draw)


@quickly
@given(ways())
def test_it_just_gets_there(case):
    """Put in, and the index computed anew, it is there; a billionth less, or the best, is not."""
    found, rank, score, there = case.found, *case.put({})
    same([found.rank, found.score, found.reached], [rank, score, there])
    if there:
        assert (found.needs, found.plan, found.plan_needs) == ((), None, ())
    for need in found.needs:
        if need.value is not None:
            assert 0 < (need.value - need.present) / (need.best - need.present) <= 1
            case.just_there(need)
        elif need.id in case.result.panel.columns:
            same(case.put({need.id: need.best}), [need.rank, need.score, False])
    able = [need.years for need in found.needs if need.value is not None]
    if found.plan is None:
        assert not able
        return
    case.just_there(*found.plan_needs)
    for need in found.plan_needs:
        assert abs(need.value - need.present) <= abs(need.best - need.present)
        assert (need.value - need.present) * (need.best - need.present) >= 0
    same(found.plan.effort, sum(need.years for need in found.plan_needs))
    assert found.plan.effort <= min(able, default=np.inf) * (1 + 1e-6) + 1e-6


@quickly
@given(ways(), st.data())
def test_held_is_held(case, data):
    """No held indicator is moved, alone or together; the others need what they did."""
    ids = st.sampled_from(list(case.result.scheme.indicators))
    hold = data.draw(st.lists(ids, unique=True, min_size=1))
    found = case.goal(hold=hold)
    others = [(need.id, need.value) for need in case.found.needs if need.id not in hold]
    assert [(need.id, need.value) for need in found.needs] == others
    assert not {need.id for need in found.plan_needs} & set(hold)


# --- the command ---------------------------------------------------------------------------------

SCHEME = """
schema = 1
columns = { unit = "code", name = "county", period = "year" }
[index]
highlight = ["1"]
tiers = [{ name = { zh = "上档", en = "Upper" }, min_score = 36 }, { name = "rest" }]
[dimension.people]
[indicator.staff]
dimension = "people"
[indicator.patents]
value = "100 * granted / residents"
"""
# 2022: 17.5 35 37. Of 甲 staff is 10, 2 more a year, and at most 44; patents are 25, falling (the
# median is 2.5 a year), and at most 50.
TABLE = """year,code,county,staff,granted,residents
2020,1,甲,6,6,20\n2020,2,乙,20,18,40\n2020,3,丙,30,6,30\n2020,4,丁,1,1,1
2022,1,甲,10,5,20\n2022,2,乙,20,20,40\n2022,3,丙,44,9,30
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small table and its scheme, in the folder that the program is run in."""
    monkeypatch.chdir(tmp_path)
    bare = SCHEME.replace("tiers", "# ").replace("[index]", '[index]\naggregate = "geometric"')
    files = {"weights.toml": SCHEME, "bare.toml": bare, "data.csv": TABLE}
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("args", "staff", "patents"),
    [
        ("--score 25", None, 40),  # 7.5 points: 7.5 years of staff, 6 of patents
        ("--score 25 --cost patents=1.2", None, 40),  # 7.2
        ("--score 25 --cost patents=1.3", 25, None),  # 7.8
        ("--score 25 --cost people=0.5", 25, None),
        ("--score 25 --cost patents=2 --cost people=2", None, 40),
        ("--score 25 --hold patents", 25, None),
        ("--score 25 --hold people --cost patents=2", None, 40),
        ("--rank 2", 20, 50),  # 17.5 points, of which patents have 12.5
        ("--gain 1", 20, 50),
        ("--tier 1", 22, 50),  # 18.5 points
        ("--tier upper", 22, 50),
        ("--tier 上档", 22, 50),
        # Then 乙 has staff 20 and patents 55, 丙 58 and 40: to 37.5 are 20 points, 15 of patents.
        ("--rank 2 --against-trend", 20, 55),
        ("--score 24 -p 2020", None, 42),  # 12 of either; patents vary more between the units
    ],
)
def test_plans_by_hand(innoindex: Run, small: None, args: str, staff, patents) -> None:
    """What is cheapest first; nothing beyond the best."""
    plan = json.loads(innoindex("goal", "data.csv", *args.split(), "-f", "json").out)["plan"]
    wanted = {id: value for id, value in {"staff": staff, "patents": patents}.items() if value}
    assert {row["id"]: row["needed"] for row in plan} == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("args", "en", "zh"),
    [
        ("--score 25", "rank 3 (=), score 25.00 (+7.50 points)", "第3位(=)，25.00分(+7.50分)"),
        ("--score 25", "from 25.0 to 40.0 (6.0 years", "patents由25.0到40.0(6.0年"),
        ("--score 25", "least effort, 6.0 years", "合力最省，相当于6.0年"),
        ("--rank 2", "rank 2 (▲1), score 35.00", "第2位(▲1)，35.00分"),
        ("--rank 2 --against-trend", "repeat their last change, 甲 has rank 3", "甲为第3位"),
        ("--rank 2 --against-trend", "from 10.0 to 50.0 (20.0 years", "staff由10.0到50.0(20.0年"),
        ("--rank 1 --unit 丙", "the target is reached: nothing is needed", "目标已达到"),
        ("--score 24 -p 2020", "standard deviations", "个标准差"),
        ("--rank 2 -s bare.toml", "found by search", "由搜索得到"),
    ],
)
def test_sentences(innoindex: Run, small: None, args: str, en: str, zh: str) -> None:
    """The same in words, in either language, within the terminal."""
    for lang, part in {"en": en, "zh": zh}.items():
        outcome = innoindex("goal", "data.csv", *args.split(), "--lang", lang, width=80)
        assert max(map(cell_len, outcome.lines)) <= 80
        assert part in outcome.out.replace("\n", " " if lang == "en" else "")


def test_formats(innoindex: Run, small: None) -> None:
    """csv has one table, the others two; who leads has empty ones."""
    run = ["goal", "data.csv", "--score", "25"]
    outcome = innoindex(*run, "-f", "csv")
    table = list(csv.DictReader(outcome.lines))
    assert [row["id"] for row in table] == ["patents", "staff"]
    same([float(row["needed"]) for row in table], [40, 25], 1e-8)
    assert "--show plan" in outcome.err
    (row,) = csv.DictReader(innoindex(*run, "-f", "csv", "--show", "plan").lines)
    keys = ["value", "change", "best", "raw", "raw_needed", "raw_change_percent", "effort"]
    same([float(row[key]) for key in keys], [25, 15, 50, 5, 8, 60, 6], 1e-8)
    for lang, sheets in {"en": ["Alone", "Plan"], "zh": ["单项", "方案"]}.items():
        assert innoindex(*run, "--lang", lang, "-o", "x.xlsx").code == 0
        book = CalamineWorkbook.from_path("x.xlsx")
        assert book.sheet_names[:2] == sheets
        assert [len(book.get_sheet_by_name(name).to_python()) for name in sheets] == [1 + 2, 1 + 1]
    blocks = innoindex(*run, "-f", "md").out.split("\n\n")
    tables = [block.splitlines() for block in blocks if block.startswith("|")]
    assert [len(lines) for lines in tables] == [2 + 2, 2 + 1]
    leads = innoindex("goal", "data.csv", "--unit", "丙", "--rank", "1", "-f", "json")
    assert (leads.code, json.loads(leads.out)) == (0, {"indicators": [], "plan": []})


@pytest.mark.parametrize(
    ("args", "code", "error", "help"),
    [
        ("", 2, "one target is needed", "--rank 20"),
        ("--rank 2 --gain 1", 2, "one target is needed", "--rank 20"),
        ("--rank 0", 2, '--rank cannot be "0"', "a whole number from 1"),
        ("--rank two", 2, '--rank cannot be "two"', "a whole number from 1"),
        ("--gain -1", 2, '--gain cannot be "-1"', "a whole number from 0"),
        ("--gain 3", 1, "甲 has rank 3: it cannot climb 3 places", "a nearer target"),
        ("--score all", 2, '--score cannot be "all"', "a number"),
        ("--score 48", 1, "甲 cannot reach score 48: with the best value in every indicator "
         "not held it has rank 1 and score 47.0", "a nearer target"),
        ("--rank 2 --hold staff --hold patents", 1, "甲 cannot reach rank 2", "hold fewer"),
        ("--tier Uper", 2, 'there is no tier "Uper"', "did you mean Upper?"),
        ("--tier 1 -s bare.toml", 2, "the scheme has no tiers", "a --rank or a --score"),
        ("--rank 2 --hold staf", 2, '--hold: there is no "staf"', "did you mean staff?"),
        ("--rank 2 --cost patent=2", 2, '--cost: there is no "patent"', "did you mean patents?"),
        ("--rank 2 --cost staff", 2, '--cost cannot be "staff"', "--cost "),
        ("--rank 2 --cost staff=-1", 2, '--cost cannot be "staff=-1"', "--cost "),
        ("--rank 2 --cost staff=nan", 2, "--cost cannot be", "a number"),
        ("--rank 2 --unit 丁", 2, "丁 has no rank", "another unit or period"),
        ("--rank 2 --unit 戊", 2, 'there is no unit "戊"', "known: "),
        ("--rank 2 --show plans", 2, '--show cannot be "plans"', "indicators | plan"),
    ],
)  # fmt: skip
def test_what_is_wrong(
    innoindex: Run, small: None, args: str, code: int, error: str, help: str
) -> None:
    """Usage is exit code 2, a goal out of reach 1; nothing is printed, and there is a way out."""
    outcome = innoindex("goal", "data.csv", *args.split(), "--lang", "en")
    assert (outcome.code, outcome.out) == (code, "")
    assert f"error: {error}" in outcome.err
    assert help in outcome.err.split("\nhelp: ")[-1]


# --- the shipped example -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def xiaoshan() -> Goal:
    """Xiaoshan's way from rank 22 of 90 two places up."""
    scheme = read_shipped_scheme()
    return goal(compute(read_panel(EXAMPLE, scheme), scheme), "330109", gain=2)


def test_xiaoshan(innoindex: Run, xiaoshan: Goal) -> None:
    """Two places up from 22 is 20; the frames are the tables; a raw number does what is said."""
    tables = json.loads(innoindex("goal", EXAMPLE, "--rank", "20", "-f", "json").out)
    for id, frame in goal_frames(xiaoshan).items():
        assert frame.astype(object).where(frame.notna(), None).to_dict("records") == tables[id]
    assert [len(tables["indicators"]), *{row["rank"] for row in tables["plan"]}] == [30, 20]
    for row in tables["indicators"]:
        able = row["needed"] is not None
        assert (row["rank"] <= 20) == able == (row["note"] is None)
        assert able or row["note"].startswith("not by this alone")
    (row,) = (row for row in tables["indicators"] if row["column"] == "pct")
    assert row["also"] is None
    for less, rank in {0: "20", 1: "21"}.items():  # whole applications: one less is too few
        assigned = f"330109.pct={np.ceil(row['raw_needed']) - less:g}"
        units = csv.DictReader(innoindex("whatif", EXAMPLE, "--set", assigned, "-f", "csv").lines)
        assert {unit["unit"]: unit["rank_whatif"] for unit in units}["330109"] == rank


def test_what_is_shown_is_enough(xiaoshan: Goal) -> None:
    """Rounded away from the present value, by less than one of the last digit."""
    columns = {column.id: column for column in goal_view(xiaoshan).columns}
    for exact, shown, now in [("needed", "enough", "value"), ("raw_needed", "raw_enough", "raw")]:
        texts = shown_cells(columns[shown], "en")
        for text, *pair in zip(texts, columns[exact].values, columns[now].values, strict=True):
            assert (text == "") == np.isnan(pair[0])
            if text:
                beyond = (float(text) - pair[0]) * np.sign(pair[0] - pair[1])
                assert -1e-9 <= beyond < 10.0 ** -len(text.partition(".")[2])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
def test_nothing_is_cut(xiaoshan: Goal, width: int | None, lang: str) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    file = io.StringIO()
    write_table(goal_view(xiaoshan), file, lang, width=width, color=False)
    file.getvalue().encode("gbk")
    assert "…" not in file.getvalue()
    assert width is None or max(map(cell_len, file.getvalue().splitlines())) <= width
