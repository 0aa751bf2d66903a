"""A scheme under weights that come from a method: of each node's parts, or of all indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .errors import InnoindexError, Problem
from .index import Result, compute
from .messages import Label, Message, say
from .panel import Floats
from .period import period_position
from .scenario import changed_scheme
from .scheme import ROOT, Change, Scenario, Scheme
from .shares import (
    index_shares,
    sibling_shares,
    weighed_leaves,
    weighed_nodes,
    weighed_parts,
)
from .weight_sets import METHOD_NAMES, WeighedSet, Weigher
from .weighting import METHODS
from .whatif import Variant, what_if

JUDGED = "ahp"  # weighs by judgements, which someone has to give
DOUBT = "benefit-of-the-doubt"  # gives each unit its own shares
_MOST_PROGRAMS = 1000  # units: benefit of the doubt solves a linear programme for each


@dataclass(frozen=True)
class Reweighed:
    """A scheme's weights by a method, from the scores of a period or of all (`pooled`).

    `scenario` changes the scheme's weights to them; the total under each node stays what it was.
    """

    method: str
    base: Result
    p: int
    pooled: bool
    together: bool
    sets: tuple[WeighedSet, ...]
    scenario: Scenario

    @property
    def name(self) -> Message:
        return METHOD_NAMES[self.method]

    @property
    def period(self) -> str:
        return self.base.periods[self.p]

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme under the new weights."""
        return changed_scheme(self.base.scheme, self.scenario)

    @cached_property
    def variant(self) -> Variant:
        """The period's ranking under the new weights beside the scheme's."""
        base = self.base
        what = what_if(base.panel, base.scheme, [self.scenario], period=self.period, base=base)
        return what.variants[0]


