"""One weight through its range: the ranks on the way, and the interval in which a rank holds."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from strategies import NAN, cases, computed, same

from innoindex.errors import UsageProblem
from innoindex.index import Result, compute
from innoindex.scenario import changed_scheme
from innoindex.scheme import Change, Scenario
from innoindex.sweeping import sweep

TWO = "[indicator.x]\nweight = {}\n[indicator.y]\nweight = {}\n"
#            u0  u1  u2
LINES = {"x": [4, 9, 0], "y": [5, 1, 7]}  # at share s of x: 5 - s, 1 + 8 s, 7 - 7 s


COVER = 'impute = "drop"\nmin_coverage = 0.9'


def at(result: Result, id: str, share: float) -> Result:
    """The result with the weight of `id` at a share, computed anew."""
    scenario = Scenario("s", result.scheme.name, weight={id: Change("share", 100 * share)})
    return compute(result.panel, changed_scheme(result.scheme, scenario), level=result.level)


def test_crossings_by_hand():
    """u0 meets u2 at 1/3 and u1 at 4/9, the other two meet at 2/5, where they are at present."""
    columns = {id: [row, [1, 2, NAN]] for id, row in LINES.items()}  # u2 is gone in period 2
    text = '[index]\nimpute = "drop"\n' + TWO.format(2, 3)
    result = computed(text, columns, periods=("1", "2"))
    done = sweep(result, "x", [0, 0.4, 0.5, 1], [0, 1, 2], period="1")
    assert (done.linear, done.share) == (True, 2 / 5)
    same(done.scores, [[5, 1, 7], [4.6, 4.2, 4.2], [4.5, 5, 3.5], [4, 9, 0]])
    same(done.ranks, [[2, 3, 1], [1, 2, 2], [2, 1, 3], [2, 1, 3]])
    found = done.intervals
    same([i.rank for i in found], [1, 2, 2])
    same([(i.low, i.high) for i in found], [(1 / 3, 4 / 9), (2 / 5, 4 / 9), (1 / 3, 2 / 5)], 1e-8)
    assert [(i.rank_below, i.rank_above) for i in found] == [(2, 2), (3, 1), (1, 3)]
    assert [i.passed_below + i.passed_above for i in found] == [(2, 1), (2, 0), (0, 1)]


@pytest.mark.parametrize(
    ("rule", "x", "y", "meet"),
    [
        ("arithmetic", [10, 20, 0], [10, 0, 20.02], 1 / 2),  # 20.02 (1 - s) = 10 at 0.5005
        ("geometric", [10, 100, 1], [10, 2, 10 ** (1 / 0.57)], np.log(5) / np.log(50)),  # at 0.43
    ],
)
def test_a_change_that_is_undone(rule, x, y, meet):
    """u1 passes u0, and u2 falls behind it a little further on: the rank is what it was again."""
    text = f'[index]\naggregate = "{rule}"\n{TWO.format(1, 3)}'
    result = computed(text, {"x": x, "y": y})
    (found,), (other,) = (sweep(result, id, [0, 1], [0]).intervals for id in "xy")
    same([found.rank, found.low, found.high, found.rank_above], [2, 0, meet, 3], 1e-8)
    same([other.rank, other.low, other.high, other.rank_below], [2, 1 - meet, 1, 3], 1e-8)


def test_where_four_meet():
    """i s + (3 - i) (1 - s) for the unit i: all meet at 1/2, and stand in reverse beyond it."""
    result = computed(TWO.format(1, 3), {"x": [0, 1, 2, 3], "y": [3, 2, 1, 0]})
    found = sweep(result, "x", [0, 1], [0, 1, 2, 3]).intervals
    same([i.high for i in found], [1 / 2] * 4, 1e-8)
    assert [(i.rank, i.rank_above) for i in found] == [(1, 4), (2, 3), (3, 2), (4, 1)]


def test_a_unit_without_a_score_passes_nobody():
    """u1 has too little data at every share above 0; at 1 it is u2 that has none, and no rank."""
    text = f"[index]\n{COVER}\n{TWO.format(1, 1)}"
    result = computed(text, {"x": [5, NAN, 1], "y": [5, 7, 3]})
    (found,) = sweep(result, "x", [0.1, 1], [0]).intervals
    assert (found.rank, found.low < 0.1, found.high) == (1, True, 1)
    text = f'[index]\nimpute = "drop"\n{TWO.format(1, 1)}'
    result = computed(text, {"x": [1, 2, NAN], "y": [1, 2, 3]})
    (found,) = sweep(result, "x", [0, 1], [2]).intervals
    assert (found.high, found.rank_above) == (pytest.approx(1), None)
    assert found.passed_above == ()


def test_not_linear():
    """sqrt(x y) with y at a share: 4^s 16^(1-s) meets 9 at s = ln(16/9) / ln 4."""
    text = '[index]\naggregate = "geometric"\n' + TWO.format(9, 1)
    done = sweep(computed(text, {"x": [16, 9], "y": [4, 9]}), "y", [0, 1], [0])
    (found,) = done.intervals
    same([found.low, found.high], [0, np.log(16 / 9) / np.log(4)], 1e-8)
    assert (done.linear, found.rank, found.rank_above, found.passed_above) == (False, 1, 2, (1,))


@pytest.mark.parametrize(
    ("index", "columns", "linear"),
    [
        ("", {}, True), ('aggregate = "sum"', {}, True), ('aggregate = "median"', {}, False),
        ('rescale = "rank"', {}, False), ("rank_decimals = 1", {}, False),
        ('impute = "drop"', {"x": [4, 9, NAN]}, False),
        ('impute = "drop"', {"x": [4, 9, NAN], "y": [5, 1, NAN]}, True),
    ],
)  # fmt: skip
def test_what_is_linear(index, columns, linear):
    """Arithmetic means and sums of scores that no ranked unit lacks."""
    result = computed(f"[index]\n{index}\n{TWO.format(1, 1)}", LINES | columns)
    assert sweep(result, "x", [0, 1], [0]).linear is linear


def test_what_cannot_be_swept():
    """A weight without siblings that count; in a period that there is not."""
    text = "[dimension.d]\nweight = 1\n[indicator.z]\ndimension = 'd'\n" + TWO.format(1, 0)
    result = computed(text, LINES | {"z": [1, 2, 3]}, units=["a", "b", "c"])
    with pytest.raises(UsageProblem, match='"z" has no sibling with a weight: its share is always'):
        sweep(result, "z", [0, 1], ["a"])
    with pytest.raises(KeyError, match="2030"):
        sweep(result, "x", [0, 1], ["a"], period="2030")


@pytest.mark.parametrize(
    ("index", "weights", "x", "y", "most"),
    [
        ("", (1, 3), [2, 1, 3], [2, 3, 1], 1),  # all meet at 1/2: u0 is first there, else second
        ('impute = "drop"', (0, 1), [5, 9, 1], [5, NAN, 6], 1),  # with any of x u1 has a score, 9
        (COVER, (0, 1), [5, NAN, 1], [5, 7, 3], 1),  # with any of x u1 has half of the data: none
        (COVER, (1, 1), [5, NAN, 1], [5, 7, 3], 1),  # without x u1 has all, and is before u0
        ('ties = "dense"', (1, 3), [2, 5, 3], [2, 3, 5], 1),  # at 1/2 two tie, and count as one
        # What nobody asks for: above 1/2 the mean of u0 is negative; at 1 all are the same.
        ('aggregate = "mazziotta-pareto"', (1, 9), [-5, 3, 1], [5, 7, 6], 0.2),
        ('rescale = "min-max"', (1, 9), [5, 5, 5], [5, 7, 6], 0.2),
    ],
)
def test_the_table_never_contradicts_the_interval(index, weights, x, y, most):
    """At every share of the table that is within the interval, the rank is the present one."""
    shares = np.linspace(0, most, 21)
    result = computed(f"[index]\n{index}\n{TWO.format(*weights)}", {"x": x, "y": y})
    done = sweep(result, "x", shares, [0])
    (found,) = done.intervals
    inside = (found.low <= shares) & (shares <= found.high)
    assert set(done.ranks[inside, 0].tolist()) == {found.rank}
    assert found.rank not in (found.rank_below, found.rank_above)


def exactly(weights: dict[str, int], values: dict[str, list[int]], id: str) -> list:
    """Each unit's score at share 0 of `id`, and its slope: the index of d e f, d of a b c."""

    def mean(parts: str, each: dict[str, list], share: int) -> list[Fraction]:
        held = {part: Fraction(weights[part], sum(weights[i] for i in parts)) for part in parts}
        if id in parts:
            held = {part: held[part] * (1 - share) / (1 - held[id]) for part in parts}
            held[id] = Fraction(share)
        units = zip(*(each[part] for part in parts), strict=True)
        return [sum(held[part] * x for part, x in zip(parts, unit, strict=True)) for unit in units]

    ends = [mean("def", values | {"d": mean("abc", values, share)}, share) for share in (0, 1)]
    return [(start, end - start) for start, end in zip(*ends, strict=True)]


