"""What it would take to reach a rank, a tier or a score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .effort import effort, repeated, yearly_changes
from .errors import wrong_use
from .hypothetical import Hypotheses, Outcomes, Rows
from .index import Result
from .lookup import need_rank, unit_index
from .messages import say
from .movement import rank_movement
from .normalise import METHODS
from .numerator import needed, numerator
from .panel import Bools, Floats
from .plan import Evaluate, Plan, least_effort
from .scheme import Scheme
from .standing import raw_value
from .targets import Target, chosen_target

_HALVINGS = 42  # of the way from the present value to the best: to 1e-12 of it


@dataclass(frozen=True)
class Need:
    """What one indicator would have to be, and its raw numerator, all others as they are.

    `value` is None if not even the best unit's value would do. `column` is the raw column above the
    fraction line, `also` the other indicators that it is in. `years` is the change over the yearly
    one.
    """

    id: str
    present: float
    best: float
    value: float | None
    rank: float
    score: float
    years: float
    column: str | None = None
    raw_present: float = float("nan")
    raw_value: float = float("nan")
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goal:
    """The way of a unit to a target in period `p`: by one indicator alone, and together.

    `rank` and `score` are those that the unit has with the others as assumed (`trend`: each has
    repeated its last change). `plan` is None if nothing is needed, or not even the best values of
    all indicators would do: then `utmost_rank` and `utmost_score` say how far they lead.
    """

    result: Result
    unit: int
    p: int
    target: Target
    trend: bool
    rank: float
    score: float
    reached: bool
    needs: tuple[Need, ...]
    plan: Plan | None
    plan_needs: tuple[Need, ...]
    utmost_rank: float
    utmost_score: float

    @property
    def in_years(self) -> bool:
        """Whether effort is in years: in a table of one period it is in standard deviations."""
        return self.p > 0

    @property
    def possible(self) -> bool:
        return self.reached or self.plan is not None


def goal(
    result: Result,
    unit: int | str,
    *,
    rank: int | None = None,
    gain: int | None = None,
    tier: str | None = None,
    score: float | None = None,
    period: str | None = None,
    against: str | None = None,
    hold: Collection[str] = (),
    cost: Mapping[str, float] | None = None,
    trend: bool = False,
) -> Goal:
    """What a unit (an index, or a name) would need to reach a target in a period (or the last).

    The target is one of: a `rank`, a `gain` of places, a `tier` by name or by number from the top,
    a `score`. Values may go as far as the best unit's. `hold` are the ids of indicators that stay
    as they are, `cost` factors of their effort. With `trend` all other units repeat their change
    from the period `against` (default: the one before): rises by the same amount, falls at the same
    rate. The result must have its indicators. Raises `UsageProblem` for a target that cannot be
    meant, `InnoindexError` for more places than there are above, `KeyError` for a period that the
    table does not have.
    """
    ranking = rank_movement(result, period, against)
    p, q = ranking.p, ranking.q
    unit = unit_index(result.labels, unit)
    need_rank(result.labels, result.ranks[p], unit)
    target = chosen_target(ranking, unit, rank, gain, tier, score)
    if trend and q is None:
        text = say("there is no period before, whose change could be repeated")
        raise wrong_use(text, say("choose a later period, or no trend"))
    way = _Way(result, unit, p, target, q if trend else None)
    start = way.outcomes(way.rows(1))
    reached = bool(target.reached(start, unit)[0])
    free = [id for id in way.ids if id not in hold]
    yearly = yearly_changes(result, unit, p)
    efforts = {id: effort(way.room(id), yearly[id]) * (cost or {}).get(id, 1.0) for id in free}
    alone = start if reached or not free else way.outcomes(way.at(free, np.eye(len(free))))
    movable = tuple(
        id
        for id, score in zip(free, alone.index[:, unit], strict=False)
        if np.isfinite(efforts[id]) and way.room(id) != 0 and not np.isnan(score)
    )
    utmost, plan = start, None
    if movable and not reached:
        utmost = way.outcomes(way.at(movable, np.ones((1, len(movable)))))
        if target.reached(utmost, unit)[0]:
            costs = np.array([efforts[id] for id in movable])
            steps = _has_steps(result.scheme, movable)
            plan = least_effort(way.evaluator(movable), costs, movable, steps=steps)
    return Goal(
        result=result,
        unit=unit,
        p=p,
        target=target,
        trend=trend,
        rank=float(start.ranks[0, unit]),
        score=float(start.index[0, unit]),
        reached=reached,
        needs=() if reached else way.alone(free, alone, yearly),
        plan=plan,
        plan_needs=() if plan is None else way.together(plan, yearly),
        utmost_rank=float(utmost.ranks[0, unit]),
        utmost_score=float(utmost.index[0, unit]),
    )


def _has_steps(scheme: Scheme, ids: Collection[str]) -> bool:
    """Whether ranks are among the scores on the way from these indicators to the index."""
    methods = {scheme.indicators[id].normalise.name for id in ids}
    methods |= {node.rescale.name for node in scheme.nodes.values()}
    return any(METHODS[name].stepped for name in methods)


class _Way:
    """The rows of a unit on its way: each indicator somewhere between its value and the best."""

    def __init__(
        self, result: Result, unit: int, p: int, target: Target, trend_from: int | None
    ) -> None:
        self.result, self.unit, self.p, self.target = result, unit, p, target
        self.hypotheses = Hypotheses(result)
        self.trend_from = trend_from
        counted = [id for id in result.scheme.indicators if id in result.scheme.counted]
        present = {id: float(result.values[id].values[p, unit]) for id in counted}
        self.ids = [id for id in counted if not np.isnan(present[id])]
        self.present = present

    def rows(self, count: int) -> Rows:
        """The period as it is assumed, `count` times."""
        rows = self.hypotheses.rows([self.p] * count)
        if self.trend_from is None:
            return rows
        for id, values in rows.values.items():
            assumed = repeated(
                self.result.values[id].values[self.p],
                self.result.values[id].values[self.trend_from],
            )
            assumed[self.unit] = self.result.values[id].values[self.p, self.unit]
            values[:] = assumed
        return rows

    def outcomes(self, rows: Rows) -> Outcomes:
        return self.hypotheses.outcomes(rows)

    @cached_property
    def best(self) -> dict[str, float]:
        """The best unit's value of each indicator."""
        rows = self.rows(1)
        scored = ~np.isnan(self.result.index[self.p])
        found = {}
        for id in self.ids:
            values = rows.values[id][0, scored]
            direction = self.result.scheme.indicators[id].direction
            found[id] = float(np.nanmax(values) if direction > 0 else np.nanmin(values))
        return found

    def room(self, id: str) -> float:
        """From the present value to the best."""
        return self.best[id] - self.present[id]

    def at(self, ids: Sequence[str], shares: Floats) -> Rows:
        """Rows (B) with each of the indicators a share (B, I) of the way to the best."""
        rows = self.rows(len(shares))
        for k, id in enumerate(ids):
            for b, share in enumerate(shares[:, k]):
                if share > 0:
                    rows.put(b, self.unit, id, self.value(id, share))
        return rows

    def value(self, id: str, share: float) -> float:
        """The value a share of the way to the best, which is exact at the end."""
        return self.best[id] if share == 1 else self.present[id] + share * self.room(id)

    def evaluator(self, ids: Sequence[str]) -> Evaluate:
        """Shares (B, I) of the way: margins (B,) and whether the target is reached (B,)."""

        def evaluate(shares: Floats) -> tuple[Floats, Bools]:
            outcomes = self.outcomes(self.at(ids, shares))
            return (
                self.target.margin(outcomes, self.unit, self.result.scheme),
                self.target.reached(outcomes, self.unit),
            )

        return evaluate

    def alone(
        self, ids: Sequence[str], at_best: Outcomes, yearly: Mapping[str, float]
    ) -> tuple[Need, ...]:
        """Each indicator's smallest change that gets there: halved down, by the full index."""
        count = len(ids)
        if not count:
            return ()
        enough = self.target.reached(at_best, self.unit)
        low, high = np.zeros(count), np.ones(count)
        able = np.flatnonzero(enough)
        for _ in range(_HALVINGS if able.size else 0):
            middle = (low + high) / 2
            rows = self.at(ids, np.diag(middle)[able])
            there = self.target.reached(self.outcomes(rows), self.unit)
            high[able[there]] = middle[able[there]]
            low[able[~there]] = middle[able[~there]]
        outcomes = self.outcomes(self.at(ids, np.diag(high)))
        return tuple(
            self._need(id, high[k] if enough[k] else None, outcomes, k, yearly)
            for k, id in enumerate(ids)
        )

    def together(self, plan: Plan, yearly: Mapping[str, float]) -> tuple[Need, ...]:
        """The indicators that a plan moves; rank and score are those of the whole plan."""
        outcomes = self.outcomes(self.at(plan.ids, plan.shares[None, :]))
        return tuple(
            self._need(id, share, outcomes, 0, yearly)
            for id, share in zip(plan.ids, plan.shares, strict=True)
            if share > 0
        )

    def _need(
        self, id: str, share: float | None, outcomes: Outcomes, b: int, yearly: Mapping[str, float]
    ) -> Need:
        value = None if share is None else self.value(id, share)
        present, best = self.present[id], self.best[id]
        rank, score = float(outcomes.ranks[b, self.unit]), float(outcomes.index[b, self.unit])
        if value is None:
            return Need(id, present, best, None, rank, score, float("nan"))
        years = effort(value - present, yearly[id])
        scheme = self.result.scheme
        expression = scheme.indicators[id].value
        column = numerator(expression)
        raw = {} if column is None else self._raw(expression.columns)
        if column is None or np.isnan(raw[column][-1, 0]):
            return Need(id, present, best, value, rank, score, years)
        wanted = needed(expression, raw, column, value)
        if wanted is None:
            return Need(id, present, best, value, rank, score, years)
        also = tuple(
            other
            for other, item in scheme.indicators.items()
            if other != id and column in item.value.columns and other in scheme.counted
        )
        now = float(raw[column][-1, 0])
        return Need(id, present, best, value, rank, score, years, column, now, wanted, also)

    def _raw(self, columns: tuple[str, ...]) -> dict[str, Floats]:
        """Raw columns of the unit up to the period, (P, 1) each."""
        return {
            name: np.array(
                [[raw_value(self.result, name, self.unit, p)] for p in range(self.p + 1)]
            )
            for name in columns
        }
