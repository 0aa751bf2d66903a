"""The index with some values otherwise, and what it tells: counterfactuals, bounds, points lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import METHODS, NAN, cases, computed, panel_of, same, scheme_of

from innoindex import explain
from innoindex.errors import InnoindexError
from innoindex.hypothetical import Hypotheses, Outcomes
from innoindex.index import Result, compute
from innoindex.panel import Panel
from innoindex.standing import standings

PERIODS = ("2001", "2002")
BOTH = '[index]\nnormalise = "min-max"\n[indicator.x]\nweight = 3\n[indicator.y]\nweight = 1\n'
COLUMNS = {"x": [[0, 5, 10], [2, 4, 10]], "y": [[8, 0, 4], [10, 5, 0]]}


def agree(outcomes: Outcomes, row: int, result: Result, p: int) -> None:
    """A row is the period of a result, bit for bit."""
    assert outcomes.scores.keys() == result.scores.keys()
    for id, scores in result.scores.items():
        assert outcomes.scores[id][row].tobytes() == scores[p].tobytes(), id
    for name in ("index", "settled", "ranks", "tiers"):
        assert getattr(outcomes, name)[row].tobytes() == getattr(result, name)[p].tobytes()


def with_values(panel: Panel, p: int, unit: int, values: dict[str, float]) -> Panel:
    """The panel with other values of a unit in a period."""
    columns = {id: column.copy() for id, column in panel.columns.items()}
    for id, value in values.items():
        columns[id][p, unit] = value
    return replace(panel, columns=columns)


def outcome_or_none(compute):
    """What is computed; None if a value has no score."""
    try:
        return compute()
    except InnoindexError:
        return None


def test_a_value_moves_the_bounds_of_its_row():
    """u0's x is 12 in 2002: then 4 is 0, 10 is 75 and 12 is 100. The other rows are as they were.

    3/4 of these and 1/4 of y's 100 50 0: 100 12.5 56.25, where 25 31.25 75 is the period.
    """
    hypotheses = Hypotheses(computed(BOTH, COLUMNS, periods=PERIODS))
    rows = hypotheses.rows([1, 1, 0])
    rows.put(0, 0, "x", 12)
    found = hypotheses.outcomes(rows)
    same(found.scores["x"], [[100, 0, 75], [0, 25, 100], [0, 50, 100]])
    same(found.index, [[100, 12.5, 56.25], [25, 31.25, 75], [25, 37.5, 87.5]])
    same(found.ranks, [[1, 3, 2], [3, 2, 1], [3, 2, 1]])


def test_a_period_that_stats_names():
    """5 10 and a 20 in 2001 are measured by 5 to 20; a 20 in 2002 by the 0 to 10 of 2001."""
    text = BOTH.replace("[index]", '[index]\nstats = "2001"')
    hypotheses = Hypotheses(computed(text, COLUMNS, periods=PERIODS))
    rows = hypotheses.rows([0, 1])
    rows.put(0, 0, "x", 20)
    rows.put(1, 0, "x", 20)
    same(hypotheses.outcomes(rows).scores["x"], [[100, 0, 100 / 3], [200, 40, 100]])
    rows = hypotheses.rows([1])
    rows.put(0, 0, "x", 20)
    same(hypotheses.outcomes(rows).scores["x"], [[200, 40, 100]])


def test_a_pool_has_the_row_in_place_of_its_period():
    """0 to 10 of both periods becomes 0 to 20 with the 20 in 2002, and 2 to 20 with it in 2001."""
    text = BOTH.replace("[index]", '[index]\nstats = "pooled"')
    hypotheses = Hypotheses(computed(text, COLUMNS, periods=PERIODS))
    rows = hypotheses.rows([1, 0])
    rows.put(0, 0, "x", 20)
    rows.put(1, 0, "x", 20)
    same(hypotheses.outcomes(rows).scores["x"], [[100, 20, 50], [100, 100 * 3 / 18, 100 * 8 / 18]])


def test_a_chain_grows_from_the_period_before():
    """12 after 8 is 200 * 4 / 20 = 40 per cent: 100 * 240 / 160 = 150."""
    text = '[index]\nrescale = "chain"\n[indicator.x]\nnormalise = "chain"\n'
    hypotheses = Hypotheses(computed(text, {"x": [[8, 8], [9, 10]]}, periods=PERIODS))
    rows = hypotheses.rows([1])
    rows.put(0, 0, "x", 12)
    same(hypotheses.outcomes(rows).index, [[150, 100 * (200 + 400 / 18) / (200 - 400 / 18)]])


def test_a_group_is_measured_by_its_units():
    """East's 3 of the units' 0 to 4 becomes 6, 150; the units and West's 4 stay."""
    text = '[index]\nnormalise = "min-max"\n[raw.x]\n[indicator.x]\n'
    result = computed(text, {"x": [0, 3, 4]}, "group", groups=["East", "East", "West"])
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([0])
    rows.put(0, 0, "x", 6)
    same(result.scores["x"], [[75, 100]])
    same(hypotheses.outcomes(rows).scores["x"], [[150, 100]])


