"""Where a unit's rank comes from, and why it moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .causes import Causes, Counterfactual, causes
from .contributions import Change, Moment, change_contributions, score_contributions
from .index import Result
from .lookup import need_rank, unit_index
from .movement import Ranking, rank_movement
from .period import period_position
from .scheme import ROOT, Scenario
from .standing import Standings, standings


@dataclass(frozen=True)
class Explanation:
    """A unit explained: its standing in each indicator, what gives its score, and why it moved.

    `contributions` are points of the index by part. `causes` is None for a unit without a score
    before. `old_scheme` is its rank and score before under another scheme, and the places that the
    change of scheme alone brought. `gap` is what the distance from the unit `other` is made of, in
    the same period.
    """

    unit: int
    ranking: Ranking
    standings: Standings
    contributions: Mapping[str, float]
    causes: Causes | None
    old_scheme: Counterfactual | None = None
    scenario: Scenario | None = None
    other: int | None = None
    gap: Change | None = None

    @property
    def result(self) -> Result:
        return self.ranking.result


def explain(
    result: Result,
    unit: int | str,
    *,
    period: str | None = None,
    against: str | None = None,
    base: Result | None = None,
    scenario: Scenario | None = None,
    old: Result | None = None,
    other: int | str | None = None,
) -> Explanation:
    """Explain a unit (an index, or a name) of a result that has its indicators.

    Its change is from the period `against`, as in `rank_movement`; with a `base`, the result
    without the `scenario`, it is from the base to the scenario in the same period. `old` is the
    result of the period before under the scheme of that time; `other` is a unit to compare with.
    Raises `UsageProblem` for a unit without a score, `KeyError` for a period that the table does
    not have.
    """
    ranking = rank_movement(result, period, against)
    p, q = ranking.p, ranking.q
    unit = unit_index(result.labels, unit)
    need_rank(result.labels, result.ranks[p], unit)
    if other is not None:
        other = unit_index(result.labels, other)
        need_rank(result.labels, result.ranks[p], other)
    now = Moment(result, p, np.array([unit]))
    before = None
    if base is not None:
        before = Moment(base, p, now.units)
    elif q is not None:
        before = Moment(result, q, now.units)
    if before is not None and np.isnan(before.scores(ROOT)[0]):
        before = None
    return Explanation(
        unit=unit,
        ranking=ranking,
        standings=standings(result, unit, p, q),
        contributions={id: float(v[0]) for id, v in score_contributions(now).items()},
        causes=None if before is None else causes(before, now, over_time=base is None),
        old_scheme=None if old is None else _under_old_scheme(ranking, unit, old),
        scenario=scenario,
        other=other,
        gap=None
        if other is None
        else change_contributions(Moment(result, p, np.array([other])), now),
    )


def _under_old_scheme(ranking: Ranking, unit: int, old: Result) -> Counterfactual | None:
    """Rank and score before, under another scheme; None if the unit had none."""
    if ranking.previous_period is None:
        return None
    p = period_position(old.periods, ranking.previous_period)
    found = np.flatnonzero(old.labels.units == ranking.result.labels.units[unit])
    if not found.size or np.isnan(old.ranks[p, found[0]]):
        return None
    rank = float(old.ranks[p, found[0]])
    places = rank - float(ranking.previous_rank[unit])
    return Counterfactual(rank, float(old.index[p, found[0]]), places)
