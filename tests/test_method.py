"""docs/method.md is true: its arithmetic, its examples by the program, its claims of the edges."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from strategies import same
from worked import (
    CLAIMS,
    EXAMPLES,
    HEADINGS,
    PAGE,
    TABLES,
    WEIGHED,
    Table,
    arithmetic,
    found_weights,
    judgements_of,
    outcome,
    parts_of,
    prints,
    result_columns,
    results,
    scheme_text,
    scores_of_parts,
)

from innoindex import index
from innoindex.audit_structure import critical_correlation
from innoindex.components import principal_components
from innoindex.correlation import pearson_matrix, spearman_matrix
from innoindex.effective import main_effect, variance_shares
from innoindex.moments import kurtosis, skewness
from innoindex.reliability import alpha_if_dropped, cronbach_alpha, item_rest
from innoindex.scheme_keys import METHODS
from innoindex.weighting import METHODS as WEIGHTING

COLUMNS = [(table, column) for table in EXAMPLES for column in result_columns(table)]
# Methods whose results are places, classes or the values themselves: there is nothing to calculate.
NOTHING_TO_CALCULATE = {
    "none",
    "rank",
    "categorical",
    "above-below-mean",
    "refuse",
    "drop",
    "score",
    "median",
    "carry-forward",
}


def name_of(part: Table | str) -> str:
    return part if isinstance(part, str) else part.heading or part.section


def test_arithmetic():
    """Each piece of arithmetic on the page gives the number printed after it."""
    found = re.findall(r"`([^`\n]+)` = (-?\d+(?:\.\d+)?)", PAGE)
    assert len(found) > 200
    assert [(text, said) for text, said in found if not prints(said, arithmetic(text))] == []


def test_moments_of_the_examples():
    """The samples with outliers have the skewness and kurtosis that the page names."""
    page, six = " ".join(PAGE.split()), np.array([2.0, 3, 4, 5, 6, 100])
    assert f"skewness {skewness(six):.2f}, kurtosis {kurtosis(six):.2f}" in page
    assert f"have skewness {skewness(np.array([1.0] * 5 + [4.0] * 2)):.2f}" in page


@pytest.mark.parametrize("text", ["__import__('os')", "x + 1", "1 if 2 else 3", "'a' * 3"])
def test_nothing_but_arithmetic(text):
    """An expression of the page is numbers and what joins them, or it is refused."""
    with pytest.raises((ValueError, KeyError)):
        arithmetic(text)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=name_of)
def test_example(table, column):
    """The program gives the numbers of an example, and what its arithmetic gives."""
    for row, value in zip(table.rows, results(table, column), strict=True):
        text, said = parts_of(row[table.head.index(column)])
        assert prints(said, value), (row, value)
        if text is not None:
            assert value == pytest.approx(arithmetic(text), rel=1e-12, abs=1e-12), row


@pytest.mark.parametrize("table", WEIGHED, ids=name_of)
def test_weights(table):
    """Weights found from the scores of the section's example are those of its arithmetic."""
    shares = found_weights(
        table.heading, scores_of_parts(table), table.head[1:], judgements_of(table)
    ).shares
    (printed,) = [row[1:] for row in table.rows if row[0] == "share"]
    for cell, share in zip(printed, shares, strict=True):
        text, said = parts_of(cell)
        assert prints(said, share)
        assert text is not None
        assert share == pytest.approx(arithmetic(text), abs=1e-9)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: f"{c.method} {c.direction} {c.case}")
def test_edge(claim):
    """At an edge a method gives the scores that the page says, or an error in these words."""
    found = outcome(claim)
    if claim.says.startswith("error: "):
        assert isinstance(found, str)
        assert claim.says.removeprefix("error: ") in found
    else:
        assert not isinstance(found, str), found
        said = claim.says.split(" · ")
        assert all(prints(text, x) for text, x in zip(said, found, strict=True)), found


def test_every_method_has_its_place():
    """Each method of a scheme has a heading, in the section of its step, and no other has."""
    for step, methods in METHODS.items():
        if step != "rescale":  # the same as normalise
            assert sorted(HEADINGS[step.capitalize()]) == sorted(methods), step
    assert sorted(HEADINGS["Weights"]) == sorted(WEIGHTING)


