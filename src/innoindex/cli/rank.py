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
    from ..movement import rank_movement
    from ..views.rank import rank_view, whole_view
    from .computed import computed
    from .inputs import chosen_period, tell
    from .output import emit
    from .rows import highlighted, select

    done = computed(
        tables,
        scheme,
        period,
        level,
        strict=strict,
        format=format,
        output=output,
        lang=lang,
        color=color,
        quiet=quiet,
    )
    result = done.result
    tell(done.said, done.to.lang, quiet)
    if level == "all":
        emit(whole_view(result, done.period), done.to)
        return
    compared = against if against == "none" else chosen_period(result.panel, against, "--against")
    ranking = rank_movement(result, done.period, compared, common_units=common_units)
    marked = highlighted(result, highlight)
    rows = select(ranking, marked, group=group, top=top, around=around)
    emit(rank_view(ranking, rows, marked, neighbours=around is not None), done.to)


COMMAND = Command(
    rank,
    short="Rank the units of a period.",
    help="Rank the units of a period: scores, ranks, tiers, places climbed and points gained.",
)
