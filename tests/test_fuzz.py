"""Whatever is given ends in a result or in an error that says what to do, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from conftest import Run
from hostile import hostile_expressions, hostile_schemes, hostile_tables, in_a_folder
from hypothesis import given
from hypothesis import strategies as st
from reading import SCHEME, scheme

from innoindex.derive import evaluate, faults
from innoindex.errors import InnoindexError, Problem
from innoindex.expression import Expression, ExpressionError, parse_expression
from innoindex.read import read_panel
from innoindex.scenario_file import read_scenario_file
from innoindex.scheme_file import parse_scheme

T = TypeVar("T")

COLUMNS = {"a": np.array([[1.0, 0, np.nan], [-1, 1e308, 5]]), "b": np.array([[2.0, 0, 3]] * 2)}
SCENARIO = """name = "x"
weight = { intensity = "40%" }
set = { "1.gdp" = "+10%" }
normalise = { per_head = "rank" }
drop = ["per_head"]
"""


def ends(run: Callable[[], T]) -> T | None:
    """The result; None if there are errors, each of which says what to do and is of some length."""
    problems: tuple[Problem, ...] = ()
    try:
        return run()
    except InnoindexError as error:
        problems = error.problems
    told = [problem for problem in problems if problem.severity == "error"]
    assert told
    assert all(problem.help for problem in told)
    assert max(len(problem.render(lang)) for problem in told for lang in ("zh", "en")) < 3000
    return None


@in_a_folder(60)
@given(data=hostile_tables(), suffix=st.sampled_from([".csv", ".tsv", ".xls"]))
def test_any_bytes_are_a_table_or_an_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Of any encoding, with any cells, cut anywhere; no number that is read is infinite."""
    path = tmp_path / f"t{suffix}"
    path.write_bytes(data)
    panel = ends(lambda: read_panel(path, scheme()))
    assert panel is None or not any(np.isinf(each).any() for each in panel.columns.values())


@in_a_folder(120)
@given(text=hostile_schemes(SCHEME))
def test_any_text_is_a_scheme_or_an_error(text: str) -> None:
    """With values of any kind, and lines that are missing or stand twice."""
    read = ends(lambda: parse_scheme(text))
    assert read is None or read.indicators


@in_a_folder(60)
@given(text=hostile_schemes(SCENARIO))
def test_any_text_is_a_scenario_or_an_error(tmp_path: Path, text: str) -> None:
    """As a scheme is."""
    path = tmp_path / "scenario.toml"
    path.write_text(text, "utf-8")
    found = ends(lambda: read_scenario_file(path, scheme()))
    assert found is None or len(found) == 1


@in_a_folder(300)
@given(text=hostile_expressions)
def test_any_text_is_an_expression_or_an_error(text: str) -> None:
    """What is read has a value in every cell, if perhaps none that is finite."""

    def parsed() -> Expression:
        try:
            return parse_expression(text)
        except ExpressionError as error:
            raise InnoindexError([Problem(error.message, error.help)]) from None

    found = ends(parsed)
    if found is not None and set(found.columns) <= set(COLUMNS):
        assert evaluate(found, COLUMNS).shape == (2, 3)
        assert all(mask.shape == (2, 3) for mask, *_ in faults(found, COLUMNS))


@in_a_folder(25)
@given(data=hostile_tables(), text=st.just(SCHEME.strip()) | hostile_schemes(SCHEME))
def test_rank_ends_with_a_code_and_a_word(
    innoindex: Run, tmp_path: Path, data: bytes, text: str
) -> None:
    """0 with a table; 1 or 2 with an error and its help, and nothing on standard output."""
    table, used = tmp_path / "t.csv", tmp_path / "s.toml"
    table.write_bytes(data)
    used.write_text(text, "utf-8")
    done = innoindex("rank", table, "-s", used)
    assert done.code in (0, 1, 2)
    assert bool(done.out) == (done.code == 0)
    assert "fault of the program" not in done.err
    assert done.code == 0 or ("error: " in done.err and "help: " in done.err)
