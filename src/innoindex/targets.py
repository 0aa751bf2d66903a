"""What a goal is: a rank, a tier or a score, and how far a unit is above or below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import InnoindexError, Problem, wrong_use
from .hypothetical import Outcomes
from .messages import did_you_mean, say
from .movement import Ranking
from .panel import Bools, Floats
from .scheme import Scheme, Tier


@dataclass(frozen=True)
class Target:
    """What is to be reached: a rank or better, a tier or better (its index), a score or more."""

    rank: float | None = None
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

    def margin(self, outcomes: Outcomes, unit: int, scheme: Scheme) -> Floats:
        """The points by which a unit is above what it needs in each of B rows (- = below)."""
        if self.rank is not None:
            return _over_rank(outcomes, unit, self.rank, scheme)
        if self.score is not None:
            return np.asarray(outcomes.index[:, unit] - self.score + _rounding(scheme))
        assert self.tier is not None
        tiers = scheme.tiers[: self.tier + 1]
        return np.asarray(np.max([_over_tier(outcomes, unit, t, scheme) for t in tiers], axis=0))


def _rounding(scheme: Scheme) -> float:
    """How far below a score one is rounded up to it, where ranks are of rounded scores."""
    return 0.0 if scheme.rank_decimals is None else 0.5 * 10.0**-scheme.rank_decimals


def _over_rank(outcomes: Outcomes, unit: int, rank: float, scheme: Scheme) -> Floats:
    """Over the unit whose place it is; where ties leave no gap, over the score of that rank."""
    others = np.delete(outcomes.settled, unit, axis=1)
    bars = []
    for row in others:
        known = row[~np.isnan(row)]
        ordered = np.unique(known)[::-1] if scheme.ties == "dense" else -np.sort(-known)
        bars.append(ordered[int(rank) - 1] if rank <= len(ordered) else -np.inf)
    return np.asarray(outcomes.index[:, unit] - np.array(bars) + _rounding(scheme))


def _over_tier(outcomes: Outcomes, unit: int, tier: Tier, scheme: Scheme) -> Floats:
    settled = outcomes.settled
    score = outcomes.index[:, unit] + _rounding(scheme)
    if tier.min_score is not None:
        return np.asarray(score - tier.min_score)
    if tier.min_relative is not None:
        known = ~np.isnan(settled)
        mean = np.where(known, settled, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        return np.asarray(score - tier.min_relative * mean)
    if tier.max_rank is not None:
        return _over_rank(outcomes, unit, tier.max_rank, scheme)
    if tier.top is not None:
        count = int((~np.isnan(settled[0])).sum())
        return _over_rank(outcomes, unit, int(tier.top * count + 1e-9), scheme)
    return np.full(len(settled), np.inf)


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
        raise wrong_use(text, say("for example: {example}", example="--rank 20"))
    if tier is not None:
        return Target(tier=_tier(tier, ranking.result.scheme.tiers))
    if gain is None:
        return Target(rank=rank, score=score)
    now = float(ranking.result.ranks[ranking.p, unit])
    if now - gain < 1:
        text = say(
            "{unit} has rank {rank}: it cannot climb {places} places",
            unit=ranking.result.labels.label(unit),
            rank=f"{now:g}",
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
        raise wrong_use(say("the scheme has no tiers"), help)
    known = dict.fromkeys(name for tier in tiers for name in (tier.name.zh, tier.name.en))
    text_said = say('there is no tier "{name}"', name=text)
    raise wrong_use(text_said, did_you_mean(text, tuple(known)))
