"""Skewness and kurtosis of a sample, as spreadsheets have them."""

from __future__ import annotations

import numpy as np

from .correlation import constant
from .panel import Floats


def skewness(x: Floats) -> float:
    """Sample skewness G1 as Excel's SKEW; 0 for a constant or fewer than 3 values."""
    n = x.size
    if n < 3 or constant(x[:, None])[0]:
        return 0.0
    x = near_one(x)
    s = x.std(ddof=1)
    return float(n / ((n - 1) * (n - 2)) * np.sum(((x - x.mean()) / s) ** 3))


def kurtosis(x: Floats) -> float:
    """Sample excess kurtosis G2 as Excel's KURT; 0 for a constant or fewer than 4 values."""
    n = x.size
    if n < 4 or constant(x[:, None])[0]:
        return 0.0
    x = near_one(x)
    s = x.std(ddof=1)
    z4 = np.sum(((x - x.mean()) / s) ** 4)
    scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
    return float(scale * z4 - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def near_one(x: Floats) -> Floats:
    """x about its mean times a power of 2, so that no square is too large or too small."""
    about = np.ldexp(x, -np.frexp(np.abs(x).max())[1])
    about -= about.mean()
    return np.asarray(np.ldexp(about, -np.frexp(np.abs(about).max())[1]))
