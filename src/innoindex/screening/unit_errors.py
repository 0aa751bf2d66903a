"""Values a power of ten too large or too small: another unit of measure than the one declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from ..messages import Message, say
from ..panel import Panel
from ..scheme import Scheme
from .deviation import SURE, Deviation
from .measures import seeming_unit
from .series import Series
from .suspicion import Grade, Suspicion
from .words import figure, periods_of, ratio, times

NEAR = 0.25  # decades from a power of ten
_LARGEST = 8  # 元 for 亿元; what is farther off is no unit of measure
_FARTHEST = 0.4  # of a small count, which varies by chance
_NEAREST = 0.15  # where it is likely to be one
_MANY = 8.0  # standard deviations
ROW = 3  # columns that are off alike make one finding of the row


def is_power(off: Deviation) -> bool:
    """Whether the deviation is near 10, 100, ... or one of their inverses."""
    noise = abs(off.decades) / off.sigmas
    return 1 <= abs(off.power) <= _LARGEST and off.from_power <= max(
        NEAR, min(2 * noise, _FARTHEST)
    )


def unit_errors(
    found: Iterable[Deviation], series: Mapping[str, Series], panel: Panel, scheme: Scheme
) -> Iterator[Suspicion]:
    """A finding for each deviation; one for a unit's columns, or a column's units, off alike."""
    left: dict[tuple[str, tuple[int, ...], int], list[Deviation]] = defaultdict(list)
    of_unit: dict[int, list[Deviation]] = defaultdict(list)
    for off in found:
        of_unit[off.unit].append(off)
    for unit, offs in of_unit.items():
        rows, single = _rows(offs) if unit >= 0 else ([], offs)
        yield from (_row(alike, series, panel) for alike in rows)
        for off in single:
            left[off.column, off.periods, off.power].append(off)
    for alike in left.values():
        yield _cells(alike, series, panel, scheme)


def _rows(offs: list[Deviation]) -> tuple[list[list[Deviation]], list[Deviation]]:
    """Three or more columns of a unit that are off alike, and what is left.

    Which of two levels is wrong is decided for all columns of a row together; a column that lacks a
    value in one of the periods belongs to the row as well.
    """
    groups: dict[tuple[frozenset[tuple[int, ...]], int], list[Deviation]] = defaultdict(list)
    for off in offs:
        sides = {off.periods} | ({off.other.periods} if off.other else set())
        groups[frozenset(sides), abs(off.power)].append(off)
    rows = []
    for alike in sorted(groups.values(), key=len, reverse=True):
        wrong: dict[tuple[tuple[int, ...], int], float] = defaultdict(float)
        for off in alike:
            wrong[off.periods, off.power] += min(off.margin, 30.0)
        chosen = max(wrong, key=lambda side: (round(wrong[side], 9), side))
        turned = [
            off if (off.periods, off.power) == chosen else off.other
            for off in alike
            if (off.periods, off.power) == chosen
            or (off.other and (off.other.periods, off.other.power) == chosen)
        ]
        row = [off for off in turned if off is not None]
        if len({off.column for off in row}) >= ROW:
            rows.append(row)
    merged = []
    for row in rows:
        periods, power = set(row[0].periods), row[0].power
        taken = {off.column for other in rows for off in other}
        merged.append(
            row
            + [
                off
                for off in offs
                if off.column not in taken
                and off.power == power
                and (set(off.periods) <= periods or periods <= set(off.periods))
            ]
        )
    told = {(off.column, abs(off.power)) for row in merged for off in row}
    return merged, [off for off in offs if (off.column, abs(off.power)) not in told]


def _cells(
    alike: Sequence[Deviation], series: Mapping[str, Series], panel: Panel, scheme: Scheme
) -> Suspicion:
    """One column: a unit's values, those of several units, or all."""
    alike = sorted(alike, key=lambda off: str(panel.units[off.unit]))
    first = alike[0]
    raw = scheme.raw.get(first.column)
    measure = seeming_unit(raw.unit, first.power) if raw is not None else None
    value, evidence = _evidence(first, series[first.column], panel)
    text = [evidence]
    if measure is not None and raw is not None:
        text.append(say("looks like {seen}, not {unit}", seen=measure, unit=raw.unit))
    units = () if first.unit < 0 else tuple(off.unit for off in alike)
    if len(units) > 1:
        text.append(say("so for {count} units", count=len(units)))
    help = say("correct the value, or give its unit of measure in the heading")
    if not first.decided:
        help = say("one of the two levels is wrong: find out which, and correct it")
    return Suspicion(
        "unit",
        max((_grade(off) for off in alike), key=("weak", "unclear", "likely").index),
        (first.column,),
        first.periods,
        units,
        say("{parts}", parts=text),
        help,
        value,
        first.expected,
        ratio(value, first.expected),
        _starts(first.periods, series[first.column]),
    )


