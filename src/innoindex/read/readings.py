"""The rows of one table that hold data, with their labels checked and their numbers settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..errors import Problem
from ..messages import Language, say
from ..panel import Bools, Floats, Ints, Texts
from ..period import parse_period
from .cells import clean_codes
from .columns import Columns, long_columns, wide_columns
from .findings import Findings
from .layout import Layout
from .loaded import Lines, Loaded, text_array
from .vocabulary import Vocabulary

NOTES = ("注", "备注", "说明", "资料来源", "来源", "数据来源", "note", "source")


@dataclass(frozen=True)
class Readings:
    """N rows; `columns[id]`: the rows that give the column (None: all) and its values there."""

    path: str
    lines: Lines
    units: Texts
    periods: Texts | None  # None: the table does not say
    names: Mapping[Language, Texts]
    groups: Mapping[Language, Texts]
    columns: Mapping[str, tuple[Ints | None, Floats]]
    headings: Mapping[str, str]  # of the columns

    @property
    def is_long(self) -> bool:
        """Whether a column has rows of its own."""
        return any(rows is not None for rows, _ in self.columns.values())


def take_readings(
    loaded: Loaded, layout: Layout, vocabulary: Vocabulary, findings: Findings
) -> tuple[Readings, Columns]:
    """The rows with data; wrong cells are errors and NaN, rows without a unit or period are out."""
    settle = long_columns if layout.long else wide_columns
    columns = settle(loaded, layout, vocabulary, findings)
    assert layout.unit is not None
    keep = ~_notes(loaded, layout, columns, findings)
    _check_numbers(columns, keep, loaded, findings)
    if not keep.any():
        help = say(
            "add a row for each unit; line {line} was taken for the heading", line=layout.line
        )
        findings.fault(say("no rows of data below the heading"), help)
    units = loaded.texts[layout.unit]
    if "unit" in layout.labels:
        codes, were_numbers = clean_codes(units.tolist())
        units = text_array(codes)
        if were_numbers or layout.unit in loaded.codes_were_numbers:
            text = say("codes are stored as numbers: leading zeros, if there were any, are lost")
            findings.remark(text, column=layout.headings[layout.unit])
    _check_units(np.flatnonzero(keep & (units == "")), loaded, layout, findings)
    keep &= units != ""
    _check_names(units, keep, loaded, layout, findings)
    periods = None
    if "period" in layout.labels:
        periods = _periods(keep, loaded, layout, findings)
        keep &= periods != ""
    readings = Readings(
        findings.path,
        loaded.lines,
        units,
        periods,
        {lang: loaded.texts[place] for lang, place in layout.by_language("name").items()},
        {lang: loaded.texts[place] for lang, place in layout.by_language("group").items()},
        columns.values,
        {id: layout.heading_of(id) for id in columns.values},
    )
    return (readings if keep.all() else _only(readings, keep)), columns


def _notes(loaded: Loaded, layout: Layout, columns: Columns, findings: Findings) -> Bools:
    """The rows that hold no data: empty ones, and notes, which a remark names."""
    bare = np.ones(len(loaded.lines), dtype=np.bool_)
    for rows, values in columns.values.values():
        if rows is None:
            bare &= np.isnan(values)
        else:
            bare[rows[~np.isnan(values)]] = False
        if not bare.any():
            return bare
    units = loaded.texts[layout.unit or 0]
    others = [loaded.texts[place] for place in layout.texts if place != layout.unit]
    suspects = [
        row
        for row in np.flatnonzero(bare).tolist()
        if units[row] == "" or _is_note(units[row]) or all(texts[row] == "" for texts in others)
    ]
    without = np.zeros(len(bare), dtype=np.bool_)
    notes = []
    for row, cells in zip(suspects, loaded.row_cells(suspects) if suspects else [], strict=True):
        filled = [text for cell in cells if (text := cell.strip())]
        # In a table whose only label is the unit, a unit without numbers stands alone in its row.
        alone = len(filled) == 1 and (bool(others) or units[row] == "")
        if not filled or alone or _is_note(filled[0]):
            without[row] = True
            if filled:
                notes.append(int(loaded.lines[row]))
    if notes:
        findings.remark(say("rows skipped as notes: {rows}", rows=notes))
    return without


def _is_note(text: str) -> bool:
    return text.casefold().startswith(NOTES)


def _check_numbers(columns: Columns, keep: Bools, loaded: Loaded, findings: Findings) -> None:
    bad = sorted(
        (row, heading, text)
        for heading, cells in columns.bad.items()
        for row, text in cells
        if keep[row]
    )

    def problem(cell: tuple[int, str, str]) -> Problem:
        row, heading, text = cell
        return Problem(
            say('not a number: "{text}"', text=text),
            say("leave a missing cell empty, or write NA, - or 无"),
            findings.path,
            int(loaded.lines[row]),
            heading,
        )

    findings.each(bad, problem)


def _check_units(without: Ints, loaded: Loaded, layout: Layout, findings: Findings) -> None:
    names = [loaded.texts[place] for place in layout.by_language("name").values()]

    def problem(row: int) -> Problem:
        name = next((texts[row] for texts in names if texts[row]), "")
        return Problem(
            say('no code for "{name}"', name=name) if name else say("no code or name of a unit"),
            say("a total (全省, 合计) is not a unit: delete the row, or give it a code"),
            findings.path,
            int(loaded.lines[row]),
            layout.headings[layout.unit or 0],
        )

    findings.each(without.tolist(), problem)


def _check_names(
    units: Texts, keep: Bools, loaded: Loaded, layout: Layout, findings: Findings
) -> None:
    """A unit with a code needs a name in one of its rows, if the table has names at all."""
    places = list(layout.by_language("name").values())
    if "unit" not in layout.labels or not places:
        return
    nameless = keep & np.logical_and.reduce([loaded.texts[place] == "" for place in places])
    if not nameless.any():
        return
    named = set(units[keep & ~nameless])
    first = {units[row]: row for row in np.flatnonzero(nameless)[::-1] if units[row] not in named}
    findings.each(
        sorted(first.items(), key=lambda item: item[1]),
        lambda item: Problem(
            say('no name for "{code}"', code=item[0]),
            say("fill in the name, or delete the row if it is not a unit"),
            findings.path,
            int(loaded.lines[item[1]]),
            layout.headings[places[0]],
        ),
    )


def _periods(keep: Bools, loaded: Loaded, layout: Layout, findings: Findings) -> Texts:
    """The period's label of each row, empty where the cell is none."""
    place = layout.labels["period"]
    texts = loaded.texts[place]
    codes, kinds = pd.factorize(texts)
    labels = text_array([parse_period(kind) or "" for kind in kinds])[codes]
    findings.each(
        np.flatnonzero(keep & (labels == "")).tolist(),
        lambda row: Problem(
            say('not a period: "{text}"', text=texts[row]),
            say("years and quarters are written 2023, 2023年, 2023Q1 or 2023年一季度"),
            findings.path,
            int(loaded.lines[row]),
            layout.headings[place],
        ),
    )
    return labels


def _only(readings: Readings, keep: Bools) -> Readings:
    """The rows to keep."""
    position = np.cumsum(keep) - 1
    columns: dict[str, tuple[Ints | None, Floats]] = {}
    for id, (rows, values) in readings.columns.items():
        if rows is None:
            columns[id] = None, values[keep]
        else:
            columns[id] = position[rows[keep[rows]]], values[keep[rows]]
    return replace(
        readings,
        lines=readings.lines[keep],
        units=readings.units[keep],
        periods=None if readings.periods is None else readings.periods[keep],
        names={lang: texts[keep] for lang, texts in readings.names.items()},
        groups={lang: texts[keep] for lang, texts in readings.groups.items()},
        columns=columns,
    )
