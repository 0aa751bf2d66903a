"""A finding of an audit: a sentence, what to do, and how far beyond its limit it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from .messages import Label, Message

Step = Literal[
    "coverage", "outliers", "correlation", "reliability", "components", "weights", "leave-out"
]
STEPS: tuple[Step, ...] = get_args(Step)  # in the order of an auditor's work
UTMOST = 5.0  # times beyond a limit; what is farther is no worse


@dataclass(frozen=True)
class Finding:
    """One finding. `about` are ids of parts, or of units for coverage.

    `beyond` compares findings across steps: the distance of `value` from the ideal over that of the
    limit from the ideal, so 1 at the limit, and at most 5; a note may be below 1. The ideals: all
    values there, skewness 0, correlation 1 (for pairs 0, on Fisher's scale), alpha 1, the same
    ranking without an indicator. Effective over nominal weight (or the reverse) is over 2; what
    goes more with another dimension has 1 + the difference; where alpha would rise it is the ratio
    of what is missing to 1; a second eigenvalue is as it is.
    """

    step: Step
    severity: Literal["warning", "note"]
    beyond: float
    text: Message
    help: Message
    about: tuple[str, ...]
    value: float
    limit: float


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Warnings before notes, each by how far they are beyond their limits; then by step and ids."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                f.severity != "warning",
                -round(f.beyond, 9),
                STEPS.index(f.step),
                sorted(f.about),
            ),
        )
    )


def beyond(distance: float, limit: float) -> float:
    """How many times a distance from the ideal is that of the limit, at most `UTMOST`."""
    return min(distance / limit, UTMOST)


def listed(names: Iterable[Label | Message], most: int = 3) -> list[Label | Message | str]:
    """The first few, and three dots for more."""
    every = list(names)
    return [*every[:most], "..."] if len(every) > most else [*every]
