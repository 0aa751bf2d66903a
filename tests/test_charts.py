"""What charts show is what the tables say: ranks, points, values, intervals; odd tables too."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
from charted import bars, layers, paths, rows, texts
from conftest import EXAMPLE, Run
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, computed, same

from innoindex import (
    Result,
    Robust,
    UsageProblem,
    compute,
    contributions_chart,
    explain,
    intervals_chart,
    rank_movement,
    read_panel,
    read_shipped_scheme,
    robust,
    strip_chart,
    trend_chart,
)
from innoindex.charts import look
from innoindex.lookup import find_unit

PLAIN = 'index.normalise = "none"\n[indicator]\na = {}\nb = { direction = "-" }\n'


@cache
def example() -> Result:
    scheme = read_shipped_scheme()
    return compute(read_panel(EXAMPLE, scheme), scheme)


@cache
def _robust() -> Robust:
    return robust(example(), draws=300, sobol_rows=0)


def printed(innoindex: Run, *args: str) -> object:
    return json.loads(innoindex(args[0], EXAMPLE, *args[1:], "-f", "json", "-q").out)


# --- trend ---------------------------------------------------------------------------------------


def test_paths_are_the_ranks_of_trend(innoindex: Run) -> None:
    """Every unit's path has the ranks of `trend -f json`; a period without a rank is a gap."""
    result = example()
    spec = trend_chart(rank_movement(result), find_unit(result.labels, "330109"), "en")
    table = printed(innoindex, "trend")
    expected = {
        str(row["unit"]): [row[f"rank_{period}"] for period in result.periods] for row in table
    }
    drawn = {str(result.labels.units[u]): ranks for u, ranks in paths(spec).items()}
    assert {unit: drawn[unit] for unit in expected} == expected
    assert [None, None, None, None, 16, 16] in drawn.values()  # Linping, new in 2021
    gone = drawn.keys() - expected.keys()
    assert all(drawn[unit][-1] is None for unit in gone)


def test_rank_1_is_on_top() -> None:
    """The scale of ranks is turned round, and begins with 1."""
    spec = trend_chart(rank_movement(example()), 0, "en")
    scale = next(layers(spec, "line"))["encoding"]["y"]["scale"]
    assert (scale["domain"][0], scale["reverse"]) == (1, True)


def test_a_trend_ends_with_the_rankings_period() -> None:
    """Of a ranking of 2020 the paths end in 2020."""
    result = example()
    spec = trend_chart(rank_movement(result, "2020"), 0, "en")
    shown = result.periods.index("2020") + 1
    assert {len(path) for path in paths(spec).values()} == {shown}
    assert "2021" not in texts(spec)


def test_the_unit_its_group_and_the_rest_are_apart() -> None:
    """Red is the unit, blue are those of its city, grey all others; each is described in words."""
    result = example()
    unit = find_unit(result.labels, "330109")
    spec = trend_chart(rank_movement(result), unit, "en")
    of = {
        layer["mark"]["stroke"]: {row["unit"] for row in layer["data"]["values"]}
        for layer in layers(spec, "line")
    }
    group = np.flatnonzero(result.labels.group_of == result.labels.group_of[unit])
    assert of[look.HIGHLIGHT] == {unit}
    assert of[look.GROUP] == set(group.tolist()) - {unit}
    assert not of[look.OTHERS] & {unit, *group.tolist()}
    said = {row["unit"]: row["text"] for row in rows(spec, "line")}
    ranks = [f"{rank:g}" for rank in result.ranks[:, unit]]
    assert said[unit] == f"Xiaoshan: {', '.join(ranks)}"


def test_names_at_the_end_do_not_overlap() -> None:
    """The unit and those next to it are named, each a line below the one before."""
    for code in ("330109", "330108", "331125"):
        result = example()
        unit = find_unit(result.labels, code)
        named = rows(trend_chart(rank_movement(result), unit, "zh"), "text", "at")
        places = sorted(row["at"] for row in named)
        assert min(np.diff(places)) >= look.LINE - 1e-9
        assert places[0] >= 0
        assert places[-1] <= 440
        order = rank_movement(result).order.tolist()
        at = order.index(unit)
        wanted = [result.labels.name(u, "zh") for u in order[max(0, at - 2) : at + 3]]
        assert set(wanted) <= {row["text"].split("  ")[1] for row in named}


