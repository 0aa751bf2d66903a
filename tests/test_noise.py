"""Errors in the data: their size, their bounds, and what they do not touch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, panel_of, permuted, same, scheme_of

from innoindex.panel import Panel
from innoindex.uncertainty.draws import uniforms
from innoindex.uncertainty.noise import Noise

XYZ = "[raw]\nx = {}\ny = {}\nz = {}\n[indicator.i]\nvalue = 'x + y + z'\n"
PARTS = """
[raw.all]
[raw.some]
at_most = "all"
[raw.few]
at_most = "some"
[indicator.i]
value = "few + some + all"
"""


def noised(panel: Panel, amounts: dict, draws: int, text: str = XYZ, seed: int = 1) -> dict:
    """The columns (draws, P, U) under errors."""
    noise = Noise(panel, scheme_of(text), amounts)
    numbers = uniforms(seed, 6, 0, 0, draws, noise.width)
    return {id: each.swapaxes(0, 1) for id, each in noise.noised(numbers).items()}


def test_size():
    """The logarithm of what a value is multiplied by is normal: mean 0, sd the amount."""
    panel = panel_of({"x": [[3, 5]], "y": [[2, 0.5]], "z": [[1, 1]]})
    draws = 10_000
    found = noised(panel, {"x": 0.02, "y": 0.3}, draws)
    for id, amount in (("x", 0.02), ("y", 0.3)):
        logs = np.log(found[id] / panel.columns[id]).reshape(draws, 2)
        assert np.abs(logs.mean(axis=0)).max() < 4 * amount / np.sqrt(draws)
        np.testing.assert_allclose(logs.std(axis=0), amount, rtol=4 / np.sqrt(2 * draws))
        # Of a normal distribution 68.27 % lie within one sd, 4.55 % beyond two.
        assert abs((np.abs(logs) < amount).mean() - 0.6827) < 4 * np.sqrt(0.22 / draws / 2)
        assert abs((np.abs(logs) > 2 * amount).mean() - 0.0455) < 4 * np.sqrt(0.043 / draws / 2)


def test_independent():
    """The errors of two cells have nothing in common: of columns, units, periods or draws."""
    ones = [[1, 1], [1, 1]]
    panel = panel_of({"x": ones, "y": ones}, periods=("1", "2"))
    draws = 5000
    found = noised(panel, {"x": 0.1, "y": 0.1}, draws, XYZ.replace(" + z", ""))
    cells = np.log(np.concatenate([found[id].reshape(draws, 4) for id in "xy"], axis=1))
    cells = np.hstack([cells[1:], cells[:-1]])
    correlations = np.corrcoef(cells.T)[np.triu_indices(16, 1)]
    # (The correlation of 5,000 pairs has the standard error 1 / sqrt(5000); 120 are looked at.)
    assert np.abs(correlations).max() < 4 / np.sqrt(draws)


def test_untouched():
    """Columns without errors, missing cells, signs, zeros and the panel itself stay as they are."""
    panel = panel_of({"x": [[3, NAN, 0, -2]], "y": [[1, 2, 3, 4]], "z": [[1, 1, NAN, 1]]})
    before = {id: values.copy() for id, values in panel.columns.items()}
    found = noised(panel, {"x": 0.5, "z": 0.0}, 50)
    assert np.array_equal(found["y"], [before["y"]] * 50)
    assert np.array_equal(found["z"], [before["z"]] * 50, equal_nan=True)
    assert np.isnan(found["x"][:, 0, 1]).all()
    assert not found["x"][:, 0, 2].any()
    assert (found["x"][:, 0, 0] > 0).all()
    assert (found["x"][:, 0, 3] < 0).all()
    assert all(np.array_equal(panel.columns[id], before[id], equal_nan=True) for id in before)


def test_part_of_a_whole():
    """A part is never above its whole, nor above what this may be part of, however noisy."""
    panel = panel_of({"few": [[9, 4]], "some": [[9.5, 9]], "all": [[10, NAN]]})
    found = noised(panel, {"few": 0.3, "some": 0.3, "all": 0.3}, 2000, PARTS)
    few, some, all_ = (found[id][:, 0, 0] for id in ("few", "some", "all"))
    assert (few <= some).all()
    assert (some <= all_).all()
    # All three are as far apart as their errors: it happens that they meet, and that they do not.
    assert 0.2 < (some == all_).mean() < 0.6
    assert 0.2 < (few == some).mean() < 0.8
    # A whole that is missing bounds nothing.
    assert (found["some"][:, 0, 1] > 10).any()
    assert (found["few"][:, 0, 1] <= found["some"][:, 0, 1]).all()


def test_whole_below_its_part():
    """An error in the whole alone takes down the parts that it would come to lie below."""
    panel = panel_of({"few": [[10, 1]], "some": [[10, 10]], "all": [[10, 10]]})
    found = noised(panel, {"all": 0.2}, 200, PARTS)
    whole = found["all"]
    same(found["some"], np.minimum(10, whole))
    same(found["few"][:, 0, 0], np.minimum(10, whole[:, 0, 0]))
    same(found["few"][:, 0, 1], np.ones(200))


def test_ends_of_the_distribution():
    """The smallest and the largest number that there is make errors that are no more than large."""
    panel = panel_of({"x": [[1, 1]], "y": [[1, 1]], "z": [[1, 1]]})
    noise = Noise(panel, scheme_of(XYZ), {"x": 0.1})
    (low, high) = noise.noised(np.array([[0, 1 - 2.0**-53]]))["x"][0, 0]
    assert np.exp(-0.9) < low < np.exp(-0.8)  # 8.2 sd
    assert np.exp(0.8) < high < np.exp(0.9)


def test_columns_that_the_table_lacks():
    """An amount of a column that is not there is nothing; each other column has a number a cell."""
    panel = panel_of({"x": [[1, 1, 1]] * 2, "y": [[1, 1, 1]] * 2}, periods=("1", "2"))
    scheme = scheme_of(XYZ)
    assert Noise(panel, scheme, {"x": 0.1, "z": 0.1}).width == 6
    assert Noise(panel, scheme, {}).width == 0


@given(st.permutations(["u10", "u9", "Z", "乙", "甲"]), st.permutations("xyz"))
def test_order(units, columns):
    """A unit's errors depend on its id, a column's on its name; on no order of either."""
    rng = np.random.default_rng(3)
    ids = ["甲", "u9", "Z", "u10", "乙"]
    cells = {id: rng.random((2, 5)) + 1 for id in "xyz"}
    panel = panel_of(cells, periods=("1", "2"), units=ids)
    order = [ids.index(unit) for unit in units]
    other = permuted(
        panel_of({id: cells[id] for id in columns}, periods=("1", "2"), units=ids), order
    )
    amounts = {"x": 0.1, "z": 0.2}
    text = XYZ.replace("x = {}\ny = {}\nz = {}", " = {}\n".join(columns) + " = {}")
    one = noised(panel, amounts, 3)
    two = noised(other, {id: amounts[id] for id in columns if id in amounts}, 3, text)
    assert all(np.array_equal(one[id][:, :, order], two[id]) for id in "xyz")


@pytest.mark.parametrize("seed", [0, 1])
def test_seeds(seed):
    """The same seed makes the same errors, another one others."""
    panel = panel_of({"x": [[1, 2]], "y": [[1, 2]], "z": [[1, 2]]})
    one = noised(panel, {"x": 0.1}, 5, seed=seed)["x"]
    assert np.array_equal(one, noised(panel, {"x": 0.1}, 5, seed=seed)["x"])
    assert not np.array_equal(one, noised(panel, {"x": 0.1}, 5, seed=1 - seed)["x"])


def test_a_part_whose_whole_is_not_in_the_table():
    """It has no bound but those that are there."""
    text = '[raw.all]\n[raw.some]\nat_most = "all"\n[indicator.i]\nvalue = "some"\n'
    panel = panel_of({"some": [[5, 5]]})
    assert (noised(panel, {"some": 0.5}, 50, text)["some"] > 5).any()
