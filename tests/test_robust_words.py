"""What `robust` says in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import NAN, computed

from innoindex.uncertainty import tally as tally_module
from innoindex.uncertainty.choices import Choices, make_choices
from innoindex.uncertainty.robust_record import Robust
from innoindex.uncertainty.robustness import robust
from innoindex.views.robust_words import (
    alternatives,
    highlight_sentence,
    per_cent,
    run_notes,
    whole_sentence,
)

TWO = "[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n"


def moved(**asked: object) -> Robust:
    """Three units of which the first falls, the second climbs and the third stays last."""
    cells = {"x": [[9, 5, 1], [5, 9, 1]], "y": [[9, 5, 1], [5, 9, 1]]}
    result = computed(TWO, cells, units=list("abc"), periods=("2001", "2002"))
    choices = make_choices(result.scheme, **asked) if asked else Choices()
    return robust(result, choices, draws=10, sobol_rows=0)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            0,
            "a: rank 2, in all draws rank 2, ahead of b (just above) in no draw, ahead of c (just "
            "below) in all draws, fell against 2001 in all draws (as it stands ▼1)",
        ),
        (
            1,
            "b: rank 1, in all draws rank 1, ahead of a (just below) in all draws, "
            "climbed against 2001 in all draws (as it stands ▲1)",
        ),
        (
            2,
            "c: rank 3, in all draws rank 3, ahead of a (just above) in no draw, "
            "same place as in 2001 in all draws",
        ),
    ],
)
def test_moves(unit, said):
    """Which way a unit moved as it stands, and in how many draws it moves that way."""
    assert str(highlight_sentence(moved(weights="any"), unit)) == said


def test_moves_of_some_draws():
    """The share is of the way that it moved as it stands."""
    done = moved()
    done.tally.moves[:] = [[997, 2, 1], [1, 7, 2], [2, 1, 7]]  # up, none, down, of b, a, c
    said = [str(highlight_sentence(done, unit)).rsplit(", ", 1)[1] for unit in (0, 1, 2)]
    assert said == [
        "fell against 2001 in 20% of draws (as it stands ▼1)",
        "climbed against 2001 in >99% of draws (as it stands ▲1)",
        "same place as in 2001 in 10% of draws",
    ]


def test_nothing_of_what_is_not_known():
    """A new unit has no move; one without a rank, or with none in any draw, has nothing else."""
    cells = {"x": [[3, NAN, NAN], [3, 2, NAN]], "y": [[3, NAN, NAN], [3, 2, 1]]}
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n' + TWO
    result = computed(text, cells, periods=("2001", "2002"))
    done = robust(result, Choices(), draws=5)
    assert "2001" in str(highlight_sentence(done, 0))
    assert "2001" not in str(highlight_sentence(done, 1))
    assert str(highlight_sentence(done, 2)) == "u2 has no rank"
    done.tally.moves[0] = 0  # in no draw has it a rank in both periods
    assert "2001" not in str(highlight_sentence(done, 0))
    done.tally.ranks[:] = 0
    done = replace(done, draws=5)  # (what was looked at is kept)
    assert str(highlight_sentence(done, 0)) == "u0 has no rank"
    done.tally.draws = 0
    assert str(whole_sentence(done)) == "no draw has an index"


def test_ranked_in_draws_alone():
    """A unit that only other rules for missing values rank has no rank, and had none, as said."""
    x = [[4, 2, 3], [4, 2, NAN], [4, 2, 3]]
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n' + TWO
    result = computed(text, {"x": x, "y": [[4, 2, 3]] * 3}, periods=("2001", "2002", "2003"))
    choices = make_choices(result.scheme, impute=["carry-forward"])
    done = robust(result, choices, period="2002", draws=10)
    assert str(highlight_sentence(done, 2)) == "u2 has no rank"
    done = robust(result, choices, draws=10)
    assert done.move_shares[2, 1] == 1  # 2nd in both, where the value is carried forward
    assert "2002" not in str(highlight_sentence(done, 2))


def test_nearly_certain():
    """One rank in nine of ten draws, and between two in all."""
    done = moved()
    done.tally.ranks[:] = [[96, 4, 0], [4, 96, 0], [0, 0, 100]]
    assert str(highlight_sentence(done, 1)).startswith(
        "b: rank 1, in 90% of draws rank 1, in all between 1 and 2, "
    )


NOISE = "[raw.x]\nnoise = '5%'\n[raw.y]\n{}\n[raw.z]\n[indicator.i]\nvalue = 'x + y + z'\n"


@pytest.mark.parametrize(
    ("own", "noise", "said"),
    [
        ("", None, "5% of 1 columns"),
        ("", "5%", "5% of 3 columns"),
        ("noise = '0.5%'", None, "0.5% to 5% of 2 columns"),
        ("noise = '0%'", "12.5%", "5% to 12.5% of 2 columns"),
    ],
)
def test_noise(own, noise, said):
    """Of how many columns, and how much, or from the least to the most."""
    result = computed(NOISE.format(own), {"x": [5, 3], "y": [1, 2], "z": [1, 1]})
    done = robust(result, make_choices(result.scheme, noise=noise), draws=3)
    assert str(alternatives(done, "noise")) == said
    none = replace(done, choices=replace(done.choices, noise={**done.choices.noise, "w": 0.0}))
    assert str(alternatives(none, "noise")) == said


def test_own_methods():
    """The scheme's own stands first, by its name if it is one; of a single part with its id."""
    text = TWO.replace("[indicator.y]", 'normalise = "rank"\n[indicator.y]')
    result = computed(text, {"x": [5, 3], "y": [1, 2]})
    asked = {"normalise": ["borda"], "aggregate": ["sum"], "treat": [{"x": "winsorise"}]}
    done = robust(result, make_choices(result.scheme, **asked), draws=3, sobol_rows=0)
    assert [str(alternatives(done, choice)) for choice in asked] == [
        "the scheme's own | borda",
        "index=arithmetic | sum",
        "x=none | x=winsorise",
    ]
    done = robust(result, make_choices(result.scheme, treat=["winsorise"]), draws=3)
    assert str(alternatives(done, "treat")) == "none | winsorise"


