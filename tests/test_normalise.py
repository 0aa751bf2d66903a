"""From values to scores: each method by hand, in both directions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from strategies import METHODS, NAN, errors_of, one_indicator, problems_of, same, scores_of

from innoindex.normalise import METHODS as KNOWN
from innoindex.normalise import half_up

TIED = [10, 20, 20, 40, 60]  # mean 30, sample sd 20, population sd sqrt(320)


def scored(normalise: str, values: list, direction: str = "+", more: str = "") -> list:
    return scores_of(one_indicator(normalise, direction, more), {"x": values})


@pytest.mark.parametrize(
    ("normalise", "plus", "minus"),
    [
        ('"none"', [10, 20, 20, 40, 60], [-10, -20, -20, -40, -60]),
        (
            '{ method = "base-ratio", reference = 20 }',
            [50, 100, 100, 200, 300],
            [200, 100, 100, 50, 100 / 3],
        ),
        (
            '{ method = "base-ratio", reference = 20, cap = 150 }',
            [50, 100, 100, 150, 150],
            [150, 100, 100, 50, 100 / 3],
        ),
        (
            '{ method = "standard", reference = 20 }',
            [50, 100, 100, 100, 100],
            [100, 100, 100, 50, 100 / 3],
        ),
        ('"min-max"', [0, 20, 20, 60, 100], [100, 80, 80, 40, 0]),
        (
            '{ method = "min-max", range = [60, 100] }',
            [60, 68, 68, 84, 100],
            [100, 92, 92, 76, 60],
        ),
        (
            '{ method = "goalposts", lower = 20, upper = 40, range = [0, 1] }',
            [0, 0, 0, 1, 1],
            [1, 1, 1, 0, 0],
        ),
        (
            '{ method = "goalposts", lower = 20, upper = 40, clip = false }',
            [-50, 0, 0, 100, 200],
            [150, 100, 100, 0, -100],
        ),
        ('"z-score"', [-1, -0.5, -0.5, 0.5, 1.5], [1, 0.5, 0.5, -0.5, -1.5]),
        (
            '{ method = "z-score", ddof = 0, mean = 100, sd = 10 }',
            [100 + 10 * d / math.sqrt(320) for d in (-20, -10, -10, 10, 30)],
            [100 - 10 * d / math.sqrt(320) for d in (-20, -10, -10, 10, 30)],
        ),
        (
            '{ method = "z-score", truncate = 0.75, mean = 100, sd = 10 }',
            [92.5, 95, 95, 105, 107.5],
            [107.5, 105, 105, 95, 92.5],
        ),
        ('"rank"', [1, 2, 2, 4, 5], [5, 3, 3, 2, 1]),
        ('"borda"', [0, 1, 1, 3, 4], [4, 2, 2, 1, 0]),
        # The lowest of a tie shares its rank; less is better is 1 - p, not p of -x, which
        # would give the tie 2 / 4.
        ('"percentile-rank"', [0, 0.25, 0.25, 0.75, 1], [1, 0.75, 0.75, 0.25, 0]),
        ('"distance-to-max"', [0, 0.2, 0.2, 0.6, 1], [1, 0.8, 0.8, 0.4, 0]),
        ('"fraction-of-max"', [1 / 6, 1 / 3, 1 / 3, 2 / 3, 1], [1, 0.5, 0.5, 0.25, 1 / 6]),
        # Against the mean 30, the median 20, and the best and the worst of either direction.
        ('"ratio"', [1 / 3, 2 / 3, 2 / 3, 4 / 3, 2], [3, 1.5, 1.5, 0.75, 0.5]),
        (
            '{ method = "ratio", to = "best" }',
            [1 / 6, 1 / 3, 1 / 3, 2 / 3, 1],
            [1, 0.5, 0.5, 0.25, 1 / 6],
        ),
        ('{ method = "ratio", to = "worst" }', [1, 2, 2, 4, 6], [6, 3, 3, 1.5, 1]),
        (
            '{ method = "relative-difference", to = "median" }',
            [-0.5, 0, 0, 1, 2],
            [0.5, 0, 0, -1, -2],
        ),
        ('{ method = "above-below-mean", margin = 0.5 }', [-1, 0, 0, 0, 1], [1, 0, 0, 0, -1]),
        # 20 and 40 lie at the margin, not beyond it.
        (
            f'{{ method = "above-below-mean", margin = {1 / 3} }}',
            [-1, 0, 0, 0, 1],
            [1, 0, 0, 0, -1],
        ),
        # Ranks 1 2 2 4 5 of 5; the other way 5 3 3 2 1.
        ('"percentile"', [20, 40, 40, 80, 100], [100, 60, 60, 40, 20]),
        ('"categorical"', [40, 50, 50, 60, 100], [100, 50, 50, 50, 40]),
        (
            '{ method = "categorical", cuts = [0.4, 0.8], scores = [0, 1, 2] }',
            [0, 1, 1, 2, 2],
            [2, 1, 1, 1, 0],
        ),
        (
            '{ method = "distance-to-target", target = 50 }',
            [0, 0.25, 0.25, 0.75, 1.25],
            [5, 4, 4, 2, 0],
        ),
        (
            '{ method = "distance-to-reference", unit = "u3" }',
            [0, 1 / 3, 1 / 3, 1, 5 / 3],
            [2.5, 2, 2, 1, 0],
        ),
        (
            '"exponential-rank"',
            [-23 * math.log(1 - r * (1 - math.exp(-100 / 23))) for r in (0.2, 0.6, 0.6, 0.8, 1)],
            [-23 * math.log(1 - r * (1 - math.exp(-100 / 23))) for r in (1, 0.8, 0.8, 0.4, 0.2)],
        ),
    ],
)
def test_method(normalise, plus, minus):
    """The scores of 10, 20, 20, 40, 60 by each method, where more is better and where less is."""
    same(scored(normalise, TIED), plus)
    same(scored(normalise, TIED, "-"), minus)


def test_every_method_is_tested():
    """The table above and the chain test below name every method of the scheme."""
    [mark] = test_method.pytestmark
    named = {case[0].split('"')[1] for case in mark.args[1]}
    assert named | {"chain"} == set(KNOWN)


@pytest.mark.parametrize("method", [m for m in METHODS if "group" not in m])
def test_missing_stays_missing(method):
    """A missing value has no score and is no part of the sample."""
    text = one_indicator(method, more='impute = "drop"')
    whole = scores_of(text, {"x": [3, 5, 90]})
    assert scores_of(text, {"x": [3, NAN, 5, 90]}, id="x") == pytest.approx(
        [whole[0], NAN, *whole[1:]], nan_ok=True
    )


def test_relative_to_a_negative_mean():
    """Of -30, -20, -10 the largest is half a mean above the mean, also if that is negative."""
    values = [-30, -20, -10]
    same(scored('"relative-difference"', values), [-0.5, 0, 0.5])
    same(scored('{ method = "above-below-mean", margin = 0.4 }', values), [-1, 0, 1])


def test_margin_of_tenths():
    """0.2 and 0.4 lie at a third from 0.3, though not in floats."""
    margin = f'{{ method = "above-below-mean", margin = {1 / 3} }}'
    same(scored(margin, [0.1, 0.2, 0.3, 0.4, 0.5]), [-1, 0, 0, 0, 1])


def test_classes_need_their_scores():
    """Cuts ascend between 0 and 1, and there is one score more than cuts."""
    text = "schema = 1\n" + one_indicator('{{ method = "categorical", {} }}')
    [few] = problems_of(text.format("cuts = [0.5], scores = [1, 2, 3]"))
    assert "indicator.x.normalise: 1 cuts make 2 classes, not 3\nhelp: give as many scores" in few
    for cuts in ("[0.5, 0.5]", "[0, 0.5]", "[0.5, 1]", "[]"):
        [wrong] = problems_of(text.format(f"cuts = {cuts}"))
        assert "cuts must be a list of ascending numbers between 0 and 1" in wrong


def test_chain_is_symmetric_growth():
    """From 50 to 150 is 200 * 100 / 200 = 100 per cent, and back is -100; from 0 to 0 is 0."""
    values = {"x": [[50, 150, 0, 0], [150, 50, 0, 8], [150, 50, 3, 8]]}
    chain, periods = '"chain"', ("1", "2", "3")
    expected = [[NAN] * 4, [100, -100, 0, 200], [0, 0, 200, 0]]
    same(scores_of(one_indicator(chain), values, periods=periods), expected)
    same(scores_of(one_indicator(chain, "-"), values, periods=periods), -np.array(expected))


def test_truncated_by_an_expression():
    """A z-score's limit may be another one for each unit; where it is missing there is none."""
    text = one_indicator('{ method = "z-score", truncate = "limit / 2" }')
    same(scores_of(text, {"x": TIED, "limit": [1, 1, NAN, 1.5, 2]}), [-0.5, -0.5, -0.5, 0.5, 1])


