"""What each dimension and indicator gives the index, and gives its change: sums that are exact.

Node by node from the index down, each by `attribution`. What belongs to a dimension as a whole (its
weight, the bounds of its rescale, a change of its method) is shared among what is below it by
weight, so that the indicators always sum to the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from .aggregate import METHODS as AGGREGATE
from .attribution import attribute, parts
from .index import Result, compute
from .normalise import METHODS
from .panel import Floats, Ints
from .scheme import ROOT, Node, Scheme

# As a rescale these are a + b x, with a and b from bounds or means.
_LINEAR: Mapping[str, Mapping[str, Any]] = {
    "none": {},
    "min-max": {},
    "z-score": {"truncate": None},
    "distance-to-max": {},
    "distance-to-reference": {},
    "distance-to-target": {},
    "fraction-of-max": {},
    "ratio": {},
    "relative-difference": {},
    "base-ratio": {"cap": None},
    "standard": {"cap": None},
    "goalposts": {"clip": False},
}


@dataclass(frozen=True)
class Moment:
    """Some units in a period of a result, to be explained; arrays are (n,)."""

    result: Result
    p: int
    units: Ints

    @property
    def scheme(self) -> Scheme:
        return self.result.scheme

    @cached_property
    def basis(self) -> Result:
        """The result of the units, whose bounds and means hold at any level."""
        if self.result.level == "unit":
            return self.result
        return compute(self.result.panel, self.scheme, keep_indicators=False)

    def scores(self, id: str) -> Floats:
        return np.asarray(self.result.scores[id][self.p, self.units])

    def raw(self, id: str) -> Floats:
        """The score of a node before its rescale."""
        scores = self.result.unscaled.get(id, self.result.scores[id])
        return np.asarray(scores[self.p, self.units])

    def children(self, id: str) -> tuple[Floats, Floats]:
        """Scores (K, n) and weights (K,) of the children of a node."""
        ids = self.scheme.children[id]
        weights = np.array([self.scheme.weight(child) for child in ids])
        return np.stack([self.scores(child) for child in ids]), weights

    def shares(self, id: str) -> Floats:
        """The children's shares (K, n) of the weight of those that are there."""
        scores, weights = self.children(id)
        held = np.where(np.isnan(scores), 0.0, weights[:, None])
        with np.errstate(invalid="ignore"):
            return np.asarray(held / held.sum(axis=0))


@dataclass(frozen=True)
class Change:
    """What a change of the index is made of, in points, by id; arrays are (n,).

    The total of a part is the sum of its `value` (its scores moved), `weight` (its weight moved, or
    it went missing or appeared) and `rest` (bounds of a rescale, a change of method). `slope` is
    the index points that one point of the part's own score is worth. Parts below a node in `opaque`
    have no exact attribution.
    """

    total: Mapping[str, Floats]
    value: Mapping[str, Floats]
    weight: Mapping[str, Floats]
    rest: Mapping[str, Floats]
    slope: Mapping[str, Floats]
    opaque: tuple[str, ...] = ()


def opaque_nodes(scheme: Scheme) -> tuple[str, ...]:
    """The nodes below which nothing can be attributed exactly.

    Those that compare units, and those that are rescaled to ranks or clipped scores.

    Only those that are reached: what is below one of them is not listed.
    """
    found: list[str] = []

    def visit(id: str) -> None:
        node = scheme.nodes[id]
        if AGGREGATE[node.aggregate.name].compares or not _rescale_is_linear(node):
            found.append(id)
            return
        for child in scheme.children[id]:
            if child in scheme.nodes:
                visit(child)

    visit(ROOT)
    return tuple(found)


def _rescale_is_linear(node: Node) -> bool:
    wanted = _LINEAR.get(node.rescale.name)
    if wanted is None:
        return False
    return all(node.rescale.options.get(key) == value for key, value in wanted.items())