def test_per_cent():
    """As many decimals as were asked for."""
    assert [per_cent(share) for share in (0.9, 0.125, 0.07)] == ["90%", "12.5%", "7%"]


@pytest.mark.parametrize(
    ("ties", "bins", "steps"), [("min", 12, "10"), ("average", 12, "11"), ("min", 63, "2")]
)
def test_bins_are_said(ties, bins, steps, monkeypatch):
    """How many places one count holds where not every rank has its own.

    Of 12 bins six are in the middle: of 58 ranks, at most ten each; of 121 halves, 21 or 10.5.
    """
    units = np.arange(64.0)
    result = computed(f'[index]\nties = "{ties}"\n' + TWO, {"x": units, "y": units})
    done = robust(result, Choices(), draws=3)
    assert not any("places" in str(note) for note in run_notes(done))
    monkeypatch.setattr(tally_module, "_MOST_CELLS", 64 * bins)
    done = robust(result, Choices(), draws=3)
    said = f"ranks in the draws are to within {steps} places, the first and the last ones exact"
    assert said in [str(note) for note in run_notes(done)]


def test_tiers_of_all_draws():
    """Nothing is said of tiers where every draw tells them, though a unit without a rank has none.

    Nor without tiers.
    """
    tiers = 'tiers = [{ name = "A", max_rank = 1 }, { name = "B" }]\n'
    for more in ("", tiers):
        text = '[index]\nimpute = "drop"\nmin_coverage = 0.9\n' + more + TWO
        result = computed(text, {"x": [3, 2, NAN], "y": [3, 2, 1]})
        done = robust(result, make_choices(result.scheme, normalise=["rank"]), draws=10)
        assert not any("tiers" in str(note) for note in run_notes(done))
        assert ("B in all draws" in str(highlight_sentence(done, 1))) == bool(more)
