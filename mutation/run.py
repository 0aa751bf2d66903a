"""Do the tests notice when the code is wrong? Change the core, one place at a time, and see.

    pip install -e .[mutation]
    python mutation/run.py                    # all rooms: some hours
    python mutation/run.py transform ranking  # these

mutmut makes the changes; its own runner starts pytest anew for each of them and knows only which
test calls which function. Here the tests are collected once, each mutant is tried in a fork of that
process, and only by the tests that come to its line, the room's own and the quick ones first.
Results are kept in .mutation/ and taken up again as long as a room's file is the same. The mutants
that live for a good reason stand in survivors.toml; any other is named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib
import json
import os
import random
import resource
import signal
import sys
import time
import tomllib
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import FunctionType
from typing import Any

import coverage
import pytest
from mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "innoindex"
KEPT = ROOT / ".mutation"
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["innoindex-mutation"]
SURVIVORS = tomllib.loads((ROOT / "mutation" / "survivors.toml").read_text("utf-8"))


def in_fork(work: Callable[[], Any]) -> Any:
    """What `work` answers in a process of its own, or {"signal": what ended it}."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.close(read)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the dots of pytest
        try:
            answer = work()
        except BaseException:
            answer = {"error": traceback.format_exc()}
        with os.fdopen(write, "w") as pipe:
            json.dump(answer, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    _, status = os.waitpid(process, 0)
    return json.loads(text) if text else {"signal": os.WTERMSIG(status)}


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def kept(name: str) -> dict[str, Any]:
    path = KEPT / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def keep(name: str, data: dict[str, Any]) -> None:
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps(data, indent=0, ensure_ascii=False), "utf-8")


