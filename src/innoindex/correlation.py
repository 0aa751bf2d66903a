"""How alike two rankings are, or the columns of a table: correlations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .panel import Bools, Floats
from .ranking import rank_descending

_MOST_PAIRWISE = 2000  # beyond this scipy's n log n pays for its import
_FEWEST = 3  # units of a pair of columns: two are always on a line
_NOISE = 8 * float(np.finfo(np.float64).eps)  # a smaller relative spread is rounding, not data
_TIED = 1e-12  # of the largest: values closer than this are equal


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


def pearson_matrix(x: Floats) -> Floats:
    """Pearson's correlations (K, K) of the columns of x (N, K), each of the units that have both.

    NaN, also on the diagonal, where fewer than three units have both or one of the two is constant.
    """
    return _matrix(x, lambda columns: columns)


def spearman_matrix(x: Floats) -> Floats:
    """Spearman's correlations (K, K) of the columns of x (N, K), each of the units that have both.

    Mean ranks among those units. NaN, also on the diagonal, where fewer than three units have both
    or one of the two is constant.
    """
    dense = [rank_descending(column, "dense") for column in x.T]
    return _matrix(np.array(dense).reshape(x.shape[::-1]).T, _mean_ranks)


def constant(x: Floats) -> Bools:
    """Which columns of x (N, K), N > 0 and none missing, vary by no more than rounding."""
    return np.asarray(np.ptp(x, axis=0) <= _NOISE * np.abs(x).max(axis=0))


def even_ties(x: Floats) -> Floats:
    """x (N,) with values that differ by rounding alone made equal; missing stays missing.

    The same sum in another order is not the same float, and ranks would tell the two apart.
    """
    known = ~np.isnan(x)
    values, place = np.unique(x[known], return_inverse=True)
    apart = np.diff(values, prepend=-np.inf) > _TIED * np.abs(values).max(initial=0)
    result = x.copy()
    result[known] = values[apart][np.cumsum(apart) - 1][place]
    return result


def _matrix(x: Floats, prepare: Callable[[Floats], Floats]) -> Floats:
    """Correlations of prepared columns; those with the same gaps share a matrix product."""
    result: Floats = np.full((x.shape[1], x.shape[1]), np.nan)
    if not x.size:
        return result
    patterns, pattern = np.unique(~np.isnan(x), axis=1, return_inverse=True)
    for a in range(patterns.shape[1]):
        for b in range(a + 1):
            units = patterns[:, a] & patterns[:, b]
            if units.sum() < _FEWEST:
                continue
            left, right = np.flatnonzero(pattern == a), np.flatnonzero(pattern == b)
            block = (
                _unit_columns(prepare(x[np.ix_(units, left)])).T
                @ _unit_columns(prepare(x[np.ix_(units, right)]))
            )  # fmt: skip
            result[np.ix_(left, right)] = block
            result[np.ix_(right, left)] = block.T
    result = np.clip(result, -1, 1)  # rounding can lead beyond
    defined = ~np.isnan(result.diagonal())
    result[defined, defined] = 1
    return result


def _mean_ranks(dense: Floats) -> Floats:
    """Mean ranks within columns (N, K) of whole numbers from 0 up."""
    result = np.empty(dense.shape)
    for k, column in enumerate(dense.T.astype(np.int64)):
        count = np.bincount(column)
        result[:, k] = (np.cumsum(count) - (count - 1) / 2)[column]
    return result


def _unit_columns(x: Floats) -> Floats:
    """Columns (N, K) about their means with length 1; NaN where constant."""
    flat = constant(x)
    about = np.where(flat, np.nan, x - x.mean(axis=0))
    about /= np.where(flat, 1, np.abs(about).max(axis=0))  # no square is too large or too small
    return np.asarray(about / np.sqrt((about * about).sum(axis=0)))


def _both(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    known = ~(np.isnan(a) | np.isnan(b))
    return a[known], b[known]


def _varied(a: Floats, b: Floats) -> bool:
    return a.size > 1 and bool((a != a[0]).any() and (b != b[0]).any())