def test_every_method_has_an_example():
    """Each method is computed in an example; `refuse`, which only refuses, in the edges."""
    shown: dict[str, set[str]] = {step: set() for step in METHODS}
    calculated: dict[str, set[str]] = {step: set() for step in METHODS}
    for table, column in COLUMNS:
        scheme = tomllib.loads(scheme_text(table, column))
        cells = [parts_of(cell) for cell in table.column(column)]
        for where in (scheme.get("index", {}), *scheme["indicator"].values()):
            for step in METHODS.keys() & where.keys():
                rule = where[step]
                name = rule if isinstance(rule, str) else rule["method"]
                shown[step].add(name)
                if any(text is not None for text, _ in cells):
                    calculated[step].add(name)
    for step, methods in METHODS.items():
        if step != "rescale":
            assert shown[step] | {"refuse"} >= methods.keys(), step
            assert calculated[step] | NOTHING_TO_CALCULATE >= methods.keys(), step
    assert shown["rescale"] >= {"min-max", "chain"}
    assert {table.heading for table in WEIGHED} == WEIGHTING.keys()


def test_every_method_is_taken_to_the_edges():
    """Each method is in a table of claims of its step, and each case of the step is claimed."""
    for step, methods in METHODS.items():
        if step != "rescale":
            claimed = [claim.method for claim in CLAIMS if claim.section == step.capitalize()]
            names = {re.search(r'"([^"]+)"', method)[1] for method in claimed}
            assert names == methods.keys(), step
    assert {c.method for c in CLAIMS if c.section == "Weights"} == WEIGHTING.keys()
    cases = [row[0] for table in TABLES if table.head[0] == "case" for row in table.rows]
    assert {claim.case for claim in CLAIMS} == set(cases)
    claimed_tables = [table for table in TABLES if table.head[0] == "method"]
    assert len(claimed_tables) == sum(table.head[0] == "case" for table in TABLES)


def statistics(x, y, z) -> dict[tuple[str, str], float]:
    """What the program has for the section on audits, by statistic and what it is of."""
    every = pearson_matrix(np.column_stack([x, y, z]))
    two, weights = every[:2, :2], np.array([3 / 4, 1 / 4])
    eigenvalue = principal_components(two)[0][0]
    return {
        ("Pearson's r", "x, y"): every[0, 1],
        ("Spearman's r", "y, z"): spearman_matrix(np.column_stack([y, z]))[0, 1],
        ("Cronbach's alpha", "x, y, z"): cronbach_alpha(every),
        ("alpha if dropped", "z"): alpha_if_dropped(every)[2],
        ("item-rest correlation", "z"): item_rest(every)[2],
        ("first eigenvalue", "x, y"): eigenvalue,
        ("variance explained", "x, y"): eigenvalue / 2,
        ("share of the variance", "x, by weights 3/4, 1/4"): variance_shares(
            np.column_stack([x, y]), weights
        )[0],
        ("main effect", "y on x"): main_effect(x, y),
        ("critical correlation", "5 units"): critical_correlation(5),
    }


def test_statistics_of_audits():
    """Each statistic of the section on audits is what its arithmetic gives."""
    data, table = (each for each in TABLES if each.section == "Audit")
    columns = [np.array(list(map(float, data.column(name)))) for name in "xyz"]
    found = statistics(*columns)
    assert {(row[0], row[2]) for row in table.rows} == found.keys()
    for row in table.rows:
        text, said = parts_of(row[3])
        assert prints(said, found[row[0], row[2]]), row
        assert found[row[0], row[2]] == pytest.approx(arithmetic(text), abs=1e-6), row


SCORE_WITH_THE_NEW_METHOD = """
from innoindex.index import compute
from innoindex.panel import panel_from_arrays
from innoindex.scheme_file import parse_scheme
text = "schema = 1\\n[indicator.x]\\nnormalise = { method = 'logistic', slope = 2 }\\n"
print(*compute(panel_from_arrays({"x": [[2, 5, 8]]}), parse_scheme(text)).index[0])
"""


def test_a_method_is_one_function_and_one_entry(tmp_path):
    """With the lines that CONTRIBUTING.md adds, a scheme can ask for the new method."""
    (block,) = re.findall(
        r"^```diff\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(), re.M | re.S
    )
    shutil.copytree(Path(index.__file__).parent, tmp_path / "innoindex")
    file = tmp_path / "innoindex" / "normalise.py"
    text = file.read_text("utf-8")
    for added, before in re.findall(r"((?:^\+.*\n)+)^ (.*\n)", block, re.M):
        assert text.count(before) == 1
        text = text.replace(before, re.sub(r"^\+", "", added, flags=re.M) + before)
    file.write_text(text, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", SCORE_WITH_THE_NEW_METHOD],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    # z is -1, 0, 1 (mean 5, sd 3).
    expected = [arithmetic(f"1 / (1 + exp({x}))") for x in ("2", "0", "-2")]
    same(list(map(float, run.stdout.split())), expected)
