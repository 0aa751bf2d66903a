"""Why a unit moved: what its points are made of, who was passed, and what would have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .contributions import Change, Moment, change_contributions
from .hypothetical import Hypotheses, Outcomes
from .panel import Bools, Floats, Ints
from .scheme import ROOT

_NOISE = 1e-9  # points


@dataclass(frozen=True)
class Rival:
    """A unit that was passed, or that passed, and the indicator that decided it.

    `gap` is the score of the unit explained less the rival's; `points` is what that indicator did
    to it, + in favour of the unit explained.
    """

    unit: int
    passed: bool
    previous_rank: float
    rank: float
    previous_gap: float
    gap: float
    decided_by: str | None
    points: float


@dataclass(frozen=True)
class Counterfactual:
    """The rank and score that a unit would have, and the places climbed with them (+ = up)."""

    rank: float
    score: float
    places: float


@dataclass(frozen=True)
class Causes:
    """What moved a unit from one moment to another; the arrays in `change` are of one unit.

    `bounds` is, by part, how many of its points come from bounds, means, ranks or methods that
    moved, the unit's own value being what it is: 0 for methods that look at no other unit.
    `others_still`: had no one else moved; `stood_still`: had the unit kept its values. Both None
    for a scenario, in which no one moves.
    """

    before: Moment
    after: Moment
    change: Change
    bounds: Mapping[str, float]
    rivals: tuple[Rival, ...]
    new_ahead: tuple[int, ...]
    gone_ahead: tuple[int, ...]
    others_still: Counterfactual | None
    stood_still: Counterfactual | None

    @property
    def gained(self) -> float:
        """Points of the index."""
        return float(self.change.total[ROOT][0])


def causes(before: Moment, after: Moment, *, over_time: bool = True) -> Causes:
    """Why a unit (each moment's only one) moved from one moment to the other."""
    unit = int(after.units[0])
    change = change_contributions(before, after)
    alone, still = _with_values_of(after, before), _with_values_of(before, after)
    ranks = before.result.ranks[before.p], after.result.ranks[after.p]
    ahead = ranks[0] < ranks[0][unit], ranks[1] < ranks[1][unit]

    def would(outcome: Outcomes) -> Counterfactual | None:
        rank = float(outcome.ranks[0, unit])
        if not over_time or np.isnan(rank):
            return None
        return Counterfactual(rank, float(outcome.index[0, unit]), float(ranks[0][unit]) - rank)

    return Causes(
        before=before,
        after=after,
        change=change,
        bounds=_bounds(before, after, change, alone, still),
        rivals=_rivals(before, after),
        new_ahead=_units(ahead[1] & np.isnan(ranks[0])),
        gone_ahead=_units(ahead[0] & np.isnan(ranks[1])),
        others_still=would(alone),
        stood_still=would(still),
    )


def _with_values_of(source: Moment, world: Moment) -> Outcomes:
    """The period of a moment, the unit having its values of another moment."""
    hypotheses = Hypotheses(world.result)
    rows = hypotheses.rows([world.p])
    rows.take(0, int(world.units[0]), source.result, source.p)
    return hypotheses.outcomes(rows)


def _bounds(
    before: Moment, after: Moment, change: Change, alone: Outcomes, still: Outcomes
) -> dict[str, float]:
    """The value's points that the unit's own move does not make: the mean of both orders.

    Where neither order has a score all of them are the unit's own.
    """
    unit = int(after.units[0])
    found: dict[str, float] = {}
    for id in after.scheme.indicators.keys() & change.value.keys():
        old, new = before.scores(id)[0], after.scores(id)[0]
        own = np.array([alone.scores[id][0, unit] - old, new - still.scores[id][0, unit]])
        known = own[~np.isnan(own)]  # one of the two may have no score, as without a spread
        moved = known.mean() if known.size else np.nan_to_num(new - old)
        points = float(change.value[id][0] - change.slope[id][0] * moved)
        found[id] = points if abs(points) > _NOISE else 0.0
    for id in after.scheme.bottom_up:
        below = [found[child] for child in after.scheme.children[id] if child in found]
        if below:
            found[id] = sum(below)
    return found


def _rivals(before: Moment, after: Moment) -> tuple[Rival, ...]:
    """Who was passed, in order of their rank now; then who passed."""
    unit = int(after.units[0])
    old, new = before.result.ranks[before.p], after.result.ranks[after.p]
    passed = (old < old[unit]) & (new > new[unit])
    passing = (old > old[unit]) & (new < new[unit])
    index = np.r_[_by_rank(passed, new), _by_rank(passing, new)]
    if not index.size:
        return ()
    everyone = np.r_[unit, index]
    moments = Moment(before.result, before.p, everyone), Moment(after.result, after.p, everyone)
    change = change_contributions(*moments)
    leaves = [id for id in after.scheme.indicators if id in change.total]
    scores = [moment.scores(ROOT) for moment in moments]
    found = []
    for k, rival in enumerate(index.tolist(), start=1):
        points = {id: float(change.total[id][0] - change.total[id][k]) for id in leaves}
        decisive = _decisive(points, 1 if passed[rival] else -1)
        found.append(
            Rival(
                unit=rival,
                passed=bool(passed[rival]),
                previous_rank=float(old[rival]),
                rank=float(new[rival]),
                previous_gap=float(scores[0][0] - scores[0][k]),
                gap=float(scores[1][0] - scores[1][k]),
                decided_by=decisive,
                points=points[decisive] if decisive else float("nan"),
            )
        )
    return tuple(found)


def _decisive(points: Mapping[str, float], sign: int) -> str | None:
    """The indicator with the most points in a direction; of equal ones the first by id."""
    ordered = sorted(points, key=lambda name: (-round(sign * points[name], 9), name))
    return ordered[0] if ordered else None


def _by_rank(mask: Bools, ranks: Floats) -> Ints:
    index = np.flatnonzero(mask)
    return np.asarray(index[np.argsort(ranks[index], kind="stable")])


def _units(mask: Bools) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())
