"""Methods that find weights from scores: hand arithmetic, the handbook's example, laws."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
import tai
from strategies import NAN, same

from innoindex.messages import Label
from innoindex.weighting import METHODS, NoWeights, Siblings, Weights, weigh

FROM_SCORES = [name for name in METHODS if name not in ("equal", "ahp")]


def siblings(*columns, nominal=None, **more) -> Siblings:
    """Parts A, B, C, … with these scores, a column each."""
    count = len(columns)
    names = tuple(Label(name, name) for name in "ABCDEFGHIJKLMNOPQRST"[:count])
    shares = np.full(count, 1 / count) if nominal is None else np.array(nominal)
    return Siblings(np.array(columns, dtype=float).T, shares, names, **more)


def shares_of(method: str, *columns, **more) -> list[float]:
    return weigh(method, siblings(*columns, **more)).shares.tolist()


def texts(weights: Weights) -> tuple[list[str], list[str]]:
    return [str(text) for text in weights.remarks], [str(text) for text in weights.warnings]


HANDBOOK = replace(
    siblings(*tai.RAW.values(), bounds=(0.10, 0.15)),
    names=tuple(Label(name, name) for name in tai.INDICATORS),
)

# Both run from 0 to 1; about their means (1/2, 1/4) the squares sum to 1 and 3/4, the products to
# 1/2: the deviations are as 2 to sqrt 3, and the correlation is 1/2 / sqrt(1 * 3/4) = 1 / sqrt 3.
A, B = [0, 0, 1, 1], [0, 0, 0, 1]


def test_equal():
    """1 / K each, whatever the scores."""
    same(shares_of("equal", [1, 1], [NAN, 2], [3, 4]), [1 / 3] * 3)


def test_entropy():
    """What units share evenly has entropy near 1 and little weight."""
    # y = 0, 0, 1, 1: p = 1/2 twice, e = ln 2 / ln 4 = 1/2. y = 0, 0, 0, 1: e = 0.
    same(shares_of("entropy", A, B), [0.5 / 1.5, 1 / 1.5])
    # y = 0, 1/2, 1: p = 1/3, 2/3; y = 0, 1, 1: p = 1/2, 1/2; of three units.
    uneven = 1 - (log(3) / 3 + 2 * log(3 / 2) / 3) / log(3)
    even = 1 - log(2) / log(3)
    total = uneven + even
    same(shares_of("entropy", [10, 15, 20], [-2, -1, -1]), [uneven / total, even / total])


def test_sd():
    """In proportion to the spread of min-max scores."""
    same(shares_of("sd", A, B), [2 / (2 + sqrt(3)), sqrt(3) / (2 + sqrt(3))])


def test_inverse_sd():
    """In inverse proportion to it."""
    same(shares_of("inverse-sd", A, B), [sqrt(3) / (2 + sqrt(3)), 2 / (2 + sqrt(3))])


def test_critic():
    """Spread times conflict: a part that runs against the others counts more."""
    # C = A turned round: r_AC = -1, r_BC = -1 / sqrt 3; sums of 1 - r over the others:
    a, b, c = (1 - 1 / sqrt(3)) + 2, (1 - 1 / sqrt(3)) + (1 + 1 / sqrt(3)), 2 + (1 + 1 / sqrt(3))
    total = 2 * a + sqrt(3) * b + 2 * c
    expected = [2 * a / total, sqrt(3) * b / total, 2 * c / total]
    same(shares_of("critic", A, B, [9, 9, 5, 5]), expected)


def test_critic_without_conflict():
    """Where all parts are one, none conflicts, and CRITIC says so."""
    with pytest.raises(NoWeights, match="no conflict"):
        weigh("critic", siblings(A, [2 * x + 1 for x in A], A))


def test_pca():
    """The squares of the first component's entries."""
    # B and C correlate by 0 with D, and by 1 / 2 with each other: the first is (B + C) / sqrt 2.
    b, c, d = [1, 1, -1, -1, 0, 0, 0, 0], [1, 0, -1, 0, 1, -1, 0, 0], [0, 0, 0, 0, 0, 0, 1, -1]
    weights = weigh("pca", siblings(b, c, d))
    same(weights.shares, [0.5, 0.5, 0])
    assert texts(weights) == (["the first component explains 50.0% of the variance"], [])


