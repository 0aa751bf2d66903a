"""Findings on correlations: parts that say the same, or stand against what they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import atanh
from typing import Any

import numpy as np

from .audit_record import Audit
from .audit_structure import Block, critical_correlation, higher
from .finding import Finding, beyond
from .messages import say
from .scheme import ROOT
from .view import fixed

# JRC, COIN Tool User Guide (2019), doi:10.2760/523877: above the first two parts say the same,
# below the second they stand against each other, below the third they hardly go together.
REDUNDANT, OPPOSED, WEAK = 0.92, -0.4, 0.3
_SAME = 0.9999  # Fisher's z of 1 is infinite


def correlation_findings(audit: Audit) -> Iterator[Finding]:
    """Pairs of parts, then each part with the whole, with another dimension, with the index."""
    yield from _few_units(audit)
    yield from _pairs(audit, audit.everything)
    for block in audit.blocks.values():
        yield from _pairs(audit, block, among_indicators=False)
    for id in (*audit.wholes, *audit.ids):
        yield from _weak(audit, id, audit.parent(id), audit.with_own(id))
    for id, r in zip(audit.ids, audit.everything.with_whole.tolist(), strict=True):
        if audit.parent(id) != ROOT:
            yield from _elsewhere(audit, id)
            yield from _weak(audit, id, ROOT, r)


def _few_units(audit: Audit) -> Iterator[Finding]:
    """With no more units than indicators their correlations are no more than a sketch."""
    units, parts = int(audit.units.size), len(audit.ids)
    if audit.enough and units <= parts:
        yield Finding(
            step="correlation",
            severity="note",
            beyond=beyond(parts, units),
            text=say(
                "{units} units are too few for the correlations of {parts} parts",
                units=units,
                parts=parts,
            ),
            help=say("take what follows from them as a hint; look at the dimensions first"),
            about=(ROOT,),
            value=float(units),
            limit=float(parts),
        )


def _pairs(audit: Audit, block: Block, *, among_indicators: bool = True) -> Iterator[Finding]:
    """The pairs of a block; those of two indicators are judged once, among all indicators."""
    for i, j in combinations(range(len(block.parts)), 2):
        a, b = sorted((block.parts[i], block.parts[j]))
        both = a in audit.ids and b in audit.ids
        r, rho = float(block.pearson[i, j]), float(block.spearman[i, j])
        if np.isnan(r) or both != among_indicators:
            continue
        critical = critical_correlation(int(block.units[i, j]))
        siblings = audit.parent(a) == audit.parent(b)
        values: dict[str, Any] = {
            "a": audit.name(a),
            "b": audit.name(b),
            "r": fixed(r, 2),
            "rho": fixed(rho, 2),
        }
        if r > REDUNDANT:
            yield Finding(
                step="correlation",
                severity="warning",
                beyond=beyond(atanh(min(r, _SAME)), atanh(REDUNDANT)),
                text=say("{a} and {b} say nearly the same (r = {r}, Spearman {rho})", **values),
                help=say("keep one of the two, or let them share one weight"),
                about=(a, b),
                value=r,
                limit=REDUNDANT,
            )
        elif siblings and r < max(OPPOSED, -critical):
            significant = r < -critical
            yield Finding(
                step="correlation",
                severity="warning" if significant and r < OPPOSED else "note",
                beyond=beyond(atanh(min(-r, _SAME)), atanh(-OPPOSED)),
                text=say(
                    "{a} and {b} pull {whole} in opposite directions (r = {r}, Spearman {rho}, "
                    "{significance})",
                    whole=audit.name(audit.parent(a)),
                    significance=say("significant at 5%")
                    if significant
                    else say("not significant at 5%"),
                    **values,
                ),
                help=say("check both directions; if they are right, a gain in one hides the other"),
                about=(a, b),
                value=r,
                limit=OPPOSED,
            )


def _weak(audit: Audit, id: str, whole: str, r: float) -> Iterator[Finding]:
    """A part that hardly goes with a whole it belongs to, or against it."""
    if not r < WEAK:
        return
    yield Finding(
        step="correlation",
        severity="warning",
        beyond=beyond(1 - r, 1 - WEAK),
        text=say(
            "{name} runs against {whole} (r = {r})"
            if r < 0
            else "{name} hardly goes with {whole} (r = {r})",
            name=audit.name(id),
            whole=audit.name(whole),
            r=fixed(r, 2),
        ),
        help=say("check its direction and its values; then ask whether it belongs there")
        if r < 0
        else say("ask whether it belongs there: it shares little with the whole"),
        about=(id, whole),
        value=r,
        limit=WEAK,
    )


def _elsewhere(audit: Audit, id: str) -> Iterator[Finding]:
    """An indicator that correlates more with another dimension than with its own."""
    k, r = audit.ids.index(id), audit.with_own(id)
    dimension, above = audit.parent(id), audit.ancestors(id)
    others = {
        other: float(audit.with_dimensions[k, d])
        for d, other in enumerate(audit.dimensions)
        if other not in above and audit.with_dimensions[k, d] > r
    }
    if not others:
        return
    other = min(others, key=lambda each: (-round(others[each], 9), each))
    own, elsewhere = audit.dimensions.index(dimension), audit.dimensions.index(other)
    units = int(audit.everything.units[k, k])
    between = float(audit.between_dimensions[own, elsewhere])
    yield Finding(
        step="correlation",
        severity="warning" if higher(others[other], r, between, units) else "note",
        beyond=beyond(1 + others[other] - r, 1),
        text=say(
            "{name} goes more with {other} (r = {elsewhere}) than with its own dimension {own} "
            "(r = {r})",
            name=audit.name(id),
            other=audit.name(other),
            own=audit.name(dimension),
            elsewhere=fixed(others[other], 2),
            r=fixed(r, 2),
        ),
        help=say("ask whether it belongs there"),
        about=(id, other),
        value=others[other],
        limit=r,
    )