def test_a_value_that_was_missing_counts():
    """u0 has y alone, of two; with an x of 10 it is covered, and the mean of 10 and 4."""
    text = '[index]\nimpute = "drop"\nmin_coverage = 0.6\n[indicator.x]\n[indicator.y]\n'
    hypotheses = Hypotheses(computed(text, {"x": [NAN, 2], "y": [4, 6]}))
    rows = hypotheses.rows([0, 0])
    rows.put(1, 0, "x", 10)
    same(hypotheses.outcomes(rows).index, [[NAN, 4], [7, 4]])


def test_rows_are_copies():
    """Another value in a row changes neither the result nor a row that is made after it."""
    result = computed(BOTH, COLUMNS, periods=PERIODS)
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([1, 1])
    rows.put(0, 0, "x", 50)
    rows.take(1, 2, result, 0)
    agree(hypotheses.outcomes(hypotheses.rows([1])), 0, result, 1)
    assert result.values["x"].values[1].tolist() == [2, 4, 10]


def test_a_row_without_a_score():
    """A geometric mean cannot take -1: that row is missing, and the rows beside it are not."""
    for stats in ("period", "pooled"):
        text = (
            f'[index]\nstats = "{stats}"\naggregate = "geometric"\n[indicator.x]\n[indicator.y]\n'
        )
        result = computed(text, {"x": [1, 2], "y": [3, 4]})
        hypotheses = Hypotheses(result)
        rows = hypotheses.rows([0, 0])
        rows.put(0, 1, "x", -1)
        found = hypotheses.outcomes(rows)
        assert np.isnan([found.index[0], found.settled[0], found.ranks[0]]).all()
        agree(found, 1, result, 0)


# --- laws ----------------------------------------------------------------------------------------

HARD = {
    "chains": '[index]\nrescale = "chain"\nnormalise = "chain"\n[indicator.x]\n[indicator.y]\n',
    "lag": '[index]\nimpute = "drop"\n[indicator.x]\nvalue = "x / lag(x)"\n[indicator.y]\n',
    "reference": "[indicator.x]\nnormalise = { method = 'distance-to-reference', unit = 'u3' }\n",
    "base": '[index]\nbase = { period = 2001 }\nnormalise = "base-ratio"\n[indicator.x]\n'
    '[indicator.z]\nvalue = "y / z"\n',
    "outliers": '[index]\nnormalise = "min-max"\ntreat = "winsorise"\n[indicator.o]\n',
    "limit": "[indicator.x]\nnormalise = { method = 'z-score', truncate = 'y / 4' }\n",
    "filled": '[index]\nimpute = "carry-forward"\nmin_coverage = 0.6\n[indicator.z]\n'
    '[indicator.m]\n[indicator.x]\ntransform = "log1p"\n',
    "mean": '[index]\nimpute = "group-mean"\nstats = "pooled"\nnormalise = "z-score"\n'
    '[indicator.m]\n[indicator.x]\ndirection = "-"\n',
    "score": '[index]\nimpute = { method = "score", value = 1 }\nnormalise = "rank"\n'
    "[indicator.m]\n[indicator.x]\ndirection = '-'\n",
    "nodes": '[index]\naggregate = "geometric"\nrescale = { method = "min-max", range = [1, 9] }\n'
    '[dimension.d]\nrescale = "rank"\nstats = "2001"\n'
    '[indicator.x]\ndimension = "d"\n[indicator.y]\ndimension = "d"\n',
}
HARD_COLUMNS = {
    "x": [[5, 1, 7, 2, 4.5], [6, 3, 1, 8, 4.25]],
    "y": [[3, 9, 2, 7, 6], [1, 8, 5, 9, 2]],
    "z": [[4, 2, 6, 5, 3], [3, 7, 2, 9, 8]],
    "o": [[1, 2, 3, 2, 500], [2, 3, 1, 2, 700]],
    "m": [[1, 4, 2, 7, 3], [NAN, 5, 3, NAN, 6]],
}


