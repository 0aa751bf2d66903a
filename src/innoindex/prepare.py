"""An indicator's values before normalising: transformed, outliers treated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .messages import Label, Message, say
from .normalise import METHODS
from .panel import Floats
from .scheme import Indicator, Rule
from .transform import transform
from .treat import Treatment, treatment
from .work import Work

_CURVES = {"log": say("logarithm"), "sqrt": say("square root"), "box-cox": say("Box-Cox curve")}


def transformed(values: Floats, indicator: Indicator, work: Work) -> Floats:
    """The values transformed; those that have no transform are problems, and missing."""
    if indicator.transform.name == "none":
        return values
    x = transform(values, indicator.transform)
    help = say('choose another transform, such as "log1p" or "sqrt"')
    return _finite(x, values, indicator, indicator.transform.name, help, work)


def _finite(
    x: Floats,
    values: Floats,
    indicator: Indicator,
    curve: Message | str,
    help: Message,
    work: Work,
) -> Floats:
    """x, missing where a value has no transform."""
    bad = ~np.isnan(values) & ~np.isfinite(x)
    for p, u in np.argwhere(bad):
        work.cell_problem(
            int(p),
            int(u),
            say(
                "{indicator}: {value} has no {transform}",
                indicator=indicator.name,
                value=f"{values[p, u]:g}",
                transform=curve,
            ),
            help,
            indicator.value.columns,
        )
    return np.where(bad, np.nan, x) if bad.any() else x


def in_transformed_unit(
    rule: Rule, indicator: Indicator, work: Work, keys: tuple[str, ...]
) -> Rule | None:
    """The rule with its bounds and targets transformed as the values are; None if one cannot be."""
    options = dict(rule.options)
    for name in ("lower", "upper", "target"):
        if options.get(name) is None:
            continue
        bound = float(transform(np.float64(options[name]), indicator.transform))
        if not np.isfinite(bound):
            work.problem(
                say(
                    "{indicator}: the bound {value} has no {transform}",
                    indicator=indicator.name,
                    value=options[name],
                    transform=indicator.transform.name,
                ),
                say("bounds are given untransformed: choose one that has it"),
                keys=keys,
            )
            return None
        options[name] = bound
    return Rule(rule.name, options)


def treated(x: Floats, basis: Floats, indicator: Indicator, work: Work) -> tuple[Floats, Floats]:
    """Outliers treated, as decided on the basis: period by period, pooled or on one period."""
    keys = ("indicator", indicator.id)
    if indicator.treat.name == "none":
        return x, basis
    rule = in_transformed_unit(indicator.treat, indicator, work, (*keys, "treat"))
    if rule is None:
        return x, basis
    decided = _decided(basis, rule, indicator.stats, work.panel.periods)
    curves = [each.curve for each in decided if each.curve is not None]
    if curves and METHODS[indicator.normalise.name].anchored:
        work.problem(*_left_behind(indicator, curves[0]), keys=keys)
        return x, basis
    for text in _said(indicator, decided, work.panel.periods):
        work.remark(text)
    bounded = np.stack([each.bounded(row) for each, row in zip(decided, x, strict=True)])
    work.repaired(indicator.id, "treated", rule.name, (bounded > x) | (bounded < x), x, bounded)
    result, result_basis = (
        np.stack([each.apply(row) for each, row in zip(decided, rows, strict=True)])
        for rows in (x, basis)
    )
    help = say('choose another treatment, such as "winsorise"')
    return _finite(result, x, indicator, say("square root"), help, work), result_basis


def _decided(basis: Floats, rule: Rule, stats: str, periods: tuple[str, ...]) -> list[Treatment]:
    """What is to be done in each period."""
    if stats == "period":
        return [treatment(row, rule) for row in basis]
    sample = basis.reshape(-1) if stats == "pooled" else basis[periods.index(stats)]
    return [treatment(sample, rule)] * len(periods)


def _left_behind(indicator: Indicator, curve: Rule) -> tuple[Message, Message]:
    """Bounds and references are in the values' own unit: a curve would leave them behind."""
    return (
        say(
            "{indicator}: {method} cannot take the {transform} of outliers",
            indicator=indicator.name,
            method=indicator.normalise.name,
            transform=curve.name,
        ),
        say(
            "give the indicator transform = {transform}, another treatment, or a method "
            "without bounds of its own",
            transform=f'"{curve.name}"',
        ),
    )


def _said(
    indicator: Indicator, decided: Sequence[Treatment], periods: Sequence[str]
) -> Iterator[Message]:
    """What was done; once, if it was decided once."""
    name = indicator.name
    once = indicator.stats != "period"
    for period, each in zip(periods, decided[:1] if once else decided, strict=not once):
        whose: Label | Message = name
        if period and not once:
            whose = say("{name} in {period}", name=name, period=period)
        if each.points:
            yield say(
                "{name}: {points} values brought within bounds", name=whose, points=each.points
            )
        if each.curve is not None:
            curve = _CURVES[each.curve.name]
            yield say("{name}: {curve} taken because of outliers", name=whose, curve=curve)
    curves = [each.curve.name for each in decided if each.curve is not None]
    if 0 < len(curves) < len(decided):
        yield say(
            "{name}: {curve} taken in some periods only: scores of the others do not compare",
            name=name,
            curve=_CURVES[curves[0]],
        )
