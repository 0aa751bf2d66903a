"""The view of `rank`: one period's ranking, with its movement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..index import Result
from ..messages import Message, say
from ..movement import Ranking, rank_movement
from ..panel import Floats, Ints
from ..scheme import ROOT
from ..view import Bilingual, Column, Kind, View, fixed, signed, whole
from .units import groups_of, names_of


def rank_view(
    ranking: Ranking, rows: Sequence[int], highlight: Sequence[int], *, neighbours: bool = False
) -> View:
    """The units `rows` (indices, in the order shown), the units `highlight` standing out.

    With `neighbours` a column tells the points between each row and the first highlighted unit.
    """
    labels, index = ranking.result.labels, np.asarray(rows, dtype=np.int64)
    columns = _columns(ranking, index)
    sentences = [highlight_sentence(ranking, u) for u in highlight]
    if neighbours and highlight:
        distance = Column(
            "distance",
            say("Points from {unit}", unit=labels.label(highlight[0])),
            ranking.score[index] - ranking.score[highlight[0]],
            "points",
            ranking.result.scheme.decimals,
            priority=4,
            machine=False,
        )
        columns.insert(6, distance)
        sentences += [gaps_sentence(ranking, u) for u in highlight]
    at = {int(u): row for row, u in enumerate(index)} if highlight else {}
    return View(
        title=_title(ranking),
        sentences=tuple(sentences),
        columns=tuple(columns),
        highlight=frozenset(at[u] for u in highlight if u in at),
        footer=_footer(ranking),
        names=3,
        sheet=say("Ranking"),
    )


def _columns(ranking: Ranking, index: Ints) -> list[Column]:
    """The contract's columns in their order, then one a dimension."""
    r, labels, scheme = ranking, ranking.result.labels, ranking.result.scheme
    length = len(index)
    group = bool((labels.group_of[index] >= 0).any())
    tiers = [*(tier.name for tier in scheme.tiers), None]
    move = r.q is not None
    nothing = [None] * length
    noted = [_note(r, int(u)) for u in index] if r.notes else nothing

    def number(
        id: str, heading: Message, values: Floats, kind: Kind, priority: int, shown: bool = True
    ) -> Column:
        return Column(
            id, heading, values[index], kind, scheme.decimals, priority if shown else None
        )

    return [
        Column("period", say("Period"), [r.period] * length),
        number("rank", say("Rank"), r.rank, "whole", 0),
        Column("unit", say("Code"), labels.units[index], priority=15),
        Column("name", say("Name"), names_of(labels, index), priority=1),
        Column("group", say("Group"), groups_of(labels, index), priority=5 if group else None),
        number("score", say("Score"), r.score, "number", 2),
        Column(
            "tier",
            say("Tier"),
            [tiers[number] for number in r.tier[index]] if scheme.tiers else nothing,
            priority=6 if scheme.tiers else None,
        ),
        Column("previous_period", say("Compared with"), [r.previous_period] * length),
        number("previous_rank", say("Rank before"), r.previous_rank, "whole", 9, move),
        number("previous_score", say("Score before"), r.previous_score, "number", 12, move),
        number("rank_change", say("Places"), r.rank_change, "places", 3, move),
        number("score_change", say("Points"), r.score_change, "points", 4, move),
        number("rank_change_rank", say("Rank by places"), r.rank_change_rank, "whole", 10, move),
        number("score_change_rank", say("Rank by points"), r.score_change_rank, "whole", 11, move),
        number("group_rank", say("In group"), r.group_rank, "whole", 7, group),
        *_climb_in_group(r, index, shown=group and move),
        Column("note", say("Note"), noted, priority=16 if any(noted) else None, footnote=True),
        *_dimensions(r, index),
    ]


def _climb_in_group(r: Ranking, index: Ints, *, shown: bool) -> Iterator[Column]:
    places, points = r.group_rank_change_rank[index], r.group_score_change_rank[index]
    first, second = (13, 14) if shown else (None, None)
    by_places, by_points = say("By places in group"), say("By points in group")
    yield Column("group_rank_change_rank", by_places, places, "whole", priority=first)
    yield Column("group_score_change_rank", by_points, points, "whole", priority=second)


def _dimensions(r: Ranking, index: Ints) -> Iterator[Column]:
    scheme = r.result.scheme
    for id, node in scheme.nodes.items():
        if id != ROOT:
            scores = r.result.scores[id][r.p][index]
            yield Column(
                id, node.name, scores, "number", scheme.decimals, priority=8, family="dimensions"
            )


def _note(ranking: Ranking, unit: int) -> Message | None:
    notes = ranking.notes.get(unit)
    return say("{notes}", notes=notes) if notes else None


def _title(ranking: Ranking) -> Message:
    name = ranking.result.scheme.name
    if not ranking.period:
        return say("{index}", index=name)
    if ranking.previous_period is None:
        return say("{index} · {period}", index=name, period=ranking.period)
    return say(
        "{index} · {period} against {previous}",
        index=name,
        period=ranking.period,
        previous=ranking.previous_period,
    )


