"""Missing values: what each rule fills, what it leaves, and what it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import NAN, computed, errors_of, panel_of, same, scheme_of, scores_of

from innoindex.errors import InnoindexError
from innoindex.index import compute

PERIODS = ("2001", "2002", "2003")
# Groups: u0, u1, u2 in a; u3, u4 in b.
GROUPS = ["a", "a", "a", "b", "b"]
X = [[1, NAN, 3, 10, NAN], [NAN, 4, 5, NAN, NAN], [NAN, 8, NAN, 20, 30]]


def filled(rule: str, id: str = "x") -> list:
    text = f"[index]\nimpute = {rule}\n[indicator.x]\n[indicator.y]\n"
    return scores_of(text, {"x": X, "y": [[6] * 5] * 3}, id, periods=PERIODS, groups=GROUPS)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('"drop"', X),
        ('{ method = "score", value = 7 }', [[1, 7, 3, 10, 7], [7, 4, 5, 7, 7], [7, 8, 7, 20, 30]]),
    ],
)
def test_what_is_filled(rule, expected):
    """`drop` fills nothing; `score` gives every missing cell its score."""
    same(filled(rule), expected)


def test_drop_rescales():
    """A unit without x has the score of y alone, the others the mean of both."""
    same(filled('"drop"', "index"), [[3.5, 6, 4.5, 8, 6], [6, 5, 5.5, 6, 6], [6, 7, 6, 13, 18]])


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        # The last earlier value, over any number of periods.
        (
            "carry-forward",
            [[1, 2, 3], [NAN, 4, NAN], [NAN, NAN, 9]],
            [[1, 2, 3], [1, 4, 3], [1, 4, 9]],
        ),
        (
            "interpolate",
            [[1, 2, 3], [NAN, 4, NAN], [5, 9, 9]],
            [[1, 2, 3], [3, 4, 6], [5, 9, 9]],
        ),
        # Of the period's other units: 2 and 9; 3 and 4.
        ("mean", [[1, 2, 3], [NAN, 2, 9], [3, 4, NAN]], [[1, 2, 3], [5.5, 2, 9], [3, 4, 3.5]]),
        (
            "median",
            [[NAN, 1, 2, 9], [1, 2, 3, 10], [1, 2, NAN, NAN]],
            [[2, 1, 2, 9], [1, 2, 3, 10], [1, 2, 1.5, 1.5]],
        ),
        # Groups: the first two, the last three.
        (
            "group-mean",
            [[NAN, 1, 2, 6, 4], [1, NAN, NAN, 6, 4], [1, 2, NAN, NAN, 4]],
            [[1, 1, 2, 6, 4], [1, 1, 5, 6, 4], [1, 2, 4, 4, 4]],
        ),
        (
            "group-median",
            [[NAN, 1, 2, 6, 4], [1, 3, 2, NAN, 4], [1, 2, NAN, 5, 4]],
            [[1, 1, 2, 6, 4], [1, 3, 2, 3, 4], [1, 2, 4.5, 5, 4]],
        ),
    ],
)
def test_rules_that_fill(rule, values, expected):
    """Each rule by hand; what it filled is marked, and nothing else is."""
    text = f'[indicator.x]\nimpute = "{rule}"\n[indicator.y]\n'
    units = len(values[0])
    columns = {"x": values, "y": [[1] * units] * 3}
    groups = ["a", "a", *["b"] * (units - 2)]
    result = computed(text, columns, periods=PERIODS, groups=groups)
    same(result.scores["x"], expected)
    assert result.filled["x"].tolist() == np.isnan(values).tolist()
    assert "x" not in result.left_out


@pytest.mark.parametrize(
    ("rule", "values", "periods"),
    [
        ("carry-forward", [[NAN, 2], [1, 2]], ("2001", "2002")),
        ("interpolate", [[NAN, 2], [1, 2]], ("2001", "2002")),
        ("interpolate", [[1, 2], [NAN, 2]], ("2001", "2002")),
        ("mean", [[NAN, NAN]], ("2001",)),
        ("median", [[NAN, NAN]], ("2001",)),
        ("group-mean", [[NAN, 2]], ("2001",)),
        ("group-median", [[NAN, 2]], ("2001",)),
    ],
)
def test_nothing_to_fill_from(rule, values, periods):
    """Where a rule finds nothing, the missing cell is an error that says which it is."""
    text = f'[indicator.x]\nvalue = "x / y"\nimpute = "{rule}"\n[indicator.y]\n'
    columns = {"x": values, "y": [[1, 1]] * len(periods)}
    period = periods[1] if values[0] == [1, 2] else periods[0]
    assert errors_of(text, columns, periods=periods, groups=["a", "b"])[0] == (
        f"x: error: u0 in {period}: no value of x, needed by x (impute = {rule})\n"
        'help: there is nothing to fill it from: fill the cell, or choose impute = "drop"'
    )


def test_no_group_no_group_mean():
    """Units without a group are no group of their own."""
    text = '[indicator.x]\nimpute = "group-mean"\n'
    panel = panel_of({"x": [NAN, 2, 3], "y": [1, 1, 1]}, groups=["g"] * 3)
    with pytest.raises(InnoindexError, match="nothing to fill it from"):
        compute(replace(panel, group_of=np.array([-1, -1, 0])), scheme_of(text))


def test_refuse():
    """The default refuses: one error a missing cell, with all the indicators that need it."""
    text = (
        '[indicator.p]\nvalue = "a / b"\n[indicator.q]\nvalue = "b"\n[indicator.r]\nvalue = "a"\n'
    )
    assert errors_of(text, {"a": [1, NAN, 3], "b": [4, 5, NAN]}) == [
        "a: error: u1: no value of a, needed by p, r (impute = refuse)\n"
        'help: fill the cell, or choose a rule such as impute = "carry-forward" or "drop"',
        "b: error: u2: no value of b, needed by p, q (impute = refuse)\n"
        'help: fill the cell, or choose a rule such as impute = "carry-forward" or "drop"',
    ]


def test_refuse_under_weight_0():
    """An indicator of weight 0 needs no values: nothing of the index comes from it."""
    text = "[indicator.x]\nweight = 1\n[indicator.y]\nweight = 0\n"
    same(scores_of(text, {"x": [1, 2], "y": [3, NAN]}), [1, 2])


def test_absent_units_are_not_filled():
    """A unit that the table does not have in a period has no score there, whatever the rule."""
    columns = {"x": [[1, 2], [NAN, 4]], "y": [[1, 2], [NAN, 4]]}
    for rule in ('"carry-forward"', '"mean"', '"drop"', '{ method = "score" }', '"refuse"'):
        text = f"[index]\nimpute = {rule}\n[indicator.x]\n[indicator.y]\n"
        same(scores_of(text, columns, periods=("1", "2")), [[1, 2], [NAN, 4]])


def test_absent_units_are_not_counted():
    """Nor is it one of those that the others are ranked among."""
    # The first unit is absent from the second period; the last has a row, and its value is carried.
    columns = {"x": [[1, 2, 3, 4], [NAN, 4, 6, NAN]], "y": [[1] * 4, [NAN, 1, 1, 1]]}
    text = '[indicator.x]\nimpute = "carry-forward"\nnormalise = "borda"\n[indicator.y]\n'
    same(scores_of(text, columns, "x", periods=("1", "2")), [[0, 1, 2, 3], [NAN, 0, 2, 0]])


def test_partly_missing_columns():
    """An indicator is missing where one of its columns is, also one that where() leaves aside."""
    text = (
        '[index]\nimpute = "drop"\n[indicator.x]\nvalue = "where(a > 0, a, b)"\n'
        '[indicator.z]\nvalue = "b ** 0"\n[indicator.y]\n'
    )
    columns = {"a": [1, 2, 3], "b": [NAN, 5, 6], "y": [9, 9, 9]}
    result = computed(text, columns)
    same(result.scores["x"], [[NAN, 2, 3]])
    same(result.scores["z"], [[NAN, 1, 1]])
    assert result.left_out["x"].tolist() == [[True, False, False]]


def test_imputed_values_are_in_the_sample():
    """A value filled before normalising counts for the minimum and n; a score does not."""
    columns = {"x": [0, 10, NAN], "y": [1, 2, 3]}
    text = '[indicator.x]\nnormalise = "percentile-rank"\nimpute = {}\n[indicator.y]\n'
    same(scores_of(text.format('"mean"'), columns, "x"), [0, 1, 0.5])
    score = '{ method = "score", value = 0.25 }'
    same(scores_of(text.format(score), columns, "x"), [0, 1, 0.25])


def test_score_within_groups():
    """The group's mean after normalising is z = 0, whatever the statistics are of."""
    text = (
        '[indicator.x]\nimpute = { method = "score", value = 0 }\n'
        'normalise = { method = "z-score", within = "group" }\n[indicator.y]\n'
    )
    columns = {"x": [1, 3, NAN, 5, 9], "y": [1] * 5}
    half = 0.5**0.5
    same(scores_of(text, columns, "x", groups=GROUPS), [-half, half, 0, -half, half])


