"""What an auditor asks of the data first: how much of it is there, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .index import Result
from .moments import kurtosis, skewness
from .normalise import METHODS
from .panel import Bools, Floats
from .scheme import Indicator, Rule
from .transform import transform
from .treat import treatment

# Beyond both, a distribution has outliers (JRC, COIN Tool User Guide, 2019, doi:10.2760/523877).
SKEW, KURTOSIS = 2.0, 3.5
_WINSORISE = Rule("winsorise", {"skew": SKEW, "kurtosis": KURTOSIS, "max_points": 5})


@dataclass(frozen=True)
class Coverage:
    """Shares of values that are the table's own, not imputed; NaN: no row in the period."""

    indicators: Floats  # (K,) of the units that have a row
    units: Floats  # (U,) of the indicators that count


class Outlier(NamedTuple):
    """A value that winsorising would move, in the indicator's own unit of measure."""

    indicator: str
    unit: int
    value: float
    becomes: float  # NaN: too many stand out, only a logarithm would help


@dataclass(frozen=True)
class Outliers:
    """Skewness and excess kurtosis (K,) of the values in the period, and which stand out.

    Of the values that the scheme's treatment would begin with: imputed and transformed.
    """

    skewness: Floats
    kurtosis: Floats
    found: Bools  # (K,) both beyond their limits
    harmless: Bools  # (K,) the scheme treats them, or scores ranks
    cells: tuple[Outlier, ...]


def coverage_of(result: Result, p: int, ids: tuple[str, ...]) -> Coverage:
    """How many of the values in period `p` the table itself has."""
    present = result.labels.present[p]
    own = np.array([_own(result, p, id) for id in ids]) & present
    with np.errstate(invalid="ignore"):
        return Coverage(
            own.sum(axis=1) / present.sum(), np.where(present, own.sum(axis=0) / len(ids), np.nan)
        )


def _own(result: Result, p: int, id: str) -> Bools:
    values = result.values[id]
    there = ~np.isnan(values.values[p])
    return there if values.missing is None else np.asarray(there & ~values.missing[p])


def outliers_of(result: Result, p: int, ids: tuple[str, ...]) -> Outliers:
    """Each indicator's distribution in period `p`, all units that have a value."""
    shapes, found, harmless = [], [], []
    cells: list[Outlier] = []
    for id in ids:
        indicator, values = result.scheme.indicators[id], result.values[id].values[p]
        x = transform(values, indicator.transform)
        known = x[~np.isnan(x)]
        shapes.append((skewness(known), kurtosis(known)))
        moved = _moved(indicator, values, x, _rule(indicator)) if known.size > 3 else []
        cells += moved
        found.append(bool(moved))
        harmless.append(indicator.treat.name != "none" or METHODS[indicator.normalise.name].stepped)
    shape = np.array(shapes)
    return Outliers(shape[:, 0], shape[:, 1], np.array(found), np.array(harmless), tuple(cells))


def _rule(indicator: Indicator) -> Rule:
    return indicator.treat if indicator.treat.name == "winsorise" else _WINSORISE


def _moved(indicator: Indicator, values: Floats, x: Floats, rule: Rule) -> list[Outlier]:
    """The values that winsorising would move, the farthest first; where it does not help, as many
    as it may move."""
    decided = treatment(x, rule)
    if decided.curve is not None:
        return _farthest(indicator, values, x, rule)
    treated = decided.bounded(x)
    moved = np.flatnonzero((treated != x) & ~np.isnan(x))
    order = moved[np.lexsort((values[moved], -np.abs(x - treated)[moved]))]
    return [
        Outlier(indicator.id, int(u), float(values[u]), float(values[x == treated[u]][0]))
        for u in order
    ]


def _farthest(indicator: Indicator, values: Floats, x: Floats, rule: Rule) -> list[Outlier]:
    tail = -x if skewness(x[~np.isnan(x)]) >= 0 else x
    farthest = np.argsort(tail, kind="stable")[: rule["max_points"]]  # NaN is last
    return [Outlier(indicator.id, int(u), float(values[u]), np.nan) for u in farthest]
