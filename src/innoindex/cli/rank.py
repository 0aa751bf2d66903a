"""`innoindex rank`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from .weights_options import RankWeights

if TYPE_CHECKING:
    from ..messages import Message


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
    weights: RankWeights = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from dataclasses import replace

    from ..movement import rank_movement
    from ..views.rank import rank_view, whole_view
    from .computed import computed
    from .inputs import compared_period, tell
    from .output import OutputOptions, emit
    from .rows import highlighted, select
    from .weights_options import rank_method, reranked

    asked = rank_method(weights) if weights else None
    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(
        tables,
        scheme,
        period,
        level,
        options,
        strict=strict,
        keep_indicators=asked is not None,
        inputs=asked.pairwise if asked else (),
    )
    result, said = done.result, done.said
    sentences: tuple[Message, ...] = ()
    if asked is not None:
        listed = done.to.format == "xlsx"
        result, remarks, sentences = reranked(result, asked, done.period, keep_repairs=listed)
        said = [*said, *remarks]
        done = replace(done, result=result, said=said)
    tell(said, done.to.lang, quiet)
    if level == "all":
        view = whole_view(result, done.period)
    else:
        compared = compared_period(result.panel, against)
        ranking = rank_movement(result, done.period, compared, common_units=common_units)
        marked = highlighted(result, highlight)
        rows = select(ranking, marked, group=group, top=top, around=around)
        view = rank_view(ranking, rows, marked, neighbours=around is not None)
    emit(replace(view, sentences=(*sentences, *view.sentences)), done.to, appendix=done.appendix)


COMMAND = Command(
    rank,
    short="Rank the units of a period.",
    help="Rank the units of a period: scores, ranks, tiers, places climbed and points gained.",
)
