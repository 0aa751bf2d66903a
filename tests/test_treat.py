"""Outliers: skewness and kurtosis as spreadsheets have them, and the rule of the JRC."""

from __future__ import annotations

import math

import numpy as np
import pytest
from strategies import NAN, computed, errors_of, same

from innoindex.moments import kurtosis, skewness
from innoindex.scheme import Rule
from innoindex.treat import treatment

JRC = Rule("winsorise", {"skew": 2.0, "kurtosis": 3.5, "max_points": 5})


@pytest.mark.parametrize(
    ("values", "skew", "kurt"),
    [
        # Mean 0, sum of squares 12, sd 2: 4/6 * (1 + 1 + 1 - 27) / 8 and
        # 20/6 * (1 + 1 + 1 + 81) / 16 - 27/2.
        ([1, 1, 1, -3], 4 / 6 * -24 / 8, 20 / 6 * 84 / 16 - 27 / 2),
        # Mean 3, squares 4 1 0 1 4, variance 2.5: symmetric; 30/24 * 34 / 6.25 - 48/6.
        ([1, 2, 3, 4, 5], 0, 30 / 24 * 34 / 6.25 - 8),
        # The example of Excel's help for SKEW and KURT, which prints 0.359543 and -0.1518.
        ([3, 4, 5, 2, 3, 4, 5, 6, 4, 7], 0.359543, -0.151799637),
        ([5, 5, 5, 5], 0, 0),
        ([1, 2], 0, 0),
        ([7], 0, 0),
    ],
)
def test_moments(values, skew, kurt):
    """Skewness and excess kurtosis are those of Excel's SKEW and KURT."""
    x = np.array(values, dtype=float)
    assert skewness(x) == pytest.approx(skew, abs=1e-6)
    assert kurtosis(x) == pytest.approx(kurt, abs=1e-6)


def treated(values: list, **options) -> list:
    rule = Rule("winsorise", {**JRC.options, **options})
    x = np.array(values, dtype=float)
    return treatment(x, rule).apply(x).tolist()


MANY = [1, *[2] * 100, *[10**k for k in range(1, 9)]]  # more outliers than five
LOW = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (LOW, LOW),
        ([*LOW, 100], [*LOW, 10]),
        ([*LOW, -90], [*LOW, 1]),
        # Two outliers one after the other, wherever they stand.
        ([100, *LOW, *LOW, 200], [10, *LOW, *LOW, 10]),
        # Missing values are no part of the sample, and stay missing.
        ([*LOW, NAN, 100], [*LOW, NAN, 10]),
        # A tie goes together: both hundreds at once.
        ([*LOW, *LOW, 100, 100], [*LOW, *LOW, 10, 10]),
    ],
)
def test_winsorise(values, expected):
    """The largest or smallest values are set to the next until the limits hold."""
    same(treated(values), expected)


def test_ties_count_as_points():
    """With one point allowed, a tie of two outliers is set at once, and then no more."""
    values = np.array([*LOW, *LOW, 100.0, 100.0])
    decided = treatment(values, Rule("winsorise", {**JRC.options, "max_points": 1}))
    assert (decided.points, decided.high, decided.curve) == (2, 10, None)


def test_both_limits_must_be_reached():
    """A 1 among four 0 has skewness 2.24 and kurtosis 5: either limit alone can spare it."""
    values = [0, 0, 0, 0, 1]
    # n = 5, mean 0.2, squares 4 * 0.04 + 0.64 = 0.8, variance 0.2.
    x = np.array(values, dtype=float)
    assert skewness(x) == pytest.approx(5 / 12 * (4 * -0.008 + 0.512) / 0.2**1.5)
    assert kurtosis(x) == pytest.approx(30 / 24 * (4 * 0.0016 + 0.4096) / 0.04 - 8)
    assert treated(values) == [0, 0, 0, 0, 0]
    assert treated(values, skew=2.3) == values
    assert treated(values, kurtosis=5.1) == values


def test_logarithm_where_it_is_not_enough():
    """After max_points the original values become log(x - min + 0.01 range)."""
    expected = [math.log(x - 1 + 0.01 * (10**8 - 1)) for x in MANY]
    same(treated(MANY), expected)
    same(treated(MANY, max_points=0), expected)


@pytest.mark.parametrize("values", [[], [1], [NAN, NAN, NAN, NAN], [1, NAN, NAN, NAN], [1, 2, 99]])
def test_too_few_to_tell(values):
    """Fewer than four values are left as they are."""
    same(treated(values), values)


PERIODS = ("2001", "2002")
TEXT = '[index]\ntreat = "winsorise"\nnormalise = "min-max"\n[indicator.x]\n'


def test_scores_of_treated_values():
    """Scores are of the treated values: the outlier shares the best with the next; it is said."""
    result = computed(TEXT, {"x": [[*LOW, 100], [*LOW, 5]]}, periods=PERIODS)
    tenths = [100 * (x - 1) / 9 for x in LOW]
    same(result.index, [[*tenths, 100], [*tenths, tenths[4]]])
    assert [str(remark) for remark in result.remarks] == [
        "warning: x in 2001: 1 values brought within bounds"
    ]


def test_sample_of_the_treatment():
    """Outliers are decided on the sample that `stats` names, and its bounds hold everywhere."""
    text = TEXT.replace('"min-max"', '"none"')
    values = [[*LOW, 100], [*LOW, 40]]
    pooled = computed(
        text.replace("[indicator", 'stats = "pooled"\n[indicator'), {"x": values}, periods=PERIODS
    )
    same(pooled.index, [[*LOW, 10], [*LOW, 10]])
    assert [str(remark) for remark in pooled.remarks] == [
        "warning: x: 2 values brought within bounds"
    ]
    quiet = [[*LOW, 100], [*LOW, 10]]  # in 2002 nothing is an outlier
    named = computed(
        text.replace("[indicator", "stats = 2002\n[indicator"), {"x": quiet}, periods=PERIODS
    )
    same(named.index, quiet)


def test_logarithm_against_fixed_bounds():
    """Where a logarithm would stand against goalposts of another unit, it is refused."""
    told = "warning: x: logarithm taken because of outliers"
    assert str(computed(TEXT, {"x": MANY}).remarks[0]) == told
    text = TEXT.replace('"min-max"', '{ method = "goalposts", lower = 0, upper = 9 }')
    assert errors_of(text, {"x": MANY}) == [
        "<scheme>:5: error: x: goalposts cannot take the log of outliers\n"
        'help: give the indicator transform = "log", another treatment, or a method without bounds '
        "of its own",
    ]
