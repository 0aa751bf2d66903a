"""A spreadsheet holds all that a view has, or says that it cannot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run
from python_calamine import CalamineWorkbook

from innoindex.errors import UsageProblem
from innoindex.messages import say
from innoindex.view import Column, View
from innoindex.write.excel import file as room
from innoindex.write.excel.file import excel


def view_of(rows: int, more: tuple[View, ...] = ()) -> View:
    column = Column("n", say("Rank"), range(rows), "whole", priority=0)
    return View(title=say("Rank"), sentences=(), columns=(column,), id="units", more=more)


def test_rows_of_a_sheet() -> None:
    """A sheet has 1,048,576 rows, so that as many units with a heading do not fit."""
    for view in (view_of(2**20), view_of(1, more=(view_of(2**20),))):
        with pytest.raises(UsageProblem, match="1048576 rows do not fit into a sheet"):
            excel(view, "en")


def test_the_last_row_of_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What just fits is written to its last row."""
    monkeypatch.setattr(room, "ROWS", 5)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(excel(view_of(4), "en"))).get_sheet_by_index(
        0
    )
    assert sheet.to_python() == [["Rank"], [0.0], [1.0], [2.0], [3.0]]


@pytest.mark.parametrize(
    ("args", "help"),
    [
        (["rank"], "write it as csv"),
        (
            ["robust", "--draws", "5", "--sobol", "0"],
            "write it as csv; --show NAME: only that table",
        ),
    ],
)
def test_a_table_too_long(
    innoindex: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], help: str
) -> None:
    """The run ends with the way out, and no file is made."""
    monkeypatch.setattr(room, "ROWS", 50)
    outcome = innoindex(*args, EXAMPLE, "-o", tmp_path / "x.xlsx")
    assert outcome.code == 2
    assert "do not fit into a sheet, which has 49\nhelp: " + help in outcome.err
    assert not list(tmp_path.iterdir())
