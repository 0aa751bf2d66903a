"""An indicator's values from raw columns: derived, and imputed where they are missing."""

from __future__ import annotations

import numpy as np

from .checks import arithmetic_problems
from .derive import complete, evaluate
from .impute import METHODS, impute
from .levels import summed, summed_values
from .panel import Floats, sound
from .scheme import Indicator
from .work import Values, Work, note_absent


def fill_gaps(indicator: Indicator, work: Work) -> Values:
    """The indicator's values (P, U), what is missing imputed."""
    panel = work.panel
    values = evaluate(indicator.value, panel.columns)
    if work.is_whole(indicator.value.columns) and sound(values):
        return Values(values)
    whole = complete(indicator.value, panel.columns) & panel.present
    values = np.where(whole, values, np.nan)
    if not np.isfinite(values[whole]).all():
        work.problems += arithmetic_problems(indicator, panel)
        values = np.where(np.isinf(values), np.nan, values)
    missing = panel.present & ~whole
    if indicator.value.lagged:  # the value of the period before is missing, not the row
        missing[1:] |= whole[1:] & np.isnan(values[1:]) & panel.present[:-1]
    if missing.any():
        values = impute(indicator.impute.name, values, missing, panel.group_of)
        may_stay = METHODS[indicator.impute.name].may_be_missing
        if not may_stay and indicator.id in work.scheme.counted:
            note_absent(indicator, missing & np.isnan(values), work)
    return Values(values, missing)


def nothing_above(work: Work) -> Floats:
    """Missing everywhere, (P, N) of the level."""
    return np.full((len(work.panel.periods), work.labels.shape[1]), np.nan)


def values_above(indicator: Indicator, work: Work) -> Values:
    """The values of groups or of the whole, from sums over their units."""
    count = work.labels.shape[1]
    sums = summed_values(indicator.value, work.panel, work.member, count)
    undefined = summed(indicator.value, work.panel, work.member, count) & np.isnan(sums)
    missing = work.labels.present & np.isnan(sums) & ~undefined
    group_of = np.full(count, -1, dtype=np.int64)
    return Values(impute(indicator.impute.name, sums, missing, group_of), missing)
