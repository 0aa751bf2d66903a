"""docs/method.md as data: its examples, its cases and its claims, and how each is computed.

An example is a table under a scheme in TOML: a row a unit (and period), columns of values, and
columns of results, whose heading may change a line of the scheme: score, `direction = "-"`. A cell
of a result is a number, `missing`, or arithmetic and what it gives: `100 * (5 - 2) / 8` = 37.5.
A table of cases (heading `case`) gives the values, and the table of claims after it (heading
`method`) what comes out: the scores, or `error:` and words of the message.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from conftest import ROOT
from strategies import NAN, panel_of, scheme_of

from innoindex.errors import InnoindexError, NoWeights
from innoindex.index import Result, compute
from innoindex.panel import Panel
from innoindex.siblings import Siblings, Weights
from innoindex.weighting import weigh

PAGE = (ROOT / "docs" / "method.md").read_text("utf-8")
LABELS = ("unit", "group", "period")
# Keys of an indicator; any other stands in [index].
OF_INDICATOR = ("direction", "impute", "normalise", "stats", "transform", "treat")


@dataclass(frozen=True)
class Table:
    """A table of the page, with what stands above it."""

    section: str  # the heading ##
    heading: str  # the heading ###, without its quotes
    scheme: str  # the TOML block under the same heading
    head: list[str]
    rows: list[list[str]]

    def column(self, name: str) -> list[str]:
        return [row[self.head.index(name)] for row in self.rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _tables() -> list[Table]:
    found: list[Table] = []
    for section in re.split(r"^## ", PAGE, flags=re.M)[1:]:
        for part in re.split(r"^### ", section, flags=re.M):
            title, heading = section.split("\n")[0], part.split("\n")[0].strip("`")
            above = "" if part is section or section.startswith(part) else heading
            scheme = ""
            for block, table in re.findall(
                r"^```toml\n((?:(?!```).*\n)*)```$|((?:^\|.*\n)+)", part, flags=re.M
            ):
                if block:
                    scheme = block
                    continue
                head, _, *rows = table.strip().split("\n")
                found.append(Table(title, above, scheme, _cells(head), list(map(_cells, rows))))
    return found


TABLES = _tables()
EXAMPLES = [table for table in TABLES if table.head[0] == "unit" and table.scheme]
HEADINGS = {
    title: re.findall(r"^### `(.+)`$", text, re.M)
    for title, text in re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", PAGE, re.M)
}


# Numbers and arithmetic.

_OPERATORS: dict[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}
_FUNCTIONS = {"log": math.log, "exp": math.exp, "sqrt": math.sqrt, "min": min, "max": max}


def arithmetic(text: str) -> float:
    """What an expression of numbers, + - * / **, log, exp, sqrt, min and max gives."""

    def value(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.UnaryOp(op=op, operand=operand):
                return _OPERATORS[type(op)](value(operand))
            case ast.BinOp(left=left, op=op, right=right):
                return _OPERATORS[type(op)](value(left), value(right))
            case ast.Call(func=ast.Name(id=name), args=args):
                return _FUNCTIONS[name](*map(value, args))
        raise ValueError(text)

    return value(ast.parse(text, mode="eval").body)


def number(text: str) -> float:
    return NAN if text == "missing" else float(text)


def parts_of(cell: str) -> tuple[str | None, str]:
    """The arithmetic of a cell, if it has any, and what it prints."""
    match = re.fullmatch(r"(?:`([^`]+)` = )?(-?\d+(?:\.\d+)?|missing)", cell)
    assert match, cell
    return match[1], match[2]


def prints(text: str, value: float) -> bool:
    """Whether a number is printed so: half a unit of the last digit off at most; integers exact."""
    if text == "missing" or math.isnan(value):
        return text == "missing" and math.isnan(value)
    decimals = len(text.partition(".")[2])
    tolerance = 0.5 * 10**-decimals if decimals else 0
    return abs(float(text) - value) <= tolerance + 1e-9


# Examples.


def result_columns(table: Table) -> list[str]:
    return [name for name in table.head if re.match(r"(score|rank)\b", name)]


def scheme_text(table: Table, column: str) -> str:
    """The scheme of an example with the lines that the heading of a column changes."""
    text = table.scheme
    for line in re.findall(r"`([^`]+)`", column):
        key = line.split(" = ")[0]
        where = "indicator" if key in OF_INDICATOR else "index"
        text = re.sub(rf"^{key} = .*\n", "", text, flags=re.M)
        if f"[{where}" not in text:
            text = f"[{where}]\n{text}"
        text = re.sub(rf"^(\[{where}\b.*\])$", rf"\1\n{line}", text, flags=re.M)
    return text


def panel_of_example(table: Table) -> Panel:
    units = list(dict.fromkeys(table.column("unit")))
    periods = list(dict.fromkeys(table.column("period"))) if "period" in table.head else [""]
    groups = []
    if "group" in table.head:
        group_of = dict(zip(table.column("unit"), table.column("group"), strict=True))
        groups = [group_of[unit] for unit in units]
    names = [n for n in table.head if n not in LABELS and n not in result_columns(table)]
    columns = {name: np.full((len(periods), len(units)), NAN) for name in names}
    for row in table.rows:
        cells = dict(zip(table.head, row, strict=True))
        where = periods.index(cells.get("period", "")), units.index(cells["unit"])
        for name in names:
            columns[name][where] = number(cells[name])
    return _panel(columns, periods=periods, units=units, groups=groups)


def _panel(columns: dict, **labels) -> Panel:
    """With a column that has every value, so that a row without any other is a row."""
    shape = next(iter(columns.values())).shape
    return panel_of({**columns, "everyone": np.ones(shape)}, **labels)


def results(table: Table, column: str) -> list[float]:
    """What the program gives for the rows of an example."""
    of_group = column.startswith("score of the group")
    panel = panel_of_example(table)
    scheme = scheme_of(scheme_text(table, column))
    result = compute(panel, scheme, level="group" if of_group else "unit")
    values = result.ranks if column.startswith("rank") else result.index
    names = result.labels.units.tolist()
    periods = table.column("period") if "period" in table.head else [""] * len(table.rows)
    rows = zip(periods, table.column("group" if of_group else "unit"), strict=True)
    return [float(values[panel.periods.index(p), names.index(name)]) for p, name in rows]


# Cases and claims.


@dataclass(frozen=True)
class Claim:
    """What the page says a method does in a case."""

    section: str
    method: str
    direction: str
    case: str
    cells: dict[str, str]  # of the case
    says: str


def _claims() -> list[Claim]:
    found: list[Claim] = []
    for cases, claims in pairwise(TABLES):
        if cases.head[0] != "case" or claims.head[0] != "method":
            continue
        cells = {row[0]: dict(zip(cases.head, row, strict=True)) for row in cases.rows}
        for row in claims.rows:
            line = dict(zip(claims.head, row, strict=True))
            found += [
                Claim(
                    claims.section,
                    line["method"].strip("`"),
                    line.get("direction", "+"),
                    case,
                    cells[case],
                    line[case],
                )
                for case in claims.head
                if case not in ("method", "direction")
            ]
    return found


def _numbers(cell: str) -> list[float]:
    return [number(text) for text in cell.split(", ")]


def of_units(claim: Claim) -> list[float]:
    """The scores of a claim's case: of every unit, or of B in each period if there are several."""
    units = [name for name, cell in claim.cells.items() if re.fullmatch("[A-Z]", name) and cell]
    table = np.array([_numbers(claim.cells[unit]) for unit in units]).T
    groups = claim.cells["groups"].split(", ") if "groups" in claim.cells else []
    if claim.section == "Aggregate":
        columns = {"x": table[:1], "y": table[1:]}
        text = (
            f'[index]\naggregate = {claim.method}\nimpute = "drop"\n[indicator.x]\n[indicator.y]\n'
        )
        return _scored(text, _panel(columns, units=units)).index[0].tolist()
    periods = [str(2021 + p) for p in range(len(table))]
    panel = _panel({"x": table}, units=units, periods=periods, groups=groups)
    text = f'[indicator.x]\ndirection = "{claim.direction}"\n'
    text += f"{claim.section.lower()} = {claim.method}\n"
    text += "" if claim.section == "Impute" else 'impute = "drop"\n'
    scores = _scored(text, panel).index
    return (scores[0] if len(scores) == 1 else scores[:, units.index("B")]).tolist()


