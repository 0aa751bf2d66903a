"""Each kind of suspicion on small tables, with its figures worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from strategies import panel_of, scheme_of

from innoindex.scheme import Scheme
from innoindex.screening.panel_screen import screen
from innoindex.screening.robust import is_whole
from innoindex.screening.suspicion import Suspicion

YEARS = ["2020", "2021", "2022", "2023"]
# Eight units: sizes, and what they grow by each year, between 3 and 6 %.
SIZES = [101.7, 205.3, 58.9, 411.1, 93.3, 640.7, 150.1, 322.9]
GROWTH = [1.04, 1.05, 1.03, 1.06, 1.04, 1.05, 1.03, 1.06]


def table(sizes: Sequence[float] = SIZES, years: int = 4, decimals: int = 4) -> list[list[float]]:
    """A column in which each unit grows at its own pace; a row a year."""
    return [
        [round(size * rate**year, decimals) for size, rate in zip(sizes, GROWTH, strict=True)]
        for year in range(years)
    ]


def scheme_with(raw: str = "", indicators: str = "", breaks: str = "") -> Scheme:
    own = indicators or '[indicator.i]\nvalue = "x / y"\n'
    return scheme_of(f'[index]\nname = "t"\nnormalise = "z-score"\n{breaks}{raw}{own}')


def found_in(
    x: Sequence[Sequence[float]], scheme: Scheme | None = None, **more: Sequence
) -> list[Suspicion]:
    """What is suspicious in a column x beside a sound one, y."""
    y = more.pop("y", table([size * 7.3 for size in SIZES], len(x)))
    panel = panel_of({"x": x, "y": y, **more}, periods=YEARS[: len(x)])
    return list(screen(panel, scheme or scheme_with()))


def about(found: Sequence[Suspicion]) -> list[tuple[object, ...]]:
    return [(f.kind, f.columns, f.periods, f.units) for f in found]


def test_sound_table() -> None:
    """A table in which all units grow by a few per cent has nothing suspicious."""
    assert found_in(table()) == []


@pytest.mark.parametrize("power", [1, 2, 3, 4, -1, -2, -3, -4])
@pytest.mark.parametrize("year", [0, 1, 2, 3])
def test_unit_error(power: int, year: int) -> None:
    """A value 10**power times too large is that, in whichever year, and the ratio says so."""
    x = table()
    x[year][2] *= 10.0**power
    (found,) = found_in(x)
    assert about([found]) == [("unit", ("x",), (year,), (2,))]
    assert found.value == x[year][2]
    # Its neighbours in time differ by 3 % from it, and the units' common growth is 4.5 %.
    assert found.expected == pytest.approx(x[year][2] / 10.0**power, rel=0.03)
    assert found.factor == pytest.approx(10.0**power, rel=0.03)
    assert found.grade == ("likely" if year in (1, 2) or abs(power) > 1 else "unclear")


def test_unit_error_from_a_period_on() -> None:
    """An error that stays is one finding with its periods; 亿元 that are 万元 are named."""
    x = table()
    for year in (2, 3):
        x[year][5] *= 10000
    scheme = scheme_with('[raw.x]\nunit = { zh = "亿元", en = "100 million yuan" }\n')
    (found,) = found_in(x, scheme)
    assert about([found]) == [("unit", ("x",), (2, 3), (5,))]
    assert found.starts == (2,)
    assert "looks like 10,000 yuan, not 100 million yuan" in str(found.message)
    assert "看来是万元，而不是亿元" in found.message.text("zh")


def test_two_levels_that_nothing_decides() -> None:
    """Of two periods it is said that one is wrong where the other columns do not tell which."""
    x, y = table(years=2), [[1.0] * 8, [1.0] * 8]
    x[1][3] /= 10
    (found,) = [f for f in found_in(x, y=y) if f.kind == "unit"]
    assert found.grade in ("weak", "unclear")
    assert "one of the two levels is wrong" in str(found.help)


def test_row_in_another_unit() -> None:
    """Three columns of a row that are off alike are one finding."""
    columns = {id: table([size * k for size in SIZES]) for k, id in enumerate("abcd", 1)}
    for id in "abc":
        columns[id][3][4] *= 10000
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "a + b + c + d"\n')
    (found,) = screen(panel_of(columns, periods=YEARS), scheme)
    assert about([found]) == [("unit", ("a", "b", "c"), (3,), (4,))]
    assert found.grade == "likely"


def test_column_in_another_unit() -> None:
    """A period in which all units are off is one finding of the column, with its sum."""
    x = table()
    x[1] = [value * 100 for value in x[1]]
    (found,) = found_in(x)
    assert about([found]) == [("unit", ("x",), (1,), ())]
    assert found.value == pytest.approx(sum(x[1]))
    assert found.factor == pytest.approx(100, rel=0.02)


def test_one_period_has_the_other_columns() -> None:
    """In one period a value is judged by its ratios to other columns."""
    sizes = np.geomspace(10, 1000, 40)
    wiggle = 1 + 0.2 * np.sin(np.arange(40) * 1.7)
    columns = {"x": sizes * wiggle, "y": 7 * sizes, "z": 3 * sizes / wiggle}
    columns["x"][12] *= 10000
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "x / y + z"\n')
    first = screen(panel_of(columns), scheme)[0]
    assert about([first]) == [("unit", ("x",), (0,), (12,))]
    assert first.factor == pytest.approx(10000, rel=0.4)  # 1.2 / 0.8 at most, but for the median


def test_count_that_is_no_whole_number() -> None:
    """0.3 firms in a column of counts are 3 in another unit of measure, in one period too."""
    counts = [3.0, 5, 1, 0, 4, 2, 7, 6, 3, 2, 8, 1, 5, 4, 0, 2, 9, 3, 6, 1, 2, 4]
    counts[0] = 0.3
    (found,) = screen(
        panel_of({"x": counts}), scheme_with(indicators='[indicator.i]\nvalue = "1 * x"\n')
    )
    assert about([found]) == [("unit", ("x",), (0,), (0,))]
    assert found.expected == pytest.approx(3)


def test_small_counts_vary_by_chance() -> None:
    """From 1 to 8 in a column of small counts is chance; from 100 to 1000 is not."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(2.0, (4, 60)).astype(float)
    large = np.array([[100.0, 103, 98, 1010]]).T
    x = np.hstack([counts, large])
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "1 * x"\n')
    found = screen(panel_of({"x": x}, periods=YEARS), scheme)
    assert [f.units for f in found if f.kind == "unit"] == [(60,)]


