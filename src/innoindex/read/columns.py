"""From the cells of a table to the raw columns of the scheme, in the scheme's units of measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..measure import conversion, convert
from ..messages import Label, say
from ..panel import Floats, Ints
from .cells import SPLIT, Odd, parse_number
from .findings import Findings
from .layout import Layout, check_unit, scaling
from .loaded import Loaded
from .vocabulary import Match, Vocabulary


@dataclass(frozen=True)
class Columns:
    """`values[id]`: the rows that give the column (None: all of them) and its values there.

    `bad`: the cells that are no numbers, by heading. `unknown`: indicators of a long table that
    the scheme does not use.
    """

    values: Mapping[str, tuple[Ints | None, Floats]]
    bad: Mapping[str, Sequence[Odd]]
    unknown: Sequence[str] = ()


@dataclass
class _Signs:
    """How many cells of a column had a sign of percentage that is not the column's unit."""

    counts: Counter[str] = field(default_factory=Counter)

    def remark(self, heading: str, unit: Label, findings: Findings) -> None:
        for sign, n in self.counts.items():
            ratio = conversion(sign, unit)
            if ratio is not None and ratio != 1:
                text = say("{n} cells with {sign}: {how}", n=n, sign=sign, how=scaling(ratio))
                findings.remark(text, column=heading)


def wide_columns(
    loaded: Loaded, layout: Layout, vocabulary: Vocabulary, findings: Findings
) -> Columns:
    """Of a table with a column an indicator."""
    columns: dict[str, tuple[Ints | None, Floats]] = {}
    bad: dict[str, Sequence[Odd]] = {}
    for id, (place, match) in layout.columns.items():
        heading, unit, signs = layout.headings[place], vocabulary.raw[id].unit, _Signs()
        values, bad[heading] = _settle(loaded.numbers[place], loaded.odd[place], match, unit, signs)
        columns[id] = None, values
        signs.remark(heading, unit, findings)
    return Columns(columns, bad)


def long_columns(
    loaded: Loaded, layout: Layout, vocabulary: Vocabulary, findings: Findings
) -> Columns:
    """Of a table with a row a unit, period and indicator."""
    names = loaded.texts[layout.labels["indicator"]]
    measures = loaded.texts.get(layout.labels.get("measure", -1))
    keys = names if measures is None else names + SPLIT + measures
    codes, kinds = pd.factorize(keys)
    value = layout.labels["value"]
    odd = dict(loaded.odd[value])
    parts: dict[str, list[tuple[Ints, Floats]]] = {}
    bad: list[Odd] = []
    unknown: dict[str, None] = {}
    for row in np.flatnonzero((names == "") & ~np.isnan(loaded.numbers[value])).tolist():
        help = say("name the indicator, or empty the cell")
        findings.fault(say("a value without an indicator"), help, row=int(loaded.lines[row]))
    for code, kind in enumerate(kinds):
        name, _, measure = str(kind).partition(SPLIT)
        match = vocabulary.match(name, measure)
        if match is None:
            if name:
                unknown[name] = None
            continue
        rows = np.flatnonzero(codes == code)
        unit, signs = vocabulary.raw[match.id].unit, _Signs()
        here = [(i, odd[row]) for i, row in enumerate(rows.tolist()) if row in odd] if odd else []
        values, wrong = _settle(loaded.numbers[value][rows], here, match, unit, signs)
        bad += [(int(rows[i]), text) for i, text in wrong]
        parts.setdefault(match.id, []).append((rows, values))
        check_unit(name, match, vocabulary, int(loaded.lines[rows[0]]), findings)
        signs.remark(name, unit, findings)
    columns = {
        id: (np.concatenate([r for r, _ in found]), np.concatenate([v for _, v in found]))
        for id, found in parts.items()
    }
    return Columns(columns, {layout.headings[value]: sorted(bad)}, list(unknown))


def _settle(
    values: Floats, odd: Sequence[Odd], match: Match, unit: Label, signs: _Signs
) -> tuple[Floats, list[Odd]]:
    """The values in the scheme's unit of measure, and the cells that are no numbers.

    A percent sign in a cell says more than the unit in the heading does.
    """
    bad: list[Odd] = []
    signed: dict[int, float] = {}
    for row, text in odd:
        number = parse_number(text)
        ratio = conversion(number.sign, unit) if number is not None and number.sign else None
        if number is None or (number.sign and ratio is None):
            bad.append((row, text))
        elif ratio is not None:
            signed[row] = float(convert(np.array(number.value), ratio))
            signs.counts[number.sign] += 1
        else:
            values[row] = number.value
    if match.ratio is not None and match.ratio != 1:
        values = convert(values, match.ratio)
    for row, value in signed.items():
        values[row] = value
    return values, bad
