"""From siblings to the node above them: each rule by hand."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from strategies import NAN, errors_of, same, scores_of

from innoindex.aggregate import METHODS, NotPositive, aggregate
from innoindex.scheme import Rule


def of(name: str, scores: list, weights: list, **options) -> list:
    """The node's scores of units given as columns: scores[k] are those of the k-th child."""
    arrays = [np.array([child], dtype=float) for child in scores]
    return aggregate(arrays, weights, Rule(name, options))[0].tolist()


# Two units: (2, 8, 4) and (1, 0, 16), under weights 1, 1, 2.
CHILDREN = [[2, 1], [8, 0], [4, 16]]
ABOVE_0 = [[2, 1], [8, 9], [4, 3]]  # for means that refuse a 0
WEIGHTS = [1, 1, 2]


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("arithmetic", {}, [(2 + 8 + 2 * 4) / 4, (1 + 0 + 2 * 16) / 4]),
        ("sum", {}, [2 + 8 + 2 * 4, 1 + 0 + 2 * 16]),
        ("power", {"p": 1}, [18 / 4, 33 / 4]),
        ("power", {"p": 2}, [math.sqrt((4 + 64 + 32) / 4), math.sqrt((1 + 0 + 512) / 4)]),
        ("power", {"p": 0.5}, [((2**0.5 + 8**0.5 + 4) / 4) ** 2, ((1 + 0 + 8) / 4) ** 2]),
        # Ordered 2 4 4 8: both middle ones are 4. Ordered 0 1 16 16: between 1 and 16.
        ("median", {}, [4, 8.5]),
        # Means 4.5 and 8.25; weighted population variances
        # (2.5^2 + 3.5^2 + 2 * 0.5^2) / 4 = 4.75 and (7.25^2 + 8.25^2 + 2 * 7.75^2) / 4 = 60.1875.
        ("mazziotta-pareto", {"penalty": "-"}, [4.5 - 4.75 / 4.5, 8.25 - 60.1875 / 8.25]),
        ("mazziotta-pareto", {"penalty": "+"}, [4.5 + 4.75 / 4.5, 8.25 + 60.1875 / 8.25]),
        # The first is better on the weight 2 of 4: one half, so neither wins.
        ("copeland", {}, [0, 0]),
        # The first is 1 by the 8 alone, the second by the 16 alone.
        ("benefit-of-the-doubt", {"lower": 0.0, "upper": 1.0}, [1, 1]),
    ],
)
def test_rule(name, options, expected):
    """The aggregate of (2, 8, 4) and of (1, 0, 16) under weights 1, 1, 2."""
    same(of(name, CHILDREN, WEIGHTS, **options), expected, 1e-12)


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("geometric", {}, [(2 * 8 * 4**2) ** (1 / 4), (9 * 3**2) ** (1 / 4)]),
        ("harmonic", {}, [4 / (1 / 2 + 1 / 8 + 2 / 4), 4 / (1 + 1 / 9 + 2 / 3)]),
        ("power", {"p": 0}, [4, 3]),
        ("power", {"p": -1}, [4 / 1.125, 36 / 16]),
    ],
)
def test_rule_above_0(name, options, expected):
    """The aggregate of (2, 8, 4) and of (1, 9, 3) under weights 1, 1, 2."""
    same(of(name, ABOVE_0, WEIGHTS, **options), expected, 1e-12)


def test_every_rule_is_tested():
    """The tables above name every rule of the scheme."""
    cases = [case for test in (test_rule, test_rule_above_0) for case in test.pytestmark[0].args[1]]
    assert {case[0] for case in cases} == set(METHODS)


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        # Without the 8 the weights 1 and 2 are left: thirds.
        ("arithmetic", {}, (2 + 2 * 4) / 3),
        ("sum", {}, (2 + 2 * 4) * 4 / 3),  # to the same total of weights
        ("geometric", {}, (2 * 4**2) ** (1 / 3)),
        ("harmonic", {}, 3 / (1 / 2 + 2 / 4)),
        ("power", {"p": 2}, math.sqrt((4 + 32) / 3)),
        ("median", {}, 4),
        ("mazziotta-pareto", {"penalty": "-"}, 10 / 3 - (16 / 9 + 2 * 4 / 9) / 3 / (10 / 3)),
        ("copeland", {}, 0),
    ],
)
def test_missing_child(name, options, expected):
    """A missing child is left out, the others keep their proportions; with none left: missing."""
    same(of(name, [[2, NAN], [NAN, NAN], [4, NAN]], WEIGHTS, **options), [expected, NAN], 1e-12)


