"""An audit: every statistic of a scheme on a period's data, and what they say is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .audit_data import Coverage, Outliers
from .audit_structure import FEWEST, Block
from .audit_weights import Importance
from .finding import Finding
from .index import Result
from .leave_out import LeaveOut
from .messages import Label, Message, say
from .panel import Floats, Ints
from .scheme import ROOT


@dataclass(frozen=True)
class Audit:
    """What the data say of a scheme in period `p` (an index).

    K indicators that count (`ids`, grouped by dimension), D dimensions (`dimensions`), N units
    with an index (`units`). With fewer than five units all but `coverage` and `outliers` is NaN.
    """

    result: Result
    p: int
    ids: tuple[str, ...]
    dimensions: tuple[str, ...]
    units: Ints
    coverage: Coverage
    outliers: Outliers
    everything: Block  # all indicators, whatever their dimension, in the index
    blocks: Mapping[str, Block]  # what is directly below the index and each dimension
    with_dimensions: Floats  # (K, D) Pearson's r
    spearman_with_index: Floats  # (K,)
    between_dimensions: Floats  # (D, D)
    indicators: Importance  # of all indicators, in the index
    below: Mapping[str, Importance]  # of the parts of each block, in the score of its node
    left_out: tuple[LeaveOut, ...]  # of each indicator (K); empty: one alone, or too few units
    findings: tuple[Finding, ...] = ()  # what is wrong, the worst first

    @property
    def period(self) -> str:
        return self.result.periods[self.p]

    @property
    def enough(self) -> bool:
        """Whether there are units enough for correlations."""
        return self.units.size >= FEWEST

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """The indicators of weight 0."""
        return tuple(id for id in self.result.scheme.indicators if id not in self.ids)

    @cached_property
    def wholes(self) -> tuple[str, ...]:
        """The dimensions with more than one part: the others are what their indicator is."""
        return tuple(id for id in self.dimensions if len(self.blocks[id].parts) > 1)

    def with_own(self, id: str) -> float:
        """Pearson's r of a part with the node directly above it."""
        block = self.blocks[self.parent(id)]
        return float(block.with_whole[block.parts.index(id)])

    def name(self, id: str) -> Label | Message:
        """A part's name; "the index" for the whole."""
        return say("the index") if id == ROOT else self.result.scheme.part(id).name

    def parent(self, id: str) -> str:
        parent = self.result.scheme.part(id).parent
        assert parent is not None
        return parent

    def ancestors(self, id: str) -> tuple[str, ...]:
        """The dimensions above a part, the nearest first."""
        found: list[str] = []
        while (id := self.parent(id)) != ROOT:
            found.append(id)
        return tuple(found)
