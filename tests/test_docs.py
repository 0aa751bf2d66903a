"""Every example in README and docs is run, and what they show is what is printed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT, Outcome, Run
from tables import TABLES

from innoindex import auditing, goals
from innoindex.uncertainty import robustness

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


FIXED = ("examples/", "config/")
OUTCOMES: dict[str, Outcome] = {}
BLOCKS: set[str] = set()  # of Python that have run
CHINESE = [page for page in PAGES if page.name.endswith(".zh-CN.md")]


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


def commands(page: Path) -> list[str]:
    """The commands of a page, in their order, without the language asked for."""
    found = re.findall(
        r"^(?:\$ |    (?=\S)|(?=innoindex ))(.*(?:innoindex|pytest).*)$",
        page.read_text("utf-8"),
        re.M,
    )
    return [re.sub(r" --lang \w+| +#.*", "", command) for command in found]


RUNNING: list[object] = [None]  # what the command that runs computes


@pytest.fixture
def computed_once(once: Callable[..., None]) -> None:
    """What takes long is computed once for both languages and all formats."""
    for module, name in ((auditing, "audit"), (robustness, "robust"), (goals, "goal")):
        once(module, name, lambda: RUNNING[0])


def outcome_of(innoindex: Run, command: str, page: str) -> Outcome:
    """What a command leaves, in a terminal of 80 columns.

    One that several pages show runs once, if it reads only what never changes and the page does not
    come back to the file that it writes.
    """
    words = shlex.split(command)
    changing = [word for word in words if Path(word).is_file() and not word.startswith(FIXED)]
    wanted = "-o" in words and page.count(words[words.index("-o") + 1]) > 1
    RUNNING[0] = object() if changing else re.sub(r" (--lang|--show|-f|-o) \S+", "", command)
    if changing or wanted:
        return innoindex(*words, width=80)
    if command not in OUTCOMES:
        OUTCOMES[command] = innoindex(*words, width=80)
    return OUTCOMES[command]


@pytest.mark.usefixtures("computed_once")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run_and_print_what_is_shown(innoindex: Run, checkout: Path, page: Path) -> None:
    """Each command of a page ends well, in an 80-column terminal, and prints what stands under it.

    Three dots stand for any lines, or for the rest of a line; `$ echo $?` shows another exit code
    than 0, with the errors. Files that the page shows under their name are there.
    """
    text = page.read_text("utf-8")
    for name, content in re.findall(
        r"`([\w-]+\.(?:csv|toml))`[:：]\n\n```\w+\n(.*?)^```$", text, re.M | re.S
    ):
        (checkout / name).write_text(content, "utf-8")
    for block in blocks(page, "console"):
        for command, shown, code in re.findall(
            r"^\$ innoindex (.*)\n((?:(?!\$ ).*\n)*)(?:\$ echo \$\?\n(\d+)\n)?", block, re.M
        ):
            outcome = outcome_of(innoindex, command, text)
            assert outcome.code == int(code or 0), outcome.err
            if shown:
                pattern = re.escape(shown).replace("\\.\\.\\.\\\n", "(?:.*\\n)*")
                pattern = pattern.replace("\\.\\.\\.", ".*")
                printed = outcome.out + (outcome.err if code else "")
                assert re.fullmatch(pattern, printed), printed
    for line in re.findall(r"^    innoindex (.*)$", text, re.M):
        outcome = outcome_of(innoindex, line, text)
        assert outcome.code == 0, outcome.err
    for script in blocks(page, "sh"):
        for line in re.findall(r"^innoindex (.*?)(?: +#| >| \|\||$)", script, re.M):
            RUNNING[0] = object()
            outcome = innoindex(*shlex.split(line.replace("$table", str(EXAMPLE))))
            assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(checkout: Path, page: Path) -> None:
    """Each Python block of a page runs as it stands."""
    for block in blocks(page, "python"):
        code = re.sub(" +#.*", "", block)  # both languages have the same, but for comments
        if code not in BLOCKS:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block, page.name, "exec"), {})
            BLOCKS.add(code)


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_both_languages_show_the_same_commands(page: Path) -> None:
    """A Chinese page has the commands of the English one, in the same order."""
    assert commands(page) == commands(page.with_name(page.name.replace(".zh-CN", "")))


def places(page: Path) -> list[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.M)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_every_page_is_within_reach() -> None:
    """Every link to a file of the repository, or to a heading in one, leads there."""
    for page in PAGES:
        for target, place in re.findall(r"\]\(([^)#:]*)#?([^)]*)\)", page.read_text("utf-8")):
            to = page.parent / target if target else page
            assert to.exists(), f"{page.name}: {target}"
            assert not place or place in places(to), f"{page.name}: {target}#{place}"


def test_every_method_is_documented() -> None:
    """docs/scheme.md names every method and option of a scheme, and every key."""
    from innoindex import scheme_keys as keys

    text = (ROOT / "docs" / "scheme.md").read_text("utf-8")
    names = {name for methods in keys.METHODS.values() for name in methods}
    names |= {o for methods in keys.METHODS.values() for opts in methods.values() for o in opts}
    for table in (keys.INDEX, keys.TIER, keys.COLUMNS, keys.BREAK, *keys.NAMED.values()):
        names |= set(table)
    assert sorted(name for name in names if f"`{name}`" not in text) == []
