"""Parts that are weighed together, and what weighing them gives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from .correlation import pearson_matrix
from .messages import Label, Message
from .panel import Bools, Floats


@dataclass(frozen=True)
class Siblings:
    """Parts that are weighed together; `scores` (N, K) is complete, units x parts, more is better.

    `nominal` (K,) are their shares in the scheme, `names` their names for messages. `judgements`
    (K, K): pairwise comparisons. `factors`: how many, None by the rule. `bounds`: of a share.
    """

    scores: Floats
    nominal: Floats
    names: tuple[Label, ...]
    judgements: Floats | None = None
    factors: int | None = None
    bounds: tuple[float, float] = (0.0, 1.0)

    @property
    def correlations(self) -> Floats:
        return pearson_matrix(self.scores)

    @property
    def min_max(self) -> Floats:
        """The scores (N, K) with each part's lowest at 0 and highest at 1."""
        low = self.scores.min(axis=0)
        return np.asarray((self.scores - low) / (self.scores.max(axis=0) - low))

    def named(self, which: Bools) -> list[Label]:
        return list(compress(self.names, which))


@dataclass(frozen=True)
class Weights:
    """Shares (K,), none negative, sum 1; what a reader should know; what should worry them.

    `own`: scores (N,) and shares (N, K) of each unit, where a method gives each its own.
    """

    shares: Floats
    remarks: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    own: tuple[Floats, Floats] | None = None


def proportional(weights: Floats) -> Floats:
    """The shares that weights (K,) are of their sum."""
    return np.asarray(weights / weights.sum())
