"""Methods that find weights: how much each of several parts counts in what they make up.

All but `equal`, `ahp` and `optimised` give the same shares whatever the parts' units and origins.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .benefit import benefit_of_the_doubt
from .correlation_weights import critic, factor_analysis, first_component, optimised
from .errors import NoWeights
from .messages import say
from .pairwise import priorities
from .panel import sound
from .siblings import Siblings, Weights, proportional

__all__ = ["METHODS", "WITHOUT_SCORES", "NoWeights", "Siblings", "Weights", "weigh"]

WITHOUT_SCORES = ("equal", "ahp")
_FEWEST = 3  # units: with two, all parts spread alike and correlate fully


def weigh(method: str, siblings: Siblings) -> Weights:
    """The weights that a method of `METHODS` gives; a part alone has share 1 with any.

    Raises `NoWeights` where there are none: missing scores, a constant part, too few units or a
    reason of the method's own.
    """
    if len(siblings.names) == 1:
        return Weights(np.ones(1))
    if method not in WITHOUT_SCORES:
        _check(siblings)
    return METHODS[method](siblings)


def _check(siblings: Siblings) -> None:
    scores = siblings.scores
    if not sound(scores):
        gaps = ~np.isfinite(scores).all(axis=0)
        raise NoWeights(
            say("no score of some units in {parts}", parts=siblings.named(np.asarray(gaps))),
            say("fill the gaps (impute), or leave out the units that have one"),
        )
    if len(scores) < _FEWEST:
        raise NoWeights(
            say("{count} units are too few to find weights from", count=len(scores)),
            say('take at least {fewest} units, or "equal" weights', fewest=_FEWEST),
        )
    constant = np.ptp(scores, axis=0) <= 1e-12 * np.abs(scores).max(axis=0)
    if constant.any():
        raise NoWeights(
            say("all units score the same in {parts}", parts=siblings.named(constant)),
            say('leave the part out, or use "equal" weights'),
        )


def equal(siblings: Siblings) -> Weights:
    """1 / K each."""
    return Weights(np.full(len(siblings.names), 1 / len(siblings.names)))


def entropy(siblings: Siblings) -> Weights:
    """Share ∝ 1 - e, e = -sum p ln p / ln N of p = y / sum y; y min-max; 0 ln 0 = 0 (熵权法).

    Source: Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
    """
    y = siblings.min_max
    p = y / y.sum(axis=0)
    log = np.log(p, out=np.zeros_like(p), where=p > 0)
    return Weights(proportional(1 + (p * log).sum(axis=0) / np.log(len(p))))


def standard_deviation(siblings: Siblings) -> Weights:
    """Share ∝ the standard deviation of min-max scores: what tells units apart counts more."""
    return Weights(proportional(siblings.min_max.std(axis=0)))


def inverse_standard_deviation(siblings: Siblings) -> Weights:
    """Share ∝ 1 / standard deviation of min-max scores, so that no part dominates the spread.

    Source: Iyengar and Sudarshan (1982), Economic and Political Weekly 17 (51).
    """
    return Weights(proportional(1 / siblings.min_max.std(axis=0)))


def ahp(siblings: Siblings) -> Weights:
    """The principal eigenvector of the pairwise comparisons; see `pairwise.priorities`."""
    if siblings.judgements is None:
        raise NoWeights(
            say("no pairwise comparisons of {parts}", parts=list(siblings.names)),
            say("give a table of them: how many times the row outweighs the column"),
        )
    shares, ratio = priorities(siblings.judgements, siblings.names)
    if ratio != ratio:
        unknown = say("no consistency ratio is known for more than 15 parts")
        return Weights(shares, warnings=(unknown,))
    remark = say("consistency ratio {ratio}", ratio=f"{ratio:.3f}")
    contradictory = say("the consistency ratio is above 0.1: the comparisons contradict each other")
    return Weights(shares, (remark,), (contradictory,) if ratio > 0.1 else ())


def benefit(siblings: Siblings) -> Weights:
    """The mean over units of the shares that are best for each, on min-max scores."""
    scores, shares = benefit_of_the_doubt(siblings.min_max, *siblings.bounds)
    remark = say(
        "the mean of the shares that are best for each of {count} units", count=len(shares)
    )
    return Weights(proportional(shares.mean(axis=0)), (remark,), own=(scores, shares))


METHODS: dict[str, Callable[[Siblings], Weights]] = {
    "equal": equal,
    "entropy": entropy,
    "critic": critic,
    "sd": standard_deviation,
    "inverse-sd": inverse_standard_deviation,
    "pca": first_component,
    "factor-analysis": factor_analysis,
    "ahp": ahp,
    "benefit-of-the-doubt": benefit,
    "optimised": optimised,
}
