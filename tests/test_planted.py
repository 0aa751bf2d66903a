"""Errors planted in clean tables: how many are found, and how much is suspected for nothing."""

from __future__ import annotations

import numpy as np
import pytest
from planting import (
    CELLS,
    WHOLES,
    clean_table,
    planted,
    renamed,
    without_rows,
    wrong_unit,
)

from innoindex.screening.panel_screen import screen

POSITIONS = ("first", "middle", "last", "persistent")
POWERS = (4, -4, 3, -3, 2, -2, 1, -1)


def test_unit_errors_over_time() -> None:
    """Of 200 wrong units of measure in tables of 3 and 6 periods 95 % are found, rightly named.

    Of those in counts of one or two, which chance makes three times as many, a half.
    """
    found: dict[bool, list[bool]] = {True: [], False: []}
    for seed in range(40):
        rng = np.random.default_rng([17, seed])
        clean, scheme = clean_table(rng, (3, 6)[seed % 2], 60)
        put = wrong_unit(POSITIONS[seed // 2 % 4], POWERS[seed % 8])
        panel, plants = planted(rng, clean, put, 6)
        screened = screen(panel, scheme)
        for plant in plants:
            right = any(plant.is_right(each) for each in screened)
            found["platforms" in plant.columns].append(right)
    assert len(found[False]) >= 200
    assert np.mean(found[False]) >= 0.95
    assert np.mean(found[True]) >= 0.5


@pytest.mark.parametrize(("power", "share"), [(4, 0.75), (-4, 0.75), (1, 0.15), (-1, 0.15)])
def test_unit_errors_of_one_period(power: int, share: float) -> None:
    """One period shows most errors of 10,000 times, but few of ten: units differ as much."""
    found = count = 0
    for seed in range(8):
        rng = np.random.default_rng([18, seed])
        clean, scheme = clean_table(rng, 1, 90)
        panel, plants = planted(rng, clean, wrong_unit("first", power), 4)
        screened = screen(panel, scheme)
        count += len(plants)
        found += sum(any(plant.is_right(each) for each in screened) for plant in plants)
    assert found / count >= share


@pytest.mark.parametrize("where", ["row", "column"])
def test_rows_and_columns(where: str) -> None:
    """A whole row or column in another unit of measure is one finding, and there is no other."""
    for seed, power in enumerate((4, -4, 2, -1)):
        rng = np.random.default_rng([19, seed])
        clean, scheme = clean_table(rng, 6, 60)
        before = screen(clean, scheme)
        panel, plants = planted(rng, clean, wrong_unit(where, power), 1)
        about = [each for each in screen(panel, scheme) if plants[0].names(each)]
        assert [plants[0].is_right(each) for each in about] == [True]
        assert len(screen(panel, scheme)) <= len(before) + 1


ALL = {
    "sign flipped": 0.9,
    "row of the year before": 0.95,
    "row of another unit": 0.95,
    "share above 100 %": 0.7,
    "column of the year before": 0.95,
    "column filled down": 0.95,
    "one unit dominates": 0.7,
    "sum jumps": 0.8,
    "digits swapped": 0.1,
    "value repeated": 0.15,
}


COUNTS = {"digits swapped": 8, "value repeated": 8, "sign flipped": 2, "share above 100 %": 2}


@pytest.mark.parametrize(("name", "share"), ALL.items())
def test_other_errors(name: str, share: float) -> None:
    """So much at least of each kind of error is found, in tables of four periods."""
    found = count = 0
    for seed in range(5):
        rng = np.random.default_rng([20, seed])
        clean, scheme = clean_table(rng, 4, 60)
        put = (CELLS | WHOLES)[name]
        panel, plants = planted(rng, clean, put, COUNTS.get(name, 1))
        screened = screen(panel, scheme)
        count += len(plants)
        found += sum(any(plant.is_right(each) for each in screened) for plant in plants)
    assert count >= 4
    assert found / count >= share


def test_every_kind_of_error_is_tried() -> None:
    """No error that can be planted is left out above."""
    assert ALL.keys() == (CELLS | WHOLES).keys()


def test_units_twice_and_missing() -> None:
    """A unit under two spellings, and a row missing between others, are always found."""
    for seed in range(6):
        rng = np.random.default_rng([21, seed])
        clean, scheme = clean_table(rng, 4, 40)
        for panel, plants in (renamed(rng, clean), without_rows(rng, clean, 2)):
            screened = screen(panel, scheme)
            assert all(any(plant.is_right(each) for each in screened) for plant in plants)


@pytest.mark.parametrize("periods", [6, 3, 2, 1])
def test_false_alarms(periods: int) -> None:
    """Clean tables raise less than one suspicion each, and none that is called likely."""
    screened = [
        screen(*clean_table(np.random.default_rng([22, periods, seed]), periods, 60))
        for seed in range(10)
    ]
    assert sum(map(len, screened)) / 10 < 1
    assert not any(each.grade == "likely" for found in screened for each in found)
