"""Which row of a table is its heading, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..messages import Language, Message, say
from .cells import Cell, text_of
from .findings import Findings
from .vocabulary import (
    INDICATOR,
    LANGUAGES,
    MEASURE,
    VALUE,
    Match,
    Vocabulary,
    normal,
    split_bracket,
)

PREVIEW = 20  # the heading is among the first so many rows

_LONG = {"indicator": INDICATOR, "value": VALUE, "measure": MEASURE}

Row = tuple[int, Sequence[Cell]]  # line, cells


@dataclass(frozen=True)
class Layout:
    """The columns of one table by their position; `headings` as they are written."""

    headings: tuple[str, ...]
    line: int
    labels: Mapping[str, int]  # role -> position: unit, name.zh, group.en, period, indicator, …
    columns: Mapping[str, tuple[int, Match]]  # raw id -> position; none in a long table
    ignored: tuple[str, ...]
    repeated: tuple[tuple[str, str, str], ...] = ()  # what, first heading, second heading

    @property
    def long(self) -> bool:
        return "indicator" in self.labels

    @property
    def unit(self) -> int | None:
        """The column that tells units apart: of codes, else of names."""
        roles = ("unit", *(f"name.{lang}" for lang in LANGUAGES))
        return next((self.labels[role] for role in roles if role in self.labels), None)

    @property
    def texts(self) -> list[int]:
        """Positions to read as text."""
        return sorted({place for role, place in self.labels.items() if role != "value"})

    @property
    def numbers(self) -> list[int]:
        """Positions to read as numbers."""
        if self.long:
            return [self.labels["value"]]
        return [place for place, _ in self.columns.values()]

    def heading_of(self, id: str) -> str:
        """The heading under which the values of a raw column stand."""
        return self.headings[self.labels["value"] if self.long else self.columns[id][0]]

    def by_language(self, kind: str) -> dict[Language, int]:
        return {
            lang: self.labels[f"{kind}.{lang}"]
            for lang in LANGUAGES
            if f"{kind}.{lang}" in self.labels
        }


class _Draft:
    """A layout in the making."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        self.labels: dict[str, int] = {}
        self.columns: dict[str, tuple[int, Match]] = {}
        self.repeated: list[tuple[str, str, str]] = []
        self._exact: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        for place, heading in enumerate(headings):
            self._exact.setdefault(normal(heading), []).append(place)
            if split := split_bracket(heading):
                self._short.setdefault(normal(split[0]), []).append(place)

    def find_label(self, role: str, keys: Iterable[str]) -> None:
        """The first of the keys that the headings have; a bracket after it does not matter."""
        taken = self.labels.values()
        for key in keys:
            for where in (self._exact, self._short):
                places = [place for place in where.get(key, ()) if place not in taken]
                if places:
                    first, *others = places
                    self.labels[role] = first
                    for other in others:
                        self._repeat(role, first, other)
                    return

    def find_columns(self, vocabulary: Vocabulary) -> None:
        taken = set(self.labels.values())
        for place, heading in enumerate(self.headings):
            if not heading or place in taken:
                continue
            match = vocabulary.match(heading)
            if match is None:
                continue
            if match.id in self.columns:
                self._repeat(match.id, self.columns[match.id][0], place)
            else:
                self.columns[match.id] = place, match

    def find_long(self) -> None:
        """The columns of a long table, if there are those that make it one."""
        for role, words in _LONG.items():
            self.find_label(role, words)
        if not {"indicator", "value"} <= self.labels.keys():
            for role in _LONG:
                self.labels.pop(role, None)

    def _repeat(self, what: str, first: int, second: int) -> None:
        self.repeated.append((what, self.headings[first], self.headings[second]))


def lay_out(row: Row, vocabulary: Vocabulary) -> Layout:
    """What each column is, if this row is the heading."""
    line, cells = row
    draft = _Draft(tuple(text_of(cell).strip() for cell in cells))
    for role, keys in vocabulary.label_keys.items():
        draft.find_label(role, keys)
    draft.find_columns(vocabulary)
    if not draft.columns:
        draft.find_long()
    used = {*draft.labels.values(), *(place for place, _ in draft.columns.values())}
    return Layout(
        headings=tuple(draft.headings),
        line=line,
        labels=draft.labels,
        columns=draft.columns,
        ignored=tuple(
            heading for place, heading in enumerate(draft.headings) if heading and place not in used
        ),
        repeated=tuple(draft.repeated),
    )


