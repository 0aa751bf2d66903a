"""Random numbers that depend on nothing but the seed, the choice and the number of the draw."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..panel import Floats, Ints


def uniforms(seed: int, choice: int, sample: int, start: int, count: int, width: int) -> Floats:
    """Numbers (count, width) in [0, 1) for the draws `start`, `start` + 1, ... of a choice.

    Every choice and every `sample` has a stream of its own, in which each draw has its place
    (the generator jumps there): the same numbers whatever blocks they are asked for in.
    """
    stream = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(choice, sample)))
    stream.advance(start * width)
    return np.random.Generator(stream).random((count, width))


def resamples(seed: int, count: int, size: int) -> Iterator[Ints]:
    """Bootstrap samples, `count` of them, one by one: positions (size,), drawn with replacement."""
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    return (generator.integers(0, size, size) for _ in range(count))
