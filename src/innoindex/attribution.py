"""Which child a node's score, or the change of it, comes from.

Aumann and Shapley, Values of Non-Atomic Games (1974): what each argument adds along the straight
path between two points, by the integral of the gradient. A score is explained from 0: every
aggregate is homogeneous of degree 1, so that by Euler the part of child i is x_i dF/dx_i. A change
is explained by moving the scores and the children's shares of the weight at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .aggregate import METHODS
from .panel import Bools, Floats
from .scheme import Rule

Ends = tuple[Floats, ...]  # scores (K, N) and shares (K, N) in state 0, then in state 1
Pair = tuple[Floats, Floats]  # with respect to the scores, to the shares (K, N)
DEPTH = 37.0  # exp(-37) is lost beside 1
BLOCK = 16  # units integrated together: alike in reach, and few enough for the cache


@dataclass(frozen=True)
class Attribution:
    """What a change of the score is due to; NaN for a unit without a score in either state.

    sum(slope * (x1 - x0)) + sum(shift) + rest = F1 - F0, where x1 - x0 counts as 0 if missing.
    """

    slope: Floats  # (K, N) mean of dF/dx along the path
    shift: Floats  # (K, N) points due to the child's share of the weight, which is 0 if missing
    rest: Floats  # (N,) points due to the method, or to a jump that no child answers for


def parts(x: Floats, weights: Floats, rule: Rule) -> Floats | None:
    """The points (K, N) that each child gives the node, by scores (K, N) and weights (K,).

    They sum to the node's score before its rescale; NaN for a unit without one. None where
    units are compared with each other.
    """
    if METHODS[rule.name].compares:
        return None
    with np.errstate(all="ignore"):
        ends = _ends(x, weights, x, weights)
        x, share = ends[:2]
        if rule.name in ("arithmetic", "sum", "median"):
            slope = _path(rule, ends)[0] * (weights.sum() if rule.name == "sum" else 1)
        else:
            slope = _gradients(rule, ends, np.array([0.0, -np.inf, 0.0]))[0]
        return np.where(~np.isnan(share) & _passable(rule, ends), np.nan_to_num(slope * x), np.nan)


def attribute(
    x0: Floats, weights0: Floats, rule0: Rule, x1: Floats, weights1: Floats, rule1: Rule
) -> Attribution | None:
    """From state 0 to state 1: scores (K, N), NaN where missing, and weights (K,).

    A child that is missing in one state has its known score there, with a share of 0. The method
    changes first, or last where the new one cannot take the old scores. None where units are
    compared with each other.
    """
    parts0, parts1 = parts(x0, weights0, rule0), parts(x1, weights1, rule1)
    if parts0 is None or parts1 is None:
        return None
    score0, score1 = parts0.sum(axis=0), parts1.sum(axis=0)
    slope, shift = np.zeros_like(parts0), np.zeros_like(parts0)
    with np.errstate(all="ignore"):
        x0, share0, x1, share1 = _ends(x0, weights0, x1, weights1)
        # The total of the weights changes only from sum to sum; else it goes with the method.
        total0 = (weights0 if rule0.name == "sum" else weights1).sum()
        total1 = weights1.sum() if rule1.name == "sum" else total0
        for rule in [rule1] if rule0 == rule1 else [rule0, rule1]:
            scale0, scale1 = (total0, total1) if rule.name == "sum" else (1, 1)
            ends = (x0, share0 * scale0, x1, share1 * scale1)
            slope, shift = np.where(_passable(rule, ends), _path(rule, ends), (slope, shift))
    points = slope * (x1 - x0) + shift
    rest = score1 - score0 - points.sum(axis=0)
    noise = 1e-11 * np.maximum(1, abs(score0) + abs(points).sum(axis=0))
    slope, shift = np.where(np.isnan(rest), np.nan, (slope, shift))
    return Attribution(slope, shift, np.where(abs(rest) <= noise, 0.0, rest))


def _ends(x0: Floats, weights0: Floats, x1: Floats, weights1: Floats) -> Ends:
    """Known scores (1, of no weight, where there is none); shares, NaN if no weight is present."""
    held0 = np.where(np.isnan(x0), 0.0, weights0[:, None])
    held1 = np.where(np.isnan(x1), 0.0, weights1[:, None])
    counted = held0 + held1 > 0
    known0 = np.where(counted, np.where(np.isnan(x0), x1, x0), 1.0)
    known1 = np.where(counted, np.where(np.isnan(x1), x0, x1), 1.0)
    return known0, held0 / held0.sum(axis=0), known1, held1 / held1.sum(axis=0)


def _exponent(rule: Rule) -> float:
    """p of a power mean; 1 for mazziotta-pareto, whose integrals are like those of p = 1."""
    return float({"geometric": 0, "harmonic": -1}.get(rule.name, rule.options.get("p", 1)))


def _passable(rule: Rule, ends: Ends) -> Bools:
    """The units (N,) whose path has a score everywhere, and no infinite integral."""
    x0, share0, x1, share1 = ends
    if rule.name in ("arithmetic", "sum", "median"):
        return np.ones(x0.shape[1], dtype=bool)
    if rule.name == "mazziotta-pareto":
        # By these three the mean, a parabola in t, is above 0, or 0 only with all the scores.
        start = ((share0 * x0).sum(axis=0) > 0) | ((share0 + share1) * x0 == 0).all(axis=0)
        end = ((share1 * x1).sum(axis=0) > 0) | ((share0 + share1) * x1 == 0).all(axis=0)
        return np.asarray(start & end & ((share0 * x1 + share1 * x0).sum(axis=0) >= 0))
    bad = (x0 < 0) | (x1 < 0)
    if _exponent(rule) < 0:
        # A score and its share that both start at 0 add infinite points of opposite signs.
        bad |= (x0 == 0) & (share0 == 0) | (x1 == 0) & (share1 == 0)
    return np.asarray(~bad.any(axis=0))


def _path(rule: Rule, ends: Ends) -> Pair:
    """Slope and shift of a path under one rule."""
    x0, share0, x1, share1 = ends
    if rule.name == "median":
        return _median_path(x0, x1, share1)
    if rule.name not in ("arithmetic", "sum"):
        return _smooth_path(rule, ends)
    mean = ((2 * share0 + share1) * x0 + (share0 + 2 * share1) * x1).sum(axis=0) / 6
    total0, total1 = share0.sum(axis=0), share1.sum(axis=0)
    # If the total stays, others lose what one gains: it is worth the points above the mean.
    level = np.where(abs(total1 - total0) <= 1e-12 * total1, mean / total1, 0.0)
    return (share0 + share1) / 2, (share1 - share0) * ((x0 + x1) / 2 - level)


def _middle(x: Floats, share: Floats) -> Floats:
    """Gradient of the median: half for the lower, half for the upper middle; ties by weight."""
    below = (share * (x < x[:, None])).sum(axis=1)
    up_to = (share * (x <= x[:, None])).sum(axis=1)
    low, high = 0.5 - 5e-13, 0.5 + 5e-13  # the tolerance of aggregate.median
    lower = share * ((below < low) & (up_to >= low))
    upper = share * ((below <= high) & (up_to > high))
    return np.asarray((lower / lower.sum(axis=0) + upper / upper.sum(axis=0)) / 2)


def _median_path(x0: Floats, x1: Floats, share: Floats) -> Pair:
    """At the new shares, after a jump: who is in the middle between the crossings of scores."""
    one, other = np.triu_indices(len(x0), 1)
    gap0, gap1 = x0[one] - x0[other], x1[one] - x1[other]
    crossings = np.clip(np.nan_to_num(gap0 / (gap0 - gap1)), 0, 1)
    first, slope = np.zeros_like(x0[:1]), np.zeros_like(x0)
    for t, after in pairwise(np.sort(np.concatenate([first, crossings, first + 1]), axis=0)):
        slope += (after - t) * _middle(x0 + (x1 - x0) * (t + after) / 2, share)
    return slope, np.zeros_like(slope)


def _gradients(rule: Rule, ends: Ends, at: Floats) -> Pair:
    """Gradients of F in the scores and, less its mean, in the shares, times the step.

    `at` (3, ...): logarithms of t, of 1 - t and of the step, since near a score of 0 a mean goes
    like t^share or t^p, down to a t too small for a float.
    """
    x0, share0, x1, share1 = ends
    if rule.name == "mazziotta-pareto":  # M -+ (Q / M - M), Q = sum(s x^2)
        t, u, step = np.exp(at)
        x, share = x0 * u + x1 * t, share0 * u + share1 * t
        sign = -1 if rule["penalty"] == "-" else 1
        mean = (share * x).sum(axis=0)
        square = (share * x**2).sum(axis=0) / mean**2
        slope = share * (1 - sign + sign * (2 * x / mean - square))
        return slope * step, ((1 - sign) * (x - mean) + sign * x * (x / mean - square)) * step
    p, (log_t, log_u, log_step) = _exponent(rule), at
    log_x = np.logaddexp(np.log(x0) + log_u, np.log(x1) + log_t)
    log_share = np.logaddexp(np.log(share0) + log_u, np.log(share1) + log_t)
    if p == 0:
        level = (np.exp(log_share) * log_x).sum(axis=0)
    else:
        level = np.logaddexp.reduce(log_share + p * log_x, axis=0) / p
    ahead, points = log_x - level, np.exp(level + log_step)
    slope = np.exp(log_share + (p - 1) * ahead + log_step)
    return slope, ahead * points if p == 0 else (np.exp(p * ahead + level + log_step) - points) / p


def _smooth_path(rule: Rule, ends: Ends) -> Pair:
    """By the trapezoidal rule in v, t = 1 / (1 + exp(-w)), w = 30 sinh(v).

    Takahasi and Mori, Double exponential formulas for numerical integration (1974). Along w nothing
    is singular within pi / (1 + |p|) of the real line: the error is that of the floats.
    """
    p, share = _exponent(rule), np.concatenate(ends[1::2])
    spread = (1 + abs(p)) * np.ptp(np.log(np.concatenate(ends[::2])), axis=0)
    # Beside a score of 0 the integrand goes to 0 like t to this power, or faster.
    power = min(p, 1 / p) if p > 0 else share.min(axis=0, initial=1, where=share > 0) / max(1, -p)
    reach = np.nan_to_num(np.arcsinh((DEPTH + np.fmin(spread, DEPTH / power)) / 30))
    step = 0.4 / 30 / (1 + min(abs(p), 50))
    found = np.empty((2, *ends[0].shape))
    for units in np.array_split(np.argsort(reach), len(reach) // BLOCK + 1):
        count = reach[units].max(initial=0) // step
        v = step * np.arange(-count, count + 1)
        log_t, log_u = -np.logaddexp(0, -30 * np.sinh(v)), -np.logaddexp(0, 30 * np.sinh(v))
        at = np.stack([log_t, log_u, log_t + log_u + np.log(30 * step * np.cosh(v))])
        block = tuple(values[:, units, None] for values in ends)
        found[:, :, units] = [each.sum(axis=-1) for each in _gradients(rule, block, at)]
    # What is not finite is 0 / 0, at a mean or a score that stays 0.
    slope, shift = np.nan_to_num(found, posinf=0.0, neginf=0.0)
    return slope, shift * (ends[3] - ends[1])
