"""The index of drawn data: of each draw it is what a table of its values is computed to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import NAN, computed, same

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.uncertainty.choices import Spread
from innoindex.uncertainty.drawn_weights import DrawnWeights, WeightDraws
from innoindex.uncertainty.draws import uniforms
from innoindex.uncertainty.noised_index import noised_index

PERIODS = ("2001", "2002", "2003")
TEXT = """
[index]
impute = "drop"
base = {{ period = 2002 }}
{index}
[raw]
x = {{}}
y = {{}}
z = {{}}
[indicator.i]
weight = 1
{indicator}
[indicator.j]
value = "z"
weight = 2
"""
RATIO = 'value = "x / y"\n'
# The groups have the same means, medians and extremes, in every period and so in all together.
CELLS = {
    "x": [[6, 2, 4, 4, 2, 6], [6, 4, 2, 2, 6, 4], [6, 2, 4, 2, 4, 6]],
    "y": [[2, 2, 2, 2, 2, 2]] * 3,
    "z": [[1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], [3, 3, 1, 2, 2, 1]],
}


def result_of(indicator: str, index: str = "", level: str = "unit", **cells: object) -> Result:
    text = TEXT.format(indicator=indicator, index=index)
    return computed(text, {**CELLS, **cells}, level, periods=PERIODS, groups=list("mmmnnn"))


def drawn(result: Result, draws: int = 4) -> tuple[dict[str, np.ndarray], DrawnWeights]:
    """Columns (P, D, U) whose values are up to four times what they are, or down to a quarter."""
    rng = np.random.default_rng(2)
    columns = {
        id: values[:, None] * 4 ** rng.uniform(-1, 1, (len(PERIODS), draws, 6))
        for id, values in result.panel.columns.items()
    }
    weights = WeightDraws(result.scheme, Spread("any"))
    return columns, weights.drawn(uniforms(1, 0, 0, 0, draws, weights.width))


def table_of(result: Result, columns: dict, weights: DrawnWeights, draw: int) -> np.ndarray:
    """The index (P, N) computed from the values and the weights of a draw; missing without one."""
    scheme = result.scheme
    leaves = {
        id: replace(leaf, weight=weights["index"][draw, scheme.children["index"].index(id)])
        for id, leaf in scheme.indicators.items()
    }
    panel = replace(result.panel, columns={id: x[:, draw] for id, x in columns.items()})
    try:
        return compute(panel, replace(scheme, indicators=leaves), level=result.level).index
    except InnoindexError:
        return np.full(result.index.shape, NAN)


def assert_as_computed(result: Result, columns: dict, weights: DrawnWeights) -> list[np.ndarray]:
    """Each draw in the last two periods, the later first, its units in the other order."""
    units = np.arange(result.labels.shape[1])
    rows = [(2, units[::-1]), (1, units)]
    found = noised_index(result, rows).scored(columns, weights)
    for draw in range(len(weights["index"])):
        expected = table_of(result, columns, weights, draw)
        for table, (p, order) in zip(found, rows, strict=True):
            same(table[draw], expected[p, order])
    return found


def at_once(result: Result) -> bool:
    return noised_index(result, [(2, np.arange(result.labels.shape[1]))]).at_once


METHODS = [
    '"none"',
    '"base-ratio"',
    '{ method = "base-ratio", reference = 3 }',
    '{ method = "standard", reference = 3 }',
    '{ method = "base-ratio", reference = 5 }\nreference = 2',
    '{ method = "goalposts", lower = 1, upper = 3 }',
    '"chain"',
    '"min-max"',
    '"min-max"\nstats = "pooled"',
    '"min-max"\nstats = 2001',
    '"min-max"\nstats = 2003',
    '"z-score"',
    '"z-score"\ntransform = "log"',
    '"rank"\nstats = "pooled"',
    '{ method = "distance-to-target", target = TARGET }',
]


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("direction", ["+", "-"])
@pytest.mark.parametrize("method", METHODS)
def test_at_once(method, direction, gap):
    """All draws together: values alone or against those of one period, or of all; also with a gap.

    (The sums of the base period are of the units that have both x and y.)
    """
    method = method.replace("TARGET", "90" if direction == "+" else "0.01")
    text = f'{RATIO}direction = "{direction}"\nnormalise = {method}\n'
    cells = {"x": [*CELLS["x"][:1], [6, 4, NAN, 2, 6, 4], *CELLS["x"][2:]]} if gap else {}
    result = result_of(text, **cells)
    assert at_once(result)
    for table in assert_as_computed(result, *drawn(result)):
        assert not np.isnan(table).all()


LAG = 'value = "x / lag(x)"\n'
ONE_BY_ONE = {
    "a bound that is transformed": 'value = "x"\ntransform = "log"\n'
    'normalise = { method = "goalposts", lower = 1, upper = 10 }',
    "within groups": RATIO + 'normalise = { method = "min-max", within = "group" }',
    "a unit": RATIO + 'normalise = { method = "distance-to-reference", unit = "u5" }',
    "limits": RATIO + 'normalise = { method = "z-score", truncate = "y" }',
    "a treatment": RATIO + 'treat = { method = "clip", lower = 0.9, upper = 3.1 }',
    "a constant": 'value = "2 + 1"\nnormalise = "base-ratio"',
    "the period before the base": LAG + 'normalise = "base-ratio"',
}


@pytest.mark.parametrize("indicator", ONE_BY_ONE.values(), ids=ONE_BY_ONE)
def test_one_by_one(indicator):
    """Where scores hang on more than that, each draw is computed anew.

    The values as they are do not show it: groups are alike, no value is beyond a bound.
    """
    cells = {}
    if "transform" in indicator:  # of which the logarithms are beyond both bounds, taken or not
        cells["x"] = [[0.5, 0.5, 1e6, 0.5, 1e6, 1e6]] * 3
    result = result_of(indicator, **cells)
    assert not at_once(result)
    columns, weights = drawn(result)
    if cells:
        columns["x"] = columns["x"] ** np.array([0.1, 0.3, 1, 2])[None, :, None]
    assert_as_computed(result, columns, weights)


@pytest.mark.parametrize("method", ['"none"', '"min-max"\nstats = "pooled"'])
def test_change_since_the_period_before(method):
    """A value of two periods is one of one draw in both."""
    result = result_of(f"{LAG}normalise = {method}\n")
    assert_as_computed(result, *drawn(result))


@pytest.mark.parametrize(
    ("indicator", "index", "level"),
    [
        (RATIO + 'impute = "mean"', "", "unit"),
        (RATIO, "", "group"),
        (RATIO, 'rescale = "min-max"\nstats = "pooled"', "unit"),
    ],
)
def test_other_steps(indicator, index, level):
    """Imputed values, levels above the units, rescaling over time: computed anew too.

    (All periods are alike, so that the values as they are do not show the last.)
    """
    x = [2, 6, NAN, 6, 4, 2]
    result = result_of(indicator, index, level, x=[x] * 3, z=[CELLS["z"][0]] * 3)
    assert not at_once(result)
    assert_as_computed(result, *drawn(result))


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        (RATIO + 'normalise = "min-max"', "same"),  # no spread
        (RATIO + 'normalise = "base-ratio"\ndirection = "-"', "nothing"),  # a division by 0
        ('value = "x - y"\nnormalise = "base-ratio"', "same"),  # a reference below 0
        ('value = "log(x)"', "nothing"),
        ('value = "x"\ntransform = "log"', "nothing"),
        (RATIO + 'normalise = "min-max"\nimpute = "refuse"\ntreat = "winsorise"', "same"),
    ],
)
def test_draws_without_an_index(indicator, value):
    """A draw under which a value has no score has no index of any unit; the others have theirs."""
    result = result_of(indicator)
    columns, weights = drawn(result)
    for p in (1, 2):
        columns["x"][p, 2, : 1 if value == "nothing" else 6] = 0
    for table in assert_as_computed(result, columns, weights):
        assert np.isnan(table).any(axis=1).tolist() == [False, False, True, False]
        assert np.isnan(table[2]).all()
