"""What the weights of a scheme say of each part: its share among its siblings and of the index."""

from __future__ import annotations

from .scheme import ROOT, Scheme


def sibling_shares(scheme: Scheme) -> dict[str, float]:
    """Weight / sum of the siblings' weights, of every part but the index, by id."""
    shares: dict[str, float] = {}
    for children in scheme.children.values():
        total = sum(scheme.weight(child) for child in children) or 1.0
        shares |= {child: scheme.weight(child) / total for child in children}
    return shares


def index_shares(scheme: Scheme) -> dict[str, float]:
    """The product of the shares up to the index, of every part, by id; the index itself has 1."""
    own = sibling_shares(scheme)
    shares = {ROOT: 1.0}
    for node in reversed(scheme.bottom_up):
        shares |= {child: shares[node] * own[child] for child in scheme.children[node]}
    return shares


def weighed_parts(scheme: Scheme, node: str) -> tuple[str, ...]:
    """The children of a node that are weighed: a weight of 0 leaves a part out on purpose."""
    return tuple(child for child in scheme.children[node] if scheme.weight(child) > 0)


def weighed_nodes(scheme: Scheme) -> tuple[str, ...]:
    """The nodes that can move the index, every node after those below it."""
    return tuple(
        node
        for node in scheme.bottom_up
        if any(leaf in scheme.counted for leaf in scheme.leaves[node])
    )


def weighed_leaves(scheme: Scheme) -> tuple[str, ...]:
    """The indicators that can move the index, each under its node."""
    return tuple(leaf for leaf in scheme.leaves[ROOT] if leaf in scheme.counted)