@pytest.mark.parametrize("level", ["unit", "group"])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_nothing_otherwise_is_the_result(text, level):
    """Rows as they are come out bit for bit, whatever the scheme looks at."""
    text += "".join(f"[raw.{id}]\n" for id in HARD_COLUMNS)  # which may be summed
    panel = panel_of(HARD_COLUMNS, periods=PERIODS, groups=["E", "W", "E", "W", "E"])
    result = compute(panel, scheme_of(text), level=level)
    hypotheses = Hypotheses(result)
    found = hypotheses.outcomes(hypotheses.rows([1, 0, 1]))
    for row, p in enumerate([1, 0, 1]):
        agree(found, row, result, p)


@given(cases(), st.sampled_from(["unit", "group"]))
def test_nothing_otherwise_is_the_result_of_any_scheme(case, level):
    """So do those of random schemes."""
    draft, panel = case
    raw = "".join(f'[raw."{entry.id}"]\n' for entry in draft.entries)
    result = outcome_or_none(lambda: compute(panel, scheme_of(draft.text() + raw), level=level))
    assume(result is not None)
    hypotheses = Hypotheses(result)
    found = hypotheses.outcomes(hypotheses.rows([1, 0]))
    agree(found, 0, result, 1)
    agree(found, 1, result, 0)


@given(cases(), st.data())
def test_a_value_is_that_value_in_the_table(case, data):
    """Putting one value, and taking all of a unit, give the index of a panel that has them."""
    draft, panel = case
    scheme = draft.scheme()
    result = compute(panel, scheme)
    hypotheses = Hypotheses(result)
    unit = data.draw(st.integers(0, panel.shape[1] - 1))
    id = data.draw(st.sampled_from(draft.entries)).id
    value = data.draw(st.sampled_from([0.25, 2, 33, 80.5, 500]))
    before = {id: values[0, unit] for id, values in panel.columns.items()}
    for change in ({id: value}, before):  # in 2002: "2001" may be the period that stats names
        rows = hypotheses.rows([1, 1])
        if len(change) == 1:
            rows.put(0, unit, id, value)
        else:
            rows.take(0, unit, result, 0)
        changed = with_values(panel, 1, unit, change)
        expected = outcome_or_none(lambda changed=changed: compute(changed, scheme))
        found = hypotheses.outcomes(rows)
        agree(found, 1, result, 1)
        assert np.isnan(found.index[0]).all() == (expected is None)
        if expected is not None:
            agree(found, 0, expected, 1)


FIXED = ['"none"', '{ method = "base-ratio", reference = 20 }',
         '{ method = "goalposts", lower = 0, upper = 60 }']  # fmt: skip
LOOK = ['{ method = "min-max", range = [1, 10] }', '"percentile"', '"fraction-of-max"',
        '{ method = "z-score", mean = 100, sd = 10 }', '"rank"', *FIXED]  # fmt: skip


@st.composite
def explained(draw: st.DrawFn, methods: list[str] = LOOK):
    """A draft with these methods, its panel, and a unit of it with every value in both periods."""
    draft, panel = draw(cases())
    entries = tuple(
        replace(entry, normalise=draw(st.sampled_from(methods)), direction="+")
        for entry in draft.entries
    )
    draft = replace(draft, entries=entries, stats='"period"', rescale='"none"')
    return draft, panel, draw(st.integers(0, 3))


@given(explained())
def test_counterfactuals_are_other_tables(case):
    """No one else moved: the table before, with the unit's row of now; it stood still: reverse."""
    draft, panel, unit = case
    scheme = draft.scheme()
    result = compute(panel, scheme)
    causes = explain(result, unit).causes
    for at, found in ((0, causes.others_still), (1, causes.stood_still)):
        then = {id: values[1 - at, unit] for id, values in panel.columns.items()}
        other = with_values(panel, at, unit, then)
        alone = {id: values[at] for id, values in other.columns.items()}
        only = compute(panel_of(alone, units=panel.units), scheme)
        same([found.rank, found.score], [only.ranks[0, unit], only.index[0, unit]])
        same(found.places, result.ranks[0, unit] - only.ranks[0, unit])


