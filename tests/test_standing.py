"""Where a unit's values stand among those of the others."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed, same

from innoindex.standing import raw_value, standings, without_noise

TEXT = """
[index]
impute = "drop"
[indicator.more]
[indicator.less]
direction = "-"
normalise = { method = "goalposts", lower = 0, upper = 10 }
[indicator.none]
"""
MORE, LESS = [[1, 2, 7, 4], [5, 4, 7, 8]], [[4, 5, 6, 1], [4, 2, 6, 1]]
COLUMNS = {"more": MORE, "less": LESS, "none": [[NAN] * 4] * 2}
UNITS, GROUPS = ["c", "b", "a", "d"], ["g", "g", "h", "h"]
RESULT = computed(TEXT, COLUMNS, periods=("1", "2"), units=UNITS, groups=GROUPS)


def test_among_all_units():
    """More is better in one, less in the other; of an indicator without values nothing is known."""
    found = standings(RESULT, 0, 1, 0)
    assert found.ids == ("more", "less", "none")
    same(found.value, [5, 4, NAN])
    same(found.change, [4, 0, NAN])
    same(found.rank, [3, 3, NAN])  # of 5 4 7 8, and of 4 2 6 1 where less is better
    same(found.group_rank, [1, 2, NAN])  # beside b
    same(found.change_rank, [1, 2, NAN])  # of 4 2 0 4, and of 0 -3 0 0
    same(found.group_change_rank, [1, 2, NAN])
    same(found.median, [6, 3, NAN])
    same(found.best, [8, 1, NAN])
    assert found.best_unit.tolist() == [3, 3, -1]


def test_points_lost():
    """What the mean of the two would gain: (8 - 5) / 2, and (4 - 1) tenths of 100 / 2."""
    same(standings(RESULT, 0, 1, 0).points_lost, [1.5, 100 * 0.3 / 2, NAN])


def test_without_a_period_before():
    """There are no changes, and no ranks of them."""
    found = standings(RESULT, 0, 0, None)
    nothing = found.previous, found.change, found.change_rank, found.group_change_rank
    same(nothing, [[NAN] * 3] * 4)


def test_the_best_of_several():
    """Of units with the same value the first by id, wherever it stands."""
    result = computed("[indicator.x]\n", {"x": [[3, 3, 1]]}, units=["b10", "b2", "a"])
    assert standings(result, 2, 0, None).best_unit.tolist() == [0]
    result = computed("[indicator.x]\n", {"x": [[3, 3, 1]]}, units=["b2", "b10", "a"])
    assert standings(result, 2, 0, None).best_unit.tolist() == [1]


def test_who_has_no_score_is_not_compared_with():
    """Its value is neither the best nor in the median, and moves no rank."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n[indicator.x]\n[indicator.y]\n'
    found = standings(computed(text, {"x": [[1, 9, 3]], "y": [[1, NAN, 3]]}), 0, 0, None)
    same([found.best, found.median, found.rank], [[3, 3], [2, 2], [2, 2]])


def test_the_same_quotient():
    """Twelve digits of the largest of a row: 0.1 + 0.2 is 0.3, 1e-13 of it is nothing."""
    rows = np.array([[0.1 + 0.2, 0.3, 0.6], [1e-13, 0, 1], [0, 0, 0], [NAN, -5, 2.5], [NAN] * 3])
    one, tiny, zeros, below, none = without_noise(rows)
    assert one[0] == one[1] == 0.5
    assert tiny.tolist() == [0, 0, 1]
    assert zeros.tolist() == [0, 0, 0]
    same(below, [NAN, -1, 0.5])
    same(none, [NAN] * 3)


@pytest.mark.parametrize(
    ("level", "expected"), [("unit", [5, NAN]), ("group", [9, 15]), ("all", [24])]
)
def test_raw_values_are_summed(level, expected):
    """A group's are those of its units that have one; where none has, it has none."""
    text = '[index]\nimpute = "drop"\n[raw.x]\n[raw.y]\n[indicator.i]\nvalue = "x / y"\n'
    columns = {"x": [[5, 4, 15, NAN]], "y": [[1, 1, 1, NAN]], "z": [[NAN, 1, NAN, NAN]]}
    result = computed(text, columns, level, groups=GROUPS)
    same(raw_value(result, "x", 0, 0), expected[0])
    if level == "group":
        same([raw_value(result, "x", 1, 0), raw_value(result, "z", 1, 0)], [15, NAN])
