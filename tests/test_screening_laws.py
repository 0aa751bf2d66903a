"""Laws of the screening: nothing stops it, and order and units of measure never matter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planting import clean_table, planted, wrong_unit
from strategies import scheme_of

from innoindex.panel import Panel, panel_from_arrays
from innoindex.scheme import Scheme
from innoindex.screening.panel_screen import screen

ODD = [float("nan"), 0.0, -0.0, 1.0, -1.0, 7.0, 100.0, 1e300, -1e300, 1e-300, -1e-300, 5e-324, 1e8]
IDS = ["b", "a", "d", "c"]


def scheme() -> Scheme:
    """A share, a lag, a column in per cent that may be negative, and a declared break."""
    return scheme_of(
        '[index]\nname = "t"\nnormalise = "z-score"\n'
        '[[break]]\nperiod = 2001\nunits = ["u1"]\nnote = "n"\n'
        '[raw.a]\nunit = "亿元"\n[raw.b]\nunit = "%"\nadditive = false\n'
        '[indicator.i]\nvalue = "100 * a / c"\nunit = "%"\n[indicator.j]\nvalue = "d / lag(b)"\n'
    )


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Panels of any numbers that a table can hold, one unit and one period among them."""
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 12))
    values = st.one_of(
        st.sampled_from(ODD),
        st.floats(allow_infinity=False, width=64),
        st.integers(0, 20).map(float),
    )
    size = shape[0] * shape[1]
    columns = {
        id: np.array(draw(st.lists(values, min_size=size, max_size=size))).reshape(shape)
        for id in IDS
    }
    return panel_from_arrays(columns, periods=[str(2000 + p) for p in range(shape[0])])


@settings(max_examples=60)
@given(panels())
def test_nothing_stops_it(panel: Panel) -> None:
    """Any panel is screened, each finding has its sentences, and every cell at most one."""
    told: list[tuple[str, int, int]] = []
    for found in screen(panel, scheme()):
        for lang in ("zh", "en"):
            assert found.message.text(lang)
            assert found.help.text(lang)
        assert found.periods
        told += [
            (id, p, unit)
            for id in found.columns
            if id in panel.columns
            for p in found.periods
            for unit in found.units
        ]
    assert len(told) == len(set(told))


def test_no_unit_no_column() -> None:
    """A panel without units, or without columns, has nothing to suspect."""
    empty = panel_from_arrays({"a": np.empty((2, 0))}, periods=["2000", "2001"], units=[])
    assert screen(empty, scheme()) == ()
    assert screen(replace(empty, columns={}), scheme()) == ()


@pytest.fixture(scope="module", params=[6, 1], ids=["6 periods", "1 period"])
def wrong(request: pytest.FixtureRequest) -> tuple[Panel, Scheme]:
    """A table with six wrong units of measure."""
    rng = np.random.default_rng([3, request.param])
    panel, of_panel = clean_table(rng, request.param, 60)
    for put in (wrong_unit("last", 4), wrong_unit("last", -3)):
        panel, _ = planted(rng, panel, put, 3)
    return panel, of_panel


def told(panel: Panel, of_panel: Scheme) -> list[tuple[object, ...]]:
    """What is found, by the names of units and periods."""
    return [
        (
            each.kind,
            each.grade,
            each.columns,
            tuple(panel.periods[p] for p in each.periods),
            tuple(str(panel.units[u]) for u in each.units),
            str(each.message),
        )
        for each in screen(panel, of_panel)
    ]


def test_order_of_units_and_columns_is_nothing(wrong: tuple[Panel, Scheme]) -> None:
    """The same is found, and told in the same order, however units and columns are sorted."""
    panel, of_panel = wrong
    order = np.random.default_rng(1).permutation(panel.shape[1])
    turned = replace(
        panel,
        units=panel.units[order],
        names={lang: names[order] for lang, names in panel.names.items()},
        group_of=panel.group_of[order],
        present=panel.present[:, order],
        columns={id: values[:, order] for id, values in reversed(panel.columns.items())},
    )
    assert told(panel, of_panel)
    assert told(turned, of_panel) == told(panel, of_panel)


def test_unit_of_measure_is_nothing(wrong: tuple[Panel, Scheme]) -> None:
    """A column in another unit of measure, a power of ten, gives the same findings.

    But for shares above 100 %, whose two columns must be in one unit.
    """
    panel, of_panel = wrong
    factors = dict(zip(panel.columns, 10.0 ** (np.arange(len(panel.columns)) % 9 - 4), strict=True))
    scaled = replace(panel, columns={id: x * factors[id] for id, x in panel.columns.items()})
    now, before = (
        [found[:-1] for found in told(each, of_panel) if found[0] != "share"]
        for each in (scaled, panel)
    )
    assert now == before
    assert now


def test_a_panel_is_left_as_it_is(wrong: tuple[Panel, Scheme]) -> None:
    """Screening changes no value."""
    panel, of_panel = wrong
    before = {id: values.copy() for id, values in panel.columns.items()}
    screen(panel, of_panel)
    assert all(np.array_equal(before[id], panel.columns[id], equal_nan=True) for id in before)
