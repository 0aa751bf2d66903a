"""`innoindex check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from ..messages import say
    from ..tables_check import check_tables
    from ..views.scheme import summary
    from .findings import show, try_scheme
    from .output import target

    sentences: list[Message] = []
    to = target(format, output, lang, color, quiet, [*tables, scheme or ""])
    used, found = try_scheme(scheme)
    if used is not None:
        checked = check_tables(tables, used, period=period, strict=strict)
        found += checked.problems
        if checked.panel is not None:
            sentences.append(_extent(checked.panel))
        sentences.append(summary(used))
    show(say("check of {tables}", tables=tables), found, sentences, to)


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
