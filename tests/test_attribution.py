"""Which child a score and its change come from: each rule by hand, and what must hold of all."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import NAN, same

from innoindex.aggregate import METHODS, NotPositive, aggregate, arithmetic
from innoindex.attribution import attribute, parts
from innoindex.scheme import Rule

ARITHMETIC, GEOMETRIC, HARMONIC, MEDIAN, SUM = (
    Rule(name) for name in ("arithmetic", "geometric", "harmonic", "median", "sum")
)
ROOT, SQUARE, CUBE, TWELVE = (Rule("power", {"p": p}) for p in (0.5, 2.0, -3.0, 12.0))
MINUS, PLUS = (Rule("mazziotta-pareto", {"penalty": penalty}) for penalty in "-+")
COPELAND = Rule("copeland")
SMOOTH = [ARITHMETIC, GEOMETRIC, HARMONIC, ROOT, SQUARE, CUBE, MINUS, PLUS]
RULES = [*SMOOTH, MEDIAN, SUM]


def name_of(rule: Rule) -> str:
    return "".join([rule.name, *map(str, rule.options.values())])


every_rule = pytest.mark.parametrize("rule", RULES, ids=name_of)
any_rule = st.sampled_from(RULES)


def score(x: np.ndarray, weights: np.ndarray, rule: Rule) -> np.ndarray:
    """The node's scores (N,), as the index has them.

    Where that refuses a 0, the limit as a score goes to 0: a mean of powers p <= 0 is then 0.
    """
    try:
        return aggregate([child[None] for child in x], weights.tolist(), rule)[0]
    except NotPositive as error:
        if error.zero or (x < 0).any():
            raise
        above = np.where(error.cells[:, 0], 1.0, x)
        return np.where(error.cells[:, 0].any(axis=0), 0.0, score(above, weights, rule))


def parts_of(rule: Rule, x: list, weights: list) -> np.ndarray:
    return parts(np.array(x, dtype=float), np.array(weights, dtype=float), rule)


def change(rule0: Rule, x0: list, w0: list, x1: list, w1: list, rule1: Rule | None = None):
    """Own points, points by the share (K,) and the rest, of the one unit with these children."""
    before, after = (np.array(x, dtype=float)[:, None] for x in (x0, x1))
    found = attribute(
        before, np.array(w0, dtype=float), rule0, after, np.array(w1, dtype=float), rule1 or rule0
    )
    own = found.slope * np.nan_to_num(after - before)
    return own[:, 0].tolist(), found.shift[:, 0].tolist(), found.rest[0]


def explained(found, x0, x1):
    """What the parts of an attribution sum to (N,)."""
    return (found.slope * np.nan_to_num(x1 - x0) + found.shift).sum(axis=0) + found.rest


# Two units: (2, 8, 4) and (1, 0, 16), under weights 1, 1, 2.
CHILDREN = [[2, 1], [8, 0], [4, 16]]
WEIGHTS = [1, 1, 2]


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (ARITHMETIC, [2 / 4, 8 / 4, 2 * 4 / 4], [1 / 4, 0, 2 * 16 / 4]),
        (SUM, [2, 8, 2 * 4], [1, 0, 2 * 16]),
        # 4, and 0: by weight.
        (GEOMETRIC, [1, 1, 2], [0, 0, 0]),
        # 32/9, by w / x: 4, 1 and 4 eighths.
        (HARMONIC, [32 / 9 * 4 / 9, 32 / 9 * 1 / 9, 32 / 9 * 4 / 9], [0, 0, 0]),
        # 5, by w x^2: 4 + 64 + 32; and by 1 + 0 + 512.
        (SQUARE, [0.2, 3.2, 1.6], [math.sqrt(513 / 4) * part / 513 for part in (1, 0, 512)]),
        # By w x^0.5: r2 + 2 r2 + 4 over 4, squared; and 1 + 0 + 8 over 4, squared.
        (
            ROOT,
            [((3 * 2**0.5 + 4) / 4) * part / 4 for part in (2**0.5, 8**0.5, 4)],
            [9 / 16, 0, 72 / 16],
        ),
        # Ordered 2 4 4 8: 4 alone. Ordered 0 1 16 16: half 1, half 16.
        (MEDIAN, [0, 0, 4], [0.5, 0, 8]),
        # M = 9/2, Q = (4 + 64 + 2 * 16) / 4 = 25, Q / M^2 = 100/81: s x (2 - 2 x / M + Q / M^2);
        # M = 33/4, Q = 513/4, Q / M^2 = 228/121.
        (
            MINUS,
            [s * x * (2 - 4 * x / 9 + 100 / 81) for s, x in ((0.25, 2), (0.25, 8), (0.5, 4))],
            [s * x * (2 - 8 * x / 33 + 228 / 121) for s, x in ((0.25, 1), (0.25, 0), (0.5, 16))],
        ),
        # s x (2 x / M - Q / M^2).
        (
            PLUS,
            [s * x * (4 * x / 9 - 100 / 81) for s, x in ((0.25, 2), (0.25, 8), (0.5, 4))],
            [s * x * (8 * x / 33 - 228 / 121) for s, x in ((0.25, 1), (0.25, 0), (0.5, 16))],
        ),
    ],
    ids=lambda value: name_of(value) if isinstance(value, Rule) else "",
)
def test_parts(rule, first, second):
    """The points of 2, 8, 4 and of 1, 0, 16 under weights 1, 1, 2."""
    same(parts_of(rule, CHILDREN, WEIGHTS), np.transpose([first, second]), 1e-12)


def test_every_rule_is_tested():
    """Only what compares units has no parts."""
    [mark] = test_parts.pytestmark
    named = {case[0].name for case in mark.args[1]}
    assert named | {name for name, rule in METHODS.items() if rule.compares} == set(METHODS)
    assert parts_of(COPELAND, CHILDREN, WEIGHTS) is None


def test_parts_of_missing():
    """A missing child gives 0 and the others share its weight; without any score: NaN."""
    x = [[NAN, 3, NAN, 2], [6, NAN, NAN, 3], [9, NAN, 5, NAN]]
    same(parts_of(ARITHMETIC, x, [1, 1, 0]), [[0, 3, NAN, 1], [6, 0, NAN, 1.5], [0, 0, NAN, 0]])
    same(parts_of(SUM, x, [1, 1, 0]), [[0, 6, NAN, 2], [12, 0, NAN, 3], [0, 0, NAN, 0]])
    for rule in RULES:
        assert np.isnan(parts_of(rule, x, [1, 1, 0])).tolist() == [[False, False, True, False]] * 3


@pytest.mark.parametrize(
    ("x", "weights", "expected"),
    [
        ([2, 2, 5], [1, 2, 1], [2 / 3, 4 / 3, 0]),  # the equal ones by weight
        ([2, 2, 9], [1, 1, 2], [0.5, 0.5, 4.5]),
        ([1, 2, 3], [0.3, 0.1, 0.2], [0.5, 1, 0]),  # one half, though not in floats
        ([7, 1], [3, 1], [7, 0]),
        ([4, 4, 4, 4], [1, 0, 1, 2], [1, 0, 1, 2]),
    ],
)
def test_parts_of_a_median(x, weights, expected):
    """The middle, or half of each of two."""
    same(parts_of(MEDIAN, [[value] for value in x], weights)[:, 0], expected)


def test_parts_refuse_negative_scores():
    """No parts where there is no mean; a child of weight 0 may have any score."""
    x = [[-1, 4, -4], [4, 1, 1], [-9, -9, -9]]
    for rule in (GEOMETRIC, HARMONIC, ROOT):
        assert np.isnan(parts_of(rule, x, [1, 1, 0])[0]).tolist() == [True, False, True]
    assert np.isnan(parts_of(MINUS, x, [1, 1, 0])[0]).tolist() == [False, False, True]


def test_change_of_scores():
    """Under weights 1 and 3, 2 points more and 1 less are 0.5 and -0.75."""
    assert change(ARITHMETIC, [2, 6], [1, 3], [4, 5], [1, 3]) == ([0.5, -0.75], [0, 0], 0)
    assert change(SUM, [2, 6], [1, 3], [4, 5], [1, 3]) == ([2, -3], [0, 0], 0)


def test_change_of_weights():
    """Shares from 1/2 to 1/4 and 3/4 of the scores 2 and 6; the mean goes from 4 to 5.

    Its mean along the path is 4.5: the first loses 1/4 of being 2.5 below, the second gains 1/4 of
    being 1.5 above.
    """
    assert change(ARITHMETIC, [2, 6], [1, 1], [2, 6], [1, 3]) == ([0, 0], [0.625, 0.375], 0)


def test_change_of_both():
    """The first score also goes from 2 to 4, and its share is 3/8 on average: 3/4 of a point.

    F = (1/2 - t/4) (2 + 2t) + (1/2 + t/4) 6 = 4 + 2t - t^2/2, on average 29/6.
    """
    own, shift, rest = change(ARITHMETIC, [2, 6], [1, 1], [4, 6], [1, 3])
    same(own, [3 / 4, 0])
    same(shift, [-(3 - 29 / 6) / 4, (6 - 29 / 6) / 4])
    assert rest == 0


def test_change_of_the_weights_of_a_sum():
    """With a weight of 2 more a score of 10 adds 20, and takes nothing from the other."""
    assert change(SUM, [4, 10], [1, 0], [4, 10], [1, 2]) == ([0, 0], [0, 20], 0)


def test_child_that_appears():
    """10 beside 4, at equal weights: shares from 1 and 0 to 1/2; the mean goes from 4 to 7.

    On average it is 5.5. The score that appears was not 0 before: it is no change of a score.
    """
    assert change(ARITHMETIC, [4, NAN], [1, 1], [4, 10], [1, 1]) == ([0, 0], [0.75, 2.25], 0)
    assert change(ARITHMETIC, [4, 10], [1, 1], [4, NAN], [1, 1]) == ([0, 0], [-0.75, -2.25], 0)
    # The total of the weights stays 2: from 8 to 14.
    assert change(SUM, [4, NAN], [1, 1], [4, 10], [1, 1]) == ([0, 0], [1.5, 4.5], 0)


def test_children_that_take_turns():
    """4 goes missing and 10 appears: on average 7, so each is worth half of 3 points."""
    assert change(ARITHMETIC, [4, NAN], [1, 1], [NAN, 10], [1, 1]) == ([0, 0], [3, 3], 0)


def test_child_that_appears_in_a_geometric_mean():
    """e beside 1: F = e^(t/2) goes from 1 to e^(1/2).

    The second gains 1/2 of (ln e - ln F) F = (1 - t/2) e^(t/2), the derivative of (4 - t) e^(t/2);
    the first loses 1/2 of (ln 1 - ln F) F = -(t/2) e^(t/2), the derivative of (2 - t) e^(t/2).
    """
    own, shift, rest = change(GEOMETRIC, [1, NAN], [1, 1], [1, math.e], [1, 1])
    root = math.exp(0.5)
    same(own, [0, 0])
    same(shift, [-(root - 2) / 2, (3 * root - 4) / 2], 1e-12)
    assert rest == 0


def test_child_that_a_0_takes_the_place_of():
    """50 goes missing and 0 appears: F = 50 (1 - t)^(1/12), at p = 12.

    Of the share (x^p - F^p) / (p F^(p - 1)): the first loses 50/12 t / (1 - t)^(11/12), on average
    50/12 B(2, 1/12) = 600/13; the second adds -F / 12, on average -50/13.
    """
    own, shift, rest = change(TWELVE, [50, NAN], [1, 1], [NAN, 0], [1, 1])
    same(own, [0, 0])
    same(shift, [-600 / 13, -50 / 13], 1e-11)
    assert rest == 0


@pytest.mark.parametrize(
    ("rule", "x0", "x1", "weights", "own"),
    [
        # F^2 = x (5 - x), x from 1 to 4: dF/dx1 = ((5 - x) / x)^(1/2) / 2. With x = 5 sin^2 u its
        # integral over x is 5 u / 2 + 5 sin(2u) / 4; sin(2u) is 0.8 at both ends, and u grows by
        # asin 0.6.
        (GEOMETRIC, [1, 4], [4, 1], [1, 1], [2.5 * math.asin(0.6), -2.5 * math.asin(0.6)]),
        # From and to 0: dF/dx1 = ((1 - t) / t)^(1/2) / 2, a quarter of pi.
        (GEOMETRIC, [0, 4], [4, 0], [7, 7], [math.pi, -math.pi]),
        # F = 4 t^0.02: all of it is the first's, though at t = 1e-100 F is at 0.04 already.
        (GEOMETRIC, [0, 4], [4, 4], [1, 49], [4, 0]),
        # Two that leave 0 together: by weight.
        (GEOMETRIC, [0, 0, 5], [5, 5, 5], [2, 3, 95], [2, 3, 0]),
        # (t (1 - t))^0.01: 0.01 B(0.01, 1.01).
        (
            GEOMETRIC,
            [0, 1, 1],
            [1, 0, 1],
            [1, 1, 98],
            np.array([1, -1, 0]) * math.gamma(1.01) ** 2 / math.gamma(1.02),
        ),
        # One that stays at 0 keeps the mean at 0.
        (GEOMETRIC, [0, 2], [0, 3], [1, 1], [0, 0]),
        (HARMONIC, [0, 2], [0, 3], [1, 1], [0, 0]),
        # x + y = 4: F = x y / 2 and dF/dx = y^2 / 8; for y from 3 to 1 the mean of y^2 is 13/3.
        (HARMONIC, [1, 3], [3, 1], [1, 1], [13 / 12, -13 / 12]),
        # x + y = 1: F = x y / (1/2), dF/dx = 2 y^2, on average 2/3.
        (HARMONIC, [0, 1], [1, 0], [1, 1], [2 / 3, -2 / 3]),
        # F = (t^(1/2) + (1 - t)^(1/2))^2 / 4: dF/dx = (1 + ((1 - t) / t)^(1/2)) / 4.
        (ROOT, [0, 1], [1, 0], [1, 1], [(1 + math.pi / 2) / 4, -(1 + math.pi / 2) / 4]),
        # One that stays at 0 does nothing: F = x / 4.
        (ROOT, [0, 1], [0, 3], [1, 1], [0, 0.5]),
        # F^2 = (x^2 + y^2) / 2 from (0, 0): on the straight line to it a constant gradient.
        (SQUARE, [0, 0], [1, 7], [1, 1], [1 / 10, 49 / 10]),
        # F = 2 M - Q / M with M = 2: dF/dx = 1 - x / 2 + (x^2 + y^2) / 16, on average
        # 1 - 1 + 26/48; and F = Q / M: 1 - 26/48.
        (MINUS, [1, 3], [3, 1], [1, 1], [13 / 12, -13 / 12]),
        (PLUS, [1, 3], [3, 1], [1, 1], [11 / 12, -11 / 12]),
        # 1 + 4t is the middle while it is between 2 and 3: for a quarter of the way.
        (MEDIAN, [1, 2, 3], [5, 2, 3], [1, 1, 1], [1, 0, 0]),
        # 1 + 8t crosses 4 at 3/8 and 9 - 8t at 1/2, which crosses 4 at 5/8: an eighth each.
        (MEDIAN, [1, 9, 4], [9, 1, 4], [1, 1, 1], [1, -1, 0]),
        (MEDIAN, [1, 9], [3, 5], [1, 1], [1, -2]),  # half of each
        (MEDIAN, [2, 2, 8], [4, 4, 8], [1, 3, 1], [0.5, 1.5, 0]),  # the equal ones by weight
    ],
    ids=lambda value: name_of(value) if isinstance(value, Rule) else "",
)
def test_path(rule, x0, x1, weights, own):
    """The integral along the path, worked out."""
    found, shift, rest = change(rule, x0, weights, x1, weights)
    same(found, own, 1e-11)
    assert shift == [0] * len(x0)
    assert rest == 0


@pytest.mark.parametrize(
    ("rule0", "before", "rule1", "after", "own", "shift", "rest"),
    [
        # The new method at the old scores first: from 2.5 to 2.
        (ARITHMETIC, ([1, 4], [1, 1]), GEOMETRIC, ([1, 4], [1, 1]), [0, 0], [0, 0], -0.5),
        (ROOT, ([1, 9], [1, 1]), SQUARE, ([1, 9], [1, 1]), [0, 0], [0, 0], math.sqrt(41) - 4),
        # From 1, 4 to 4, 4 the geometric mean gains 2, all by the first.
        (ARITHMETIC, ([1, 4], [1, 1]), GEOMETRIC, ([4, 4], [1, 1]), [2, 0], [0, 0], -0.5),
        # It cannot take -1: the arithmetic mean moves from 1.5 to 2.5, then the method to 2.
        (ARITHMETIC, ([-1, 4], [1, 1]), GEOMETRIC, ([1, 4], [1, 1]), [1, 0], [0, 0], -0.5),
        (GEOMETRIC, ([1, 4], [1, 1]), ARITHMETIC, ([-1, 4], [1, 1]), [-1, 0], [0, 0], 0.5),
        # No path leads from the score of -5, which did not count: all of 4 to 6 is a jump.
        (GEOMETRIC, ([4, -5], [1, 0]), GEOMETRIC, ([4, 9], [1, 1]), [0, 0], [0, 0], 2),
        (GEOMETRIC, ([4, 9], [1, 1]), GEOMETRIC, ([4, -5], [1, 0]), [0, 0], [0, 0], -2),
        (GEOMETRIC, ([4, -5], [1, 0]), HARMONIC, ([4, 9], [1, 1]), [0, 0], [0, 0], 72 / 13 - 4),
        # Between the means 4 and 5 that of -1 and -9 is below 0.
        (MINUS, ([4, -9], [1, 0]), MINUS, ([-1, 5], [0, 1]), [0, 0], [0, 0], 1),
        # A sum is 4 times the mean: from 2 to 8. Then the mean goes from 2 to 2.5, by a quarter of
        # what each score is below or above 2.25, 4 times.
        (ARITHMETIC, ([1, 3], [50, 50]), SUM, ([1, 3], [1, 3]), [0, 0], [1.25, 0.75], 6),
        (SUM, ([1, 3], [1, 3]), ARITHMETIC, ([1, 3], [5, 5]), [0, 0], [-0.3125, -0.1875], -7.5),
        # The geometric mean comes last, and the sum before it keeps its total: F = (1 + t) (2t - 1)
        # + (3 - t) 4 goes from 11 to 10, the mean is 61/24, the first score was 0 on average.
        (
            *(SUM, ([-1, 4], [1, 3]), GEOMETRIC, ([1, 4], [5, 5])),
            *([3, 0], [-61 / 24, -(4 - 61 / 24)], -8),
        ),
        # Nor -5, which has a weight on the way: F = (1 + t) 2 + (1 - t) (9 - 14t) / 2 goes from 6.5
        # to 4, where the methods agree; on average it is 49/12, and the second score 2.
        (
            *(ARITHMETIC, ([4, 9], [1, 1]), GEOMETRIC, ([4, -5], [1, 0])),
            *([0, -3.5], [(4 - 49 / 12) / 2, -(2 - 49 / 12) / 2], 0),
        ),
        # A score of 0 that is given a weight takes all at once from a mean that it makes 0.
        (GEOMETRIC, ([4, 0], [1, 0]), GEOMETRIC, ([4, 0], [1, 1]), [0, 0], [0, 0], -4),
        (GEOMETRIC, ([4, NAN], [1, 1]), GEOMETRIC, ([4, 0], [1, 1]), [0, 0], [0, 0], -4),
        (HARMONIC, ([4, 0], [1, 0]), HARMONIC, ([4, 4], [1, 1]), [0, 0], [0, 0], 0),
        (MINUS, ([0, 4], [1, 0]), MINUS, ([0, 4], [0, 1]), [0, 0], [0, 0], 4),
        # The middle jumps from 2 to 3 with the weights, then moves with the scores.
        (MEDIAN, ([1, 2, 3], [1, 1, 1]), MEDIAN, ([1, 2, 5], [1, 1, 3]), [0, 0, 2], [0] * 3, 1),
        (MEDIAN, ([1, 2, NAN], [1, 1, 1]), MEDIAN, ([1, 2, 3], [1, 1, 1]), [0] * 3, [0] * 3, 0.5),
    ],
    ids=str,
)
def test_rest(rule0, before, rule1, after, own, shift, rest):
    """What is due to the method, and jumps."""
    found = change(rule0, *before, *after, rule1)
    for points, expected in zip(found, (own, shift, rest), strict=True):
        same(points, expected, 1e-12)


def test_no_score_no_attribution():
    """NaN for a unit that has no score in one of the states; None for copeland."""
    x0 = np.array([[1, NAN, NAN, 3], [2, NAN, 4, 3], [5, 5, 5, NAN]])
    x1 = np.array([[4, 3, 3, NAN], [2, 2, NAN, NAN], [9, 9, 9, 9]])
    weights = np.array([1.0, 1.0, 0.0])
    for rule in RULES:
        found = attribute(x0, weights, rule, x1, weights, rule)
        for values in (*found.slope, *found.shift, found.rest):
            assert np.isnan(values).tolist() == [False, True, False, True]
    assert attribute(x0, weights, COPELAND, x1, weights, MEDIAN) is None
    assert attribute(x0, weights, MEDIAN, x1, weights, COPELAND) is None


def test_small_shares_and_small_scores():
    """Shares down to a ten thousandth and scores of float noise leave nothing over."""
    x0 = np.array([[0, 1e-15, 40], [1e-15, 60, 3], [30, 0, 50], [20, 20, 1e-15]])
    x1 = np.array([[50, 40, 1e-15], [60, 0, 2], [0, 1e-9, 1], [20, NAN, 90]])
    w0, w1 = np.array([1e-4, 0.02, 0.3, 1]), np.array([2e-4, 0.02, 0.9, 2])
    for unit in range(3):
        before, after = x0[:, [unit]], x1[:, [unit]]
        for rule, w in product([*SMOOTH, TWELVE], [w0, w1]):
            found = attribute(before, w0, rule, after, w, rule)
            assert found.rest[0] == 0
            same(explained(found, before, after), score(after, w, rule) - score(before, w0, rule))


def test_a_child_that_matters_at_once():
    """At p = -10 a score of 0.001 is felt from a share of 1e-48 on."""
    x0, x1 = np.array([[NAN], [65.5]]), np.array([[0.001], [0]])
    rule, weights = Rule("power", {"p": -10.0}), np.ones(2)
    found = attribute(x0, weights, rule, x1, weights, rule)
    assert found.rest[0] == 0
    same(explained(found, x0, x1), [-65.5])


def test_score_that_stays_at_0():
    """A score that is 0 in both states has no slope, also where the gradient is infinite there."""
    x0, x1, weights = np.array([[0.0], [1]]), np.array([[0.0], [3]]), np.ones(2)
    for rule in (GEOMETRIC, HARMONIC, ROOT, SQUARE):
        assert attribute(x0, weights, rule, x1, weights, rule).slope[0] == 0


@pytest.mark.parametrize("rule", [*SMOOTH, TWELVE], ids=name_of)
def test_numerical_gradients(rule):
    """The same from 2,000 steps along the path and differences of the aggregate."""
    x0, x1 = np.array([3.0, 20.0, 7.0, 5.0]), np.array([40.0, 2.0, 9.0, 5.0])
    w0, w1 = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.4, 0.3, 0.1, 0.2])
    t = (np.arange(2000) + 0.5) / 2000
    x, w = np.outer(x0, 1 - t) + np.outer(x1, t), np.outer(w0, 1 - t) + np.outer(w1, t)
    slope, shift = np.zeros(4), np.zeros(4)
    formula = METHODS[rule.name].formula or arithmetic
    for i, step in enumerate(np.eye(4)[:, :, None] * 1e-5):
        of_score = formula(x + step, w, rule) - formula(x - step, w, rule)
        of_share = formula(x, w + step, rule) - formula(x, w - step, rule)
        slope[i], shift[i] = of_score.mean() / 2e-5, (w1 - w0)[i] * of_share.mean() / 2e-5
    found = attribute(x0[:, None], w0, rule, x1[:, None], w1, rule)
    same(found.slope[:, 0], slope, 2e-5)
    same(found.shift[:, 0], shift, 2e-5)
    assert found.rest[0] == 0


UNITS = 2
CELL = st.sampled_from([0, 0, 0.3, 5, 5, 7.7, 20, 41.9, 50, 73.1, 100, NAN])


@st.composite
def states(draw: st.DrawFn, count: int):
    """Scores of some units (K, N), with zeros, ties and holes, and weights of which one is > 0."""
    x = draw(st.lists(CELL, min_size=count * UNITS, max_size=count * UNITS))
    weights = draw(st.lists(st.sampled_from([0, 1, 1, 2, 7.5]), min_size=count, max_size=count))
    assume(any(weights))
    return np.array(x, dtype=float).reshape(count, UNITS), np.array(weights, dtype=float)


@st.composite
def two_states(draw: st.DrawFn):
    """Scores and weights in two states, the weights often the same."""
    count = draw(st.integers(1, 5))
    (x0, w0), (x1, w1) = draw(states(count)), draw(states(count))
    return x0, w0, x1, w0 if draw(st.booleans()) else w1


def agree(found, other, order: object = slice(None), sign: int = 1) -> None:
    """The same attribution, with the children in another order or the sign turned."""
    same(other.slope, found.slope[order])
    same(other.shift, sign * found.shift[order])
    same(other.rest, sign * found.rest)


@every_rule
@given(states(4))
def test_parts_sum_to_the_score(rule, state):
    """The parts sum to the aggregate, or are missing with it."""
    same(parts(*state, rule).sum(axis=0), score(*state, rule))


@every_rule
@given(two_states())
def test_changes_sum_to_the_change(rule, case):
    """The parts of a change sum to it."""
    x0, w0, x1, w1 = case
    found = attribute(x0, w0, rule, x1, w1, rule)
    same(explained(found, x0, x1), score(x1, w1, rule) - score(x0, w0, rule))


@settings(max_examples=80)
@given(two_states(), any_rule, any_rule, st.sampled_from([0, 30]))
def test_changes_of_the_method_sum_to_the_change(case, rule0, rule1, less):
    """Also if the method changes, and where one of the two cannot take the other's scores."""
    x0, w0, x1, w1 = case
    for a, b in ((x0 - less, x1), (x0, x1 - less)):
        found = attribute(a, w0, rule0, b, w1, rule1)
        try:
            gained = score(b, w1, rule1) - score(a, w0, rule0)
        except NotPositive:
            gained = np.where(np.isnan(found.rest), NAN, explained(found, a, b))
        same(explained(found, a, b), gained)


