"""One period against another: places climbed, points gained, and their ranks."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, computed, panel_of, same, scheme_of

from innoindex.index import compute
from innoindex.movement import rank_movement

PERIODS = ("2019", "2020", "2021")
UNITS = ["a", "b", "c", "d", "e"]
GROUPS = ["n", "n", "s", "s", "s"]
#         a   b   c   d    e
SCORES = [
    [50, 40, 30, 20, NAN],  # ranks 1 2 3 4 -
    [45, 60, 30, 50, 10],  # ranks 3 1 4 2 5
    [45, 61, NAN, 70, 60.5],  # ranks 4 2 - 1 3
]


def ranking(period=None, against=None, text="", **options):
    columns = {"x": SCORES}
    result = computed(
        f"{text}[indicator.x]\n", columns, periods=PERIODS, units=UNITS, groups=GROUPS
    )
    return rank_movement(result, period, against, **options)


def test_against_the_period_before():
    """Places climbed are the rank before less the rank now; points are the score less the score."""
    r = ranking("2020")
    assert (r.period, r.previous_period) == ("2020", "2019")
    same(r.rank, [3, 1, 4, 2, 5])
    same(r.previous_rank, [1, 2, 3, 4, NAN])
    same(r.rank_change, [-2, 1, -1, 2, NAN])
    same(r.score_change, [-5, 20, 0, 30, NAN])
    same(r.previous_score, [50, 40, 30, 20, NAN])


def test_ranks_of_the_changes():
    """Changes are ranked too, overall and in the group; they need not agree."""
    r = ranking("2020")
    same(r.rank_change_rank, [4, 2, 3, 1, NAN])
    same(r.score_change_rank, [4, 2, 3, 1, NAN])
    same(r.group_rank, [2, 1, 2, 1, 3])
    same(r.group_rank_change_rank, [2, 1, 2, 1, NAN])
    same(r.group_score_change_rank, [2, 1, 2, 1, NAN])
    last = ranking("2021")
    # Places -1, -1, -, +1, +2 and points 0, 1, -, 20, 50.5.
    same(last.rank_change_rank, [3, 3, NAN, 2, 1])
    same(last.score_change_rank, [4, 3, NAN, 2, 1])
    same(last.group_rank_change_rank, [1, 1, NAN, 2, 1])
    same(last.group_score_change_rank, [2, 1, NAN, 2, 1])


def test_the_last_period_is_the_default():
    """Without a period it is the last against the one before."""
    r = ranking()
    assert (r.period, r.previous_period) == ("2021", "2020")


def test_new_and_gone():
    """A unit with a score in one of the periods only is new or gone, and has no change."""
    assert (ranking("2020").new, ranking("2020").gone) == ([4], [])
    assert (ranking("2021").new, ranking("2021").gone) == ([], [2])
    assert [str(note) for note in ranking("2020").notes[4]] == ["new"]
    assert np.isnan(ranking("2021").previous_rank[2])
    assert np.isnan(ranking("2021").previous_score[2])


def test_tiers_among_common_units():
    """A tier by rank or by share is that of the rank among the common units; others have none."""
    tiers = '[index]\ntiers = [{ name = "A", max_rank = 2 }, { name = "B" }]\n'
    assert ranking("2020", text=tiers).tier.tolist() == [1, 0, 1, 0, 1]
    assert ranking("2021", text=tiers).tier.tolist() == [1, 0, -1, 0, 1]
    assert ranking("2021", "2019", tiers, common_units=True).tier.tolist() == [1, 0, -1, 0, -1]
    tiers = '[index]\ntiers = [{ name = "A", top = 0.75 }, { name = "B" }]\n'
    assert ranking("2021", text=tiers).tier.tolist() == [1, 0, -1, 0, 0]  # of 4, three
    assert ranking("2021", "2019", tiers, common_units=True).tier.tolist() == [1, 0, -1, 0, -1]


def test_common_units():
    """Among the units of both periods c is gone: 60 50 45 10 before and 70 61 60.5 45 now."""
    r = ranking("2021", common_units=True)
    same(r.rank, [4, 2, NAN, 1, 3])
    same(r.previous_rank, [3, 1, NAN, 2, 4])
    same(r.rank_change, [-1, -1, NAN, 1, 1])
    r = ranking("2020", common_units=True)
    same(r.rank, [3, 1, 4, 2, NAN])  # e is new: no rank among the common ones
    same(r.group_rank, [2, 1, 2, 1, NAN])
    assert r.only_common


@pytest.mark.parametrize("period", [None, "2019"])
def test_against_none(period):
    """Against none, and in the first period, there is no movement."""
    r = ranking(period, None if period else "none")
    assert r.previous_period is None
    assert (r.new, r.gone) == ([], [])
    for values in (
        r.previous_rank,
        r.previous_score,
        r.rank_change,
        r.score_change,
        r.rank_change_rank,
        r.score_change_rank,
        r.group_rank_change_rank,
    ):
        assert np.isnan(values).all()
    assert not r.only_common


def test_against_an_older_period():
    """Any period may be compared with, as it is written: 2019年 is 2019."""
    r = ranking("2021", "2019年")
    assert r.previous_period == "2019"
    same(r.rank_change, [-3, 0, NAN, 3, NAN])
    same(r.score_change, [-5, 21, NAN, 50, NAN])
    assert (r.new, r.gone) == ([4], [2])


def test_no_such_period():
    """A period that the table does not have is a KeyError with its name."""
    with pytest.raises(KeyError, match="2018"):
        ranking("2018")
    with pytest.raises(KeyError, match="2030"):
        ranking("2021", "2030")


def test_order():
    """Units stand by rank, equal ranks by id, those without a rank last; absent ones not at all."""
    columns = {"x": [5, 7, 5, NAN, NAN], "y": [1, 1, 1, 1, NAN]}
    text = '[index]\nimpute = "drop"\nmin_coverage = 1\n[indicator.x]\n[indicator.y]\n'
    result = computed(text, columns, units=["u3", "u1", "u2", "u0", "u9"])
    order = rank_movement(result).order
    assert [result.labels.units[u] for u in order] == ["u1", "u2", "u3", "u0"]


def test_points_that_differ_by_noise_tie():
    """Equal gains are one rank although their floats differ."""
    columns = {"x": [[0.1, 0, 5], [0.3, 0.2, 5]]}
    assert 0.3 - 0.1 != 0.2
    r = rank_movement(computed("[indicator.x]\n", columns, periods=("1", "2")))
    assert r.score_change_rank.tolist() == [1, 1, 3]


BREAKS = (
    '[[break]]\nperiod = 2020\nunits = ["a", "d"]\nnote = "split"\n'
    '[[break]]\nperiod = 2021\nnote = "new method"\n'
)


@pytest.mark.parametrize(
    ("period", "against", "a", "b"),
    [
        ("2020", None, ["split"], []),
        ("2021", None, ["new method"], ["new method"]),
        ("2021", "2019", ["split", "new method"], ["new method"]),
        ("2019", "2021", ["split", "new method"], ["new method"]),
        ("2019", None, [], []),
        ("2020", "none", ["split"], []),
        ("2021", "none", ["new method"], ["new method"]),
    ],
)
def test_breaks_between_the_periods(period, against, a, b):
    """A break is noted where it lies between the periods compared, for the units it concerns."""
    notes = ranking(period, against, BREAKS).notes
    assert [str(note) for note in notes.get(0, [])] == a
    assert [str(note) for note in notes.get(1, [])] == b


@pytest.mark.parametrize(
    ("periods", "noted"),
    [
        (("2019Q4", "2020Q1"), True),
        (("2020Q1", "2020Q2"), False),
        (("2019", "2020"), True),
        (("2020", "2021"), False),
    ],
)
def test_break_of_a_year_in_quarters(periods, noted):
    """A break of a year lies between the last quarter of the year before and its first."""
    text = '[[break]]\nperiod = 2020\nnote = "split"\n[indicator.x]\n'
    result = computed(text, {"x": [[1], [2]]}, periods=periods)
    assert bool(rank_movement(result).notes) == noted


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ('"carry-forward"', "carried forward: X, y"),
        ('"interpolate"', "interpolated: X, y"),
        ('"mean"', "mean taken: X, y"),
        ('"median"', "median taken: X, y"),
        ('"group-mean"', "group mean taken: X, y"),
        ('"group-median"', "group median taken: X, y"),
        ('{ method = "score" }', "fixed score taken: X, y"),
        ('"drop"', "left out: X, y"),
    ],
)
def test_notes_of_imputed_values(rule, note):
    """A unit's note says which indicators are not the table's own values, and by what rule."""
    text = (
        f'[index]\nimpute = {rule}\n[indicator.x]\nname = "X"\nvalue = "a"\n'
        '[indicator.y]\nvalue = "2 * a"\n[indicator.z]\n'
    )
    columns = {"a": [[1, 2], [NAN, 3], [4, 5]], "z": [[1, 1]] * 3}
    result = computed(text, columns, periods=PERIODS, groups=["g", "g"])
    notes = rank_movement(result, "2020").notes
    assert {unit: [str(each) for each in said] for unit, said in notes.items()} == {0: [note]}
    assert rank_movement(result, "2021").notes == {}


def test_notes_of_units_without_a_score():
    """A unit without a score says why: too few indicators, or values that are missing."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.67\n' + "".join(
        f"[indicator.{id}]\n" for id in "xyz"
    )
    columns = {"x": [1, 1], "y": [1, 1], "z": [1, NAN]}
    result = computed(text, columns)
    assert [str(note) for note in rank_movement(result).notes[1]] == [
        "no score: has 66.7% of the indicators, needs 67%"
    ]
    growth = '[indicator.x]\nvalue = "x / lag(x)"\n'
    result = compute(panel_of({"x": [[1, NAN], [2, 5]]}, periods=("1", "2")), scheme_of(growth))
    assert [str(note) for note in rank_movement(result).notes[1]] == ["no score: values missing"]


