"""What a panel and a scheme must give each other before anything can be scored."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .checks import check_panel, expected_units
from .errors import InnoindexError, Problem
from .messages import Label, did_you_mean, say
from .panel import Panel
from .scheme import Scheme
from .values import fill_gaps
from .work import Work, report_absent


def check_values(panel: Panel, scheme: Scheme) -> list[Problem]:
    """Every problem of the raw values: what is wrong, missing, or has no result."""
    work = Work(panel, scheme, "unit")
    work.problems += check_panel(panel, scheme)
    for indicator in scheme.indicators.values():
        if panel.columns and set(indicator.value.columns) <= set(panel.columns):
            fill_gaps(indicator, work)
    report_absent(work)
    return work.problems


def whole_check(period: str | None, strict: bool) -> Callable[[Panel, Scheme], list[Problem]]:
    """What is to be said of tables, besides what reading them says, as far as they can be read."""

    def check(panel: Panel, scheme: Scheme) -> list[Problem]:
        units = expected_units(panel, scheme, period, strict=strict)
        return [*check_values(panel, scheme), *units]

    return check


def check_input(work: Work) -> None:
    """Columns, periods and values: if one of the first two is wrong, nothing is computed."""
    _check_columns(work)
    _check_periods(work)
    if work.problems:
        found = [*work.problems, *check_values(work.panel, work.scheme), *work.panel.remarks]
        raise InnoindexError(found)
    work.problems += check_panel(work.panel, work.scheme)


def _check_columns(work: Work) -> None:
    """The panel must have every column that an expression uses."""
    for name in work.scheme.used:
        if name not in work.panel.columns:
            work.problem(
                say('there is no column "{column}"', column=name),
                did_you_mean(name, tuple(work.panel.columns)),
            )


def check_groups(work: Work) -> None:
    """Units without a group have no score under `within = "group"`, and the whole has no group."""
    rules = [item.normalise for item in work.scheme.indicators.values()]
    rules += [node.rescale for node in work.scheme.nodes.values()]
    if work.level == "group" or all(rule.options.get("within") != "group" for rule in rules):
        return
    if work.level == "all":
        work.problem(
            say('the whole has no group, which within = "group" needs'),
            say('use --level unit or group, or a scheme without within = "group"'),
        )
        work.stop_if_wrong()
    without = np.flatnonzero((work.panel.group_of < 0) & work.panel.present.any(axis=0))
    if without.size:
        work.remark(
            say(
                'no score for {count} without a group, which within = "group" needs: {names}',
                count=int(without.size),
                names=[work.panel.label(u) for u in without.tolist()[:12]],
            )
        )


def _check_periods(work: Work) -> None:
    """The base period and the periods of `stats` must be in the table."""
    scheme, periods = work.scheme, work.panel.periods
    base = scheme.base_period
    without: list[Label | str] = [
        item.name
        for item in scheme.indicators.values()
        if item.normalise.name == "base-ratio"
        and item.reference is None
        and item.normalise["reference"] is None
    ]
    if without and base is not None and base not in periods:
        work.problem(
            say(
                "the base period {period} is not in the table, and {count} indicators have no "
                "reference: {names}",
                period=base,
                count=len(without),
                names=without[:5] + (["…"] if len(without) > 5 else []),
            ),
            say(
                "either add the rows of {period} to the table, or give each indicator "
                "reference = its value for the whole in {period}",
                period=base,
            ),
            keys=("index", "base"),
        )
    chained = any(node.rescale.name == "chain" for node in scheme.nodes.values())
    if chained and base is not None and base not in periods:
        work.problem(
            say("the base period {period} is not in the table", period=base),
            say("the table has {periods}", periods=periods),
            keys=("index", "base"),
        )
    wanted = {item.stats for item in scheme.indicators.values()}
    wanted |= {node.stats for node in scheme.nodes.values()}
    for stats in sorted(wanted - {"period", "pooled"} - set(periods)):
        work.problem(
            say("the period {period} of stats is not in the table", period=stats),
            say("the table has {periods}", periods=periods),
            keys=("index", "stats"),
        )
