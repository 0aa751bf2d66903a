"""Indicator values from raw columns: two periods, three units."""

from __future__ import annotations

import math

import numpy as np
import pytest
from strategies import NAN, panel_of, same

from innoindex.derive import evaluate, faults
from innoindex.expression import parse_expression

PANEL = panel_of(
    {"a": [[1, 2, 9], [4, 8, 0]], "b": [[2, 4, 3], [5, 0.5, -1]]}, periods=("2001", "2002")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", [[1, 2, 9], [4, 8, 0]]),
        ("7", [[7, 7, 7], [7, 7, 7]]),
        ("2 ** 3 - 1", [[7, 7, 7], [7, 7, 7]]),
        ("100 * a / b", [[50, 50, 300], [80, 1600, 0]]),
        ("-a + +b", [[1, 2, -6], [1, -7.5, -1]]),
        ("-a ** 2", [[-1, -4, -81], [-16, -64, 0]]),
        ("a - b - 1", [[-2, -3, 5], [-2, 6.5, 0]]),
        ("a ** 0.5", [[1, math.sqrt(2), 3], [2, math.sqrt(8), 0]]),
        ("sqrt(a)", [[1, math.sqrt(2), 3], [2, math.sqrt(8), 0]]),
        ("log(a + 1)", [[math.log(2), math.log(3), math.log(10)], [math.log(5), math.log(9), 0]]),
        ("log1p(a) - log(a + 1)", [[0, 0, 0], [0, 0, 0]]),
        ("abs(a - b)", [[1, 2, 6], [1, 7.5, 1]]),
        ("min(a, b, 3)", [[1, 2, 3], [3, 0.5, -1]]),
        ("max(a, b)", [[2, 4, 9], [5, 8, 0]]),
        ("a < b", [[1, 1, 0], [1, 0, 0]]),
        ("a >= 2 * b", [[0, 0, 1], [0, 1, 1]]),
        ("a == 4", [[0, 0, 0], [1, 0, 0]]),
        ("where(a > b, a, 10 * b)", [[20, 40, 9], [50, 8, 0]]),
        ("lag(a)", [[NAN, NAN, NAN], [1, 2, 9]]),
        ("a - lag(a)", [[NAN, NAN, NAN], [3, 6, -9]]),
        ("lag(lag(a))", [[NAN] * 3, [NAN] * 3]),
    ],
)
def test_arithmetic(text, expected):
    """An expression is computed cell by cell; lag() is the period before."""
    same(evaluate(parse_expression(text), PANEL.columns), expected, 1e-12)


@pytest.mark.parametrize("text", ["a + b", "a < b", "a == b", "min(a, b)", "max(a, b)", "sqrt(b)"])
def test_missing_in_missing_out(text):
    """A missing value makes the result missing, comparisons too."""
    columns = panel_of({"a": [1, NAN], "b": [NAN, NAN]}).columns
    assert np.isnan(evaluate(parse_expression(text), columns)).all()


@pytest.mark.parametrize(
    ("text", "cells", "reason", "blamed"),
    [
        ("100 * a / b", [1], "the denominator b is zero", ("b",)),
        ("a / (b - b)", [0, 1, 2], "the denominator b - b is zero", ("b",)),
        ("1 / (a - 5 + b)", [1], "the denominator a - 5 + b is zero", ("a", "b")),
        ("log(b)", [1, 2], "log(b) has no result", ("b",)),
        ("log1p(b)", [2], "log1p(b) has no result", ("b",)),
        ("sqrt(a - 5)", [0], "sqrt(a - 5) has no result", ("a",)),
        ("b ** 0.5", [2], "b ** 0.5 has no result", ("b",)),
        ("b ** (0 - 1)", [1], "b ** (0 - 1) has no result", ("b",)),
        ("a * 1e308 * 10", [0, 1, 2], "the result is too large", ("a",)),
        ("log(b / b)", [1], "the denominator b is zero", ("b",)),
        ("-(b / b)", [1], "the denominator b is zero", ("b",)),
        ("(b / b < 2) * a", [1], "the denominator b is zero", ("b",)),
        ("(2 > b / b) * a", [1], "the denominator b is zero", ("b",)),
        ("(a * 1e308 * 10) ** 1", [0, 1, 2], "the result is too large", ("a",)),
        ("a * 1e308 * 10 - b * 1e308", [0, 1, 2], "the result is too large", ("a", "b")),
    ],
)
def test_no_result(text, cells, reason, blamed):
    """Cells whose arithmetic has no result are found, each with its reason and its columns."""
    columns = panel_of({"a": [4, 5, 6], "b": [2, 0, -4]}).columns
    [(mask, why, names)] = faults(parse_expression(text), columns)
    assert np.argwhere(mask).tolist() == [[0, unit] for unit in cells]
    assert (str(why), names) == (reason, blamed)


def test_the_period_before_may_be_to_blame():
    """A zero that comes from another row is not blamed on a column of this one."""
    columns = panel_of({"a": [[1, 2], [3, 4]], "b": [[0, 1], [5, 0]]}).columns
    [(mask, why, names)] = faults(parse_expression("a / lag(b)"), columns)
    assert np.argwhere(mask).tolist() == [[1, 0]]
    assert (str(why), names) == ("the denominator lag(b) is zero", ())


@pytest.mark.parametrize(
    "text", ["where(b > 0, a / b, 0)", "a / lag(b)", "a / c", "log(c)", "where(c > 0, a / b, 1)"]
)
def test_no_fault(text):
    """A branch that is not taken, a missing value and a first period are no faults."""
    columns = panel_of({"a": [4, 5, 6], "b": [2, 0, 3], "c": [NAN, NAN, NAN]}).columns
    assert faults(parse_expression(text), columns) == []


def test_panel_is_not_changed():
    """Evaluating leaves the raw columns as they were."""
    before = {name: values.copy() for name, values in PANEL.columns.items()}
    evaluate(parse_expression("lag(min(a, -b)) + abs(a)"), PANEL.columns)
    for name, values in before.items():
        np.testing.assert_array_equal(PANEL.columns[name], values)
