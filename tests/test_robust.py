"""How sure a rank is: every figure against a loop over draws, each an index computed anew."""

from __future__ import annotations

from math import ceil

import numpy as np
import pytest
from strategies import NAN, computed, panel_of, same, scheme_of

from innoindex.errors import UsageProblem
from innoindex.index import Result, compute
from innoindex.scenario import changed_scheme
from innoindex.scheme import Change, Scenario
from innoindex.uncertainty.choices import CHOICES, Choices, Spread, make_choices
from innoindex.uncertainty.drawn_weights import WeightDraws
from innoindex.uncertainty.draws import uniforms
from innoindex.uncertainty.robust_record import Robust
from innoindex.uncertainty.robustness import robust

TEXT = """
[index]
impute = "drop"
stats = "pooled"
normalise = { method = "min-max", range = [1, 100] }
ties = "TIES"
tiers = [
    { name = "A", min_score = 55 },
    { name = "B", max_rank = 3 },
    { name = "C", min_relative = 0.8 },
]
[dimension.d]
weight = 3
[indicator.x]
dimension = "d"
weight = 2
[indicator.y]
dimension = "d"
weight = 1
[indicator.z]
weight = 2
direction = "-"
"""
# In the first period the third unit is not there; the fourth lacks a value in the second.
CELLS = {
    "x": [[3, 9, NAN, 6, 2, 5], [4, 8, 1, 7, 2, 5.5]],
    "y": [[8, 2, NAN, 5, 4, 3], [9, 2, 6, NAN, 4, 3]],
    "z": [[1, 5, NAN, 4, 6, 3], [1, 7, 2, 5, 6, 2.5]],
}
DRAWS, SEED = 200, 4


TWO = "[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n"


def small(ties: str = "min") -> Result:
    return computed(TEXT.replace("TIES", ties), CELLS, periods=("2001", "2002"))


def choices_of(result: Result) -> Choices:
    return make_choices(
        result.scheme,
        weights="60%",
        normalise=["rank"],
        aggregate=[{"index": "geometric"}, "median"],
        leave_out=True,
    )


def numbers(choice: str, width: int) -> np.ndarray:
    return uniforms(SEED, CHOICES.index(choice), 0, 0, DRAWS, width)


def by_loop(result: Result, choices: Choices) -> list[tuple[Result, bool]]:
    """Each draw computed anew, and whether it is on the scheme's own scale."""
    scheme = result.scheme
    draws = WeightDraws(scheme, choices.weights)
    left_out = np.floor(numbers("leave-out", 1)[:, 0] * (len(draws.leaves) + 1)).astype(int) - 1
    weights = draws.without(draws.drawn(numbers("weights", draws.width)), left_out)
    found = []
    for draw in range(DRAWS):
        rules = {}
        for family in ("normalise", "aggregate"):
            others = choices.alternatives(family)
            number = int(numbers(family, 1)[draw, 0] * (1 + len(others)))
            rules[family] = others[number - 1].rules if number else {}
        own = {
            child: Change("to", float(weights[node][draw, k]))
            for node, children in scheme.children.items()
            for k, child in enumerate(children)
        }
        other = changed_scheme(scheme, Scenario("draw", scheme.name, weight=own, **rules))
        found.append((compute(result.panel, other), not rules["normalise"]))
    return found


@pytest.fixture(scope="module", params=["min", "average"])
def both(request: pytest.FixtureRequest) -> tuple[Robust, list[tuple[Result, bool]]]:
    result = small(request.param)
    choices = choices_of(result)
    return robust(result, choices, draws=DRAWS, seed=SEED), by_loop(result, choices)


def test_intervals(both):
    """Quantiles of the ranks of all draws: the smallest that a share of the draws is not above."""
    found, loop = both
    ranks = np.sort([one.ranks[1] for one, _ in loop], axis=0)
    assert not np.isnan(ranks).any()
    assert (ranks[0] < ranks[-1]).any()
    same(found.low, ranks[ceil(0.05 * DRAWS) - 1])
    same(found.median, ranks[ceil(0.5 * DRAWS) - 1])
    same(found.high, ranks[ceil(0.95 * DRAWS) - 1])
    same(found.best, ranks[0])
    same(found.worst, ranks[-1])
    assert (found.draws, found.failed, found.interrupted) == (DRAWS, 0, False)


