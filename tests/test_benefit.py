"""Benefit of the doubt: each unit under the weights that are best for it."""

from __future__ import annotations

import numpy as np
import pytest
import tai
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from strategies import NAN, same

from innoindex.benefit import _nearest_equal, benefit_of_the_doubt
from innoindex.errors import NoWeights

RAW = np.array([tai.RAW[name] for name in tai.INDICATORS]).T
MIN_MAX = (RAW - RAW.min(axis=0)) / np.ptp(RAW, axis=0)


def test_published_scores():
    """Handbook table 19: scores within 0.01, with each share 10 % to 15 %, for 23 countries."""
    scores, shares = benefit_of_the_doubt(MIN_MAX, 0.10, 0.15)
    assert np.abs(scores - [tai.BENEFIT[name] for name in tai.COUNTRIES]).max() < 0.01
    best = [name for name, score in zip(tai.COUNTRIES, scores, strict=True) if score > 1 - 1e-9]
    assert best == ["FIN", "USA", "SWE"]
    assert shares.min() > 0.10 - 1e-9
    assert shares.max() < 0.15 + 1e-9


def test_published_ranks():
    """Handbook table 23: the countries' ranks by these scores."""
    scores, _ = benefit_of_the_doubt(MIN_MAX, 0.10, 0.15)
    ranks = [1 + int((np.round(scores, 9) > round(each, 9)).sum()) for each in scores]
    assert ranks == [tai.RANKS["BOD"][name] for name in tai.COUNTRIES]


def test_two_parts():
    """A unit is held against the one that does best under its own weights."""
    # Under shares (s, 1 - s) A has 1 - s and B has s: each is best on its side, both at s = 1/2.
    # C has (s + 1) / 4; against the larger of s and 1 - s that is most at s = 1/2: 0.375 / 0.5.
    scores, shares = benefit_of_the_doubt(np.array([[0, 1], [1, 0], [0.5, 0.25]]))
    same(scores, [1, 1, 0.375 / 0.5])
    same(shares, [[0.5, 0.5]] * 3)


def test_one_dominates():
    """Against a unit best in both, another has the better of its two ratios."""
    # 3/4 of the best in the first part, 1/2 in the second: all weight on the first.
    scores, shares = benefit_of_the_doubt(np.array([[4, 2], [3, 1]], dtype=float))
    same(scores, [1, 0.75])
    same(shares, [[0.5, 0.5], [1, 0]])


def test_bounds_are_of_shares():
    """Bounds hold for the share of the sum of weights, whatever the scale of the scores."""
    # At most 80 %: (0.8 * 3 + 0.2 * 1) / (0.8 * 4 + 0.2 * 2) = 2.6 / 3.6; the same of 100 times it.
    for factor in (1, 100, 1e-3):
        scores, shares = benefit_of_the_doubt(factor * np.array([[4, 2], [3, 1]]), 0.2, 0.8)
        same(scores, [1, 2.6 / 3.6])
        same(shares, [[0.5, 0.5], [0.8, 0.2]])


def test_lower_bound_alone():
    """A lower bound of 30 % leaves at most 70 % to the other of two parts."""
    scores, shares = benefit_of_the_doubt(np.array([[4, 2], [3, 1]], dtype=float), 0.3)
    same(scores, [1, (0.7 * 3 + 0.3) / (0.7 * 4 + 0.6)])
    same(shares[1], [0.7, 0.3])


def test_nearest_to_equal():
    """Of the shares that are best for a unit, those nearest to equal ones."""
    # Under shares (s, t, u), B ties with A where 9 s + t = s + 2 t, so B is best where 8 s >= t:
    # equal shares do. A is best where t >= 8 s; with u = 1 - s - t, nearest to (1/3, 1/3, 1/3) on
    # t = 8 s: the normal is n = (-8, 1, 0), in the plane of sum 1: n - mean = (-17, 10, 7) / 3, and
    # (1/3, 1/3, 1/3) is -7/3 off: (1/3, 1/3, 1/3) + (-17, 10, 7) * (7/3) / (17 * 8 + 10).
    scores, shares = benefit_of_the_doubt(np.array([[1, 2, 5], [9, 1, 5]], dtype=float))
    same(scores, [1, 1])
    third, step = 1 / 3, (7 / 3) / 146
    same(shares, [[third - 17 * step, third + 10 * step, third + 7 * step], [third] * 3])


def test_only_equal_shares():
    """Bounds of 1 / K leave equal weights: the score is the mean against the highest mean."""
    scores, shares = benefit_of_the_doubt(np.array([[4, 2, 0], [3, 1, 1]]) / 3, 1 / 3, 1 / 3)
    same(scores, [1, 5 / 6])
    same(shares, np.full((2, 3), 1 / 3))


def test_nothing_scored():
    """A unit with 0 throughout has 0 and equal shares; a part with 0 throughout changes nothing."""
    scores, shares = benefit_of_the_doubt(np.array([[4, 0], [3, 0], [0, 0]], dtype=float))
    same(scores, [1, 0.75, 0])
    same(shares, [[0.5, 0.5]] * 3)
    scores, shares = benefit_of_the_doubt(np.array([[4, 2], [0, 0]], dtype=float), 0.5)
    same(scores, [1, 0])
    same(shares, [[0.5, 0.5]] * 2)


