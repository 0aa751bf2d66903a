"""What `robust` shows in a terminal and in every other format, and what it notes."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run, rows
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import NAN, computed, same

from innoindex import (
    Robust,
    compute,
    make_choices,
    read_panel,
    read_shipped_scheme,
    robust,
    robust_frames,
)
from innoindex.uncertainty import robustness
from innoindex.uncertainty.sensitivity import Sobol
from innoindex.uncertainty.tally import Tally
from innoindex.view import share_text
from innoindex.views.robust import pictured, robust_view
from innoindex.views.robust_tables import choices_view
from innoindex.views.robust_words import run_notes

FEW = ("--draws", "200", "--sobol", "64")
COLUMNS = (
    "period,rank,unit,name,group,median_rank,rank_low,rank_high,best_rank,worst_rank,tier,"
    "tier_share_1,tier_share_2,tier_share_3,tier_share_4,beats_above,beats_below,previous_period,"
    "previous_rank,rank_change,share_up,share_same,share_down,draws,seed,interval"
)


def table(outcome) -> dict[str, dict[str, str]]:
    """The rows of a csv by unit."""
    assert outcome.code == 0, outcome.err
    return {row["unit"]: row for row in rows(outcome.out)}


# --- in a terminal -------------------------------------------------------------------------------


@pytest.fixture
def few_once(once: Callable[..., None]) -> None:
    """The ranks of the example are drawn once: what is looked at is how they are shown."""
    once(robustness, "robust")


@pytest.mark.usefixtures("few_once")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("show", [None, "units", "choices", "index", "ranks"])
def test_nothing_is_cut(innoindex: Run, show: str | None, width: int | None, lang: str) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    args = (*FEW, "--around", "3", "--lang", lang, *(["--show", show] if show else []))
    outcome = innoindex("robust", EXAMPLE, *args, width=width)
    assert outcome.code == 0
    assert "…" not in outcome.out
    (outcome.out + outcome.err).encode("gbk")
    assert width is None or max(map(cell_len, outcome.lines)) <= width


def test_eighty_columns(innoindex: Run) -> None:
    """They hold rank, name, interval, picture, the share in its tier and of a climb."""
    lines = innoindex("robust", EXAMPLE, *FEW, width=80).lines
    rule = next(n for n, line in enumerate(lines) if line.startswith("-----"))
    heading = " ".join(" ".join(lines[rule - 2 : rule]).split())
    assert heading == "90% of In its Rank Name draws Picture tier Climbed"


def test_the_picture_is_the_interval(innoindex: Run) -> None:
    """The best rank shown is at the left, the worst at the right, all others between in scale."""
    lines = innoindex("robust", EXAMPLE, *FEW, "--around", "5", width=80).lines
    units = table(innoindex("robust", EXAMPLE, *FEW, "--around", "5", "-f", "csv", "--lang", "en"))
    heading = next(line for line in lines if "Picture" in line)
    start = heading.index("Picture")
    ends = [float(row[id]) for row in units.values() for id in ("rank", "rank_low", "rank_high")]
    low, high = min(ends), max(ends)
    assert any(f"rank {low:g} left to rank {high:g} right" in line for line in lines)

    def cell(rank: str) -> int:
        return round((float(rank) - low) / (high - low) * 29)

    for row in units.values():
        line = next(line for line in lines if f" {row['name']} " in line and "●" in line)
        picture = line[start : start + 30]
        interval = range(cell(row["rank_low"]), cell(row["rank_high"]) + 1)
        expected = dict.fromkeys(interval, "-")
        expected |= {cell(row["median_rank"]): "|"} | {cell(row["rank"]): "●"}
        assert {n: mark for n, mark in enumerate(picture) if mark != " "} == expected


def picture(done: Robust, rows: list[int]) -> list[str]:
    columns = pictured(robust_view(done, rows, []), done, rows).columns
    return [text for column in columns if column.id == "picture" for text in column.values]


def test_picture_of_little(done: Robust) -> None:
    """A unit that is always where it is is a dot; one that never is has all the width; none none.

    In the draws x is third, though it stands first.
    """
    x = int(np.flatnonzero(done.units == 0)[0])
    certain, other = (replace(done, tally=Tally(done.tally.base, 2, "min")) for _ in "12")
    certain.tally.ranks[x, 0] = other.tally.ranks[x, 2] = 9
    assert picture(certain, [0]) == ["●" + 29 * " "]
    assert picture(other, [0]) == ["●" + 28 * " " + "|"]
    assert picture(certain, []) == []


@pytest.mark.parametrize("tiers", [True, False])
def test_cells(tiers: bool) -> None:
    """In the tier, in none, without a rank; a scheme without tiers shows no column of them."""
    said = 'tiers = [{ name = "A", max_rank = 1 }]\n' if tiers else ""
    text = f'[index]\nimpute = "drop"\nmin_coverage = 0.9\n{said}[indicator.a]\n[indicator.b]\n'
    base = computed(text, {"a": [3, 2, NAN], "b": [3, 2, 1]})
    found = robust(base, make_choices(base.scheme), draws=5)
    columns = {each.id: each for each in robust_view(found, [0, 1, 2], []).columns}
    assert list(columns["ranks"].values) == ["1", "2", None]
    names = [None if name is None else name.en for name in columns["tier"].values]
    assert names == ["A" if tiers else None, None, None]
    same(columns["in_tier"].values, [1 if tiers else NAN, NAN, NAN])
    for id in ("tier", "in_tier"):
        assert (columns[id].priority is not None) == tiers


def test_list_of_ranks_that_is_not_shown(done: Robust) -> None:
    """It stays empty, since it can be long."""
    assert robust_view(done, [0], [], all_ranks=False).more[-1].length == 0
    assert robust_view(done, [0], []).more[-1].length > 0


def test_rows_are_only_chosen(innoindex: Run) -> None:
    """--top, --group and --around leave the numbers of the rows that they show as they are."""
    every = table(innoindex("robust", EXAMPLE, *FEW, "-f", "csv"))
    for args in (["--top", "4"], ["--group", "杭州市"], ["--around", "2"]):
        some = table(innoindex("robust", EXAMPLE, *FEW, *args, "-f", "csv"))
        assert 1 < len(some) < len(every)
        assert all(every[unit] == row for unit, row in some.items())


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"), (1 / 20000, "<1%"), (0.01, "1%"), (0.694, "69%"), (0.695, "70%"), (0.99, "99%"),
        (0.993, ">99%"), (19999 / 20000, ">99%"), (1, "100%"),
    ],
)  # fmt: skip
def test_nearly_is_not_quite(share: float, text: str) -> None:
    """0% is none and 100% is all, whatever the rounding."""
    assert share_text(share) == text


# --- formats -------------------------------------------------------------------------------------


def test_machine_formats(innoindex: Run, tmp_path: Path) -> None:
    """csv has the contract's columns; json every table; a note says draws and seed."""
    outcome = innoindex("robust", EXAMPLE, *FEW, "-f", "csv")
    assert outcome.lines[0] == COLUMNS
    assert "note: 200 draws with seed 1; shares are of these" in outcome.err
    assert "note: varied: weights (within 25%), normalisation (base-ratio | " in outcome.err
    found = json.loads(innoindex("robust", EXAMPLE, *FEW, "-f", "json").out)
    assert list(found) == ["units", "choices", "index", "ranks"]
    assert ",".join(found["units"][0]) == COLUMNS
    for row in found["units"]:
        assert sum(row[f"tier_share_{n}"] for n in (1, 2, 3, 4)) == pytest.approx(1)
        own = {
            each["rank"]: each["share"] for each in found["ranks"] if each["unit"] == row["unit"]
        }
        assert sum(own.values()) == pytest.approx(1)
        assert (min(own), max(own)) == (row["best_rank"], row["worst_rank"])
    assert [row["choice"] for row in found["choices"]] == ["weights", "normalise", "aggregate"]
    assert list(found["choices"][0])[3:6] == ["shift_first", "shift_first_low", "shift_first_high"]
    assert found["choices"][0]["rank_total"] > 0
    file = tmp_path / "r.xlsx"
    assert innoindex("robust", EXAMPLE, *FEW, "-o", file, "--lang", "zh").code == 0
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names[:4] == ["单位", "各项选择", "总指数", "位次"]
    assert len(book.get_sheet_by_index(0).to_python()) == 1 + 90
    with zipfile.ZipFile(file) as parts:  # 99.7% must not be shown as 100%
        assert b'formatCode="0.00%"' in parts.read("xl/styles.xml")
    assert "| Xiaoshan |" in innoindex("robust", EXAMPLE, *FEW, "-f", "md").out.replace("**", "")


