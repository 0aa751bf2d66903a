"""The rule of the JRC for outliers, at its very limits."""

from __future__ import annotations

import numpy as np

from innoindex.scheme import Rule
from innoindex.treat import treatment


def jrc(skew: float = 2.0, kurtosis: float = 3.5, max_points: int = 5) -> Rule:
    return Rule("winsorise", {"skew": skew, "kurtosis": kurtosis, "max_points": max_points})


def done(values: list, **limits: float) -> list:
    x = np.array(values, dtype=float)
    return treatment(x, jrc(**limits)).apply(x).tolist()


def test_the_fifth_point_is_enough():
    """Beside 0 to 5 the five values 20 to 24 are done one by one, and no curve is needed."""
    values = [*range(6)] * 8
    assert done([*values, 20, 21, 22, 23, 24]) == [*values, 5, 5, 5, 5, 5]
    outlying = np.array([*values, 20.0, 21, 22, 23, 24])
    assert treatment(outlying, jrc(max_points=4)).curve == Rule("log")


def test_limits_of_the_jrc_rule():
    """Both are reached by what is equal to them; which end is cut is told by the sign alone."""
    # 1 1 1 5, mean 2, sd 2: 4/6 * (27 - 3) / 8 = 2 and 20/6 * (81 + 3) / 16 - 27/2 = 4.
    assert done([1, 1, 1, 5], skew=2.0, kurtosis=4.0) == [1, 1, 1, 1]
    assert done([1, 1, 1, 5], skew=2.0, kurtosis=4.001) == [1, 1, 1, 5]
    assert done([1, 1, 1, 5], skew=2.001, kurtosis=4.0) == [1, 1, 1, 5]
    # 0 2 3 4 7: 0.50 and 0.80; with 4 for 7 the kurtosis is 0.54, with 2 for 0 it were 1.93.
    assert done([0, 2, 3, 4, 7], skew=0.3, kurtosis=0.6) == [0, 2, 3, 4, 4]
    assert done([0, -2, -3, -4, -7], skew=0.3, kurtosis=0.6) == [0, -2, -3, -4, -4]
    assert done([0, 2, 3, 4, 7], skew=0.6, kurtosis=0.6) == [0, 2, 3, 4, 7]
