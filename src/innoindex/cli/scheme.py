"""`innoindex scheme show | check | new | schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import (
    Color,
    Command,
    Format,
    Lang,
    Output,
    Quiet,
    SchemeFile,
    Verbose,
)

HELP = "Show, check and start scheme files."

File = Annotated[
    str | None, typer.Argument(metavar="[FILE]", help="Scheme file; default: the one in use.")
]
NewFile = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE.")
]


def show(
    file: File = None,
    scheme: SchemeFile = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..views.scheme import scheme_view
    from .inputs import find_scheme, scheme_said, tell
    from .output import emit, target
    from .provenance import scheme_appendix

    used = find_scheme(file or scheme)
    to = target(format, output, lang, color, quiet, [used.source])
    tell([scheme_said(used)], to.lang, quiet)
    emit(scheme_view(used), to, appendix=lambda: scheme_appendix(used))


def check(
    file: File = None,
    scheme: SchemeFile = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..messages import Message, say
    from ..scheme_rules import doubtful_names
    from ..views.scheme import summary
    from .findings import show as show_findings
    from .findings import try_scheme
    from .output import target

    sentences: list[Message] = []
    to = target(format, output, lang, color, quiet, [file or scheme or ""])
    used, found = try_scheme(file or scheme)
    if used is not None:
        found += doubtful_names(used)
        sentences.append(summary(used))
    show_findings(say("check of the scheme"), found, sentences, to)


def new(
    output: NewFile = None,
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..scheme_file import shipped_text

    _write(shipped_text(), output, quiet)


def schema(
    output: NewFile = None,
    lang: Lang = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    import json

    from ..scheme_json import json_schema

    _write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", output, quiet)


def _write(text: str, output: str | None, quiet: bool) -> None:
    """To a file that is not there yet, or to standard output."""
    from ..errors import Problem, UsageProblem
    from ..messages import say
    from .language import LANGUAGE
    from .output import in_utf8, say_written
    from .streams import for_programs
    from .whole_file import replace_file

    if output is None:
        for_programs()
        print(text, end="")
        return
    if Path(output).exists():
        raise UsageProblem(
            [Problem(say("exists already"), say("choose another name, or remove it"), output)]
        )
    replace_file(Path(output), in_utf8(text))
    say_written(output, LANGUAGE.used, quiet)


COMMANDS = {
    "show": Command(
        show,
        short="Show the scheme in use.",
        help="Show the scheme in use: its tree, weights, shares and methods.",
    ),
    "check": Command(
        check,
        short="Check a scheme file.",
        help="Check a scheme file: every problem, with its line.",
    ),
    "new": Command(
        new,
        short="Start a scheme file.",
        help="Print the shipped scheme, to start one of your own from.",
    ),
    "schema": Command(
        schema,
        short="Print the JSON Schema of scheme files.",
        help="Print the JSON Schema of scheme files, by which editors complete and check them.",
    ),
}
