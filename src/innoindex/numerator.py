"""From a wanted value of an indicator back to the raw column above its fraction line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

import numpy as np

from .derive import evaluate
from .expression import Expression
from .panel import Floats

_CLOSE = 1e-9
_STEPS = 200

At = Callable[[float], float]  # the value at a raw value


def numerator(expression: Expression) -> str | None:
    """The one raw column above the fraction line: rd_exp of 100 * rd_exp / gdp.

    None if there is none, or more than one.
    """
    names = _above(expression.tree)
    return names.pop() if len(names) == 1 else None


def _above(node: ast.expr) -> set[str]:
    match node:
        case ast.BinOp(op=ast.Div(), left=left):
            return _above(left)
        case ast.BinOp(left=left, right=right):
            return _above(left) | _above(right)
        case ast.UnaryOp(operand=operand):
            return _above(operand)
        case ast.Name(id=name):
            return {name}
        case ast.Call(args=args):
            return set().union(*map(_above, args))
    return set()


def needed(
    expression: Expression, columns: Mapping[str, Floats], column: str, value: float
) -> float | None:
    """The raw value of a column in the last period at which the expression has a value.

    `columns` are (P, 1), of one unit up to the period. A raw value keeps its sign. None if none
    gives the value.
    """
    now = float(columns[column][-1, 0])

    def at(raw: float) -> float:
        changed = columns[column].copy()
        changed[-1, 0] = raw
        return float(evaluate(expression, {**columns, column: changed})[-1, 0])

    present = at(now)
    if not np.isfinite(present):
        return None
    slope = (at(2 * now or 1.0) - present) / (now or 1.0)
    straight = now + (value - present) / slope if slope else float("nan")
    for raw in (straight, _searched(at, now, value)):
        if np.sign(raw) * np.sign(now) >= 0 and abs(at(raw) - value) <= _CLOSE * abs(value):
            return raw
    return None


def _searched(at: At, now: float, value: float) -> float:
    """By bisection, after a search outwards for a raw value on the other side; NaN if none is."""
    below = at(now) < value
    for outwards in (2.0, 0.5):
        near, far = now, (now or 1.0)
        for _ in range(_STEPS):
            near, far = far, far * outwards
            found = at(far)
            if not np.isfinite(found):
                break
            if (found < value) != below:
                return _bisected(at, near, far, value)
    return float("nan")


def _bisected(at: At, low: float, high: float, value: float) -> float:
    """The raw value between two at which the value is passed."""
    side = at(high) >= value
    while (middle := (low + high) / 2) not in (low, high):
        if (at(middle) >= value) == side:
            high = middle
        else:
            low = middle
    return high
