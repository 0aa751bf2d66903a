"""What a unit's report tells: ranking, why it moved, how sure that is, what other weights do."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import InnoindexError
from .explanation import Explanation, explain
from .index import Result
from .messages import Message, say
from .movement import Ranking, rank_movement
from .slider_model import SliderModel, slider_model
from .uncertainty.choices import make_choices
from .uncertainty.robust_record import Robust
from .uncertainty.robustness import USUAL, Progress, robust


@dataclass(frozen=True)
class Common:
    """What the reports of all units share; in place of what cannot be computed the reason."""

    ranking: Ranking
    robust: Robust | Message
    sliders: SliderModel | Message

    @property
    def result(self) -> Result:
        return self.ranking.result


@dataclass(frozen=True)
class Report:
    """The report of one unit (an index)."""

    common: Common
    unit: int
    explanation: Explanation


def common_part(
    result: Result,
    *,
    period: str | None = None,
    against: str | None = None,
    draws: int = 10_000,
    cores: int = 1,
    progress: Progress | None = None,
) -> Common:
    """What the reports on a period (default: the last) share; `result` has its indicators.

    The intervals are those of `robust` as it is by default: weights within 25 %, the usual
    normalisations and aggregations; no `draws`, no intervals.
    """
    ranking = rank_movement(result, period, against)
    sure: Robust | Message = say("left out: no draws were asked for")
    if draws:
        sure = _intervals(ranking, draws, cores, progress)
    return Common(ranking, sure, slider_model(result, ranking.p))


def _intervals(
    ranking: Ranking, draws: int, cores: int, progress: Progress | None
) -> Robust | Message:
    """The draws, or why there are none."""
    try:
        return robust(
            ranking.result,
            make_choices(ranking.result.scheme, weights="25%"),
            usual=USUAL,
            period=ranking.period,
            against=ranking.previous_period or "none",
            draws=draws,
            sobol_rows=0,
            cores=cores,
            progress=progress,
        )
    except InnoindexError as error:
        return error.problems[0].text


def report(common: Common, unit: int | str) -> Report:
    """The report of a unit (an index, or a name). Raises `UsageProblem` for one without a score."""
    ranking = common.ranking
    explanation = explain(
        common.result, unit, period=ranking.period, against=ranking.previous_period or "none"
    )
    return Report(common, explanation.unit, explanation)
