"""Weights drawn at random, those of each node's children among themselves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..panel import Floats, Ints
from ..scheme import Scheme
from ..shares import weighed_leaves
from .choices import Spread

DrawnWeights = Mapping[str, Floats]  # by node: (D, K) of its K children


def sums(weights: Floats) -> Floats:
    """The sum (D, 1) of each draw's weights (D, K); of a few numbers einsum takes it faster."""
    return np.asarray(np.einsum("dk->d", weights))[:, None]


class WeightDraws:
    """Draws of the weights of a scheme: `width` random numbers make one."""

    def __init__(self, scheme: Scheme, spread: Spread) -> None:
        self.scheme, self.spread = scheme, spread
        self.given = {
            node: np.array([scheme.weight(child) for child in children])
            for node, children in scheme.children.items()
        }
        # Every weight has its number by its name, so that the order of the file does not matter.
        names = sorted((node, child) for node in scheme.nodes for child in scheme.children[node])
        place = {name: number for number, name in enumerate(names)}
        self.places = {
            node: np.array([place[node, child] for child in children])
            for node, children in scheme.children.items()
        }
        self.leaves = tuple(sorted(weighed_leaves(scheme)))
        self.width = len(names)

    def as_given(self, count: int) -> DrawnWeights:
        """The scheme's own weights, `count` times."""
        return {node: np.broadcast_to(own, (count, own.size)) for node, own in self.given.items()}

    def drawn(self, numbers: Floats) -> DrawnWeights:
        """Weights (D, K) by node from numbers (D, width) in [0, 1)."""
        return {
            node: self._siblings(own, numbers[:, self.places[node]])
            for node, own in self.given.items()
        }

    def _siblings(self, own: Floats, numbers: Floats) -> Floats:
        total = own.sum()
        match self.spread.how:
            case "uniform":
                drawn = own * (1 + self.spread.amount * (2 * numbers - 1))
            case "any":
                drawn = np.where(own > 0, -np.log1p(-numbers), 0.0)
            case "dirichlet":
                shape = np.where(own > 0, self.spread.amount * own / total, 1.0)
                logarithms = np.where(own > 0, _log_gamma(shape, numbers), -np.inf)
                drawn = np.exp(logarithms - logarithms.max(axis=1, keepdims=True))
            case _:
                drawn = np.broadcast_to(own, numbers.shape)
        return np.asarray(drawn * (total / sums(drawn)))

    def without(self, weights: DrawnWeights, left_out: Ints) -> DrawnWeights:
        """The weights with an indicator left out of each draw: `left_out` (D,) is one of `leaves`.

        -1 leaves none out. A dimension that has nothing left is left out instead.
        """
        found = {node: own.copy() for node, own in weights.items()}
        children = self.scheme.children
        for number, leaf in enumerate(self.leaves):
            node = self.scheme.indicators[leaf].parent
            found[node][left_out == number, children[node].index(leaf)] = 0.0
        for node in self.scheme.bottom_up:
            parent = self.scheme.nodes[node].parent
            if parent is not None:
                empty = ~(found[node] > 0).any(axis=1)
                found[parent][empty, children[parent].index(node)] = 0.0
                found[node][empty] = weights[node][empty]  # it can be scored, and counts nowhere
        return found


def _log_gamma(shape: Floats, numbers: Floats) -> Floats:
    """Logarithms of gamma variates (D, K) of shapes (K,), by inversion of numbers (D, K).

    A small shape draws less than a float holds: P(a, x) is x^a / Gamma(a + 1) there.
    """
    from scipy.special import gammaincinv, gammaln

    shape, numbers = np.maximum(shape, 1e-300), np.maximum(numbers, 2.0**-54)
    variates = gammaincinv(shape, numbers)
    least = (np.log(numbers) + gammaln(shape + 1)) / shape
    return np.asarray(np.where(variates > 1e-100, np.log(variates.clip(1e-100)), least))
