"""How sure the ranks around a unit are: where each lies in most of the draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..lookup import need_rank
from ..messages import Language, say
from ..movement import Ranking
from ..panel import Floats
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
    of_period,
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


def intervals_chart(done: Robust, unit: int, lang: Language) -> Spec:
    """The rank interval, the median and the rank as it stands of a unit and those around it.

    A Vega-Lite spec. The rows are the ten units above and below the unit (an index), which stands
    out. Raises `UsageProblem` for a unit without a rank.
    """
    labels, ranking = done.base.labels, done.ranking
    need_rank(labels, ranking.rank, unit)
    shown = _around(ranking, unit)
    records = _records(done, shown, unit, lang)
    left = widest(each["name"] for each in records) + 16
    right = widest(each["text"] for each in records) + 16
    width, height = WIDTH - left - right, float(_ROW * len(shown))
    low, high = _limits(np.r_[ranking.rank[shown], done.low[shown], done.high[shown]])
    ticks = rank_ticks(low, high)
    x = scaled("x", low - 0.5, high + 0.5, axis={"values": ticks, "orient": "top"})
    title = say("How sure the ranks around {unit} are", unit=labels.label(unit)).text(lang)
    return chart(
        title,
        [of_period(done.base.scheme, ranking.period).text(lang), varied_sentence(done).text(lang)],
        panel(width, height, [*_marks(records, x, width), *_legend(done, lang, left)], left, right),
        title,
    )


def _around(ranking: Ranking, unit: int) -> list[int]:
    """The unit with the ten above and below it; at an end of the ranking as many in all."""
    order = [int(u) for u in ranking.order if not np.isnan(ranking.rank[u])]
    start = max(0, min(order.index(unit) - _AROUND, len(order) - 2 * _AROUND - 1))
    return order[start : start + 2 * _AROUND + 1]


def _records(done: Robust, shown: Sequence[int], unit: int, lang: Language) -> list[Spec]:
    """What is drawn and written of each unit, from the top."""
    groups = done.base.labels.group_of
    records = []
    for row, u in enumerate(shown):
        name, text = done.base.labels.label(u).text(lang), _said(done, u)
        mate = groups[u] >= 0 and groups[u] == groups[unit]
        records.append(
            {
                "y": _ROW * (row + 0.5),
                "low": _number(done.low[u]),
                "high": _number(done.high[u]),
                "median": _number(done.median[u]),
                "rank": float(done.ranking.rank[u]),
                "text": text,
                "name": name,
                "said": f"{name}: {text}",
                "color": HIGHLIGHT if u == unit else GROUP if mate else OTHERS,
                "bold": u == unit,
            }
        )
    return records


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _limits(ranks: Floats) -> tuple[float, float]:
    """The first and the last rank shown, a place apart at least."""
    low, high = float(np.nanmin(ranks)), float(np.nanmax(ranks))
    return low, max(high, low + 1)


def _said(done: Robust, unit: int) -> str:
    """Rank and interval, which only a unit has that some draw ranks: 22 (18-26)."""
    rank, low, high = done.ranking.rank[unit], done.low[unit], done.high[unit]
    if np.isnan(low):
        return whole(rank)
    return f"{whole(rank)} ({whole(low) if low == high else f'{whole(low)}-{whole(high)}'})"


def _marks(records: Sequence[Spec], x: Spec, width: float) -> list[Spec]:
    """The interval as a bar, the median across it, the rank as a dot; a row a unit."""
    y = pixels("y")
    color = {"field": "color", "type": "nominal", "scale": None}
    drawn = [each for each in records if each["low"] is not None]
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
            records,
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