@pytest.mark.parametrize("name", METHODS)
def test_child_of_weight_0(name):
    """A child of weight 0 changes nothing, whatever its score; alone it makes no score."""
    options = {"p": 2.0, "penalty": "-", "lower": 0.0, "upper": 1.0}
    for other in ([-5, 1e9], [NAN, NAN]):
        assert of(name, [[2, 3], other, [4, 4]], [1, 0, 3], **options) == of(
            name, [[2, 3], [4, 4]], [1, 3], **options
        )
    same(of(name, [[NAN, 1], [7, 7]], [1, 0], **options)[0], NAN)


@pytest.mark.parametrize("name", ["geometric", "harmonic", "power"])
def test_negative_scores(name):
    """Means of powers refuse a negative score, and name the scores that are."""
    with pytest.raises(NotPositive) as caught:
        of(name, [[NAN, 1, -1, 2], [NAN, -3, 4, 2]], [1, 1], p=2.0)
    assert caught.value.cells[:, 0].tolist() == [
        [False, False, True, False],
        [False, True, False, False],
    ]
    assert caught.value.zero == (name == "power")


@pytest.mark.parametrize(
    ("name", "p"), [("geometric", 0), ("harmonic", 0), ("power", 0), ("power", -2)]
)
def test_zero(name, p):
    """A mean that has no value at 0, or is 0 whatever else a unit has, refuses a 0 that counts."""
    with pytest.raises(NotPositive) as caught:
        of(name, [[0, 1, NAN], [4, 0, 2], [0, 0, 0]], [1, 1, 0], p=p)
    assert caught.value.cells[:, 0].tolist() == [
        [True, False, False],
        [False, True, False],
        [False, False, False],
    ]
    assert not caught.value.zero
    same(of("power", [[0, 1], [4, 0]], [1, 1], p=0.5), [1, 0.25])


@pytest.mark.parametrize("rule", ['"geometric"', '"harmonic"', '{ method = "power", p = 0.5 }'])
def test_negative_scores_are_told(rule):
    """The error names the unit, the period, the node and the way out; other units are not named."""
    method = rule.split('"')[1]
    needs = "scores that are not negative" if method == "power" else "scores above 0"
    text = (
        f'[index]\nimpute = "drop"\n[dimension.d]\naggregate = {rule}\n'
        '[indicator.x]\ndimension = "d"\nweight = 1\n[indicator.y]\ndimension = "d"\nweight = 1\n'
        '[indicator.z]\ndimension = "d"\nweight = 0\n'
    )
    columns = {
        "x": [[1, -2, NAN, 1], [1, 2, 3, 1]],
        "y": [[1, 2, NAN, 1], [1, 1, 1, 1]],
        "z": [[1, 1, 1, -1], [1, 1, 1, 1]],
    }
    assert errors_of(text, columns, periods=("2001", "2002")) == [
        f"x: error: u1 in 2001: d: {method} needs {needs}, and x scores -2\n"
        "help: choose an arithmetic mean, or let x score above 0, as by range = [1, 100]"
    ]


def test_mazziotta_pareto_of_zero():
    """All scores 0 are 0; a mean that is not positive over negative scores is refused."""
    assert of("mazziotta-pareto", [[0, 5], [0, 5]], [1, 1], penalty="-") == [0, 5]
    with pytest.raises(NotPositive) as caught:
        of("mazziotta-pareto", [[-3, -3], [1, 5]], [1, 1], penalty="-")
    assert caught.value.cells[:, 0].tolist() == [[True, False], [False, False]]


