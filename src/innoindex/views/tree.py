"""The parts of a scheme as rows: the index, its dimensions, their indicators, each indented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..messages import Label, Message, say
from ..panel import Floats
from ..scheme import ROOT, Scheme
from ..shares import index_shares, sibling_shares
from ..view import Column


class Part(NamedTuple):
    """A row: a part of the scheme and how deep it lies (the index: 0)."""

    id: str
    depth: int


def tree_rows(scheme: Scheme) -> list[Part]:
    """The index and all below it, each under the one it belongs to."""
    rows: list[Part] = []

    def visit(id: str, depth: int) -> None:
        rows.append(Part(id, depth))
        for child in scheme.children.get(id, ()):
            visit(child, depth + 1)

    visit(ROOT, 0)
    return rows


def rows_below(scheme: Scheme) -> list[Part]:
    """All below the index, which is the table itself: what is directly under it is not indented."""
    return [Part(row.id, row.depth - 1) for row in tree_rows(scheme)[1:]]


class Shares:
    """The shares of a scheme's parts along rows, in per cent."""

    def __init__(self, scheme: Scheme) -> None:
        self.siblings = {ROOT: 1.0, **sibling_shares(scheme)}
        self.index = index_shares(scheme)

    def of_siblings(self, rows: Sequence[Part]) -> Floats:
        return np.array([100 * self.siblings[row.id] for row in rows])

    def of_index(self, rows: Sequence[Part]) -> Floats:
        return np.array([100 * self.index[row.id] for row in rows])


def tree_columns(scheme: Scheme, rows: list[Part]) -> tuple[Column, Column, Column]:
    """Id, kind (index, dimension, indicator) and indented name of each row."""
    return (
        Column("id", say("Id"), [row.id for row in rows]),
        Column("kind", say("Kind"), [_kind(scheme, row.id) for row in rows]),
        Column(
            "name",
            say("Name"),
            [_indented(scheme, row) for row in rows],
            priority=0,
            plain=[_name(scheme, row) for row in rows],
        ),
    )


def _kind(scheme: Scheme, id: str) -> str:
    if id == ROOT:
        return "index"
    return "dimension" if id in scheme.nodes else "indicator"


def _name(scheme: Scheme, row: Part) -> Label | Message:
    return say("Index") if row.id == ROOT else scheme.part(row.id).name


def _indented(scheme: Scheme, row: Part) -> Label:
    name = _name(scheme, row)
    pad = "  " * row.depth
    return Label(pad + name.text("zh"), pad + name.text("en"))
