"""What a unit's report tells: ranking, why it moved, how sure that is, what other weights do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .errors import InnoindexError
from .explanation import Explanation, explain
from .index import Result
from .messages import Message
from .movement import Ranking, rank_movement
from .slider_model import SliderModel, slider_model
from .uncertainty.choices import make_choices
from .uncertainty.robust_record import Robust
from .uncertainty.robustness import USUAL, robust


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
    cores: int = 1,
    progress: Callable[[int, int], bool] | None = None,
) -> Common:
    """What the reports on a period (default: the last) share; `result` has its indicators.

    The intervals are those of `robust` as it is by default: weights within 25 %, the usual
    normalisations and aggregations, 10,000 draws.
    """
    ranking = rank_movement(result, period, against)
    sure: Robust | Message
    try:
        sure = robust(
            result,
            make_choices(result.scheme, weights="25%"),
            usual=USUAL,
            period=period,
            against=against,
            sobol_rows=0,
            cores=cores,
            progress=progress,
        )
    except InnoindexError as error:
        sure = error.problems[0].text
    return Common(ranking, sure, slider_model(result, ranking.p))


def report(common: Common, unit: int | str) -> Report:
    """The report of a unit (an index, or a name). Raises `UsageProblem` for one without a score."""
    ranking = common.ranking
    against = "none" if ranking.q is None else ranking.previous_period
    explanation = explain(common.result, unit, period=ranking.period, against=against)
    return Report(common, explanation.unit, explanation)
