"""What weights say against what parts do: nominal and effective weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .effective import main_effect, variance_shares
from .panel import Bools, Floats
from .scheme import ROOT, Scheme
from .shares import sibling_shares

_SAME = 0.9999  # Fisher's z of 1 is infinite


@dataclass(frozen=True)
class Importance:
    """Parts of a whole, what they weigh and what they do to it; arrays are (K,), NaN = none."""

    nominal: Floats  # shares of the weight, sum to 1
    variance: Floats  # shares of the variance, where the whole is linear in the part
    main_effect: Floats  # S in [0, 1]: the variance that the part alone accounts for
    effective: Floats  # shares of the main effects, sum to 1
    by_chance: Bools  # whether chance alone may part `effective` from `nominal`

    @property
    def ratio(self) -> Floats:
        """Effective over nominal."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.effective / self.nominal)


def importance(
    x: Floats, y: Floats, nominal: Floats, slopes: Floats, *, whole: Bools | None = None
) -> Importance:
    """x (N, K) parts, y (N,) the whole, shares (K,) of the weight, and points of y a point (K,).

    Paruolo, Saisana and Saltelli (2013), doi:10.1111/j.1467-985X.2012.01059.x. `slopes` is NaN
    where the whole is not linear in a part. `whole` (N,) are the units with a score of every node
    between, the only ones whose slopes are these (default: all).
    """
    linear = slice(None) if whole is None else whole
    effects = np.array([main_effect(column, y) for column in x.T])
    total = np.nansum(effects)
    known = np.where(np.isnan(effects), 0, effects)
    return Importance(
        nominal=nominal,
        variance=_variance(x[linear], y[linear], slopes),
        main_effect=effects,
        effective=known / total if total > 0 else np.full(len(nominal), np.nan),
        by_chance=_by_chance(known, nominal, len(y)),
    )


def _by_chance(effects: Floats, nominal: Floats, units: int) -> Bools:
    """Whether chance alone may part an effect from the one that its weight would give (K,).

    By Fisher's z of the correlations sqrt(S), at 5 % for all K together (Bonferroni).
    """
    from scipy.special import ndtri

    due = np.sqrt(np.minimum(nominal * effects.sum(), _SAME))
    gap = np.abs(np.arctanh(np.sqrt(np.minimum(effects, _SAME))) - np.arctanh(due))
    return np.asarray(gap * np.sqrt(max(units - 3, 0)) <= -ndtri(0.025 / len(effects)))


def _variance(x: Floats, y: Floats, slopes: Floats) -> Floats:
    """The linear parts' shares; what is not linear is one part more, that of the rest."""
    linear = np.flatnonzero(~np.isnan(slopes))
    shares = np.full(len(slopes), np.nan)
    if linear.size:
        rest = y - x[:, linear] @ slopes[linear]
        columns = np.column_stack([x[:, linear], rest])
        shares[linear] = variance_shares(columns, np.r_[slopes[linear], 1])[:-1]
    return shares


def slopes_below(scheme: Scheme, id: str) -> Mapping[str, float]:
    """Points of the node's score a point of each child's: NaN where it is not linear."""
    node, children = scheme.nodes[id], scheme.children[id]
    if node.rescale.name != "none" or node.aggregate.name not in ("arithmetic", "sum"):
        return dict.fromkeys(children, float("nan"))
    if node.aggregate.name == "sum":
        return {child: scheme.weight(child) for child in children}
    shares = sibling_shares(scheme)
    return {child: shares[child] for child in children}


def slopes_of_index(scheme: Scheme) -> Mapping[str, float]:
    """Index points a point of each part, by id."""
    slope = {ROOT: 1.0}
    for node in reversed(scheme.bottom_up):
        slope |= {child: slope[node] * s for child, s in slopes_below(scheme, node).items()}
    return slope
