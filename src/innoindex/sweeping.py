"""One weight through its range: the ranks on the way, and the interval in which a rank holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .aggregate import NotPositive, aggregate
from .errors import InnoindexError, wrong_use
from .index import Result, compute
from .lookup import find_part, need_rank, unit_index
from .messages import say
from .panel import Floats, Ints
from .period import period_position
from .ranking import rank_descending, settle
from .scenario import changed_scheme
from .scheme import ROOT, Change, Scenario, Scheme

_SAMPLES = 401  # where crossings are looked for if scores are not linear in the share
_CLOSE = 1e-11  # shares this close are one crossing
_FINE = 1e-13  # the width to which a crossing is followed


@dataclass(frozen=True)
class Interval:
    """The shares around the present one in which a unit keeps its rank, both ends included.

    `rank_below` and `rank_above` are its ranks just outside, None where the range ends;
    `passed_below` and `passed_above` the units that change sides with it there.
    """

    unit: int
    rank: float
    low: float
    high: float
    rank_below: float | None
    rank_above: float | None
    passed_below: tuple[int, ...]
    passed_above: tuple[int, ...]


@dataclass(frozen=True)
class Sweep:
    """Ranks and scores (S, K) of K units at S shares of one weight among its siblings."""

    base: Result
    p: int
    id: str
    share: float  # at present
    units: tuple[int, ...]
    shares: Floats  # (S,), 0 to 1
    ranks: Floats
    scores: Floats
    intervals: tuple[Interval, ...]
    linear: bool  # crossings are computed; otherwise they are searched for


def sweep(
    result: Result,
    id: str,
    shares: Sequence[float],
    units: Sequence[int | str],
    *,
    period: str | None = None,
) -> Sweep:
    """The weight of `id` at each of the `shares` (0 to 1), the others keeping their proportions.

    The result must have its indicators; `id` may be a name, `units` are indices or names. Raises
    `UsageProblem` if `id` is unknown or has no sibling with a weight, or a unit no rank, `KeyError`
    for a period that the table does not have.
    """
    scheme, p = result.scheme, period_position(result.periods, period)
    id = find_part(id, scheme, "sweep")
    parent = scheme.part(id).parent
    assert parent is not None
    weights = {child: scheme.weight(child) for child in scheme.children[parent]}
    total = sum(weights.values())
    if total - weights[id] <= 0:
        text = say('"{id}" has no sibling with a weight: its share is always 100%', id=id)
        raise wrong_use(text, say("choose a dimension or an indicator with siblings"))
    followed = [unit_index(result.labels, unit) for unit in units]
    for unit in followed:
        need_rank(result.labels, result.ranks[p], unit)
    ranks, scores = np.empty((2, len(shares), len(followed)))
    for row, share in enumerate(shares):
        there = _at(result, id, share)
        ranks[row], scores[row] = there.ranks[p, followed], there.index[p, followed]
    present = weights[id] / total
    path = _Path(result, id, p, present)
    linear, crossings = path.crossings()
    return Sweep(
        base=result,
        p=p,
        id=id,
        share=present,
        units=tuple(followed),
        shares=np.array(shares),
        ranks=ranks,
        scores=scores,
        intervals=tuple(_interval(path, u, present, crossings(u)) for u in followed),
        linear=linear,
    )


def _scheme_at(scheme: Scheme, id: str, share: float) -> Scheme:
    """The scheme with `id` at a share of its siblings' weight."""
    return changed_scheme(scheme, Scenario("", scheme.name, {id: Change("share", 100 * share)}))


def _at(result: Result, id: str, share: float, *, keep_indicators: bool = False) -> Result:
    """The result with `id` at a share, by computing the index anew."""
    scheme = _scheme_at(result.scheme, id, share)
    return compute(result.panel, scheme, level=result.level, keep_indicators=keep_indicators)


