"""What a page needs to rank anew under other weights: the scores below them, and the tree.

The normalised scores of the indicators do not depend on weights. A node whose rule a page does not
know keeps its score, and what lies below it keeps its weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from .impute import METHODS as IMPUTE
from .index import Result
from .messages import Label, Message, say
from .panel import Bools, Floats, Ints
from .scenario import changed_scheme
from .scheme import ROOT, Node, Scenario, Scheme
from .shares import sibling_shares

# The aggregations that are written out in `write/page/model.js` too.
KNOWN = frozenset(
    {"arithmetic", "sum", "geometric", "harmonic", "power", "median", "mazziotta-pareto"}
)


@dataclass(frozen=True)
class SliderModel:
    """The index of the N units of a period, as a function of the weights alone.

    `open` are the nodes whose children's weights can be changed. `scores` (N,) are those of the
    parts directly below them that are not open themselves; `blocked` and `uncovered` (N,) are by
    part: no score and no rule for it; no value of the unit's own. `presets` are the scheme's
    scenarios of weights, as shares of siblings in per cent.
    """

    units: Ints  # (N,) in the result's labels, in the order of their ids
    open: tuple[str, ...]
    scores: Mapping[str, Floats]
    blocked: Mapping[str, Bools]
    uncovered: Mapping[str, Bools]
    presets: tuple[tuple[Label, Mapping[str, float]], ...]


def slider_model(result: Result, p: int) -> SliderModel | Message:
    """The model of a period (an index), or why there is none; the result has its indicators."""
    scheme = result.scheme
    root = scheme.nodes[ROOT]
    if not _known(root):
        rule = root.rescale if root.rescale.name != "none" else root.aggregate
        return say("the page cannot compute {method} anew", method=rule.name)
    units = np.flatnonzero(result.labels.present[p])
    units = units[np.argsort(result.labels.units[units].astype(str), kind="stable")]
    open_nodes = _open_nodes(scheme)
    below = [child for node in open_nodes for child in scheme.children[node]]
    blocked, uncovered = {}, {}
    for id in scheme.indicators:
        lost = np.isnan(result.scores[id][p])
        left_out = _mask(result.left_out, id, result)[p]
        filled = _mask(result.filled, id, result)[p]
        own = IMPUTE[scheme.indicators[id].impute.name].own_values
        blocked[id] = (lost & ~left_out)[units]
        uncovered[id] = (left_out if own else left_out | filled)[units]
    for node in scheme.bottom_up:
        if node not in open_nodes:
            held = [blocked[each] for each in scheme.children[node] if scheme.weight(each) > 0]
            lost = np.isnan(result.scores[node][p])[units]
            blocked[node] = lost & np.logical_or.reduce(held) if held else lost & False
    return SliderModel(
        units=units,
        open=open_nodes,
        scores={id: result.scores[id][p][units] for id in below if id not in open_nodes},
        blocked=blocked,
        uncovered=uncovered,
        presets=tuple(_presets(scheme, open_nodes)),
    )


def _known(node: Node) -> bool:
    return node.rescale.name == "none" and node.aggregate.name in KNOWN


def _open_nodes(scheme: Scheme) -> tuple[str, ...]:
    """The index and the dimensions down to which every rule is known."""
    found: list[str] = []

    def visit(id: str) -> None:
        if _known(scheme.nodes[id]):
            found.append(id)
            for child in scheme.children[id]:
                if child in scheme.nodes:
                    visit(child)

    visit(ROOT)
    return tuple(found)


def _mask(masks: Mapping[str, Bools], id: str, result: Result) -> Bools:
    return masks[id] if id in masks else np.zeros(result.labels.present.shape, dtype=bool)


def _presets(
    scheme: Scheme, open_nodes: tuple[str, ...]
) -> Iterator[tuple[Label, Mapping[str, float]]]:
    """The scenarios that change nothing but weights of open nodes' children."""
    for scenario in scheme.scenarios.values():
        if scenario.set or scenario.normalise or scenario.aggregate:
            continue
        shares = _shares(scheme, scenario, open_nodes)
        if shares:
            yield scenario.name, shares


def _shares(scheme: Scheme, scenario: Scenario, open_nodes: tuple[str, ...]) -> dict[str, float]:
    """The shares that a scenario sets, in per cent; none if shares alone cannot say it."""
    after = sibling_shares(changed_scheme(scheme, scenario))
    touched = {*scenario.weight, *scenario.drop}
    shares: dict[str, float] = {}
    for node, children in scheme.children.items():
        changed = [child for child in children if child in touched]
        if not changed:
            continue
        as_shares = all(
            child in scenario.weight and scenario.weight[child].how == "share" for child in changed
        )
        if node not in open_nodes or (scheme.nodes[node].aggregate.name == "sum" and not as_shares):
            return {}
        # All but the last sibling: what is left is the last one's.
        for child in changed if as_shares else children[:-1]:
            shares[child] = scenario.weight[child].amount if as_shares else 100 * after[child]
    return shares
