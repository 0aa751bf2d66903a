"""What a goal is: a rank, a tier or a score, and how far a unit is above or below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import InnoindexError, Problem, UsageProblem
from .hypothetical import Outcomes
from .messages import did_you_mean, say
from .movement import Ranking
from .panel import Bools, Floats
from .scheme import Tier


@dataclass(frozen=True)
class Target:
    """What is to be reached: a rank or better, a tier or better (its index), a score or more."""

    rank: int | None = None
    tier: int | None = None
    score: float | None = None

    def reached(self, outcomes: Outcomes, unit: int) -> Bools:
        """Whether a unit is there, in each of B rows."""
        if self.rank is not None:
            return np.asarray(outcomes.ranks[:, unit] <= self.rank)
        if self.tier is not None:
            tiers = outcomes.tiers[:, unit]
            return np.asarray((tiers >= 0) & (tiers <= self.tier))
        assert self.score is not None
        return np.asarray(outcomes.settled[:, unit] >= self.score)

    def margin(self, outcomes: Outcomes, unit: int, tiers: tuple[Tier, ...]) -> Floats:
        """The points by which a unit is above what it needs in each of B rows (- = below)."""
        scores = outcomes.index
        if self.rank is not None:
            return _over_rank(scores, unit, self.rank)
        if self.score is not None:
            return np.asarray(scores[:, unit] - self.score)
        assert self.tier is not None
        each = [_over_tier(scores, unit, tier) for tier in tiers[: self.tier + 1]]
        return np.asarray(np.max(each, axis=0))


def _over_rank(scores: Floats, unit: int, rank: int) -> Floats:
    others = np.delete(scores, unit, axis=1)
    ordered = -np.sort(-np.where(np.isnan(others), -np.inf, others), axis=1)
    bar = ordered[:, rank - 1] if rank <= ordered.shape[1] else np.full(len(scores), -np.inf)
    return np.asarray(scores[:, unit] - bar)


def _over_tier(scores: Floats, unit: int, tier: Tier) -> Floats:
    count = int((~np.isnan(scores[0])).sum())
    if tier.min_score is not None:
        return np.asarray(scores[:, unit] - tier.min_score)
    if tier.min_relative is not None:
        return np.asarray(scores[:, unit] - tier.min_relative * np.nanmean(scores, axis=1))
    if tier.max_rank is not None:
        return _over_rank(scores, unit, tier.max_rank)
    if tier.top is not None:
        return _over_rank(scores, unit, int(tier.top * count + 1e-9))
    return np.full(len(scores), np.inf)


def chosen_target(
    ranking: Ranking,
    unit: int,
    rank: int | None,
    gain: int | None,
    tier: str | None,
    score: float | None,
) -> Target:
    """The one target that is given, for a unit of a ranking.

    Raises `UsageProblem` unless it is one, and one that can be meant; `InnoindexError` for a gain
    of more places than there are above.
    """
    if sum(given is not None for given in (rank, gain, tier, score)) != 1:
        text = say("one target is needed: --rank, --gain, --tier or --score")
        raise UsageProblem([Problem(text, say("for example: {example}", example="--rank 20"))])
    if tier is not None:
        return Target(tier=_tier(tier, ranking.result.scheme.tiers))
    if gain is None:
        return Target(rank=rank, score=score)
    now = int(ranking.result.ranks[ranking.p, unit])
    if gain >= now:
        text = say(
            "{unit} has rank {rank}: it cannot climb {places} places",
            unit=ranking.result.labels.label(unit),
            rank=now,
            places=gain,
        )
        raise InnoindexError([Problem(text, say("choose a nearer target"))])
    return Target(rank=now - gain)


def _tier(text: str, tiers: tuple[Tier, ...]) -> int:
    """The index of a tier: by its name in either language, or by its number from the top."""
    word = text.strip().casefold()
    for number, tier in enumerate(tiers):
        if word in (tier.name.zh.casefold(), tier.name.en.casefold(), str(number + 1)):
            return number
    if not tiers:
        help = say("ask for a --rank or a --score")
        raise UsageProblem([Problem(say("the scheme has no tiers"), help)])
    known = dict.fromkeys(name for tier in tiers for name in (tier.name.zh, tier.name.en))
    text_said = say('there is no tier "{name}"', name=text)
    raise UsageProblem([Problem(text_said, did_you_mean(text, tuple(known)))])
