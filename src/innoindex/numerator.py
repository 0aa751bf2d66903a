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

    `columns` are (P, 1), of one unit up to the period. None if no raw value gives it.
    """
    now = float(columns[column][-1, 0])

    def at(raw: float) -> float:
        changed = columns[column].copy()
        changed[-1, 0] = raw
        return float(evaluate(expression, {**columns, column: changed})[-1, 0])

    present = at(now)
    if not np.isfinite(present):
        return None
    step = abs(now) or 1.0
    slope = (at(now + step) - present) / step
    if slope != 0 and np.isfinite(slope):
        straight = now + (value - present) / slope
        if abs(at(straight) - value) <= _CLOSE * max(1.0, abs(value)):
            return straight
    return _searched(at, now, step, value)


def _searched(at: At, now: float, step: float, value: float) -> float | None:
    """By bisection, after a search outwards for a raw value on the other side."""
    above = at(now) < value
    for direction in (1, -1):
        far = now
        for power in range(40):
            far = now + direction * step * 2.0 ** (power - 5)
            found = at(far)
            if not np.isfinite(found):
                break
            if (found >= value) == above:
                return _bisected(at, now, far, value)
    return None


def _bisected(at: At, low: float, high: float, value: float) -> float:
    side = at(high) >= value
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (at(middle) >= value) == side:
            high = middle
        else:
            low = middle
    return high
