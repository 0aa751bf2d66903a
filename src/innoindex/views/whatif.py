"""The view of `whatif`: the base and each scenario side by side, and a line on each scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..index import Result
from ..messages import Label, Message, say
from ..panel import Floats
from ..view import Column, View, fixed, places, signed, whole
from ..whatif import Variant, WhatIf
from .units import unit_columns

_NAMED = 3  # how many of the largest climbs and falls are named


def whatif_view(what: WhatIf, rows: Sequence[int], highlight: Sequence[int]) -> View:
    """The units `rows`: rank, score and tier in the base, then under each scenario.

    A scenario's columns end in its id: `rank_ID`, `score_ID`, `tier_ID`, `rank_change_ID` (base
    rank - rank), `score_change_ID`.
    """
    index = np.asarray(rows, dtype=np.int64)
    base, p = what.base, what.p
    columns = [
        Column("period", say("Period"), [what.period] * len(index)),
        Column("rank", say("Rank"), base.ranks[p, index], "whole", priority=1),
        *unit_columns(base.labels, index),
        Column("score", say("Score"), base.index[p, index], "number", base.scheme.decimals, 6),
        _tiers("tier", say("Tier"), base, p, index.tolist(), 20),
    ]
    for number, variant in enumerate(what.variants):
        columns += _variant_columns(variant, index.tolist(), number, len(what.variants) == 1)
    at = {int(u): row for row, u in enumerate(index)}
    return View(
        title=_title(what),
        sentences=tuple(
            sentence
            for unit in highlight
            for v in what.variants
            for sentence in _sentences(v, unit)
        ),
        columns=tuple(columns),
        highlight=frozenset(at[u] for u in highlight if u in at),
        names=3,
        id="units",
        sheet=say("Units"),
        more=(_summary(what),),
    )


def _title(what: WhatIf) -> Message:
    names = [variant.scenario.name for variant in what.variants]
    if not what.period:
        return say("{index} · what if: {scenarios}", index=what.base.scheme.name, scenarios=names)
    return say(
        "{index} · {period} · what if: {scenarios}",
        index=what.base.scheme.name,
        period=what.period,
        scenarios=names,
    )


def _variant_columns(
    variant: Variant, rows: Sequence[int], number: int, alone: bool
) -> Iterator[Column]:
    """The columns of one scenario; headed by its name if there are others beside it."""
    id, result, p = variant.scenario.id, variant.result, variant.p
    decimals = result.scheme.decimals
    heading: Label | Message = say("New rank") if alone else variant.scenario.name
    yield Column(f"rank_{id}", heading, result.ranks[p][rows], "whole", priority=2 + number)
    yield Column(
        f"rank_change_{id}", say("Places"), variant.rank_change[rows], "places", 0, 3 + number
    )
    yield Column(
        f"score_{id}", say("New score"), result.index[p][rows], "number", decimals, 7 + number
    )
    yield Column(
        f"score_change_{id}", say("Points"), variant.score_change[rows], "points", decimals, 5
    )
    yield _tiers(f"tier_{id}", say("New tier"), result, p, rows, 21 + number)


def _tiers(
    id: str, heading: Message, result: Result, p: int, rows: Sequence[int], priority: int
) -> Column:
    names = [*(tier.name for tier in result.scheme.tiers), None]
    shown = priority if result.scheme.tiers else None
    return Column(id, heading, [names[t] for t in result.tiers[p][rows]], priority=shown)


def _sentences(variant: Variant, unit: int) -> Iterator[Message]:
    """What a scenario does to a highlighted unit."""
    before, after, p = variant.base, variant.result, variant.p
    name, decimals = before.labels.label(unit), before.scheme.decimals
    if variant.same:
        return
    if np.isnan(variant.rank_change[unit]):
        yield say("{scenario}: {unit} has no rank", scenario=variant.scenario.name, unit=name)
        return
    parts = [
        say(
            "{unit} rank {before} → {after} ({change})",
            unit=name,
            before=whole(before.ranks[p, unit]),
            after=whole(after.ranks[p, unit]),
            change=places(variant.rank_change[unit]),
        ),
        say(
            "score {before} → {after} ({change} points)",
            before=fixed(before.index[p, unit], decimals),
            after=fixed(after.index[p, unit], decimals),
            change=signed(variant.score_change[unit], decimals),
        ),
    ]
    if variant.tier_changed[unit]:
        tiers = [*(tier.name for tier in after.scheme.tiers), say("no tier")]
        old, new = tiers[before.tiers[p, unit]], tiers[after.tiers[p, unit]]
        parts.append(say("{before} → {after}", before=old, after=new))
    yield say("{scenario}: {parts}", scenario=variant.scenario.name, parts=parts)


def _summary(what: WhatIf) -> View:
    """A row a scenario: how much it moves, and whom the most."""
    variants = what.variants
    changes = [v.rank_change[~np.isnan(v.rank_change)] for v in variants]
    moved = [int((each != 0).sum()) for each in changes]
    on_average = [float(np.abs(each).mean()) if each.size else np.nan for each in changes]
    tier_changes = [int(v.tier_changed.sum()) for v in variants]
    tiers = 4 if what.base.scheme.tiers else None
    up = [_largest(v, v.rank_change) for v in variants]
    down = [_largest(v, -v.rank_change) for v in variants]
    columns = (
        Column("scenario", say("Id"), [v.scenario.id for v in variants]),
        Column("name", say("Scenario"), [v.scenario.name for v in variants], priority=0),
        Column("units", say("Ranked"), [each.size for each in changes], "whole", priority=6),
        Column("moved", say("Moved"), moved, "whole", priority=1),
        Column("mean_places", say("Places on average"), on_average, "number", 1, 7),
        Column("tier_changes", say("Change tier"), tier_changes, "whole", priority=tiers),
        Column("spearman", say("Spearman"), [v.spearman for v in variants], "number", 3, 2),
        Column("kendall", say("Kendall"), [v.kendall for v in variants], "number", 3, 3),
        Column("up_most", say("Up the most"), up, of_units=True),
        Column("down_most", say("Down the most"), down, of_units=True),
    )
    same = [v.scenario.name for v in variants if v.same]
    footer = say("the same as the base, nothing changes: {scenarios}", scenarios=same)
    return View(
        title=say("Scenarios against the base"),
        sentences=tuple(sentence for v in variants for sentence in _most(v)),
        columns=columns,
        footer=(footer,) if same else (),
        names=1,
        id="scenarios",
        sheet=say("Scenarios"),
    )


def _most(variant: Variant) -> Iterator[Message]:
    name = variant.scenario.name
    if up := _largest(variant, variant.rank_change):
        yield say("{scenario}: up the most {units}", scenario=name, units=up)
    if down := _largest(variant, -variant.rank_change):
        yield say("{scenario}: down the most {units}", scenario=name, units=down)


def _largest(variant: Variant, change: Floats) -> list[Message]:
    """The units with the largest change above 0, equal ones by id."""
    up = np.flatnonzero(change > 0)
    order = up[np.lexsort((variant.base.labels.units[up].astype(str), -change[up]))]
    labels = variant.base.labels
    return [
        say("{unit} {change}", unit=labels.label(int(u)), change=places(variant.rank_change[u]))
        for u in order[:_NAMED]
    ]
