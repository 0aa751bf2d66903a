"""What can be wrong with the input, with its place and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from .messages import Language, Message, cut
from .visible import visible

Severity = Literal["error", "warning", "note"]
_SEVERITIES = get_args(Severity)  # the worst first


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `path:row:column: severity: text`, then `help: …`.

    `row` counts the lines of the file (or the rows of the sheet) from 1; `column` is a heading.
    """

    text: Message
    help: Message | None = None
    path: str = ""
    row: int | None = None
    column: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        # What a file has can be of any length.
        object.__setattr__(self, "text", self.text.cut())
        object.__setattr__(self, "help", self.help and self.help.cut())
        object.__setattr__(self, "column", cut(self.column))

    def render(self, lang: Language) -> str:
        """As lines for a terminal, which no text from a file can steer, or forge a line of."""
        place = ":".join(str(part) for part in (self.path, self.row, self.column) if part)
        line = f"{visible(place)}: " if place else ""
        line += f"{self.severity}: {visible(self.text.text(lang))}"
        return f"{line}\nhelp: {visible(self.help.text(lang))}" if self.help else line

    def __str__(self) -> str:
        return self.render("en")


def any_error(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings before notes, each kind in its order."""
    return sorted(problems, key=lambda problem: _SEVERITIES.index(problem.severity))


class InnoindexError(Exception):
    """The scheme or the table has problems, all of them in `problems`."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageProblem(InnoindexError):
    """A file that is not there, or an option that cannot be meant."""

    exit_code = 2


def wrong_use(text: Message, help: Message) -> UsageProblem:
    """The one thing that is wrong with how something was asked for."""
    return UsageProblem([Problem(text, help)])


class NoWeights(ValueError):
    """Why a method has no answer, and what to do."""

    def __init__(self, text: Message, help: Message) -> None:
        super().__init__(str(text))
        self.text = text
        self.help = help
