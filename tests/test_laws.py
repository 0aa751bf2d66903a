"""What must hold of every scheme and every table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import (
    AGGREGATES,
    METHODS,
    POSITIVE_AGGREGATES,
    POSITIVE_METHODS,
    cases,
    computed,
    permuted,
    same,
    scheme_of,
    scores_of,
)

from innoindex.index import Result, compute
from innoindex.movement import rank_movement
from innoindex.panel import panel_from_arrays
from innoindex.ranking import rank_descending, settle
from innoindex.scheme_keys import METHODS as KNOWN


def agree(result: Result, other: Result, order: object = slice(None)) -> None:
    """The same scores and ranks; `order` says where the first result's units stand in the other."""
    for id, scores in result.scores.items():
        same(other.scores[id], scores[:, order])
    same(other.ranks, result.ranks[:, order])
    np.testing.assert_array_equal(other.tiers, result.tiers[:, order])


@given(cases(), st.data())
def test_order_of_the_units(case, data):
    """The order of the units in the table never matters."""
    draft, panel = case
    order = data.draw(st.permutations(range(panel.shape[1])))
    scheme = draft.scheme()
    agree(compute(panel, scheme), compute(permuted(panel, order), scheme), list(order))


@given(cases(), st.data())
def test_order_of_the_scheme(case, data):
    """The order of dimensions and indicators in the file never matters, nor that of the columns."""
    draft, panel = case
    order = data.draw(st.permutations(range(len(draft.entries))))
    columns = {id: panel.columns[id] for id in data.draw(st.permutations(list(panel.columns)))}
    other = compute(replace(panel, columns=columns), draft.shuffled(order).scheme())
    agree(compute(panel, draft.scheme()), other)


@given(cases())
def test_names_do_not_matter(case):
    """Other names for the indicators, in another alphabetical order, change no score."""
    draft, panel = case
    names = {entry.id: f"n{len(draft.entries) - i}" for i, entry in enumerate(draft.entries)}
    renamed = replace(
        draft, entries=tuple(replace(entry, id=names[entry.id]) for entry in draft.entries)
    )
    columns = {names[id]: values for id, values in panel.columns.items()}
    other = compute(replace(panel, columns=columns), renamed.scheme())
    result = compute(panel, draft.scheme())
    same(other.index, result.index)
    same(other.ranks, result.ranks)


@given(cases())
def test_scale_of_the_weights(case):
    """Seven times all the weights is the same index; only a sum is not divided by them."""
    draft, panel = case
    assume("sum" not in draft.text())
    agree(compute(panel, draft.scheme()), compute(panel, draft.scheme(factor=7)))


@given(cases())
def test_equal_weights(case):
    """Weights of 3 everywhere are no weights at all."""
    draft, panel = case
    assume("sum" not in draft.text())
    equal = replace(
        draft,
        entries=tuple(replace(entry, weight=3) for entry in draft.entries),
        dimensions=tuple((id, aggregate, 3) for id, aggregate, _ in draft.dimensions),
    )
    agree(compute(panel, equal.scheme()), compute(panel, draft.scheme(weights=False)))


@given(cases())
def test_twice(case):
    """The same scheme and table give the same bytes."""
    draft, panel = case
    first, second = (compute(panel, draft.scheme()) for _ in range(2))
    for id, scores in first.scores.items():
        assert scores.tobytes() == second.scores[id].tobytes()
    assert first.ranks.tobytes() == second.ranks.tobytes()


@given(cases())
def test_unrelated_column(case):
    """A column that no indicator uses changes nothing."""
    draft, panel = case
    more = {"aardvark": np.full(panel.shape, 7.0), **panel.columns}
    first = compute(panel, draft.scheme())
    second = compute(replace(panel, columns=more), draft.scheme())
    for id, scores in first.scores.items():
        assert scores.tobytes() == second.scores[id].tobytes()


@given(cases())
def test_input_is_not_changed(case):
    """Computing changes neither the panel nor an earlier result."""
    draft, panel = case
    before = {id: values.tobytes() for id, values in panel.columns.items()}
    result = compute(panel, draft.scheme())
    earlier = result.index.tobytes()
    compute(panel, draft.scheme())
    assert {id: values.tobytes() for id, values in panel.columns.items()} == before
    assert result.index.tobytes() == earlier


FIXED = [
    '"none"',
    '{ method = "base-ratio", reference = 20 }',
    '{ method = "standard", reference = 20 }',
    '{ method = "goalposts", lower = 0, upper = 60 }',
    '{ method = "goalposts", lower = 20, upper = 60, clip = false }',
]


