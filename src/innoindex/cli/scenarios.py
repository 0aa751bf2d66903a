"""Scenarios from the options of a command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import UsageProblem, wrong_use
from ..lookup import find_named
from ..messages import Label, did_you_mean, say
from ..scenario_file import read_scenario_file
from ..scenario_parts import read_scenario
from ..scheme import Scenario, Scheme
from ..scheme_check import Checker
from .methods import named_method

_LONGEST = 24  # characters
_NUMBER = r"(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)"
_CHANGE = re.compile(rf"(.+?)\s*(?:=\s*([+-]?{_NUMBER}\s*%?)|([+\-*]\s*{_NUMBER}\s*%?))\s*", re.A)
_FULL_WIDTH = str.maketrans("＝＋－＊×％．０１２３４５６７８９", "=+-**%.0123456789")


@dataclass(frozen=True)
class Asked:
    """What the options say: names of scenarios, and changes that make one of their own."""

    scenarios: list[str] | None = None
    weight: list[str] | None = None
    set: list[str] | None = None
    normalise: list[str] | None = None
    aggregate: list[str] | None = None
    drop: list[str] | None = None

    @property
    def changes(self) -> list[str]:
        """The changes that make a scenario of their own, as they were asked for."""
        given = (self.weight, self.set, self.normalise, self.aggregate)
        said = [text for texts in given for text in texts or ()]
        return said + [f"-{id}" for id in self.drop or ()]


def scenarios_of(asked: Asked, scheme: Scheme) -> list[Scenario]:
    """The scenarios asked for, each with an id of its own; the options' own comes last."""
    found = [scenario for name in asked.scenarios or () for scenario in _named(name, scheme)]
    if asked.changes:
        found.append(_from_options(asked, scheme))
    if not found and not scheme.scenarios:
        raise wrong_use(
            say("no scenario is asked for, and the scheme has none"),
            say("add --weight, --set, --drop, --normalise, --aggregate or --scenario"),
        )
    found = found or list(scheme.scenarios.values())
    return list(_with_own_ids(found))


def one_scenario(name: str, scheme: Scheme) -> Scenario:
    """The one scenario of a name or a file."""
    found = _named(name, scheme)
    if len(found) == 1:
        return found[0]
    raise wrong_use(
        say("{file} has {count} scenarios", file=name, count=len(found)),
        say("keep one of them in a file of its own"),
    )


def _with_own_ids(scenarios: Iterable[Scenario]) -> Iterator[Scenario]:
    taken: set[str] = set()
    for scenario in scenarios:
        id, number = scenario.id, 2
        while id in taken:
            id, number = f"{scenario.id}-{number}", number + 1
        taken.add(id)
        yield replace(scenario, id=id)


def _named(name: str, scheme: Scheme) -> tuple[Scenario, ...]:
    """A scenario of the scheme, by id or name, or those of a file."""
    known = {id: scenario.name for id, scenario in scheme.scenarios.items()}
    found = find_named(name, known)
    if found is not None:
        return (scheme.scenarios[found],)
    if name.endswith(".toml") or Path(name).is_file():
        return read_scenario_file(name, scheme)
    help = (
        did_you_mean(name, tuple(known))
        if known
        else say("the scheme has no scenario: write [scenario.ID] in it, or name a file")
    )
    raise wrong_use(say('there is no scenario "{name}"', name=name), help)


def _from_options(asked: Asked, scheme: Scheme) -> Scenario:
    table: dict[str, Any] = {
        "weight": _assignments("--weight", asked.weight),
        "set": _assignments("--set", asked.set),
        "normalise": _methods("--normalise", asked.normalise),
        "aggregate": _methods("--aggregate", asked.aggregate),
        "drop": asked.drop,
    }
    check = Checker("", {})
    given = {key: value for key, value in table.items() if value}
    scenario = read_scenario("whatif", given, scheme, check, ())
    if check.problems:
        raise UsageProblem(check.problems)
    text = ", ".join(asked.changes)
    if len(text) > _LONGEST:  # it heads a column
        return replace(scenario, name=Label("所给改动", "changes given"))
    return replace(scenario, name=Label(text, text))


def _assignments(option: str, texts: Iterable[str] | None) -> dict[str, float | str]:
    """`ID=2` gives 2, `ID=40%` "40%", `ID*0.5` "*0.5", `ID+10%` "+10%"."""
    found: dict[str, float | str] = {}
    for text in texts or ():
        match = _CHANGE.fullmatch(text.translate(_FULL_WIDTH))
        if match is None:
            example = "output=40%" if option == "--weight" else "330109.rd_exp=85"
            raise wrong_use(
                say('{option} cannot be "{value}"', option=option, value=text),
                say("for example: {example}", example=f"{option} {example}"),
            )
        name = match[1].strip()
        if name in found:
            raise wrong_use(say('"{name}" is given twice', name=name), say("keep one of the two"))
        value = match[2] or match[3]
        plain = match[2] is not None and not value.endswith("%")
        found[name] = float(value) if plain else value
    return found


def _methods(option: str, texts: Iterable[str] | None) -> Any:
    """One method for all, or a table of methods by id."""
    found = [named_method(option, text) for text in texts or ()]
    if len(found) == 1 and found[0][0] is None:
        return found[0][1]
    if any(id is None for id, _ in found):
        raise wrong_use(
            say("{option}: one method for all, or each ID=METHOD", option=option),
            say("for example: {example}", example=f"{option} index=geometric"),
        )
    return dict(found)
