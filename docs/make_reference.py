"""Write what the pages of docs take from the program itself: help, columns, signatures.

    python docs/make_reference.py

What stands between <!-- made --> and <!-- end --> in commands.md, and the signatures of python.md,
is replaced; the rest of a page is written by hand.
"""

from __future__ import annotations

import contextlib
import csv
import inspect
import io
import json
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any
from unittest.mock import patch

import innoindex
from innoindex import cli
from innoindex.cli.app import command_line

DOCS = Path(__file__).parent
EXAMPLE = "examples/zhejiang-synthetic.csv"
NOTES = tomllib.loads((DOCS / "columns.toml").read_text("utf-8"))
LANGUAGES = {"en": 0, "zh": 1}  # with their place in an entry of columns.toml
WIDE = 88  # of a signature's line


def main() -> None:
    for page, text in pages().items():
        page.write_text(text, "utf-8")


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    made = {}
    for lang, suffix in (("en", ".md"), ("zh", ".zh-CN.md")):
        page = DOCS / f"commands{suffix}"
        between = r"(<!-- made -->\n).*(<!-- end -->\n)"
        sections = "\n".join(command_sections(lang))
        text = page.read_text("utf-8")
        made[page] = re.sub(between, lambda m, s=sections: f"{m[1]}\n{s}\n{m[2]}", text, flags=re.S)
        page = DOCS / f"python{suffix}"
        block = r"^(### `(\w+)`\n\n```text\n).*?(^```\n)"
        made[page] = re.sub(
            block,
            lambda m: f"{m[1]}{signature(m[2])}\n{m[3]}",
            page.read_text("utf-8"),
            flags=re.M | re.S,
        )
    return made


# --- commands ------------------------------------------------------------------------------------


@cache
def commands() -> dict[str, Any]:
    """Every command by its words, in the order of the help; the program itself comes first."""
    found = {"": command_line("en")}
    for name, command in found[""].commands.items():
        found[name] = command
        found |= {f"{name} {sub}": each for sub, each in getattr(command, "commands", {}).items()}
    return found


def command_sections(lang: str) -> Iterator[str]:
    headings = (("Column", "Meaning"), ("列", "含义"))[LANGUAGES[lang]]
    for name in commands():
        yield f"## innoindex {name}".rstrip() + "\n"
        yield f"```text\n{run('--lang', lang, *name.split(), '--help').rstrip()}\n```\n"
        for caption, key, ids in tables(name):
            yield f"`{caption}`\n"
            yield f"| {headings[0]} | {headings[1]} |\n|---|---|"
            for section, id in entries(key, ids):
                yield f"| `{id}` | {NOTES[section][id][LANGUAGES[lang]]} |"
            yield ""


@cache
def tables(name: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The tables of a command in csv and json: how to get each, its key in columns.toml, ids."""
    metavars = {param.name: param.metavar or "" for param in commands()[name].params}
    if "csv" not in metavars.get("format", ""):
        return []
    found = {}
    for options in NOTES["run"].get(name, [""]):
        table = ("TABLE",) if "tables" in metavars else ()
        shown = " ".join(("innoindex", name, *table, *options.split()))
        faster = NOTES["hurry"].get(name, "")
        args = [*name.split(), *(EXAMPLE for _ in table), *f"{options} {faster} -q".split()]
        records = json.loads(run(*args, "-f", "json"))
        for id, rows in (records if isinstance(records, dict) else {"": records}).items():
            show = ("--show", id) if id else ()
            ids = tuple(rows[0]) if rows else heading(run(*args, *show, "-f", "csv"))
            key = f"{name}.{id}" if id else name
            found.setdefault(ids, (" ".join((shown, *show)), key, ids))
    return list(found.values())


def heading(text: str) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(text))))


def entries(key: str, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """The entries of columns.toml (section, id) for the columns of a table, each once."""
    found = []
    for id in ids:
        entry = next(_of(key, id), None)
        if entry is None:
            raise SystemExit(f'docs/columns.toml: ["{key}"] lacks {id} = ["…", "…"]')
        found.append(entry)
    return list(dict.fromkeys(found))


def _of(key: str, id: str) -> Iterator[tuple[str, str]]:
    """Where an id is explained: for the table, its command, or all tables; by id or by pattern."""
    for section in (key, key.partition(".")[0], "column"):
        for entry, (_, _, *pattern) in NOTES.get(section, {}).items():
            if entry == id or (pattern and re.fullmatch(pattern[0], id)):
                yield section, entry


def run(*args: str) -> str:
    """What a command prints, run in the folder of the clone in a terminal of 80 columns."""
    out = io.StringIO()
    with (
        contextlib.chdir(DOCS.parent),
        patch.dict(os.environ, {"COLUMNS": "80", "LANG": "C.UTF-8"}, clear=True),
        contextlib.redirect_stdout(out),
    ):
        code = cli.run(list(args))
    if code:
        raise SystemExit(f"innoindex {' '.join(args)}: exit code {code}")
    return out.getvalue()


# --- Python --------------------------------------------------------------------------------------


def signature(name: str) -> str:
    """A function's parameters, or a record's fields and what else it has."""
    thing = getattr(innoindex, name)
    if isinstance(thing, str):
        return f"{name}: str"
    if not isinstance(thing, type):
        return written(name, inspect.signature(thing))
    if issubclass(thing, Exception):
        return f"class {name}({thing.__base__.__name__})"
    fields = [f"{field}: {kind}" for field, kind in thing.__annotations__.items()]
    more = (
        f"def {written(member, inspect.signature(each))}"
        if inspect.isfunction(each)
        else f"{member}{about(each)}"
        for member, each in vars(thing).items()
        if not member.startswith("_") and member not in thing.__annotations__
    )
    return "\n".join([f"class {name}:", *(indent(line, "    ") for line in (*fields, *more))])


def about(member: Any) -> str:
    """The first line of its docstring, as a comment."""
    text = inspect.getdoc(member)
    return f"  # {text.splitlines()[0]}" if text else ""


def written(name: str, of: inspect.Signature) -> str:
    """`name(parameters) -> type`, a parameter a line where one line would be too long."""
    texts = []
    for each in of.parameters.values():
        if each.name == "self":
            continue
        if each.kind is each.KEYWORD_ONLY and "*" not in texts:
            texts.append("*")
        star = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        default = "" if each.default is each.empty else f" = {each.default!r}"
        texts.append(f"{star}{each.name}: {each.annotation}{default}")
    returns = f" -> {of.return_annotation}"
    line = f"{name}({', '.join(texts)}){returns}"
    if len(line) <= WIDE:
        return line
    return "\n".join([f"{name}(", *(f"    {text}," for text in texts), f"){returns}"])


if __name__ == "__main__":
    main()