def test_python_has_the_same(innoindex: Run) -> None:
    """`robust_frames` are the tables of the json."""
    scheme = read_shipped_scheme()
    result = compute(read_panel([EXAMPLE], scheme), scheme, keep_indicators=True)
    frames = robust_frames(robust(result, draws=200, sobol_rows=64))
    found = json.loads(
        innoindex("robust", EXAMPLE, *FEW, "--highlight", "330109", "-f", "json").out
    )
    assert list(frames) == list(found)
    assert frames["units"]["share_up"].tolist() == [row["share_up"] for row in found["units"]]
    assert frames["ranks"]["share"].tolist() == [row["share"] for row in found["ranks"]]


def test_same_seed_same_bytes(innoindex: Run) -> None:
    """The cores do not matter, the seed does, and 0 is one."""

    def out(*args: str) -> str:
        return innoindex("robust", EXAMPLE, *FEW, "-f", "json", *args).out

    one, zero = out("--cores", "1"), out("--seed", "0")
    assert one == out("--cores", "2", "--seed", "1")
    assert zero == out("--seed", "0") != one
    assert '"seed": 0' in zero


# --- what must be known --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def done() -> Robust:
    base = computed(
        'index = { tiers = [{ name = "A", min_score = 50 }, { name = "B" }] }\n'
        '[indicator.a]\nnormalise = "min-max"\n[indicator.b]\nnormalise = "min-max"\n',
        {"a": [1, 0, 0.4], "b": [0.2, 1, 0]},
        units=["x", "y", "z"],
    )
    choices = make_choices(base.scheme, weights="any", normalise=["rank"])
    return robust(base, choices, draws=400, sobol_rows=64, unit=0)


