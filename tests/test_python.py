"""From Python: the names of the package, and that each command has its function."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from conftest import EXAMPLE, Run

import innoindex as package
from innoindex import (
    Result,
    check_tables,
    compute,
    json_schema,
    read_panel,
    read_shipped_scheme,
    trend_frame,
)


@pytest.fixture(scope="module")
def result() -> Result:
    scheme = read_shipped_scheme()
    return compute(read_panel(EXAMPLE, scheme), scheme)


def test_every_name_can_be_had() -> None:
    """What `__all__` promises is there, and nothing else is."""
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'rnak'"):
        package.rnak  # noqa: B018


@pytest.mark.parametrize(("command", "frame"), [("rank", Result.to_frame), ("trend", trend_frame)])
def test_frames_are_what_the_command_prints(
    innoindex: Run, result: Result, command: str, frame: object
) -> None:
    """`to_frame` and `trend_frame` have the columns and values of `-f csv`."""
    printed = pd.read_csv(
        io.StringIO(innoindex(command, EXAMPLE, "-f", "csv").out), dtype={"unit": str}
    )
    made = frame(result).fillna(float("nan"))  # type: ignore[operator]
    assert made.columns.tolist() == printed.columns.tolist()
    for column in printed:
        same = made[column].astype(str).replace("nan", "")
        if pd.api.types.is_numeric_dtype(printed[column]):
            numbers = pd.to_numeric(made[column])
            pd.testing.assert_series_equal(numbers, printed[column], check_dtype=False)
        else:
            assert same.tolist() == printed[column].fillna("").tolist()


def test_check_tables_tells_all(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """`check_tables` returns what `check` prints, and raises nothing for what a table has wrong."""
    scheme = read_shipped_scheme()
    good = check_tables(EXAMPLE, scheme)
    assert good.sound
    assert good.panel is not None
    text = EXAMPLE.read_text("utf-8-sig").replace("719.6285", "n.n.")
    (tmp_path / "bad.csv").write_text(text, "utf-8")
    bad = check_tables(tmp_path / "bad.csv", scheme)
    assert not bad.sound
    assert 'not a number: "n.n."' in str(bad.problems[0])


def test_json_schema_is_what_scheme_schema_prints(innoindex: Run) -> None:
    """`json_schema` is the schema that `scheme schema` prints."""
    assert json.loads(innoindex("scheme", "schema").out) == json.loads(json.dumps(json_schema()))
