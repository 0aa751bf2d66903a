"""`innoindex audit`."""

from __future__ import annotations

from .options import (
    Color,
    Command,
    Format,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Show,
    Tables,
    Verbose,
)


def audit(
    tables: Tables,
    scheme: SchemeFile = None,
    period: Period = None,
    level: LevelOption = "unit",
    show: Show = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..auditing import audit as audited
    from ..errors import wrong_use
    from ..messages import say
    from ..views.audit import audit_view, choice_view, told_view
    from ..views.audit_heat import heat_width
    from .computed import computed
    from .inputs import tell
    from .output import OutputOptions, emit, terminal_width

    if level != "unit":
        raise wrong_use(say("an audit is of units"), say("leave out --level"))
    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(tables, scheme, period, level, options, keep_indicators=True)
    found = audited(done.result, done.period)
    tell(done.said, done.to.lang, quiet)
    if done.to.format != "table":  # the picture is for people: for machines it is the pairs
        wanted = "correlations" if show == "heatmap" else show
        emit(audit_view(found), done.to, wanted, done.appendix)
        return
    width = None if done.to.path else terminal_width()
    if show == "heatmap" and width is not None and width < heat_width(found):
        raise wrong_use(
            say("the heat map needs {width} columns", width=heat_width(found)),
            say("widen the terminal, or write it to a file: -o heat.txt"),
        )
    emit(told_view(found, width) if show is None else choice_view(found), done.to, show)


COMMAND = Command(
    audit,
    short="The statistical coherence of a scheme.",
    help="The statistical coherence of a scheme on these data: coverage, outliers, correlations, "
    "reliability, components, weights against effects, and the ranking without each indicator. "
    "The worst is told first.",
)
