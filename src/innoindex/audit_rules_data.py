"""Findings on the data: what is missing, what stands out, what does not vary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .audit_data import KURTOSIS, SKEW, Outlier
from .audit_record import Audit
from .figures import with_unit
from .finding import UTMOST, Finding, beyond, listed
from .messages import Label, Message, say
from .panel import Floats
from .view import fixed

# Values that an indicator and a unit should at least have (JRC, COIN Tool, frequently asked
# questions: a rule of thumb).
COVERED = 0.65


def coverage_findings(audit: Audit) -> Iterator[Finding]:
    """Indicators, and units with an index, that have less than 65 % of their values; all gaps."""
    labels, shares = audit.result.labels, audit.coverage.indicators
    yield from _sparse(
        shares,
        audit.ids,
        [audit.result.scheme.indicators[id].name for id in audit.ids],
        say("find the missing values, drop the indicator, or say how its gaps were filled"),
    )
    scored = np.isin(np.arange(len(labels.units)), audit.units)
    yield from _sparse(
        np.where(scored, audit.coverage.units, np.nan),  # those without an index need no warning
        [str(unit) for unit in labels.units],
        [labels.label(unit) for unit in range(len(labels.units))],
        say("find its missing values, or have the scheme ask for a min_coverage"),
    )
    gaps = np.flatnonzero(shares < 1)
    if gaps.size:
        worst = sorted(gaps.tolist(), key=lambda k: (shares[k], audit.ids[k]))
        yield Finding(
            step="coverage",
            severity="note",
            beyond=beyond(1 - shares[worst[0]], 1 - COVERED),
            text=say(
                "{count} of {all} indicators lack values of some units, the most: {worst}",
                count=gaps.size,
                all=len(audit.ids),
                worst=listed(_share_of(audit, k) for k in worst),
            ),
            help=say("say in the report how many there are, and how they were filled"),
            about=tuple(audit.ids[k] for k in worst),
            value=float(shares[worst[0]]),
            limit=1.0,
        )


def _share_of(audit: Audit, k: int) -> Message:
    name, share = audit.result.scheme.indicators[audit.ids[k]].name, audit.coverage.indicators[k]
    return say("{name} ({share}% there)", name=name, share=_per_cent(share))


def _sparse(
    shares: Floats, ids: Sequence[str], names: Sequence[Label], help: Message
) -> Iterator[Finding]:
    for k in np.flatnonzero(shares < COVERED).tolist():
        yield Finding(
            step="coverage",
            severity="warning",
            beyond=beyond(1 - shares[k], 1 - COVERED),
            text=say(
                "{name} has only {share}% of its values, where {limit}% is the least to rely on",
                name=names[k],
                share=_per_cent(shares[k]),
                limit=_per_cent(COVERED),
            ),
            help=help,
            about=(ids[k],),
            value=float(shares[k]),
            limit=COVERED,
        )


def _per_cent(share: float) -> str:
    return fixed(100 * share, 1).removesuffix(".0")


def outlier_findings(audit: Audit) -> Iterator[Finding]:
    """Indicators whose distribution has outliers, and those that are the same everywhere."""
    found = audit.outliers
    for k, id in enumerate(audit.ids):
        if found.found[k]:
            yield _outlying(audit, k)
        elif audit.enough and np.isnan(audit.everything.pearson[k, k]):
            yield Finding(
                step="outliers",
                severity="warning",
                beyond=UTMOST,
                text=say(
                    "{name} has the same score in every unit: it tells none from another",
                    name=audit.result.scheme.indicators[id].name,
                ),
                help=say("drop it, or give it weight 0"),
                about=(id,),
                value=0.0,
                limit=0.0,
            )


def _outlying(audit: Audit, k: int) -> Finding:
    indicator, found = audit.result.scheme.indicators[audit.ids[k]], audit.outliers
    skew, kurtosis = float(found.skewness[k]), float(found.kurtosis[k])
    cells = [cell for cell in found.cells if cell.indicator == indicator.id]
    values = {
        "name": indicator.name,
        "skew": fixed(skew, 1),
        "kurtosis": fixed(kurtosis, 1),
        "cells": listed(_cell(audit, cell) for cell in cells),
    }
    text = say(
        "{name} has outliers (skewness {skew}, excess kurtosis {kurtosis}): {cells}", **values
    )
    if found.harmless[k]:
        help = say("nothing: the scheme treats them, or scores ranks")
    elif np.isnan(cells[0].becomes):
        help = say('check these values; if they are right, take transform = "log"')
    else:
        help = say('check these values; if they are right, take treat = "winsorise"')
    return Finding(
        step="outliers",
        severity="note" if found.harmless[k] else "warning",
        beyond=beyond(min(abs(skew) / SKEW, kurtosis / KURTOSIS), 1),
        text=text,
        help=help,
        about=(indicator.id,),
        value=skew,
        limit=SKEW,
    )


def _cell(audit: Audit, cell: Outlier) -> Message:
    return say(
        "{unit} {value}",
        unit=audit.result.labels.label(cell.unit),
        value=with_unit(cell.value, audit.result.scheme.indicators[cell.indicator]),
    )
