"""Sets of parts weighed by the scores that units have in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .errors import InnoindexError, NoWeights, Problem
from .index import Result
from .messages import Message, say
from .panel import Floats, Ints
from .scheme import ROOT
from .siblings import Siblings, Weights
from .weighting import weigh

METHOD_NAMES: Mapping[str, Message] = {
    "equal": say("equal"),
    "entropy": say("entropy"),
    "critic": say("CRITIC"),
    "sd": say("sd"),
    "inverse-sd": say("1 / sd"),
    "pca": say("PCA"),
    "factor-analysis": say("factor analysis"),
    "ahp": say("AHP"),
    "benefit-of-the-doubt": say("benefit of the doubt"),
    "optimised": say("optimised"),
}


@dataclass(frozen=True)
class WeighedSet:
    """Parts that were weighed together: the children of a node, or all indicators.

    `at` (n,) are the rows of `siblings.scores` as positions in periods x units, flattened.
    """

    node: str
    parts: tuple[str, ...]
    siblings: Siblings
    weights: Weights
    at: Ints
    left_out: int  # units without a score of one of the parts


@dataclass(frozen=True)
class Weigher:
    """What is weighed by: the scores of some periods, and what the method needs besides."""

    result: Result
    method: str
    rows: slice
    judgements: Mapping[str, Floats]
    factors: int | None
    bounds: tuple[float, float]

    def weigh_sets(
        self,
        parts: Mapping[str, Sequence[str]],
        nominal: Mapping[str, float],
        scores: Mapping[str, Floats],
    ) -> list[WeighedSet]:
        """Each set of parts, by node; raises `InnoindexError` with every one without weights."""
        problems: list[Problem] = []
        sets: list[WeighedSet] = []
        for node, ids in parts.items():
            if len(ids) == 1:  # all of it, by any method
                continue
            try:
                sets.append(self._weigh(node, ids, nominal, scores))
            except NoWeights as error:
                problems.append(self._problem(node, error))
        if problems:
            raise InnoindexError(problems)
        return sets

    def _weigh(
        self,
        node: str,
        ids: Sequence[str],
        nominal: Mapping[str, float],
        scores: Mapping[str, Floats],
    ) -> WeighedSet:
        scheme = self.result.scheme
        table = np.stack([scores[id][self.rows].reshape(-1) for id in ids], axis=1)
        present = self.result.panel.present[self.rows].reshape(-1)
        whole = ~np.isnan(table).any(axis=1)
        siblings = Siblings(
            table[whole],
            np.array([nominal[id] for id in ids]),
            tuple(scheme.part(id).name for id in ids),
            self.judgements.get(node),
            self.factors,
            self.bounds,
        )
        left_out = int(present.sum() - whole.sum())
        weights = weigh(self.method, siblings)
        return WeighedSet(node, tuple(ids), siblings, weights, np.flatnonzero(whole), left_out)

    def _problem(self, node: str, error: NoWeights) -> Problem:
        scheme = self.result.scheme
        name, method = scheme.nodes[node].name, METHOD_NAMES[self.method]
        text = say("{node}, weights by {method}: {text}", node=name, method=method, text=error.text)
        keys = (ROOT,) if node == ROOT else ("dimension", node)
        return Problem(text, error.help, scheme.source, scheme.line(*keys))


def own_shares(each: WeighedSet, rows: int) -> tuple[Floats, Floats]:
    """What a method gives each unit of its own: its score (rows,) and its shares (rows, K).

    NaN for a unit that was left out.
    """
    assert each.weights.own is not None
    scores, shares = np.full(rows, np.nan), np.full((rows, len(each.parts)), np.nan)
    scores[each.at], shares[each.at] = each.weights.own
    return scores, shares
