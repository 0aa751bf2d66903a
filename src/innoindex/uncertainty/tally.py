"""What a stream of draws adds up to, in memory that does not grow with their number."""

from __future__ import annotations

import numpy as np

from ..panel import Bools, Floats, Ints

_MOST_CELLS = 2**24  # counts of units x ranks: 128 MB


def share(part: Ints | Floats, whole: Ints) -> Floats:
    """part / whole, missing where the whole is nothing."""
    nothing = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    return np.asarray(np.divide(part, whole, out=nothing, where=whole > 0))


class Tally:
    """Counts over draws of N units, in the order of their rank in the base.

    All that is added is whole numbers: neither the order nor the size of the blocks matters, and
    tallies of different draws can be joined.
    """

    def __init__(self, base: Floats, tiers: int, ties: str) -> None:
        """`base` (N,) are the ranks without any draw; missing is not ranked."""
        units = base.size
        self.base = base
        self.step = 0.5 if ties == "average" else 1.0  # between possible ranks
        possible = max(1, int((units - 1) / self.step) + 1)
        self.first = _bins(possible, max(1, _MOST_CELLS // max(units, 1)))
        self.last = np.r_[self.first[1:], possible] - 1
        self.draws = 0  # with an index
        self.ranks = np.zeros((units, self.first.size), dtype=np.int64)
        self.tiers = np.zeros((units, tiers + 1), dtype=np.int64)  # in none, in the first, ...
        self.against_next = np.zeros((max(units - 1, 0), 3), dtype=np.int64)  # ahead, tied, behind
        self.moves = np.zeros((units, 3), dtype=np.int64)  # up, none, down

    def add(self, ranks: Floats, before: Floats | None, tiers: Ints | None) -> None:
        """Add D draws: ranks (D, N) in two periods, and tiers (D, N) if they can be told."""
        ranked = ~np.isnan(ranks)
        self.draws += int(ranked.any(axis=1).sum())
        self._count_ranks(ranks, ranked)
        if tiers is not None:
            self.tiers += np.column_stack(
                [_often(ranked & (tiers == tier)) for tier in range(-1, self.tiers.shape[1] - 1)]
            )
        self.against_next += _compared(ranks[:, :-1], ranks[:, 1:])
        if before is not None:
            self.moves += _compared(ranks, before)

    def join(self, other: Tally) -> None:
        """Add what another tally of the same units has."""
        self.draws += other.draws
        self.ranks += other.ranks
        self.tiers += other.tiers
        self.against_next += other.against_next
        self.moves += other.moves

    def _count_ranks(self, ranks: Floats, ranked: Bools) -> None:
        units, size = self.ranks.shape
        here = ranked if not ranked.all() else ...  # a mask costs as much as all the rest
        bins = ((ranks[here] - 1) / self.step).astype(np.int64)
        if self.width > 1:
            bins = np.repeat(np.arange(size), self.last - self.first + 1)[bins]
        bins += np.broadcast_to(np.arange(units) * size, ranks.shape)[here]
        np.add.at(self.ranks.reshape(-1), bins.reshape(-1), 1)

    @property
    def width(self) -> int:
        """The most possible ranks in a bin."""
        return int((self.last - self.first).max()) + 1

    @property
    def places(self) -> Floats:
        """The rank (bins,) that each bin of `ranks` stands for: the middle of its ranks."""
        return np.asarray(1 + self.step * ((self.first + self.last) // 2), dtype=np.float64)

    def quantile(self, q: float) -> Floats:
        """The smallest rank (N,) that at least a share q of a unit's draws does not exceed.

        Of a bin of several ranks it is the first below the median, the last above it. Of 0 it is
        the best rank, of 1 the worst.
        """
        count = self.ranks.sum(axis=1)
        reached = np.cumsum(self.ranks, axis=1) >= np.ceil(q * count - 1e-9).clip(1)[:, None]
        ends = 1 + self.step * (self.first if q < 0.5 else self.last)
        found = (self.places if q == 0.5 else ends)[reached.argmax(axis=1)]
        return np.where(count > 0, found, np.nan)

    @property
    def mean_shift(self) -> float:
        """The mean of |rank - base rank| over draws and the units that are ranked in the base."""
        ranked = ~np.isnan(self.base)
        count = self.ranks[ranked]
        shift = np.abs(self.places - self.base[ranked, None])
        return float((count * shift).sum() / count.sum()) if count.sum() else float("nan")

    @property
    def rank_shares(self) -> Floats:
        """The share (N, bins) of a unit's draws in which it has each rank; they sum to 1."""
        return share(self.ranks, self.ranks.sum(axis=1, keepdims=True))


def _bins(possible: int, most: int) -> Ints:
    """The first of the possible ranks in each bin: one each, if at most so many bins are needed.

    Else the first and the last quarter of the bins have one, where a place counts most.
    """
    if possible <= most:
        return np.arange(possible)
    ends = most // 4
    middle = np.linspace(ends, possible - ends, most - 2 * ends, endpoint=False).astype(np.int64)
    return np.concatenate([np.arange(ends), middle, np.arange(possible - ends, possible)])


def _compared(ranks: Floats, others: Floats) -> Ints:
    """How often (N, 3) a rank is the better one, the same, and the worse one; known ones count."""
    return np.column_stack(
        [_often(ranks < others), _often(ranks == others), _often(ranks > others)]
    )


def _often(holds: Bools) -> Ints:
    """How often (N,) it holds over draws (D, N): a matrix product counts three times as fast."""
    return (np.ones(len(holds), dtype=np.float32) @ holds).astype(np.int64)
