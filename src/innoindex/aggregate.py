"""From the scores of siblings to the score of the node above them.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6; mazziotta-pareto:
De Muro, Mazziotta and Pareto (2011), doi:10.1007/s11205-010-9712-3.

Every function takes scores (K, N) of K siblings and N units, and weights (K, N) that are 0 where a
score is missing (its score is then 0 too), so that the others keep their proportions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from .panel import Bools, Floats, sound
from .scheme import Rule
from .scheme_kinds import FRACTION, NUMBER, Option, Options, one_of


class NotPositive(ValueError):
    """A mean that needs scores above zero (or, if `zero`, at it) met others.

    `cells` says which of the scores, (K, N), or (K, P, N) where periods are known.
    """

    def __init__(self, cells: Bools, scores: Floats, *, zero: bool) -> None:
        super().__init__()
        self.cells, self.scores, self.zero = cells, scores, zero


Formula = Callable[[Floats, Floats, Rule], Floats]


def arithmetic(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """sum(w x) / sum(w)."""
    return np.asarray((weights * scores).sum(axis=0) / weights.sum(axis=0))


def power(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """(sum(w x^p) / sum(w))^(1/p); p = 0 is the geometric mean.

    Scores must not be negative, nor 0 unless p is above 0.
    """
    return _power(scores, weights, float(rule["p"]))


def geometric(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """exp(sum(w ln x) / sum(w)). Scores must be above 0."""
    return _power(scores, weights, 0.0)


def harmonic(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """sum(w) / sum(w / x). Scores must be above 0."""
    return _power(scores, weights, -1.0)


def _power(scores: Floats, weights: Floats, p: float) -> Floats:
    refused = ((scores < 0) | ((scores == 0) & (p <= 0))) & (weights > 0)
    if refused.any():
        raise NotPositive(refused, scores, zero=p > 0)
    held, total = weights > 0, weights.sum(axis=0)
    if p == 0:
        logs = np.log(np.where(held, scores, 1.0))
        return np.asarray(np.exp((weights * logs).sum(axis=0) / total))
    # Relative to the score that counts most, so that a high power does not overflow.
    most = np.where(held, scores, 0.0).max(axis=0)
    if p < 0:
        most = np.where(held, scores, np.inf).min(axis=0)
    relative = np.where(held, scores, most) / np.maximum(most, np.finfo(np.float64).tiny)
    mean = (weights * relative**p).sum(axis=0) / total
    return np.asarray(most * mean ** (1 / p))


def median(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """The weighted median: half the weight on either side; the middle of two, if between them."""
    order = np.argsort(np.where(weights > 0, scores, np.inf), axis=0, kind="stable")
    x = np.take_along_axis(scores, order, axis=0)
    share = np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0)
    half = share[-1] / 2
    # Compared with a tolerance: thirds and tenths do not add up to one half exactly.
    low = np.argmax(share >= half * (1 - 1e-12), axis=0)
    high = np.argmax(share > half * (1 + 1e-12), axis=0)
    units = np.arange(x.shape[1])
    return np.asarray((x[low, units] + x[high, units]) / 2)


def mazziotta_pareto(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """Mean -+ sd * cv, with the weighted population sd and cv = sd / mean: a positive mean."""
    mean = arithmetic(scores, weights, rule)
    variance = (weights * (scores - mean) ** 2).sum(axis=0) / weights.sum(axis=0)
    negative = (mean <= 0) & (scores < 0) & (weights > 0)
    if negative.any():
        raise NotPositive(negative, scores, zero=True)
    penalty = np.divide(variance, mean, out=np.zeros_like(mean), where=mean > 0)
    return np.asarray(mean - penalty if rule["penalty"] == "-" else mean + penalty)


def copeland(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """For each pair: +1 to the unit that is better on more than half the weight, -1 to the other.

    Ties count half; shares are compared after rounding, since float noise at one half flips pairs.
    """
    units = scores.shape[1]
    result = np.zeros(units)
    for i in range(units):
        both = np.minimum(weights, weights[:, i : i + 1])
        mine, others = np.round(scores[:, i : i + 1], 9), np.round(scores, 9)
        wins = (both * ((mine > others) + 0.5 * (mine == others))).sum(axis=0)
        total = both.sum(axis=0)
        share = np.round(np.divide(wins, total, out=np.full(units, 0.5), where=total > 0), 9)
        result[i] = np.sign(share - 0.5).sum()
    return result


def best_weights(scores: Floats, weights: Floats, rule: Rule) -> Floats:
    """Benefit of the doubt: each unit by the weights that are best for it, at most 1 for any unit.

    Cherchye, Moesen, Rogge and Van Puyenbroeck (2007), doi:10.1007/s11205-006-9029-7. The shares
    of its weights lie between `lower` and `upper`; the weights given count only as 0 or not.
    A unit without all the scores has none.
    """
    from .benefit import benefit_of_the_doubt

    counted = np.asarray((weights > 0).any(axis=1))
    refused = (scores < 0) & counted[:, None]
    if refused.any():
        raise NotPositive(refused, scores, zero=True)
    whole = (weights[counted] > 0).all(axis=0)
    result = np.full(scores.shape[1], np.nan)
    if whole.any():
        result[whole] = benefit_of_the_doubt(
            scores[counted][:, whole].T, rule["lower"], rule["upper"]
        )[0]
    return result


@dataclass(frozen=True)
class Method:
    """A formula with its options in a scheme; without one it is `_linear`, child by child."""

    formula: Formula | None = None
    options: Options = field(default_factory=dict)
    compares: bool = False  # the units of a period with each other: nothing is one child's part


METHODS: Mapping[str, Method] = {
    "arithmetic": Method(),
    "geometric": Method(geometric),
    "harmonic": Method(harmonic),
    "power": Method(power, {"p": Option(NUMBER, required=True)}),
    "median": Method(median),
    "sum": Method(),
    "mazziotta-pareto": Method(mazziotta_pareto, {"penalty": Option(one_of("-", "+"), "-")}),
    "copeland": Method(copeland, compares=True),
    "benefit-of-the-doubt": Method(
        best_weights,
        {"lower": Option(FRACTION, 0.0), "upper": Option(FRACTION, 1.0)},
        compares=True,
    ),
}


def aggregate(scores: Iterable[Floats], weights: Sequence[float] | Floats, rule: Rule) -> Floats:
    """The node's scores (P, N) from those of its children (K arrays (P, N)) and their weights.

    The weights are (K,), or (K, P) where each period has its own.

    A missing child is left out and the weights of the others are rescaled to the same total; with
    none left (or none but of weight 0) the node is missing. `sum` is not divided by the weights.
    Raises `NotPositive` for a mean that cannot take a score.
    """
    method = METHODS[rule.name]
    each = np.reshape(weights, (len(weights), -1, 1))
    if method.formula is None:
        return _linear(scores, each, divide=rule.name == "arithmetic")
    stacked = np.stack(list(scores))
    present = ~np.isnan(stacked)
    held = np.where(present, each, 0.0)
    filled = np.where(present, stacked, 0.0)
    some = held.sum(axis=0) > 0
    result = np.full(some.shape, np.nan)
    for here in _by_period(some) if method.compares else [some]:
        with np.errstate(all="ignore"):
            try:
                result[here] = method.formula(filled[:, here], held[:, here], rule)
            except NotPositive as error:
                cells = np.zeros(stacked.shape, dtype=bool)
                cells[:, here] = error.cells
                raise NotPositive(cells, stacked, zero=error.zero) from None
    return result


def _by_period(some: Bools) -> list[Bools]:
    """The cells of each period, as masks of all."""
    periods = np.arange(len(some))[:, None]
    return [some & (periods == p) for p in range(len(some))]


def _linear(scores: Iterable[Floats], weights: Floats, divide: bool) -> Floats:
    """Weighted sum or mean, child by child: a million units never stand in memory twice.

    Weights are (K, 1, 1), or (K, P, 1).
    """
    total = part = lost = np.zeros(0)
    for number, (x, weight) in enumerate(zip(scores, weights, strict=True)):
        if number == 0:
            total, part, lost = np.zeros_like(x), np.empty_like(x), np.zeros((1, 1))
        np.multiply(x, weight, out=part)
        if not sound(part):
            missing = np.isnan(part)
            part[missing] = 0.0
            lost = lost + weight * missing  # the weight of the missing children
        total += part
    whole = np.asarray(weights.sum(axis=0))
    if not lost.any():
        if not divide:
            return total
        mean = np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)
        return np.asarray(mean)
    left = whole - lost
    # What is left of 0.1 + 0.2 - 0.3 is noise, not weight.
    left = np.where(left > 1e-12 * whole, left, np.nan)
    return total / left if divide else total * (whole / left)