@given(cases(FIXED), st.data())
def test_more_is_better(case, data):
    """With fixed bounds a better value never lowers the unit's own score."""
    draft, panel = case
    assume("copeland" not in draft.text())
    draft = replace(
        draft,
        rescale='"none"',
        entries=tuple(
            replace(entry, normalise=data.draw(st.sampled_from(FIXED))) for entry in draft.entries
        ),
    )
    positive = all(entry.direction == "+" for entry in draft.entries)
    assume(positive or not any(name in draft.text() for name in ("geom", "harm", "power")))
    draft = replace(
        draft,
        entries=tuple(
            replace(entry, normalise=entry.normalise.replace("20, upper", "0, upper"))
            for entry in draft.entries
        ),
    )
    entry = data.draw(st.sampled_from(draft.entries))
    unit = data.draw(st.integers(0, panel.shape[1] - 1))
    assume(not np.isnan(panel.columns[entry.id][0, unit]))
    better = panel.columns[entry.id].copy()
    better[0, unit] *= data.draw(st.sampled_from([1.01, 2, 10])) ** (
        1 if entry.direction == "+" else -1
    )
    raised = replace(panel, columns={**panel.columns, entry.id: better})
    before, after = (compute(each, draft.scheme()).index[0, unit] for each in (panel, raised))
    assert after >= before - 1e-9


RELATIVE = [
    method
    for method in METHODS
    if not any(word in method for word in ("none", "reference =", "goalposts", "target"))
]


@given(cases(RELATIVE), st.sampled_from([1e-8, 1e-4, 1e3, 1e10]), st.data())
def test_unit_of_measure(case, factor, data):
    """万元 or 亿元: relative methods give the same scores and ranks in any unit of measure."""
    draft, panel = case
    draft = replace(
        draft,
        entries=tuple(
            replace(entry, normalise=data.draw(st.sampled_from(RELATIVE)))
            if entry.normalise in POSITIVE_METHODS
            else entry
            for entry in draft.entries
        ),
        aggregate='"arithmetic"',
        dimensions=tuple((id, '"arithmetic"', weight) for id, _, weight in draft.dimensions),
    )
    columns = {
        id: values * (factor if data.draw(st.booleans()) else 1)
        for id, values in panel.columns.items()
    }
    scheme = draft.scheme()
    result, other = compute(panel, scheme), compute(replace(panel, columns=columns), scheme)
    for id, scores in result.scores.items():
        np.testing.assert_allclose(other.scores[id], scores, 1e-7, 1e-7)


@given(st.sampled_from([1e-8, 1e-4, 1e4, 1e8]), st.sampled_from("+-"), st.integers(1, 99))
def test_unit_of_measure_under_base_ratio(factor, direction, value):
    """With the reference from the base period's sums, no unit of measure matters."""
    text = (
        '[index]\nnormalise = "base-ratio"\nbase = { period = 2015 }\n'
        f'[indicator.x]\nvalue = "a / b"\ndirection = "{direction}"\n'
    )
    a, b = [[value, 5, 8], [7, 3, 2]], [[2, 9, 4], [1, 2, 6]]
    scaled = (np.array(a) * factor).tolist()
    periods = ("2015", "2016")
    same(
        scores_of(text, {"a": scaled, "b": b}, periods=periods),
        scores_of(text, {"a": a, "b": b}, periods=periods),
    )


@given(cases(POSITIVE_METHODS))
def test_means_in_their_order(case):
    """Harmonic <= geometric <= arithmetic <= power 3, and Mazziotta-Pareto is around the mean."""
    draft, panel = case
    assume(all(entry.direction == "+" for entry in draft.entries))
    below = [
        '{ method = "power", p = -3 }',
        '"harmonic"',
        '"geometric"',
        '{ method = "power", p = 0.5 }',
        '"arithmetic"',
        '{ method = "power", p = 3 }',
    ]
    around = [
        '{ method = "mazziotta-pareto", penalty = "-" }',
        '"arithmetic"',
        '{ method = "mazziotta-pareto", penalty = "+" }',
    ]
    for rules in (below, around):
        scores = [
            compute(
                panel,
                replace(
                    draft,
                    aggregate=rule,
                    rescale='"none"',
                    dimensions=tuple((id, '"arithmetic"', w) for id, _, w in draft.dimensions),
                ).scheme(),
            ).index
            for rule in rules
        ]
        for lower, higher in pairwise(scores):
            assert (lower <= higher * (1 + 1e-9) + 1e-9)[~np.isnan(higher)].all()


@given(cases())
def test_arithmetic_mean_is_within_its_children(case):
    """A mean lies between the lowest and the highest of what it is taken of."""
    draft, panel = case
    for aggregate in ('"arithmetic"', '"median"'):
        scheme = replace(draft, aggregate=aggregate, rescale='"none"').scheme()
        result = compute(panel, scheme)
        children = np.stack([result.scores[id] for id in scheme.children["index"]])
        some = ~np.isnan(result.index)
        low = np.nanmin(children[:, some], axis=0, initial=np.inf)
        high = np.nanmax(children[:, some], axis=0, initial=-np.inf)
        assert (low - 1e-9 <= result.index[some]).all()
        assert (result.index[some] <= high + 1e-9).all()