def test_swapped_digits() -> None:
    """A value whose neighbouring digits, the other way, are what is expected."""
    x = table()
    assert x[2][2] == 62.487  # 58.9 x 1.03 x 1.03
    x[2][2] = 26.487
    found = found_in(x)
    assert about(found) == [("digits", ("x",), (2,), (2,))]
    assert "and 62.487 has two digits the other way" in str(found[0].message)


def test_far_off_by_no_power_of_ten() -> None:
    """A value that is four and a half times too large, and returns, is far off without a name."""
    x = table()
    x[1][0] *= 4.5
    (found,) = found_in(x)
    assert about([found]) == [("outlier", ("x",), (1,), (0,))]


def test_flipped_sign() -> None:
    """A negative value whose opposite is expected; a declared total has an error instead."""
    x = table()
    x[2][6] *= -1
    (found,) = found_in(x)
    assert about([found]) == [("sign", ("x",), (2,), (6,))]
    assert found.grade == "likely"
    assert found_in(x, scheme_with("[raw.x]\n")) == []


def test_repeated_value() -> None:
    """Last year's value to the last digit, where none repeats."""
    rng = np.random.default_rng(2)
    x = np.round(np.geomspace(50, 5000, 60) * np.cumprod(rng.normal(1.05, 0.04, (4, 60)), 0), 4)
    x[3, 50] = x[2, 50]
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "1 * x"\n')
    found = screen(panel_of({"x": x}, periods=YEARS), scheme)
    assert about(found) == [("repeat", ("x",), (3,), (50,))]


def test_repeated_row_and_column() -> None:
    """A row, or a column, of the year before is one finding."""
    columns = {id: table([size * k for size in SIZES]) for k, id in enumerate("abcd", 1)}
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "a + b + c + d"\n')
    for id in "abcd":
        columns[id][2][7] = columns[id][1][7]
    row = screen(panel_of(columns, periods=YEARS), scheme)
    assert about(row) == [("repeat", ("a", "b", "c", "d"), (2,), (7,))]
    x = table()
    x[2] = list(x[1])
    assert about(found_in(x)) == [("repeat", ("x",), (2,), ())]


def test_column_that_is_carried_over_as_a_habit() -> None:
    """A column that repeats in two periods of three is a habit of its source: it may be real."""
    x = table()
    x[1] = list(x[0])
    x[3] = list(x[2])
    (found,) = found_in(x)
    assert (found.kind, found.grade, found.periods) == ("repeat", "weak", (1, 3))


def test_row_of_another_unit() -> None:
    """Two units with all values alike are one finding."""
    columns = {id: table([size * k for size in SIZES], 1) for k, id in enumerate("abcd", 1)}
    for id in "abcd":
        columns[id][0][3] = columns[id][0][5]
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "a + b + c + d"\n')
    found = screen(panel_of(columns, periods=["2020"]), scheme)
    assert about(found) == [("repeat", ("a", "b", "c", "d"), (0,), (3, 5))]