@pytest.mark.parametrize(
    ("scores", "weights", "expected"),
    [
        ([1, 2, 3], [1, 1, 1], 2),
        ([1, 2, 3, 10], [1, 1, 1, 1], 2.5),
        ([1, 2, 3], [1, 1, 2], 2.5),  # half the weight at 2, half at 3
        ([1, 2, 3], [1, 1, 3], 3),
        ([1, 2, 3], [5, 1, 1], 1),
        ([1, 2, 3, 4], [1, 0, 0, 1], 2.5),
        # Tenths and thirds: 0.1 + 0.2 is one half of 0.6 though not in floats.
        ([1, 2, 3], [0.1, 0.2, 0.3], 2.5),
        ([1, 2, 3], [0.3, 0.1, 0.2], 1.5),
        ([1, 2, 3, 4], [1 / 3, 1 / 6, 1 / 6, 1 / 3], 2.5),
        ([2, 2, 9], [1, 1, 2], 5.5),
        ([7], [3], 7),
    ],
)
def test_weighted_median(scores, weights, expected):
    """Half the weight lies on either side, in whatever order the children come."""
    for order in permutations(range(len(scores))):
        children = [[scores[i]] for i in order]
        assert of("median", children, [weights[i] for i in order]) == [expected]


def test_copeland():
    """Wins less losses over all pairs, by hand.

    On weights 2, 1, 1 of four units A (3, 1, 1), B (1, 3, 3), C (2, 2, 1), D (3, 1, 2):
    A-B 2 of 4: even. A-C 2 + half of 1 = 2.5: A. A-D half of 3 = 1.5: D. B-C 2 of 4: even.
    B-D 2 of 4: even. C-D 1 of 4: D. So A 1 - 1, B 0, C -2, D 2.
    """
    children = [[3, 1, 2, 3], [1, 3, 2, 1], [1, 3, 1, 2]]
    assert of("copeland", children, [2, 1, 1]) == [0, 0, -2, 2]


def test_copeland_at_one_half():
    """Ten tenths that are even by five against five stay even, and so do noisy equal scores."""
    children = [[1, 0]] * 5 + [[0, 1]] * 5
    assert of("copeland", children, [0.1] * 10) == [0, 0]
    assert 0.3 < (0.3 + 0.1 + 0.2) / 2
    assert of("copeland", [[1, 0], [0, 1], [0, 1]], [0.3, 0.1, 0.2]) == [0, 0]
    assert of("copeland", [[0.1 + 0.2, 0.3]], [1]) == [0, 0]


def test_copeland_with_missing():
    """A pair is compared on the children that both have; on none it is even.

    A (1, -), B (2, 5), C (-, 4): B beats A on the first, B beats C on the second, A-C nothing.
    """
    assert of("copeland", [[1, 2, NAN], [NAN, 5, 4]], [1, 3]) == [-1, 2, -1]


def test_copeland_is_within_a_period():
    """Units are compared with those of the same period, and absent ones with none."""
    text = '[index]\naggregate = "copeland"\n[indicator.x]\n'
    columns = {"x": [[1, 2, 3], [9, NAN, 8]]}
    same(scores_of(text, columns, periods=("2001", "2002")), [[-2, 0, 2], [1, NAN, -1]])


def test_high_powers_do_not_overflow():
    """The mean of power 1,000 is nearly the largest; of power -1,000 nearly the smallest."""
    for p, expected in ((1000.0, 300 * 0.5**0.001), (-1000.0, 200 * 2**0.001)):
        same(of("power", [[200], [300]], [1, 1], p=p), [expected])
    # Nor with scores far apart, nor with what does not count.
    same(of("power", [[1], [900], [1e-9]], [1, 1, 0], p=-1000.0), [2**0.001])
    same(of("power", [[1], [900], [1e9]], [1, 1, 0], p=1000.0), [900 * 0.5**0.001])


def test_all_scores_0():
    """A mean of a power above 0 of nothing but 0 is 0."""
    same(of("power", [[0, 1], [0, 7]], [1, 1], p=2.0), [0, 5])


def test_nothing_left():
    """Where all that has a weight is missing there is no score, though tenths do not add up to 1.

    Nor where no child has a weight in a period.
    """
    same(of("arithmetic", [[NAN, 1]] * 10, [0.1] * 10), [NAN, 1])
    scores = np.array([[[1.0, 2], [1, 2]], [[3, 4], [3, 4]]])
    none = aggregate(scores, np.array([[1, 0], [1, 0]]), Rule("arithmetic"))
    same(none, [[2, 3], [NAN, NAN]])


