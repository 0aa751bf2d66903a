"""Measure the program side by side with a yardstick, in one run: only ratios are of interest.

    .venv/bin/python benchmarks/run.py            # everything, some minutes
    .venv/bin/python benchmarks/run.py --small    # without the table of a million units

Each pair of commands runs in turn (A B A B ...); what is printed is the median ratio of the wall
times A / B, its range, and the bound it should stay under. POSIX only (wait4 tells the memory).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "zhejiang-synthetic.csv"
PYTHON = sys.executable
INNOINDEX = [PYTHON, "-m", "innoindex"]
UNITS, INDICATORS = 1_000_000, 30
# Compiled once, as an installed package is: otherwise every run compiles the sources again.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Run(NamedTuple):
    seconds: float
    peak: int  # bytes


def measure(command: Sequence[str]) -> Run:
    """Run a command with its output thrown away; its wall time and its own peak memory."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * scale)


def compare(
    label: str, command: Sequence[str], yardstick: Sequence[str], bound: float | None, runs: int
) -> None:
    """Print the ratio of two commands, run in turn after one warm-up each."""
    measure(command), measure(yardstick)
    pairs = [(measure(command).seconds, measure(yardstick).seconds) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    middle = statistics.median(ratios)
    times = [statistics.median(column) for column in zip(*pairs, strict=True)]
    limit = "no bound" if bound is None else f"bound {bound:g} x"
    print(
        f"{label:<55} {middle:5.2f} x  ({limit}; {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"{times[0]:.2f} s against {times[1]:.2f} s)",
        flush=True,
    )


def reading(path: Path, setting: str = "") -> list[str]:
    return [PYTHON, "-c", f"import pandas; {setting}pandas.read_csv({str(path)!r})"]


# Run on its own: the memory of a child is counted from its parent's, so the parent stays small.
MILLION = f"""
import numpy as np, pandas as pd, sys
rng = np.random.default_rng(0)
table = {{"code": [f"{{number:07d}}" for number in range({UNITS})]}}
for k in range({INDICATORS}):
    table[f"x{{k}}"] = rng.random({UNITS}).round(6)
pd.DataFrame(table).to_csv(sys.argv[1], index=False)
"""


def million(folder: Path) -> tuple[Path, Path]:
    """A table of a million units and thirty indicators, and a scheme for it: min-max."""
    data, scheme = folder / "million.csv", folder / "million.toml"
    subprocess.run([PYTHON, "-c", MILLION, str(data)], check=True)
    indicators = "".join(f"[indicator.x{k}]\n" for k in range(INDICATORS))
    scheme.write_text(f'schema = 1\n[index]\nnormalise = "min-max"\n{indicators}', "utf-8")
    return data, scheme


def large(folder: Path) -> None:
    """The million: time against reading it, memory against its numbers as an array."""
    data, scheme = million(folder)
    rank = [*INNOINDEX, "rank", str(data), "-s", str(scheme)]
    # From 3.1 on pandas reads a large file in several threads, if it is read whole.
    alone = "pandas.set_option('mode.max_threads', 1); "
    for label, rest in {"first 20": ["--top", "20"], "all as csv": ["-f", "csv"]}.items():
        for threads, setting in {"": "", ", read_csv in one thread": alone}.items():
            name = f"rank 1,000,000 x 30, {label}{threads}"
            compare(name, [*rank, *rest], reading(data, setting), 2, 5)
    bare = measure([PYTHON, "-c", "pass"]).peak
    array = UNITS * INDICATORS * 8
    for label, command in {
        "rank": [*rank, "-f", "csv"],
        "read_csv, for comparison": reading(data),
    }.items():
        peak = (measure(command).peak - bare) / array
        print(f"{f'memory 1,000,000 x 30, {label}':<55} {peak:5.2f} x  (bound 3 x the array)")


def questions() -> None:
    """The commands that follow a ranking, against the ranking itself."""
    ranking = [*INNOINDEX, "rank", str(EXAMPLE)]
    for label, (bound, *words) in {
        "whatif, one weight": (2, "whatif", "--weight", "output=40%"),
        "whatif, a sweep of 13 shares": (2, "whatif", "--sweep", "output=0%:60%:5%"),
        "explain": (2, "explain"),
        "goal, which imports scipy": (None, "goal", "--rank", "20"),
    }.items():
        command = [*INNOINDEX, words[0], str(EXAMPLE), *words[1:]]
        compare(f"{label}, against rank", command, ranking, bound, 11)


def main() -> None:
    start = [PYTHON, "-c", "import typer"]
    compare("--version", [*INNOINDEX, "--version"], start, 2, 21)
    compare("--help", [*INNOINDEX, "--help"], start, 2, 21)
    compare(
        "rank, 90 x 30, 6 periods", [*INNOINDEX, "rank", str(EXAMPLE)], reading(EXAMPLE), 1.5, 21
    )
    questions()
    if "--small" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            large(Path(folder))


if __name__ == "__main__":
    main()
