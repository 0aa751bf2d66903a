"""What each choice does to the ranking: Sobol indices of draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..panel import Floats, Ints
from .blocks import Block, in_blocks, work_off
from .experiment import Experiment
from .sensitivity import Sobol, sobol
from .tally import share

_FEWEST = 64  # rows of indices worth showing


@dataclass(frozen=True)
class Effects:
    """Which of the d varied choices matters."""

    choices: tuple[str, ...]
    rows: int  # of d + 2 draws each
    shift: Sobol  # of the average rank shift
    rank: Sobol | None  # of the rank of the unit asked for


def effects_of(
    experiment: Experiment,
    base: Floats,
    unit: int | None,
    rows: int,
    interval: float,
    cores: int,
    go_on: Callable[[int], bool],
) -> tuple[Effects | None, int]:
    """The effects on the average rank shift and on the rank of a unit, and the rows made for them.

    `base` (N,) are the ranks of the experiment's units without any draw; `unit` is one of them. If
    it is stopped early they are of the rows that are done; None if these are too few.
    """
    samples: list[tuple[str, ...]] = [(), experiment.varied]
    samples += [(choice,) for choice in experiment.varied]
    outputs = np.full((2, len(samples), rows), np.nan)

    def work(block: Block) -> None:
        start, _ = block
        for number, other in enumerate(samples):
            for found in experiment.outcomes(*block, other):
                ranks = found.ranks[0]
                outputs[0, number, start + found.draws] = _mean_shift(ranks, base)
                outputs[1, number, start + found.draws] = 0 if unit is None else ranks[:, unit]

    done = work_off(in_blocks(rows, experiment.block), [work] * cores, go_on)
    outputs = outputs[..., np.isfinite(outputs).all(axis=(0, 1))]
    kept = 1 << outputs.shape[-1].bit_length() >> 1  # the next power of 2 below, 0 of 0
    if kept < min(rows, _FEWEST):
        return None, done
    shift, rank = (
        sobol(output[0], output[1], output[2:], experiment.seed, interval)
        for output in outputs[..., :kept]
    )
    return Effects(experiment.varied, kept, shift, None if unit is None else rank), done


def _mean_shift(ranks: Floats, base: Floats) -> Floats:
    """The mean (D,) of |rank - base rank| over the units that have both."""
    shift = np.abs(ranks - base)
    known = ~np.isnan(shift)
    count: Ints = known.sum(axis=1)
    return share(np.where(known, shift, 0.0).sum(axis=1), count)
