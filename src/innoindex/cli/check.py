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
    Show,
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
    show: Show = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from functools import partial

    from ..messages import say
    from ..tables_check import check_tables
    from ..views.cells import TERMINAL, cells_view
    from ..views.scheme import summary
    from ..views.suspicions import suspicions_view
    from .findings import show as show_findings
    from .findings import try_scheme
    from .output import target
    from .provenance import fingerprints, scheme_appendix, unchanged

    sentences: list[Message] = []
    to = target(format, output, lang, color, quiet, [*tables, scheme or ""])
    used, found = try_scheme(scheme)
    checked = None
    files: tuple[tuple[str, str], ...] = ()
    if used is not None:
        with unchanged(tables):
            checked = check_tables(tables, used, period=period, strict=strict)
            files = fingerprints(tables) if to.format == "xlsx" else ()
        found += checked.problems
        if checked.panel is not None:
            sentences.append(_extent(checked.panel))
        sentences.append(summary(used))
    title = say("check of {tables}", tables=tables)
    repairs, panel = (checked.repairs, checked.panel) if checked else ((), None)
    in_lines = show is None and to.shown  # which tell all that is suspicious
    cells = cells_view(repairs, panel, used, most=TERMINAL if in_lines else None)
    suspicions = suspicions_view(checked.suspicions if checked else (), panel)
    more = (cells,) if in_lines else (cells, suspicions)
    appendix = None if used is None else partial(scheme_appendix, used, files)
    show_findings(title, found, sentences, to, more=more, show=show, appendix=appendix)


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
    help="Check tables and scheme: every problem, every guess, every suspicious value, and every "
    "cell that was imputed, left out, treated or clipped.",
)
