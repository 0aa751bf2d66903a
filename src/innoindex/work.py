"""One computation under way: its inputs, and the problems found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from .errors import InnoindexError, Problem, any_error
from .levels import Level, level_panel, membership
from .messages import Label, Message, say
from .panel import Bools, Floats, Ints, Panel, sound
from .scheme import Indicator, Rule, Scheme
from .scoring import Scope

How = Literal["imputed", "left out", "treated", "clipped"]


@dataclass(frozen=True)
class Values:
    """An indicator's values (P, N) as they are scored, what was missing imputed where it can be.

    `missing` says where the table has none; None = nowhere.
    """

    values: Floats
    missing: Bools | None = None


@dataclass(frozen=True)
class Given:
    """Values by indicator that stand for those of the panel: of the units, and of the level."""

    units: Mapping[str, Values] = field(default_factory=dict)
    level: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class Repair:
    """Cells of an indicator (or a node) that do not count as they are; arrays are (n,).

    `before` and `after` are values (transformed, if the indicator is), or scores where these were
    clipped or given; NaN = none.
    """

    id: str
    how: How
    method: str
    periods: Ints
    units: Ints
    before: Floats
    after: Floats


@dataclass
class Work:
    """One computation: the panel, the scheme, the level, and the problems found on the way."""

    panel: Panel
    scheme: Scheme
    level: Level
    given: Given = Given()
    problems: list[Problem] = field(default_factory=list)
    absent: dict[tuple[int, int, str], list[str]] = field(default_factory=dict)
    repairs: list[Repair] | None = None  # None: not recorded

    def __post_init__(self) -> None:
        self.labels = self.panel if self.level == "unit" else level_panel(self.panel, self.level)
        self.member = membership(self.panel, self.level)
        self._everyone = bool(self.panel.present.all())
        self._sound: dict[str, bool] = {}

    @cached_property
    def scope(self) -> Scope:
        count = self.labels.shape[1]
        own = {"unit": self.panel.group_of, "group": np.arange(count)}
        group_of = own.get(self.level, np.full(count, -1, dtype=np.int64))
        return Scope(self.panel.periods, group_of, self.panel.group_of)

    def is_whole(self, columns: Sequence[str]) -> bool:
        """Whether every unit is there in every period with a value in each of these columns."""
        for name in columns:
            if name not in self._sound:
                self._sound[name] = sound(self.panel.columns[name])
        return self._everyone and all(self._sound[name] for name in columns)

    def stop_if_wrong(self) -> None:
        """Raise what was found if an error is among it."""
        if any_error(self.problems):
            raise InnoindexError([*self.problems, *self.panel.remarks])

    def problem(self, text: Message, help: Message, *, keys: tuple[str, ...] = ()) -> None:
        self.problems.append(Problem(text, help, self.scheme.source, self.scheme.line(*keys)))

    def cell_problem(
        self, p: int, u: int, text: Message, help: Message, columns: Sequence[str] = ()
    ) -> None:
        """A problem of a unit in a period; its place is the cell if one raw column is to blame."""
        self.problems.append(self.labels.problem(p, u, text, help, columns))

    def remark(self, text: Message) -> None:
        self.problems.append(Problem(text, severity="warning"))

    def repaired(
        self,
        id: str,
        how: How,
        method: str,
        cells: Bools,
        before: Floats | None = None,
        after: Floats | None = None,
    ) -> None:
        """Record the cells (P, N) that something was done to."""
        if self.repairs is None or not cells.any():
            return
        periods, units = np.nonzero(cells)
        nothing = np.full(periods.size, np.nan)
        was, now = (nothing if table is None else table[cells] for table in (before, after))
        self.repairs.append(Repair(id, how, method, periods, units, was, now))

    def clipped(self, id: str, method: str, free: Floats, scores: Floats) -> None:
        """Record the scores (P, N) that a cap, a clip or a truncation moved.

        Without the cap a division by what is not above 0 has no score, so there is none before.
        """
        moved = (free > scores) | (free < scores)
        before = np.where(np.isinf(free), np.nan, free)
        self.repaired(id, "clipped", method, moved, before, scores)


def note_absent(indicator: Indicator, still: Bools, work: Work) -> None:
    for p, u in np.argwhere(still):
        for name in indicator.value.columns:
            if np.isnan(work.panel.columns[name][p, u]):
                work.absent.setdefault((int(p), int(u), name), []).append(indicator.id)


def report_absent(work: Work) -> None:
    """One problem for each missing cell that no rule fills, with the indicators that need it."""
    for (p, u, name), needed_by in work.absent.items():
        rule = work.scheme.indicators[needed_by[0]].impute.name
        work.cell_problem(
            p,
            u,
            say(
                "no value of {column}, needed by {indicators} (impute = {rule})",
                column=name,
                indicators=needed_by,
                rule=rule,
            ),
            say('fill the cell, or choose a rule such as impute = "carry-forward" or "drop"')
            if rule == "refuse"
            else say('there is nothing to fill it from: fill the cell, or choose impute = "drop"'),
            (name,),
        )


def no_spread(
    name: Label,
    rule: Rule,
    p: int,
    group: int,
    size: int,
    work: Work,
    keys: tuple[str, ...],
    *,
    excused: bool = False,
) -> None:
    """A constant sample is a problem.

    Within a group it only means that the group has no score there, which is said, if the group has
    one unit, or if the indicator may be missing (`excused`).
    """
    period = work.panel.periods[p]
    place = say("in {group}", group=work.panel.groups[group]) if group >= 0 else say("in all units")
    if period:
        place = say("{place} in {period}", place=place, period=period)
    if group >= 0 and size < 2:
        work.remark(say("{name}: no score {place}, which has one unit", name=name, place=place))
        return
    if group >= 0 and excused:
        work.remark(say("{name}: no score {place}, where it is the same", name=name, place=place))
        return
    text = say(
        "{indicator} is the same {place}: {method} divides by its spread",
        indicator=name,
        place=place,
        method=rule.name,
    )
    help = say("give it weight 0, remove it, or choose a method with fixed bounds (goalposts)")
    if rule.name in ("distance-to-reference", "distance-to-target"):
        text = say(
            "{indicator}: {method} needs a reference that is better than the worst {place}",
            indicator=name,
            place=place,
            method=rule.name,
        )
        help = say("choose a better unit or target, or a method with fixed bounds (goalposts)")
    work.problem(text, help, keys=keys)


def scorable(
    name: Label, rule: Rule, scores: Floats, work: Work, columns: Sequence[str] = ()
) -> Floats:
    """The scores, those that are infinite reported and missing; above the units only missing."""
    if sound(scores) or not (bad := np.isinf(scores)).any():
        return scores
    for p, u in np.argwhere(bad) if work.level == "unit" else ():
        work.cell_problem(
            int(p),
            int(u),
            say(
                "{name}: {method} divides by a number that is not above 0",
                name=name,
                method=rule.name,
            ),
            say("correct the value, or choose another method for it"),
            columns,
        )
    return np.where(bad, np.nan, scores)
