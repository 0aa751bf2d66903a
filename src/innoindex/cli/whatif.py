"""`innoindex whatif`."""

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
    Show,
    Tables,
    Top,
    Verbose,
)
from .scenario_options import Aggregate, Drop, Normalise, Scenarios, Set, SweepOption, Units, Weight


def whatif(
    tables: Tables,
    weight: Weight = None,
    set: Set = None,
    normalise: Normalise = None,
    aggregate: Aggregate = None,
    drop: Drop = None,
    scenario: Scenarios = None,
    scheme: SchemeFile = None,
    sweep: SweepOption = None,
    unit: Units = None,
    period: Period = None,
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
    from ..views.sweep import sweep_view
    from ..views.whatif import whatif_view
    from ..whatif import what_if
    from .computed import computed
    from .inputs import tell
    from .output import OutputOptions, emit
    from .rows import highlighted, select
    from .scenarios import Asked, scenarios_of
    from .sweeps import swept

    options = OutputOptions(format, output, lang, color, quiet)
    sweeps, kept = sweep is not None, scenario or ()
    done = computed(tables, scheme, period, level, options, keep_indicators=sweeps, kept=kept)
    base = done.result
    asked = Asked(scenario, weight, set, normalise, aggregate, drop)
    if sweep is not None:
        tell(done.said, done.to.lang, quiet)
        view = sweep_view(swept(sweep, base, done.period, unit, highlight, asked))
        emit(view, done.to, show, done.appendix)
        return
    if unit:
        text, help = say("--unit goes with --sweep"), say("use --highlight U, or add --sweep ID")
        raise wrong_use(text, help)
    scenarios = scenarios_of(asked, base.scheme)
    what = what_if(
        base.panel, base.scheme, scenarios, period=done.period, level=base.level, base=base
    )
    tell(done.said, done.to.lang, quiet)
    marked = highlighted(base, highlight)
    ranking = rank_movement(base, done.period, "none")
    rows = select(ranking, marked, group=group, top=top, around=around)
    emit(whatif_view(what, rows, marked), done.to, show, done.appendix)


COMMAND = Command(
    whatif,
    short="Compare scenarios with the base.",
    help="Compare scenarios with the base: other weights, raw values or methods, and who moves. "
    "Without any: all scenarios of the scheme.",
)
