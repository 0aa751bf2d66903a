"""What holds of every ranking under draws, and what no figure depends on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import NAN, cases, computed, panel_of, permuted, same, scheme_of

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.panel import Panel
from innoindex.uncertainty import experiment as room
from innoindex.uncertainty import sensitivity
from innoindex.uncertainty.choices import Choices, Spread, make_choices
from innoindex.uncertainty.robust_record import Robust
from innoindex.uncertainty.robustness import robust

SPREADS = ["25%", "100%", "dirichlet=5", "any"]
COUNTS = ("ranks", "tiers", "against_next", "moves")
FIGURES = (
    *("low", "high", "median", "best", "worst"),
    *("tier_shares", "move_shares", "beats_above", "beats_below"),
)


def figures(found: Robust) -> dict[str, np.ndarray]:
    """Everything that a run comes to: counts, figures, effects."""
    arrays = {name: getattr(found.tally, name) for name in COUNTS}
    arrays |= {name: getattr(found, name) for name in FIGURES}
    arrays["numbers"] = np.array([found.draws, found.failed, found.mean_shift, found.wide_share])
    for name in ("shift", "rank"):
        effect = found.effects and getattr(found.effects, name)
        if effect:
            arrays |= {f"{name} {key}": value for key, value in vars(effect).items()}
    return arrays


def assert_equal(one: Robust, other: Robust, order: list[int] | None = None) -> None:
    """The same to the last bit; `order`: where the units of the other stand in the one."""
    first, second = figures(one), figures(other)
    assert first.keys() == second.keys()
    for name, array in first.items():
        by_unit = order is not None and name in FIGURES
        expected = array[order] if by_unit else array
        assert np.array_equal(expected, second[name], equal_nan=True), name


@given(cases(), st.sampled_from(["unit", "group", "all"]), st.sampled_from([None, 0, 3]))
def test_nothing_varied(case, level, decimals):
    """Without choices, and with a spread of 0 %, every figure is that of the ranking itself."""
    draft, panel = case
    text = draft.text()
    if decimals is not None:
        text = text.replace("[index]\n", f"[index]\nrank_decimals = {decimals}\n")
    tiers = '[index]\ntiers = [{ name = "A", max_rank = 2 }, { name = "B", min_score = 3 }]\n'
    scheme = scheme_of(text.replace("[index]\n", tiers))
    try:
        result = compute(panel, scheme, level=level)
    except InnoindexError:
        assume(False)
    for choices in (Choices(), Choices(Spread("uniform", 0.0)), Choices(noise={"zinc": 0.0})):
        found = robust(result, choices, draws=3, cores=2, sobol_rows=64)
        assert found.varied == ()
        for name in ("low", "high", "median", "best", "worst"):
            same(getattr(found, name), found.ranking.rank)
        ranked = ~np.isnan(found.ranking.rank)
        assert (found.mean_shift, found.failed) == (0, 0)
        assert found.effects is None
        change = np.sign(found.ranking.rank_change)
        expected = np.array([change == way for way in (1, 0, -1)], dtype=float).T
        expected[np.isnan(change)] = NAN
        same(found.move_shares, expected)
        expected = (found.ranking.tier[:, None] == [0, 1]).astype(float)
        same(found.tier_shares[ranked], expected[ranked])


POSITIVE = [
    '{ method = "base-ratio", reference = 20 }',
    '{ method = "min-max", range = [1, 100] }',
    '"rank"',
    '"fraction-of-max"',
]
MONOTONE = ["arithmetic", "sum", "geometric", "harmonic", "median", "copeland"]
BETTER = """
[index]
normalise = {normalise}
aggregate = "{root}"
ties = "{ties}"
[dimension.a]
aggregate = "{inner}"
weight = 2
[indicator.zinc]
dimension = "a"
weight = 3
[indicator.c10]
dimension = "a"
weight = 1
[indicator.c9]
weight = 1
direction = "-"
[indicator.alpha]
weight = 2
"""


@given(
    st.integers(0, 10**6),
    st.sampled_from(POSITIVE),
    st.sampled_from(MONOTONE),
    st.sampled_from(MONOTONE[:-1]),
    st.sampled_from(["min", "dense", "average"]),
    st.sampled_from(SPREADS),
)
def test_better_in_everything(seed, normalise, root, inner, ties, weights):
    """A unit that is better in every indicator is behind in no draw, whatever is drawn."""
    rng = np.random.default_rng(seed)
    gain = {"zinc": -0.1, "c10": -0.1, "c9": 1, "alpha": -0.1}  # less of c9 is better
    cells = {
        id: [value, value + better * rng.integers(1, 9), *rng.random(5) * 99 + 1]
        for (id, better), value in zip(gain.items(), rng.integers(1, 90, 4), strict=True)
    }
    text = BETTER.format(normalise=normalise, root=root, inner=inner, ties=ties)
    result = computed(text, cells)
    choices = make_choices(
        result.scheme,
        weights=weights,
        normalise=[{"method": "min-max", "range": [1, 10]}, "percentile", "rank"],
        aggregate=["median", {"index": "arithmetic"}],
        leave_out=True,
    )
    found = robust(result, choices, usual=("normalise",), draws=64, sobol_rows=0, seed=seed)
    order = found.units.tolist()
    first, second = order.index(0), order.index(1)
    assert found.ranking.rank[0] <= found.ranking.rank[1]
    assert (found.low[0], found.high[0]) <= (found.low[1], found.high[1])
    if second == first + 1:
        ahead, tied, behind = found.tally.against_next[first]
        assert (ahead + tied, behind) == (64, 0)


def case() -> tuple[str, Panel]:
    """Three periods of 30 units with ties and gaps, and a scheme whose order is no order."""
    text = BETTER.format(
        normalise=POSITIVE[1], root="arithmetic", inner="geometric", ties="average"
    )
    more = '[index]\nimpute = "drop"\ntiers = [{ name = "A", top = 0.3 }]\n'
    text = '[raw.zinc]\nnoise = "5%"\n[raw.alpha]\n' + text.replace("[index]\n", more)
    rng = np.random.default_rng(1)
    cells = {id: rng.integers(1, 30, (3, 30)) * 1.0 for id in ("zinc", "c10", "c9", "alpha")}
    cells["c10"][2, 3] = cells["alpha"][1, 7] = NAN
    for values in cells.values():
        values[1, 12] = NAN
    units = [f"u{k}" for k in rng.permutation(30)]
    return text, panel_of(cells, periods=("2001", "2002", "2003"), units=units)


def run(text: str, panel: Panel, noise: str = "none", **options) -> Robust:
    result = compute(panel, scheme_of(text))
    choices = make_choices(
        result.scheme,
        weights="40%",
        normalise=["rank"],
        aggregate=[{"index": "geometric"}],
        impute=["mean"],
        leave_out=True,
        noise=noise,
    )
    options = {"draws": 100, "sobol_rows": 64, "unit": 0, "seed": 3} | options
    return robust(result, choices, **options)


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Iterator[None]:
    """The intervals of effects from fewer bootstrap samples: laws do not hang on their number."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sensitivity, "_RESAMPLES", 50)
        yield


