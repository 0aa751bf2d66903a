"""From a panel and a scheme to scores: what holds of the whole way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import NAN, computed, errors_of, panel_of, same, scheme_of, scores_of

from innoindex.errors import InnoindexError
from innoindex.index import compute
from innoindex.panel import Origin

PERIODS = ("2001", "2002", "2003")


def test_two_levels_by_hand():
    """Two dimensions under weights 1 and 3, each with its own rule, in two units."""
    text = (
        '[index]\nnormalise = "min-max"\n[dimension.a]\nweight = 1\n[dimension.b]\nweight = 3\n'
        'aggregate = "geometric"\n'
        '[indicator.x]\ndimension = "a"\n[indicator.y]\ndimension = "a"\ndirection = "-"\n'
        '[indicator.z]\ndimension = "b"\nnormalise = "none"\n'
        '[indicator.w]\ndimension = "b"\nnormalise = "none"\n'
    )
    result = computed(text, {"x": [1, 2], "y": [5, 9], "z": [4, 9], "w": [1, 4]})
    same(result.scores["a"], [[(0 + 100) / 2, (100 + 0) / 2]])
    same(result.scores["b"], [[2, 6]])
    same(result.index, [[(50 + 3 * 2) / 4, (50 + 3 * 6) / 4]])
    assert result.ranks.tolist() == [[2, 1]]
    assert set(result.scores) == {"x", "y", "z", "w", "a", "b", "index"}


def test_indicator_beside_a_dimension():
    """An indicator may stand under the index beside dimensions, at its own weight."""
    text = '[dimension.d]\nweight = 1\n[indicator.x]\ndimension = "d"\n[indicator.y]\nweight = 3\n'
    same(scores_of(text, {"x": [4], "y": [8]}), [7])


def test_each_period_is_ranked():
    """Ranks are of each period on its own; a unit without a score has none."""
    columns = {"x": [[1, 2, 3], [3, 2, NAN]]}
    result = computed("[indicator.x]\n", columns, periods=("1", "2"))
    same(result.ranks, [[3, 2, 1], [1, 2, NAN]])


CHAIN = '[index]\nnormalise = "chain"\nrescale = "chain"\n{}[indicator.x]\n'


def test_chain_from_the_base_period():
    """Chained growth gives back the series itself, 100 in the base period, before it and after."""
    columns = {"x": [[50, 4], [100, 5], [300, 8]]}
    first = scores_of(CHAIN.format(""), columns, periods=PERIODS)
    same(first, [[100, 100], [200, 125], [600, 200]])
    middle = scores_of(CHAIN.format("base = { period = 2002 }\n"), columns, periods=PERIODS)
    same(middle, [[50, 80], [100, 100], [300, 160]])


def test_chain_of_a_node():
    """Growth of 100 and of -100 per cent at equal weights is none."""
    text = CHAIN.format("") + "[indicator.y]\n"
    columns = {"x": [[50], [150]], "y": [[150], [50]]}
    same(scores_of(text, columns, periods=("1", "2")), [[100], [100]])


def test_chain_from_0():
    """Growth from 0 in everything has no chained value: an error, not an infinite score."""
    assert errors_of(CHAIN.format(""), {"x": [[0, 1], [5, 2]]}, periods=("1", "2")) == [
        "error: u0 in 2: index: chain divides by a number that is not above 0\n"
        "help: correct the value, or choose another method for it"
    ]


def test_chain_without_its_base_period():
    """A chain whose base period is not in the table is an error."""
    text = CHAIN.format("base = { period = 2010 }\n")
    assert errors_of(text, {"x": [[1], [2], [3]]}, periods=PERIODS) == [
        "<scheme>:5: error: the base period 2010 is not in the table\n"
        "help: the table has 2001, 2002, 2003"
    ]


def test_new_unit_in_a_chain():
    """A unit that comes after the base period has no chained score."""
    same(
        scores_of(CHAIN.format(""), {"x": [[1, NAN], [2, 5], [4, 6]]}, periods=PERIODS),
        [[100, NAN], [200, NAN], [400, NAN]],
    )


def test_missing_column():
    """A panel without a column that an expression uses is an error that names the nearest."""
    text = '[indicator.p]\nvalue = "gpd / population"\n'
    assert errors_of(text, {"gdp": [1], "people": [2]}) == [
        '<scheme>: error: there is no column "gpd"\nhelp: did you mean gdp?',
        '<scheme>: error: there is no column "population"\nhelp: known: gdp, people',
    ]


def test_values_that_cannot_be():
    """Negative totals and parts above their wholes are errors at their row and column."""
    text = (
        '[raw.gdp]\n[raw.rd]\nat_most = "gdp"\n[raw.balance]\nadditive = false\n'
        '[indicator.x]\nvalue = "rd / gdp + balance"\n'
    )
    panel = panel_of({"gdp": [5, 5, 5], "rd": [-1, 6, 5], "balance": [-1, 1, 1]})
    origin = Origin(("t.csv",), np.zeros((1, 3), np.int16), np.array([[2, 3, 4]], np.int32))
    with pytest.raises(InnoindexError) as caught:
        compute(replace(panel, origin=origin), scheme_of(text))
    assert [str(problem) for problem in caught.value.problems] == [
        "t.csv:2:rd: error: u0: rd is negative, but is declared as a total\n"
        "help: correct it, or declare the column additive = false",
        "t.csv:3:rd: error: u1: rd is above gdp\n"
        "help: a part cannot exceed its whole: look for a wrong unit (万元 for 亿元)",
    ]


def test_wrong_missing_and_undefined_at_once():
    """A wrong total, a missing value and a zero denominator are told together."""
    text = '[raw.a]\n[index]\nbase = { period = 2000 }\n[indicator.x]\nvalue = "a / b"\n'
    columns = {"a": [[-1, 2, 3]], "b": [[1, 0, NAN]]}
    told = [
        "a: error: u0 in 2001: a is negative, but is declared as a total",
        "b: error: u1 in 2001: x: the denominator b is zero",
        "b: error: u2 in 2001: no value of b, needed by x (impute = refuse)",
    ]
    found = errors_of(text, columns, periods=["2001"])
    assert [problem.split("\n")[0] for problem in found] == told
    # Also if nothing can be computed for another reason: a period or a column that is not there.
    found = errors_of(text + 'normalise = "base-ratio"\n', columns, periods=["2001"])
    assert [problem.split("\n")[0] for problem in found] == [
        "<scheme>:4: error: the base period 2000 is not in the table, and 1 indicators have no "
        "reference: x",
        *told,
    ]
    found = errors_of(text + '[indicator.y]\nvalue = "c"\n', columns, periods=["2001"])
    assert [problem.split("\n")[0] for problem in found] == [
        '<scheme>: error: there is no column "c"',
        *told,
    ]


def test_every_problem_at_once():
    """All cells whose arithmetic has no result are told in one run, with period and unit."""
    text = '[indicator.x]\nname = "Share"\nvalue = "a / b"\n[indicator.y]\nvalue = "log(a)"\n'
    columns = {"a": [[1, 2], [0, 1]], "b": [[0, 1], [1, 0]]}
    help = "help: correct the cell, or write where(condition, a, b) in the expression"
    assert errors_of(text, columns, periods=("2001", "2002")) == [
        f"b: error: u0 in 2001: Share: the denominator b is zero\n{help}",
        f"b: error: u1 in 2002: Share: the denominator b is zero\n{help}",
        f"a: error: u0 in 2002: y: log(a) has no result\n{help}",
    ]


def test_infinite_is_no_number():
    """An infinite value in a panel is an error."""
    assert errors_of("[indicator.x]\n", {"x": [1, float("inf")]}) == [
        "x: error: u1: x: the result is too large\n"
        "help: correct the cell, or write where(condition, a, b) in the expression"
    ]


def test_settled():
    """What is ranked is the score as the scheme's rank_decimals say."""
    result = computed("[index]\nrank_decimals = 1\n[indicator.x]\n", {"x": [1.04, 1.05, 1.06]})
    same(result.settled, [[1.0, 1.1, 1.1]])
    same(result.index, [[1.04, 1.05, 1.06]])
    assert result.ranks.tolist() == [[3, 1, 1]]


