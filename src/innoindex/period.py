"""Periods: years and quarters, as statistical tables write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_PERIOD = re.compile(
    r"(\d{4})(?:\.0+)?\s*年?度?(?:[\s\-_/]*(?:Q|第)?([1-4一二三四])(?:季度?)?)?",
    re.I | re.A,
)
_WITHIN = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年?度?[\s\-_/]*(?:Q([1-4])(?!\d)|第?([1-4一二三四])季))?",
    re.I | re.A,
)
_QUARTER_MARK = re.compile(r"[Q季]", re.I)


def parse_period(text: object) -> str | None:
    """The label of a year ("2023") or a quarter ("2023Q1"), or None if it is neither.

    Reads 2023, 2023.0, 2023年, 2023年度, 2023Q1, 2023-Q1, 2023年一季度, 2023年第1季度.
    """
    cleaned = unicodedata.normalize("NFKC", str(text)).strip()
    match = _PERIOD.fullmatch(cleaned)
    if match is None or (match[2] and not _QUARTER_MARK.search(cleaned)):
        return None
    quarter = match[2]
    return f"{match[1]}Q{_QUARTERS.get(quarter, quarter)}" if quarter else match[1]


def period_label(text: str) -> str:
    """The label of a period; a text that is neither a year nor a quarter is its own."""
    return parse_period(text) or text.strip()


def periods_within(text: str) -> list[str]:
    """The labels of the years and quarters in a text such as a file's name, each once."""
    found = _WITHIN.finditer(unicodedata.normalize("NFKC", text))
    labels = (
        f"{match[1]}Q{_QUARTERS.get(quarter, quarter)}" if quarter else match[1]
        for match in found
        for quarter in [match[2] or match[3]]
    )
    return list(dict.fromkeys(labels))


def period_key(label: str) -> tuple[int, int, str]:
    """Sort key: by year, a whole year before its quarters; other labels first, by text."""
    match = re.fullmatch(r"(\d{4})(?:Q([1-4]))?", label)
    if match is None:
        return (0, 0, label)
    return (int(match[1]), int(match[2] or 0), "")


def period_position(periods: Sequence[str], wanted: str | None) -> int:
    """The index of a period, the last if none is wanted; raises `KeyError` if it is not there."""
    if wanted is None:
        return len(periods) - 1
    label = period_label(wanted)
    if label not in periods:
        raise KeyError(wanted)
    return list(periods).index(label)
