"""How many units there should be: what is said when there are others."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import NAN, panel_of, scheme_of

from innoindex.checks import expected_units
from innoindex.panel import panel_from_arrays

SCHEME = scheme_of("[index]\nexpect_units = 3\n[indicator.x]\n")
PRESENT = np.array([[True, True, True, False], [True, False, True, True], [True] * 4])
PANEL = panel_of(
    {"x": np.where(PRESENT, 1, NAN)},
    periods=("2001", "2002", "2003"),
    units=["a", "b", "c", "d"],
)


def test_as_many_as_expected():
    """Nothing is said."""
    assert expected_units(PANEL, SCHEME, "2002") == []


@pytest.mark.parametrize("period", [None, "2003"])
def test_against_the_period_before(period):
    """It is said who is missing or unknown against the period before."""
    (problem,) = expected_units(PANEL, SCHEME, period)
    assert str(problem) == (
        "warning: 2003: 4 units, expected 3\nhelp: against 2002: missing none; unknown b"
    )


def test_against_the_period_after():
    """The first period has none before."""
    two = scheme_of("[index]\nexpect_units = 2\n[indicator.x]\n")
    (problem,) = expected_units(PANEL, two, "2001", strict=True)
    assert problem.severity == "error"
    assert str(problem.help) == "against 2002: missing d; unknown b"


def test_a_table_without_periods():
    """It has no number of units that could be wrong."""
    nothing = panel_from_arrays({"x": np.empty((0, 2))}, periods=(), units=["a", "b"])
    assert expected_units(nothing, SCHEME) == []
