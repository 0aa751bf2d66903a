"""The statistical coherence of a scheme on these data, in the order of an auditor's work.

After the audits of the European Commission's Joint Research Centre: Saisana and Saltelli (2011),
Rankings and Ratings: Instructions for Use, Hague Journal on the Rule of Law 3(2); the OECD/JRC
Handbook on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .audit_data import coverage_of, outliers_of
from .audit_findings import findings_of
from .audit_record import Audit
from .audit_structure import FEWEST, block_of, correlations_with
from .audit_weights import Importance, importance, slopes_below, slopes_of_index
from .correlation import even_ties, spearman_matrix
from .index import Result
from .leave_out import LeaveOut, leave_one_out
from .panel import Floats
from .period import period_position
from .scheme import ROOT
from .shares import index_shares, sibling_shares


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
    shares, slopes = index_shares(scheme), slopes_of_index(scheme)
    x, y, of_dimensions = scores(ids), scores((ROOT,))[:, 0], scores(dimensions)
    found = Audit(
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
            x,
            y,
            np.array([shares[id] for id in ids]),
            np.array([slopes[id] for id in ids]),
            whole=np.asarray(~np.isnan(of_dimensions).any(axis=1)),
        ),
        below={node: _below(result, node, below, scores) for node, below in parts.items()},
        left_out=_left_out(result, p, ids) if rows.size and len(ids) > 1 else (),
    )
    return replace(found, findings=findings_of(found))


def _below(
    result: Result, node: str, parts: tuple[str, ...], scores: Callable[[tuple[str, ...]], Floats]
) -> Importance:
    shares, slopes = sibling_shares(result.scheme), slopes_below(result.scheme, node)
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