def _row(alike: Sequence[Deviation], series: Mapping[str, Series], panel: Panel) -> Suspicion:
    """A unit whose columns are off by one factor: a whole row, or all its money."""
    alike = sorted(alike, key=lambda off: off.column)
    first = alike[0]
    decades = float(np.median([off.decades for off in alike]))
    there = sum(not np.isnan(series[id].logs[first.periods[0], first.unit]) for id in series)
    value, evidence = _evidence(first, series[first.column], panel)
    decided = sum(min(off.margin, 30.0) for off in alike) >= SURE
    grade: Grade = "likely" if abs(decades - round(decades)) <= _NEAREST / 2 else "unclear"
    if not decided or not first.over_time:
        grade = "unclear"
    return Suspicion(
        "unit",
        grade,
        tuple(off.column for off in alike),
        first.periods,
        (first.unit,),
        say(
            "{count} of the row's {all} columns are about {times}: {columns}; the first: {first}",
            count=len(alike),
            all=there,
            times=times(first.power),
            columns=[off.column for off in alike][:5] + (["..."] if len(alike) > 5 else []),
            first=evidence,
        ),
        say("a row in another unit of measure, or of another unit: correct it"),
        value,
        first.expected,
        ratio(value, first.expected),
        _starts(first.periods, series[first.column]),
    )


def _grade(off: Deviation) -> Grade:
    if not off.over_time:
        return "unclear" if off.sigmas >= _MANY and abs(off.power) > 1 else "weak"
    sure = off.sigmas >= _MANY and off.from_power <= _NEAREST and off.decided
    if sure and (off.returns or abs(off.power) > 1 or off.unit < 0):
        return "likely"
    return "unclear" if off.decided or abs(off.power) > 1 else "weak"


def _evidence(off: Deviation, series: Series, panel: Panel) -> tuple[float, Message]:
    """The first value, and what it is against what was expected."""
    p = off.periods[0]
    if off.unit < 0:
        value = float(np.nansum(np.maximum(series.values[p], 0)))
        others = [q for q in range(len(panel.periods)) if q not in off.periods]
        return value, say(
            "all units are about {times} against {periods}: their sum is {value}, expected "
            "{expected} (ratio {ratio})",
            times=times(off.power),
            periods=periods_of(panel, others),
            value=figure(value),
            expected=figure(off.expected),
            ratio=figure(ratio(value, off.expected)),
        )
    value = float(series.values[p, off.unit])
    figures = {
        "column": series.id,
        "value": figure(value),
        "times": times(off.power),
        "expected": figure(off.expected),
        "ratio": figure(ratio(value, off.expected)),
        "sigmas": figure(off.sigmas),
    }
    if off.over_time:
        return value, say(
            "{column} = {value} is about {times}: its other periods let expect {expected} "
            "(ratio {ratio}, {sigmas} times this column's usual change)",
            **figures,
        )
    return value, say(
        "{column} = {value} is about {times}: its other columns let expect {expected} "
        "(ratio {ratio}, {sigmas} times this column's usual deviation)",
        **figures,
    )


def _starts(periods: Sequence[int], series: Series) -> tuple[int, ...]:
    """The periods in which the series changes its level."""
    wrong = set(periods)
    return tuple(p for p in range(1, len(series.values)) if (p in wrong) != (p - 1 in wrong))
