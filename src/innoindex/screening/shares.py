"""Shares above 100 %."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from ..derive import evaluate
from ..messages import say
from ..panel import Bools, Floats, Panel
from ..scheme import Indicator, Scheme
from .suspicion import Suspicion
from .words import figure

_ROUNDING = 1e-9
_EXCEPTIONS = 0.05  # share of the values that may be above 100 before it is no part of a whole


def shares_above_100(panel: Panel, scheme: Scheme) -> Iterator[Suspicion]:
    """Indicators 100 * part / whole, and raw columns in %, above 100; one finding if many are."""
    for indicator in scheme.indicators.values():
        parts = part_and_whole(indicator)
        if parts is None or not set(parts) <= set(panel.columns):
            continue
        raw = scheme.raw.get(parts[0])
        if raw is not None and raw.at_most == parts[1]:
            continue  # an error already
        yield from _above(evaluate(indicator.value, panel.columns), indicator.id, parts)
    for id, values in panel.columns.items():
        raw = scheme.raw.get(id)
        if raw is not None and raw.unit.zh == "%":
            yield from _above(values, id, (id,))


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


def _above(values: Floats, id: str, columns: tuple[str, ...]) -> Iterator[Suspicion]:
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
