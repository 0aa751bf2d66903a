"""The scheme with other methods: every combination of those that are varied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from ..errors import InnoindexError
from ..index import Result, compute
from ..messages import Label, Message, say
from ..normalise import METHODS as NORMALISE
from ..ranking import settled_decimals
from ..scenario import changed_scheme
from ..scheme import ROOT, Indicator, Rule, Scenario, Scheme
from .choices import METHODS, Alternative, Choices
from .drawn_index import DrawnIndex, Rows, drawn_index
from .noised_index import NoisedIndex, noised_index

Key = tuple[int, ...]  # of each of `METHODS` the number of the alternative, 0 = the scheme's own

# Aggregations whose result is on the scale of the scores.
_MEANS = frozenset({"arithmetic", "geometric", "harmonic", "power", "median", "mazziotta-pareto"})


@dataclass(frozen=True)
class Variant:
    """The scheme with a combination of methods, ready to be scored under drawn weights."""

    scheme: Scheme
    index: DrawnIndex
    noised: NoisedIndex | None  # of drawn data, where data are drawn
    decimals: int  # to which its scores are rounded before they are compared
    tiers_hold: bool  # its scores are on the scheme's own scale, or tiers do not go by scores


Variants = Mapping[Key, Variant]
_Chosen = Mapping[str, Alternative]  # by one of `METHODS`, where it is not the scheme's own


def variants_of(base: Result, choices: Choices, rows: Rows) -> Variants:
    """Every combination of methods, for units in periods.

    Raises `InnoindexError` naming the methods of one that cannot be computed.
    """
    return {key: _variant(base, choices, key, rows) for key in _keys(choices)}


def with_usual(
    base: Result, choices: Choices, families: Collection[str], rows: Rows
) -> tuple[Choices, Variants, list[Message]]:
    """The choices with the usual alternatives added to some families, where these are allowed.

    An alternative that cannot be computed together with all the others is left out, and said.
    """
    variants, said = dict(variants_of(base, choices, rows)), []
    for family in families:
        for alternative in _usual(family, base.scheme):
            added = (*choices.alternatives(family), alternative)
            more = replace(choices, methods={**choices.methods, family: added})
            new = [key for key in _keys(more) if key not in variants]
            try:
                found = {key: _variant(base, more, key, rows) for key in new}
            except InnoindexError as error:
                said.append(say("left out: {reason}", reason=error.problems[0].text))
                continue
            choices = more
            variants |= found
    return choices, variants, said


def _keys(choices: Choices) -> Iterator[Key]:
    """Every combination; the scheme's own methods first."""
    return product(*(range(1 + len(choices.alternatives(choice))) for choice in METHODS))


def _variant(base: Result, choices: Choices, key: Key, rows: Rows) -> Variant:
    scheme = base.scheme
    chosen = {
        choice: choices.alternatives(choice)[number - 1]
        for choice, number in zip(METHODS, key, strict=True)
        if number
    }
    try:
        other = _with_methods(scheme, chosen)
        result = compute(base.panel, other, level=base.level)
    except InnoindexError as error:
        names = " + ".join(alternative.name for alternative in chosen.values())
        raise type(error)(
            replace(each, text=say("{scenario}: {text}", scenario=names, text=each.text))
            for each in error.problems
        ) from None
    decimals = settled_decimals(result.index, scheme.rank_decimals)
    return Variant(
        other,
        drawn_index(result, rows),
        noised_index(result, rows) if choices.noise else None,
        decimals,
        _tiers_hold(scheme, chosen),
    )


def _with_methods(scheme: Scheme, chosen: _Chosen) -> Scheme:
    rules = {choice: alternative.rules for choice, alternative in chosen.items()}
    normalise, impute, treat = (rules.get(each, {}) for each in ("normalise", "impute", "treat"))
    scenario = Scenario(
        "variant",
        Label("variant", "variant"),
        normalise=normalise,
        aggregate=rules.get("aggregate", {}),
    )
    changed = changed_scheme(scheme, scenario)
    leaves = {
        id: replace(
            leaf,
            stats=_stats(scheme.indicators[id]) if id in normalise else leaf.stats,
            impute=impute.get(id, leaf.impute),
            treat=treat.get(id, leaf.treat),
        )
        for id, leaf in changed.indicators.items()
    }
    return replace(changed, indicators=leaves)


def _stats(leaf: Indicator) -> str:
    """Where the scheme's own scores compare over time, those of another method should too.

    A fixed reference makes them comparable; bounds and means do if they are of all periods.
    """
    alone = NORMALISE[leaf.normalise.name].alone and leaf.treat.name == "none"
    return "pooled" if alone else leaf.stats


def _tiers_hold(scheme: Scheme, chosen: _Chosen) -> bool:
    by_score = any(t.min_score is not None or t.min_relative is not None for t in scheme.tiers)
    if not by_score or scheme.nodes[ROOT].rescale.name != "none":
        return True
    if "normalise" in chosen:
        return False
    own = {node.aggregate.name for node in scheme.nodes.values()}
    other = chosen["aggregate"].rules.values() if "aggregate" in chosen else ()
    return not other or own | {rule.name for rule in other} <= _MEANS


def _usual(family: str, scheme: Scheme) -> Iterator[Alternative]:
    """What audits of the Joint Research Centre vary, but for what the scheme has already.

    The ranges keep scores above 0, so that a geometric mean can take them: a standardised score of
    mean 50 and sd 10 is, unless a value lies five standard deviations below the mean. Means are
    varied where the dimensions meet.
    """
    if family == "normalise":
        own = {leaf.normalise.name for leaf in scheme.indicators.values()}
        standard = {"mean": 50.0, "sd": 10.0, "ddof": 1, "truncate": None, "within": None}
        for rule in (
            Rule("min-max", {"range": (1.0, 100.0), "within": None}),
            Rule("z-score", standard),
        ):
            if own != {rule.name}:
                yield Alternative(rule.name, dict.fromkeys(scheme.indicators, rule))
    if family == "aggregate":
        own_mean = scheme.nodes[ROOT].aggregate.name
        for name in ("arithmetic", "geometric"):
            if own_mean != name and (name, own_mean) != ("arithmetic", "sum"):
                yield Alternative(f"{ROOT}={name}", {ROOT: Rule(name)})
