"""Units that are missing or there twice, and the units of measure that values seem to be in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import NAN, panel_of
from test_screening import SIZES, about, found_in, scheme_with, table

from innoindex.messages import Label
from innoindex.panel import Panel
from innoindex.screening.measures import seeming_unit
from innoindex.screening.panel_screen import screen
from innoindex.screening.units import plain_codes, plain_names


def test_missing_unit() -> None:
    """A unit without a row between others is missing; one that comes late is not."""
    x, y = table(), table([size * 7 for size in SIZES])
    for column in (x, y):
        column[1][2] = column[0][6] = NAN
    assert about(found_in(x, y=y)) == [("missing", (), (1,), (2,))]


def named(units: list[str], names: list[str]) -> Panel:
    """One period of units under these codes and names."""
    values = [round(17.31 * (k + 2) ** 1.5, 2) for k in range(len(units))]
    panel = panel_of({"x": values, "y": [3 * value + 1 for value in values]}, units=units)
    texts = np.array(names, dtype=object)
    return replace(panel, names={"zh": texts, "en": texts})


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330109000000", "甲"),
        ("0330109", "甲"),
        ("330109.0", "甲"),
        ("999999", "萧山"),
        ("999999", "萧 山 区"),
        ("999999", "萧山区"),
    ],
)
def test_unit_twice(code: str, name: str) -> None:
    """One unit under another code or name, however it is spelt."""
    panel = named(["330109", code, "330110", "330111"], ["萧山区", name, "余杭区", "临平区"])
    (found,) = screen(panel, scheme_with())
    assert (found.kind, sorted(found.units), found.grade) == ("duplicate", [0, 1], "likely")


def test_county_and_city_of_one_name() -> None:
    """朝阳县 and 朝阳市 may be two units: unclear; many common names say nothing."""
    panel = named(["1", "2", "3"], ["朝阳县", "朝阳市", "余杭区"])
    (found,) = screen(panel, scheme_with())
    assert (found.kind, found.grade) == ("duplicate", "unclear")
    many = named([str(k) for k in range(8)], ["Washington County", "Lee County"] * 4)
    assert screen(many, scheme_with()) == ()


def test_plain_spellings() -> None:
    """Codes and names without what spellings differ in."""
    codes = ["330109", "３３０１０９", " 330109.0", "330109000000", "甲县"]
    assert plain_codes(codes) == ["330109"] * 4 + [""]
    names = ["萧山", "萧山区", "萧 山区", "Xiaoshan District", "xiaoshan", "郊区"]
    assert plain_names(names) == ["萧山"] * 3 + ["xiaoshan"] * 2 + ["郊区"]


@pytest.mark.parametrize(
    ("zh", "en", "power", "expected"),
    [
        ("亿元", "100 million yuan", 4, Label("万元", "10,000 yuan")),
        ("亿元", "100 million yuan", 8, Label("元", "yuan")),
        ("万人", "10,000 persons", 4, Label("人", "persons")),
        ("元", "yuan", -4, Label("万元", "10,000 yuan")),
        ("元/人", "元/人", -4, Label("万元/人", "万元/人")),
        ("亿元", "亿元", 1, Label("千万元", "千万元")),
        ("%", "%", -2, Label("比例(0.05为5%)", "shares (0.05 for 5 %)")),
        ("%", "%", 1, Label("‰", "‰")),
        ("亿元", "100 million yuan", 3, None),
        ("", "", 4, None),
    ],
)
def test_seeming_unit(zh: str, en: str, power: int, expected: Label | None) -> None:
    """10,000 times too large in 亿元 is 万元; a unit that nobody uses is not named."""
    assert seeming_unit(Label(zh, en), power) == expected