def test_one_unit_and_one_part():
    """A unit alone is the best; of one part the score is the ratio to the highest."""
    same(benefit_of_the_doubt(np.array([[3.0, 1.0]]))[0], [1])
    scores, shares = benefit_of_the_doubt(np.array([[3.0], [1.5]]))
    same(scores, [1, 0.5])
    same(shares, [[1], [1]])


@pytest.mark.parametrize(
    ("scores", "bounds", "text"),
    [
        ([[1, -0.1], [1, 1]], (0, 1), "scores of at least 0"),
        ([[0, 0], [0, 0]], (0, 1), "some above 0"),
        ([[1, NAN], [1, 1]], (0, 1), "a score of every unit"),
        ([[1, 2], [2, 1]], (0.6, 1), "no shares of 2 parts lie between 0.6 and 1"),
        ([[1, 2], [2, 1]], (0, 0.4), "between 0 and 0.4"),
        ([[1, 2], [2, 1]], (0.5, 0.4), "between 0.5 and 0.4"),
        ([[1, 2], [2, 1]], (-0.1, 1), "between -0.1 and 1"),
    ],
)
def test_refused(scores, bounds, text):
    """Scores below 0, none above it, gaps and bounds that no shares meet are said."""
    with pytest.raises(NoWeights, match=text) as caught:
        benefit_of_the_doubt(np.array(scores, dtype=float), *bounds)
    assert caught.value.help.text("en")


TENTHS = st.integers(0, 20).map(lambda n: n / 10)
TABLES = st.tuples(st.integers(1, 9), st.integers(2, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=TENTHS).filter(lambda table: table.max() > 0)
)
BOUNDS = st.sampled_from([(0, 1), (0.1, 1), (0, 0.6), (0.15, 0.55), (0.2, 0.5)])


@given(TABLES, BOUNDS, st.randoms(use_true_random=False))
def test_order(table, bounds, random):
    """The order of units and of parts changes neither scores nor shares, ties among best or not."""
    units, parts = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(units)
    random.shuffle(parts)
    scores, shares = benefit_of_the_doubt(table, *bounds)
    others, other_shares = benefit_of_the_doubt(table[np.ix_(units, parts)], *bounds)
    same(others, scores[units], 1e-8)
    same(other_shares, shares[np.ix_(units, parts)], 1e-6)


@given(TABLES, BOUNDS)
def test_shares_give_the_score(table, bounds):
    """Shares are within bounds and sum to 1, and under a unit's own its score is that ratio."""
    scores, shares = benefit_of_the_doubt(table, *bounds)
    same(shares.sum(axis=1), np.ones(len(table)))
    assert shares.min() >= max(bounds[0] - 1e-9, 0)
    assert shares.max() <= bounds[1] + 1e-9
    totals = shares @ table.T  # (weights of units, units)
    highest = totals.max(axis=1)
    same(scores * highest, totals.diagonal(), 1e-8)


@given(TABLES, BOUNDS, st.integers(0, 10_000))
def test_no_shares_are_better(table, bounds, seed):
    """No shares within the bounds give a unit more than its score; the best unit has 1."""
    scores, _ = benefit_of_the_doubt(table, *bounds)
    same(scores.max(), 1)
    random = np.random.default_rng(seed)
    corners = random.dirichlet(np.full(table.shape[1], 0.5), 300)
    lower, upper = bounds
    tried = lower + (1 - lower * table.shape[1]) * corners
    totals = tried[(tried <= upper).all(axis=1)] @ table.T
    totals = totals[totals.max(axis=1) > 0]
    assert (totals <= totals.max(axis=1, keepdims=True) * scores + 1e-9).all()


@given(TABLES, BOUNDS, st.integers(0, 10_000))
def test_no_best_shares_are_nearer(table, bounds, seed):
    """A step from a unit's shares to any as good ones leads away from equal shares."""
    scores, shares = benefit_of_the_doubt(table, *bounds)
    count = table.shape[1]
    lower, upper = bounds
    tried = np.vstack(
        [
            shares,
            lower + (1 - lower * count) * np.random.default_rng(seed).dirichlet(np.ones(count), 99),
        ]
    )
    tried = tried[(tried <= upper + 1e-12).all(axis=1)]
    totals = tried @ table.T
    for unit, score in enumerate(scores):
        as_good = tried[totals[:, unit] >= (score + 1e-12) * totals.max(axis=1)]
        inward = (as_good - shares[unit]) @ (shares[unit] - 1 / count)
        assert (inward >= -1e-8).all()


def test_shares_that_rounding_rules_out():
    """Where no shares give the value asked for, those known to be best stay."""
    row, known = np.array([1.0, 0.5]), np.array([0.75, 0.25])
    same(_nearest_equal(row, 1.1, known, row[None], 0, 1), known)


def test_many_units():
    """Hundreds of units, equal ones among them, agree with the same problem without the equal."""
    few = np.round(np.random.default_rng(5).uniform(0, 1, (60, 4)), 3)
    many = np.repeat(few, 5, axis=0)
    scores, shares = benefit_of_the_doubt(few, 0.1, 0.5)
    others, other_shares = benefit_of_the_doubt(many, 0.1, 0.5)
    same(others, np.repeat(scores, 5))
    same(other_shares, np.repeat(shares, 5, axis=0), 1e-7)