@settings(max_examples=20)
@given(explained(FIXED))
def test_fixed_methods_have_no_bounds(case):
    """Where no other unit is looked at no point is due to bounds; standing still gives none."""
    draft, panel, unit = case
    assume("copeland" not in draft.aggregate)
    assert not any(explain(compute(panel, draft.scheme()), unit).causes.bounds.values())
    still = with_values(panel, 1, unit, {id: v[0, unit] for id, v in panel.columns.items()})
    total = explain(compute(still, draft.scheme()), unit).causes.change.total
    same(list(total.values()), [[0]] * len(total))


@given(explained())
def test_a_unit_that_stands_still_moves_by_bounds_alone(case):
    """If none of its values changed, no part has points of its own."""
    draft, panel, unit = case
    still = with_values(panel, 1, unit, {id: v[0, unit] for id, v in panel.columns.items()})
    causes = explain(compute(still, draft.scheme()), unit).causes
    assert causes.others_still.places == 0
    for id, bounds in causes.bounds.items():
        same(bounds, causes.change.value[id][0])


@given(cases([method for method in METHODS if "within" not in method]), st.integers(0, 3))
def test_standings_are_counted(case, unit):
    """A rank is one more than the number of better values, or changes, of all and of its group.

    Who has no score, here whoever lacks a value, is not counted. Points lost are what a table with
    the best value in the unit's place gives more.
    """
    draft, panel = case
    scheme = scheme_of(draft.text().replace("[index]", "[index]\nmin_coverage = 1", 1))
    result = compute(panel, scheme)
    found, scored = standings(result, unit, 1, 0), ~np.isnan(result.index[1])
    group = panel.group_of == panel.group_of[unit]
    for k, entry in enumerate(draft.entries):
        before, now = panel.columns[entry.id] * (1 if entry.direction == "+" else -1)
        better = [now > now[unit], now - before > (now - before)[unit]]
        better += [of & group for of in better]
        ranks = found.rank, found.change_rank, found.group_rank, found.group_change_rank
        assert [rank[k] for rank in ranks] == [1 + (of & scored).sum() for of in better]
        known = panel.columns[entry.id][1][scored]
        best = np.nanmax(known) if entry.direction == "+" else np.nanmin(known)
        same([found.median[k], found.best[k]], [np.nanmedian(known), best])
        other = compute(with_values(panel, 1, unit, {entry.id: best}), scheme)
        same(found.points_lost[k], other.index[1, unit] - result.index[1, unit])


def test_a_pool_of_one_indicator():
    """Of all periods x has 0 to 20; with 10 for 20 its best is 10, which scores 100 and not 50."""
    text = '[indicator.x]\nnormalise = "min-max"\nstats = "pooled"\n[indicator.y]\n'
    result = computed(text, {"x": [[0, 10], [0, 20]], "y": [[0, 0]] * 2}, periods=("1", "2"))
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([1])
    rows.put(0, 1, "x", 10)
    same(hypotheses.outcomes(rows).scores["x"], [[0, 100]])


def test_a_chain_goes_on_from_the_period_before():
    """120 after 100 is a growth by 20 of 110, the mean, in per cent."""
    text = '[indicator.x]\nnormalise = "chain"\n'
    result = computed(text, {"x": [[100, 100], [110, 130]]}, periods=("1", "2"))
    hypotheses = Hypotheses(result)
    rows = hypotheses.rows([1])
    before = hypotheses.outcomes(rows).scores["index"]
    rows.put(0, 0, "x", 120)
    after = hypotheses.outcomes(rows).scores["index"]
    same([before[0], after[0]], [result.index[1], [100 * 20 / 110, result.index[1, 1]]])


def test_what_was_imputed_is_not_the_units_own():
    """u2 has y alone, half of what it needs: a hypothesis about u0 does not change that."""
    text = '[index]\nimpute = "mean"\nmin_coverage = 0.9\n[indicator.x]\n[indicator.y]\n'
    hypotheses = Hypotheses(computed(text, {"x": [[1, 3, NAN]], "y": [[1, 3, 5]]}))
    rows = hypotheses.rows([0])
    rows.put(0, 0, "x", 5)
    same(hypotheses.outcomes(rows).index, [[3, 3, NAN]])
    rows.put(0, 2, "x", 1)
    same(hypotheses.outcomes(rows).index, [[3, 3, 3]])
