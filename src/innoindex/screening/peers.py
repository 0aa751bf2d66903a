"""A raw column against the others: what the unit's other columns let expect.

The ratio of two columns varies less from unit to unit than the columns do (R&D and GDP, patents and
residents). Ratio edits judge a value by such ratios; here by the median of up to three, those
that vary least, or by the column's own median where no ratio varies less than the column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..panel import Floats
from .robust import median, median_of_few, spread
from .series import Series

PARTNERS = 3
FLOOR = 0.05  # of a spread, in decades
_FARTHEST = 3.0  # spreads beyond which a value does not count in the choice of partners


@dataclass(frozen=True)
class Peers:
    """Residuals (P, U) of each column against its partners, in decades, and their spreads.

    `level` and `width` are the same against the median of the column alone.
    """

    residual: Mapping[str, Floats]
    spread: Mapping[str, float]
    level: Mapping[str, Floats]
    width: Mapping[str, float]
    partners: Mapping[str, tuple[str, ...]]


def peers_of(series: Mapping[str, Series]) -> Peers:
    """Judge every column by the others in the same period; of fewer than six cells nothing."""
    ids = sorted(series)
    centred = [_centred(series[id].logs) for id in ids]
    distance = _distances([_winsorised(values) for values in centred])
    residual: dict[str, Floats] = {}
    spreads: dict[str, float] = {}
    partners: dict[str, tuple[str, ...]] = {}
    for k, id in enumerate(ids):
        near = np.argsort(distance[k], kind="stable")
        chosen = [j for j in near.tolist() if distance[k, j] < 0.8 * distance[k, k]][:PARTNERS]
        expected = _expected([centred[j] for j in chosen], centred[k].shape)
        residual[id] = _centred(centred[k] - expected)
        spreads[id] = max(spread(residual[id], 0.02), FLOOR)  # NaN stays: max(nan, x) is nan
        partners[id] = tuple(ids[j] for j in chosen)
    level = dict(zip(ids, centred, strict=True))
    width = {id: max(spread(values), FLOOR) for id, values in level.items()}
    return Peers(residual, spreads, level, width, partners)


def _centred(logs: Floats) -> Floats:
    """Less the median of each period."""
    return np.array([each - median(each) for each in logs])


def _winsorised(values: Floats) -> Floats:
    width = _FARTHEST * 1.4826 * median(np.abs(values))
    return np.clip(values, -width, width) if width > 0 else values


def _distances(columns: list[Floats]) -> Floats:
    """(K, K) mean squares of the differences of columns; of the columns themselves on the diagonal.

    Infinite where fewer than six cells have both.
    """
    table = np.array([values.ravel() for values in columns]).reshape(len(columns), -1)
    there = ~np.isnan(table)
    filled = np.where(there, table, 0.0)
    mask = there.astype(np.float64)
    both = mask @ mask.T
    squares = (filled**2) @ mask.T
    total = squares + squares.T - 2 * (filled @ filled.T)
    np.fill_diagonal(total, np.diag(squares))
    return np.asarray(np.where(both >= 6, total / np.maximum(both, 1), np.inf))


def _expected(columns: list[Floats], shape: tuple[int, ...]) -> Floats:
    """The partners' median; the column's own level where no partner has a value."""
    if not columns:
        return np.zeros(shape)
    expected = median_of_few(np.array(columns))
    return np.where(np.isnan(expected), 0.0, expected)
