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
    from ..movement import Ranking


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
    from ..errors import Problem, wrong_use
    from ..messages import say
    from ..movement import rank_movement
    from ..uncertainty.robustness import robust as drawn
    from ..views.robust import TABLES, pictured, robust_view, told_view
    from ..views.robust_words import run_notes, varied_sentence
    from .computed import computed
    from .inputs import chosen_period, find_scheme, tell
    from .output import emit
    from .progress import Progress
    from .rows import highlighted, select

    if level == "all":
        raise wrong_use(say("the whole has no rank to draw"), say("use --level unit or group"))
    if show is not None:
        choice("--show", show, TABLES)
    asked = asked_draws(draws, interval, sobol, seed, cores)
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
    done = computed(
        tables,
        used,
        period,
        level,
        keep_indicators=True,
        format=format,
        output=output,
        lang=lang,
        color=color,
        quiet=quiet,
    )
    base, to = done.result, done.to
    compared = against if against == "none" else chosen_period(base.panel, against, "--against")
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
    people = to.format in ("table", "md")  # the others have no place for notes
    notes = [] if people else [varied_sentence(found), *run_notes(found)]
    said = [*done.said, *(Problem(text, severity="note") for text in notes)]
    if found.interrupted:
        said.append(progress.interrupted)
    tell(said, to.lang, quiet)
    listed = show == "ranks" or (show is None and to.format not in ("table", "csv"))
    view = robust_view(found, rows, marked, all_ranks=listed)
    if to.format == "table":
        view = pictured(view, found, rows)
        if show is None:
            view = told_view(view, found)
    emit(view, to, show, done.appendix)
    if found.interrupted:
        raise typer.Exit(130)


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