@pytest.mark.parametrize(
    ("value", "shares"),
    # Ties of sums that differ only in the last bit: 0.1 + 0.2 and 0.3.
    [("a + b", [0, 0, 1]), ("1e9 * (a + b)", [0, 0, 1]), ("(a + b) / 1e9", [0, 0, 1])],
)
def test_float_noise_ties(value, shares):
    """Values that differ by float noise only are tied, at any size."""
    text = f'[indicator.x]\nvalue = "{value}"\nnormalise = "percentile-rank"\n'
    columns = {"a": [0.1, 0.3, 0.5], "b": [0.2, 0, 0.5]}
    assert 0.1 + 0.2 != 0.3
    assert scores_of(text, columns) == shares
    assert scores_of(text.replace("percentile-rank", "rank"), columns) == [1, 1, 3]
    minus = text.replace("percentile-rank", "rank") + 'direction = "-"\n'
    assert scores_of(minus, columns) == [2, 2, 1]


@pytest.mark.parametrize("value", np.linspace(0.1, 0.9, 7).tolist())
def test_noise_never_splits_a_tie(value):
    """Two equal values with noise on either side are one rank, wherever they lie."""
    x = [value * (1 - 4e-16), value, value * (1 + 4e-16), 1]
    assert scored('"rank"', x) == [1, 1, 1, 4]
    assert scored('"percentile-rank"', x) == [0, 0, 0, 1]


