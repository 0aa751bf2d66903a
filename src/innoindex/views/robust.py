"""The view of `robust`: how sure each rank is, and what the ranking hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..messages import Label, Message, say
from ..panel import Floats, Ints
from ..uncertainty.robust_record import Robust
from ..view import Column, View, whole
from .robust_tables import choices_view, index_view, ranks_view
from .robust_words import highlight_sentence, per_cent, run_notes, varied_sentence, whole_sentence
from .units import unit_columns

TABLES = ("units", "choices", "index", "ranks")
_WIDTH = 30  # cells of the picture


def robust_view(
    done: Robust, rows: Sequence[int], highlight: Sequence[int], *, all_ranks: bool = True
) -> View:
    """The units `rows` (indices, in the order shown), the units `highlight` standing out.

    Without `all_ranks` the table of them, which can be long, stays empty.
    """
    index = np.asarray(rows, dtype=np.int64)
    at = {int(u): row for row, u in enumerate(index)}
    return View(
        title=_title(done),
        sentences=(
            *(highlight_sentence(done, unit) for unit in highlight),
            whole_sentence(done),
            varied_sentence(done),
        ),
        columns=tuple(_columns(done, index)),
        highlight=frozenset(at[u] for u in highlight if u in at),
        footer=tuple(run_notes(done)),
        names=3,
        id="units",
        sheet=say("Units"),
        more=(
            choices_view(done),
            index_view(done),
            ranks_view(done, index if all_ranks else index[:0]),
        ),
    )


def pictured(view: View, done: Robust, rows: Sequence[int]) -> View:
    """The view with a picture of the intervals, for a terminal."""
    index = np.asarray(rows, dtype=np.int64)
    ends = np.r_[done.ranking.rank[index], done.low[index], done.high[index]]
    if np.isnan(ends).all():
        return view
    first, last = float(np.nanmin(ends)), float(np.nanmax(ends))
    pictures = [_picture(done, unit, first, last) for unit in rows]
    column = Column("picture", say("Picture"), pictures, "path", priority=3, machine=False)
    after = 1 + next(n for n, each in enumerate(view.columns) if each.id == "ranks")
    legend = say(
        "picture: rank {first} left to rank {last} right; - {interval} of draws, ● as it stands, "
        "| the median",
        first=whole(first),
        last=whole(last),
        interval=per_cent(done.interval),
    )
    return replace(
        view,
        columns=(*view.columns[:after], column, *view.columns[after:]),
        footer=(legend, *view.footer),
    )


def told_view(view: View, done: Robust) -> View:
    """The tables that a terminal gets without asking; the others are named."""
    shown = [table for table in view.more if table.id == "choices" and done.effects]
    others = " | ".join(table.id for table in view.more if table not in shown)
    pointer = say("more tables: --show {names}", names=others)
    if not shown:
        return replace(view, footer=(*view.footer, pointer), more=())
    return replace(view, more=(replace(shown[0], footer=(*shown[0].footer, pointer)),))


def _title(done: Robust) -> Message:
    ranking, name = done.ranking, done.base.scheme.name
    if not ranking.period:
        return say("{index} · how sure the ranks are", index=name)
    return say("{index} · {period} · how sure the ranks are", index=name, period=ranking.period)


def _columns(done: Robust, index: Ints) -> list[Column]:
    r, length = done.ranking, len(index)

    def ranks(id: str, heading: Message, values: Floats, priority: int | None) -> Column:
        return Column(id, heading, values[index], "whole", priority=priority)

    return [
        Column("period", say("Period"), [r.period] * length),
        ranks("rank", say("Rank"), r.rank, 0),
        *unit_columns(done.base.labels, index),
        Column(
            "ranks",
            say("{share} of draws", share=per_cent(done.interval)),
            [_interval(done.low[u], done.high[u]) for u in index],
            priority=2,
            machine=False,
        ),
        ranks("median_rank", say("Median rank"), done.median, 6),
        ranks("rank_low", say("Low"), done.low, None),
        ranks("rank_high", say("High"), done.high, None),
        ranks("best_rank", say("Best rank"), done.best, 11),
        ranks("worst_rank", say("Worst rank"), done.worst, 12),
        *_tiers(done, index),
        _share("beats_above", say("Ahead of next up"), done.beats_above[index], 8),
        _share("beats_below", say("Ahead of next down"), done.beats_below[index], 9),
        *_movement(done, index),
        Column("draws", say("Draws"), [done.draws] * length, "whole"),
        Column("seed", say("Seed"), [done.seed] * length, "whole"),
        Column("interval", say("Interval"), [done.interval] * length, "share"),
    ]


def _share(id: str, heading: Message | Label, values: Any, priority: int | None) -> Column:
    return Column(id, heading, values, "share", priority=priority)


def _tiers(done: Robust, index: Ints) -> Iterator[Column]:
    """The tier of each unit, and how often it is in this one and in each."""
    tiers, of_tier = done.base.scheme.tiers, done.tier_shares
    here = done.ranking.tier[index]
    names = [*(tier.name for tier in tiers), None]
    in_own = [of_tier[u, t] if t >= 0 else np.nan for u, t in zip(index, here, strict=True)]
    yield Column("tier", say("Tier"), [names[t] for t in here], priority=7 if tiers else None)
    own = _share("in_tier", say("In its tier"), in_own, 5 if tiers else None)
    yield replace(own, machine=False)
    for number, tier in enumerate(tiers):
        share = _share(f"tier_share_{number + 1}", tier.name, of_tier[index, number], 20)
        yield replace(share, family="tiers")


def _movement(done: Robust, index: Ints) -> Iterator[Column]:
    """The rank before, and how often a unit climbs, stays and falls."""
    r = done.ranking
    moves = r.q is not None
    up, same, down = done.move_shares[index].T

    def shown(priority: int) -> int | None:
        return priority if moves else None

    yield Column("previous_period", say("Compared with"), [r.previous_period] * len(index))
    before, places = r.previous_rank[index], r.rank_change[index]
    yield Column("previous_rank", say("Rank before"), before, "whole", priority=shown(13))
    yield Column("rank_change", say("Places"), places, "places", priority=shown(10))
    yield _share("share_up", say("Climbed"), up, shown(4))
    yield _share("share_same", say("Same place"), same, shown(14))
    yield _share("share_down", say("Fell"), down, shown(15))


def _interval(low: float, high: float) -> str | None:
    if low != low:
        return None
    return whole(low) if low == high else f"{whole(low)}-{whole(high)}"


def _picture(done: Robust, unit: int, first: float, last: float) -> str:
    """A line from the better rank at the left to the worse: the interval and what lies in it."""
    places = (done.low[unit], done.high[unit], done.median[unit], done.ranking.rank[unit])
    scale = (_WIDTH - 1) / max(last - first, 1)
    low, high, median, rank = (
        None if place != place else round((place - first) * scale) for place in places
    )
    cells = [" "] * _WIDTH
    if low is not None and high is not None and median is not None:
        cells[low : high + 1] = "-" * (high + 1 - low)
        cells[median] = "|"
    if rank is not None:
        cells[rank] = "●"
    return "".join(cells)
