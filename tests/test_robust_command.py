"""`innoindex robust`: its numbers by hand, its sentences, its options."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from conftest import Run, rows

FEW = ("--draws", "200", "--sobol", "64")
SCHEME = """
schema = 1
[columns]
unit = "code"
period = "year"
[index]
normalise = "min-max"
highlight = ["y"]
tiers = [{ name = { zh = "甲", en = "A" }, max_rank = 1 }, { name = { zh = "乙", en = "B" } }]
[indicator.a]
[indicator.b]
"""
# The index is the mean of a and b, already from 0 to 1: x 0.6, y 0.5, z 0.2. Without a the order is
# y z x, without b it is x y z. The year before: z 0.6, x 0.5, y 0.2.
TABLE = """year,code,a,b
2021,x,1,0
2021,y,0,0.4
2021,z,0.2,1
2022,x,1,0.2
2022,y,0,1
2022,z,0.4,0
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a table of three units and its scheme, in which the program is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")


SMALL = ("t.csv", "-s", "s.toml")
ALONE = ("--weights", "none", "--normalise", "scheme", "--aggregate", "scheme")


def table(outcome) -> dict[str, dict[str, str]]:
    """The rows of a csv by unit."""
    assert outcome.code == 0, outcome.err
    return {row["unit"]: row for row in rows(outcome.out)}


# --- what is counted -----------------------------------------------------------------------------


def test_a_table_by_hand(innoindex: Run, small: None) -> None:
    """Three ways, equally likely: all columns follow from how often each was drawn."""
    args = ("robust", *SMALL, *ALONE, "--leave-out", "--draws", "3000", "-f", "csv")
    units = table(innoindex(*args))
    ranks = rows(innoindex(*args, "--show", "ranks").out)
    share = {(row["unit"], int(row["rank"])): float(row["share"]) for row in ranks}
    no_a, neither, no_b = (share["y", rank] for rank in (1, 2, 3))  # without a, all, without b
    np.testing.assert_allclose([no_a, neither, no_b], 1 / 3, atol=0.05)
    x, y, z = (
        {id: float(value) for id, value in units[u].items() if re.fullmatch(r"[\d.-]+", value)}
        for u in "xyz"
    )
    assert x["tier_share_1"] == pytest.approx(neither + no_b)
    assert y["tier_share_2"] == pytest.approx(neither + no_b)
    assert (z["tier_share_1"], z["best_rank"], z["worst_rank"]) == (0, 2, 3)
    assert y["beats_above"] == pytest.approx(no_a)
    assert y["beats_below"] == pytest.approx(neither + no_a)
    assert "beats_above" not in x
    assert "beats_below" not in z
    for up in (x, y):
        assert up["share_up"] == pytest.approx(neither + no_a)
        assert (up["share_same"], up["share_down"]) == (pytest.approx(no_b), 0)
    assert z["share_down"] == pytest.approx(neither + no_a)
    assert (y["rank_low"], y["median_rank"], y["rank_high"]) == (1, 2, 3)
    assert (y["draws"], y["seed"], y["interval"]) == (3000, 1, 0.9)
    (index,) = rows(innoindex(*args, "--show", "index").out)
    # Without a, x and y change places; without b, y and z do.
    assert float(index["mean_rank_shift"]) == pytest.approx((2 * no_a + 2 * no_b) / 3)
    assert index["varied"] == "indicator left out (none or one of 2 indicators)"


def test_any_two_periods(innoindex: Run, small: None) -> None:
    """The year before against the last: where z was first; what is shown says so too."""
    args = ("robust", *SMALL, *ALONE, "--leave-out", "--draws", "9", "--period", "2021")
    row = table(innoindex(*args, "--against", "2022", "-f", "csv"))["z"]
    assert [row[id] for id in ("period", "rank", "previous_period", "rank_change")] == [
        *("2021", "1", "2022", "2"),
    ]
    outcome = innoindex(*args, "-f", "md")
    assert "2021 · how sure the ranks are" in outcome.out
    assert ("9 draws with seed 1" in outcome.out, "9 draws" in outcome.err) == (True, False)


# --- what a person reads -------------------------------------------------------------------------

SAID = {
    "en": (
        r"y: rank 2, in 90% of draws between 1 and 3 \(median 2\), B in 6\d% of draws, "
        r"ahead of x \(just above\) in 3\d% of draws, ahead of z \(just below\) in 6\d% of draws, "
        r"climbed against 2021 in 6\d% of draws \(as it stands ▲1\)",
        r"average rank shift 0\.4\d places; 0% of units have a 90% interval wider than 10 places",
        r"varied: indicator left out \(none or one of 2 indicators\)",
        r"3000 draws with seed 1; shares are of these",
    ),
    "zh": (
        r"y：第2位，90%的模拟在第1至3位\(中位数2\)，6\d%的模拟为乙，"
        r"3\d%的模拟领先上一位x，6\d%的模拟领先下一位z，6\d%的模拟比2021上升\(现为▲1\)",
        r"位次平均变动0\.4\d位；0%的单位90%区间宽于10位",
        r"变动项：去掉的指标\(2项指标中去掉一项或不去\)",
        r"模拟3000次，种子1；各百分数均为占模拟次数的份额",
    ),
}


