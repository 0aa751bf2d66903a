"""Which choice matters: first-order and total Sobol indices.

Saltelli and others (2010), Variance based sensitivity analysis of model output, Computer Physics
Communications 181(2), doi:10.1016/j.cpc.2009.09.018, as scipy has it. An input here is a choice
as a whole: all the weights together are one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..panel import Floats
from .draws import resamples

_RESAMPLES = 1000


@dataclass(frozen=True)
class Sobol:
    """Indices of one output; arrays are (d,), one for each input, intervals (2, d).

    `first_order`: the share of the output's variance that goes if the input alone is fixed.
    `total`: the share that is left if all the others are. With no variance at all both are 0.
    """

    first_order: Floats
    total: Floats
    first_order_interval: Floats
    total_interval: Floats


def sobol(a: Floats, b: Floats, ab: Floats, seed: int, interval: float = 0.9) -> Sobol:
    """The indices from n evaluations at each of two independent samples, A and B.

    a, b (n,), ab (d, n): at A, at B, and at A with one input from B. n is a power of 2. The
    intervals are those of percentiles over 1,000 bootstrap samples of the n rows.
    """
    if np.ptp(a) == 0 and np.ptp(b) == 0 and np.ptp(ab) == 0:
        nothing = np.zeros(len(ab))
        return Sobol(nothing, nothing, np.zeros((2, len(ab))), np.zeros((2, len(ab))))
    rows = resamples(seed, _RESAMPLES, a.size)
    found = np.array([_indices(a[row], b[row], ab[:, row]) for row in rows])
    tails = (1 - interval) / 2, (1 + interval) / 2
    first, total = _indices(a, b, ab)
    limits = np.nanquantile(found, tails, axis=0)
    return Sobol(first, total, limits[:, 0], limits[:, 1])


def _indices(a: Floats, b: Floats, ab: Floats) -> tuple[Floats, Floats]:
    from scipy.stats import sobol_indices

    found = sobol_indices(func={"f_A": a[None], "f_B": b[None], "f_AB": ab[:, None]}, n=a.size)
    return found.first_order.reshape(-1), found.total_order.reshape(-1)