def living(module: str) -> dict[str, list[FunctionType]]:
    """The functions there are of a module by their names, those in functions and classes too."""
    found: dict[str, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ == module:
            found.setdefault(one.__qualname__, []).append(one)
    return found


def apply(mutant: Mutant, old: dict[str, list[FunctionType]]) -> None:
    """Put the mutated code into the function, wherever it is known already."""
    module = importlib.import_module(f"innoindex.{mutant.room}")
    gc.freeze()  # what is made from here on are the functions of the mutated file
    others = {"__name__": module.__name__, "__package__": module.__package__}
    exec(compile(mutant.source, str(module.__file__), "exec"), others)
    made = living(module.__name__)
    for name, functions in old.items():
        if f"{name}.".startswith(f"{mutant.function}."):
            for one, new in zip(functions, made[name], strict=True):
                one.__code__, one.__defaults__ = new.__code__, new.__defaults__
                one.__kwdefaults__ = new.__kwdefaults__


def one_line(id: str) -> str:
    """A mutant as survivors.toml has it."""
    at, *change = id.split("\n")
    return f"{at.partition('#')[0]} {' '.join(change)}"


class Trial:
    """What pytest does with the tests it has collected, instead of running them."""

    def __init__(self, rooms: Sequence[str], sample: int, seed: int, budget: float) -> None:
        self.rooms, self.sample, self.seed, self.budget = rooms, sample, seed, budget
        self.failed: str | None = None
        self.unexplained = 0

    def pytest_collection(self) -> None:
        """A law that fails need not look for the smallest example."""
        sys.path.insert(0, str(ROOT / "tests"))
        import strategies  # noqa: F401 - loads the profile that this one is made of
        from hypothesis import Phase, settings

        few = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants",
            settings.get_profile("laws"),
            max_examples=20,
            phases=few,
            report_multiple_bugs=False,
        )
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.reached = self.lines_by_test()
        for room in self.rooms:
            self.try_room(room)
        return True

    def run(self, item: pytest.Item, then: pytest.Item | None, limit: float) -> bool:
        """Run a test; whether it passes. The process ends if it takes longer than it may."""
        signal.setitimer(signal.ITIMER_REAL, limit)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=then)
        signal.setitimer(signal.ITIMER_REAL, 0)
        return self.failed is None

    def traced(self, item: pytest.Item) -> dict[str, Any]:
        """Which lines of the core a test comes to, and how long it takes."""
        cover = coverage.Coverage(data_file=None, include=[f"{SOURCE}/*"], config_file=False)
        cover.start()
        begin = time.perf_counter()
        passed = self.run(item, None, 600)
        seconds = time.perf_counter() - begin
        cover.stop()
        with warnings.catch_warnings(action="ignore"):  # a test may come to no line at all
            data = cover.get_data()
        lines = {
            str(Path(file).relative_to(SOURCE)): sorted(data.lines(file) or [])
            for file in data.measured_files()
        }
        return {"passed": passed, "seconds": seconds, "lines": lines}

    def lines_by_test(self) -> dict[str, Any]:
        """Each test by itself, so that no cache and no fixture hides what it comes to."""
        helpers = [path for path in (ROOT / "tests").glob("*.py") if "test_" not in path.name]
        code = digest(*sorted(SOURCE.rglob("*.py")), *sorted(helpers))
        before, now = kept("lines"), {}
        for name, item in self.items.items():
            key = f"{code} {digest(Path(item.path))}"
            found = before.get(name)
            if not found or found["key"] != key:
                found = in_fork(partial(self.traced, item)) | {"key": key}
            if not found.get("passed"):
                sys.exit(f"{name} does not pass as it is: {found.get('error', found)}")
            now[name] = found
            keep("lines", before | now) if len(now) % 100 == 0 else None
        keep("lines", now)
        return now

    def tests_of(self, mutant: Mutant, file: str) -> list[str]:
        """The tests that come to the mutated statement, those first that may know at once."""
        first, last = mutant.lines
        wanted = set(range(first, last + 1))
        room = mutant.room.split(".")[-1]
        order = []
        for name, at in self.reached.items():
            if wanted & set(at["lines"].get(file, ())):
                stem = Path(name.partition("::")[0]).stem.removeprefix("test_")
                own = stem.startswith(room) or room.startswith(stem)
                # Who comes to few lines has most to say about each.
                few = sum(map(len, at["lines"].values()))
                order.append((at["seconds"] > 1, not own, few, name))
        names = [name for *_, name in sorted(order)]
        spent = accumulate(self.reached[name]["seconds"] for name in names)
        return [name for name, so_far in zip(names, spent, strict=True) if so_far <= self.budget]

    def killed(self, mutant: Mutant, names: Sequence[str]) -> dict[str, Any]:
        """The test that fails with the mutant, if any does."""
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        try:
            apply(mutant, self.living)
        except Exception as error:
            return {"by": f"the file itself: {error!r}"}
        items = [self.items[name] for name in names]
        for item, then in zip(items, [*items[1:], None], strict=False):
            limit = 10 + 20 * self.reached[item.nodeid]["seconds"]
            if not self.run(item, then, limit):
                return {"by": self.failed}
        return {"by": None}

    def try_room(self, room: str) -> None:
        path = SOURCE / f"{room.replace('.', '/')}.py"
        file, key = str(path.relative_to(SOURCE)), digest(path)
        before, now, begin = kept(room), {}, time.perf_counter()
        known = {
            id: result
            for id, result in before.get("mutants", {}).items()
            if before["key"] == key and result.get("by")
        }
        found = list(mutants(path, room))
        gc.unfreeze()
        gc.collect()
        self.living = living(f"innoindex.{room}")
        gc.freeze()  # a fork shares what nobody touches
        random.Random(f"{self.seed} {room}").shuffle(found)
        for mutant in found[: self.sample]:
            if mutant.id not in known:
                names = self.tests_of(mutant, file)
                known[mutant.id] = in_fork(partial(self.killed, mutant, names)) | {
                    "tests": len(names)
                }
            now[mutant.id] = known[mutant.id]
        keep(room, {"key": key, "mutants": now})
        self.report(room, now, time.perf_counter() - begin)

    def report(self, room: str, results: dict[str, Any], seconds: float) -> None:
        reasons = {one for group in SURVIVORS.get("group", []) for one in group["mutants"]}
        how = Counter(
            "killed" if r.get("by") else "timeout" if "signal" in r else "survived"
            for r in results.values()
        )
        out = sys.__stderr__
        for id, result in results.items():
            if result.get("by") is None and one_line(id) not in reasons:
                self.unexplained += 1
                print(f"\n{one_line(id)}\n  {result}", file=out)
        rate = (len(results) - how["survived"]) / max(len(results), 1)
        print(
            f"\n{room}: {len(results)} mutants, {how['killed']} killed, {how['timeout']} by time, "
            f"{how['survived']} survived: {rate:.1%}; {seconds:.0f} s",
            file=out,
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "rooms", nargs="*", help="such as transform or uncertainty.tally; default: all"
    )
    parser.add_argument("--sample", type=int, default=10**6, help="mutants of a room; default: all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample; default: 1")
    parser.add_argument("--budget", type=float, default=10, help="seconds of tests a mutant; 10")
    given = parser.parse_args()
    os.chdir(ROOT)
    trial = Trial(given.rooms or CONFIG["rooms"], given.sample, given.seed, given.budget)
    arguments = ["-n0", "-q", "-s", "--assert=plain", "--tb=native", "-p", "no:cacheprovider"]
    code = pytest.main([*arguments, *CONFIG["tests"]], plugins=[trial])
    return int(code) or int(trial.unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