@pytest.mark.parametrize("lang", SAID)
def test_sentences(innoindex: Run, small: None, lang: str) -> None:
    """Rank, interval, tier, neighbours, move; the whole; what was varied; draws and seed."""
    args = (*ALONE, "--leave-out", "--draws", "3000", "--lang", lang)
    lines = innoindex("robust", *SMALL, *args).lines
    for pattern in SAID[lang]:
        assert any(re.fullmatch(pattern, line) for line in lines), pattern


def test_certain_and_without_an_earlier_period(innoindex: Run, small: None) -> None:
    """What is so in all draws is said so; without an earlier period nothing is said of a move."""
    args = (*SMALL, "--weights", "1%", "--normalise", "scheme", "--aggregate", "scheme")
    outcome = innoindex("robust", *args, "--against", "none", *FEW)
    assert (
        "y: rank 2, in all draws rank 2, B in all draws, ahead of x (just above) in no draw, "
        "ahead of z (just below) in all draws"
    ) in outcome.lines
    assert "Climbed" not in outcome.out
    row = table(innoindex("robust", *args, "--against", "none", *FEW, "-f", "csv"))["y"]
    assert [row[id] for id in ("previous_period", "rank_change", "share_up", "share_down")] == [
        ""
    ] * 4


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "varied"),
    [
        ([*ALONE[2:], "--weights", "any"], "weights (any)"),
        (
            [*ALONE[2:], "--weights", "dirichlet=20"],
            "weights (around their shares, Dirichlet 20)",
        ),
        (
            ["--normalise", "rank,z-score", "--aggregate", "scheme"],
            "weights (within 25%), normalisation (min-max | rank | z-score)",
        ),
        (
            ["--normalise", "rank", "--normalise", "scheme ，z-score，rank", *ALONE[4:]],
            "weights (within 25%), normalisation (min-max | rank | z-score)",
        ),
        (
            ["--normalise", 'min-max , { method = "z-score", mean = 50, sd = 10 }', *ALONE[4:]],
            "weights (within 25%), normalisation (min-max | z-score)",
        ),
        (
            [*ALONE[:4], "--aggregate", " index = median", "--treat", "a=winsorise,b=winsorise"],
            "aggregation (index=arithmetic | index=median), "
            "treatment of outliers (none | a=winsorise | b=winsorise)",
        ),
        ([*ALONE, "--noise", "2%"], "errors in the data (2% of 2 columns)"),
        (["--weights", "none"], "normalisation (min-max | z-score)"),
    ],
)
def test_what_is_varied(innoindex: Run, small: None, args: list[str], varied: str) -> None:
    """Lists are split at commas outside of braces; the scheme's own methods always stand first."""
    show = ("--show", "index", "-f", "csv")
    (row,) = rows(innoindex("robust", *SMALL, *args, "--draws", "20", "--sobol", "64", *show).out)
    assert row["varied"] == varied


def test_the_unit_of_the_effects(innoindex: Run, small: None) -> None:
    """--unit, else the one highlighted; of several none."""

    def ids(*args: str) -> str:
        show = ("--show", "choices", "-f", "csv")
        return innoindex("robust", *SMALL, *FEW, *args, *show).lines[0]

    assert "rank_total" in ids()
    assert "rank_total" not in ids("--highlight", "x", "--highlight", "y")
    assert "rank_total" in ids("--highlight", "x", "--highlight", "y", "--unit", "z")
    lines = innoindex("robust", *SMALL, *FEW, "--weights", "any", "--unit", "z").lines
    assert any(line.startswith("the rank of z hangs most on") for line in lines)


def test_interval_as_it_is_typed_in_chinese(innoindex: Run, small: None) -> None:
    """A full-width per cent sign is one."""
    args = ("--draws", "20", "--interval", "62.5％", "--show", "index", "-f", "csv")
    (row,) = rows(innoindex("robust", *SMALL, *args).out)
    assert row["interval"] == "0.625"


def test_unit_without_a_rank(innoindex: Run, small: None) -> None:
    """Highlighted it is passed over; asked for it is an error."""
    Path("s.toml").write_text(SCHEME.replace("[index]", '[index]\nimpute = "drop"'), "utf-8")
    Path("t.csv").write_text(TABLE.replace("2022,y,0,1", "2022,y,,"), "utf-8")
    outcome = innoindex("robust", *SMALL, *FEW, "--weights", "any")
    assert (outcome.code, outcome.lines[1]) == (0, "y has no rank")
    outcome = innoindex("robust", *SMALL, *FEW, "--unit", "y")
    assert (outcome.code, outcome.out) == (2, "")
    assert "y has no rank" in outcome.err


