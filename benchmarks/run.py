"""Measure the program side by side with a yardstick, in one run: only ratios are of interest.

    .venv/bin/python benchmarks/run.py            # every budget, ten minutes
    .venv/bin/python benchmarks/run.py --small    # fewer runs and draws, no table of a million
    .venv/bin/python benchmarks/run.py --growth   # instead: how time and memory grow
    ... --write                                   # and write it to benchmarks/RESULTS.md

`pip install scikit-criteria pymcdm` has these two measured as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import budgets
import growth
from page import Table, write


def main(options: list[str]) -> None:
    if unknown := set(options) - {"--small", "--growth", "--write"}:
        raise SystemExit(f"unknown: {' '.join(sorted(unknown))}\n{__doc__}")
    small = "--small" in options
    growing = "--growth" in options
    part = "Growth" if growing else "Budgets"
    measured: list[Table] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table in growth.tables(folder) if growing else budgets.tables(folder, small):
            measured.append(table)
            if "--write" in options:  # each time: what is measured stays, should it be stopped
                write(Path(__file__).with_name("RESULTS.md"), part, options, measured)


if __name__ == "__main__":
    main(sys.argv[1:])
