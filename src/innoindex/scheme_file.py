"""Reading a scheme: TOML to `Scheme`, all problems at once, each with its line."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import InnoindexError, Problem, UsageProblem
from .files import cannot_open
from .messages import say
from .scheme import ROOT, Scheme
from .scheme_check import Checker, label
from .scheme_keys import INDEX, NAMED, TOP
from .scheme_parts import (
    named_tables,
    read_base_period,
    read_breaks,
    read_columns,
    read_indicators,
    read_nodes,
    read_raw,
    read_tiers,
)
from .scheme_rules import (
    check_references,
    check_rescales,
    check_scenarios,
    check_tree,
    check_weights,
)
from .toml_lines import key_lines

SHIPPED = "config/weights.toml"


def read_scheme(path: str | Path) -> Scheme:
    """Read and check a scheme file.

    Raises `UsageProblem` if it cannot be opened, `InnoindexError` with every problem in it.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageProblem([cannot_open(path, error)]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem(say("is not UTF-8"), say("save the file as UTF-8"), str(path))
        raise InnoindexError([problem]) from None
    return parse_scheme(text, str(path))


def read_shipped_scheme() -> Scheme:
    """The scheme that comes with the program: thirty indicators in five dimensions."""
    return parse_scheme(shipped_text(), SHIPPED)


def shipped_text() -> str:
    """The text of the shipped scheme: in the wheel, or in the checkout it is developed in."""
    packed = resources.files("innoindex").joinpath("weights.toml")
    if packed.is_file():
        return packed.read_text("utf-8")
    return (Path(__file__).parents[2] / SHIPPED).read_text("utf-8")


def parse_scheme(text: str, path: str = "<scheme>") -> Scheme:
    """A scheme from the text of its file; raises `InnoindexError` with every problem in it."""
    text = text.replace("\r\n", "\n")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InnoindexError([_syntax_problem(error, text, path)]) from None
    except RecursionError:
        raise InnoindexError(
            [Problem(say("nested too deeply"), say("take out some of the brackets"), path)]
        ) from None
    check = Checker(path, key_lines(text))
    scheme = _scheme(document, check)
    if check.problems:
        raise InnoindexError(sorted(check.problems, key=lambda problem: problem.row or 0))
    return scheme


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str, path: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
    row = int(place[1]) if place and place[1] else text.count("\n") + 1
    reason = str(error)[: place.start()] if place else str(error)
    twice = re.match(r"Cannot (?:declare|overwrite a value|mutate immutable)", reason)
    if twice:
        line = text.split("\n")[row - 1].strip()
        return Problem(
            say('"{line}" stands twice', line=line), say("remove or rename one"), path, row
        )
    return Problem(
        say("not valid TOML: {reason}", reason=reason),
        say('a text needs quotes, a table is headed [like.this], and every key has one "="'),
        path,
        row,
    )


def _scheme(document: dict[str, Any], check: Checker) -> Scheme:
    for key in document:
        if key not in TOP:
            check.unknown_key((key,), TOP)
    if document.get("schema") != 1:
        help = say("this program reads schema 1: make it the first line")
        check.problem(("schema",), say("the file must begin with schema = 1"), help)
    index = check.table(document.get("index", {}), ("index",), INDEX)
    tables = {name: named_tables(document.get(name, {}), name, check) for name in NAMED}
    rename = say("rename one: the index, dimensions and indicators have ids of their own")
    for id in tables["indicator"].keys() & (tables["dimension"].keys() | {ROOT}):
        check.problem(("indicator", id), say('the id "{id}" is used twice', id=id), rename)
    if tables["dimension"].pop(ROOT, None) is not None:
        check.problem(("dimension", ROOT), say('the id "{id}" is used twice', id=ROOT), rename)
    nodes = read_nodes(index, tables["dimension"], check)
    indicators = read_indicators(index, tables["indicator"], nodes, check)
    if not indicators:
        help = say("add a table [indicator.ID] for each, as in: innoindex scheme new")
        check.problem((), say("the scheme has no indicator"), help)
    check_tree(nodes, indicators, check)
    check_weights(nodes, indicators, tables, check)
    base_period = read_base_period(index["base"], check)
    check_references(indicators, base_period, check)
    check_rescales(nodes, check)
    raw = read_raw(tables["raw"], tables["indicator"], indicators, nodes, check)
    if indicators and not any(item.value.columns for item in indicators.values()):
        help = say("write a value as 100 * a / b, with the ids of columns")
        check.problem(("indicator",), say("no indicator uses a column of the table"), help)
    check_scenarios(tables["scenario"], {**nodes, **indicators}, check)
    return Scheme(
        name=label(index["name"], "index"),
        nodes=nodes,
        indicators=indicators,
        raw=raw,
        columns=read_columns(document.get("columns", {}), check),
        base_period=base_period,
        decimals=index["decimals"],
        rank_decimals=index["rank_decimals"],
        ties=index["ties"],
        expect_units=index["expect_units"],
        highlight=tuple(index["highlight"]),
        tiers=read_tiers(index["tiers"], check),
        breaks=read_breaks(document.get("break", []), check),
        scenarios=tables["scenario"],
        source=check.path,
        lines=check.lines,
    )
