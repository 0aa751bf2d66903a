"""Weights drawn at random: bounds, laws of their distributions, one left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scheme_of

from innoindex.uncertainty.choices import Spread
from innoindex.uncertainty.drawn_weights import WeightDraws
from innoindex.uncertainty.draws import uniforms

SPREADS = {
    "uniform": Spread("uniform", 0.25),
    "wide": Spread("uniform", 1.0),
    "dirichlet": Spread("dirichlet", 20.0),
    "any": Spread("any"),
}
TREE = """
[dimension.b]
weight = 30
[dimension.a]
weight = 50
[dimension.c]
weight = 20
parent = "a"
[indicator.z]
dimension = "b"
weight = 2
[indicator.w]
dimension = "b"
weight = 0
[indicator.y]
dimension = "b"
weight = 6
[indicator.c10]
dimension = "a"
weight = 1
[indicator.c9]
dimension = "c"
weight = 5
[indicator.x]
weight = 20
"""
N = 20_000


def flat(weights: str, spread: Spread, count: int = N, seed: int = 7) -> np.ndarray:
    """Draws (count, K) of the weights of indicators beside each other, such as "1 2 0"."""
    lines = [f"[indicator.x{k}]\nweight = {w}\n" for k, w in enumerate(weights.split())]
    draws = WeightDraws(scheme_of("".join(lines)), spread)
    return draws.drawn(uniforms(seed, 0, 0, 0, count, draws.width))["index"]


def by_id(text: str, spread: Spread, count: int = 50, left_out: bool = False) -> dict:
    """The drawn weights of each part by id."""
    scheme = scheme_of(text)
    draws = WeightDraws(scheme, spread)
    weights = draws.drawn(uniforms(1, 0, 0, 0, count, draws.width))
    if left_out:
        chosen = np.arange(count) % (len(draws.leaves) + 1) - 1
        weights = draws.without(weights, chosen)
    return {
        child: weights[node][:, k]
        for node, children in scheme.children.items()
        for k, child in enumerate(children)
    }


@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
def test_siblings_keep_their_total(spread):
    """Whatever is drawn, siblings have the sum that they have in the scheme, and 0 stays 0."""
    drawn = by_id(TREE, spread)
    for siblings, total in (("b a x", 100), ("z w y", 8), ("c c10", 21), ("c9", 5)):
        parts = [drawn[id] for id in siblings.split()]
        np.testing.assert_allclose(np.sum(parts, axis=0), total, rtol=1e-12)
    assert not drawn["w"].any()
    for id in drawn.keys() - {"w"}:
        assert (drawn[id] > 0).all()
        assert (np.ptp(drawn[id]) > 1e-9) == (id != "c9")  # alone, it has all there is


def test_as_given():
    """Without a draw every weight is the scheme's own, and none or 0 % draws just that."""
    scheme = scheme_of(TREE)
    for spread in (Spread("none"), Spread("uniform", 0.0)):
        assert spread.is_none
        draws = WeightDraws(scheme, spread)
        drawn = draws.drawn(uniforms(1, 0, 0, 0, 3, draws.width))
        for node, own in draws.as_given(3).items():
            expected = [[scheme.weight(child) for child in scheme.children[node]]] * 3
            assert own.tolist() == expected
            np.testing.assert_allclose(drawn[node], expected, rtol=1e-15)
    assert not any(spread.is_none for spread in SPREADS.values())


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=6), st.floats(0.01, 0.99), st.integers(0, 99)
)
def test_uniform_bounds(weights, amount, seed):
    """The ratio of two weights is within (1 - s) / (1 + s) and (1 + s) / (1 - s) of its own."""
    own = np.array(weights, dtype=float)
    drawn = flat(" ".join(map(str, weights)), Spread("uniform", amount), 40, seed) / own
    ratio = drawn.max(axis=1) / drawn.min(axis=1)
    assert ratio.max() <= (1 + amount) / (1 - amount) * (1 + 1e-12)


def test_uniform_is_uniform():
    """Before the total is restored each factor is uniform on 1 - s to 1 + s.

    Of two equal weights 1, w1 / (w1 + w2) < 0.45 means f1 < (9 / 11) f2; with s = 0.25, f2 has to
    be above 0.75 * 11 / 9 = 11 / 12, so the chance is 4 times the integral of 9 / 11 f - 3 / 4
    from 11 / 12 to 5 / 4: (4 / 2) (9 / 11) (1 / 3)^2 = 2 / 11.
    """
    share = flat("1 1", SPREADS["uniform"])[:, 0] / 2
    for found in (np.mean(share < 0.45), np.mean(share > 0.55)):
        assert abs(found - 2 / 11) < 4 * np.sqrt(2 / 11 * 9 / 11 / N)
    assert 0.375 <= share.min() < 0.38
    assert 0.62 < share.max() <= 0.625


@pytest.mark.parametrize("count", [2, 3, 5])
def test_any_is_flat(count):
    """Each share has the mean 1 / K and the variance (K - 1) / (K^2 (K + 1)), whatever its own."""
    shares = flat(" ".join(map(str, range(1, count + 1))), SPREADS["any"]) / (
        count * (count + 1) / 2
    )
    variance = (count - 1) / (count**2 * (count + 1))
    assert np.abs(shares.mean(axis=0) - 1 / count).max() < 4 * np.sqrt(variance / N)
    np.testing.assert_allclose(shares.var(axis=0), variance, rtol=0.05)
    # P(share > t) = (1 - t)^(K - 1), as the corner is a simplex of that size.
    for t in (0.1, 0.3, 0.7):
        expected = (1 - t) ** (count - 1)
        found = (shares > t).mean(axis=0)
        assert np.abs(found - expected).max() < 4 * np.sqrt(expected * (1 - expected) / N)


