"""The view of `weights` without a method: all of them beside the scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..messages import Message, say
from ..reweighing import Compared
from ..shares import index_shares
from ..view import Column, View
from ..weight_sets import METHOD_NAMES
from .tree import Shares, rows_below, tree_columns
from .weights import places_moved, scheme_notes, weights_title


def compared_view(compared: Compared, highlight: Sequence[int] = ()) -> View:
    """A row a part: its share by each method beside the scheme's; in `methods` a row a method.

    Shares are per cent among siblings, or of the index if all indicators are weighed together.
    """
    scheme = compared.base.scheme
    rows = rows_below(scheme)
    # Ten columns leave no room for names, but where the terminal is wide.
    ids = [f"{'  ' * row.depth}{row.id}" for row in rows]
    id, kind, name = tree_columns(scheme, rows)
    columns = [id, kind, Column("part", say("Part"), ids, priority=0, machine=False)]
    columns.append(replace(name, priority=40))
    schemes = {"scheme": scheme, **{done.method: done.scheme for done in compared.done}}
    for number, (method, each) in enumerate(schemes.items()):
        shares = Shares(each)
        values = shares.of_index(rows) if compared.together else shares.of_siblings(rows)
        heading = METHOD_NAMES.get(method, say("scheme"))
        priority = 30 if method == "equal" else 1 + number  # says least
        columns.append(Column(method, heading, values, "number", 1, priority))
    what = say("% of the index") if compared.together else say("% among siblings")
    return View(
        title=weights_title(compared, say("every method, {what}", what=what)),
        sentences=(),
        columns=tuple(columns),
        footer=(*_failures(compared), *scheme_notes(scheme, compared.together)),
        names=3,
        id="weights",
        sheet=say("Weights"),
        more=(_methods(compared, highlight),),
    )


def _failures(compared: Compared) -> Iterator[Message]:
    for problems in compared.failed.values():
        for problem in problems:
            yield say("left out: {text}", text=problem.text)


def _methods(compared: Compared, highlight: Sequence[int]) -> View:
    """A row a method, the scheme first: how far its weights and its ranking are from those."""
    done, base, p = compared.done, compared.base, compared.p
    before = index_shares(base.scheme)
    shares = [index_shares(each.scheme) for each in done]
    leaves = list(base.scheme.counted)
    changes = [places_moved(each.variant) for each in done]
    reallocated = [50 * sum(abs(s[id] - before[id]) for id in leaves) for s in shares]
    zero = [sum(s[id] == 0 for id in leaves) for s in shares]
    moved = [int((c != 0).sum()) for c in changes]
    on_average = [float(np.abs(c).mean()) if c.size else np.nan for c in changes]
    spearman = [each.variant.spearman for each in done]
    columns = [
        Column("method", say("Id"), ["scheme", *(each.method for each in done)], priority=0),
        Column("name", say("Weighting"), [say("scheme"), *(each.name for each in done)]),
        Column("reallocated", say("Weight moved %"), [0.0, *reallocated], "number", 1, 2),
        Column("zero", say("Indicators at 0"), [0, *zero], "whole", priority=6),
        Column("spearman", say("Spearman"), [1.0, *spearman], "number", 3, 3),
        Column("moved", say("Moved"), [0, *moved], "whole", 0, 4),
        Column("mean_places", say("Places on average"), [0.0, *on_average], "number", 1, 5),
    ]
    for unit in highlight:
        ranks = [base.ranks[p, unit], *(each.variant.result.ranks[p, unit] for each in done)]
        heading = say("Rank of {unit}", unit=base.labels.label(unit))
        columns.append(Column(f"rank_{base.labels.units[unit]}", heading, ranks, "whole", 0, 1))
    return View(
        title=say("The methods against the scheme"),
        sentences=(),
        columns=tuple(columns),
        names=0,
        id="methods",
        sheet=say("Methods"),
    )
