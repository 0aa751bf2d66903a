"""The tables of the questions after a ranking, as pandas data frames by their names."""

from __future__ import annotations

import pandas as pd

from .audit_record import Audit
from .explanation import Explanation
from .frame import view_frame
from .goals import Goal
from .movement import rank_movement
from .reweighing import Compared, Reweighed
from .sweeping import Sweep
from .uncertainty.robust_record import Robust
from .view import View
from .views.audit import audit_view
from .views.explain import explain_view
from .views.goal import goal_view
from .views.robust import robust_view
from .views.sweep import sweep_view
from .views.weights import weights_view
from .views.weights_compared import compared_view
from .views.whatif import whatif_view
from .whatif import WhatIf


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


def weights_frames(done: Reweighed | Compared) -> dict[str, pd.DataFrame]:
    """The tables of `weights -f json`: `weights`, and `units` or `methods` where there is one."""
    return _frames(weights_view(done) if isinstance(done, Reweighed) else compared_view(done))


def audit_frames(done: Audit) -> dict[str, pd.DataFrame]:
    """The tables of `audit -f json`: `findings`, `indicators`, `dimensions` and so on."""
    return _frames(audit_view(done))


def robust_frames(done: Robust) -> dict[str, pd.DataFrame]:
    """The tables of `robust -f json`: `units`, by rank, `choices`, `index` and `ranks`."""
    return _frames(robust_view(done, done.ranking.order.tolist(), []))


def _frames(view: View) -> dict[str, pd.DataFrame]:
    return {table.id: view_frame(table) for table in view.tables}
