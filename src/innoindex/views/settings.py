"""The view of a scheme's settings in words: every method in use, and how scores become ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..messages import Label, Message, say
from ..ranking import EXACT_DECIMALS
from ..scheme import Rule, Scheme, Tier
from ..view import Column, View
from .method_words import AGGREGATE, IMPUTE, TRANSFORM, TREAT, normalisation

_WAYS = 4  # of using one method that are listed; if there are more, each indicator says its own


class _Setting(NamedTuple):
    item: Message
    choice: Message | Label | str
    words: Message | None = None


def settings_view(scheme: Scheme) -> View:
    """A row a setting: what is set, to what, and what that means; of methods, every one in use."""
    rows = [_Setting(say("Index"), scheme.name), *_methods(scheme), *_ranks(scheme)]
    columns = (
        Column("item", say("Setting"), [row.item for row in rows], priority=0),
        Column("choice", say("Choice"), [row.choice for row in rows], priority=1),
        Column("words", say("In words"), [row.words for row in rows], priority=2),
    )
    return View(title=say("Settings"), sentences=(), columns=columns, names=0, id="settings")


def _methods(scheme: Scheme) -> Iterator[_Setting]:
    leaves, nodes = scheme.indicators.values(), scheme.nodes.values()
    yield from _used(
        say("Rule for missing values"),
        [(i.impute, IMPUTE[i.impute.name](i.impute)) for i in leaves],
    )
    for node in nodes:
        if node.min_coverage is not None:
            least = f"{100 * node.min_coverage:.4g}%"
            words = say("{node}: no score with a smaller share of its indicators", node=node.name)
            yield _Setting(say("Least coverage"), least, words)
    if any(i.transform.name != "none" for i in leaves):
        changed = [(i.transform, TRANSFORM[i.transform.name](i.transform)) for i in leaves]
        yield from _used(say("Transformation"), changed)
    yield from _used(
        say("Treatment of outliers"), [(i.treat, TREAT[i.treat.name](i.treat)) for i in leaves]
    )
    yield from _used(
        say("Normalisation"),
        [(i.normalise, normalisation(i.normalise, i.direction, i.stats)) for i in leaves],
    )
    if scheme.base_period is not None:
        words = say("its value of all units together is the reference r")
        yield _Setting(say("Base period"), scheme.base_period, words)
    yield from _used(
        say("Aggregation"), [(n.aggregate, AGGREGATE[n.aggregate.name](n.aggregate)) for n in nodes]
    )
    if any(n.rescale.name != "none" for n in nodes):
        rescaled = [(n.rescale, normalisation(n.rescale, 1, n.stats)) for n in nodes]
        yield from _used(say("Rescaling"), rescaled)


def _used(item: Message, rules: Sequence[tuple[Rule, Message]]) -> Iterator[_Setting]:
    """A row a way of using a method."""
    for name in dict.fromkeys(rule.name for rule, _ in rules):
        said = [words for rule, words in rules if rule.name == name]
        choice = say("{method} ({part} of {all})", method=name, part=len(said), all=len(rules))
        ways = list({str(words): words for words in said}.values())
        if len(ways) > _WAYS:
            ways = [say("in {n} ways: see the scheme's parts", n=len(ways))]
        for words in ways:
            yield _Setting(item, name if len(said) == len(rules) else choice, words)


def _ranks(scheme: Scheme) -> Iterator[_Setting]:
    decimals = scheme.rank_decimals
    yield _Setting(
        say("Ranked by"),
        say("score, rounded to {n} decimals", n=EXACT_DECIMALS if decimals is None else decimals),
        say("decimals shown: {n}", n=scheme.decimals),
    )
    yield _Setting(say("Equal scores"), scheme.ties, _TIES[scheme.ties])
    for tier in scheme.tiers:
        yield _Setting(say("Tier"), tier.name, _condition(tier))
    if scheme.expect_units is not None:
        words = say("another number of units in the period is a warning")
        yield _Setting(say("Units expected"), str(scheme.expect_units), words)
    for each in scheme.breaks:
        words = say("series broken in {period}: {note}", period=each.period, note=each.note)
        which: Message | Label | str = ", ".join(each.units) if each.units else say("every unit")
        yield _Setting(say("Break in series"), which, words)


_TIES = {
    "min": say("they share the smaller rank: 1 2 2 4"),
    "dense": say("they share a rank, the next follows on: 1 2 2 3"),
    "average": say("they share the mean of their ranks: 1 2.5 2.5 4"),
    "first": say("the smaller code goes first: 1 2 3 4"),
}


def _condition(tier: Tier) -> Message:
    if tier.min_score is not None:
        return say("score of at least {least}", least=f"{tier.min_score:g}")
    if tier.max_rank is not None:
        return say("rank {most} or better", most=tier.max_rank)
    if tier.top is not None:
        return say("the first {share} % of the ranked units", share=f"{100 * tier.top:g}")
    if tier.min_relative is not None:
        return say("at least {times} times the mean score", times=f"{tier.min_relative:g}")
    return say("all others")