def test_no_effects(innoindex: Run, small: None) -> None:
    """--sobol 0 leaves what was varied, without numbers, and out of the terminal."""
    args = ("robust", *SMALL, "--draws", "50", "--sobol", "0")
    found = rows(innoindex(*args, "--show", "choices", "-f", "csv").out)
    assert [(row["choice"], row["shift_total"]) for row in found] == [
        ("weights", ""),
        ("normalise", ""),
    ]
    outcome = innoindex(*args)
    assert "hang" not in outcome.out
    assert outcome.lines[-1] == "more tables: --show choices | index | ranks"


def test_what_cannot_be_computed_is_left_out(innoindex: Run, small: None) -> None:
    """An usual mean of scores of 0 is not taken; tiers are told of the scheme's own scale."""
    Path("s.toml").write_text(SCHEME.replace("max_rank = 1", "min_score = 55"), "utf-8")
    lines = innoindex("robust", *SMALL, *FEW).lines
    assert any(line.startswith("left out: index=geometric: y in 2021: ") for line in lines)
    assert re.search(r", B in \d+% of draws on the scheme's own scale, ", lines[1])
    assert "aggregation" not in lines[3]


@pytest.mark.parametrize(
    ("args", "text", "help"),
    [
        (["--weights", "25"], '--weights cannot be "25"', "it takes 25% | dirichlet=50 | any"),
        (["--noise", "2"], '--noise cannot be "2"', "it takes 2% | none"),
        (["--interval", "100%"], '--interval cannot be "100%"', "for example: --interval 90%"),
        (["--interval", "0%"], '--interval cannot be "0%"', "for example: --interval 90%"),
        (["--sobol", "1000"], '--sobol cannot be "1000"', "it takes 0 or a power of 2 from 64"),
        (["--sobol", "all"], '--sobol cannot be "all"', "it takes 0 or a power of 2 from 64"),
        (["--sobol", "32"], '--sobol cannot be "32"', "it takes 0 or a power of 2 from 64"),
        (["--sobol", str(2**21)], "--sobol cannot be", "it takes 0 or a power of 2 from 64 to"),
        (["--sobol", "1" * 5000], "--sobol cannot be", "it takes 0 or a power of 2 from 64 to"),
        (["--seed", "1" * 5000], "--seed cannot be", "it takes at most 15 digits"),
        (["--seed", str(2**63)], "--seed cannot be", "it takes at most 15 digits"),
        (["--draws", "0"], '--draws cannot be "0"', "it takes a whole number from 1"),
        (["--seed", "-1"], '--seed cannot be "-1"', "it takes a whole number from 0"),
        (["--cores", "0"], '--cores cannot be "0"', "it takes a whole number from 1"),
        (["--normalise", "zzz"], 'normalise: no method "zzz"', "known: none, base-ratio"),
        (["--treat", "q=none"], 'treat.q: there is no "q"', "known: a, b"),
        (["--normalise", "{ method ="], '--normalise cannot be "{ method ="', "for example: "),
        (["--show", "rank"], '--show cannot be "rank"', "it takes units | choices"),
        (["--level", "all"], "the whole has no rank to draw", "use --level unit or group"),
        ([*ALONE], "nothing is varied", "leave out --weights none, or add --leave-out"),
    ],
)
def test_wrong_use(innoindex: Run, small: None, args: list[str], text: str, help: str) -> None:
    """What cannot be meant is said with a way out, before the table is looked for."""
    outcome = innoindex("robust", "none.csv", "-s", "s.toml", *args)
    assert (outcome.code, outcome.out) == (2, "")
    assert re.search(f"error: {re.escape(text)}.*\nhelp: {re.escape(help)}", outcome.err)


def test_a_long_seed(innoindex: Run, small: None) -> None:
    """A seed is given back with all its digits."""
    args = (*SMALL, "--draws", "5", "--sobol", "0", "--seed", "999999999999999")
    assert table(innoindex("robust", *args, "-f", "csv"))["x"]["seed"] == "999999999999999"


def test_more_cores_than_there_are(innoindex: Run, small: None) -> None:
    """All that there are work: neither a thread nor memory is spent on the others."""
    args = ("robust", *SMALL, "--draws", "5", "--sobol", "0", "-f", "csv", "--cores")
    assert innoindex(*args, "999999999").out == innoindex(*args, "1").out


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["--unit", "q"], 'there is no unit "q"'),
        (["--against", "2030"], "--against 2030 is not in the table"),
        (["--group", "q"], "the table has no groups"),
    ],
)
def test_wrong_use_of_the_table(innoindex: Run, small: None, args: list[str], text: str) -> None:
    """What a table cannot be asked for is told before anything is drawn."""
    outcome = innoindex("robust", *SMALL, *args)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {text}\nhelp: " in outcome.err
