"""Findings on weights: parts that count for much more or less than they weigh, or for too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from .audit_record import Audit
from .audit_weights import Importance
from .finding import Finding, beyond
from .messages import say
from .scheme import ROOT
from .view import fixed

# Effective over nominal weight, or nominal over effective (effective: of main effects; for the
# variance only the former); and the rank correlation of the index with the index without an
# indicator: conventions of this program, no published limits.
TWICE = 2.0
ALIKE = 0.9


def weight_findings(audit: Audit) -> Iterator[Finding]:
    """Indicators in the index, and dimensions among their siblings."""
    for k, id in enumerate(audit.ids):
        yield from _uneven(audit, id, ROOT, audit.indicators, k)
    for node, block in audit.blocks.items():
        for k, part in enumerate(block.parts):
            if part in audit.wholes and len(block.parts) > 1:
                yield from _uneven(audit, part, node, audit.below[node], k)


def _uneven(audit: Audit, part: str, whole: str, found: Importance, k: int) -> Iterator[Finding]:
    """A part, the k-th of a whole, that counts for much more or less than it weighs."""
    ratio = float(found.ratio[k])
    much, spread = ratio > TWICE, float(found.variance[k] / found.nominal[k])
    values: dict[str, Any] = {
        "name": audit.name(part),
        "whole": audit.name(whole),
        "nominal": fixed(100 * found.nominal[k], 1),
    }
    if much or ratio < 1 / TWICE:
        yield Finding(
            step="weights",
            severity="note" if found.by_chance[k] else "warning",
            beyond=beyond(ratio if much else 1 / max(ratio, 1e-9), TWICE),
            text=say(
                "{name} has {nominal}% of the weight in {whole}, but {effective}% of the main "
                "effects (S = {effect})",
                effective=fixed(100 * found.effective[k], 1),
                effect=fixed(np.nan_to_num(found.main_effect[k]), 2),
                **values,
            ),
            help=say("chance alone may do this with {units} units", units=int(audit.units.size))
            if found.by_chance[k]
            else say("give it less weight, or drop what it repeats")
            if much
            else say(
                "do not take its weight for its importance; drop it, or find a better measure"
            ),
            about=(part, whole),
            value=ratio,
            limit=TWICE if much else 1 / TWICE,
        )
    if spread > TWICE:
        yield Finding(
            step="weights",
            severity="note",
            beyond=beyond(spread, TWICE),
            text=say(
                "{name} has {nominal}% of the weight in {whole}, but {variance}% of its variance",
                variance=fixed(100 * found.variance[k], 1),
                **values,
            ),
            help=say("normalise it by its spread (z-score, min-max), or give it less weight"),
            about=(part, whole),
            value=spread,
            limit=TWICE,
        )


def left_out_findings(audit: Audit) -> Iterator[Finding]:
    """Indicators without which the ranking would be another."""
    for left in audit.left_out:
        if not left.spearman < ALIKE:
            continue
        yield Finding(
            step="leave-out",
            severity="note",
            beyond=beyond(1 - left.spearman, 1 - ALIKE),
            text=say(
                "the ranking hangs on {name}: without it units move {places} places on average "
                "(Spearman {rho})",
                name=audit.name(left.id),
                places=fixed(left.mean_shift, 1),
                rho=fixed(left.spearman, 2),
            ),
            help=say("say so in the report, and make sure of its values"),
            about=(left.id,),
            value=left.spearman,
            limit=ALIKE,
        )
