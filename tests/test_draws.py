"""Random numbers by their place: the seed, the choice, the sample and the number of the draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoindex.uncertainty.draws import resamples, uniforms


@given(
    st.integers(0, 2**32),
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.integers(1, 5),
)
def test_blocks(seed, sizes, width):
    """The numbers of a draw are the same in whatever blocks the draws are asked for."""
    whole = uniforms(seed, 2, 0, 0, sum(sizes), width)
    starts = np.cumsum([0, *sizes[:-1]]).tolist()
    parts = [
        uniforms(seed, 2, 0, start, size, width)
        for start, size in zip(starts[::-1], sizes[::-1], strict=True)
    ]
    assert np.array_equal(np.vstack(parts[::-1]), whole)


def test_far_draws():
    """The draw 10^12 of a wide choice is reached by a jump, and is not the first."""
    far = uniforms(1, 0, 0, 10**12, 2, 300)
    assert np.array_equal(uniforms(1, 0, 0, 10**12 + 1, 1, 300)[0], far[1])
    assert not np.isin(far, uniforms(1, 0, 0, 0, 100, 300)).any()


def test_streams():
    """No number of a seed, a choice or a sample comes again in another."""
    streams = [
        uniforms(seed, choice, sample, 0, 500, 4)
        for seed in (0, 1, 2)
        for choice in range(7)
        for sample in (0, 1)
    ]
    assert np.unique(np.array(streams)).size == 3 * 7 * 2 * 500 * 4
    assert np.array_equal(streams[0], uniforms(0, 0, 0, 0, 500, 4))


def test_streams_are_independent():
    """Between any two streams the correlation of 20,000 numbers is within 4.5 / sqrt(20,000)."""
    streams = [
        uniforms(5, choice, sample, 0, 10_000, 2).ravel()
        for choice in range(4)
        for sample in (0, 1)
    ]
    correlations = np.corrcoef(streams)[np.triu_indices(8, 1)]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(20_000)


@pytest.mark.parametrize("choice", [0, 6])
def test_uniform(choice):
    """Mean 1/2, variance 1/12 and a flat distribution, each within 4 standard errors."""
    numbers = uniforms(3, choice, 0, 0, 20_000, 5)
    assert numbers.shape == (20_000, 5)
    count = numbers.size
    assert numbers.min() >= 0
    assert numbers.max() < 1
    assert abs(numbers.mean() - 1 / 2) < 4 * np.sqrt(1 / 12 / count)
    # The variance of (u - 1/2)^2 is 1/80 - 1/144 = 1/180.
    assert abs(((numbers - 0.5) ** 2).mean() - 1 / 12) < 4 * np.sqrt(1 / 180 / count)
    for q in (0.01, 0.25, 0.5, 0.9):
        assert abs((numbers < q).mean() - q) < 4 * np.sqrt(q * (1 - q) / count)


def test_resamples():
    """Positions from 0 to n - 1, each as often as any other, repeatable by the seed."""
    rows = np.array(list(resamples(0, 400, 25)))
    assert rows.shape == (400, 25)
    assert set(np.unique(rows)) == set(range(25))
    counts = np.bincount(rows.ravel())
    assert np.abs(counts - 400).max() < 4.5 * np.sqrt(400 * 24 / 25)
    # Drawn with replacement: a share (24/25)^25 = 0.360 of the rows lacks a given position.
    lacking = np.mean([(rows != k).all(axis=1).mean() for k in range(25)])
    assert abs(lacking - (24 / 25) ** 25) < 0.02
    assert np.array_equal(rows, list(resamples(0, 400, 25)))
    assert not np.array_equal(rows, list(resamples(1, 400, 25)))
