"""Names that do not exist, and names that may be several."""

from __future__ import annotations

import pytest
from strategies import panel_of

from innoindex.errors import UsageProblem
from innoindex.lookup import unit_index
from innoindex.messages import did_you_mean

PANEL = panel_of({"x": [[1, 2, 3]]}, units=["Xiaoshan", "Xiacheng", "Binjiang"])


@pytest.mark.parametrize(("name", "unit"), [("Xiaoshan", 0), ("xiac", 1), (" b", 2)])
def test_the_beginning_of_a_name_is_enough(name, unit):
    """Whatever its capitals, if no other name begins so."""
    assert unit_index(PANEL, name) == unit


def test_a_name_that_may_be_several():
    """They are told, and that the code says which."""
    with pytest.raises(UsageProblem) as caught:
        unit_index(PANEL, "xia")
    (problem,) = caught.value.problems
    assert str(problem) == 'error: "xia" may be Xiaoshan, Xiacheng\nhelp: name it by code'


def test_where_nothing_is_defined():
    """There is no name to propose."""
    assert str(did_you_mean("x", [])) == "none is defined"