def test_any_fills_triangles_alike():
    """Of three shares, the draws within each of the four middle triangles are a quarter.

    Three have a share above 1/2, the fourth has none: each has half the side of the simplex.
    """
    shares = flat("1 1 1", SPREADS["any"]) / 3
    corners = (shares > 0.5).mean(axis=0)
    found = np.append(corners, 1 - corners.sum())
    assert np.abs(found - 1 / 4).max() < 4 * np.sqrt(3 / 16 / N)


@pytest.mark.parametrize("concentration", [1.0, 3.0, 50.0])
def test_dirichlet(concentration):
    """Each share has its own as mean, and the variance s (1 - s) / (C + 1)."""
    own = np.array([0.5, 0.3, 0.2])
    shares = flat("5 3 2", Spread("dirichlet", concentration)) / 10
    variance = own * (1 - own) / (concentration + 1)
    assert (np.abs(shares.mean(axis=0) - own) < 4 * np.sqrt(variance / N)).all()
    np.testing.assert_allclose(shares.var(axis=0), variance, rtol=0.05)
    covariance = -0.5 * 0.3 / (concentration + 1)
    np.testing.assert_allclose(np.cov(shares.T)[0, 1], covariance, rtol=0.07)


def test_dirichlet_of_k_is_flat():
    """With the concentration K, equal weights are drawn as by any: P(share > t) = (1 - t)^2."""
    shares = flat("1 1 1", Spread("dirichlet", 3.0)) / 3
    for t in (0.2, 0.6):
        expected = (1 - t) ** 2
        found = (shares > t).mean(axis=0)
        assert np.abs(found - expected).max() < 4 * np.sqrt(expected * (1 - expected) / N)


def test_left_out():
    """An indicator that is left out has the weight 0; all the others keep what was drawn."""
    scheme = scheme_of(TREE)
    draws = WeightDraws(scheme, SPREADS["uniform"])
    assert draws.leaves == ("c10", "c9", "x", "y", "z")  # w counts for nothing
    weights = draws.drawn(uniforms(1, 0, 0, 0, 6, draws.width))
    before = {node: each.copy() for node, each in weights.items()}
    without = draws.without(weights, np.arange(6) - 1)
    gone = [
        (node, child, draw)
        for node, children in scheme.children.items()
        for k, child in enumerate(children)
        for draw in range(6)
        if without[node][draw, k] != weights[node][draw, k]
    ]
    # Where c9 is alone it is its dimension that is left out.
    assert sorted(gone) == [
        ("a", "c", 2),
        ("a", "c10", 1),
        ("b", "y", 4),
        ("b", "z", 5),
        ("index", "x", 3),
    ]
    assert not any(without[node][draw, scheme.children[node].index(id)] for node, id, draw in gone)
    assert all(np.array_equal(weights[node], before[node]) for node in weights)


def test_emptied_at_every_depth():
    """The highest dimension that has nothing but the indicator is left out in its place."""
    text = """
    [dimension.c]
    [dimension.a]
    parent = "b"
    [dimension.b]
    parent = "c"
    [indicator.x]
    dimension = "a"
    [indicator.y]
    """
    draws = WeightDraws(scheme_of(text), Spread("none"))
    without = draws.without(draws.as_given(3), np.array([0, 1, -1]))  # x, y, none
    for id in "abc":
        assert without[id].tolist() == [[1], [1], [1]]
    assert without["index"].tolist() == [[0, 1], [1, 0], [1, 1]]


@given(st.permutations(TREE.strip().split("\n[")), st.sampled_from(list(SPREADS)))
def test_order_of_the_file(tables, name):
    """The entries of the scheme's file in another order: the same draws of every part."""
    text = "\n".join("[" + table.removeprefix("[") for table in tables)
    for left_out in (False, True):
        expected = by_id(TREE, SPREADS[name], 12, left_out)
        found = by_id(text, SPREADS[name], 12, left_out)
        assert found.keys() == expected.keys()
        for id, weights in expected.items():
            np.testing.assert_allclose(found[id], weights, rtol=1e-14)


def test_labels_do_not_matter():
    """What a part is called in either language changes no draw."""
    named = TREE.replace("[indicator.z]", '[indicator.z]\nname = { zh = "甲", en = "Aa" }')
    found, expected = by_id(named, SPREADS["any"]), by_id(TREE, SPREADS["any"])
    assert all(np.array_equal(found[id], expected[id]) for id in expected)


@pytest.mark.parametrize("concentration", [0.01, 1e-4, 1e-20])
def test_tiny_concentration(concentration):
    """The less concentrated, the more one part has nearly all, as often as its share says."""
    drawn = flat("500 300 200", Spread("dirichlet", concentration))
    np.testing.assert_allclose(drawn.sum(axis=1), 1000, rtol=1e-12)
    nearly_all = (drawn > 990).mean(axis=0)
    assert np.abs(nearly_all - [0.5, 0.3, 0.2]).max() < 0.02


@pytest.mark.parametrize("concentration", [1e12, 1e30, 1e300])
def test_huge_concentration(concentration):
    """The more concentrated, the nearer to the shares themselves."""
    drawn = flat("500 300 200", Spread("dirichlet", concentration), 100)
    np.testing.assert_allclose(drawn, np.tile([500, 300, 200], (100, 1)), rtol=1e-4)
