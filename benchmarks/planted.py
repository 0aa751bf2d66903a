"""Plant errors in clean tables and count what `check` finds: docs/method.md has the last table.

    .venv/bin/python benchmarks/planted.py            # some minutes
    .venv/bin/python benchmarks/planted.py --small    # fewer tables

Clean tables are random (`tests/planting.py` says how) and the shipped example. Seeds are fixed.
"""

from __future__ import annotations

import sys
from collections import Counter
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

Plan = tuple[str, Callable[[p.Rng, Panel], tuple[Panel, list[p.Plant]]]]


def plans() -> Iterator[Plan]:
    """Every kind of error with how it is planted."""
    for where in POSITIONS:
        for power in POWERS:
            count = 1 if where == "column" else 5
            put = p.wrong_unit(where, power)
            yield f"unit, {where}, 10^{power}", lambda r, t, q=put, n=count: p.planted(r, t, q, n)
    for name, put in p.CELLS.items():
        n = 2 if name.startswith("share") else 5
        yield name, lambda r, t, q=put, n=n: p.planted(r, t, q, n)
    for name, put in p.WHOLES.items():
        yield name, lambda r, t, q=put: p.planted(r, t, q, 1)
    yield "unit under two names", p.renamed
    yield "row missing", lambda r, t: p.without_rows(r, t, 3)


class Tally:
    """Of one kind of error and number of periods."""

    def __init__(self) -> None:
        self.planted = self.named = self.right = 0


def main(options: list[str]) -> None:
    tables = 2 if "--small" in options else 8
    example = read_shipped_scheme()
    shipped = read_panel(ROOT / "examples" / "zhejiang-synthetic.csv", example)
    print("clean tables: false alarms a table")
    for periods in PERIODS:
        sets = [
            p.clean_table(np.random.default_rng([periods, s]), periods, UNITS)
            for s in range(5 * tables)
        ]
        alarms = [f for panel, scheme in sets for f in screen(panel, scheme)]
        kinds = Counter(f"{f.kind} {f.grade}" for f in alarms)
        print(
            f"  {periods} periods, {len(sets)} tables: {len(alarms) / len(sets):.2f}", dict(kinds)
        )
    print(f"  example: {len(screen(shipped, example))}")
    grades = {g: Counter() for g in GRADES}
    for periods in PERIODS:
        print(f"\n{periods} periods: planted, cell named, right, both in %")
        for number, (name, plan) in enumerate(plans()):
            if periods == 1 and ("persistent" in name or "middle" in name or "last" in name):
                continue
            tally = Tally()
            for s in range(tables):
                rng = np.random.default_rng([periods, number, s])
                clean, scheme = (
                    (shipped, example)
                    if periods == 6
                    and s == 0
                    and name != "sign flipped"
                    and "share" not in name
                    and "dominates" not in name
                    and "row of" not in name
                    and "sum" not in name
                    and "repeated" not in name
                    and "of the year" not in name
                    else p.clean_table(rng, periods, UNITS)
                )
                panel, plants = plan(rng, clean)
                count(panel, scheme, plants, tally, grades)
            if tally.planted:
                n = tally.planted
                print(
                    f"  {name:32}{n:5}{tally.named:5}{tally.right:5}"
                    f"{100 * tally.named / n:6.0f}{100 * tally.right / n:6.0f}"
                )
    print("\ngrade: findings, about a planted error, its explanation right")
    for grade, counts in grades.items():
        n = counts["all"] or 1
        print(
            f"  {grade:10}{counts['all']:6}{100 * counts['named'] / n:6.1f}%"
            f"{100 * counts['right'] / n:6.1f}%"
        )


def count(
    panel: Panel,
    scheme: Scheme,
    plants: list[p.Plant],
    tally: Tally,
    grades: dict[str, Counter[str]],
) -> None:
    found = screen(panel, scheme)
    tally.planted += len(plants)
    tally.named += sum(any(plant.names(f) for f in found) for plant in plants)
    tally.right += sum(any(plant.is_right(f) for f in found) for plant in plants)
    for each in found:
        grades[each.grade]["all"] += 1
        grades[each.grade]["named"] += any(plant.names(each) for plant in plants)
        grades[each.grade]["right"] += any(plant.is_right(each) for plant in plants)


if __name__ == "__main__":
    main(sys.argv[1:])
