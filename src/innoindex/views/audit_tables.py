"""The tables of an audit behind the findings: components, pairs, cells, units, rankings."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from ..audit_record import Audit
from ..figures import all_decimals
from ..messages import say
from ..view import Bilingual, Column, View
from .audit_parts import blocks_of
from .units import names_of, unit_columns


def components_view(done: Audit) -> View:
    """A row a principal component of a whole: its eigenvalue, its share of the variance."""
    rows = [
        (id, name, n + 1, value, value / block.eigenvalues.sum(), block.eigenvalues[: n + 1].sum())
        for id, name, block in blocks_of(done)
        for n, value in enumerate(block.eigenvalues.tolist())
    ]
    totals = {id: block.eigenvalues.sum() for id, _, block in blocks_of(done)}
    return View(
        title=say("Principal components"),
        sentences=(),
        columns=(
            Column("dimension", say("Id"), [row[0] for row in rows]),
            Column("name", say("Name"), [row[1] for row in rows], priority=0),
            Column("component", say("Component"), [row[2] for row in rows], "whole", priority=1),
            Column("eigenvalue", say("Eigenvalue"), [row[3] for row in rows], "number", 3, 2),
            Column("share", say("Variance %"), [100 * row[4] for row in rows], "number", 1, 3),
            Column(
                "cumulative",
                say("Cumulative %"),
                [100 * row[5] / totals[row[0]] for row in rows],
                "number",
                1,
                4,
            ),
        ),
        names=1,
        id="components",
        sheet=say("Components"),
    )


def correlations_view(done: Audit) -> View:
    """A row a pair: of indicators, and of dimensions (or an indicator beside them) with siblings.

    `within` is the id of their parent, if they share it.
    """
    pairs = [
        (
            block.parts[i],
            block.parts[j],
            block.pearson[i, j],
            block.spearman[i, j],
            block.units[i, j],
        )
        for block in (done.everything, *done.blocks.values())
        for i, j in combinations(range(len(block.parts)), 2)
        if block is done.everything
        or not (block.parts[i] in done.ids and block.parts[j] in done.ids)
    ]
    parts = done.result.scheme.part
    within = [
        a if a == b else None for a, b in ((done.parent(p[0]), done.parent(p[1])) for p in pairs)
    ]
    return View(
        title=say("Correlations"),
        sentences=(),
        columns=(
            Column("a", say("Part"), [pair[0] for pair in pairs], priority=0),
            Column("name_a", say("Name"), [parts(pair[0]).name for pair in pairs], priority=5),
            Column("b", say("Other part"), [pair[1] for pair in pairs], priority=1),
            Column("name_b", say("Name"), [parts(pair[1]).name for pair in pairs], priority=6),
            Column("within", say("Both in"), within, priority=4),
            Column("pearson", say("Pearson"), [pair[2] for pair in pairs], "number", 2, 2),
            Column("spearman", say("Spearman"), [pair[3] for pair in pairs], "number", 2, 3),
            Column("units", say("Units"), [pair[4] for pair in pairs], "whole", priority=7),
        ),
        names=1,
        id="correlations",
        sheet=say("Correlations"),
    )


def outliers_view(done: Audit) -> View:
    """A row a value that winsorising would move, and to what."""
    cells = done.outliers.cells
    units = np.array([cell.unit for cell in cells], dtype=np.int64)
    indicators = [done.result.scheme.indicators[cell.indicator] for cell in cells]
    code, name, group = unit_columns(done.result.labels, units)
    values = [cell.value for cell in cells]
    return View(
        title=say("Outliers"),
        sentences=() if cells else (say("none: no value stands out"),),
        columns=(
            Column("indicator", say("Id"), [item.id for item in indicators]),
            Column("indicator_name", say("Indicator"), [i.name for i in indicators], priority=1),
            code,
            name,
            group,
            Column("value", say("Raw value"), values, "number", all_decimals(values), 2),
            Column(
                "becomes",
                say("Next value"),
                [cell.becomes for cell in cells],
                "number",
                all_decimals(values),
                3,
            ),
            Column("measure", say("Unit"), [i.unit for i in indicators], priority=4),
        ),
        footer=(say("no next value: too many stand out, only a logarithm would help"),)
        if any(np.isnan(cell.becomes) for cell in cells)
        else (),
        names=3,
        id="outliers",
        sheet=say("Outliers"),
    )


def coverage_view(done: Audit) -> View:
    """The units that lack values of their own, the least covered first."""
    shares, labels = done.coverage.units, done.result.labels
    lacking = np.flatnonzero(shares < 1)
    order = lacking[np.lexsort((labels.units[lacking].astype(str), shares[lacking]))]
    code, name, group = unit_columns(labels, order)
    lost = np.round((1 - shares[order]) * len(done.ids))
    return View(
        title=say("Units that lack values"),
        sentences=() if order.size else (say("none: every unit has a value of its own for all"),),
        columns=(
            code,
            name,
            group,
            Column("coverage", say("Covered %"), 100 * shares[order], "number", 1, 1),
            Column("missing", say("Missing values"), lost, "whole", priority=2),
        ),
        names=1,
        id="coverage",
        sheet=say("Coverage"),
    )


def leave_out_view(done: Audit) -> View:
    """A row an indicator: how the ranking moves without it, and who the most, up and down."""
    left, labels = done.left_out, done.result.labels
    parts = [done.result.scheme.indicators[each.id] for each in left]

    def furthest(units: list[int | None]) -> tuple[list[str | None], Bilingual, list[float]]:
        """Codes, names and shifts of the units that move the furthest."""
        index = np.array([unit for unit in units if unit is not None], dtype=np.int64)
        names = [iter(of) for of in names_of(labels, index)]
        codes = [None if unit is None else str(labels.units[unit]) for unit in units]
        zh, en = ([None if unit is None else next(of) for unit in units] for of in names)
        shifts = [
            np.nan if unit is None else float(each.shift[unit])
            for unit, each in zip(units, left, strict=True)
        ]
        return codes, Bilingual(zh, en), shifts

    up_units, up_names, up = furthest([each.up for each in left])
    down_units, down_names, down = furthest([each.down for each in left])
    shifts = [each.mean_shift for each in left]
    return View(
        title=say("The ranking without each indicator"),
        sentences=(),
        columns=(
            Column("indicator", say("Id"), [each.id for each in left]),
            Column("name", say("Indicator"), [part.name for part in parts], priority=0),
            Column("dropped", say("Dropped"), [each.dropped for each in left]),
            Column("mean_shift", say("Places on average"), shifts, "number", 1, 1),
            Column("spearman", say("Spearman"), [each.spearman for each in left], "number", 3, 2),
            Column("up", say("Most up"), up, "places", priority=3),
            Column("up_unit", say("Code"), up_units),
            Column("up_name", say("Up"), up_names, priority=4),
            Column("down", say("Most down"), down, "places", priority=5),
            Column("down_unit", say("Code"), down_units),
            Column("down_name", say("Down"), down_names, priority=6),
        ),
        names=1,
        id="leave_out",
        sheet=say("Leave-out"),
    )
