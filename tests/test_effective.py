"""What parts of an index really matter: shares of variance and main effects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import CubicSpline
from scipy.linalg import eigvalsh
from scipy.special import ndtri
from strategies import NAN, same

from innoindex.effective import main_effect, variance_shares


def grid(*sizes: int) -> list:
    """Full factorial: every level of each factor with every level of the others."""
    return [axis.ravel().astype(float) for axis in np.meshgrid(*map(np.arange, sizes))]


def of(x, y) -> float:
    return main_effect(np.array(x, dtype=float), np.array(y, dtype=float))


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_a_scale_is_nothing(scale):
    """The share does not depend on the scale, even where squares are 0 or beyond floats."""
    x, y = [1, 2, 3, 4, 5, 6, 7], [2, 1, 4, 3, 6, 5, 9]
    assert of(np.array(x) * scale, y) == pytest.approx(of(x, y), 1e-9)
    assert of(x, np.array(y) * scale) == pytest.approx(of(x, y), 1e-9)


def test_shares_by_hand():
    """y = x1 + 2 x2 of -1 0 1 and 0 -1 1 is -1 -2 3: 14; x1 has 1 * 4 of it, x2 2 * 5."""
    x = np.array([[-1, 0], [0, -1], [1, 1]], dtype=float)
    same(variance_shares(x, np.array([1, 2])), [4 / 14, 10 / 14])
    same(variance_shares(x + np.array([1e6, 5]), np.array([0.25, 0.5])), [4 / 14, 10 / 14])
    same(variance_shares(x, np.array([1, 0])), [1, 0])
    same(variance_shares(x * 1e-300, np.array([1, 2])), [4 / 14, 10 / 14])


def test_a_share_may_be_negative():
    """y = 3 x1 + x2 with x2 = -x1 is 2 x1: 3 halves of it are x1's, and minus a half x2's."""
    same(variance_shares(np.array([[1, -1], [2, -2.0]]), np.array([3, 1])), [1.5, -0.5])


def test_no_shares():
    """The sum does not vary, or there is one unit, or no unit with every part."""
    ones = np.array([1, 1])
    same(variance_shares(np.array([[1, 2], [2, 1], [3, 0.0]]), ones), [NAN, NAN])
    same(variance_shares(np.array([[0.1, 0.2], [0.3, 0]]), ones), [NAN, NAN])
    same(variance_shares(np.array([[1, 2.0]]), ones), [NAN, NAN])
    same(variance_shares(np.array([[1, NAN], [NAN, 2.0]]), ones), [NAN, NAN])


def test_shares_of_the_units_that_have_every_part():
    """A unit with a gap changes nothing."""
    x = np.array([[-1, 0], [0, -1], [9, NAN], [1, 1]])
    same(variance_shares(x, np.array([1, 2])), [4 / 14, 10 / 14])


@given(
    st.lists(st.tuples(*[st.integers(-9, 9)] * 3), min_size=2, max_size=9),
    st.permutations([0, 1, 2]),
)
def test_shares_sum_to_one(rows, order):
    """Whatever the parts; and their order does not matter."""
    x, weights = np.array(rows, dtype=float), np.array([0.5, 0.3, 0.2])
    shares = variance_shares(x, weights)
    if not np.isnan(shares).any():
        same(shares.sum(), 1)
        same(variance_shares(x[::-1][:, order], weights[order]), shares[order])
        y = x @ weights
        same(
            shares,
            [w * np.cov(c, y)[0, 1] / y.var(ddof=1) for w, c in zip(weights, x.T, strict=True)],
        )
    else:
        assert np.ptp(x @ weights) < 1e-12


def test_a_straight_line():
    """S is r^2: 1 without noise; of noise that is the same at each x, what it leaves of var(y)."""
    same(of(range(5), [1, 3, 5, 7, 9]), 1)
    same(of(range(90), -2 * np.arange(90)), 1)
    x, noise = grid(40, 3)
    y = 2 * x + 30 * noise
    same(of(x, y), np.corrcoef(x, y)[0, 1] ** 2)


def test_a_line_and_noise():
    """Of a linear relation S is r^2 within a hundredth, seed by seed, for nearly all seeds."""
    random = np.random.default_rng(1)
    gaps = []
    for _ in range(100):
        x = random.normal(size=500)
        y = x + random.normal(size=500)
        gaps.append(main_effect(x, y) - np.corrcoef(x, y)[0, 1] ** 2)
    assert min(gaps) >= -1e-12
    assert np.mean(gaps) < 0.003
    assert np.quantile(gaps, 0.9) < 0.01


@pytest.mark.parametrize("curve", [np.square, np.abs, np.cos, lambda x: np.cos(3 * x), np.exp])
def test_a_curve(curve):
    """x says all of y; the straight line sees nothing of the even curves."""
    x = np.linspace(-2, 2, 101)
    assert of(x, curve(x)) > 0.99


def test_two_values():
    """1 2 3 and 4 5: means 2 and 4.5 about 3; (3 * 1 + 2 * 2.25) of 10."""
    same(of([1, 1, 1, 2, 2], [1, 2, 3, 4, 5]), 7.5 / 10)


def test_few_values_come_to_their_means():
    """Four values whose means are 0 9 0 9 and little else: S is nearly the share between them."""
    x, rest = grid(4, 50)
    y = np.array([0, 9, 0, 9])[x.astype(int)] + rest / 50
    between = 4.5**2 / y.var()
    assert of(x, y) == pytest.approx(between, abs=0.002)
    # And it is that of any other four values in that order.
    same(of(x**3, y), of(x, y), 1e-6)


def test_independent_parts():
    """On a full factorial S is each part's share of the variance, straight or not."""
    a, b, c = grid(12, 12, 12)
    parts = [a, 0.4 * (b - 5.5) ** 2, 3 * np.sin(c / 2)]
    y = sum(parts)
    effects = [main_effect(x, y) for x in (a, b, c)]
    assert effects == pytest.approx([part.var() / y.var() for part in parts], abs=0.005)
    assert sum(effects) == pytest.approx(1, abs=0.01)


