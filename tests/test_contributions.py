"""What each part gives the index and its change: by hand on a page, and sums that must be exact."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import NAN, Draft, Entry, computed, panel_of, panels, permuted, same, scheme_of

from innoindex.contributions import Moment, change_contributions, opaque_nodes, score_contributions
from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.scenario_parts import make_scenario
from innoindex.whatif import under

PERIODS, PARTS = ("2001", "2002"), ("index", "d", "x", "y", "z")


def tree(node: str, *weights: int) -> str:
    """The index of d, at weight 3, and z; d of x and y; with the weights of z, x and y."""
    z, x, y = weights
    return f"""[dimension.d]\nweight = 3\n{node}\n[indicator.z]\nweight = {z}
    [indicator.x]\ndimension = "d"\nweight = {x}\n[indicator.y]\ndimension = "d"\nweight = {y}\n"""


def moment(result: Result, p: int = -1, units: list[int] | None = None) -> Moment:
    everyone = np.arange(result.index.shape[1])
    return Moment(result, p, everyone if units is None else np.array(units))


def contributions(result: Result, p: int = -1) -> dict:
    return score_contributions(moment(result, p))


def changed(result: Result, units: list[int] | None = None):
    """From the first period to the second."""
    return change_contributions(moment(result, 0, units), moment(result, 1, units))


RATIO = '{ method = "base-ratio", reference = 50 }'
WITHIN = '{ method = "min-max", within = "group" }'
MIN_MAX, GEOMETRIC = 'rescale = "min-max"', 'aggregate = "geometric"'
# d is 3/4 x + 1/4 y: 10 20 30, rescaled 5 d - 50 to 0 50 100; then 10 26 50, 2.5 d - 25: 0 40 100.
COLUMNS = {"x": [[8, 24, 24], [8, 32, 48]], "y": [[16, 8, 48], [16, 8, 56]], "z": [[10] * 3] * 2}
THREE, NIL = {"x": [1], "y": [16], "z": [10]}, [0] * 5


def test_a_score():
    """d has 3/4 of the index, z 1/4.

    d is 1^(1/4) 16^(3/4) = 8, of which a geometric mean gives each its weight: 2 and 6. Of u1's 50
    by min-max x gives 5 * 18 and y 5 * 2; they share the -50 by weight, 3 to 1.
    """
    found = contributions(computed(tree(GEOMETRIC, 1, 1, 3), THREE))
    same([found[id][0] for id in PARTS], [8.5, 6, 1.5, 4.5, 2.5])
    found = contributions(computed(tree(MIN_MAX, 1, 3, 1), COLUMNS, periods=PERIODS), 0)
    x, y = 0.75 * (90 - 37.5), 0.75 * (10 - 12.5)
    same([found[id][1] for id in PARTS], [40, 37.5, x, y, 2.5])


def made_of(change, *expected: list) -> None:
    """Points of the value, the weight and the rest of each part; the totals are their sums."""
    kinds = change.value, change.weight, change.rest, change.total
    same([[of[id][0] for id in PARTS] for of in kinds], [*expected, np.sum(expected, axis=0)])


def test_a_change():
    """x moves d by 6, at 5 points at first and 2.5 at last; the bounds take the rest, by weight.

    x from 1 to 4 beside y = 4 takes a geometric d from 2 to 4, all of it its own; so it does with
    a mean from 2.5 to 4 as a ratio to 50, from 5 to 8, in a table of this one unit.
    """
    change = changed(computed(tree(MIN_MAX, 1, 3, 1), COLUMNS, periods=PERIODS), [1])
    value, rest = 0.75 * 6 * 3.75, 0.75 * (40 - 50 - 6 * 3.75)
    made_of(change, [value] * 3 + [0, 0], NIL, [rest, rest, rest * 3 / 4, rest / 4, 0])
    same(change.slope["x"], [value / 8])
    columns = {"x": [[1], [4]], "y": [[4], [4]], "z": [[10], [8]]}
    change = changed(computed(tree(GEOMETRIC, 1, 1, 1), columns, periods=PERIODS))
    made_of(change, [1, 1.5, 1.5, 0, -0.5], NIL, NIL)
    same(change.slope["x"], [1.5 / 3])
    alone = computed(tree(f"rescale = {RATIO}", 1, 1, 1), columns, periods=PERIODS)
    made_of(changed(alone), [1.75, 2.25, 2.25, 0, -0.5], NIL, NIL)


def from_base(text: str, columns: dict, **changes: object):
    """From the base to a scenario."""
    panel, scheme = panel_of(columns), scheme_of(text)
    result = under(make_scenario(scheme, "s", **changes), panel, scheme, 0)
    return change_contributions(moment(compute(panel, scheme)), moment(result))


def test_a_scenario():
    """What belongs to d as a whole is shared by weight among what is below it.

    d = 20 goes from 3/4 to 1/2 beside z = 10: 17.5 becomes 15, on the way 16.25. The mean of 1 and
    three times 16 falls from 12.25 to 8 as it becomes geometric.
    """
    change = from_base(tree("", 1, 3, 1), {"x": [24], "y": [8], "z": [10]}, weight={"d": 1})
    d, z = -(20 - 16.25) / 4, (10 - 16.25) / 4
    made_of(change, NIL, [-2.5, d, d * 3 / 4, d / 4, z], NIL)
    change = from_base(tree("", 1, 1, 3), THREE, aggregate={"d": "geometric"})
    made_of(change, NIL, NIL, [0.75 * part * (8 - 12.25) for part in (1, 1, 1 / 4, 3 / 4, 0)])


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "median", "sum"])
@pytest.mark.parametrize("then", [[0, 1], [1, 0], [0, 0]], ids=["appears", "gone", "never"])
def test_a_dimension_without_any_value(aggregate, then):
    """Where a unit has nothing below d in a period, or both, the parts still sum to the change."""
    text = f'[index]\nimpute = "drop"\naggregate = "{aggregate}"\n' + tree("", 1, 1, 1)
    columns = {"x": [[NAN, 3], [2, 5]], "y": [[NAN, 4], [6, 5]], "z": [[10, 8], [12, 9]]}
    columns = {id: [values[p] for p in then] for id, values in columns.items()}
    result = computed(text, columns, periods=PERIODS)
    adds_up(changed(result), result, result.index[1] - result.index[0])


@pytest.mark.parametrize(
    ("level", "rule", "x", "low", "spread"),
    [
        ("unit", WITHIN, [2, 6, 1, 9], [1.5, 1.5, 3, 3], [6, 6, 9, 9]),
        ("group", WITHIN, [8, 10], [1.5, 3], [6, 9]),
        ("all", '"min-max"', [18], [1.5], [10.5]),
        ("all", RATIO, [18], [0], [50]),
    ],
)
def test_what_a_rescale_is_measured_by(level, rule, x, low, spread):
    """d, of the units 1.5 7.5 and 3 12, is 100 (d - low) / spread at any level.

    x gives half of the slope and of the constant.
    """
    text = tree(f"rescale = {rule}", 1, 1, 1) + "[raw]\nx = {}\ny = {}\nz = {}\n"
    columns = {"x": [2, 6, 1, 9], "y": [1, 9, 5, 15], "z": [0] * 4}
    found = contributions(computed(text, columns, level, groups=[*"EEWW"]))
    same(found["x"], [0.75 * 50 * (x[k] - low[k]) / spread[k] for k in range(len(x))])


CLIPPED = '{ method = "goalposts", lower = 0, upper = 50 }'
OPAQUE = ['"rank"', '"percentile-rank"', '"borda"', '"exponential-rank"', '"chain"', CLIPPED,
          '{ method = "standard", reference = 50 }', '{ method = "z-score", truncate = 2 }',
          '{ method = "base-ratio", reference = 50, cap = 200 }']  # fmt: skip
LINEAR = ['"min-max"', '"z-score"', '"distance-to-max"', '"fraction-of-max"', RATIO,
          CLIPPED.replace("50", "50, clip = false"),
          '{ method = "distance-to-target", target = 90 }',
          '{ method = "distance-to-reference", unit = "u2" }']  # fmt: skip
NODES = {'aggregate = "copeland"': True, **{f"rescale = {rule}": True for rule in OPAQUE},
         **{f"rescale = {rule}": False for rule in LINEAR}}  # fmt: skip


@pytest.mark.parametrize(("node", "opaque"), NODES.items())
def test_opaque(node, opaque):
    """Below Copeland, ranks and clipped scores nothing is attributed; the rest still sums up."""
    text = "[index]\nbase = { period = 2001 }\n" + tree(node, 1, 3, 1)
    result = computed(text, COLUMNS, periods=PERIODS)
    change, gained = changed(result), result.index[1] - result.index[0]
    assert opaque_nodes(result.scheme) == change.opaque == (("d",) if opaque else ())
    assert {"x", "y"} & change.total.keys() == (set() if opaque else {"x", "y"})
    for total, whole in ((contributions(result), result.index[1]), (change.total, gained)):
        same([total["index"], total["d"] + total["z"]], [whole, whole])
        below = sum(total.get(id, np.full(3, NAN)) for id in "xy")
        same(below, np.full(3, NAN) if opaque else total["d"])


def test_an_opaque_index():
    """With Copeland at the top, be it only in one of the two schemes, only the index has points."""
    text = "[index]\naggregate = {}\n" + tree('aggregate = "arithmetic"', 1, 1, 1)
    mean, copeland = (
        computed(text.format(rule), COLUMNS, periods=PERIODS) for rule in (MEANS[0], '"copeland"')
    )
    found = contributions(copeland)
    same(found.pop("index"), [-2, 0, 2])  # d is 12 20 52, z is the same
    assert np.isnan(list(found.values())).all()
    change = change_contributions(moment(mean), moment(copeland))
    assert (list(change.total), change.opaque) == (["index"], ("index",))
    same(change.total["index"], [-2 - 11.5, 0 - 17.5, 2 - 41.5])


# --- laws ----------------------------------------------------------------------------------------

LOOK = ['"none"', RATIO, CLIPPED, '"percentile-rank"', '"fraction-of-max"',
        '{ method = "min-max", range = [1, 10] }', '{ method = "z-score", mean = 100, sd = 10 }',
        '{ method = "min-max", range = [1, 10], within = "group" }']  # fmt: skip
MEANS = ['"arithmetic"', '"geometric"', '"harmonic"', '"median"', '"sum"',
         '{ method = "power", p = 0.5 }', '{ method = "power", p = -2 }',
         '"mazziotta-pareto"', '{ method = "mazziotta-pareto", penalty = "+" }']  # fmt: skip
RESCALES = [LOOK[0], LINEAR[5], *LOOK[5:]]
LEAVES = {"x0": "d", "x1": "deep", "x2": "deep", "x3": "e", "x4": "e", "x5": "e", "x6": "index"}
PARENTS = {"e": "index", "d": "index", "deep": "d"}


def result_of(blocks, panel, scenario=None) -> Result:
    """What is computed, unless a mean met a negative score."""
    scheme = scheme_of("".join(blocks))
    try:
        return under(scenario, panel, scheme, 1) if scenario else compute(panel, scheme)
    except InnoindexError:
        assume(False)
        raise


@st.composite
def trees(draw: st.DrawFn, means=MEANS, rescales=RESCALES, holes: bool = True):
    """Blocks of a scheme, of any mean and rescale at each node, and a panel for it."""

    def node(head: str) -> str:
        mean, rescale = draw(st.sampled_from(means)), draw(st.sampled_from(rescales))
        return f"{head}\naggregate = {mean}\nrescale = {rescale}\n"

    weight, stats = st.integers(1, 4), draw(st.sampled_from(["period", "pooled", "2001"]))
    blocks = [node(f'[index]\nstats = "{stats}"\nimpute = "drop"')]
    for id, parent in PARENTS.items():
        blocks.append(node(f'[dimension.{id}]\nparent = "{parent}"\nweight = {draw(weight)}'))
    entries = []
    for id, parent in LEAVES.items():
        rule = draw(st.sampled_from(LOOK))
        sign = "+" if rule == LOOK[0] else draw(st.sampled_from("+-"))
        entries.append(Entry(id, parent.replace("index", ""), rule, sign, draw(weight)))
        blocks.append(entries[-1].toml(entries[-1].weight))
    return blocks, draw(panels(Draft(tuple(entries), (), "", "", "", ""), holes))


def adds_up(change, result: Result, whole: np.ndarray) -> None:
    """The kinds sum to the points."""
    for id, total in change.total.items():
        same(change.value[id] + change.weight[id] + change.rest[id], total)
    sums_up(change.total, result, whole)


def sums_up(total: dict, result: Result, whole: np.ndarray) -> None:
    """The children of each node sum to it, the indicators to the index, for every unit."""
    for id, below in result.scheme.children.items():
        same(sum(total[child] for child in below), total[id])
    same([total["index"], sum(total[id] for id in result.scheme.indicators)], [whole, whole])


@given(trees(), st.integers(1, 3))
def test_scores_changes_and_gaps_add_up(case, distance):
    """The parts sum to the score, those of a change to the change, those of two units to the gap.

    With the units exchanged the parts of the gap have the other sign.
    """
    result, units = result_of(*case), np.arange(case[1].shape[1])
    for p in (0, 1):  # below a dimension without a score nothing has points
        found = {id: np.nan_to_num(points) for id, points in contributions(result, p).items()}
        sums_up(found, result, np.nan_to_num(result.index[p]))
    adds_up(changed(result), result, result.index[1] - result.index[0])
    one, other = moment(result), moment(result, -1, np.roll(units, distance))
    there, back = change_contributions(other, one), change_contributions(one, other)
    adds_up(there, result, one.scores("index") - other.scores("index"))
    # A median takes the shares of the second unit first: they must be those of the first.
    if "median" not in "".join(case[0]) or not np.isnan(list(case[1].columns.values())).any():
        same(list(back.total.values()), -np.array(list(there.total.values())))


@given(trees(), st.data())
def test_scenarios_add_up(case, data):
    """So do those of changed weights, means, methods and values."""
    base, pick = result_of(*case), lambda *of: data.draw(st.sampled_from(of))
    weight = {pick("x1", "x4", *PARENTS): pick("*3", 7, "25%", "*0.1")}
    options = [("weight", weight), ("set", {f"{case[1].units[0]}.x3": "+30%"}), ("drop", ["x6"])]
    options.append(("aggregate", pick("geometric", "median", "sum")))
    options.append(("normalise", {"x1": pick("rank", "none")}))
    chosen = data.draw(st.permutations(options))[: pick(1, 2, 3)]
    scenario = make_scenario(base.scheme, "s", **dict(chosen))
    result = result_of(*case, scenario)
    change = change_contributions(moment(base), moment(result))
    adds_up(change, base, result.index[1] - base.index[1])


@given(trees(means=MEANS[:1], rescales=RESCALES[:1], holes=False))
def test_arithmetic_means_are_products_of_shares(case):
    """Without rescales an indicator gives its share of the index times its score."""
    result = result_of(*case)
    back = change_contributions(moment(result, 1), moment(result, 0))
    found, change, weight = contributions(result), changed(result), result.scheme.weight
    for id, (before, after) in ((id, result.scores[id]) for id in LEAVES):
        share, at = 1.0, id
        while at != "index":
            above = {**LEAVES, **PARENTS}[at]
            share, at = share * weight(at) / sum(map(weight, result.scheme.children[above])), above
        same(found[id], share * after)
        same(change.value[id], share * (after - before))
        same(change.slope[id], np.full_like(after, share))
        assert (back.total[id] == -change.total[id]).all()


@given(trees(), st.data())
def test_order_does_not_matter(case, data):
    """Neither that of the units, nor that of the columns, dimensions and indicators."""
    blocks, panel = case
    order = data.draw(st.permutations(range(panel.shape[1])))
    columns = permuted(panel, order).columns
    columns = {id: columns[id] for id in data.draw(st.permutations(list(LEAVES)))}
    other = replace(permuted(panel, order), columns=columns)
    results = result_of(*case), result_of(data.draw(st.permutations(blocks)), other)
    for of in (contributions, lambda result: changed(result).total):
        one, two = map(of, results)
        same([two[id] for id in one], np.array(list(one.values()))[:, order])


@pytest.mark.parametrize("values", [[3], [3, 3, 3]])
def test_a_rescale_of_units_that_are_all_alike(values):
    """As a ratio to the mean they are 1; of which each of two parts gives half."""
    found = contributions(
        computed(tree('rescale = "ratio"', 0, 1, 1), {id: [values] for id in "xyz"})
    )
    expected = [[points] * len(values) for points in (1, 1, 0.5, 0.5, 0)]
    same([found[id] for id in PARTS], expected)


def test_a_rescale_of_a_group_of_one():
    """Alone in its group a unit has no score of d; in the other d is 50 x + 50 y - 200."""
    text = f'[index]\nimpute = "drop"\n{tree(f"rescale = {WITHIN}", 1, 1, 1)}'
    columns = {"x": [[1, 2, 5]], "y": [[3, 4, 5]], "z": [[7, 7, 7]]}
    found = contributions(computed(text, columns, groups=["a", "a", "b"]))
    same(found["x"][:2], [0.75 * (50 * 1 - 100), 0.75 * (50 * 2 - 100)])
    same(found["y"][:2], [0.75 * (50 * 3 - 100), 0.75 * (50 * 4 - 100)])
    same([found["index"][2], found["z"][2]], [7, 7])