def test_weights_of_each_period():
    """Weights (K, P): each period has its own, as if it were computed by itself."""
    scores = np.array([[[2, 1, 3], [2, 1, NAN]], [[8, 9, 1], [8, 9, 7]], [[4, 3, 5], [4, 3, 5]]])
    weights = np.array([[1, 3], [1, 0], [2, 1]])
    for name in METHODS:
        rule = Rule(name, {"p": 2.0, "penalty": "-", "lower": 0.0, "upper": 1.0})
        both = aggregate(scores, weights, rule)
        for p in (0, 1):
            alone = aggregate(scores[:, p : p + 1], weights[:, p], rule)
            same(both[p], alone[0], 1e-12)
    linear = aggregate(scores, weights, Rule("arithmetic"))
    same(linear, [[18 / 4, 16 / 4, 14 / 4], [10 / 4, 6 / 4, 5]])
    total = aggregate(scores, weights, Rule("sum"))
    same(total, [[18, 16, 14], [10, 6, 5 * 4]])  # the missing one's weight goes to the other


def test_weights_of_the_scheme():
    """Weights are relative among siblings: 20 and 60 are a quarter and three quarters."""
    text = (
        "[dimension.a]\nweight = 20\n[dimension.b]\nweight = 60\n"
        '[indicator.x]\ndimension = "a"\nweight = 1\n[indicator.y]\ndimension = "a"\nweight = 2\n'
        '[indicator.z]\ndimension = "b"\n'
    )
    columns = {"x": [3], "y": [6], "z": [9]}
    same(scores_of(text, columns, "a"), [(3 + 2 * 6) / 3])
    same(scores_of(text, columns), [0.25 * 5 + 0.75 * 9])


def test_sum_without_weights():
    """In a sum a weight that is not given is 1, also where others are given."""
    text = '[index]\naggregate = "sum"\n[indicator.x]\nweight = 3\n[indicator.y]\n'
    same(scores_of(text, {"x": [10], "y": [4]}), [34])


def test_benefit_of_the_doubt_where_no_unit_is_whole():
    """Units that each lack a score have none."""
    lacking = [[1, NAN], [NAN, 2]]
    same(of("benefit-of-the-doubt", lacking, [1, 1], lower=0.0, upper=1.0), [NAN, NAN])


@pytest.mark.parametrize("p", [-40, 40])
def test_one_unit_does_not_measure_another(p):
    """The mean of equal scores is that score, however small it is beside those of other units."""
    scores = [[1e-9, 1e9], [1e-9, 1e9]]
    assert of("power", scores, [1, 1], p=p) == pytest.approx([1e-9, 1e9], rel=1e-12)


def test_nine_decimals_decide():
    """What differs from the tenth decimal on is a tie, of scores as of shares of the weight."""
    assert of("copeland", [[1 + 4e-10, 1]], [1]) == [0, 0]
    assert of("copeland", [[1 + 6e-10, 1]], [1]) == [1, -1]
    assert of("copeland", [[1, 2], [2, 1]], [1 + 1e-9, 1]) == [0, 0]
    assert of("copeland", [[1, 2], [2, 1]], [1 + 1e-8, 1]) == [-1, 1]


@pytest.mark.parametrize(
    ("method", "needs"),
    [
        ('"mazziotta-pareto"', "scores that are not negative"),
        ('{ method = "power", p = 2 }', "scores that are not negative"),
        ('{ method = "power", p = -2 }', "scores above 0"),
        ('"benefit-of-the-doubt"', "scores that are not negative"),
    ],
)
def test_scores_that_are_refused(method, needs):
    """Unit, indicator and score are named, and what the mean needs."""
    text = f"[index]\naggregate = {method}\n[indicator.x]\n[indicator.y]\n"
    (problem,) = errors_of(text, {"x": [[1, -3]], "y": [[1, 2]]})
    name = method.split('"')[1]
    assert problem.startswith(f"x: error: u1: index: {name} needs {needs}, and x scores -3\n")
