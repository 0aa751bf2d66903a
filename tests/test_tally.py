"""Counts over draws: each against a loop over the ranks themselves."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, same

from innoindex.ranking import rank_rows
from innoindex.uncertainty import tally as tally_module
from innoindex.uncertainty.tally import Tally, _bins, share

TIES = ["min", "dense", "average", "first"]
QUANTILES = [Fraction(n, 20) for n in range(21)]


def ranks_of(scores: np.ndarray, ties: str) -> np.ndarray:
    return rank_rows(scores, ties, np.arange(scores.shape[1]).astype(object))


@st.composite
def experiments(draw: st.DrawFn, most: int = 7):
    """Ranks (D, N) in two periods, tiers (D, N), ranks (N,) without any draw, and the tie rule."""
    units, count = draw(st.integers(1, most)), draw(st.integers(1, 9))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    ties = draw(st.sampled_from(TIES))
    tables = rng.integers(0, max(units, 2), (3, count, units)).astype(float)
    tables[rng.random(tables.shape) < draw(st.sampled_from([0, 0.3]))] = NAN
    now, before = (ranks_of(table, ties) for table in tables[:2])
    tiers = np.where(np.isnan(now), -1, rng.integers(-1, 3, now.shape))
    # The rows of a tally stand in the order of their rank, those without one last.
    base = np.sort(ranks_of(tables[2], ties)[0])
    return now, before, tiers, base, ties


def tally_of(now, before, tiers, base, ties) -> Tally:
    tally = Tally(base, 3, ties)
    tally.add(now, before, tiers)
    return tally


def smallest_reached(values: list[float], q: Fraction) -> float:
    """The smallest of the values that at least a share q of them does not exceed."""
    return sorted(values)[max(ceil(q * len(values)), 1) - 1]


@given(experiments())
def test_counts(case):
    """Every count is that of a loop over draws and units."""
    now, before, tiers, _, ties = case
    tally = tally_of(*case)
    draws, units = now.shape
    assert tally.draws == sum(any(rank == rank for rank in row) for row in now)
    step = 0.5 if ties == "average" else 1.0
    assert tally.places.tolist() == [1 + step * k for k in range(int((units - 1) / step) + 1)]
    for u in range(units):
        known = [d for d in range(draws) if now[d, u] == now[d, u]]
        for place, count in zip(tally.places, tally.ranks[u], strict=True):
            assert count == sum(now[d, u] == place for d in known)
        for tier in range(-1, 3):
            assert tally.tiers[u, tier + 1] == sum(tiers[d, u] == tier for d in known)
        moves = np.sign(before[:, u] - now[:, u]).tolist()
        both = [d for d in known if before[d, u] == before[d, u]]
        assert tally.moves[u].tolist() == [sum(moves[d] == way for d in both) for way in (1, 0, -1)]
        if u + 1 < units:
            pairs = [d for d in known if now[d, u + 1] == now[d, u + 1]]
            assert tally.against_next[u].tolist() == [
                sum(now[d, u] < now[d, u + 1] for d in pairs),
                sum(now[d, u] == now[d, u + 1] for d in pairs),
                sum(now[d, u] > now[d, u + 1] for d in pairs),
            ]


@given(experiments())
def test_figures(case):
    """Quantiles, shares of ranks and the average rank shift, of the ranks themselves."""
    now, _, _, base, _ = case
    tally = tally_of(*case)
    columns = [[rank for rank in column if rank == rank] for column in now.T.tolist()]
    for q in QUANTILES:
        expected = [smallest_reached(column, q) if column else NAN for column in columns]
        assert np.array_equal(tally.quantile(float(q)), expected, equal_nan=True)
    sums = tally.rank_shares.sum(axis=1)
    same(sums, [1 if column else NAN for column in columns])
    shifts = [abs(rank - own) for column, own in zip(columns, base, strict=True) for rank in column]
    shifts = [shift for shift in shifts if shift == shift]
    same(tally.mean_shift, np.mean(shifts) if shifts else NAN)


@pytest.mark.parametrize("count", [1, 7, 100, 1000])
def test_quantile_of_numpy(count):
    """The quantile is the inverse of the distribution function, as NumPy calls it."""
    ranks = ranks_of(np.random.default_rng(count).random((count, 6)), "min")
    tally = tally_of(ranks, None, None, np.arange(1.0, 7), "min")
    # Not at q = 0, where the smallest is taken; 1 - 0.9 is not 0.1 in floats.
    for q in ((1 - 0.9) / 2, 0.25, 0.5, 0.9, (1 + 0.9) / 2, 0.99, 1):
        exact = float(Fraction(q).limit_denominator(1000))
        expected = np.quantile(ranks, exact, axis=0, method="inverted_cdf")
        assert np.array_equal(tally.quantile(q), expected)


def test_by_hand():
    """Four draws of three units, the third tied once and once without a rank."""
    ranks = np.array([[1, 2, 3], [1, 2, 2], [2, 1, NAN], [3, 1, 2]])
    before = np.array([[2, 2, NAN], [1, 1, 1], [1, 1, 1], [3, 3, 3]])
    tally = tally_of(ranks, before, None, np.array([1.0, 2, 3]), "min")
    assert tally.draws == 4
    assert tally.ranks.tolist() == [[2, 1, 1], [2, 2, 0], [0, 2, 1]]
    assert tally.moves.tolist() == [[1, 2, 1], [1, 2, 1], [1, 0, 1]]
    assert tally.against_next.tolist() == [[2, 0, 2], [2, 1, 0]]
    assert not tally.tiers.any()
    assert tally.quantile(0.5).tolist() == [1, 1, 2]
    assert tally.quantile(0.51).tolist() == [2, 2, 2]
    same(tally.rank_shares[2], [0, 2 / 3, 1 / 3])
    assert tally.mean_shift == (0 + 0 + 1 + 2 + 0 + 0 + 1 + 1 + 0 + 1 + 1) / 11


@given(experiments(), st.data())
def test_joined(case, data):
    """Tallies of some draws each, added or joined in any order, are one tally of all."""
    now, before, tiers, base, ties = case
    whole = tally_of(*case)
    cut = data.draw(st.integers(0, len(now)))
    one, other = Tally(base, 3, ties), Tally(base, 3, ties)
    for tally, rows in ((one, slice(cut, None)), (other, slice(0, cut))):
        for row in range(len(now))[rows]:
            here = slice(row, row + 1)
            tally.add(now[here], before[here], tiers[here])
    one.join(other)
    for name in ("draws", "ranks", "tiers", "against_next", "moves"):
        assert np.array_equal(getattr(one, name), getattr(whole, name))


@given(experiments(most=12), st.integers(1, 40))
def test_bins(case, most):
    """Where not every rank can be counted, bins are: at most a bin away, and never too narrow."""
    units = case[0].shape[1]
    exact = tally_of(*case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally_module, "_MOST_CELLS", most)
        binned = tally_of(*case)
    width = binned.step * (binned.width - 1)  # from the first to the last rank of a bin
    assert binned.ranks.shape[1] * binned.width >= exact.ranks.shape[1]
    assert binned.ranks.size <= most + 2 * units
    for q in QUANTILES:
        assert not (binned.quantile(float(q)) > units).any()
        away = binned.quantile(float(q)) - exact.quantile(float(q))
        away = away[~np.isnan(away)]
        low, high = (-width if q <= 0.5 else 0), (width if q >= 0.5 else 0)
        assert ((away >= low) & (away <= high)).all()
    same(binned.rank_shares.sum(axis=1), exact.rank_shares.sum(axis=1))
    if not np.isnan(exact.mean_shift):
        assert abs(binned.mean_shift - exact.mean_shift) <= width


@pytest.mark.parametrize(
    ("possible", "most", "first"),
    [
        (4, 9, [0, 1, 2, 3]),
        (4, 4, [0, 1, 2, 3]),
        (9, 3, [0, 3, 6]),
        (9, 1, [0]),
        # Two alone at either end, and 96 in four.
        (100, 8, [0, 1, 2, 26, 50, 74, 98, 99]),
        (101, 9, [0, 1, 2, 21, 40, 60, 79, 99, 100]),
    ],
)
def test_bins_by_hand(possible, most, first):
    """A quarter of the bins are the first ranks, a quarter the last; the others have as many."""
    assert _bins(possible, most).tolist() == first


def test_bins_of_a_hundred(monkeypatch):
    """A quantile below the median is the first rank of its bin, above the last, else the middle."""
    monkeypatch.setattr(tally_module, "_MOST_CELLS", 899)  # 8 bins of 100 units
    tally = Tally(np.arange(1.0, 101), 0, "min")
    assert tally.places.tolist() == [1, 2, 14, 38, 62, 86, 99, 100]
    ranks = np.full((4, 100), 50.0)
    ranks[:, 0] = [1, 30, 40, 100]
    tally.add(ranks, None, None)
    found = [tally.quantile(q)[0] for q in (0, 0.25, 0.3, 0.5, 0.6, 0.75, 0.8, 1)]
    assert found == [1, 1, 27, 38, 50, 50, 100, 100]
    half = Tally(np.arange(1.0, 101), 0, "average")
    # The third of 199 possible ranks and 47 more, 2 to 25.5, are one bin.
    assert half.places[[0, 1, 2, -2, -1]].tolist() == [1, 1.5, 13.5, 99.5, 100]


def test_every_rank_of_4096_units():
    """Up to so many units every rank has a count of its own."""
    assert Tally(np.arange(4096.0), 0, "min").width == 1
    assert Tally(np.arange(4097.0), 0, "min").width == 2


def test_whole_numbers_of_draws():
    """Of a hundred draws k per cent are k, also where 0.07 x 100 is a little more in floats."""
    ranks = (np.arange(100)[:, None] + np.arange(100)) % 100 + 1.0
    tally = tally_of(ranks, None, None, np.arange(1.0, 101), "min")
    for k in range(1, 101):
        assert (tally.quantile(k / 100) == k).all()


def test_without_draws():
    """Before any draw there is no quantile, no share and no shift; nor of no units."""
    tally = Tally(np.array([1.0, 2.0]), 2, "min")
    same(tally.quantile(0.5), [NAN, NAN])
    same(tally.rank_shares, [[NAN, NAN], [NAN, NAN]])
    same(tally.mean_shift, NAN)
    assert Tally(np.zeros(0), 2, "min").quantile(0.5).size == 0
    same(share(np.array([1, 0]), np.array([4, 0])), [0.25, NAN])
