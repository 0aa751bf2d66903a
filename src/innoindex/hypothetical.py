"""The index of a period as it would be with some values otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .errors import InnoindexError
from .index import Result, compute
from .panel import Bools, Floats, Ints, Panel
from .work import Given, Values

_MOST_CELLS = 20_000_000  # scored at once: 160 MB


@dataclass(frozen=True)
class Rows:
    """B rows to be scored: row b is the period `at[b]` of a result, with some values otherwise.

    `values` and `missing` are (B, N) by indicator, of the result's level; they may be changed until
    the rows are scored.
    """

    at: Ints  # (B,)
    values: Mapping[str, Floats]
    missing: Mapping[str, Bools]

    def put(self, row: int, unit: int, id: str, value: float) -> None:
        """Another value of a unit in an indicator."""
        self.values[id][row, unit] = value
        self.missing[id][row, unit] = False

    def take(self, row: int, unit: int, source: Result, p: int) -> None:
        """All values of a unit as they are in a period of a result of the same units."""
        for id in self.values.keys() & source.values.keys():
            given = source.values[id]
            self.values[id][row, unit] = given.values[p, unit]
            self.missing[id][row, unit] = given.missing is not None and given.missing[p, unit]


@dataclass(frozen=True)
class Outcomes:
    """What the rows come to; arrays are (B, N), as those of a `Result`."""

    scores: Mapping[str, Floats]
    index: Floats
    settled: Floats
    ranks: Floats
    tiers: Ints


class Hypotheses:
    """Scores rows of other values under a result's scheme, by the full index.

    Bounds, means and ranks are those of each row's own period with the other values in it; other
    periods, and the references of a base period, stay as they are. The result must have its
    indicators.
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        self.units = result.values
        if result.level != "unit":
            self.units = compute(result.panel, result.scheme).values
        leaves, nodes = result.scheme.indicators.values(), result.scheme.nodes.values()
        methods = {leaf.normalise.name for leaf in leaves} | {node.rescale.name for node in nodes}
        stats = {leaf.stats for leaf in leaves} | {node.stats for node in nodes}
        # Pools and chains look at other periods: their rows are scored in their place. So are those
        # of a period that `stats` names: they make its bounds.
        self.in_place = "pooled" in stats or "chain" in methods
        self.named = stats & set(result.periods)

    def rows(self, at: Sequence[int]) -> Rows:
        """Rows that are the periods `at` (indices) as they are."""
        index = np.array(at, dtype=np.int64)
        values = {id: given.values[index] for id, given in self.result.values.items()}
        missing = {
            id: np.zeros(values[id].shape, dtype=bool)
            if given.missing is None
            else given.missing[index]
            for id, given in self.result.values.items()
        }
        return Rows(index, values, missing)

    def outcomes(self, rows: Rows) -> Outcomes:
        """Score the rows; one that cannot be scored, such as one without a spread, is missing."""
        periods = {self.result.periods[p] for p in rows.at.tolist()}
        in_place = self.in_place or bool(periods & self.named)
        size = 1
        if not in_place:
            size = max(1, _MOST_CELLS // (self.result.panel.shape[1] * len(self.units)))
        blocks = np.split(np.arange(len(rows.at)), range(size, len(rows.at), size))
        return _joined(
            [outcome for block in blocks for outcome in self._scored(rows, block, in_place)]
        )

    def _scored(self, rows: Rows, block: Ints, in_place: bool) -> list[Outcomes]:
        """The outcome of a block of rows, or of each of them where one cannot be scored."""
        try:
            result = self._computed(rows, block, appended=not in_place)
        except InnoindexError:
            if len(block) > 1:
                return [
                    outcome for row in block for outcome in self._scored(rows, row[None], in_place)
                ]
            return [_nothing(self.result)]
        start = int(rows.at[block[0]]) if in_place else len(self.result.periods)
        return [_rows_of(result, slice(start, start + len(block)))]

    def _computed(self, rows: Rows, chosen: Ints, *, appended: bool) -> Result:
        result, at = self.result, rows.at[chosen]

        def with_rows(table: Floats, new: Floats) -> Floats:
            if appended:
                return np.concatenate([table, new])
            changed = table.copy()
            changed[at] = new
            return changed

        def given(values: Values, new: Floats, missing: Bools | None) -> Values:
            had = values.missing
            if missing is None:
                missing = np.zeros(new.shape, dtype=bool) if had is None else had[at]
            if had is None:
                had = np.zeros(values.values.shape, dtype=bool)
            gaps = with_rows(had, missing)  # type: ignore[arg-type]
            return Values(with_rows(values.values, new), np.asarray(gaps, dtype=bool))

        of_level = {
            id: given(values, rows.values[id][chosen], rows.missing[id][chosen])
            for id, values in result.values.items()
        }
        of_units = of_level
        if result.level != "unit":
            of_units = {id: given(v, v.values[at], None) for id, v in self.units.items()}
        panel = _appended(result.panel, at) if appended else result.panel
        return compute(panel, result.scheme, level=result.level, given=Given(of_units, of_level))


def _appended(panel: Panel, at: Ints) -> Panel:
    """The panel with further periods, each a copy of one of its own."""
    return replace(
        panel,
        periods=(*panel.periods, *(f"+{b}" for b in range(len(at)))),
        present=np.concatenate([panel.present, panel.present[at]]),
        columns={id: np.concatenate([v, v[at]]) for id, v in panel.columns.items()},
        origin=None,
    )


def _rows_of(result: Result, rows: slice) -> Outcomes:
    return Outcomes(
        scores={id: scores[rows] for id, scores in result.scores.items()},
        index=result.index[rows],
        settled=result.settled[rows],
        ranks=result.ranks[rows],
        tiers=result.tiers[rows],
    )


def _nothing(result: Result) -> Outcomes:
    """A row without scores."""
    one = _rows_of(result, slice(0, 1))
    missing = np.full(one.index.shape, np.nan)
    return Outcomes(
        dict.fromkeys(one.scores, missing), missing, missing, missing, np.full_like(one.tiers, -1)
    )


def _joined(outcomes: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(
        scores={
            id: np.concatenate([each.scores[id] for each in outcomes]) for id in outcomes[0].scores
        },
        index=np.concatenate([each.index for each in outcomes]),
        settled=np.concatenate([each.settled for each in outcomes]),
        ranks=np.concatenate([each.ranks for each in outcomes]),
        tiers=np.concatenate([each.tiers for each in outcomes]),
    )
