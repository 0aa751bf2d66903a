"""Everything that can be said of tables under a scheme, without stopping at the first error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .checks import expected_units, unknown_units
from .errors import InnoindexError, Problem, UsageProblem, any_error
from .index import compute
from .panel import Panel
from .preconditions import whole_check
from .read import read_panel
from .scheme import Scheme
from .scheme_rules import doubtful_names
from .screening.panel_screen import screen
from .screening.problems import with_suspicions
from .screening.suspicion import Suspicion
from .work import Repair


@dataclass(frozen=True)
class Checked:
    """What was found: every problem, guess and repair; and the panel, if one could be read."""

    problems: tuple[Problem, ...]
    panel: Panel | None = None
    repairs: tuple[Repair, ...] = ()  # the cells imputed, left out, treated or clipped
    suspicions: tuple[Suspicion, ...] = ()  # which `problems` tell as warnings and notes

    @property
    def sound(self) -> bool:
        return not any_error(self.problems)


def check_tables(
    tables: str | Path | Sequence[str | Path],
    scheme: Scheme,
    *,
    period: str | None = None,
    strict: bool = False,
) -> Checked:
    """Read and screen the tables and compute the index, and tell all that was found on the way.

    `period` is the one whose number of units is checked (default: the last); with `strict` a wrong
    number is an error. Raises `UsageProblem` for a file that cannot be opened.
    """
    found = list(doubtful_names(scheme))
    panel: Panel | None = None
    repairs: tuple[Repair, ...] = ()
    try:
        panel = read_panel(tables, scheme, period=period, check=whole_check(period, strict))
        found += panel.remarks
        found += expected_units(panel, scheme, period, strict=strict)
        found += unknown_units(panel, scheme)
        result = compute(panel, scheme, keep_indicators=False, keep_repairs=True)
        found += result.remarks
        repairs = result.repairs
    except UsageProblem:
        raise
    except InnoindexError as error:
        known = set(map(id, found))
        found += [problem for problem in error.problems if id(problem) not in known]
    if panel is None:
        return Checked(tuple(found))
    suspicions = screen(panel, scheme)
    return Checked(tuple(with_suspicions(found, suspicions, panel)), panel, repairs, suspicions)
