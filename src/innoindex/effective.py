"""How much each part of an index really matters: shares of variance, main effects."""

from __future__ import annotations

import numpy as np

from .correlation import constant
from .panel import Floats

_FEWEST = 5  # units of a main effect
_KNOTS = 12  # of the curve at most
_CAUTION = 1.4  # a degree of freedom counts this much in choosing how smooth


def variance_shares(x: Floats, weights: Floats) -> Floats:
    """Shares (K,) of the variance of y = sum w x that stand by each column: w cov(x, y) / var(y).

    x (N, K), weights (K,); only units that have every column. They sum to 1 and may be negative.
    NaN with fewer than two units, or if y is constant.
    """
    x = x[~np.isnan(x).any(axis=1)]
    if len(x) < 2 or constant((x @ weights)[:, None]).all():
        return np.full(len(weights), np.nan)
    parts = (x - x.mean(axis=0)) * weights
    parts /= np.abs(parts).max()  # so that squares are neither beyond floats nor 0
    y = parts.sum(axis=1)
    return np.asarray(y @ parts / (y @ y))


def main_effect(x: Floats, y: Floats) -> float:
    """The share of the variance of y that x accounts for: S = var(E(y | x)) / var(y), in [0, 1].

    The correlation ratio, a first-order sensitivity (Paruolo, Saisana and Saltelli 2013, J. R.
    Stat. Soc. A 176(3), doi:10.1111/j.1467-985X.2012.01059.x). x, y (N,); only units with both
    count. NaN with fewer than five, or if one of the two is constant.

    E(y | x) is a natural cubic spline over the normal scores of x, so that a few large values do
    not shape the whole; at most 12 knots. Its roughness penalty minimises RSS / (N - 1.4 df)^2:
    generalised cross-validation that does not follow noise (Kim and Gu 2004, J. R. Stat. Soc. B
    66(2)). What is left is adjusted for the curve's degrees of freedom beyond a line's:
    S = 1 - RSS / TSS (N - 2) / (N - df), and at least r^2, which no E(y | x) can be below. So a
    straight line has S = r^2, and x of a few values comes to the share between the means of y.
    """
    known = ~(np.isnan(x) | np.isnan(y))
    both = np.column_stack([x[known], y[known]])
    if len(both) < _FEWEST or constant(both).any():
        return float("nan")
    # In an order of its own, so that the order of the units moves not even the last bit.
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    both = both - both.mean(axis=0)
    both = both / np.abs(both).max(axis=0)  # so that squares are neither beyond floats nor 0
    x, y = (both / np.sqrt((both * both).sum(axis=0))).T
    curves, roughness = _curves(x)
    along = (curves.T @ y) ** 2
    penalty = np.array([0, *np.logspace(-4, 6, 101), np.inf])[:, None]
    kept = np.ones((penalty.size, roughness.size))  # of each curve, at each penalty
    kept[:, 2:] = 1 / (1 + penalty * roughness[2:] / roughness[2:].min(initial=np.inf))
    freedom = kept.sum(axis=1)
    left = np.maximum(1 - kept * (2 - kept) @ along, 0)  # of the variance of y
    free = len(x) - _CAUTION * freedom
    criterion = np.divide(left, free**2, out=np.full(free.shape, np.inf), where=free > 0)
    best = criterion.argmin()
    share = 1 - left[best] * (len(x) - 2) / (len(x) - freedom[best])
    return float(min(max(share, (x @ y) ** 2), 1))


def _curves(x: Floats) -> tuple[Floats, Floats]:
    """Natural cubic splines (N, K) over normal scores of x (N,), and the roughness of each (K,).

    They are orthonormal and so chosen that roughness adds up (Demmler and Reinsch 1975); the first
    two make up the straight lines.
    """
    from scipy.interpolate import CubicSpline
    from scipy.linalg import eigh
    from scipy.special import ndtri

    values, value = np.unique(x, return_inverse=True)
    places = np.arange(values.size), np.linspace(0, values.size - 1, min(values.size, _KNOTS))
    scores, knots = (ndtri((each + 0.5) / values.size) for each in places)
    spline = CubicSpline(knots, np.eye(knots.size), bc_type="natural")
    basis = spline(scores)[value]
    # Second derivatives are lines between knots: of a square the integral is h (aa + ab + bb) / 3.
    bend, h = spline(knots, 2), np.diff(knots)[:, None]
    a, b = bend[:-1], bend[1:]
    penalty = (h * a).T @ a + (h * b).T @ b + ((h * a).T @ b + (h * b).T @ a) / 2
    roughness, mix = eigh(penalty / 3, basis.T @ basis)
    return basis @ mix, roughness
