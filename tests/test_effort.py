"""How much indicators move in a year, and what a repeated change comes to, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed, same

from innoindex.effort import effort, repeated, yearly_changes


def usual(values: list, unit: int = 0, direction: str = "+", periods=("2020", "2021", "2022")):
    """The usual yearly change of x in the last period."""
    text = f'[index]\nimpute = "drop"\n[indicator.x]\ndirection = "{direction}"\n[indicator.one]\n'
    columns = {"x": values, "one": np.ones_like(values)}
    result = computed(text, columns, periods=periods[: len(values)])
    return yearly_changes(result, unit, len(values) - 1)["x"]


@pytest.mark.parametrize(
    ("values", "direction", "expected"),
    [
        ([[1, 9, 9], [2, 9, 9], [5, 9, 9]], "+", 4 / 2),  # the unit's own
        ([[NAN, 9, 9], [2, 9, 9], [5, 9, 9]], "+", 3),  # since its first value
        ([[5, 9, 9], [2, 9, 9], [1, 9, 9]], "-", 4 / 2),
        ([[5, 1, 2], [5, 1, 2], [5, 3, 8]], "+", 1),  # the median of 0, 1 and 3
        ([[5, 1, NAN], [5, 1, 2], [5, 3, 8]], "+", 1),  # of 0, 1 and 6, each since its first
        ([[NAN] * 3] * 3, "+", 0),
        ([[5, 9, 4], [5, 9, 4], [5, 5, 4]], "+", 4 / 2 / 3),  # the median is 0: the mean size
        ([[5, 8, 4], [5, 8, 4], [4, 6, 4]], "+", (1 / 2 + 2 / 2) / 3),  # nobody has improved
        ([[5, 8, 2]] * 3, "+", 3),  # nothing has moved: the deviation of 5, 8 and 2
        ([[5, 8, 2]], "+", 3),  # one period
        ([[0, 0, 0]], "+", 0),
        ([[5, NAN, NAN]], "+", 0),  # alone it deviates from nothing
        ([[5e200, 8e200, 2e200]], "+", 3e200),
    ],
)
def test_usual_change(values, direction, expected):
    """The unit's own improvement; else the others'; else the spread between the units."""
    same(usual(values, direction=direction), expected, 1e-12)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2020", "2022"), 6 / 2),
        (("2020Q1", "2020Q3"), 6 / (2 / 4)),
        (("2020Q4", "2021Q1"), 6 / (1 / 4)),
        (("2020", "2020Q3"), 6 / (2 / 4)),
        (("before", "after"), 6),  # are taken to be a year apart
    ],
)
def test_years_between(periods, expected):
    """From 1 to 7 in years, in quarters and in periods that are neither."""
    same(usual([[1, 1], [7, 1]], periods=periods), expected)


def test_noise_is_no_change():
    """The last digit of a quotient is not taken for an improvement; a small value's is one."""
    same(usual([[0.3, 4], [0.1 + 0.2, 6]]), 1)  # the median of 0 and 2
    assert usual([[1e-13, 2e-13], [2e-13, 2e-13]]) == pytest.approx(1e-13)


def test_effort():
    """In usual years; nothing takes none, and where nothing ever moves it never comes."""
    assert (effort(-6, 3), effort(0, 0), effort(1, 0)) == (2, 0, float("inf"))


@pytest.mark.parametrize(
    ("before", "now", "following"),
    [
        (2, 5, 8),
        (5, 2, 0.8),
        (0.5, 0.2, 0.08),
        (5, -2, -9),  # at no rate below 0
        (-2, -5, -8),
        (0, 3, 6),
        (0, -3, -6),
        (3, 3, 3),
        (NAN, 3, 3),
        (3, NAN, NAN),
    ],
)
def test_repeated(before, now, following):
    """A rise by its amount, a fall of what is above 0 at its rate; without a change as it is."""
    same(repeated(np.array([now]), np.array([before])), [following])
