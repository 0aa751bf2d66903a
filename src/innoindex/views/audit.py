"""The views of `audit`: what was found, in sentences and as a table, and all that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..audit_record import Audit
from ..audit_structure import FEWEST
from ..finding import Finding, Step
from ..messages import Message, say
from ..view import Column, View, fixed, places
from .audit_heat import heat_view, heat_width
from .audit_parts import dimensions_view, indicators_view
from .audit_tables import (
    components_view,
    correlations_view,
    coverage_view,
    leave_out_view,
    outliers_view,
)

_NAMED = 3  # how many of the indicators that rule the ranking are named
STEP_NAMES: dict[Step, Message] = {
    "coverage": say("coverage"),
    "outliers": say("outliers"),
    "correlation": say("correlation"),
    "reliability": say("reliability"),
    "components": say("components"),
    "weights": say("weights"),
    "leave-out": say("leave-out"),
}
_SEVERITIES = {"warning": say("warning"), "note": say("note")}


def audit_view(done: Audit) -> View:
    """Every table of an audit; the findings first, the worst at the top."""
    return View(
        title=_title(done),
        sentences=tuple(_summary(done)),
        columns=_finding_columns(done.findings),
        footer=tuple(_footer(done)),
        names=3,
        id="findings",
        sheet=say("Findings"),
        more=(
            indicators_view(done),
            dimensions_view(done),
            components_view(done),
            correlations_view(done),
            outliers_view(done),
            coverage_view(done),
            leave_out_view(done),
        ),
    )


def told_view(done: Audit, width: int | None) -> View:
    """The audit as a terminal of some width tells it: findings as sentences, and the tables of a
    row a part, with the heat map if it fits. The others are named, to be asked for."""
    whole = choice_view(done)
    paged = ["indicators", "dimensions"]
    if width is None or heat_width(done) <= width:
        paged.append("heatmap")
    *shown, last = (table for table in whole.more if table.id in paged)
    others = " | ".join(table.id for table in whole.more if table.id not in paged)
    pointer = say("more tables: --show {names}", names=others)
    return replace(whole, more=(*shown, replace(last, footer=(*last.footer, pointer))))


def choice_view(done: Audit) -> View:
    """Every table as a terminal shows it, for one of them to be chosen."""
    whole = audit_view(done)
    told = [sentence for finding in done.findings for sentence in _told(finding)]
    return replace(
        whole,
        sentences=(*whole.sentences, *told),
        columns=(),
        more=(*whole.more, heat_view(done)),
    )


def _title(done: Audit) -> Message:
    index = done.result.scheme.name
    if not done.period:
        return say("{index} · audit", index=index)
    return say("{index} · {period} · audit", index=index, period=done.period)


def _summary(done: Audit) -> Iterator[Message]:
    """How much was found, on how much; what rules the ranking; whom it hangs on."""
    found = Counter(finding.severity for finding in done.findings)
    warnings, notes = found["warning"], found["note"]
    if done.findings:
        yield say(
            "{warnings} and {notes} on {extent}",
            warnings=say("1 warning" if warnings == 1 else "{n} warnings", n=warnings),
            notes=say("1 note" if notes == 1 else "{n} notes", n=notes),
            extent=_extent(done),
        )
    else:
        steps = list(STEP_NAMES.values()) if done.enough else list(STEP_NAMES.values())[:2]
        yield say(
            "nothing found on {extent}; looked at: {steps}", extent=_extent(done), steps=steps
        )
    if not done.enough:
        yield say("fewer than {few} units have a score: only the data were looked at", few=FEWEST)
        return
    yield say("the ranking follows most: {indicators}", indicators=_rulers(done))
    if known := [each for each in done.left_out if each.mean_shift > 0]:
        most = min(known, key=lambda each: (-round(each.mean_shift, 9), each.id))
        unit = max(
            (u for u in (most.up, most.down) if u is not None), key=lambda u: abs(most.shift[u])
        )
        yield say(
            "of all, {name} would move it the most if left out: {mean} places on average, {unit} "
            "{shift}",
            name=done.name(most.id),
            mean=fixed(most.mean_shift, 1),
            unit=done.result.labels.label(unit),
            shift=places(float(most.shift[unit])),
        )


def _extent(done: Audit) -> list[Message | str]:
    indicators, dimensions, units = len(done.ids), len(done.dimensions), done.units.size
    parts = say("1 indicator" if indicators == 1 else "{n} indicators", n=indicators)
    if dimensions:
        within = say("1 dimension" if dimensions == 1 else "{n} dimensions", n=dimensions)
        parts = say("{indicators} in {dimensions}", indicators=parts, dimensions=within)
    period = [done.period] if done.period else []
    return [parts, say("1 unit" if units == 1 else "{n} units", n=units), *period]


def _rulers(done: Audit) -> list[Message]:
    effects, rhos = done.indicators.main_effect, done.spearman_with_index
    known = [k for k in range(len(done.ids)) if not np.isnan(effects[k])]
    order = sorted(known, key=lambda k: (-round(float(effects[k]), 9), done.ids[k]))
    return [
        say(
            "{name} (S = {effect}, Spearman {rho})",
            name=done.name(done.ids[k]),
            effect=fixed(effects[k], 2),
            rho=fixed(rhos[k], 2),
        )
        for k in order[:_NAMED]
    ]


def _footer(done: Audit) -> Iterator[Message]:
    """What was not looked at, and why."""
    if done.ignored:
        names = [done.result.scheme.indicators[id].name for id in done.ignored]
        yield say("weight 0, so not looked at: {names}", names=names)
    if done.enough and np.isnan(done.indicators.variance).any():
        yield say(
            "no share of the variance where the index is not a weighted arithmetic mean or sum of "
            "an indicator's scores, or units lack some"
        )


def _finding_columns(findings: Sequence[Finding]) -> tuple[Column, ...]:
    return (
        Column(
            "severity", say("Severity"), [_SEVERITIES[f.severity] for f in findings], priority=0
        ),
        Column("step", say("Step"), [STEP_NAMES[f.step] for f in findings], priority=1),
        Column("beyond", say("Times its limit"), [f.beyond for f in findings], "number", 1, 2),
        Column("text", say("Finding"), [f.text for f in findings], priority=3),
        Column("help", say("Help"), [f.help for f in findings], priority=4),
        Column("about", say("About"), ["; ".join(f.about) for f in findings]),
        Column("value", say("Observed"), [f.value for f in findings], "number", 3),
        Column("limit", say("Limit"), [f.limit for f in findings], "number", 3),
    )


def _told(finding: Finding) -> Iterator[Message]:
    yield say(
        "{severity} ({step}): {text}",
        severity=_SEVERITIES[finding.severity],
        step=STEP_NAMES[finding.step],
        text=finding.text,
    )
    yield say("help: {help}", help=finding.help)
