"""Methods that find weights: how much each of several parts counts in what they make up.

All but `equal`, `ahp` and `optimised` give the same shares whatever the parts' units and origins.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress

import numpy as np

from .benefit import benefit_of_the_doubt
from .components import number_of_factors, principal_components, varimax
from .messages import Message, say
from .pairwise import priorities
from .panel import Bools, Floats, sound
from .siblings import NoWeights, Siblings, Weights

__all__ = ["METHODS", "NoWeights", "Siblings", "Weights", "weigh"]

_WITHOUT_SCORES = ("equal", "ahp")
_FEWEST = 3  # units: with two, all parts spread alike and correlate fully
_ALIKE = 1e-9  # eigenvalues nearer than this are equal but for rounding


def weigh(method: str, siblings: Siblings) -> Weights:
    """The weights that a method of `METHODS` gives; a part alone has share 1 with any.

    Raises `NoWeights` where there are none: missing scores, a constant part, too few units or a
    reason of the method's own.
    """
    if len(siblings.names) == 1:
        return Weights(np.ones(1))
    if method not in _WITHOUT_SCORES:
        _check(siblings)
    return METHODS[method](siblings)


def _check(siblings: Siblings) -> None:
    scores = siblings.scores
    if not sound(scores):
        gaps = ~np.isfinite(scores).all(axis=0)
        raise NoWeights(
            say("no score of some units in {parts}", parts=_named(siblings, np.asarray(gaps))),
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
            say("all units score the same in {parts}", parts=_named(siblings, constant)),
            say('leave the part out, or use "equal" weights'),
        )


def _named(siblings: Siblings, which: Bools) -> list[object]:
    return list(compress(siblings.names, which))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _correlations(siblings: Siblings) -> Floats:
    return np.asarray(np.corrcoef(siblings.scores.T))


def _min_max(scores: Floats) -> Floats:
    low = scores.min(axis=0)
    return np.asarray((scores - low) / (scores.max(axis=0) - low))


def _shares(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum())


def equal(siblings: Siblings) -> Weights:
    """1 / K each."""
    return Weights(np.full(len(siblings.names), 1 / len(siblings.names)))


def entropy(siblings: Siblings) -> Weights:
    """Share ∝ 1 - e, e = -sum p ln p / ln N of p = y / sum y; y min-max; 0 ln 0 = 0 (熵权法).

    Source: Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
    """
    y = _min_max(siblings.scores)
    p = y / y.sum(axis=0)
    log = np.log(p, out=np.zeros_like(p), where=p > 0)
    return Weights(_shares(1 + (p * log).sum(axis=0) / np.log(len(p))))


def critic(siblings: Siblings) -> Weights:
    """Share ∝ sd_k * sum_l (1 - r_kl), of min-max scores: contrast and conflict.

    Source: Diakoulaki, Mavrotas and Papayannakis (1995), doi:10.1016/0305-0548(94)00059-H.
    """
    conflict = (1 - _correlations(siblings)).sum(axis=1)
    if (conflict < _ALIKE).all():
        raise NoWeights(
            say("all parts rise and fall together: CRITIC finds no conflict to weigh by"),
            say('use "equal" weights'),
        )
    return Weights(_shares(_min_max(siblings.scores).std(axis=0) * np.maximum(conflict, 0)))


def standard_deviation(siblings: Siblings) -> Weights:
    """Share ∝ the standard deviation of min-max scores: what tells units apart counts more."""
    return Weights(_shares(_min_max(siblings.scores).std(axis=0)))


def inverse_standard_deviation(siblings: Siblings) -> Weights:
    """Share ∝ 1 / standard deviation of min-max scores, so that no part dominates the spread.

    Source: Iyengar and Sudarshan (1982), Economic and Political Weekly 17 (51).
    """
    return Weights(_shares(1 / _min_max(siblings.scores).std(axis=0)))


def first_component(siblings: Siblings) -> Weights:
    """Share = squared entry of the first principal component of the correlations.

    Source: OECD/JRC Handbook (2008), ch. 6.
    """
    values, vectors = principal_components(_correlations(siblings))
    _check_cut(values, 1)
    first = vectors[:, 0]
    remark = say(
        "the first component explains {share}% of the variance",
        share=_percent(values[0] / values.sum()),
    )
    against = first < -_ALIKE
    warnings = [] if not against.any() else [
        say(
            "{parts} load negatively on the first component: they run against the rest, "
            "but count positively",
            parts=_named(siblings, against),
        )
    ]  # fmt: skip
    return Weights(_shares(first**2), (remark,), (*warnings, *_few_units(siblings)))


def factor_analysis(siblings: Siblings) -> Weights:
    """Share ∝ squared loading on the part's own factor, after a varimax rotation.

    The part's own factor is the one where that is largest. The handbook multiplies squared
    loading / variance of the factor by variance of the factor / total: the variance cancels, and
    the total does as shares sum to 1. Source: OECD/JRC Handbook (2008), ch. 6.
    """
    values, vectors = principal_components(_correlations(siblings))
    count = number_of_factors(values) if siblings.factors is None else siblings.factors
    if not 1 <= count <= len(values):
        raise NoWeights(
            say("{count} factors of {parts} parts", count=count, parts=len(values)),
            say("take 1 to {parts} factors", parts=len(values)),
        )
    _check_cut(values, count)
    # Rounding leaves eigenvalues just below 0 where parts depend on each other.
    loadings = varimax(vectors[:, :count] * np.sqrt(np.maximum(values[:count], 0)))
    own = (loadings**2).argmax(axis=1)
    loading = loadings[np.arange(len(own)), own]
    # A factor's sign is arbitrary: the heavier side of its parts says which way it points.
    side = np.array([np.sign((loading * np.abs(loading))[own == factor].sum()) for factor in own])
    against = loading * side < -_ALIKE
    remark = say(
        "{factors} factors explain {share}% of the variance",
        factors=count,
        share=_percent(values[:count].sum() / values.sum()),
    )
    warnings = [] if not against.any() else [
        say(
            "{parts} load against the other parts of their factor, but count positively",
            parts=_named(siblings, against),
        )
    ]  # fmt: skip
    return Weights(_shares(loading**2), (remark,), (*warnings, *_few_units(siblings)))


def _check_cut(values: Floats, count: int) -> None:
    if count < len(values) and values[count - 1] - values[count] < _ALIKE * len(values):
        raise NoWeights(
            say(
                "components {count} and {next} explain equally much: which to keep is arbitrary",
                count=count,
                next=count + 1,
            ),
            say("take another number of factors, or another method"),
        )


def _few_units(siblings: Siblings) -> tuple[Message, ...]:
    units, parts = siblings.scores.shape
    if units > parts:
        return ()
    return (
        say(
            "{units} units are too few for the correlations of {parts} parts",
            units=units,
            parts=parts,
        ),
    )


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
    _, shares = benefit_of_the_doubt(_min_max(siblings.scores), *siblings.bounds)
    remark = say(
        "the mean of the shares that are best for each of {count} units", count=len(shares)
    )
    return Weights(_shares(np.maximum(shares, 0).mean(axis=0)), (remark,))


def optimised(siblings: Siblings) -> Weights:
    """Shares with which each part correlates with the weighted mean in proportion to `nominal`.

    The correlations of parts with sum w x are R v / sd(sum w x), v = w * sd: so R v = nominal is
    solved by least squares for v >= 0, and w = v / sd. These shares are for the scores as they are:
    another unit of a part needs another weight for the same mean. Source: Becker, Saisana, Paruolo
    and Vandecasteele (2017), doi:10.1016/j.ecolind.2017.03.056.
    """
    from scipy.optimize import nnls

    correlations = _correlations(siblings)
    values, vectors = np.linalg.eigh(correlations)
    # Parts that depend on each other leave directions that change nothing: the least of these.
    known = values > _ALIKE
    spread, _ = nnls(
        (np.where(known, values, 1e-4) * vectors).T,
        np.where(known, siblings.nominal @ vectors, 0),
    )
    reached = correlations @ spread
    if not reached.sum() > _ALIKE:
        raise NoWeights(
            say(
                "the parts cancel each other: no weights give correlations like the nominal shares"
            ),
            say("turn round or leave out a part that runs against the others"),
        )
    distance = float(np.abs(reached / reached.sum() - siblings.nominal).max())
    warning = say(
        "no shares reach the nominal ones: a part's share of the correlations is off by up to "
        "{distance} percentage points",
        distance=_percent(distance),
    )
    return Weights(
        _shares(spread / siblings.scores.std(axis=0)),
        warnings=(warning,) if distance > 5e-4 else (),
    )


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
