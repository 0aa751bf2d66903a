"""A scheme with other methods: which there are, what they compute, on what scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, cases, computed, panel_of, same, scheme_of

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.scenario import changed_scheme
from innoindex.scenario_parts import make_scenario
from innoindex.uncertainty.choices import Choices, make_choices
from innoindex.uncertainty.drawn_weights import WeightDraws
from innoindex.uncertainty.variants import Variant, variants_of, with_usual

TWO = """
[index]
normalise = {{ method = "min-max", range = [1, 100] }}
aggregate = "arithmetic"
{index}
[dimension.d]
{dimension}
[indicator.x]
dimension = "d"
[indicator.y]
{y}
"""
CELLS = {"x": [[1, 2, 3, 4], [4, 3, 9, 1]], "y": [[9, 7, 8, 1], [1, 2, 4, 8]]}
PERIODS = ("2001", "2002")


def base_of(index: str = "", dimension: str = "", y: str = "", cells: dict | None = None) -> Result:
    text = TWO.format(index=index, dimension=dimension, y=y)
    return computed(text, cells or CELLS, periods=PERIODS)


def rows_of(result: Result) -> list:
    units = np.arange(result.labels.shape[1])
    return [(p, units) for p in range(len(result.periods))]


def index_of(variant: Variant, result: Result) -> list:
    """The index of a variant at the scheme's own weights, in each period."""
    draws = WeightDraws(result.scheme, Choices().weights)
    return [table[0] for table in variant.index.scored(draws.as_given(1))]


def variants(result: Result, **asked: object) -> dict:
    return dict(variants_of(result, make_choices(result.scheme, **asked), rows_of(result)))


def usual(result: Result, families: tuple = ("normalise", "aggregate"), **asked: object):
    """The names of the alternatives with the usual ones, how many variants, and what was said."""
    choices = make_choices(result.scheme, **asked)
    choices, found, said = with_usual(result, choices, families, rows_of(result))
    names = {family: [one.name for one in choices.alternatives(family)] for family in families}
    return names, len(found), [message.text("en") for message in said]


def test_every_combination():
    """One and two alternatives and the scheme's own methods are 2 x 3 combinations."""
    result = base_of()
    found = variants(result, normalise=["z-score"], aggregate=["median", {"index": "sum"}])
    assert set(found) == {(n, a, 0, 0) for n in (0, 1) for a in (0, 1, 2)}
    methods = {
        key: (
            one.scheme.indicators["x"].normalise.name,
            *(node.aggregate.name for node in one.scheme.nodes.values()),
        )
        for key, one in found.items()
    }
    for n, normalise in enumerate(["min-max", "z-score"]):
        own, other = (normalise, "arithmetic", "arithmetic"), (normalise, "median", "median")
        assert methods[n, 0, 0, 0] == own
        assert methods[n, 1, 0, 0] == other
        assert methods[n, 2, 0, 0] == (normalise, "sum", "arithmetic")
    for table, expected in zip(index_of(found[0, 0, 0, 0], result), result.index, strict=True):
        same(table, expected)


FIXED = {"method": "goalposts", "lower": 0, "upper": 101}


@given(cases(), st.data())
def test_as_whatif_does_it(case, data):
    """Other methods give what a scenario with them gives."""
    draft, panel = case
    result = compute(panel, draft.scheme())
    changes = {
        "normalise": {data.draw(st.sampled_from(list(result.scheme.indicators))): FIXED},
        "aggregate": data.draw(st.sampled_from(["median", "arithmetic"])),
    }
    found = variants(result, **{name: [change] for name, change in changes.items()})
    scheme = changed_scheme(result.scheme, make_scenario(result.scheme, **changes))
    # (Of an aggregation that the scheme has already there is no second.)
    for table, expected in zip(
        index_of(found[max(found)], result), compute(panel, scheme).index, strict=True
    ):
        same(table, expected)


