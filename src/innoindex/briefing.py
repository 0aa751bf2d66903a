"""What a briefing tells of a unit: its explanation, its neighbours, what one place more takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .explanation import Explanation, explain
from .goals import Goal, goal
from .index import Result
from .movement import Ranking


@dataclass(frozen=True)
class Brief:
    """A unit's explanation and its neighbours in the ranking, as indices, equal ranks by id.

    `level` are the others of its own rank, `above` and `below` those of the nearest rank on either
    side. `next_place` is the goal of one place more; None with no one above, and
    under the benefit of the doubt.
    """

    explanation: Explanation
    level: tuple[int, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    next_place: Goal | None

    @property
    def unit(self) -> int:
        return self.explanation.unit

    @property
    def ranking(self) -> Ranking:
        return self.explanation.ranking


def brief(
    result: Result, unit: int | str, *, period: str | None = None, against: str | None = None
) -> Brief:
    """What there is to say of a unit (an index, or a name) in a period (default: the last).

    All of it comes from `explain` and `goal`; the change is from the period `against`, as in
    `rank_movement`. The result must have its indicators. Raises `UsageProblem` for a unit without
    a score, `KeyError` for a period that the table does not have.
    """
    explanation = explain(result, unit, period=period, against=against)
    ranking, unit = explanation.ranking, explanation.unit
    order = [int(u) for u in ranking.order if not np.isnan(ranking.rank[u])]
    own = ranking.rank[unit]
    better = [u for u in order if ranking.rank[u] < own]
    worse = [u for u in order if ranking.rank[u] > own]
    methods = {node.aggregate.name for node in result.scheme.nodes.values()}
    wanted = better and "benefit-of-the-doubt" not in methods  # minutes: a programme a unit a trial
    return Brief(
        explanation=explanation,
        level=tuple(u for u in order if ranking.rank[u] == own and u != unit),
        above=tuple(u for u in better if ranking.rank[u] == ranking.rank[better[-1]]),
        below=tuple(u for u in worse if ranking.rank[u] == ranking.rank[worse[0]]),
        next_place=goal(result, unit, gain=1, period=period, against=against) if wanted else None,
    )
