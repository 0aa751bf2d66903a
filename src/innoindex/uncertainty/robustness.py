"""How sure a rank is: the ranking under draws of the choices that could have been otherwise.

Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools
for the quality assessment of composite indicators, J. R. Stat. Soc. A 168(2),
doi:10.1111/j.1467-985X.2005.00350.x; OECD/JRC, Handbook on Constructing Composite Indicators
(2008), step 7.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import numpy as np

from ..index import Result
from ..lookup import need_rank, unit_index
from ..movement import Ranking, rank_movement
from ..panel import Floats, Ints
from .blocks import Block, in_blocks, work_off
from .choices import Choices, Spread
from .drawn_index import Rows
from .effects import effects_of
from .experiment import Experiment
from .robust_record import Robust
from .tally import Tally
from .variants import with_usual

USUAL = ("normalise", "aggregate")  # the families that have usual alternatives
_MOST_CELLS = 2**26  # of the tallies of all cores: 512 MB

# Is told how many draws of how many are done, and says whether to go on.
Progress = Callable[[int, int], bool]


def robust(
    base: Result,
    choices: Choices | None = None,
    *,
    usual: Collection[str] = (),
    period: str | None = None,
    against: str | None = None,
    draws: int = 10_000,
    sobol_rows: int = 1024,
    unit: int | str | None = None,
    seed: int = 1,
    interval: float = 0.9,
    cores: int = 1,
    progress: Progress | None = None,
) -> Robust:
    """The ranking of a period (default: the last) under draws of its choices.

    Without `choices`: weights within 25 %, and the `usual` alternatives of both families.
    `usual` names families (of `USUAL`) to whose alternatives the usual ones are added where they
    are allowed. The same draws are applied to the period `against` (default: the one before).
    The effects of the choices are also told for the rank of `unit` (an index, or a name);
    `sobol_rows` is a power of 2, or 0 for no effects. Raises `InnoindexError` for methods that
    cannot be computed or a unit without a rank, `KeyError` for a period that the table does not
    have.
    """
    if choices is None:
        choices, usual = Choices(Spread("uniform", 0.25)), USUAL
    ranking = rank_movement(base, period, against)
    at = None if unit is None else unit_index(base.labels, unit)
    if at is not None:
        need_rank(base.labels, ranking.rank, at)
    rows = _rows(ranking)
    choices, variants, said = with_usual(base, choices, usual, rows)
    experiment = Experiment(base, choices, variants, rows, seed)
    if not experiment.at_once or "noise" in experiment.varied:
        cores = 1  # threads gain nothing where Python itself is at work
    varied = len(experiment.varied)
    each = varied + 2  # draws of a row
    wanted = draws + (sobol_rows * each if varied > 1 else 0)

    def go_on(done: int) -> bool:
        return progress is None or progress(done, wanted)

    units = rows[0][1]
    ranks = ranking.rank[units]
    tally, done = _tallied(experiment, ranks, draws, cores, go_on)
    effects = None
    if wanted > done == draws:
        place = None if at is None else int(np.flatnonzero(units == at)[0])
        effects, rows_done = effects_of(
            experiment,
            ranks,
            place,
            sobol_rows,
            interval,
            cores,
            lambda rows: go_on(draws + rows * each),
        )
        done += rows_done * each
    return Robust(
        ranking=ranking,
        choices=choices,
        seed=seed,
        interval=interval,
        unit=at,
        tally=tally,
        units=units,
        draws=min(done, draws),
        interrupted=done < wanted,
        effects=effects,
        said=tuple(said),
    )


def _rows(ranking: Ranking) -> Rows:
    """The period and the one before, each with its units; those of the period by their rank."""
    rows = [(ranking.p, ranking.order)]
    if ranking.q is not None:
        rows.append((ranking.q, np.flatnonzero(ranking.result.labels.present[ranking.q])))
    return rows


def _tallied(
    experiment: Experiment, base: Floats, draws: int, cores: int, go_on: Callable[[int], bool]
) -> tuple[Tally, int]:
    """The tally of the draws, and how many they are: fewer than asked for if it was stopped."""
    scheme, before = experiment.base.scheme, _before(experiment)
    first = Tally(base, len(scheme.tiers), scheme.ties)
    more = min(cores, max(1, _MOST_CELLS // max(1, first.ranks.size))) - 1
    tallies = [first, *(Tally(base, len(scheme.tiers), scheme.ties) for _ in range(more))]

    def work(tally: Tally, block: Block) -> None:
        for found in experiment.outcomes(*block):
            earlier = None
            if before is not None:
                earlier = np.where(before < 0, np.nan, found.ranks[1][:, before])
            tally.add(found.ranks[0], earlier, found.tiers)

    workers = [partial(work, tally) for tally in tallies]
    done = work_off(in_blocks(draws, experiment.block), workers, go_on)
    for other in tallies[1:]:
        first.join(other)
    return first, done


def _before(experiment: Experiment) -> Ints | None:
    """Where each unit of the first row stands in the second, -1 = nowhere; None without one."""
    if len(experiment.rows) < 2:
        return None
    (_, units), (_, earlier) = experiment.rows
    place = np.full(experiment.base.labels.shape[1], -1, dtype=np.int64)
    place[earlier] = np.arange(earlier.size)
    return place[units]
