"""Units of measure: prefixes, percentages, compounds, and exact conversion."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoindex.measure import Measure, conversion, convert, parse_measure
from innoindex.messages import Label


@pytest.mark.parametrize(
    ("text", "factor", "base"),
    [
        ("元", 1, "元"),
        ("千元", 10**3, "元"),
        ("万元", 10**4, "元"),
        ("百万元", 10**6, "元"),
        ("千万元", 10**7, "元"),
        ("亿元", 10**8, "元"),
        ("万亿元", 10**12, "元"),
        ("十亿元", 10**9, "元"),
        ("万人", 10**4, "人"),
        ("千克", 10**3, "克"),
        ("万千瓦时", 10**7, "瓦时"),
        ("万元/人", 10**4, "元/人"),
        ("元/万人", Fraction(1, 10**4), "元/人"),
        ("万元／亩", 10**4, "元/亩"),
        ("吨标准煤/万元", Fraction(1, 10**4), "吨标准煤/元"),
        ("%", Fraction(1, 100), ""),
        ("％", Fraction(1, 100), ""),
        ("‰", Fraction(1, 1000), ""),
        ("无量纲", 1, ""),
        ("", 1, ""),
        (" 万 元 ", 10**4, "元"),
        ("FTE", 1, "fte"),
    ],
)
def test_a_unit_is_a_factor_and_a_base(text: str, factor: Fraction, base: str) -> None:
    """Chinese prefixes multiply; the part below a stroke divides."""
    assert parse_measure(text) == Measure(Fraction(factor), base)


def test_a_percentage_point_is_not_a_hundred_points() -> None:
    """百分点 and 百分比 do not begin with a prefix."""
    assert parse_measure("百分点") == Measure(Fraction(1), "百分点")
    assert parse_measure("百分比") == Measure(Fraction(1), "百分比")


@pytest.mark.parametrize(
    ("found", "wanted", "ratio"),
    [
        ("万元", "亿元", Fraction(1, 10**4)),
        ("元", "亿元", Fraction(1, 10**8)),
        ("亿元", "万元", 10**4),
        ("亿元", "亿元", 1),
        ("人", "万人", Fraction(1, 10**4)),
        ("‰", "%", Fraction(1, 10)),
        ("%", "‰", 10),
        ("%", "", Fraction(1, 100)),
        ("千元/人", "万元/人", Fraction(1, 10)),
        ("元/人", "万元/万人", 1),
        ("亩", "公顷", None),
        ("美元", "亿元", None),
        ("万", "万人", None),
        ("%", "亿元", None),
    ],
)
def test_units_of_the_same_base_convert(
    found: str, wanted: str, ratio: Fraction | int | None
) -> None:
    """The ratio of the factors, and none between different bases."""
    assert conversion(found, Label(wanted, wanted)) == ratio


def test_either_language_names_the_unit() -> None:
    """A heading may give the unit in the language that the scheme does not convert by."""
    unit = Label("亿元", "100 million yuan")
    assert conversion("100 Million Yuan", unit) == 1
    assert conversion("万元", unit) == Fraction(1, 10**4)


def test_to_a_larger_unit_is_a_division() -> None:
    """776600 万元 is 77.66 亿元 to the last bit, which 776600 * 0.0001 is not."""
    assert convert(np.array([776600.0]), Fraction(1, 10**4))[0] == 77.66
    assert 776600 * 0.0001 != 77.66


def test_to_a_smaller_unit_is_a_multiplication() -> None:
    """0.07 亿元 = 700 万元."""
    assert convert(np.array([0.07]), Fraction(10**4))[0] == 0.07 * 10000


@given(st.decimals(0, 10**9, places=2), st.sampled_from([10, 10**3, 10**4, 10**8]))
def test_dividing_gives_the_nearest_number(value: object, factor: int) -> None:
    """In a larger unit, a number is the one nearest to its exact quotient."""
    number = float(str(value))
    assert convert(np.array([number]), Fraction(1, factor))[0] == float(Fraction(number) / factor)
