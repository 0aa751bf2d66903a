"""From the scores of indicators to the index of a period, node by node, many draws at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..aggregate import NotPositive, aggregate
from ..errors import NoWeights
from ..expression import Expression
from ..index import Result
from ..normalise import METHODS
from ..panel import Bools, Floats, Ints
from ..scheme import ROOT, Node
from ..scoring import Scope, score
from ..shares import weighed_leaves, weighed_nodes
from .drawn_weights import DrawnWeights


class Climb:
    """The way up the tree of a result's scheme."""

    def __init__(self, result: Result) -> None:
        self.scheme, self.result = result.scheme, result
        self.leaves = weighed_leaves(result.scheme)
        self.nodes = [result.scheme.nodes[id] for id in weighed_nodes(result.scheme)]
        self.groups = result.labels.group_of
        self.possible = all(_alone(node, result) for node in self.nodes)

    def scores(self, p: int) -> Mapping[str, Floats]:
        """Those of the indicators (N,) in a period (an index), as the result has them."""
        return {leaf: self.result.scores[leaf][p] for leaf in self.leaves}

    def index(self, p: int, leaves: Mapping[str, Floats], weights: DrawnWeights) -> Floats:
        """The index (D, N) in a period from the scores of the indicators, (D, N) or (N,).

        A unit that has no score at a node in the result (too little coverage, a value that no rule
        fills) has none. A draw in which a node cannot be scored has no index.
        """
        count = len(weights[ROOT])
        failed = np.zeros(count, dtype=bool)
        shape = (count, self.groups.size)
        scores = {leaf: np.broadcast_to(own, shape) for leaf, own in leaves.items()}
        for node in self.nodes:
            children = self.scheme.children[node.id]
            known = [number for number, child in enumerate(children) if child in scores]
            below = [scores[children[number]] for number in known]
            raw = _aggregated(below, weights[node.id][:, known].T, node, failed)
            missing = np.isnan(self.result.scores[node.id][p])
            if missing.any():
                raw = np.where(missing, np.nan, raw)
            if node.rescale.name != "none":
                raw = _rescaled(raw, node, self.groups, failed)
            scores[node.id] = raw
        index = scores[ROOT]
        return np.where(failed[:, None], np.nan, index) if failed.any() else index


def _alone(node: Node, result: Result) -> bool:
    """Whether a node's rescaling looks at nothing but the node's scores in the period."""
    rule = node.rescale
    if rule.name == "none":
        return True
    looks = not METHODS[rule.name].alone and node.stats != "period"
    if looks or rule.name in ("chain", "distance-to-reference") or result.level != "unit":
        return False
    return not isinstance(rule.options.get("truncate"), Expression)


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
    found[~bad] = aggregate([x[~bad] for x in scores], weights[:, ~bad], node.aggregate)
    return found


def _rescaled(raw: Floats, node: Node, groups: Ints, failed: Bools) -> Floats:
    """The scores (D, N) rescaled, each draw like a period of its own."""
    rule = node.rescale
    scope = Scope(tuple(map(str, range(len(raw)))), groups, groups)
    reference = rule.options.get("reference") or np.nan

    def told(draw: int, group: int, size: int) -> None:
        failed[draw] |= size > 1  # a group of one unit has no score, as ever

    found = score(raw, raw, 1, rule, "period", scope, told, reference)
    infinite = np.isinf(found)
    failed |= infinite.any(axis=1)
    return np.where(infinite, np.nan, found)
