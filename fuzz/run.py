"""Fuzz the readers, the parsers and `innoindex rank`, without a fuzzing engine or with atheris.

    python fuzz/run.py --cases 2000                      every target, then the monsters
    python fuzz/run.py --cases 5000 --target table --seed 7
    python fuzz/run.py --target monsters
    python fuzz/with_atheris.py table -runs=5000 -seed=7

The last lets atheris look for inputs that reach new code; it needs pip install "innoindex[fuzz]".
A case is a random change of a seed (seeds.py, mutate.py), given to a target (targets.py). It must
end in a result or in an error with help, in both languages, within SECONDS, without a warning of
Python. Each target runs in a process of its own, whose greatest memory is told. What fails is
saved in --failures, and `python fuzz/run.py --again FILE --target T` runs it once more.
The same seed gives the same cases. Exit code 1 if there was a failure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

SECONDS = 60
HERE = Path(__file__).parent
COLUMNS = ("target", "cases", "exit 0", "exit 1", "exit 2", "worst s", "MB", "failures")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=500, help="of each target")
    parser.add_argument("--target", help="table, scheme, expression, rank, monsters; default: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--again", type=Path, help="run this saved input")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.again:
        return again(asked.again, asked.target)
    if asked.inside:
        print(json.dumps(cases(asked.target, asked.cases, asked.seed, asked.failures)))
        return 0
    names = (
        [asked.target] if asked.target else ["expression", "scheme", "table", "rank", "monsters"]
    )
    print("".join(f"{name:>11}" for name in COLUMNS), flush=True)
    failed = 0
    for name in names:
        if name == "monsters":
            from monsters import run_all

            failed += run_all()
            continue
        row = started(name, asked)
        failed += int(row["failures"])
        print("".join(f"{row.get(column, 0)!s:>11}" for column in COLUMNS), flush=True)
    return 1 if failed else 0


def started(name: str, asked: argparse.Namespace) -> dict[str, object]:
    """The cases of a target in a process of its own."""
    command = [sys.executable, __file__, "--inside", "--target", name, "--cases", str(asked.cases)]
    command += ["--seed", str(asked.seed), "--failures", str(asked.failures)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{name}: the process ended with {done.returncode}, at {asked.failures}/running.*")
        return {"target": name, "cases": "?", "failures": 1}
    row: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return row


def cases(name: str, count: int, seed: int, failures: Path) -> dict[str, object]:
    from targets import TARGETS

    target, codes, failed, worst = TARGETS[name], Counter[int](), 0, 0.0
    failures.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(count):
        given = target.make(Random(f"{name} {seed} {number}"))
        running = failures / f"running{given[0]}"  # found there, should the process itself die
        running.write_bytes(given[1])
        with TemporaryDirectory(prefix="fuzz") as folder:
            signal.alarm(SECONDS)
            start = time.perf_counter()
            try:
                codes[target.run(given, Path(folder))] += 1
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                failed += 1
                saved = failures / f"{name}-{seed}-{number}{given[0]}"
                saved.write_bytes(given[1])
                print(f"{saved}: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
            signal.alarm(0)
            worst = max(worst, time.perf_counter() - start)
        running.unlink()
    used = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    memory = max(resource.getrusage(who).ru_maxrss for who in used) // 1024
    told = {f"exit {code}": n for code, n in codes.items()}
    row = {"target": name, "cases": count, **told, "worst s": round(worst, 2), "MB": memory}
    return {**row, "failures": failed}


def _too_long(*_: object) -> None:
    raise TimeoutError(f"longer than {SECONDS} s")


def again(path: Path, name: str) -> int:
    from targets import TARGETS

    with TemporaryDirectory(prefix="fuzz") as folder:
        try:
            print(TARGETS[name].run((path.suffix, path.read_bytes()), Path(folder)))
        except Exception:
            traceback.print_exc()
            return 1
    return 0


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    sys.path.insert(0, str(HERE))
    sys.exit(main())
