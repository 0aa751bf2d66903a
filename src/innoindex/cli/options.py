"""The shared options, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer


@dataclass(frozen=True)
class Command:
    """A command: its function, what it does in a sentence, and in a line of the overview."""

    run: Callable[..., None]
    short: str
    help: str


class LevelName(StrEnum):
    unit = "unit"
    group = "group"
    all = "all"


class FormatName(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    md = "md"
    xlsx = "xlsx"


class LanguageName(StrEnum):
    zh = "zh"
    en = "en"
    auto = "auto"


class ColorName(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


Tables = Annotated[
    list[str],
    typer.Argument(
        metavar="TABLE", help="CSV, TSV, xlsx, xls or ods files; - is standard input."
    ),
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
    LevelName,
    typer.Option("--level", metavar="unit|group|all", help="Units, their groups, or the whole."),
]
Highlight = Annotated[
    list[str] | None,
    typer.Option("--highlight", metavar="U", help="Unit to highlight: code, name or prefix."),
]
Group = Annotated[
    str | None, typer.Option("--group", metavar="G", help="Show only the units of this group.")
]
Top = Annotated[
    int | None, typer.Option("--top", metavar="N", min=1, help="Show only the first N.")
]
Around = Annotated[
    int | None,
    typer.Option("--around", metavar="N", min=0, help="Show the N above and below the highlight."),
]
Format = Annotated[
    FormatName | None,
    typer.Option(
        "-f", "--format", metavar="table|csv|json|md|xlsx", help="Output format; default: table."
    ),
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; its suffix is the format."),
]
Lang = Annotated[
    LanguageName, typer.Option("--lang", metavar="zh|en|auto", help="Language.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No warnings and notes.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tracebacks of program faults.")]
Color = Annotated[
    ColorName, typer.Option("--color", metavar="auto|always|never", help="Colour in a terminal.")
]
Strict = Annotated[
    bool, typer.Option("--strict", help="A wrong number of units is an error.")
]
