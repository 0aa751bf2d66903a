"""Before normalising: the treatment of outliers.

Each method decides on a sample what is to be done to any values: bounds, then perhaps a curve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from .moments import kurtosis, near_one, skewness
from .panel import Floats
from .scheme import Rule
from .scheme_kinds import COUNT, NUMBER, PERCENTILES, POSITIVE, WEIGHT, Option, Options
from .transform import transform


@dataclass(frozen=True)
class Treatment:
    """What was decided on a sample: bounds, and a transformation of what is bounded.

    `shift` is added before the transformation; `points` is how many sample values the bounds move.
    """

    low: float = -np.inf
    high: float = np.inf
    curve: Rule | None = None
    shift: float = 0.0
    points: int = 0

    def bounded(self, x: Floats) -> Floats:
        return np.clip(x, self.low, self.high)

    def apply(self, x: Floats) -> Floats:
        """x treated; not finite where the transformation has no result."""
        bounded = self.bounded(x)
        return bounded if self.curve is None else transform(bounded + self.shift, self.curve)


def none(x: Floats, rule: Rule) -> Treatment:
    return Treatment()


def winsorise(x: Floats, rule: Rule) -> Treatment:
    """The rule of the JRC (Handbook, step 4; COIN tool).

    While |skewness| and excess kurtosis both reach their limits and fewer than `max_points` values
    are done, the largest values (skewness >= 0) or the smallest are set to the next one, ties
    together. If the limits are still reached, log(x - min + 0.01 range) of the original values.
    """
    low, high, points = 0, x.size - 1, 0
    bounded = x
    while points < rule["max_points"] and _outlying(bounded, rule):
        if skewness(bounded) >= 0:
            high = int(np.searchsorted(x, x[high], "left")) - 1
        else:
            low = int(np.searchsorted(x, x[low], "right"))
        bounded = np.clip(x, x[low], x[high])
        points = low + x.size - 1 - high
    if _outlying(bounded, rule):
        return _curved(x, Rule("log"))
    return _between(x, float(x[low]), float(x[high])) if points else Treatment()


def mean_sd(x: Floats, rule: Rule) -> Treatment:
    """The rule of the European Innovation Scoreboard (methodology report, steps 1 and 4).

    Values beyond mean +- `sd` standard deviations (n - 1) become the largest or smallest of the
    others; if the skewness is then above `skew`, the square root is taken.
    """
    scaled = near_one(x)
    reach = rule["sd"] * scaled.std(ddof=1)
    # A tolerance: a value at the very limit is not beyond it.
    inside = x[np.abs(scaled - scaled.mean()) <= reach * (1 + 1e-12)]
    if not inside.size:
        return Treatment()
    treatment = _between(x, float(inside[0]), float(inside[-1]))
    if skewness(treatment.bounded(x)) <= rule["skew"]:
        return treatment
    return replace(treatment, curve=Rule("sqrt"))


def clip(x: Floats, rule: Rule) -> Treatment:
    """Values beyond fixed bounds, or beyond two percentiles of the sample, become these.

    Percentiles lie between two values as in Excel's PERCENTILE.INC.
    """
    low, high = -np.inf, np.inf
    if rule["percentiles"] is not None:
        low, high = (float(each) for each in np.percentile(x, rule["percentiles"]))
    if rule["lower"] is not None:
        low = max(low, rule["lower"])
    if rule["upper"] is not None:
        high = min(high, rule["upper"])
    return _between(x, low, high)


def log(x: Floats, rule: Rule) -> Treatment:
    """log(x - min + 0.01 range), if skewness and kurtosis both reach their limits."""
    return _curved(x, Rule("log")) if _outlying(x, rule) else Treatment()


def box_cox(x: Floats, rule: Rule) -> Treatment:
    """Box-Cox of x - min + 0.01 range, if skewness and kurtosis both reach their limits.

    Without `lambda` the most likely one for a normal distribution is taken.
    """
    if not _outlying(x, rule):
        return Treatment()
    power = rule["lambda"]
    if power is None:
        power = _most_likely((x + _curved(x, Rule("log")).shift).tobytes())
    return _curved(x, Rule("box-cox", {"lambda": power}))


@lru_cache(maxsize=64)  # a search of milliseconds; a what-if leaves most samples as they are
def _most_likely(sample: bytes) -> float:
    """The Box-Cox parameter of a sample (the bytes of its numbers) by maximum likelihood."""
    from scipy.stats import boxcox_normmax

    return float(boxcox_normmax(np.frombuffer(sample), method="mle"))


def _outlying(x: Floats, rule: Rule) -> bool:
    # Rounded: a value among three equal ones has skewness 2 and kurtosis 4 but for rounding.
    skew, kurt = round(abs(skewness(x)), 9), round(kurtosis(x), 9)
    return bool(skew >= rule["skew"] and kurt >= rule["kurtosis"])


def _between(x: Floats, low: float, high: float) -> Treatment:
    return Treatment(low, high, points=int(((x < low) | (x > high)).sum()))


def _curved(x: Floats, curve: Rule) -> Treatment:
    """A curve over x - min + 0.01 range; what lies below the sample counts as its smallest."""
    least, most = float(x[0]), float(x[-1])
    return Treatment(low=least, curve=curve, shift=0.01 * (most - least) - least)


@dataclass(frozen=True)
class Method:
    """How a treatment is decided, with its options in a scheme.

    `decide` is given the sample in ascending order, at least four values, none missing.
    """

    decide: Callable[[Floats, Rule], Treatment]
    options: Options = field(default_factory=dict)


_LIMITS: Options = {"skew": Option(POSITIVE, 2.0), "kurtosis": Option(POSITIVE, 3.5)}

METHODS: Mapping[str, Method] = {
    "none": Method(none),
    "winsorise": Method(winsorise, {**_LIMITS, "max_points": Option(COUNT, 5)}),
    "mean-sd": Method(mean_sd, {"sd": Option(POSITIVE, 2.0), "skew": Option(WEIGHT, 1.0)}),
    "clip": Method(
        clip,
        {"lower": Option(NUMBER), "upper": Option(NUMBER), "percentiles": Option(PERCENTILES)},
    ),
    "log": Method(log, _LIMITS),
    "box-cox": Method(box_cox, {**_LIMITS, "lambda": Option(NUMBER)}),
}


def treatment(sample: Floats, rule: Rule) -> Treatment:
    """What a method does to outliers, decided on a sample (missing values are no part of it).

    Fewer than four values are left as they are, unless the bounds are fixed.
    """
    x = np.sort(sample[~np.isnan(sample)])
    if x.size < 4 and not (rule.name == "clip" and rule["percentiles"] is None):
        return Treatment()
    return METHODS[rule.name].decide(x, rule)
