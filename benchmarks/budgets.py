"""What the program may take, each beside a yardstick in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from measure import CORES, EXAMPLE, INNOINDEX, MB, PYTHON, ROOT, Run, bare, measure, spread, work
from page import Table

Work = Callable[[], Run]
UNITS, INDICATORS = 1_000_000, 30
SCHEME = ROOT / "config" / "weights.toml"


def tables(folder: Path, small: bool) -> Iterator[Table]:
    headings = "work", "yardstick", "ratio", "range", "bound", "seconds", "of the yardstick"
    times = Table("Time against a yardstick", *headings)
    commands(times, folder, 3 if small else 11)
    yield times
    yield report(folder, 3 if small else 11)
    yield draws(times, 200_000 if small else 1_000_000, 3 if small else 7)
    if not small:
        yield million(times, folder, 5)
    yield peers(folder, 2 if small else 5)


def in_turn(runs: int, *works: Work) -> list[tuple[Run, ...]]:
    """Runs of the works, A B C A B C ..., after one of each that is not counted."""
    return [tuple(each() for each in works) for _ in range(runs + 1)][1:]


def compared(
    table: Table, name: str, yardstick: str, bound: float | None, pairs: Sequence[Sequence[Run]]
) -> None:
    """Add the ratio of the first of each pair of runs to the second."""
    ratio = spread([a.seconds / b.seconds for a, b in pairs])
    own, other = (spread([run.seconds for run in runs]) for runs in zip(*pairs, strict=True))
    limit = "none" if bound is None else f"{bound:g}"
    table.add(name, yardstick, ratio, ratio.range, limit, own, other)


def compare(
    table: Table,
    name: str,
    command: Sequence[str],
    yardstick: tuple[str, Sequence[str]],
    bound: float | None,
    runs: int,
) -> None:
    called, other = yardstick
    pairs = in_turn(runs, partial(measure, command), partial(measure, other))
    compared(table, name, called, bound, pairs)


def report(folder: Path, runs: int) -> Table:
    """The report of the example: the time to make it, and its size."""
    table = Table("The report of the example", "what", "measured", "range", "bound")
    page = folder / "report.html"
    command = [*INNOINDEX, "report", str(EXAMPLE), "-o", str(page)]
    seconds = spread([run.seconds for (run,) in in_turn(runs, partial(measure, command))])
    table.add("seconds", seconds, seconds.range, "2")
    table.add("MB", f"{page.stat().st_size / MB:.2f}", "", "1.5")
    return table


def reading(path: Path, setting: str = "") -> list[str]:
    return [PYTHON, "-c", f"import pandas; {setting}pandas.read_csv({str(path)!r})"]


def commands(table: Table, folder: Path, runs: int) -> None:
    """Start-up and the example; then what follows a ranking, against the ranking itself."""
    start = "`import typer`", [PYTHON, "-c", "import typer"]
    rank = [*INNOINDEX, "rank", str(EXAMPLE)]
    compare(table, "`--version`", [*INNOINDEX, "--version"], start, 2, runs)
    compare(table, "`--help`", [*INNOINDEX, "--help"], start, 2, runs)
    read = "pandas' `read_csv` of the file", reading(EXAMPLE)
    compare(table, "`rank`, 90 x 30, 6 periods", rank, read, 1.5, runs)
    for name, bound, *words in (
        ("`whatif`, one weight", 2, "whatif", "--weight", "output=40%"),
        ("`whatif`, a sweep of 13 shares", 2, "whatif", "--sweep", "output=0%:60%:5%"),
        ("`explain`", 2, "explain"),
        ("`goal`, which imports scipy", None, "goal", "--rank", "20"),
        ("`brief`, which asks `goal`", None, "brief"),
        ("`workbook`", None, "workbook", "-o", str(folder / "a.xlsx")),
        ("`chart trend`", None, "chart-trend", "-o", str(folder / "a.svg")),
    ):
        command = [*INNOINDEX, *words[0].split("-"), str(EXAMPLE), *words[1:]]
        compare(table, name, command, ("`rank`", rank), bound, runs)


def million(table: Table, folder: Path, runs: int) -> Table:
    """A table of a million units: time against reading it, memory against its numbers."""
    data = folder / "million.csv"
    work("table", data, UNITS, INDICATORS, 1)
    rank = [*INNOINDEX, "rank", str(data), "-s", str(data.with_suffix(".toml"))]
    # From 3.1 on pandas reads a large file in several threads, if it is read whole.
    alone = "pandas.set_option('mode.max_threads', 1); "
    for shown, rest in {"first 20": ["--top", "20"], "all as csv": ["-f", "csv"]}.items():
        for threads, setting in {"`read_csv`": "", "`read_csv` in one thread": alone}.items():
            name = f"`rank`, 1,000,000 x 30, {shown}"
            compare(table, name, [*rank, *rest], (threads, reading(data, setting)), 2, runs)
    memory = Table(
        "Peak memory, 1,000,000 x 30", "work", "x the numbers as an array", "bound", "MB"
    )
    array = UNITS * INDICATORS * 8
    for name, command, bound in (
        ("`rank`, all as csv", [*rank, "-f", "csv"], "3"),
        ("`read_csv`, for comparison", reading(data), "none"),
    ):
        peak = spread([measure(command).peak - bare() for _ in range(3)])
        memory.add(name, f"{peak.median / array:.2f}", bound, f"{peak.median / MB:.0f}")
    return memory


def drawing(data: object, draws: int, cores: int, against: str = "none") -> Work:
    """The function `robust` with drawn weights alone."""
    scheme = SCHEME if data == EXAMPLE else Path(str(data)).with_suffix(".toml")
    return partial(work, "robust", data, scheme, draws, cores, against)


def draws(table: Table, count: int, runs: int) -> Table:
    """`robust` of the example against the bare work in NumPy; its speed and memory."""
    speed = Table(
        f"`robust`, 90 x 30, weights alone, one period, {count:,} draws",
        *("what", "measured", "range", "bound"),
        note="The bare work is `numpy.argsort(-(W @ X), axis=1)` of weights that are there already,"
        " in blocks of the size that is fastest for it, in as many threads. `numpy.sort` alone"
        " does not tell which unit has which rank.",
    )
    for cores in sorted({1, CORES}):
        bare_work = [partial(work, name, 90, 30, count, cores) for name in ("argsort", "sort")]
        alone = partial(work, "argsort", 90, 30, count, 1)
        found = in_turn(runs, drawing(EXAMPLE, count, cores), *bare_work, alone)
        name = f"`robust`, {count:,} draws, {_cores(cores)}"
        if cores > 1:
            against = "product and `argsort` on 1 core"
            compared(table, name, against, 3, [(a, d) for a, _, _, d in found])
        against = f"product and `argsort` on {_cores(cores)}"
        compared(table, name, against, 3, [(a, b) for a, b, *_ in found])
        against = f"product and `sort` on {_cores(cores)}"
        compared(table, name, against, None, [(a, c) for a, _, c, _ in found])
        rate = spread([count / a.seconds / cores for a, *_ in found])
        per = f"{rate.low:,.0f} to {rate.high:,.0f}"
        speed.add(
            f"draws a second and core, {_cores(cores)}", f"{rate.median:,.0f}", per, "100,000"
        )
        few = [drawing(EXAMPLE, count // 10, cores)() for _ in range(runs)]
        for some, number in ((few, count // 10), ([a for a, *_ in found], count)):
            peak = spread([(run.peak - bare()) / MB for run in some])
            what = f"MB above the interpreter, {_cores(cores)}, {number:,} draws"
            speed.add(what, f"{peak.median:.0f}", f"{peak.low:.0f} to {peak.high:.0f}", "256")
    return speed


def _cores(number: int) -> str:
    return "1 core" if number == 1 else f"{number} cores"


def peers(folder: Path, runs: int) -> Table:
    """The same ranking under drawn weights with other packages, where they are installed."""
    table = Table(
        "Weighted sum, min-max, 90 x 30: ranks under drawn weights, 1 core",
        *("package", "draws a second", "range", "x the time of a draw in innoindex", "range"),
        note="Each in its own documented interface, normalised once, then a call a weight vector;"
        " its ranks under equal weights are seen to be those of innoindex. They are made for one"
        " decision at a time, not for this.",
    )
    data, count = folder / "peers.csv", 100_000
    work("table", data, 90, 30, 1)
    rate = spread([count / drawing(data, count, 1)().seconds for _ in range(runs)])
    named = f"innoindex {version('innoindex')}"
    table.add(named, f"{rate.median:,.0f}", f"{rate.low:,.0f} to {rate.high:,.0f}", "1", "")
    for name, module, few in (
        ("scikit-criteria", "skcriteria", 400),
        ("pymcdm", "pymcdm", 1000),
    ):
        if find_spec(module) is None:
            table.add(name, "not installed", "", "", "")
            continue
        task = name.replace("-", "_")
        found = in_turn(runs, partial(work, task, data, few), drawing(data, count, 1))
        rate = spread([few / a.seconds for a, _ in found])
        slower = spread([(a.seconds / few) / (b.seconds / count) for a, b in found])
        ranges = (f"{x.low:,.0f} to {x.high:,.0f}" for x in (rate, slower))
        first, second = ranges
        named = f"{name} {version(name)}"
        table.add(named, f"{rate.median:,.0f}", first, f"{slower.median:,.0f}", second)
    return table
