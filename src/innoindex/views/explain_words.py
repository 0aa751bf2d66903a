"""An explanation in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..causes import Causes
from ..contributions import opaque_nodes
from ..explanation import Explanation
from ..figures import change_with_unit, ordinal, per_cent, with_unit
from ..messages import Label, Message, say
from ..panel import Floats
from ..scheme import ROOT
from ..standing import raw_value
from ..view import fixed, places, signed, whole
from .rank import highlight_sentence

_MOST = 3  # indicators named in a sentence


def sentences(done: Explanation) -> tuple[Message, tuple[Message, ...]]:
    """The title, and what a reader should know before any table."""
    said = [highlight_sentence(done.ranking, done.unit), *_base(done), *_scheme(done)]
    said += [*how_it_stands(done), *why_it_moved(done), *_other(done)]
    opaque = dict.fromkeys(opaque_nodes(done.result.scheme))
    opaque |= dict.fromkeys(done.causes.change.opaque if done.causes else ())
    if opaque:
        names = [done.result.scheme.nodes[id].name for id in opaque]
        said.append(
            say(
                "no exact attribution below {nodes}: ranks and pairwise comparisons have none",
                nodes=names,
            )
        )
    return _title(done), tuple(said)


def _title(done: Explanation) -> Message:
    r = done.ranking
    unit, index = r.result.labels.label(done.unit), r.result.scheme.name
    if done.scenario is not None:
        name = done.scenario.name
        return say("{index} · {unit} under {scenario}", index=index, unit=unit, scenario=name)
    if not r.period:
        return say("{index} · {unit}", index=index, unit=unit)
    if r.previous_period is None:
        return say("{index} · {unit} · {period}", index=index, unit=unit, period=r.period)
    return say(
        "{index} · {unit} · {period} against {previous}",
        index=index,
        unit=unit,
        period=r.period,
        previous=r.previous_period,
    )


def _base(done: Explanation) -> Iterator[Message]:
    """The unit without the scenario."""
    if done.scenario is not None and done.causes is not None:
        before = done.causes.before
        yield say(
            "without the scenario: rank {rank}, score {score}",
            rank=whole(before.result.ranks[before.p, done.unit]),
            score=fixed(before.scores(ROOT)[0], before.scheme.decimals),
        )


def _scheme(done: Explanation) -> Iterator[Message]:
    """What the change of scheme did, before anything moved."""
    old, r = done.old_scheme, done.ranking
    if old is not None:
        decimals = r.result.scheme.decimals
        yield say(
            "the change of scheme alone: rank {before} → {after} ({places}), score {old} → {new}",
            before=whole(old.rank),
            after=whole(r.previous_rank[done.unit]),
            places=places(old.places),
            old=fixed(old.score, decimals),
            new=fixed(r.previous_score[done.unit], decimals),
        )


def _first(order: Floats, count: int = _MOST) -> list[int]:
    """The positions of the smallest known values."""
    known = np.flatnonzero(~np.isnan(order))
    return [int(k) for k in known[np.argsort(order[known], kind="stable")][:count]]


def why_it_moved(done: Explanation) -> Iterator[Message]:
    """What its points come from, whom it passed, what would have been; of a new unit nothing."""
    causes = done.causes
    if causes is not None:
        yield from _points(done, causes)
        yield from _passed(done, causes)
        yield from _would_be(causes)


def how_it_stands(done: Explanation) -> Iterator[Message]:
    """Strengths and weaknesses by rank, the best changes, and where most is lost."""
    s = done.standings
    few = min(_MOST, max(1, len(s.ids) // 2))  # no indicator is both
    yield say("strongest: {parts}", parts=[_ranked(done, k) for k in _first(s.rank, few)])
    if len(s.ids) > 1:
        yield say("weakest: {parts}", parts=[_ranked(done, k) for k in _first(-s.rank, few)])
    if done.ranking.q is not None:
        group = s.group_change_rank if not np.isnan(s.group_change_rank).all() else s.change_rank
        signs = [done.result.scheme.indicators[id].direction for id in s.ids]
        better = np.where(np.array(signs) * s.change > 0, group + s.change_rank / 1e6, np.nan)
        risen = _first(better)
        yield from (_rise(done, k) for k in risen)
    lost = [
        say(
            "{indicator} {points} ({unit})",
            indicator=_name(done, k),
            points=fixed(s.points_lost[k], done.result.scheme.decimals),
            unit=done.result.labels.label(int(s.best_unit[k])),
        )
        for k in _first(-s.points_lost)
        if s.points_lost[k] > 1e-9
    ]
    if lost:
        yield say("most points lost to the best: {parts}", parts=lost)


def _name(done: Explanation, k: int) -> Label:
    return done.result.scheme.indicators[done.standings.ids[k]].name


def _group(done: Explanation) -> Label | None:
    group = done.result.labels.group_of[done.unit]
    return done.result.labels.groups[group] if group >= 0 else None


def _ranked(done: Explanation, k: int) -> Message:
    """An indicator with its value and rank."""
    s, group = done.standings, _group(done)
    value = with_unit(s.value[k], done.result.scheme.indicators[s.ids[k]], s.median[k])
    rank = whole(s.rank[k])
    if group is None or np.isnan(s.group_rank[k]):
        return say(
            "{indicator} {value} (rank {rank})", indicator=_name(done, k), value=value, rank=rank
        )
    return say(
        "{indicator} {value} (rank {rank}, {nth} in {group})",
        indicator=_name(done, k),
        value=value,
        rank=rank,
        nth=ordinal(s.group_rank[k]),
        group=group,
    )


def _rise(done: Explanation, k: int) -> Message:
    """3.76 %, +0.36 percentage points, 1st rise in Hangzhou, 1st of all."""
    s, group = done.standings, _group(done)
    indicator = done.result.scheme.indicators[s.ids[k]]
    values = {
        "indicator": indicator.name,
        "value": with_unit(s.value[k], indicator, s.median[k]),
        "change": change_with_unit(s.change[k], indicator, s.median[k]),
        "nth": ordinal(s.change_rank[k]),
    }
    kind = say("rise") if indicator.direction > 0 else say("fall")
    if group is None or np.isnan(s.group_change_rank[k]):
        return say("{indicator}: {value}, {change}, {nth} {kind} of all", **values, kind=kind)
    return say(
        "{indicator}: {value}, {change}, {first} {kind} in {group}, {nth} of all",
        **values,
        kind=kind,
        group=group,
        first=ordinal(s.group_change_rank[k]),
    )


def _points(done: Explanation, causes: Causes) -> Iterator[Message]:
    """The points gained, and the indicators that gave or took the most."""
    total = causes.change.total
    ids = [id for id in causes.after.scheme.indicators if id in total]
    points = np.array([total[id][0] for id in ids])
    given = [_driver(causes, ids[k]) for k in _first(-points) if points[k] > 0]
    taken = [_driver(causes, ids[k]) for k in _first(points) if points[k] < 0]
    gained = signed(causes.gained, done.result.scheme.decimals)
    if done.scenario is not None:
        yield say("against no scenario: {points} points", points=gained)
    if given:
        yield say("{points} points, most from: {parts}", points=gained, parts=given)
    if taken:
        yield say("{points} points, lost by: {parts}", points=gained, parts=taken)
    bounds = causes.bounds.get(ROOT, 0.0)
    if abs(bounds) > 1e-9 and done.scenario is None:
        yield say(
            "of these by bounds that moved: {points} points",
            points=signed(bounds, done.result.scheme.decimals),
        )


def _driver(causes: Causes, id: str) -> Message:
    """An indicator's points, their share, and what its raw columns did."""
    scheme, points = causes.after.scheme, float(causes.change.total[id][0])
    name, shown = scheme.indicators[id].name, signed(points, scheme.decimals + 1)
    details: list[Message] = []
    if abs(causes.gained) > 1e-9:
        details.append(say("{share}%", share=fixed(100 * points / causes.gained, 1)))
    details += raw_changes(causes, id)
    return say("{indicator} {points} ({details})", indicator=name, points=shown, details=details)


