"""In which unit of measure a value seems to be, if it is so many powers of ten off."""

from __future__ import annotations

import re
from fractions import Fraction

from ..measure import parse_measure
from ..messages import Label

# Those that tables come in: nobody reports in 十元.
_PREFIXES = {1: "", 10**3: "千", 10**4: "万", 10**6: "百万", 10**7: "千万", 10**8: "亿"}
_MULTIPLE = re.compile(r"(?:\d[\d,]*(?: (?:million|billion))?|thousand|million|billion) ", re.I)


def seeming_unit(declared: Label, decades: int) -> Label | None:
    """The unit of measure of values 10**decades too large; None if it has no name.

    Values in 万元 where 亿元 is declared are 10,000 times too large.
    """
    first, *rest = declared.zh.split("/")
    if first == "%":
        named = {1: "‰", -2: "1"}.get(decades)
        return (
            Label("比例(0.05为5%)", "shares (0.05 for 5 %)")
            if named == "1"
            else (Label(named, named) if named else None)
        )
    measure = parse_measure(first)
    factor = measure.factor / Fraction(10) ** decades
    if not first or factor.denominator != 1 or factor.numerator not in _PREFIXES:
        return None
    tail = "".join(f"/{part}" for part in rest)
    base = first[len(first) - len(measure.base) :] if measure.base else first
    english = _MULTIPLE.sub("", declared.en, count=1) if declared.en != declared.zh else ""
    zh = f"{_PREFIXES[factor.numerator]}{base}{tail}"
    if not english or measure.base == first:  # no prefix to see: only the Chinese is sure
        return Label(zh, zh if not english else f"{factor.numerator:,} {english}")
    return Label(zh, english if factor == 1 else f"{factor.numerator:,} {english}")