def test_lag_in_the_first_period():
    """lag() has no value in the first period: no score, and no error."""
    text = '[indicator.x]\nvalue = "x / lag(x)"\n[indicator.y]\n'
    columns = {"x": [[2, 4], [3, 8]], "y": [[1, 1], [1, 1]]}
    for rule in ("refuse", "drop", "carry-forward", "mean"):
        whole = f'[index]\nimpute = "{rule}"\n{text}'
        same(scores_of(whole, columns, periods=("1", "2")), [[NAN, NAN], [1.25, 1.5]])


def test_lag_of_a_missing_value():
    """Where the value of the period before is missing in the table, the indicator is missing."""
    text = '[index]\nimpute = "drop"\n[indicator.x]\nvalue = "x / lag(x)"\n[indicator.y]\n'
    columns = {"x": [[2, 4], [3, NAN], [6, 5]], "y": [[9, 9]] * 3}
    same(scores_of(text, columns, periods=PERIODS), [[NAN, NAN], [5.25, 9], [5.5, 9]])


COVERAGE = {
    "a": [1, 1, 1, 1],
    "b": [1, NAN, 1, 1],
    "c": [1, 1, NAN, NAN],
    "d": [1, NAN, 1, NAN],
}


@pytest.mark.parametrize(
    ("least", "expected"),
    [(1, [1, NAN, NAN, NAN]), (0.75, [1, NAN, 1, NAN]), (0.5, [1, 1, 1, 1])],
)
def test_min_coverage(least, expected):
    """A unit with a smaller share of the indicators has no score: of four they have 4, 2, 3, 2."""
    text = f'[index]\nimpute = "drop"\nmin_coverage = {least}\n' + "".join(
        f"[indicator.{id}]\n" for id in COVERAGE
    )
    result = computed(text, COVERAGE)
    same(result.index, [expected])
    same(result.coverage, [[1, 0.5, 0.75, 0.5]])


