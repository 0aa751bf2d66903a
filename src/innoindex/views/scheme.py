"""The view of `scheme show`: the tree of dimensions and indicators, with weights and shares."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages import Label, Message, say
from ..scheme import ROOT, Indicator, Node, Rule, Scheme
from ..view import Column, View


@dataclass(frozen=True)
class _Line:
    depth: int
    part: Node | Indicator
    share: float  # among its siblings, per cent
    whole: float  # of the index, per cent


def scheme_view(scheme: Scheme) -> View:
    """A row a dimension and indicator, each under the one it belongs to.

    `share` is weight / sum of the siblings' weights, `index_share` the product of the shares up
    to the index, both in per cent.
    """
    lines: list[_Line] = []
    _collect(scheme, ROOT, 0, 100.0, lines)
    parts = [line.part for line in lines]
    leaves = [part if isinstance(part, Indicator) else None for part in parts]
    columns = (
        Column("id", say("Id"), [part.id for part in parts], priority=2),
        Column("parent", say("Parent"), [part.parent for part in parts]),
        Column("name", say("Name"), [_indented(line) for line in lines], priority=0),
        Column("weight", say("Weight"), [part.weight for part in parts], "given", priority=5),
        Column("share", say("Share %"), [line.share for line in lines], "number", 1, 3),
        Column("index_share", say("Of index %"), [line.whole for line in lines], "number", 2, 1),
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
    )


def summary(scheme: Scheme) -> Message:
    return say(
        "{indicators} indicators in {dimensions} dimensions, from {columns} columns",
        indicators=len(scheme.indicators),
        dimensions=len(scheme.nodes) - 1,
        columns=len({name for i in scheme.indicators.values() for name in i.value.columns}),
    )


def _collect(scheme: Scheme, node: str, depth: int, whole: float, lines: list[_Line]) -> None:
    children = scheme.children[node]
    total = sum(scheme.weight(child) for child in children)
    for child in children:
        part = scheme.nodes.get(child) or scheme.indicators[child]
        share = 100 * part.weight / total
        lines.append(_Line(depth, part, share, whole * share / 100))
        if child in scheme.nodes:
            _collect(scheme, child, depth + 1, whole * share / 100, lines)


def _indented(line: _Line) -> Label:
    pad = "  " * line.depth
    return Label(pad + line.part.name.zh, pad + line.part.name.en)


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
