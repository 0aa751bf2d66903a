"""Bounds and targets go with the values: transformed as they are, and what was done is kept."""

from __future__ import annotations

import pytest
from strategies import NAN, errors_of, one_indicator, panel_of, same, scheme_of, scores_of

from innoindex.index import compute

X = {"x": [[1, 9, 25]]}  # whose roots are 1, 3 and 5


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("lower = 4, upper = 16", [2, 3, 4]),
        ("upper = 16", [1, 3, 4]),
        ("lower = 4", [2, 3, 5]),
    ],
)
def test_bounds_are_transformed(bounds, expected):
    """They are given as the values are in the table; one may be missing."""
    text = one_indicator(
        '"none"', more=f'transform = "sqrt"\ntreat = {{ method = "clip", {bounds} }}'
    )
    same(scores_of(text, X), expected)


def test_goalposts_and_targets_are_transformed():
    """0 and 16 are 0 and 4 among the roots."""
    more = 'transform = "sqrt"'
    posts = '{ method = "goalposts", lower = 0, upper = 16, clip = false }'
    same(scores_of(one_indicator(posts, more=more), X), [25, 75, 125])
    target = '{ method = "distance-to-target", target = 16 }'
    same(scores_of(one_indicator(target, more=more), X), [0, 2 / 3, 4 / 3])


def test_a_bound_without_a_transform():
    """It is told by its line."""
    text = one_indicator('"none"', more='transform = "log"\ntreat = { method = "clip", lower = 0 }')
    (problem,) = errors_of(text, X)
    assert problem.startswith("<scheme>:6: error: x: the bound 0 has no log")


def test_a_curve_has_no_place_for_goalposts():
    """The square root of outliers would leave them behind; the indicator is told by its line."""
    posts = '{ method = "goalposts", lower = 0, upper = 16 }'
    text = one_indicator(posts, more='treat = { method = "log", skew = 0.1, kurtosis = 0.1 }')
    (problem,) = errors_of(text, {"x": [[1, 1, 1, 1, 40]]})
    assert problem.startswith("<scheme>:2: error: x: goalposts cannot take the log of outliers")


def test_what_was_treated_is_kept():
    """The cells, with their values before and after; of what stays as it is there is no record."""
    text = '[index]\nimpute = "drop"\n' + one_indicator(
        '"none"', more='treat = { method = "clip", lower = 2, upper = 6 }'
    )
    columns = {"x": [[1, 4, 9, NAN], [3, 4, 8, 2]]}
    result = compute(panel_of(columns, periods=("1", "2")), scheme_of(text), keep_repairs=True)
    repair = next(each for each in result.repairs if each.how == "treated")
    assert (repair.id, repair.method) == ("x", "clip")
    assert (repair.periods.tolist(), repair.units.tolist()) == ([0, 0, 1], [0, 2, 2])
    same([repair.before, repair.after], [[1, 9, 8], [2, 6, 6]])


def test_box_cox_has_no_value_at_0():
    """Nor below: only what is above 0 has one, whatever the power."""
    text = one_indicator('"none"', more='transform = { method = "box-cox", lambda = 0.5 }')
    (problem,) = errors_of(text, {"x": [[0, 1, 4]]})
    assert problem.startswith("x: error: u0: x: 0 has no ")
