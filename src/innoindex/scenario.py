"""What-ifs as overlays: a scenario makes another scheme and another panel; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from .errors import InnoindexError, Problem, UsageProblem
from .lookup import find_unit
from .messages import Message, say
from .panel import Panel
from .scheme import Change, Indicator, Node, Scenario, Scheme
from .scheme_check import Checker
from .scheme_rules import check_references

_NOISE = 1e-12


def changed_scheme(scheme: Scheme, scenario: Scenario) -> Scheme:
    """The scheme under a scenario: weights, methods and dropped indicators, all else as it is.

    A share is among the siblings, whose total weight stays as it is; the others keep their
    proportions. Raises `InnoindexError` for weights that cannot be, and for a method that lacks a
    reference.
    """
    problems: list[Problem] = []
    weights = _weights(scheme, scenario, problems)
    nodes: dict[str, Node] = {}
    for id, node in scheme.nodes.items():
        aggregate = scenario.aggregate.get(id, node.aggregate)
        nodes[id] = replace(node, weight=weights.get(id, node.weight), aggregate=aggregate)
    indicators: dict[str, Indicator] = {}
    for id, indicator in scheme.indicators.items():
        normalise = scenario.normalise.get(id, indicator.normalise)
        indicators[id] = replace(indicator, weight=weights[id], normalise=normalise)
    check = Checker(scheme.source, scheme.lines)
    changed = {id: indicators[id] for id in scenario.normalise}
    check_references(changed, scheme.base_period, check)
    problems += _placed(check.problems, scenario)
    _stop_if_any(problems, scenario)
    return replace(scheme, nodes=nodes, indicators=indicators)


def _placed(problems: Iterable[Problem], scenario: Scenario) -> list[Problem]:
    """The problems with the scenario's place: it, not the scheme or the table, is to be mended."""
    return [replace(each, path=scenario.source, row=scenario.line) for each in problems]


def _stop_if_any(problems: list[Problem], scenario: Scenario) -> None:
    """A scenario that is in no file was asked for in a way that cannot be meant."""
    if problems:
        raise (InnoindexError if scenario.source else UsageProblem)(problems)


def _weights(scheme: Scheme, scenario: Scenario, problems: list[Problem]) -> dict[str, float]:
    """The weights by id: numbers and factors first, then the shares among what they give."""

    def problem(text: Message, help: Message) -> None:
        problems.append(Problem(text, help, scenario.source, scenario.line))

    weights: dict[str, float] = {}
    for parent, siblings in scheme.children.items():
        own = {id: scheme.weight(id) for id in siblings}
        for id in siblings:
            if id in scenario.drop:
                own[id] = 0.0
            elif id in scenario.weight:
                own[id] = changed(own[id], scenario.weight[id])
        shares = {
            id: change.amount / 100
            for id, change in scenario.weight.items()
            if id in siblings and change.how == "share"
        }
        if shares:
            own = _shared(own, shares, parent, problem)
        touched = any(id in scenario.drop or id in scenario.weight for id in siblings)
        if touched and not any(own.values()):
            problem(
                say('the weights under "{id}" would all be 0', id=parent),
                say("leave one of them a weight, or drop the dimension itself"),
            )
        weights |= own
    return weights


def _shared(
    own: Mapping[str, float],
    shares: Mapping[str, float],
    parent: str,
    problem: Callable[[Message, Message], None],
) -> dict[str, float]:
    """The weights with some of them set to shares of the total."""
    total = sum(own.values()) or 1.0
    rest = sum(weight for id, weight in own.items() if id not in shares)
    left = 1 - sum(shares.values())
    if left < -_NOISE or (left > _NOISE and rest == 0):
        problem(
            say(
                'the shares under "{id}" add up to {share}%',
                id=parent,
                share=f"{100 * (1 - left):.6g}",
            ),
            say("they may not exceed 100%, and are 100% if nothing else there has a weight"),
        )
        return dict(own)
    factor = max(left, 0.0) * total / rest if rest else 0.0
    return {id: shares[id] * total if id in shares else own[id] * factor for id in own}


def changed(value: float, change: Change) -> float:
    """A number after a change; a share is left to its siblings."""
    match change.how:
        case "to":
            return change.amount
        case "times":
            return value * change.amount
        case "plus":
            return value + change.amount
        case "per cent":
            return value * (1 + change.amount / 100)
    return value


def changed_panel(panel: Panel, scenario: Scenario, period: int) -> Panel:
    """The panel with the scenario's raw values in a period (an index), all others as they are.

    Raises `InnoindexError` for a unit that the period does not have, and a missing value that is
    to be changed by an amount.
    """
    if not scenario.set:
        return panel
    problems: list[Problem] = []
    columns = dict(panel.columns)
    for cell in scenario.set:
        try:
            unit = find_unit(panel, cell.unit)
        except UsageProblem as error:
            problems += _placed(error.problems, scenario)
            continue
        values = columns[cell.column].copy()
        value = changed(float(values[period, unit]), cell.change)
        if np.isnan(value) or not panel.present[period, unit]:
            problems.append(
                Problem(
                    say(
                        "{where}: no value of {column} to change",
                        where=panel.where(period, unit),
                        column=cell.column,
                    ),
                    say("give the value itself, or choose another period")
                    if panel.present[period, unit]
                    else say("choose another unit or period"),
                    scenario.source,
                    scenario.line,
                )
            )
        values[period, unit] = value
        columns[cell.column] = values
    _stop_if_any(problems, scenario)
    return replace(panel, columns=columns)
