"""Ranks and tiers."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log10

import numpy as np

from .normalise import half_up
from .panel import Floats, Ints, Texts
from .scheme import Tier

EXACT_DECIMALS = 9


def settle(scores: Floats, rank_decimals: int | None) -> Floats:
    """The scores as they are compared: rounded half up to `rank_decimals`, else to 9 decimals.

    Scores above 10,000 have no nine exact decimals: without `rank_decimals` 14 digits are kept.
    """
    return half_up(scores, settled_decimals(scores, rank_decimals))


def settled_decimals(scores: Floats, rank_decimals: int | None) -> int:
    """The decimals to which scores are rounded before they are compared: see `settle`."""
    if rank_decimals is not None:
        return rank_decimals
    largest = float(np.max(np.abs(scores[np.isfinite(scores)]), initial=0.0))
    return EXACT_DECIMALS - (max(0, ceil(log10(largest)) - 5) if largest > 0 else 0)


def rank_descending(
    scores: Floats,
    ties: str = "min",
    groups: Ints | None = None,
    ids: Texts | None = None,
) -> Floats:
    """Ranks (N,) from the top, 1 = highest, of settled scores (N,); missing scores get none.

    With `groups` (N,) the rank is within the unit's group, and none without one (-1). Ties: `min`
    share the smaller (1, 2, 2, 4), `dense` leave no gap, `average` share the mean, `first` are
    broken by `ids` (so that the order of the table does not matter).
    """
    result = np.full(scores.shape, np.nan)
    where = ~np.isnan(scores)
    if groups is not None:
        where &= groups >= 0
    index = np.flatnonzero(where)
    if not index.size:
        return result
    x = -scores[index]
    g = np.zeros(index.size, dtype=np.int64) if groups is None else groups[index]
    if ties == "first":
        assert ids is not None
        order = np.lexsort((ids[index].astype(str), x, g))
    else:
        order = np.argsort(x) if groups is None else np.lexsort((x, g))
    x, g = x[order], g[order]
    new_group = np.r_[True, g[1:] != g[:-1]]
    new_score = new_group | np.r_[True, x[1:] != x[:-1]]
    at = np.arange(index.size)
    group_start = np.maximum.accumulate(np.where(new_group, at, 0))
    if ties == "first":
        ranks = (at - group_start + 1).astype(np.float64)
    elif ties == "dense":
        steps = np.cumsum(new_score)
        ranks = (steps - steps[group_start] + 1).astype(np.float64)
    else:
        first = np.maximum.accumulate(np.where(new_score, at, 0))
        ranks = (first - group_start + 1).astype(np.float64)
        if ties == "average":
            run = np.cumsum(new_score) - 1
            ranks += (np.bincount(run)[run] - 1) / 2
    result[index[order]] = ranks
    return result


def rank_rows(scores: Floats, ties: str = "min", ids: Texts | None = None) -> Floats:
    """Ranks (D, N) of settled scores (D, N), each row by itself: `rank_descending` of many rows."""
    below, units = -scores, scores.shape[1]
    # As places in the flat tables, which NumPy takes three times as fast as those in rows.
    places = np.argsort(below, axis=1) + units * np.arange(len(scores))[:, None]
    ordered = below.reshape(-1)[places]
    ranks = np.empty(scores.shape)
    ranks.reshape(-1)[places] = np.arange(1.0, units + 1)
    # Missing scores stand at the end: one there is as good as a tie.
    apart = (ordered[:, 1:] > ordered[:, :-1]).all(axis=1) & ~np.isnan(ordered[:, -1:]).any(axis=1)
    if apart.all():
        return ranks
    if ties == "first":
        for row in np.flatnonzero(~apart):
            ranks[row] = rank_descending(scores[row], ties, ids=ids)
        return ranks
    shared = _shared_ranks(ordered[~apart], ties)
    ranks.reshape(-1)[places[~apart]] = shared
    return np.where(np.isnan(scores), np.nan, ranks)


def _shared_ranks(ordered: Floats, ties: str) -> Floats:
    """Ranks (D, N) of values in ascending rows, in which equal ones share theirs."""
    at = np.arange(1.0, ordered.shape[1] + 1)
    new = np.ones(ordered.shape, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    if ties == "dense":
        return np.cumsum(new, axis=1, dtype=np.float64)
    first = np.maximum.accumulate(np.where(new, at, 0.0), axis=1)
    if ties == "min":
        return first
    ends = np.ones(ordered.shape, dtype=bool)
    ends[:, :-1] = new[:, 1:]
    last = np.minimum.accumulate(np.where(ends, at, np.inf)[:, ::-1], axis=1)[:, ::-1]
    return np.asarray((first + last) / 2)


def tiers_of(scores: Floats, ranks: Floats, tiers: Sequence[Tier]) -> Ints:
    """The index of each unit's tier (..., N), -1 = none; `scores` are settled as for the ranks.

    The first tier whose condition holds; a tier without one takes all ranked units that are left.
    """
    result = np.full(scores.shape, -1, dtype=np.int16)  # narrow is fast
    ranked = ~np.isnan(ranks)
    count = ranked.sum(axis=-1, keepdims=True)
    for number, tier in reversed(list(enumerate(tiers))):
        holds = ranked.copy()
        if tier.min_score is not None:
            holds &= scores >= tier.min_score
        if tier.max_rank is not None:
            holds &= ranks <= tier.max_rank
        if tier.top is not None:
            holds &= ranks <= tier.top * count + 1e-9
        if tier.min_relative is not None:
            total = np.sum(scores, axis=-1, keepdims=True, where=ranked)
            mean = total / np.maximum(count, 1)
            holds &= scores >= tier.min_relative * mean - 1e-12
        result += holds * (np.int16(number) - result)  # faster than by a mask
    return result.astype(np.int64)
