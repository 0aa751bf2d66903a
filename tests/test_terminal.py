"""What a person sees: widths, alignment, colours, sentences and help, in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run
from rich.cells import cell_len

from innoindex import auditing
from innoindex.uncertainty import robustness

COMMANDS = [
    ["rank", EXAMPLE],
    ["trend", EXAMPLE],
    ["weights", EXAMPLE, "--method", "sd"],
    ["audit", EXAMPLE],
    ["robust", EXAMPLE, "--draws", "200", "--sobol", "64"],
    ["check", EXAMPLE],
    ["scheme", "show"],
]


@pytest.fixture
def computed_once(once: Callable[..., None]) -> None:
    """What takes long is computed once, to be shown in every width and language."""
    once(auditing, "audit")
    once(robustness, "robust")


@pytest.mark.usefixtures("computed_once")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_is_cut_and_nothing_misaligned(
    innoindex: Run, command: list[str | Path], width: int | None, lang: str
) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    outcome = innoindex(*command, "--lang", lang, width=width)
    assert outcome.code == 0
    text = outcome.out + outcome.err
    assert "…" not in text
    text.encode("gbk")
    if width and command[0] != "check":
        assert max(cell_len(line) for line in outcome.lines) <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
def test_columns_stand_under_their_headings(innoindex: Run, width: int | None, lang: str) -> None:
    """Scores end in the same terminal cell on every row, whatever the width of the names."""
    lines = innoindex("rank", EXAMPLE, "--lang", lang, width=width).lines
    start = next(n for n, line in enumerate(lines) if line.startswith("-----"))
    body = lines[start + 1 : start + 91]
    ends = set()
    for line in body:
        first = line.index(".")  # of the score, the first number with a point
        ends.add(cell_len(line[:first]))
    assert len(ends) == 1


def test_a_pipe_has_every_column_and_row(innoindex: Run) -> None:
    """A pipe gets all ninety rows and the columns that a narrow terminal leaves out."""
    lines = innoindex("rank", EXAMPLE).lines
    start = next(n for n, line in enumerate(lines) if line.startswith("-----"))
    assert len(lines[start + 1 :]) == 90
    heading = " ".join(lines[start - 2 : start])
    for word in ("Rank", "Code", "Score", "before", "Points", "environment"):
        assert word in heading


def test_the_highlight_needs_no_colour(innoindex: Run) -> None:
    """The highlighted row is the one with a star; with colour it is reversed as well."""
    plain = innoindex("rank", EXAMPLE, width=80)
    assert "\x1b" not in plain.out
    marked = [line for line in plain.lines if "★" in line]
    assert len(marked) == 1
    assert "Xiaoshan" in marked[0]
    coloured = innoindex("rank", EXAMPLE, "--color", "always", width=80).lines
    assert next(line for line in coloured if "★" in line).startswith("\x1b[1;7m")


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal there is colour, unless NO_COLOR is set."""
    from innoindex.cli.output import wants_color

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_color("auto", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color("auto", Terminal())
    assert not wants_color("auto", io.StringIO())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "Xiaoshan: rank 22 of 90, up 3 from 2021, score 193.1 (+20.1 points), Tier 1, "
            "rank 8 of 13 in Hangzhou, by places climbed rank 1 there",
        ),
        (
            "zh",
            "萧山区：第22位(共90个)，比2021上升3位，得分193.1(+20.1分)，第一档，"
            "在杭州市居第8位(共13个)，上升位次居其中第1",
        ),
    ],
)
def test_rank_opens_with_a_sentence(innoindex: Run, lang: str, sentence: str) -> None:
    """One sentence says rank, places, points, tier, rank in the city and of the climb there."""
    assert sentence in innoindex("rank", EXAMPLE, "--lang", lang).lines


def test_every_help_page_is_in_both_languages(
    innoindex: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command and every option has help, in English and in Chinese, within 80 columns."""
    from innoindex.cli.app import command_line

    pages = [[]] + [[name] for name in ("rank", "trend", "robust", "check", "scheme")]
    pages += [["scheme", name] for name in ("show", "check", "new", "schema")]
    pages += [["chart", name] for name in ("trend", "contributions", "strip", "intervals")]
    for page in pages:
        command = command_line("en")
        for name in page:
            command = command.commands[name]
        assert command.help
        assert all(param.help for param in command.params)
        english = innoindex(*page, "--help")
        with monkeypatch.context() as patch:
            patch.setenv("LC_ALL", "zh_CN.UTF-8")
            chinese = innoindex(*page, "--help")
        assert (english.code, chinese.code) == (0, 0)
        for line in english.lines + chinese.lines:
            assert cell_len(line) <= 80, line
        assert "Language." not in chinese.out
        assert not re.search(
            r"[a-z]+ [a-z]+ [a-z]+", re.sub("innoindex (scheme|chart)", "", chinese.out)
        )


def test_commands_not_built_are_not_listed(innoindex: Run) -> None:
    """The overview lists the commands there are."""
    text = innoindex("--help").out
    listed = [line.split()[0] for line in text.split("Commands:")[1].strip().splitlines()]
    commands = (
        "rank trend explain whatif goal weights audit robust check brief workbook report "
        "chart scheme"
    )
    assert listed == commands.split()
