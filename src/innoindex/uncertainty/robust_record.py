"""A ranking, and what draws of the choices behind it did to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..index import Result
from ..messages import Message
from ..movement import Ranking
from ..panel import Floats, Ints
from .choices import Choices
from .effects import Effects
from .tally import Tally, share

WIDE = 10  # places


@dataclass(frozen=True)
class Robust:
    """A ranking with what draws of its choices did to it. Arrays are (N,), the units of the level.

    What the draws tell is missing for a unit that has a rank in none of them.
    """

    ranking: Ranking  # without any draw
    choices: Choices
    seed: int
    interval: float  # the share of the draws between `low` and `high`
    unit: int | None  # whose rank the effects are of
    tally: Tally
    units: Ints  # of the tally's rows
    draws: int  # made, those without an index included
    interrupted: bool  # it was stopped before its end
    effects: Effects | None = None
    said: tuple[Message, ...] = field(default=())

    @property
    def base(self) -> Result:
        return self.ranking.result

    @property
    def varied(self) -> tuple[str, ...]:
        return self.choices.varied(self.base.scheme)

    @property
    def failed(self) -> int:
        """The draws under which there is no index."""
        return self.draws - self.tally.draws

    @cached_property
    def low(self) -> Floats:
        """The rank at the lower end of the interval: the better one."""
        return self._by_unit(self.tally.quantile((1 - self.interval) / 2))

    @cached_property
    def high(self) -> Floats:
        return self._by_unit(self.tally.quantile((1 + self.interval) / 2))

    @cached_property
    def median(self) -> Floats:
        return self._by_unit(self.tally.quantile(0.5))

    @property
    def best(self) -> Floats:
        return self._by_unit(self.tally.quantile(0))

    @property
    def worst(self) -> Floats:
        return self._by_unit(self.tally.quantile(1))

    @property
    def mean_shift(self) -> float:
        """The average rank shift: the mean of |rank - rank without any draw|, units and draws."""
        return self.tally.mean_shift

    @property
    def wide_share(self) -> float:
        """The share of the ranked units whose interval is wider than ten places."""
        width = (self.high - self.low)[~np.isnan(self.ranking.rank)]
        return float((width > WIDE).mean()) if width.size else float("nan")

    @property
    def tier_shares(self) -> Floats:
        """The share of draws in each tier (N, T), of those in which the tiers hold."""
        tiers = self.tally.tiers
        return self._by_unit(share(tiers, tiers.sum(axis=1, keepdims=True))[:, 1:])

    @property
    def move_shares(self) -> Floats:
        """The shares of draws (N, 3) in which a unit climbed, kept its place, and fell."""
        moves = self.tally.moves
        return self._by_unit(share(moves, moves.sum(axis=1, keepdims=True)))

    @property
    def beats_above(self) -> Floats:
        """The share of draws in which a unit is ahead of the one ranked just above it."""
        return self._by_unit(np.r_[np.nan, self._against_next[:, 2]])

    @property
    def beats_below(self) -> Floats:
        """The share of draws in which a unit is ahead of the one ranked just below it."""
        return self._by_unit(np.r_[self._against_next[:, 0], np.nan])

    @property
    def _against_next(self) -> Floats:
        """Shares (N - 1, 3) of draws ahead of the next unit in the base, tied, and behind it."""
        pairs, base = self.tally.against_next, self.tally.base
        both = ~np.isnan(base[1:] + base[:-1])
        return share(pairs, pairs.sum(axis=1, keepdims=True) * both[:, None])

    def _by_unit(self, values: Floats) -> Floats:
        """What the tally has of its units, for the units of the level; missing for the others."""
        found = np.full((self.base.labels.shape[1], *values.shape[1:]), np.nan)
        found[self.units] = values
        return found
