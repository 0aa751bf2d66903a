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


def test_no_raw_value_gives_it():
    """u0 has min(4, 10) / 1 and needs more than 10, whatever a is; its rank and score are told."""
    text = '[indicator.x]\nvalue = "min(a, 10) / b"\n'
    (need,) = goal(computed(text, {"a": [[4, 9]], "b": [[1, 0.5]]}), 0, score=15).needs
    same([need.present, need.value, need.best, need.rank, need.score], [4, 15, 18, 2, 15], 1e-8)
    assert need.column is None


def test_others_repeat_the_change_that_is_asked_for():
    """u1 has 2, 4 and 5: after the last change it has 6, after that of two periods 8."""
    result = computed(
        "[indicator.x]\n", {"x": [[1, 2, 99], [1, 4, 99], [1, 5, 99]]}, periods=("1", "2", "3")
    )
    for against, value in ((None, 6), ("2", 6), ("1", 8)):
        (need,) = goal(result, 0, rank=2, trend=True, against=against).needs
        assert need.value == pytest.approx(value)


def test_the_best_has_a_score():
    """u2 has 9 but no score, so that 5 is the best there is, and what is needed."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n[indicator.x]\n[indicator.y]\n'
    found = goal(computed(text, {"x": [[0.1, 5, 9]], "y": [[1, 1, NAN]]}), 0, rank=1)
    need = found.needs[0]
    same([need.best, need.value], [5, 5], 1e-8)


def test_nothing_is_planned_for_what_is_reached():
    """The first rank asks nothing of who has it."""
    found = goal(
        computed("[indicator.x]\n[indicator.y]\n", {"x": [[5, 1]], "y": [[1, 2]]}), 0, rank=1
    )
    assert (found.reached, found.plan, found.needs) == (True, None, ())
