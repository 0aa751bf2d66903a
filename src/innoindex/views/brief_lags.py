"""The third paragraph of a briefing: where the unit lags, and what the next place would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..briefing import Brief
from ..figures import decimals_for, per_cent, with_unit
from ..goals import Goal, Need
from ..messages import Message, say
from ..movement import Ranking
from ..view import fixed, whole
from .goal import by_effort, effort_said, enough
from .prose import listed, nth, points_said, series, shown_sign, units_said

_MOST = 3  # indicators named in a sentence
_NAMED = 5  # of the plan


def lags(done: Brief) -> Iterator[Message]:
    yield from _weak(done)
    yield from _lost(done)
    yield from _neighbours(done)
    if done.next_place is not None:
        yield from _next_place(done.next_place)
    elif done.above:
        yield say(
            "What one place more would take is not told here: under the benefit of the doubt it "
            "takes minutes to work out (innoindex goal)."
        )


def _weak(done: Brief) -> Iterator[Message]:
    """The indicators with the lowest ranks, and how many are below the median."""
    s, scheme = done.explanation.standings, done.explanation.result.scheme
    counted = [k for k, id in enumerate(s.ids) if id in scheme.counted]
    known = [k for k in counted if not np.isnan(s.rank[k])]
    behind = sorted((k for k in known if s.rank[k] > 1), key=lambda k: (-s.rank[k], s.ids[k]))
    if behind:
        parts = [
            say(
                "{indicator} ({value}, rank {rank})",
                indicator=scheme.indicators[s.ids[k]].name,
                value=with_unit(s.value[k], scheme.indicators[s.ids[k]], s.median[k]),
                rank=whole(s.rank[k]),
            )
            for k in behind[: min(_MOST, max(1, len(known) // 2))]
        ]
        yield say("It ranked lowest in {parts}.", parts=listed(parts))
        signs = np.array([scheme.indicators[s.ids[k]].direction for k in known])
        short = signs * (s.median[known] - s.value[known])
        below = int((short > 1e-12 * np.abs(s.median[known])).sum())
        if below:
            yield say(
                "In {below} of {count} indicators it was worse than the median of all units.",
                below=below,
                count=len(known),
            )
        else:
            yield say("In none of its indicators was it worse than the median of all units.")
    elif known:
        yield say("It was first in every indicator.")
    if missing := len(counted) - len(known):
        yield say("Indicators without a value: {count}.", count=missing)


def _lost(done: Brief) -> Iterator[Message]:
    """The indicators in which most points are lost to the best unit."""
    s, result = done.explanation.standings, done.explanation.result
    decimals = result.scheme.decimals + 1
    lost = [
        k
        for k, id in enumerate(s.ids)
        if id in result.scheme.counted
        and not np.isnan(s.points_lost[k])
        and shown_sign(s.points_lost[k], decimals) > 0
    ]
    lost.sort(key=lambda k: (-round(float(s.points_lost[k]), 9), s.ids[k]))
    if lost:
        parts = [
            say(
                "{indicator} ({points}, to {unit})",
                indicator=result.scheme.indicators[s.ids[k]].name,
                points=points_said(s.points_lost[k], decimals),
                unit=result.labels.label(int(s.best_unit[k])),
            )
            for k in lost[:_MOST]
        ]
        yield say(
            "It lost the most points of the index to the best unit in {parts}.",
            parts=listed(parts),
        )


def _neighbours(done: Brief) -> Iterator[Message]:
    """Who is just ahead and just behind, by how many points."""
    r = done.ranking
    if done.above:
        values = _neighbour(r, done.above)
        if gap := _gap(r, done.unit, done.above):
            yield say(
                "The next rank up, {rank}, was held by {units}, {gap} ahead.", **values, gap=gap
            )
        else:
            yield say("The next rank up, {rank}, was held by {units}, nearly level.", **values)
    if done.below:
        values = _neighbour(r, done.below)
        gap = _gap(r, done.unit, done.below)
        if not gap:
            yield say("The next rank down, {rank}, was held by {units}, nearly level.", **values)
        elif done.above:
            yield say(
                "The next rank down, {rank}, was held by {units}, {gap} behind.", **values, gap=gap
            )
        else:
            yield say("It led {units}, {rank}, by {gap}.", **values, gap=gap)
    elif done.above:
        yield say("No unit was behind it.")


def _neighbour(r: Ranking, units: Sequence[int]) -> dict[str, object]:
    return {"rank": nth(r.rank[units[0]]), "units": units_said(r.result.labels, units)}


def _gap(r: Ranking, unit: int, others: Sequence[int]) -> Message | None:
    """The points to the nearest of others, where they show."""
    decimals = max(r.result.scheme.decimals, 2)
    gap = min(abs(float(r.score[u] - r.score[unit])) for u in others)
    return points_said(gap, decimals) if shown_sign(gap, decimals) else None


def _next_place(done: Goal) -> Iterator[Message]:
    """One place more: by one indicator alone, and with the least effort."""
    if done.reached:
        return
    if not done.possible:
        yield _out_of_reach(done)
        return
    able = [need for need in by_effort(done) if need.value is not None]
    if able:
        yield say(
            "With all other units as they are, one place more would take, by one indicator "
            "alone, {parts}.",
            parts=series([_change(done, need, alone=True) for need in able[:_MOST]]),
        )
    else:
        yield say(
            "With all other units as they are, no indicator alone would take it one place up, even "
            "at the best unit's value."
        )
    if done.plan is None:
        return
    needs = sorted(done.plan_needs, key=lambda need: -need.years)
    if able and len(needs) == 1 and _change(done, needs[0]) == _change(done, able[0]):
        yield say("The first of these is also the plan of least effort.")
    else:
        rest = len(needs) - _NAMED
        parts = [_change(done, need) for need in needs[:_NAMED]]
        if rest > 0:
            parts.append(say("{count} indicators more", count=rest))
        yield say(
            "The plan of least effort, {effort} in all, is {parts}.",
            effort=effort_said(done, sum(need.years for need in needs)),
            parts=series(parts),
        )
    if not done.plan.exact:
        yield say("That plan was found by search: there may be one of less effort.")
    yield say(
        "Recomputed in full, the plan gives a score of {score} and rank {rank}.",
        score=fixed(needs[0].score, done.result.scheme.decimals + 1),
        rank=whole(needs[0].rank),
    )


def _out_of_reach(done: Goal) -> Message:
    if not done.utmost_rank > (done.target.rank or 0):
        return say("What one place more would take could not be worked out.")
    return say(
        "With all other units as they are, one place more is out of its reach: with the best "
        "unit's value in every indicator it would have a score of {score} and rank {rank}.",
        score=fixed(done.utmost_score, done.result.scheme.decimals),
        rank=whole(done.utmost_rank),
    )


def _change(done: Goal, need: Need, *, alone: bool = False) -> Message:
    """An indicator from its value to the one needed; alone, also what its raw numerator does."""
    assert need.value is not None
    indicator, like = done.result.scheme.indicators[need.id], need.present or need.best
    wanted = enough(need.value, need.present, decimals_for(like))
    details = []
    if shown_sign(need.years, 1):
        details.append(say("as much as {effort}", effort=effort_said(done, need.years)))
    if alone and (raw := _raw(done, need)):
        details.append(raw)
    values = {
        "indicator": indicator.name,
        "present": with_unit(need.present, indicator, like),
        "value": with_unit(wanted, indicator, like),
        "details": details,
    }
    if values["present"] == values["value"]:
        return say(
            "{indicator} slightly better than {present} ({details})",
            indicator=indicator.name,
            present=values["present"],
            details=details,
        )
    if need.value > need.present:
        return say("{indicator} up from {present} to {value} ({details})", **values)
    return say("{indicator} down from {present} to {value} ({details})", **values)


def _raw(done: Goal, need: Need) -> Message | None:
    """Patents in force up 12.2%, where the indicator is its raw column over another."""
    change = per_cent(need.raw_value, need.raw_present)
    if need.column is None or change is None or not change.strip("+-0.%"):
        return None
    name = done.result.scheme.raw[need.column].name
    if need.raw_value > need.raw_present:
        return say("{column} to rise by {change}", column=name, change=change.lstrip("+"))
    return say("{column} to fall by {change}", column=name, change=change.lstrip("-"))
