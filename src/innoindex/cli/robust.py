"""`innoindex robust`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from .options import (
    Against,
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
    Show,
    Tables,
    Top,
    Verbose,
    choice,
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
    OfUnit,
    Seed,
    SobolRows,
    Spreads,
    Treatments,
    asked_choices,
    asked_draws,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..errors import Problem
    from ..movement import Ranking
    from ..uncertainty.robust_record import Robust
    from ..view import View


def robust(
    tables: Tables,
    weights: Spreads = "25%",
    normalise: Normalisations = None,
    aggregate: Aggregations = None,
    impute: Imputations = None,
    treat: Treatments = None,
    leave_out: LeaveOut = False,
    noise: NoiseOption = None,
    draws: Draws = "10000",
    interval: Interval = "90%",
    sobol: SobolRows = "1024",
    unit: OfUnit = None,
    seed: Seed = "1",
    cores: Cores = None,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: LevelOption = "unit",
    highlight: Highlight = None,
    group: Group = None,
    top: Top = None,
    around: Around = None,
    show: Show = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..errors import wrong_use
    from ..messages import say
    from ..movement import rank_movement
    from ..uncertainty.robustness import robust as drawn
    from ..views.robust import TABLES
    from .computed import computed
    from .inputs import compared_period, find_scheme, tell
    from .output import OutputOptions, emit
    from .progress import Progress
    from .rows import highlighted, select

    if level == "all":
        raise wrong_use(say("the whole has no rank to draw"), say("use --level unit or group"))
    if show is not None:
        choice("--show", show, TABLES)
    asked = asked_draws(draws, interval, sobol, seed, cores)
    used = find_scheme(scheme)
    methods = {"normalise": normalise, "aggregate": aggregate, "impute": impute, "treat": treat}
    choices, usual = asked_choices(used, weights, methods, leave_out, noise)
    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(tables, used, period, level, options, keep_indicators=True)
    base, to = done.result, done.to
    compared = compared_period(base.panel, against)
    ranking = rank_movement(base, done.period, compared)
    marked = highlighted(base, highlight)
    rows = select(ranking, marked, group=group, top=top, around=around)
    followed = _followed(ranking, unit, marked)
    with Progress(to.lang, quiet) as progress:
        found = drawn(
            base,
            choices,
            usual=usual,
            period=done.period,
            against=compared,
            unit=followed,
            progress=progress,
            **asked,
        )
    said = [*done.said, *_notes(found, to.format)]
    if found.interrupted:
        said.append(progress.interrupted)
    tell(said, to.lang, quiet)
    emit(_view(found, rows, marked, to.format, show), to, show, done.appendix)
    if found.interrupted:
        raise typer.Exit(130)


def _notes(found: Robust, format: str) -> list[Problem]:
    """What was varied and what must be known of the run, for formats without a place for it."""
    from ..errors import Problem
    from ..views.robust_words import run_notes, varied_sentence

    if format in ("table", "md"):
        return []
    return [Problem(text, severity="note") for text in (varied_sentence(found), *run_notes(found))]


def _view(
    found: Robust, rows: Sequence[int], marked: Sequence[int], format: str, show: str | None
) -> View:
    """All tables where there is room for them; in a table of text the picture too."""
    from ..views.robust import pictured, robust_view, told_view

    listed = show == "ranks" or (show is None and format not in ("table", "csv"))
    view = robust_view(found, rows, marked, all_ranks=listed)
    if format != "table":
        return view
    view = pictured(view, found, rows)
    return told_view(view, found) if show is None else view


def _followed(ranking: Ranking, asked: str | None, marked: list[int]) -> int | None:
    """The unit whose rank the effects are of: the one asked for, else the one highlighted."""
    from ..lookup import find_unit

    if asked is not None:
        return find_unit(ranking.result.labels, asked)
    ranked = [unit for unit in marked if ranking.rank[unit] == ranking.rank[unit]]
    return ranked[0] if len(ranked) == 1 else None


COMMAND = Command(
    robust,
    short="How sure the ranks are.",
    help="How sure the ranks are: many draws of what could have been chosen otherwise (weights, "
    "methods, indicators, errors in the data), where each unit ranks in them, and which choice "
    "matters.",
)
