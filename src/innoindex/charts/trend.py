"""The paths of all ranks over the periods, one unit's in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..index import Result
from ..lookup import need_rank
from ..messages import Language, say
from ..movement import Ranking
from ..panel import Floats, Ints, Panel
from ..view import whole
from .look import (
    GROUP,
    HIGHLIGHT,
    LINE,
    OTHERS,
    QUIET,
    TEXT,
    WIDTH,
    Spec,
    chart,
    layer,
    legend,
    of_period,
    panel,
    pixels,
    rank_ticks,
    scaled,
    shortened,
    spread,
    texts,
    thinned,
    widest,
    width_of,
)

_MOST = 400  # units drawn
_LABELLED = 14  # paths with a name
_NEAR = 2  # of them just above and just below the unit
_LEFT = 36  # pixels for the ranks at the left
_INSET = 14  # from there to the first period


def trend_chart(ranking: Ranking, unit: int, lang: Language) -> Spec:
    """The ranks of every period up to the ranking's, as a Vega-Lite spec; rank 1 is on top.

    The unit (an index) stands out, and those of its group; a period without a rank is a gap.
    Raises `UsageProblem` for a unit without a rank in any period.
    """
    result, ranks = ranking.result, ranking.result.ranks[: ranking.p + 1]
    labels = result.labels
    need_rank(labels, np.fmin.reduce(ranks), unit)
    everyone = _by_last_rank(ranks)
    drawn = thinned(everyone.tolist(), _kept(result, everyone, unit), _MOST)
    named = _named(result, ranks, drawn, unit)
    names = {u: shortened(_label(result, ranks, u, lang), 170) for u in named}
    right = widest(names.values()) + 30
    width, height = WIDTH - _LEFT - right, float(np.clip(14 * len(drawn), 160, 440))
    x = np.linspace(_INSET, width - 4, len(ranks)) if len(ranks) > 1 else np.array([width - 4])
    lowest = max(float(np.nanmax(ranks)), 2.0)
    y = scaled("rank", 1, lowest, reverse=True, axis={"values": rank_ticks(1, lowest)})

    group = _group(result, unit)
    classes = [
        ([u for u in drawn if u != unit and u not in group], OTHERS, 0.8),
        ([u for u in drawn if u != unit and u in group], GROUP, 1.4),
        ([unit], HIGHLIGHT, 3),
    ]
    layers = [
        _paths(result, ranks, x, units, lang, y, stroke=color, strokeWidth=thick)
        for units, color, thick in classes
        if units
    ]
    layers += _own_ranks(ranks[:, unit], x, y)
    layers += _end_names(names, ranks, unit, group, width, height, lowest)
    layers += _periods(result.periods[: len(ranks)], x, height)
    layers += legend([*_meanings(labels, unit, len(group) > 1, lang)], -34)
    title = say("Ranks of {unit}", unit=labels.label(unit)).text(lang)
    return chart(
        title,
        _subtitles(ranking, len(drawn), len(everyone), lang),
        panel(width, height, layers, _LEFT, right),
        title,
    )


def _meanings(
    labels: Panel, unit: int, grouped: bool, lang: Language
) -> Iterator[tuple[str, Spec, str]]:
    """What the kinds of lines stand for."""
    yield "rule", {"color": HIGHLIGHT, "strokeWidth": 3}, labels.label(unit).text(lang)
    if grouped:
        of_group = labels.groups[int(labels.group_of[unit])].text(lang)
        yield "rule", {"color": GROUP, "strokeWidth": 1.4}, of_group
    yield "rule", {"color": OTHERS, "strokeWidth": 1.4}, say("others").text(lang)


def _subtitles(ranking: Ranking, drawn: int, units: int, lang: Language) -> list[str]:
    result = ranking.result
    first, last = result.periods[0], ranking.period
    name = of_period(result.scheme, last)
    if first != last:
        index = result.scheme.name
        name = say("{index} · {first} to {last}", index=index, first=first, last=last)
    found = [name.text(lang)]
    if drawn < units:
        found.append(say("{drawn} of {units} units are drawn", drawn=drawn, units=units).text(lang))
    return found


def _by_last_rank(ranks: Floats) -> Ints:
    """The units that have a rank, by their last one."""
    last = np.full(ranks.shape[1], np.nan)
    for row in ranks:
        last = np.where(np.isnan(row), last, row)
    order = np.argsort(last, kind="stable")
    return np.asarray(order[~np.isnan(last[order])])


def _group(result: Result, unit: int) -> set[int]:
    """The units of its group, itself among them; none without a group."""
    groups = result.labels.group_of
    return set(np.flatnonzero(groups == groups[unit]).tolist()) if groups[unit] >= 0 else set()


def _kept(result: Result, order: Ints, unit: int) -> list[int]:
    """The units drawn however many there are: those around it, and the nearest of its group."""
    at = int(np.flatnonzero(order == unit)[0])
    group = _group(result, unit)
    nearest = sorted(range(order.size), key=lambda place: abs(place - at))
    near = [int(order[place]) for place in nearest[: 2 * _LABELLED]]
    mates = [int(order[place]) for place in nearest if int(order[place]) in group]
    return [*near, *mates[: 2 * _LABELLED]]


def _named(result: Result, ranks: Floats, drawn: Sequence[int], unit: int) -> list[int]:
    """The units with a name at the end of their path: it, the next ones, and its group's."""
    there = [u for u in drawn if not np.isnan(ranks[-1, u])]
    if unit not in there:
        return [unit]
    if len(there) <= _LABELLED:
        return there
    at, group = there.index(unit), _group(result, unit)
    near = there[max(0, at - _NEAR) : at + _NEAR + 1]
    mates = sorted(group.intersection(there), key=lambda u: abs(there.index(u) - at))
    return list(dict.fromkeys([unit, *near, *mates]))[:_LABELLED]


