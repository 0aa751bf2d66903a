"""Write what the pages of docs take from the program itself: help, columns, signatures.

    python docs/make_reference.py

What stands between <!-- made --> and <!-- end --> in commands.md, and the `py` blocks of python.md,
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
        block = r"^(### `(\w+)`\n\n```py\n).*?(^```\n)"
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
            for id, meaning in meanings(key, ids):
                yield f"| `{id}` | {meaning[LANGUAGES[lang]]} |"
            yield ""


@cache
def tables(name: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The tables that a command has in csv and json: how to get each, its key in columns.toml, ids."""
    metavars = {param.name: param.metavar or "" for param in commands()[name].params}
    if "csv" not in metavars.get("format", ""):
        return []
    found = {}
    for options in NOTES["run"].get(name, [""]):
        table = ("TABLE",) if "tables" in metavars else ()
        shown = " ".join(("innoindex", name, *table, *options.split()))
        args = (*name.split(), *(EXAMPLE for _ in table), *options.split(), "-q")
        records = json.loads(run(*args, "-f", "json"))
        for id, rows in (records if isinstance(records, dict) else {"": records}).items():
            show = ("--show", id) if id else ()
            ids = tuple(rows[0]) if rows else heading(run(*args, *show, "-f", "csv"))
            key = f"{name}.{id}" if id else name
            found.setdefault(ids, (" ".join((shown, *show)), key, ids))
    return list(found.values())


def heading(text: str) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(text))))


def meanings(key: str, ids: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """The entries of columns.toml for the columns of a table, in their order, each once."""
    own = NOTES.get(key.partition(".")[0], {}) | NOTES.get(key, {})
    shared = NOTES["column"]
    done = set()
    for id in ids:
        families = (name for name, each in own.items() if each[2:] and re.fullmatch(each[2], id))
        entry = id if id in own else next(families, id)
        if entry in done:
            continue
        done.add(entry)
        if entry not in own and entry not in shared:
            raise SystemExit(f'docs/columns.toml: ["{key}"] lacks {id} = ["…", "…"]')
        yield entry, own.get(entry) or shared[entry]


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
    fields = [f"    {name}: {kind}" for name, kind in thing.__annotations__.items()]
    more = (
        f"    def {written(name, inspect.signature(each))}"
        if inspect.isfunction(each)
        else f"    {name}  # {(inspect.getdoc(each) or 'property').splitlines()[0]}"
        for name, each in vars(thing).items()
        if not name.startswith("_") and name not in thing.__annotations__
    )
    return "\n".join([f"class {name}:", *fields, *more])


def written(name: str, of: inspect.Signature) -> str:
    """`name(parameters) -> type`, a parameter a line where one line would be too long."""
    kept = [p for p in of.parameters.values() if p.name != "self"]
    returns = f" -> {of.return_annotation}"
    texts, starred = [], False
    for each in kept:
        if each.kind is each.KEYWORD_ONLY and not starred:
            texts.append("*")
            starred = True
        texts.append(str(each).replace("'", ""))
    line = f"{name}({', '.join(texts)}){returns}"
    if len(line) <= WIDE:
        return line
    return "\n".join([f"{name}(", *(f"    {text}," for text in texts), f"){returns}"])


if __name__ == "__main__":
    main()
