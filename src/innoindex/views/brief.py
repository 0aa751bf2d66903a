"""A briefing in three paragraphs: rank and change, what drove it, where it lags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..briefing import Brief
from ..causes import Causes
from ..messages import Message, say
from ..movement import Ranking
from ..panel import Bools, Floats
from ..view import fixed, whole
from .brief_drivers import drivers
from .brief_lags import lags
from .prose import (
    Prose,
    before_said,
    nth,
    period_said,
    places_said,
    points_said,
    sentence,
    shown_sign,
    units_said,
)
from .sources import is_synthetic


def brief_prose(done: Brief, files: Sequence[str] = ()) -> Prose:
    """The text of a briefing; `files` are the names of the tables that it was computed from."""
    r = done.ranking
    values = {"unit": r.result.labels.label(done.unit), "index": r.result.scheme.name}
    title = say("{index} · {unit}: a briefing", **values)
    if r.period:
        title = say(
            "{index} · {unit} in {period}: a briefing", **values, period=period_said(r.period)
        )
    paragraphs = tuple(_position(done)), tuple(drivers(done)), tuple(lags(done))
    return Prose(title, paragraphs, tuple(_notes(done, files)))


def _position(done: Brief) -> Iterator[Message]:
    """Score and rank, what changed, the tier, the place in the group, who was passed."""
    r, unit, causes = done.ranking, done.unit, done.explanation.causes
    yield sentence(_score(done), _points(r, unit))
    yield sentence(*_rank(done))
    yield from _by_change(r, unit)
    yield from _tier(r, unit)
    yield from _in_group(r, unit)
    if causes is not None:
        yield from _passed(r, causes)


def _score(done: Brief) -> Message:
    r = done.ranking
    values = {
        "unit": r.result.labels.label(done.unit),
        "index": r.result.scheme.name,
        "score": fixed(r.score[done.unit], r.result.scheme.decimals),
    }
    if not r.period:
        return say("{unit} scored {score} in the {index}", **values)
    period = period_said(r.period)
    return say("In {period} {unit} scored {score} in the {index}", **values, period=period)


def _points(r: Ranking, unit: int) -> Message | None:
    """The points gained on the period before."""
    if r.previous_period is None:
        return None
    if np.isnan(r.score_change[unit]):
        previous = period_said(r.previous_period)
        return say("with no score in {previous} to compare with", previous=previous)
    change, decimals = float(r.score_change[unit]), r.result.scheme.decimals
    before = before_said(r.period, r.previous_period)
    points, sign = points_said(change, decimals), shown_sign(change, decimals)
    if sign > 0:
        return say("up {points} on {before}", points=points, before=before)
    if sign < 0:
        return say("down {points} on {before}", points=points, before=before)
    if abs(change) > 1e-9:
        return say("almost unchanged from {before}", before=before)
    return say("unchanged from {before}", before=before)


def _rank(done: Brief) -> Iterator[Message]:
    r, unit = done.ranking, done.unit
    count = int((~np.isnan(r.rank)).sum())
    if count == 1:
        yield say("It was the only unit with a score")
        return
    values = {"rank": nth(r.rank[unit]), "count": count}
    if done.level:
        yield say(
            "It ranked joint {rank} of {count} units, level with {others}",
            **values,
            others=units_said(r.result.labels, done.level),
        )
    else:
        yield say("It ranked {rank} of {count} units", **values)
    change = float(r.rank_change[unit])
    if r.previous_period is None or np.isnan(change):
        return
    before = before_said(r.period, r.previous_period)
    if change > 0:
        yield say("up {places} on {before}", places=places_said(change), before=before)
    elif change < 0:
        yield say("down {places} on {before}", places=places_said(change), before=before)
    else:
        yield say("the same rank as {before}", before=before)


def _standing(ranks: Floats, unit: int, among: Bools | None = None) -> Message:
    """A rank, and whether others share it."""
    same = ranks == ranks[unit]
    shared = int((same if among is None else same & among).sum()) > 1
    rank = nth(ranks[unit])
    return say("joint {rank}", rank=rank) if shared else say("{nth}", nth=rank)


def _by_change(r: Ranking, unit: int) -> Iterator[Message]:
    """Its rank by points gained and by places climbed, among those that have both."""
    common = int(r.common.sum())
    if np.isnan(r.score_change[unit]) or common == 1:
        return
    values = {
        "points": _standing(r.score_change_rank, unit),
        "places": _standing(r.rank_change_rank, unit),
    }
    if common == int((~np.isnan(r.rank)).sum()):
        yield say("It was {points} by points gained and {places} by places climbed.", **values)
    else:
        yield say(
            "Of the {count} units with a score in both periods it was {points} by points gained "
            "and {places} by places climbed.",
            **values,
            count=common,
        )


def _tier(r: Ranking, unit: int) -> Iterator[Message]:
    tiers, now = r.result.scheme.tiers, int(r.tier[unit])
    if now < 0:
        return
    old = -1 if r.q is None else int(r.result.tiers[r.q, unit])
    if old < 0:
        yield say("It was in {tier}.", tier=tiers[now].name)
    elif old == now:
        yield say("It stayed in {tier}.", tier=tiers[now].name)
    elif now < old:
        yield say("It rose from {old} to {tier}.", old=tiers[old].name, tier=tiers[now].name)
    else:
        yield say("It fell from {old} to {tier}.", old=tiers[old].name, tier=tiers[now].name)


def _in_group(r: Ranking, unit: int) -> Iterator[Message]:
    if np.isnan(r.group_rank[unit]):
        return
    groups = r.result.labels.group_of
    members = groups == groups[unit]
    count = int((members & ~np.isnan(r.group_rank)).sum())
    name = r.result.labels.groups[groups[unit]]
    if count == 1:
        yield say("It was the only unit with a score in {group}.", group=name)
        return
    values = {"group": name, "count": count, "rank": _standing(r.group_rank, unit, members)}
    compared = int((members & ~np.isnan(r.score_change)).sum())
    if np.isnan(r.group_rank_change_rank[unit]) or compared == 1:
        yield say("In {group} it was {rank} of {count}.", **values)
        return
    yield say(
        "In {group} it was {rank} of {count}, {points} by points gained and {places} by places "
        "climbed.",
        **values,
        points=_standing(r.group_score_change_rank, unit, members),
        places=_standing(r.group_rank_change_rank, unit, members),
    )


def _passed(r: Ranking, causes: Causes) -> Iterator[Message]:
    passed = [rival.unit for rival in causes.rivals if rival.passed]
    passing = [rival.unit for rival in causes.rivals if not rival.passed]
    if passed and passing:
        yield say(
            "It passed {units} and was passed by {others}.",
            units=units_said(r.result.labels, passed),
            others=units_said(r.result.labels, passing),
        )
    elif passed:
        yield say(
            "It passed {units}, and no unit passed it.", units=units_said(r.result.labels, passed)
        )
    elif passing:
        yield say(
            "It was passed by {units}, and passed no unit.",
            units=units_said(r.result.labels, passing),
        )
    else:
        yield say("It passed no unit, and no unit passed it.")
    if causes.new_ahead:
        yield say(
            "New and ahead of it: {units}.", units=units_said(r.result.labels, causes.new_ahead)
        )
    if causes.gone_ahead:
        units = units_said(r.result.labels, causes.gone_ahead)
        yield say("Ahead of it before, and without a score now: {units}.", units=units)


def _notes(done: Brief, files: Sequence[str]) -> Iterator[Message]:
    """Where the figures come from, and what must be known to read them."""
    r = done.ranking
    said = [note for note in r.notes.get(done.unit, ()) if note != say("new")]
    if said:
        unit = r.result.labels.label(done.unit)
        yield say("On the data of {unit}: {notes}.", unit=unit, notes=said)
    if r.new or r.gone:
        yield say(
            "The two rankings are not of the same units: {new} new, {gone} gone.",
            new=whole(len(r.new)),
            gone=whole(len(r.gone)),
        )
    if done.next_place is not None and done.next_place.needs and done.next_place.in_years:
        yield say(
            "A year's change of an indicator is the unit's own mean yearly improvement, or, where "
            "there is none, the median of all units'."
        )
    if r.period and r.result.scheme.base_period == r.period:
        yield say("The period is the base itself: its references are taken as they are.")
    if files:
        named = [_file(name) for name in files]
        yield say("Data: {files}.", files=named)
    yield say(
        "Computed by innoindex under the scheme {scheme}, not an official publication. Figures are "
        "rounded: parts may not add up to the whole.",
        scheme=r.result.scheme.name,
    )


def _file(name: str) -> Message:
    if is_synthetic(name):
        return say("{file} (synthetic data by its name, not real statistics)", file=name)
    return say("{file}", file=name)
