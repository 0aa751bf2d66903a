"""Measure the program side by side with a yardstick, in one run: only ratios are of interest.

    .venv/bin/python benchmarks/run.py            # every budget, a quarter of an hour
    .venv/bin/python benchmarks/run.py --small    # fewer runs and draws, no table of a million
    .venv/bin/python benchmarks/run.py --growth   # besides: how time and memory grow
    ... --write                                   # and write it all to benchmarks/RESULTS.md

`pip install scikit-criteria pymcdm` has these two measured as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import budgets
import growth
from measure import bare
from page import write


def main(options: list[str]) -> None:
    if unknown := set(options) - {"--small", "--growth", "--write"}:
        raise SystemExit(f"unknown: {' '.join(sorted(unknown))}\n{__doc__}")
    small = "--small" in options
    times = budgets.times()
    tables = [times]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        budgets.commands(times, 5 if small else 21)
        tables.append(budgets.draws(times, 200_000 if small else 1_000_000, 3 if small else 9))
        if not small:
            tables.append(budgets.million(times, folder, 5))
        tables.append(budgets.peers(folder, 2 if small else 5))
        if "--growth" in options:
            tables += growth.tables(folder)
    if "--write" in options:
        write(Path(__file__).with_name("RESULTS.md"), options, bare(), tables)


if __name__ == "__main__":
    main(sys.argv[1:])
