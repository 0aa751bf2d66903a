"""Every example in README and docs is run, and what they show is what is printed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run
from tables import TABLES

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a clone, in which examples may write."""
    for name in ("examples", "config"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run_and_print_what_is_shown(innoindex: Run, checkout: Path, page: Path) -> None:
    """Each command of a page ends well, in an 80-column terminal, and prints what stands under it.

    Three dots stand for any lines, or for the rest of a line.
    """
    for block in blocks(page, "console"):
        for command, shown in re.findall(r"^\$ innoindex (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            outcome = innoindex(*shlex.split(command), width=80)
            assert outcome.code == 0, outcome.err
            if shown:
                pattern = re.escape(shown).replace("\\.\\.\\.\\\n", "(?:.*\\n)*")
                pattern = pattern.replace("\\.\\.\\.", ".*")
                assert re.fullmatch(pattern, outcome.out), outcome.out
    for line in re.findall(r"^    innoindex (.*)$", page.read_text("utf-8"), re.M):
        outcome = innoindex(*shlex.split(line))
        assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(checkout: Path, page: Path) -> None:
    """Each Python block of a page runs as it stands."""
    for block in blocks(page, "python"):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block, page.name, "exec"), {})


def test_both_readmes_show_the_same_commands() -> None:
    """The Chinese README has the commands of the English one, in the same order."""
    commands = {
        name: re.findall(
            r"^(?:\$ |    )(.*(?:innoindex|pytest).*)$", (ROOT / name).read_text("utf-8"), re.M
        )
        for name in ("README.md", "README.zh-CN.md")
    }
    assert [re.sub(r" --lang \w+", "", c) for c in commands["README.zh-CN.md"]] == [
        re.sub(r" --lang \w+", "", c) for c in commands["README.md"]
    ]


def test_every_page_is_within_reach() -> None:
    """Every link to a file of the repository leads to one."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_method_is_documented() -> None:
    """docs/scheme.md names every method and option of a scheme, and every key."""
    from innoindex import scheme_keys as keys

    text = (ROOT / "docs" / "scheme.md").read_text("utf-8")
    names = {name for methods in keys.METHODS.values() for name in methods}
    names |= {o for methods in keys.METHODS.values() for opts in methods.values() for o in opts}
    for table in (keys.INDEX, keys.TIER, keys.COLUMNS, keys.BREAK, *keys.NAMED.values()):
        names |= set(table)
    assert sorted(name for name in names if f"`{name}`" not in text) == []
