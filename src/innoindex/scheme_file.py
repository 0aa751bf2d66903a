"""Reading a scheme: TOML to `Scheme`, all problems at once, each with its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import InnoindexError, Problem, UsageProblem
from .expression import Expression, column
from .messages import Label, say
from .period import parse_period
from .scheme import (
    ROOT,
    Break,
    Indicator,
    Node,
    RawColumn,
    Rule,
    Scheme,
    TableColumns,
    Tier,
)
from .scheme_check import Checker, label
from .scheme_keys import BASE, BREAK, COLUMNS, INDEX, NAMED, TIER, TOP
from .toml_lines import key_lines

SHIPPED = "config/weights.toml"
Tables = Mapping[str, dict[str, Any]]


def read_scheme(path: str | Path) -> Scheme:
    """Read and check a scheme file.

    Raises `UsageProblem` if it cannot be opened, `InnoindexError` with every problem in it.
    """
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UsageProblem([Problem(say("no such file"), path=str(path))]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageProblem(
            [Problem(say("cannot be read: {reason}", reason=reason), path=str(path))]
        ) from None
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
        raise InnoindexError([Problem(say("nested too deeply"), path=path)]) from None
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
        check.problem(("schema",), say("the file must begin with schema = 1"))
    index = check.table(document.get("index", {}), ("index",), INDEX)
    tables = {name: _named(document.get(name, {}), name, check) for name in NAMED}
    for id in tables["indicator"].keys() & (tables["dimension"].keys() | {ROOT}):
        check.problem(("indicator", id), say('the id "{id}" is used twice', id=id))
    if tables["dimension"].pop(ROOT, None) is not None:
        check.problem(("dimension", ROOT), say('the id "{id}" is used twice', id=ROOT))
    nodes = _nodes(index, tables["dimension"], check)
    indicators = _indicators(index, tables["indicator"], nodes, check)
    if not indicators:
        check.problem((), say("the scheme has no indicator"))
    _check_tree(nodes, indicators, check)
    _check_weights(nodes, indicators, tables, check)
    base_period = _base_period(index["base"], check)
    _check_references(indicators, base_period, check)
    _check_rescales(nodes, check)
    raw = _raw(tables["raw"], tables["indicator"], indicators, nodes, check)
    _check_scenarios(tables["scenario"], {**nodes, **indicators}, check)
    return Scheme(
        name=label(index["name"], "index"),
        nodes=nodes,
        indicators=indicators,
        raw=raw,
        columns=_columns(document.get("columns", {}), check),
        base_period=base_period,
        decimals=index["decimals"],
        rank_decimals=index["rank_decimals"],
        ties=index["ties"],
        expect_units=index["expect_units"],
        highlight=tuple(index["highlight"]),
        tiers=_tiers(index["tiers"], check),
        breaks=_breaks(document.get("break", []), check),
        scenarios=tables["scenario"],
        source=check.path,
        lines=check.lines,
    )


def _base_period(value: Any, check: Checker) -> str | None:
    if value is None:
        return None
    period = check.table(value, ("index", "base"), BASE)["period"]
    return None if period is None else parse_period(period)


def _named(value: Any, name: str, check: Checker) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict):
        check.problem((name,), say("{key} must be a table", key=name))
        return {}
    return {id: check.table(item, (name, id), NAMED[name]) for id, item in value.items()}


def _nodes(index: dict[str, Any], dimensions: Tables, check: Checker) -> dict[str, Node]:
    def rule(family: str, value: Any, *keys: str) -> Rule:
        return check.rule(family, value, (*keys, family))

    aggregate = rule("aggregate", index["aggregate"], "index")
    stats = _stats(index["stats"])
    nodes = {
        ROOT: Node(
            id=ROOT,
            name=label(index["name"], ROOT),
            parent=None,
            weight=1.0,
            aggregate=aggregate,
            rescale=rule("rescale", index["rescale"], "index"),
            stats=stats,
            min_coverage=index["min_coverage"],
        )
    }
    for id, item in dimensions.items():
        keys = ("dimension", id)
        parent = item["parent"] or ROOT
        if parent != ROOT and not check.name_exists(parent, dimensions, (*keys, "parent")):
            parent = ROOT
        nodes[id] = Node(
            id=id,
            name=label(item["name"], id),
            parent=parent,
            weight=1.0 if item["weight"] is None else float(item["weight"]),
            aggregate=(
                aggregate
                if item["aggregate"] is None
                else rule("aggregate", item["aggregate"], *keys)
            ),
            rescale=rule("rescale", item["rescale"], *keys),
            stats=_stats(item["stats"]) if item["stats"] is not None else stats,
            min_coverage=item["min_coverage"],
        )
    return nodes


def _indicators(
    index: dict[str, Any], tables: Tables, nodes: Mapping[str, Node], check: Checker
) -> dict[str, Indicator]:
    defaults = {
        family: check.rule(family, index[family], ("index", family))
        for family in ("normalise", "impute", "treat")
    }
    indicators: dict[str, Indicator] = {}
    for id, item in tables.items():
        keys = ("indicator", id)
        parent = item["dimension"] or ROOT
        if parent != ROOT and not check.name_exists(parent, nodes, (*keys, "dimension")):
            parent = ROOT
        rules = {
            family: (
                default
                if item[family] is None
                else check.rule(family, item[family], (*keys, family))
            )
            for family, default in defaults.items()
        }
        value: Expression | None = None
        if item["value"] is not None:
            value = check.expression(item["value"], (*keys, "value"))
        stats = item["stats"] if item["stats"] is not None else index["stats"]
        indicators[id] = Indicator(
            id=id,
            name=label(item["name"], id),
            parent=parent,
            value=value or column(id),
            unit=label(item["unit"]),
            direction=-1 if item["direction"] == "-" else 1,
            weight=1.0 if item["weight"] is None else float(item["weight"]),
            transform=check.rule("transform", item["transform"], (*keys, "transform")),
            treat=rules["treat"],
            normalise=rules["normalise"],
            stats=_stats(stats),
            impute=rules["impute"],
            reference=item["reference"],
        )
    return indicators


def _stats(value: Any) -> str:
    return str(value) if value in ("period", "pooled") else str(parse_period(value))


def _raw(
    tables: Tables,
    indicator_tables: Tables,
    indicators: Mapping[str, Indicator],
    nodes: Mapping[str, Node],
    check: Checker,
) -> dict[str, RawColumn]:
    raw = {
        id: RawColumn(
            id=id,
            name=label(item["name"], id),
            unit=label(item["unit"]),
            aliases=tuple(item["aliases"]),
            additive=item["additive"],
            at_most=item["at_most"],
            declared=True,
        )
        for id, item in tables.items()
    }
    for id, item in indicator_tables.items():
        if item["value"] is not None:
            continue
        named = indicators[id].name
        own = raw.get(id, RawColumn(id, named, indicators[id].unit, additive=False))
        aliases = (*own.aliases, *item["aliases"], named.zh, named.en)
        raw[id] = RawColumn(
            id,
            own.name,
            own.unit,
            tuple(dict.fromkeys(aliases)),
            own.additive,
            own.at_most,
            own.declared,
        )
    for name in _names_in_expressions(indicators, nodes):
        raw.setdefault(name, RawColumn(name, Label(name, name), Label("", "")))
    for id, item in tables.items():
        if item["at_most"]:
            check.name_exists(item["at_most"], raw, ("raw", id, "at_most"))
    _check_headings(raw, check)
    return raw


def _names_in_expressions(
    indicators: Mapping[str, Indicator], nodes: Mapping[str, Node]
) -> Iterator[str]:
    for indicator in indicators.values():
        yield from indicator.value.columns
    for rule in (*(i.normalise for i in indicators.values()), *(n.rescale for n in nodes.values())):
        limit = rule.options.get("truncate")
        if isinstance(limit, Expression):
            yield from limit.columns


def _check_headings(raw: Mapping[str, RawColumn], check: Checker) -> None:
    claimed: dict[str, str] = {}
    for item in raw.values():
        for heading in dict.fromkeys((item.id, item.name.zh, item.name.en, *item.aliases)):
            folded = unicodedata.normalize("NFKC", heading).strip().casefold()
            other = claimed.setdefault(folded, item.id)
            if other != item.id:
                check.problem(
                    ("raw", item.id) if item.declared else ("indicator", item.id),
                    say(
                        'the heading "{heading}" would mean both {first} and {second}',
                        heading=heading,
                        first=other,
                        second=item.id,
                    ),
                    say("give each column names and aliases of its own"),
                )


def _check_tree(
    nodes: Mapping[str, Node], indicators: Mapping[str, Indicator], check: Checker
) -> None:
    for id, node in nodes.items():
        seen = {id}
        parent = node.parent
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = nodes[parent].parent
        if parent == id:
            check.problem(
                ("dimension", id, "parent"),
                say('dimension "{id}" is above itself', id=id),
                say("follow the parents up: they must end at the index"),
            )
    used = {node.parent for node in nodes.values()} | {i.parent for i in indicators.values()}
    for id in nodes:
        if id != ROOT and id not in used:
            check.problem(
                ("dimension", id),
                say('dimension "{id}" is empty', id=id),
                say('give an indicator dimension = "{id}", or remove it', id=id),
            )


def _check_weights(
    nodes: Mapping[str, Node],
    indicators: Mapping[str, Indicator],
    tables: Mapping[str, Tables],
    check: Checker,
) -> None:
    siblings: dict[str, list[tuple[str, str]]] = {}
    for id, node in nodes.items():
        if node.parent is not None:
            siblings.setdefault(node.parent, []).append(("dimension", id))
    for id, indicator in indicators.items():
        siblings.setdefault(indicator.parent, []).append(("indicator", id))
    for parent, members in siblings.items():
        weights = {(table, id): tables[table][id]["weight"] for table, id in members}
        if nodes[parent].aggregate.name == "sum":
            continue
        absent = [key for key, weight in weights.items() if weight is None]
        if absent and len(absent) < len(weights):
            for table, id in absent:
                check.problem(
                    (table, id),
                    say('"{id}" has no weight, but others beside it have', id=id),
                    say("give every one a weight, or none (then all are equal)"),
                )
        elif not absent and sum(weights.values()) == 0:
            check.problem(
                (*members[0], "weight"), say('the weights under "{id}" are all 0', id=parent)
            )


def _check_references(
    indicators: Mapping[str, Indicator], base_period: str | None, check: Checker
) -> None:
    for id, indicator in indicators.items():
        name = indicator.normalise.name
        given = indicator.reference is not None or indicator.normalise.options.get("reference")
        if name == "standard" and not given:
            check.problem(
                ("indicator", id),
                say('"{id}" is scored by standard but has no reference', id=id),
                say("give reference = the value that scores 100"),
            )
        if name == "base-ratio" and not given and base_period is None:
            check.problem(
                ("indicator", id),
                say('"{id}" is scored by base-ratio but has no reference', id=id),
                say("give [index] base = {{ period = … }}, or the indicator a reference"),
            )


def _check_rescales(nodes: Mapping[str, Node], check: Checker) -> None:
    for id, node in nodes.items():
        rule = node.rescale
        if rule.name in ("base-ratio", "standard") and rule.options.get("reference") is None:
            keys = ("index",) if id == ROOT else ("dimension", id)
            check.problem(
                (*keys, "rescale"),
                say('rescale of "{id}": {method} needs a reference', id=id, method=rule.name),
                say('write {{ method = "{method}", reference = … }}', method=rule.name),
            )


def _check_scenarios(tables: Tables, known: Mapping[str, object], check: Checker) -> None:
    for id, item in tables.items():
        for name in item["weight"] or {}:
            check.name_exists(name, known, ("scenario", id, "weight", name))


def _columns(value: Any, check: Checker) -> TableColumns:
    taken = check.table(value, ("columns",), COLUMNS)

    def named(item: Any) -> dict[str, tuple[str, ...]]:
        if item is None:
            return {}
        if isinstance(item, dict):
            return {lang: _headings(headings) for lang, headings in item.items()}
        return {lang: _headings(item) for lang in ("zh", "en")}

    return TableColumns(
        unit=_headings(taken["unit"]) or TableColumns().unit,
        name=named(taken["name"]),
        group=named(taken["group"]),
        period=_headings(taken["period"]),
    )


def _headings(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _tiers(value: Any, check: Checker) -> tuple[Tier, ...]:
    if not isinstance(value, (list, tuple)):
        check.problem(("index", "tiers"), say("{key} must be a list", key="index.tiers"))
        return ()
    tiers = []
    for number, item in enumerate(value):
        keys = ("index", "tiers", str(number))
        taken = check.table(item, keys, TIER)
        conditions = [key for key in TIER if key != "name" and taken[key] is not None]
        if len(conditions) > 1:
            check.problem(
                keys, say("a tier has one condition, not {names}", names=tuple(conditions))
            )
        taken["name"] = label(taken["name"])
        tiers.append(Tier(**taken))
    twice = [name for name, count in Counter(t.name.en for t in tiers).items() if count > 1]
    if twice:
        check.problem(("index", "tiers"), say("two tiers have the name {names}", names=twice))
    return tuple(tiers)


def _breaks(value: Any, check: Checker) -> tuple[Break, ...]:
    if not isinstance(value, list):
        check.problem(("break",), say("{key} must be a list: head it [[break]]", key="break"))
        return ()
    breaks = []
    for number, item in enumerate(value):
        taken = check.table(item, ("break", str(number)), BREAK)
        period = parse_period(taken["period"]) or ""
        breaks.append(Break(period, tuple(taken["units"]), label(taken["note"])))
    return tuple(breaks)
