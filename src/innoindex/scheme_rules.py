"""What a scheme must satisfy as a whole: names, tree, weights, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .errors import Problem
from .messages import nearest, say
from .scheme import ROOT, Indicator, Node, Scheme
from .scheme_check import Checker, Tables

DEEPEST = 100  # dimensions in one another: the tree is walked by recursion


def check_tree(
    nodes: Mapping[str, Node], indicators: Mapping[str, Indicator], check: Checker
) -> None:
    for id, node in nodes.items():
        seen = {id}
        parent = node.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = nodes[parent].parent
        if len(seen) > DEEPEST:
            check.problem(
                ("dimension", id, "parent"),
                say('dimension "{id}" is more than {n} deep', id=id, n=DEEPEST),
                say("put dimensions beside one another, not each in the one before"),
            )
            break
        if parent == id:
            check.problem(
                ("dimension", id, "parent"),
                say('dimension "{id}" is above itself', id=id),
                say("follow the parents up: they must end at the index"),
            )
    used = {node.parent for node in nodes.values()} | {i.parent for i in indicators.values()}
    for id in nodes:
        if id != ROOT and id not in used:
            check.problem(
                ("dimension", id),
                say('dimension "{id}" is empty', id=id),
                say('give an indicator dimension = "{id}", or remove it', id=id),
            )


def check_weights(
    nodes: Mapping[str, Node],
    indicators: Mapping[str, Indicator],
    tables: Mapping[str, Tables],
    check: Checker,
) -> None:
    siblings: dict[str, list[tuple[str, str]]] = {}
    for id, node in nodes.items():
        if node.parent is not None:
            siblings.setdefault(node.parent, []).append(("dimension", id))
    for id, indicator in indicators.items():
        siblings.setdefault(indicator.parent, []).append(("indicator", id))
    for parent, members in siblings.items():
        weights = {(table, id): tables[table][id]["weight"] for table, id in members}
        absent = [key for key, weight in weights.items() if weight is None]
        if nodes[parent].aggregate.name != "sum" and 0 < len(absent) < len(weights):
            for table, id in absent:
                check.problem(
                    (table, id),
                    say('"{id}" has no weight, but others beside it have', id=id),
                    say("give every one a weight, or none (then all are equal)"),
                )
        elif not absent and sum(weights.values()) == 0:
            check.problem(
                (*members[0], "weight"),
                say('the weights under "{id}" are all 0', id=parent),
                say("give one of them a weight above 0"),
            )


def check_references(
    indicators: Mapping[str, Indicator], base_period: str | None, check: Checker
) -> None:
    for id, indicator in indicators.items():
        name = indicator.normalise.name
        given = indicator.reference is not None or indicator.normalise.options.get("reference")
        if name == "standard" and not given:
            check.problem(
                ("indicator", id),
                say('"{id}" is scored by standard but has no reference', id=id),
                say("give reference = the value that scores 100"),
            )
        if name == "base-ratio" and not given and base_period is None:
            check.problem(
                ("indicator", id),
                say('"{id}" is scored by base-ratio but has no reference', id=id),
                say("give [index] base = {{ period = … }}, or the indicator a reference"),
            )


def check_rescales(nodes: Mapping[str, Node], check: Checker) -> None:
    for id, node in nodes.items():
        rule = node.rescale
        if rule.name in ("base-ratio", "standard") and rule.options.get("reference") is None:
            keys = ("index",) if id == ROOT else ("dimension", id)
            check.problem(
                (*keys, "rescale"),
                say('rescale of "{id}": {method} needs a reference', id=id, method=rule.name),
                say('write {{ method = "{method}", reference = … }}', method=rule.name),
            )


def doubtful_names(scheme: Scheme) -> Iterator[Problem]:
    """Warnings of raw columns that have no table of their own but are named much like one."""
    declared = [column.id for column in scheme.raw.values() if column.declared]
    for id, indicator in scheme.indicators.items():
        for name in indicator.value.columns:
            near = None if name in declared else nearest(name, declared, 0.85)
            if near:
                yield Problem(
                    say('"{name}" has no table [raw.{name}]', name=name),
                    near,
                    scheme.source,
                    scheme.line("indicator", id, "value"),
                    severity="warning",
                )
