"""`innoindex report`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from .options import (
    Against,
    Color,
    Command,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Tables,
    Verbose,
    whole,
)
from .scenario_options import Unit

DrawsOrNone = Annotated[
    str, typer.Option("--draws", metavar="N", help="Draws for the intervals of ranks; 0: none.")
]
AllUnits = Annotated[
    str | None,
    typer.Option("--all-units", metavar="DIR", help="A page a unit in DIR, with an index page."),
]


def report(
    tables: Tables,
    unit: Unit = None,
    all_units: AllUnits = None,
    draws: DrawsOrNone = "10000",
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    level: LevelOption = "unit",
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..errors import wrong_use
    from ..messages import say
    from ..movement import rank_movement
    from ..reporting import common_part
    from ..write.chart.renderer import Renderer
    from .computed import computed
    from .inputs import compared_period, tell
    from .output import OutputOptions
    from .progress import Progress
    from .provenance import provenance
    from .report_pages import Pages
    from .robust_options import all_cores
    from .rows import one_unit

    if level == "all":
        raise wrong_use(say("the whole has no rank to report on"), say("use --level unit or group"))
    if output is None and all_units is None:
        raise wrong_use(say("where the report goes is missing"), say("add -o FILE.html"))
    wanted = whole("--draws", draws, 0) or 0
    options = OutputOptions("html", output, lang, color, quiet)
    with Renderer() as renderer:  # warms up while the index is computed
        done = computed(
            tables, scheme, period, level, options, keep_indicators=True, formats=("html",)
        )
        result, to = done.result, done.to
        chosen = one_unit(result, unit) if output is not None else None
        compared = compared_period(result.panel, against)
        ranking = rank_movement(result, done.period, compared)
        made = provenance(done.files, result.scheme, done.said)
        pages = Pages(made, _as_asked(tables, scheme, period, level), to, renderer)
        begun = None if chosen is None else pages.begin(ranking, chosen)
        with Progress(to.lang, quiet) as progress:
            common = common_part(ranking, draws=wanted, cores=all_cores(), progress=progress)
        if progress.stopped:
            raise KeyboardInterrupt
        tell(done.said, to.lang, quiet)
        if begun is not None:
            pages.one(common, begun)
        if all_units is not None:
            pages.all(common, Path(all_units))


def _as_asked(tables: list[str], scheme: str | None, period: str | None, level: str) -> str:
    """The tables and what was asked of them, as a command line has it."""
    options = {"-s": scheme, "-p": period, "--level": None if level == "unit" else level}
    given = [word for option, value in options.items() if value for word in (option, value)]
    return shlex.join([*tables, *given])


COMMAND = Command(
    report,
    short="Write a unit's report as an HTML page.",
    help="Write a unit's report as one HTML page that needs no network: the ranking, weights to "
    "play with, paths of the ranks, why the unit moved, its indicators, how sure the ranks are, "
    "method and sources. With --all-units a page a unit.",
)