@pytest.fixture(scope="module")
def reference() -> dict[str | None, Robust]:
    return {noise: run(*case(), noise=noise) for noise in ("none", "3%")}


@pytest.mark.parametrize("noise", ["none", "3%"])
@pytest.mark.parametrize(("cores", "cells", "slow"), [(1, 64, 5), (2, 2**18, 16), (3, 600, 3)])
def test_cores_and_blocks(cores, cells, slow, noise, reference, monkeypatch):
    """Neither the cores nor the size of the blocks changes any figure, to the last bit."""
    monkeypatch.setattr(room, "_CELLS", cells)
    monkeypatch.setattr(room, "_SLOW_BLOCK", slow)
    found = run(*case(), noise=noise, cores=cores)
    assert found.effects is not None
    assert found.effects.choices == found.varied
    assert_equal(reference[noise], found)


@settings(max_examples=4)
@given(st.randoms(use_true_random=False), st.sampled_from(["none", "3%"]))
def test_order_of_the_input(reference, random, noise):
    """The order of units, columns and entries of the scheme changes no figure of any unit."""
    text, panel = case()
    order = list(range(30))
    random.shuffle(order)
    columns = list(panel.columns.items())
    random.shuffle(columns)
    other = permuted(panel_of(dict(columns), periods=panel.periods, units=panel.units), order)
    head, *tables = text.split("\n[")
    random.shuffle(tables)
    shuffled = "\n[".join([head, *tables])
    found = run(shuffled, other, noise=noise, unit=order.index(0))
    expected = reference[noise]
    one, two = figures(expected), figures(found)
    for name, array in one.items():
        same(two[name], array[order] if name in FIGURES else array)


def test_seeds(reference):
    """Seed 0 is a seed like any other: it repeats itself, and no other repeats it."""
    text, panel = case()
    zero = run(text, panel, seed=0)
    assert_equal(zero, run(text, panel, seed=0))
    for other in (run(text, panel, seed=1), reference["none"]):
        assert not np.array_equal(zero.tally.ranks, other.tally.ranks)
        assert not np.array_equal(zero.effects.shift.total, other.effects.shift.total)