@settings(max_examples=80)
@given(any_rule, two_states())
def test_no_points_from_nowhere(rule, case):
    """With the same weights and the same scores missing nothing is left over."""
    x0, w0, x1, _ = case
    x1 = np.where(np.isnan(x0) | np.isnan(x1), x0, x1)
    found = attribute(x0, w0, rule, x1, w0, rule)
    assert not np.nan_to_num(found.rest).any()
    assert not np.nan_to_num(found.shift).any()


@settings(max_examples=80)
@given(any_rule, two_states(), st.data())
def test_order_of_the_children(rule, case, data):
    """In another order the children have the same."""
    x0, w0, x1, w1 = case
    order = data.draw(st.permutations(range(len(x0))))
    found = attribute(x0, w0, rule, x1, w1, rule)
    agree(found, attribute(x0[order], w0[order], rule, x1[order], w1[order], rule), order)
    same(parts(x0[order], w0[order], rule), parts(x0, w0, rule)[order])


@settings(max_examples=80)
@given(any_rule, two_states())
def test_way_back(rule, case):
    """On the way back the same slopes, and everything else with the other sign."""
    x0, w0, x1, w1 = case
    if rule == MEDIAN:  # which jumps to the new shares first
        w1, x1 = w0, np.where(np.isnan(x0), NAN, x1)
        x0 = np.where(np.isnan(x1), NAN, x0)
    found = attribute(x0, w0, rule, x1, w1, rule)
    agree(found, attribute(x1, w1, rule, x0, w0, rule), sign=-1)