def test_nothing_is_changed_in_place():
    """Computing leaves the panel as it was, and its result is not the panel's own memory."""
    columns = {"x": [[1.0, NAN], [3.0, 4.0]], "y": [[1.0, 2.0], [3.0, 4.0]]}
    panel = panel_of(columns, periods=("1", "2"))
    before = {name: values.copy() for name, values in panel.columns.items()}
    text = '[index]\nimpute = "drop"\ntreat = "winsorise"\n[indicator.x]\n[indicator.y]\n'
    compute(panel, scheme_of(text))
    for name, values in before.items():
        np.testing.assert_array_equal(panel.columns[name], values)


def test_shares_where_per_cent_are_expected():
    """A column in % whose values never exceed 1 is suspected to hold shares: 0.05 for 5 %."""
    text = '[indicator.x]\nunit = "%"\n'
    said = "warning: x is in % but never above 1: are these shares (0.05 for 5 %)?"
    assert said in str(computed(text, {"x": [0.05, 0.5, 1]}).remarks[0])
    assert computed(text, {"x": [0.05, 0.5, 1.01]}).remarks == ()


def test_letting_the_indicators_go_changes_nothing():
    """Without `keep_indicators` the nodes have the same scores, and the indicators none."""
    scheme, panel = (
        scheme_of("[indicator.x]\n[indicator.y]\n"),
        panel_of({"x": [1, 2], "y": [4, 9]}),
    )
    kept, let_go = compute(panel, scheme), compute(panel, scheme, keep_indicators=False)
    assert let_go.index.tolist() == kept.index.tolist()
    assert set(kept.scores) - set(let_go.scores) == {"x", "y"}


