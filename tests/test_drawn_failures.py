"""Weights under which a node cannot be scored: they give no index, as a scheme gives none."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed, same
from test_drawn_index import rows_of, ways, weights_of

from innoindex.uncertainty import drawn_index as room
from innoindex.uncertainty.choices import Choices, Spread
from innoindex.uncertainty.drawn_weights import WeightDraws
from innoindex.uncertainty.robustness import robust


def test_mean_that_cannot_be_taken():
    """The draws in which a dimension falls to 0 or below have no geometric mean; others have.

    b is w x + (1 - w) y of -1 and 3: above 0 where w < 3/4.
    """
    text = """
    [index]
    aggregate = "geometric"
    [dimension.b]
    aggregate = "arithmetic"
    weight = 1
    [indicator.x]
    dimension = "b"
    weight = 1
    [indicator.y]
    dimension = "b"
    weight = 1
    [indicator.z]
    weight = 1
    """
    result = computed(text, {"x": [-1, 2], "y": [3, 2], "z": [2, 2]})
    for way in ways(result).values():
        weights = {"b": np.array([[1.0, 1], [7, 1], [1, 3]]), "index": np.ones((3, 2))}
        same(way(weights)[0], [[2**0.5, 2], [NAN, NAN], [2, 2]])


def test_dimension_that_cannot_be():
    """Nor is there an index where it is a dimension that has no mean: the others are not enough."""
    text = """
    [dimension.a]
    aggregate = "geometric"
    [dimension.b]
    parent = "a"
    [indicator.x]
    dimension = "b"
    [indicator.y]
    dimension = "b"
    [indicator.z]
    """
    result = computed(text, {"x": [-1, 2], "y": [3, 2], "z": [2, 2]})
    weights = {"a": np.ones((2, 1)), "b": np.array([[1.0, 1], [7, 1]]), "index": np.ones((2, 2))}
    for way in (room._by_nodes, room._by_compute):
        (table,) = way(result, rows_of(result))(weights)
        same(table, [[1.5, 2], [NAN, NAN]])


def test_group_of_one_unit():
    """A group of one unit has no spread and no score there, with or without draws."""
    text = """
    [dimension.b]
    rescale = { method = "min-max", range = [0, 1], within = "group" }
    [indicator.x]
    dimension = "b"
    [indicator.y]
    dimension = "b"
    [indicator.z]
    """
    cells = {"x": [1, 2, 4], "y": [1, 3, 2], "z": [1, 1, 3]}
    result = computed(text, cells, groups=list("mmn"))
    same(result.index, [[0.5, 1, 3]])
    for way in ways(result).values():
        same(way(weights_of(result, 1, True))[0][0, 2], 3)


def test_weights_that_cannot_be():
    """Where too few parts are left for bounds on their shares, there is no index: 2 x 0.4 < 1."""
    text = '[index]\naggregate = { method = "benefit-of-the-doubt", upper = 0.4 }\n'
    text += "".join(f"[indicator.{id}]\nweight = 1\n" for id in "xyz")
    result = computed(text, {"x": [3, 2, 5], "y": [1, 2, 4], "z": [1, 2, 3]})
    draws = WeightDraws(result.scheme, Spread("none"))
    weights = draws.without(draws.as_given(3), np.array([-1, 1, -1]))
    for way in ways(result).values():
        (table,) = way(weights)
        same(table[[0, 2]], [result.index[0]] * 2)
        assert np.isnan(table[1]).all()


@pytest.mark.parametrize(
    "rescale", ['"z-score"', '{ method = "min-max", within = "group" }', '"fraction-of-max"']
)
def test_rescale_that_cannot_be(rescale):
    """A dimension that is the same for all, or 0 at best, without an indicator: no index at all."""
    text = f"""
    [dimension.b]
    rescale = {rescale}
    [indicator.x]
    dimension = "b"
    [indicator.y]
    dimension = "b"
    [indicator.z]
    """
    cells = {"x": [0, 0, 0, 0], "y": [1, 2, 3, 4], "z": [1, 3, 2, 1]}
    result = computed(text, cells, groups=list("mnmn"))
    draws = WeightDraws(result.scheme, Spread("none"))
    weights = draws.without(draws.as_given(2), np.array([1, -1]))
    assert draws.leaves[1] == "y"
    assert set(ways(result)) == {"nodes", "compute", "chosen"}
    for way in ways(result).values():
        (table,) = way(weights)
        assert np.isnan(table[0]).all()
        same(table[1], result.index[0])


@pytest.mark.parametrize(
    "method", ["ratio", "relative-difference", "above-below-mean", "categorical", "z-score"]
)
def test_indicator_that_a_period_does_not_have(method):
    """A period that has nothing of a column with errors has its index from the others."""
    text = f'[index]\nimpute = "drop"\nnormalise = "{method}"\n[indicator.x]\n[indicator.y]\n'
    columns = {"x": [[NAN, NAN, NAN], [1, 2, 4]], "y": [[3, 1, 2], [1, 2, 3]]}
    result = computed(text, columns, periods=["2020", "2021"])
    found = robust(result, Choices(noise={"x": 1e-6}), draws=20, sobol_rows=0)
    same(found.best, [3, 2, 1])
    same(found.move_shares[:, 0], [0, 1, 1])
