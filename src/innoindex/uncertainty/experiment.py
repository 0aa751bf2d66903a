"""Draws of all choices together, from random numbers to ranks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np

from ..index import Result
from ..normalise import half_up
from ..panel import Floats, Ints
from ..ranking import rank_rows, tiers_of
from .choices import CHOICES, METHODS, Choices
from .drawn_index import Rows
from .drawn_weights import DrawnWeights, WeightDraws
from .draws import uniforms
from .noise import Noise
from .variants import Variant, Variants


@dataclass(frozen=True)
class Outcomes:
    """What D draws with the same methods come to; missing is what has no index.

    `tiers` are those of the first row's units; None: they do not hold on the scale of the scores.
    """

    draws: Ints  # (D,) where they stand among those asked for
    ranks: list[Floats]  # (D, N) of each row
    tiers: Ints | None  # (D, N)


_CELLS = 2**18  # of a block: 2 MB
_SLOW_BLOCK = 16  # draws, where each is an index computed anew, or large

Numbers = Callable[[str, int], Floats]  # of a choice: so many in [0, 1) for each draw


class Experiment:
    """Makes any draw by its number, the same whichever others are made with it."""

    def __init__(
        self, base: Result, choices: Choices, variants: Variants, rows: Rows, seed: int
    ) -> None:
        self.base, self.variants, self.rows, self.seed = base, variants, rows, seed
        self.varied = choices.varied(base.scheme)
        self.options = [1 + len(choices.alternatives(choice)) for choice in METHODS]
        self.weights = WeightDraws(base.scheme, choices.weights)
        self.noise = Noise(base.panel, base.scheme, choices.noise)

    @property
    def at_once(self) -> bool:
        """Whether many draws are scored at once, by NumPy alone."""
        return all((each.noised or each.index).at_once for each in self.variants.values())

    @property
    def block(self) -> int:
        """How many draws to make at a time: many, so that one thread does not wait for another."""
        if not self.at_once:
            return _SLOW_BLOCK
        # Errors take far more numbers than scores, but of few draws the steps cost more than they.
        numbers = self.noise.width // 8 if "noise" in self.varied else 1
        cells = max(numbers, *(units.size for _, units in self.rows))
        return max(_SLOW_BLOCK, _CELLS // cells)

    def outcomes(self, start: int, count: int, other: Collection[str] = ()) -> Iterator[Outcomes]:
        """The draws `start` to `start` + `count`, the `other` choices from a second sample.

        Those with the same methods stand together.
        """

        def numbers(choice: str, width: int) -> Floats:
            number = CHOICES.index(choice)
            return uniforms(self.seed, number, int(choice in other), start, count, width)

        weights = self._drawn_weights(numbers, count)
        noise = numbers("noise", self.noise.width) if "noise" in self.varied else None
        keys = np.zeros((count, len(METHODS)), dtype=np.int64)
        for place, choice in enumerate(METHODS):
            if choice in self.varied:
                keys[:, place] = numbers(choice, 1)[:, 0] * self.options[place]
        codes = np.ravel_multi_index(tuple(keys.T), self.options)
        for code in np.unique(codes):
            here = np.flatnonzero(codes == code)
            variant = self.variants[tuple(keys[here[0]].tolist())]
            drawn = weights
            if here.size < count:
                drawn = {node: each[here] for node, each in weights.items()}
            if noise is None or variant.noised is None:
                scores = variant.index.scored(drawn)
            else:
                scores = variant.noised.scored(self.noise.noised(noise[here]), drawn)
            yield self._ranked(scores, variant, here)

    def _drawn_weights(self, numbers: Numbers, count: int) -> DrawnWeights:
        weights = self.weights.as_given(count)
        if "weights" in self.varied:
            weights = self.weights.drawn(numbers("weights", self.weights.width))
        if "leave-out" in self.varied:
            ways = len(self.weights.leaves) + 1
            chosen = (numbers("leave-out", 1)[:, 0] * ways).astype(np.int64) - 1
            weights = self.weights.without(weights, chosen)
        return weights

    def _ranked(self, scores: list[Floats], variant: Variant, draws: Ints) -> Outcomes:
        scheme, ids = self.base.scheme, self.base.labels.units
        settled = [half_up(index, variant.decimals) for index in scores]
        ranks = [
            rank_rows(index, scheme.ties, ids[units])
            for index, (_, units) in zip(settled, self.rows, strict=True)
        ]
        tiers = tiers_of(settled[0], ranks[0], scheme.tiers) if variant.tiers_hold else None
        return Outcomes(draws, ranks, tiers)