@pytest.mark.parametrize("tenths", range(1, 10))
def test_min_coverage_in_tenths(tenths):
    """Two of ten is not less than 0.2, whatever floats make of 1 - 0.8."""
    text = f'[index]\nimpute = "drop"\nmin_coverage = {tenths / 10}\n' + "".join(
        f"[indicator.x{n}]\n" for n in range(10)
    )
    columns = {
        f"x{n}": [1, 1 if n < tenths else NAN, 1 if n < tenths - 1 else NAN] for n in range(10)
    }
    same(scores_of(text, {**columns, "present": [1, 1, 1]}), [1, 1, NAN])


def test_min_coverage_of_a_node():
    """A dimension with too little is missing itself, and its siblings carry the index."""
    text = (
        '[index]\nimpute = "drop"\n[dimension.m]\nmin_coverage = 1\n[dimension.n]\n'
        '[indicator.a]\ndimension = "m"\n[indicator.b]\ndimension = "m"\n'
        '[indicator.c]\ndimension = "n"\n'
    )
    columns = {"a": [1, 1], "b": [3, NAN], "c": [6, 6]}
    same(scores_of(text, columns, "m"), [2, NAN])
    same(scores_of(text, columns), [4, 6])


def test_what_counts_as_covered():
    """A value carried forward or interpolated is the unit's own; a mean of others is not."""
    columns = {"x": [[1, 2], [NAN, 3], [4, 4]], "y": [[1, 1]] * 3}
    for rule, covered in (("carry-forward", 1), ("interpolate", 1), ("mean", 0.5), ("drop", 0.5)):
        text = f'[index]\nimpute = "{rule}"\n[indicator.x]\n[indicator.y]\n'
        result = computed(text, columns, periods=PERIODS)
        coverage = np.ones((3, 2)) if result.coverage is None else result.coverage
        same(coverage, [[1, 1], [covered, 1], [1, 1]])


def test_weight_0_is_no_coverage():
    """An indicator of weight 0 is none of those that a unit must have."""
    text = (
        '[index]\nimpute = "drop"\nmin_coverage = 0.6\n[indicator.x]\nweight = 1\n'
        "[indicator.y]\nweight = 0\n[indicator.z]\nweight = 1\n"
    )
    same(scores_of(text, {"x": [1, 1], "y": [NAN, 1], "z": [2, NAN]}), [1.5, NAN])


def test_no_unit_has_a_score():
    """An index without any score is an error."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 1\n[indicator.x]\n[indicator.y]\n'
    assert errors_of(text, {"x": [1, NAN], "y": [NAN, 1]}) == [
        "<scheme>: error: no unit has a score\nhelp: see the warnings for what is missing"
    ]


def test_a_group_without_spread_is_missing_where_that_is_allowed():
    """A group in which all are the same has no z-score: an error, a score of 0, or left out."""
    text = '[indicator.x]\nimpute = {}\nnormalise = {{ method = "z-score", within = "group" }}\n'
    text += "[indicator.y]\n"
    columns, groups = {"x": [1, 3, 5, 5], "y": [7, 7, 7, 7]}, ["a", "a", "b", "b"]
    z = 0.5**0.5  # of two values a and -a: a / (a * sqrt(2))
    fixed = computed(text.format('{ method = "score", value = 0 }'), columns, groups=groups)
    same(fixed.scores["x"], [[-z, z, 0, 0]])
    dropped = computed(text.format('"drop"'), columns, groups=groups)
    same(dropped.index, [[(7 - z) / 2, (7 + z) / 2, 7, 7]])
    with pytest.raises(InnoindexError, match="x is the same in b: z-score divides by its spread"):
        computed(text.format('"refuse"'), columns, groups=groups)


def test_nothing_to_interpolate_between():
    """A unit without any value has none; the other's stand on its own line."""
    text = '[index]\nimpute = "interpolate"\nmin_coverage = 0.1\n[indicator.x]\n[indicator.y]\n'
    columns = {"x": [[NAN, 2], [NAN, NAN], [NAN, 6]], "y": [[1, 1]] * 3}
    problems = errors_of(text, columns, periods=PERIODS)
    assert len(problems) == 3
    assert all("u0" in problem for problem in problems)
