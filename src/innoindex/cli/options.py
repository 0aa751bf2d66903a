"""The shared options, declared once.

All are texts, or flags, to the command-line library, and are checked here: see `app` for why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from ..errors import Problem, UsageProblem
from ..messages import say

LEVELS = ("unit", "group", "all")
FORMATS = ("table", "csv", "json", "md", "xlsx")
LANGUAGES = ("zh", "en", "auto")
COLORS = ("auto", "always", "never")


@dataclass(frozen=True)
class Command:
    """A command: its function, what it does in a sentence, and in a line of the overview."""

    run: Callable[..., None]
    short: str
    help: str


def choice(option: str, value: str, allowed: Sequence[str]) -> str:
    """The value of an option that takes one of a few words."""
    if value in allowed:
        return value
    raise UsageProblem(
        [
            Problem(
                say('{option} cannot be "{value}"', option=option, value=value),
                say("it takes {values}", values=" | ".join(allowed)),
            )
        ]
    )


_DIGITS = 15  # what a float, and so every format of the output, holds exactly


def whole(option: str, value: str | None, least: int) -> int | None:
    """The value of an option that takes a whole number."""
    if value is None:
        return None
    help = say("it takes a whole number from {least}", least=least)
    if value.isdecimal():
        if len(value) <= _DIGITS and int(value) >= least:
            return int(value)
        if len(value) > _DIGITS:
            help = say("it takes at most {digits} digits", digits=_DIGITS)
    raise UsageProblem(
        [Problem(say('{option} cannot be "{value}"', option=option, value=value), help)]
    )


Tables = Annotated[
    list[str],
    typer.Argument(metavar="TABLE", help="CSV, TSV, xlsx, xls or ods files; - is standard input."),
]
SchemeFile = Annotated[
    str | None, typer.Option("-s", "--scheme", metavar="FILE", help="Scheme file (TOML).")
]
Period = Annotated[
    str | None,
    typer.Option("-p", "--period", metavar="PERIOD", help="Period to rank; default: the last."),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against", metavar="PERIOD|none", help="Period to compare with; default: the one before."
    ),
]
CommonUnits = Annotated[
    bool, typer.Option("--common-units", help="Rank only the units present in both periods.")
]
LevelOption = Annotated[
    str,
    typer.Option("--level", metavar="unit|group|all", help="Units, their groups, or the whole."),
]
Highlight = Annotated[
    list[str] | None,
    typer.Option("--highlight", metavar="U", help="Unit to highlight: code, name or prefix."),
]
Group = Annotated[
    str | None, typer.Option("--group", metavar="G", help="Show only the units of this group.")
]
Top = Annotated[str | None, typer.Option("--top", metavar="N", help="Show only the first N.")]
Around = Annotated[
    str | None,
    typer.Option("--around", metavar="N", help="Show the N above and below the highlight."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "-f", "--format", metavar="table|csv|json|md|xlsx", help="Output format; default: table."
    ),
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; its suffix is the format."),
]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en|auto", help="Language.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No warnings and notes.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tracebacks of program faults.")]
Color = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help="Colour in a terminal.")
]
Strict = Annotated[bool, typer.Option("--strict", help="A wrong number of units is an error.")]
Show = Annotated[
    str | None,
    typer.Option("--show", metavar="NAME", help="Only this table, of those that the command has."),
]
