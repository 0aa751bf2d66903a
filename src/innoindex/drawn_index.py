"""The index of a result under many drawn weights at once.

There are three ways to the same numbers: one matrix product, where the index is a sum on a curve;
node by node, where a period can be scored by itself; the whole index again, draw by draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .aggregate import NotPositive, aggregate
from .drawn_weights import DrawnWeights
from .errors import InnoindexError, NoWeights
from .expression import Expression
from .index import Result, compute
from .normalise import METHODS
from .panel import Bools, Floats, Ints
from .scheme import ROOT, Node, Scheme
from .scoring import Scope, score
from .shares import weighed_leaves, weighed_nodes

Rows = Sequence[tuple[int, Ints]]  # periods, each with its units (both as indices)
# The index (D, N) under D draws of weights, in each of the rows; missing is what has none.
Scored = Callable[[DrawnWeights], list[Floats]]


class DrawnIndex(NamedTuple):
    """The index as a function of drawn weights, and whether many draws are scored at once."""

    scored: Scored
    at_once: bool


def drawn_index(result: Result, rows: Rows) -> DrawnIndex:
    """The index of some units in some periods. The result must have its indicators.

    A unit that has no index in the result has none under any weights.
    """
    found = _by_product(result, rows)
    if found is None and _alone(result):
        found = _by_nodes(result, rows)
    return DrawnIndex(found or _by_compute(result, rows), found is not None)


def _by_product(result: Result, rows: Rows) -> Scored | None:
    """Where nothing is missing and all nodes take the same mean: a sum, or a power mean.

    A power mean is a sum of powers (of logarithms, if the power is 0), at every depth.
    """
    scheme = result.scheme
    leaves, nodes = weighed_leaves(scheme), [scheme.nodes[id] for id in weighed_nodes(scheme)]
    powers = {_power(node) for node in nodes}
    power = powers.pop()
    if powers or power is None or any(node.rescale.name != "none" for node in nodes):
        return None
    tables, ranked = [], []
    for p, units in rows:
        has_index = ~np.isnan(result.index[p, units])
        table = np.array([result.scores[leaf][p, units[has_index]] for leaf in leaves])
        if not np.isfinite(table).all():
            return None
        curved = _curved(table, power)
        if not _exact(curved, table, power):
            return None
        ranked.append(has_index)
        tables.append(curved)

    def scored(weights: DrawnWeights) -> list[Floats]:
        shares = _index_shares(scheme, leaves, weights)
        return [
            _at(has_index, _straight(shares @ table, power))
            for table, has_index in zip(tables, ranked, strict=True)
        ]

    return scored


def _at(chosen: Bools, values: Floats) -> Floats:
    """The values (D, n) at the chosen of N places, missing at the others."""
    if chosen.all():
        return values
    found = np.full((len(values), chosen.size), np.nan)
    found[:, chosen] = values
    return found


def _power(node: Node) -> float | None:
    """The power whose mean a node takes, a sum counting as 1; None: it takes no such mean."""
    powers = {"arithmetic": 1.0, "sum": 1.0, "geometric": 0.0, "harmonic": -1.0}
    given = node.aggregate.options.get("p")
    return powers.get(node.aggregate.name, None if given is None else float(given))


def _curved(x: Floats, power: float) -> Floats:
    with np.errstate(all="ignore"):
        return x if power == 1 else np.log(x) if power == 0 else np.asarray(x**power)


def _exact(curved: Floats, x: Floats, power: float) -> bool:
    """Whether no power is beyond what a float holds, as high ones of scores far from 1 are."""
    smallest = -np.inf if power in (0, 1) else np.finfo(np.float64).tiny
    return bool((np.isfinite(curved) & ((curved >= smallest) | (x == 0))).all())


def _straight(x: Floats, power: float) -> Floats:
    return x if power == 1 else np.exp(x) if power == 0 else np.asarray(x ** (1 / power))


def _index_shares(scheme: Scheme, leaves: tuple[str, ...], weights: DrawnWeights) -> Floats:
    """What each indicator's score counts in the index (D, L): the product of its shares."""
    found = {ROOT: np.ones((len(weights[ROOT]), 1))}
    for node in reversed(scheme.bottom_up):
        own = weights[node]
        if scheme.nodes[node].aggregate.name != "sum":
            total = own.sum(axis=1, keepdims=True)
            own = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
        for number, child in enumerate(scheme.children[node]):
            found[child] = found[node] * own[:, number, None]
    return np.hstack([found[leaf] for leaf in leaves])


def _alone(result: Result) -> bool:
    """Whether a period can be scored without the others, and nodes without the raw columns."""
    nodes = [result.scheme.nodes[id] for id in weighed_nodes(result.scheme)]
    if result.coverage is not None and any(node.min_coverage is not None for node in nodes):
        return False
    for node in nodes:
        rule = node.rescale
        if rule.name == "none":
            continue
        looks = not METHODS[rule.name].alone and node.stats != "period"
        if looks or rule.name in ("chain", "distance-to-reference") or result.level != "unit":
            return False
        if isinstance(rule.options.get("truncate"), Expression):
            return False
    return True


