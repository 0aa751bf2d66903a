"""Indicator values from raw columns: the evaluation of expressions on arrays."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

import numpy as np

from .expression import Expression
from .messages import Message, say
from .panel import Bools, Floats

Fault = tuple[Bools, Message, tuple[str, ...]]  # where, why, and the raw columns to blame

_BINARY: dict[type, Callable[[Floats | np.float64, Floats | np.float64], Floats]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.true_divide,
    ast.Pow: np.float_power,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
}
_UNARY: dict[str, Callable[[Floats], Floats]] = {
    "log": np.log,
    "log1p": np.log1p,
    "sqrt": np.sqrt,
    "abs": np.abs,
}
_DOMAIN: dict[str, Callable[[Floats], Bools]] = {
    "log": lambda x: x <= 0,
    "log1p": lambda x: x <= -1,
    "sqrt": lambda x: x < 0,
}


def evaluate(expression: Expression, columns: Mapping[str, Floats]) -> Floats:
    """The values (P, U) of an expression over raw columns (P, U); missing in, missing out.

    `lag(x)` is x of the period before, missing in the first. A comparison is 1 or 0. Where the
    arithmetic has no result (see `faults`) the value is not finite.
    """
    with np.errstate(all="ignore"):
        return _evaluate(expression.tree, columns, None)


def faults(expression: Expression, columns: Mapping[str, Floats]) -> list[Fault]:
    """Where and why the arithmetic has no result: masks (P, U) with a reason each."""
    found: list[Fault] = []
    with np.errstate(all="ignore"):
        values = _evaluate(expression.tree, columns, found)
        bad = ~np.isfinite(values) & complete(expression, columns)
        found = [(mask & bad, text, names) for mask, text, names in found if (mask & bad).any()]
        told = np.zeros(bad.shape, dtype=bool)
        for mask, *_ in found:
            told |= mask
        beyond = bad & ~told if not expression.lagged else np.isinf(values) & bad & ~told
    if beyond.any():
        found.append((beyond, say("the result is too large"), _blamed(expression.tree)))
    return found


def complete(expression: Expression, columns: Mapping[str, Floats]) -> Bools:
    """Where every raw column that the expression uses has a value (P, U)."""
    present = [~np.isnan(columns[name]) for name in expression.columns]
    if not present:
        return np.ones(next(iter(columns.values())).shape, dtype=bool)
    return np.asarray(np.logical_and.reduce(present))


def _blamed(node: ast.expr) -> tuple[str, ...]:
    """The raw columns of a part of an expression; none if the period before may be at fault."""
    part = Expression("", node)
    return () if part.lagged else part.columns


def _evaluate(node: ast.expr, columns: Mapping[str, Floats], found: list[Fault] | None) -> Floats:
    """Walk the tree; the parser has let through nothing but these nodes."""
    match node:
        case ast.Name(id=name):
            return columns[name]
        case ast.Constant(value=number):
            return np.full_like(next(iter(columns.values())), float(str(number)))
        case ast.UnaryOp(op=op, operand=operand):
            value = _evaluate(operand, columns, found)
            return -value if isinstance(op, ast.USub) else value
        case ast.BinOp(op=op, left=left, right=right):
            a = _operand(left, columns, found)
            b = _operand(right, columns, found)
            if found is not None and isinstance(op, ast.Div):
                name = ast.unparse(right)
                zero = np.broadcast_to(np.equal(b, 0), _shape(columns))
                text = say("the denominator {name} is zero", name=name)
                found.append((zero, text, _blamed(right)))
            result = _BINARY[type(op)](a, b)
            if found is not None and isinstance(op, ast.Pow):
                finite = np.isfinite(a) & np.isfinite(b)
                undefined = np.broadcast_to(~np.isfinite(result) & finite, _shape(columns))
                text = say("{part} has no result", part=ast.unparse(node))
                found.append((undefined, text, _blamed(node)))
            return _filled(result, columns)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            a = _evaluate(left, columns, found)
            b = _evaluate(right, columns, found)
            holds = _BINARY[type(op)](a, b).astype(np.float64)
            return np.where(np.isnan(a) | np.isnan(b), np.nan, holds)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, [_evaluate(arg, columns, found) for arg in args], node, found)
    raise AssertionError(ast.dump(node))


def _operand(
    node: ast.expr, columns: Mapping[str, Floats], found: list[Fault] | None
) -> Floats | np.float64:
    """A number as a scalar, so that 100 * x does not build a column of hundreds."""
    if isinstance(node, ast.Constant):
        return np.float64(str(node.value))
    return _evaluate(node, columns, found)


def _filled(result: Floats, columns: Mapping[str, Floats]) -> Floats:
    return result if np.ndim(result) else np.full(_shape(columns), result)


def _shape(columns: Mapping[str, Floats]) -> tuple[int, ...]:
    return next(iter(columns.values())).shape


def _call(name: str, args: list[Floats], node: ast.expr, found: list[Fault] | None) -> Floats:
    if name in _UNARY:
        if found is not None and name in _DOMAIN:
            text = say("{part} has no result", part=ast.unparse(node))
            found.append((_DOMAIN[name](args[0]), text, _blamed(node)))
        return _UNARY[name](args[0])
    if name == "lag":
        before = np.full_like(args[0], np.nan)
        before[1:] = args[0][:-1]
        return before
    if name == "where":
        condition, then, otherwise = args
        chosen = np.where(condition != 0, then, otherwise)
        return np.where(np.isnan(condition), np.nan, chosen)
    reduce = np.minimum.reduce if name == "min" else np.maximum.reduce
    return np.asarray(reduce(args))
