"""Checked access to a scheme file's tables: every problem is noted with its line, none stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from .errors import Problem
from .expression import Expression, ExpressionError, parse_expression
from .messages import MOST, Label, Message, did_you_mean, say
from .scheme import Rule
from .scheme_keys import METHODS
from .scheme_kinds import LARGEST, Kind, Option, Options
from .visible import is_visible

Keys = tuple[str, ...]
Tables = Mapping[str, dict[str, Any]]  # the tables of one kind, by id


class Checker:
    """Collects the problems of one file while its values are taken."""

    def __init__(self, path: str, lines: Mapping[Keys, int]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Problem] = []

    def problem(self, keys: Keys, text: Message, help: Message) -> None:
        self.problems.append(Problem(text, help, self.path, self.line(keys)))

    def line(self, keys: Keys) -> int | None:
        while keys:
            if keys in self.lines:
                return self.lines[keys]
            keys = keys[:-1]
        return None

    def table(self, value: Any, keys: Keys, options: Options) -> dict[str, Any]:
        """The values of a table: checked, defaults filled in, what is wrong left at its default."""
        taken = {name: option.default for name, option in options.items()}
        if not isinstance(value, dict):
            self.must_be_table(keys)
            return taken
        for key, item in value.items():
            if key not in options:
                self.unknown_key((*keys, key), options)
            elif self.accepts(item, (*keys, key), options[key]):
                taken[key] = item
        for key, option in options.items():
            if option.required and key not in value:
                assert isinstance(option.kind, Kind)
                text = say("{key} is missing", key=_dotted((*keys, key)))
                self.problem(keys, text, option.kind.advice(key))
        return taken

    def must_be_table(self, keys: Keys) -> None:
        help = say("head it [{key}], or write its keys in braces", key=_dotted(keys))
        self.problem(keys, say("{key} must be a table", key=_dotted(keys)), help)

    def ids(self, name: str, tables: Mapping[str, Any]) -> None:
        """Ids are typed in commands and found in columns: nothing in one may be unseen."""
        for id in tables:
            if not is_visible(id):
                text = say('the id "{id}" has a character that cannot be seen', id=id)
                self.problem((name, id), text, say("write it with letters, digits, _ and -"))

    def unknown_key(self, keys: Keys, known: Mapping[str, object] | tuple[str, ...]) -> None:
        help = self.nearest(keys[-1], known)
        self.problem(keys, say('unknown key "{key}"', key=_dotted(keys)), help)

    def accepts(self, value: Any, keys: Keys, option: Option) -> bool:
        if not isinstance(option.kind, Kind) or option.kind.accepts(value):
            return True
        if isinstance(value, (int, float)) and abs(value) > LARGEST:
            text = say("{key}: {error}", key=_dotted(keys), error=say("a number is too large"))
            self.problem(keys, text, say("choose larger units of measure"))
            return False
        self.problem(
            keys,
            say(
                "{key} must be {words}, not {value}",
                key=_dotted(keys),
                words=option.kind.words,
                value=_shown(value),
            ),
            option.kind.advice(keys[-1], value),
        )
        return False

    def rule(self, family: str, value: Any, keys: Keys) -> Rule:
        """A method with its options, from its name or from `{ method = name, … }`."""
        methods = METHODS[family]
        given: dict[str, Any] = {}
        name = value
        if isinstance(value, dict):
            given = {key: item for key, item in value.items() if key != "method"}
            name = value.get("method")
        if not isinstance(name, str) or name not in methods:
            self.problem(
                (*keys, "method"),
                say("{key}: no method {value}", key=_dotted(keys), value=_shown(name)),
                self.nearest(str(name), methods),
            )
            return Rule("none" if "none" in methods else next(iter(methods)))
        options = self.table(given, keys, methods[name])
        if isinstance(options.get("truncate"), str):
            options["truncate"] = self.expression(options["truncate"], (*keys, "truncate"))
        self.options_agree(options, keys)
        return Rule(name, options)

    def options_agree(self, options: Mapping[str, Any], keys: Keys) -> None:
        """Note options of a method that contradict each other."""
        lower, upper = options.get("lower"), options.get("upper")
        if lower is not None and upper is not None and lower >= upper:
            self.problem(
                keys,
                say("{key}: lower must be below upper", key=_dotted(keys)),
                say('give the smaller bound as lower and say direction = "-" where less is better'),
            )
        if "percentiles" in options and lower is upper is options["percentiles"] is None:
            text = say("{key} does nothing", key=_dotted(keys))
            self.problem(keys, text, say("give lower, upper or percentiles"))
        if "cuts" in options and len(options["scores"]) != len(options["cuts"]) + 1:
            self.problem(
                keys,
                say(
                    "{key}: {cuts} cuts make {classes} classes, not {scores}",
                    key=_dotted(keys),
                    cuts=len(options["cuts"]),
                    classes=len(options["cuts"]) + 1,
                    scores=len(options["scores"]),
                ),
                say("give as many scores as classes, the lowest class first"),
            )

    def expression(self, text: str, keys: Keys) -> Expression | None:
        try:
            return parse_expression(text)
        except ExpressionError as error:
            self.problem(
                keys, say("{key}: {error}", key=_dotted(keys), error=error.message), error.help
            )
            return None

    def name_exists(self, name: str, known: Mapping[str, object], keys: Keys) -> bool:
        if name in known:
            return True
        self.problem(
            keys,
            say('{key}: there is no "{name}"', key=_dotted(keys), name=name),
            self.nearest(name, known),
        )
        return False

    def nearest(self, name: str, known: Iterable[str]) -> Message:
        """Help for a name that does not exist; after many problems only by the first names."""
        few = 13 if len(self.problems) > MOST else None
        return did_you_mean(name, list(islice(known, few)))


def label(value: Any, default: str = "") -> Label:
    """A label from a text or from `{ zh, en }`; one language stands in for the other."""
    if value is None:
        return Label(default, default)
    if isinstance(value, str):
        return Label(value, value)
    return Label(value.get("zh", value.get("en")), value.get("en", value.get("zh")))


def _dotted(keys: Keys) -> str:
    return ".".join(keys)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_shown(item)}' for key, item in value.items())} }}"
    return f'"{value}"' if isinstance(value, str) else str(value)