def expected(lines: list, unit: int, present: Fraction, end: int, ties: str) -> tuple:
    """How far from the present share the rank holds, and the rank beyond."""
    a, b = lines[unit]

    def rank(share: Fraction) -> float:
        gaps = [start + slope * share - a - b * share for start, slope in lines]
        tied = sum(gap == 0 for gap in gaps) - 1
        return 1 + sum(gap > 0 for gap in gaps) + (tied / 2 if ties == "average" else 0)

    meet = {(a - start) / (slope - b) for start, slope in lines if slope != b}
    ahead = sorted((s for s in meet if (s - present) * (s - end) < 0), reverse=end == 0)
    marks, kept = [present, *ahead, Fraction(end)], rank(present)
    middles = [rank((here + further) / 2) for here, further in pairwise(marks)]
    for number, here in enumerate(marks):
        beyond = middles[number] if here != end else kept
        if rank(here) != kept or beyond != kept:  # where lines meet, or from there on
            return here, beyond if beyond != kept else rank(here)
    return marks[-1], None


@settings(max_examples=60)
@given(st.data(), st.integers(2, 7), st.sampled_from("abcdef"), st.sampled_from(["min", "average"]))
def test_the_interval_is_exact(data, count, id, ties):
    """Its ends are the crossings of straight lines, worked out in fractions."""
    weights = {part: data.draw(st.integers(1, 4)) for part in "abcdef"}
    cells = st.lists(st.integers(0, 9), min_size=count, max_size=count)
    values = {part: data.draw(cells) for part in "abcef"}
    unit = data.draw(st.integers(0, count - 1))
    text = f'index = {{ ties = "{ties}" }}\ndimension = {{ d = {{ weight = {weights["d"]} }} }}\n'
    for part in "abcef":
        below = 'dimension = "d"\n' if part in "abc" else ""
        text += f"[indicator.{part}]\nweight = {weights[part]}\n{below}"
    done = sweep(computed(text, values), id, [0, 1], [unit])
    lines = exactly(weights, values, id)
    present = Fraction(weights[id], sum(weights[i] for i in ("abc" if id in "abc" else "def")))
    (found,) = done.intervals
    assert done.linear
    same(done.base.index[0, unit], float(lines[unit][0] + present * lines[unit][1]))
    for edge, beyond, passed, end in (
        (found.low, found.rank_below, found.passed_below, 0),
        (found.high, found.rank_above, found.passed_above, 1),
    ):
        exact, rank = expected(lines, unit, present, end, ties)
        assert (edge, beyond) == (pytest.approx(float(exact), abs=1e-6), rank)
        assert bool(passed) is (rank is not None)
        meeting = [float(lines[v][0] + lines[v][1] * exact) for v in (*passed, unit)]
        assert meeting == pytest.approx([meeting[-1]] * len(meeting))


