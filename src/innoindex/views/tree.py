"""The parts of a scheme as rows: the index, its dimensions, their indicators, each indented."""

from __future__ import annotations

from typing import NamedTuple

from ..messages import Label, say
from ..scheme import ROOT, Scheme
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


def tree_columns(scheme: Scheme, rows: list[Part]) -> tuple[Column, Column, Column]:
    """Id, kind (index, dimension, indicator) and indented name of each row."""
    return (
        Column("id", say("Id"), [row.id for row in rows]),
        Column("kind", say("Kind"), [_kind(scheme, row.id) for row in rows]),
        Column("name", say("Name"), [_indented(scheme, row) for row in rows], priority=0),
    )


def _kind(scheme: Scheme, id: str) -> str:
    if id == ROOT:
        return "index"
    return "dimension" if id in scheme.nodes else "indicator"


def _indented(scheme: Scheme, row: Part) -> Label:
    name = say("Index") if row.id == ROOT else scheme.part(row.id).name
    pad = "  " * row.depth
    return Label(pad + name.text("zh"), pad + name.text("en"))