def test_a_cell_has_one_finding() -> None:
    """Two equal rows with a negative value each are one finding of the rows, none of the sign."""
    rng = np.random.default_rng(8)
    grown = np.geomspace(50, 5000, 40) * np.cumprod(rng.normal(1.05, 0.02, (4, 40)), axis=0)
    columns = {id: np.round(grown * k, 4) for k, id in enumerate("abcd", 1)}
    columns["a"][3, 5] *= -1
    for id in "abcd":
        columns[id][3, 6] = columns[id][3, 5]
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "a + b + c + d"\n')
    found = screen(panel_of(columns, periods=YEARS), scheme)
    assert about(found) == [("repeat", ("a", "b", "c", "d"), (3,), (5, 6))]


def test_a_grain_is_known_to_a_few_digits() -> None:
    """336.4859 is a multiple of 0.0001, found as the gap of two floats; 336.48593 is none."""
    grain = 1000.0002 - 1000.0001
    assert grain != 0.0001
    assert is_whole(np.array([336.4859, 336.48593, 0.0003]) / grain).tolist() == [True, False, True]


def test_sum_that_jumps() -> None:
    """A column that triples in one year, unit by unit differently, has a new definition."""
    x = table()
    for year in (2, 3):
        x[year] = [value * (2.6 + 0.1 * u) for u, value in enumerate(x[year])]
    (found,) = found_in(x)
    assert about([found]) == [("sum", ("x",), (2,), ())]
    assert found.value == pytest.approx(sum(x[2]))


def test_constant_column() -> None:
    """One value in all units of one year is likely filled down; in all years it may be so."""
    x = table()
    x[1] = [5.0] * 8
    constant = [f for f in found_in(x) if f.kind == "constant"]
    assert [(f.periods, f.grade) for f in constant] == [((1,), "likely")]
    everywhere = [f for f in found_in([[5.0] * 8] * 4) if f.kind == "constant"]
    assert [(f.periods, f.grade) for f in everywhere] == [((0, 1, 2, 3), "unclear")]


SHARE = '[indicator.s]\nvalue = "100 * x / y"\nunit = "%"\n'


def test_share_above_100() -> None:
    """A part above its whole, unless the scheme says at_most, which is an error already."""
    x = table()
    y = table([size * 3 for size in SIZES])
    for year in range(4):
        x[year][4] = y[year][4] * 1.6
    scheme = scheme_with(indicators=SHARE)
    assert about(found_in(x, scheme, y=y)) == [("share", ("x", "y"), (0, 1, 2, 3), (4,))]
    declared = scheme_with('[raw.x]\nat_most = "y"\n', SHARE)
    assert found_in(x, declared, y=y) == []


def test_share_that_is_none() -> None:
    """An indicator in % that is often above 100 is one weak finding."""
    found = found_in(table(), scheme_with(indicators=SHARE), y=table([s / 2 for s in SIZES]))
    assert [(f.kind, f.grade, f.columns) for f in found] == [("share", "weak", ("s",))]


def test_consequences_are_not_told() -> None:
    """A unit error that makes a share of 9000 %, a sum that jumps and one unit alone is one."""
    x = table()
    y = table([size * 3 for size in SIZES])
    x[2][4] *= 10000
    assert [f.kind for f in found_in(x, scheme_with(indicators=SHARE), y=y)] == ["unit"]


def test_one_unit_alone() -> None:
    """A unit that makes the differences between units alone, in all periods, by its share."""
    values = [[1.0, 2.0] * 6 + [40.0], [1.1, 2.3] * 6 + [41.0]]
    scheme = scheme_with(indicators='[indicator.i]\nvalue = "1 * x"\n')
    (found,) = screen(panel_of({"x": values}, periods=YEARS[:2]), scheme)
    # Mean 58 / 13; squared deviations 1265 of 40, and 12.7 x 6 + 6.9 x 6 of the others.
    mean = 58 / 13
    rest = 6 * (1 - mean) ** 2 + 6 * (2 - mean) ** 2
    share = 100 * (40 - mean) ** 2 / ((40 - mean) ** 2 + rest)
    assert about([found]) == [("dominance", ("x",), (0, 1), (12,))]
    assert f"{share:.4g} %" in str(found.message)


def test_break_lowers_the_grade() -> None:
    """Where the scheme declares a break, a likely error is unclear, and the note is told."""
    x = table()
    for year in (2, 3):
        x[year][5] *= 100
    text = '[[break]]\nperiod = 2022\nunits = ["u5"]\nnote = "boundary change 2022"\n'
    (plain,) = found_in(x)
    (lower,) = found_in(x, scheme_with(breaks=text))
    assert (plain.grade, lower.grade) == ("likely", "unclear")
    assert "the scheme notes: boundary change 2022" in str(lower.message)
    (other,) = found_in(x, scheme_with(breaks=text.replace("u5", "u4")))
    assert other.grade == "likely"