def weigh_scheme(
    result: Result,
    method: str,
    *,
    period: str | None = None,
    pooled: bool = False,
    together: bool = False,
    of: str | None = None,
    judgements: Mapping[str, Floats] | None = None,
    factors: int | None = None,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Reweighed:
    """Weights of a scheme's parts by a method (a key of `weighting.METHODS`).

    Each node's children are weighed by the scores that the units have in them in a period (default:
    the last; `pooled`: in all), from the bottom up: the scores of dimensions are those under their
    new weights. `together` weighs all indicators as one set, `of` the children of one node. Parts
    of weight 0 stay out. `judgements` (K, K) by node are for `ahp`, which weighs no other node;
    their order is that of `weighed_parts`. Units without a score of a sibling are left out.

    Raises `InnoindexError` with every node that the method has no weights for, `KeyError` for a
    method, period or node that is not there.
    """
    result = _of_units(result)
    scheme, p = result.scheme, period_position(result.periods, period)
    if of is not None and of not in scheme.nodes:
        raise KeyError(of)
    rows = slice(None) if pooled else slice(p, p + 1)
    weigher = Weigher(result, method, rows, judgements or {}, factors, bounds)
    if together:
        nodes: Sequence[str] = weighed_nodes(scheme)
        leaves = {ROOT: weighed_leaves(scheme)}
        sets = weigher.weigh_sets(leaves, index_shares(scheme), result.scores)
        amounts = _summed(scheme, sets)
    else:
        nodes = [of] if of is not None else list(weigher.judgements or weighed_nodes(scheme))
        sets = _from_the_bottom(weigher, nodes)
        amounts = _amounts(sets)
    scenario = _scenario(scheme, method, nodes, amounts)
    return Reweighed(method, result, p, pooled, together, tuple(sets), scenario)


@dataclass(frozen=True)
class Compared:
    """A scheme's weights by several methods, side by side; `failed`: why some have none."""

    base: Result
    p: int
    pooled: bool
    together: bool
    done: tuple[Reweighed, ...]
    failed: Mapping[str, tuple[Problem, ...]]


def compare_weights(
    result: Result,
    *,
    period: str | None = None,
    pooled: bool = False,
    together: bool = False,
    of: str | None = None,
) -> Compared:
    """Weights by every method that needs nothing but the scores; as `weigh_scheme`.

    A method that has no weights for a node is left out, and why is in `failed`.
    """
    result = _of_units(result)
    done: list[Reweighed] = []
    failed: dict[str, tuple[Problem, ...]] = {}
    for method in METHODS:
        if method == JUDGED:
            continue
        if method == DOUBT and _rows(result, pooled) > _MOST_PROGRAMS:
            text = say(
                "{method}: of more than {most} units only when asked for",
                method=METHOD_NAMES[method],
                most=_MOST_PROGRAMS,
            )
            help = say("add --method {method}: it takes a while", method=method)
            failed[method] = (Problem(text, help),)
            continue
        try:
            done.append(
                weigh_scheme(result, method, period=period, pooled=pooled, together=together, of=of)
            )
        except InnoindexError as error:
            failed[method] = error.problems
    p = period_position(result.periods, period)
    return Compared(result, p, pooled, together, tuple(done), failed)


def _of_units(result: Result) -> Result:
    """The result with what is weighed by: the scores that the units have in the indicators."""
    if result.level == "unit" and result.values:
        return result
    return compute(result.panel, result.scheme)


def _rows(result: Result, pooled: bool) -> int:
    return result.panel.present.size if pooled else result.panel.present.shape[1]


def _from_the_bottom(weigher: Weigher, nodes: Sequence[str]) -> list[WeighedSet]:
    """The children of each node, the nodes below it first."""
    result, scheme = weigher.result, weigher.result.scheme
    nominal, scores = sibling_shares(scheme), result.scores
    sets: list[WeighedSet] = []
    for level in _levels(scheme, nodes):
        if sets:  # the scores of dimensions are those under their new weights
            below = _scenario(scheme, weigher.method, nodes, _amounts(sets))
            new = compute(result.panel, changed_scheme(scheme, below), keep_indicators=False)
            scores = {**result.scores, **new.scores}
        parts = {node: weighed_parts(scheme, node) for node in level}
        sets += weigher.weigh_sets(parts, nominal, scores)
    return sets


def _levels(scheme: Scheme, nodes: Sequence[str]) -> list[list[str]]:
    """The nodes by how many levels of them are below, the lowest first."""
    height: dict[str, int] = {}
    for node in scheme.bottom_up:
        below = [height[child] for child in scheme.children[node] if child in height]
        height[node] = max(below, default=-1) + 1
    found = sorted({height[node] for node in nodes})
    return [[node for node in nodes if height[node] == level] for level in found]


def _amounts(sets: Iterable[WeighedSet]) -> dict[str, float]:
    """The share of each weighed part among those weighed with it, by id."""
    return {
        id: float(share)
        for each in sets
        for id, share in zip(each.parts, each.weights.shares, strict=True)
    }


def _summed(scheme: Scheme, sets: Iterable[WeighedSet]) -> dict[str, float]:
    """The shares of the indicators, and of each dimension the sum of those below it."""
    leaves = _amounts(sets)
    nodes = {id: sum(leaves.get(leaf, 0.0) for leaf in scheme.leaves[id]) for id in scheme.nodes}
    return leaves | nodes


def _scenario(
    scheme: Scheme, method: str, nodes: Iterable[str], amounts: Mapping[str, float]
) -> Scenario:
    """The weights of the nodes' parts in proportion to the amounts; their total stays as it is.

    So nodes that are sums keep their scale. Parts that keep their weights, and those that are all
    worth nothing, are not in it.
    """
    weight: dict[str, Change] = {}
    for node in nodes:
        parts = [part for part in weighed_parts(scheme, node) if part in amounts]
        old = np.array([scheme.weight(part) for part in parts])
        own = np.array([amounts[part] for part in parts])
        if not own.sum() > 0:
            continue
        new = own / own.sum() * old.sum()
        if not np.allclose(new, old, rtol=1e-12, atol=0):
            weight |= {part: Change("to", float(w)) for part, w in zip(parts, new, strict=True)}
    name = METHOD_NAMES[method]
    return Scenario(method, Label(name.text("zh"), name.text("en")), weight)


def inexact_nodes(scheme: Scheme) -> tuple[str, ...]:
    """The nodes below which an indicator's share of the weights is not its share of the score."""
    return tuple(
        id
        for id in weighed_nodes(scheme)
        if (
            (rule := scheme.nodes[id].aggregate.name) != "arithmetic"
            and not (id == ROOT and rule == "sum")
        )
        or (id != ROOT and scheme.nodes[id].rescale.name != "none")
    )
