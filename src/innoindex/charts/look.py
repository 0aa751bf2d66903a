"""What all charts share: colours, fonts, sizes, and the pieces that they are put together from.

A text from a table or a scheme stands in a chart's data and nowhere else: there it is drawn as it
is, and never read as an expression. Rows, names and legends have their places in pixels, so that no
label is cut where a font is wider than the one measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from ..messages import Message, say
from ..scheme import Scheme

Spec = dict[str, Any]
Row = Mapping[str, Any]

WIDTH = 720  # of a chart, with its labels
HIGHLIGHT, GROUP, OTHERS = "#B3261E", "#1F5FA8", "#B8BEC6"
GAIN, LOSS = "#1F5FA8", "#C2571A"
TEXT, QUIET, GRID = "#1F2328", "#5F6670", "#E6E8EB"
FONT = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
    '"Hiragino Sans GB", "WenQuanYi Micro Hei", sans-serif'
)
SIZE = 12
LINE = 16  # from one line of text to the next
_TITLE_SIZE = 15
_WIDEST = 264  # of a label at the left
_LINES = 5  # of a title, and of each line under it

_CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "domain": False,
        "gridColor": GRID,
        "labelColor": QUIET,
        "labelFontSize": SIZE,
        "labelFlush": False,
        "tickColor": GRID,
    },
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": TEXT,
        "fontSize": _TITLE_SIZE,
        "subtitleColor": QUIET,
        "subtitleFontSize": SIZE,
        "subtitleLineHeight": LINE,
        "subtitlePadding": 5,
        "offset": 12,
    },
    "text": {"color": TEXT, "fontSize": SIZE, "baseline": "middle"},
}


def chart(title: str, subtitles: Sequence[str], content: Spec, description: str) -> Spec:
    """A whole chart; `content` are its layers or its panels, `description` is read out."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "padding": 8,
        "config": _CONFIG,
        "description": description,
        "title": {
            "text": lines(title, WIDTH, _TITLE_SIZE),
            "subtitle": [line for each in subtitles for line in lines(each, WIDTH)],
        },
        **content,
    }


def of_period(scheme: Scheme, period: str) -> Message:
    """The index, and the period where the table has any: the first line under a title."""
    if not period:
        return say("{index}", index=scheme.name)
    return say("{index} · {period}", index=scheme.name, period=period)


def panel(
    width: float, height: float, layers: Sequence[Spec], left: float = 0, right: float = 0
) -> Spec:
    """Layers on one plane, with so much room kept for labels beside it."""
    corners = [{"x": -left, "y": 0}, {"x": width + right, "y": height}]
    room = layer(
        corners,
        {"type": "point", "opacity": 0, "size": 0, "aria": False},
        x=pixels("x"),
        y=pixels("y"),
    )
    return {"width": width, "height": height, "layer": [room, *layers]}


