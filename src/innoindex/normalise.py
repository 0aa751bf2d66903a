"""From values to scores: every method of the scheme, each with its direction.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5 and table 3;
exponential-rank: English Indices of Deprivation 2019, technical report, appendix; chain: the
national innovation index of the National Bureau of Statistics of China.
Direction is applied here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .panel import Floats
from .sample import NoSpread, Sample
from .scheme import Rule
from .scheme_kinds import (
    ASCENDING,
    BOOL,
    DECIMALS,
    LIMIT,
    NUMBER,
    NUMBERS,
    POSITIVE,
    RANGE,
    TEXT,
    WEIGHT,
    Option,
    Options,
    one_of,
)

Formula = Callable[[Floats, Sample, int, Rule], Floats]


def half_up(x: Floats, decimals: int) -> Floats:
    """Rounded half up, as published tables are; noise below 1e-6 of the last digit is forgiven."""
    factor = 10.0**decimals
    with np.errstate(over="ignore"):
        rounded = np.asarray(np.floor(np.round(x * factor, 6) + 0.5) / factor)
    beyond = np.isinf(rounded)  # so large that there are no such decimals
    return np.where(beyond, x, rounded) if beyond.any() else rounded


def _scaled(share: Floats, rule: Rule) -> Floats:
    """a + (b - a) share, in place: `share` is the caller's own."""
    low, high = rule["range"]
    share *= high - low
    share += low
    return share


def _over(above: Floats | float, below: Floats | float) -> Floats:
    """above / below, infinite where below is not above 0: that would turn the order round."""
    return np.where((below <= 0) & ~np.isnan(above), np.inf, np.divide(above, below))


