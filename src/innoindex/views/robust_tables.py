"""The further tables of `robust`: what was varied and what it does, the whole, every rank."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..messages import Message, say
from ..panel import Ints
from ..uncertainty.robust_record import Robust
from ..uncertainty.sensitivity import Sobol
from ..view import Column, View, fixed
from .robust_words import NAMES, alternatives, varied
from .units import unit_columns


def choices_view(done: Robust) -> View:
    """A row a varied choice: its alternatives, and its share in how ranks vary."""
    ids, effects = done.varied, done.effects
    shift = effects.shift if effects else None
    of_shift = (say("Shift: first-order"), say("Shift: total"))
    columns = [
        Column("choice", say("Id"), ids),
        Column("name", say("Choice"), [NAMES[id] for id in ids], priority=0),
        Column("alternatives", say("Varied"), [alternatives(done, id) for id in ids], priority=5),
        *_effect_columns("shift", of_shift, shift, len(ids), 1),
    ]
    sentences: list[Message] = []
    footer: list[Message] = []
    if effects:
        sentences += _hangs_on(done, effects.shift, say("the average rank shift"))
        footer = [
            say(
                "shares of the variance of the average rank shift and of the rank: first-order, of "
                "a choice alone; total, with all that it does together with others"
            ),
            say("from {rows} × {each} further draws", rows=effects.rows, each=len(ids) + 2),
        ]
    if done.unit is not None:
        name = done.base.labels.label(done.unit)
        of_rank = (say("Rank: first-order"), say("Rank: total"))
        rank = effects.rank if effects else None
        columns += _effect_columns("rank", of_rank, rank, len(ids), 2)
        if effects and effects.rank:
            sentences += _hangs_on(done, effects.rank, say("the rank of {unit}", unit=name))
    return View(
        title=say("What the ranks hang on"),
        sentences=tuple(sentences),
        columns=tuple(columns),
        footer=tuple(footer),
        names=1,
        id="choices",
        sheet=say("Choices"),
    )


def _effect_columns(
    of: str, headings: tuple[Message, Message], found: Sobol | None, length: int, priority: int
) -> Iterator[Column]:
    nothing = np.full(length, np.nan), np.full((2, length), np.nan)
    first = (found.first_order, found.first_order_interval) if found else nothing
    total = (found.total, found.total_interval) if found else nothing
    for id, heading, (share, (low, high)) in zip(
        ("first", "total"), headings, (first, total), strict=True
    ):
        yield Column(f"{of}_{id}", heading, share, "number", 2, priority)
        for end, word, limit in (("low", say("from"), low), ("high", say("to"), high)):
            yield Column(f"{of}_{id}_{end}", word, limit, "number", 2, 6, family="limits")


def _hangs_on(done: Robust, found: Sobol, what: Message) -> Iterator[Message]:
    """The choice with the largest total share, or those that the draws do not tell from it."""
    if not found.total.max(initial=0) > 0:
        return
    most = int(np.argmax(np.round(found.total, 9)))
    low, high = found.total_interval
    alike = [k for k in range(len(done.varied)) if k == most or high[k] >= low[most]]
    if len(alike) == 1:
        yield say(
            "{what} hangs most on {choice}: {first} of its variance alone, {total} in all",
            what=what,
            choice=NAMES[done.varied[most]],
            first=fixed(found.first_order[most], 2),
            total=fixed(found.total[most], 2),
        )
        return
    alike.sort(key=lambda k: -found.total[k])
    names = [
        say("{choice} ({total})", choice=NAMES[done.varied[k]], total=fixed(found.total[k], 2))
        for k in alike
    ]
    yield say(
        "{what} hangs most on these, too near to tell apart: {choices}", what=what, choices=names
    )


def index_view(done: Robust) -> View:
    """One row: the run, and how sure the ranking is as a whole."""
    r = done.ranking
    columns = (
        Column("period", say("Period"), [r.period], priority=5 if r.period else None),
        Column(
            "previous_period",
            say("Compared with"),
            [r.previous_period],
            priority=6 if r.q is not None else None,
        ),
        Column("draws", say("Draws"), [done.draws], "whole", priority=2),
        Column("failed", say("Without an index"), [done.failed], "whole", priority=4),
        Column("seed", say("Seed"), [done.seed], "whole", priority=3),
        Column("interval", say("Interval"), [done.interval], "share", priority=7),
        Column(
            "mean_rank_shift", say("Average rank shift"), [done.mean_shift], "number", 2, priority=0
        ),
        Column("wide_share", say("Wide intervals"), [done.wide_share], "share", priority=1),
        Column("varied", say("Varied"), [varied(done) or None], priority=8),
    )
    return View(
        title=say("The ranking as a whole"),
        sentences=(),
        columns=columns,
        id="index",
        sheet=say("Index"),
    )


def ranks_view(done: Robust, index: Ints) -> View:
    """A row for each rank that a unit has in any draw."""
    at = {int(unit): row for row, unit in enumerate(done.units)}
    shares = done.tally.rank_shares[[at[int(unit)] for unit in index]]
    unit, place = np.nonzero(shares > 0)
    columns = (
        *unit_columns(done.base.labels, index[unit])[:2],
        Column("rank", say("Rank"), done.tally.places[place], "whole", priority=1),
        Column("share", say("Share of draws"), shares[unit, place], "share", priority=2),
    )
    return View(
        title=say("Every rank in the draws"),
        sentences=(),
        columns=columns,
        names=1,
        id="ranks",
        sheet=say("Ranks"),
    )
