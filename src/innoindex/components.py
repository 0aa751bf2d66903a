"""Principal components of a correlation matrix, and their rotation to factors."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from .panel import Floats


def principal_components(correlations: Floats) -> tuple[Floats, Floats]:
    """The eigenvalues (K,), largest first, and the eigenvectors (K, K), in columns.

    Each vector has the sign that makes its sum positive; if that is 0, either.
    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), ch. 4.
    """
    values, vectors = np.linalg.eigh(correlations)
    values, vectors = values[::-1], vectors[:, ::-1]
    return values, np.where(vectors.sum(axis=0) < -1e-9, -vectors, vectors)


def number_of_factors(eigenvalues: Floats) -> int:
    """As many as explain more than 10 % of the variance each and more than 60 % together.

    eigenvalues (K,), largest first. Those beyond the first rule are added until the second holds.
    Source: OECD/JRC Handbook (2008), ch. 6, step 2 of the factor analysis.
    """
    explained = np.round(eigenvalues / eigenvalues.sum(), 9)
    together = np.round(np.cumsum(explained), 9)
    return max(int((explained > 0.1).sum()), int((together <= 0.6).sum()) + 1)


def varimax(loadings: Floats) -> Floats:
    """Loadings (K, F) rotated so that each part loads high on few factors; (K, F).

    Maximises sum_f var_k(b_kf^2) of the rows b at unit length (Kaiser's normalisation), factor pair
    by factor pair at the best angle of each. Source: Kaiser (1958), doi:10.1007/BF02289233.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = np.divide(loadings, length, out=np.zeros_like(loadings), where=length > 0)
    for _ in range(1000):
        largest = 0.0
        for f, g in combinations(range(rows.shape[1]), 2):
            # As complex numbers a turn is a factor, and the criterion a mean of fourth powers.
            plane = rows[:, f] + 1j * rows[:, g]
            angle = np.angle((plane**4).mean() - (plane**2).mean() ** 2) / 4
            plane *= np.exp(-1j * angle)
            rows[:, f], rows[:, g] = plane.real, plane.imag
            largest = max(largest, abs(angle))
        if largest < 1e-12:
            break
    return np.asarray(rows * length)