@pytest.mark.parametrize("method", ["min-max", "z-score", "distance-to-max"])
@pytest.mark.parametrize("values", [[5, 5, 5], [0.3, 0.1 + 0.2, 0.3], [0, 0, 0], [7]])
def test_constant(method, values):
    """A constant indicator, also one that varies by float noise only, is an error that says so."""
    assert errors_of(one_indicator(f'"{method}"'), {"x": values}) == [
        f"<scheme>:4: error: x is the same in all units: {method} divides by its spread\n"
        "help: give it weight 0, remove it, or choose a method with fixed bounds (goalposts)"
    ]


def test_constant_of_weight_0():
    """Weight 0 is the way out of a constant indicator that the message names."""
    text = '[index]\nnormalise = "min-max"\n[indicator.x]\nweight = 1\n[indicator.y]\nweight = 0\n'
    assert scores_of(text, {"x": [1, 2, 3], "y": [5, 5, 5]}) == [0, 50, 100]


@pytest.mark.parametrize(("method", "score"), [("rank", 1), ("borda", 0), ("fraction-of-max", 1)])
def test_constant_without_division(method, score):
    """Methods that divide by no spread take a constant: all units are the same."""
    assert scored(f'"{method}"', [5, 5]) == [score, score]


@pytest.mark.parametrize(
    ("normalise", "direction", "values"),
    [
        ('"fraction-of-max"', "-", [2, 0, 4]),
        ('"fraction-of-max"', "+", [-2, 0, -4]),
        ('{ method = "base-ratio", reference = 2 }', "-", [2, 0, 4]),
    ],
)
def test_cannot_score_0(normalise, direction, values):
    """A score that would divide by 0 is an error that names the unit."""
    method = normalise.split('"')[1]
    told = errors_of(one_indicator(normalise, direction), {"x": values})
    assert (
        f"x: error: u1: x: {method} divides by a number that is not above 0\n"
        "help: correct the value, or choose another method for it"
    ) in told


