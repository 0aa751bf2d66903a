"""The choices of a scheme that could have been made otherwise, and how each is varied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..errors import UsageProblem, wrong_use
from ..messages import say
from ..scenario_parts import read_rules
from ..scheme import Indicator, Node, Rule, Scheme
from ..scheme_check import Checker
from ..scheme_kinds import parse_per_cent
from ..shares import weighed_leaves

# In this order each has its stream of random numbers: a new one goes to the end.
CHOICES = ("weights", "normalise", "aggregate", "impute", "treat", "leave-out", "noise")
METHODS = ("normalise", "aggregate", "impute", "treat")


@dataclass(frozen=True)
class Spread:
    """How weights are drawn, those of siblings together, their total as it is.

    `uniform`: each times a number between 1 - amount and 1 + amount; `dirichlet`: around the
    shares, with the amount as concentration (a share s then has the variance
    s (1 - s) / (amount + 1)); `any`: all shares that siblings can have, equally likely (a flat
    Dirichlet). A weight of 0 stays 0.
    """

    how: Literal["none", "uniform", "dirichlet", "any"]
    amount: float = 0.0

    @property
    def is_none(self) -> bool:
        return self.how == "none" or (self.how == "uniform" and self.amount == 0)


@dataclass(frozen=True)
class Alternative:
    """Other methods for some parts, by id: of nodes to aggregate, of indicators for all else."""

    name: str  # as it was asked for: METHOD, or ID=METHOD
    rules: Mapping[str, Rule]


@dataclass(frozen=True)
class Choices:
    """What is varied: the alternatives stand beside the scheme's own, all equally likely.

    `leave_out`: no indicator or one, equally likely. `noise` is the relative standard deviation
    of the error in each cell of a raw column.
    """

    weights: Spread = Spread("none")
    methods: Mapping[str, tuple[Alternative, ...]] = field(default_factory=dict)  # by `METHODS`
    leave_out: bool = False
    noise: Mapping[str, float] = field(default_factory=dict)  # by raw column

    def alternatives(self, choice: str) -> tuple[Alternative, ...]:
        """Those of one of `METHODS`."""
        return self.methods.get(choice, ())

    def varied(self, scheme: Scheme) -> tuple[str, ...]:
        """The names of the choices that are varied, in the order of `CHOICES`."""
        says = {
            "weights": not self.weights.is_none,
            **{choice: bool(self.alternatives(choice)) for choice in METHODS},
            "leave-out": self.leave_out and len(weighed_leaves(scheme)) > 1,
            "noise": any(self.noise.values()),
        }
        return tuple(choice for choice in CHOICES if says[choice])


def make_choices(
    scheme: Scheme,
    *,
    weights: str = "none",
    normalise: Sequence[Any] = (),
    aggregate: Sequence[Any] = (),
    impute: Sequence[Any] = (),
    treat: Sequence[Any] = (),
    leave_out: bool = False,
    noise: str | None = None,
) -> Choices:
    """Choices from Python, each as on the command line.

    Each alternative is a method (its name, or a table as in a scheme), or methods by id:
    {"index": "geometric"}; one that the scheme has already, or that is given twice, counts once.
    `weights`: "25%", "dirichlet=50", "any" or "none". `noise`: such as "2%", of every raw column
    that has none of its own in the scheme; "none": of no column; None: of those that have their
    own. Raises `UsageProblem` for what cannot be meant.
    """
    check = Checker("", {})
    given = {"normalise": normalise, "aggregate": aggregate, "impute": impute, "treat": treat}
    methods = {
        family: _distinct(family, [_alternative(family, v, scheme, check) for v in values], scheme)
        for family, values in given.items()
    }
    if check.problems:
        raise UsageProblem(check.problems)
    return Choices(_spread(weights), methods, leave_out, _noise(noise, scheme))


def _alternative(family: str, value: Any, scheme: Scheme, check: Checker) -> Alternative:
    parts: Mapping[str, Node | Indicator] = scheme.indicators
    if family == "aggregate":
        parts = scheme.nodes
    names = {id: part.name for id, part in parts.items()}
    rules = read_rules(family, value, names, check, ())
    whole = not isinstance(value, dict) or "method" in value
    said = {id: rule.name for id, rule in rules.items()}
    if whole:
        name = next(iter(said.values()), "")
    else:
        name = ", ".join(f"{id}={method}" for id, method in said.items())
    return Alternative(name, rules)


def _distinct(family: str, found: Sequence[Alternative], scheme: Scheme) -> tuple[Alternative, ...]:
    """Without those that change nothing or are the same: each would be as likely as two."""
    kept: list[Alternative] = []
    for each in found:
        own = {id: own_rule(family, id, scheme) for id in each.rules}
        if each.rules not in (own, *(other.rules for other in kept)):
            kept.append(each)
    return tuple(kept)


def own_rule(family: str, id: str, scheme: Scheme) -> Rule:
    """The scheme's own method of one of `METHODS` for a part."""
    rule: Rule = getattr(scheme.part(id), family)
    return rule


_DIRICHLET = re.compile(r"dirichlet\s*=\s*(\d+\.?\d*|\.\d+)", re.A)


def _spread(text: str) -> Spread:
    if text in ("none", "any"):
        return Spread("none" if text == "none" else "any")
    if (match := _DIRICHLET.fullmatch(text.strip())) and float(match[1]) > 0:
        return Spread("dirichlet", float(match[1]))
    share = parse_per_cent(text)
    if share is not None:
        return Spread("uniform", share)
    raise wrong_use(
        say('{option} cannot be "{value}"', option="weights", value=text),
        say("it takes {values}", values="25% | dirichlet=50 | any | none"),
    )


def _noise(text: str | None, scheme: Scheme) -> dict[str, float]:
    if text == "none":
        return {}
    everywhere = None if text is None else parse_per_cent(text)
    if text is not None and everywhere is None:
        raise wrong_use(
            say('{option} cannot be "{value}"', option="noise", value=text),
            say("it takes {values}", values="2% | none"),
        )
    found = {
        id: everywhere if scheme.raw[id].noise is None else scheme.raw[id].noise
        for id in scheme.used
    }
    return {id: amount for id, amount in found.items() if amount}
