"""Composite indices of any scheme: read a table, compute scores, ranks and movements.

from innoindex import compute, read_panel, read_scheme
scheme = read_scheme("config/weights.toml")
result = compute(read_panel("data.csv", scheme), scheme)
result.to_frame()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .audit_record import Audit
    from .auditing import audit
    from .briefing import Brief, brief
    from .charts.contributions import contributions_chart
    from .charts.intervals import intervals_chart
    from .charts.strip import strip_chart
    from .charts.trend import trend_chart
    from .errors import InnoindexError, Problem, UsageProblem
    from .explanation import Explanation, explain
    from .finding import Finding
    from .frame import trend_frame
    from .frames import (
        audit_frames,
        explain_frames,
        goal_frames,
        robust_frames,
        sweep_frames,
        weights_frames,
        what_if_frames,
    )
    from .goals import Goal, goal
    from .index import Result, compute
    from .movement import Ranking, rank_movement
    from .panel import Panel, panel_from_arrays
    from .provenance import Provenance
    from .read import read_panel
    from .read.pairwise import Judgements, read_pairwise
    from .reweighing import Compared, Reweighed, compare_weights, weigh_scheme
    from .scenario_file import read_scenario_file
    from .scenario_parts import make_scenario
    from .scheme import Scenario, Scheme
    from .scheme_file import parse_scheme, read_scheme, read_shipped_scheme
    from .scheme_json import json_schema
    from .screening.panel_screen import screen
    from .screening.suspicion import Suspicion
    from .sweeping import Sweep, sweep
    from .tables_check import Checked, check_tables
    from .uncertainty.choices import Choices, make_choices
    from .uncertainty.robust_record import Robust
    from .uncertainty.robustness import robust
    from .whatif import WhatIf, what_if
    from .write.chart.svg import to_png, to_svg
    from .write.excel.book import workbook
    from .write.page.html_report import report_html

__version__ = "0.1.0"
__all__ = [
    "Audit",
    "Brief",
    "Checked",
    "Choices",
    "Compared",
    "Explanation",
    "Finding",
    "Goal",
    "InnoindexError",
    "Judgements",
    "Panel",
    "Problem",
    "Provenance",
    "Ranking",
    "Result",
    "Reweighed",
    "Robust",
    "Scenario",
    "Scheme",
    "Suspicion",
    "Sweep",
    "UsageProblem",
    "WhatIf",
    "__version__",
    "audit",
    "audit_frames",
    "brief",
    "check_tables",
    "compare_weights",
    "compute",
    "contributions_chart",
    "explain",
    "explain_frames",
    "goal",
    "goal_frames",
    "intervals_chart",
    "json_schema",
    "make_choices",
    "make_scenario",
    "panel_from_arrays",
    "parse_scheme",
    "rank_movement",
    "read_pairwise",
    "read_panel",
    "read_scenario_file",
    "read_scheme",
    "read_shipped_scheme",
    "report_html",
    "robust",
    "robust_frames",
    "screen",
    "strip_chart",
    "sweep",
    "sweep_frames",
    "to_png",
    "to_svg",
    "trend_chart",
    "trend_frame",
    "weigh_scheme",
    "weights_frames",
    "what_if",
    "what_if_frames",
    "workbook",
]

_ROOMS = {
    "Audit": "audit_record",
    "Brief": "briefing",
    "Checked": "tables_check",
    "Choices": "uncertainty.choices",
    "Compared": "reweighing",
    "Explanation": "explanation",
    "Finding": "finding",
    "Goal": "goals",
    "InnoindexError": "errors",
    "Judgements": "read.pairwise",
    "Panel": "panel",
    "Problem": "errors",
    "Provenance": "provenance",
    "Ranking": "movement",
    "Result": "index",
    "Reweighed": "reweighing",
    "Robust": "uncertainty.robust_record",
    "Scenario": "scheme",
    "Scheme": "scheme",
    "Suspicion": "screening.suspicion",
    "Sweep": "sweeping",
    "UsageProblem": "errors",
    "WhatIf": "whatif",
    "audit": "auditing",
    "audit_frames": "frames",
    "brief": "briefing",
    "check_tables": "tables_check",
    "compare_weights": "reweighing",
    "compute": "index",
    "contributions_chart": "charts.contributions",
    "explain": "explanation",
    "explain_frames": "frames",
    "goal": "goals",
    "goal_frames": "frames",
    "intervals_chart": "charts.intervals",
    "json_schema": "scheme_json",
    "make_choices": "uncertainty.choices",
    "make_scenario": "scenario_parts",
    "panel_from_arrays": "panel",
    "parse_scheme": "scheme_file",
    "rank_movement": "movement",
    "read_pairwise": "read.pairwise",
    "read_panel": "read",
    "read_scenario_file": "scenario_file",
    "read_scheme": "scheme_file",
    "read_shipped_scheme": "scheme_file",
    "report_html": "write.page.html_report",
    "robust": "uncertainty.robustness",
    "robust_frames": "frames",
    "strip_chart": "charts.strip",
    "screen": "screening.panel_screen",
    "sweep": "sweeping",
    "sweep_frames": "frames",
    "to_png": "write.chart.svg",
    "to_svg": "write.chart.svg",
    "trend_chart": "charts.trend",
    "trend_frame": "frame",
    "weigh_scheme": "reweighing",
    "weights_frames": "frames",
    "what_if": "whatif",
    "what_if_frames": "frames",
    "workbook": "write.excel.book",
}


def __getattr__(name: str) -> Any:
    """Names are imported when first used: `innoindex --version` needs neither numpy nor pandas."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)
