"""Principal components, how many factors to keep, and their rotation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
import tai
from hypothesis import given
from hypothesis import strategies as st
from strategies import same

from innoindex.components import number_of_factors, principal_components, varimax

RAW = np.array([tai.RAW[name] for name in tai.INDICATORS]).T
CORRELATIONS = np.array([[tai.CORRELATIONS[b][a] for b in tai.INDICATORS] for a in tai.INDICATORS])
PRINTED = np.array([[tai.LOADINGS[f][name] for f in tai.LOADINGS] for name in tai.INDICATORS])


def kept(correlations: np.ndarray, count: int) -> np.ndarray:
    """Loadings on the first components."""
    values, vectors = principal_components(correlations)
    return vectors[:, :count] * np.sqrt(values[:count])


def farthest(loadings: np.ndarray, others: np.ndarray) -> float:
    """The largest difference, in the order and with the signs of factors that make it least."""
    orders = [list(order) for order in permutations(range(loadings.shape[1]))]
    signs = np.sign((loadings[:, None, :] * others[:, :, None]).sum(axis=0))  # (others', own)
    return min(
        float(np.abs(loadings[:, o] * signs[np.arange(len(o)), o] - others).max()) for o in orders
    )


def test_two_parts():
    """Two parts that correlate by r have components 1 + r and 1 - r, half and half of each."""
    values, vectors = principal_components(np.array([[1, 0.6], [0.6, 1]]))
    same(values, [1.6, 0.4])
    same(vectors[:, 0], [0.5**0.5, 0.5**0.5])
    same(np.abs(vectors[:, 1]), [0.5**0.5, 0.5**0.5])


def test_sign():
    """A component points to where its entries sum to more than 0."""
    # x, x and -x: the component is (1, 1, -1) / sqrt 3 and not its opposite.
    correlations = np.array([[1, 1, -1], [1, 1, -1], [-1, -1, 1]], dtype=float)
    for order in permutations(range(3)):
        _, vectors = principal_components(correlations[np.ix_(order, order)])
        same(vectors[:, 0], np.array([1, 1, -1])[list(order)] / 3**0.5)


def test_published_eigenvalues():
    """Handbook table 7: the variance that each component explains, within 0.2 points."""
    values, vectors = principal_components(np.corrcoef(RAW.T))
    assert np.abs(100 * values / 8 - tai.VARIANCE_PERCENT).max() < 0.2
    assert np.abs(values - tai.EIGENVALUES).max() < 0.06
    same(vectors @ np.diag(values) @ vectors.T, np.corrcoef(RAW.T))


def test_published_loadings():
    """Handbook tables 9 and 17: the rotated loadings within 0.02, and the factors' variances."""
    from_raw = varimax(kept(np.corrcoef(RAW.T), 4))
    from_printed = varimax(kept(CORRELATIONS, 4))
    assert farthest(from_raw, PRINTED) < 0.02
    assert farthest(from_printed, PRINTED) < 0.02
    for loadings in (from_raw, from_printed):
        variances = np.sort((loadings**2).sum(axis=0))
        assert np.abs(variances - np.sort(tai.FACTOR_VARIANCES)).max() < 0.03


def test_published_number_of_factors():
    """The handbook keeps four components of eight, though the fourth's eigenvalue is below 1."""
    assert number_of_factors(principal_components(np.corrcoef(RAW.T))[0]) == 4


@pytest.mark.parametrize(
    ("eigenvalues", "count"),
    [
        ([6, 3, 1], 2),  # 60, 30, 10 %: the last is not more than 10 %
        ([6, 2.9, 1.1], 3),
        ([9, 0.5, 0.5], 1),
        ([1] * 10, 7),  # none is more than 10 %, six are 60 % together, not more
        ([5, *[0.5] * 10], 4),  # 50 % alone; 55, 60, 65 % with one, two, three of 5 %
        ([2, 0], 1),
        ([0.7, 0.2, 0.1], 2),  # whose binary sum is below 1
    ],
)
def test_number_of_factors(eigenvalues, count):
    """Those above 10 %, and as many more as it takes to pass 60 %."""
    assert number_of_factors(np.array(eigenvalues, dtype=float)) == count


def test_varimax_finds_the_groups():
    """Parts that load on one factor each are found, though the components mix them."""
    simple = np.array([[0.9, 0], [0.8, 0], [0, 0.7], [0, 0.6]])
    for angle in (0.3, np.pi / 4, 1.2, 2.5):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        assert farthest(varimax(simple @ turn), simple) < 1e-9


def test_varimax_of_one_factor():
    """One factor cannot be turned."""
    same(varimax(np.array([[0.5], [-0.25]])), [[0.5], [-0.25]])


def test_varimax_counts_parts_alike():
    """Kaiser's normalisation: how long a part's loadings are does not move the factors."""
    loadings = np.array([[0.9, 0.1], [0.7, 0.3], [0.2, 0.8], [0.1, 0.6], [0.5, 0.5]])
    longer = np.array([1, 0.2, 0.6, 0.5, 1])[:, None]
    same(np.abs(varimax(loadings * longer)), np.abs(varimax(loadings) * longer))


def test_varimax_of_a_part_that_loads_on_nothing():
    """A part without loadings keeps none."""
    same(varimax(np.array([[0.6, 0.6], [0.6, -0.6], [0, 0]]))[2], [0, 0])


def spread(loadings: np.ndarray) -> float:
    """What varimax makes large."""
    squared = loadings**2 / (loadings**2).sum(axis=1, keepdims=True)
    return float(squared.var(axis=0).sum())


@given(st.integers(0, 10_000), st.integers(2, 4))
def test_varimax_is_a_rotation_to_a_maximum(seed, factors):
    """It keeps what parts have in common, and no small turn of two factors spreads more."""
    loadings = np.random.default_rng(seed).uniform(-0.9, 0.9, (6, factors))
    rotated = varimax(loadings)
    same(rotated @ rotated.T, loadings @ loadings.T)
    for f in range(factors - 1):
        for angle in (-0.05, 0.05):
            turn = np.eye(factors)
            turn[f : f + 2, f : f + 2] = [
                [np.cos(angle), -np.sin(angle)],
                [np.sin(angle), np.cos(angle)],
            ]
            assert spread(rotated @ turn) <= spread(rotated) + 1e-12


def test_varimax_where_no_axes_are_the_best():
    """The corners of an icosahedron: it comes to an end, and has turned them without bending."""
    golden = (1 + 5**0.5) / 2
    corners = np.array([[0, s, t * golden] for s in (1, -1) for t in (1, -1)])
    corners = np.vstack([np.roll(corners, k, axis=1) for k in range(3)])
    turn, _ = np.linalg.qr([[1.0, 2, 3], [2, -1, 1], [0, 1, 4]])
    rotated = varimax(corners @ turn)
    same(rotated @ rotated.T, corners @ corners.T)
