"""`innoindex check`."""

from __future__ import annotations

import typer

from .options import (
    Color,
    Command,
    Format,
    Lang,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Strict,
    Tables,
    Verbose,
)


def check(
    tables: Tables,
    scheme: SchemeFile = None,
    period: Period = None,
    strict: Strict = False,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..checks import expected_units
    from ..errors import InnoindexError, Problem, UsageProblem
    from ..index import compute
    from ..messages import Message, say
    from ..views.check import check_view
    from ..views.scheme import summary
    from .findings import show
    from .inputs import chosen_period, find_scheme, load, scheme_said
    from .output import target

    found: list[Problem] = []
    sentences: list[Message] = []
    try:
        used = find_scheme(scheme)
        to = target(format, output, lang, color, quiet, [*tables, used.source])
        found.append(scheme_said(used))
        panel = load(tables, used, period)
        found += panel.remarks
        sentences = [
            say(
                "{units} units, {periods} periods: {labels}",
                units=panel.shape[1],
                periods=panel.shape[0],
                labels=panel.periods,
            ),
            summary(used),
        ]
        ranked = chosen_period(panel, period, "--period") or panel.periods[-1]
        found += expected_units(panel, used, panel.periods.index(ranked), strict=strict)
        found += compute(panel, used, keep_indicators=False).remarks
    except UsageProblem:
        raise
    except InnoindexError as error:
        to = target(format, output, lang, color, quiet, tables)
        found += error.problems
    show(check_view(say("check of {tables}", tables=tables), found, sentences), found, to)
    if any(problem.severity == "error" for problem in found):
        raise typer.Exit(1)


COMMAND = Command(
    check,
    short="Check tables and scheme.",
    help="Check tables and scheme: every problem, every guess and every repair.",
)
