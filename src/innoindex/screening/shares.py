"""Shares above 100 %, and indicators that one unit decides alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import numpy as np

from ..derive import evaluate
from ..messages import say
from ..panel import Bools, Floats, Panel
from ..scheme import Indicator, Scheme
from .series import Series
from .suspicion import Suspicion
from .words import figure, periods_of

_ROUNDING = 1e-9
_EXCEPTIONS = 0.05  # share of the values that may be above 100 before it is no part of a whole
_FEW = 10  # units of which one may well dominate
_DOMINANT = 0.75  # of the sum of squared deviations


def shares_above_100(panel: Panel, scheme: Scheme) -> Iterator[Suspicion]:
    """Indicators 100 * part / whole, and raw columns in %, above 100; one finding if many are."""
    for indicator in scheme.indicators.values():
        parts = part_and_whole(indicator)
        if parts is None or not set(parts) <= set(panel.columns):
            continue
        raw = scheme.raw.get(parts[0])
        if raw is not None and raw.at_most == parts[1]:
            continue  # an error already
        yield from _above(evaluate(indicator.value, panel.columns), indicator.id, parts, panel)
    for id, values in panel.columns.items():
        raw = scheme.raw.get(id)
        if raw is not None and raw.unit.zh == "%":
            yield from _above(values, id, (id,), panel)


def part_and_whole(indicator: Indicator) -> tuple[str, str] | None:
    """The columns a and b of an indicator 100 * a / b in %."""
    if indicator.unit.zh != "%":
        return None
    match indicator.value.tree:
        case ast.BinOp(
            op=ast.Div(),
            left=ast.BinOp(op=ast.Mult(), left=ast.Constant(value=100), right=ast.Name(id=part)),
            right=ast.Name(id=whole),
        ):
            return part, whole
        case ast.BinOp(
            op=ast.Mult(),
            left=ast.Constant(value=100),
            right=ast.BinOp(op=ast.Div(), left=ast.Name(id=part), right=ast.Name(id=whole)),
        ):
            return part, whole
        case ast.BinOp(
            op=ast.Mult(),
            left=ast.BinOp(op=ast.Div(), left=ast.Name(id=part), right=ast.Name(id=whole)),
            right=ast.Constant(value=100),
        ):
            return part, whole
    return None


def _above(values: Floats, id: str, columns: tuple[str, ...], panel: Panel) -> Iterator[Suspicion]:
    known = values[np.isfinite(values)]
    above = np.isfinite(values) & (values > 100 * (1 + _ROUNDING))
    units = np.flatnonzero(above.any(axis=0)).tolist()
    usual = float(np.median(known)) if known.size else float("nan")
    if len(units) > max(2, _EXCEPTIONS * np.isfinite(values).any(axis=0).sum()):
        yield _no_share(id, known, above, usual)
        return
    for unit in units:
        periods = np.flatnonzero(above[:, unit]).tolist()
        value = float(values[periods[0], unit])
        yield Suspicion(
            "share",
            "likely" if usual < 50 and value > 150 else "unclear",
            columns,
            tuple(periods),
            (unit,),
            say(
                "{id} is {value} %, above 100 %; the median of all is {usual}",
                id=id,
                value=figure(value),
                usual=figure(usual),
            ),
            say(
                "a part cannot exceed its whole: look for a wrong cell, or a wrong unit of measure"
            ),
            value,
            100.0,
            value / 100,
        )


def _no_share(id: str, known: Floats, above: Bools, usual: float) -> Suspicion:
    """An indicator in % that is often above 100 may be no part of a whole."""
    most = float(known.max())
    return Suspicion(
        "share",
        "weak",
        (id,),
        tuple(np.flatnonzero(above.any(axis=1)).tolist()),
        (),
        say(
            "{count} of {all} values of {id} are above 100 %, the median is {usual}",
            count=int(above.sum()),
            all=known.size,
            id=id,
            usual=figure(usual),
        ),
        say("if it is no part of a whole, nothing is wrong"),
        most,
        100.0,
        most / 100,
    )


def dominant_units(panel: Panel, scheme: Scheme) -> Iterator[Suspicion]:
    """Indicators whose differences between units are those of one unit from all others.

    It holds more than three quarters of the sum of squared deviations from the mean, in half of the
    periods or more; what it does in a single one its series shows.
    """
    for indicator in scheme.indicators.values():
        if not set(indicator.value.columns) <= set(panel.columns) or not indicator.value.columns:
            continue
        values = evaluate(indicator.value, panel.columns)
        by_unit: dict[int, list[tuple[int, float]]] = {}
        for p in range(len(values)):
            found = _dominant(values[p])
            if found is not None:
                by_unit.setdefault(found[0], []).append((p, found[1]))
        for unit, times in by_unit.items():
            if 2 * len(times) >= len(values):
                yield _dominance(indicator, values, unit, times, panel)


def _dominant(values: Floats) -> tuple[int, float] | None:
    """The unit and its share of the squares; None if none dominates."""
    known = np.isfinite(values)
    if known.sum() < _FEW:
        return None
    there = values[known]
    largest = float(np.abs(there).max())
    if not largest > 0:
        return None
    scaled = there / largest
    squares = (scaled - scaled.mean()) ** 2
    total = float(squares.sum())
    if not total > 0:
        return None
    at = int(np.argmax(squares))
    share = float(squares[at]) / total
    return (int(np.flatnonzero(known)[at]), share) if share > _DOMINANT else None


def _dominance(
    indicator: Indicator, values: Floats, unit: int, times: list[tuple[int, float]], panel: Panel
) -> Suspicion:
    p, share = max(times, key=lambda each: each[1])
    value = float(values[p, unit])
    others = float(np.median(values[p][np.isfinite(values[p])]))
    return Suspicion(
        "dominance",
        "weak",
        indicator.value.columns if len(indicator.value.columns) == 1 else (indicator.id,),
        tuple(each for each, _ in times),
        (unit,),
        say(
            "{indicator} is {value} in {period}, the median of all {usual}: the unit alone makes "
            "{share} % of the squared deviations",
            indicator=indicator.name,
            value=figure(value),
            period=panel.periods[p] or say("the table"),
            usual=figure(others),
            share=figure(100 * share),
        ),
        say('check the value; if it is right, think of treat = "winsorise"'),
        value,
        others,
        value / others if others else float("nan"),
    )


def constant_columns(series: Mapping[str, Series], panel: Panel) -> Iterator[Suspicion]:
    """Columns that have one value in all units of a period."""
    for id, each in series.items():
        constant = []
        for p, values in enumerate(each.values):
            known = values[~np.isnan(values)]
            if known.size >= 3 and known.min() == known.max():
                constant.append(p)
        if not constant:
            continue
        value = float(each.values[constant[0]][~np.isnan(each.values[constant[0]])][0])
        everywhere = len(constant) == len(panel.periods)
        yield Suspicion(
            "constant",
            "unclear" if everywhere else "likely",
            (id,),
            tuple(constant),
            (),
            say(
                "{column} is {value} in every unit ({periods})",
                column=id,
                value=figure(value),
                periods=periods_of(panel, constant),
            ),
            say("has a column been filled down? One value tells no unit from another"),
            value,
        )