def highlight_sentence(ranking: Ranking, unit: int) -> Message:
    """Rank of how many, places, points, tier, rank in the group and of its climb there."""
    r, labels, scheme = ranking, ranking.result.labels, ranking.result.scheme
    name = labels.label(unit)
    if np.isnan(r.rank[unit]):
        return say("{unit} has no rank", unit=name)
    count = int((~np.isnan(r.rank)).sum())
    parts = [
        say(
            "{unit}: rank {rank} of {count}",
            unit=name,
            rank=whole(r.rank[unit]),
            count=count,
        )
    ]
    if not np.isnan(r.rank_change[unit]):
        parts.append(_places_said(r, unit))
    score = fixed(r.score[unit], scheme.decimals)
    if np.isnan(r.score_change[unit]):
        parts.append(say("score {score}", score=score))
    else:
        gain = signed(r.score_change[unit], scheme.decimals)
        parts.append(say("score {score} ({gain} points)", score=score, gain=gain))
    tier = int(r.tier[unit])
    if tier >= 0:
        parts.append(say("{tier}", tier=scheme.tiers[tier].name))
    return say("{parts}", parts=[*parts, *_in_group_said(r, unit)])


def _in_group_said(r: Ranking, unit: int) -> Iterator[Message]:
    if np.isnan(r.group_rank[unit]):
        return
    labels = r.result.labels
    group = labels.group_of == labels.group_of[unit]
    yield say(
        "rank {rank} of {count} in {group}",
        rank=whole(r.group_rank[unit]),
        count=int((group & ~np.isnan(r.group_rank)).sum()),
        group=labels.groups[labels.group_of[unit]],
    )
    if not np.isnan(r.group_rank_change_rank[unit]):
        rank = whole(r.group_rank_change_rank[unit])
        yield say("by places climbed rank {rank} there", rank=rank)


def _places_said(r: Ranking, unit: int) -> Message:
    places = r.rank_change[unit]
    if places == 0:
        return say("same place as in {previous}", previous=r.previous_period)
    values = {"places": whole(abs(places)), "previous": r.previous_period}
    if places > 0:
        return say("up {places} from {previous}", **values)
    return say("down {places} from {previous}", **values)


def gaps_sentence(ranking: Ranking, unit: int) -> Message:
    """The points to the next unit up and down."""
    r, labels, decimals = ranking, ranking.result.labels, ranking.result.scheme.decimals
    name = labels.label(unit)
    order = [int(u) for u in r.order if not np.isnan(r.rank[u])]
    if unit not in order:
        return say("{unit} has no rank", unit=name)
    at = order.index(unit)
    parts = []
    if at > 0:
        above = order[at - 1]
        gap = fixed(r.score[above] - r.score[unit], max(decimals, 2))
        parts.append(
            say("{gap} points to the next place up ({other})", gap=gap, other=labels.label(above))
        )
    if at + 1 < len(order):
        below = order[at + 1]
        gap = fixed(r.score[unit] - r.score[below], max(decimals, 2))
        parts.append(
            say("{gap} points to the next place down ({other})", gap=gap, other=labels.label(below))
        )
    return say("{unit}: {parts}", unit=name, parts=parts)


def _footer(ranking: Ranking) -> tuple[Message, ...]:
    r, labels = ranking, ranking.result.labels
    said = []
    if r.only_common:
        said.append(
            say(
                "ranks are among the {count} units with a score in both periods",
                count=int(r.common.sum()),
            )
        )
    elif r.new or r.gone:
        said.append(
            say(
                "the two rankings are not of the same units: {new} new, {gone} gone "
                "(--common-units compares those in both)",
                new=len(r.new),
                gone=len(r.gone),
            )
        )
    if r.gone and len(r.gone) <= 12:
        names = [labels.label(u) for u in r.gone]
        said.append(say("in {previous} only: {names}", previous=r.previous_period, names=names))
    return tuple(said)


def whole_view(result: Result, period: str | None) -> View:
    """The whole's own index: a row a period (or the one asked for), against the one before."""
    periods = result.periods if period is None else (period,)
    rankings = [rank_movement(result, each) for each in periods]
    views = [rank_view(ranking, [0], []) for ranking in rankings]
    columns = []
    for parts in zip(*(view.columns for view in views), strict=True):
        id = parts[0].id
        shown = 8 if id in result.scheme.nodes else _WHOLE.get(id)
        if all(part.priority is None for part in parts) and id != "period":
            shown = None
        columns.append(replace(parts[0], values=_joined(parts), priority=shown))
    latest = rankings[-1]
    score = fixed(latest.score[0], result.scheme.decimals)
    sentence = say("the whole in {period}: score {score}", period=periods[-1], score=score)
    if not np.isnan(latest.score_change[0]):
        gain = signed(latest.score_change[0], result.scheme.decimals)
        sentence = say(
            "the whole in {period}: score {score} ({gain} points)",
            period=periods[-1],
            score=score,
            gain=gain,
        )
    return View(
        title=say("{index} · the whole", index=result.scheme.name),
        sentences=(sentence,),
        columns=tuple(columns),
        sheet=say("Ranking"),
    )


# The columns that say something of a single unit, in the order a narrow terminal takes them.
_WHOLE = {"period": 0, "score": 1, "score_change": 2, "tier": 3, "note": 9}


def _joined(parts: Sequence[Column]) -> list[Any] | Bilingual:
    if isinstance(parts[0].values, Bilingual):
        both = [part.values for part in parts if isinstance(part.values, Bilingual)]
        return Bilingual([v.zh[0] for v in both], [v.en[0] for v in both])
    return [part.cells("zh")[0] for part in parts]
