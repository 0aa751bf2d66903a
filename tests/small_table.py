"""A small table and its scheme, for what a command does with any table."""

from __future__ import annotations

from pathlib import Path

import pytest

SCHEME = """
schema = 1
[index]
normalise = "min-max"
[columns]
unit = "code"
name = "county"
group = "city"
period = "year"
[indicator.a]
[indicator.b]
"""
TABLE = """year,code,county,city,a,b
2021,1,甲,东,1,10
2021,2,乙,东,3,30
2021,3,丙,西,2,20
2022,1,甲,东,5,10
2022,2,乙,东,1,10
2022,3,丙,西,3,50
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small table and its scheme, in the folder that the program is run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "data.csv").write_text(TABLE, "utf-8")
    return tmp_path
