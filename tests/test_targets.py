"""How far a unit is from what it is to reach: a rank, a tier, a score."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed

from innoindex.goals import goal
from innoindex.hypothetical import Hypotheses
from innoindex.targets import Target

# Scores 10, 30, 40, 60, 80: x is what is scored; u0 looks up.
X = {"x": [[10, 30, 40, 60, 80]]}
NEEDED = "[index]\n{}\n[indicator.x]\n"


def value_for(index: str, unit: int = 0, **target) -> float | None:
    """The value of x that the goal asks of a unit."""
    (need,) = goal(computed(NEEDED.format(index), X), unit, **target).needs
    return need.value


@pytest.mark.parametrize(
    ("tiers", "tier", "expected"),
    [
        ("{ name = 'A', min_score = 50 }", "A", 50),
        ("{ name = 'A', min_score = 50 }, { name = 'B', min_score = 20 }", "b", 20),
        ("{ name = 'A', min_score = 50 }, { name = 'B', min_score = 20 }", "1", 50),
        # x is half the mean of 210 + x over five: 5 x = 105 + x / 2.
        ("{ name = 'A', min_relative = 0.5 }", "A", 105 / 4.5),
        ("{ name = 'A', max_rank = 2 }", "A", 60),
        ("{ name = 'A', top = 0.4 }", "A", 60),
        ("{ name = 'A', top = 0.59 }", "A", 60),  # 2.95 units are two
        ("{ name = 'A', top = 0.6 }", "A", 40),
    ],
)
def test_tiers(tiers, tier, expected):
    """A tier is reached at its bound: of the scores, of their mean, or of the ranks."""
    assert value_for(f"tiers = [{tiers}]", tier=tier) == pytest.approx(expected, rel=1e-7)


def test_a_better_tier_is_reached_too():
    """Who is in the first tier is in the second; the last has no bound and holds everyone."""
    index = "tiers = [{ name = 'A', max_rank = 3 }, { name = 'B', min_score = 70 }, { name = 'C' }]"
    assert value_for(index, tier="B") == pytest.approx(40)
    result = computed(NEEDED.format(index), X)
    assert goal(result, 0, tier="C").reached
    hypotheses = Hypotheses(result)
    outcomes = hypotheses.outcomes(hypotheses.rows([0]))
    assert Target(tier=2).margin(outcomes, 0, result.scheme).tolist() == [np.inf]
    assert Target(tier=1).margin(outcomes, 0, result.scheme).tolist() == [10 - 40]


@pytest.mark.parametrize(
    ("index", "target", "expected"),
    [
        ("", {"rank": 2}, 60),
        ("", {"gain": 1}, 30),
        ("", {"gain": 4}, 80),
        ("", {"score": 12}, 12),
        ("rank_decimals = 0", {"score": 12}, 11.5),  # which is rounded up
        ("rank_decimals = 0", {"rank": 2}, 59.5),
    ],
)
def test_ranks_and_scores(index, target, expected):
    """A rank is that of the unit that has it now; rounded scores are reached half a step before."""
    assert value_for(index, **target) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("ties", "expected"), [("min", 80), ("dense", 60)])
def test_ties(ties, expected):
    """Of 10, 60, 80, 80 the second place is that of 80, or of 60 where ranks have no gaps."""
    text = f'[index]\nties = "{ties}"\n[indicator.x]\n'
    (need,) = goal(computed(text, {"x": [[10, 60, 80, 80]]}), 0, rank=2).needs
    assert need.value == pytest.approx(expected)


def margins(index: str, target: Target, *values: float, x: tuple = X["x"][0]) -> list[float]:
    """The points above the target, where the first unit has other values."""
    result = computed(f'[index]\nimpute = "drop"\n{index}\n[indicator.x]\n', {"x": [x]})
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([0] * len(values))
    for row, value in enumerate(values):
        rows.put(row, 0, "x", value)
    return target.margin(hypotheses.outcomes(rows), 0, result.scheme).tolist()


@pytest.mark.parametrize(
    ("index", "target", "expected"),
    [
        ("", Target(rank=2), [10 - 60, 70 - 60]),
        ("", Target(rank=5), [np.inf, np.inf]),  # there are four others
        ("", Target(score=12), [10 - 12, 70 - 12]),
        ("rank_decimals = 0", Target(score=12), [10 - 11.5, 70 - 11.5]),
        ("rank_decimals = 1", Target(score=12), [10 - 11.95, 70 - 11.95]),
        ("rank_decimals = 1", Target(rank=2), [10 - 59.95, 70 - 59.95]),
        ("tiers = [{ name = 'A', min_score = 50 }]", Target(tier=0), [10 - 50, 70 - 50]),
        # Half the mean of five: 44, then 56.
        ("tiers = [{ name = 'A', min_relative = 0.5 }]", Target(tier=0), [10 - 22, 70 - 28]),
        ("tiers = [{ name = 'A', top = 0.4 }]", Target(tier=0), [10 - 60, 70 - 60]),
        (
            "rank_decimals = 1\ntiers = [{ name = 'A', min_score = 50 }]",
            Target(tier=0),
            [10 - 49.95, 70 - 49.95],
        ),
    ],
)
def test_margins(index, target, expected):
    """Of u0 with 10 and with 70 beside 30, 40, 60 and 80."""
    assert margins(index, target, 10, 70) == pytest.approx(expected)


def test_margins_of_odd_tables():
    """Ties leave a gap or none; who has no score is in no mean; shares are rounded down."""
    ties = (10, 60, 80, 80)
    assert margins('ties = "dense"', Target(rank=2), 10, x=ties) == [10 - 60]
    assert margins("", Target(rank=2), 10, x=ties) == [10 - 80]
    relative = "tiers = [{ name = 'A', min_relative = 1 }]"
    assert margins(relative, Target(tier=0), 10, 40, x=(10, 20, NAN)) == [10 - 15, 40 - 30]
    # 58 % of fifty are 29, though 0.58 times 50 is a little less: 21 of 0 to 49 is that rank.
    share = "tiers = [{ name = 'A', top = 0.58 }]"
    assert margins(share, Target(tier=0), 0, x=tuple(range(50))) == [0 - 21]
