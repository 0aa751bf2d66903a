"""Medians and spreads that a few errors do not move."""

from __future__ import annotations

import numpy as np

from ..panel import Bools, Floats

_TO_SD = 1.4826  # of a median absolute deviation, for a normal distribution
_FEW = 6  # values that say nothing of a spread


def median(values: Floats) -> float:
    """The median of what is there; NaN if nothing is."""
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def median_of_few(values: Floats) -> Floats:
    """The medians along the first, short axis of (n, ...); NaN where nothing is there."""
    ordered = np.sort(values, axis=0)  # NaN last
    count = (~np.isnan(values)).sum(axis=0)
    low = np.maximum(count - 1, 0) // 2
    high = np.minimum(np.maximum(count // 2, 0), len(values) - 1)
    either = [np.take_along_axis(ordered, at[None], axis=0)[0] for at in (low, high)]
    return np.where(count > 0, (either[0] + either[1]) / 2, np.nan)


def spread(deviations: Floats, errors: float = 0.05) -> float:
    """The standard deviation of the good part of deviations from 0; NaN of fewer than six.

    The larger of 1.4826 x the median absolute deviation and half of what is exceeded by a share
    `errors` of them (at least four), which up to so many errors leave as it is: a column with a
    long tail gets a wide spread.
    """
    known = np.abs(deviations[~np.isnan(deviations)])
    if known.size < _FEW:
        return float("nan")
    worst = max(4, int(errors * known.size))
    far = (
        np.partition(known, known.size - 1 - worst)[known.size - 1 - worst]
        if (known.size > 2 * worst)
        else 0.0
    )
    return max(_TO_SD * float(np.median(known)), float(far) / 2)


def grains(values: Floats) -> tuple[float, float, bool]:
    """What values are rounded to, the grain that they are counted in, and whether they are counts.

    The first is the power of ten of which they are multiples, or the smallest gap between distinct
    values if that is less; 0 if unknown. The grain is the lower quartile of the gaps if nine in ten
    values are multiples of it: 1 for small counts, whatever the unit of measure makes of it. Else
    it is what values are rounded to: next to nothing for measured totals.
    """
    distinct = _distinct(values)
    between = np.diff(distinct)
    if not between.size:
        return 0.0, 0.0, False
    # Some of the values tell it, taken evenly, so that their order is nothing.
    some = distinct[np.linspace(0, distinct.size - 1, min(distinct.size, 400)).astype(np.int64)]
    rounding = min(float(between.min()), _decimal(some))
    grain = float(np.quantile(between, 0.25))
    return (rounding, grain, True) if _multiples(some, grain) else (rounding, rounding, False)


def _decimal(values: Floats) -> float:
    """The largest power of ten of which nine in ten values are multiples."""
    powers = 10.0 ** np.arange(6, -13, -1)
    return float(next((power for power in powers if _multiples(values, power)), np.inf))


def _multiples(values: Floats, grain: float) -> bool:
    return grain > 0 and float(is_whole(values / grain).mean()) >= 0.9


def is_whole(counts: Floats) -> Bools:
    """Which numbers are whole, but for the last digits of a float and of its grain."""
    return np.asarray(np.abs(counts - np.round(counts)) <= 1e-6 + 1e-8 * np.abs(counts))


def _distinct(values: Floats) -> Floats:
    """The distinct values, with what differs in the tenth digit taken for the same."""
    distinct = np.unique(values[np.isfinite(values)])
    if distinct.size < 2:
        return distinct
    apart: Bools = np.diff(distinct) > 1e-9 * np.maximum(np.abs(distinct[1:]), 1e-300)
    return np.asarray(distinct[np.concatenate([[True], apart])])
