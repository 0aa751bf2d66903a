"""The ranking of one period against another: places climbed, points gained, and their ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .index import Result
from .messages import Message, say
from .normalise import half_up
from .panel import Bools, Floats, Ints
from .period import period_key, period_position
from .ranking import EXACT_DECIMALS, rank_descending, tiers_of


@dataclass(frozen=True)
class Ranking:
    """One period's ranking; every array is (N,), the units of the level, NaN = no value.

    `rank_change` = previous_rank - rank (places climbed); `score_change` is points gained.
    """

    result: Result
    p: int  # the period, as an index
    q: int | None  # the period compared with
    present: Bools
    common: Bools  # has a score in both periods
    only_common: bool
    rank: Floats
    tier: Ints  # index into the scheme's tiers, -1 = none
    score: Floats
    previous_rank: Floats
    previous_score: Floats
    rank_change: Floats
    score_change: Floats
    rank_change_rank: Floats
    score_change_rank: Floats
    group_rank: Floats
    group_rank_change_rank: Floats
    group_score_change_rank: Floats

    @property
    def period(self) -> str:
        return self.result.periods[self.p]

    @property
    def previous_period(self) -> str | None:
        return None if self.q is None else self.result.periods[self.q]

    @property
    def order(self) -> Ints:
        """The units of the period: by rank, equal ranks by id, those without a rank last."""
        index = np.flatnonzero(self.present)
        by_rank = index[np.argsort(self.rank[index], kind="stable")]
        ranks = self.rank[by_rank]
        same = (ranks[1:] == ranks[:-1]) | (np.isnan(ranks[1:]) & np.isnan(ranks[:-1]))
        tied = np.r_[False, same] | np.r_[same, False]
        if tied.any():  # only these are compared by id: texts are slow to sort
            units = by_rank[tied]
            ids = self.result.labels.units[units].astype(str)
            by_rank[tied] = units[np.lexsort((ids, self.rank[units]))]
        return by_rank

    @property
    def gone(self) -> list[int]:
        """Units with a score in the period before and none now."""
        if self.q is None:
            return []
        before = ~np.isnan(self.result.index[self.q])
        return [int(i) for i in np.flatnonzero(before & np.isnan(self.score))]

    @property
    def new(self) -> list[int]:
        """Units with a score now and none in the period before."""
        if self.q is None:
            return []
        return [int(i) for i in np.flatnonzero(~np.isnan(self.score) & ~self.common)]

    @cached_property
    def notes(self) -> Mapping[int, list[Message]]:
        """What must be known to read a unit's row: `new`, imputed values, breaks of its series."""
        notes: dict[int, list[Message]] = {}
        result = self.result
        unscored = self.present & np.isnan(self.score)
        for unit in np.flatnonzero(unscored).tolist():
            notes.setdefault(unit, []).append(self._no_score(unit))
        for new in self.new:
            notes.setdefault(new, []).append(say("new"))
        for rule, how in _FILLED.items():
            masks = {
                id: mask
                for id, mask in result.filled.items()
                if result.scheme.indicators[id].impute.name == rule
            }
            self._note_indicators(notes, how, masks)
        self._note_indicators(notes, say("left out"), result.left_out, ~unscored)
        for each in result.scheme.breaks:
            if self._spans(each.period):
                named = np.isin(result.labels.units, each.units) if each.units else self.present
                for unit in np.flatnonzero(named & self.present).tolist():
                    notes.setdefault(unit, []).append(say("{note}", note=each.note))
        return notes

    def _note_indicators(
        self,
        notes: dict[int, list[Message]],
        how: Message,
        masks: Mapping[str, Bools],
        among: Bools | None = None,
    ) -> None:
        if not masks:
            return
        concerned = np.logical_or.reduce([mask[self.p] for mask in masks.values()])
        for unit in np.flatnonzero(concerned if among is None else concerned & among):
            names = [
                self.result.scheme.indicators[id].name
                for id, mask in masks.items()
                if mask[self.p, unit]
            ]
            notes.setdefault(int(unit), []).append(say("{how}: {names}", how=how, names=names))

    def _spans(self, period: str) -> bool:
        """Whether a break lies after the earlier period and not after the later one."""
        key, now = period_key(period), period_key(self.period)
        if self.q is None:
            return key == now or (key[:1] == now[:1] and key[1] == 0)
        before = period_key(self.result.periods[self.q])
        return min(before, now) < key <= max(before, now)

    def _no_score(self, unit: int) -> Message:
        coverage, least = self.result.coverage, self.result.scheme.nodes["index"].min_coverage
        if coverage is not None and least is not None and coverage[self.p, unit] < least:
            return say(
                "no score: has {share} of the indicators, needs {least}",
                share=f"{100 * coverage[self.p, unit]:.3g}%",
                least=f"{100 * least:.3g}%",
            )
        return say("no score: values missing")


_FILLED = {
    "carry-forward": say("carried forward"),
    "interpolate": say("interpolated"),
    "mean": say("mean taken"),
    "median": say("median taken"),
    "group-mean": say("group mean taken"),
    "group-median": say("group median taken"),
    "score": say("fixed score taken"),
}


def rank_movement(
    result: Result,
    period: str | None = None,
    against: str | None = None,
    *,
    common_units: bool = False,
) -> Ranking:
    """The ranking of a period (default: the last) against another.

    `against`: a period, "none", or None for the period before. With `common_units` both rankings
    and the tiers are among the units that have a score in both periods; the others have none.
    Raises `KeyError` for a period that the table does not have.
    """
    p = period_position(result.periods, period)
    q = p - 1 if p > 0 else None
    if against is not None:
        q = None if against == "none" else period_position(result.periods, against)
    score = result.index[p]
    nothing = np.full(score.shape, np.nan)
    previous_score = nothing if q is None else result.index[q]
    common = ~np.isnan(score) & ~np.isnan(previous_score)
    rank, tier = result.ranks[p], result.tiers[p]
    previous_rank = nothing if q is None else result.ranks[q]
    only_common = common_units and q is not None
    settled = result.settled[p]
    if only_common and q is not None:
        ties, ids = result.scheme.ties, result.labels.units
        rank = rank_descending(np.where(common, settled, np.nan), ties, ids=ids)
        previous = np.where(common, result.settled[q], np.nan)
        previous_rank = rank_descending(previous, ties, ids=ids)
        settled = np.where(common, settled, np.nan)
        tier = tiers_of(settled, rank, result.scheme.tiers)
    rank_change = previous_rank - rank
    score_change = score - previous_score
    gained = half_up(score_change, EXACT_DECIMALS)
    groups = result.labels.group_of
    return Ranking(
        result=result,
        p=p,
        q=q,
        present=result.labels.present[p],
        common=common,
        only_common=only_common,
        rank=rank,
        tier=tier,
        score=score,
        previous_rank=np.where(np.isnan(score), np.nan, previous_rank),
        previous_score=np.where(np.isnan(score), np.nan, previous_score),
        rank_change=rank_change,
        score_change=score_change,
        rank_change_rank=rank_descending(rank_change),
        score_change_rank=rank_descending(gained),
        group_rank=rank_descending(settled, result.scheme.ties, groups, result.labels.units),
        group_rank_change_rank=rank_descending(rank_change, groups=groups),
        group_score_change_rank=rank_descending(gained, groups=groups),
    )
