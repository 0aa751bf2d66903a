"""The page's own arithmetic: under any weights it gives the ranks of `compute`, to the last."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from playwright.sync_api import Page
from strategies import NAN, cases, panel_of, same, scheme_of

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.messages import Message, say
from innoindex.movement import rank_movement
from innoindex.reporting import Common
from innoindex.scenario_parts import make_scenario
from innoindex.slider_model import SliderModel, slider_model
from innoindex.whatif import under
from innoindex.write.page.sliders import model_data

IN_PAGE = """([data, shares]) => {
  const model = makeModel(JSON.parse(data));
  const { scores, ranks } = model.ranked(model.weightsUnder(new Map(shares)));
  return [scores.map(x => Number.isNaN(x) ? null : x), ranks];
}"""


@pytest.fixture(scope="module")
def page(browser) -> Page:
    """An empty page that knows the model."""
    room = browser.new_page()
    room.add_script_tag(content=(files("innoindex.write.page") / "model.js").read_text())
    return room


def in_page(page: Page, result: Result, shares: dict[str, float]) -> tuple[list, list]:
    """Scores and ranks under shares in per cent, in the order of the result's units."""
    p = len(result.periods) - 1
    model = slider_model(result, p)
    assert isinstance(model, SliderModel)
    common = Common(rank_movement(result), say("none"), model)
    data = model_data(common, int(model.units[0]), model, "en")
    scores, ranks = page.evaluate(IN_PAGE, [json.dumps(data), list(shares.items())])
    back = np.full((2, result.labels.shape[1]), NAN)
    back[:, model.units] = np.array([scores, ranks], dtype=float)
    return back[0].tolist(), back[1].tolist()


def holds(page: Page, result: Result, shares: dict[str, float]) -> None:
    """The page's scores and ranks are those of the scheme with these shares."""
    p = len(result.periods) - 1
    changed = result
    if shares:
        weight = {id: f"{share}%" for id, share in shares.items()}
        scenario = make_scenario(result.scheme, "s", weight=weight)
        changed = under(scenario, result.panel, result.scheme, p)
    scores, ranks = in_page(page, result, shares)
    same(scores, changed.index[p])
    same(ranks, changed.ranks[p])


def test_any_scheme(page):
    """Whatever the methods, ties, gaps and weights: the page ranks as `compute` does."""
    ranked = []

    @given(cases(), st.data())
    def law(case, data):
        draft, panel = case
        mean = draft.aggregate.replace("copeland", "median")
        least = data.draw(st.sampled_from(["", "min_coverage = 0.7\n"]))
        text = replace(draft, rescale='"none"', aggregate=mean).text()
        decimals = data.draw(st.sampled_from(["", "rank_decimals = 0\n"]))
        scheme = scheme_of(text.replace("[index]\n", f"[index]\n{least}{decimals}"))
        result = compute(panel, scheme)
        groups = [ids for ids in scheme.children.values() if len(ids) > 1]
        shares: dict[str, float] = {}
        for ids in groups:
            for id in ids[: data.draw(st.integers(0, len(ids) - 1))]:
                shares[id] = data.draw(st.integers(0, 30))
        try:
            holds(page, result, shares)
        except InnoindexError:
            reject()
        ranked.append(shares)

    law()
    assert sum(map(bool, ranked)) > 15


SCHEME = """
[index]
aggregate = {aggregate}
impute = "drop"
{more}
[dimension.d]
[indicator.x]
dimension = "d"
weight = 3
[indicator.y]
dimension = "d"
weight = 1
[indicator.z]
"""
COLUMNS = {"x": [10, 20, 30, 40], "y": [40, 5, 20, NAN], "z": [1, 2, 30, 4]}


@pytest.mark.parametrize(
    "aggregate",
    [
        '"arithmetic"',
        '"sum"',
        '"geometric"',
        '"harmonic"',
        '{ method = "power", p = 0.5 }',
        '{ method = "power", p = -2 }',
        '{ method = "power", p = 3 }',
        '"median"',
        '"mazziotta-pareto"',
        '{ method = "mazziotta-pareto", penalty = "+" }',
    ],
)
@pytest.mark.parametrize("shares", [{}, {"x": 20}, {"x": 0, "z": 70}, {"d": 100}, {"y": 100}])
def test_every_aggregation(page, aggregate, shares):
    """Each aggregation that the page knows, also with a share of 0 and one of 100 %."""
    result = compute(panel_of(COLUMNS), scheme_of(SCHEME.format(aggregate=aggregate, more="")))
    holds(page, result, shares)


def test_by_hand(page):
    """x at a quarter: d is (x + 3 y) / 4, the index the mean of d and z; without y d is x."""
    result = compute(panel_of(COLUMNS), scheme_of(SCHEME.format(aggregate='"arithmetic"', more="")))
    scores, ranks = in_page(page, result, {"x": 25})
    same(scores, [((10 + 120) / 4 + 1) / 2, ((20 + 15) / 4 + 2) / 2, (22.5 + 30) / 2, (40 + 4) / 2])
    assert ranks == [3, 4, 1, 2]


