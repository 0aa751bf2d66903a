"""The order of the steps: from a panel and a scheme to scores, ranks and tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .aggregate import NotPositive, aggregate
from .errors import NoWeights, Problem
from .indicators import Gaps, Limit, limited, scope_of, score_indicator
from .levels import Level
from .messages import say
from .panel import Bools, Floats, Ints, Panel
from .preconditions import check_groups, check_input
from .ranking import rank_descending, settle, tiers_of
from .scheme import ROOT, Indicator, Node, Rule, Scheme
from .scoring import OnNoSpread, score
from .work import Given, Repair, Values, Work, no_spread, report_absent, scorable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Result:
    """The index of every unit in every period. Arrays are (P, N): periods x units of the level.

    `scores` holds the index (`index`), every dimension and, if they are kept, every indicator by
    id. Missing is NaN.
    """

    scheme: Scheme
    panel: Panel  # what was computed from
    labels: Panel  # units, names and groups of the level
    level: Level
    scores: Mapping[str, Floats]
    ranks: Floats
    tiers: Ints  # index into scheme.tiers, -1 = none
    filled: Mapping[str, Bools] = field(default_factory=dict)  # by indicator
    left_out: Mapping[str, Bools] = field(default_factory=dict)
    unscaled: Mapping[str, Floats] = field(default_factory=dict)  # nodes before their rescale
    values: Mapping[str, Values] = field(default_factory=dict)  # of the indicators that are kept
    coverage: Floats | None = None  # share of the indicators that a unit has; None = all
    remarks: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()  # if they are kept

    @property
    def periods(self) -> tuple[str, ...]:
        return self.panel.periods

    @property
    def index(self) -> Floats:
        """The index scores (P, N)."""
        return self.scores[ROOT]

    @property
    def settled(self) -> Floats:
        """The index scores as they are ranked (P, N): see the scheme's `rank_decimals`."""
        return settle(self.index, self.scheme.rank_decimals)

    def to_frame(self, period: str | None = None, against: str | None = None) -> pd.DataFrame:
        """The ranking of a period (default: the last) as `innoindex rank -f csv` prints it."""
        from .frame import ranking_frame

        return ranking_frame(self, period, against)


def compute(
    panel: Panel,
    scheme: Scheme,
    *,
    level: Level = "unit",
    keep_indicators: bool = True,
    keep_repairs: bool = False,
    given: Given | None = None,
) -> Result:
    """The index of a panel under a scheme, at the level of units, groups or the whole.

    Raises `InnoindexError` with every problem of the values. The levels above the units are
    computed from summed raw columns and scored against the units, on the same scale. Without
    `keep_indicators` the scores of the indicators are let go as soon as they are aggregated: a
    million units then take little more memory than their table. Values that are `given` stand for
    those derived from the panel. With `keep_repairs` the result lists the cells that were imputed,
    left out, treated or clipped.
    """
    given = given or Given()
    if level == "unit":
        work = Work(panel, scheme, "unit", given, repairs=[] if keep_repairs else None)
        return _compute(work, None, keep_indicators)
    units = _compute(Work(panel, scheme, "unit", given), None, keep_indicators=False)
    work = Work(panel, scheme, level, given, repairs=[] if keep_repairs else None)
    return _compute(work, units, keep_indicators)


def _compute(work: Work, units: Result | None, keep_indicators: bool) -> Result:
    panel, scheme = work.panel, work.scheme
    if units is None and not work.given.units:
        check_input(work)
    check_groups(work)
    tree = _Tree(work, units, keep_indicators)
    for id in scheme.bottom_up:
        tree.score_node(scheme.nodes[id])
    if units is None:
        report_absent(work)
    work.stop_if_wrong()
    if not np.isfinite(tree.scores[ROOT]).any():
        work.problem(say("no unit has a score"), say("see the warnings for what is missing"))
        work.stop_if_wrong()
    ranks, tiers = _ranked(tree.scores[ROOT], work)
    return Result(
        scheme=scheme,
        panel=panel,
        labels=work.labels,
        level=work.level,
        scores=tree.scores,
        ranks=ranks,
        tiers=tiers,
        filled={id: gap.filled for id, gap in tree.gaps.items() if gap.filled is not None},
        left_out={id: gap.left_out for id, gap in tree.gaps.items() if gap.left_out is not None},
        unscaled=tree.unscaled,
        values=tree.values,
        coverage=tree.coverage(ROOT),
        remarks=tuple(work.problems),
        repairs=tuple(work.repairs or ()),
    )


