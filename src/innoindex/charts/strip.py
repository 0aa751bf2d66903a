"""A unit among all in every indicator: a strip each, from the worst value to the best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..explanation import Explanation
from ..figures import with_unit
from ..messages import Language, say
from ..panel import Bools, Floats, Ints
from ..scheme import ROOT, Scheme
from ..standing import without_noise
from ..view import whole
from .look import (
    GRID,
    GROUP,
    HIGHLIGHT,
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
    row_names,
    scaled,
    shortened,
    texts,
    thinned,
    widest,
)

_MARKS = 6000  # values drawn behind the unit's
_ROW, _HEADING = 21, 24  # pixels
_TICK = 11


def strip_chart(done: Explanation, lang: Language) -> Spec:
    """Every unit's value of each indicator between the worst and the best, as a Vega-Lite spec.

    What is better lies to the right, whatever the indicator's direction; missing values are left
    out. The unit explained stands out, and those of its group; the median is marked.
    """
    scheme, labels = done.result.scheme, done.result.labels
    ids = _ordered(scheme)
    scores = done.result.index[done.ranking.p]
    values = np.array([done.result.values[id].values[done.ranking.p] for id in ids])
    values = np.where(np.isnan(scores), np.nan, values)
    places = _places(values, np.array([scheme.indicators[id].direction for id in ids]))
    at, headings, height = _rows(scheme, ids, lang)
    said = [_said(done, id, lang) for id in ids]
    names = [scheme.indicators[id].name.text(lang) for id in ids]
    left = widest([*names, *(text for text, _ in headings)]) + 16
    right = widest(said) + 14
    width = WIDTH - left - right

    group = (labels.group_of == labels.group_of[done.unit]) & (labels.group_of >= 0)
    order = [int(u) for u in done.ranking.order if not np.isnan(scores[u])]
    drawn = thinned(order, np.flatnonzero(group).tolist()[:100], max(60, _MARKS // len(ids)))
    layers = [
        *_frame(at, headings, left, width, height, lang),
        *_ticks(places, at, drawn, group, done.unit),
        *_own(places, at, done.unit, [f"{name}: {s}" for name, s in zip(names, said, strict=True)]),
        *row_names(
            {"text": shortened(name), "y": y, "color": TEXT}
            for name, y in zip(names, at, strict=True)
        ),
        texts(
            [{"y": y, "text": text} for text, y in zip(said, at, strict=True)],
            {"value": width + 14},
            pixels("y"),
            align="left",
            color=TEXT,
        ),
        *_legend(done, bool(group.sum() > 1), left, lang),
    ]
    title = say("{unit} in every indicator", unit=labels.label(done.unit)).text(lang)
    return chart(
        title,
        _subtitles(done, len(drawn), len(order), lang),
        panel(width, height, layers, left, right),
        title,
    )


def _ordered(scheme: Scheme) -> list[str]:
    """The indicators in the order of the tree: those of a dimension together."""
    found: list[str] = []

    def visit(id: str) -> None:
        if id in scheme.indicators:
            found.append(id)
        for child in scheme.children.get(id, ()):
            visit(child)

    visit(ROOT)
    return found


def _rows(
    scheme: Scheme, ids: Sequence[str], lang: Language
) -> tuple[list[float], list[tuple[str, float]], float]:
    """Where each indicator's row is, the headings of their dimensions, and where all ends."""
    at: list[float] = []
    headings: list[tuple[str, float]] = []
    y, parent = 0.0, ROOT
    for id in ids:
        if scheme.indicators[id].parent != parent:
            parent = scheme.indicators[id].parent
            headings.append((scheme.nodes[parent].name.text(lang), y + _HEADING / 2 + 2))
            y += _HEADING
        at.append(y + _ROW / 2)
        y += _ROW
    return at, headings, y


def _places(values: Floats, directions: Ints) -> Floats:
    """From 0, the worst of each row, to 1, the best; all in the middle if they are equal."""
    good = without_noise(values * directions[:, None])
    worst = np.fmin.reduce(good, axis=1)[:, None]
    best = np.fmax.reduce(good, axis=1)[:, None]
    spread = np.where(best > worst, best - worst, 1)
    return np.asarray(np.where(best > worst, (good - worst) / spread, 0.5 + 0 * good))