def test_more_draws_go_on(reference):
    """The draws of a shorter run are the first of a longer one: counts only grow."""
    text, panel = case()
    more = run(text, panel, draws=150)
    for name in COUNTS:
        assert (getattr(more.tally, name) >= getattr(reference["none"].tally, name)).all()
    assert more.tally.ranks.sum() == 1.5 * reference["none"].tally.ranks.sum()


def test_choices_that_change_nothing():
    """Other ways to impute, on complete data, and a sum for a mean have no effect at all."""
    cells = {"x": [5, 1, 2, 4, 3.5], "y": [1, 5, 3, 2, 3.6]}
    result = computed("[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n", cells)
    choices = make_choices(
        result.scheme, weights="any", impute=["mean", "median", "drop"], aggregate=["sum"]
    )
    found = robust(result, choices, draws=10, sobol_rows=256, unit=0)
    assert found.effects.choices == ("weights", "aggregate", "impute")
    for sobol in (found.effects.shift, found.effects.rank):
        for name in ("first_order", "total", "first_order_interval", "total_interval"):
            assert not getattr(sobol, name)[..., 1:].any()
        assert sobol.total[0] == pytest.approx(1, abs=0.2)
        assert sobol.first_order[0] == pytest.approx(1, abs=0.2)
        assert (sobol.total_interval[1] > sobol.total_interval[0])[0]


def test_same_draw_in_both_periods():
    """Of two periods with the same values nobody ever moves, with any choice but errors in data."""
    text, panel = case()
    one = {id: np.array([values[0]] * 2) for id, values in panel.columns.items()}
    twice = panel_of(one, periods=("2001", "2002"), units=panel.units)
    found = run(text, twice)
    assert found.mean_shift > 0.5
    same(found.move_shares, [[0, 1, 0]] * 30)
    # Errors are of each cell: then somebody moves.
    assert (run(text, twice, noise="3%", sobol_rows=0).move_shares[:, 1] < 1).any()


def scheme_of_two() -> Result:
    cells = {"x": np.arange(40.0), "y": np.arange(40.0)[::-1] ** 2}
    return computed("[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n", cells)


@pytest.mark.parametrize("cores", [1, 3])
def test_stopped(cores, monkeypatch):
    """Told to stop, the figures are of exactly the draws that are done, with no effects."""
    monkeypatch.setattr(room, "_CELLS", 0)
    told = []

    def progress(done: int, wanted: int) -> bool:
        told.append((done, wanted))
        return False

    base = scheme_of_two()
    choices = make_choices(base.scheme, weights="any", leave_out=True)
    found = robust(base, choices, draws=10**8, cores=cores, progress=progress)
    assert {wanted for _, wanted in told} == {10**8 + 1024 * 4}
    assert found.interrupted
    assert found.effects is None
    assert 0 < found.draws < 10**8
    assert found.draws % 16 == 0
    assert found.tally.draws + found.failed == found.draws
    assert (found.tally.ranks.sum(axis=1) == found.draws).all()
    # They are the first ones.
    again = robust(base, choices, draws=found.draws, sobol_rows=0)
    for name in COUNTS:
        assert np.array_equal(getattr(found.tally, name), getattr(again.tally, name))
    assert not again.interrupted


def test_stopped_at_the_effects(monkeypatch):
    """Stopped after the draws, the draws are whole; the effects are of the rows done, if enough."""
    monkeypatch.setattr(room, "_CELLS", 0)
    base = scheme_of_two()
    choices = make_choices(base.scheme, weights="any", leave_out=True)
    last = []

    def progress(done: int, wanted: int) -> bool:
        last.append(done)
        return done < 64 + 4 * 1500

    found = robust(base, choices, draws=64, sobol_rows=2**20, progress=progress)
    assert found.interrupted
    assert (found.draws, found.tally.draws) == (64, 64)
    rows = (last[-1] - 64) // 4
    assert found.effects.rows == 2 ** int(np.log2(rows)) >= 1024
    whole = robust(base, choices, draws=64, sobol_rows=found.effects.rows)
    for name, array in vars(whole.effects.shift).items():
        assert np.array_equal(getattr(found.effects.shift, name), array)
    told = []
    every = robust(base, choices, draws=64, progress=lambda *done: told.append(done) or True)
    assert every.effects.rows == 1024
    assert told[-1] == (64 + 4 * 1024, 64 + 4 * 1024)
