"""Cronbach's alpha and what each item does to it: hand arithmetic, the handbook's table, laws."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
import tai
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, same

from innoindex.correlation import pearson_matrix
from innoindex.panel import Floats
from innoindex.reliability import alpha_if_dropped, cronbach_alpha, item_rest


def correlations(*above: float) -> Floats:
    """The correlations of two or three items from those above the diagonal."""
    if len(above) == 1:
        return np.array([[1, above[0]], [above[0], 1]])
    ab, ac, bc = above
    return np.array([[1, ab, ac], [ab, 1, bc], [ac, bc, 1]])


TAI = pearson_matrix(np.array(list(tai.RAW.values())).T)


def test_by_hand():
    """r = 0.5 of two: 2 * 0.5 / 1.5; of three with 0.6 0.3 0.0: 3 * 0.3 / 1.6."""
    same(cronbach_alpha(correlations(0.5)), 1 / 1.5)
    three = correlations(0.6, 0.3, 0)
    same(cronbach_alpha(three), 0.9 / 1.6)
    # Without each in turn two are left, with r = 0, 0.3 and 0.6: 2 r / (1 + r).
    same(alpha_if_dropped(three), [0, 0.6 / 1.3, 1.2 / 1.6])
    # The first with the sum of the others, whose variance is 1 + 1 + 2 * 0; and so on.
    same(item_rest(three), [0.9 / sqrt(2), 0.6 / sqrt(2.6), 0.3 / sqrt(3.2)])


def test_the_handbook():
    """Table 11: alpha .70, without each, and each with the rest, from rounded raw values."""
    assert cronbach_alpha(TAI) == pytest.approx(tai.ALPHA, abs=0.005)
    without = dict(zip(tai.INDICATORS, alpha_if_dropped(TAI), strict=True))
    rest = dict(zip(tai.INDICATORS, item_rest(TAI), strict=True))
    assert without == pytest.approx(tai.RELIABILITY["ALPHA_WITHOUT"], abs=0.005)
    # Electricity, whose logarithm is printed with two decimals, is .608 here and .614 there.
    assert rest == pytest.approx(tai.RELIABILITY["ITEM_TOTAL"], abs=0.006)


def test_few_items():
    """One item has no alpha; of two, none is left with one without the other."""
    same(cronbach_alpha(np.ones((1, 1))), NAN)
    same(cronbach_alpha(np.empty((0, 0))), NAN)
    same(alpha_if_dropped(correlations(0.5)), [NAN, NAN])
    same(alpha_if_dropped(np.ones((1, 1))), [NAN])
    same(item_rest(np.ones((1, 1))), [NAN])
    same(item_rest(correlations(0.5)), [0.5, 0.5])


def test_a_sum_that_does_not_vary():
    """Two opposite items cancel: their sum has no variance, and a third nothing to go with."""
    same(cronbach_alpha(correlations(-1)), NAN)
    same(item_rest(correlations(-1)), [-1, -1])
    same(item_rest(correlations(0.5, 0.5, -1))[0], NAN)
    same(alpha_if_dropped(correlations(0.5, 0.5, -1))[0], NAN)


def test_a_missing_correlation():
    """It is missing in alpha, and in all that needs it, not in alpha without it."""
    gap = correlations(NAN, 0.3, 0.6)
    same(cronbach_alpha(gap), NAN)
    same(alpha_if_dropped(gap), [1.2 / 1.6, 0.6 / 1.3, NAN])
    same(item_rest(gap)[:2], [NAN, NAN])


TABLES = st.lists(st.tuples(*[st.floats(-9, 9)] * 4), min_size=6, max_size=12)


@given(TABLES, st.permutations(range(4)))
def test_what_alpha_is(rows, order):
    """K/(K-1) (1 - K / variance of the sum) of standardised items, in any order; item with rest."""
    x = np.array(rows)
    sd = x.std(axis=0)
    if sd.min() < 0.1 or (r := pearson_matrix(x))[np.triu_indices(4, 1)].mean() < -0.2:
        return
    z = (x - x.mean(axis=0)) / sd
    same(cronbach_alpha(r), 4 / 3 * (1 - 4 / z.sum(axis=1).var()), 1e-7)
    for k in range(4):
        others = np.delete(z, k, axis=1)
        if others.sum(axis=1).std() > 0.1:
            same(item_rest(r)[k], np.corrcoef(z[:, k], others.sum(axis=1))[0, 1], 1e-7)
        if others.sum(axis=1).var() > 0.5:
            same(alpha_if_dropped(r)[k], 1.5 * (1 - 3 / others.sum(axis=1).var()), 1e-7)
    same(alpha_if_dropped(r[np.ix_(order, order)]), alpha_if_dropped(r)[order])
    same(item_rest(r[np.ix_(order, order)]), item_rest(r)[order])
