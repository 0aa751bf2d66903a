"""What is asked of an explanation: units that have a score, and what a scenario leaves open."""

from __future__ import annotations

import pytest
from strategies import NAN, computed, same

from innoindex import explain
from innoindex.errors import UsageProblem

TEXT = '[index]\nimpute = "drop"\n[indicator.x]\nweight = {}\n[indicator.y]\n weight = 1\n'
COLUMNS = {"x": [[1, 5, 3, NAN], [4, 2, 3, NAN]], "y": [[7, 1, 3, NAN], [4, 6, 3, NAN]]}
RESULT = computed(TEXT.format(1), COLUMNS, periods=("1", "2"))


@pytest.mark.parametrize("units", [("u3", None), ("u0", "u3"), (3, None), (0, 3)])
def test_a_unit_without_a_score(units):
    """It cannot be explained, and nothing compared with it; it is named."""
    with pytest.raises(UsageProblem, match="u3"):
        explain(RESULT, units[0], other=units[1])


def test_another_unit_by_its_name():
    """The gap between u0, with 4 and 4, and u2, with 3 and 3, is half of each 1."""
    for other in ("u2", 2):
        found = explain(RESULT, "u0", other=other)
        assert (found.other, found.gap is None) == (2, False)
        same([found.gap.total[id][0] for id in ("index", "x", "y")], [1, 0.5, 0.5])


def test_a_scenario_is_not_time():
    """Where only the scheme is another nobody's values stood still: from 8/2 to 12/4 by weights."""
    three = computed(TEXT.format(3), COLUMNS, periods=("1", "2"))
    found = explain(three, "u1", base=RESULT).causes
    assert found is not None
    assert (found.others_still, found.stood_still) == (None, None)
    # On the way from 4 to 3 the index is 3.5, which x, at 2, pulls down with a quarter more.
    same([found.gained, found.change.weight["x"][0]], [3 - 4, 0.25 * (2 - 3.5)])
    over_time = explain(RESULT, "u1").causes
    assert over_time is not None
    assert over_time.others_still is not None
    # With 5 and 1 again it has 3, beside 4 and 3: second and third share their rank.
    same([over_time.stood_still.rank, over_time.stood_still.score], [2, 3])
