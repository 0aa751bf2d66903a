"""The command line: wrong use, exit codes, start-up, and what is said when things go wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run
from small_table import TABLE


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["rnk"], ["there is no command rnk", "did you mean rank?"]),
        (["rank"], ["TABLE is missing", "see innoindex rank --help"]),
        (["rank", "data.csv", "--tpo"], ["there is no option --tpo", "did you mean --top"]),
        (
            ["rank", "data.csv", "--top", "0"],
            ['--top cannot be "0"', "it takes a whole number from 1"],
        ),
        (
            ["rank", "data.csv", "--level", "x"],
            ['--level cannot be "x"', "it takes unit | group | all"],
        ),
        (
            ["rank", "data.csv", "-f", "csv", "-o", "x.md"],
            ["x.md and --format csv contradict", "leave out --format: the suffix says it"],
        ),
        (
            ["rank", "data.csv", "-o", "x.doc"],
            ["the format of x.doc is not known", "end it in .csv, .json, .md, .xlsx, .txt"],
        ),
        (["rank", "dato.csv"], ["no such file", "did you mean data.csv?"]),
        (["rank", "none.csv"], ["no such file", "check its name; the folder looked in is "]),
        (["rank", "no/data.csv"], ["no such file", "there is no folder "]),
        (
            ["rank", "data.csv", "-o", "no/x.csv"],
            ["cannot be written: No such file or directory", "there is no folder "],
        ),
        (["rank", "data.csv", "-s", "none.toml"], ["no such file"]),
        (
            ["rank", "data.csv", "-p", "2030"],
            ["--period 2030 is not in the table", "the table has 2021, 2022"],
        ),
        (["rank", "data.csv", "--highlight", "丁"], ['there is no unit "丁"']),
        (["rank", "data.csv", "--group", "北"], ['there is no group "北"']),
        (
            ["rank", "data.csv", "--around", "1"],
            ["--around needs a highlighted unit", "add --highlight U"],
        ),
        (["scheme"], ["a command is missing"]),
    ],
)
def test_wrong_usage(innoindex: Run, small: Path, args: list[str], message: list[str]) -> None:
    """Wrong usage and missing files are told in a line, with a way out, and are exit code 2."""
    outcome = innoindex(*args)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "\nhelp: ".join(["error: " + message[0], *message[1:]]) in outcome.err
    assert "Traceback" not in outcome.err


def test_a_closed_pipe_is_no_error() -> None:
    """`innoindex rank … | head -1` ends without a word."""
    command = f'"{sys.executable}" -m innoindex rank "{EXAMPLE}" -q -f csv | head -1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout[:12], done.stderr) == ("period,rank,", "")


def test_standard_input(small: Path) -> None:
    """`-` reads the table from standard input."""
    command = [sys.executable, "-m", "innoindex", "rank", "-", "-q", "-f", "csv"]
    done = subprocess.run(command, input=TABLE.encode(), capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == 4


# --- start-up ------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["rank", "--help"]])
def test_help_and_version_import_neither_numpy_nor_pandas(args: list[str]) -> None:
    """`--help` and `--version` start without the heavy libraries."""
    code = (
        "import sys; from innoindex.cli import run; assert run(sys.argv[1:]) == 0; "
        "heavy = {'numpy', 'pandas', 'rich', 'scipy', 'pydantic'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_rank_imports_only_what_it_needs() -> None:
    """A ranking of a CSV needs no spreadsheet library, validator, console or screening."""
    code = (
        "import sys; from innoindex.cli import run; assert run(sys.argv[1:]) == 0; "
        "heavy = {'scipy', 'pydantic', 'python_calamine', 'xlsxwriter', 'rich.console'} | "
        "{'innoindex.screening', 'innoindex.read.sheet'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", code, "rank", str(EXAMPLE), "-q"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


# --- when things go wrong ------------------------------------------------------------------------


def test_an_interrupted_run_is_130(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves with 130 and writes nothing."""

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("innoindex.cli.computed.compute", interrupted)
    outcome = innoindex("rank", "data.csv", "-o", "x.csv")
    assert (outcome.code, outcome.out) == (130, "")
    assert not (small / "x.csv").exists()


@pytest.mark.parametrize("verbose", [False, True])
def test_a_fault_of_the_program_has_a_traceback_only_if_asked(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch, verbose: bool
) -> None:
    """Whatever fails inside is one line and exit code 1; `-v` adds the traceback."""

    def broken(*args: object, **options: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("innoindex.cli.computed.compute", broken)
    outcome = innoindex("rank", "data.csv", *(["-v"] if verbose else []))
    assert outcome.code == 1
    assert "error: a fault of the program: ZeroDivisionError: oops" in outcome.err
    assert ("Traceback" in outcome.err) is verbose


def test_groups_are_asked_of_a_table_without_any(innoindex: Run, small: Path) -> None:
    """`--level group` and `--group` say that the table has no groups."""
    (small / "data.csv").write_text("code,a,b\n1,1,2\n2,2,1\n", "utf-8")
    for args in (["--level", "group"], ["--group", "东"]):
        outcome = innoindex("rank", "data.csv", *args)
        assert outcome.code == 2
        assert "error: the table has no groups" in outcome.err


def test_lang_before_the_command(innoindex: Run) -> None:
    """`innoindex --lang zh rank …` is `innoindex rank … --lang zh`."""
    before = innoindex("--lang", "zh", "rank", EXAMPLE, "--top", "3")
    after = innoindex("rank", EXAMPLE, "--top", "3", "--lang", "zh")
    assert (before.code, before.out) == (0, after.out)
    assert "萧山区" in before.out