def _scored(text: str, panel: Panel) -> Result:
    return compute(panel, scheme_of(text))


def shares(claim: Claim) -> list[float]:
    """The weights that a claim's method finds in its case."""
    parts = [name for name, cell in claim.cells.items() if name != "case" and cell]
    scores = np.array([_numbers(claim.cells[part]) for part in parts]).T
    return found_weights(claim.method, scores, parts, JUDGEMENTS).shares.tolist()


def found_weights(
    method: str, scores: np.ndarray, parts: list[str], judgements: np.ndarray | None
) -> Weights:
    nominal = np.full(len(parts), 1 / len(parts))
    return weigh(method, Siblings(scores, nominal, tuple(parts), judgements))


def outcome(claim: Claim) -> list[float] | str:
    """The scores or shares of a claim's case, or the errors."""
    try:
        return shares(claim) if claim.section == "Weights" else of_units(claim)
    except InnoindexError as error:
        return "\n".join(str(each) for each in error.problems if each.severity == "error")
    except NoWeights as error:
        return str(error.text)


# Weights.

WEIGHED = [table for table in TABLES if table.head[0] == "part"]
_SCORES = next(table for table in TABLES if table.section == "Weights")


def scores_of_parts(table: Table) -> np.ndarray:
    """The scores (N, K) of the parts that a table of the section on weights names."""
    return np.array([[number(cell) for cell in _SCORES.column(part)] for part in table.head[1:]]).T


def judgements_of(table: Table) -> np.ndarray | None:
    rows = [list(map(float, row[1:])) for row in table.rows if row[0] in table.head]
    return np.array(rows) if rows else None


JUDGEMENTS = next(judgements_of(table) for table in WEIGHED if table.heading == "ahp")
CLAIMS = _claims()
