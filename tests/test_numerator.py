"""The raw value at which an expression has a value: put in, it has it; none is made up."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN

from innoindex.expression import parse_expression
from innoindex.numerator import needed


@pytest.mark.parametrize(
    ("text", "a", "value", "expected"),
    [
        ("100 * a / b", 4, 80, 8),
        ("a / b - 3", 4, -2.5, 5),
        ("sqrt(a)", 4, 5, 25),  # 6.5 on the straight line from 4 to 8
        ("sqrt(a)", 4, 1, 1),
        ("abs(a)", 0, 5, 5),
        ("abs(a)", -1, 5, -5),  # a value keeps its sign
        ("1 / (8 - a)", 1, 0.1, None),  # -2, but that is another sign
        ("1 / (8 - a)", 1, 0.2, 3),
        ("min(a, 10)", 4, 20, None),
        ("a / c", 4, 1, None),  # has no value now: c is 0
        ("a / d", 4, 1, None),  # d is missing
        ("log(a)", -1, 1, None),
    ],
)
def test_needed(text, a, value, expected):
    """By hand, with b = 10."""
    columns = {"a": a, "b": 10, "c": 0, "d": NAN}
    found = needed(
        parse_expression(text),
        {id: np.array([[1.0], [number]]) for id, number in columns.items()},
        "a",
        value,
    )
    assert found == (None if expected is None else pytest.approx(expected, rel=1e-9))
