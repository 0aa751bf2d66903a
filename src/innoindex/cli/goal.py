"""`innoindex goal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .goal_options import AgainstTrend, Cost, Gain, Hold, Rank, ScoreOption, TierOption
from .options import (
    Against,
    Color,
    Command,
    Format,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Show,
    Tables,
    Verbose,
)
from .scenario_options import Unit

if TYPE_CHECKING:
    from ..errors import Problem
    from ..goals import Goal


def goal(
    tables: Tables,
    unit: Unit = None,
    rank: Rank = None,
    gain: Gain = None,
    tier: TierOption = None,
    score: ScoreOption = None,
    hold: Hold = None,
    cost: Cost = None,
    against_trend: AgainstTrend = False,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: LevelOption = "unit",
    show: Show = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..errors import InnoindexError
    from ..goals import goal as wanted
    from ..views.goal import goal_view
    from .computed import computed
    from .goal_options import costs_of, held, number
    from .inputs import chosen_period, tell
    from .options import whole
    from .output import OutputOptions, emit
    from .rows import one_unit

    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(tables, scheme, period, level, options, keep_indicators=True)
    result = done.result
    chosen = one_unit(result, unit)
    compared = chosen_period(result.panel, against, "--against")
    found = wanted(
        result,
        chosen,
        rank=whole("--rank", rank, 1),
        gain=whole("--gain", gain, 0),
        tier=tier,
        score=number("--score", score),
        period=done.period,
        against=compared,
        hold=held(hold, result.scheme),
        cost=costs_of(cost, result.scheme),
        trend=against_trend,
    )
    tell(done.said, done.to.lang, quiet)
    if not found.possible:
        raise InnoindexError([_impossible(found)])
    emit(goal_view(found), done.to, show, done.appendix)


def _impossible(found: Goal) -> Problem:
    from ..errors import Problem
    from ..messages import say
    from ..view import fixed, whole
    from ..views.goal import target_said

    return Problem(
        say(
            "{unit} cannot reach {target}: with the best value in every indicator not held it has "
            "rank {rank} and score {score}",
            unit=found.result.labels.label(found.unit),
            target=target_said(found),
            rank=whole(found.utmost_rank),
            score=fixed(found.utmost_score, found.result.scheme.decimals),
        ),
        say("choose a nearer target, or hold fewer indicators"),
    )


COMMAND = Command(
    goal,
    short="What it would take to reach a rank.",
    help="What it would take to reach a rank, a tier or a score: by each indicator alone, and by "
    "all with the least effort, checked with the whole index.",
)
