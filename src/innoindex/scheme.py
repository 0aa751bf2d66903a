"""The scheme: what an index is made of. Values only; `scheme_file` reads and checks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .expression import Expression
from .messages import Label

ROOT = "index"


@dataclass(frozen=True)
class Rule:
    """A method by the name it has in the scheme, with all its options (defaults filled in)."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, option: str) -> Any:
        return self.options[option]


@dataclass(frozen=True)
class RawColumn:
    """A column of the table that the scheme needs."""

    id: str
    name: Label
    unit: Label  # of measure; empty = not said
    aliases: tuple[str, ...] = ()
    additive: bool = True
    at_most: str | None = None
    noise: float | None = None  # relative standard deviation of its error
    declared: bool = False  # has its own [raw.…]


@dataclass(frozen=True)
class Indicator:
    """A leaf: a value derived from raw columns, and how it becomes a score."""

    id: str
    name: Label
    parent: str
    value: Expression
    unit: Label
    direction: int  # +1, -1
    weight: float
    transform: Rule
    treat: Rule
    normalise: Rule
    stats: str  # "period", "pooled" or a period's label
    impute: Rule
    reference: float | None = None


@dataclass(frozen=True)
class Node:
    """A dimension, or the index itself (id `index`, no parent)."""

    id: str
    name: Label
    parent: str | None
    weight: float
    aggregate: Rule
    rescale: Rule
    stats: str
    min_coverage: float | None = None


@dataclass(frozen=True)
class Tier:
    """A class of units; the first tier whose condition holds is the unit's."""

    name: Label
    min_score: float | None = None
    max_rank: int | None = None
    top: float | None = None  # share of the ranked units, from the top
    min_relative: float | None = None  # score over the mean score


@dataclass(frozen=True)
class Break:
    """A break in the series of some units (all, if none are named) in a period."""

    period: str
    units: tuple[str, ...]
    note: Label


@dataclass(frozen=True)
class Change:
    """What a scenario does to a number.

    `to` it, to a `share` of its siblings' weight (per cent), `times`, `plus`, or plus `per cent`.
    """

    how: Literal["to", "share", "times", "plus", "per cent"]
    amount: float


@dataclass(frozen=True)
class CellChange:
    """A change of a unit's raw value; the unit is named as a person names it."""

    unit: str
    column: str
    change: Change


@dataclass(frozen=True)
class Scenario:
    """A named what-if: what is changed of the scheme and of the table, all else as it is.

    `normalise` is by indicator, `aggregate` by node (the index, a dimension).
    """

    id: str
    name: Label
    weight: Mapping[str, Change] = field(default_factory=dict)
    set: tuple[CellChange, ...] = ()
    normalise: Mapping[str, Rule] = field(default_factory=dict)
    aggregate: Mapping[str, Rule] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    source: str = ""  # the file it was read from
    line: int | None = None


@dataclass(frozen=True)
class TableColumns:
    """Headings that may say what a row is; the first that the table has is taken."""

    unit: tuple[str, ...] = ("code",)
    name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language
    group: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    period: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """A checked scheme. `nodes` starts with the index; both mappings keep the file's order."""

    name: Label
    nodes: Mapping[str, Node]
    indicators: Mapping[str, Indicator]
    raw: Mapping[str, RawColumn]  # every raw column that an indicator uses, and the declared ones
    columns: TableColumns = TableColumns()
    base_period: str | None = None
    decimals: int = 1
    rank_decimals: int | None = None
    ties: str = "min"
    expect_units: int | None = None
    highlight: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    breaks: tuple[Break, ...] = ()
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    source: str = ""  # the file it was read from
    sha256: str = field(default="", compare=False)  # of that file's bytes
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)  # of its tables and keys

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The ids directly under each node: dimensions, then indicators, in the file's order."""
        below: dict[str, list[str]] = {node: [] for node in self.nodes}
        members: list[Node | Indicator] = [*self.nodes.values(), *self.indicators.values()]
        for child in members:
            if child.parent is not None:
                below[child.parent].append(child.id)
        return {node: tuple(ids) for node, ids in below.items()}

    @cached_property
    def bottom_up(self) -> tuple[str, ...]:
        """Node ids, every node after the nodes below it; the index last."""
        order: list[str] = []

        def visit(node: str) -> None:
            for child in self.children[node]:
                if child in self.nodes:
                    visit(child)
            order.append(node)

        visit(ROOT)
        return tuple(order)

    @cached_property
    def leaves(self) -> Mapping[str, tuple[str, ...]]:
        """The indicators below each node, at any depth."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.bottom_up:
            below: list[str] = []
            for child in self.children[node]:
                below += found[child] if child in self.nodes else [child]
            found[node] = tuple(below)
        return found

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The raw columns that expressions use, in the order of their first appearance."""
        rules = [item.normalise for item in self.indicators.values()]
        rules += [node.rescale for node in self.nodes.values()]
        limits = [rule.options.get("truncate") for rule in rules]
        expressions = [item.value for item in self.indicators.values()]
        expressions += [limit for limit in limits if isinstance(limit, Expression)]
        return tuple(dict.fromkeys(name for each in expressions for name in each.columns))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The indicators that can move the index: no weight of 0 on their way up."""
        found: list[str] = [ROOT]
        for node in reversed(self.bottom_up):
            if node in found:
                found += [child for child in self.children[node] if self.weight(child) > 0]
        return frozenset(found) & self.indicators.keys()

    def weight(self, id: str) -> float:
        """The weight of a dimension or an indicator, as it stands in the file (1 if none does)."""
        return self.part(id).weight

    def part(self, id: str) -> Node | Indicator:
        """The dimension (or the index) or the indicator of an id."""
        return self.nodes.get(id) or self.indicators[id]

    def line(self, *keys: str) -> int | None:
        """The line of a table or key of the scheme file, or of the nearest table around it."""
        while keys:
            if keys in self.lines:
                return self.lines[keys]
            keys = keys[:-1]
        return None
