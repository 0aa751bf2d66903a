"""How alike two rankings are: rank correlations."""

from __future__ import annotations

import numpy as np

from .panel import Floats
from .ranking import rank_descending

_MOST_PAIRWISE = 2000  # beyond this scipy's n log n pays for its import


def spearman(a: Floats, b: Floats) -> float:
    """Spearman's rho: Pearson's correlation of mean ranks, for tied scores too.

    a, b (N,); only units with both count. NaN with fewer than two, or if one is constant.
    """
    a, b = _both(a, b)
    if not _varied(a, b):
        return float("nan")
    x, y = rank_descending(a, "average"), rank_descending(b, "average")
    return float(np.corrcoef(x, y)[0, 1])


def kendall(a: Floats, b: Floats) -> float:
    """Kendall's tau-b: (concordant - discordant) / sqrt((pairs - ties in a)(pairs - ties in b)).

    a, b (N,); only units with both count. NaN with fewer than two, or if one is constant.
    """
    a, b = _both(a, b)
    if not _varied(a, b):
        return float("nan")
    if a.size > _MOST_PAIRWISE:
        from scipy.stats import kendalltau

        return float(kendalltau(a, b).statistic)
    x, y = (np.sign(each[:, None] - each[None, :]) for each in (a, b))
    return float((x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum()))


def _both(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    known = ~(np.isnan(a) | np.isnan(b))
    return a[known], b[known]


def _varied(a: Floats, b: Floats) -> bool:
    return a.size > 1 and bool((a != a[0]).any() and (b != b[0]).any())
