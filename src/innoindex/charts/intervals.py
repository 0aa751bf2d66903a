"""How sure the ranks around a unit are: where each lies in most of the draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..messages import Language, say
from ..uncertainty.robust_record import Robust
from ..view import whole
from ..views.robust_words import per_cent, varied_sentence
from .look import (
    GROUP,
    HIGHLIGHT,
    OTHERS,
    TEXT,
    WIDTH,
    Spec,
    chart,
    layer,
    legend,
    panel,
    pixels,
    rank_ticks,
    row_names,
    scaled,
    shortened,
    texts,
    widest,
)

_AROUND = 10  # units above and below
_ROW = 21  # pixels
_BAR = 9


def intervals_chart(
    done: Robust, unit: int | None, lang: Language, rows: Sequence[int] | None = None
) -> Spec:
    """The rank interval, the median and the rank as it stands of the units `rows`.

    A Vega-Lite spec. By default the rows are the ten units above and below the unit (an index),
    which stands out; without a unit the first twenty-one.
    """
    labels, ranking = done.base.labels, done.ranking
    shown = _around(done, unit) if rows is None else list(rows)
    at = [_ROW * (row + 0.5) for row in range(len(shown))]
    names = [labels.label(u).text(lang) for u in shown]
    said = [_said(done, u) for u in shown]
    left, right = widest(names) + 16, widest(said) + 16
    width, height = WIDTH - left - right, float(_ROW * len(shown))
    ends = np.r_[ranking.rank[shown], done.low[shown], done.high[shown]]
    low, high = _limits(ends)
    ticks = rank_ticks(low, high)
    x = scaled("x", low - 0.5, high + 0.5, axis={"values": ticks, "orient": "top"})
    groups = labels.group_of
    records = []
    for u, y, name, text in zip(shown, at, names, said, strict=True):
        mate = unit is not None and groups[u] >= 0 and groups[u] == groups[unit]
        records.append(
            {
                "y": y,
                "low": _number(done.low[u]),
                "high": _number(done.high[u]),
                "median": _number(done.median[u]),
                "rank": _number(ranking.rank[u]),
                "text": text,
                "name": name,
                "said": f"{name}: {text}",
                "color": HIGHLIGHT if u == unit else GROUP if mate else OTHERS,
                "bold": u == unit,
            }
        )
    title = say("How sure the ranks are").text(lang)
    if unit is not None:
        around = say("How sure the ranks around {unit} are", unit=labels.label(unit))
        title = around.text(lang) if rows is None else title
    return chart(
        title,
        _subtitles(done, lang),
        panel(width, height, [*_marks(records, x, width), *_legend(done, lang, left)], left, right),
        title,
    )


def _around(done: Robust, unit: int | None) -> list[int]:
    order = [int(u) for u in done.ranking.order if not np.isnan(done.ranking.rank[u])]
    at = order.index(unit) if unit in order else 0
    start = max(0, min(at - _AROUND, len(order) - 2 * _AROUND - 1))
    return order[start : start + 2 * _AROUND + 1]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _limits(ranks: np.ndarray) -> tuple[float, float]:
    """The first and the last rank shown, a place apart at least."""
    known = ranks[~np.isnan(ranks)]
    low, high = (float(known.min()), float(known.max())) if known.size else (1.0, 2.0)
    return low, max(high, low + 1)


def _said(done: Robust, unit: int) -> str:
    """Rank and interval: 22 (18-26)."""
    rank, low, high = done.ranking.rank[unit], done.low[unit], done.high[unit]
    stands = "" if np.isnan(rank) else whole(rank)
    if np.isnan(low):
        return stands
    return f"{stands} ({whole(low) if low == high else f'{whole(low)}-{whole(high)}'})"


def _marks(records: Sequence[Spec], x: Spec, width: float) -> list[Spec]:
    """The interval as a bar, the median across it, the rank as a dot; a row a unit."""
    y = pixels("y")
    color = {"field": "color", "type": "nominal", "scale": None}
    drawn = [each for each in records if each["low"] is not None]
    ranked = [each for each in records if each["rank"] is not None]
    return [
        layer(
            drawn,
            {"type": "rule", "strokeWidth": _BAR, "strokeCap": "round", "opacity": 0.55},
            x={**x, "field": "low"},
            x2={"field": "high"},
            y=y,
            color=color,
            description={"field": "said", "type": "nominal"},
        ),
        layer(
            drawn,
            {"type": "tick", "orient": "vertical", "size": _BAR + 5, "thickness": 2,
             "color": TEXT, "opacity": 1, "aria": False},
            x={**x, "field": "median"},
            y=y,
        ),
        layer(
            ranked,
            {"type": "point", "filled": True, "opacity": 1, "size": 55, "color": TEXT,
             "stroke": "white", "strokeWidth": 1, "aria": False},
            x={**x, "field": "rank"},
            y=y,
        ),
        *row_names(
            {"y": each["y"], "text": shortened(each["name"]), "bold": each["bold"],
             "color": TEXT if each["color"] == OTHERS else each["color"]}
            for each in records
        ),
        texts(records, {"value": width + 12}, y, align="left", color=TEXT),
    ]  # fmt: skip


def _legend(done: Robust, lang: Language, left: float) -> list[Spec]:
    share = say("{share} of draws", share=per_cent(done.interval)).text(lang)
    bar = {"strokeWidth": _BAR, "strokeCap": "round", "color": OTHERS, "opacity": 0.55}
    tick = {"orient": "vertical", "size": _BAR + 5, "thickness": 2, "color": TEXT}
    dot = {"filled": True, "opacity": 1, "size": 55, "color": TEXT}
    return legend(
        [
            ("rule", bar, share),
            ("tick", tick, say("median rank").text(lang)),
            ("point", dot, say("rank as it stands").text(lang)),
        ],
        -34,
        -left,
    )


def _subtitles(done: Robust, lang: Language) -> list[str]:
    name, period = done.base.scheme.name, done.ranking.period
    title = say("{index} · {period}", index=name, period=period) if period else name
    return [title.text(lang), varied_sentence(done).text(lang)]
