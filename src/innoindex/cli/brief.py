"""`innoindex brief`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Against, Command, Lang, Period, Quiet, SchemeFile, Tables, Verbose
from .scenario_options import Unit

UnitLevel = Annotated[
    str, typer.Option("--level", metavar="unit|group", help="Units, or their groups.")
]
TextFile = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write to FILE.md, or FILE.txt without markup."
    ),
]


def brief(
    tables: Tables,
    unit: Unit = None,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: UnitLevel = "unit",
    output: TextFile = None,
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..briefing import brief as briefed
    from ..views.brief import brief_prose
    from ..write.prose import prose_markdown, prose_plain
    from .computed import computed
    from .inputs import compared_period, tell
    from .options import choice
    from .output import OutputOptions, emit_text
    from .rows import one_unit

    choice("--level", level, ("unit", "group"))
    suffix = _suffix(output)
    options = OutputOptions(None, output, lang, "auto", quiet)
    done = computed(tables, scheme, period, level, options, keep_indicators=True)
    result = done.result
    chosen = one_unit(result, unit)
    compared = compared_period(result.panel, against)
    found = briefed(result, chosen, period=done.period, against=compared)
    tell(done.said, done.to.lang, quiet)
    prose = brief_prose(found, [Path(table).name for table in tables if table != "-"])
    written = prose_plain if suffix == ".txt" else prose_markdown
    emit_text(written(prose, done.to.lang), done.to)


def _suffix(output: str | None) -> str | None:
    """The suffix of the file, which must be that of a text."""
    from ..errors import wrong_use
    from ..messages import say

    if output is None:
        return None
    suffix = Path(output).suffix.lower()
    if suffix not in (".md", ".txt"):
        text = say("a briefing is a text: {file} cannot hold it", file=output)
        raise wrong_use(text, say("end the file in .md or .txt"))
    return suffix


COMMAND = Command(
    brief,
    short="A briefing on a unit, in three paragraphs.",
    help="A briefing on a unit in three paragraphs: its rank and how it changed, what drove it, "
    "where it lags and what the next place would take. Its figures are those of rank, explain and "
    "goal.",
)