def raw_changes(causes: Causes, id: str) -> list[Message]:
    """What the raw columns of an indicator did: R&D expenditure +8.1%, GDP +1.2%."""
    said = []
    for name, old, now in raw_moves(causes, id):
        change = per_cent(now, old)
        if change is None:
            said.append(say("{column} {old} → {now}", column=name, old=f"{old:g}", now=f"{now:g}"))
        else:
            said.append(say("{column} {change}", column=name, change=change))
    return said


def raw_moves(causes: Causes, id: str) -> list[tuple[Label, float, float]]:
    """The raw columns of an indicator that moved, with their values before and now."""
    scheme, unit = causes.after.scheme, int(causes.after.units[0])
    moved = []
    for column in scheme.indicators[id].value.columns if id in scheme.indicators else ():
        now = raw_value(causes.after.result, column, unit, causes.after.p)
        old = raw_value(causes.before.result, column, unit, causes.before.p)
        if now != old and not np.isnan(now - old):
            moved.append((scheme.raw[column].name, old, now))
    return moved


def _passed(done: Explanation, causes: Causes) -> Iterator[Message]:
    """Who was passed and by whom it was passed; who is new or gone."""
    labels, unit = done.result.labels, done.result.labels.label(done.unit)
    passed = [_rival(done, r.unit, r.decided_by) for r in causes.rivals if r.passed]
    passing = [_rival(done, r.unit, r.decided_by) for r in causes.rivals if not r.passed]
    if passed:
        yield say("{unit} passed {units}", unit=unit, units=passed)
    if passing:
        yield say("{unit} was passed by {units}", unit=unit, units=passing)
    if not passed and not passing:
        yield say("{unit} passed no one and was passed by no one", unit=unit)
    if causes.new_ahead:
        names = [labels.label(u) for u in causes.new_ahead]
        yield say("new and ahead of it: {units}", units=names)
    if causes.gone_ahead:
        names = [labels.label(u) for u in causes.gone_ahead]
        yield say("gone, and were ahead of it: {units}", units=names)


