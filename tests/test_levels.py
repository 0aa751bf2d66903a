"""Groups and the whole, from summed raw columns: four units in two groups, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed, errors_of, panel_of, same, scores_of

from innoindex.expression import parse_expression
from innoindex.levels import base_reference, summed_values

PERIODS = ("2015", "2020")
GROUPS = ["north", "south", "north", "south"]
RD = [[1, 2, 3, 4], [2, 3, 4, 6]]
GDP = [[10, 40, 20, 30], [20, 40, 20, 40]]
TEXT = (
    '[index]\nnormalise = "base-ratio"\nbase = { period = 2015 }\n'
    '[indicator.share]\nvalue = "100 * rd / gdp"\n'
)


def of_level(level: str, text: str = TEXT, **changes):
    columns = {"rd": RD, "gdp": GDP, **changes}
    return computed(text, columns, level=level, periods=PERIODS, groups=GROUPS)


def test_reference_is_a_ratio_of_sums():
    """All units in 2015 are 10 of 100 and score 100 per cent of themselves; not the mean ratio."""
    result = of_level("unit")
    # Shares in 2015: 10, 5, 15, 13.3; of the whole 10. Their mean would be 10.8.
    same(result.index, [[100, 50, 150, 400 / 3], [100, 75, 200, 150]])


def test_groups():
    """North 2015: 4 of 30; 2020: 6 of 40. South: 6 of 70 and 9 of 80. Against 10 of 100."""
    result = of_level("group")
    same(result.index, [[100 * 4 / 3, 600 / 7], [150, 112.5]])
    assert result.labels.units.tolist() == ["north", "south"]
    assert result.ranks.tolist() == [[1, 2], [1, 2]]


def test_the_whole():
    """The whole in its base year is 100; in 2020 it is 15 of 120 against 10 of 100."""
    result = of_level("all")
    same(result.index, [[100], [125]])
    assert result.labels.units.tolist() == ["all"]


def test_less_is_better():
    """The whole is 100 in its base year for either direction: 2020 has 100 * 10 / 12.5."""
    same(of_level("all", TEXT + 'direction = "-"\n').index, [[100], [80]])


def test_units_of_the_base_period_only():
    """A unit that is there in the base period only is part of the reference."""
    rd, gdp = [[1, 5], [2, NAN]], [[10, 10], [10, NAN]]
    # 6 of 20 in the base period: 30 per cent; without the second unit it would be 10.
    same(
        scores_of(TEXT, {"rd": rd, "gdp": gdp}, periods=PERIODS),
        [[100 / 3, 500 / 3], [200 / 3, NAN]],
    )


def test_numerator_and_denominator_are_of_the_same_units():
    """A unit without one of the columns is in neither sum."""
    columns = panel_of({"a": [[1, 2, NAN, 4]], "b": [[10, NAN, 10, 10]]})
    share = parse_expression("a / b")
    everyone, pairs = np.zeros(4, dtype=int), np.array([0, 0, 1, 1])
    same(summed_values(share, columns, everyone, 1), [[5 / 20]])
    same(summed_values(share, columns, pairs, 2), [[0.1, 0.4]])
    same(summed_values(share, columns, np.array([0, 1, 1, -1]), 2), [[0.1, NAN]])


def test_base_reference_of_a_growth():
    """lag() in the base period looks at the period before it, and at none before the first."""
    panel = panel_of({"a": [[1, 3], [2, 6], [9, 9]]}, periods=("1", "2", "3"))
    growth = parse_expression("a / lag(a)")
    assert base_reference(growth, panel, "2") == 2
    assert np.isnan(base_reference(growth, panel, "1"))


def test_base_period_is_absent():
    """A table without the base period is an error that says both ways out."""
    text = TEXT + '[indicator.gdp]\nvalue = "gdp"\n[indicator.rd]\nreference = 3\n'
    columns = {"rd": RD, "gdp": GDP}
    assert errors_of(text, columns, periods=("2016", "2020")) == [
        "<scheme>:4: error: the base period 2015 is not in the table, and 2 indicators have "
        "no reference: share, gdp\n"
        "help: either add the rows of 2015 to the table, or give each indicator "
        "reference = its value for the whole in 2015"
    ]


def test_references_make_the_base_period_unnecessary():
    """Where every indicator has its reference the base period need not be in the table."""
    text = TEXT + "reference = 10\n"
    columns = {"rd": RD, "gdp": GDP}
    same(
        scores_of(text, columns, periods=("2016", "2020")),
        [[100, 50, 150, 400 / 3], [100, 75, 200, 150]],
    )
    inside = TEXT.replace('"base-ratio"', '{ method = "base-ratio", reference = 20 }')
    same(
        scores_of(inside, columns, periods=("2016", "2020")),
        [[50, 25, 75, 200 / 3], [50, 37.5, 100, 75]],
    )


NOT_ADDITIVE = (
    '[index]\n[raw.rate]\nname = "Rate"\nadditive = false\n'
    '[indicator.a]\nname = "A"\nvalue = "rate * gdp"\n[indicator.b]\nvalue = "rd / gdp"\n'
)


@pytest.mark.parametrize("level", ["group", "all"])
def test_not_additive(level):
    """An indicator of columns that may not be summed is left out above the units, and said so."""
    changes = {"rate": [[1, 2, 3, 4]] * 2}
    result = of_level(level, NOT_ADDITIVE, **changes)
    expected = {"group": [[4 / 30, 6 / 70], [6 / 40, 9 / 80]], "all": [[0.1], [15 / 120]]}
    same(result.index, expected[level])
    assert result.left_out["a"].all()
    assert [str(remark) for remark in result.remarks] == [
        "warning: A is left out at this level: Rate may not be summed over units"
    ]
    assert of_level("unit", NOT_ADDITIVE, **changes).remarks == ()


def test_reference_of_not_additive():
    """Nor can such an indicator have its reference from sums."""
    text = (
        '[index]\nnormalise = "base-ratio"\nbase = { period = 2015 }\n'
        '[raw.rate]\nadditive = false\n[indicator.x]\nvalue = "rate"\n'
    )
    assert errors_of(text, {"rate": [[1, 2], [3, 4]]}, periods=PERIODS) == [
        "<scheme>:7: error: x has no reference: rate may not be summed over units\n"
        "help: give the indicator reference = the value that scores 100"
    ]


def test_against_the_units():
    """Groups stand on the units' scale: shares 10 5 15 13.3 in 2015, min 5, max 15."""
    text = '[indicator.share]\nvalue = "100 * rd / gdp"\nnormalise = "min-max"\n'
    north, south = 100 * (40 / 3 - 5) / 10, 100 * (60 / 7 - 5) / 10
    result = of_level("group", text)
    same(result.index[0], [north, south])
    ranks = of_level("group", text.replace("min-max", "percentile-rank"))
    same(ranks.index[0], [2 / 3, 1 / 3])  # below 13.3 are 5 and 10; below 8.6 is 5


