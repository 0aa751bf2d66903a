"""The index of a result under many drawn weights at once.

There are three ways to the same numbers: one matrix product, where the index is a sum on a curve;
node by node, where a period can be scored by itself; the whole index again, draw by draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ..errors import InnoindexError
from ..index import Result, compute
from ..panel import Bools, Floats, Ints
from ..scheme import ROOT, Node, Scheme
from ..shares import weighed_leaves, weighed_nodes
from .climb import Climb
from .drawn_weights import DrawnWeights, sums

Rows = Sequence[tuple[int, Ints]]  # periods, each with its units (both as indices)
# The index (D, N) under D draws of weights, in each of the rows; missing is what has none.
Scored = Callable[[DrawnWeights], list[Floats]]


class DrawnIndex(NamedTuple):
    """The index as a function of drawn weights, and whether many draws are scored at once."""

    scored: Scored
    at_once: bool


def drawn_index(result: Result, rows: Rows) -> DrawnIndex:
    """The index of some units in some periods. The result must have its indicators.

    A unit that has no score at a node in the result has none there under any weights.
    """
    found = _by_product(result, rows) or _by_nodes(result, rows)
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
        own, above = weights[node], found[node]
        if scheme.nodes[node].aggregate.name != "sum":
            above = above / sums(own)
        for number, child in enumerate(scheme.children[node]):
            found[child] = above * own[:, number, None]
    return np.hstack([found[leaf] for leaf in leaves])


def _by_nodes(result: Result, rows: Rows) -> Scored | None:
    """Node by node; None where other periods or units count at a node."""
    climb = Climb(result)
    if not climb.possible:
        return None
    scores = {p: climb.scores(p) for p, _ in rows}

    def scored(weights: DrawnWeights) -> list[Floats]:
        return [climb.index(p, scores[p], weights)[:, units] for p, units in rows]

    return scored


def _by_compute(result: Result, rows: Rows) -> Scored:
    """Draw by draw, as if each were a scheme of its own, of the units that have an index."""
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
