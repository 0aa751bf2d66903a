"""The tables of an audit that have a row a part: indicators, and the index with its dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..audit_record import Audit
from ..audit_structure import Block
from ..messages import Label, Message, say
from ..panel import Floats
from ..scheme import ROOT
from ..view import Column, View

_EVERYTHING = "indicators"  # the row of all indicators together


def indicators_view(done: Audit) -> View:
    """A row an indicator that counts: its data, its company, its weight, the index without it."""
    scheme, ids = done.result.scheme, done.ids
    own = [done.parent(id) for id in ids]
    return View(
        title=say("Indicators"),
        sentences=(),
        columns=(
            Column("number", say("No."), range(1, len(ids) + 1), "whole", priority=1),
            Column("indicator", say("Id"), ids),
            Column("name", say("Indicator"), [scheme.part(id).name for id in ids], priority=0),
            Column("dimension", say("Dimension"), own),
            *_of_the_data(done),
            *_of_the_company(done, own),
            *_of_the_weight(done),
        ),
        footer=(
            say(
                "main effect S: what share of the variance of the index an indicator alone "
                "accounts for; effective: its part of all main effects"
            ),
        ),
        names=2,
        id="indicators",
        sheet=say("Indicators"),
    )


def _of_the_data(done: Audit) -> Iterator[Column]:
    covered, found = _per_cent(done.coverage.indicators), done.outliers
    cells = [cell.indicator for cell in found.cells]
    outliers = [cells.count(id) for id in done.ids]
    yield Column("coverage", say("Covered %"), covered, "number", 1, 9)
    yield Column("skewness", say("Skewness"), found.skewness, "number", 1, 10)
    yield Column("kurtosis", say("Excess kurtosis"), found.kurtosis, "number", 1, 11)
    yield Column("outliers", say("Outliers"), outliers, "whole", 0, 8)


def _of_the_company(done: Audit, own: Sequence[str]) -> Iterator[Column]:
    """How each goes along with its dimension, the others there and the index."""
    with_own = [
        done.with_own(id) if parent != ROOT else np.nan
        for id, parent in zip(done.ids, own, strict=True)
    ]
    others, alpha = _of_part(done, "item_rest"), _of_part(done, "alpha_if_dropped")
    whole, spearman = done.everything.with_whole, done.spearman_with_index
    yield Column("r_dimension", say("r with own"), with_own, "number", 2, 4)
    yield Column("r_others", say("r with others"), others, "number", 2, 14)
    yield Column("r_index", say("r with index"), whole, "number", 2, 2)
    yield Column("spearman_index", say("Spearman with index"), spearman, "number", 2, 12)
    yield Column("alpha_if_dropped", say("Alpha if dropped"), alpha, "number", 2, 7)


def _of_the_weight(done: Audit) -> Iterator[Column]:
    """What each was given, what it has, and how the ranking moves without it."""
    found = done.indicators
    shifts = [each.mean_shift for each in done.left_out] or [np.nan] * len(done.ids)
    yield Column("weight", say("Weight %"), _per_cent(found.nominal), "number", 1, 5)
    yield Column("variance", say("Variance %"), _per_cent(found.variance), "number", 1, 6)
    yield Column("main_effect", say("Main effect"), found.main_effect, "number", 2, 13)
    yield Column("effective", say("Effective %"), _per_cent(found.effective), "number", 1, 3)
    yield Column("mean_shift", say("Places without"), shifts, "number", 1, priority=15)


def _of_part(done: Audit, figures: str) -> list[float]:
    """A figure of each indicator among the parts of its dimension."""
    blocks = [(id, done.blocks[done.parent(id)]) for id in done.ids]
    return [float(getattr(block, figures)[block.parts.index(id)]) for id, block in blocks]


def _per_cent(shares: Floats) -> Floats:
    return np.asarray(100 * shares)


def blocks_of(done: Audit) -> list[tuple[str, Label | Message, Block]]:
    """Id, name and parts of each whole: all indicators together, the index, the dimensions.

    Without the first where the index has nothing but indicators below it.
    """
    found: list[tuple[str, Label | Message, Block]] = [
        (node, done.name(node), block) for node, block in done.blocks.items()
    ]
    if set(done.blocks[ROOT].parts) != set(done.ids):
        found.insert(0, (_EVERYTHING, say("all indicators"), done.everything))
    return found


def dimensions_view(done: Audit) -> View:
    """A row a whole: how its parts hang together, and what it is in the whole above it."""
    rows = blocks_of(done)
    blocks = [block for _, _, block in rows]
    parents = [done.parent(id) if id in done.dimensions else None for id, _, _ in rows]
    columns = (
        Column("dimension", say("Id"), [id for id, _, _ in rows]),
        Column("name", say("Name"), [name for _, name, _ in rows], priority=0),
        Column("parent", say("Parent"), parents),
        Column("parts", say("Parts"), [len(block.parts) for block in blocks], "whole", 0, 9),
        Column("alpha", say("Alpha"), [block.alpha for block in blocks], "number", 2, 1),
        *_components(blocks),
        *_above(done, [id for id, _, _ in rows], parents),
    )
    return View(
        title=say("Dimensions"),
        sentences=(),
        columns=columns,
        names=1,
        id="dimensions",
        sheet=say("Dimensions"),
    )


def _components(blocks: list[Block]) -> tuple[Column, ...]:
    values = [block.eigenvalues for block in blocks]
    first, second = ([_nth(each, n) for each in values] for n in (0, 1))
    share = [100 * _nth(each, 0) / each.sum() if each.size else np.nan for each in values]
    above = [block.above_one if block.eigenvalues.size else np.nan for block in blocks]
    return (
        Column("eigenvalue_1", say("Largest eigenvalue"), first, "number", 2, 10),
        Column("eigenvalue_2", say("Second eigenvalue"), second, "number", 2, 8),
        Column("first_share", say("First component %"), share, "number", 1, 2),
        Column("above_1", say("Eigenvalues above 1"), above, "whole", 0, 3),
    )


def _above(done: Audit, ids: list[str], parents: list[str | None]) -> tuple[Column, ...]:
    """What each dimension is among its siblings; nothing for the others."""

    def of(which: str, factor: float = 100) -> list[float]:
        return [
            factor * float(getattr(done.below[parent], which)[done.blocks[parent].parts.index(id)])
            if parent
            else np.nan
            for id, parent in zip(ids, parents, strict=True)
        ]

    r = [done.with_own(id) if id in done.dimensions else np.nan for id in ids]
    return (
        Column("r_parent", say("r with parent"), r, "number", 2, 4),
        Column("weight", say("Weight %"), of("nominal"), "number", 1, 5),
        Column("variance", say("Variance %"), of("variance"), "number", 1, 7),
        Column("main_effect", say("Main effect"), of("main_effect", 1), "number", 2, 11),
        Column("effective", say("Effective %"), of("effective"), "number", 1, 6),
    )


def _nth(eigenvalues: Floats, n: int) -> float:
    return float(eigenvalues[n]) if eigenvalues.size > n else np.nan
