"""Many units are attributed at once, each as if it were alone."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from strategies import NAN, same

from innoindex.attribution import attribute
from innoindex.scheme import Rule

RULES = [
    *map(Rule, ("arithmetic", "geometric", "harmonic", "median", "sum")),
    *(Rule("power", {"p": p}) for p in (0.5, 2.0, -3.0, 12.0)),
    *(Rule("mazziotta-pareto", {"penalty": penalty}) for penalty in "-+"),
]
# One unit gains a child, one loses one, one has a child of 1 beside one of 5000, one stays.
BEFORE = np.array([[1, NAN, 2, 1, 3], [4, 6, 5, 5000, 4], [3, 2, 7, 40, 2]])
AFTER = np.array([[2, 3, 8, 2, 3], [4, 6, NAN, 4000, 4], [5, 1, 7, 10, 2]])


@pytest.mark.parametrize(("before", "after"), [*product(RULES, RULES)])
def test_each_unit_by_itself(before, after):
    """Its points do not depend on whoever else is in the table."""
    weights = np.array([1.0, 3, 2]), np.array([2.0, 2, 3])
    everyone = attribute(BEFORE, weights[0], before, AFTER, weights[1], after)
    assert everyone is not None
    for n in range(BEFORE.shape[1]):
        unit = slice(n, n + 1)
        alone = attribute(BEFORE[:, unit], weights[0], before, AFTER[:, unit], weights[1], after)
        assert alone is not None
        same(everyone.slope[:, unit], alone.slope, 1e-7)
        same(everyone.shift[:, unit], alone.shift, 1e-7)
        same(everyone.rest[unit], alone.rest, 1e-7)