def layer(rows: Iterable[Row], mark: str | Spec, **encoding: Any) -> Spec:
    """Marks of one kind, one a row (or one a line)."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def pixels(field: str) -> Spec:
    """A place that is given in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def scaled(field: str, low: float, high: float, *, axis: Spec | None = None, **scale: Any) -> Spec:
    """A place on a scale that runs from `low` to `high`."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False, **scale},
        "axis": None if axis is None else {"title": None, **axis},
    }


def texts(rows: Iterable[Row], x: Spec, y: Spec, **mark: Any) -> Spec:
    """Texts, from the field `text`; their colour is in `color` if the mark has none."""
    encoding: Spec = {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}
    if "color" not in mark:
        encoding["color"] = {"field": "color", "type": "nominal", "scale": None}
    return layer(rows, {"type": "text", "aria": False, **mark}, **encoding)


def row_names(rows: Iterable[Row]) -> list[Spec]:
    """Names at the left of rows, the highlighted bold."""
    listed = list(rows)
    place: Spec = {"x": {"value": -10}, "y": pixels("y"), "align": "right"}
    return [
        texts([row for row in listed if row.get("bold", False) == bold], fontWeight=weight, **place)
        for bold, weight in ((False, "normal"), (True, "bold"))
    ]


def legend(items: Sequence[tuple[str, Spec, str]], y: float, x: float = 0) -> list[Spec]:
    """Marks with what they mean (mark, its look, text), in a line."""
    found: list[Spec] = []
    for kind, look, whole in items:
        text = shortened(whole, WIDTH / 2)
        end: Spec = {"x2": {"value": x + 16}} if kind == "rule" else {}
        mark = {"type": kind, "aria": False, **look}
        at = x + 2 if kind == "rule" else x + 9
        found.append(layer([{}], mark, x={"value": at}, y={"value": y}, **end))
        place: Spec = {"x": {"value": x + 24}, "y": {"value": y}}
        found.append(texts([{"text": text}], align="left", color=QUIET, **place))
        x += 24 + width_of(text) + 18
    return found


def width_of(text: str, size: float = SIZE) -> float:
    """The width of a text in pixels, rather too much than too little, by no font at all."""
    return size * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    """In ems, of the widest among the usual sans-serif fonts."""
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in " ijlIftr.,;:'|()[]/-":
        return 0.36
    return 0.9 if letter in "mwMW@%—…" else 0.7 if letter.isupper() else 0.57


def widest(labels: Iterable[str], most: float = _WIDEST) -> int:
    """The width of the widest label in whole pixels, where it is not shortened."""
    return ceil(min(max((width_of(label) for label in labels), default=0), most))


def shortened(text: str, most: float = _WIDEST) -> str:
    """A text that is not wider than so many pixels."""
    if width_of(text) <= most:
        return text
    room = most - width_of("…")
    fitting = sum(SIZE * used <= room for used in accumulate(map(_width, text)))
    return text[:fitting].rstrip() + "…"


def lines(text: str, most: float, size: float = SIZE) -> list[str]:
    """A text in lines of at most so many pixels, broken at spaces or between Chinese characters.

    A word that is wider than a line is shortened, and so is a text of too many lines.
    """
    found, line = [""], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip(), size) > most:
            found.append("")
            line = ""
        line = line + piece if line else piece.lstrip()
        found[-1] = line.rstrip()
    if len(found) > _LINES:
        found[_LINES - 1 :] = [f"{found[_LINES - 1]}…"]
    return [shortened(each, most * SIZE / size) for each in found]


def _pieces(text: str) -> Iterable[str]:
    """What must not be broken: words with the space after them, and single Chinese characters."""
    start = 0
    for at, (letter, after) in enumerate(pairwise(text), start=1):
        wide = east_asian_width(letter) in "WF" or east_asian_width(after) in "WF"
        if letter == " " or (wide and after not in "，。；：、）)%"):
            yield text[start:at]
            start = at
    yield text[start:]


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Ascending places moved as little as can be so that they are `gap` apart.

    They stay between `low` and `high`, if there is room.
    """
    blocks: list[tuple[float, int]] = []  # the mean of places less their gaps, and how many
    for number, place in enumerate(places):
        mean, count = place - number * gap, 1
        while blocks and blocks[-1][0] >= mean:
            before, size = blocks.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        blocks.append((mean, count))
    flat = [mean for mean, count in blocks for _ in range(count)]
    top = max(low, high - gap * (len(flat) - 1))
    return [min(max(mean, low), top) + gap * number for number, mean in enumerate(flat)]


def rank_ticks(low: float, high: float, most: int = 10) -> list[int]:
    """Round ranks between two, and the first of all if it is there."""
    steps = (base * 10**power for power in range(9) for base in (1, 2, 5))
    step = next(step for step in steps if (high - low) / step <= most)
    ticks = [tick for tick in range(0, int(high) + 1, step) if tick >= max(low, 1)]
    return ticks if low > 1 or (ticks and ticks[0] == 1) else [1, *ticks]


def thinned(order: Sequence[int], keep: Iterable[int], most: int) -> list[int]:
    """At most so many of the units, in even steps through their order, and those to keep."""
    if len(order) <= most:
        return list(order)
    step = ceil(len(order) / most)
    wanted = {*order[::step], *keep}
    return [unit for unit in order if unit in wanted]
