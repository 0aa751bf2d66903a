"""Levels above the units: groups and the whole, from summed raw columns.

A ratio of a city is the ratio of sums, never a mean of ratios; the same sums give the reference
of base-ratio (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 5).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import numpy as np

from .derive import complete, evaluate
from .expression import Expression
from .messages import Label
from .panel import Bools, Floats, Ints, Panel
from .scheme import Scheme

Level = Literal["unit", "group", "all"]
ALL = "all"


def membership(panel: Panel, level: Level) -> Ints:
    """For each unit the index of its aggregate at the level, -1 = in none. Shape (U,)."""
    if level == "group":
        return panel.group_of
    return np.zeros(panel.shape[1], dtype=np.int64)


def level_panel(panel: Panel, level: Level) -> Panel:
    """The labels of the aggregates as a panel without columns: units are groups, or the whole."""
    labels = panel.groups if level == "group" else (Label("全部", "All"),)
    ids = [label.zh for label in labels] if level == "group" else [ALL]
    member = membership(panel, level)
    present = np.zeros((len(panel.periods), len(labels)), dtype=bool)
    for g in range(len(labels)):
        present[:, g] = panel.present[:, member == g].any(axis=1)
    return Panel(
        periods=panel.periods,
        units=np.array(ids, dtype=object),
        names={
            "zh": np.array([label.zh for label in labels], dtype=object),
            "en": np.array([label.en for label in labels], dtype=object),
        },
        groups=(),
        group_of=np.full(len(labels), -1, dtype=np.int64),
        present=present,
        columns={},
    )


def summed_values(expression: Expression, panel: Panel, member: Ints, count: int) -> Floats:
    """The expression on sums over the members of each aggregate: (P, count).

    A unit enters the sums of a period only if it has every column that the expression uses, so
    that numerator and denominator are of the same units.
    """
    whole = complete(expression, panel.columns) & (member >= 0)
    sums = {name: np.zeros((len(whole), count)) for name in ("", *expression.columns)}
    for p, row in enumerate(whole):
        for name in expression.columns:
            sums[name][p] = _sums(panel.columns[name][p][row], member[row], count)
    return np.where(summed(expression, panel, member, count), evaluate(expression, sums), np.nan)


def _sums(values: Floats, member: Ints, count: int) -> list[float]:
    """The sum of the members of each aggregate, exact but for one rounding.

    So a result does not depend on the order of the rows, not even in its last bit.
    """
    order = np.argsort(member, kind="stable")
    ends = np.searchsorted(member[order], np.arange(count + 1))
    ordered = values[order]
    return [math.fsum(ordered[start:end]) for start, end in pairwise(ends)]


def summed(expression: Expression, panel: Panel, member: Ints, count: int) -> Bools:
    """Where an aggregate has a unit that enters its sums: (P, count)."""
    whole = complete(expression, panel.columns) & (member >= 0)
    return np.stack([np.bincount(member[row], minlength=count) > 0 for row in whole])


def base_reference(expression: Expression, panel: Panel, period: str) -> float:
    """The reference of base-ratio: the expression on the sums over all units of a period."""
    everyone = np.zeros(panel.shape[1], dtype=np.int64)
    p = panel.periods.index(period)
    rows = slice(0, p + 1)  # the periods before, for lag()
    columns = {name: panel.columns[name][rows] for name in expression.columns}
    if not columns:  # a constant
        columns = {"": panel.present[rows].astype(np.float64)}
    of_base = replace(panel, periods=panel.periods[rows], columns=columns)
    return float(summed_values(expression, of_base, everyone, 1)[-1, 0])


def not_additive(expression: Expression, scheme: Scheme) -> tuple[str, ...]:
    """The columns of an expression that may not be summed over units."""
    raw: Mapping[str, object] = scheme.raw
    return tuple(
        name for name in expression.columns if name in raw and not scheme.raw[name].additive
    )
