"""Stops the program at random moments while it works and writes, and looks at what is left.

    python fuzz/faults.py --signal KILL --trials 500
    python fuzz/faults.py --signal INT --trials 300
    python fuzz/faults.py --signal TERM --trials 100

Every command that writes is started as a process of its own, with old output files in place. It is
stopped after a random time, or as soon as its temporary file is seen. Then each output must be the
whole old or the whole new file (of `robust`, which ends with the draws done so far: a whole table);
no process may be left, and after a signal that can be caught no temporary file and no traceback,
but for a Ctrl-C while Python itself starts, before any line of the program (counted as early).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "zhejiang-synthetic.csv"
OLD = b"the old file\n"
UNITS = 6
COMMANDS: dict[str, tuple[str, ...]] = {
    "rank csv": ("rank", "t.csv", "-o", "x.csv"),
    "rank json": ("rank", "t.csv", "-o", "x.json"),
    "rank xlsx": ("rank", "t.csv", "-o", "x.xlsx"),
    "check xlsx": ("check", "t.csv", "-o", "x.xlsx"),
    "workbook": ("workbook", "t.csv", "--unit", "330109", "-o", "x.xlsx"),
    "brief": ("brief", "t.csv", "--unit", "330109", "-o", "x.md"),
    "weights toml": ("weights", "t.csv", "--method", "entropy", "-o", "x.toml"),
    "scheme schema": ("scheme", "schema", "-o", "new.json"),
    "robust csv": ("robust", "t.csv", "--draws", "20000", "--sobol", "0", "-o", "x.csv"),
    "chart svg": ("chart", "strip", "t.csv", "--unit", "330109", "-o", "x.svg"),
    "chart png": ("chart", "trend", "t.csv", "--unit", "330109", "-o", "x.png"),
    "report": ("report", "t.csv", "--unit", "330109", "--draws", "1000", "-o", "x.html"),
    "report pages": ("report", "t.csv", "--all-units", "pages", "--draws", "0"),
}
FEW = ("report pages",)  # on a table of a few units


@dataclass(frozen=True)
class Known:
    """A command that ran to its end: its outputs, and how long it took."""

    outputs: dict[str, bytes]
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--signal", choices=("KILL", "INT", "TERM"), default="KILL")
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sent = signal.Signals[f"SIG{asked.signal}"]
    draw = random.Random(asked.seed)
    lines = EXAMPLE.read_text("utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(("year", "2015", "2021", "2022"))]
    codes = sorted({line.split(",")[1] for line in kept if line.startswith("2015")})[:UNITS]
    few = [line for line in kept if line.startswith("year") or line.split(",")[1] in codes]
    bad = 0
    print(f"SIG{asked.signal}, {asked.trials} times, seed {asked.seed}")
    print(
        f"{'command':15}{'s':>6}{'times':>7}{'old':>6}{'new':>6}{'part':>6}{'left':>6}{'early':>7}{'bad':>5}"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for number, (name, words) in enumerate(COMMANDS.items()):
            folder = Path(scratch, str(number))
            folder.mkdir()
            (folder / "t.csv").write_text("".join(few if name in FEW else kept), "utf-8")
            known = run_to_the_end(folder, words)
            trials = asked.trials // len(COMMANDS) + (number < asked.trials % len(COMMANDS))
            count: Counter[str] = Counter()
            for _ in range(trials):
                count.update(trial(folder, name, words, known, sent, draw))
            again = run_to_the_end(folder, words, clean=False)  # beside what the killed ones left
            count["bad"] += again.outputs != known.outputs
            bad += count["bad"]
            print(
                f"{name:15}{known.seconds:6.2f}{trials:7}{count['old']:6}{count['new']:6}"
                f"{count['some']:6}{count['left']:6}{count['early']:7}{count['bad']:5}",
                flush=True,
            )
    return bad > 0


def start(folder: Path, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "innoindex", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"}
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=none, stderr=pipe, start_new_session=True
    )


def run_to_the_end(folder: Path, words: tuple[str, ...], clean: bool = True) -> Known:
    """Run a command undisturbed."""
    if clean:
        clear(folder, ())
    else:
        (folder / "new.json").unlink(missing_ok=True)
    begun = time.monotonic()
    process = start(folder, words)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return Known(outputs(folder), time.monotonic() - begun)


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file that was written, and is no temporary one."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "t.csv" and not path.name.startswith(".")
    }


def clear(folder: Path, old: tuple[str, ...]) -> None:
    """Only the table, and old files under these names."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "t.csv":
            path.unlink()
    for name in old:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(OLD)


def trial(
    folder: Path,
    name: str,
    words: tuple[str, ...],
    known: Known,
    sent: signal.Signals,
    draw: random.Random,
) -> Counter[str]:
    """Stop the command once, and judge what it left."""
    clear(folder, () if name == "scheme schema" else tuple(known.outputs))
    process = start(folder, words)
    group = process.pid
    if draw.random() < 0.5:
        wait_for_temporary(folder, process, draw)
    else:
        time.sleep(draw.uniform(0, known.seconds * 1.1))
    if process.poll() is None:
        # A key of the keyboard reaches all processes of the terminal.
        whole = sent == signal.SIGINT and draw.random() < 0.5
        os.killpg(group, sent) if whole else process.send_signal(sent)
    _, told = process.communicate(timeout=60)
    faults = []
    late = time.monotonic() + 5
    while living(group):
        if time.monotonic() > late:
            faults.append("a process is left")
            os.killpg(group, signal.SIGKILL)
            break
        time.sleep(0.01)
    states = Counter[str]()
    for path, new in known.outputs.items():
        file = folder / path
        data = file.read_bytes() if file.is_file() else OLD
        if data == OLD:
            states["old"] += 1
        elif data == new or (name == "robust csv" and whole_table(data, new)):
            states["new"] += 1
        else:
            faults.append(f"{path} is neither old nor new: {len(data)} of {len(new)} bytes")
    temporary = [path for path in folder.rglob(".*") if path.is_file()]
    if temporary and sent != signal.SIGKILL:
        faults.append(f"left: {[path.name for path in temporary]}")
    starting = sent == signal.SIGINT and b"Traceback" in told and b"in main\n" not in told
    if not starting and (b"Traceback" in told or b"fault of the program" in told):
        faults.append(told.decode(errors="replace"))
    fine = {signal.SIGKILL: (0, -9), signal.SIGINT: (0, 130, -2), signal.SIGTERM: (0, 143, -15)}
    if process.returncode not in fine[sent] and not starting:
        faults.append(f"exit code {process.returncode}: {told.decode(errors='replace')}")
    for fault in faults:
        print(f"  {name}: {fault}", flush=True)
    state = "some" if len(states) > 1 else next(iter(states), "bad")
    counted = {"left": bool(temporary), "early": starting, "bad": bool(faults)}
    return Counter({state: 1, **counted})


def whole_table(data: bytes, like: bytes) -> bool:
    """Whether a table has all lines of another."""
    return data.count(b"\n") == like.count(b"\n") and data.endswith(b"\n")


def wait_for_temporary(folder: Path, process: subprocess.Popen[bytes], draw: random.Random) -> None:
    """Until the program begins to write, or is done; of several files, any of them."""
    skipped, seen = draw.randrange(4) if (folder / "pages").is_dir() else 0, set[str]()
    while process.poll() is None:
        for place in (folder, folder / "pages"):
            if place.is_dir():
                seen |= {each for each in os.listdir(place) if each.startswith(".")}
        if len(seen) > skipped:
            return


def living(group: int) -> bool:
    """Whether a process of the group is there that is not a zombie."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state not in "ZX":
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
