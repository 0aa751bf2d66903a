"""One indicator from raw columns to scores: derive, impute, transform, treat, normalise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .derive import evaluate
from .expression import Expression
from .impute import METHODS as IMPUTE
from .levels import base_reference, not_additive, summed_values
from .messages import Label, did_you_mean, say
from .normalise import unlimited
from .panel import Bools, Floats, sound
from .prepare import in_transformed_unit, transformed, treated
from .scheme import Indicator, Rule
from .scoring import OnNoSpread, Scope, score
from .transform import transform
from .values import fill_gaps, nothing_above, values_above
from .work import Values, Work, no_spread, scorable

Limit = Floats | float | None  # what truncate says
By = Callable[[Rule, Limit, OnNoSpread], Floats]  # the scores by a rule


@dataclass(frozen=True)
class Gaps:
    """Which cells (P, N) of an indicator are not the table's own values; None = no cell."""

    filled: Bools | None = None  # imputed
    left_out: Bools | None = None  # missing, and allowed to be
    blocked: Bools | None = None  # no value, and no rule for it: no score above it either
    uncovered: Bools | None = None  # do not count as data of the unit's own


def score_indicator(indicator: Indicator, work: Work) -> tuple[Floats, Gaps, Values]:
    """The scores (P, N) of an indicator at the level of `work`, and the values that are scored.

    Its problems are noted in `work`.
    """
    units = work.given.units.get(indicator.id) or fill_gaps(indicator, work)
    basis = transformed(units.values, indicator, work)
    if work.level == "unit":
        return *_scored(indicator, basis, basis, units.missing, work), units
    forbidden = not_additive(indicator.value, work.scheme)
    if forbidden:
        return *_not_summed(indicator, forbidden, work), Values(nothing_above(work))
    above = work.given.level.get(indicator.id) or values_above(indicator, work)
    x = transform(above.values, indicator.transform)
    return *_scored(indicator, x, basis, above.missing, work), above


def _scored(
    indicator: Indicator,
    x: Floats,
    basis: Floats,
    missing: Bools | None,
    work: Work,
) -> tuple[Floats, Gaps]:
    """`missing` are the cells that the table lacks, filled in `x` or not; None = there is none."""
    x, basis = treated(x, basis, indicator, work)
    scores = _normalised(x, basis, indicator, work)
    if missing is None:
        if sound(scores):
            return scores, Gaps()
        missing = np.zeros(scores.shape, dtype=bool)
    rule, kind = indicator.impute, IMPUTE[indicator.impute.name]
    unscored = work.labels.present & np.isnan(scores)
    # A value without a score (a group without spread) is as good as missing, if that is allowed;
    # no value at all, though nothing is missing (a lag), never has a score.
    gap = missing | (unscored & ~np.isnan(x)) if kind.may_be_missing else missing
    if rule.name == "score":
        scores = np.where(gap & unscored, rule["value"], scores)
    still = work.labels.present & np.isnan(scores)
    filled, left_out, blocked = gap & ~still, gap & still, still & ~gap
    work.repaired(indicator.id, "imputed", rule.name, filled, after=x if kind.fill else scores)
    work.repaired(indicator.id, "left out", rule.name, left_out)
    uncovered = gap & ~filled if kind.own_values else gap
    return scores, Gaps(*map(_if_any, (filled, left_out, blocked, uncovered)))


def _if_any(mask: Bools) -> Bools | None:
    return mask if mask.any() else None


def _not_summed(indicator: Indicator, columns: Sequence[str], work: Work) -> tuple[Floats, Gaps]:
    """No scores above the units, and why."""
    work.remark(
        say(
            "{indicator} is left out at this level: {columns} may not be summed over units",
            indicator=indicator.name,
            columns=tuple(work.scheme.raw[name].name for name in columns),
        )
    )
    return nothing_above(work), Gaps(left_out=work.labels.present)