def test_who_is_not_there_has_no_score():
    """u0 has no row in the second period: what is carried forward does not bring it back."""
    text = '[index]\nimpute = "carry-forward"\n[indicator.x]\n[indicator.y]\n'
    columns = {"x": [[1, 2], [NAN, 3]], "y": [[5, 6], [NAN, NAN]]}
    same(scores_of(text, columns, periods=("1", "2")), [[3, 4], [NAN, 4.5]])


def test_what_an_unknown_value_blocks():
    """A change from a period before the first is no gap that a mean could leave out."""
    text = '[dimension.d]\n[indicator.x]\ndimension = "d"\nvalue = "x - lag(x)"\n[indicator.y]\n'
    columns = {"x": [[1, 2], [4, 3]], "y": [[5, 6], [5, 6]]}
    same(scores_of(text, columns, periods=("1", "2")), [[NAN, NAN], [4, 3.5]])


@pytest.mark.parametrize("level", ["unit", "group"])
def test_repairs_are_kept_where_asked_for(level):
    """Cells that were filled are listed, with what they have become; else nothing is."""
    text = '[index]\nimpute = { method = "score", value = 7 }\n[raw.x]\n[raw.y]\n'
    text += '[indicator.x]\nvalue = "x + 0"\n[indicator.y]\n'
    columns = {"x": [[1, NAN]], "y": [[2, 3]]}
    panel, scheme = panel_of(columns, groups=["a", "b"]), scheme_of(text)
    (repair,) = compute(panel, scheme, level=level, keep_repairs=True).repairs
    assert (repair.id, repair.how, repair.units.tolist()) == ("x", "imputed", [1])
    same(repair.after, [7])
    assert compute(panel, scheme, level=level).repairs == ()


def test_a_constant_brings_nobody_back():
    """u0 has no row in the second period, and so no score, though one part of it is 2 for all."""
    text = '[index]\nimpute = "drop"\n[indicator.x]\n[indicator.two]\nvalue = "2"\n'
    columns = {"x": [[1, 2], [NAN, 3]]}
    same(scores_of(text, columns, periods=("1", "2")), [[1.5, 2], [NAN, 2.5]])
