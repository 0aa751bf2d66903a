"""What never changes a panel: order, layout, separator, encoding, unit of measure."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import scheme, values, write

from innoindex.panel import Panel
from innoindex.read import read_panel

COLUMNS = ("rd_exp", "gdp", "pop")
NUMBERS = st.none() | st.floats(-1e100, 1e100) | st.integers(0, 10**12)
UNITS = st.lists(st.text("09az_-县市", min_size=1, max_size=6), min_size=1, max_size=5, unique=True)


@dataclass(frozen=True)
class Data:
    """Cells by period, unit and column, with at least one value for each."""

    cells: dict[tuple[str, str], dict[str, float | int | None]]

    def wide(self, columns: tuple[str, ...] = COLUMNS, separator: str = ",") -> list[str]:
        rows = [separator.join(["code", "year", *columns])]
        for (period, unit), row in self.cells.items():
            rows.append(separator.join([unit, period, *(_cell(row[id]) for id in columns)]))
        return rows

    def long(self) -> list[str]:
        return ["code,year,indicator,value"] + [
            f"{unit},{period},{id},{_cell(value)}"
            for (period, unit), row in self.cells.items()
            for id, value in row.items()
        ]

    def expected(self) -> dict[tuple[str, str, str], float]:
        return {
            (period, unit, id): float(value)
            for (period, unit), row in self.cells.items()
            for id, value in row.items()
            if value is not None
        }


def _cell(value: float | int | None) -> str:
    return "" if value is None else repr(value)


@st.composite
def tables(draw: st.DrawFn) -> Data:
    """Some units in some periods; the codes never look like notes or missing rows."""
    units = [f"u{unit}" for unit in draw(UNITS)]
    keys = [(period, unit) for period in ("2021", "2022Q1", "2023") for unit in units]
    chosen = draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    return Data({key: {id: draw(NUMBERS) for id in COLUMNS} for key in chosen})


def panel(text: str | bytes, suffix: str = ".csv") -> Panel:
    with tempfile.TemporaryDirectory() as folder:
        return read_panel(write(Path(folder) / f"t{suffix}", text), scheme())


@settings(deadline=None)
@given(tables(), st.data())
def test_the_order_of_rows_and_columns_does_not_matter(data: Data, draw: st.DataObject) -> None:
    """Every value stays with its unit, period and column."""
    columns = tuple(draw.draw(st.permutations(COLUMNS)))
    heading, *rows = data.wide(columns)
    shuffled = draw.draw(st.permutations(rows))
    assert values(panel("\n".join([heading, *shuffled]))) == data.expected()


@settings(deadline=None)
@given(tables())
def test_wide_and_long_tables_of_the_same_data_are_equal(data: Data) -> None:
    """Values, units, periods, and which rows are there."""
    wide, long = panel("\n".join(data.wide())), panel("\n".join(data.long()))
    assert values(wide) == values(long) == data.expected()
    assert wide.periods == long.periods
    assert wide.units.tolist() == long.units.tolist()
    assert wide.present.tolist() == long.present.tolist()


@settings(deadline=None)
@given(
    tables(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_separator_and_encoding_do_not_matter(
    data: Data, separator: str, encoding: str, end: str
) -> None:
    """Numbers are the same to the last bit, whichever reader takes them."""
    text = end.join(data.wide(separator=separator))
    found = panel(text.encode(encoding))
    assert values(found) == data.expected()
    assert found.units.tolist() == list(dict.fromkeys(unit for _, unit in data.cells))


@settings(deadline=None)
@given(
    st.lists(st.decimals(0, 10**8, places=4), min_size=1, max_size=5),
    st.sampled_from([("亿元", 1), ("万元", 10**4), ("千元", 10**5), ("元", 10**8)]),
)
def test_the_unit_of_measure_does_not_matter(numbers: list[object], unit: tuple[str, int]) -> None:
    """A number written in a smaller unit becomes the same number, to the last bit."""
    name, factor = unit
    exact = [Fraction(str(number)) for number in numbers]
    rows = [f"u{i},1,1,{float(number * factor)!r}" for i, number in enumerate(exact)]
    found = panel("\n".join([f"code,gdp,pop,rd_exp({name})", *rows])).columns["rd_exp"][0]
    for value, number in zip(found.tolist(), exact, strict=True):
        assert value == pytest.approx(float(number), rel=1e-15)


@settings(deadline=None)
@given(tables())
def test_missing_cells_are_missing_however_they_are_written(data: Data) -> None:
    """Empty, a dash or NA: no value."""
    for sign in ("-", "——", "NA", "无", "…"):
        text = "\n".join(data.wide())
        while ",," in text or ",\n" in text or text.endswith(","):
            text = text.replace(",,", f",{sign},").replace(",\n", f",{sign}\n")
            text = f"{text}{sign}" if text.endswith(",") else text
        found = panel(text)
        assert values(found) == data.expected()
        assert sum(math.isnan(v) for c in found.columns.values() for v in c.flat) == sum(
            c.size for c in found.columns.values()
        ) - len(data.expected())