def _rescale_slope(moment: Moment, id: str) -> Floats:
    """b of a node's rescale a + b x (n,), from the two units farthest apart; NaN with only one.

    Of the period, or of all periods where these have the same a and b.
    """
    node = moment.scheme.nodes[id]
    if node.rescale.name == "none":
        return np.ones(len(moment.units))
    units = moment.basis
    varies = node.stats == "period" and not METHODS[node.rescale.name].alone
    rows = [moment.p] if varies else slice(None)
    raw, scores = units.unscaled[id][rows].ravel(), units.scores[id][rows].ravel()
    member = np.tile(units.labels.group_of, len(raw) // units.labels.shape[1])
    own = moment.result.labels.group_of[moment.units]
    if moment.result.level == "group":
        own = moment.units
    if node.rescale.options.get("within") != "group":
        member, own = np.zeros_like(member), np.zeros_like(own)
    slope = np.full(len(moment.units), np.nan)
    for group in np.unique(own):
        sample = np.flatnonzero((member == group) & ~np.isnan(scores))
        if sample.size < 2:
            continue
        low, high = sample[np.argmin(raw[sample])], sample[np.argmax(raw[sample])]
        if raw[high] > raw[low]:
            slope[own == group] = (scores[high] - scores[low]) / (raw[high] - raw[low])
    return slope


def score_contributions(moment: Moment) -> dict[str, Floats]:
    """The points of the index (n,) that each part gives, by id; those of the indicators sum to it.

    By the Aumann-Shapley value along the straight path from 0. Parts below an opaque node are NaN.
    """
    scheme, opaque = moment.scheme, opaque_nodes(moment.scheme)
    found = {id: np.full(len(moment.units), np.nan) for id in (*scheme.nodes, *scheme.indicators)}

    def descend(id: str, factor: Floats, shared: Floats) -> None:
        """`factor`: points of the index a point of the node is worth; `shared`: its own besides."""
        if id in opaque:
            return
        scores, weights = moment.children(id)
        rule = scheme.nodes[id].aggregate
        given, there = parts(scores, weights, rule), attribute(*(scores, weights, rule) * 2)
        assert given is not None
        assert there is not None
        # A unit with nothing below the node has no score of it: nothing to share.
        given, slopes = np.nan_to_num(given), np.nan_to_num(there.slope)
        scale = np.nan_to_num(_rescale_slope(moment, id))
        constant = np.nan_to_num(moment.scores(id) - scale * moment.raw(id))
        share = np.nan_to_num(moment.shares(id)) * (shared + factor * constant)
        for k, child in enumerate(scheme.children[id]):
            found[child] = factor * scale * given[k] + share[k]
            if child in scheme.nodes:
                descend(child, factor * scale * slopes[k], share[k])

    found[ROOT] = moment.scores(ROOT)
    unknown = np.where(np.isnan(found[ROOT]), np.nan, 0.0)
    descend(ROOT, 1 + unknown, unknown)
    return found


@dataclass
class _Walk:
    """The change under way, from the index down."""

    before: Moment
    after: Moment
    opaque: tuple[str, ...]
    total: dict[str, Floats] = field(default_factory=dict)
    value: dict[str, Floats] = field(default_factory=dict)
    weight: dict[str, Floats] = field(default_factory=dict)
    rest: dict[str, Floats] = field(default_factory=dict)
    slope: dict[str, Floats] = field(default_factory=dict)

    def descend(self, id: str, factor: Floats, weight: Floats, rest: Floats) -> None:
        """Share a node's points: those of its score by `factor`, and those of its own."""
        before, after = self.before, self.after
        here = attribute(
            *before.children(id),
            before.scheme.nodes[id].aggregate,
            *after.children(id),
            after.scheme.nodes[id].aggregate,
        )
        assert here is not None
        # A unit without a score here, in one of the two, has nothing but its weight to explain.
        scale = np.nan_to_num(_rescale_slope(before, id) + _rescale_slope(after, id)) / 2
        slopes, shift, left = map(np.nan_to_num, (here.slope, here.shift, here.rest))
        raw = np.nan_to_num(after.raw(id) - before.raw(id))
        bounds = np.nan_to_num(after.scores(id) - before.scores(id)) - scale * raw
        rest = rest + factor * (scale * left + bounds)
        share = _mean_share(before.shares(id), after.shares(id))
        for k, child in enumerate(after.scheme.children[id]):
            slope = factor * scale * slopes[k]
            moved = np.nan_to_num(after.scores(child) - before.scores(child))
            of_weight = factor * scale * shift[k] + weight * share[k]
            self.note(child, slope, slope * moved, of_weight, rest * share[k])
            if child in after.scheme.nodes and child not in self.opaque:
                self.descend(child, slope, of_weight, rest * share[k])

    def note(self, id: str, slope: Floats, value: Floats, weight: Floats, rest: Floats) -> None:
        self.slope[id], self.value[id] = slope, value
        self.weight[id], self.rest[id] = weight, rest
        self.total[id] = value + weight + rest


def change_contributions(before: Moment, after: Moment) -> Change:
    """What the change of the index from one moment to another is made of.

    The two schemes may differ in weights and methods, and have the same parts. For each unit the
    totals of the indicators sum to the change of its index. Parts below an opaque node, and all if
    the index is one, are left out.
    """
    opaque = tuple(dict.fromkeys([*opaque_nodes(before.scheme), *opaque_nodes(after.scheme)]))
    walk = _Walk(before, after, opaque)
    count = len(before.units)
    nothing = np.zeros(count)
    gained = after.scores(ROOT) - before.scores(ROOT)
    walk.note(ROOT, np.ones(count), gained, nothing, nothing)
    if ROOT not in opaque:
        unknown = np.where(np.isnan(gained), np.nan, 0.0)
        walk.descend(ROOT, 1 + unknown, nothing + unknown, nothing + unknown)
        _sum_up(walk)
    return Change(walk.total, walk.value, walk.weight, walk.rest, walk.slope, opaque)


def _sum_up(walk: _Walk) -> None:
    """A node's three kinds of points are the sums of those below it."""
    for id in walk.after.scheme.bottom_up:
        below = [child for child in walk.after.scheme.children[id] if child in walk.total]
        if id in walk.total and below and id not in walk.opaque:
            for points in (walk.value, walk.weight, walk.rest):
                points[id] = np.sum([points[child] for child in below], axis=0)


def _mean_share(before: Floats, after: Floats) -> Floats:
    """The mean of two shares (K, n) that sum to 1; 0 where there is none in either."""
    share = np.nan_to_num(before) + np.nan_to_num(after)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.nan_to_num(share / share.sum(axis=0)))
