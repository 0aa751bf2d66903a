"""The effects of choices, from draws whose ranks are told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import numpy as np
import pytest
from strategies import NAN, same

from innoindex.uncertainty import sensitivity
from innoindex.uncertainty.draws import uniforms
from innoindex.uncertainty.effects import Effects, _mean_shift, effects_of
from innoindex.uncertainty.experiment import Outcomes
from innoindex.uncertainty.sensitivity import sobol

BASE = np.array([1.0, 2.0, 3.0])


class Told:
    """An experiment of two choices, a number each; without the first draws, which have no index."""

    varied = ("weights", "noise")
    seed = 3

    def __init__(self, block: int = 16, lost: int = 0) -> None:
        self.block, self.lost = block, lost

    def ranks(self, start: int, count: int, other: Collection[str] = ()) -> np.ndarray:
        """Above 2/3 of the weights the first is last; above 1/2 of the noise all but it change."""
        u, v = (
            uniforms(1, k, int(choice in other), start, count, 1)[:, 0]
            for k, choice in enumerate(self.varied)
        )
        first = np.where(u > 2 / 3, 3.0, 1.0)
        ranks = np.stack([first, np.where(v > 1 / 2, first + 1, 2.0), 4 - first], axis=1)
        ranks[start + np.arange(count) < self.lost] = NAN
        return ranks

    def outcomes(self, start: int, count: int, other: Collection[str] = ()) -> Iterator[Outcomes]:
        """Every other draw first."""
        ranks = self.ranks(start, count, other)
        for first in (1, 0):
            draws = np.arange(first, count, 2)
            yield Outcomes(draws, [ranks[draws]], None)


def effects(
    told: Told, rows: int, unit: int | None = None, go_on: Callable[[int], bool] = lambda done: True
) -> tuple[Effects | None, int]:
    return effects_of(told, BASE, unit, rows, 0.8, 1, go_on)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensitivity, "_RESAMPLES", 20)


@pytest.mark.parametrize("block", [16, 128])
def test_samples(block):
    """They are those of both samples and of each choice from the second, row by row."""
    told = Told(block)
    found, done = effects(told, 128, unit=0)
    assert found is not None
    assert (found.choices, found.rows, done) == (("weights", "noise"), 128, 128)
    samples = [(), ("weights", "noise"), ("weights",), ("noise",)]
    a, b, *ab = (told.ranks(0, 128, other) for other in samples)
    for of, effect in (
        (lambda ranks: np.abs(ranks - BASE).mean(axis=1), found.shift),
        (lambda ranks: ranks[:, 0], found.rank),
    ):
        expected = sobol(of(a), of(b), np.array([of(ranks) for ranks in ab]), 3, 0.8)
        for name, values in vars(expected).items():
            same(getattr(effect, name), values)
    # The rank of the first unit is of the weights alone.
    assert (found.rank.total[0] > 0.5, found.rank.total[1]) == (True, 0)
    assert found.shift.total[1] > 0
    assert effects(told, 128)[0].rank is None


@pytest.mark.parametrize(
    ("rows", "lost", "kept"),
    [
        (128, 0, 128), (128, 1, 64), (128, 64, 64), (128, 65, None),
        (32, 0, 32), (32, 1, None), (32, 32, None), (64, 1, None),
    ],
)  # fmt: skip
def test_rows_without_an_index(rows, lost, kept):
    """They are of a power of 2 of the rows that have an index: at least 64, or all asked for."""
    found, done = effects(Told(lost=lost), rows)
    assert (found and found.rows, done) == (kept, rows)


def test_stopped():
    """Stopped early they are of the rows that are done, if these are enough."""
    found, done = effects(Told(), 2**16, go_on=lambda done: done < 64)
    assert found is not None
    assert found.rows == 2 ** int(np.log2(done))
    assert 64 <= done < 2**16


def test_mean_shift():
    """It is of the units that have both ranks; without any there is none."""
    ranks = np.array([[2, 1, 3, 9], [4, NAN, 3, 9], [NAN, NAN, NAN, 1]])
    base = np.array([1, 2, 3, NAN])
    same(_mean_shift(ranks, base), [(1 + 1 + 0) / 3, (3 + 0) / 2, NAN])
