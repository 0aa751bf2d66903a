"""How the parts of an index hang together: correlations, reliability, principal components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .components import principal_components, varimax
from .correlation import pearson_matrix, spearman_matrix
from .panel import Floats, Ints
from .reliability import alpha_if_dropped, cronbach_alpha, item_rest

FEWEST = 5  # units, for any of these to mean something
_NO_GROUPS: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Block:
    """The parts below a node, judged together; missing is NaN.

    Alpha and components are of the units that have all parts, and of the parts that vary.
    """

    id: str  # of the node
    parts: tuple[str, ...]
    units: Ints  # (K, K) how many have both; on the diagonal, how many have each
    pearson: Floats  # (K, K) of the units that have both
    spearman: Floats  # (K, K)
    with_whole: Floats  # (K,) Pearson's r with the score of the node
    alpha: float  # Cronbach's, standardised
    alpha_if_dropped: Floats  # (K,)
    item_rest: Floats  # (K,) r with the sum of the others
    eigenvalues: Floats  # (F,) of the correlations, the largest first; F of the K parts vary
    groups: tuple[tuple[str, ...], ...]  # the parts by the component that they load on the most

    @property
    def above_one(self) -> int:
        """How many eigenvalues exceed 1, what a part alone has (Kaiser 1960)."""
        return int((self.eigenvalues > 1 + 1e-9).sum())


def block_of(id: str, parts: tuple[str, ...], x: Floats, whole: Floats) -> Block:
    """x (N, K): scores of the parts below a node, whose own scores are `whole` (N,).

    Handbook on Constructing Composite Indicators (OECD/JRC 2008), step 4: multivariate analysis.
    """
    there = (~np.isnan(x)).astype(np.int64)
    complete = x[there.all(axis=1)]
    correlations = pearson_matrix(complete if len(complete) >= FEWEST else complete[:0])
    varied = np.flatnonzero(~np.isnan(correlations.diagonal()))
    inner = correlations[np.ix_(varied, varied)]
    dropped, rest = np.full((2, len(parts)), np.nan)
    eigenvalues, groups = np.empty(0), _NO_GROUPS
    if varied.size > 1:
        dropped[varied], rest[varied] = alpha_if_dropped(inner), item_rest(inner)
        eigenvalues, vectors = principal_components(inner)
        groups = _groups(eigenvalues, vectors, [parts[k] for k in varied])
    return Block(
        id=id,
        parts=parts,
        units=there.T @ there,
        pearson=pearson_matrix(x),
        spearman=spearman_matrix(x),
        with_whole=correlations_with(x, whole[:, None])[:, 0],
        alpha=cronbach_alpha(inner),
        alpha_if_dropped=dropped,
        item_rest=rest,
        eigenvalues=eigenvalues,
        groups=groups,
    )


def _groups(eigenvalues: Floats, vectors: Floats, parts: list[str]) -> tuple[tuple[str, ...], ...]:
    """The parts by the component, of those above 1 and rotated, on which each loads the most.

    The component that explains the most comes first.
    """
    count = int((eigenvalues > 1 + 1e-9).sum())
    if count < 2:
        return (tuple(parts),)
    loadings = np.abs(varimax(vectors[:, :count] * np.sqrt(eigenvalues[:count])))
    of = np.argmax(np.round(loadings, 9), axis=1)
    explained = np.round((loadings**2).sum(axis=0), 9)
    found = [tuple(part for part, f in zip(parts, of, strict=True) if f == c) for c in range(count)]
    order = sorted(range(count), key=lambda c: (-explained[c], sorted(found[c])))
    return tuple(found[c] for c in order if found[c])


def correlations_with(x: Floats, others: Floats) -> Floats:
    """Pearson's r (K, M) of each column of x (N, K) with each of `others` (N, M)."""
    return pearson_matrix(np.column_stack([x, others]))[: x.shape[1], x.shape[1] :]


def critical_correlation(units: int) -> float:
    """The |r| beyond which a correlation of so many units differs from 0, two-sided at 5 %."""
    from scipy.special import stdtrit

    if units < FEWEST:
        return float("nan")
    t = float(stdtrit(units - 2, 0.975))
    return t / float(np.sqrt(units - 2 + t * t))


def higher(other: float, own: float, between: float, units: int) -> bool:
    """Whether x correlates more with another than with its own, beyond chance (one-sided 5 %).

    Williams's t for two correlations that share x; `between` is that of the two (Steiger 1980,
    doi:10.1037/0033-2909.87.2.245).
    """
    from scipy.special import stdtrit

    determinant = 1 - own**2 - other**2 - between**2 + 2 * own * other * between
    spread = 2 * (units - 1) / (units - 3) * determinant
    spread += ((own + other) / 2) ** 2 * (1 - between) ** 3
    if not spread > 0:
        return other > own
    t = (other - own) * np.sqrt((units - 1) * (1 + between) / spread)
    return bool(t > stdtrit(units - 3, 0.95))
