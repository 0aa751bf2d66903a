"""The cells that do not count as they stand in the table: imputed, left out, treated, clipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ..messages import Label, Message, say
from ..panel import Panel
from ..scheme import Scheme
from ..view import Bilingual, Column, View
from ..work import Repair

TERMINAL = 40  # of them fit well


class _Cell(NamedTuple):
    path: str
    row: int
    period: str
    unit: str
    zh: str | None
    en: str | None
    id: str
    part: Label
    what: Message
    method: str
    before: float
    after: float


def cells_view(
    repairs: Sequence[Repair],
    panel: Panel | None,
    scheme: Scheme | None,
    *,
    most: int | None = None,
) -> View:
    """A row a cell, by part in the order of the steps, then by what was done, period and unit.

    Only the first `most` of them, if that is given.

    `before` and `after` are values of the indicator (transformed, if the scheme transforms it), or
    scores where `what` says so.
    """
    shown: list[_Cell] = []
    if panel is not None and scheme is not None:
        every = (cell for repair in repairs for cell in _cells(repair, panel, scheme))
        shown = list(islice(every, most))
    counts: Counter[str] = Counter()
    for repair in repairs:
        counts[repair.how] += repair.units.size
    sentence = say(
        "cells imputed: {imputed}, left out: {left_out}, treated: {treated}, clipped: {clipped}",
        imputed=counts["imputed"],
        left_out=counts["left out"],
        treated=counts["treated"],
        clipped=counts["clipped"],
    )
    names = Bilingual([c.zh for c in shown], [c.en for c in shown])
    more = say("and {count} more: --show cells", count=counts.total() - len(shown))
    columns = (
        Column("path", say("File"), [c.path or None for c in shown], priority=9),
        Column("row", say("Row"), [c.row or None for c in shown], "whole", priority=8),
        Column("period", say("Period"), [c.period or None for c in shown], priority=2),
        Column("unit", say("Code"), [c.unit for c in shown], priority=7),
        Column("name", say("Name"), names, priority=0),
        Column("part", say("Id"), [c.id for c in shown]),
        Column("part_name", say("Part"), [c.part for c in shown], priority=1),
        Column("what", say("What"), [c.what for c in shown], priority=5),
        Column("method", say("By"), [c.method for c in shown], priority=6),
        Column("before", say("Before"), [c.before for c in shown], "given", priority=3),
        Column("after", say("After"), [c.after for c in shown], "given", priority=4),
    )
    return View(
        title=say("Cells that do not count as they stand"),
        sentences=(sentence,),
        columns=columns,
        footer=(more,) if len(shown) < counts.total() else (),
        names=4,
        id="cells",
        sheet=say("Cells"),
    )


def _cells(repair: Repair, panel: Panel, scheme: Scheme) -> Iterator[_Cell]:
    what = {
        "imputed": say("score given") if repair.method == "score" else say("imputed"),
        "left out": say("left out"),
        "treated": say("treated"),
        "clipped": say("clipped"),
    }[repair.how]
    name = scheme.part(repair.id).name
    columns = zip(repair.periods, repair.units, repair.before, repair.after, strict=True)
    for p, u, before, after in columns:
        path, row = panel.place(int(p), int(u))
        yield _Cell(
            path=path,
            row=row or 0,
            period=panel.periods[p],
            unit=panel.units[u],
            zh=panel.names["zh"][u],
            en=panel.names["en"][u],
            id=repair.id,
            part=name,
            what=what,
            method=repair.method,
            before=float(before),
            after=float(after),
        )
