"""From values to scores: every method of the scheme, each with its direction.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5 and table 3;
exponential-rank: English Indices of Deprivation 2019, technical report, appendix; chain: the
national innovation index of the National Bureau of Statistics of China.
Direction is applied here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from .panel import Floats
from .scheme import Rule


class NoSpread(ValueError):
    """The sample is constant (or has one value), and the method divides by its spread."""


@dataclass(frozen=True)
class Sample:
    """The values that min, max, mean, sd and ranks are taken of; none of them missing."""

    values: Floats
    reference: float = np.nan  # of base-ratio, standard; distance-to-reference: the unit's value
    before: Floats | None = None  # chain: the values of the period before

    @cached_property
    def ordered(self) -> Floats:
        return np.sort(self.values)

    @cached_property
    def bounds(self) -> tuple[float, float]:
        return float(self.values.min(initial=np.inf)), float(self.values.max(initial=-np.inf))

    @cached_property
    def noise(self) -> float:
        """Values closer than this are equal: the same sum in another order is not the same float.

        A tolerance, not a rounding: two equal values cannot fall on either side of it.
        """
        return _NOISE * max(map(abs, self.bounds))

    @property
    def extremes(self) -> tuple[float, float]:
        low, high = self.bounds
        if not high - low > self.noise:
            raise NoSpread
        return low, high

    def below(self, x: Floats) -> Floats:
        """How many sample values are below each x."""
        return self._position(x, x - self.noise, "left")

    def not_above(self, x: Floats) -> Floats:
        """How many sample values are below each x, or equal to it."""
        return self._position(x, x + self.noise, "right")

    def _position(self, x: Floats, limit: Floats, side: Literal["left", "right"]) -> Floats:
        order = np.argsort(limit)  # a search in ascending order stays in the processor's cache
        found = np.empty(x.shape)
        found[order] = np.searchsorted(self.ordered, limit[order], side)
        found[np.isnan(x)] = np.nan
        return found


Method = Callable[[Floats, Sample, int, Rule], Floats]
_NOISE = 1e-13


def half_up(x: Floats, decimals: int) -> Floats:
    """Rounded half up, as published tables are; noise below 1e-6 of the last digit is forgiven."""
    factor = 10.0**decimals
    return np.asarray(np.floor(np.round(x * factor, 6) + 0.5) / factor)


def _scaled(share: Floats, rule: Rule) -> Floats:
    """a + (b - a) share, in place: `share` is the caller's own."""
    low, high = rule["range"]
    share *= high - low
    share += low
    return share


def none(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """x, or -x where less is better."""
    return x if direction > 0 else -x


def base_ratio(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """100 x / r, or 100 r / x where less is better; r is the reference."""
    score = 100 * x / sample.reference if direction > 0 else 100 * sample.reference / x
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
    """x / max, or min / x where less is better. Infinite where that divides by 0."""
    low, high = sample.bounds
    if direction > 0:
        return np.asarray(x / high if high else np.where(np.isnan(x), np.nan, np.inf))
    return np.where(x == 0, np.inf, low / x)


def _distance_to(target: float, x: Floats, sample: Sample, direction: int) -> Floats:
    low, high = sample.extremes
    worst = low if direction > 0 else high
    if target == worst:
        raise NoSpread
    return (x - worst) / (target - worst)


def distance_to_reference(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 - (reference - x) / (reference - worst)."""
    return _distance_to(sample.reference, x, sample, direction)


def distance_to_target(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """1 - (target - x) / (target - worst)."""
    return _distance_to(rule["target"], x, sample, direction)


def chain(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """Symmetric growth on the period before, per cent: 200 (x - x') / (x + x'); 0 from 0 to 0."""
    before = sample.before
    assert before is not None
    growth = direction * 200 * (x - before) / (x + before)
    return np.where(x == before, 0.0, growth)


METHODS: dict[str, Method] = {
    "none": none,
    "base-ratio": base_ratio,
    "standard": base_ratio,
    "min-max": min_max,
    "goalposts": goalposts,
    "z-score": z_score,
    "rank": rank,
    "percentile-rank": percentile_rank,
    "borda": borda,
    "distance-to-max": distance_to_max,
    "fraction-of-max": fraction_of_max,
    "distance-to-reference": distance_to_reference,
    "distance-to-target": distance_to_target,
    "exponential-rank": exponential_rank,
    "chain": chain,
}


# Methods whose scores are ranks: they move in steps.
RANKS = frozenset({"rank", "borda", "percentile-rank", "exponential-rank"})


def normalise(x: Floats, sample: Sample, direction: int, rule: Rule) -> Floats:
    """Scores (N,) of the values x (N,) by a rule, against a sample; missing stays missing.

    Raises `NoSpread` where the method divides by a spread that is zero.
    """
    with np.errstate(all="ignore"):
        return METHODS[rule.name](x, sample, direction, rule)
