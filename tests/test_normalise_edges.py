"""Where a normalisation divides by nothing: what is said, and of which cells."""

from __future__ import annotations

import pytest
from strategies import NAN, errors_of, one_indicator, same, scores_of


def test_a_missing_value_is_not_told_twice():
    """The median is 0, of which nothing is a multiple; the unit without a value is at no fault."""
    text = '[index]\nimpute = "drop"\n' + one_indicator(
        '{ method = "relative-difference", to = "median" }'
    )
    told = errors_of(text, {"x": [[0, 0, NAN, -1, 1]]})
    assert [problem.split(": ")[2] for problem in told] == ["u0", "u1", "u3", "u4"]


@pytest.mark.parametrize(("target", "values"), [(0, [0, 0, 0]), (2, [2, 2, 5]), (1, [2, 2, 5])])
def test_a_target_that_the_worst_has_reached(target, values):
    """Nothing lies between them."""
    (problem,) = errors_of(
        one_indicator(f'{{ method = "distance-to-target", target = {target} }}'), {"x": [values]}
    )
    assert "needs a reference that is better than the worst in all units" in problem


def test_less_is_better_below_1():
    """The best of 0.5, 0.25 and 1 is 0.25, of which the others are a half and a quarter."""
    text = one_indicator('{ method = "ratio", to = "best" }', "-")
    same(scores_of(text, {"x": [[0.5, 0.25, 1]]}), [0.5, 1, 0.25])


@pytest.mark.parametrize("ddof", [0, 1])
def test_one_unit_has_no_standard_deviation(ddof):
    """In a group of its own it has no z-score, of a sample or of all."""
    text = '[index]\nimpute = "drop"\n[indicator.y]\n' + one_indicator(
        f'{{ method = "z-score", within = "group", ddof = {ddof} }}'
    )
    columns = {"x": [[1, 3, 5]], "y": [[1, 1, 1]]}
    found = scores_of(text, columns, "x", groups=["a", "a", "b"])
    z = 0.5**0.5 if ddof else 1
    same(found, [-z, z, NAN])
