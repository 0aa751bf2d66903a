"""Composite indices of any scheme: read a table, compute scores, ranks and movements.

from innoindex import compute, read_panel, read_scheme
scheme = read_scheme("config/weights.toml")
result = compute(read_panel("data.csv", scheme), scheme)
result.to_frame()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import InnoindexError, Problem, UsageProblem
    from .frame import trend_frame
    from .index import Result, compute
    from .movement import Ranking, rank_movement
    from .panel import Panel, panel_from_arrays
    from .read import read_panel
    from .scheme import Scheme
    from .scheme_file import parse_scheme, read_scheme, read_shipped_scheme
    from .scheme_json import json_schema
    from .tables_check import Checked, check_tables

__version__ = "0.1.0"
__all__ = [
    "Checked",
    "InnoindexError",
    "Panel",
    "Problem",
    "Ranking",
    "Result",
    "Scheme",
    "UsageProblem",
    "__version__",
    "check_tables",
    "compute",
    "json_schema",
    "panel_from_arrays",
    "parse_scheme",
    "rank_movement",
    "read_panel",
    "read_scheme",
    "read_shipped_scheme",
    "trend_frame",
]

_ROOMS = {
    "Checked": "tables_check",
    "InnoindexError": "errors",
    "Panel": "panel",
    "Problem": "errors",
    "Ranking": "movement",
    "Result": "index",
    "Scheme": "scheme",
    "UsageProblem": "errors",
    "check_tables": "tables_check",
    "compute": "index",
    "json_schema": "scheme_json",
    "panel_from_arrays": "panel",
    "parse_scheme": "scheme_file",
    "rank_movement": "movement",
    "read_panel": "read",
    "read_scheme": "scheme_file",
    "read_shipped_scheme": "scheme_file",
    "trend_frame": "frame",
}


def __getattr__(name: str) -> Any:
    """Names are imported when first used: `innoindex --version` needs neither numpy nor pandas."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_ROOMS[name]}", __name__), name)
