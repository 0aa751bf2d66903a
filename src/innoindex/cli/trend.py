"""`innoindex trend`."""

from __future__ import annotations

from .options import (
    Around,
    Color,
    ColorName,
    Command,
    Format,
    Group,
    Highlight,
    Lang,
    LanguageName,
    LevelName,
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
    level: LevelOption = LevelName.unit,
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = LanguageName.auto,
    color: Color = ColorName.auto,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..index import compute
    from ..movement import rank_movement
    from ..views.trend import trend_view
    from .inputs import chosen_period, find_scheme, load, scheme_said, tell
    from .output import emit, target
    from .rows import highlighted, select

    used = find_scheme(scheme)
    to = target(format, output, lang, color, quiet, [*tables, used.source])
    panel = load(tables, used, period)
    shown = chosen_period(panel, period, "--period")
    result = compute(panel, used, level=level.value)
    tell([*panel.remarks, *result.remarks, scheme_said(used)], to.lang, quiet)
    ranking = rank_movement(result, shown)
    marked = highlighted(result, highlight)
    rows = select(ranking, marked, group=group, top=top, around=around)
    emit(trend_view(ranking, rows, marked), to)


COMMAND = Command(
    trend,
    short="Show the ranks of all periods.",
    help="Show the ranks of all periods, with a picture of each unit's path.",
)