def test_average_shift(both):
    """The mean of |rank - rank without a draw| over units and draws."""
    found, loop = both
    shifts = [np.abs(one.ranks[1] - found.base.ranks[1]) for one, _ in loop]
    same(found.mean_shift, np.mean(shifts))
    assert found.mean_shift > 0.5


def test_tier_shares(both):
    """The share of draws in each tier, of the draws on the scheme's own scale."""
    found, loop = both
    tiers = np.array([one.tiers[1] for one, own in loop if own])
    assert 0.4 * DRAWS < len(tiers) < 0.6 * DRAWS  # its own normalisation or the other
    same(found.tier_shares, np.array([(tiers == number).mean(axis=0) for number in range(3)]).T)
    assert (found.tier_shares.sum(axis=1) < 1).any()  # in none
    assert set(np.unique(tiers)) == {-1, 0, 1, 2}


def test_moves(both):
    """The shares of draws in which a unit climbs, stays, falls; both periods have the draw."""
    found, loop = both
    change = np.array([one.ranks[0] - one.ranks[1] for one, _ in loop])
    expected = [(change > 0).mean(axis=0), (change == 0).mean(axis=0), (change < 0).mean(axis=0)]
    expected = np.array(expected).T
    expected[2] = NAN  # it is new
    same(found.move_shares, expected)
    same(robust(found.base, draws=5, against="none").move_shares, np.full((6, 3), NAN))


def test_beats(both):
    """The share of draws ahead of the unit just above and of the one just below, ties not."""
    found, loop = both
    ranks = np.array([one.ranks[1] for one, _ in loop])
    order = found.ranking.order.tolist()
    for place, unit in enumerate(order):
        for other, shares in ((place - 1, found.beats_above), (place + 1, found.beats_below)):
            expected = NAN
            if 0 <= other < len(order):
                expected = np.mean(ranks[:, unit] < ranks[:, order[other]])
            same(shares[unit], expected)


def test_neighbours_that_tie():
    """Two units that are the same are ahead of each other in no draw."""
    result = computed(TWO, {"x": [5, 5, 1], "y": [3, 3, 1]})
    found = robust(result, Choices(Spread("any")), draws=20)
    same(found.beats_above, [NAN, 0, 0])
    same(found.beats_below, [0, 1, NAN])


def test_ties_by_id():
    """Equal scores are told apart by the ids of the units, in every draw."""
    text = '[index]\nties = "first"\n' + TWO
    result = computed(text, {"x": [1, 5, 5], "y": [1, 3, 3]}, units=["c", "b", "a"])
    found = robust(result, Choices(Spread("any")), draws=20)
    same([found.low, found.high], [[3, 2, 1]] * 2)


def test_period():
    """Any period can be asked for, against any other: the same draws, the other way round."""
    result = small()
    choices = choices_of(result)
    found = robust(result, choices, period="2001", against="2002", draws=50)
    back = robust(result, choices, draws=50)
    assert found.ranking.period == "2001"
    same(np.isnan(found.low), np.isnan(CELLS["x"][0]))
    same(found.move_shares, back.move_shares[:, ::-1])
    with pytest.raises(KeyError):
        robust(result, choices, period="1999")


def test_defaults():
    """Without choices: weights within 25 %, and the usual alternatives where they are allowed."""
    result = small()
    found = robust(result, draws=30)
    assert found.choices.weights == Spread("uniform", 0.25)
    names = {f: [a.name for a in each] for f, each in found.choices.methods.items()}
    assert names == {"normalise": ["z-score"], "aggregate": ["index=geometric"]}
    assert found.varied == ("weights", "normalise", "aggregate")
    assert (found.seed, found.interval, found.said) == (1, 0.9, ())
    assert found.effects is not None
    again = robust(
        result, Choices(Spread("uniform", 0.25)), usual=("aggregate", "normalise"), draws=30
    )
    same(again.tally.ranks, found.tally.ranks)
    assert robust(result, Choices(), draws=3).varied == ()
    asked = []
    robust(result, progress=lambda done, wanted: bool(asked.append(wanted)))
    assert set(asked) == {10_000 + 1024 * 5}


