"""The view of `goal`: what each indicator alone would take, and the plan of least effort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

import numpy as np

from ..figures import decimals_for, with_unit
from ..goals import Goal, Need
from ..messages import Label, Message, say
from ..panel import Floats
from ..plan import Plan
from ..view import Column, View, fixed, places, signed, whole

_NAMED = 3  # single indicators named in a sentence


def goal_view(done: Goal) -> View:
    """Tables `indicators`, each alone, and `plan`, all together (empty if nothing is needed)."""
    needs = by_effort(done)
    return View(
        title=_title(done),
        sentences=tuple(_sentences(done, needs)),
        columns=_columns(done, needs),
        footer=tuple(_footer(needs)),
        names=1,
        id="indicators",
        sheet=say("Alone"),
        more=(_plan(done),),
    )


def by_effort(done: Goal) -> list[Need]:
    """The indicators alone, the least effort first, those that would not do last."""
    return sorted(done.needs, key=lambda need: (need.value is None, need.years))


def _title(done: Goal) -> Message:
    result, period = done.result, done.result.periods[done.p]
    values = {
        "index": result.scheme.name,
        "unit": result.labels.label(done.unit),
        "target": target_said(done),
    }
    if not period:
        return say("{index} · {unit}: {target}", **values)
    return say("{index} · {period} · {unit}: {target}", **values, period=period)


def target_said(done: Goal) -> Message:
    """Rank 20, Tier 1, score 200."""
    target, scheme = done.target, done.result.scheme
    if target.rank is not None:
        return say("rank {rank}", rank=whole(target.rank))
    if target.tier is not None:
        return say("{tier}", tier=scheme.tiers[target.tier].name)
    return say("score {score}", score=f"{target.score:g}")


def _sentences(done: Goal, needs: Sequence[Need]) -> Iterator[Message]:
    unit, decimals = done.result.labels.label(done.unit), done.result.scheme.decimals
    values = {"unit": unit, "rank": whole(done.rank), "score": fixed(done.score, decimals)}
    if done.trend:
        now = whole(done.result.ranks[done.p, done.unit])
        yield say("{unit}: rank {rank}, score {score}", **(values | {"rank": now}))
        yield say("if all others repeat their last change, {unit} has rank {rank}", **values)
    else:
        yield say("{unit}: rank {rank}, score {score}", **values)
    if done.result.scheme.base_period == done.result.periods[done.p]:
        yield say("its base is this period itself: the references are taken as they are")
    if done.reached:
        yield say("the target is reached: nothing is needed")
        return
    able = [need for need in needs if need.value is not None]
    if able:
        yield say(
            "least by one indicator alone: {parts}",
            parts=[_said(done, need) for need in able[:_NAMED]],
        )
    else:
        yield say("no indicator alone would do, even at the best unit's value")
    if done.plan is not None:
        yield from _plan_sentences(done, done.plan)


def _plan_sentences(done: Goal, plan: Plan) -> Iterator[Message]:
    decimals = done.result.scheme.decimals
    yield say(
        "together with the least effort, {effort}: {parts}",
        effort=effort_said(done, sum(need.years for need in done.plan_needs)),
        parts=_listed(done),
    )
    reached = done.plan_needs[0]
    yield say(
        "recomputed with the whole index: rank {rank} ({places}), score {score} ({gain} points)",
        rank=whole(reached.rank),
        places=places(done.rank - reached.rank),
        score=fixed(reached.score, decimals + 1),
        gain=signed(reached.score - done.score, decimals + 1),
    )
    if not plan.exact:
        yield say(
            "the index is not linear in these indicators: the plan is found by search, "
            "there may be one of less effort"
        )


def _listed(done: Goal) -> list[Message]:
    """What the plan moves the most, and how much more there is to it."""
    needs = sorted(done.plan_needs, key=lambda need: -need.years)
    rest = len(needs) - 2 * _NAMED
    parts = [_said(done, need) for need in needs[: 2 * _NAMED]]
    return [*parts, say("and {count} more", count=rest)] if rest > 0 else parts


def _said(done: Goal, need: Need) -> Message:
    """An indicator with its two values and the effort between them."""
    indicator, like = done.result.scheme.indicators[need.id], need.present or need.best
    assert need.value is not None
    return say(
        "{indicator} from {present} to {value} ({effort})",
        indicator=indicator.name,
        present=with_unit(need.present, indicator, like),
        value=with_unit(enough(need.value, need.present, decimals_for(like)), indicator, like),
        effort=effort_said(done, need.years),
    )


def effort_said(done: Goal, effort: float) -> Message:
    """An effort in its unit: years of the usual change, or standard deviations."""
    text = fixed(effort, 1)
    if done.in_years:
        return say("{years} years' change", years=text)
    return say("{count} standard deviations", count=text)


def enough(value: float, present: float, decimals: int) -> float:
    """A value that is needed, rounded away from the present one: what is shown is enough."""
    scaled = value * 10.0**decimals
    rounded = ceil(scaled - 1e-9) if value > present else floor(scaled + 1e-9)
    return rounded / 10.0**decimals


def _columns(done: Goal, needs: Sequence[Need]) -> tuple[Column, ...]:
    """A row an indicator: what it is, would have to be, could be; and its raw numerator."""
    scheme = done.result.scheme
    parts = [scheme.indicators[need.id] for need in needs]
    also = [_also(done, need) for need in needs]
    present, value = _floats([n.present for n in needs]), _floats([n.value for n in needs])
    digits = [decimals_for(need.present or need.best) for need in needs]
    best, scores = _floats([need.best for need in needs]), [need.score for need in needs]
    shown = _enough([(n.value, n.present) for n in needs], digits)
    return (
        Column("id", say("Id"), [need.id for need in needs]),
        Column("name", say("Indicator"), [part.name for part in parts], priority=0),
        Column("unit", say("Unit"), [part.unit for part in parts], priority=9),
        Column("value", say("Value now"), present, "number", digits, 1),
        Column("enough", say("Needed"), shown, "number", digits, 2, machine=False),
        Column("needed", say("Needed exactly"), value, "number", digits),
        Column("change", say("Change"), value - present, "points", digits, 5),
        Column("best", say("Best"), best, "number", digits, 6),
        Column("effort", _effort_heading(done), [n.years for n in needs], "number", 1, 3),
        *_raw_columns(done, needs),
        Column("also", say("Also in"), also, priority=12 if any(also) else None),
        Column("rank", say("Rank reached"), [need.rank for need in needs], "whole", priority=7),
        Column("score", say("Score reached"), scores, "number", scheme.decimals, priority=8),
        Column("note", say("Note"), [_note(need) for need in needs], priority=13),
    )


def _raw_columns(done: Goal, needs: Sequence[Need]) -> Iterator[Column]:
    """What the raw numerator of each indicator is and would have to be."""
    raw = [done.result.scheme.raw[need.column] if need.column else None for need in needs]
    digits = [decimals_for(need.raw_present or need.raw_value) for need in needs]
    present, value = [n.raw_present for n in needs], [n.raw_value for n in needs]
    shown = _enough(list(zip(value, present, strict=True)), digits)
    yield Column("column", say("Raw column"), [need.column for need in needs])
    yield Column(
        "column_name", say("Raw column"), [r.name if r else None for r in raw], priority=11
    )
    yield Column("raw", say("Now"), present, "number", digits, 10, family="raw")
    yield Column(
        "raw_enough", say("Needed"), shown, "number", digits, 10, machine=False, family="raw"
    )
    yield Column("raw_needed", say("Needed exactly"), value, "number", digits)
    change = _raw_change(needs)
    yield Column("raw_change_percent", say("Raw change %"), change, "points", 1, priority=4)


def _enough(
    pairs: Sequence[tuple[float | None, float | None]], digits: Sequence[int]
) -> list[float]:
    """What is needed against what is, as people read it: enough, too."""
    return [
        enough(value, present, places)
        if value is not None and present is not None and value == value
        else float("nan")
        for (value, present), places in zip(pairs, digits, strict=True)
    ]


def _effort_heading(done: Goal) -> Message:
    return say("Effort, years") if done.in_years else say("Effort, sd")


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _raw_change(needs: Sequence[Need]) -> list[float]:
    return [
        100 * (need.raw_value / need.raw_present - 1) if need.raw_present > 0 else float("nan")
        for need in needs
    ]


def _also(done: Goal, need: Need) -> Message | None:
    """The other indicators that the raw column would move too."""
    names: list[Label] = [done.result.scheme.indicators[id].name for id in need.also]
    return say("{names}", names=names) if names else None


def _note(need: Need) -> Message | None:
    return say("not by this alone, even at the best value") if need.value is None else None


def _footer(needs: Sequence[Need]) -> Iterator[Message]:
    if any(need.value is None for need in needs):
        yield say("nothing under needed: not by this alone, even at the best value")
    if any(need.also for need in needs):
        yield say(
            "a raw column under also in is in these indicators too: it would move them as well"
        )


def _plan(done: Goal) -> View:
    """A row an indicator of the plan; rank and score are those of the whole plan."""
    return View(
        title=say("The plan of least effort"),
        sentences=(),
        columns=tuple(c for c in _columns(done, done.plan_needs) if c.id != "note"),
        names=1,
        id="plan",
        sheet=say("Plan"),
    )
