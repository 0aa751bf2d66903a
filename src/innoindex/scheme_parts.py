"""The parts of a scheme, each from its table of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .expression import Expression, column
from .messages import Label, say
from .period import parse_period
from .scheme import ROOT, Break, Indicator, Node, RawColumn, Rule, TableColumns, Tier
from .scheme_check import Checker, Tables, label
from .scheme_keys import BASE, BREAK, COLUMNS, NAMED, TIER
from .scheme_kinds import parse_per_cent


def named_tables(value: Any, name: str, check: Checker) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict):
        check.must_be_table((name,))
        return {}
    check.ids(name, value)
    return {id: check.table(item, (name, id), NAMED[name]) for id, item in value.items()}


def read_nodes(index: dict[str, Any], dimensions: Tables, check: Checker) -> dict[str, Node]:
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


def read_indicators(
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


def read_raw(
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
            noise=parse_per_cent(item["noise"]),
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
        raw[id] = replace(own, aliases=tuple(dict.fromkeys(aliases)))
    for name in _names_in_expressions(indicators, nodes):
        raw.setdefault(name, RawColumn(name, Label(name, name), Label("", "")))
    for id, item in tables.items():
        if item["at_most"]:
            check.name_exists(item["at_most"], raw, ("raw", id, "at_most"))
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


def read_columns(value: Any, check: Checker) -> TableColumns:
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


def read_tiers(value: Any, check: Checker) -> tuple[Tier, ...]:
    if not isinstance(value, (list, tuple)):
        check.problem(
            ("index", "tiers"),
            say("{key} must be a list", key="index.tiers"),
            say("for example: {example}", example='tiers = [{ name = "A", min_score = 150 }]'),
        )
        return ()
    tiers = []
    for number, item in enumerate(value):
        keys = ("index", "tiers", str(number))
        taken = check.table(item, keys, TIER)
        conditions = [key for key in TIER if key != "name" and taken[key] is not None]
        if len(conditions) > 1:
            check.problem(
                keys,
                say("a tier has one condition, not {names}", names=tuple(conditions)),
                say("keep one of them, or make two tiers"),
            )
        taken["name"] = label(taken["name"])
        tiers.append(Tier(**taken))
    twice = [name for name, count in Counter(t.name.en for t in tiers).items() if count > 1]
    if twice:
        text = say("two tiers have the name {names}", names=twice)
        check.problem(("index", "tiers"), text, say("rename one of them"))
    return tuple(tiers)


def read_breaks(value: Any, check: Checker) -> tuple[Break, ...]:
    if not isinstance(value, list):
        text = say("{key} must be a list", key="break")
        check.problem(("break",), text, say("head each of them [[break]]"))
        return ()
    breaks = []
    for number, item in enumerate(value):
        taken = check.table(item, ("break", str(number)), BREAK)
        period = parse_period(taken["period"]) or ""
        breaks.append(Break(period, tuple(taken["units"]), label(taken["note"])))
    return tuple(breaks)


def read_base_period(value: Any, check: Checker) -> str | None:
    if value is None:
        return None
    period = check.table(value, ("index", "base"), BASE)["period"]
    return None if period is None else parse_period(period)
