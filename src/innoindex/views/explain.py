"""The view of `explain`: how a unit stands, what gives its score, why it moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..causes import Causes, Rival
from ..explanation import Explanation
from ..figures import all_decimals
from ..messages import Message, say
from ..panel import Floats
from ..scheme import ROOT
from ..view import Bilingual, Column, View
from .explain_words import raw_changes, sentences
from .tree import tree_columns, tree_rows
from .units import names_of, unit_columns


def explain_view(done: Explanation) -> View:
    """Tables `indicators`, `contributions`, and where the unit moved `rivals`, `ranks`.

    With another unit also `gap`, from that unit to the one explained.
    """
    more = [_contributions(done)]
    if done.causes is not None:
        more.append(_rivals(done, done.causes))
        if done.scenario is None:
            more.append(_ranks(done, done.causes))
    if done.gap is not None:
        more.append(_gap(done))
    title, said = sentences(done)
    return View(
        title=title,
        sentences=said,
        columns=_indicator_columns(done),
        names=1,
        id="indicators",
        sheet=say("Indicators"),
        more=tuple(more),
    )


def _indicator_columns(done: Explanation) -> tuple[Column, ...]:
    """A row an indicator; values in its own unit, ranks from the best."""
    s, scheme, labels = done.standings, done.result.scheme, done.result.labels
    parts = [scheme.indicators[id] for id in s.ids]
    digits = all_decimals(np.where(np.isnan(s.median), s.value, s.median).tolist())
    group = bool(labels.group_of[done.unit] >= 0)
    moved = done.ranking.q is not None
    finer = scheme.decimals + 1  # points of single indicators are small
    best = names_of(labels, s.best_unit)
    scores = np.array([done.result.scores[id][done.ranking.p, done.unit] for id in s.ids])
    points = np.array([done.contributions[id] for id in s.ids])

    def ranks(id: str, heading: Message, values: Floats, priority: int, shown: bool) -> Column:
        return Column(id, heading, values, "whole", priority=priority if shown else None)

    def number(id: str, heading: Message, values: Floats, priority: int | None) -> Column:
        return Column(id, heading, values, "number", digits, priority)

    return (
        Column("id", say("Id"), list(s.ids)),
        Column("name", say("Indicator"), [part.name for part in parts], priority=0),
        Column("dimension", say("Dimension"), [part.parent for part in parts]),
        Column("unit", say("Unit"), [part.unit for part in parts], priority=13),
        number("value", say("Value now"), s.value, 1),
        number("previous_value", say("Value before"), s.previous, 14 if moved else None),
        Column("value_change", say("Change"), s.change, "points", digits, 2 if moved else None),
        ranks("rank", say("Rank"), s.rank, 3, True),
        ranks("group_rank", say("In group"), s.group_rank, 5, group),
        ranks("change_rank", say("Rank of change"), s.change_rank, 4, moved),
        ranks("group_change_rank", say("Change in group"), s.group_change_rank, 6, group and moved),
        number("median", say("Median"), s.median, 9),
        number("best", say("Best"), s.best, 10),
        Column("best_unit", say("Held by"), _where(s.best_unit >= 0, best), priority=11),
        Column("score", say("Score"), scores, "number", scheme.decimals, 12),
        Column("points_lost", say("Points lost to the best"), s.points_lost, "number", finer, 7),
        Column("contribution", say("Points of the index"), points, "number", finer, 8),
    )


def _where(known: object, names: Bilingual) -> Bilingual:
    mask = np.asarray(known)
    return Bilingual(
        [name if there else None for name, there in zip(names.zh, mask, strict=True)],
        [name if there else None for name, there in zip(names.en, mask, strict=True)],
    )


def _contributions(done: Explanation) -> View:
    """A row the index, each dimension, each indicator: points of the score, and of its change."""
    result, unit = done.result, done.unit
    rows = tree_rows(result.scheme)
    ids = [row.id for row in rows]
    scores = np.array([result.scores[id][done.ranking.p, unit] for id in ids])
    given = np.array([done.contributions[id] for id in ids])
    finer = result.scheme.decimals + 1
    columns = [
        *tree_columns(result.scheme, rows),
        Column("score", say("Score"), scores, "number", result.scheme.decimals, priority=4),
        Column("contribution", say("Points of the index"), given, "number", finer, priority=1),
    ]
    if done.causes is not None:
        columns += _change_columns(done.causes, ids)
    return View(
        title=say("What gives the score"),
        sentences=(),
        columns=tuple(columns),
        names=2,
        id="contributions",
        sheet=say("Contributions"),
    )


def _change_columns(causes: Causes, ids: list[str]) -> list[Column]:
    """The points gained, their share, and what they are made of."""
    change, decimals = causes.change, causes.after.scheme.decimals
    before = np.array([causes.before.scores(id)[0] for id in ids])

    def points(of: Mapping[str, Floats]) -> Floats:
        return np.array([of[id][0] if id in of else np.nan for id in ids])

    bounds = np.array([causes.bounds.get(id, np.nan) for id in ids])
    total = points(change.total)
    share = 100 * total / causes.gained if abs(causes.gained) > 1e-9 else np.full(len(ids), np.nan)
    kinds = {
        "own": (say("By own values"), points(change.value) - bounds),
        "bounds": (say("By bounds"), bounds),
        "weights": (say("By weights"), points(change.weight)),
        "method": (say("By method"), points(change.rest)),
    }
    present = {id for id, (_, values) in kinds.items() if np.nansum(np.abs(values)) > 1e-9}
    shown = present if present > {"own"} else set()  # its own values alone are the points
    return [
        Column("previous_score", say("Score before"), before, "number", decimals, priority=6),
        Column("points", say("Points gained"), total, "points", decimals + 1, priority=1),
        Column("points_share", say("Share of gain %"), share, "number", 1, priority=3),
        *(
            Column(id, heading, values, "points", decimals + 1, 5 if id in shown else None)
            for id, (heading, values) in kinds.items()
        ),
        Column("raw", say("Own raw columns"), [_raw(causes, id) for id in ids], priority=7),
    ]


def _raw(causes: Causes, id: str) -> Message | None:
    said = raw_changes(causes, id)
    return say("{parts}", parts=said) if said else None


def _rivals(done: Explanation, causes: Causes) -> View:
    """A row a unit that was passed or that passed."""
    result, rivals = done.result, causes.rivals
    index = np.array([rival.unit for rival in rivals], dtype=np.int64)
    decided = [
        result.scheme.indicators[r.decided_by].name if r.decided_by else None for r in rivals
    ]
    decimals = result.scheme.decimals + 1

    def column(id: str, heading: Message, priority: int, kind: str) -> Column:
        values = [getattr(rival, id) for rival in rivals]
        return Column(id, heading, values, kind, decimals, priority)  # type: ignore[arg-type]

    columns = (
        Column("passed", say("Passed"), [_side(rival) for rival in rivals], priority=1),
        *unit_columns(result.labels, index),
        column("previous_rank", say("Rank before"), 2, "whole"),
        column("rank", say("Rank"), 2, "whole"),
        replace(column("previous_gap", say("Gap before"), 4, "points"), family="gap"),
        replace(column("gap", say("Gap"), 4, "points"), family="gap"),
        Column("decided_by", say("Decided by"), [rival.decided_by for rival in rivals]),
        Column("decided_by_name", say("Decided by"), decided, priority=3),
        column("points", say("Its points"), 5, "points"),
    )
    return View(
        title=say("Who was passed, and who passed"),
        sentences=(),
        columns=columns,
        names=2,
        id="rivals",
        sheet=say("Passed"),
    )


def _side(rival: Rival) -> Message:
    return say("passed") if rival.passed else say("passed by")


def _ranks(done: Explanation, causes: Causes) -> View:
    """The rank and score as they were, would have been, and are."""
    before, after = causes.before, causes.after
    old = float(before.result.ranks[before.p, done.unit])
    new = float(after.result.ranks[after.p, done.unit])
    rows = [("before", say("as it was"), old, float(before.scores(ROOT)[0]), float("nan"))]
    for id, name, would in (
        ("others_still", say("had no one else moved"), causes.others_still),
        ("stood_still", say("had it stood still"), causes.stood_still),
    ):
        if would is not None:
            rows.append((id, name, would.rank, would.score, would.places))
    rows.append(("now", say("as it is"), new, float(after.scores(ROOT)[0]), old - new))
    if scheme := done.old_scheme:
        under = say("under the old scheme")
        rows.insert(0, ("old_scheme", under, scheme.rank, scheme.score, float("nan")))
    ids, names, ranks, scores, moved = zip(*rows, strict=True)
    columns = (
        Column("case", say("Id"), ids),
        Column("name", say("Case"), names, priority=0),
        Column("rank", say("Rank"), ranks, "whole", priority=1),
        Column("places", say("Places"), moved, "places", priority=2),
        Column("score", say("Score"), scores, "number", done.result.scheme.decimals, priority=3),
    )
    return View(
        title=say("What would have been"),
        sentences=(),
        columns=columns,
        names=1,
        id="ranks",
        sheet=say("Ranks"),
    )


def _gap(done: Explanation) -> View:
    """The unit against another, part by part; the points sum to the gap between their scores."""
    gap, other, result, p = done.gap, done.other, done.result, done.ranking.p
    assert gap is not None
    assert other is not None
    rows = tree_rows(result.scheme)
    ids = [row.id for row in rows]

    def scores(unit: int) -> Floats:
        return np.array([result.scores[id][p, unit] for id in ids])

    def values(unit: int) -> Floats:
        known = result.values
        return np.array([known[id].values[p, unit] if id in known else np.nan for id in ids])

    points = np.array([gap.total[id][0] if id in gap.total else np.nan for id in ids])
    digits = all_decimals(np.nan_to_num(values(other)).tolist())
    decimals, names = result.scheme.decimals, [result.labels.label(u) for u in (done.unit, other)]
    ours, theirs = scores(done.unit), scores(other)
    columns = (
        *tree_columns(result.scheme, rows),
        Column("value", names[0], values(done.unit), "number", digits, 2, family="values"),
        Column("other_value", names[1], values(other), "number", digits, 2, family="values"),
        Column("score", say("Score"), ours, "number", decimals, 3, family="scores"),
        Column("other_score", say("Its score"), theirs, "number", decimals, 3, family="scores"),
        Column("points", say("Points"), points, "points", decimals + 1, priority=1),
    )
    return View(
        title=say("{unit} against {other}", unit=names[0], other=names[1]),
        sentences=(),
        columns=columns,
        names=2,
        id="gap",
        sheet=say("Gap"),
    )