class _Tree:
    """The scores of the nodes, filled from the bottom up."""

    def __init__(self, work: Work, units: Result | None, keep_indicators: bool) -> None:
        self.work = work
        self.units = units
        self.keep_indicators = keep_indicators
        self.scores: dict[str, Floats] = {}
        self.unscaled: dict[str, Floats] = {}  # what was rescaled, as it was
        self.values: dict[str, Values] = {}
        self.gaps: dict[str, Gaps] = {}
        self.blocked: dict[str, Bools | None] = {}

    def score_node(self, node: Node) -> None:
        """Add the score of a node, whose dimensions are scored already."""
        scheme, work = self.work.scheme, self.work
        ids = scheme.children[node.id]
        weights = [scheme.weight(child) for child in ids]
        raw = self._node_scores(node, ids, weights)
        counted = [id for id, weight in zip(ids, weights, strict=True) if weight > 0]
        blocked = _any([self.blocked[id] for id in counted])
        if blocked is not None:
            raw = np.where(blocked, np.nan, raw)
        if node.min_coverage is not None and (coverage := self.coverage(node.id)) is not None:
            raw = np.where(coverage < node.min_coverage, np.nan, raw)
        if not work.labels.present.all():
            raw = np.where(work.labels.present, raw, np.nan)
        if node.rescale.name != "none":
            self.unscaled[node.id] = raw
            raw = _rescaled(node, raw, self.units, work)
        self.scores[node.id] = raw
        self.blocked[node.id] = None if blocked is None else blocked & np.isnan(raw)

    def _node_scores(self, node: Node, ids: Sequence[str], weights: list[float]) -> Floats:
        """The node's scores before rescaling."""
        try:
            return aggregate(map(self._child, ids), weights, node.aggregate)
        except NotPositive as error:
            for k, p, u in np.argwhere(error.cells):
                self._not_positive(node, ids[k], int(p), int(u), error.scores[k, p, u], error.zero)
            return np.full(error.scores.shape[1:], np.nan)
        except NoWeights as error:
            keys = (ROOT,) if node.id == ROOT else ("dimension", node.id)
            text = say("{name}: {text}", name=node.name, text=error.text)
            self.work.problem(text, error.help, keys=(*keys, "aggregate"))
            return np.full(self.work.labels.present.shape, np.nan)

    def _not_positive(self, node: Node, id: str, p: int, u: int, score: float, zero: bool) -> None:
        needs = say("scores that are not negative") if zero else say("scores above 0")
        child = self.work.scheme.part(id)
        self.work.cell_problem(
            p,
            u,
            say(
                "{node}: {method} needs {needs}, and {child} scores {score}",
                node=node.name,
                method=node.aggregate.name,
                needs=needs,
                child=child.name,
                score=f"{score:.6g}",
            ),
            say(
                "choose an arithmetic mean, or let {child} score above 0, as by range = [1, 100]",
                child=child.name,
            ),
            child.value.columns if isinstance(child, Indicator) else (),
        )

    def _child(self, id: str) -> Floats:
        if id in self.scores:
            return self.scores[id]
        scores, gaps, values = score_indicator(self.work.scheme.indicators[id], self.work)
        self.gaps[id], self.blocked[id] = gaps, gaps.blocked
        if self.keep_indicators:
            self.scores[id], self.values[id] = scores, values
        return scores

    def coverage(self, id: str) -> Floats | None:
        """The share of the indicators below a node that each unit has data of its own for (P, N).

        None = everyone has all.
        """
        scheme = self.work.scheme
        leaves = [leaf for leaf in scheme.leaves[id] if leaf in scheme.counted]
        gaps = [gap for gap in (self.gaps[leaf].uncovered for leaf in leaves) if gap is not None]
        if not gaps:
            return None
        lost = np.sum(gaps, axis=0)
        return np.asarray((len(leaves) - lost) / len(leaves))  # 1 - 8 / 10 is less than 0.2


def _any(masks: list[Bools | None]) -> Bools | None:
    given = [mask for mask in masks if mask is not None]
    return np.logical_or.reduce(given) if given else None


def _rescaled(node: Node, raw: Floats, units: Result | None, work: Work) -> Floats:
    rule = node.rescale
    keys = (ROOT, "rescale") if node.id == ROOT else ("dimension", node.id, "rescale")
    basis = raw if units is None else units.unscaled[node.id]
    if rule.name == "chain":
        return scorable(node.name, rule, _chained(raw, work), work)
    scope = scope_of(rule, basis, node.stats, node.name, work, keys)
    reference = rule.options.get("reference") or np.nan

    def told(p: int, group: int, size: int) -> None:
        no_spread(node.name, rule, p, group, size, work, keys)

    def by(rule: Rule, limit: Limit, told: OnNoSpread) -> Floats:
        return score(raw, basis, 1, rule, node.stats, scope, told, reference, limit)

    return scorable(node.name, rule, limited(node.id, rule, by, told, work), work)


def _chained(growth: Floats, work: Work) -> Floats:
    """D_t = D_{t-1} (200 + V) / (200 - V), 100 in the base period (default: the first)."""
    base = work.scheme.base_period
    start = work.panel.periods.index(base) if base in work.panel.periods else 0
    chained = np.full(growth.shape, np.nan)
    chained[start] = np.where(work.labels.present[start], 100.0, np.nan)
    with np.errstate(divide="ignore"):  # growth from 0: not scorable
        for p in range(start + 1, len(growth)):
            chained[p] = chained[p - 1] * (200 + growth[p]) / (200 - growth[p])
        for p in range(start - 1, -1, -1):
            chained[p] = chained[p + 1] * (200 - growth[p + 1]) / (200 + growth[p + 1])
    return chained


def _ranked(scores: Floats, work: Work) -> tuple[Floats, Ints]:
    settled = settle(scores, work.scheme.rank_decimals)
    ranks = np.full(scores.shape, np.nan)
    tiers = np.full(scores.shape, -1, dtype=np.int64)
    for p in range(len(scores)):
        ranks[p] = rank_descending(settled[p], work.scheme.ties, ids=work.labels.units)
        tiers[p] = tiers_of(settled[p], ranks[p], work.scheme.tiers)
    return ranks, tiers