def _label(result: Result, ranks: Floats, unit: int, lang: Language) -> str:
    name = result.labels.label(unit).text(lang)
    rank = ranks[-1, unit]
    return name if np.isnan(rank) else f"{whole(rank)}  {name}"


def _paths(
    result: Result,
    ranks: Floats,
    x: Floats,
    units: Sequence[int],
    lang: Language,
    y: Spec,
    **look: object,
) -> Spec:
    """A path a unit; what it is described by is the unit with all its ranks."""
    rows = []
    for unit in units:
        known = [whole(rank) for rank in ranks[:, unit] if not np.isnan(rank)]
        said = say("{unit}: {ranks}", unit=result.labels.label(unit), ranks=", ".join(known))
        text = said.text(lang)
        rows += [
            {"x": float(at), "rank": None if np.isnan(rank) else float(rank), "unit": unit,
             "text": text}
            for at, rank in zip(x, ranks[:, unit], strict=True)
        ]  # fmt: skip
    mark = {
        "type": "line",
        "strokeCap": "round",
        "strokeJoin": "round",
        **look,
    }
    return layer(
        rows,
        mark,
        x=pixels("x"),
        y=y,
        detail={"field": "unit", "type": "nominal"},
        description={"field": "text", "type": "nominal"},
    )


def _own_ranks(ranks: Floats, x: Floats, y: Spec) -> list[Spec]:
    """A dot and the rank in each period, on a white edge so that it is read over other paths."""
    rows = [
        {"x": float(at), "rank": float(rank), "text": whole(rank)}
        for at, rank in zip(x, ranks, strict=True)
        if not np.isnan(rank)
    ]
    place: Spec = {"x": pixels("x"), "y": y, "dy": -13, "fontWeight": "bold", "fontSize": 13}
    dot = {"type": "point", "filled": True, "opacity": 1, "color": HIGHLIGHT, "size": 60}
    return [
        layer(rows, {**dot, "aria": False}, x=pixels("x"), y=y),
        texts(rows, color="white", stroke="white", strokeWidth=4, **place),
        texts(rows, color=HIGHLIGHT, **place),
    ]


def _end_names(
    names: dict[int, str],
    ranks: Floats,
    unit: int,
    group: set[int],
    width: float,
    height: float,
    lowest: float,
) -> list[Spec]:
    """The names at the right end, moved apart and tied to the ends of their paths."""
    end = {}
    for u in names:
        known = ranks[~np.isnan(ranks[:, u]), u]
        end[u] = float((known[-1] - 1) / (lowest - 1) * height)
    ordered = sorted(names, key=lambda u: end[u])
    at = spread([end[u] for u in ordered], LINE, 0, height)
    rows = [
        {
            "y": end[u],
            "at": place,
            "text": names[u],
            "bold": u == unit,
            "color": HIGHLIGHT if u == unit else GROUP if u in group else TEXT,
        }
        for u, place in zip(ordered, at, strict=True)
    ]
    ties = {"type": "rule", "color": OTHERS, "aria": False}
    ends = {"x": {"value": width + 7}, "x2": {"value": width + 22}}
    place: Spec = {"x": {"value": width + 26}, "y": pixels("at"), "align": "left"}
    return [
        layer(rows, ties, y=pixels("y"), y2={"field": "at"}, **ends),
        *(
            texts([row for row in rows if row["bold"] == bold], fontWeight=weight, **place)
            for bold, weight in ((False, "normal"), (True, "bold"))
        ),
    ]


def _periods(periods: Sequence[str], x: Floats, height: float) -> list[Spec]:
    """The periods under the paths; where they are many only every so many, back from the last."""
    room = max(width_of(period) for period in periods) + 12
    apart = float(x[1] - x[0]) if len(x) > 1 else room
    step = max(1, int(np.ceil(room / apart)))
    shown = range(len(periods) - 1, -1, -step)
    rows = [{"x": float(x[p]), "text": periods[p]} for p in shown]
    return [texts(rows, x=pixels("x"), y={"value": height + 18}, color=QUIET)]
