"""The JSON Schema of scheme files, made from the same grammar that checks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .scheme_keys import (
    BASE,
    BREAK,
    COLUMNS,
    INDEX,
    METHODS,
    NAMED,
    TIER,
)
from .scheme_kinds import Kind, Option, Options, Schema


def json_schema() -> Schema:
    """A JSON Schema (draft 2020-12) that accepts what `scheme_file` accepts, key by key."""
    properties: dict[str, Any] = {
        "schema": {"const": 1},
        "index": _table(INDEX),
        "columns": _table(COLUMNS),
        "break": {"type": "array", "items": _table(BREAK)},
    }
    for name, options in NAMED.items():
        properties[name] = {"type": "object", "additionalProperties": _table(options)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "innoindex scheme",
        "type": "object",
        "properties": properties,
        "required": ["schema", "indicator"],
        "additionalProperties": False,
    }


def _table(options: Options) -> Schema:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {key: _value(option) for key, option in options.items()},
        "additionalProperties": False,
    }
    required = [key for key, option in options.items() if option.required]
    if required:
        schema["required"] = required
    return schema


def _value(option: Option) -> Schema:
    if isinstance(option.kind, Kind):
        found = dict(option.kind.schema)
        if option.default is not None and option.default != ():
            default = option.default
            found["default"] = list(default) if isinstance(default, tuple) else default
        return found
    if option.kind == "base":
        return _table(BASE)
    if option.kind == "tiers":
        return {"type": "array", "items": _table(TIER)}
    methods = _methods(METHODS[option.kind])
    if option.by_id:
        return {"anyOf": [methods, {"type": "object", "additionalProperties": methods}]}
    return methods


def _methods(methods: Mapping[str, Options]) -> Schema:
    """A method by its bare name, if it needs no option, or as a table with its options."""
    bare = [
        name for name, options in methods.items() if not any(o.required for o in options.values())
    ]
    tables = []
    for name, options in methods.items():
        table = _table(options)
        table["properties"] = {"method": {"const": name}, **table["properties"]}
        table["required"] = ["method", *table.get("required", [])]
        tables.append(table)
    return {"anyOf": [{"enum": bare}, *tables]}
