"""The values that a score is measured against: their bounds, and how many lie below a value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from .panel import Floats

_NOISE = 1e-13


class NoSpread(ValueError):
    """The sample is constant (or has one value), and the method divides by its spread."""


@dataclass(frozen=True)
class Sample:
    """The values that min, max, mean, sd and ranks are taken of; none of them missing."""

    values: Floats
    reference: Floats | float = np.nan  # of base-ratio, standard; a reference unit's value
    before: Floats | None = None  # chain: the values of the period before

    @cached_property
    def ordered(self) -> Floats:
        return np.sort(self.values)

    @cached_property
    def bounds(self) -> tuple[float, float]:
        return float(self.values.min(initial=np.inf)), float(self.values.max(initial=-np.inf))

    @cached_property
    def noise(self) -> float:
        """Values closer than this are equal: the same sum in another order is not the same float.

        A tolerance, not a rounding: two equal values cannot fall on either side of it.
        """
        return _NOISE * max(map(abs, self.bounds))

    @property
    def extremes(self) -> tuple[float, float]:
        low, high = self.bounds
        if not high - low > self.noise:
            raise NoSpread
        return low, high

    def below(self, x: Floats) -> Floats:
        """How many sample values are below each x."""
        return self._position(x, x - self.noise, "left")

    def not_above(self, x: Floats) -> Floats:
        """How many sample values are below each x, or equal to it."""
        return self._position(x, x + self.noise, "right")

    def _position(self, x: Floats, limit: Floats, side: Literal["left", "right"]) -> Floats:
        order = np.argsort(limit)  # a search in ascending order stays in the processor's cache
        found = np.empty(x.shape)
        found[order] = np.searchsorted(self.ordered, limit[order], side)
        found[np.isnan(x)] = np.nan
        return found
