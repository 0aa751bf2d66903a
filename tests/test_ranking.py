"""Ranks and tiers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, computed, same

from innoindex.messages import Label
from innoindex.ranking import rank_descending, rank_rows, settle, settled_decimals, tiers_of
from innoindex.scheme import Tier

TIED = [7, 9, NAN, 5, 7, 1]
IDS = np.array(["b", "z", "a", "m", "a10", "a9"], dtype=object)


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("min", [2, 1, NAN, 4, 2, 5]),
        ("dense", [2, 1, NAN, 3, 2, 4]),
        ("average", [2.5, 1, NAN, 4, 2.5, 5]),
        ("first", [3, 1, NAN, 4, 2, 5]),  # a10 before b
    ],
)
def test_ties(ties, expected):
    """Of 9 7 7 5 1 the ranks are 1 2 2 4 5, dense, averaged or broken by id; missing has none."""
    same(rank_descending(np.array(TIED), ties, ids=IDS), expected)


@pytest.mark.parametrize("seed", range(5))
def test_first_does_not_depend_on_the_table(seed):
    """Ties broken by id come out the same in whatever order the units stand."""
    order = np.random.default_rng(seed).permutation(len(TIED))
    ranks = rank_descending(np.array(TIED)[order], "first", ids=IDS[order])
    same(ranks, np.array([3, 1, NAN, 4, 2, 5])[order])


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("min", [1, 2, 1, 1, NAN, 3, NAN]),
        ("dense", [1, 2, 1, 1, NAN, 2, NAN]),
        ("average", [1, 2, 1.5, 1.5, NAN, 3, NAN]),
        ("first", [1, 2, 2, 1, NAN, 3, NAN]),
    ],
)
def test_within_groups(ties, expected):
    """Ranks within groups start at 1 in each; a unit without a group has none."""
    scores = np.array([9, 3, 5, 5, NAN, 1, 8])
    groups = np.array([0, 0, 1, 1, 0, 1, -1])
    ids = np.array(list("gfedcba"), dtype=object)
    same(rank_descending(scores, ties, groups, ids), expected)


def test_nothing_to_rank():
    """Where no unit has a score, none has a rank."""
    same(rank_descending(np.array([NAN, NAN])), [NAN, NAN])


@pytest.mark.parametrize(
    ("scores", "decimals", "expected"),
    [
        # Published to three decimals, half up: 0.8925 is 0.893.
        ([0.8925, 0.893, 0.8924], 3, [1, 1, 3]),
        ([0.89249999999999, 0.8934999], 3, [1, 1]),
        ([149.94, 149.95, 150.04], 1, [3, 1, 1]),
        ([1.4, 1.6, 2.4], 0, [3, 1, 1]),
        # Without decimals of its own a score is compared to nine.
        ([0.1 + 0.2, 0.3], None, [1, 1]),
        ([0.3, 0.300000001], None, [2, 1]),
        ([0.3, 0.3000000001], None, [1, 1]),
        # Beyond what a float holds nine decimals of, 14 digits are compared.
        ([1e9 * (0.1 + 0.2), 1e9 * 0.3], None, [1, 1]),
        ([3e8, 3e8 + 0.001], None, [2, 1]),
        ([1e15 + 1, 1e15], None, [1, 1]),
    ],
)
def test_rank_decimals(scores, decimals, expected):
    """Scores are compared as they are published, or without float noise."""
    assert rank_descending(settle(np.array(scores), decimals)).tolist() == expected


@pytest.mark.parametrize(
    ("scores", "decimals"),
    [([], 9), ([0, 0], 9), ([1e5], 9), ([100_001], 8), ([NAN, -3e8, 5], 5), ([np.inf, 3e8], 5)],
)
def test_fourteen_digits(scores, decimals):
    """Nine decimals, or as many as 14 digits leave: nine before the point leave five."""
    assert settled_decimals(np.array(scores, dtype=float), None) == decimals


@pytest.mark.parametrize("size", [1, 1e4, 1e8, 1e12])
def test_sum_in_another_order(size):
    """Twelve equally weighted numbers tie with themselves in any order, at any size."""
    rng = np.random.default_rng(4)
    numbers = rng.random(12) * size
    sums = np.array([rng.permutation(numbers).sum() for _ in range(200)])
    assert len(set(sums.tolist())) > 1
    assert set(rank_descending(settle(sums, None)).tolist()) == {1}


@pytest.mark.parametrize(("top", "count"), [(0.57, 57), (0.07, 7), (0.3, 30), (1, 100), (0, 0)])
def test_top_share(top, count):
    """The top 57 per cent of 100 are 57, although 0.57 * 100 is a little less in floats."""
    ranks = np.arange(1.0, 101)
    tiers = tiers_of(-ranks, ranks, [Tier(Label("", ""), top=top)])
    assert (tiers == 0).sum() == count


def test_relative_to_the_mean():
    """0.2 is the mean of 0.1, 0.2 and 0.3, although that is a little more in floats."""
    scores = np.array([0.1, 0.2, 0.3])
    assert scores.mean() > 0.2
    tiers = tiers_of(scores, np.array([3.0, 2, 1]), [Tier(Label("", ""), min_relative=1)])
    assert tiers.tolist() == [-1, 0, 0]


TIERS = "[index]\nrank_decimals = 1\ntiers = [{}]\n[indicator.x]\n"
SCORES = [200, 150, 149.96, 149.94, 100, 100, 20, NAN]  # the mean of the seven is 124.27


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        # As published to one decimal, 149.96 is 150.0.
        (
            ["min_score = 150", "min_score = 100", ""],
            [0, 0, 0, 1, 1, 1, 2, -1],
        ),
        (["min_score = 150", "min_score = 100"], [0, 0, 0, 1, 1, 1, -1, -1]),
        (["max_rank = 1", "max_rank = 5"], [0, 1, 1, 1, 1, 1, -1, -1]),  # 5th place twice
        (["top = 0.3", "top = 0.6"], [0, 0, 0, 1, -1, -1, -1, -1]),  # 2.1 and 4.2 of 7
        (
            ["min_relative = 1.25", "min_relative = 1", "min_relative = 0.7"],
            [0, 1, 1, 1, 2, 2, -1, -1],
        ),  # from 155.3, 124.3 and 87.0
        # The first that holds, in the order of the list.
        (["min_score = 100", "min_score = 150", "max_rank = 7"], [0, 0, 0, 0, 0, 0, 2, -1]),
        (["max_rank = 2", "min_score = 100"], [0, 0, 0, 1, 1, 1, -1, -1]),
    ],
)
def test_tiers(tiers, expected):
    """A unit's tier is the first whose condition holds; the one without takes what is left."""
    listed = ", ".join(
        f'{{ name = "T{n}"{", " if tier else ""}{tier} }}' for n, tier in enumerate(tiers)
    )
    text = TIERS.format(listed) + 'impute = "drop"\n'
    result = computed(text, {"x": SCORES, "present": [1] * 8})
    assert result.ranks[0].tolist()[:7] == [1, 2, 2, 4, 5, 5, 7]
    assert result.tiers[0].tolist() == expected


