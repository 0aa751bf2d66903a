"""`innoindex check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from ..messages import Message
    from ..panel import Panel


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
    from ..errors import InnoindexError, Problem, UsageProblem
    from ..messages import say
    from ..scheme_rules import doubtful_names
    from ..tables_check import check_tables
    from ..views.check import check_view
    from ..views.scheme import summary
    from .findings import show
    from .inputs import find_scheme, scheme_said
    from .output import target

    found: list[Problem] = []
    sentences: list[Message] = []
    to = target(format, output, lang, color, quiet, [*tables, scheme or ""])
    try:
        used = find_scheme(scheme)
    except UsageProblem:
        raise
    except InnoindexError as error:
        found += error.problems
    else:
        checked = check_tables(tables, used, period=period, strict=strict)
        found += [scheme_said(used), *doubtful_names(used), *checked.problems]
        if checked.panel is not None:
            sentences.append(_extent(checked.panel))
        sentences.append(summary(used))
    show(check_view(say("check of {tables}", tables=tables), found, sentences), found, to)
    if any(problem.severity == "error" for problem in found):
        raise typer.Exit(1)


def _extent(panel: Panel) -> Message:
    from ..messages import say

    return say(
        "{units} units, {periods} periods: {labels}",
        units=panel.shape[1],
        periods=panel.shape[0],
        labels=panel.periods,
    )


COMMAND = Command(
    check,
    short="Check tables and scheme.",
    help="Check tables and scheme: every problem, every guess and every repair.",
)
