"""`innoindex workbook`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    Against,
    Around,
    Command,
    Group,
    Highlight,
    Lang,
    LevelOption,
    Period,
    Quiet,
    SchemeFile,
    Strict,
    Tables,
    Top,
    Verbose,
)
from .scenario_options import Unit

Book = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="Write to FILE.xlsx.")
]


def workbook(
    tables: Tables,
    unit: Unit = None,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: LevelOption = "unit",
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    strict: Strict = False,
    output: Book = None,
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from pathlib import Path

    from ..errors import Problem, wrong_use
    from ..explanation import explain
    from ..lookup import find_unit
    from ..messages import say
    from ..movement import rank_movement
    from ..views.book import book_view
    from .computed import computed
    from .inputs import compared_period, tell
    from .output import OutputOptions, emit_book
    from .rows import highlighted, select

    if level == "all":
        raise wrong_use(say("the whole is ranked with nothing"), say("use --level unit or group"))
    if output is not None and Path(output).suffix.lower() != ".xlsx":
        text = say("{file} is not the name of a workbook", file=output)
        raise wrong_use(text, say("end it in .xlsx"))
    options = OutputOptions("xlsx", output, lang, "auto", quiet)
    done = computed(tables, scheme, period, level, options, strict=strict, keep_indicators=True)
    result, said = done.result, done.said
    compared = compared_period(result.panel, against)
    ranking = rank_movement(result, done.period, compared)
    marked = highlighted(result, highlight)
    chosen = marked[:1] if unit is None else [find_unit(result.labels, unit)]
    rows = select(ranking, marked or chosen, group=group, top=top, around=around)
    explained = [u for u in chosen if unit is not None or ranking.rank[u] == ranking.rank[u]]
    if not explained:
        text = say("no unit is explained in the workbook: add --unit U")
        said = [*said, Problem(text, severity="note")]
    explanations = [explain(result, u, period=done.period, against=compared) for u in explained]
    tell(said, done.to.lang, quiet)
    view = book_view(ranking, rows, list(dict.fromkeys([*marked, *chosen])), explanations)
    emit_book(view, done.to, done.appendix)


COMMAND = Command(
    workbook,
    short="Ranking, trend and one unit in a workbook.",
    help="Ranking, trend with its chart, one unit explained, the method and all repairs, together "
    "in one Excel workbook.",
)
