"""The second paragraph of a briefing: what drove the index, or what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..briefing import Brief
from ..causes import Causes
from ..contributions import opaque_nodes
from ..figures import per_cent
from ..messages import Message, say
from ..scheme import ROOT, Scheme
from ..view import fixed, signed, whole
from .explain_words import raw_moves
from .prose import listed, points_said, series, shown_sign

_MOST = 3  # indicators named in a sentence
_DIMENSIONS = 6  # named in a sentence


def drivers(done: Brief) -> Iterator[Message]:
    """What the points gained are made of; without a period before, those of the score."""
    causes, scheme = done.explanation.causes, done.explanation.result.scheme
    if causes is None:
        yield from _made_of(done)
        opaque = opaque_nodes(scheme)
    else:
        yield from _gained(causes)
        opaque = causes.change.opaque
    if opaque:
        names = [scheme.nodes[id].name for id in opaque]
        yield say(
            "Below {nodes} nothing can be attributed exactly: ranks or comparisons of units are "
            "scored there.",
            nodes=listed(names),
        )
    if causes is not None:
        yield from _would_be(causes)


def _gained(causes: Causes) -> Iterator[Message]:
    scheme, total = causes.after.scheme, causes.change.total
    decimals = scheme.decimals + 1
    points = {id: float(total[id][0]) for id in total}
    dimensions = _dimensions(scheme, points)
    if len(dimensions) > 1:
        shown = [
            _pull(causes, id, points[id], _share(causes, points, dimensions))
            for id in _most(points, dimensions, causes.gained < 0)[:_DIMENSIONS]
        ]
        yield say("By dimension, {parts}.", parts=series(shown))
    indicators = [id for id in scheme.indicators if id in points and id in scheme.counted]
    if not indicators:
        return
    signs = {id: shown_sign(points[id], decimals) for id in indicators}
    up = [id for id in _most(points, indicators, False) if signs[id] > 0]
    down = [id for id in _most(points, indicators, True) if signs[id] < 0]
    most, fewer = (down, up) if causes.gained < 0 else (up, down)
    share = _share(causes, points, indicators)
    if most:
        shown = [_pull(causes, id, points[id], share, raw=True) for id in most[:_MOST]]
        yield say("By indicator, {parts}.", parts=series(shown))
    yield _counted(len(indicators), len(up), len(down))
    if fewer:
        shown = [_pull(causes, id, points[id], None, raw=True) for id in fewer[:_MOST]]
        yield say("Against this, {parts}.", parts=series(shown))
    yield from _not_its_own(causes, decimals)


def _counted(count: int, up: int, down: int) -> Message:
    """How many indicators raised the index, and how many lowered it."""
    if up == count > 1:
        return say("All {count} indicators raised the index.", count=count)
    if down == count > 1:
        return say("All {count} indicators lowered the index.", count=count)
    if not up and not down:
        return say("No indicator moved the index.")
    if not down:
        return say(
            "Of {count} indicators {up} raised the index, none lowered it.", count=count, up=up
        )
    if not up:
        return say(
            "Of {count} indicators {down} lowered the index, none raised it.",
            count=count,
            down=down,
        )
    values = {"count": count, "up": up, "down": down}
    return say("Of {count} indicators {up} raised the index and {down} lowered it.", **values)


def _dimensions(scheme: Scheme, points: Mapping[str, float]) -> list[str]:
    """The dimensions directly below the index."""
    return [id for id in scheme.children[ROOT] if id in scheme.nodes and id in points]


def _most(points: Mapping[str, float], ids: Sequence[str], lowest: bool) -> list[str]:
    """Ids by points, the highest (or lowest) first; equal ones by id."""
    sign = 1 if lowest else -1
    return sorted(ids, key=lambda part: (round(sign * points[part], 9), part))


def _share(causes: Causes, points: Mapping[str, float], ids: Sequence[str]) -> float | None:
    """The gain that parts have shares of: only if all of them moved the index its way."""
    decimals = causes.after.scheme.decimals
    sign = shown_sign(causes.gained, decimals)
    same = all(points[id] * sign >= -1e-9 for id in ids)
    return causes.gained if sign and same else None


def _pull(
    causes: Causes, id: str, points: float, gain: float | None, *, raw: bool = False
) -> Message:
    """What a part added or took, its share, and what its raw columns did."""
    scheme = causes.after.scheme
    decimals, name = scheme.decimals + 1, scheme.part(id).name
    sign = shown_sign(points, decimals)
    values = {"part": name, "points": points_said(points, decimals)}
    said = say("{part} left the index as it was", part=name)
    if sign:
        said = say("{part} added {points}", **values)
    if sign < 0:
        said = say("{part} took {points}", **values)
    details: list[Message] = []
    if gain is not None and sign:
        share = fixed(100 * points / gain, 1)
        if gain > 0:
            details.append(say("{share}% of the gain", share=share))
        else:
            details.append(say("{share}% of the loss", share=share))
    if raw:
        details += _raw(causes, id)
    return say("{part} ({details})", part=said, details=details) if details else said


def _raw(causes: Causes, id: str) -> Iterator[Message]:
    """Population up 0.7%, as far as it moved."""
    for name, old, now in raw_moves(causes, id):
        change = per_cent(now, old)
        if change is None:
            yield say("{column} from {old} to {now}", column=name, old=f"{old:g}", now=f"{now:g}")
        elif not change.strip("+-0.%"):
            yield say("{column} almost unchanged", column=name)
        elif now > old:
            yield say("{column} up {change}", column=name, change=change.lstrip("+"))
        else:
            yield say("{column} down {change}", column=name, change=change.lstrip("-"))


def _not_its_own(causes: Causes, decimals: int) -> Iterator[Message]:
    """Points that the unit's own values did not make."""
    bounds, missing = causes.bounds.get(ROOT, 0.0), float(causes.change.weight[ROOT][0])
    if shown_sign(bounds, decimals):
        yield say(
            "Of the change, {points} points came from bounds and means that moved, not from its "
            "own values.",
            points=signed(bounds, decimals),
        )
    if shown_sign(missing, decimals):
        yield say(
            "Of the change, {points} points came from indicators that went missing or appeared.",
            points=signed(missing, decimals),
        )


