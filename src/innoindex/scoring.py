"""Whose min, max, mean, sd and ranks a score is measured against: period, pool, group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .normalise import METHODS, normalise
from .panel import Bools, Floats, Ints
from .sample import NoSpread, Sample
from .scheme import Rule


@dataclass(frozen=True)
class Scope:
    """The labels that scoring needs: those of the values scored, and those of the basis.

    At the level of units the basis is the values themselves; groups and the whole are scored
    against the units, so that they stand on the same scale.
    """

    periods: tuple[str, ...]
    group_of: Ints  # (N,) of what is scored
    basis_group_of: Ints  # (U,) of the basis
    unit: int = -1  # distance-to-reference: the unit in the basis


# Told about a sample without spread: the period, the group (-1 = all), the sample's size.
OnNoSpread = Callable[[int, int, int], None]


def score(
    values: Floats,
    basis: Floats,
    direction: int,
    rule: Rule,
    stats: str,
    scope: Scope,
    on_no_spread: OnNoSpread,
    reference: float = np.nan,
    limit: Floats | float | None = None,
) -> Floats:
    """Scores (P, N) of values (P, N) against a basis (P, U); missing stays missing.

    `stats` is period, pooled or a period's label. `limit` replaces the rule's truncate: a number
    or an array (P, N).
    """
    if METHODS[rule.name].alone:
        before = None
        if rule.name == "chain":
            before = np.full_like(values, np.nan)
            before[1:] = values[:-1]
        return normalise(values, Sample(basis, reference, before), direction, rule)
    result = np.full(values.shape, np.nan)
    samples: dict[tuple[int, int], Sample] = {}
    within = rule.options.get("within") == "group"
    for p, group, chosen in _cells(scope, within):
        rows = _rows(p, stats, scope.periods)
        key = (-1 if stats == "pooled" else rows.start, group)
        if key not in samples:
            samples[key] = _sample(basis[rows], scope, group)
        sample = samples[key]
        if not sample.values.size:
            continue
        if scope.unit >= 0:
            row = p if stats in ("period", "pooled") else rows.start
            sample = Sample(sample.values, float(basis[row, scope.unit]))
        try:
            result[p, chosen] = normalise(
                values[p, chosen], sample, direction, _limited(rule, limit, p, chosen)
            )
        except NoSpread:
            on_no_spread(p, group, sample.values.size)
    return result


def _cells(scope: Scope, within: bool) -> Iterator[tuple[int, int, slice | Bools]]:
    """Period, group (-1 = all) and which of the values belong there."""
    for p in range(len(scope.periods)):
        if not within:
            yield p, -1, slice(None)
            continue
        for group in np.unique(scope.group_of[scope.group_of >= 0]):
            yield p, int(group), scope.group_of == group


def _rows(p: int, stats: str, periods: tuple[str, ...]) -> slice:
    if stats == "pooled":
        return slice(0, len(periods))
    q = p if stats == "period" else periods.index(stats)
    return slice(q, q + 1)


def _sample(rows: Floats, scope: Scope, group: int) -> Sample:
    members = rows if group < 0 else rows[:, scope.basis_group_of == group]
    flat = members.reshape(-1)
    missing = np.isnan(flat)
    return Sample(flat[~missing] if missing.any() else flat)


def _limited(rule: Rule, limit: Floats | float | None, p: int, chosen: slice | Bools) -> Rule:
    if limit is None:
        return rule
    here = limit if np.ndim(limit) == 0 else np.asarray(limit)[p, chosen]
    return Rule(rule.name, {**rule.options, "truncate": here})
