"""Before normalising: transformations, and the treatment of outliers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .panel import Floats
from .scheme import Rule


def _box_cox(x: Floats, lam: float) -> Floats:
    return np.log(x) if lam == 0 else (x**lam - 1) / lam


TRANSFORMS: dict[str, Callable[[Floats, Rule], Floats]] = {
    "none": lambda x, rule: x,
    "log": lambda x, rule: np.log(x),
    "log1p": lambda x, rule: np.log1p(x),
    "sqrt": lambda x, rule: np.sqrt(x),
    "box-cox": lambda x, rule: _box_cox(x, float(rule["lambda"])),
}


def transform(x: Floats | np.float64, rule: Rule) -> Floats:
    """x transformed, element by element; not finite where the transformation has no result."""
    with np.errstate(all="ignore"):
        return TRANSFORMS[rule.name](np.asarray(x, dtype=np.float64), rule)


@dataclass(frozen=True)
class Treatment:
    """What was decided on a sample, to be applied to any values: bounds, or a logarithm.

    `points` is the number of sample values that it moves.
    """

    low: float = -np.inf
    high: float = np.inf
    log_offset: float | None = None
    points: int = 0

    def apply(self, x: Floats) -> Floats:
        bounded = np.clip(x, self.low, self.high)
        if self.log_offset is None:
            return bounded
        return np.asarray(np.log(bounded + self.log_offset))


def skewness(x: Floats) -> float:
    """Sample skewness G1 as Excel's SKEW; 0 for a constant or fewer than 3 values."""
    n = x.size
    s = x.std(ddof=1) if n >= 3 else 0.0
    if s == 0:
        return 0.0
    return float(n / ((n - 1) * (n - 2)) * np.sum(((x - x.mean()) / s) ** 3))


def kurtosis(x: Floats) -> float:
    """Sample excess kurtosis G2 as Excel's KURT; 0 for a constant or fewer than 4 values."""
    n = x.size
    s = x.std(ddof=1) if n >= 4 else 0.0
    if s == 0:
        return 0.0
    z4 = np.sum(((x - x.mean()) / s) ** 4)
    scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
    return float(scale * z4 - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def winsorise(sample: Floats, rule: Rule) -> Treatment:
    """The rule of the JRC (Handbook, step 4; COIN tool) on the values of one indicator.

    While |skewness| and excess kurtosis both reach their limits and fewer than `max_points` values
    are done, the largest values (skewness >= 0) or the smallest are set to the next one, ties
    together. If the limits are still reached, log(x - min + 0.01 range) of the original values.
    """
    x = np.sort(sample[~np.isnan(sample)])
    low, high, points = 0, x.size - 1, 0

    def outlying(values: Floats) -> bool:
        return bool(abs(skewness(values)) >= rule["skew"] and kurtosis(values) >= rule["kurtosis"])

    bounded = x
    while points < rule["max_points"] and outlying(bounded):
        if skewness(bounded) >= 0:
            high = int(np.searchsorted(x, x[high], "left")) - 1
        else:
            low = int(np.searchsorted(x, x[low], "right"))
        bounded = np.clip(x, x[low], x[high])
        points = low + x.size - 1 - high
    if outlying(bounded):
        least, most = float(x[0]), float(x[-1])
        return Treatment(least, np.inf, 0.01 * (most - least) - least, x.size)
    if points == 0:
        return Treatment()
    return Treatment(float(x[low]), float(x[high]), None, points)
