"""Results as pandas data frames."""

from __future__ import annotations

import pandas as pd

from .index import Result
from .movement import rank_movement
from .view import View
from .views.rank import rank_view
from .views.trend import trend_view
from .write.records import machine_cells


def ranking_frame(result: Result, period: str | None, against: str | None) -> pd.DataFrame:
    """The ranking of a period with the columns of `rank -f csv`, a row a unit, by rank."""
    ranking = rank_movement(result, period, against)
    return view_frame(rank_view(ranking, ranking.order.tolist(), []))


def trend_frame(result: Result, period: str | None = None) -> pd.DataFrame:
    """Ranks and scores of every period up to one, with the columns of `trend -f csv`."""
    ranking = rank_movement(result, period)
    return view_frame(trend_view(ranking, ranking.order.tolist(), []))


def view_frame(view: View) -> pd.DataFrame:
    """The machine-readable columns of a view; missing is NaN or None."""
    return pd.DataFrame({c.id: machine_cells(c, "zh") for c in view.columns if c.machine})
