"""What holds for every method that finds weights from scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from strategies import same

from innoindex.messages import Label
from innoindex.weighting import METHODS, NoWeights, Siblings, Weights, weigh

NAMES = ["c10", "c9", "Beta", "alpha", "人口"]

TABLES = st.tuples(st.integers(6, 12), st.integers(2, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(0, 40).map(lambda n: n * 2.5))
)


def siblings(table: np.ndarray, nominal: np.ndarray | None = None) -> Siblings:
    count = table.shape[1]
    names = tuple(Label(name, name) for name in NAMES[:count])
    shares = np.arange(2, count + 2) / np.arange(2, count + 2).sum()
    ratios = shares[:, None] / shares[None, :]
    ratios[0, 1], ratios[1, 0] = 4, 1 / 4  # not quite consistent
    return Siblings(table, shares if nominal is None else nominal, names, ratios)


def weighed(method: str, parts: Siblings) -> Weights | str:
    """The weights, or why there are none."""
    try:
        return weigh(method, parts)
    except NoWeights as error:
        return error.text.template


def pick(parts: Siblings, units: list[int], columns: list[int]) -> Siblings:
    """The same parts and units in another order."""
    assert parts.judgements is not None
    return Siblings(
        parts.scores[np.ix_(units, columns)],
        parts.nominal[columns],
        tuple(parts.names[k] for k in columns),
        parts.judgements[np.ix_(columns, columns)],
    )


@pytest.mark.parametrize("method", METHODS)
@given(table=TABLES)
def test_shares(method, table):
    """Shares sum to 1 and none is negative."""
    found = weighed(method, siblings(table))
    if isinstance(found, Weights):
        assert found.shares.min() >= 0
        same(found.shares.sum(), 1)


@pytest.mark.parametrize("method", METHODS)
@given(table=TABLES, random=st.randoms(use_true_random=False))
def test_order(method, table, random):
    """The order of units and of parts changes nothing."""
    units, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(units)
    random.shuffle(columns)
    parts = siblings(table)
    found, other = weighed(method, parts), weighed(method, pick(parts, units, columns))
    if isinstance(found, Weights):
        assert isinstance(other, Weights)
        same(other.shares, found.shares[columns], 1e-6)
        assert [text.template for text in other.remarks] == [t.template for t in found.remarks]
    else:
        assert other == found


@pytest.mark.parametrize("method", [name for name in METHODS if name != "optimised"])
@given(table=TABLES, scale=st.sampled_from([1e-3, 0.3, 7, 1e5]), origin=st.integers(-50, 50))
def test_unit_and_origin(method, table, scale, origin):
    """Another unit or origin of a part changes nothing."""
    changed = table.copy()
    changed[:, -1] = (changed[:, -1] + origin) * scale
    found, other = weighed(method, siblings(table)), weighed(method, siblings(changed))
    if isinstance(found, Weights):
        assert isinstance(other, Weights)
        same(other.shares, found.shares, 1e-6)
    else:
        assert other == found


@given(table=TABLES, scale=st.sampled_from([1e-3, 0.3, 7, 1e5]), origin=st.integers(-50, 50))
def test_unit_and_origin_when_optimised(table, scale, origin):
    """A part in another unit has so much more weight that the weighted mean stays the same."""
    changed = table.copy()
    changed[:, -1] = (changed[:, -1] + origin) * scale
    found, other = weighed("optimised", siblings(table)), weighed("optimised", siblings(changed))
    if isinstance(found, Weights):
        assert isinstance(other, Weights)
        expected = found.shares / np.append(np.ones(table.shape[1] - 1), scale)
        same(other.shares, expected / expected.sum(), 1e-6)


@given(table=TABLES)
def test_optimised_reaches_the_nominal_shares(table):
    """Without a warning, correlations with the weighted mean are as the nominal shares."""
    parts = siblings(table)
    found = weighed("optimised", parts)
    if isinstance(found, Weights) and not found.warnings:
        mean = table @ found.shares
        each = np.array([np.corrcoef(column, mean)[0, 1] for column in table.T])
        assert np.abs(each / each.sum() - parts.nominal).max() < 1e-3


@pytest.mark.parametrize("method", [name for name in METHODS if name != "ahp"])
@given(table=TABLES.filter(lambda table: table.shape[1] < 5))
def test_identical_parts(method, table):
    """A part given twice gets the same share twice."""
    twice = np.column_stack([table, table[:, 0]])
    count = twice.shape[1]
    found = weighed(method, siblings(twice, np.full(count, 1 / count)))
    if isinstance(found, Weights):
        same(found.shares[0], found.shares[-1], 1e-6)