def find_heading(preview: Sequence[Row], vocabulary: Vocabulary) -> tuple[int, Layout] | None:
    """The first row that names units and something else, else the first; None of an empty table."""
    filled = [(i, row) for i, row in enumerate(preview) if any(text_of(c).strip() for c in row[1])]
    for i, row in filled[:PREVIEW]:
        layout = lay_out(row, vocabulary)
        if layout.unit is not None and len(layout.labels) + len(layout.columns) > 1:
            return i, layout
    return (filled[0][0], lay_out(filled[0][1], vocabulary)) if filled else None


def check_layout(
    layout: Layout, above: Sequence[Row], vocabulary: Vocabulary, findings: Findings
) -> None:
    """Errors and remarks about the headings of one table, missing columns aside."""
    titles = [title for _, cells in above for c in cells if (title := text_of(c).strip())]
    if titles:
        findings.remark(say('rows above the heading skipped: "{rows}"', rows=" ".join(titles)))
        _check_title_units(titles, layout, vocabulary, findings)
    for what, first, second in layout.repeated:
        text = say('two headings for "{what}": "{a}" and "{b}"', what=what, a=first, b=second)
        findings.fault(text, say("delete or rename one of them"), row=layout.line)
    if layout.unit is None:
        words = [*vocabulary.labels["unit"]]
        for lang in LANGUAGES:
            words += vocabulary.labels[f"name.{lang}"]
        text = say("no column of unit codes or names: {headings}", headings=words)
        headings = [heading for heading in layout.headings if heading]
        findings.fault(text, vocabulary.nearest(words, headings), row=layout.line)
    elif "unit" not in layout.labels:
        text = say("no column of unit codes: these names tell units apart")
        findings.remark(text, column=layout.headings[layout.unit])
    for position, match in layout.columns.values():
        check_unit(layout.headings[position], match, vocabulary, layout.line, findings)
    if layout.ignored:
        findings.remark(say("columns not used by the scheme: {names}", names=layout.ignored))


def check_unit(
    heading: str, match: Match, vocabulary: Vocabulary, line: int, findings: Findings
) -> None:
    """Says how a heading's unit is converted; an unknown unit, or heading, is an error."""
    wanted = vocabulary.raw[match.id].unit
    if match.others:
        text = say("the heading may mean {names}", names=(match.id, *match.others))
        findings.fault(text, say("head the column by its id"), row=line, column=heading)
    elif match.ratio is None:
        text = say('unknown unit "{found}": expected "{unit}"', found=match.unit, unit=wanted)
        help = say("give a unit of the same kind as {unit}, or correct the scheme", unit=wanted)
        findings.fault(text, help, row=line, column=heading)
    elif match.ratio != 1:
        text = say("converted to {unit}: {how}", unit=wanted, how=scaling(match.ratio))
        findings.remark(text, column=heading)


def scaling(ratio: Fraction) -> Message:
    """What is done to the numbers, in words."""
    if ratio.denominator == 1:
        return say("multiplied by {n}", n=ratio.numerator)
    if ratio.numerator == 1:
        return say("divided by {n}", n=ratio.denominator)
    return say("multiplied by {n} and divided by {m}", n=ratio.numerator, m=ratio.denominator)


def _check_title_units(
    titles: Sequence[str], layout: Layout, vocabulary: Vocabulary, findings: Findings
) -> None:
    """A title's unit for the whole table (单位：万元) is not applied, which must be said."""
    for title in titles:
        key = normal(title)
        unit = next((key.split(mark)[1] for mark in ("单位:", "unit:") if mark in key), "")
        if not unit:
            continue
        unit = unit.rstrip(")]")
        differing = [
            layout.headings[place]
            for id, (place, match) in layout.columns.items()
            if not match.unit
            and (found := vocabulary.match(id, unit)) is not None
            and found.ratio not in (None, 1)
        ]
        if differing:
            text = say('"{title}" is not applied to: {names}', title=title, names=differing)
            example = f"{differing[0]}({unit})"
            findings.warn(text, say('give the unit in the headings: "{example}"', example=example))