@st.composite
def score_tables(draw: st.DrawFn) -> np.ndarray:
    """Scores (D, N): rows with many ties, with few, with none, some with scores missing."""
    shape = draw(st.tuples(st.integers(1, 6), st.integers(1, 9)))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    scores = rng.integers(-1, draw(st.sampled_from([1, 4, 10**6])), shape).astype(float)
    scores[rng.random(shape) < draw(st.sampled_from([0, 0.2, 0.8]))] = NAN
    return scores


@given(score_tables(), st.sampled_from(["min", "dense", "average", "first"]), st.randoms())
def test_rows(scores, ties, random):
    """Many rows are ranked as each of them is by itself, whatever ties and is missing."""
    ids = np.array([f"u{k}" for k in range(scores.shape[1])], dtype=object)
    random.shuffle(ids)
    before = scores.copy()
    expected = [rank_descending(row, ties, ids=ids) for row in scores]
    same(rank_rows(scores, ties, ids), expected)
    same(scores, before)


def test_rows_by_hand():
    """A row without ties, one with, one with a missing score, one of nothing."""
    scores = np.array([[5, 7, 1], [5, 7, 5], [NAN, 7, 8], [NAN, NAN, NAN]])
    same(rank_rows(scores), [[2, 1, 3], [2, 1, 2], [NAN, 2, 1], [NAN] * 3])
    assert rank_rows(np.zeros((2, 0))).shape == (2, 0)
    assert rank_rows(np.zeros((0, 2))).shape == (0, 2)


CONDITIONS = [{"min_score": 2.0}, {"max_rank": 2}, {"top": 0.4}, {"min_relative": 1.1}, {}]


@given(score_tables(), st.lists(st.sampled_from(CONDITIONS), max_size=4))
def test_tiers_of_rows(scores, conditions):
    """The tiers of many rows are those of each by itself: its own mean, its own count."""
    tiers = [Tier(Label("", ""), **condition) for condition in conditions]
    ranks = rank_rows(scores)
    expected = [tiers_of(*row, tiers) for row in zip(scores, ranks, strict=True)]
    assert np.array_equal(tiers_of(scores, ranks, tiers), expected)