class _Path:
    """The scores of all units as a function of the share of one weight in a period.

    Between 0 and 1 only the nodes from that weight up to the index are computed anew, unless one of
    them is rescaled. At 0 and at 1 an indicator may not count that counts between: other units may
    have a score there.
    """

    def __init__(self, result: Result, id: str, p: int, present: float) -> None:
        self.base, self.id, self.p = result, id, p
        # In this result indicators count as they do between 0 and 1.
        self.result = _at(result, id, 0.5, keep_indicators=True) if present == 0 else result
        self.nodes = []
        parent = result.scheme.part(id).parent
        while parent is not None:
            self.nodes.append(result.scheme.nodes[parent])
            parent = result.scheme.nodes[parent].parent
        self.whole = any(node.rescale.name != "none" for node in self.nodes)

    def scores(self, share: float) -> Floats:
        """The index (N,) of the period; all missing where it cannot be computed."""
        nothing = np.full(self.base.index[self.p].shape, np.nan)
        try:
            if self.whole or share in (0, 1):
                return np.asarray(_at(self.base, self.id, share).index[self.p])
            return self._between(share)
        except (InnoindexError, NotPositive):
            return nothing

    def _between(self, share: float) -> Floats:
        scheme = _scheme_at(self.base.scheme, self.id, share)
        changed: dict[str, Floats] = {}
        for node in self.nodes:
            ids = scheme.children[node.id]
            rows = [changed.get(i, self.result.scores[i][[self.p]]) for i in ids]
            scores = aggregate(rows, [scheme.weight(i) for i in ids], node.aggregate)
            missing = np.isnan(self.result.scores[node.id][[self.p]])
            changed[node.id] = np.where(missing, np.nan, scores)
        return np.asarray(changed[ROOT][0])

    def ranks(self, share: float) -> Floats:
        """The ranks (N,) of the period."""
        scheme, ids = self.base.scheme, self.base.labels.units
        return rank_descending(
            settle(self.scores(share), scheme.rank_decimals), scheme.ties, ids=ids
        )

    def crossings(self) -> tuple[bool, Callable[[int], Floats]]:
        """Whether all scores are linear in the share, and where others cross a unit's score."""
        ends = self.scores(1e-3), self.scores(1 - 1e-3)
        slope = (ends[1] - ends[0]) / (1 - 2e-3)
        start = ends[0] - 1e-3 * slope
        linear = self._is_linear() and self.result.scheme.rank_decimals is None
        if linear and self.result.scheme.ties == "dense":  # any two that tie count as one
            pairs = [x[:, None] - x for x in (start, slope)]
            meetings = _roots_of_lines(*pairs)
            return True, lambda u: meetings
        if linear:
            return True, lambda u: _roots_of_lines(start - start[u], slope - slope[u])
        grid = np.linspace(0, 1, _SAMPLES)
        grid[[0, -1]] = 1e-9, 1 - 1e-9
        sampled = settle(np.array([self.scores(s) for s in grid]), self.result.scheme.rank_decimals)
        return False, lambda u: _roots_between(grid, sampled - sampled[:, [u]])

    def _is_linear(self) -> bool:
        """Weighted means all the way up, of scores that no unit lacks."""
        if self.whole or any(n.aggregate.name not in ("arithmetic", "sum") for n in self.nodes):
            return False
        ranked = ~np.isnan(self.result.index[self.p])
        children = {i for node in self.nodes for i in self.result.scheme.children[node.id]}
        return not any(np.isnan(self.result.scores[i][self.p, ranked]).any() for i in children)


def _roots_of_lines(start: Floats, slope: Floats) -> Floats:
    """Where start + slope s = 0, within (0, 1)."""
    moving = np.abs(slope) > 0
    roots = -start[moving] / slope[moving]
    return np.unique(roots[(roots > 0) & (roots < 1)])


def _roots_between(grid: Floats, gap: Floats) -> Floats:
    """Where the gaps (S, N) change their sign, or nearly: middles of the steps in which they do."""
    sign = np.sign(np.nan_to_num(gap))
    steps = (sign[1:] != sign[:-1]).any(axis=1)
    return np.asarray(((grid[1:] + grid[:-1]) / 2)[steps])


def _interval(path: _Path, unit: int, present: float, crossings: Floats) -> Interval:
    rank = path.base.ranks[path.p, unit]
    low = _edge(path, unit, present, np.sort(crossings[crossings < present])[::-1], 0.0)
    high = _edge(path, unit, present, np.sort(crossings[crossings > present]), 1.0)
    return Interval(unit, rank, low[0], high[0], low[1], high[1], low[2], high[2])


Edge = tuple[float, float | None, tuple[int, ...]]


def _edge(path: _Path, unit: int, present: float, crossings: Floats, end: float) -> Edge:
    """How far towards `end` the unit's rank holds, the rank beyond, and who changes sides there."""
    rank = path.base.ranks[path.p, unit]
    # Between crossings a rank is the same: a look at each stretch, and at each crossing, tells.
    marks = [present]
    for share in (*crossings, end):
        if abs(share - marks[-1]) > _CLOSE:
            marks.append(share)
    inside = present
    for number, (here, further) in enumerate(pairwise(marks), start=2):
        middle = (here + further) / 2
        if path.ranks(middle)[unit] != rank:
            return _followed(path, unit, inside, middle, middle)
        if path.ranks(further)[unit] != rank:
            # Where scores meet is a single share: what follows is of more interest, if it differs.
            beyond = (further + marks[number]) / 2 if number < len(marks) else further
            differs = path.ranks(beyond)[unit] != rank
            return _followed(path, unit, middle, further, beyond if differs else further)
        inside = further
    return end, None, ()


def _followed(path: _Path, unit: int, inside: float, outside: float, beyond: float) -> Edge:
    """The last share from inside to outside at which the unit's rank holds, and what is beyond."""
    rank = path.base.ranks[path.p, unit]
    edge = inside
    while abs(outside - edge) > _FINE and (middle := (edge + outside) / 2) not in (edge, outside):
        if path.ranks(middle)[unit] == rank:
            edge = middle
        else:
            outside = middle
    before, after = path.ranks(edge), path.ranks(beyond)
    sides = np.sign(before - before[unit]) != np.sign(after - after[unit])
    known = ~(np.isnan(before) | np.isnan(after))
    passed: Ints = np.flatnonzero(sides & known)
    if np.isnan(after[unit]):
        return edge, None, ()
    return edge, float(after[unit]), tuple(int(u) for u in passed if u != unit)
