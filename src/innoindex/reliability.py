"""Whether indicators measure one thing: Cronbach's alpha, from their correlations.

On standardised values, as in the OECD/JRC Handbook on Constructing Composite Indicators (2008),
step 4 and table 11. A missing correlation leaves what depends on it missing.
"""

from __future__ import annotations

import numpy as np

from .panel import Floats

_NOISE = 1e-12  # a sum of correlations below this is rounding


def cronbach_alpha(correlations: Floats) -> float:
    """Standardised alpha K r / (1 + (K - 1) r), r = the mean correlation of K items (K, K).

    NaN with fewer than two items, or where their sum does not vary.
    """
    items = len(correlations)
    total = correlations.sum()  # K (1 + (K - 1) r): the variance of the sum
    if items < 2 or not total > _NOISE * items:
        return float("nan")
    return float(items / (items - 1) * (1 - np.trace(correlations) / total))


def alpha_if_dropped(correlations: Floats) -> Floats:
    """Alpha of the items (K, K) without each of them: (K,). NaN with fewer than three items."""
    everything = np.arange(len(correlations))
    rest = [everything[everything != k] for k in everything]
    return np.array([cronbach_alpha(correlations[np.ix_(r, r)]) for r in rest])


def item_rest(correlations: Floats) -> Floats:
    """Correlation (K,) of each standardised item with the sum of the others (K, K).

    The corrected item-total correlation. NaN with fewer than two items, or where the sum of the
    others does not vary.
    """
    own = correlations.diagonal()
    others = correlations.sum(axis=0) - own
    variance = correlations.sum() - 2 * others - own
    varied = variance > _NOISE * len(correlations)
    return np.asarray(np.where(varied, others, np.nan) / np.sqrt(np.where(varied, variance, 1)))
