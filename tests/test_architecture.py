"""The shape of the house: which rooms there are, how large, and that all checks are the same."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from sources import FILES, imports, tree_of


@cache
def rooms_drawn() -> list[list[str]]:
    """The floors of the picture in CONTRIBUTING.md from the top, each the patterns of its rooms."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (picture,) = re.findall(r"^## The rooms\n.*?^```text\n(.*?)^```$", text, re.M | re.S)
    floors: list[list[str]] = [[]]
    for line in picture.splitlines():
        if line.startswith(" ├"):
            floors.append([])
        elif line.startswith(" │"):
            floors[-1] += line.strip(" │").split(", ")
    return floors


def floor_of(room: str) -> int:
    """Of a room such as `views/rank`."""
    found = [
        n
        for n, rooms in enumerate(rooms_drawn())
        if any(fnmatch(room, p) and p.count("/") == room.count("/") for p in rooms)
    ]
    assert len(found) == 1, f"{room} stands on {len(found)} floors of CONTRIBUTING.md's picture"
    return found[0]


def room_of(name: str) -> str:
    """A file's room: `views/rank`, `read`; those of a folder within a folder are its own."""
    parts = name.removesuffix(".py").removesuffix("/__init__").split("/")
    return "/".join(parts[:2])


def imported_rooms(name: str) -> set[str]:
    """The rooms that a file imports, anywhere in it."""
    found = set()
    for module in imports(name):
        if module.startswith("."):
            path = module.strip(".").replace(".", "/")
            known = [path, path.rpartition("/")[0]]
            found |= {
                room_of(p) for p in known if f"{p}.py" in FILES or f"{p}/__init__.py" in FILES
            }
    return found


@pytest.mark.parametrize("name", [name for name in FILES if name != "__init__.py"])
def test_the_picture_of_the_rooms_is_true(name):
    """Each room stands on one floor of the picture, and uses no room of a floor above."""
    here = floor_of(room_of(name))
    above = {room for room in imported_rooms(name) if floor_of(room) < here}
    assert above == ({"frame"} if name == "index.py" else set())


def test_the_picture_shows_no_room_that_is_gone():
    """Each name in the picture is a room's."""
    rooms = {room_of(name) for name in FILES}
    drawn = [pattern for floor in rooms_drawn() for pattern in floor]
    assert [pattern for pattern in drawn if not any(fnmatch(room, pattern) for room in rooms)] == []


# --- the size of things --------------------------------------------------------------------------

LONG_FILES = {
    "normalise.py": "sixteen methods, each a function of a few lines with its formula and source",
    "views/explain_words.py": "the sentences of one view, each a function",
}
_RECORD = "ends with its record, a line a field"
LONG_FUNCTIONS = {
    "auditing.py audit": _RECORD,
    "goals.py goal": _RECORD,
    "movement.py rank_movement": _RECORD,
    "scenario_parts.py read_scenario": _RECORD,
    "scheme_file.py _scheme": "the parts of a file in their order; ends with its record",
    "uncertainty/robustness.py robust": _RECORD,
    "audit_rules_correlation.py _pairs": "two findings of a pair, a line a field",
    "audit_rules_weights.py _uneven": "two findings of a part, a line a field",
    "write/excel/path_chart.py path_chart": "the settings of a chart, a line each",
}


def test_files_are_short():
    """No file has more than 300 lines, but for those that say why."""
    lengths = {name: path.read_text("utf-8").count("\n") for name, path in FILES.items()}
    assert {name for name, length in lengths.items() if length > 300} == set(LONG_FILES)


def test_functions_are_short():
    """None has more than 40 lines of statements, its imports not counted, but for some."""
    found = set()
    for name in FILES:
        for node in ast.walk(tree_of(name)):
            if isinstance(node, ast.FunctionDef) and statements_of(node) > 40:
                found.add(f"{name} {node.name}")
    assert found == set(LONG_FUNCTIONS)


def statements_of(function: ast.FunctionDef) -> int:
    """The lines from the first statement that is neither docstring nor import to the last."""
    plain = (ast.Import, ast.ImportFrom)
    said = [each for each in function.body if not isinstance(each, plain)]
    said = [each for each in said if not isinstance(getattr(each, "value", None), ast.Constant)]
    return (function.end_lineno or 0) - said[0].lineno + 1 if said else 0


TESTS = sorted(Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_a_test_states_a_fact(path):
    """Each test says in a sentence what it holds, and so does each file of tests."""
    tree = ast.parse(path.read_text("utf-8"))
    tests = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [node.name for node in tests if not ast.get_docstring(node)] == []
    assert ast.get_docstring(tree)


# --- the checks ----------------------------------------------------------------------------------


def test_the_same_checks_everywhere():
    """What README has run, pre-commit runs too; the hosted machines run what decides here."""
    (command,) = re.findall(
        r"^    \.venv/bin/pip install (.*)$", (ROOT / "README.md").read_text(), re.M
    )
    checks = [each.removeprefix(".venv/bin/") for each in command.split(" && ")[1:]]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert re.findall(r"^ +entry: (.*)$", hooks, re.M) == checks
    assert checks[-1] == "pytest"
    hosted = (ROOT / ".github" / "workflows" / "checks.yml").read_text()
    assert re.search(r"^ +- run: .*\.ci/run$", hosted, re.M)
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert oldest
    assert f'"{oldest[1]}"' in hosted
