"""What gives a unit's score, or its change: a waterfall of parts, and the largest indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..contributions import opaque_nodes
from ..explanation import Explanation
from ..messages import Language, Message, say
from ..scheme import ROOT, Scheme
from ..view import fixed, signed
from .look import (
    GAIN,
    LOSS,
    OTHERS,
    QUIET,
    TEXT,
    WIDTH,
    Spec,
    chart,
    layer,
    of_period,
    panel,
    pixels,
    row_names,
    scaled,
    shortened,
    texts,
    widest,
)

_MOST = 12  # parts in the waterfall
_INDICATORS = 10
_EITHER = 3  # of them gained and lost at least, where there are so many
_ROW = 24  # pixels
_BAR = 14
_RIGHT = 16
_NOISE = 1e-9  # points


class _Step(NamedTuple):
    """A bar from one score to another."""

    name: str
    start: float
    end: float


def contributions_chart(done: Explanation, lang: Language) -> Spec:
    """A waterfall from the score before to the present one, and the indicators that moved most.

    A Vega-Lite spec. Without a score before: from 0, by the points that the parts give.
    """
    scheme, unit = done.result.scheme, done.result.labels.label(done.unit)
    now = float(done.result.index[done.ranking.p, done.unit])
    if done.causes is None:
        points, before = _known(done.contributions), None
        title = say("What gives the score of {unit}", unit=unit)
    else:
        points = _known({id: float(v[0]) for id, v in done.causes.change.total.items()})
        before = float(done.causes.before.scores(ROOT)[0])
        title = say("What moved the score of {unit}", unit=unit)
    steps = _steps(scheme, points, before or 0.0, lang)
    largest = _largest(scheme, points, lang)
    ends = _ends(done, before, now, lang)
    names = [*(end[0] for end in ends), *(step.name for step in (*steps, *largest))]
    left = widest(names) + 16
    panels = [_waterfall(steps, ends, before is None, left, scheme.decimals)]
    if largest:
        bars = _bars(largest, left, scheme.decimals, plus=before is not None)
        heading = {"text": _heading(before is None).text(lang), "fontSize": 13, "offset": 6}
        panels.append({**bars, "title": heading})
    return chart(
        title.text(lang),
        _subtitles(done, before, lang),
        {"vconcat": panels, "spacing": 24},
        title.text(lang),
    )


def _heading(whole: bool) -> Message:
    if whole:
        return say("Indicators with the most points")
    return say("Indicators with the most points gained and lost")


def _known(points: Mapping[str, float]) -> dict[str, float]:
    return {id: value for id, value in points.items() if value == value}


def _subtitles(done: Explanation, before: float | None, lang: Language) -> list[str]:
    ranking, scheme = done.ranking, done.result.scheme
    name, index = of_period(scheme, ranking.period), scheme.name
    if done.scenario is not None:
        name = say("{index} · {unit} under {scenario}", index=index,
                   unit=ranking.period, scenario=done.scenario.name)  # fmt: skip
    elif before is not None:
        name = say("{index} · {period} against {previous}", index=index,
                   period=ranking.period, previous=ranking.previous_period)  # fmt: skip
    found = [name.text(lang)]
    if opaque := opaque_nodes(scheme):
        text = say(
            "no exact attribution below {nodes}: ranks and pairwise comparisons have none",
            nodes=[scheme.nodes[id].name for id in opaque],
        )
        found.append(text.text(lang))
    return found


def _ends(
    done: Explanation, before: float | None, now: float, lang: Language
) -> list[tuple[str, float]]:
    """The scores that the waterfall starts from and comes to, with what they are called."""
    ranking = done.ranking
    end = (say("Score {period}", period=ranking.period).text(lang).strip(), now)
    if before is None:
        return [end]
    if done.scenario is not None:
        return [(say("without the scenario").text(lang), before),
                (say("with the scenario").text(lang), now)]  # fmt: skip
    start = say("Score {period}", period=ranking.previous_period).text(lang).strip()
    return [(start, before), end]


def _steps(
    scheme: Scheme, points: Mapping[str, float], start: float, lang: Language
) -> list[_Step]:
    """The parts right below the index in its order; of many, the largest and all the others."""
    parts = [id for id in scheme.children[ROOT] if id in points]
    large = parts
    if len(parts) > _MOST:
        large = sorted(parts, key=lambda each: (-round(abs(points[each]), 9), each))[: _MOST - 1]
    steps = []
    for id in parts:
        if id in large:
            steps.append(_Step(scheme.part(id).name.text(lang), start, start + points[id]))
            start += points[id]
    if others := [points[id] for id in parts if id not in large]:
        name = say("{count} others", count=len(others)).text(lang)
        steps.append(_Step(name, start, start + sum(others)))
    return steps


def _largest(scheme: Scheme, points: Mapping[str, float], lang: Language) -> list[_Step]:
    """The indicators with the most points either way, from most gained to most lost.

    None where the waterfall has them already.
    """
    if all(id in scheme.indicators for id in scheme.children[ROOT]):
        return []
    given = [id for id in scheme.indicators if abs(points.get(id, 0.0)) > _NOISE]
    ordered = sorted(given, key=lambda each: (-round(points[each], 9), each))
    lost = sum(points[id] < 0 for id in ordered)
    gained = len(ordered) - lost
    by_size = sorted(ordered, key=lambda each: (-round(abs(points[each]), 9), each))
    down = sum(points[id] < 0 for id in by_size[:_INDICATORS])
    down = min(lost, max(down, _EITHER), _INDICATORS - min(gained, _EITHER))
    up = min(gained, _INDICATORS - down)
    largest = [*ordered[:up], *ordered[len(ordered) - down :]]
    return [_Step(scheme.part(id).name.text(lang), 0.0, points[id]) for id in largest]


def _waterfall(
    steps: Sequence[_Step], ends: Sequence[tuple[str, float]], whole: bool, left: float, digits: int
) -> Spec:
    """A row a part; scores are dots, or a bar from 0 where the parts make the `whole` of it."""
    middles = [_ROW * (row + 0.5) for row in range(len(steps) + len(ends))]
    at = middles[:-1] if whole else middles[1:-1]
    at_ends = middles[-1:] if whole else [middles[0], middles[-1]]
    reached = [*(step.start for step in steps), *(step.end for step in steps)]
    x = _scale([*reached, *(score for _, score in ends), *([0.0] if whole else [])])
    reached_at = [*zip((step.end for step in steps), at, strict=True)]
    if not whole:
        reached_at.insert(0, (ends[0][1], at_ends[0]))
    ties = [{"x": score, "y": y, "y2": y + _ROW} for score, y in reached_at]
    tie = {"type": "rule", "aria": False, "color": OTHERS}
    names = [
        *({"text": shortened(name), "y": y, "bold": True, "color": TEXT}
          for (name, _), y in zip(ends, at_ends, strict=True)),
        *({"text": shortened(step.name), "y": y, "color": TEXT}
          for step, y in zip(steps, at, strict=True)),
    ]  # fmt: skip
    layers = [
        layer(ties, tie, x={**x, "field": "x"}, y=pixels("y"), y2={"field": "y2"}),
        *_step_bars(steps, at, x, digits + 1, plus=not whole),
        *_scores(ends, at_ends, x, whole, digits),
        *row_names(names),
    ]
    return panel(WIDTH - left - _RIGHT, _ROW * len(middles), layers, left, _RIGHT)


def _scores(
    ends: Sequence[tuple[str, float]], at: Sequence[float], x: Spec, whole: bool, digits: int
) -> list[Spec]:
    """The scores with their numbers; a bar only from 0, for the scale may begin elsewhere."""
    rows = [
        {"start": 0.0, "score": score, "y": y, "text": fixed(score, digits)}
        for (_, score), y in zip(ends, at, strict=True)
    ]
    # The number of a bar that runs to the left is at its left.
    backwards = [whole and score < 0 for _, score in ends]
    left = [row for row, back in zip(rows, backwards, strict=True) if back]
    right = [row for row, back in zip(rows, backwards, strict=True) if not back]
    score, y = {**x, "field": "score"}, pixels("y")
    bar = {"type": "rule", "strokeWidth": _BAR, "color": QUIET, "aria": False}
    dot = {"type": "point", "shape": "diamond", "filled": True, "opacity": 1, "size": 110}
    look: Spec = {"color": TEXT, "fontWeight": "bold"}
    return [
        layer(rows, bar, x={**x, "field": "start"}, x2={"field": "score"}, y=y)
        if whole
        else layer(rows, {**dot, "color": TEXT, "aria": False}, x=score, y=y),
        texts(right, score, y, align="left", dx=10, **look),
        texts(left, score, y, align="right", dx=-10, **look),
    ]


def _bars(steps: Sequence[_Step], left: float, digits: int, *, plus: bool) -> Spec:
    """Bars from 0."""
    middles = [_ROW * (row + 0.5) for row in range(len(steps))]
    x = _scale([0.0, *(step.end for step in steps)])
    zero = {"type": "rule", "aria": False, "color": QUIET}
    names = [
        {"text": shortened(step.name), "y": y, "color": TEXT}
        for step, y in zip(steps, middles, strict=True)
    ]
    layers = [
        *_step_bars(steps, middles, x, digits + 1, plus=plus),
        layer([{"x": 0.0}], zero, x={**x, "field": "x"}),
        *row_names(names),
    ]
    return panel(WIDTH - left - _RIGHT, _ROW * len(steps), layers, left, _RIGHT)


def _step_bars(
    steps: Sequence[_Step], at: Sequence[float], x: Spec, digits: int, *, plus: bool
) -> list[Spec]:
    """Bars with their points where they end; those gained and lost have a sign."""
    rows = []
    for step, y in zip(steps, at, strict=True):
        points = step.end - step.start
        text = signed(points, digits) if plus else fixed(points, digits)
        color = GAIN if points >= 0 else LOSS
        rows.append(
            {
                "start": step.start,
                "end": step.end,
                "y": y,
                "text": text,
                "color": color,
                "said": f"{step.name}: {text}",
            }
        )
    bars = layer(
        rows,
        {"type": "rule", "strokeWidth": _BAR},
        x={**x, "field": "start"},
        x2={"field": "end"},
        y=pixels("y"),
        color={"field": "color", "type": "nominal", "scale": None},
        description={"field": "said", "type": "nominal"},
    )
    end: Spec = {**x, "field": "end"}
    up = [row for row in rows if row["color"] == GAIN]
    down = [row for row in rows if row["color"] == LOSS]
    return [
        bars,
        texts(up, end, pixels("y"), align="left", dx=5),
        texts(down, end, pixels("y"), align="right", dx=-5),
    ]


def _scale(values: Sequence[float]) -> Spec:
    """A scale of all values, with room at both ends for the texts at the bars."""
    low, high = min(values), max(values)
    room = 0.16 * (high - low) or 1.0
    left = low if low == 0 else low - room
    return scaled("x", left, high + room, axis={"tickCount": 6})
