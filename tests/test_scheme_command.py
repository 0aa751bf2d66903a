"""`innoindex scheme`, `trend` and `check` on the command line, and where the scheme is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run, rows
from small_table import SCHEME, TABLE


def test_trend_has_the_ranks_of_every_period(innoindex: Run) -> None:
    """`trend` shows 42, 43, 42, 31, 25, 22 for Xiaoshan, and its places from first to last."""
    table = rows(innoindex("trend", EXAMPLE, "-f", "csv").out)
    xiaoshan = next(row for row in table if row["unit"] == "330109")
    periods = ("2019", "2020", "2021", "2022")
    assert [xiaoshan[f"rank_{period}"] for period in periods] == ["42", "31", "25", "22"]
    change = int(xiaoshan["rank_2015"]) - int(xiaoshan["rank_2022"])
    assert int(xiaoshan["rank_change"]) == change
    linping = next(row for row in table if row["unit"] == "330113")
    assert (linping["rank_2020"], linping["rank_2021"] != "") == ("", True)


def test_check_tells_all_and_fails_if_it_must(innoindex: Run, small: Path) -> None:
    """`check` is 0 on a sound table; on a bad one it prints every problem and is 1."""
    assert innoindex("check", "data.csv").code == 0
    bad = TABLE.replace("2021,1,甲,东,1", "2021,1,甲,东,one").replace(
        "2022,3,丙,西,3", "2022,3,丙,西,三"
    )
    (small / "data.csv").write_text(bad, "utf-8")
    outcome = innoindex("check", "data.csv")
    assert outcome.code == 1
    assert 'data.csv:2:a: error: not a number: "one"' in outcome.lines
    assert 'data.csv:7:a: error: not a number: "三"' in outcome.lines


def test_scheme_show_adds_up(innoindex: Run) -> None:
    """The indicators' shares of the index sum to 100 %."""
    table = rows(innoindex("scheme", "show", "-f", "csv").out)
    leaves = [row for row in table if row["value"]]
    assert len(leaves) == 30
    assert sum(float(row["index_share"]) for row in leaves) == pytest.approx(100)


def test_scheme_new_starts_a_scheme(innoindex: Run, tmp_path: Path) -> None:
    """`scheme new -o` writes a scheme that checks, and refuses to overwrite it."""
    file = tmp_path / "mine.toml"
    assert innoindex("scheme", "new", "-o", file).code == 0
    assert innoindex("scheme", "check", file).code == 0
    again = innoindex("scheme", "new", "-o", file)
    assert (again.code, "exists already" in again.err) == (2, True)


def test_scheme_check_names_the_line(innoindex: Run, small: Path) -> None:
    """`scheme check` gives file, line and "did you mean" for every problem, and exit code 1."""
    (small / "bad.toml").write_text(
        'schema = 1\n[index]\nagregate = "mean"\n[indicator.a]\n', "utf-8"
    )
    outcome = innoindex("scheme", "check", "bad.toml")
    assert outcome.code == 1
    assert outcome.lines[:2] == [
        'bad.toml:3: error: unknown key "index.agregate"',
        "help: did you mean aggregate, treat?",
    ]


def test_scheme_schema_accepts_the_shipped_scheme(innoindex: Run) -> None:
    """The JSON Schema lists every top-level table of a scheme file."""
    schema = json.loads(innoindex("scheme", "schema").out)
    assert set(schema["properties"]) == {
        "schema", "index", "columns", "break", "raw", "dimension", "indicator", "scenario",
    }  # fmt: skip
    power = schema["properties"]["dimension"]["additionalProperties"]["properties"]["aggregate"]
    assert {"required": ["method", "p"]}.items() <= power["anyOf"][4].items()


def test_the_scheme_is_looked_up_in_order(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--scheme, then INNOINDEX_SCHEME, ./config/weights.toml, ./weights.toml, the shipped one."""

    def used(*args: str) -> str:
        return innoindex("scheme", "show", *args).err

    (small / "weights.toml").rename(small / "other.toml")
    assert used() == "note: scheme: the shipped one\n"
    (small / "weights.toml").write_text(SCHEME, "utf-8")
    assert used() == "note: scheme: weights.toml\n"
    (small / "config").mkdir()
    (small / "config" / "weights.toml").write_text(SCHEME, "utf-8")
    assert used() == f"note: scheme: {Path('config/weights.toml')}\n"
    monkeypatch.setenv("INNOINDEX_SCHEME", "other.toml")
    assert used() == "note: scheme: other.toml\n"
    assert used("-s", "weights.toml") == "note: scheme: weights.toml\n"
