"""Benefit of the doubt: every unit scored with the weights that are best for it."""

from __future__ import annotations

import numpy as np

from .errors import NoWeights
from .messages import say
from .panel import Floats, sound


def benefit_of_the_doubt(
    scores: Floats, lower: float = 0.0, upper: float = 1.0
) -> tuple[Floats, Floats]:
    """Each unit's best score (N,), at most 1, and the shares (N, K) that give it.

    Of scores (N, K) >= 0: the most of w y_i over w >= 0 with w y_j <= 1 for every unit j, each
    share w_k / sum w within `lower` and `upper`. Where several shares are best, those nearest to
    equal ones count. Raises `NoWeights`. Source: OECD/JRC Handbook (2008), ch. 6; Cherchye and
    others (2007), doi:10.1007/s11205-006-9029-7.
    """
    _check(scores, lower, upper)
    # Neither the score nor the shares depend on a common factor; solvers like numbers near 1.
    rows, unit = np.unique(scores / scores.max(), axis=0, return_inverse=True)
    value, best = _best(rows, lower, upper)
    # Whatever the shares, the highest score is that of a unit that can reach 1.
    peers = rows[value > 1 - 1e-9]
    shares = np.array(
        [_nearest_equal(*each, peers, lower, upper) for each in zip(rows, value, best, strict=True)]
    )
    unit = unit.reshape(-1)  # one version of numpy keeps the axis
    return value[unit], np.maximum(shares, 0)[unit]


def _check(scores: Floats, lower: float, upper: float) -> None:
    count = scores.shape[1]
    if not sound(scores):
        raise NoWeights(
            say("benefit of the doubt needs a score of every unit in every part"),
            say("fill the gaps (impute), or leave out the units that have one"),
        )
    if (scores < 0).any() or not (scores > 0).any():
        raise NoWeights(
            say("benefit of the doubt needs scores of at least 0, and some above 0"),
            say('normalise with a method that gives such scores, for example "min-max"'),
        )
    if not 0 <= lower <= upper or lower * count > 1 + 1e-9 or upper * count < 1 - 1e-9:
        raise NoWeights(
            say(
                "no shares of {count} parts lie between {lower} and {upper} and sum to 1",
                count=count,
                lower=f"{lower:g}",
                upper=f"{upper:g}",
            ),
            say("keep the lower bound at most, the upper at least {equal}", equal=f"{1 / count:g}"),
        )


def _best(rows: Floats, lower: float, upper: float) -> tuple[Floats, Floats]:
    """The most (N,) that a row has of the highest, and shares (N, K) for it, by linear programs.

    Only rows that some weights would lift above 1 become constraints, as they are found. The
    weights found are best for all rows that are non-negative sums of the constraints binding there.
    """
    from scipy.optimize import linprog

    count = rows.shape[1]
    low, high = lower - np.eye(count), np.eye(count) - upper
    bounds = np.vstack([low, high]) if upper < 1 else low
    rivals = sorted({int(i) for i in (*rows.argmax(axis=0), rows.sum(axis=1).argmax())})
    value, shares = np.full(len(rows), np.nan), np.empty_like(rows)
    for i, row in enumerate(rows):
        if not np.isnan(value[i]):
            continue
        while True:
            sides = np.vstack([rows[rivals], bounds])
            most = np.repeat([1.0, 0.0], [len(rivals), len(bounds)])
            found = linprog(-row, A_ub=sides, b_ub=most, method="highs-ds").x
            reached = rows @ found
            worst = int(reached.argmax())
            if reached[worst] <= 1 + 1e-9 or worst in rivals:
                break
            rivals.append(worst)
        same = np.arange(len(rows)) == i
        binding = sides[sides @ found > most - 1e-9]
        if len(binding) == count and np.linalg.cond(binding) < 1e8:
            mix = rows @ np.linalg.inv(binding)
            same |= (mix >= -1e-12).all(axis=1)
        if not found.any():  # a row of zeros
            found = np.ones(count)
        value[same] = rows[same] @ found / (rows @ found).max()
        shares[same] = found / found.sum()
    return value, shares


def _nearest_equal(
    row: Floats, value: float, best: Floats, peers: Floats, lower: float, upper: float
) -> Floats:
    """Of the shares that give the row its value, those nearest to equal shares.

    A least distance problem, solved by non-negative least squares as Lawson and Hanson (1974),
    ch. 23, show. `best` if rounding leaves nothing.
    """
    from scipy.optimize import nnls

    count = row.size
    equal = np.full(count, 1 / count)
    # s (row - value peer) >= 0, lower <= s <= upper, sum s = 1, for the distance d = s - equal.
    worth = row - value * peers
    sides = np.vstack(
        [worth, np.eye(count), -np.eye(count), np.ones((1, count)), -np.ones((1, count))]
    )
    least = np.concatenate(
        [
            -worth @ equal - 1e-12,
            np.full(count, lower - 1 / count),
            np.full(count, 1 / count - upper),
            [0.0, 0.0],
        ]
    )
    multipliers, _ = nnls(np.vstack([sides.T, least]), np.append(np.zeros(count), 1.0))
    rest = np.append(sides.T @ multipliers, least @ multipliers - 1)
    # Its last entry is -1 / (1 + distance^2), and no shares are as far as 1 from equal ones.
    return best if rest[-1] > -0.5 else np.asarray(equal - rest[:-1] / rest[-1])