def test_usual_that_is_not_allowed():
    """What is left out is said, and nothing else."""
    cells = {"x": [1, 2, 3, 4, 5], "y": [5, 3, 4, 2, 1]}
    result = computed('[index]\nnormalise = "min-max"\n' + TWO, cells)
    found = robust(result, draws=20)
    assert found.varied == ("weights", "normalise")
    assert [message.text("en")[:26] for message in found.said] == ["left out: index=geometric:"]


def test_by_hand():
    """Two equal weights within 25 %: the share w of x is between 3/8 and 5/8.

    The units score 1 + 4 w, 5 - 4 w, 3 - w and 2 + 2 w. Above w = 1/2 the first is ahead of the
    last, and this of the second; below it is the other way round. The third is ahead of the first
    below 2/5, of the second nowhere.
    """
    result = computed(TWO, {"x": [5, 1, 2, 4], "y": [1, 5, 3, 2]})
    found = robust(result, Choices(Spread("uniform", 0.25)), draws=20_000)
    same(found.ranking.rank, [1, 1, 4, 1])
    shares = found.tally.rank_shares  # of u0, u1, u3, u2: in the order of their ranks
    assert found.units.tolist() == [0, 1, 3, 2]
    half = 4 * np.sqrt(0.25 / 20_000)
    assert abs(shares[0, 0] - 0.5) < half
    assert abs(shares[1, 0] - 0.5) < half
    # w < 2/5 means w1 < 2/3 w2, of weights uniform from 3/4 to 5/4: w2 has to be above 9/8, and
    # the chance is 4 times the integral of 2/3 w2 - 3/4 from there to 5/4: 4 (1/3) (1/8)^2.
    assert abs(shares[0, 3] - 1 / 48) < 4 * np.sqrt(1 / 48 / 20_000)
    assert shares[1, 3] == 0
    assert abs(found.beats_above[1] - 0.5) < half
    assert abs(found.beats_below[0] - 0.5) < half


@pytest.mark.parametrize(("count", "wide"), [(23, 12), (24, 14)])
def test_wide(count, wide):
    """The share of the units whose interval is wider than ten places.

    x and y are opposite: of n units the k-th is the k-th or the (n + 1 - k)-th, whichever counts
    more. Of 23, more than ten places are between 1 and 23, ... 6 and 18, ten between 7 and 17; of
    24 there are eleven between 7 and 18.
    """
    units = np.arange(float(count))
    result = computed(TWO.replace("1\n[", "2\n["), {"x": units, "y": -units})
    found = robust(result, Choices(Spread("any")), draws=200)
    same(found.low, np.minimum(units + 1, count - units))
    same(found.high, np.maximum(units + 1, count - units))
    same(found.wide_share, wide / count)
    assert robust(result, Choices(), draws=5).wide_share == 0


def test_draws_without_an_index():
    """A draw in which nothing can be ranked is counted as failed, and in nothing else."""
    text = '[index]\naggregate = { method = "benefit-of-the-doubt", upper = 0.5 }\n'
    text += "[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n"
    result = computed(text, {"x": [3, 2, 5], "y": [2, 1, 4]})
    found = robust(result, make_choices(result.scheme, leave_out=True), draws=600)
    # One of two indicators alone cannot have at most half of the weight: two of three draws.
    assert abs(found.failed - 400) < 4 * np.sqrt(600 * 2 / 9)
    assert found.draws == 600
    assert found.tally.ranks.sum(axis=1).tolist() == [600 - found.failed] * 3
    same(found.low, [2, 3, 1])
    same(found.high, [2, 3, 1])