def test_of_very_many_units_only_some_are_drawn() -> None:
    """Of 3,000 units some hundred paths are drawn, the unit's among them, and it is said."""
    result = computed(PLAIN, {"a": [np.arange(3000.0)] * 2, "b": [np.ones(3000)] * 2},
                      periods=("2021", "2022"))  # fmt: skip
    for unit in (0, 1234, 2999):
        spec = trend_chart(rank_movement(result), unit, "en")
        drawn = paths(spec)
        assert unit in drawn
        assert 300 < len(drawn) < 500
        assert f"{len(drawn)} of 3000 units are drawn" in texts(spec)
        assert drawn[unit] == [3000 - unit] * 2


def test_a_unit_that_never_had_a_rank_has_no_trend() -> None:
    """It is a usage error that names the unit."""
    result = computed('index.impute = "drop"\n' + PLAIN, {"a": [1, NAN, 3], "b": [1, NAN, 2]})
    with pytest.raises(UsageProblem, match="u1 has no rank"):
        trend_chart(rank_movement(result), 1, "en")


# --- contributions -------------------------------------------------------------------------------


def test_the_waterfall_is_the_points_of_explain(innoindex: Run) -> None:
    """Its bars are the points of `explain -f json`, from the score before to the present one."""
    result = example()
    spec = contributions_chart(explain(result, "330109"), "en")
    table = {
        row["id"]: row for row in printed(innoindex, "explain", "--unit", "330109")["contributions"]
    }
    steps = bars(spec)[: len(result.scheme.children["index"])]
    same([end - start for _, start, end in steps],
         [table[id]["points"] for id in result.scheme.children["index"]])  # fmt: skip
    same(steps[0][1], table["index"]["previous_score"])
    same(steps[-1][2], table["index"]["score"])
    same([start for _, start, _ in steps[1:]], [end for _, _, end in steps[:-1]])
    below = bars(spec)[len(steps) :]
    assert len(below) == 10
    points = {
        result.scheme.indicators[id].name.text("en"): table[id]["points"]
        for id in result.scheme.indicators
    }
    for name, start, end in below:
        assert start == 0
        same(end, points[name])


@pytest.mark.parametrize(("values", "align"), [([-3, 5], "right"), ([3, 5], "left")])
def test_a_score_stands_beyond_its_bar(values: list[float], align: str) -> None:
    """The number of a bar that runs to the left is at its left."""
    result = computed('[indicator.x]\nnormalise = "none"\n', {"x": values})
    spec = contributions_chart(explain(result, 0), "en")
    found = [
        layer["mark"]["align"]
        for layer in layers(spec, "text")
        if any("score" in row for row in layer["data"]["values"])
    ]
    assert found == [align]


def test_without_a_period_before_it_is_the_score() -> None:
    """The bars go from 0 to the score, by the points that each dimension gives."""
    result = example()
    done = explain(result, "330109", against="none")
    steps = bars(contributions_chart(done, "zh"))[:5]
    same([end - start for _, start, end in steps],
         [done.contributions[id] for id in result.scheme.children["index"]])  # fmt: skip
    assert steps[0][1] == 0
    same(steps[-1][2], result.index[-1, done.unit])
    assert [name for name, _, _ in steps] == [
        "科技投入",
        "技术创新",
        "科技产出",
        "转型升级",
        "创新环境",
    ]


@given(
    st.lists(st.floats(-50, 50).filter(lambda x: abs(x) > 1e-6), min_size=26, max_size=26),
    st.integers(13, 26),
)
def test_many_parts_are_the_largest_and_the_others(moved: list[float], count: int) -> None:
    """Of more than twelve parts eleven are shown, and the sum of all others; they still add up."""
    ids = [f"x{k}" for k in range(count)]
    text = 'index.normalise = "none"\n' + "".join(f"[indicator.{id}]\n" for id in ids)
    columns = {id: [[100, 1], [100 + moved[k], 2]] for k, id in enumerate(ids)}
    result = computed(text, columns, periods=("1", "2"))
    steps = bars(contributions_chart(explain(result, 0), "en"))
    assert len(steps) == 12
    assert steps[-1][0] == f"{count - 11} others"
    same(steps[0][1], 100)
    same(steps[-1][2], result.index[1, 0])
    shown = sorted(abs(end - start) for _, start, end in steps[:-1])
    same(shown, sorted(abs(x) / count for x in moved[:count])[-11:])


