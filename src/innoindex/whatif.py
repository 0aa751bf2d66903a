"""Scenarios against the base: ranks, scores and tiers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .correlation import kendall, spearman
from .errors import InnoindexError
from .index import Result, compute
from .levels import Level
from .messages import say
from .panel import Bools, Floats, Panel
from .period import period_position
from .scenario import changed_panel, changed_scheme
from .scheme import Scenario, Scheme


@dataclass(frozen=True)
class Variant:
    """One scenario's result beside the base's in a period; arrays are (N,), NaN = no value.

    `rank_change` is base rank - rank (+ = up), `score_change` points gained.
    """

    scenario: Scenario
    base: Result
    result: Result
    p: int

    @property
    def rank_change(self) -> Floats:
        return np.asarray(self.base.ranks[self.p] - self.result.ranks[self.p])

    @property
    def score_change(self) -> Floats:
        return np.asarray(self.result.index[self.p] - self.base.index[self.p])

    @cached_property
    def tier_changed(self) -> Bools:
        """Whose tier differs, of the units ranked in both."""
        both = ~np.isnan(self.rank_change)
        return np.asarray(both & (self.base.tiers[self.p] != self.result.tiers[self.p]))

    @cached_property
    def spearman(self) -> float:
        return spearman(self.base.settled[self.p], self.result.settled[self.p])

    @cached_property
    def kendall(self) -> float:
        return kendall(self.base.settled[self.p], self.result.settled[self.p])

    @cached_property
    def same(self) -> bool:
        """Whether the scenario changes nothing: no score beyond float noise, no rank, no tier."""
        before, after = self.base, self.result
        return bool(
            np.allclose(
                after.index[self.p], before.index[self.p], rtol=1e-12, atol=1e-9, equal_nan=True
            )
            and np.array_equal(after.ranks[self.p], before.ranks[self.p], equal_nan=True)
            and np.array_equal(after.tiers[self.p], before.tiers[self.p])
        )


@dataclass(frozen=True)
class WhatIf:
    """The base and its variants, one a scenario, in the period `p` (an index)."""

    base: Result
    p: int
    variants: tuple[Variant, ...]

    @property
    def period(self) -> str:
        return self.base.periods[self.p]


def what_if(
    panel: Panel,
    scheme: Scheme,
    scenarios: Sequence[Scenario],
    *,
    period: str | None = None,
    level: Level = "unit",
    base: Result | None = None,
) -> WhatIf:
    """Each scenario against the base, in a period (default: the last).

    Raw values are changed in that period only. `base` is the base's result, if it is known
    already. Raises `InnoindexError` for a scenario that cannot be computed, `KeyError` for a period
    that the table does not have.
    """
    p = period_position(panel.periods, period)
    if base is None:
        base = compute(panel, scheme, level=level, keep_indicators=False)
    variants = [
        Variant(scenario, base, under(scenario, panel, scheme, p, level, keep_indicators=False), p)
        for scenario in scenarios
    ]
    return WhatIf(base, p, tuple(variants))


def under(
    scenario: Scenario,
    panel: Panel,
    scheme: Scheme,
    p: int,
    level: Level = "unit",
    *,
    keep_indicators: bool = True,
) -> Result:
    """The result under a scenario; raw values are changed in period `p` (an index).

    Every problem that it raises names the scenario.
    """
    try:
        return compute(
            changed_panel(panel, scenario, p),
            changed_scheme(scheme, scenario),
            level=level,
            keep_indicators=keep_indicators,
        )
    except InnoindexError as error:
        # Its place is the scenario: the table and the scheme are sound without it.
        raise type(error)(
            replace(
                each,
                text=say("{scenario}: {text}", scenario=scenario.name, text=each.text),
                path=scenario.source,
                row=scenario.line,
                column="",
            )
            for each in error.problems
        ) from None