def test_unit_without_a_rank():
    """The effects on the rank of a unit that has none, or is not there, are a usage error."""
    result = small()
    with pytest.raises(UsageProblem, match="u2 has no rank"):
        robust(result, choices_of(result), period="2001", unit=2)


def test_unit_of_the_effects():
    """Nothing moves the unit that is best in everything, wherever it stands in the table."""
    cells = {"x": [2, 1, 9, 3], "y": [2, 3, 9, 1]}
    result = computed(TWO, cells, units=["d", "c", "b", "a"])
    for unit, moved in ((2, False), ("b", False), (1, True), ("c", True)):
        found = robust(result, Choices(Spread("any")), draws=5, sobol_rows=64, unit=unit)
        assert found.effects is None  # of one choice there is nothing to tell
        choices = make_choices(result.scheme, weights="any", leave_out=True)
        found = robust(result, choices, draws=5, sobol_rows=64, unit=unit)
        assert (found.effects.rank.total > 0).any() == moved


def test_unit_that_is_ranked_in_draws_alone():
    """Of a unit without a rank of its own there is no neighbour above or below another."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n' + TWO
    cells = {"x": [[4, 2, 3], [4, 2, NAN]], "y": [[4, 2, 3], [4, 2, 3]]}
    result = computed(text, cells, periods=("2001", "2002"))
    found = robust(result, make_choices(result.scheme, impute=["carry-forward"]), draws=20)
    same(found.ranking.rank, [1, 2, NAN])
    assert found.tally.ranks[2, 1] > 0  # with the value carried forward it comes between
    same(found.beats_above, [NAN, 0, NAN])
    same(found.beats_below, [1, NAN, NAN])


def test_levels():
    """Groups are ranked among groups: by sums of their units, scored against the units."""
    text = '[raw]\na = {}\nb = {}\n[indicator.x]\nvalue = "a / b"\n[indicator.y]\nvalue = "b / a"\n'
    cells = {"a": [[5, 1, 2, 2, 6, 1]], "b": [[1, 1, 4, 3, 2, 3]]}
    panel = panel_of(cells, groups=list("mmnnoo"))
    scheme = scheme_of(text.replace("[indicator.y]", "weight = 1\n[indicator.y]\nweight = 1"))
    result = compute(panel, scheme, level="group")
    # x is 3, 4/7 and 7/5, y the inverse: together 3.33, 2.32 and 2.11.
    same(result.ranks, [[1, 2, 3]])
    found = robust(result, Choices(Spread("any")), draws=500)
    assert found.base.labels.shape == (1, 3)
    same(found.best, [1, 1, 2])  # y alone puts n first; o is behind m or n at any weight
    same(found.worst, [3, 3, 3])
    whole = robust(compute(panel, scheme, level="all"), draws=5)
    same(whole.low, [1])


def test_one_unit():
    """A unit that is alone in a period is first under all draws."""
    text = "[index]\nnormalise = 'ratio'\n" + TWO
    cells = {"x": [[1, 2, 3], [NAN, 2, NAN]], "y": [[3, 1, 2], [NAN, 1, NAN]]}
    result = computed(text, cells, periods=("2001", "2002"))
    found = robust(result, Choices(Spread("any")), draws=50)
    same(found.low, [NAN, 1, NAN])
    same(found.high, [NAN, 1, NAN])
    same(found.beats_above, [NAN] * 3)
    same(found.beats_below, [NAN] * 3)
    assert found.mean_shift == 0
    moves = robust(result, Choices(Spread("any")), draws=50).move_shares
    # Among three it was never first: last but where x counts for more than a half.
    assert moves[1, 0] + moves[1, 1] == 1
    assert np.isnan(moves[[0, 2]]).all()


def test_no_unit():
    """A period without any unit has no figures, and that is no error."""
    cells = {"x": [[1, 2], [NAN, NAN]], "y": [[3, 1], [NAN, NAN]]}
    result = computed(TWO, cells, periods=("2001", "2002"))
    found = robust(result, Choices(Spread("any")), draws=50, against="none")
    assert found.units.size == 0
    same(found.low, [NAN, NAN])
    same(found.wide_share, NAN)