def test_gains_and_losses_are_told_without_colour() -> None:
    """Points gained have a plus, those lost a minus; the losses are there beside larger gains."""
    ids = [f"x{k}" for k in range(20)]
    text = 'index.normalise = "none"\ndimension.d = {}\n' + "".join(
        f'[indicator.{id}]\ndimension = "d"\n' for id in ids
    )
    moved = [-1.0, -2.0, -3.0, -4.0, *range(10, 26)]
    columns = {id: [[100, 1], [100 + moved[k], 2]] for k, id in enumerate(ids)}
    spec = contributions_chart(explain(computed(text, columns, periods=("1", "2")), 0), "en")
    below = bars(spec)[1:]
    same([20 * end for _, _, end in below], [25, 24, 23, 22, 21, 20, 19, -2, -3, -4])
    said = [row["text"] for row in rows(spec, "text", "start", "end")]
    assert {text[0] for text in said} == {"+", "-"}
    assert "-0.20" in said


def test_what_cannot_be_attributed_is_said() -> None:
    """Under an index of ranks only the two scores are shown, and why."""
    text = (
        'index = { normalise = "none", rescale = "percentile-rank" }\n[indicator]\na = {}\nb = {}'
    )
    result = computed(text, {"a": [[1, 2, 3], [5, 2, 3]], "b": [[1, 2, 3]] * 2}, periods=("1", "2"))
    spec = contributions_chart(explain(result, 0), "en")
    assert bars(spec) == []
    assert any("no exact attribution" in text for text in texts(spec))
    same([row["score"] for row in rows(spec, "point", "score")], result.index[:, 0])


# --- strip ---------------------------------------------------------------------------------------


def test_strips_run_from_the_worst_to_the_best() -> None:
    """Where less is better the least lies at the right; missing values are left out."""
    text = 'index.impute = "drop"\n' + PLAIN
    result = computed(text, {"a": [0, 10, 4, NAN], "b": [8, 2, 4, 4]}, groups="EEWW")
    spec = strip_chart(explain(result, 2), "en")
    own = [(row["x"], row["said"]) for row in rows(spec, "point", "said")]
    assert own == [(0.4, "a: 4.00 (rank 2)"), (pytest.approx(4 / 6), "b: 4.00 (rank 2)")]
    ticks = {
        layer["mark"]["color"]: [row["x"] for row in layer["data"]["values"]]
        for layer in layers(spec, "tick")
        if "x" in layer["data"]["values"][0]
    }
    same(ticks[look.GROUP], [round(4 / 6, 4)])  # the other of W has only b
    same(sorted(ticks[look.OTHERS]), [0, 0, 1, 1])
    same(ticks[look.TEXT], [0.4, 4 / 6])  # medians of 0 .4 1, and of 0 1 2/3 2/3
    hidden = [layer["mark"]["aria"] for layer in layers(spec, "tick")]
    assert not any(hidden)


def test_a_constant_indicator_lies_in_the_middle() -> None:
    """Equal values, or values equal but for float noise, are neither best nor worst."""
    result = computed(PLAIN, {"a": [1, 2, 3], "b": [0.3, 0.1 + 0.2, 0.3]})
    spec = strip_chart(explain(result, 0), "en")
    assert [row["x"] for row in rows(spec, "point", "said")] == [0, 0.5]


def test_a_missing_value_of_the_unit_is_said() -> None:
    """It has no dot, and "no value" in its row."""
    text = 'index.impute = "drop"\n' + PLAIN
    result = computed(text, {"a": [0, NAN, 4], "b": [8, 2, 4]})
    spec = strip_chart(explain(result, 1), "zh")
    assert len(rows(spec, "point", "said")) == 1
    assert "无数据" in texts(spec)


