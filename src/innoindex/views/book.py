"""The ranking, the trend and units explained, as the tables of one book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..explanation import Explanation
from ..movement import Ranking
from ..view import View
from .explain import explain_view
from .rank import rank_view
from .trend import trend_view


def book_view(
    ranking: Ranking,
    rows: Sequence[int],
    highlight: Sequence[int],
    explanations: Sequence[Explanation] = (),
) -> View:
    """The ranking of the units `rows`, and as further tables all that `trend` and `explain` show.

    The trend is left out where there is but one period.
    """
    return replace(
        rank_view(ranking, rows, highlight),
        id="ranking",
        more=tuple(_further(ranking, rows, highlight, explanations)),
    )


def _further(
    ranking: Ranking,
    rows: Sequence[int],
    highlight: Sequence[int],
    explanations: Sequence[Explanation],
) -> Iterator[View]:
    if ranking.p > 0:
        yield replace(trend_view(ranking, rows, highlight), id="trend")
    for done in explanations:
        for table in explain_view(done).tables:
            yield replace(table, more=())
