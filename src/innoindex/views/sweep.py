"""The view of a sweep: a line a share with the ranks there, and where the present ranks hold."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import numpy as np

from ..messages import Label, Message, say
from ..panel import Floats
from ..sweeping import Interval, Sweep
from ..view import Column, View, fixed, whole
from .units import unit_columns

_WIDTH = 40  # of the chart, in cells
_MARKS = "●○◆◇■□▲△"


def sweep_view(done: Sweep) -> View:
    """A row a share: ranks and scores of each unit (`rank_CODE`, `score_CODE`), and a chart."""
    result, units = done.base, done.units
    names = [result.labels.label(unit) for unit in units]
    part = result.scheme.part(done.id)
    columns = [
        Column("share", say("Share %"), np.round(100 * done.shares, 9), "given", priority=0),
        Column("chart", say("Rank"), _chart(done.ranks), "path", priority=2, machine=False),
    ]
    for k, unit in enumerate(units):
        code = result.labels.units[unit]
        columns.append(Column(f"rank_{code}", names[k], done.ranks[:, k], "whole", priority=1))
    for k, unit in enumerate(units):
        columns.append(
            Column(
                f"score_{result.labels.units[unit]}",
                say("Score of {unit}", unit=names[k]),
                done.scores[:, k],
                "number",
                result.scheme.decimals,
                priority=3,
            )
        )
    chart = _chart_said(done, names)
    at_present = np.flatnonzero(np.isclose(done.shares, done.share, atol=1e-9))
    return View(
        title=_title(done, part.name),
        sentences=tuple(_sentence(done, interval) for interval in done.intervals),
        columns=tuple(columns),
        highlight=frozenset(int(row) for row in at_present),
        footer=(chart,) if done.linear else (chart, _searched()),
        id="sweep",
        sheet=say("Sweep"),
        more=(_intervals(done),),
    )


def _chart_said(done: Sweep, names: Sequence[Label]) -> Message:
    legend = [
        say("{mark} {unit}", mark=_MARKS[k % len(_MARKS)], unit=n) for k, n in enumerate(names)
    ]
    return say(
        "chart: rank {low} left to rank {high} right; {legend}",
        low=whole(float(np.nanmin(done.ranks))),
        high=whole(float(np.nanmax(done.ranks))),
        legend=legend,
    )


def _title(done: Sweep, name: object) -> Message:
    index, period = done.base.scheme.name, done.base.periods[done.p]
    said = say("the share of {part}", part=name)
    if not period:
        return say("{index} · {what}", index=index, what=said)
    return say("{index} · {period} · {what}", index=index, period=period, what=said)


def _searched() -> Message:
    return say("scores are not linear in the share: crossings are searched for, then followed")


def _inside(interval: Interval) -> tuple[float, float]:
    """Low and high in per cent, rounded into the interval: the rank holds at what is shown."""
    for digits in range(2, 13):
        scale = 10.0**digits
        low = ceil(100 * interval.low * scale - 1e-6) / scale
        high = floor(100 * interval.high * scale + 1e-6) / scale
        if low <= high:
            return low, high
    return 100 * interval.low, 100 * interval.high


def _sentence(done: Sweep, interval: Interval) -> Message:
    part, labels = done.base.scheme.part(done.id), done.base.labels
    low, high = _inside(interval)
    parts = [
        say(
            "{unit} keeps rank {rank} while the share of {part} is {low} to {high} (now {share})",
            unit=labels.label(interval.unit),
            rank=whole(interval.rank),
            part=part.name,
            low=f"{low:.12g}%",
            high=f"{high:.12g}%",
            share=f"{fixed(100 * done.share, 2).rstrip('0').rstrip('.')}%",
        )
    ]
    if interval.rank_below is not None:
        rank, passed = whole(interval.rank_below), _names(done, interval.passed_below)
        parts.append(say("below: rank {rank} ({units})", rank=rank, units=passed))
    if interval.rank_above is not None:
        rank, passed = whole(interval.rank_above), _names(done, interval.passed_above)
        parts.append(say("above: rank {rank} ({units})", rank=rank, units=passed))
    return say("{parts}", parts=parts)


def _names(done: Sweep, units: tuple[int, ...]) -> list[Label]:
    return [done.base.labels.label(unit) for unit in units]


def _intervals(done: Sweep) -> View:
    """A row a unit: the shares, in per cent, within which its present rank holds."""
    found, shown = done.intervals, [_inside(interval) for interval in done.intervals]
    index = np.array(done.units, dtype=np.int64)

    def passed(side: str) -> list[list[Label]]:
        return [_names(done, getattr(interval, side)) for interval in found]

    columns = (
        *unit_columns(done.base.labels, index),
        Column("rank", say("Rank"), [i.rank for i in found], "whole", priority=1),
        Column("share", say("Share %"), [100 * done.share] * len(found), "number", 2, 2),
        Column("share_low", say("From % exactly"), [100 * i.low for i in found], "given"),
        Column("share_high", say("To % exactly"), [100 * i.high for i in found], "given"),
        Column("from", say("From %"), [low for low, _ in shown], "given", 0, 3, machine=False),
        Column("to", say("To %"), [high for _, high in shown], "given", 0, 3, machine=False),
        Column("rank_below", say("Rank below"), [i.rank_below for i in found], "whole", priority=4),
        Column("rank_above", say("Rank above"), [i.rank_above for i in found], "whole", priority=4),
        Column(
            "passed_below", say("Changes below"), passed("passed_below"), priority=5, of_units=True
        ),
        Column(
            "passed_above", say("Changes above"), passed("passed_above"), priority=5, of_units=True
        ),
    )
    return View(
        title=say("Where the present ranks hold"),
        sentences=(),
        columns=columns,
        names=1,
        id="intervals",
        sheet=say("Intervals"),
    )


def _chart(ranks: Floats) -> list[str]:
    """A line a share: each unit's mark at its rank, the best at the left."""
    low, high = np.nanmin(ranks), np.nanmax(ranks)
    span = max(high - low, 1)
    lines = []
    for row in ranks:
        cells = [" "] * (_WIDTH + 1)
        for k in reversed(range(len(row))):
            if not np.isnan(row[k]):
                cells[round((row[k] - low) / span * _WIDTH)] = _MARKS[k % len(_MARKS)]
        lines.append(f"│{''.join(cells)}│")
    return lines
