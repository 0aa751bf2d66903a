"""Indicator expressions: arithmetic over raw columns, in a small part of Python's grammar.

The text is parsed by `ast` and checked node by node; nothing of it is ever executed. There is no
attribute, subscript, string or call outside `FUNCTIONS`, so a scheme file can only compute.
`derive` evaluates the tree.
"""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass
from functools import cached_property
from warnings import catch_warnings

from .messages import Message, did_you_mean, say

# name -> fewest and most arguments (None: any number)
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "log": (1, 1),
    "log1p": (1, 1),
    "sqrt": (1, 1),
    "abs": (1, 1),
    "min": (2, None),
    "max": (2, None),
    "where": (3, 3),
    "lag": (1, 1),
}
_USAGE = {"min": "min(a, b)", "max": "max(a, b)", "where": "where(condition, a, b)"}
_SIMPLER = say("compute a part of it beforehand, as a column of the table")
_LONGEST = 2000
_DEEPEST = 100  # operations inside one another: the tree is walked by recursion
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)


class ExpressionError(ValueError):
    """The text is not an expression of the scheme's language."""

    def __init__(self, message: Message, help: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help


@dataclass(frozen=True)
class Expression:
    """A checked expression: its text and its syntax tree."""

    text: str
    tree: ast.expr

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The raw columns it uses, in the order of their first appearance."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        found = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and id(node) not in called
        ]
        found.sort(key=lambda node: (node.lineno, node.col_offset))
        return tuple(dict.fromkeys(node.id for node in found))

    @cached_property
    def lagged(self) -> bool:
        """Whether it looks at the period before."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return any(isinstance(func, ast.Name) and func.id == "lag" for func in calls)


def column(name: str) -> Expression:
    """The expression that is one raw column, whatever characters its id has."""
    return Expression(name, ast.Name(id=name, ctx=ast.Load(), lineno=1, col_offset=0))


def parse_expression(text: str) -> Expression:
    """Parse and check an expression; raises `ExpressionError`."""
    if len(text) > _LONGEST:
        raise ExpressionError(say("longer than {most} characters", most=_LONGEST), _SIMPLER)
    try:
        with catch_warnings(action="ignore"):  # of the grammar: 1if is a number and a word
            tree = ast.parse(text.strip(), mode="eval").body
        _check(tree)
    except (SyntaxError, ValueError) as error:
        if isinstance(error, ExpressionError):
            raise
        raise ExpressionError(
            say('cannot be read: "{text}"', text=text),
            say("write it as 100 * a / b, with columns, numbers, + - * / ** and parentheses"),
        ) from None
    except (RecursionError, MemoryError):
        raise ExpressionError(say("nested too deeply"), _SIMPLER) from None
    return Expression(text, tree)


def _check(node: ast.expr, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise ExpressionError(say("nested too deeply"), _SIMPLER)
    depth += 1
    match node:
        case ast.Constant(value=bool() | complex() | str() | bytes() | None):
            raise _not_allowed(node)
        case ast.Constant(value=int() | float() as number):
            if not math.isfinite(float(str(number))):
                raise ExpressionError(
                    say("a number is too large"), say("choose larger units of measure")
                )
        case ast.Name():
            return
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand, depth)
        case ast.BinOp(op=op, left=left, right=right) if isinstance(op, _OPERATORS):
            _check(left, depth)
            _check(right, depth)
        case ast.Compare(ops=[op], left=left, comparators=[right]) if isinstance(op, _COMPARISONS):
            _check(left, depth)
            _check(right, depth)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            _check_call(name, args, depth)
        case _:
            raise _not_allowed(node)


def _check_call(name: str, args: list[ast.expr], depth: int) -> None:
    if name not in FUNCTIONS:
        raise ExpressionError(
            say('no function "{name}"', name=name), did_you_mean(name, tuple(FUNCTIONS))
        )
    fewest, most = FUNCTIONS[name]
    if len(args) < fewest or (most is not None and len(args) > most):
        count = len(args)
        raise ExpressionError(
            say(
                "{name}() takes {fewest} values, not {count}", name=name, fewest=fewest, count=count
            )
            if most
            else say("{name}() takes {fewest} or more values", name=name, fewest=fewest),
            say("write it as {usage}", usage=_USAGE.get(name, f"{name}(x)")),
        )
    for arg in args:
        _check(arg, depth)


def _not_allowed(node: ast.expr) -> ExpressionError:
    return ExpressionError(
        say('"{part}" is not allowed in an expression', part=ast.unparse(node)),
        say(
            "allowed: columns, numbers, + - * / **, < <= > >= ==, parentheses and {names}",
            names=tuple(FUNCTIONS),
        ),
    )
