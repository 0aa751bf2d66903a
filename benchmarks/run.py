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
from page import write


def main(options: list[str]) -> None:
    if unknown := set(options) - {"--small", "--growth", "--write"}:
        raise SystemExit(f"unknown: {' '.join(sorted(unknown))}\n{__doc__}")
    with tempfile.TemporaryDirectory() as name:
        if "--growth" in options:
            part, tables = "Growth", growth.tables(Path(name))
        else:
            part, tables = "Budgets", budgets.tables(Path(name), "--small" in options)
    if "--write" in options:
        write(Path(__file__).with_name("RESULTS.md"), part, options, tables)


if __name__ == "__main__":
    main(sys.argv[1:])
