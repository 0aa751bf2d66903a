"""`innoindex chart`."""

from __future__ import annotations

from typing import Annotated

import typer

from .chart_file import draw, index_of, need_ranks, picture_asked
from .options import (
    Against,
    Command,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Tables,
    Verbose,
)
from .robust_options import (
    Aggregations,
    Cores,
    Draws,
    Imputations,
    Interval,
    LeaveOut,
    NoiseOption,
    Normalisations,
    Seed,
    Spreads,
    Treatments,
    asked_choices,
    asked_draws,
)
from .scenario_options import Unit

HELP = "Draw a chart, as SVG or PNG."
Scale = Annotated[
    str, typer.Option("--scale", metavar="X", help="Size of a PNG, in times that of the SVG.")
]


def trend(
    tables: Tables,
    unit: Unit = None,
    output: Output = None,
    scale: Scale = "2",
    scheme: SchemeFile = None,
    period: Period = None,
    level: LevelOption = "unit",
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..charts.trend import trend_chart
    from ..movement import rank_movement
    from .rows import one_unit

    picture = picture_asked(output, scale)
    need_ranks(level)
    done = index_of(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    ranking = rank_movement(done.result, done.period)
    draw(picture, done, lambda lang: trend_chart(ranking, chosen, lang))


def contributions(
    tables: Tables,
    unit: Unit = None,
    output: Output = None,
    scale: Scale = "2",
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: LevelOption = "unit",
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..charts.contributions import contributions_chart
    from ..explanation import explain
    from .inputs import chosen_period
    from .rows import one_unit

    picture = picture_asked(output, scale)
    done = index_of(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    compared = against
    if against != "none":
        compared = chosen_period(done.result.panel, against, "--against")
    explained = explain(done.result, chosen, period=done.period, against=compared)
    draw(picture, done, lambda lang: contributions_chart(explained, lang))


def strip(
    tables: Tables,
    unit: Unit = None,
    output: Output = None,
    scale: Scale = "2",
    scheme: SchemeFile = None,
    period: Period = None,
    level: LevelOption = "unit",
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..charts.strip import strip_chart
    from ..explanation import explain
    from .rows import one_unit

    picture = picture_asked(output, scale)
    need_ranks(level)
    done = index_of(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    explained = explain(done.result, chosen, period=done.period, against="none")
    draw(picture, done, lambda lang: strip_chart(explained, lang))


def intervals(
    tables: Tables,
    unit: Unit = None,
    output: Output = None,
    scale: Scale = "2",
    weights: Spreads = "25%",
    normalise: Normalisations = None,
    aggregate: Aggregations = None,
    impute: Imputations = None,
    treat: Treatments = None,
    leave_out: LeaveOut = False,
    noise: NoiseOption = None,
    draws: Draws = "10000",
    interval: Interval = "90%",
    seed: Seed = "1",
    cores: Cores = None,
    scheme: SchemeFile = None,
    period: Period = None,
    level: LevelOption = "unit",
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..charts.intervals import intervals_chart
    from ..lookup import need_rank
    from ..uncertainty.robustness import robust
    from .inputs import find_scheme
    from .progress import Progress
    from .rows import one_unit

    picture = picture_asked(output, scale)
    need_ranks(level)
    asked = asked_draws(draws, interval, "0", seed, cores)
    used = find_scheme(scheme)
    methods = {"normalise": normalise, "aggregate": aggregate, "impute": impute, "treat": treat}
    choices, usual = asked_choices(used, weights, methods, leave_out, noise)
    done = index_of(tables, used, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    p = -1 if done.period is None else done.result.periods.index(done.period)
    need_rank(done.result.labels, done.result.ranks[p], chosen)
    with Progress(done.to.lang, quiet) as progress:
        found = robust(
            done.result,
            choices,
            usual=usual,
            period=done.period,
            against="none",
            progress=progress,
            **asked,
        )
    if found.interrupted:
        raise KeyboardInterrupt
    draw(picture, done, lambda lang: intervals_chart(found, chosen, lang))


COMMANDS = {
    "trend": Command(
        trend,
        short="The ranks of all periods.",
        help="Draw the ranks of all periods: a unit's path among all others.",
    ),
    "contributions": Command(
        contributions,
        short="What gives a score, or its change.",
        help="Draw what moved a unit's score: the points of each dimension, from the score before "
        "to the present one, and the indicators with the most; with --against none, what gives "
        "the score.",
    ),
    "strip": Command(
        strip,
        short="A unit in every indicator.",
        help="Draw where a unit lies between the worst and the best value of every indicator.",
    ),
    "intervals": Command(
        intervals,
        short="How sure the ranks around a unit are.",
        help="Draw the rank intervals of a unit and of those around it, by many draws of what "
        "could have been chosen otherwise.",
    ),
}
