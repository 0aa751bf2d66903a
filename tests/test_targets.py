"""How far a unit is from what it is to reach: a rank, a tier, a score."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import computed

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
