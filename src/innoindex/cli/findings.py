"""Findings shown: as the lines of `path:row:column: error: …` for people, as a table otherwise."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import typer

from ..errors import InnoindexError, Problem, UsageProblem, any_error, worst_first
from ..messages import Message
from ..scheme import Scheme
from ..view import View
from ..views.check import check_view
from ..visible import visible
from .inputs import find_scheme, scheme_said
from .output import Appendix, Target, emit


def try_scheme(given: str | None) -> tuple[Scheme | None, list[Problem]]:
    """The scheme in use, if it is sound, and what is to be said of it."""
    try:
        used = find_scheme(given)
    except UsageProblem:
        raise
    except InnoindexError as error:
        return None, list(error.problems)
    return used, [scheme_said(used)]


def show(
    title: Message,
    problems: Sequence[Problem],
    sentences: Sequence[Message],
    to: Target,
    *,
    more: tuple[View, ...] = (),
    show: str | None = None,
    appendix: Appendix | None = None,
) -> None:
    """Exit code 1 if there is an error among the problems."""
    view = replace(check_view(title, problems, sentences), more=more)
    if not to.shown or show is not None:
        emit(view, to, show, appendix)
    else:
        for problem in worst_first(problems):
            print(problem.render(to.lang))
        for sentence in view.sentences:
            print(visible(sentence.text(to.lang)))
        sys.stdout.flush()
        for table in more:
            if table.length:
                print()
                emit(table, to)
    if any_error(problems):
        raise typer.Exit(1)
