"""Reading a scheme: TOML to `Scheme`, all problems at once, each with its line."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import InnoindexError
from .messages import say
from .scenario_parts import read_scenarios
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
    check_tree,
    check_weights,
)
from .toml_lines import key_lines
from .toml_text import parse_toml, read_bytes, toml_text

SHIPPED = "config/weights.toml"


def read_scheme(path: str | Path) -> Scheme:
    """Read and check a scheme file.

    Raises `UsageProblem` if it cannot be opened, `InnoindexError` with every problem in it.
    """
    return _read(read_bytes(path), str(path))


def read_shipped_scheme() -> Scheme:
    """The scheme that comes with the program: thirty indicators in five dimensions."""
    return _read(shipped_text().encode(), SHIPPED)


def _read(data: bytes, path: str) -> Scheme:
    from hashlib import sha256

    return replace(parse_scheme(toml_text(data, path), path), sha256=sha256(data).hexdigest())


def shipped_text() -> str:
    """The text of the shipped scheme: in the wheel, or in the checkout it is developed in."""
    packed = resources.files("innoindex").joinpath("weights.toml")
    if packed.is_file():
        return packed.read_text("utf-8")
    return (Path(__file__).parents[2] / SHIPPED).read_text("utf-8")


def parse_scheme(text: str, path: str = "<scheme>") -> Scheme:
    """A scheme from the text of its file; raises `InnoindexError` with every problem in it."""
    text = text.replace("\r\n", "\n")
    document = parse_toml(text, path)
    check = Checker(path, key_lines(text))
    scheme = _scheme(document, check)
    if check.problems:
        raise InnoindexError(sorted(check.problems, key=lambda problem: problem.row or 0))
    return scheme


def _scheme(document: dict[str, Any], check: Checker) -> Scheme:
    for key in document:
        if key not in TOP:
            check.unknown_key((key,), TOP)
    if document.get("schema") != 1:
        help = say("this program reads schema 1: make it the first line")
        check.problem(("schema",), say("the file must begin with schema = 1"), help)
    index = check.table(document.get("index", {}), ("index",), INDEX)
    tables = {
        name: named_tables(document.get(name, {}), name, check)
        for name in NAMED
        if name != "scenario"  # read last: they change what the others say
    }
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
    scheme = Scheme(
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
        source=check.path,
        lines=check.lines,
    )
    scenarios = read_scenarios(document.get("scenario", {}), scheme, check)
    return replace(scheme, scenarios=scenarios)
