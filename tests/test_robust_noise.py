"""Errors in the data, from the values to the ranks."""

from __future__ import annotations

import numpy as np
from strategies import computed, panel_of, scheme_of

from innoindex.index import compute
from innoindex.uncertainty.choices import make_choices
from innoindex.uncertainty.robustness import robust

RATIO = "[raw.x]\nnoise = '10%'\n[raw.y]\n[indicator.i]\nvalue = 'x / y'\n"


def test_noise_alone():
    """Errors of 10 %: a unit 5 % ahead stays so as often as the normal law says, a far one always.

    The difference of two errors has the sd 0.1 sqrt(2), and ln(1.05) is 0.345 of it: P(z < 0.345)
    is 0.635.
    """
    close, far = (computed(RATIO, {"x": [105, 100], "y": y}) for y in ([1, 1], [1, 100]))
    choices = make_choices(close.scheme)
    found = robust(close, choices, draws=2000)
    assert found.varied == ("noise",)
    assert abs(found.beats_below[0] - 0.635) < 4 * np.sqrt(0.635 * 0.365 / 2000)
    assert robust(far, choices, draws=50).high.tolist() == [1, 2]


def test_noise_above_the_units():
    """Errors are in the units' values, also where groups are ranked."""
    panel = panel_of({"x": [5, 4, 9], "y": [1, 1, 2]}, groups=list("mmn"))
    result = compute(panel, scheme_of(RATIO), level="group")
    found = robust(result, make_choices(result.scheme), draws=100)
    assert found.tally.ranks.shape == (2, 2)
    assert 0 < found.beats_below[0] < 1


def test_noise_that_leaves_no_index():
    """A value whose errors take away what its score needs leaves those draws without an index."""
    text = "[raw.x]\nnoise = '20%'\n[indicator.x]\nvalue = 'log(x - 1)'\n"
    result = computed(text, {"x": [1.2, 5, 9]})
    found = robust(result, make_choices(result.scheme), draws=400)
    # ln(1 / 1.2) / 0.2 = -0.912 sd: below it there is no logarithm; P(z < -0.912) = 0.181.
    assert abs(found.failed - 0.181 * 400) < 4 * np.sqrt(400 * 0.181 * 0.819)
    assert found.tally.draws == 400 - found.failed
