"""Benefit of the doubt as the way a node is aggregated: each unit by its own best weights."""

from __future__ import annotations

import pytest
import tai
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NAN, computed, errors_of, same, scores_of

from innoindex import explain


def scheme(aggregate: str = '"benefit-of-the-doubt"', ids: str = "xy", more: str = "") -> str:
    text = f"[index]\n{more}aggregate = {aggregate}\n"
    return text + "".join(f"[indicator.{id}]\n" for id in ids)


def bounded(lower: float, upper: float) -> str:
    return f'{{ method = "benefit-of-the-doubt", lower = {lower}, upper = {upper} }}'


def test_technology_achievement_index():
    """Handbook, tables 19 and 23: min-max data, each share 10 to 15 %: 23 scores and 23 ranks."""
    text = scheme(bounded(0.1, 0.15), ids=[], more='normalise = "min-max"\n')
    text += "".join(f"[indicator.{id}]\n" for id in tai.INDICATORS)
    result = computed(text, tai.RAW, units=tai.COUNTRIES)
    scores = dict(zip(tai.COUNTRIES, result.index[0], strict=True))
    assert scores == pytest.approx(tai.BENEFIT, abs=0.01)
    assert dict(zip(tai.COUNTRIES, result.ranks[0], strict=True)) == tai.RANKS["BOD"]


def test_by_hand():
    """(4, 1) and (1, 4) reach 1; (2, 2) by 1/5 of each 0.8; (1, 0) by the first alone 1/4."""
    same(scores_of(scheme(), {"x": [4, 1, 2, 1], "y": [1, 4, 2, 0]}), [1, 1, 0.8, 0.25])


def test_bounds_of_the_shares():
    """With shares of 0.5 only the mean counts, relative to the highest; 0.25 to 0.75 lie between.

    (1, 0) at 0.75 : 0.25 has 0.75 of the 3.25 that (4, 1) has.
    """
    columns = {"x": [4, 1, 2, 1], "y": [1, 4, 2, 0]}
    same(scores_of(scheme(bounded(0.5, 0.6)), columns)[:3], [1, 1, 0.8])
    same(scores_of(scheme(bounded(0.25, 0.75)), columns), [1, 1, 0.8, 0.75 / 3.25])


def test_each_period_by_itself():
    """Who is best in a period is 1 there."""
    scores = scores_of(scheme(), {"x": [[4, 2], [8, 2]], "y": [[0, 0], [0, 0]]}, periods=["1", "2"])
    same(scores, [[1, 0.5], [1, 0.25]])


def test_a_child_without_weight_does_not_count():
    """A child of weight 0 is left out, whatever its score; other weights do not matter."""
    text = scheme(ids=[]) + "".join(
        f"[indicator.{id}]\nweight = {weight}\n" for id, weight in (("x", 1), ("y", 7), ("z", 0))
    )
    columns = {"x": [4, 1, 2], "y": [1, 4, 2], "z": [-9, 99, 0]}
    same(scores_of(text, columns), [1, 1, 0.8])


def test_a_unit_without_all_scores_has_none():
    """It has no score, and is no rival of the others."""
    text = scheme(more='impute = "drop"\n')
    same(scores_of(text, {"x": [4, 1, 2, NAN], "y": [1, 4, 2, 99]}), [1, 1, 0.8, NAN])


def test_refusals():
    """Negative scores, all 0, and bounds that no shares can keep are errors with a way out."""
    [negative] = errors_of(scheme(), {"x": [1, -2], "y": [1, 2]})
    assert "u1: index: benefit-of-the-doubt needs scores that are not negative, and x" in negative
    [nothing] = errors_of(scheme(), {"x": [0, 0], "y": [0, 0]})
    assert "index: benefit of the doubt needs scores of at least 0" in nothing
    assert "help: normalise with a method that gives such scores" in nothing
    [narrow] = errors_of(scheme(bounded(0.6, 0.9)), {"x": [1, 2], "y": [1, 2]})
    assert narrow == (
        "<scheme>:3: error: index: no shares of 2 parts lie between 0.6 and 0.9 and sum to 1\n"
        "help: keep the lower bound at most, the upper at least 0.5"
    )


def test_it_is_not_shared_among_the_children():
    """What each child gives is not told: the score compares the units with each other."""
    result = computed(scheme(), {"x": [[4, 1], [3, 1]], "y": [[1, 4], [1, 4]]}, periods=["1", "2"])
    found = explain(result, 0)
    assert {id for id, value in found.contributions.items() if value == value} == {"index"}


cells = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)), min_size=3, max_size=7)


@settings(max_examples=25)
@given(cells, st.data())
def test_laws(rows, data):
    """Someone reaches 1 and none more; a unit of measure and the order change nothing."""
    order = data.draw(st.permutations(range(len(rows))))
    x, y = zip(*rows, strict=True)
    scores = scores_of(scheme(), {"x": x, "y": y})
    assert max(scores) == pytest.approx(1)
    assert min(scores) > 0
    same(scores_of(scheme(), {"x": [1000 * v for v in x], "y": y}), scores)
    shuffled = {"y": [y[i] for i in order], "x": [x[i] for i in order]}
    same(scores_of(scheme(ids="yx"), shuffled), [scores[i] for i in order])
    # Bounds take choices away: no unit gains by them.
    held = scores_of(scheme(bounded(0.3, 0.7)), {"x": x, "y": y})
    assert all(a <= b + 1e-9 for a, b in zip(held, scores, strict=True))