def test_strips_of_the_example_have_the_values_of_explain(innoindex: Run) -> None:
    """Thirty rows in the order of the scheme, each with the rank that `explain -f json` has."""
    parts = example().scheme.indicators
    table = {
        parts[row["id"]].name.zh: row
        for row in printed(innoindex, "explain", "--unit", "330109")["indicators"]
    }
    spec = strip_chart(explain(example(), "330109"), "zh")
    own = rows(spec, "point", "said")
    assert len(own) == 30
    assert [row["y"] for row in own] == sorted(row["y"] for row in own)
    for row in own:
        name, _, said = row["said"].rpartition(": ")
        assert f"(第{table[name]['rank']:g}位)" in said
    headings = [dimension.name.zh for dimension in example().scheme.nodes.values()][1:]
    assert set(headings) <= set(texts(spec))


def test_of_very_many_units_only_some_strokes_are_drawn() -> None:
    """Of 20,000 units some thousand strokes are drawn; best and worst still mark the ends."""
    result = computed(PLAIN, {"a": np.arange(20000.0), "b": np.ones(20000)})
    spec = strip_chart(explain(result, 5000), "en")
    assert 2000 < len(rows(spec, "tick", "x")) < 6500
    assert any("of 20000 units are drawn" in text for text in texts(spec))
    same(rows(spec, "point", "said")[0]["x"], 5000 / 19999)


# --- intervals -----------------------------------------------------------------------------------


def test_intervals_are_those_of_robust(innoindex: Run) -> None:
    """Rank, interval and median are those of `robust -f json`, ten above and ten below."""
    result = example()
    table = {
        row["name"]: row
        for row in printed(innoindex, "robust", "--draws", "300", "--sobol", "0", "--lang", "en")[
            "units"
        ]
    }
    spec = intervals_chart(_robust(), find_unit(result.labels, "330109"), "en")
    shown = rows(spec, "rule", "low")
    assert [row["rank"] for row in shown] == list(range(12, 33))
    for row in shown:
        expected = table[row["name"]]
        fields = ("rank", "rank_low", "rank_high", "median_rank")
        assert [row[key] for key in ("rank", "low", "high", "median")] == [
            expected[f] for f in fields
        ]
    assert [row["name"] for row in shown if row["color"] == look.HIGHLIGHT] == ["Xiaoshan"]


def test_at_the_ends_of_the_ranking_there_are_as_many_rows() -> None:
    """The first and the last unit are shown with the twenty next to them."""
    order = rank_movement(example()).order.tolist()
    first, last = (
        [row["rank"] for row in rows(intervals_chart(_robust(), unit, "zh"), "rule", "low")]
        for unit in (order[0], order[-1])
    )
    assert (first, last) == (list(range(1, 22)), list(range(70, 91)))


def test_one_unit_has_every_chart() -> None:
    """A single unit in a single period without a group: rank 1, in every chart."""
    result = computed(PLAIN, {"a": [2], "b": [3]})
    done = explain(result, 0)
    assert paths(trend_chart(rank_movement(result), 0, "en")) == {0: [1]}
    assert [row["x"] for row in rows(strip_chart(done, "en"), "point", "said")] == [0.5, 0.5]
    assert bars(contributions_chart(done, "en"))[-1][2] == pytest.approx(result.index[0, 0])
    shown = rows(intervals_chart(robust(result, draws=20, sobol_rows=0), 0, "en"), "rule", "low")
    assert [(row["low"], row["rank"], row["high"]) for row in shown] == [(1, 1, 1)]


def test_tied_ranks_are_drawn_as_they_are() -> None:
    """Two units that share the mean of two ranks have both that rank."""
    result = computed('index.ties = "average"\n' + PLAIN, {"a": [1, 1, 3], "b": [1, 1, 1]})
    spec = trend_chart(rank_movement(result), 0, "en")
    assert paths(spec) == {2: [1], 0: [2.5], 1: [2.5]}
    assert "2.5" in texts(spec)
