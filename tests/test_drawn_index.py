"""The index under drawn weights: every way to it gives what the index computed anew gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import NAMES, NAN, cases, computed, panel_of, same, scheme_of

from innoindex.aggregate import METHODS
from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.leave_out import leave_one_out
from innoindex.ranking import rank_descending, settle
from innoindex.scenario import changed_scheme
from innoindex.scheme import Change, Scenario
from innoindex.uncertainty import drawn_index as room
from innoindex.uncertainty.choices import Spread
from innoindex.uncertainty.drawn_index import DrawnIndex, drawn_index
from innoindex.uncertainty.drawn_weights import DrawnWeights, WeightDraws
from innoindex.uncertainty.draws import uniforms
from innoindex.whatif import under

SPREADS = [Spread("uniform", 0.25), Spread("dirichlet", 5.0), Spread("any")]
RESCALES = [
    '"none"',
    '{ method = "min-max", range = [1, 100] }',
    '{ method = "z-score", mean = 100, sd = 3 }',
    '{ method = "z-score", mean = 100, sd = 3, truncate = 1 }',
    '{ method = "goalposts", lower = -500, upper = 900, range = [1, 2] }',
    '{ method = "base-ratio", reference = 3 }',
    '{ method = "rank", within = "group" }',
    '{ method = "min-max", range = [1, 2], within = "group" }',
    '"fraction-of-max"',
]


def rows_of(result: Result) -> list:
    """Both periods, the units of each in an order of its own."""
    present = result.labels.present
    return [(p, np.flatnonzero(present[p])[:: 1 - 2 * p]) for p in range(len(present))]


def ways(result: Result) -> dict[str, DrawnIndex]:
    """The index of a result in each of the ways that can be gone, and in the one that is."""
    rows = rows_of(result)
    found = {
        "product": room._by_product(result, rows),
        "nodes": room._by_nodes(result, rows),
        "compute": room._by_compute(result, rows),
        "chosen": drawn_index(result, rows).scored,
    }
    return {name: way for name, way in found.items() if way is not None}


def written_in(result: Result, weights: DrawnWeights, draw: int) -> np.ndarray | None:
    """The index computed with the weights of a draw in the scheme; None if it cannot be."""
    children = result.scheme.children
    own = {
        node: dict(zip(children[node], drawn[draw].tolist(), strict=True))
        for node, drawn in weights.items()
    }
    change = {
        child: Change("to", weight) for each in own.values() for child, weight in each.items()
    }
    scenario = Scenario("w", result.scheme.name, weight=change)
    try:
        scheme = changed_scheme(result.scheme, scenario)
        index = compute(result.panel, scheme, level=result.level).index
    except InnoindexError:
        return None
    return np.where(np.isnan(result.index), NAN, index)


def assert_as_computed(result: Result, weights: DrawnWeights) -> None:
    found = {name: way(weights) for name, way in ways(result).items()}
    for draw in range(len(weights["index"])):
        expected = written_in(result, weights, draw)
        for tables in found.values():
            if expected is None:  # in one period, or in both
                assert any(np.isnan(table[draw]).all() for table in tables)
                continue
            for table, (p, units) in zip(tables, rows_of(result), strict=True):
                same(table[draw], expected[p, units])


@given(cases(), st.data())
def test_every_way(case, data):
    """Random schemes, weights and holes: missing cells, deep trees, rescaled and left-out parts."""
    draft, panel = case
    text = draft.text()
    for id in ("nord", "Amt"):
        more = f"rescale = {data.draw(st.sampled_from(RESCALES))}\n"
        if id == "Amt" and data.draw(st.booleans()):
            more += 'parent = "nord"\n'
        text = text.replace(f'[dimension."{id}"]\n', f'[dimension."{id}"]\n{more}')
    threshold = data.draw(st.booleans())
    if threshold:
        text = text.replace("[index]\n", "[index]\nmin_coverage = 0.8\n")
    try:
        result = compute(panel, scheme_of(text))
    except InnoindexError:
        assume(False)
    draws = WeightDraws(result.scheme, data.draw(st.sampled_from(SPREADS)))
    weights = draws.drawn(uniforms(data.draw(st.integers(0, 99)), 0, 0, 0, 6, draws.width))
    assert_as_computed(result, weights)
    if not threshold:  # who has data enough is settled with all indicators
        assert_as_computed(result, draws.without(weights, np.array([-1, 0, 1, 2, 0, 1])))


SUMS = ['"arithmetic"', '"sum"', '"geometric"', '"harmonic"', '{ method = "power", p = 2.5 }']
TREE = """
[index]
aggregate = {rule}
normalise = {{ method = "min-max", range = [1, 100] }}
impute = "drop"
[dimension.b]
weight = 3
[dimension.a]
parent = "b"
weight = 2
[dimension.d]
weight = 1
[indicator.zinc]
dimension = "a"
weight = 2
[indicator.c10]
dimension = "a"
weight = 1
[indicator.alpha]
dimension = "b"
weight = 0
[indicator.c9]
dimension = "b"
weight = 4
[indicator.Beta]
dimension = "d"
weight = 1
"""


def columns(units: int, seed: int = 3) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: rng.random((2, units)) for name in NAMES[:5]}


def tree(rule: str, cells: dict | None = None) -> Result:
    return computed(TREE.format(rule=rule), cells or columns(12), periods=("1", "2"))


def weights_of(result: Result, count: int = 5, left_out: bool = False) -> DrawnWeights:
    draws = WeightDraws(result.scheme, SPREADS[0])
    weights = draws.drawn(uniforms(5, 0, 0, 0, count, draws.width))
    if left_out:
        weights = draws.without(weights, np.arange(count) % (len(draws.leaves) + 1) - 1)
    return weights


@pytest.mark.parametrize("left_out", [False, True])
@pytest.mark.parametrize("rule", SUMS)
def test_sums_at_every_depth(rule, left_out):
    """A tree of one mean is one product of matrices, and that is the index computed anew."""
    result = tree(rule)
    assert set(ways(result)) == {"product", "nodes", "compute", "chosen"}
    assert drawn_index(result, rows_of(result)).at_once
    assert_as_computed(result, weights_of(result, 6, left_out))


@pytest.mark.parametrize("left_out", [False, True])
@pytest.mark.parametrize(
    ("rule", "by"),
    [
        ('"median"', "nodes"),
        ('{ method = "mazziotta-pareto", penalty = "+" }', "nodes"),
        ('"copeland"', "nodes"),
        ('{ method = "benefit-of-the-doubt", lower = 0.1 }', "nodes"),
        ('"geometric"\nrescale = "percentile-rank"', "nodes"),
        ('"arithmetic"\nrescale = { method = "min-max", within = "group" }', "nodes"),
        ('"arithmetic"\nrescale = { method = "base-ratio", reference = 3 }', "nodes"),
        ('"arithmetic"\nstats = "pooled"\nrescale = "z-score"', "compute"),
        ('"arithmetic"\nstats = 2001\nrescale = "z-score"', "compute"),
        ('"arithmetic"\nbase = { period = 2001 }\nrescale = "chain"', "compute"),
        ('"arithmetic"\nrescale = { method = "z-score", truncate = "alpha" }', "compute"),
        ('"arithmetic"\nrescale = { method = "distance-to-reference", unit = "u1" }', "compute"),
    ],
)
def test_other_trees(rule, by, left_out):
    """Without a common mean it is node by node; where other periods count, computed anew."""
    result = computed(
        TREE.format(rule=rule), columns(8), periods=("2001", "2002"), groups=list("mmnnmmnn")
    )
    assert set(ways(result)) == {"compute", "chosen", by}
    assert drawn_index(result, rows_of(result)).at_once == (by == "nodes")
    assert_as_computed(result, weights_of(result, 6, left_out))


def test_every_aggregation_is_tested():
    """The tables above have every aggregation."""
    tables = [case for case, _ in test_other_trees.pytestmark[0].args[1]]
    assert all(any(f'"{name}"' in case for case in [*SUMS, *tables]) for name in METHODS)


@pytest.mark.parametrize(
    ("rule", "y", "index"),
    [
        ('"arithmetic"', [-4, 0], [-2, 1.5]),
        ('{ method = "power", p = 2 }', [4, 0], [8**0.5, 4.5**0.5]),
    ],
)
def test_product_of_zero_and_below(rule, y, index):
    """One product of matrices takes scores of 0, and below where the mean does."""
    result = computed(
        f"[index]\naggregate = {rule}\n[indicator.x]\n[indicator.y]\n", {"x": [0, 3], "y": y}
    )
    same(result.index[0], index)
    assert "product" in ways(result)
    assert_as_computed(result, weights_of(result))


def test_missing_scores():
    """With a missing cell it is node by node; a unit that has nothing has no index."""
    cells = columns(6)
    cells["zinc"][0, 2] = cells["c9"][0, 1] = NAN
    for name in NAMES[:5]:
        cells[name][1, 4] = NAN
    result = tree('"geometric"', cells)
    assert set(ways(result)) == {"nodes", "compute", "chosen"}
    assert_as_computed(result, weights_of(result, 6, left_out=True))
    # A unit without anything, as the only gap, does not need another way.
    cells["zinc"][0, 2] = cells["c9"][0, 1] = 0.5
    assert "product" in ways(tree('"geometric"', cells))


def test_unit_without_an_index():
    """A unit that lacks an index has none when what it lacks is left out: the others' ranks stay.

    (The change since the last period does not exist for a unit that is new.)
    """
    text = '[index]\nimpute = "drop"\n[indicator.g]\nvalue = "x - lag(x)"\n[indicator.y]\n'
    cells = {"x": [[3, 2, NAN], [4, 2, 1]], "y": [[1, 2, NAN], [1, 2, 3]]}
    result = computed(text, cells, periods=("1", "2"))
    same(result.index[1], [1, 1, NAN])  # of 1 1 and 0 2
    draws = WeightDraws(result.scheme, Spread("none"))
    assert draws.leaves == ("g", "y")
    weights = draws.without(draws.as_given(3), np.array([-1, 0, 1]))
    for way in ways(result).values():
        same(way(weights)[1], [[NAN, 1, 1], [NAN, 2, 1], [NAN, 0, 1]])


@pytest.mark.parametrize("power", [150, 1000, -150, -1000])
def test_high_powers(power):
    """Powers beyond what a float holds are not taken: the index is what it is computed to be."""
    cells = {name: 900 * values[0] + 100 for name, values in columns(7).items()}
    text = TREE.replace('{{ method = "min-max", range = [1, 100] }}', '"none"')
    result = computed(text.format(rule=f'{{ method = "power", p = {power} }}'), cells)
    assert "product" not in ways(result)
    assert_as_computed(result, weights_of(result))


@given(cases())
def test_leaving_out_is_dropping(case):
    """Left out of the scheme's own weights, an indicator is what `whatif` drops."""
    draft, panel = case
    result = compute(panel, draft.scheme())
    draws = WeightDraws(result.scheme, Spread("none"))
    weights = draws.without(draws.as_given(len(draws.leaves)), np.arange(len(draws.leaves)))
    found = drawn_index(result, rows_of(result)).scored(weights)
    for place, leaf in enumerate(draws.leaves):
        (one,) = (each for each in leave_one_out(result, 0) if each.id == leaf)
        try:
            scenario = Scenario("s", result.scheme.name, drop=(one.dropped,))
            index = under(scenario, panel, result.scheme, 0).index
        except InnoindexError:
            assert any(np.isnan(table[place]).all() for table in found)
            continue
        index = np.where(np.isnan(result.index), NAN, index)
        for table, (p, units) in zip(found, rows_of(result), strict=True):
            same(table[place], index[p, units])
        # And the ranks are those that `weights --leave-one-out` moves to.
        ids, ties = result.labels.units, result.scheme.ties
        before = rank_descending(
            np.where(np.isnan(index[0]), NAN, result.settled[0]), ties, ids=ids
        )
        same(before - rank_descending(settle(index, None)[0], ties, ids=ids), one.shift)


