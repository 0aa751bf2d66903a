"""What reading finds: errors, collected until all are known, and remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from ..errors import Problem
from ..messages import Message, say

# A wrong file can have a mistake in every cell; beyond this many of one kind they are counted.
MOST = 1000

Item = TypeVar("Item")


@dataclass(frozen=True)
class Findings:
    """Errors and remarks so far, and the table that the next are about.

    `fatal` are those of the errors that leave no panel to check any further.
    """

    path: str = ""
    errors: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    fatal: list[Problem] = field(default_factory=list)

    def about(self, path: str) -> Findings:
        """The same findings, of which the next are about this table."""
        return replace(self, path=path)

    def fault(
        self,
        text: Message,
        help: Message,
        *,
        row: int | None = None,
        column: str = "",
        fatal: bool = True,
    ) -> None:
        self.errors.append(Problem(text, help, self.path, row, column))
        if fatal:
            self.fatal.append(self.errors[-1])

    def remark(self, text: Message, *, column: str = "") -> None:
        self.remarks.append(Problem(text, None, self.path, None, column, severity="note"))

    def warn(self, text: Message, help: Message | None = None) -> None:
        self.remarks.append(Problem(text, help, self.path, severity="warning"))

    def each(self, items: Iterable[Item], problem: Callable[[Item], Problem]) -> None:
        """An error for each of the items; if there are very many, a last one counts the rest."""
        rest = iter(items)
        self.errors.extend(problem(item) for item in islice(rest, MOST))
        if more := sum(1 for _ in rest):
            last = self.errors[-1]
            self.errors.append(Problem(say("and {n} more such", n=more), None, last.path))

    def add(self, others: Findings) -> None:
        self.errors.extend(others.errors)
        self.remarks.extend(others.remarks)
        self.fatal.extend(others.fatal)
