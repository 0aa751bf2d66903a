"""Wall time and peak memory of commands, each in a process of its own, those compared in turn.

POSIX only (wait4 tells the memory). A child's peak is never told below that of the process that
starts it, so nothing large is imported here.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "zhejiang-synthetic.csv"
PYTHON = sys.executable
INNOINDEX = [PYTHON, "-m", "innoindex"]
CORES = os.cpu_count() or 1
MB = 1e6
# Compiled once, as an installed package is: otherwise every run compiles the sources again.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Run(NamedTuple):
    seconds: float
    peak: int  # bytes


class Spread(NamedTuple):
    """A median and its range."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f}"

    @property
    def range(self) -> str:
        return f"{self.low:.2f} to {self.high:.2f}"


def spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def measure(command: Sequence[str]) -> Run:
    """Run a command; its wall time and its own peak memory."""
    run, _ = _measured(command, subprocess.DEVNULL)
    return run


def work(name: str, *arguments: object) -> Run:
    """Do a piece of `work.py` in a process of its own; the seconds are those it tells."""
    script = str(Path(__file__).with_name("work.py"))
    run, text = _measured([PYTHON, script, name, *map(str, arguments)], subprocess.PIPE)
    return run._replace(seconds=float(text))


def _measured(command: Sequence[str], output: int) -> tuple[Run, str]:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=output, stderr=subprocess.DEVNULL, text=True
    )
    text = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * scale), text


def bare() -> int:
    """The peak memory of the interpreter alone."""
    return measure([PYTHON, "-c", "pass"]).peak