def _by_nodes(result: Result, rows: Rows) -> Scored | None:
    """Node by node; None if that is not the index at the scheme's own weights.

    (As where a unit has no score because a value is missing that no rule fills.)
    """

    def scored(weights: DrawnWeights) -> list[Floats]:
        return [_climbed(result, p, weights)[:, units] for p, units in rows]

    own = {
        node: np.array([[result.scheme.weight(child) for child in children]])
        for node, children in result.scheme.children.items()
    }
    same = (
        np.allclose(index[0], result.index[p, units], rtol=1e-12, atol=1e-9, equal_nan=True)
        for index, (p, units) in zip(scored(own), rows, strict=True)
    )
    return scored if all(same) else None


def _climbed(result: Result, p: int, weights: DrawnWeights) -> Floats:
    """The index (D, N) of all units in a period; none in the draws in which a node has failed."""
    scheme, count = result.scheme, len(weights[ROOT])
    failed = np.zeros(count, dtype=bool)
    shape = (count, result.labels.shape[1])
    scores = {
        leaf: np.broadcast_to(result.scores[leaf][p], shape) for leaf in weighed_leaves(scheme)
    }
    for id in weighed_nodes(scheme):
        node, children = scheme.nodes[id], scheme.children[id]
        known = [number for number, child in enumerate(children) if child in scores]
        below = [scores[children[number]] for number in known]
        raw = _aggregated(below, weights[id][:, known].T, node, failed)
        scores[id] = raw if node.rescale.name == "none" else _rescaled(raw, node, result, failed)
    return np.where(failed[:, None], np.nan, scores[ROOT])


def _aggregated(scores: list[Floats], weights: Floats, node: Node, failed: Bools) -> Floats:
    """The node's scores (D, N); the draws in which it can take no mean are noted as `failed`."""
    try:
        return aggregate(scores, weights, node.aggregate)
    except NotPositive as error:
        bad = error.cells.any(axis=(0, 2))
    except NoWeights:  # which does not say of which draw
        bad = np.ones(len(scores[0]), dtype=bool)
        if bad.size > 1:
            each = (slice(draw, draw + 1) for draw in range(bad.size))
            return np.vstack(
                [_aggregated([x[d] for x in scores], weights[:, d], node, failed[d]) for d in each]
            )
    failed |= bad
    found = np.full(scores[0].shape, np.nan)
    if not bad.all():
        found[~bad] = aggregate([x[~bad] for x in scores], weights[:, ~bad], node.aggregate)
    return found


def _rescaled(raw: Floats, node: Node, result: Result, failed: Bools) -> Floats:
    """The scores (D, N) rescaled, each draw like a period of its own."""
    groups, rule = result.panel.group_of, node.rescale
    scope = Scope(tuple(map(str, range(len(raw)))), groups, groups)
    reference = rule.options.get("reference") or np.nan

    def told(draw: int, group: int, size: int) -> None:
        failed[draw] |= group < 0 or size > 1  # a group of one unit has no score, as ever

    found = score(raw, raw, 1, rule, "period", scope, told, reference)
    infinite = np.isinf(found)
    failed |= infinite.any(axis=1)
    return np.where(infinite, np.nan, found)


def _by_compute(result: Result, rows: Rows) -> Scored:
    """Draw by draw, as if each were a scheme of its own."""
    panel, scheme, level = result.panel, result.scheme, result.level

    def scored(weights: DrawnWeights) -> list[Floats]:
        draws = range(len(weights[ROOT]))
        found = [np.full((len(draws), units.size), np.nan) for _, units in rows]
        for draw in draws:
            own = _weighed(scheme, weights, draw)
            try:
                index = compute(panel, own, level=level, keep_indicators=False).index
            except InnoindexError:  # such as a mean of scores that are not positive
                continue
            # Without the indicator that it lacks a unit would join the others, who would fall.
            index[np.isnan(result.index)] = np.nan
            for table, (p, units) in zip(found, rows, strict=True):
                table[draw] = index[p, units]
        return found

    return scored


def _weighed(scheme: Scheme, weights: DrawnWeights, draw: int) -> Scheme:
    """The scheme with the weights of a draw."""
    own = {
        child: float(weights[node][draw, number])
        for node, children in scheme.children.items()
        for number, child in enumerate(children)
    }
    nodes = {
        id: replace(node, weight=own.get(id, node.weight)) for id, node in scheme.nodes.items()
    }
    leaves = {id: replace(leaf, weight=own[id]) for id, leaf in scheme.indicators.items()}
    return replace(scheme, nodes=nodes, indicators=leaves)
