"""The view of `weights --method`: shares by a method beside the scheme's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..messages import Label, Message, say
from ..panel import Floats
from ..reweighing import DOUBT, Compared, Reweighed, inexact_nodes
from ..scheme import ROOT, Scheme
from ..view import Column, View, fixed, places, whole
from ..weight_sets import own_shares
from ..weighting import WITHOUT_SCORES
from ..whatif import Variant
from .tree import Part, Shares, tree_columns, tree_rows
from .units import unit_columns


def weights_view(done: Reweighed, highlight: Sequence[int] = ()) -> View:
    """A row a part: its share among its siblings and of the index, in the scheme and by the method.

    All shares are per cent, `change` is in percentage points. With benefit of the doubt a second
    table, `units`, has each unit's own shares.
    """
    rows = tree_rows(done.base.scheme)
    before, after = (Shares(scheme) for scheme in (done.base.scheme, done.scheme))
    old, new = before.of_siblings(rows), after.of_siblings(rows)
    columns = (
        *tree_columns(done.base.scheme, rows),
        Column("share", say("Share %"), old, "number", 1, 2),
        Column("new_share", say("New share %"), new, "number", 1, 1),
        Column("change", say("Change"), new - old, "points", 1, 3),
        Column("index_share", say("Of index %"), before.of_index(rows), "number", 2, 5),
        Column("new_index_share", say("New of index %"), after.of_index(rows), "number", 2, 4),
        *_set_columns(done, rows),
    )
    return View(
        title=weights_title(done, done.name),
        sentences=(*_ranks_said(done, highlight), *warnings_of(done)),
        columns=columns,
        footer=tuple(_notes(done)),
        names=2,
        id="weights",
        sheet=say("Weights"),
        more=(_units(done, highlight),) if done.sets and done.method == DOUBT else (),
    )


def _set_columns(done: Reweighed, rows: Sequence[Part]) -> Iterator[Column]:
    """Of each node that was weighed: by how many units, and what the method says of it."""
    sets = [next((s for s in done.sets if s.node == row.id), None) for row in rows]
    data = done.method not in WITHOUT_SCORES
    yield Column("units", say("Units"), [s.at.size if s and data else None for s in sets], "whole")
    left_out = [s.left_out if s and data else None for s in sets]
    yield Column("left_out", say("Left out"), left_out, "whole")
    remarks = [list(s.weights.remarks) or None if s else None for s in sets]
    yield Column("remarks", say("Remarks"), remarks)
    warnings = [list(s.weights.warnings) or None if s else None for s in sets]
    yield Column("warnings", say("Warnings"), warnings)


def weights_title(done: Reweighed | Compared, method: Message) -> Message:
    values = {"index": done.base.scheme.name, "method": method}
    if done.pooled:
        return say("{index} · all periods · weights: {method}", **values)
    if not (period := done.base.periods[done.p]):
        return say("{index} · weights: {method}", **values)
    return say("{index} · {period} · weights: {method}", period=period, **values)


def _named(done: Reweighed, node: str, texts: Sequence[Message]) -> list[Message]:
    name = say("all indicators") if done.together else _name(done, node)
    return [say("{node}: {text}", node=name, text=text) for text in texts]


def warnings_of(done: Reweighed) -> list[Message]:
    """What should worry a reader of the weights, each with the node that it is about."""
    return [text for s in done.sets for text in _named(done, s.node, s.weights.warnings)]


def _ranks_said(done: Reweighed, highlight: Sequence[int]) -> Iterator[Message]:
    """What the weights do to the ranking."""
    variant = done.variant
    before, after, p = variant.base, variant.result, variant.p
    for unit in highlight:
        name = before.labels.label(unit)
        if np.isnan(variant.rank_change[unit]):
            yield say("{unit} has no rank", unit=name)
            continue
        yield say(
            "{unit}: rank {before} with the scheme's weights, {after} with these ({change})",
            unit=name,
            before=whole(before.ranks[p, unit]),
            after=whole(after.ranks[p, unit]),
            change=places(variant.rank_change[unit]),
        )
    change = places_moved(variant)
    if change.size > 1:
        yield say(
            "{moved} of {count} units move, by {mean} places on average; Spearman {rho}",
            moved=int((change != 0).sum()),
            count=change.size,
            mean=fixed(float(np.abs(change).mean()), 1),
            rho=fixed(variant.spearman, 3) if variant.spearman == variant.spearman else "-",
        )


def places_moved(variant: Variant) -> Floats:
    """The places of the units that are ranked in both."""
    return variant.rank_change[~np.isnan(variant.rank_change)]


def _notes(done: Reweighed) -> Iterator[Message]:
    """What was weighed and how well, and what was not."""
    scheme = done.base.scheme
    for each in done.sets:
        yield from _named(done, each.node, each.weights.remarks)
        if each.left_out and done.method not in WITHOUT_SCORES:
            text = say("units left out, without a score of a part: {count}", count=each.left_out)
            yield from _named(done, each.node, [text])
    yield from scheme_notes(scheme, done.together)


def scheme_notes(scheme: Scheme, together: bool) -> Iterator[Message]:
    """What holds of the scheme whatever the method."""
    none = [id for id in (*scheme.nodes, *scheme.indicators) if scheme.weight(id) == 0]
    if none:
        names = [scheme.part(id).name for id in none]
        yield say("weight 0 in the scheme, so not weighed: {parts}", parts=names)
    if together:
        yield say("all indicators are weighed as one set; a dimension has the sum of its own")
        if inexact := inexact_nodes(scheme):
            names = [scheme.nodes[id].name for id in inexact]
            yield say(
                "not a plain mean: {nodes}; shares of the index are of the weights there, not of "
                "the score",
                nodes=names,
            )


def _units(done: Reweighed, highlight: Sequence[int]) -> View:
    """Each unit's own shares under benefit of the doubt, and the score that they give it."""
    panel = done.base.panel
    periods, count = panel.present.shape if done.pooled else (1, panel.present.shape[1])
    shown = panel.present if done.pooled else panel.present[done.p : done.p + 1]
    own = {s.node: (s, *own_shares(s, periods * count)) for s in done.sets}
    top = own[done.sets[-1].node][1]
    present = np.flatnonzero(shown.reshape(-1))
    order = present[
        np.lexsort((panel.units[present % count].astype(str), -np.nan_to_num(top[present])))
    ]
    unit = order % count
    labels = (
        [panel.periods[q] for q in order // count] if done.pooled else [done.period] * len(unit)
    )
    columns = [
        Column("period", say("Period"), labels, priority=1 if done.pooled else None),
        *unit_columns(panel, unit),
    ]
    for level, (each, scores, shares) in enumerate(reversed(own.values())):
        score = say("Score") if level == 0 else say("Score in {node}", node=_name(done, each.node))
        columns.append(
            Column(f"score_{each.node}", score, scores[order], "number", 3, 2 + 100 * level)
        )
        columns += [
            Column(
                f"share_{id}", _name(done, id), 100 * shares[order, k], "number", 1,
                3 + 100 * level + k,
            )
            for k, id in enumerate(each.parts)
        ]  # fmt: skip
    marked = np.flatnonzero(np.isin(unit, list(highlight)))
    return View(
        title=say("Each unit's own shares, %"),
        sentences=(),
        columns=tuple(columns),
        highlight=frozenset(marked.tolist()),
        names=2,
        id="units",
        sheet=say("Units"),
    )


def _name(done: Reweighed, id: str) -> Label | Message:
    return say("Index") if id == ROOT else done.base.scheme.part(id).name