@settings(max_examples=80)
@given(any_rule, states(4))
def test_nothing_changes(rule, state):
    """From a state to itself no points; the slopes are those of the parts."""
    found = attribute(*state, rule, *state, rule)
    missing = np.isnan(score(*state, rule))
    assert (found.shift[:, ~missing] == 0).all()
    assert (found.rest[~missing] == 0).all()
    same((found.slope * np.nan_to_num(state[0]))[:, ~missing], parts(*state, rule)[:, ~missing])


@settings(max_examples=80)
@given(any_rule.filter(lambda rule: rule != SUM), two_states())
def test_scale_of_the_weights(rule, case):
    """Seven times the weights of one state change nothing."""
    x0, w0, x1, w1 = case
    agree(attribute(x0, w0, rule, x1, w1, rule), attribute(x0, w0, rule, x1, 7 * w1, rule))
    same(parts(x0, 7 * w0, rule), parts(x0, w0, rule))


@settings(max_examples=80)
@given(any_rule, two_states())
def test_child_without_weight(rule, case):
    """A child of weight 0 in both states gets nothing, and the others what they had without it."""
    x0, w0, x1, w1 = case
    assume(w0[1:].any() and w1[1:].any())
    w0, w1 = np.r_[0, w0[1:]], np.r_[0, w1[1:]]
    found = attribute(x0, w0, rule, x1, w1, rule)
    without = attribute(x0[1:], w0[1:], rule, x1[1:], w1[1:], rule)
    assert not np.nan_to_num(found.slope[0]).any()
    assert not np.nan_to_num(found.shift[0]).any()
    agree(found, without, slice(1, None))