def _said(done: Explanation, id: str, lang: Language) -> str:
    """The unit's value with its rank."""
    at = done.standings.ids.index(id)
    value, rank = float(done.standings.value[at]), float(done.standings.rank[at])
    if np.isnan(value):
        return say("no value").text(lang)
    measured = with_unit(value, done.result.scheme.indicators[id]).text(lang)
    return say("{value} (rank {rank})", value=shortened(measured, 190), rank=whole(rank)).text(lang)


def _frame(
    at: Sequence[float],
    headings: Sequence[tuple[str, float]],
    left: float,
    width: float,
    height: float,
    lang: Language,
) -> list[Spec]:
    """A rail a row, the dimensions above their rows, and which end is which."""
    rail = {"type": "rule", "color": GRID, "aria": False}
    ends: Spec = {"x": {"value": 0}, "x2": {"value": width}}
    below: Spec = {"y": {"value": height + 8}, "color": QUIET}
    return [
        layer([{"y": y} for y in at], rail, y=pixels("y"), **ends),
        texts(
            [{"text": text, "y": y} for text, y in headings],
            {"value": -left},
            pixels("y"),
            align="left",
            color=QUIET,
            fontWeight="bold",
        ),
        texts([{"text": say("worst").text(lang)}], {"value": 0}, align="left", **below),
        texts([{"text": say("best").text(lang)}], {"value": width}, align="right", **below),
    ]


def _ticks(
    places: Floats, at: Sequence[float], drawn: Sequence[int], group: Bools, unit: int
) -> list[Spec]:
    """All other units as faint strokes, those of the group over them, and the median."""
    others = [u for u in drawn if u != unit and not group[u]]
    mates = [u for u in drawn if u != unit and group[u]]
    known = [row[~np.isnan(row)] for row in places]
    medians = [
        {"x": float(np.median(row)), "y": y} for row, y in zip(known, at, strict=True) if row.size
    ]
    tick = {"type": "tick", "orient": "vertical", "aria": False}
    x = scaled("x", 0, 1)
    found = []
    for units, look in (
        (others, {"color": OTHERS, "size": _TICK, "thickness": 1, "opacity": 0.75}),
        (mates, {"color": GROUP, "size": _TICK, "thickness": 1.5, "opacity": 0.9}),
    ):
        rows = [
            {"x": round(float(row[u]), 4), "y": y}
            for row, y in zip(places, at, strict=True)
            for u in units
            if not np.isnan(row[u])
        ]
        if rows:
            found.append(layer(rows, {**tick, **look}, x=x, y=pixels("y")))
    median = {"color": TEXT, "size": _ROW - 4, "thickness": 2, "opacity": 1}
    return [*found, layer(medians, {**tick, **median}, x=x, y=pixels("y"))]


def _own(places: Floats, at: Sequence[float], unit: int, said: Sequence[str]) -> list[Spec]:
    """The unit's dots, with what they say."""
    rows = [
        {"x": float(row[unit]), "y": y, "said": text}
        for row, y, text in zip(places, at, said, strict=True)
        if not np.isnan(row[unit])
    ]
    dot = {"type": "point", "filled": True, "opacity": 1, "color": HIGHLIGHT, "size": 90}
    edge = {"stroke": "white", "strokeWidth": 1}
    said_by = {"field": "said", "type": "nominal"}
    return [layer(rows, {**dot, **edge}, x=scaled("x", 0, 1), y=pixels("y"), description=said_by)]


def _legend(done: Explanation, grouped: bool, left: float, lang: Language) -> list[Spec]:
    labels = done.result.labels
    tick = {"orient": "vertical", "size": _TICK}
    dot = {"filled": True, "opacity": 1, "size": 90, "color": HIGHLIGHT}
    items: list[tuple[str, Spec, str]] = [("point", dot, labels.label(done.unit).text(lang))]
    if grouped:
        name = labels.groups[int(labels.group_of[done.unit])].text(lang)
        items.append(("tick", {**tick, "color": GROUP, "thickness": 1.5}, name))
    items.append(("tick", {**tick, "color": OTHERS, "thickness": 1}, say("others").text(lang)))
    median = {**tick, "size": _ROW - 4, "color": TEXT, "thickness": 2}
    items.append(("tick", median, say("median").text(lang)))
    return legend(items, -14, -left)


def _subtitles(done: Explanation, drawn: int, units: int, lang: Language) -> list[str]:
    found = [of_period(done.result.scheme, done.ranking.period).text(lang)]
    if drawn < units:
        found.append(say("{drawn} of {units} units are drawn", drawn=drawn, units=units).text(lang))
    return found
