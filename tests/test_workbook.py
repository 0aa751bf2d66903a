"""`innoindex workbook`: ranking, trend, a unit explained, the method, all in one book."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT, Run
from workbooks import figures, filled, same, sheets_of

from innoindex import compute, read_panel, read_scheme, workbook

DIGITS = 15  # that a spreadsheet keeps
COMMANDS = {  # `workbook` has the sheets of rank, trend and explain
    "groups": ["rank", "--level", "group"],
    "whole": ["rank", "--level", "all"],
    "whatif": ["whatif", "--weight", "input=40%"],
    "sweep": ["whatif", "--sweep", "input"],
    "goal": ["goal", "--rank", "20"],
    "weights": ["weights"],
    "audit": ["audit"],
    "robust": ["robust", "--draws", "20", "--sobol", "0"],
    "check": ["check"],
    "workbook": ["workbook"],
}


def written(innoindex: Run, path: Path, *args: str | Path) -> dict[str, list[list[object]]]:
    outcome = innoindex(*args, "-o", path)
    assert outcome.code == 0, outcome.err
    return sheets_of(path.read_bytes())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("command", "sheet"), [("rank", 1), ("trend", 2)])
def test_figures_of_ranking_and_trend(
    innoindex: Run, tmp_path: Path, lang: str, command: str, sheet: int
) -> None:
    """Every figure and name is that of `rank -f json` and `trend -f json`, to 15 digits."""
    book = written(innoindex, tmp_path / "x.xlsx", "workbook", EXAMPLE, "--lang", lang)
    told = json.loads(innoindex(command, EXAMPLE, "-f", "json", "--lang", lang).out)
    table = [c for c in filled(list(book.values())[sheet]) if c[0] not in ("Path", "走势")]
    assert len(table[0]) == 91
    if lang == "zh":  # texts of json are English
        told = [{k: v for k, v in row.items() if k not in ("tier", "note")} for row in told]
        table = [c for c in table if c[0] not in ("档次", "备注")]
    assert same([column[1:] for column in table], figures(told), DIGITS)


def test_figures_of_the_explanation(innoindex: Run, tmp_path: Path) -> None:
    """Every figure and text is that of `explain -f json`, in each of its tables."""
    args = [EXAMPLE, "--unit", "330110", "--lang", "en"]
    book = written(innoindex, tmp_path / "x.xlsx", "workbook", *args)
    told = json.loads(innoindex("explain", *args, "-f", "json").out)
    names = {
        "indicators": "Indicators",
        "contributions": "Contributions",
        "rivals": "Passed",
        "ranks": "Ranks",
    }
    assert set(told) == set(names)
    for table, sheet in names.items():
        if told[table]:
            found = [
                [cell.strip() if isinstance(cell, str) else cell for cell in column[1:]]
                for column in filled(book[sheet])  # where names are indented
            ]
            assert same(found, figures(told[table]), DIGITS)
        else:
            assert len(book[sheet]) == 1


def test_sheets(innoindex: Run, tmp_path: Path) -> None:
    """It opens on the page to read; then the tables, the chart, the method and the notes."""
    for lang, names in (
        ("zh", "说明 排名 走势 走势图 指标 贡献 超过 位次 指标体系 提示与修正"),
        ("en", "About this book/Ranking/Trend/Chart/Indicators/Contributions/Passed/Ranks/Scheme"),
    ):
        book = written(innoindex, tmp_path / "x.xlsx", "workbook", EXAMPLE, "--lang", lang)
        wanted = names.split("/" if "/" in names else " ")
        assert list(book)[: len(wanted)] == wanted


def test_the_unit_explained(innoindex: Run, tmp_path: Path, short: Path) -> None:
    """--unit is explained and stands out; without it the highlighted one; without either none."""
    path = tmp_path / "x.xlsx"
    for args, title in (
        ([], "Xiaoshan"),
        (["--unit", "Yuhang"], "Yuhang"),
        (["--highlight", "Binjiang"], "Binjiang"),
    ):
        page = written(innoindex, path, "workbook", short, "--lang", "en", *args)["About this book"]
        titles = [row[1] for row in page if row[0] == "Indicators"]
        assert [title in text for text in titles] == [True]
    small = tmp_path / "scheme.toml"
    text = (ROOT / "config" / "weights.toml").read_text("utf-8")
    small.write_text(text.replace('highlight = ["330109"]', ""), "utf-8")
    outcome = innoindex("workbook", short, "-s", small, "-o", path, "--lang", "en")
    assert "no unit is explained in the workbook: add --unit U" in outcome.err
    assert "Indicators" not in sheets_of(path.read_bytes())


def test_one_period_has_no_trend(innoindex: Run, tmp_path: Path) -> None:
    """With a single period there is neither trend nor chart."""
    args = ["workbook", EXAMPLE, "-p", "2015", "--lang", "en"]
    assert not {"Trend", "Chart"} & set(written(innoindex, tmp_path / "x.xlsx", *args))


def test_only_xlsx(innoindex: Run, tmp_path: Path) -> None:
    """Another suffix, or none, is wrong usage that says what to write; nothing is written."""
    for name in ("x.csv", "x"):
        outcome = innoindex("workbook", EXAMPLE, "-o", tmp_path / name)
        assert outcome.code == 2
        assert "help: end it in .xlsx" in outcome.err
    assert innoindex("workbook", EXAMPLE, "--level", "all", "-o", tmp_path / "x.xlsx").code == 2
    assert not list(tmp_path.iterdir())


def test_without_a_file(innoindex: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal it says to add -o."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    outcome = innoindex("workbook", EXAMPLE)
    assert outcome.code == 2
    assert "help: add -o FILE.xlsx" in outcome.err


def test_the_same_bytes(innoindex: Run, tmp_path: Path, short: Path) -> None:
    """The same input gives the same bytes."""
    for name in ("a.xlsx", "b.xlsx"):
        innoindex("workbook", short, "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_python(innoindex: Run, tmp_path: Path, short: Path) -> None:
    """`workbook` in Python has the same sheets; fingerprints only if they are given."""
    scheme = read_scheme(ROOT / "config" / "weights.toml")
    result = compute(read_panel(short, scheme), scheme, keep_repairs=True)
    made = sheets_of(workbook(result, "330109"))
    told = written(innoindex, tmp_path / "x.xlsx", "workbook", short, "--lang", "en")
    for name in told:
        if name not in ("About this book", "Notes and repairs"):
            assert made[name] == told[name]
    sha256 = hashlib.sha256(short.read_bytes()).hexdigest()
    assert sha256 in str(told["About this book"])
    assert sha256 not in str(made["About this book"])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice(innoindex: Run, tmp_path: Path, short: Path) -> None:
    """LibreOffice opens the workbook of every command, and saves the same cells."""
    kept = tmp_path / "kept"
    for name, args in COMMANDS.items():
        lang = "zh" if len(name) % 2 else "en"
        assert innoindex(*args, short, "--lang", lang, "-o", tmp_path / f"{name}.xlsx").code == 0
    outcome = innoindex("scheme", "show", "-o", tmp_path / "scheme.xlsx")
    assert outcome.code == 0
    files = sorted(tmp_path.glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(kept)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    for file in files:
        ours, theirs = (sheets_of((folder / file.name).read_bytes()) for folder in (tmp_path, kept))
        assert list(ours) == list(theirs)
        for name, rows in ours.items():
            assert same(filled(theirs[name]), filled(rows), 14), f"{file.name}: {name}"
