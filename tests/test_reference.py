"""The reference pages: what they take from the program is what the program says today."""

from __future__ import annotations

import re
import runpy
from html import unescape
from typing import Any

import pytest
from conftest import EXAMPLE, ROOT, Run
from test_rank_command import CONTRACT

import innoindex as package

AGAIN = "run: python docs/make_reference.py"
PAGES = ("commands.md", "commands.zh-CN.md")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """What docs/make_reference.py defines."""
    return runpy.run_path(str(ROOT / "docs" / "make_reference.py"))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_pages_are_what_the_program_says(made: dict[str, Any]) -> None:
    """Help, columns and signatures of the pages are those of the program."""
    for path, text in made["pages"]().items():
        stale = [
            line for line in text.splitlines() if line not in path.read_text("utf-8").splitlines()
        ]
        assert text == path.read_text("utf-8"), f"{path.name} is stale, {AGAIN}\n{stale[:5]}"


def test_every_command_has_its_entry_and_every_option_its_help(made: dict[str, Any]) -> None:
    """Every command is on both pages, with a help text for itself and each of its options."""
    for name, command in made["commands"]().items():
        for each in PAGES:
            assert f"## innoindex {name}".rstrip() + "\n" in page(each), f"{each}, {AGAIN}"
        assert command.help, name
        assert [param.name for param in command.params if not param.help] == [], name


def test_every_table_has_the_columns_that_its_entry_lists(
    innoindex: Run, made: dict[str, Any]
) -> None:
    """The columns of `rank` on the page are the contract's, and those that the program prints."""
    for each in PAGES:
        entry = page(each).partition("\n`innoindex rank TABLE`\n")[2].partition("\n## ")[0]
        listed = re.findall(r"^\| `(\w+)` \|", entry, re.M)
        assert listed == [*CONTRACT.split(","), "DIMENSION"]
    header = innoindex("rank", EXAMPLE, "-f", "csv").lines[0].split(",")
    assert header[: len(listed) - 1] == listed[:-1]


def test_every_column_is_explained_in_both_languages(made: dict[str, Any]) -> None:
    """docs/columns.toml explains each column that a command has, and no other."""
    notes = {id: each for id, each in made["NOTES"].items() if id not in ("run", "hurry")}
    used = {
        entry
        for name in made["commands"]()
        for _, key, ids in made["tables"](name)
        for entry in made["entries"](key, ids)
    }
    assert used == {(section, id) for section, each in notes.items() for id in each}
    for section, each in notes.items():
        for id, (english, chinese, *_) in each.items():
            assert english.isascii() or "…" in english, (section, id)
            assert re.search(r"[\u4e00-\u9fff]", chinese), (section, id)


@pytest.mark.parametrize("name", ["python.md", "python.zh-CN.md"])
def test_every_name_of_the_package_is_explained(name: str) -> None:
    """The page on Python has every exported name once, each with a line."""
    entries = re.findall(
        r"^### `(\w+)`\n\n```text\n(?:[^`\n].*\n)+```\n\n[^#\n].+$", page(name), re.M
    )
    assert sorted(entries) == sorted(package.__all__), f"docs/{name}: add the name, then {AGAIN}"


@pytest.mark.parametrize("name", ["rank.svg", "rank.zh-CN.svg"])
def test_pictures_show_what_is_printed(innoindex: Run, name: str) -> None:
    """A picture has the characters that its command prints, asks no web page, and is small."""
    picture = (ROOT / "docs" / "images" / name).read_text("utf-8")
    texts = unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", picture, re.S)))
    shown = re.sub(r"\s", "", texts)
    language = "zh" if "zh" in name else "en"
    command = ["rank", "examples/zhejiang-synthetic.csv", "--around", "4", "--lang", language]
    printed = re.sub(r"\s", "", innoindex(*command[:1], EXAMPLE, *command[2:], width=80).out)
    again = "run: python docs/make_pictures.py"
    assert shown.startswith("$innoindexrankexamples/zhejiang-synthetic.csv--around4")
    assert shown.endswith(printed), again
    assert re.findall(r"(?:https?:)?//[^\"\s)]+", picture) == ["http://www.w3.org/2000/svg"]
    assert len(picture.encode()) < 60_000