@pytest.mark.parametrize("method", ["ratio", "relative-difference"])
@pytest.mark.parametrize("direction", ["+", "-"])
@pytest.mark.parametrize("values", [[-5, 0, 5], [0.1, 0.2, -0.3], [0, 0, 0]])
def test_nothing_is_compared_to_0(method, direction, values):
    """A mean of 0, also one that is float noise, leaves no unit a score: each is named."""
    told = errors_of(one_indicator(f'"{method}"', direction), {"x": values})
    assert [text.split("\n")[0] for text in told] == [
        f"x: error: u{i}: x: {method} divides by a number that is not above 0" for i in range(3)
    ]


@pytest.mark.parametrize(("direction", "target"), [("+", 1), ("+", 2), ("-", 10), ("-", 20)])
def test_target_is_better_than_the_worst(direction, target):
    """A target that is no better than the worst unit would turn the order round: it is refused."""
    text = one_indicator(f'{{ method = "distance-to-target", target = {target} }}', direction)
    assert errors_of(text, {"x": [2, 5, 10]}) == [
        "<scheme>:4: error: x: distance-to-target needs a reference that is better than the worst "
        "in all units\nhelp: choose a better unit or target, or a method with fixed bounds "
        "(goalposts)"
    ]


@pytest.mark.parametrize("reference", ["0", "0.0"])
def test_reference_0(reference):
    """A reference of 0 is refused."""
    text = one_indicator('"base-ratio"', more=f"reference = {reference}")
    assert errors_of(text, {"x": [1, 2]}) == [
        "<scheme>:2: error: x: the reference is 0\n"
        "help: give the indicator reference = a value above 0, also when it is transformed"
    ]


def test_reference_unit():
    """The reference unit must be in the table, with a value."""
    text = one_indicator('{ method = "distance-to-reference", unit = "u9" }')
    assert errors_of(text, {"x": [1, 2]}) == [
        '<scheme>:4: error: there is no unit "u9"\nhelp: known: u0, u1'
    ]
    text = one_indicator(
        '{ method = "distance-to-reference", unit = "u1" }', more='impute = "drop"'
    )
    columns = {"x": [[1, 2, 3], [3, NAN, 4]], "y": [[1, 1, 1], [1, 1, 1]]}
    assert errors_of(text + "[indicator.y]\n", columns, periods=("2001", "2002")) == [
        "<scheme>:4: error: x: the reference unit u1 in 2002 has no value\n"
        "help: fill the cell, or choose another reference unit"
    ]


@pytest.mark.parametrize(
    ("transform", "values", "share"),
    [
        ('"log"', [1, 10, 1000], 1 / 3),
        ('"log1p"', [0, 9, 999], 1 / 3),
        ('"sqrt"', [0, 4, 36], 1 / 3),
        ('{ method = "box-cox", lambda = 2 }', [1, 5, 7], 24 / 48),
        ('{ method = "box-cox", lambda = 0 }', [1, 10, 1000], 1 / 3),
    ],
)
def test_transform(transform, values, share):
    """Values are transformed before they are normalised, and goalposts with them."""
    more = f"transform = {transform}"
    low, high = values[0], values[-1]
    for normalise in (
        '"min-max"',
        f'{{ method = "goalposts", lower = {low}, upper = {high} }}',
    ):
        same(scored(normalise, values, more=more), [0, 100 * share, 100])
    target = f'{{ method = "distance-to-target", target = {high} }}'
    same(scored(target, values, more=more), [0, share, 1])