@pytest.mark.parametrize("share", [1e-4, 0])
def test_coverage(page, share):
    """A part with any weight counts for coverage, one of weight 0 does not."""
    more = "min_coverage = 0.8"
    result = compute(
        panel_of(COLUMNS), scheme_of(SCHEME.format(aggregate='"arithmetic"', more=more))
    )
    holds(page, result, {"y": share})
    assert in_page(page, result, {"y": share})[1][3] == pytest.approx(
        2 if share == 0 else NAN, nan_ok=True
    )


def test_blocked(page):
    """A new unit has no value before: no score with that indicator, one as soon as it counts 0."""
    text = SCHEME.format(aggregate='"arithmetic"', more="")
    text = text.replace("[indicator.y]\n", '[indicator.y]\nvalue = "lag(y)"\n')
    columns = {id: [[*values[:3], NAN], [*values[:3], 7]] for id, values in COLUMNS.items()}
    result = compute(panel_of(columns, periods=("2001", "2002")), scheme_of(text))
    assert np.isnan(result.index[1, 3])
    holds(page, result, {"z": 10})
    holds(page, result, {"y": 0})
    assert in_page(page, result, {"y": 0})[0][3] == 7


def test_what_a_page_does_not_know_keeps_its_score(page):
    """Below a node of ranks or pairs no weight can be changed; above it all can."""
    text = SCHEME.format(aggregate='"arithmetic"', more="")
    closed = text.replace("[dimension.d]", '[dimension.d]\nrescale = "percentile-rank"')
    result = compute(panel_of(COLUMNS), scheme_of(closed))
    model = slider_model(result, 0)
    assert isinstance(model, SliderModel)
    assert model.open == ("index",)
    assert set(model.scores) == {"d", "z"}
    holds(page, result, {"z": 10})


@pytest.mark.parametrize("more", ['rescale = "rank"', ""])
def test_an_index_a_page_does_not_know_has_no_sliders(more):
    """Where the index itself is such, the reason stands in place of the sliders."""
    aggregate = '"arithmetic"' if more else '"copeland"'
    result = compute(panel_of(COLUMNS), scheme_of(SCHEME.format(aggregate=aggregate, more=more)))
    reason = slider_model(result, 0)
    assert isinstance(reason, Message)
    assert ("rank" if more else "copeland") in str(reason)


def test_presets():
    """Scenarios of weights alone become shares; those with other changes are left out."""
    text = (
        SCHEME.format(aggregate='"arithmetic"', more="")
        + """
[scenario.shares]
weight = { x = "20%" }
[scenario.numbers]
weight = { x = 1 }
[scenario.method]
weight = { x = 1 }
aggregate = { index = "geometric" }
[scenario.left]
drop = ["z"]
"""
    )
    model = slider_model(compute(panel_of(COLUMNS), scheme_of(text)), 0)
    assert isinstance(model, SliderModel)
    assert set(model.scores) == {"x", "y", "z"}  # d is computed anew
    found = {str(name.en): dict(shares) for name, shares in model.presets}
    # numbers: x and y have 1 each; left out: z is nothing, d all.
    assert found == {"shares": {"x": 20}, "numbers": {"x": 50}, "left": {"d": 100}}


@pytest.mark.parametrize(
    ("dimension", "scenario"),
    [
        ("", ""),  # changes nothing
        ('rescale = "rank"', "weight = { x = 1 }"),  # of shares that the page does not have
        ('aggregate = "sum"', "weight = { x = 1 }"),  # not the same as shares of the sum
    ],
)
def test_no_presets(dimension, scenario):
    """A scenario that shares of open nodes cannot say is not offered."""
    scheme = SCHEME.replace("[dimension.d]", f"[dimension.d]\n{dimension}")
    text = scheme.format(aggregate='"arithmetic"', more="") + f"[scenario.s]\n{scenario}\n"
    model = slider_model(compute(panel_of(COLUMNS), scheme_of(text)), 0)
    assert isinstance(model, SliderModel)
    assert model.presets == ()


def test_a_closed_node_is_blocked_by_what_counts_below_it(page):
    """Without the value of before a closed d has no score and blocks; of gaps alone it is left out.

    u3 is new and has no y of before, u2 never has x or y; d is of ranks.
    """
    text = SCHEME.format(aggregate='"arithmetic"', more="").replace(
        "[dimension.d]", '[dimension.d]\nrescale = "rank"'
    )
    text = text.replace("[indicator.y]\n", '[indicator.y]\nvalue = "lag(y)"\n')
    columns = {
        "x": [[1, 2, NAN, NAN], [1, 2, NAN, 4]],
        "y": [[4, 5, NAN, NAN], [4, 5, NAN, 7]],
        "z": [[1, 2, 30, NAN], [1, 2, 30, 4]],
    }
    result = compute(panel_of(columns, periods=("2001", "2002")), scheme_of(text))
    assert np.isnan(result.index[1]).tolist() == [False, False, False, True]
    holds(page, result, {"z": 10})
    model = slider_model(result, 1)
    assert isinstance(model, SliderModel)
    assert set(model.scores) == {"d", "z"}


@pytest.mark.parametrize("id", ["constructor", "toString", "__proto__", "10"])
def test_names_of_the_language(page, id):
    """An indicator may be called like something that JavaScript gives every object."""
    text = f"[indicator.x]\n[indicator.{id}]\n"
    result = compute(panel_of({"x": [1, 2, 3], id: [5, 4, 1]}), scheme_of(text))
    holds(page, result, {id: 30})
