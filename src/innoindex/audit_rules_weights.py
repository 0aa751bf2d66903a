"""Findings on weights: parts that count for much more or less than they weigh, or for too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .audit_rules_correlation import name_of
from .audit_weights import Importance
from .finding import Finding, beyond
from .messages import say
from .scheme import ROOT
from .view import fixed

if TYPE_CHECKING:
    from .auditing import Audit

# Effective over nominal weight, or nominal over effective; and the rank correlation of the index
# with the index without an indicator: conventions of this program, no published limits.
TWICE = 2.0
ALIKE = 0.9


def weight_findings(audit: Audit) -> Iterator[Finding]:
    """Indicators in the index, and dimensions among their siblings."""
    yield from _uneven(audit, audit.ids, audit.indicators, ROOT)
    for node, block in audit.blocks.items():
        if len(block.parts) > 1:
            yield from _uneven(audit, block.parts, audit.below[node], node)


def _uneven(audit: Audit, parts: Sequence[str], found: Importance, whole: str) -> Iterator[Finding]:
    """Of the parts of a dimension only the dimensions: its indicators are judged in the index."""
    for k, ratio in enumerate(found.ratio.tolist()):
        indicators = parts is audit.ids
        much = ratio > TWICE
        if not (much or ratio < 1 / TWICE) or (parts[k] in audit.ids) != indicators:
            continue
        yield Finding(
            step="weights",
            severity="warning",
            beyond=beyond(ratio if much else 1 / max(ratio, 1e-9), TWICE),
            text=say(
                "{name} has {nominal}% of the weight in {whole}, but {effective}% of the main "
                "effects (S = {effect})",
                name=name_of(audit, parts[k]),
                whole=name_of(audit, whole),
                nominal=fixed(100 * found.nominal[k], 1),
                effective=fixed(100 * found.effective[k], 1),
                effect=fixed(np.nan_to_num(found.main_effect[k]), 2),
            ),
            help=say("give it less weight, or drop what it repeats")
            if much
            else say(
                "do not take its weight for its importance; drop it, or find a better measure"
            ),
            about=(parts[k], whole),
            value=ratio,
            limit=TWICE if much else 1 / TWICE,
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
                name=name_of(audit, left.id),
                places=fixed(left.mean_shift, 1),
                rho=fixed(left.spearman, 2),
            ),
            help=say("say so in the report, and give it no doubtful value"),
            about=(left.id,),
            value=left.spearman,
            limit=ALIKE,
        )
