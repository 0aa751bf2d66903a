"""The scheme and the table that a command works on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import Problem, UsageProblem
from ..messages import Language, Message, did_you_mean, say
from ..panel import Panel
from ..period import period_label
from ..scheme import Scheme
from ..scheme_file import SHIPPED, read_scheme, read_shipped_scheme
from .failures import print_problems
from .options import LEVELS, choice

if TYPE_CHECKING:
    from ..levels import Level


def find_scheme(given: str | None) -> Scheme:
    """--scheme > INNOINDEX_SCHEME > ./config/weights.toml > ./weights.toml > the shipped one."""
    chosen = given or os.environ.get("INNOINDEX_SCHEME")
    if chosen:
        return read_scheme(chosen)
    for path in (Path("config/weights.toml"), Path("weights.toml")):
        if path.is_file():
            return read_scheme(path)
    return read_shipped_scheme()


def scheme_said(scheme: Scheme) -> Problem:
    """The note that names the scheme in use."""
    if scheme.source == SHIPPED and not Path(SHIPPED).is_file():
        return Problem(say("scheme: the shipped one"), severity="note")
    return Problem(say("scheme: {path}", path=scheme.source), severity="note")


def as_level(value: str) -> Level:
    """The value of --level."""
    return cast("Level", choice("--level", value, LEVELS))


def load(tables: Sequence[str], scheme: Scheme, period: str | None, strict: bool) -> Panel:
    """Read the tables; `period` names the period of a table that does not say it."""
    from ..read import read_panel
    from ..tables_check import whole_check

    return read_panel(tables, scheme, period=period, check=whole_check(period, strict))


def need_groups(panel: Panel) -> None:
    """A usage error if groups are asked for and the table has none."""
    if not panel.groups:
        text = say("the table has no groups")
        help = say('name its column in the scheme: [columns] group = "…"')
        raise UsageProblem([Problem(text, help)])


def chosen_period(panel: Panel, period: str | None, option: str) -> str | None:
    """The period an option asks for, as the panel has it; a usage error if it has none such."""
    if period is None:
        return None
    label = period_label(period)
    if label not in panel.periods:
        raise UsageProblem(
            [
                Problem(
                    say("{option} {period} is not in the table", option=option, period=period),
                    say("the table has {periods}", periods=panel.periods),
                )
            ]
        )
    return label


def find_unit(labels: Panel, wanted: str) -> int:
    """The unit named by its code, its name in either language, or a unique prefix of one."""
    keys = [
        [str(unit), str(zh), str(en)]
        for unit, zh, en in zip(labels.units, labels.names["zh"], labels.names["en"], strict=True)
    ]
    return _find(wanted, keys, say('there is no unit "{name}"', name=wanted))


def find_group(labels: Panel, wanted: str) -> int:
    """The group named by its name in either language, or a unique prefix of one."""
    need_groups(labels)
    keys = [[label.zh, label.en] for label in labels.groups]
    return _find(wanted, keys, say('there is no group "{name}"', name=wanted))


def _find(wanted: str, keys: list[list[str]], none: Message) -> int:
    word = wanted.strip().casefold()
    exact = {i for i, names in enumerate(keys) if word in (name.casefold() for name in names)}
    found = exact or {
        i for i, names in enumerate(keys) if any(n.casefold().startswith(word) for n in names)
    }
    if len(found) == 1:
        return found.pop()
    if found:
        names = [" ".join(dict.fromkeys(keys[i])) for i in sorted(found)[:10]]
        raise UsageProblem(
            [
                Problem(
                    say('"{name}" may be {names}', name=wanted, names=names), say("name it by code")
                )
            ]
        )
    known = [name for names in keys for name in dict.fromkeys(names)]
    raise UsageProblem([Problem(none, did_you_mean(wanted, known))])


def tell(problems: Iterable[Problem], lang: Language, quiet: bool) -> None:
    """Warnings and notes, to stderr."""
    if not quiet:
        sys.stdout.flush()
        print_problems(problems, lang)
