"""Weights from how parts correlate: CRITIC, components, factors, and weights that balance them."""

from __future__ import annotations

import numpy as np

from .components import number_of_factors, principal_components, varimax
from .errors import NoWeights
from .messages import Message, say
from .panel import Floats, Ints
from .siblings import Siblings, Weights, proportional

_ALIKE = 1e-9  # correlations and eigenvalues nearer than this are equal but for rounding


def critic(siblings: Siblings) -> Weights:
    """Share ∝ sd_k * sum_l (1 - r_kl), of min-max scores: contrast and conflict.

    Source: Diakoulaki, Mavrotas and Papayannakis (1995), doi:10.1016/0305-0548(94)00059-H.
    """
    conflict = (1 - siblings.correlations).sum(axis=1)
    if (conflict < _ALIKE).all():
        raise NoWeights(
            say("all parts rise and fall together: CRITIC finds no conflict to weigh by"),
            say('use "equal" weights'),
        )
    return Weights(proportional(siblings.min_max.std(axis=0) * np.maximum(conflict, 0)))


def first_component(siblings: Siblings) -> Weights:
    """Share = squared entry of the first principal component of the correlations.

    Source: OECD/JRC Handbook (2008), ch. 6.
    """
    values, vectors = principal_components(siblings.correlations)
    _check_cut(values, 1)
    first = vectors[:, 0]
    remark = say(
        "the first component explains {share}% of the variance",
        share=_percent(values[0] / values.sum()),
    )
    warnings = _opposed(siblings, first, np.zeros(first.size, dtype=np.int64)) + _few_units(
        siblings
    )
    return Weights(proportional(first**2), (remark,), warnings)


def factor_analysis(siblings: Siblings) -> Weights:
    """Share ∝ squared loading on the part's own factor, after a varimax rotation.

    The part's own factor is the one where that is largest. The handbook multiplies squared
    loading / variance of the factor by variance of the factor / total: the variance cancels, and
    the total does as shares sum to 1. Source: OECD/JRC Handbook (2008), ch. 6.
    """
    values, vectors = principal_components(siblings.correlations)
    count = number_of_factors(values) if siblings.factors is None else siblings.factors
    if not 1 <= count <= len(values):
        raise NoWeights(
            say("{count} factors of {parts} parts", count=count, parts=len(values)),
            say("take 1 to {parts} factors", parts=len(values)),
        )
    _check_cut(values, count)
    # Rounding leaves eigenvalues just below 0 where parts depend on each other.
    loadings = varimax(vectors[:, :count] * np.sqrt(np.maximum(values[:count], 0)))
    own = (loadings**2).argmax(axis=1)
    loading = loadings[np.arange(len(own)), own]
    remark = say(
        "{factors} factors explain {share}% of the variance",
        factors=count,
        share=_percent(values[:count].sum() / values.sum()),
    )
    warnings = _opposed(siblings, loading, own) + _few_units(siblings)
    return Weights(proportional(loading**2), (remark,), warnings)


def optimised(siblings: Siblings) -> Weights:
    """Shares with which each part correlates with the weighted mean in proportion to `nominal`.

    The correlations of parts with sum w x are R v / sd(sum w x), v = w * sd: so R v = nominal is
    solved by least squares for v >= 0, and w = v / sd. These shares are for the scores as they are:
    a part in another unit needs another weight for the same mean. Source: a linear version of
    Becker, Saisana, Paruolo and Vandecasteele (2017), doi:10.1016/j.ecolind.2017.03.056.
    """
    from scipy.optimize import nnls

    correlations = siblings.correlations
    values, vectors = np.linalg.eigh(correlations)
    # Parts that depend on each other leave directions that change nothing: the least of these.
    known = values > _ALIKE
    spread, _ = nnls(
        (np.where(known, values, 1e-4) * vectors).T,
        np.where(known, siblings.nominal @ vectors, 0),
    )
    reached = correlations @ spread
    if not reached.sum() > _ALIKE:
        raise NoWeights(
            say(
                "the parts cancel each other: no weights give correlations like the nominal shares"
            ),
            say("turn round or leave out a part that runs against the others"),
        )
    distance = float(np.abs(reached / reached.sum() - siblings.nominal).max())
    warning = say(
        "no shares reach the nominal ones: a part's share of the correlations is off by up to "
        "{distance} percentage points",
        distance=_percent(distance),
    )
    return Weights(
        proportional(spread / siblings.scores.std(axis=0)),
        warnings=(warning,) if distance > 5e-4 else (),
    )


def _check_cut(values: Floats, count: int) -> None:
    if count < len(values) and values[count - 1] - values[count] < _ALIKE < values[count - 1]:
        raise NoWeights(
            say(
                "components {count} and {next} explain equally much: which to keep is arbitrary",
                count=count,
                next=count + 1,
            ),
            say("take another number of factors, or another method"),
        )


def _opposed(siblings: Siblings, loading: Floats, own: Ints) -> tuple[Message, ...]:
    """A warning of the parts that run against the others of their own component."""
    # A component's sign is arbitrary: it points where its parts together do, if anywhere.
    side = np.sign(np.round([loading[own == each].sum() for each in own], 9))
    against = (loading * side < -_ALIKE) | ((side == 0) & (np.abs(loading) > _ALIKE))
    if not against.any():
        return ()
    return (
        say(
            "{parts} run against other parts of the same component, but count positively",
            parts=siblings.named(against),
        ),
    )


def _few_units(siblings: Siblings) -> tuple[Message, ...]:
    units, parts = siblings.scores.shape
    if units > parts:
        return ()
    return (
        say(
            "{units} units are too few for the correlations of {parts} parts",
            units=units,
            parts=parts,
        ),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
