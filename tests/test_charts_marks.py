"""The look of charts: scales, ticks, lines, colours and legends say what the data say."""

from __future__ import annotations

import numpy as np
import pytest
from charted import bars, layers, rows, texts
from strategies import computed
from test_charts import PLAIN, _robust, example

from innoindex import contributions_chart, explain, intervals_chart, rank_movement, trend_chart
from innoindex.charts import look
from innoindex.lookup import find_unit


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 90, [1, *range(10, 91, 10)]),
        (12, 33, [15, 20, 25, 30]),  # by twos they would be eleven
        (1, 2, [1, 2]),
    ],
)
def test_ticks_of_ranks(low: int, high: int, ticks: list[int]) -> None:
    """Ticks are round ranks up to the last, at most some ten, and rank 1 where it is there."""
    assert look.rank_ticks(low, high) == ticks


def test_lines_are_broken_where_they_may_be() -> None:
    """English breaks at spaces; Chinese anywhere, but no line begins with a comma."""
    assert look.lines("aa bb", 20, 12) == ["aa", "bb"]
    assert look.lines("一二三，四", 36, 12) == ["一二", "三，四"]


def test_names_have_the_colour_of_their_paths() -> None:
    """The unit's name is red, those of its city blue, all others black; the marks take them."""
    result = example()
    unit = find_unit(result.labels, "330109")
    spec = trend_chart(rank_movement(result), unit, "en")
    mates = np.flatnonzero(result.labels.group_of == result.labels.group_of[unit])
    city = {result.labels.name(u, "en") for u in mates}
    found = {row["text"].split("  ")[1]: row["color"] for row in rows(spec, "text", "at")}
    for name, color in found.items():
        blue = look.GROUP if name in city else look.TEXT
        assert color == (look.HIGHLIGHT if name == "Xiaoshan" else blue)
    assert {look.GROUP, look.TEXT} <= set(found.values())
    for layer in layers(spec, "text"):
        if any("color" in row for row in layer["data"]["values"]):
            assert layer["encoding"]["color"]["field"] == "color"


def test_the_legend_has_a_group_only_of_several() -> None:
    """A unit alone in its group has no colour of a group to explain."""
    result = computed(PLAIN, {"a": [1, 2, 3], "b": [1, 2, 3]}, groups=["East", "West", "West"])
    shown = [texts(trend_chart(rank_movement(result), unit, "en")) for unit in (0, 1)]
    assert ["East" in shown[0], "West" in shown[1]] == [False, True]


def test_many_periods_are_not_all_named() -> None:
    """Under forty periods names stand apart, and the last has one."""
    years = tuple(str(year) for year in range(2001, 2041))
    columns = {"a": [[1, 2]] * 40, "b": [[1, 1]] * 40}
    spec = trend_chart(rank_movement(computed(PLAIN, columns, periods=years)), 0, "en")
    named = {row["text"]: row["x"] for row in rows(spec, "text", "x") if row["text"] in years}
    assert "2040" in named
    assert len(named) > 10
    assert min(np.diff(sorted(named.values()))) > look.width_of("2040")


def test_what_did_not_move_has_no_bar() -> None:
    """Among the indicators with the most points is none without any."""
    text = 'index.normalise = "none"\ndimension.d = {}\n' + "".join(
        f'[indicator.{id}]\ndimension = "d"\n' for id in ("still", "up")
    )
    result = computed(text, {"still": [[1], [1]], "up": [[1], [3]]}, periods=("1", "2"))
    assert [name for name, _, _ in bars(contributions_chart(explain(result, 0), "en"))] == [
        "d",
        "up",
    ]


def test_the_scale_holds_all_intervals() -> None:
    """Every bar lies within the scale of ranks; the blue ones are the unit's city."""
    result = example()
    unit = find_unit(result.labels, "330109")
    spec = intervals_chart(_robust(), unit, "en")
    shown = rows(spec, "rule", "low")
    for layer in layers(spec, "rule"):
        if "scale" in layer["encoding"]["x"]:
            low, high = layer["encoding"]["x"]["scale"]["domain"]
            assert low == min(row["low"] for row in shown) - 0.5
            assert high == max(row["high"] for row in shown) + 0.5
    mates = np.flatnonzero(result.labels.group_of == result.labels.group_of[unit])
    city = {result.labels.name(u, "en") for u in mates if u != unit}
    blue = {row["name"] for row in shown if row["color"] == look.GROUP}
    assert blue
    assert blue == city & {row["name"] for row in shown}
