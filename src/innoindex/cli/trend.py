"""`innoindex trend`."""

from __future__ import annotations

from .options import (
    Around,
    Color,
    Command,
    Format,
    Group,
    Highlight,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Tables,
    Top,
    Verbose,
)


def trend(
    tables: Tables,
    scheme: SchemeFile = None,
    period: Period = None,
    level: LevelOption = "unit",
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..movement import rank_movement
    from ..views.trend import trend_view
    from .computed import computed
    from .inputs import tell
    from .output import OutputOptions, emit
    from .rows import highlighted, select

    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(tables, scheme, period, level, options)
    tell(done.said, done.to.lang, quiet)
    ranking = rank_movement(done.result, done.period)
    marked = highlighted(done.result, highlight)
    rows = select(ranking, marked, group=group, top=top, around=around)
    emit(trend_view(ranking, rows, marked), done.to, appendix=done.appendix)


COMMAND = Command(
    trend,
    short="Show the ranks of all periods.",
    help="Show the ranks of all periods, with a picture of each unit's path.",
)