@pytest.mark.parametrize(
    ("family", "method", "key"),
    [
        ("impute", "mean", (0, 0, 1, 0)),
        ("impute", {"x": "carry-forward"}, (0, 0, 1, 0)),
        ("treat", {"method": "clip", "lower": 2, "upper": 5}, (0, 0, 0, 1)),
    ],
)
def test_data_methods(family, method, key):
    """Imputation and treatment are those of a scheme that has them."""
    cells = {"x": [[1, 2, 3, 4], [4, 3, NAN, 1]], "y": CELLS["y"]}
    result = base_of('impute = "drop"', cells=cells)
    found = variants(result, **{family: [method]})[key]
    everywhere = {"impute": 'impute = "mean"', "treat": ""}
    text = TWO.format(index='impute = "drop"', dimension="", y="")
    if family == "treat":
        text += '[index.treat]\nmethod = "clip"\nlower = 2\nupper = 5\n'
    elif isinstance(method, dict):
        text = text.replace("[indicator.y]", 'impute = "carry-forward"\n[indicator.y]')
    else:
        text = text.replace('impute = "drop"', everywhere[family])
    expected = computed(text, cells, periods=PERIODS).index
    assert not np.array_equal(expected, result.index)
    for table, row in zip(index_of(found, result), expected, strict=True):
        same(table, row)


@pytest.mark.parametrize(
    ("own", "pooled"),
    [
        ('"none"', True),
        ('{ method = "goalposts", lower = 0, upper = 10 }', True),
        ('{ method = "goalposts", lower = 0, upper = 10 }\ntreat = "winsorise"', False),
        ('{ method = "min-max", range = [0, 9] }', False),
    ],
)
def test_comparable_over_time(own, pooled):
    """Where the scheme's scores compare over time (fixed bounds), an alternative's do too.

    x is 1 to 4, then 1 to 9. Pooled: 3 and 4 are at 2/8 and 3/8 in either period.
    """
    text = f"[indicator.x]\nnormalise = {own}\n[indicator.y]\n"
    result = computed(text, CELLS, periods=PERIODS)
    found = variants(result, normalise=[{"x": "min-max"}], aggregate=[{"index": "sum"}])
    sums = index_of(found[1, 1, 0, 0], result)
    bounds = [(1, 9), (1, 9)] if pooled else [(1, 4), (1, 9)]
    for p, (low, high) in enumerate(bounds):
        x, y = (np.array(CELLS[id][p]) for id in "xy")
        same(sums[p], 100 * (x - low) / (high - low) + y)


SCALE = [
    # What the scheme has, what is asked for, and whether its scores are on the scheme's own scale.
    ({}, {"normalise": ["z-score"]}, False),
    ({}, {"aggregate": ["geometric"]}, True),
    ({}, {"aggregate": [{"index": "copeland"}]}, False),
    ({}, {"aggregate": ["sum"]}, False),
    ({"dimension": 'aggregate = "sum"'}, {"aggregate": [{"index": "median"}]}, False),
    ({"index": 'rescale = "z-score"'}, {"normalise": ["z-score"]}, True),
    ({"index": 'rescale = "z-score"'}, {"aggregate": ["sum"]}, True),
    ({}, {"impute": ["mean"]}, True),
    ({}, {"treat": ["winsorise"]}, True),
]


@pytest.mark.parametrize("by_score", [True, False])
@pytest.mark.parametrize(("has", "asked", "own"), SCALE)
def test_scale(has, asked, own, by_score):
    """Means of the same scores are on one scale, and so is all that is rescaled in the end.

    On another scale tiers hold only if they do not go by scores.
    """
    tier = "min_score = 1" if by_score else "max_rank = 2"
    tiers = f'tiers = [{{ name = "A", {tier} }}, {{ name = "B" }}]\n'
    found = variants(base_of(**{**has, "index": tiers + has.get("index", "")}), **asked)
    assert found[0, 0, 0, 0].tiers_hold
    (other,) = (one for key, one in found.items() if any(key))
    assert other.tiers_hold == (own or not by_score)


def test_decimals():
    """Scores are settled by their own size: nine decimals, or 14 digits of those above 10,000."""
    result = base_of()
    found = variants(result, normalise=[{"method": "min-max", "range": [0, 9e6]}])
    assert [found[key].decimals for key in ((0, 0, 0, 0), (1, 0, 0, 0))] == [9, 7]
    result = base_of("rank_decimals = 2")
    assert {one.decimals for one in variants(result, normalise=["rank"]).values()} == {2}


