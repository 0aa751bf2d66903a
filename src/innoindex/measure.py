"""Units of measure: Chinese prefixes and percentages, and the exact ratio between two units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from .messages import Label
from .panel import Floats

_PREFIX = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8}
# 百分点 is a percentage point, not a hundred 分点.
_PREFIXED = re.compile(r"([十百千万亿]+)(?!分)(.*)")
_DIMENSIONLESS = {
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "无量纲": Fraction(1),
    "1": Fraction(1),
    "": Fraction(1),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure as a multiple of a base: 万元/人 is 10000 of 元/人."""

    factor: Fraction
    base: str


def parse_measure(text: str) -> Measure:
    """The factor and the base of a unit of measure; without a prefix it is its own base."""
    first, *rest = normal_measure(text).split("/")
    factor, base = _split(first)
    for part in rest:
        below, name = _split(part)
        factor /= below
        base += f"/{name}"
    return Measure(factor, base)


def conversion(found: str, wanted: Label) -> Fraction | None:
    """What turns a value in `found` into one in `wanted` (of either language) by multiplication.

    None if the two measure different things.
    """
    names = [name for name in (wanted.zh, wanted.en) if name]
    if normal_measure(found) in map(normal_measure, names):
        return Fraction(1)
    source = parse_measure(found)
    for name in names or [""]:
        target = parse_measure(name)
        if source.base == target.base:
            return source.factor / target.factor
    return None


def convert(values: Floats, ratio: Fraction) -> Floats:
    """The values times the ratio, rounded once where the ratio is whole or one over a whole number.

    Dividing by 10000 is exact to the last bit; multiplying by 0.0001 is not.
    """
    if ratio.numerator != 1:
        values = values * float(ratio.numerator)
    if ratio.denominator != 1:
        values = values / float(ratio.denominator)
    return values


def normal_measure(text: str) -> str:
    """The unit in one spelling: full-width forms, blanks and case do not tell units apart."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _split(part: str) -> tuple[Fraction, str]:
    if part in _DIMENSIONLESS:
        return _DIMENSIONLESS[part], ""
    match = _PREFIXED.fullmatch(part)
    if match is None:
        return Fraction(1), part
    factor = Fraction(1)
    for prefix in match[1]:
        factor *= _PREFIX[prefix]
    return factor, match[2]
