"""`innoindex chart`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import wrong_use
from ..messages import Language, say
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

if TYPE_CHECKING:
    from ..charts.look import Spec
    from ..errors import Problem
    from .computed import Computed

HELP = "Draw a chart, as SVG or PNG."
Scale = Annotated[
    str, typer.Option("--scale", metavar="X", help="Size of a PNG, in times that of the SVG.")
]
_LARGEST = 10  # --scale


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

    picture = _picture(output, scale)
    _need_ranks(level)
    done = _computed(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    ranking = rank_movement(done.result, done.period)
    _draw(picture, done, lambda lang: trend_chart(ranking, chosen, lang))


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

    picture = _picture(output, scale)
    done = _computed(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    compared = against
    if against != "none":
        compared = chosen_period(done.result.panel, against, "--against")
    explained = explain(done.result, chosen, period=done.period, against=compared)
    _draw(picture, done, lambda lang: contributions_chart(explained, lang))


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

    picture = _picture(output, scale)
    _need_ranks(level)
    done = _computed(tables, scheme, period, level, output, lang, quiet)
    chosen = one_unit(done.result, unit)
    explained = explain(done.result, chosen, period=done.period, against="none")
    _draw(picture, done, lambda lang: strip_chart(explained, lang))


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

    picture = _picture(output, scale)
    _need_ranks(level)
    asked = asked_draws(draws, interval, "0", seed, cores)
    used = find_scheme(scheme)
    choices, usual = asked_choices(
        used,
        weights=weights,
        normalise=normalise,
        aggregate=aggregate,
        impute=impute,
        treat=treat,
        leave_out=leave_out,
        noise=noise,
    )
    done = _computed(tables, used, period, level, output, lang, quiet)
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
    _draw(picture, done, lambda lang: intervals_chart(found, chosen, lang))


def _need_ranks(level: str) -> None:
    if level == "all":
        raise wrong_use(say("the whole has no rank to draw"), say("use --level unit or group"))


@dataclass(frozen=True)
class _Picture:
    """What kind of file is asked for."""

    png: bool
    scale: float


def _picture(output: str | None, scale: str) -> _Picture:
    """The kind of file, checked before anything is read."""
    from ..write.chart import need_library

    suffix = ".svg" if output is None else Path(output).suffix.lower()
    if suffix not in (".svg", ".png"):
        raise wrong_use(
            say("the format of {file} is not known", file=output),
            say("end it in {suffixes}", suffixes=(".svg", ".png")),
        )
    need_library()
    return _Picture(suffix == ".png", _times(scale))


def _times(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if 0 < value <= _LARGEST:
        return value
    raise wrong_use(
        say('{option} cannot be "{value}"', option="--scale", value=text),
        say("it takes a number above 0, at most {most}", most=_LARGEST),
    )


def _computed(
    tables: list[str],
    scheme: Any,
    period: str | None,
    level: str,
    output: str | None,
    lang: str,
    quiet: bool,
) -> Computed:
    from .computed import computed

    return computed(
        tables,
        scheme,
        period,
        level,
        keep_indicators=True,
        formats=("svg", "png"),
        format="svg" if output is None else None,
        output=output,
        lang=lang,
        color="auto",
        quiet=quiet,
    )


def _draw(picture: _Picture, done: Computed, chart: Callable[[Language], Spec]) -> None:
    """Say what is to be said, and write the chart."""
    from ..write.chart import font_remark, to_png, to_svg
    from .inputs import tell
    from .output import emit_bytes, emit_text

    said: list[Problem] = list(done.said)
    spec = chart(done.to.lang)
    if picture.png and (remark := font_remark(spec)) is not None:
        said.append(remark)
    tell(said, done.to.lang, done.to.quiet)
    if picture.png:
        emit_bytes(to_png(spec, picture.scale), done.to)
    else:
        emit_text(to_svg(spec), done.to)


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
