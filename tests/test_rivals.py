"""Who was passed and who passed: ties on either side are neither."""

from __future__ import annotations

import pytest
from strategies import NAN, computed

from innoindex import explain
from innoindex.causes import Causes

# It rises from 5 to 6. One was ahead, one behind, one is new, and all three are beside it now; of
# three that were beside it one is behind, one ahead and one gone.
VALUES = [[5, 7, 3, NAN, 5, 5, 5], [6, 6, 6, 6, 4, 8, NAN]]


def causes_of(text: str, columns: dict) -> Causes:
    found = explain(
        computed(f'[index]\nimpute = "drop"\n{text}', columns, periods=("1", "2")), 0
    ).causes
    assert found is not None
    return found


def test_ties_are_no_rivals():
    """To draw level is not to pass, and neither is to come apart."""
    found = causes_of("[indicator.x]\n", {"x": VALUES})
    assert (found.rivals, found.new_ahead, found.gone_ahead) == ((), (), ())


def test_rivals():
    """One that was ahead and is behind; one the other way round; one that has gone, one new."""
    found = causes_of("[indicator.x]\n", {"x": [[5, 7, 3, 9, NAN], [6, 4, 8, NAN, 9]]})
    assert [(rival.unit, rival.passed) for rival in found.rivals] == [(1, True), (2, False)]
    assert (found.new_ahead, found.gone_ahead) == ((4,), (3,))


@pytest.mark.parametrize(
    ("a", "b", "decisive"),
    [
        (0.4, 0.8, "b"),
        (0.8, 0.4, "a"),
        (0.8, 0.8, "a"),
        (0.8, 0.8 + 8e-10, "a"),
        (1, 1 + 4e-9, "b"),
    ],
)
def test_what_decided(a, b, decisive):
    """The indicator with the most points, however few; within nine decimals the first by id."""
    text = "[indicator.b]\n[indicator.a]\n"
    columns = {"a": [[0, 0.1], [a, 0.1]], "b": [[0, 0.1], [b, 0.1]]}
    (rival,) = causes_of(text, columns).rivals
    assert rival.decided_by == decisive
    assert rival.points == pytest.approx(max(a, b) / 2)
