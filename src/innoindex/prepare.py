"""An indicator's values before normalising: transformed, outliers treated."""

from __future__ import annotations

import numpy as np

from .messages import Label, Message, say
from .normalise import METHODS
from .panel import Floats
from .scheme import Indicator, Rule
from .transform import transform
from .treat import Treatment, treatment
from .work import Work


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
    keys = ("indicator", indicator.id, "treat")
    rule = indicator.treat
    if rule.name == "none":
        return x, basis
    of_unit = in_transformed_unit(rule, indicator, work, keys)
    if of_unit is None:
        return x, basis
    result, result_basis, bounded = x.copy(), basis.copy(), x.copy()
    for p, period in enumerate(work.panel.periods):
        decided = treatment(_sample(basis, p, indicator.stats, work), of_unit)
        if decided.curve is not None and METHODS[indicator.normalise.name].anchored:
            work.problem(*_left_behind(indicator, decided.curve), keys=keys[:2])
            return x, basis
        bounded[p] = decided.bounded(x[p])
        result[p], result_basis[p] = decided.apply(x[p]), decided.apply(basis[p])
        if indicator.stats == "period" or p == 0:
            for text in _said(indicator, period, decided):
                work.remark(text)
    work.repaired(indicator.id, "treated", rule.name, (bounded > x) | (bounded < x), x, bounded)
    help = say('choose another treatment, such as "winsorise"')
    return _finite(result, x, indicator, say("square root"), help, work), result_basis


def _sample(basis: Floats, p: int, stats: str, work: Work) -> Floats:
    if stats == "pooled":
        return basis.reshape(-1)
    return np.asarray(basis[p if stats == "period" else work.panel.periods.index(stats)])


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


def _said(indicator: Indicator, period: str, decided: Treatment) -> list[Message]:
    whose: Label | Message = indicator.name
    if period and indicator.stats == "period":
        whose = say("{name} in {period}", name=indicator.name, period=period)
    texts = []
    if decided.points:
        texts.append(
            say("{name}: {points} values brought within bounds", name=whose, points=decided.points)
        )
    if decided.curve is not None:
        texts.append(
            say(
                "{name}: {curve} taken because of outliers", name=whose, curve=_curve(decided.curve)
            )
        )
    return texts


def _curve(curve: Rule) -> Message:
    match curve.name:
        case "log":
            return say("logarithm")
        case "sqrt":
            return say("square root")
    return say("Box-Cox of lambda = {power}", power=f"{curve['lambda']:.3g}")