def none(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """x, or -x where less is better."""
    return x if direction > 0 else -x


def base_ratio(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """100 x / r, or 100 r / x where less is better; r > 0 is the reference."""
    score = 100 * x / sample.reference if direction > 0 else _over(100 * sample.reference, x)
    return score if rule["cap"] is None else np.minimum(score, rule["cap"])


def min_max(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """a + (b - a) (x - min) / (max - min)."""
    low, high = sample.extremes
    share = x - low if direction > 0 else high - x
    share /= high - low
    return _scaled(share, rule)


def goalposts(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """Min-max with fixed bounds, beyond which values are clipped (unless told otherwise)."""
    low, high = rule["lower"], rule["upper"]
    share = x - low if direction > 0 else high - x
    share /= high - low
    return _scaled(np.clip(share, 0, 1, out=share) if rule["clip"] else share, rule)


def z_score(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """m + s (x - mean) / sd, the standardised value truncated at +-truncate."""
    if sample.values.size <= rule["ddof"]:
        raise NoSpread
    sample.extremes  # noqa: B018 - raises if there is no spread
    z = direction * (x - sample.values.mean()) / sample.values.std(ddof=rule["ddof"])
    limit = rule["truncate"]
    if limit is not None:
        z = np.where(np.isnan(limit), z, np.clip(z, -np.asarray(limit), limit))
    return np.asarray(rule["mean"] + rule["sd"] * z)


def rank(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 for the worst, n for the best; ties share the smaller."""
    if direction > 0:
        return 1 + sample.below(x)
    return 1 + sample.values.size - sample.not_above(x)


def borda(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """rank - 1: how many units are worse."""
    return rank(x, sample, direction, rule) - 1


def percentile_rank(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """(rank - 1) / (n - 1), ties sharing the smaller; less is better: 1 - p, not p of -x."""
    if sample.values.size < 2:
        raise NoSpread
    # A group or the whole can lie above all units, which the units themselves cannot.
    share = np.minimum(sample.below(x) / (sample.values.size - 1), 1)
    if rule["round"] is not None:
        share = half_up(share, rule["round"])
    return share if direction > 0 else 1 - share


def exponential_rank(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """E = -d ln(1 - R (1 - exp(-100/d))), R = (n - r + 1) / n, r the rank from the top."""
    n = sample.values.size
    from_top = n - sample.not_above(x) if direction > 0 else sample.below(x)
    share = (n - from_top) / n
    decay = rule["decay"]
    return np.asarray(-decay * np.log(1 - share * (1 - np.exp(-100 / decay))))


def distance_to_max(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 - (best - x) / (best - worst)."""
    low, high = sample.extremes
    return (x - low if direction > 0 else high - x) / (high - low)


def fraction_of_max(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """x / max, or min / x where less is better."""
    low, high = sample.bounds
    return _over(x, high) if direction > 0 else _over(low, x)


def _distance_to(target: float, x: Floats, sample: Sample, direction: int) -> Floats:
    low, high = sample.extremes
    worst = low if direction > 0 else high
    if direction * (target - worst) <= sample.noise:
        raise NoSpread  # a target that is not better than the worst would turn the order round
    return (x - worst) / (target - worst)


def distance_to_reference(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 - (reference - x) / (reference - worst)."""
    return _distance_to(float(sample.reference), x, sample, direction)


def distance_to_target(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 - (target - x) / (target - worst)."""
    return _distance_to(rule["target"], x, sample, direction)


def chain(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """Symmetric growth on the period before, per cent: 200 (x - x') / (x + x'); 0 from 0 to 0."""
    before = sample.before
    assert before is not None
    growth = direction * _over(200 * (x - before), x + before)
    return np.where(x == before, 0.0, growth)


def _typical(x: Sample, direction: int, rule: Rule) -> float:
    """What the option `to` names: the sample's mean, median, best or worst; 0 if it is noise."""
    match rule["to"]:
        case "mean":
            typical = float(x.values.mean())
        case "median":
            typical = float(np.median(x.values))
        case end:
            typical = x.bounds[(end == "best") == (direction > 0)]
    return typical if abs(typical) > x.noise else 0.0


def ratio(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """x / c, or c / x where less is better; c is the mean, median, best or worst."""
    c = _typical(sample, direction, rule)
    return _over(x, c) if direction > 0 or c <= 0 else _over(c, x)


def relative_difference(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """(x - c) / |c|, negated where less is better; c is the mean, median, best or worst.

    Infinite everywhere if c is 0.
    """
    c = _typical(sample, direction, rule)
    if c == 0:
        return np.where(np.isnan(x), np.nan, np.inf)
    return direction * (x - c) / abs(c)


def above_below_mean(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 where x is above the mean by more than the margin (a share of it), -1 below, else 0."""
    mean = sample.values.mean()
    margin = rule["margin"] * abs(mean) + sample.noise
    return np.where(np.isnan(x), np.nan, direction * np.sign(x - mean) * (abs(x - mean) > margin))


def percentile(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """100 rank / n, ties sharing the smaller rank."""
    # A group or the whole can lie above all units, which the units themselves cannot.
    return np.minimum(100 * rank(x, sample, direction, rule) / sample.values.size, 100)


def categorical(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """The score of the class in which rank / n lies; a class begins at its cut."""
    share = rank(x, sample, direction, rule) / sample.values.size
    classes = np.searchsorted(rule["cuts"], share, "right")
    return np.where(np.isnan(x), np.nan, np.array(rule["scores"], dtype=float)[classes])


@dataclass(frozen=True)
class Method:
    """A formula with its options in a scheme, and what other rooms must know of it."""

    formula: Formula
    options: Options = field(default_factory=dict)
    alone: bool = False  # looks at no other unit
    anchored: bool = False  # bounds or references are given in the values' own unit
    stepped: bool = False  # scores move in steps
    free: Mapping[str, Any] = field(default_factory=dict)  # options under which nothing is cut off


_WITHIN = Option(one_of("group"))
_BOUNDS = Option(RANGE, (0.0, 100.0))
_REFERENCE = Option(POSITIVE)
_TO = Option(one_of("mean", "median", "best", "worst"), "mean")

METHODS: dict[str, Method] = {
    "none": Method(none, alone=True),
    "base-ratio": Method(
        base_ratio,
        {"cap": Option(NUMBER), "reference": _REFERENCE},
        alone=True,
        anchored=True,
        free={"cap": None},
    ),
    "standard": Method(
        base_ratio,
        {"cap": Option(NUMBER, 100.0), "reference": _REFERENCE},
        alone=True,
        anchored=True,
        free={"cap": None},
    ),
    "min-max": Method(min_max, {"range": _BOUNDS, "within": _WITHIN}),
    "goalposts": Method(
        goalposts,
        {
            "lower": Option(NUMBER, required=True),
            "upper": Option(NUMBER, required=True),
            "clip": Option(BOOL, True),
            "range": _BOUNDS,
        },
        alone=True,
        anchored=True,
        free={"clip": False},
    ),
    "z-score": Method(
        z_score,
        {
            "mean": Option(NUMBER, 0.0),
            "sd": Option(POSITIVE, 1.0),
            "ddof": Option(one_of(0, 1), 1),
            "truncate": Option(LIMIT),
            "within": _WITHIN,
        },
        free={"truncate": None},
    ),
    "rank": Method(rank, {"within": _WITHIN}, stepped=True),
    "percentile-rank": Method(
        percentile_rank, {"round": Option(DECIMALS), "within": _WITHIN}, stepped=True
    ),
    "percentile": Method(percentile, {"within": _WITHIN}, stepped=True),
    "borda": Method(borda, {"within": _WITHIN}, stepped=True),
    "distance-to-max": Method(distance_to_max, {"within": _WITHIN}),
    "fraction-of-max": Method(fraction_of_max, {"within": _WITHIN}),
    "distance-to-reference": Method(distance_to_reference, {"unit": Option(TEXT, required=True)}),
    "distance-to-target": Method(
        distance_to_target,
        {"target": Option(NUMBER, required=True), "within": _WITHIN},
        anchored=True,
    ),
    "ratio": Method(ratio, {"to": _TO, "within": _WITHIN}),
    "relative-difference": Method(relative_difference, {"to": _TO, "within": _WITHIN}),
    "above-below-mean": Method(
        above_below_mean, {"margin": Option(WEIGHT, 0.2), "within": _WITHIN}, stepped=True
    ),
    "categorical": Method(
        categorical,
        {
            "cuts": Option(ASCENDING, (0.05, 0.15, 0.35, 0.65, 0.85, 0.95)),
            "scores": Option(NUMBERS, (0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0)),
            "within": _WITHIN,
        },
        stepped=True,
    ),
    "exponential-rank": Method(
        exponential_rank, {"decay": Option(POSITIVE, 23.0), "within": _WITHIN}, stepped=True
    ),
    "chain": Method(chain, alone=True, anchored=True),
}


def unlimited(rule: Rule) -> Rule | None:
    """The rule without its cap, clip or truncation; None if it has none."""
    free = METHODS[rule.name].free
    if all(rule[name] == value for name, value in free.items()):
        return None
    return Rule(rule.name, {**rule.options, **free})


def normalise(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """Scores (N,) of the values x (N,) by a rule, against a sample; missing stays missing.

    Raises `NoSpread` where the method divides by a spread that is zero.
    """
    with np.errstate(all="ignore"):
        return METHODS[rule.name].formula(x, sample, direction, rule)
