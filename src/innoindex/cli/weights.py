"""`innoindex weights`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    Color,
    Command,
    Highlight,
    Lang,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Show,
    Tables,
    Verbose,
)
from .weights_options import Bounds, Factors, Method, Of, Pairwise, Pooled, Together

if TYPE_CHECKING:
    from ..errors import Problem
    from ..messages import Language
    from ..reweighing import Reweighed
    from .weights_options import AskedMethod

Format = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="table|csv|json|md|xlsx|toml",
        help="Output format; default: table; toml is a scheme with the new weights.",
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="scheme|scenario", help="TOML as a whole scheme, or as a scenario of it."
    ),
]


def weights(
    tables: Tables,
    method: Method = None,
    scheme: SchemeFile = None,
    period: Period = None,
    pooled: Pooled = False,
    together: Together = False,
    of: Of = None,
    pairwise: Pairwise = None,
    factors: Factors = None,
    bounds: Bounds = None,
    highlight: Highlight = None,
    show: Show = None,
    format: Format = None,
    output: Output = None,
    as_: As = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..errors import wrong_use
    from ..messages import say
    from ..reweighing import compare_weights
    from ..views.weights import weights_view
    from ..views.weights_compared import compared_view
    from .computed import computed
    from .inputs import tell
    from .output import OutputOptions, emit, emit_text
    from .rows import highlighted
    from .weights_options import asked_method, need_no_method, node_of

    if of is not None and together:
        text = say("--of and --together contradict")
        raise wrong_use(text, say("leave out one of the two"))
    format, toml = _format(format, output, as_)
    if method is None:
        need_no_method(pairwise, factors, bounds, as_, toml)
    asked = None if method is None else asked_method("--method", method, pairwise, factors, bounds)
    options = OutputOptions(format, output, lang, color, quiet)
    done = computed(
        tables,
        scheme,
        period,
        "unit",
        options,
        keep_indicators=True,
        inputs=pairwise or (),
        formats=("toml",),
    )
    base, to = done.result, done.to
    node = None if of is None else node_of(of, base.scheme)
    marked = highlighted(base, highlight)
    if asked is None:
        compared = compare_weights(
            base, period=done.period, pooled=pooled, together=together, of=node
        )
        tell(done.said, to.lang, quiet)
        emit(compared_view(compared, marked), to, show, done.appendix)
        return
    found = asked.reweigh(base, done.period, pooled=pooled, together=together, of=node)
    tell([*done.said, *asked.said, *_warnings(found, to.format)], to.lang, quiet)
    if to.format == "toml":
        emit_text(_toml(found, asked, tables, as_ or "scheme", to.lang), to)
    else:
        emit(weights_view(found, marked), to, show, done.appendix)


def _warnings(found: Reweighed, format: str) -> list[Problem]:
    """What must be known of the weights, for formats that do not have it as sentences."""
    from ..errors import Problem
    from ..views.weights import warnings_of

    if format in ("table", "md"):
        return []
    return [Problem(text, severity="warning") for text in warnings_of(found)]


def _format(format: str | None, output: str | None, as_: str | None) -> tuple[str | None, bool]:
    """The format asked for, and whether it is TOML; --as asks for it too."""
    from ..errors import wrong_use
    from ..messages import say
    from .options import choice

    if as_ is not None:
        choice("--as", as_, ("scheme", "scenario"))
        format = format or (None if output else "toml")
    toml = format == "toml" or (output or "").lower().endswith(".toml")
    if as_ is not None and not toml:
        text = say("--as goes with TOML")
        raise wrong_use(text, say("end the file in .toml, or leave out --as"))
    return format, toml


def _toml(
    found: Reweighed, asked: AskedMethod, tables: list[str], kind: str, lang: Language
) -> str:
    """The scheme file, or a file of a scenario, under a comment on where its weights come from."""
    from pathlib import Path

    from .. import __version__
    from ..messages import say
    from ..scheme_text import scenario_text, with_weights
    from .inputs import scheme_text

    scheme = found.base.scheme
    parts = say("the parts of each node")
    if found.together:
        parts = say("all indicators as one set")
    elif len(found.sets) == 1:
        parts = say("the parts of {node}", node=scheme.nodes[found.sets[0].node].name)
    period = say("all periods") if found.pooled else found.period
    data = [Path(file).name for file in (*asked.pairwise, *tables)]
    heading = [
        say("weights: {method} ({options})", method=found.name, options=asked.options),
        say("weighed: {parts}", parts=parts),
        say("from {data}", data=[*data, period] if period else data),
        say("all else: {scheme}", scheme=scheme.source),
        say("made by innoindex {version}", version=__version__),
    ]
    lines = [line.text(lang) for line in heading]
    if kind == "scenario":
        return scenario_text(found.scenario, lines)
    return with_weights(scheme_text(scheme), scheme, found.scenario, lines)


COMMAND = Command(
    weights,
    short="Find weights by a method.",
    help="Find weights by a method: entropy, CRITIC, principal components, AHP and others, beside "
    "the scheme's. Without --method: all that need no further input, side by side.",
)
