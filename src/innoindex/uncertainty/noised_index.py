"""The index under drawn weights of drawn data: each draw has raw values of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ..derive import complete, evaluate
from ..errors import InnoindexError
from ..expression import Expression
from ..index import Result, compute
from ..normalise import METHODS, normalise
from ..panel import Floats
from ..sample import NoSpread, Sample
from ..scheme import Indicator, Scheme
from ..transform import transform
from .choices import Spread
from .climb import Climb
from .drawn_index import Rows, drawn_index
from .drawn_weights import DrawnWeights, WeightDraws
from .noise import Columns

# The index (D, N) in each of the rows, from the raw columns and the weights of D draws.
Noised = Callable[[Columns, DrawnWeights], list[Floats]]


class NoisedIndex(NamedTuple):
    """The index as a function of data and weights, and whether many draws are scored at once."""

    scored: Noised
    at_once: bool


def noised_index(result: Result, rows: Rows) -> NoisedIndex:
    """The index of some units in some periods. The result must have its indicators."""
    found = _at_once(result, rows)
    return NoisedIndex(found or _one_by_one(result, rows), found is not None)


def _at_once(result: Result, rows: Rows) -> Noised | None:
    """All draws together, where indicators are scored by nothing but their values.

    None if that is not the index of the data as they are (such as where values are imputed).
    """
    scheme, climb = result.scheme, Climb(result)
    leaves = [scheme.indicators[id] for id in climb.leaves]
    if result.level != "unit" or not climb.possible or not all(map(_is_plain, leaves)):
        return None
    at = [p for p, _ in rows]

    def noised(columns: Columns, weights: DrawnWeights) -> list[Floats]:
        scores = {leaf.id: _scores(leaf, scheme, columns, result.periods, at) for leaf in leaves}
        # A draw that takes away a score (a logarithm of less than 0) has no index.
        lost = [
            (np.isnan(table) & ~np.isnan(result.scores[id][at])[:, None]).any(axis=(0, 2))
            for id, table in scores.items()
        ]
        found = []
        for row, (p, units) in enumerate(rows):
            index = climb.index(p, {id: table[row] for id, table in scores.items()}, weights)
            found.append(np.where(np.any(lost, axis=0)[:, None], np.nan, index[:, units]))
        return found

    own = {id: values[:, None] for id, values in result.panel.columns.items()}
    weights = WeightDraws(scheme, Spread("none")).as_given(1)
    return noised if _is_index(noised(own, weights), result, rows) else None


def _is_index(found: list[Floats], result: Result, rows: Rows) -> bool:
    """Whether one draw, (1, N) of each row, is the index of the result."""
    return all(
        np.allclose(index[0], result.index[p, units], rtol=1e-9, atol=1e-9, equal_nan=True)
        for index, (p, units) in zip(found, rows, strict=True)
    )


def _one_by_one(result: Result, rows: Rows) -> Noised:
    """Draw by draw, as if each were a table of its own."""

    def noised(columns: Columns, weights: DrawnWeights) -> list[Floats]:
        draws = next(iter(columns.values())).shape[1]
        found = [np.full((draws, units.size), np.nan) for _, units in rows]
        for draw in range(draws):
            panel = replace(result.panel, columns={id: x[:, draw] for id, x in columns.items()})
            one = {node: each[draw : draw + 1] for node, each in weights.items()}
            try:
                own = compute(panel, result.scheme, level=result.level)
            except InnoindexError:  # such as a spread that is gone
                continue
            for table, index in zip(found, drawn_index(own, rows).scored(one), strict=True):
                table[draw] = index[0]
        return found

    return noised


def _is_plain(leaf: Indicator) -> bool:
    """Whether there is no step but deriving, transforming and normalising, in one unit."""
    rule = leaf.normalise
    own_unit = METHODS[rule.name].anchored and leaf.transform.name != "none"
    by_columns = isinstance(rule.options.get("truncate"), Expression)
    derived = bool(leaf.value.columns) and leaf.treat.name == "none"
    return derived and not (own_unit or rule.options.get("within") or by_columns)


def _scores(
    leaf: Indicator, scheme: Scheme, columns: Columns, periods: tuple[str, ...], at: list[int]
) -> Floats:
    """The scores (T, D, U) of an indicator in the periods `at` (indices)."""
    x = transform(evaluate(leaf.value, columns), leaf.transform)
    if METHODS[leaf.normalise.name].alone:
        before = np.full_like(x, np.nan)
        before[1:] = x[:-1]
        sample = Sample(x, _references(leaf, scheme, columns, periods), before)
        found = normalise(x, sample, leaf.direction, leaf.normalise)[at]
    else:
        found = np.full((len(at), *x.shape[1:]), np.nan)
        # Rows that are measured against the same values are scored together.
        rows = (
            [slice(n, n + 1) for n in range(len(at))] if leaf.stats == "period" else [slice(None)]
        )
        for draw in range(x.shape[1]):
            for row in rows:
                own = x[at[row], draw]
                found[row, draw] = _against(own, _others(x[:, draw], own, leaf, periods), leaf)
    return np.where(np.isinf(found), np.nan, found)


def _others(x: Floats, own: Floats, leaf: Indicator, periods: tuple[str, ...]) -> Floats:
    """The values that a draw's own are measured against, of its values x (P, U)."""
    match leaf.stats:
        case "period":
            return own
        case "pooled":
            return x
        case named:
            return np.asarray(x[periods.index(named)])


def _against(own: Floats, others: Floats, leaf: Indicator) -> Floats:
    """The scores of values (T, U), missing where the others have no spread."""
    known = others[~np.isnan(others)]
    if not known.size:
        return np.full(own.shape, np.nan)
    try:
        scores = normalise(own.reshape(-1), Sample(known), leaf.direction, leaf.normalise)
    except NoSpread:
        return np.full(own.shape, np.nan)
    return scores.reshape(own.shape)


def _references(
    leaf: Indicator, scheme: Scheme, columns: Columns, periods: tuple[str, ...]
) -> Floats:
    """The reference (D, 1) of base-ratio or standard in each draw; missing for other methods."""
    given = leaf.reference or leaf.normalise.options.get("reference")
    draws = next(iter(columns.values())).shape[1]
    if given is None and scheme.base_period in periods:
        base = periods.index(scheme.base_period)
        own = {id: columns[id][base] for id in leaf.value.columns}
        whole = complete(leaf.value, own)
        sums = {id: np.where(whole, values, 0.0).sum(axis=1) for id, values in own.items()}
        given = evaluate(leaf.value, sums)
    reference = np.full(draws, np.nan if given is None else given)
    return np.where(reference > 0, reference, np.nan)[:, None]