def _would_be(causes: Causes) -> Iterator[Message]:
    others, still = causes.others_still, causes.stood_still
    if others is not None and still is not None:
        yield say(
            "Had no other unit moved, its rank would be {rank}; had it stood still itself, "
            "{still}.",
            rank=whole(others.rank),
            still=whole(still.rank),
        )
    elif others is not None:
        rank = whole(others.rank)
        yield say("Had no other unit moved, its rank would be {rank}.", rank=rank)
    elif still is not None:
        yield say("Had it stood still itself, its rank would be {rank}.", rank=whole(still.rank))


def _made_of(done: Brief) -> Iterator[Message]:
    """The points of the score by dimension and by indicator."""
    scheme = done.explanation.result.scheme
    points = {id: p for id, p in done.explanation.contributions.items() if p == p}
    decimals = scheme.decimals + 1

    def parts(ids: Sequence[str]) -> Message:
        shown = [
            say(
                "{part} ({points} points)",
                part=scheme.part(id).name,
                points=fixed(points[id], decimals),
            )
            for id in ids
        ]
        return listed(shown)

    dimensions = _most(points, _dimensions(scheme, points), False)
    if len(dimensions) > 1:
        yield say("By dimension, the score was made of {parts}.", parts=parts(dimensions))
    indicators = [id for id in scheme.indicators if id in points and id in scheme.counted]
    if indicators:
        most = _most(points, indicators, False)[:_MOST]
        yield say("By indicator, the most came from {parts}.", parts=parts(most))
