"""Where a screening ends: what is no share, no count, nobody's, or known to the scheme."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import panel_of, scheme_of
from test_screening import SIZES, YEARS, about, found_in, scheme_with, table

from innoindex.panel import Panel
from innoindex.scheme import Scheme
from innoindex.screening.panel_screen import screen
from innoindex.screening.problems import problem_of
from innoindex.screening.suspicion import Suspicion, after_breaks

UNITS = [f"u{n}" for n in range(8)]
FACTORS = {"x": 1, "y": 3, "z": 7, "v": 11}


def share(value: str, unit: str = "%") -> Scheme:
    return scheme_with(indicators=f'[indicator.s]\nunit = "{unit}"\nvalue = "{value}"\n')


@pytest.mark.parametrize("value", ["100 * a / b", "100 * (a / b)", "a / b * 100"])
def test_a_share_in_every_spelling(value: str) -> None:
    """Per cent of a part in its whole, however it is written, is not above 100."""
    panel = panel_of({"a": [3, 2, 50, 4], "b": [10, 10, 20, 10]})
    (found,) = [each for each in screen(panel, share(value)) if each.kind == "share"]
    assert (found.units, found.value, found.grade) == ((2,), 250.0, "likely")  # 100 * 50 / 20


@pytest.mark.parametrize(
    ("value", "unit"), [("100 * (a + b)", "%"), ("a / b", "%"), ("100 * a / b", "件")]
)
def test_what_is_no_share(value: str, unit: str) -> None:
    """A sum, a plain ratio, and what is not in per cent may be above 100."""
    panel = panel_of({"a": [3, 2, 5000, 4], "b": [10, 10, 20, 10]})
    assert [each for each in screen(panel, share(value, unit)) if each.kind == "share"] == []


@pytest.mark.parametrize("values", [[0.0] * 12, [0.3] * 12])
def test_nobody_decides_what_does_not_vary(values: list[float]) -> None:
    """An indicator of one value has no unit that alone makes its differences."""
    kinds = {each.kind for each in screen(panel_of({"x": values}), scheme_of("[indicator.x]"))}
    assert "dominance" not in kinds


def test_an_indicator_whose_column_is_not_there() -> None:
    """It is passed over: that it is missing is told elsewhere."""
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "gone"\n[indicator.x]\n')
    assert screen(panel_of({"x": SIZES}), scheme) == ()


def counts(first: float) -> Panel:
    rows = [
        [4, 17, 2, 29, 13, 8, 25, 6],
        [5, 16, 3, 28, 14, 7, 26, 5],
        [3, 18, 2, 27, 14, 9, 25, 6],
    ]
    rows[0][0] = first  # type: ignore[call-overload]
    return panel_of({"x": rows}, periods=YEARS[:3])


def test_a_count_that_is_no_whole_number() -> None:
    """0.03 is 3 of another unit of measure; 7/3 is no decimal, and nothing is said of it."""
    scheme = scheme_of("[indicator.x]")
    (found,) = [each for each in screen(counts(0.04), scheme) if each.kind == "unit"]
    assert found.units == (0,)
    assert [each for each in screen(counts(7 / 3), scheme) if each.kind == "unit"] == []


def test_gone_in_the_last_period() -> None:
    """One unit without its last row is unclear; if one is new there, or many go, nothing is."""
    x = np.array(table())
    x[3, 2] = np.nan
    (found,) = found_in(x.tolist(), y=np.where(np.isnan(x), np.nan, 3 * x).tolist())
    assert about([found]) == [("missing", (), (3,), (2,))]
    assert found.grade == "unclear"
    x[:3, 5] = np.nan
    more = found_in(x.tolist(), y=np.where(np.isnan(x), np.nan, 3 * x).tolist())
    assert "missing" not in [each.kind for each in more]


def test_a_unit_split_between_two_names() -> None:
    """Two spellings whose periods do not overlap are one unit, likely."""
    x = np.array(table())
    x[2:, 0] = np.nan
    x[:2, 1] = np.nan
    panel = panel_of({"x": x, "y": 3 * x}, periods=YEARS, units=["萧山", "萧山区", *UNITS[2:]])
    (found,) = [each for each in screen(panel, scheme_with()) if each.kind == "duplicate"]
    assert set(found.units) == {0, 1}
    assert "whose periods are split between them" in str(found.message)


WEAK = Suspicion("unit", "weak", ("x",), (1,), (0,), problem_of.__doc__, None, starts=(1,))  # type: ignore[arg-type]


def test_a_weak_suspicion_at_a_break_is_none() -> None:
    """A break that the scheme declares lowers the grade by one, and below the lowest is nothing."""
    breaks = '[[break]]\nperiod = 2021\nunits = ["u0"]\nnote = { zh = "注", en = "boundaries" }\n'
    panel = panel_of({"x": table(), "y": table()}, periods=YEARS, units=UNITS)
    scheme = scheme_with(breaks=breaks)
    assert after_breaks([WEAK], panel, scheme) == []
    other = replace(WEAK, units=(1,))
    assert after_breaks([other], panel, scheme) == [other]


def test_where_it_is() -> None:
    """A missing row has its unit and period, a table without periods its unit alone."""
    x = np.array(table())
    x[1, 2] = np.nan
    panel = panel_of({"x": x, "y": 3 * x}, periods=YEARS, units=UNITS)
    (found,) = screen(panel, scheme_with())
    told = problem_of(found, panel)
    assert str(told.text) == "u2 in 2021: no row, but rows in 2020, 2022, 2023"
    assert (told.severity, told.row) == ("warning", None)
    one = panel_of({"a": [3, 2, 50, 4], "b": [10, 10, 20, 10]}, units=UNITS[:4])
    (found,) = [each for each in screen(one, share("100 * a / b")) if each.kind == "share"]
    assert str(problem_of(found, one).text).startswith("u2: s is 250 %, above 100 %")
    weak = problem_of(replace(found, grade="weak"), one)
    assert weak.severity == "note"
    assert str(weak.help).endswith(" (it may well be real)")
    assert str(problem_of(replace(found, units=()), one).text).startswith("s is 250 %")


def test_a_table_copied_whole() -> None:
    """Each column is told once; its rows are not told again."""
    one = {
        id: [factor * size for size in SIZES]
        for id, factor in zip("xyzv", (1, 3, 7, 11), strict=True)
    }
    later = {id: [round(1.04 * value, 4) for value in values] for id, values in one.items()}
    panel = panel_of({id: [one[id], later[id], later[id]] for id in one}, periods=YEARS[:3])
    found = [each for each in screen(panel, scheme_with()) if each.kind == "repeat"]
    assert about(found) == [("repeat", (id,), (2,), ()) for id in "vxyz"]


def test_a_row_of_the_only_period() -> None:
    """Only the size of the unit shows it, so that it is unclear."""
    sizes = [size * (10_000 if unit == 2 else 1) for unit, size in enumerate(SIZES)]
    panel = panel_of(
        {id: [f * size for size in sizes] for id, f in zip("xyz", (1, 3, 7), strict=True)}
    )
    (found,) = [each for each in screen(panel, scheme_with()) if each.kind == "unit"]
    assert (found.columns, found.units, found.grade) == (("x", "y", "z"), (2,), "unclear")


def test_the_file_of_a_missing_row(innoindex, small) -> None:
    """A row that is not there has no line, but a file."""
    table = (small / "data.csv").read_text("utf-8")
    rows = table.splitlines()
    third = [row.replace("2022,", "2023,") for row in rows if row.startswith("2022")]
    kept = [row for row in rows if not row.startswith("2022,2")]
    (small / "data.csv").write_text("\n".join([*kept, *third]), "utf-8")
    done = innoindex("check", "data.csv", "--lang", "en")
    assert "data.csv: warning: 乙 in 2022: no row, but rows in 2021, 2023" in done.out