def test_transform_of_the_reference():
    """A reference is given in the untransformed unit: 100 * log 1000 / log 10 = 300."""
    more = 'transform = "log"\nreference = 10'
    same(scored('"base-ratio"', [10, 100, 1000], more=more), [100, 200, 300])


def test_transform_without_result():
    """A value or a bound that the transform cannot take is an error."""
    assert errors_of(one_indicator('"min-max"', more='transform = "log"'), {"x": [0, 1, 2]}) == [
        'x: error: u0: x: 0 has no log\nhelp: choose another transform, such as "log1p" or "sqrt"'
    ]
    text = one_indicator('{ method = "goalposts", lower = 0, upper = 9 }', more='transform = "log"')
    assert errors_of(text, {"x": [1, 2]}) == [
        "<scheme>:4: error: x: the bound 0 has no log\n"
        "help: bounds are given untransformed: choose one that has it"
    ]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.8925, 3, 0.893),
        (0.8924999, 3, 0.892),
        (0.89249999999999, 3, 0.893),  # noise of a geometric mean
        (2.5, 0, 3),
        (3.5, 0, 4),
        (-2.5, 0, -2),
        (1.005, 2, 1.01),
        (0.1 + 0.2, 9, 0.3),
        (149.95, 1, 150.0),
        (123456789.125, 2, 123456789.13),
        (1.5e303, 2, 1.5e303),  # no float holds a million times a hundred times as much
        (NAN, 2, NAN),
    ],
)
def test_half_up(value, decimals, expected):
    """Half is rounded up as it is written, whatever float makes of it."""
    assert half_up(np.array([value]), decimals) == pytest.approx([expected], abs=0, nan_ok=True)


def test_percentile_rank_rounded():
    """Shares of sevenths to two decimals; the direction is applied to the rounded share."""
    rule = '{ method = "percentile-rank", round = 2 }'
    shares = [0, 0.14, 0.29, 0.43, 0.57, 0.71, 0.86, 1]
    same(scored(rule, list(range(8))), shares, 1e-12)
    same(scored(rule, list(range(8)), "-"), [1 - share for share in shares], 1e-12)


@pytest.mark.parametrize(
    ("normalise", "direction", "values"),
    [
        ('{ method = "base-ratio", reference = 5 }', "-", [-2, 5, 10]),
        ('"ratio"', "+", [-10, 2, 1]),
        ('"ratio"', "-", [-1, 5, 10]),
        ('{ method = "ratio", to = "worst" }', "+", [-2, 5, 10]),
        ('"fraction-of-max"', "+", [-2, -5, -10]),
        ('"fraction-of-max"', "-", [-2, 5, 10]),
    ],
)
def test_order_is_never_turned_round(normalise, direction, values):
    """A denominator that is not above 0 would make the best the worst: it is an error."""
    found = errors_of(one_indicator(normalise, direction), {"x": values})
    assert all("divides by a number that is not above 0" in each for each in found)


def test_a_missing_value_divides_by_nothing():
    """Over a mean that is not above 0 every value is refused, but a missing one is missing."""
    text = one_indicator('"ratio"', more='impute = "drop"')
    found = errors_of(text, {"x": [-10, 2, NAN, 1]})
    assert [each.split(": x:")[0] for each in found] == [f"x: error: u{u}" for u in (0, 1, 3)]


def test_chain_over_a_negative_total():
    """From -5 to 1 is a rise, which 200 * 6 / -4 would call a fall."""
    found = errors_of(one_indicator('"chain"'), {"x": [[-5, 1], [1, 2]]}, periods=["1", "2"])
    assert ["u0 in 2" in each for each in found] == [True]


@pytest.mark.parametrize(("reference", "more"), [(-2, ""), (0.5, 'transform = "log"\n')])
def test_references_are_above_0(reference, more):
    """Also after the transformation: the logarithm of 0.5 is below 0."""
    text = one_indicator('"base-ratio"', more=f"reference = {reference}\n{more}")
    [found] = errors_of(text, {"x": [1, 2, 3]})
    assert "give the indicator reference = a value above 0" in found
