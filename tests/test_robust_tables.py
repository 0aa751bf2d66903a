"""The further tables of `robust`: each column has what it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from strategies import computed, same

from innoindex.uncertainty.choices import make_choices
from innoindex.uncertainty.effects import Effects
from innoindex.uncertainty.robust_record import Robust
from innoindex.uncertainty.robustness import robust
from innoindex.uncertainty.sensitivity import Sobol
from innoindex.view import Column, View, shown
from innoindex.views.robust import robust_view
from innoindex.views.robust_tables import choices_view, index_view, ranks_view


def sobol(start: float) -> Sobol:
    """Eight pairs of numbers, all different."""
    pairs = (start + np.arange(12).reshape(6, 2)) / 100
    return Sobol(pairs[0], pairs[1], pairs[2:4], pairs[4:])


@pytest.fixture(scope="module")
def done() -> Robust:
    text = '[index]\nties = "average"\n[indicator.x]\n[indicator.y]\n'
    base = computed(text, {"x": [5, 5, 1], "y": [3, 3, 1]}, units=list("abc"))
    choices = make_choices(base.scheme, weights="any", leave_out=True)
    found = robust(base, choices, draws=20, sobol_rows=0, unit=1)
    return replace(found, effects=Effects(found.varied, 256, sobol(1), sobol(31)))


def columns(view: View) -> dict[str, Column]:
    return {column.id: column for column in view.columns}


def test_effects(done: Robust) -> None:
    """Both outputs, first-order and total, each with the lower and the upper end."""
    found = columns(choices_view(done))
    order = ("first", "total", "first_low", "first_high", "total_low", "total_high")
    for of, start in (("shift", 1), ("rank", 31)):
        for place, id in enumerate(order):
            first = (start + 2 * place) / 100
            same(found[f"{of}_{id}"].values, [first, first + 0.01])
    # Two choices: four evaluations a row.
    assert [str(note) for note in choices_view(done).footer][1] == "from 256 × 4 further draws"


@pytest.mark.parametrize(
    ("first", "total", "limits", "said"),
    [
        # The one with the largest total, not the largest share alone.
        ([0.5, 0.2], [0.6, 0.8], ([0.5, 0.7], [0.6, 0.9]), "on indicator left out: 0.20 of"),
        # Intervals that only touch do not tell the two apart.
        ([0.1, 0.1], [0.6, 0.8], ([0.5, 0.7], [0.7, 0.9]), "on these, too near to tell apart"),
        # It is among them even if its own interval lies below it.
        ([0.1, 0.1], [0.3, 0.8], ([0.2, 0.7], [0.4, 0.6]), "on indicator left out: 0.10 of"),
        # Float noise is no difference: of two that are equal it is the first.
        ([0.3, 0.3], [0.3, 0.1 + 0.2], ([0.3, 0.1], [0.4, 0.2]), "on weights: 0.30 of"),
    ],
)
def test_hangs_on(done: Robust, first: list, total: list, limits: tuple, said: str) -> None:
    """Which choice is named, or which are."""
    found = Sobol(np.array(first), np.array(total), np.array(limits), np.array(limits))
    assert done.effects is not None
    sentences = choices_view(replace(done, effects=replace(done.effects, shift=found))).sentences
    assert f"average rank shift hangs most {said}" in str(sentences[0])


def test_index(done: Robust) -> None:
    """20 draws of which two have no index; nobody's rank moves, no interval is wide."""
    tally = done.tally
    found = columns(index_view(replace(done, draws=22)))
    expected = {"draws": 22, "failed": 2, "seed": 1, "interval": 0.9, "mean_rank_shift": 0}
    for id, value in expected.items():
        assert list(found[id].values) == [value]
    assert tally.draws == 20
    view = robust_view(replace(done, draws=22), [0], [])
    assert list(columns(view)["draws"].values) == [22]
    assert str(view.title).endswith("· how sure the ranks are")
    assert str(view.title).count("·") == 1  # the table has no periods
    units = np.arange(23.0)
    base = computed("[indicator.x]\n[indicator.y]\n", {"x": units, "y": -units})
    wide = robust(base, make_choices(base.scheme, weights="any"), draws=50)
    (share,) = columns(index_view(wide))["wide_share"].values
    assert share == 12 / 23  # see `test_robust.test_wide`


def test_ranks(done: Robust) -> None:
    """The two that tie share the mean of 1 and 2 in all draws."""
    found = columns(ranks_view(done, np.array([2, 0])))
    assert list(found["unit"].values) == ["c", "a"]
    assert found["rank"].values.tolist() == [3, 1.5]
    assert found["share"].values.tolist() == [1, 1]
    share = found["share"]
    assert [shown(share, value, "en", 0) for value in (0.004, 0.25, 1)] == ["<1%", "25%", "100%"]
