"""Weights from pairwise comparisons, and how consistent these are."""

from __future__ import annotations

import numpy as np

from .errors import NoWeights
from .messages import Label, say
from .panel import Floats

ROUNDED = 0.05  # how far a_ij a_ji may be from 1: 0.14 mirrors 7, 0.13 mirrors 8
# Mean consistency index of random matrices of 1, 2, 3, … parts: Saaty (1980).
_RANDOM = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)


def priorities(judgements: Floats, names: tuple[Label, ...]) -> tuple[Floats, float]:
    """Shares (K,) and the consistency ratio of judgements (K, K): how many times i outweighs j.

    The shares are the principal right eigenvector; ratio = ((lambda - K) / (K - 1)) / random index,
    0 for two parts, NaN beyond the 15 that Saaty gives an index for. Raises `NoWeights`. Source:
    Saaty (1980), The Analytic Hierarchy Process; OECD/JRC Handbook (2008), ch. 6.
    """
    _check(judgements, names)
    values, vectors = np.linalg.eig(judgements)
    first = int(values.real.argmax())
    vector = np.abs(vectors[:, first].real)
    count = len(judgements)
    index = (values[first].real - count) / (count - 1)
    if count <= 2:
        ratio = 0.0
    else:
        ratio = max(index, 0.0) / _RANDOM[count - 1] if count <= len(_RANDOM) else float("nan")
    return vector / vector.sum(), float(ratio)


def _check(judgements: Floats, names: tuple[Label, ...]) -> None:
    """Raise `NoWeights` unless all are above 0, 1 on the diagonal and a_ij a_ji = 1 within 5 %."""
    count = len(names)
    if judgements.shape != (count, count):
        raise NoWeights(
            say("{count} parts need {count} x {count} pairwise comparisons", count=count),
            say("give each part a row and a column"),
        )
    for i, j in zip(*np.triu_indices(count), strict=True):
        there, back = judgements[i, j], judgements[j, i]
        pair = {"row": names[i], "column": names[j]}
        if not (0 < there < np.inf and 0 < back < np.inf):
            raise NoWeights(
                say("the comparison of {row} with {column} is not above 0", **pair),
                say("write how many times the row outweighs the column, for example 3 or 1/3"),
            )
        if i == j and abs(there - 1) > ROUNDED:
            raise NoWeights(
                say("{part} compared with itself is {value}", part=names[i], value=f"{there:g}"),
                say("write 1 on the diagonal"),
            )
        if abs(there * back - 1) > ROUNDED:
            raise NoWeights(
                say(
                    "{row} against {column} is {there}, the other way round {back}",
                    **pair,
                    there=f"{there:g}",
                    back=f"{back:g}",
                ),
                say("one must be 1 divided by the other"),
            )