def test_ties_of_the_scheme():
    """Ranks among common units and in groups follow the scheme's rule for ties."""
    columns = {"x": [[1, 1, 2], [5, 5, 5]]}
    text = '[index]\nties = "{}"\n[indicator.x]\n'
    for ties, ranks in (("min", [1, 1, 1]), ("average", [2, 2, 2]), ("first", [2, 3, 1])):
        result = computed(
            text.format(ties),
            columns,
            periods=("1", "2"),
            units=["b", "c", "a"],
            groups=["g"] * 3,
        )
        r = rank_movement(result, common_units=True)
        assert r.rank.tolist() == r.group_rank.tolist() == ranks


@pytest.mark.parametrize(
    ("period", "noted"), [("2020", True), ("2020Q2", True), ("2020Q1", False), ("2021", False)]
)
def test_breaks_of_the_only_period(period, noted):
    """In a table of one quarter a break is noted if it is of this quarter or of its year."""
    text = f'[[break]]\nperiod = "{period}"\nnote = "split"\n[indicator.x]\n'
    ranking = rank_movement(computed(text, {"x": [[1, 2]]}, periods=("2020Q2",)))
    assert bool(ranking.notes) == noted


@pytest.mark.parametrize(("ties", "before"), [("min", [2, 2, 1]), ("average", [2.5, 2.5, 1])])
def test_common_units_share_ranks_as_the_scheme_has_it(ties, before):
    """Without the unit that is new, and the one that has gone, two of three are alike before."""
    text = f'[index]\nties = "{ties}"\nimpute = "drop"\n[indicator.x]\n'
    columns = {"x": [[4, 4, 5, NAN, 9], [3, 4, 5, 9, NAN]]}
    ranking = rank_movement(computed(text, columns, periods=("1", "2")), common_units=True)
    same(ranking.previous_rank, [*before, NAN, NAN])
    same(ranking.rank, [3, 2, 1, NAN, NAN])
