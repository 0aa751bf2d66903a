"""Weights by a method: which scores they come from, and what they do to a scheme."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, cases, computed, panel_of, permuted, same, scheme_of

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.reweighing import Reweighed, compare_weights, inexact_nodes, weigh_scheme
from innoindex.shares import index_shares, sibling_shares
from innoindex.weight_sets import METHOD_NAMES, own_shares
from innoindex.weighting import METHODS

# Two levels; the scores are the raw values. Min-max of a: 0 1/2 1, with sd sqrt(1/6); of b: 0 0 1,
# with sd sqrt(2/9): they weigh sqrt(3) to sqrt(4). C is the sum of its own, not a mean.
SCHEME = """
[dimension.D]
weight = 20
[dimension.C]
weight = 60
aggregate = "sum"
[indicator.b]
dimension = "D"
weight = 3
[indicator.a]
dimension = "D"
weight = 1
[indicator.c]
dimension = "C"
[indicator.e]
dimension = "C"
"""
COLUMNS = {"a": [0, 1, 2], "b": [0, 0, 3], "c": [3, 1, 0], "e": [0, 4, 0]}
A, B = sqrt(3) / (sqrt(3) + 2), 2 / (sqrt(3) + 2)


def of_scheme(text: str = SCHEME, columns: dict = COLUMNS, **labels) -> Result:
    return computed(text, columns, **labels)


def weights(done: Reweighed) -> dict[str, float]:
    scheme = done.scheme
    return {id: scheme.weight(id) for id in (*scheme.nodes, *scheme.indicators) if id != "index"}


def sd(values) -> float:
    """The standard deviation of min-max scores."""
    values = np.array(values, dtype=float)
    return float(np.std((values - values.min()) / np.ptp(values)))


def test_by_hand_from_the_bottom_up():
    """Indicators first; a dimension is weighed by its scores under the new weights below it."""
    done = weigh_scheme(of_scheme(), "sd")
    c, e = sd([3, 1, 0]), sd([0, 4, 0])
    c, e = 2 * c / (c + e), 2 * e / (c + e)  # C is a sum: its weights, 1 where absent, stay 2
    d = sd([0, A * 1, A * 2 + B * 3])
    s = sd([3 * c, 1 * c + 4 * e, 0])
    wanted = {"a": 4 * A, "b": 4 * B, "c": c, "e": e, "D": 80 * d / (d + s), "C": 80 * s / (d + s)}
    found = weights(done)
    same([found[id] for id in wanted], list(wanted.values()))
    assert [each.node for each in done.sets] == ["D", "C", "index"]
    scores = {"D": [0, A, 2 * A + 3 * B], "C": [3 * c, c + 4 * e, 0]}
    index = sum(wanted[id] / 80 * np.array(values) for id, values in scores.items())
    same(done.variant.result.index[0], index)
    assert done.base.scheme.weight("D") == 20


def test_all_indicators_as_one_set():
    """An indicator's share of the index is its share; a dimension's is the sum of its own."""
    text = SCHEME.replace('aggregate = "sum"', "").replace("[indicator.e]", "[indicator.f]")
    columns = {"a": [0, 1, 2], "b": [0, 0, 3], "c": [3, 1, 0], "f": [0, 4, 0]}
    done = weigh_scheme(of_scheme(text, columns), "sd", together=True)
    own = {id: sd(values) for id, values in columns.items()}
    shares = {id: value / sum(own.values()) for id, value in own.items()}
    found = index_shares(done.scheme)
    same([found[id] for id in shares], list(shares.values()))
    same([found["D"], found["C"]], [shares["a"] + shares["b"], shares["c"] + shares["f"]])
    same(done.variant.result.index[0], sum(shares[id] * np.array(columns[id]) for id in shares))
    assert (done.sets[0].node, set(done.sets[0].parts)) == ("index", set(columns))
    same(sum(weights(done)[id] for id in ("C", "D")), 80)


def test_one_node_alone():
    """`of` weighs the parts of one node, with all else as the scheme has it."""
    done = weigh_scheme(of_scheme(), "sd", of="D")
    same(list(weights(done).values()), [20, 60, 4 * B, 4 * A, 1, 1])
    top = weigh_scheme(of_scheme(), "sd", of="index")  # by the scores under the scheme's weights
    d, c = sd([0, 1 / 4, 2 / 4 + 3 * 3 / 4]), sd([3, 5, 0])
    same(list(weights(top).values()), [80 * d / (d + c), 80 * c / (d + c), 3, 1, 1, 1])
    with pytest.raises(KeyError):
        weigh_scheme(of_scheme(), "sd", of="a")


def test_period_and_all_periods():
    """The last period's scores count, another's, or those of all as of so many units."""
    text = "[indicator.a]\n[indicator.b]\n"
    columns = {"a": [[0, 1, 2], [0, 0, 1]], "b": [[0, 0, 3], [2, 1, 0]]}
    result = of_scheme(text, columns, periods=("1", "2"))
    for period, a, b in (("1", [0, 1, 2], [0, 0, 3]), (None, [0, 0, 1], [2, 1, 0])):
        share = weigh_scheme(result, "sd", period=period).sets[0].weights.shares
        same(share, [sd(a) / (sd(a) + sd(b)), sd(b) / (sd(a) + sd(b))])
    done = weigh_scheme(result, "sd", pooled=True)
    a, b = sd([0, 1, 2, 0, 0, 1]), sd([0, 0, 3, 2, 1, 0])
    same(done.sets[0].weights.shares, [a / (a + b), b / (a + b)])
    assert done.sets[0].at.tolist() == [0, 1, 2, 3, 4, 5]


def test_units_without_a_score_of_a_part_are_left_out():
    """Of five units one lacks b and one is not there: the weights are those of the other three."""
    text = '[index]\nimpute = "drop"\n' + SCHEME.lstrip()
    columns = {id: [9, *values, NAN] for id, values in COLUMNS.items()} | {
        "b": [NAN, *COLUMNS["b"], NAN]
    }
    found = weigh_scheme(of_scheme(text, columns), "sd")
    same([weights(found)["a"], weights(found)["b"]], [4 * A, 4 * B])
    assert [each.left_out for each in found.sets] == [1, 0, 0]  # the fifth is in no table at all
    assert found.sets[0].at.tolist() == [1, 2, 3]


def test_a_weight_of_0_stays():
    """A part that the scheme leaves out has no share, nor has what is below it."""
    text = (
        SCHEME.replace("weight = 3", "weight = 0") + '[indicator.f]\ndimension = "D"\nweight = 1\n'
    )
    columns = COLUMNS | {"b": [5, 5, 5], "f": [0, 0, 3]}
    same(
        list(weights(weigh_scheme(of_scheme(text, columns), "sd", of="D")).values())[2:4],
        [0, 2 * A],
    )
    done = weigh_scheme(of_scheme(SCHEME.replace("60", "0"), COLUMNS | {"c": [1, 1, 1]}), "sd")
    assert [each.node for each in done.sets] == ["D"]  # c is constant, and out
    assert weights(done)["D"] == 20


def test_a_weight_of_0_stays_among_all_indicators():
    """It adds nothing to the share of its dimension."""
    text = SCHEME.replace('aggregate = "sum"', "").replace("weight = 3", "weight = 0")
    done = weigh_scheme(of_scheme(text, COLUMNS | {"b": [5, 5, 5]}), "sd", together=True)
    own = {id: sd(COLUMNS[id]) for id in ("a", "c", "e")}
    assert done.sets[0].parts == ("a", "c", "e")
    shares, found = index_shares(done.scheme), weights(done)
    same([shares[id] for id in own], [each / sum(own.values()) for each in own.values()])
    assert (found["a"], found["b"]) == (1, 0)


def test_a_share_of_0_is_a_weight_of_0():
    """Judgements aside, a dimension without any share keeps its own weights below."""
    result = of_scheme(SCHEME.replace('aggregate = "sum"', ""))
    judged = np.outer([1, 1, 1e-300, 1e-300], [1, 1, 1e300, 1e300])
    done = weigh_scheme(result, "ahp", together=True, judgements={"index": judged})
    assert done.sets[0].parts == ("b", "a", "c", "e")
    found = weights(done)
    assert (found["c"], found["e"]) in ((1, 1), (pytest.approx(1), pytest.approx(1)))
    assert found["C"] == pytest.approx(0)


def test_judgements_weigh_their_node_alone():
    """Four times and twice as important, consistently: 4 : 2 : 1 in place of equal weights."""
    text = "[indicator.x]\n[indicator.y]\n[indicator.z]\n"
    judged = np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    result = of_scheme(text, {"x": [1, 2], "y": [2, 1], "z": [1, 1]})
    done = weigh_scheme(result, "ahp", judgements={"index": judged})
    same(list(weights(done).values()), [3 * 4 / 7, 3 * 2 / 7, 3 * 1 / 7])
    two = weigh_scheme(of_scheme(), "ahp", judgements={"D": np.array([[1, 3], [1 / 3, 1]])})
    same(list(weights(two).values()), [20, 60, 3, 1, 1, 1])
    assert two.scenario.weight == {}  # the scheme's own
    assert [each.node for each in two.sets] == ["D"]


def test_benefit_of_the_doubt_has_own_shares():
    """Min-max 0 9/10 1 and 1 8/10 0: all reach 1, the outer two from 9/11 and 8/9 on their best.

    1 s >= 9/10 (1 - s) + 8/10 s from s = 9/11 on, and the other way round 8/9.
    """
    result = of_scheme("[indicator.a]\n[indicator.b]\n", {"a": [0, 9, 10], "b": [10, 8, 0]})
    done = weigh_scheme(result, "benefit-of-the-doubt")
    scores, shares = own_shares(done.sets[0], 3)
    same(scores, [1, 1, 1])
    same(shares, [[2 / 11, 9 / 11], [1 / 2, 1 / 2], [8 / 9, 1 / 9]], 1e-6)
    same(done.sets[0].weights.shares, shares.mean(axis=0))
    halves = weigh_scheme(result, "benefit-of-the-doubt", bounds=(0.5, 0.5))
    same(own_shares(halves.sets[0], 3)[0], [0.5 / 0.85, 1, 0.5 / 0.85])
    gap = of_scheme('[index]\nimpute = "drop"\n[indicator.a]\n[indicator.b]\n',
                    {"a": [0, NAN, 9, 10], "b": [10, 9, 8, 0]})  # fmt: skip
    scores, _ = own_shares(weigh_scheme(gap, "benefit-of-the-doubt").sets[0], 4)
    same(scores, [1, NAN, 1, 1])


def test_why_there_are_no_weights():
    """Each node that the method fails on is named, with the reason and what to do."""
    columns = COLUMNS | {"a": [1, 1, 1], "c": [2, 2, 2]}
    with pytest.raises(InnoindexError) as caught:
        weigh_scheme(of_scheme(columns=columns), "entropy")
    lines = [str(problem) for problem in caught.value.problems]
    assert lines[0].startswith("<scheme>:3: error: D, weights by entropy: all units score the same")
    assert lines[1].startswith("<scheme>:5: error: C, weights by entropy: ")
    assert [line.count("\nhelp: ") for line in lines] == [1, 1]
    compared = compare_weights(of_scheme(columns=columns))
    assert [done.method for done in compared.done] == ["equal"]
    assert list(compared.failed) == [m for m in METHODS if m not in ("equal", "ahp")]


def test_judgements_are_needed():
    """Without any, the method that weighs by them has no weights for any node."""
    with pytest.raises(InnoindexError, match="C, weights by AHP: no pairwise comparisons of c, e"):
        weigh_scheme(of_scheme(), "ahp")


def test_a_programme_a_unit_is_for_the_asking(monkeypatch):
    """Benefit of the doubt is not among the methods compared where it would take long."""
    columns = {id: [*values, 7] for id, values in COLUMNS.items()}
    doubt = "benefit-of-the-doubt"
    assert doubt in [done.method for done in compare_weights(of_scheme(columns=columns)).done]
    monkeypatch.setattr("innoindex.reweighing._MOST_PROGRAMS", 3)
    compared = compare_weights(of_scheme(columns=columns))
    assert list(compared.failed) == [doubt]
    assert str(compared.failed[doubt][0].text).endswith("of more than 3 units only when asked for")


def test_where_shares_of_weights_are_not_of_scores():
    """Any mean but the plain one, and a rescale; the index may be a sum, and rescaled."""
    tree = '[indicator.a]\ndimension = "D"\n[indicator.b]\ndimension = "D"\n'
    for change, wanted in {
        '[index]\naggregate = "sum"\n[dimension.D]\naggregate = "arithmetic"\n': [],
        '[index]\nrescale = "rank"\n[dimension.D]\n': [],
        '[index]\naggregate = "median"\n[dimension.D]\naggregate = "sum"\n': ["D", "index"],
        '[dimension.D]\nrescale = "rank"\n': ["D"],
        '[dimension.D]\nrescale = "rank"\nweight = 0\n[dimension.E]\nweight = 1\n'
        '[indicator.c]\ndimension = "E"\n': [],
    }.items():
        assert list(inexact_nodes(scheme_of(change + tree))) == wanted


def test_every_method_has_a_name():
    """In both languages, and they differ."""
    assert list(METHOD_NAMES) == list(METHODS)
    for lang in ("zh", "en"):
        assert len({name.text(lang) for name in METHOD_NAMES.values()}) == len(METHODS)


def test_a_result_without_its_indicators_will_do():
    """What it lacks is computed again; weights are of the units, not of groups."""
    additive = "[raw]\na = {}\nb = {}\nc = {}\ne = {}\n"
    panel, scheme = panel_of(COLUMNS, groups=["g", "g", "h"]), scheme_of(additive + SCHEME)
    for result in (
        compute(panel, scheme, keep_indicators=False), compute(panel, scheme, level="group")
    ):  # fmt: skip
        same(weights(weigh_scheme(result, "sd"))["a"], 4 * A)


SAFE = st.sampled_from(["equal", "entropy", "critic", "sd", "inverse-sd"])


@given(cases(), SAFE, st.booleans(), st.data())
def test_order_never_matters(case, method, together, data):
    """Units, columns and entries of the scheme in another order give the same weights."""
    draft, panel = case
    order = data.draw(st.permutations(range(len(panel.units))))
    shuffle = data.draw(st.permutations(range(len(draft.entries))))
    found = []
    for each, scheme in (
        (panel, draft.scheme()), (permuted(panel, order), draft.shuffled(shuffle).scheme())
    ):  # fmt: skip
        try:
            done = weigh_scheme(compute(each, scheme), method, together=together)
        except InnoindexError as error:
            found.append({str(problem.text) for problem in error.problems})
        else:
            found.append({id: round(weight, 9) for id, weight in sorted(weights(done).items())})
    assert type(found[0]) is type(found[1])
    if isinstance(found[0], dict):
        assert found[0] == pytest.approx(found[1], abs=1e-7)


@given(cases(), SAFE, st.booleans())
def test_totals_stay_and_shares_sum_to_1(case, method, together):
    """Under each node the weights sum to what they summed to; no weight is negative."""
    draft, panel = case
    try:
        done = weigh_scheme(compute(panel, draft.scheme()), method, together=together)
    except InnoindexError:
        return
    for node, children in done.scheme.children.items():
        before = sum(done.base.scheme.weight(child) for child in children)
        same(sum(done.scheme.weight(child) for child in children), before)
        assert min(done.scheme.weight(child) for child in children) >= 0, node
    for each in done.sets:
        same(each.weights.shares.sum(), 1)
        same(each.siblings.nominal.sum(), 1)
    shares = sibling_shares(done.scheme)
    if not together:
        for each in done.sets:
            same([shares[id] for id in each.parts], each.weights.shares)