def test_pca_against_the_rest():
    """A part that loads negatively keeps its square, and is named."""
    weights = weigh("pca", siblings(A, A, [-x for x in B]))
    assert texts(weights)[1] == [
        "C run against other parts of the same component, but count positively"
    ]
    # The matrix [1 1 -r; 1 1 -r; -r -r 1], r = 1 / sqrt 3, has vector (1, 1, -t) and value 2 + r t
    # where -2 r - t = -t (2 + r t): r t^2 + t - 2 r = 0.
    r = 1 / sqrt(3)
    t = (-1 + sqrt(1 + 8 * r * r)) / (2 * r)
    same(weights.shares, [1 / (2 + t * t), 1 / (2 + t * t), t * t / (2 + t * t)])


@pytest.mark.parametrize("method", ["pca", "factor-analysis"])
def test_two_opposites(method):
    """Where as much points one way as the other, all are named, in either order."""
    for columns in ([A, [-x for x in B]], [[-x for x in A], B]):
        weights = weigh(method, siblings(*columns, factors=1))
        same(weights.shares, [0.5, 0.5])
        assert texts(weights)[1] == [
            "A, B run against other parts of the same component, but count positively"
        ]


def test_uncorrelated():
    """Parts that do not correlate have no first component."""
    with pytest.raises(NoWeights, match="components 1 and 2 explain equally much"):
        weigh("pca", siblings([0, 0, 1, 1], [0, 1, 0, 1]))
    with pytest.raises(NoWeights, match="components 1 and 2 explain equally much"):
        weigh("factor-analysis", siblings([0, 0, 1, 1], [0, 1, 0, 1], factors=1))


def test_factor_analysis():
    """The squared loading on a part's own factor; equal here, for two pairs of like parts."""
    # Two factors, each of a pair that correlates by 1 / sqrt 3: all loadings are the same.
    first, second = [A * 4, B * 4], [[x for x in A for _ in "1234"], [x for x in B for _ in "1234"]]
    weights = weigh("factor-analysis", siblings(*first, *second, factors=2))
    same(weights.shares, [0.25] * 4, 1e-7)
    explained = 100 * (1 + 1 / sqrt(3)) / 2
    assert texts(weights) == ([f"2 factors explain {explained:.1f}% of the variance"], [])


def test_factor_analysis_of_one_factor():
    """With one factor it is the first component."""
    parts = siblings(A, B, [0, 1, 0, 1], factors=1)
    same(weigh("factor-analysis", parts).shares, weigh("pca", parts).shares)


def test_factors_that_explain_nothing():
    """Of parts that are one, more factors than one change nothing."""
    same(shares_of("factor-analysis", A, A, A, factors=2), [1 / 3] * 3)


@pytest.mark.parametrize("factors", [0, 4])
def test_factors_that_cannot_be(factors):
    """There are 1 to K factors."""
    with pytest.raises(NoWeights, match=f"{factors} factors of 3 parts"):
        weigh("factor-analysis", siblings(A, B, [0, 1, 0, 1], factors=factors))


def test_published_factor_weights():
    """Handbook table 18: from its correlations the printed digits, from the raw data within .01."""
    weights = weigh("factor-analysis", HANDBOOK)
    printed = np.array([*tai.WEIGHTS["FA_PC_18"].values()])
    # Telephones in the raw table are rounded logarithms: .085 for the printed .08.
    assert np.abs(weights.shares - printed).max() < 0.006
    assert texts(weights) == (
        ["4 factors explain 87.2% of the variance"],  # table 7: 41.9 + 21.8 + 12.3 + 11.1 = 87.1
        ["EXPORTS run against other parts of the same component, but count positively"],
    )
    # Scores turned so that they correlate just as table 6 prints.
    table = np.array([[tai.CORRELATIONS[b][a] for b in tai.INDICATORS] for a in tai.INDICATORS])
    plain = np.linalg.solve(np.linalg.cholesky(np.cov(HANDBOOK.scores.T)), HANDBOOK.scores.T)
    exact = replace(HANDBOOK, scores=(np.linalg.cholesky(table) @ plain).T)
    same(np.round(weigh("factor-analysis", exact).shares, 2), printed)


