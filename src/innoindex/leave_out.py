"""What each indicator does to the ranking: the ranking without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .correlation import spearman
from .errors import InnoindexError
from .index import Result
from .panel import Floats, Texts
from .ranking import rank_descending
from .scheme import ROOT, Scenario, Scheme
from .whatif import under


@dataclass(frozen=True)
class LeaveOut:
    """The ranking of a period without an indicator, beside the ranking with it.

    `shift` (N,) is rank with - rank without it: + = up without it. Both ranks are among the units
    that have both; NaN for the others. `up` and `down` are the positions of the units that move
    furthest, None if nobody does. `spearman` is of the two scores.
    """

    id: str
    dropped: str  # the indicator, or the dimension that has no other (the index: nothing is left)
    shift: Floats
    up: int | None
    down: int | None
    spearman: float

    @property
    def mean_shift(self) -> float:
        """The mean |shift|; NaN without an answer."""
        moved = np.abs(self.shift[~np.isnan(self.shift)])
        return float(moved.mean()) if moved.size else float("nan")


def leave_one_out(result: Result, p: int) -> tuple[LeaveOut, ...]:
    """The ranking of period `p` (an index) without each indicator that counts, in their order.

    The others keep their proportions. An indicator that is alone in its dimension takes this with
    it. Where nothing is left, or nothing that can be computed, all shifts are missing.
    """
    scheme = result.scheme
    return tuple(_without(id, result, p) for id in scheme.indicators if id in scheme.counted)


def _without(id: str, result: Result, p: int) -> LeaveOut:
    dropped, base = _alone(id, result.scheme), result.settled[p]
    other = _settled_without(dropped, result, p)
    both = ~(np.isnan(base) | np.isnan(other))
    ids = result.labels.units
    before, after = (
        rank_descending(np.where(both, scores, np.nan), result.scheme.ties, ids=ids)
        for scores in (base, other)
    )
    shift = before - after
    up, down = (_furthest(way * shift, before, ids) for way in (1, -1))
    return LeaveOut(id, dropped, shift, up, down, spearman(base, other))


def _settled_without(dropped: str, result: Result, p: int) -> Floats:
    """The settled scores (N,) without a part; all missing if there are none."""
    scheme, nothing = result.scheme, np.full(result.index[p].shape, np.nan)
    if dropped == ROOT:
        return nothing
    scenario = Scenario(dropped, scheme.part(dropped).name, drop=(dropped,))
    try:
        without = under(scenario, result.panel, scheme, p, result.level, keep_indicators=False)
    except InnoindexError:  # such as a dimension that is now the same for all, to be rescaled
        return nothing
    return np.asarray(without.settled[p])


def _furthest(shift: Floats, ranks: Floats, ids: Texts) -> int | None:
    """The position of the largest shift above 0; of several the one that was ranked highest."""
    largest = np.nanmax(shift, initial=0)
    if largest <= 0:
        return None
    return min(np.flatnonzero(shift == largest).tolist(), key=lambda u: (ranks[u], str(ids[u])))


def _alone(id: str, scheme: Scheme) -> str:
    """The indicator, or the highest part above it in which nothing else counts."""
    parent = scheme.part(id).parent
    if parent is None:
        return id
    others = [each for each in scheme.children[parent] if each != id]
    return id if any(scheme.weight(each) > 0 for each in others) else _alone(parent, scheme)
