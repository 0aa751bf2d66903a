"""The mutants of a room: mutmut's changes to its functions, one at a time."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import file_mutation, mutators
from mutmut.mutation.pragma_handling import IgnoredCode

# Texts that a person reads have tests of their own; a name in `cast` is for the type checker.
_TEXTS = {"say", "cast"}
_PROBLEMS = {"Problem", "problem", "cell_problem", "remark", "wrong_use", "ExpressionError"}


@dataclass(frozen=True)
class Mutant:
    """A function of a room with one change in it, and the lines of the statement it is in."""

    room: str  # normalise, uncertainty.tally
    function: str  # z_score, Sample.ranks
    change: str  # - the lines as they are, + the lines as they are mutated
    number: int  # the same change may be possible at several places of a line
    source: str
    lines: tuple[int, int]

    @property
    def id(self) -> str:
        return f"{self.room}:{self.function}#{self.number}\n{self.change}"


def _once(node: cst.BaseString) -> list[cst.BaseString]:
    """Of the three changes of a string (XX about it, its letters small, large) the first."""
    return list(mutators.operator_string(node))[:1]


def _arguments(node: cst.Call) -> list[cst.Call]:
    """A named argument left out, another one None; but not what a problem is told with."""
    name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    if isinstance(name, cst.Name) and name.value in _PROBLEMS:
        return []
    changed = []
    for i, argument in enumerate(node.args):
        if argument.keyword:
            changed.append(node.with_changes(args=[*node.args[:i], *node.args[i + 1 :]]))
        elif not argument.star and not argument.value.deep_equals(cst.Name("None")):
            nothing = argument.with_changes(value=cst.Name("None"))
            changed.append(node.with_changes(args=[*node.args[:i], nothing, *node.args[i + 1 :]]))
    return changed


def _result(node: cst.Return) -> list[cst.Return]:
    """`return x` that returns nothing."""
    if node.value is None or cst.ensure_type(node.value, cst.BaseExpression).deep_equals(
        cst.Name("None")
    ):
        return []
    return [node.with_changes(value=cst.Name("None"))]


_OWN = {mutators.operator_string: _once, mutators.operator_arg_removal: _arguments}
_OPERATORS = [(kind, _OWN.get(change, change)) for kind, change in mutators.mutation_operators]
_OPERATORS.append((cst.Return, _result))


class _Visitor(file_mutation.MutationVisitor):
    """mutmut's, without messages and with decorated functions: nothing is wrapped here."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return any(
                isinstance(line.decorator, cst.Name) and line.decorator.value == "overload"
                for line in node.decorators
            )
        if isinstance(node, cst.Call) and getattr(node.func, "value", "") in _TEXTS:
            return True
        return bool(super()._skip_node_and_children(node))


def _names(tree: ast.Module) -> dict[int, str]:
    """The name of the function or method that each line belongs to."""
    names: dict[int, str] = {}
    for top in tree.body:
        inner = top.body if isinstance(top, ast.ClassDef) else [top]
        for function in inner:
            if isinstance(function, ast.FunctionDef):
                name = function.name if function is top else f"{top.name}.{function.name}"
                names |= dict.fromkeys(range(function.lineno, function.end_lineno + 1), name)
    return names


def _statement(tree: ast.Module, line: int) -> tuple[int, int]:
    """First and last line of the innermost statement at a line; of a block, its head."""
    found = (line, line)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno:
            body = getattr(node, "body", None)
            end = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            if isinstance(node, ast.FunctionDef):  # a default counts wherever it is called
                end = node.end_lineno
            if line <= end:
                found = (node.lineno, end)
    return found


def _change(old: list[str], new: list[str]) -> str:
    """The lines that differ."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    rows = [*(f"- {row.strip()}" for row in old), *(f"+ {row.strip()}" for row in new)]
    return "\n".join(rows)


def mutants(path: Path, room: str) -> Iterator[Mutant]:
    """Every mutant of a file."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    names = _names(tree)
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(_OPERATORS, IgnoredCode(set(), set(), set()))
    module = wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    tops = {part: (positions[part].start.line, positions[part].end.line) for part in module.body}
    seen: Counter[tuple[str, str]] = Counter()
    for mutation in visitor.mutations:
        if mutation.contained_by_top_level_function is None:
            continue
        line = positions[mutation.original_node].start.line
        if line not in names:
            continue
        top = next(part for part in module.body if tops[part][0] <= line <= tops[part][1])
        mutated = file_mutation.deep_replace(top, mutation.original_node, mutation.mutated_node)
        text = source.replace(module.code_for_node(top), module.code_for_node(mutated), 1)
        if text == source:
            continue
        change = _change(source.splitlines(), text.splitlines())
        seen[names[line], change] += 1
        number = seen[names[line], change]
        yield Mutant(room, names[line], change, number, text, _statement(tree, line))