@pytest.mark.parametrize("level", ["group", "all"])
def test_levels(level):
    """Above the units it is the same: one product, or the index of each draw."""
    text = '[raw]\nx = {}\ny = {}\n[indicator.a]\nvalue = "x / y"\n[indicator.y]\n'
    panel = panel_of({"x": [3, 5, 2, 8], "y": [1, 2, 3, 4]}, groups=list("mnmn"))
    result = compute(panel, scheme_of(text), level=level)
    weights = weights_of(result)
    rows = [(0, np.arange(result.labels.shape[1]))]
    for make in (room._by_product, room._by_nodes, room._by_compute):
        (table,) = make(result, rows)(weights)
        for draw, (a, y) in enumerate(weights["index"] / weights["index"].sum(1, keepdims=True)):
            by_group = [a * 5 / 4 + y * 4, a * 13 / 6 + y * 6]
            same(table[draw], by_group if level == "group" else [a * 18 / 10 + y * 10])


def test_rescaled_above_the_units():
    """What is rescaled above the units is so among the units: no matrix, nor node by node."""
    text = '[index]\nrescale = "min-max"\n[raw]\nx = {}\ny = {}\n'
    text += '[indicator.x]\nvalue = "x / y"\n[indicator.y]\n'
    panel = panel_of({"x": [3, 5, 2, 8], "y": [1, 2, 3, 4]}, groups=list("mnmn"))
    result = compute(panel, scheme_of(text), level="group")
    assert set(ways(result)) == {"compute", "chosen"}
    assert_as_computed(result, weights_of(result))