def test_an_interaction_is_nobodys():
    """y = a b about the means: neither alone says anything of it."""
    a, b = grid(11, 11)
    y = (a - 5) * (b - 5)
    same([main_effect(a, y), main_effect(b, y)], [0, 0])


@pytest.mark.parametrize(("n", "most"), [(23, 0.10), (90, 0.027), (500, 0.006)])
@pytest.mark.parametrize("draw", ["normal", "lognormal", "few"])
def test_noise_is_no_effect(n, most, draw):
    """Of independent x and y the mean S is about twice the 1/(n-1) that r^2 has by chance."""
    random = np.random.default_rng(7)
    effects = []
    for _ in range(600):
        x, y = random.normal(size=(2, n))
        if draw == "lognormal":
            x = np.exp(1.5 * x)
        elif draw == "few":
            x = np.round(x)
        effects.append(main_effect(x, y))
    assert np.mean(effects) < most
    assert np.quantile(effects, 0.95) < 5 * most


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_curve_in_noise(share):
    """x^2 with noise around it, n = 90: S is the share that was put in, on average."""
    random = np.random.default_rng(3)
    effects = []
    for _ in range(200):
        x = random.uniform(-1, 1, size=90)
        noise = random.normal(size=90) * np.sqrt(4 / 45 * (1 - share) / share)
        effects.append(main_effect(x, x**2 + noise))  # var(x^2) = 1/5 - 1/9 = 4/45
    assert np.mean(effects) == pytest.approx(share, abs=0.03)


def test_a_few_large_values():
    """A very skewed x and its logarithm say the same of y, which goes with the logarithm."""
    random = np.random.default_rng(5)
    x = 4 * random.normal(size=400)
    y = x + 2 * random.normal(size=400)
    assert main_effect(np.exp(x), y) == pytest.approx(main_effect(x, y), abs=0.02)
    assert np.corrcoef(np.exp(x), y)[0, 1] ** 2 < 0.2


