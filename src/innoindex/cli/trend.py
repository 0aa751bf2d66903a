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
    whole,
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
    from ..index import compute
    from ..movement import rank_movement
    from ..views.trend import trend_view
    from .inputs import as_level, chosen_period, find_scheme, load, need_groups, scheme_said, tell
    from .output import emit, target
    from .rows import highlighted, select

    scope = as_level(level)
    used = find_scheme(scheme)
    to = target(format, output, lang, color, quiet, [*tables, used.source])
    panel = load(tables, used, period)
    shown = chosen_period(panel, period, "--period")
    if scope == "group":
        need_groups(panel)
    result = compute(panel, used, level=scope, keep_indicators=False)
    tell([*panel.remarks, *result.remarks, scheme_said(used)], to.lang, quiet)
    ranking = rank_movement(result, shown)
    marked = highlighted(result, highlight)
    near = whole("--around", around, 0)
    rows = select(ranking, marked, group=group, top=whole("--top", top, 1), around=near)
    emit(trend_view(ranking, rows, marked), to)


COMMAND = Command(
    trend,
    short="Show the ranks of all periods.",
    help="Show the ranks of all periods, with a picture of each unit's path.",
)