@given(
    st.lists(
        st.one_of(st.integers(-5, 5), st.floats(-1e6, 1e6), st.just(float("nan"))),
        min_size=1,
        max_size=30,
    )
)
def test_rank_is_one_more_than_the_better(values):
    """A rank is one plus the number of better units; NaN never gets one."""
    scores = settle(np.array(values, dtype=float), None)
    ranks = rank_descending(scores)
    for score, rank in zip(scores.tolist(), ranks.tolist(), strict=True):
        if np.isnan(score):
            assert np.isnan(rank)
        else:
            assert rank == 1 + sum(other > score for other in scores.tolist())
    dense, average = rank_descending(scores, "dense"), rank_descending(scores, "average")
    ids = np.array([f"u{i}" for i in range(len(values))], dtype=object)
    first = rank_descending(scores, "first", ids=ids)
    counted = first[~np.isnan(first)]
    assert sorted(counted.tolist()) == list(range(1, len(counted) + 1))
    for i in np.flatnonzero(~np.isnan(scores)):
        alike = scores == scores[i]
        assert dense[i] == 1 + len({s for s in scores.tolist() if s > scores[i]})
        assert average[i] == pytest.approx(first[alike].mean())


@given(cases())
def test_nan_never_ranks(case):
    """A unit has a rank if and only if it has a score, and then every rank is a better score's."""
    draft, panel = case
    result = compute(panel, draft.scheme())
    np.testing.assert_array_equal(np.isnan(result.ranks), np.isnan(result.index))
    for scores, ranks in zip(result.settled, result.ranks, strict=True):
        some = ~np.isnan(scores)
        order = np.argsort(ranks[some], kind="stable")
        assert (np.diff(scores[some][order]) <= 0).all()


@given(cases())
def test_movement_adds_up(case):
    """Places are the rank before less the rank now; both are missing together with either rank."""
    draft, panel = case
    result = compute(panel, draft.scheme())
    for common in (False, True):
        r = rank_movement(result, common_units=common)
        same(r.rank_change, r.previous_rank - r.rank)
        same(r.score_change, result.index[1] - result.index[0])
        if common and draft.ties in ("average", "first"):
            assert np.nansum(r.rank_change) == 0  # one climbs what others fall


@given(
    st.lists(st.integers(1, 50), min_size=2, max_size=5),
    st.sampled_from(FIXED),
    st.sampled_from(['"arithmetic"', '"geometric"', '"median"', '"sum"']),
)
def test_the_whole_of_one_unit(values, normalise, aggregate):
    """The whole of a table of one unit is that unit; so is a group of one."""
    text = f"[index]\naggregate = {aggregate}\n" + "".join(
        f'[indicator.x{i}]\nvalue = "x{i} / y"\nnormalise = {normalise}\n'
        for i in range(len(values))
    ).replace("20, upper", "0, upper")
    columns = {f"x{i}": [value] for i, value in enumerate(values)}
    columns["y"] = [4]
    unit, group, whole = (
        computed(text, columns, level, groups=["g"]) for level in ("unit", "group", "all")
    )
    for id, scores in unit.scores.items():
        same(group.scores[id], scores)
        same(whole.scores[id], scores)


@given(st.lists(st.floats(0.5, 1e6), min_size=4, max_size=4), st.sampled_from("+-"))
def test_the_whole_in_its_base_period(values, direction):
    """Under base-ratio the whole in the base period is 100, whatever the values."""
    text = (
        '[index]\nnormalise = "base-ratio"\nbase = { period = 2015 }\naggregate = "geometric"\n'
        f'[indicator.x]\nvalue = "a / b"\ndirection = "{direction}"\n[indicator.y]\nvalue = "b"\n'
    )
    columns = {"a": [values[:2]], "b": [values[2:]]}
    same(computed(text, columns, "all", periods=("2015",)).index, [[100]])


@given(st.permutations(list(range(12))))
def test_order_of_siblings_never_splits_a_tie(order):
    """Two units with the same twelve numbers in another order tie, on any scale."""
    numbers = [0.1 * (i + 1) ** 3 / 7 for i in range(12)]
    for factor in (1e-6, 1, 1e9):
        panel = panel_from_arrays(
            {f"x{i}": np.array([[numbers[i], numbers[order[i]], 0.0]]) * factor for i in range(12)}
        )
        scheme = scheme_of("".join(f"[indicator.x{i}]\n" for i in range(12)))
        assert compute(panel, scheme).ranks.tolist() == [[1, 1, 3]]


def test_the_laws_see_every_method():
    """The random schemes draw on every method and every rule but those that need a series."""
    drawn = " ".join(METHODS)
    assert {m for m in KNOWN["normalise"] if f'"{m}"' not in drawn} == {
        "chain",
        "distance-to-reference",
    }
    rules = " ".join(AGGREGATES + POSITIVE_AGGREGATES)
    assert {m for m in KNOWN["aggregate"] if f'"{m}"' not in rules} == {
        "mazziotta-pareto",
        "benefit-of-the-doubt",  # by linear programs, too slow for these: see test_benefit
    }