def _rival(done: Explanation, unit: int, decided_by: str | None) -> Message:
    label = done.result.labels.label(unit)
    if decided_by is None:
        return say("{unit}", unit=label)
    return say(
        "{unit} (by {indicator})",
        unit=label,
        indicator=done.result.scheme.indicators[decided_by].name,
    )


def _would_be(causes: Causes) -> Iterator[Message]:
    if causes.others_still is not None:
        yield say(
            "had no one else moved: rank {rank} ({places})",
            rank=whole(causes.others_still.rank),
            places=places(causes.others_still.places),
        )
    if causes.stood_still is not None:
        yield say(
            "had it stood still: rank {rank} ({places})",
            rank=whole(causes.stood_still.rank),
            places=places(causes.stood_still.places),
        )


def _other(done: Explanation) -> Iterator[Message]:
    """How far the other unit is, and what that is made of."""
    if done.gap is None or done.other is None:
        return
    total = done.gap.total
    ids = [id for id in done.result.scheme.indicators if id in total]
    points = np.array([total[id][0] for id in ids])
    gap = float(total[ROOT][0])
    order = _first(-points if gap > 0 else points)
    decimals = done.result.scheme.decimals
    values = {
        "unit": done.result.labels.label(done.unit),
        "other": done.result.labels.label(done.other),
        "points": fixed(abs(gap), decimals),
        "parts": [
            say(
                "{indicator} {points}",
                indicator=done.result.scheme.indicators[ids[k]].name,
                points=signed(points[k], decimals),
            )
            for k in order
        ],
    }
    if not order:
        values["points"] = signed(gap, decimals)
        yield say("{unit} against {other}: {points} points", **values)
    elif gap >= 0:
        yield say("{unit} is {points} points ahead of {other}, most by: {parts}", **values)
    else:
        yield say("{unit} is {points} points behind {other}, most by: {parts}", **values)
