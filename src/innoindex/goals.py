"""What it would take to reach a rank, a tier or a score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .effort import effort, yearly_changes
from .errors import InnoindexError, Problem, UsageProblem
from .hypothetical import Hypotheses, Outcomes, Rows
from .index import Result
from .lookup import need_rank, unit_index
from .messages import did_you_mean, say
from .movement import Ranking, rank_movement
from .numerator import needed, numerator
from .panel import Bools, Floats
from .plan import Evaluate, Plan, least_effort
from .scheme import Tier
from .standing import raw_value

_HALVINGS = 42  # of the way from the present value to the best: to 1e-12 of it


@dataclass(frozen=True)
class Target:
    """What is to be reached: a rank or better, a tier or better (its index), a score or more."""

    rank: int | None = None
    tier: int | None = None
    score: float | None = None

    def reached(self, outcomes: Outcomes, unit: int) -> Bools:
        """Whether a unit is there, in each of B rows."""
        if self.rank is not None:
            return np.asarray(outcomes.ranks[:, unit] <= self.rank)
        if self.tier is not None:
            tiers = outcomes.tiers[:, unit]
            return np.asarray((tiers >= 0) & (tiers <= self.tier))
        assert self.score is not None
        return np.asarray(outcomes.settled[:, unit] >= self.score)

    def margin(self, outcomes: Outcomes, unit: int, tiers: tuple[Tier, ...]) -> Floats:
        """The points by which a unit is above what it needs in each of B rows (- = below)."""
        scores = outcomes.index
        if self.rank is not None:
            return _over_rank(scores, unit, self.rank)
        if self.score is not None:
            return np.asarray(scores[:, unit] - self.score)
        assert self.tier is not None
        each = [_over_tier(scores, unit, tier) for tier in tiers[: self.tier + 1]]
        return np.asarray(np.max(each, axis=0))


def _over_rank(scores: Floats, unit: int, rank: int) -> Floats:
    others = np.delete(scores, unit, axis=1)
    ordered = -np.sort(-np.where(np.isnan(others), -np.inf, others), axis=1)
    bar = ordered[:, rank - 1] if rank <= ordered.shape[1] else np.full(len(scores), -np.inf)
    return np.asarray(scores[:, unit] - bar)


def _over_tier(scores: Floats, unit: int, tier: Tier) -> Floats:
    count = int((~np.isnan(scores[0])).sum())
    if tier.min_score is not None:
        return np.asarray(scores[:, unit] - tier.min_score)
    if tier.min_relative is not None:
        return np.asarray(scores[:, unit] - tier.min_relative * np.nanmean(scores, axis=1))
    if tier.max_rank is not None:
        return _over_rank(scores, unit, tier.max_rank)
    if tier.top is not None:
        return _over_rank(scores, unit, int(tier.top * count + 1e-9))
    return np.full(len(scores), np.inf)


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
    target = _target(ranking, unit, rank, gain, tier, score)
    way = _Way(result, unit, p, target, q if trend else None)
    start = way.outcomes(way.rows(1))
    reached = bool(target.reached(start, unit)[0])
    free = [id for id in way.ids if id not in hold]
    yearly = yearly_changes(result, unit, p)
    efforts = {id: effort(way.room(id), yearly[id]) * (cost or {}).get(id, 1.0) for id in free}
    movable = [id for id in free if np.isfinite(efforts[id])]
    utmost = start if reached else way.outcomes(way.at(movable, np.ones((1, len(movable)))))
    plan = None
    if not reached and target.reached(utmost, unit)[0]:
        plan = least_effort(
            way.evaluator(movable), np.array([efforts[id] for id in movable]), tuple(movable)
        )
    return Goal(
        result=result,
        unit=unit,
        p=p,
        target=target,
        trend=trend,
        rank=float(start.ranks[0, unit]),
        score=float(start.index[0, unit]),
        reached=reached,
        needs=() if reached else way.alone(free, yearly),
        plan=plan,
        plan_needs=() if plan is None else way.together(plan, yearly),
        utmost_rank=float(utmost.ranks[0, unit]),
        utmost_score=float(utmost.index[0, unit]),
    )


def _target(
    ranking: Ranking,
    unit: int,
    rank: int | None,
    gain: int | None,
    tier: str | None,
    score: float | None,
) -> Target:
    """The one target that is given."""
    if sum(given is not None for given in (rank, gain, tier, score)) != 1:
        text = say("one target is needed: --rank, --gain, --tier or --score")
        raise UsageProblem([Problem(text, say("for example: {example}", example="--rank 20"))])
    if tier is not None:
        return Target(tier=_tier(tier, ranking.result.scheme.tiers))
    if gain is None:
        return Target(rank=rank, score=score)
    now = int(ranking.result.ranks[ranking.p, unit])
    if gain >= now:
        text = say(
            "{unit} has rank {rank}: it cannot climb {places} places",
            unit=ranking.result.labels.label(unit),
            rank=now,
            places=gain,
        )
        raise InnoindexError([Problem(text, say("choose a nearer target"))])
    return Target(rank=now - gain)


def _tier(text: str, tiers: tuple[Tier, ...]) -> int:
    """The index of a tier: by its name in either language, or by its number from the top."""
    word = text.strip().casefold()
    for number, tier in enumerate(tiers):
        if word in (tier.name.zh.casefold(), tier.name.en.casefold(), str(number + 1)):
            return number
    if not tiers:
        help = say("ask for a --rank or a --score")
        raise UsageProblem([Problem(say("the scheme has no tiers"), help)])
    known = dict.fromkeys(name for tier in tiers for name in (tier.name.zh, tier.name.en))
    text_said = say('there is no tier "{name}"', name=text)
    raise UsageProblem([Problem(text_said, did_you_mean(text, tuple(known)))])


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
            assumed = _repeated(
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

    def at(self, ids: list[str], shares: Floats) -> Rows:
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

    def evaluator(self, ids: list[str]) -> Evaluate:
        """Shares (B, I) of the way: margins (B,) and whether the target is reached (B,)."""

        def evaluate(shares: Floats) -> tuple[Floats, Bools]:
            outcomes = self.outcomes(self.at(ids, shares))
            tiers = self.result.scheme.tiers
            return (
                self.target.margin(outcomes, self.unit, tiers),
                self.target.reached(outcomes, self.unit),
            )

        return evaluate

    def alone(self, ids: list[str], yearly: Mapping[str, float]) -> tuple[Need, ...]:
        """Each indicator's smallest change that gets there: halved down, by the full index."""
        count = len(ids)
        enough = self.target.reached(self.outcomes(self.at(ids, np.eye(count))), self.unit)
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
        outcomes = self.outcomes(self.at(list(plan.ids), plan.shares[None, :]))
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


def _repeated(now: Floats, before: Floats) -> Floats:
    """The next values if the last change is repeated: a rise by its amount, a fall at its rate.

    A fall by its amount could go below 0.
    """
    with np.errstate(all="ignore"):
        rate = np.where((now > 0) & (before > 0), now * now / before, 2 * now - before)
    following = np.where(now < before, rate, 2 * now - before)
    return np.where(np.isnan(following), now, following)