def test_usual():
    """Min-max and z-scores above 0, and the means where dimensions meet, without the scheme's."""
    assert usual(base_of()) == ({"normalise": ["z-score"], "aggregate": ["index=geometric"]}, 4, [])
    text = '[index]\nnormalise = "rank"\naggregate = "median"\n[indicator.x]\n[indicator.y]\n'
    one = computed(text, CELLS, periods=PERIODS)
    names = {
        "normalise": ["min-max", "z-score"],
        "aggregate": ["index=arithmetic", "index=geometric"],
    }
    assert usual(one) == (names, 9, [])
    assert usual(one, ("normalise",)) == ({"normalise": names["normalise"]}, 3, [])
    assert usual(one, ()) == ({}, 1, [])
    # Beside what is asked for: (1 + 1 + 2) x (1 + 2).
    names["normalise"].insert(0, "borda")
    assert usual(one, normalise=["borda"])[0]["normalise"] == names["normalise"]


def test_usual_scores():
    """The usual ones keep scores above 0: 1 to 100, and mean 50 with the sample's sd 10."""
    result = base_of()
    choices, found, _ = with_usual(result, Choices(), ("normalise",), rows_of(result))
    x, y = (np.array(CELLS[id][0], dtype=float) for id in "xy")
    z = [50 + 10 * (each - each.mean()) / each.std(ddof=1) for each in (x, y)]
    same(index_of(found[1, 0, 0, 0], result)[0], (z[0] + z[1]) / 2)
    assert choices.alternatives("normalise")[0].name == "z-score"
    ranked = computed('[indicator.x]\nnormalise = "rank"\n', {"x": [1, 3, 4]})
    _, found, _ = with_usual(ranked, Choices(), ("normalise",), rows_of(ranked))
    same(index_of(found[1, 0, 0, 0], ranked)[0], [1, 1 + 99 * 2 / 3, 100])


def test_usual_where_not_allowed():
    """A usual alternative that cannot be computed with all the others is left out, and said."""
    result = base_of(y='normalise = "none"', cells={**CELLS, "y": [[-1, 2, 3, 4], [1, 2, 3, 4]]})
    names, count, said = usual(result)
    # With the scheme's own scores y is negative; every usual way to score alone would be allowed.
    assert (names["aggregate"], count) == ([], 3)
    assert said == [
        "left out: index=geometric: u0 in 2001: index: geometric needs scores above 0, "
        "and y scores -1"
    ]
    assert names["normalise"] == ["min-max", "z-score"]
    # Where y is the same for all, what divides by its spread is.
    fixed = 'normalise = { method = "goalposts", lower = 0, upper = 10, range = [1, 9] }\n'
    text = f"[indicator.x]\n{fixed}[indicator.y]\n{fixed}"
    result = computed(text, {"x": [1, 2, 3, 4], "y": [5, 5, 5, 5]})
    names, count, said = usual(result)
    assert (names, count) == ({"normalise": [], "aggregate": ["index=geometric"]}, 2)
    assert [text.split(":")[1].strip() for text in said] == ["min-max", "z-score"]
    assert all("y is the same" in text for text in said)


def test_sum_is_the_arithmetic_mean():
    """A sum is not varied by the mean that ranks the same."""
    result = computed(
        '[index]\naggregate = "sum"\nnormalise = { method = "min-max", range = [1, 2] }\n'
        "[indicator.x]\n[indicator.y]\n",
        CELLS,
        periods=PERIODS,
    )
    assert usual(result)[0]["aggregate"] == ["index=geometric"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"aggregate": ["geometric"]}, "geometric"),
        ({"aggregate": ["median", {"index": "harmonic"}]}, "index=harmonic"),
        ({"normalise": ["z-score"], "aggregate": [{"index": "geometric"}]}, "index=geometric"),
        ({"normalise": [{"x": "rank"}], "aggregate": ["geometric"]}, "geometric"),
    ],
)
def test_what_was_asked_for_and_cannot_be(asked, names):
    """An alternative that was asked for and cannot be computed is an error that names it."""
    text = '[index]\nnormalise = "min-max"\n[indicator.x]\n[indicator.y]\n'
    result = compute(panel_of(CELLS, periods=PERIODS), scheme_of(text))
    with pytest.raises(InnoindexError) as caught:
        variants(result, **asked)
    for problem in caught.value.problems:
        assert problem.text.text("en").startswith(f"{names}: ")
        assert problem.help is not None


def test_reference_that_is_not_there():
    """A method that lacks its reference is an error of whoever asked for it."""
    result = base_of()
    with pytest.raises(InnoindexError) as caught:
        variants(result, normalise=["standard"])
    assert caught.value.exit_code == 2
    assert str(caught.value.problems[0]).startswith('error: standard: "x" is scored by standard')