def test_ahp_of_consistent_judgements():
    """Judgements that are ratios of weights give these weights, with ratio 0."""
    given_weights = np.array([0.5, 0.3, 0.2])
    judgements = given_weights[:, None] / given_weights[None, :]
    weights = weigh("ahp", siblings(A, A, A, judgements=judgements))
    same(weights.shares, given_weights)
    assert texts(weights) == (["consistency ratio 0.000"], [])


def test_ahp_of_two():
    """Three times as important: 3/4 and 1/4; two judgements cannot contradict."""
    weights = weigh("ahp", siblings(A, A, judgements=np.array([[1, 3], [1 / 3, 1]])))
    same(weights.shares, [0.75, 0.25])
    assert texts(weights) == (["consistency ratio 0.000"], [])


def test_ahp_of_a_circle():
    """Judgements that go round in a circle weigh all alike, and the ratio says so."""
    # A 2 B, B 2 C, C 2 A: every row sums to 3.5 = lambda; (3.5 - 3) / 2 / 0.58 = 0.431.
    circle = np.array([[1, 2, 0.5], [0.5, 1, 2], [2, 0.5, 1]])
    weights = weigh("ahp", siblings(A, A, A, judgements=circle))
    same(weights.shares, [1 / 3] * 3)
    assert texts(weights) == (
        ["consistency ratio 0.431"],
        ["the consistency ratio is above 0.1: the comparisons contradict each other"],
    )


def test_published_consistency():
    """Handbook table 20: ratio .021; the weights by repeated multiplication, and near row means."""
    weights = weigh("ahp", replace(HANDBOOK, judgements=tai.JUDGEMENTS))
    assert texts(weights) == (["consistency ratio 0.021"], [])
    vector = np.ones(8)
    for _ in range(50):
        vector = tai.JUDGEMENTS @ vector
        vector /= vector.sum()
    same(weights.shares, vector)
    rows = tai.JUDGEMENTS.prod(axis=1) ** (1 / 8)
    assert np.abs(weights.shares - rows / rows.sum()).max() < 0.01


def test_ahp_beyond_the_table():
    """For more than 15 parts there is no random index: weights, and a warning."""
    weights = weigh("ahp", siblings(*[A] * 16, judgements=np.ones((16, 16))))
    same(weights.shares, np.full(16, 1 / 16))
    assert texts(weights) == ([], ["no consistency ratio is known for more than 15 parts"])


@pytest.mark.parametrize(
    ("judgements", "text"),
    [
        (None, "no pairwise comparisons of A, B"),
        ([[1, 2, 3], [1, 1, 1]], "2 parts need 2 x 2"),
        ([[1, 2], [0.4, 1]], "A against B is 2, the other way round 0.4"),
        ([[1, -2], [-0.5, 1]], "the comparison of A with B is not above 0"),
        ([[1, 2], [NAN, 1]], "the comparison of A with B is not above 0"),
        ([[1, NAN], [0.5, 1]], "the comparison of A with B is not above 0"),
        ([[1, 2], [0.5, 2]], "B compared with itself is 2"),
    ],
)
def test_ahp_refused(judgements, text):
    """Judgements that are missing, not positive or do not mirror each other name the pair."""
    given_judgements = None if judgements is None else np.array(judgements, dtype=float)
    with pytest.raises(NoWeights, match=text) as caught:
        weigh("ahp", siblings(A, B, judgements=given_judgements))
    assert caught.value.help.text("zh") != caught.value.help.text("en")


def test_ahp_takes_rounded_reciprocals():
    """0.33 mirrors 3 within 1 %."""
    weights = weigh("ahp", siblings(A, B, judgements=np.array([[1, 3], [0.33, 1]])))
    same(weights.shares, [0.75, 0.25], 0.01)


def test_benefit():
    """The mean of the shares that are best for each unit."""
    # The first unit, best in both, keeps equal shares; the second is best off with all on A
    # (1/2 against 1/4 of the first's), the third has 0 and equal shares.
    weights = weigh("benefit-of-the-doubt", siblings([9, 7, 5], [50, 30, 10 + 40 / 3]))
    # B: 1, (30 - 70/3) / (80/3) = 1/4, 0.
    same(weights.shares, [2 / 3, 1 / 3])
    assert texts(weights)[0] == ["the mean of the shares that are best for each of 3 units"]


