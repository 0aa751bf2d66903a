"""Which room may use what, and that every message is there in both languages."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest
from sources import FILES, imports, tree_of

from innoindex.zh import ZH

SHELL = ("read/", "write/", "cli/", "frame.py", "frames.py", "tables_check.py", "__main__.py")
CORE = [name for name in FILES if not name.startswith(SHELL)]
CATALOGUE = [name for name in FILES if name.startswith("zh/")]

FORBIDDEN = {
    "csv", "datetime", "glob", "io", "jinja2", "json", "locale", "logging", "markupsafe",
    "openpyxl", "os", "pandas", "pathlib", "python_calamine", "random", "rich", "secrets",
    "shutil", "socket", "subprocess", "sys", "tempfile", "time", "typer", "click", "urllib",
    "vl_convert", "xlsxwriter",
}  # fmt: skip
ALLOWED = {
    "scheme_file.py": {"pathlib"},  # and importlib.resources: it reads the scheme
    "files.py": {"pathlib"},  # why a file cannot be opened
    "scenario_file.py": {"pathlib"},  # it reads scenarios
    "toml_text.py": {"pathlib"},
    "scheme_json.py": {"json"},  # text to text
}


def test_imports_are_seen():
    """The rule below would see an import: these are known to be there."""
    assert "numpy" in imports("index.py")
    assert ".scheme" in imports("index.py")
    assert "pandas" in imports("frame.py")
    assert "pandas" in imports("index.py", for_types=True) - imports("index.py")
    assert ".frame" in imports("index.py")
    assert ".messages" in imports("views/rank.py")


@pytest.mark.parametrize("name", CORE)
def test_core_imports(name):
    """The core imports no tables, terminal, files, clock, environment or random numbers."""
    used = {module.split(".")[0] for module in imports(name)}
    assert used & FORBIDDEN == ALLOWED.get(name, set()) & used
    assert not {m for m in imports(name) if m.startswith("numpy.random")}
    text = FILES[name].read_text("utf-8")
    # Generators of a given seed, in the one room that makes them; never the global one.
    made = set(re.findall(r"np\.random\b(?:\.\w+)?", text))
    seeded = {"np.random.Generator", "np.random.PCG64", "np.random.SeedSequence"}
    assert made <= (seeded if name == "uncertainty/draws.py" else set())
    assert not re.search(r"(?<![\w.])open\(", text)


@pytest.mark.parametrize("name", CORE)
def test_core_stays_in(name):
    """The core does not look into the rooms around it; a Result may make its data frame."""
    outside = {
        m
        for m in imports(name)
        if m.split(".")[1:2]
        and m.startswith(".")
        and m.split(".")[1] in ("read", "write", "cli", "frame", "frames")
    }
    assert outside == ({".frame"} if name == "index.py" else set())


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("cli/")])
def test_nothing_imports_cli(name):
    """The command line is the outermost room."""
    if name == "__main__.py":
        return
    assert not {m for m in imports(name, for_types=True) if re.match(r"\.?(innoindex\.)?cli\b", m)}


@pytest.mark.parametrize("name", FILES)
def test_print(name):
    """Only the command line and the writers print."""
    calls = [
        node
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not calls or name.startswith(("cli/", "write/"))


def literals(node: ast.expr) -> list[str] | None:
    """The texts that an expression can be, if it is a literal or a choice between literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        either, other = literals(node.body), literals(node.orelse)
        return None if either is None or other is None else either + other
    return None


def said(name: str) -> list[tuple[int, list[str] | None]]:
    """The first argument of every call of `say` in a file, with its line."""
    return [
        (node.lineno, literals(node.args[0]) if node.args else None)
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
    ]


def templates() -> dict[str, str]:
    """Every template of a message, with the file that says it."""
    return {
        text: name
        for name in FILES
        if name not in CATALOGUE
        for _, texts in said(name)
        for text in texts or []
    }


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def has_words(template: str) -> bool:
    """Whether there is anything to translate beside the values."""
    plain = "".join(text for text, *_ in Formatter().parse(template))
    return any(letter.isalpha() for letter in plain)


@pytest.mark.parametrize("name", [name for name in FILES if name not in CATALOGUE])
def test_messages_are_literal(name):
    """A message's template is written where it arises, so that the catalogue can be checked."""
    assert [line for line, texts in said(name) if texts is None] == []


@pytest.mark.parametrize("name", [name for name in FILES if name not in CATALOGUE])
def test_every_message_is_translated(name):
    """Every message with words of its own has its Chinese, with the same values in it."""
    texts = [text for _, found in said(name) for text in found or [] if has_words(text)]
    assert [text for text in texts if text not in ZH] == []
    assert [text for text in texts if placeholders(text) != placeholders(ZH[text])] == []


def test_no_translation_is_left_over():
    """The Chinese catalogue has no message that nobody says; help texts are constants of cli."""
    constants = {
        node.value
        for name in FILES
        if name.startswith("cli/")
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = templates().keys() | constants | {" ".join(text.split()) for text in constants}
    assert sorted(ZH.keys() - used) == []


@pytest.mark.parametrize("name", FILES)
def test_every_error_says_what_to_do(name):
    """A `Problem` has a help, unless it is a warning or a note."""
    calls = [
        node
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"
    ]
    without = [
        ast.unparse(call)
        for call in calls
        if len(call.args) < 2 and not {"help", "severity"} & {word.arg for word in call.keywords}
    ]
    assert without == []


def test_no_message_is_in_two_files():
    """Each message stands once in the catalogue."""
    keys = [
        key.value
        for name in CATALOGUE
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("text", [pytest.param(text, id=text[:40]) for text in ZH])
def test_chinese(text):
    """Where there are words they are Chinese, and a Chinese Windows console can show them."""
    assert re.search("[\u4e00-\u9fff]", ZH[text]) or not has_words(ZH[text])
    ZH[text].encode("gbk")


@pytest.mark.parametrize("name", [name for name in FILES if name not in CATALOGUE])
def test_english_fits_gbk(name):
    """A Chinese Windows console can show every English message too."""
    for _, texts in said(name):
        for text in texts or []:
            text.encode("gbk")