def _normalised(x: Floats, basis: Floats, indicator: Indicator, work: Work) -> Floats:
    keys = ("indicator", indicator.id, "normalise")
    rule = in_transformed_unit(indicator.normalise, indicator, work, keys)
    if rule is None:
        return np.full_like(x, np.nan)

    def told(p: int, group: int, size: int) -> None:
        if indicator.id in work.scheme.counted:
            excused = IMPUTE[indicator.impute.name].may_be_missing
            no_spread(indicator.name, rule, p, group, size, work, keys, excused=excused)

    scope = scope_of(rule, basis, indicator.stats, indicator.name, work, keys)
    reference = _reference(indicator, work)

    def by(rule: Rule, limit: Limit, told: OnNoSpread) -> Floats:
        direction, stats = indicator.direction, indicator.stats
        return score(x, basis, direction, rule, stats, scope, told, reference, limit)

    scores = limited(indicator.id, rule, by, told, work)
    return scorable(indicator.name, rule, scores, work, indicator.value.columns)


def limited(id: str, rule: Rule, by: By, told: OnNoSpread, work: Work) -> Floats:
    """The scores of an indicator or a node by a rule; what the rule cuts off is recorded."""
    scores = by(rule, limit_of(rule, work), told)
    free = unlimited(rule)
    if work.repairs is not None and free is not None:
        work.clipped(id, rule.name, by(free, None, lambda p, group, size: None), scores)
    return scores


def scope_of(
    rule: Rule, basis: Floats, stats: str, name: Label, work: Work, keys: tuple[str, ...]
) -> Scope:
    """The labels to score with; for distance-to-reference with the reference unit looked up."""
    if rule.name != "distance-to-reference":
        return work.scope
    found = np.flatnonzero(work.panel.units == rule["unit"])
    if not found.size:
        text = say('there is no unit "{unit}"', unit=rule["unit"])
        work.problem(text, did_you_mean(rule["unit"], work.panel.units.tolist()), keys=keys)
        return work.scope
    unit = int(found[0])
    for p, period in enumerate(work.panel.periods):
        if np.isnan(basis[p, unit]) and stats in ("period", "pooled", period):
            work.problem(
                say(
                    "{name}: the reference unit {where} has no value",
                    name=name,
                    where=work.panel.where(p, unit),
                ),
                say("fill the cell, or choose another reference unit"),
                keys=keys,
            )
    return replace(work.scope, unit=unit)


def limit_of(rule: Rule, work: Work) -> Limit:
    """The truncate of a rule: a number, or an expression's values at the level of `work`."""
    limit = rule.options.get("truncate")
    if not isinstance(limit, Expression):
        return limit
    if work.level == "unit":
        return evaluate(limit, work.panel.columns)
    return summed_values(limit, work.panel, work.member, work.labels.shape[1])


def _reference(indicator: Indicator, work: Work) -> float:
    """The reference of base-ratio or standard, transformed; nan for other methods."""
    rule = indicator.normalise
    if rule.name not in ("base-ratio", "standard"):
        return np.nan
    given = indicator.reference if indicator.reference is not None else rule["reference"]
    if given is None:
        period = work.scheme.base_period
        assert period is not None  # else the scheme was refused
        forbidden = not_additive(indicator.value, work.scheme)
        if forbidden:
            work.problem(
                say(
                    "{indicator} has no reference: {columns} may not be summed over units",
                    indicator=indicator.name,
                    columns=forbidden,
                ),
                say("give the indicator reference = the value that scores 100"),
                keys=("indicator", indicator.id),
            )
            return np.nan
        given = base_reference(indicator.value, work.panel, period)
    reference = float(transform(np.float64(given), indicator.transform))
    if not np.isfinite(reference) or reference <= 0:  # which would turn the order round
        shown = f"{given:g}"
        work.problem(
            say("{indicator}: the reference is {value}", indicator=indicator.name, value=shown),
            say("give the indicator reference = a value above 0, also when it is transformed"),
            keys=("indicator", indicator.id),
        )
        return np.nan
    return reference