def test_benefit_within_bounds():
    """Bounds of a share hold for the mean too."""
    shares = weigh("benefit-of-the-doubt", HANDBOOK).shares
    assert 0.10 < shares.min() < shares.max() < 0.15
    same(shares_of("benefit-of-the-doubt", A, B, bounds=(0.5, 0.5)), [0.5, 0.5])


def test_optimised():
    """Parts correlate with the mean in proportion to their nominal shares."""
    # With r = 1 / sqrt 3, [1 r; r 1] v = (2/3, 1/3) has v ∝ (2 - r, 1 - 2 r), negative in B: for
    # (0.6, 0.4) v ∝ (0.6 - 0.4 r, 0.4 - 0.6 r). The shares are v / sd, sd as 2 to sqrt 3.
    r = 1 / sqrt(3)
    a, b = (0.6 - 0.4 * r) / 2, (0.4 - 0.6 * r) / sqrt(3)
    weights = weigh("optimised", siblings(A, B, nominal=[0.6, 0.4]))
    same(weights.shares, [a / (a + b), b / (a + b)])
    assert texts(weights) == ([], [])


def test_optimised_is_for_the_scores_as_they_are():
    """A part in a unit ten times smaller has a tenth of the weight: the mean is the same."""
    first = weigh("optimised", siblings(A, B, nominal=[0.6, 0.4])).shares
    other = weigh("optimised", siblings(A, [10 * x for x in B], nominal=[0.6, 0.4])).shares
    same(other[1] / other[0], first[1] / first[0] / 10)


def test_optimised_out_of_reach():
    """Where no shares reach the nominal ones, the nearest are given with the distance."""
    # All on A, B correlates by r = 1 / sqrt 3 still: its share is r / (1 + r) = 36.6 %, not 10 %.
    weights = weigh("optimised", siblings(A, B, nominal=[0.9, 0.1]))
    same(weights.shares, [1, 0])
    assert texts(weights)[1] == [
        "no shares reach the nominal ones: a part's share of the correlations is off by up to "
        "26.6 percentage points"
    ]


def test_optimised_of_opposites():
    """Two parts that cancel each other have no weights."""
    with pytest.raises(NoWeights, match="cancel each other"):
        weigh("optimised", siblings(A, [-x for x in A]))


def test_optimised_of_parts_that_depend():
    """A part given twice shares its weight evenly between the two."""
    once = shares_of("optimised", A, B)
    twice = shares_of("optimised", A, B, B)  # all are to correlate alike, as in `once`
    same(twice, [once[0], once[1] / 2, once[1] / 2], 1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_one_part(method):
    """A part alone has share 1, constant or missing."""
    same(shares_of(method, [1, 1, NAN]), [1])


@pytest.mark.parametrize("method", FROM_SCORES)
@pytest.mark.parametrize(
    ("column", "text"),
    [
        ([0.1, 0.1, 0.1, 0.1], "all units score the same in B"),
        ([1e9, 1e9, 1e9, 1e9 * (1 + 1e-15)], "all units score the same in B"),
        ([1, NAN, 3, 4], "no score of some units in B"),
        ([1, np.inf, 3, 4], "no score of some units in B"),
    ],
)
def test_refused(method, column, text):
    """A constant part and a gap are named."""
    with pytest.raises(NoWeights, match=text) as caught:
        weigh(method, siblings(A, column, B))
    assert caught.value.help.text("zh") != caught.value.help.text("en")


@pytest.mark.parametrize("method", FROM_SCORES)
def test_too_few(method):
    """Two units say nothing of how parts spread."""
    with pytest.raises(NoWeights, match="2 units are too few"):
        weigh(method, siblings([1, 2], [2, 1]))
    assert weigh(method, siblings([1, 2, 4], [2, 1, 1])).shares.size == 2


@pytest.mark.parametrize("method", ["pca", "factor-analysis"])
def test_few_units(method):
    """No more units than parts: a warning."""
    warning = "3 units are too few for the correlations of 3 parts"
    few = weigh(method, siblings([1, 2, 4], [2, 1, 5], [1, 3, 5]))
    assert warning in texts(few)[1]
    enough = weigh(method, siblings([1, 2, 4, 4], [2, 1, 5, 5], [1, 3, 5, 6]))
    assert "too few" not in str(texts(enough))