def notes(done: Robust) -> list[str]:
    return [str(note) for note in run_notes(done)]


def test_notes(done: Robust) -> None:
    """Draws on another scale tell no tier; those without an index, and a stop, are said."""
    assert notes(done)[0] == "400 draws with seed 1; shares are of these"
    (own,) = (
        int(match[1]) for text in notes(done) if (match := re.match(r"tiers: of the (\d+)", text))
    )
    assert own == pytest.approx(200, abs=50)  # half of the draws take ranks instead
    assert "5 of the draws have no index and count for nothing" in notes(replace(done, draws=405))
    assert not any("no index" in text for text in notes(done))
    stopped = notes(replace(done, interrupted=True))
    assert "interrupted: these are not all the draws that were asked for" in stopped


def test_units_ranked_in_some_draws() -> None:
    """z is alone in its group, and has a rank only in draws whose scores are not within groups."""
    text = '[index]\nnormalise = { method = "min-max", within = "group" }\n[indicator.x]\n'
    base = computed(text, {"x": [1, 2, 3]}, groups=["m", "m", "n"])
    found = robust(base, make_choices(base.scheme, normalise=["rank"]), draws=50, sobol_rows=0)
    assert (np.isnan(found.ranking.rank[2]), found.best[2]) == (True, 1)
    note = "1 of the units have a rank in some draws only: their shares are of these"
    assert note in notes(found)
    weights = make_choices(base.scheme, weights="any")
    assert note not in notes(robust(base, weights, draws=50, sobol_rows=0))


@pytest.mark.parametrize(
    ("total", "margin", "said"),
    [
        (
            [0.2, 0.7],
            0.1,
            "the average rank shift hangs most on normalisation: 0.35 of its variance alone, "
            "0.70 in all",
        ),
        (
            [0.6, 0.7],
            0.1,
            "the average rank shift hangs most on these, too near to tell apart: "
            "normalisation (0.70), weights (0.60)",
        ),
        ([0, 0], 0, None),
    ],
)
def test_what_it_hangs_on(
    done: Robust, total: list[float], margin: float, said: str | None
) -> None:
    """One choice is named if its interval lies above all others, else those that overlap."""
    values = np.array(total)
    limits = np.array([values - margin, values + margin])
    assert done.effects is not None
    effects = replace(done.effects, shift=Sobol(values / 2, values, limits, limits), rank=None)
    sentences = [str(each) for each in choices_view(replace(done, effects=effects)).sentences]
    assert sentences == ([said] if said else [])


def test_nobody_highlighted(done: Robust) -> None:
    """Two sentences on the whole remain."""
    assert len(robust_view(done, [0, 1, 2], []).sentences) == 2
