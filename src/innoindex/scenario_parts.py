"""Scenarios, each from its table of a file or from the options of a command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import InnoindexError
from .lookup import find_named, nearest_name
from .messages import Label, say
from .scenario import changed_scheme
from .scheme import ROOT, CellChange, Change, Rule, Scenario, Scheme
from .scheme_check import Checker, Keys, label
from .scheme_keys import SCENARIO
from .scheme_kinds import parse_change


def read_scenarios(value: Any, scheme: Scheme, check: Checker) -> dict[str, Scenario]:
    """The scenarios of a file, by id."""
    if not isinstance(value, dict):
        check.must_be_table(("scenario",))
        return {}
    check.ids("scenario", value)
    return {
        id: read_scenario(id, item, scheme, check, ("scenario", id)) for id, item in value.items()
    }


def read_scenario(id: str, value: Any, scheme: Scheme, check: Checker, keys: Keys) -> Scenario:
    """A scenario from its table; what is wrong is noted in `check` and left out."""
    item = check.table(value, keys, SCENARIO)
    nodes = {node.id: node.name for node in scheme.nodes.values()}
    leaves = {leaf.id: leaf.name for leaf in scheme.indicators.values()}
    weighted = {part: name for part, name in (nodes | leaves).items() if part != ROOT}

    def named(wanted: str, known: Mapping[str, Label], *at: str) -> str | None:
        found = find_named(wanted, known)
        if found is None:
            _unknown(wanted, known, (*keys, *at), check)
        return found

    weight: dict[str, Change] = {}
    for name, text in (item["weight"] or {}).items():
        part, change = named(name, weighted, "weight", name), parse_change(text)
        if part in weight:
            _twice(name, (*keys, "weight", name), check)
        if part and change:
            weight[part] = change
    cells = [
        _cell(name, change, scheme, check, (*keys, "set", name))
        for name, change in (item["set"] or {}).items()
    ]
    dropped = [named(name, weighted, "drop") for name in item["drop"]]
    for part in weight.keys() & set(dropped):
        _twice(part, (*keys, "drop"), check)
    scenario = Scenario(
        id=id,
        name=label(item["name"], id),
        weight=weight,
        set=tuple(cell for cell in cells if cell),
        normalise=read_rules("normalise", item["normalise"], leaves, check, keys),
        aggregate=read_rules("aggregate", item["aggregate"], nodes, check, keys),
        drop=tuple(id for id in dropped if id),
        source=check.path,
        line=check.line(keys),
    )
    if not check.problems:
        try:
            changed_scheme(scheme, scenario)
        except InnoindexError as error:
            check.problems += error.problems
    return scenario


def make_scenario(scheme: Scheme, name: str = "what if", **changes: Any) -> Scenario:
    """A scenario from Python: `weight`, `set`, `normalise`, `aggregate`, `drop` as in a file.

    Raises `InnoindexError` with every problem in them.
    """
    check = Checker("", {})
    scenario = read_scenario(name, changes, scheme, check, ())
    if check.problems:
        raise InnoindexError(check.problems)
    return scenario


def read_rules(
    family: str, value: Any, known: Mapping[str, Label], check: Checker, keys: Keys
) -> dict[str, Rule]:
    """One method for all, or each its own by id."""
    if value is None:
        return {}
    if not isinstance(value, dict) or "method" in value:
        rule = check.rule(family, value, (*keys, family))
        return dict.fromkeys(known, rule)
    rules = {}
    for name, method in value.items():
        at = (*keys, family, name)
        found = find_named(name, known)
        if found is None:
            _unknown(name, known, at, check)
        else:
            rules[found] = check.rule(family, method, at)
    return rules


def _cell(name: str, value: Any, scheme: Scheme, check: Checker, keys: Keys) -> CellChange | None:
    """The change of a "UNIT.COLUMN"; both may have dots in them, so each is tried."""
    known = {
        raw.id: (raw.id, raw.name.zh, raw.name.en, *raw.aliases) for raw in scheme.raw.values()
    }
    pieces = name.split(".")
    for at in range(1, len(pieces)):
        unit, column = ".".join(pieces[:at]), ".".join(pieces[at:])
        for id, names in known.items():
            if column.strip().casefold() in (each.casefold() for each in names):
                change = parse_change(value)
                return CellChange(unit, id, change) if change else None
    if len(pieces) < 2:
        check.problem(
            keys,
            say('"{name}" is not UNIT.COLUMN', name=name),
            say("for example: {example}", example="330109.rd_exp"),
        )
        return None
    every = [each for several in known.values() for each in several]
    check.problem(
        keys,
        say('there is no column "{column}"', column=pieces[-1]),
        nearest_name(pieces[-1], list(known), every),
    )
    return None


def _twice(name: str, keys: Keys, check: Checker) -> None:
    check.problem(keys, say('"{name}" is given twice', name=name), say("keep one of the two"))


def _unknown(wanted: str, known: Mapping[str, Label], keys: Keys, check: Checker) -> None:
    names = [text for name in known.values() for text in (name.zh, name.en)]
    check.problem(
        keys,
        say('{key}: there is no "{name}"', key=".".join(keys), name=wanted),
        nearest_name(wanted, list(known), names),
    )
