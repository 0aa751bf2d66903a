"""Indicators that one unit decides alone, and columns that tell no unit from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ..derive import evaluate
from ..messages import say
from ..panel import Floats, Panel
from ..scheme import Indicator, Scheme
from .series import Series
from .suspicion import Suspicion
from .words import figure, periods_of

_FEW = 10  # units of which one may well dominate
_DOMINANT = 0.75  # of the sum of squared deviations


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