def test_no_effect_to_speak_of():
    """Fewer than five units, or a constant, or no unit that has both."""
    same(of(range(4), range(4)), NAN)
    same(of([1] * 6, range(6)), NAN)
    same(of(range(6), [1] * 6), NAN)
    same(of(range(6), [0.1 + 0.2, 0.3] * 3), NAN)
    same(of([NAN, 1, 2, 3, 4], [1, 2, 3, 4, 5]), NAN)
    same(of([NAN] * 6, range(6)), NAN)
    same(of([], []), NAN)


def test_units_that_have_both():
    """A unit without one of the two changes nothing."""
    x, y = [3, 1, 4, 1, 5, 9, 2], [2, 7, 1, 8, 2, 8, 1]
    same(of([*x, NAN, 4], [*y, 5, NAN]), of(x, y), 0)


PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 99)), min_size=5, max_size=40)


@given(PAIRS, st.randoms(use_true_random=False))
def test_laws_of_the_main_effect(pairs, random):
    """In [r^2, 1]; scale, origin and sign of x and y and the order of units do not matter."""
    x, y = np.array(pairs, dtype=float).T
    effect = main_effect(x, y)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert np.isnan(effect)
        return
    assert np.corrcoef(x, y)[0, 1] ** 2 - 1e-12 <= effect <= 1
    same(main_effect(1e3 - 7 * x, 0.2 * y + 4), effect, 1e-9)
    same(main_effect(x / 1e6, -1e6 * y), effect, 1e-9)
    random.shuffle(pairs)
    assert main_effect(*np.array(pairs, dtype=float).T) == effect


def test_many_units():
    """As many as the areas of England, 32,844, with the share that was put in."""
    random = np.random.default_rng(0)
    x = random.normal(size=32_844)
    y = x + np.sqrt(3) * random.normal(size=32_844)
    assert main_effect(x, y) == pytest.approx(0.25, abs=0.01)


def solved_directly(x: np.ndarray, y: np.ndarray) -> float:
    """The main effect as its docstring says it, each penalised least squares solved as it is."""
    values, value = np.unique(x, return_inverse=True)
    places = np.linspace(0, values.size - 1, min(values.size, 12))
    scores, knots = (ndtri((at + 0.5) / values.size) for at in (np.arange(values.size), places))
    spline = CubicSpline(knots, np.eye(knots.size), bc_type="natural")
    design = np.column_stack([spline(scores)[value]])
    # Simpson's rule is exact for the square of a line, between each two knots.
    middle, h = (knots[1:] + knots[:-1]) / 2, np.diff(knots)
    at_knots, at_middle = spline(knots, 2), spline(middle, 2)
    bend = np.zeros((knots.size, knots.size))
    for i, width in enumerate(h):
        for weight, f in ((1, at_knots[i]), (4, at_middle[i]), (1, at_knots[i + 1])):
            bend += width / 6 * weight * np.outer(f, f)
    y = (y - y.mean()) / np.sqrt(((y - y.mean()) ** 2).sum())
    # The least penalty of a curve that bends, against which the others are counted.
    unit = np.sort(eigvalsh(bend, design.T @ design))[2]
    found = []
    for penalty in [0, *np.logspace(-4, 6, 101)]:
        hat = design @ np.linalg.solve(design.T @ design + penalty / unit * bend, design.T)
        left, freedom = ((y - hat @ y) ** 2).sum(), np.trace(hat)
        if len(x) > 1.4 * freedom:
            share = 1 - left * (len(x) - 2) / (len(x) - freedom)
            found.append((left / (len(x) - 1.4 * freedom) ** 2, share))
    line = np.polyval(np.polyfit(scores[value], y, 1), scores[value])
    found.append((((y - line) ** 2).sum() / (len(x) - 2.8) ** 2, (line**2).sum()))
    return min(max(min(found)[1], np.corrcoef(x, y)[0, 1] ** 2), 1)


@pytest.mark.parametrize("n", [9, 23, 90])
def test_against_plain_algebra(n):
    """The same as by solving each penalised least squares problem directly."""
    for seed in range(5):
        random = np.random.default_rng(seed)
        x, noise = random.normal(size=n), random.normal(size=n)
        for y in (x**2 + noise / 2, np.sin(3 * x) + noise / 3, np.exp(x), noise, np.sign(x)):
            assert of(x, y) == pytest.approx(solved_directly(x, y), abs=1e-6)
