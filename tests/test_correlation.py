"""Correlation matrices: hand arithmetic, the handbook's table, laws."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
import tai
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from strategies import NAN, same

from innoindex.correlation import even_ties, pearson_matrix, spearman_matrix
from innoindex.panel import Floats

BOTH = [pearson_matrix, spearman_matrix]


def table(*columns) -> Floats:
    return np.array(columns, dtype=float).T


# Few values, so that ties, constant columns and gaps abound.
CELLS = st.sampled_from([NAN, 0, 1, 2.5, 2.5, 3, 7])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=12)


def as_table(rows) -> Floats:
    return np.array(rows, dtype=float).reshape(-1, 4)


def test_pearson_by_hand():
    """About their means 1 2 3 is -1 0 1, and 0 0 3 is -1 -1 2: 3 / sqrt(2 * 6)."""
    r = 3 / sqrt(2 * 6)
    same(
        pearson_matrix(table([1, 2, 3], [0, 0, 3], [6, 4, 2])),
        [[1, r, -1], [r, 1, -r], [-1, -r, 1]],
    )


def test_spearman_by_hand():
    """1 2 9 has ranks 1 2 3, and 0 0 3 has 1.5 1.5 3, about the mean -0.5 -0.5 1: sqrt(3) / 2."""
    rho = 1.5 / sqrt(2 * 1.5)
    same(spearman_matrix(table([1, 2, 9], [0, 0, 3])), [[1, rho], [rho, 1]])


def test_the_handbook():
    """Table 6: the 28 correlations of the Technology Achievement Index, from rounded raw values."""
    found = pearson_matrix(table(*tai.RAW.values()))
    for a, row in enumerate(tai.INDICATORS):
        for b, column in enumerate(tai.INDICATORS):
            assert found[a, b] == pytest.approx(tai.CORRELATIONS[row][column], abs=0.02)


def test_each_pair_by_the_units_that_have_both():
    """Without its gap 1 2 3 9 goes with 0 0 3 as 1 2 3 does; the ranks are those of the three."""
    x = table([1, 2, 3, 9], [0, 0, 3, NAN])
    same(pearson_matrix(x)[0, 1], 3 / sqrt(2 * 6))
    same(spearman_matrix(table([9, 2, 1, 5], [0, 3, 3, NAN]))[0, 1], -sqrt(3) / 2)
    same(spearman_matrix(table([1, 4, 3, 2], [1, 2, 3, NAN]))[0, 1], 0.5)


@pytest.mark.parametrize("matrix", BOTH)
def test_what_has_no_correlation(matrix):
    """Fewer than three units, a constant, or one that is constant where the other is known."""
    same(matrix(table([1, 2], [2, 1])), np.full((2, 2), NAN))
    same(matrix(table([1, 2, 3], [4, 4, 4])), [[1, NAN], [NAN, NAN]])
    same(matrix(table([1, 2, 3, 4], [1, 2, NAN, NAN])), [[1, NAN], [NAN, NAN]])
    same(matrix(table([5, 5, 5, 6], [1, 2, 3, NAN])), [[1, NAN], [NAN, 1]])
    same(matrix(np.full((3, 2), NAN)), np.full((2, 2), NAN))
    same(matrix(np.empty((0, 2))), np.full((2, 2), NAN))
    assert matrix(np.empty((3, 0))).shape == (0, 0)


def test_rounding_is_no_spread():
    """0.1 + 0.2 and 0.3 are the same number."""
    same(pearson_matrix(table([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]))[0, 1], NAN)


def test_rounding_makes_no_rank():
    """0.1 + 0.2 and 0.3 are the same number, 0.3000001 is another; a gap stays one."""
    same(even_ties(np.array([0.1 + 0.2, NAN, 2, 0.3, 0.3000001])), [0.3, NAN, 2, 0.3, 0.3000001], 0)
    same(even_ties(np.array([NAN, NAN])), [NAN, NAN])


@pytest.mark.parametrize("factor", [1e-200, 1e150])
def test_small_and_large_numbers(factor):
    """The squares of the values would be 0, or infinite."""
    x = table([1, 2, 3], [0, 0, 3]) * factor
    same(pearson_matrix(x)[0, 1], 3 / sqrt(2 * 6))


def test_far_from_zero():
    """A billion more in each value changes nothing: the values are taken about their means."""
    x = table([1, 2, 3, NAN], [0, 0, 3, 1])
    same(pearson_matrix(x + 1e9), pearson_matrix(x))


@given(ROWS)
def test_pairs_are_those_of_scipy(rows):
    """Each pair's correlation is scipy's of the units that have both, symmetric, at most 1."""
    x = as_table(rows)
    for matrix, one in ((pearson_matrix, stats.pearsonr), (spearman_matrix, stats.spearmanr)):
        found = matrix(x)
        assert np.array_equal(found, found.T, equal_nan=True)
        assert (np.abs(found[~np.isnan(found)]) <= 1).all()
        assert set(found.diagonal()[~np.isnan(found.diagonal())]) <= {1.0}
        for i, j in np.ndindex(4, 4):
            a, b = x[~np.isnan(x[:, i] + x[:, j])][:, [i, j]].T
            if len(a) < 3 or np.ptp(a) == 0 or np.ptp(b) == 0:
                assert np.isnan(found[i, j])
            else:
                same(found[i, j], one(a, b).statistic)


@given(ROWS, st.permutations(range(4)), st.randoms(use_true_random=False))
def test_no_order_matters(rows, columns, random):
    """Units and columns in another order have the same correlations."""
    x = as_table(rows)
    order = list(range(len(x)))
    random.shuffle(order)
    for matrix in BOTH:
        same(matrix(x[order][:, columns]), matrix(x)[np.ix_(columns, columns)], 1e-12)


@given(ROWS)
def test_unit_of_measure(rows):
    """Scale and origin do not matter, a reversed column changes sign; ranks take any monotone."""
    x = as_table(rows)
    sign = np.array([1, 1, -1, 1])
    same(pearson_matrix(x * sign * 3 + 5), pearson_matrix(x) * np.outer(sign, sign))
    same(spearman_matrix(np.exp(x) * sign), spearman_matrix(x) * np.outer(sign, sign))


def test_no_correlation_is_beyond_one():
    """Rounding leads none of many columns that go together beyond 1 or -1."""
    x = np.random.default_rng(0).normal(size=(50, 1))
    factors = np.random.default_rng(1).normal(size=60)
    for matrix in BOTH:
        found = matrix(x * factors + 0.1)
        assert np.abs(found).max() == 1
        same(np.abs(found), np.ones((60, 60)))
