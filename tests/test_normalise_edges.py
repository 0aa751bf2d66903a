"""Where a normalisation divides by nothing: what is said, and of which cells."""

from __future__ import annotations

import pytest
from strategies import NAN, errors_of, one_indicator


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
