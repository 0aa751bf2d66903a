"""Outliers: skewness and kurtosis as spreadsheets have them, and each treatment by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from strategies import NAN, computed, errors_of, problems_of, same

from innoindex.moments import kurtosis, skewness
from innoindex.scheme import Rule
from innoindex.treat import METHODS, treatment

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
        ([1e300, 2e300, 3e300, 4e300, 5e300], 0, 30 / 24 * 34 / 6.25 - 8),
        ([1e-300, 2e-300, 3e-300, 4e-300, 5e-300], 0, 30 / 24 * 34 / 6.25 - 8),
        ([5, 5, 5, 5], 0, 0),
        ([0.1] * 6, 0, 0),  # though the mean of six 0.1 is not quite 0.1 in floating point
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


@pytest.mark.parametrize("values", [[0.1, 0.1, 0.1, 0.4], [0.2, 0.2, 0.2, 0.8], [3, 3, 3, 4]])
def test_a_limit_that_is_just_reached(values):
    """A value among three equal ones has skewness 2 and kurtosis 4, whatever the rounding."""
    # Mean a + d/4, squares 3 d2/16 + 9 d2/16 = 3 d2/4, variance d2/4: z -1/2 three times, and 3/2.
    x = np.array(values, dtype=float)
    assert skewness(x) == pytest.approx(4 / 6 * (3 * -1 / 8 + 27 / 8))
    assert kurtosis(x) == pytest.approx(20 / 6 * (3 / 16 + 81 / 16) - 27 / 2)
    assert treated(values) == [values[0]] * 4
    assert treated(values, skew=2.1) == treated(values, kurtosis=4.1) == values


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


# --- the other treatments ------------------------------------------------------------------------


def by(method: str, values: list, **options) -> list:
    x = np.array(values, dtype=float)
    known = {name: option.default for name, option in METHODS[method].options.items()}
    return treatment(x, Rule(method, {**known, **options})).apply(x).tolist()


SPREAD = [0, 0, 1, 1, 1, 1, 2, -6]


def test_beyond_two_standard_deviations():
    """What lies beyond mean +- sd is set to the nearest other value, once."""
    assert (sum(SPREAD), sum(x * x for x in SPREAD)) == (0, 44)
    # sd sqrt(44 / 7) = 2.507: -6 lies beyond 2 sd = 5.01, and 2 beyond 0.7 sd = 1.75.
    assert by("mean-sd", SPREAD) == [0, 0, 1, 1, 1, 1, 2, 0]
    assert by("mean-sd", SPREAD, sd=0.7) == [0, 0, 1, 1, 1, 1, 1, 0]
    assert by("mean-sd", SPREAD, sd=2.4) == SPREAD
    # (1, 1, 1, 1, 1, 7) has mean 2, sd sqrt((5 + 25) / 5), and 7 is 5 = 2.04 sd away.
    assert by("mean-sd", [1, 1, 1, 1, 1, 7], sd=5 / math.sqrt(6), skew=9) == [1, 1, 1, 1, 1, 7]
    assert by("mean-sd", [1, 1, 1, 1, 1, 7]) == [1] * 6
    assert by("mean-sd", [1e300] * 5 + [7e300]) == [1e300] * 6  # whose squares no float holds


def test_points_count_on_both_sides():
    """Two values beyond the bounds are two points, whichever side they are on."""
    for values in ([0, 9, 9, 9, 9, 9, 9, 18], [0, 0, 9, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9, 18, 18]):
        rule = Rule("clip", {"lower": 5, "upper": 10, "percentiles": None})
        assert treatment(np.array(values, dtype=float), rule).points == 2


def test_square_root_where_it_stays_skewed():
    """If the skewness is above its limit after the bounds, the square root is taken."""
    values = [0, 0, 0, 0, 0, 0, 1, 1, 4]
    # Mean 2/3, sum of squares 18 - 9 * 4/9 = 14, sd 1.32: 4 lies beyond 2/3 + 2.65, becomes 1, and
    # three 1 of nine: mean 1/3, variance (6 / 9 + 3 * 4 / 9) / 8 = 1/4, third moment
    # (-6 + 3 * 8) / 27 = 2/3; 9 / 56 * (2/3) / (1/8) = 6/7.
    x = np.array(values, dtype=float)
    assert skewness(np.minimum(x, 1)) == pytest.approx(6 / 7)
    assert by("mean-sd", values) == [0, 0, 0, 0, 0, 0, 1, 1, 1]
    assert by("mean-sd", [4 * v for v in values], skew=0.8) == [0, 0, 0, 0, 0, 0, 2, 2, 2]
    assert by("mean-sd", [1, 2, 3, 4, 5], skew=0) == [1, 2, 3, 4, 5]  # at the limit, not above it
    assert by("mean-sd", [1.1] * 6) == [1.1] * 6  # no skewness, though their mean is rounded


def test_clip():
    """Fixed bounds, percentiles as PERCENTILE.INC has them, or both: the narrower counts."""
    values = [10, 20, 30, 40, 50]
    assert by("clip", values, lower=15, upper=35) == [15, 20, 30, 35, 35]
    assert by("clip", values, upper=35) == [10, 20, 30, 35, 35]
    # The 10th percentile is 0.4 of the way from 10 to 20, the 90th 0.6 from 40 to 50.
    assert by("clip", values, percentiles=[10, 90]) == [14, 20, 30, 40, 46]
    assert by("clip", values, percentiles=[10, 90], lower=12, upper=42) == [14, 20, 30, 40, 42]
    assert by("clip", values, percentiles=[10, 90], lower=15, upper=99) == [15, 20, 30, 40, 46]
    assert by("clip", [1, 9], upper=5) == [1, 5]  # fixed bounds need no sample
    assert by("clip", [1, 9], percentiles=[10, 90]) == [1, 9]


@pytest.mark.parametrize("method", ["log", "box-cox"])
def test_curves_only_over_outliers(method):
    """Nothing is done where skewness and kurtosis do not both reach their limits."""
    assert by(method, LOW) == LOW
    x = np.array([*LOW, 100])
    assert skewness(x) > 2
    assert kurtosis(x) > 3.5
    assert by(method, [*LOW, 100], kurtosis=20) == [*LOW, 100]


def test_curves():
    """log(x - 1 + 0.99) of 1 to 100; Box-Cox of the same with lambda 0.5 is 2 (root - 1)."""
    values = [*LOW, 100]
    same(by("log", values), [math.log(x - 0.01) for x in values])
    same(by("box-cox", values, **{"lambda": 0.5}), [2 * (math.sqrt(x - 0.01) - 1) for x in values])
    same(by("box-cox", values, **{"lambda": 0}), by("log", values))


def test_most_likely_lambda():
    """Without lambda that of the greatest likelihood: -n/2 ln var(y) + (lambda - 1) sum ln x."""
    values = [*LOW, 100]
    x = np.array(values) - 0.01

    def likelihood(power: float) -> float:
        y = (x**power - 1) / power
        return -x.size / 2 * math.log(y.var()) + (power - 1) * np.log(x).sum()

    grid = np.arange(-2, 2, 0.001) + 0.0005
    best = float(grid[np.argmax([likelihood(power) for power in grid])])
    same(by("box-cox", values), by("box-cox", values, **{"lambda": best}), 2e-3)


@pytest.mark.parametrize("treat", ['"mean-sd"', '{ method = "clip", percentiles = [5, 95] }'])
@given(st.lists(st.integers(-50, 50), min_size=4, max_size=12), st.data())
def test_order_of_units_and_unit_of_measure(treat, values, data):
    """Bounds come from the values alone: not from their order, their unit or their origin."""
    method = treat.split('"')[1]
    options = {"percentiles": [5, 95]} if method == "clip" else {"skew": 99.0}
    order = data.draw(st.permutations(range(len(values))))
    found = np.array(by(method, values, **options))
    same(by(method, [values[i] for i in order], **options), found[list(order)])
    same(by(method, [8 * v + 3 for v in values], **options), 8 * found + 3)


def test_bounds_are_given_untransformed():
    """Clip's bounds are in the indicator's own unit, the values logarithms already."""
    text = '[indicator.x]\ntransform = "log"\ntreat = { method = "clip", lower = 2, upper = 8 }\n'
    same(computed(text, {"x": [1, 4, 9]}).index[0], [math.log(2), math.log(4), math.log(8)])
    wrong = text.replace("lower = 2", "lower = -2")
    assert errors_of(wrong, {"x": [1, 4, 9]}) == [
        "<scheme>:4: error: x: the bound -2 has no log\n"
        "help: bounds are given untransformed: choose one that has it"
    ]


def test_root_of_a_negative_value():
    """A value that has no square root is named, with its unit and period."""
    values = [-1, 0, 0, 0, 0, 0, 0, 0, 5, 5]
    text = '[indicator.x]\ntreat = { method = "mean-sd", skew = 0 }\n'
    assert errors_of(text, {"x": values})[-1] == (
        "x: error: u0: x: -1 has no square root\n"
        'help: choose another treatment, such as "winsorise"'
    )


@pytest.mark.parametrize("name", METHODS)
def test_constant_and_missing(name):
    """A constant column and a missing value stay as they are under every treatment."""
    options = {"percentiles": [5, 95]} if name == "clip" else {}
    assert by(name, [7] * 6, **options) == [7] * 6
    same(by(name, [7, 7, NAN, 7, 7, 7], **options), [7, 7, NAN, 7, 7, 7])


def test_a_clip_of_nothing_is_refused():
    """Without a bound it would do nothing; the larger bound cannot be the lower."""
    assert problems_of('schema = 1\n[indicator.x]\ntreat = "clip"\n') == [
        "<scheme>:3: error: indicator.x.treat does nothing\nhelp: give lower, upper or percentiles"
    ]
    for wrong in ("[95, 5]", "[-1, 50]", "[5, 101]"):
        text = f'[indicator.x]\ntreat = {{ method = "clip", percentiles = {wrong} }}\n'
        assert "two numbers from 0 to 100" in problems_of("schema = 1\n" + text)[0]


def test_a_curve_in_some_periods_only():
    """A logarithm in one period and not in the next is told: their scores do not compare."""
    told = "x: logarithm taken in some periods only: scores of the others do not compare"
    values = {"x": [[*LOW, 100], [*LOW, 11]]}
    text = TEXT.replace('"winsorise"', '"log"')
    remarks = [str(each.text) for each in computed(text, values, periods=PERIODS).remarks]
    assert remarks == ["x in 2001: logarithm taken because of outliers", told]
    both = {"x": [[*LOW, 100], [*LOW, 110]]}
    pooled = text.replace("[indicator", 'stats = "pooled"\n[indicator')
    for each, table, count in ((text, both, 2), (pooled, values, 1)):
        remarks = [str(r.text) for r in computed(each, table, periods=PERIODS).remarks]
        assert len(remarks) == count
        assert told not in remarks


def test_the_same_sample_is_searched_once(monkeypatch):
    """A sweep treats the same values hundreds of times, and the search takes milliseconds."""
    searched = []
    search = stats.boxcox_normmax
    monkeypatch.setattr(
        stats, "boxcox_normmax", lambda x, *, method: searched.append(x) or search(x, method=method)
    )
    rule = Rule("box-cox", {"skew": 2.0, "kurtosis": 3.5, "lambda": None})
    first, second = (treatment(np.array([2, 3, 4, 5, 6, 98.7]), rule) for _ in range(2))
    assert first == second
    assert len(searched) == 1


def test_nothing_is_within():
    """Of 1 and 3, three each, none is within half of sqrt(6/5) of the mean: they stay."""
    assert by("mean-sd", [1, 1, 1, 3, 3, 3], sd=0.5) == [1, 1, 1, 3, 3, 3]
