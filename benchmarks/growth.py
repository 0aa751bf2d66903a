"""How time and memory grow with the units, the indicators and the draws."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from budgets import drawing
from measure import CORES, EXAMPLE, INNOINDEX, MB, Run, bare, measure, spread, work
from page import Table

HOUR = 3600


def tables(folder: Path) -> Iterator[Table]:
    yield units(folder)
    yield indicators(folder)
    yield draws()
    yield from country(folder)


def units(folder: Path) -> Table:
    """Each with fewer draws the more units there are, so that it takes seconds."""
    table = Table(
        f"Growth with the units: 30 indicators, one period; `robust` with {CORES} cores",
        *("units", "`rank` to csv, s", "MB", "draws", "draws a second", "range"),
        *("MB of `robust`", "draws in an hour"),
    )
    rates: dict[int, float] = {}
    peaks: dict[int, float] = {}
    for count, number in (
        *((90, 500_000), (900, 50_000), (9_000, 5_000), (90_000, 500)),
        (1_000_000, 32 * CORES),
    ):
        data = folder / f"units{count}.csv"
        work("table", data, count, 30, 1)
        found = grown(data, number)
        table.add(f"{count:,}", *found.cells, f"{found.rate * HOUR:,.0f}")
        rates[count], peaks[count] = found.rate, found.peak
        data.unlink()
    table.note = _end(rates, peaks)
    return table


def indicators(folder: Path) -> Table:
    table = Table(
        f"Growth with the indicators: 90 units, one period; `robust` with {CORES} cores",
        *("indicators", "`rank` to csv, s", "MB", "draws", "draws a second", "range"),
        "MB of `robust`",
    )
    for count in (10, 30, 100, 300):
        data = folder / f"indicators{count}.csv"
        work("table", data, 90, count, 1)
        table.add(count, *grown(data, 200_000).cells)
    return table


class Grown(NamedTuple):
    """What `rank` and `robust` of a table take, the medians of three runs each."""

    rate: float  # draws a second
    peak: float  # MB of `robust`
    cells: tuple[object, ...]


def grown(data: Path, draws: int) -> Grown:
    scheme = str(data.with_suffix(".toml"))
    command = [*INNOINDEX, "rank", str(data), "-s", scheme, "-f", "csv"]
    ranked = [measure(command) for _ in range(3)]
    drawn = [drawing(data, draws, CORES)() for _ in range(3)]
    seconds = spread([run.seconds for run in ranked])
    rate, peak = spread([draws / run.seconds for run in drawn]), _above(drawn)
    rates = f"{rate.median:,.0f}", f"{rate.low:,.0f} to {rate.high:,.0f}"
    cells = seconds, f"{_above(ranked):,.0f}", f"{draws:,}", *rates, f"{peak:,.0f}"
    return Grown(rate.median, peak, cells)


def _above(runs: list[Run]) -> float:
    """MB above the interpreter's."""
    return spread([(run.peak - bare()) / MB for run in runs]).median


def draws() -> Table:
    table = Table(
        f"Growth with the draws: the example, 90 x 30, weights alone, {CORES} cores",
        *("draws", "seconds", "range", "draws a second", "MB above the interpreter"),
    )
    for power in range(3, 8):
        count = 10**power
        runs = [drawing(EXAMPLE, count, CORES)() for _ in range(3)]
        seconds = spread([run.seconds for run in runs])
        rate = f"{count / seconds.median:,.0f}"
        table.add(f"{count:,}", seconds, seconds.range, rate, f"{_above(runs):.0f}")
    return table


def country(folder: Path) -> Iterator[Table]:
    """Every county-level unit of a large country, over twenty years."""
    data = folder / "country.csv"
    work("table", data, 3_000, 50, 20)
    one, two = ("none", 1), ("before", 2)
    for count, rows in ((100_000, (one, two)), (1_000_000, (one,))):
        table = Table(
            f"A large country: 3,000 units x 50 indicators x 20 years, {count:,} draws",
            *("periods ranked", "cores", "seconds, one run", "draws a second"),
            "MB above the interpreter",
        )
        for against, periods in rows:
            run = drawing(data, count, CORES, against)()
            rate = f"{count / run.seconds:,.0f}"
            table.add(periods, CORES, f"{run.seconds:.1f}", rate, f"{_above([run]):,.0f}")
        yield table


def _end(rates: dict[int, float], peaks: dict[int, float]) -> str:
    """Where one machine ends, as these numbers have it."""
    hours = {units: 1e6 / rate / HOUR for units, rate in rates.items()}
    within = max(units for units, each in hours.items() if each <= 1)
    beyond = [f"of {units:,} {each:,.0f} h" for units, each in hours.items() if each > 1]
    fits = max(units for units, peak in peaks.items() if peak <= 1000)
    most = max(peaks)
    return (
        f"Where one machine ends: a million draws of {within:,} units take"
        f" {hours[within] * 60:.0f} min{''.join(f', {each}' for each in beyond)};"
        f" 10,000 draws of {most:,} units {hours[most] / 100:.1f} h. Memory is under 1 GB up to"
        f" {fits:,} units and {peaks[most] / 1000:.1f} GB for {most:,}, whatever the draws."
    )
