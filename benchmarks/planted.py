"""Plant errors in clean tables and count what `check` finds of them.

    .venv/bin/python benchmarks/planted.py            # some minutes
    .venv/bin/python benchmarks/planted.py --small    # fewer tables

Clean tables are random (`tests/planting.py` says how), of 90 units; units of measure are planted in
the shipped example as well. Seeds are fixed. "named": a finding is about the planted cell, or the
break it makes in its series; "right": it is of that kind, has these periods and that factor.
docs/method.md has the tables.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import planting as p  # noqa: E402

from innoindex import read_panel, read_shipped_scheme  # noqa: E402
from innoindex.panel import Panel  # noqa: E402
from innoindex.scheme import Scheme  # noqa: E402
from innoindex.screening.panel_screen import screen  # noqa: E402
from innoindex.screening.suspicion import GRADES  # noqa: E402

POSITIONS = ("first", "middle", "last", "persistent", "row", "column")
POWERS = (1, 2, 3, 4, -1, -2, -3, -4)
PERIODS = (6, 3, 2, 1)
UNITS = 90
SMALL_COUNTS = {"centres", "platforms"}  # of medians 6 and 1.5

Plan = tuple[tuple[str, ...], Callable[[p.Rng, Panel], tuple[Panel, list[p.Plant]]]]
Tally = Counter[str]  # planted, named, right


def plans(periods: int) -> Iterator[Plan]:
    """Every kind of error, the lines in which it is counted, and how it is planted."""
    positions = POSITIONS if periods > 2 else ("first", "last", "row", "column")
    for where in positions if periods > 1 else ("first", "row", "column"):
        cell = where not in ("row", "column")
        for power in POWERS:
            lines = ["unit, one value" if cell else f"unit, {where}"]
            lines += [f"unit, one value, {where}", f"unit, one value, 10^{power}"] if cell else []
            count = 1 if where == "column" else 5
            yield tuple(lines), _planter(p.wrong_unit(where, power), count)
    for name, put in p.CELLS.items():
        yield (name,), _planter(put, 2 if "share" in name else 5)
    for name, put in p.WHOLES.items():
        yield (name,), _planter(put, 1)
    yield ("unit under two names",), p.renamed
    yield ("row missing",), lambda rng, panel: p.without_rows(rng, panel, 3)


def _planter(put: Callable[..., p.Plant | None], count: int) -> Callable[..., object]:
    return lambda rng, panel: p.planted(rng, panel, put, count)


def main(options: list[str]) -> None:
    tables = 2 if "--small" in options else 8
    scheme = read_shipped_scheme()
    example = read_panel(ROOT / "examples" / "zhejiang-synthetic.csv", scheme), scheme
    clean(10 * tables, example)
    grades: dict[str, Tally] = {grade: Counter() for grade in GRADES}
    for periods in PERIODS:
        lines: dict[str, Tally] = defaultdict(Counter)
        for number, (names, plan) in enumerate(plans(periods)):
            for seed in range(tables):
                rng = np.random.default_rng([periods, number, seed])
                first = seed == 0 and periods == 6 and names[0].startswith("unit, ")
                table, of_table = example if first else p.clean_table(rng, periods, UNITS)
                panel, plants = plan(rng, table)
                count(panel, of_table, plants, names, lines, grades)
        print(f"\n{periods} periods{'':26} planted   named   right")
        for name, tally in lines.items():
            show(name, tally, "planted")
    print(f"\ngrade{'':31} findings  planted   right")
    for grade, tally in grades.items():
        show(grade, tally, "findings")


def clean(tables: int, example: tuple[Panel, Scheme]) -> None:
    """What is found where nothing was planted."""
    print(f"false alarms a clean table ({tables} tables); by kind and grade")
    for periods in PERIODS:
        made = (p.clean_table(np.random.default_rng([periods, 1000 + seed]), periods, UNITS)
                for seed in range(tables))  # fmt: skip
        found = Counter(f"{f.kind} {f.grade}" for table in made for f in screen(*table))
        print(f"  {periods} periods: {found.total() / tables:.2f}  {dict(found)}")
    print(f"  the shipped example: {len(screen(*example))}")


def count(
    panel: Panel,
    scheme: Scheme,
    plants: list[p.Plant],
    names: tuple[str, ...],
    lines: dict[str, Tally],
    grades: dict[str, Tally],
) -> None:
    """Screen a table, and count what was planted, and what was found."""
    found = screen(panel, scheme)
    for plant in plants:
        counted = plant.columns & SMALL_COUNTS and names[0] == "unit, one value"
        groups = [*names, "unit, one value, small counts"] if counted else list(names)
        if names[0] == "unit, one value" and not counted:
            groups.append("unit, one value, all but small counts")
        for name in groups:
            lines[name]["planted"] += 1
            lines[name]["named"] += any(plant.names(each) for each in found)
            lines[name]["right"] += any(plant.is_right(each) for each in found)
    for each in found:
        tally = grades[each.grade]
        tally["findings"] += 1
        tally["named"] += any(plant.names(each) for plant in plants)
        tally["right"] += any(plant.is_right(each) for plant in plants)


def show(name: str, tally: Tally, of: str) -> None:
    """A line: how many there are, and in per cent those that were named, and rightly."""
    if total := tally[of]:
        shares = "".join(f"{100 * tally[key] / total:7.1f}%" for key in ("named", "right"))
        print(f"  {name:38}{total:6}{shares}")


if __name__ == "__main__":
    main(sys.argv[1:])
