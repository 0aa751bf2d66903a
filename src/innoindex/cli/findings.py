"""Findings shown: as the lines of `path:row:column: error: …` for people, as a table otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import Problem
from ..view import View
from .output import Target, emit


def show(view: View, problems: Sequence[Problem], to: Target) -> None:
    if to.format != "table" or to.path is not None:
        emit(view, to)
        return
    order = ("error", "warning", "note")
    for problem in sorted(problems, key=lambda problem: order.index(problem.severity)):
        print(problem.render(to.lang))
    for sentence in view.sentences:
        print(sentence.text(to.lang))
