"""The view of `scheme show`: the tree of dimensions and indicators, with weights and shares."""

from __future__ import annotations

from dataclasses import replace

from ..messages import Message, say
from ..scheme import Indicator, Node, Rule, Scheme
from ..view import Column, View
from .tree import Shares, rows_below, tree_columns


def scheme_view(scheme: Scheme) -> View:
    """A row a dimension and indicator, each under the one it belongs to.

    `share` is weight / sum of the siblings' weights, `index_share` the product of the shares up
    to the index, both in per cent.
    """
    rows = rows_below(scheme)
    shares, parts = Shares(scheme), [scheme.part(row.id) for row in rows]
    id, _, name = tree_columns(scheme, rows)
    leaves = [part if isinstance(part, Indicator) else None for part in parts]
    columns = (
        replace(id, priority=2),
        Column("parent", say("Parent"), [part.parent for part in parts]),
        name,
        Column("weight", say("Weight"), [part.weight for part in parts], "given", priority=5),
        Column("share", say("Share %"), shares.of_siblings(rows), "number", 1, 3),
        Column("index_share", say("Of index %"), shares.of_index(rows), "number", 2, 1),
        Column(
            "direction",
            say("Direction"),
            [None if i is None else ("+" if i.direction > 0 else "-") for i in leaves],
            priority=4,
        ),
        Column("unit", say("Unit"), [i.unit if i else None for i in leaves], priority=6),
        Column("value", say("Value"), [i.value.text if i else None for i in leaves], priority=7),
        Column("method", say("Method"), [_method(part) for part in parts], priority=8),
    )
    return View(
        title=say("{index}", index=scheme.name),
        sentences=(summary(scheme),),
        columns=columns,
        names=2,
        sheet=say("Scheme"),
    )


def summary(scheme: Scheme) -> Message:
    return say(
        "{indicators} indicators in {dimensions} dimensions, from {columns} columns",
        indicators=len(scheme.indicators),
        dimensions=len(scheme.nodes) - 1,
        columns=len({name for i in scheme.indicators.values() for name in i.value.columns}),
    )


def _method(part: Node | Indicator) -> str:
    if isinstance(part, Indicator):
        return _rule(part.normalise)
    rescale = "" if part.rescale.name == "none" else f", {_rule(part.rescale)}"
    return f"{_rule(part.aggregate)}{rescale}"


def _rule(rule: Rule) -> str:
    options = [
        f"{key}={getattr(value, 'text', value)}"
        for key, value in rule.options.items()
        if value is not None
    ]
    return f"{rule.name}({', '.join(options)})" if options else rule.name
