"""What is fuzzed: each target takes one input and returns the exit code it ends in: 0, 1 or 2.

Anything else is a failure: an exception that is no `InnoindexError`, a warning of Python, a text
that is missing in a language or without end, an error without help, a file that was left over.
"""

from __future__ import annotations

import contextlib
import io
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import mutate
import numpy as np
import seeds

from innoindex import cli
from innoindex.derive import evaluate, faults
from innoindex.errors import InnoindexError, Problem
from innoindex.expression import ExpressionError, parse_expression
from innoindex.index import compute
from innoindex.read import read_panel
from innoindex.scenario_file import read_scenario_file
from innoindex.scheme import Scheme
from innoindex.scheme_file import parse_scheme, read_scheme

LONGEST = 3000  # characters of a message

Input = tuple[str, bytes]  # the suffix of the file, and what is in it


class Wrong(Exception):
    """The program did what it must not do."""


@dataclass(frozen=True)
class Target:
    run: Callable[[Input, Path], int]
    make: Callable[[Random], Input]
    suffixes: tuple[str, ...]


SMALL: Scheme = parse_scheme(seeds.SMALL_SCHEME)


def table(given: Input, folder: Path) -> int:
    """`read_panel` of one table."""
    return _told(lambda: read_panel(_file(given, folder), SMALL))


def scheme(given: Input, folder: Path) -> int:
    """`read_scheme`, or a file of scenarios; what is accepted has to compute or to say why not."""
    path = _file(given, folder)
    if given[0] == ".scenario":
        return _told(lambda: read_scenario_file(path, SMALL))
    panel = read_panel(_file((".csv", seeds.text().encode()), folder), SMALL)

    def used() -> None:
        read = read_scheme(path)
        if set(read.raw) <= set(panel.columns):
            compute(panel, read)

    return _told(used)


COLUMNS = {
    "a": np.array([[1.0, 2, 3, np.nan], [-1, 0, 1e308, 5]]),
    "b": np.array([[0.0, 2, -3, 4], [1e-308, 0, -1e308, np.nan]]),
    "c": np.array([[5.0, 5, 5, 5], [5, 5, 5, 5]]),
}


def expression(given: Input, folder: Path) -> int:
    """`parse_expression`, then its values and its faults."""
    try:
        parsed = parse_expression(given[1].decode("utf-8", "surrogateescape"))
    except ExpressionError as error:
        _check_texts([Problem(error.message, error.help)])
        return 1
    if not set(parsed.columns) <= set(COLUMNS):
        return 0
    values = evaluate(parsed, COLUMNS)
    if values.shape != (2, 4) or values.dtype != np.float64:
        raise Wrong(f"a result of {values.shape}, {values.dtype}")
    for mask, text, _ in faults(parsed, COLUMNS):
        _check_texts([Problem(text, text)])
        if mask.shape != (2, 4):
            raise Wrong(f"a fault of {mask.shape}")
    return 0


def rank(given: Input, folder: Path) -> int:
    """The whole command; the input is a table, or a scheme for the table of the example."""
    path = _file(given, folder)
    choice = Random(len(given[1]))
    plain = _file((".csv", seeds.text().encode()), folder, "plain")
    small = _file((".toml", seeds.SMALL_SCHEME.encode()), folder, "small")
    tables, used = ([plain], path) if given[0] == ".toml" else ([path], small)
    args = ["rank", *tables, "-s", used, "-f", choice.choice(("table", "csv", "json", "md"))]
    args += ["--lang", choice.choice(("zh", "en"))]
    wanted = folder / "out.xlsx" if choice.random() < 0.1 else None
    if wanted:
        args = [*args[:4], "-o", wanted]
    return command([str(arg) for arg in args], folder, {path, plain, small})


def command(args: list[str], folder: Path, inputs: set[Path]) -> int:
    """A command line in this process; what it prints, leaves and returns is looked at."""
    out, err = io.StringIO(), io.StringIO()
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        warnings.simplefilter("error")
        code = cli.run(args)
    said = err.getvalue()
    if "a fault of the program" in said or "程序故障" in said or "Traceback" in said:
        raise Wrong(said[:2000])
    if code not in (0, 1, 2):
        raise Wrong(f"exit code {code}")
    if code and not said.strip():
        raise Wrong(f"exit code {code} without a word")
    if code and out.getvalue():
        raise Wrong("output of a command that failed")
    if code and ("help: " not in said and "提示" not in said):
        raise Wrong(f"no help: {said[:500]}")
    if any(len(line) > LONGEST for line in said.splitlines()):
        raise Wrong(f"a line of {max(map(len, said.splitlines()))} characters")
    for left in set(folder.iterdir()) - inputs:
        if code or left.suffix != ".xlsx":
            raise Wrong(f"left behind: {left.name}")
        left.unlink()
    return code


def _file(given: Input, folder: Path, stem: str = "input") -> Path:
    path = folder / f"{stem}{given[0]}"
    path.write_bytes(given[1])
    return path


def _told(run: Callable[[], object]) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = run()
    except InnoindexError as error:
        if not any(problem.severity == "error" for problem in error.problems):
            raise Wrong("an exception without an error") from None
        _check_texts(error.problems)
        return error.exit_code
    _check_texts(getattr(result, "remarks", ()))
    return 0


def _check_texts(problems: object) -> None:
    for problem in problems:  # type: ignore[attr-defined]
        if problem.severity == "error" and problem.help is None and "more such" not in str(problem):
            raise Wrong(f"no help: {problem}")
        for lang in ("zh", "en"):
            text = problem.render(lang)
            if len(text) > LONGEST:
                raise Wrong(f"a message of {len(text)} characters: {text[:200]}")


def _make_table(rnd: Random) -> Input:
    if rnd.random() < 0.02:
        return rnd.choice(TARGETS["table"].suffixes), rnd.randbytes(
            rnd.choice((0, 1, 7, 300, 5000))
        )
    return mutate.table(rnd.choice(_wanted_tables()), rnd)


def _wanted_tables() -> list[Input]:
    """Text tables cost a hundredth of a spreadsheet: FUZZ_SUFFIX takes one kind alone."""
    only = os.environ.get("FUZZ_SUFFIX")
    return [seed for seed in seeds.tables() if not only or seed[0] == only]


def _make_scheme(rnd: Random) -> Input:
    if rnd.random() < 0.3:
        return ".scenario", mutate.mutated(seeds.SCENARIO.encode(), mutate.TOML, rnd)
    shipped = rnd.random() < 0.02
    seed = seeds.SCHEME.read_bytes() if shipped else seeds.SMALL_SCHEME.encode()
    return ".toml", mutate.mutated(seed, mutate.TOML, rnd)


def _make_rank(rnd: Random) -> Input:
    if rnd.random() < 0.5:
        return ".toml", mutate.mutated(seeds.SMALL_SCHEME.encode(), mutate.TOML, rnd)
    return _make_table(rnd)


TARGETS = {
    "table": Target(table, _make_table, (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".xls")),
    "scheme": Target(scheme, _make_scheme, (".toml", ".scenario")),
    "expression": Target(expression, lambda rnd: (".txt", mutate.expression_bytes(rnd)), (".txt",)),
    "rank": Target(rank, _make_rank, (".toml", ".csv", ".tsv", ".txt", ".xlsx", ".ods", ".xls")),
}
