"""Units that are missing, or there twice under two names or codes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from ..messages import Label, say
from ..panel import Panel
from ..scheme import Scheme
from .suspicion import Grade, Suspicion

_KINDS = (
    r"(自治县|自治旗|市辖区|新区|地区|县|市|区|旗|\b(?:county|district|city|prefecture|borough))"
)
_MANY = 0.02  # share of units with a name of another: then names do repeat (Washington County)


def missing_units(panel: Panel, scheme: Scheme) -> Iterator[Suspicion]:
    """Units without a row in a period, though they have rows before and after.

    Or in the last period alone, if no unit is new there and nobody says how many there should be.
    """
    present = panel.present
    last = len(present) - 1
    for unit in np.flatnonzero(~present.all(axis=0) & (present.sum(axis=0) > 1)).tolist():
        there = np.flatnonzero(present[:, unit])
        gaps = [p for p in range(there[0], there[-1]) if not present[p, unit]]
        if gaps:
            yield _missing(panel, unit, gaps, "likely")
    if last < 2 or scheme.expect_units is not None:
        return
    gone = present[:last].all(axis=0) & ~present[last]
    new = present[last] & ~present[:last].any(axis=0)
    if 0 < gone.sum() <= max(1, 0.02 * len(gone)) and not new.any():
        for unit in np.flatnonzero(gone).tolist():
            yield _missing(panel, unit, [last], "unclear")


def _missing(panel: Panel, unit: int, gaps: list[int], grade: Grade) -> Suspicion:
    rows = [panel.periods[p] for p in np.flatnonzero(panel.present[:, unit]).tolist()]
    return Suspicion(
        "missing",
        grade,
        (),
        tuple(gaps),
        (unit,),
        say("no row, but rows in {periods}", periods=rows),
        say("add the row, or declare a [[break]] if the unit was not there"),
        starts=tuple(gaps),
    )


def duplicate_units(panel: Panel) -> Iterator[Suspicion]:
    """Units that are one by their code or their name, written in another way."""
    pairs: dict[tuple[int, ...], Suspicion] = {}
    for same in _alike(plain_codes(panel.units.tolist())):
        pairs[same] = _duplicate(panel, same, "likely")
    by_name = _by_name(panel)
    if len(by_name) <= max(1, _MANY * panel.shape[1]):
        for same in by_name:
            pairs.setdefault(same, _duplicate(panel, same, _grade_of_names(panel, same)))
    yield from pairs.values()


def _by_name(panel: Panel) -> list[tuple[int, ...]]:
    """Units of one name (in either language) in one group."""
    found: list[tuple[int, ...]] = []
    zh, en = panel.names["zh"], panel.names["en"]
    for texts in (zh,) if zh is en or np.array_equal(zh, en) else (zh, en):
        names = plain_names(texts.tolist())
        keys = [
            f"{name}\n{group}" if name else ""
            for name, group in zip(names, panel.group_of.tolist(), strict=True)
        ]
        found += [same for same in _alike(keys) if same not in found]
    return found


def _alike(keys: list[str]) -> list[tuple[int, ...]]:
    units: dict[str, list[int]] = defaultdict(list)
    for unit, key in enumerate(keys):
        if key:
            units[key].append(unit)
    return [tuple(same) for same in units.values() if len(same) > 1]


def plain_codes(codes: list[str]) -> list[str]:
    """Codes without signs, leading zeros, a decimal point of zeros, or the zeros of a village.

    Only of codes in digits; others are names.
    """
    text = re.sub(r"\.0+$|[^\w\n]|_", "", _normal(codes), flags=re.M)
    text = re.sub(r"^(\d{6})000000$", r"\1", text, flags=re.M)
    text = re.sub(r"^0+(?=\d)|^.*[^\d\n].*$", "", text, flags=re.M)
    return text.split("\n")


def plain_names(names: list[str]) -> list[str]:
    """Names without blanks, signs and what kind of unit it is: 萧山 for 萧山区."""
    text = re.sub(r"[^\w\n]|_", " ", _normal(names))
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", text)
    text = re.sub(rf"(?<=\w\w) *{_KINDS}[ ]*$", "", text, flags=re.M)
    return re.sub(" ", "", text).split("\n")


def _normal(texts: list[str]) -> str:
    """All of them in one text, a line each: a million are normalised as one."""
    lines = "\n".join(str(text).replace("\n", " ").strip() for text in texts)
    return unicodedata.normalize("NFKC", lines).casefold()


def _grade_of_names(panel: Panel, same: tuple[int, ...]) -> Grade:
    """Likely, unless each has another kind in its name: a county and a city may share theirs."""
    kinds = set()
    for unit in same:
        match = re.search(rf"{_KINDS}$", _normal([panel.name(unit, "zh")]))
        kinds.add(match[1] if match else "")
    return "unclear" if len(kinds - {""}) > 1 else "likely"


def _duplicate(panel: Panel, same: tuple[int, ...], grade: Grade) -> Suspicion:
    units = sorted(same, key=lambda u: str(panel.units[u]))
    both = panel.present[:, units].sum(axis=1) > 1
    first = int(np.argmax(panel.present[:, units[0]]))
    written = [
        Label(*(f"{panel.units[u]} {name}" for name in (panel.label(u).zh, panel.label(u).en)))
        for u in units
    ]
    if both.any():
        p = int(np.argmax(both))
        text = say("{units} look like one unit; both have rows in {period}",
                   units=written, period=panel.periods[p] or say("the table"))  # fmt: skip
    else:
        p = first
        text = say("{units} look like one unit, whose periods are split between them",
                   units=written)  # fmt: skip
    return Suspicion(
        "duplicate",
        grade,
        (),
        (p,),
        tuple(units),
        text,
        say("if it is one, write its code and name alike in all rows, and delete what is double"),
    )
