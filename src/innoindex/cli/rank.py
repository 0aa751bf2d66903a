"""`innoindex rank`."""

from __future__ import annotations

from .options import (
    Against,
    Around,
    Color,
    Command,
    CommonUnits,
    Format,
    Group,
    Highlight,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Strict,
    Tables,
    Top,
    Verbose,
    whole,
)


def rank(
    tables: Tables,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    common_units: CommonUnits = False,
    level: LevelOption = "unit",
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    strict: Strict = False,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..checks import expected_units
    from ..index import compute
    from ..movement import rank_movement
    from ..views.rank import rank_view, whole_view
    from .inputs import as_level, chosen_period, find_scheme, load, need_groups, scheme_said, tell
    from .output import emit, target
    from .rows import highlighted, select

    scope = as_level(level)
    used = find_scheme(scheme)
    to = target(format, output, lang, color, quiet, [*tables, used.source])
    panel = load(tables, used, period)
    shown = chosen_period(panel, period, "--period")
    compared = against if against == "none" else chosen_period(panel, against, "--against")
    if scope == "group":
        need_groups(panel)
    result = compute(panel, used, level=scope, keep_indicators=False)
    said = [*panel.remarks, *result.remarks, scheme_said(used)]
    if scope == "all":
        tell(said, to.lang, quiet)
        emit(whole_view(result, shown), to)
        return
    ranking = rank_movement(result, shown, compared, common_units=common_units)
    if scope == "unit":
        said = [*expected_units(panel, used, ranking.p, strict=strict), *said]
    tell(said, to.lang, quiet)
    marked = highlighted(result, highlight)
    near = whole("--around", around, 0)
    rows = select(ranking, marked, group=group, top=whole("--top", top, 1), around=near)
    emit(rank_view(ranking, rows, marked, neighbours=near is not None), to)


COMMAND = Command(
    rank,
    short="Rank the units of a period.",
    help="Rank the units of a period: scores, ranks, tiers, places climbed and points gained.",
)
