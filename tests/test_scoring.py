"""Whose minimum, mean and ranks count: the period's, all periods', one period's, the group's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import (
    NAN,
    computed,
    errors_of,
    one_indicator,
    panel_of,
    same,
    scheme_of,
    scores_of,
)

from innoindex.index import compute

VALUES = {"x": [[0, 10, 20], [10, 30, 50]]}
PERIODS = ("2001", "2002")


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        ('"period"', [[0, 50, 100], [0, 50, 100]]),
        ('"pooled"', [[0, 20, 40], [20, 60, 100]]),
        ("2001", [[0, 50, 100], [50, 150, 250]]),
        ('"2002年"', [[-25, 0, 25], [0, 50, 100]]),
    ],
)
def test_stats_of_bounds(stats, expected):
    """Minimum and maximum are of the period, of all periods or of the one named."""
    text = one_indicator('"min-max"', more=f"stats = {stats}")
    same(scores_of(text, VALUES, periods=PERIODS), expected)


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        # Below each value: of the period; of 0 10 10 20 30 50; of 0 10 20; of 10 30 50.
        ('"period"', [[0, 1, 2], [0, 1, 2]]),
        ('"pooled"', [[0, 1, 3], [1, 4, 5]]),
        ('"2001"', [[0, 1, 2], [1, 3, 3]]),
        ('"2002"', [[0, 0, 1], [0, 1, 2]]),
    ],
)
def test_stats_of_ranks(stats, expected):
    """Ranks are among the values that `stats` names."""
    text = one_indicator('"borda"', more=f"stats = {stats}")
    same(scores_of(text, VALUES, periods=PERIODS), expected)


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        # The unit u2 has 20 and 50; the worst is 0, 0 (pooled), 10.
        ('"period"', [[0, 0.5, 1], [0, 0.5, 1]]),
        ('"pooled"', [[0, 0.5, 1], [0.2, 0.6, 1]]),
        ('"2001"', [[0, 0.5, 1], [0.5, 1.5, 2.5]]),
    ],
)
def test_stats_of_a_reference_unit(stats, expected):
    """The reference unit's value is the period's own, unless one period is named."""
    rule = '{ method = "distance-to-reference", unit = "u2" }'
    text = one_indicator(rule, more=f"stats = {stats}")
    same(scores_of(text, VALUES, periods=PERIODS), expected)


@pytest.mark.parametrize(
    ("normalise", "expected"),
    [
        ('"min-max", ', [0, 0, 100, 50, 100]),
        ('"z-score", ', [-1, -(0.5**0.5), 1, 0, 0.5**0.5]),
        ('"rank", ', [1, 1, 3, 2, 2]),
        ('"percentile-rank", ', [0, 0, 1, 0.5, 1]),
        ('"fraction-of-max", ', [0.5, 0.5, 1, 0.75, 1]),
    ],
)
def test_within_groups(normalise, expected):
    """Each group has its own statistics: a has 10, 20, 15 and b has 1, 2."""
    text = one_indicator(f'{{ method = {normalise}within = "group" }}')
    columns = {"x": [10, 1, 20, 15, 2]}
    same(scores_of(text, columns, groups=["a", "b", "a", "a", "b"]), expected)


def test_within_groups_pooled():
    """Groups and periods combine: a has 0, 20, 10, 50 over both periods; b 10, 30, 5, 25."""
    text = one_indicator('{ method = "min-max", within = "group" }', more='stats = "pooled"')
    columns = {"x": [[0, 10, 20, 5], [10, 30, 50, 25]]}
    same(
        scores_of(text, columns, periods=PERIODS, groups=["a", "b", "a", "b"]),
        [[0, 20, 40, 0], [20, 100, 100, 80]],
    )


def test_group_of_one():
    """A group of one unit has no spread: no score, and a warning that says so."""
    text = one_indicator('{ method = "z-score", within = "group" }')
    result = computed(text, {"x": [1, 3, 9]}, groups=["a", "a", "b"])
    same(result.index, [[-(0.5**0.5), 0.5**0.5, NAN]])
    assert [str(remark) for remark in result.remarks] == [
        "warning: x: no score in b, which has one unit"
    ]


def test_constant_group():
    """A group without spread is an error that names the group and the period."""
    text = one_indicator('{ method = "min-max", within = "group" }')
    columns = {"x": [[1, 2, 5, 5]]}
    assert errors_of(text, columns, periods=("2001",), groups=["a", "a", "b", "b"]) == [
        "<scheme>:4: error: x is the same in b in 2001: min-max divides by its spread\n"
        "help: give it weight 0, remove it, or choose a method with fixed bounds (goalposts)"
    ]


def test_without_group():
    """A unit without a group has no score within groups, and the warning names it."""
    text = one_indicator('{ method = "rank", within = "group" }')
    panel = panel_of({"x": [1, 3, 9]}, groups=["a", "a", "a"])
    result = compute(replace(panel, group_of=np.array([0, -1, 0])), scheme_of(text))
    same(result.index, [[1, NAN, 2]])
    assert [str(remark) for remark in result.remarks] == [
        'warning: no score for 1 without a group, which within = "group" needs: u1'
    ]


def test_the_whole_has_no_group():
    """Scores within groups cannot be asked for the whole."""
    text = one_indicator('{ method = "rank", within = "group" }')
    assert errors_of(text, {"x": [1, 3]}, level="all", groups=["a", "a"]) == [
        '<scheme>: error: the whole has no group, which within = "group" needs\n'
        'help: use --level unit or group, or a scheme without within = "group"'
    ]


def test_period_of_stats_is_absent():
    """A period of `stats` that the table does not have is an error."""
    text = "[index]\nstats = 2009\n" + one_indicator('"min-max"')
    assert errors_of(text, VALUES, periods=PERIODS) == [
        "<scheme>:3: error: the period 2009 of stats is not in the table\n"
        "help: the table has 2001, 2002"
    ]


def test_rescale():
    """The index itself may be normalised: percentile ranks of the sums 2, 6, 6, 12."""
    text = '[index]\naggregate = "sum"\nrescale = "percentile-rank"\n[indicator.x]\n[indicator.y]\n'
    columns = {"x": [1, 2, 4, 6], "y": [1, 4, 2, 6]}
    result = computed(text, columns)
    same(result.index, [[0, 1 / 3, 1 / 3, 1]])
    same(result.unscaled["index"], [[2, 6, 6, 12]])


def test_rescale_by_a_reference_unit():
    """A rescale may look at a unit too: 2 is the worst, u2 has 6."""
    rule = '{ method = "distance-to-reference", unit = "u2" }'
    text = f"[index]\nrescale = {rule}\n[indicator.x]\n"
    same(scores_of(text, {"x": [2, 4, 6, 8]}), [0, 0.5, 1, 1.5])


@pytest.mark.parametrize("node", ["[index]", "[dimension.d]"])
def test_rescale_without_spread(node):
    """A constant node under a rescale that divides by its spread is an error at its line."""
    text = f'{node}\nrescale = "min-max"\n[indicator.x]\n'
    if "d]" in node:
        text += 'dimension = "d"\n'
    name = node.strip("[]").split(".")[-1]
    assert errors_of(text, {"x": [2, 2]})[0] == (
        f"<scheme>:3: error: {name} is the same in all units: min-max divides by its spread\n"
        "help: give it weight 0, remove it, or choose a method with fixed bounds (goalposts)"
    )


def test_the_first_unit_as_a_reference():
    """u0 has 30 and scores 1, the worst 0."""
    text = one_indicator('{ method = "distance-to-reference", unit = "u0" }')
    same(scores_of(text, {"x": [[30, 10, 20]]}), [1, 0, 0.5])


def test_a_period_without_values():
    """It has no scores; those after it have theirs."""
    text = '[index]\nimpute = "drop"\n[indicator.x]\nnormalise = "min-max"\n[indicator.y]\n'
    columns = {"x": [[NAN, NAN], [1, 2]], "y": [[1, 1], [1, 1]]}
    same(scores_of(text, columns, "x", periods=PERIODS), [[NAN, NAN], [0, 100]])


def test_limits_of_units_in_groups():
    """The z-scores of two are +-0.707; each unit has its own limit, another one in each period."""
    text = one_indicator('{ method = "z-score", within = "group", truncate = "t" }')
    limits = [[0.5, 2, 0.1, 2], [2, 0.3, 2, 0.2]]
    columns = {"x": [[1, 2, 5, 9], [3, 4, 6, 7]], "t": limits}
    z = 0.5**0.5
    expected = [[-0.5, z, -0.1, z], [-z, 0.3, -z, 0.2]]
    same(scores_of(text, columns, periods=PERIODS, groups=["a", "a", "b", "b"]), expected)