@settings(max_examples=25)
@given(cases(), st.data())
def test_the_rank_holds_inside_and_not_outside(case, data):
    """Just inside each end the rank is the present one, just outside it is not, in any scheme.

    Scores are compared to nine decimals: units that part slowly are tied a little longer.
    """
    draft, panel = case
    if data.draw(st.booleans()):
        dimensions = tuple((id, '"arithmetic"', weight) for id, _, weight in draft.dimensions)
        draft = replace(draft, aggregate='"sum"', dimensions=dimensions)
    rescale = data.draw(st.sampled_from(['"none"'] * 5 + [draft.rescale]))  # is slow
    result = compute(panel, replace(draft, rescale=rescale).scheme())
    id = data.draw(st.sampled_from([*(e.id for e in draft.entries), "nord", "Amt"]))
    siblings = result.scheme.children[result.scheme.part(id).parent]
    assume(len(siblings) > 1)
    p = data.draw(st.integers(0, 1))
    unit = data.draw(st.sampled_from(np.flatnonzero(~np.isnan(result.ranks[p])).tolist()))
    done = sweep(result, id, [0, 0.3, 1], [unit], period=panel.periods[p])
    (found,) = done.intervals

    def rank(share: float) -> float:
        return at(result, id, share).ranks[p, unit]

    same(done.scores[:, 0], [at(result, id, share).index[p, unit] for share in (0, 0.3, 1)])
    same(done.ranks[:, 0], [rank(share) for share in (0, 0.3, 1)])
    assert found.rank == result.ranks[p, unit] == rank(done.share)
    assert found.low <= done.share <= found.high
    for edge, beyond, passed, out in (
        (found.low, found.rank_below, found.passed_below, -1),
        (found.high, found.rank_above, found.passed_above, 1),
    ):
        if beyond is None:
            end = max(out, 0)  # where a unit may have no score: only what has no weight is left
            assert (edge, rank(end)) == (end, found.rank) or np.isnan(rank(end))
            continue
        scores = [at(result, id, min(max(edge + d, 0), 1)).index[p] for d in (-1e-4, 1e-4)]
        parting = np.diff([each[list(passed)] - each[unit] for each in scores], axis=0) / 2e-4
        slowest = np.nanmin(np.abs(parting), initial=1)
        near = 2e-10 + (4e-9 / slowest if slowest > 0 else 0)  # 0: scores that go in steps
        assume(near < 1e-6)
        assert beyond != found.rank
        inside = edge - out * near
        assert rank(inside if (inside - done.share) * out > 0 else done.share) == found.rank
        outside = [min(max(edge + out * far, 0), 1) for far in (near, 4e-13)]
        assert any(rank(share) != found.rank for share in outside)
    if done.linear:
        for part in np.arange(1, 30) * (5**0.5 - 1) / 2 % 1:  # evenly spread, no two alike
            assert rank(found.low + part * (found.high - found.low)) == found.rank


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LINES as a table of three counties in two cities, where the program is run."""
    monkeypatch.chdir(tmp_path)
    rows = "1,甲,东,4,5\n2,乙,东,9,1\n3,丙,西,0,7\n"
    Path("data.csv").write_text(f"code,county,city,x,y\n{rows}", "utf-8")
    columns = '[columns]\nname = "county"\ngroup = "city"\n[raw]\nx = {}\ny = {}\n'
    text = f'schema = 1\n[index]\nhighlight = ["1"]\n{columns}{TWO.format(2, 3)}'
    Path("weights.toml").write_text(text, "utf-8")


def test_json_has_both_tables(innoindex: Run, files: None) -> None:
    """A row a share with rank and score of each unit, and a row a unit with its interval.

    Of the cities 东 has 13 and 6, 西 0 and 7: 6 + 7 s = 7 - 7 s at 1/14; 东 is the highlight's.
    """
    third = pytest.approx(100 / 3)
    args = ["whatif", "data.csv", "-f", "json", "--sweep", "x=0%:80%:40%"]
    tables = json.loads(innoindex(*args, "--unit", "丙", "--unit", "1").out)
    assert tables["sweep"] == [
        {"share": 0, "rank_3": 1, "rank_1": 2, "score_3": 7, "score_1": 5},
        {"share": 40, "rank_3": 2, "rank_1": 1, "score_3": pytest.approx(4.2), "score_1": 4.6},
        {"share": 80, "rank_3": 3, "rank_1": 2, "score_3": pytest.approx(1.4), "score_1": 4.2},
    ]
    assert [list(row.values()) for row in tables["intervals"]] == [
        ["3", "丙", "西", 2, 40, third, pytest.approx(40), 1, 3, "甲", "乙"],
        ["1", "甲", "东", 1, 40, third, pytest.approx(400 / 9), 2, 2, "丙", "乙"],
    ]
    (row,) = json.loads(innoindex(*args, "--level", "group", "--show", "intervals").out)
    assert (row["name"], row["share_low"]) == ("东", pytest.approx(100 / 14))
    assert (row["passed_below"], row["share_high"], row["rank_above"]) == ("西", 100, None)


SAID = {
    "en": ["甲 keeps rank 1 while the share of x is 33.34% to 44.44% (now 40%), "
           "below: rank 2 (丙), above: rank 2 (乙)",
           "chart: rank 1 left to rank 3 right; ● 甲, ○ 乙"],
    "zh": ["x的占比在33.34%至44.44%之间时(现为40%)，甲保持第1位，低于此为第2位(丙)，"
           "高于此为第2位(乙)", "图：左为第1位，右为第3位；● 甲，○ 乙"],
}  # fmt: skip


@pytest.mark.parametrize("lang", SAID)
def test_sentence_and_chart(innoindex: Run, files: None, lang: str) -> None:
    """1/3 is rounded up and 4/9 down, so that the rank holds at both; a star marks the present."""
    args = ["--sweep", "x=0%:100%:20%", "--unit", "甲", "--unit", "乙", "--lang", lang]
    lines = innoindex("whatif", "data.csv", *args).lines
    assert [line for line in lines if line in SAID[lang]] == SAID[lang]
    drawn = [line.split("│")[1] for line in lines if line.count("│") == 2]
    assert [line.index("●") for line in drawn] == [20, 20, 0, 20, 20, 20]  # ranks 2 2 1 2 2 2
    assert [line.index("○") for line in drawn] == [40, 40, 20, 0, 0, 0]  # ranks 3 3 2 1 1 1
    assert [line.split()[1] for line in lines if "★" in line] == ["40"]


@pytest.mark.parametrize("more", ["x=0:100", "x=0％：100％：5％", "X"])
def test_a_range_in_other_words(innoindex: Run, files: None, more: str) -> None:
    """Without a range it is 0 % to 100 %, without a step 5 %; % may be left out, or full-width."""
    args = ["whatif", "data.csv", "-f", "json", "--show", "sweep", "--sweep"]
    table = innoindex(*args, "x").out
    same([row["share"] for row in json.loads(table)], np.arange(0, 101, 5))
    assert innoindex(*args, more).out == table


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
def test_nothing_is_cut(innoindex: Run, width: int | None, lang: str) -> None:
    """No line is too wide, every symbol exists in GBK, every unit is in the chart."""
    units = [arg for name in ("萧山区", "330110", "Fuyang") for arg in ("--unit", name)]
    args = ["--sweep", "output=0%:60%:20%", *units, "--lang", lang]
    outcome = innoindex("whatif", EXAMPLE, *args, width=width)
    assert "…" not in outcome.out
    outcome.out.encode("gbk")
    assert width is None or max(map(cell_len, outcome.lines)) <= width
    drawn = [line for line in outcome.lines if line.count("│") == 2]
    assert [set(line.split("│")[1]) for line in drawn] == [set(" ●○◆")] * 4


WRONG = """
output=60%:0%:5% | --sweep cannot be "output=60%:0%:5%" | for example: --sweep output=0%:60%:5%
output=0%:101%:5% | --sweep cannot be "output=0%:101%:5%" | for example: --sweep output=0%:60%:5%
output=0%:60%:0% | --sweep cannot be "output=0%:60%:0%" | for example: --sweep output=0%:60%:5%
output=0%:9%:0.001% | --sweep cannot be "output=0%:9%:0.001%" | for example: --sweep output=0%:60%
output=10% | --sweep cannot be "output=10%" | for example: --sweep output=0%:60%:5%
outpt=0%:60%:5% | --sweep: there is no "outpt" | did you mean output
index | --sweep: there is no "index" | known: input, innovation, output
output --unit 江干 | Jianggan has no rank | choose another unit or period
output --unit 萧山q | there is no unit "萧山q" | did you mean 萧山区?
output --drop input | --sweep goes with no scenario | leave out the other changes, or the sweep
output --level all | --sweep needs a unit to follow | add --unit U
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_what_is_wrong(innoindex: Run, line: str) -> None:
    """All of it is usage: exit code 2, nothing printed, and a way out."""
    args, error, help = line.split(" | ")
    outcome = innoindex("whatif", EXAMPLE, "--lang", "en", "--sweep", *args.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {error}\nhelp: {help}" in outcome.err
