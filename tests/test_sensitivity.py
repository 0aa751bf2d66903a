"""Sobol indices of functions whose indices are known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from strategies import same

from innoindex.uncertainty.draws import uniforms
from innoindex.uncertainty.sensitivity import Sobol, sobol

Function = Callable[[np.ndarray], np.ndarray]


def indices(function: Function, inputs: int, n: int, seed: int = 1, **options) -> Sobol:
    """The indices of a function of (n, d) numbers in [0, 1), each input with its own stream."""
    a, b = (
        np.hstack([uniforms(seed, k, sample, 0, n, 1) for k in range(inputs)]) for sample in (0, 1)
    )
    mixed = [np.where(np.arange(inputs) == k, b, a) for k in range(inputs)]
    ab = np.array([function(x) for x in mixed])
    return sobol(function(a), function(b), ab, seed, **options)


def ishigami(u: np.ndarray) -> np.ndarray:
    """sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, each x uniform between -pi and pi.

    Ishigami and Homma (1990), doi:10.1109/ISUMA.1990.151285; the coefficients 7 and 0.1 are those
    of Saltelli and others (2010).
    """
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) * (1 + 0.1 * x[:, 2] ** 4) + 7 * np.sin(x[:, 1]) ** 2


# V1 = (1 + 0.1 pi^4 / 5)^2 / 2, V2 = 49 / 8, V13 = 0.01 pi^8 (1/18 - 1/50); V is their sum.
V1 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2
V2 = 49 / 8
V13 = 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
FIRST = np.array([V1, V2, 0]) / (V1 + V2 + V13)
TOTAL = np.array([V1 + V13, V2, V13]) / (V1 + V2 + V13)


def test_the_formulas_are_those_published():
    """The indices of the Ishigami function as they are printed."""
    same(FIRST, [0.3139, 0.4424, 0], 1e-4)
    same(TOTAL, [0.5576, 0.4424, 0.2437], 1e-4)


@pytest.fixture(scope="module")
def found() -> Sobol:
    return indices(ishigami, 3, 2**14, interval=0.999)


def test_ishigami(found):
    """Both indices are within 0.02, and their intervals hold the true ones."""
    same(found.first_order, FIRST, 0.02)
    same(found.total, TOTAL, 0.02)
    for (low, high), true in (
        (found.first_order_interval, FIRST),
        (found.total_interval, TOTAL),
    ):
        assert ((low <= true) & (true <= high)).all()
        # Not because they are wide: by the size of the sample they are a few hundredths.
        assert ((high - low > 0.005) & (high - low < 0.1)).all()


def test_linear():
    """A sum of a_i u_i: first-order and total are a_i^2 over the sum of their squares."""
    a = np.array([1.0, 2.0, 0.5])
    found = indices(lambda u: u @ a + 100, 3, 2**13)
    expected = a**2 / (a**2).sum()
    same(found.first_order, expected, 0.04)
    same(found.total, expected, 0.04)


def test_interaction_alone():
    """A product of signs: no input has an effect of its own, each has all of it with the other."""
    found = indices(lambda u: np.sign(u - 0.5).prod(axis=1), 2, 2**12)
    same(found.first_order, [0, 0], 0.06)
    same(found.total, [1, 1], 0.06)


def test_scale():
    """Neither a factor nor a constant added to the output changes the indices."""
    one = indices(ishigami, 3, 256)
    other = indices(lambda u: 1000 - 3 * ishigami(u), 3, 256)
    for name in ("first_order", "total", "first_order_interval", "total_interval"):
        same(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("shift", [0.0, 1 / 3])
def test_input_that_changes_nothing(shift):
    """Both of its indices and both ends of their intervals are exactly 0."""
    found = indices(lambda u: np.floor(5 * u[:, 0]) + u[:, 2] + shift, 3, 64)
    assert (found.first_order[1], found.total[1]) == (0, 0)
    assert found.first_order_interval[:, 1].tolist() == [0, 0]
    assert found.total_interval[:, 1].tolist() == [0, 0]
    assert (found.total[[0, 2]] > 0).all()


@pytest.mark.parametrize("value", [0.0, 1 / 3, 1e9])
def test_constant_output(value):
    """Where nothing varies nothing has an effect: all exactly 0."""
    found = indices(lambda u: np.full(len(u), value), 2, 64)
    assert not any(
        each.any()
        for each in (
            found.first_order,
            found.total,
            found.first_order_interval,
            found.total_interval,
        )
    )


def test_seldom_anything():
    """An output that differs in one row of 64: bootstrap samples without it do not count."""
    a, b, ab = np.zeros(64), np.zeros(64), np.zeros((2, 64))
    a[5] = ab[0, 5] = 1
    found = sobol(a, b, ab, 1)
    # Mean 1/128 and variance 1/128 - 1/128^2; the second input has (1 - 0)^2 / 2 / 64 of it.
    variance = 1 / 128 - 1 / 128**2
    same(found.total, [0, 1 / 128 / variance])
    assert np.isfinite(found.total_interval).all()
    assert found.total_interval[:, 0].tolist() == [0, 0]


def test_intervals():
    """The same seed gives the same intervals, a wider share wider ones, about the estimates."""
    one, again, other = (indices(ishigami, 3, 256, seed) for seed in (0, 0, 1))
    wide = indices(ishigami, 3, 256, 0, interval=0.99)
    for name in ("first_order_interval", "total_interval"):
        assert np.array_equal(getattr(one, name), getattr(again, name))
        assert not np.array_equal(getattr(one, name), getattr(other, name))
        narrow_low, narrow_high = getattr(one, name)
        low, high = getattr(wide, name)
        assert ((low < narrow_low) & (narrow_high < high)).all()
        estimate = getattr(one, name.removesuffix("_interval"))
        assert ((narrow_low < estimate) & (estimate < narrow_high)).all()


def test_seed_of_the_intervals():
    """The bootstrap samples are of the seed; the estimates are of the values alone."""
    a, b, *ab = np.random.default_rng(1).random((4, 64))
    zero, one = (sobol(a, b, np.array(ab), seed) for seed in (0, 1))
    same(zero.total, one.total)
    assert not np.array_equal(zero.total_interval, one.total_interval)


def test_coverage():
    """Of twenty 90 % intervals most hold the true total: 18 by right, 13 are four errors less."""
    held = 0
    for seed in range(20):
        found = indices(lambda u: u[:, 0] + 2 * u[:, 1], 2, 128, seed)
        low, high = found.total_interval[:, 0]
        held += low <= 1 / 5 <= high
    assert held >= 13


def test_an_interval_of_nothing():
    """Its two tails are the halves: both ends are the median of the bootstrap samples."""
    found = indices(ishigami, 3, 256, interval=0.0)
    assert np.array_equal(*found.total_interval)
    half = indices(ishigami, 3, 256, interval=0.5)
    assert (half.total_interval[0] < found.total_interval[0]).all()
    assert (found.total_interval[1] < half.total_interval[1]).all()


def test_one_sample_that_varies():
    """One row of A alone is other than all the rest: the total of each input is of that row."""
    a, b, ab = np.zeros(64), np.zeros(64), np.zeros((2, 64))
    a[5] = 1
    variance = 1 / 128 - 1 / 128**2
    same(sobol(a, b, ab, 1).total, [1 / 128 / variance] * 2)