def test_above_all_units():
    """A share of units below is at most 1, also for the whole, which is above every unit."""
    text = '[raw.x]\n[indicator.x]\nnormalise = "{}"\ndirection = "{}"\n'
    columns = {"x": [1, 2, 3]}
    for method, best, worst in (("percentile-rank", 1, 0), ("percentile", 100, 100 / 3)):
        for direction, expected in (("+", best), ("-", worst)):
            found = computed(text.format(method, direction), columns, level="all").index
            same(found, [[expected]])


def test_rescale_of_a_group():
    """A group's node is rescaled against the units' nodes, before their rescale."""
    text = '[index]\nrescale = "min-max"\n[indicator.share]\nvalue = "100 * rd / gdp"\n'
    same(of_level("group", text).index[0], [100 * (40 / 3 - 5) / 10, 100 * (60 / 7 - 5) / 10])


def test_lag_of_a_group():
    """What has no score in the first period for units has none for groups."""
    text = '[raw.y]\n[indicator.x]\nvalue = "rd / lag(rd)"\n[indicator.y]\n'
    changes = {"y": [[1] * 4] * 2}
    same(of_level("unit", text, **changes).index[0], [NAN] * 4)
    result = of_level("group", text, **changes)
    same(result.index, [[NAN, NAN], [(6 / 4 + 2) / 2, (9 / 6 + 2) / 2]])
    assert "x" not in result.left_out


def test_errors_above_the_units():
    """A problem of a group names the group, not the unit of the same number."""
    text = (
        '[index]\naggregate = "geometric"\n[raw.x]\n[raw.y]\n'
        '[indicator.x]\ndirection = "-"\nnormalise = { method = "min-max", range = [1, 101] }\n'
        "[indicator.y]\n"
    )
    columns = {"x": [1, 5, 4, 2], "y": [1, 2, 3, 4]}
    assert errors_of(text, columns, level="group", groups=GROUPS) == [
        "x: error: south: index: geometric needs scores above 0, and x scores -49\n"
        "help: choose an arithmetic mean, or let x score above 0, as by range = [1, 100]"
    ]


def test_group_that_cannot_be_scored():
    """A group whose value is 0 has no score where less is better, and it is not infinite."""
    text = (
        '[indicator.x]\nvalue = "abs(a - b)"\ndirection = "-"\n'
        'normalise = { method = "base-ratio", reference = 2 }\n'
    )  # the units have 2, 2 and 4, the first two together |8 - 8|
    columns = {"a": [5, 3, 4], "b": [3, 5, 0]}
    result = computed(text, columns, level="group", groups=["n", "n", "s"])
    same(result.index, [[NAN, 50]])


def test_units_without_group():
    """A unit without a group is in the whole, and in no group."""
    rd, member = panel_of({"rd": [1, 2, 4]}), np.array([0, -1, 0])
    same(summed_values(parse_expression("rd"), rd, member, 1), [[5]])


def test_base_of_a_change_of_two_periods():
    """lag() of lag() reaches two periods before the base: from 4 to 9 is a reference of 5."""
    text = (
        '[index]\nnormalise = "base-ratio"\nbase = { period = 2022 }\n'
        '[indicator.x]\nvalue = "a - lag(lag(a))"\n'
    )
    columns = {"a": [[1, 3], [2, 3], [4, 5]]}
    result = computed(text, columns, periods=("2020", "2021", "2022"))
    same(result.index, [[NAN] * 2, [NAN] * 2, [100 * 3 / 5, 100 * 2 / 5]])


def test_names_of_the_whole():
    """It is called so in both languages."""
    labels = of_level("all").labels
    assert (labels.names["zh"][0], labels.names["en"][0]) == ("全部", "All")


def test_a_group_that_is_not_there():
    """South has no row in 2020: what is carried forward does not bring it back."""
    text = TEXT.replace("[index]\n", '[index]\nimpute = "carry-forward"\n')
    rd, gdp = ([row[0], [row[1][0], NAN, row[1][2], NAN]] for row in (RD, GDP))
    result = of_level("group", text, rd=rd, gdp=gdp)
    assert result.labels.present.tolist() == [[True, True], [True, False]]
    same(result.index, [[100 * 4 / 3, 600 / 7], [150, NAN]])
