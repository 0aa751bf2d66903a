"""`innoindex rank`."""

from __future__ import annotations

from .options import (
    Against,
    Around,
    Color,
    ColorName,
    Command,
    CommonUnits,
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
    Strict,
    Tables,
    Top,
    Verbose,
)


def rank(
    tables: Tables,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    common_units: CommonUnits = False,
    level: LevelOption = LevelName.unit,
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    strict: Strict = False,
    format: Format = None,
    output: Output = None,
    lang: Lang = LanguageName.auto,
    color: Color = ColorName.auto,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..checks import expected_units
    from ..index import compute
    from ..movement import rank_movement
    from ..views.rank import rank_view, whole_view
    from .inputs import chosen_period, find_scheme, load, scheme_said, tell
    from .output import emit, target
    from .rows import highlighted, select

    used = find_scheme(scheme)
    to = target(format, output, lang, color, quiet, [*tables, used.source])
    panel = load(tables, used, period)
    shown = chosen_period(panel, period, "--period")
    compared = against if against == "none" else chosen_period(panel, against, "--against")
    result = compute(panel, used, level=level.value)
    said = [*panel.remarks, *result.remarks, scheme_said(used)]
    if level is LevelName.all:
        tell(said, to.lang, quiet)
        emit(whole_view(result, shown), to)
        return
    ranking = rank_movement(result, shown, compared, common_units=common_units)
    if level is LevelName.unit:
        said = [*expected_units(panel, used, ranking.p, strict=strict), *said]
    tell(said, to.lang, quiet)
    marked = highlighted(result, highlight)
    rows = select(ranking, marked, group=group, top=top, around=around)
    emit(rank_view(ranking, rows, marked, neighbours=around is not None), to)


COMMAND = Command(
    rank,
    short="Rank the units of a period.",
    help="Rank the units of a period: scores, ranks, tiers, places climbed and points gained.",
)
