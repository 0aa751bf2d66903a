"""The statistical coherence of a scheme on these data, in the order of an auditor's work.

After the audits of the European Commission's Joint Research Centre: Saisana and Saltelli (2011),
doi:10.1007/s11205-010-9644-x; the OECD/JRC Handbook on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .audit_data import Coverage, Outliers, coverage_of, outliers_of
from .audit_structure import FEWEST, Block, block_of, correlations_with
from .audit_weights import Importance, importance, of_index, shares_below, slopes_below
from .correlation import even_ties, spearman_matrix
from .finding import Finding
from .index import Result
from .leave_out import LeaveOut, leave_one_out
from .panel import Floats, Ints
from .period import period_position
from .scheme import ROOT


@dataclass(frozen=True)
class Audit:
    """What the data say of a scheme in period `p` (an index).

    K indicators that count (`ids`, grouped by dimension), D dimensions (`dimensions`), N units
    with an index (`units`). With fewer than five units all but `coverage` and `outliers` is NaN.
    """

    result: Result
    p: int
    ids: tuple[str, ...]
    dimensions: tuple[str, ...]
    units: Ints
    coverage: Coverage
    outliers: Outliers
    everything: Block  # all indicators, whatever their dimension, in the index
    blocks: Mapping[str, Block]  # what is directly below the index and each dimension
    with_dimensions: Floats  # (K, D) Pearson's r
    spearman_with_index: Floats  # (K,)
    between_dimensions: Floats  # (D, D)
    indicators: Importance  # of all indicators, in the index
    below: Mapping[str, Importance]  # of the parts of each block, in the score of its node
    left_out: tuple[LeaveOut, ...]  # of each indicator (K); empty: one alone, or too few units

    @property
    def period(self) -> str:
        return self.result.periods[self.p]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, the worst first."""
        from .audit_findings import findings_of

        return findings_of(self)

    @property
    def enough(self) -> bool:
        """Whether there are units enough for correlations."""
        return self.units.size >= FEWEST

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """The indicators of weight 0."""
        return tuple(id for id in self.result.scheme.indicators if id not in self.ids)

    @cached_property
    def wholes(self) -> tuple[str, ...]:
        """The dimensions with more than one part: the others are what their indicator is."""
        return tuple(id for id in self.dimensions if len(self.blocks[id].parts) > 1)

    def with_own(self, id: str) -> float:
        """Pearson's r of a part with the node directly above it."""
        block = self.blocks[self.parent(id)]
        return float(block.with_whole[block.parts.index(id)])

    def parent(self, id: str) -> str:
        parent = self.result.scheme.part(id).parent
        assert parent is not None
        return parent

    def ancestors(self, id: str) -> tuple[str, ...]:
        """The dimensions above a part, the nearest first."""
        found: list[str] = []
        while (id := self.parent(id)) != ROOT:
            found.append(id)
        return tuple(found)


def audit(result: Result, period: str | None = None) -> Audit:
    """The audit of a result of units in a period (default: the last).

    The result must have kept its indicators. Raises `KeyError` for a period that the table does
    not have.
    """
    p = period_position(result.periods, period)
    scheme = result.scheme
    ids = tuple(id for id in scheme.leaves[ROOT] if id in scheme.counted)
    dimensions = tuple(
        id
        for id in scheme.nodes
        if id != ROOT and any(leaf in scheme.counted for leaf in scheme.leaves[id])
    )
    units = np.flatnonzero(~np.isnan(result.index[p]))
    rows = units if units.size >= FEWEST else units[:0]

    def scores(parts: tuple[str, ...]) -> Floats:
        columns = [even_ties(result.scores[part][p, rows]) for part in parts]
        return np.array(columns).reshape(len(parts), rows.size).T

    parts = {
        node: tuple(id for id in scheme.children[node] if id in ids or id in dimensions)
        for node in (ROOT, *dimensions)
    }
    x, y, of_dimensions = scores(ids), scores((ROOT,))[:, 0], scores(dimensions)
    return Audit(
        result=result,
        p=p,
        ids=ids,
        dimensions=dimensions,
        units=units,
        coverage=coverage_of(result, p, ids),
        outliers=outliers_of(result, p, ids),
        everything=block_of(ROOT, ids, x, y),
        blocks={
            node: block_of(node, below, scores(below), scores((node,))[:, 0])
            for node, below in parts.items()
        },
        with_dimensions=correlations_with(x, of_dimensions),
        spearman_with_index=spearman_matrix(np.column_stack([x, y]))[-1, :-1],
        between_dimensions=correlations_with(of_dimensions, of_dimensions),
        indicators=importance(
            x, y, *of_index(scheme, ids), whole=np.asarray(~np.isnan(of_dimensions).any(axis=1))
        ),
        below={node: _below(result, node, below, scores) for node, below in parts.items()},
        left_out=_left_out(result, p, ids) if rows.size and len(ids) > 1 else (),
    )


def _below(
    result: Result, node: str, parts: tuple[str, ...], scores: Callable[[tuple[str, ...]], Floats]
) -> Importance:
    shares, slopes = shares_below(result.scheme, node), slopes_below(result.scheme, node)
    return importance(
        scores(parts),
        scores((node,))[:, 0],
        np.array([shares[part] for part in parts]),
        np.array([slopes[part] for part in parts]),
    )


def _left_out(result: Result, p: int, ids: tuple[str, ...]) -> tuple[LeaveOut, ...]:
    """In the order of the indicators here."""
    by_id = {each.id: each for each in leave_one_out(result, p)}
    return tuple(by_id[id] for id in ids)
