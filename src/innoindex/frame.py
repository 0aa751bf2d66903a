"""Results as pandas data frames."""

from __future__ import annotations

import pandas as pd

from .explanation import Explanation
from .goals import Goal
from .index import Result
from .movement import rank_movement
from .sweeping import Sweep
from .view import View
from .views.explain import explain_view
from .views.goal import goal_view
from .views.rank import rank_view
from .views.sweep import sweep_view
from .views.trend import trend_view
from .views.whatif import whatif_view
from .whatif import WhatIf
from .write.records import machine_cells


def ranking_frame(result: Result, period: str | None, against: str | None) -> pd.DataFrame:
    """The ranking of a period with the columns of `rank -f csv`, a row a unit, by rank."""
    ranking = rank_movement(result, period, against)
    return view_frame(rank_view(ranking, ranking.order.tolist(), []))


def trend_frame(result: Result, period: str | None = None) -> pd.DataFrame:
    """Ranks and scores of every period up to one, with the columns of `trend -f csv`."""
    ranking = rank_movement(result, period)
    return view_frame(trend_view(ranking, ranking.order.tolist(), []))


def what_if_frames(what: WhatIf) -> dict[str, pd.DataFrame]:
    """The tables of `whatif -f json`: `units`, by rank in the base, and `scenarios`."""
    order = rank_movement(what.base, what.period, "none").order.tolist()
    return _frames(whatif_view(what, order, []))


def sweep_frames(done: Sweep) -> dict[str, pd.DataFrame]:
    """The tables of `whatif --sweep -f json`: `sweep`, a row a share, and `intervals`."""
    return _frames(sweep_view(done))


def explain_frames(done: Explanation) -> dict[str, pd.DataFrame]:
    """The tables of `explain -f json`: `indicators`, `contributions` and so on."""
    return _frames(explain_view(done))


def goal_frames(done: Goal) -> dict[str, pd.DataFrame]:
    """The tables of `goal -f json`: `indicators`, each alone, and `plan`."""
    return _frames(goal_view(done))


def _frames(view: View) -> dict[str, pd.DataFrame]:
    return {table.id: view_frame(table) for table in view.tables}


def view_frame(view: View) -> pd.DataFrame:
    """The machine-readable columns of a view; missing is NaN or None."""
    return pd.DataFrame({c.id: machine_cells(c, "zh") for c in view.columns if c.machine})
