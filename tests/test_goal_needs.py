"""What a goal needs of the table: a period before for a trend, raw values to be named."""

from __future__ import annotations

import pytest
from strategies import NAN, computed, same

from innoindex.errors import UsageProblem
from innoindex.goals import goal


def test_a_trend_needs_a_period_before():
    """In a table of one period there is no change to be repeated."""
    with pytest.raises(UsageProblem) as caught:
        goal(computed("[indicator.x]\n", {"x": [[1, 2]]}), 0, rank=1, trend=True)
    assert str(caught.value.problems[0].text) == (
        "there is no period before, whose change could be repeated"
    )


def test_an_imputed_value_has_no_raw_value():
    """3 is carried forward and may rise to 5; what it is made of is not known in the period."""
    text = '[index]\nimpute = "carry-forward"\n[raw.a]\n[indicator.x]\nvalue = "a / b"\n'
    columns = {"a": [[6, 10], [NAN, 10]], "b": [[2, 2], [2, 2]]}
    (need,) = goal(computed(text, columns, periods=("1", "2")), 0, rank=1).needs
    same([need.present, need.value], [3, 5], 1e-8)
    assert need.column is None
    same([need.raw_present, need.raw_value], [NAN, NAN])
