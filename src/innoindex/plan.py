"""The plan of least effort: linear programming, checked and mended by the full index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .panel import Bools, Floats

_ROUNDS = 12  # of linear programmes on an index that is not linear
_HALVINGS = 44
_STEP = 1e-3  # share of the way, for slopes
_CLOSE = 1e-7  # points
_PARTS = (0.05, 0.25, 0.5, 0.75)  # of the way, on which a gain is looked at

Evaluate = Callable[[Floats], tuple[Floats, Bools]]  # shares (B, I): margins, reached


@dataclass(frozen=True)
class Plan:
    """Each indicator's share (I,) of its way to the best value, and the efforts (I,) they take.

    `exact`: no plan takes less effort. Otherwise it was found by search.
    """

    ids: tuple[str, ...]
    shares: Floats
    efforts: Floats
    exact: bool

    @property
    def effort(self) -> float:
        return float(self.efforts.sum())


def least_effort(
    evaluate: Evaluate, efforts: Floats, ids: tuple[str, ...], *, steps: bool = False
) -> Plan | None:
    """The shares that reach the target with the least total effort; `efforts` are of all the way.

    A linear programme (scipy's HiGHS): the least effort whose points make up the margin. Where the
    index is not linear in the values, further programmes on its slopes at each plan follow; every
    candidate, and each indicator alone, is then drawn back, or pushed on, to where the full index
    just reaches the target. `steps`: scores that are ranks move in steps, on which no programme is
    exact.
    """
    count = len(ids)
    corners = np.concatenate([np.zeros((1, count)), np.eye(count), np.ones((1, count))])
    margins, _ = evaluate(corners)
    if not np.isfinite(margins).all():
        return None
    gains = margins[1:-1] - margins[0]
    first = _programme(efforts, [gains], [-margins[0]])
    exact = first is not None and not steps and _is_exact(evaluate, first, margins)
    candidates = [] if first is None else [first]
    if not exact:
        candidates += [*_followed(evaluate, efforts, first), *np.eye(count), np.ones(count)]
    plans = _just_reached(evaluate, np.array(candidates))
    if not len(plans):
        return None
    best = plans[int((plans @ efforts).argmin())]
    return Plan(ids, best, best * efforts, exact)


def _programme(efforts: Floats, slopes: list[Floats], wanted: list[float]) -> Floats | None:
    """min efforts . t with slopes . t >= wanted and 0 <= t <= 1; None if that cannot be."""
    from scipy.optimize import linprog

    solved = linprog(
        efforts / (efforts.max() or 1.0),
        A_ub=-np.array(slopes),
        b_ub=-np.array(wanted),
        bounds=(0, 1),
        method="highs",
    )
    return np.clip(np.asarray(solved.x), 0, 1) if solved.status == 0 else None


def _is_exact(evaluate: Evaluate, shares: Floats, margins: Floats) -> bool:
    """Whether the programme's plan is the best of all.

    It is if gains add up, if no indicator gains more on a part of its way than that part of its
    gain (then the programme promises each at least what it gives), and if the plan keeps what was
    promised.
    """
    start, gains, utmost = margins[0], margins[1:-1] - margins[0], margins[-1]
    close = _CLOSE * max(1.0, float(np.abs(margins).max()))
    on_the_way = np.concatenate([part * np.eye(len(gains)) for part in _PARTS])
    found, _ = evaluate(np.concatenate([on_the_way, shares[None, :]]))
    promised = np.concatenate([part * gains for part in _PARTS])
    return bool(
        abs(start + gains.sum() - utmost) <= close
        and (found[:-1] - start <= promised + close).all()
        and abs(found[-1] - start - gains @ shares) <= close
    )


def _followed(evaluate: Evaluate, efforts: Floats, first: Floats | None) -> list[Floats]:
    """Cutting planes: each programme adds the slopes of the index at the last plan."""
    here = np.full(len(efforts), 0.5) if first is None else first
    slopes: list[Floats] = []
    wanted: list[float] = []
    found = []
    for _ in range(_ROUNDS):
        step = np.where(here > 0.5, -_STEP, _STEP)
        margins, _ = evaluate(np.concatenate([here[None, :], here + np.diag(step)]))
        slope = (margins[1:] - margins[0]) / step
        slopes.append(slope)
        wanted.append(float(slope @ here - margins[0]))
        following = _programme(efforts, slopes, wanted)
        if following is None or np.abs(following - here).max() < _CLOSE:
            break
        here = following
        found.append(here)
    return found


def _just_reached(evaluate: Evaluate, plans: Floats) -> Floats:
    """Each plan drawn back or pushed on to where it just gets there; those that never do are left.

    Pushed on first in what the plan moves, only then in everything: few things to do are a plan.
    """
    own = (plans > 0).astype(np.float64)

    def at(share: Floats) -> Floats:
        """0 is nothing, 1 the plan, 2 all the way in what it moves, 3 in everything."""
        back, on, all = (np.clip(share - k, 0, 1)[:, None] for k in range(3))
        pushed = back * plans + on * (own - plans)
        return np.asarray(pushed + all * (1 - pushed))

    low, high = np.zeros(len(plans)), np.full(len(plans), 3.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        _, reached = evaluate(at(middle))
        high, low = np.where(reached, middle, high), np.where(reached, low, middle)
    done = at(high)
    _, reached = evaluate(done)
    return np.asarray(done[reached])
