"""An audit on the command line: its sentences, its tables, its picture, in both languages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, Run, rows
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from strategies import same

from innoindex import audit, audit_frames, auditing, compute, read_panel, read_shipped_scheme
from innoindex.messages import Label
from innoindex.view import Column, View
from innoindex.write.terminal import write_table

TABLES = [
    "findings", "indicators", "dimensions", "components", "correlations", "outliers", "coverage",
    "leave_out",
]  # fmt: skip
SCHEME = """
schema = 1
[columns]
unit = "code"
name = "county"
[index]
normalise = "z-score"
impute = "mean"
[dimension.d]
name = { zh = "甲类", en = "First" }
[dimension.e]
name = { zh = "乙类", en = "Second" }
[indicator.a]
dimension = "d"
[indicator.b]
dimension = "d"
direction = "-"
[indicator.c]
dimension = "e"
weight = 1
[indicator.w]
dimension = "e"
weight = 0
"""
SOUND = """
schema = 1
[columns]
unit = "code"
name = "county"
[indicator.a]
[indicator.d]
"""
# b is a the wrong way round; c has an outlier in 丑 and nothing in 寅, of twelve units.
A = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]
C = [2, 900, "", 3, 5, 6, 8, 7, 9, 11, 10, 12]
# In threes as 3 1 2: r = 1 - 6 * 4 (4 + 1 + 1) / (12 * 143) = 0.916 with 1 to 12.
D = [3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11]
NAMES = "子丑寅卯辰巳午未申酉戌亥"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a table of twelve units and its scheme, in which the program is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "sound.toml").write_text(SOUND, "utf-8")
    lines = [f"{u},{NAMES[u]},{A[u]},{2 * A[u] + u % 2},{C[u]},{D[u]},{u}\n" for u in range(12)]
    (tmp_path / "t.csv").write_text("code,county,a,b,c,d,w\n" + "".join(lines), "utf-8")


@pytest.fixture
def example_once(once: Callable[..., None]) -> None:
    """The example is audited once: what is looked at is how it is shown."""
    once(auditing, "audit")


SAID = {
    "en": [
        "6 warnings and 9 notes on 3 indicators in 2 dimensions, 12 units",
        "warning (outliers): c has outliers (skewness 3.4, excess kurtosis 11.7): 丑 900",
        'help: check these values; if they are right, take treat = "winsorise"',
        "warning (correlation): a and b pull First in opposite directions (r = -1.00, Spearman",
        "note (coverage): 1 of 3 indicators lack values of some units, the most: c (91.7% there)",
        "weight 0, so not looked at: w",
    ],
    "zh": [
        "6项警告、9项提示；范围：2个领域共3项指标，12个单位",
        "警告(离群值)：c有离群值(偏度3.4，超额峰度11.7)：丑 900",
        '建议：核对这些数值；如属实，请用 treat = "winsorise" 缩尾',
        "警告(相关)：a与b在甲类中互相抵消(r=-1.00，斯皮尔曼",
        "提示(齐全率)：3项指标中有1项在部分单位缺数，缺得最多的是c(有91.7%)",
        "权重为0、未检查：w",
    ],
}


@pytest.mark.parametrize("lang", SAID)
def test_findings_are_sentences(innoindex: Run, small: None, lang: str) -> None:
    """With their severity and step, each followed by what to do; the worst at the top."""
    outcome = innoindex("audit", "t.csv", "-s", "s.toml", "--lang", lang)
    assert outcome.code == 0
    for said in SAID[lang]:
        assert any(line.startswith(said) for line in outcome.lines), (said, outcome.out)
    colon, warning, note = {"en": (": ", "warning (", "note ("), "zh": ("：", "警告(", "提示(")}[
        lang
    ]
    kinds = [line for line in outcome.lines if line.startswith((warning, note))]
    assert [line.startswith(note) for line in kinds] == [False] * 6 + [True] * 9
    helps = [line for line in outcome.lines if line.startswith(("help" + colon, "建议" + colon))]
    assert len(helps) == len(kinds)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "nothing found on 2 indicators, 12 units; looked at: coverage, outliers, correlation,",
        ),
        ("zh", "未发现问题；范围：2项指标，12个单位；查过：齐全率，离群值，相关，"),
    ],
)
def test_a_sound_scheme_is_told_so(innoindex: Run, small: None, lang: str, said: str) -> None:
    """Nothing found, on what, and what was looked at; fewer than five units are told too."""
    outcome = innoindex("audit", "t.csv", "-s", "sound.toml", "--lang", lang)
    assert outcome.lines[1].startswith(said)
    table = Path("t.csv").read_text("utf-8")
    Path("few.csv").write_text("".join(table.splitlines(keepends=True)[:5]), "utf-8")
    few = innoindex("audit", "few.csv", "-s", "sound.toml", "--lang", lang)
    assert {"en": "fewer than 5 units", "zh": "有得分的单位不足5个"}[lang] in few.lines[2]
    assert few.code == 0


@pytest.mark.usefixtures("example_once")
def test_json_has_every_table(innoindex: Run) -> None:
    """By their ids; as many rows as there are findings, indicators, pairs of them and the rest."""
    tables = json.loads(innoindex("audit", EXAMPLE, "-f", "json").out)
    assert list(tables) == TABLES
    assert len(tables["indicators"]) == len(tables["leave_out"]) == 30
    assert len(tables["dimensions"]) == 7  # all indicators, the index, five dimensions
    assert len(tables["correlations"]) == 30 * 29 / 2 + 5 * 4 / 2
    assert len(tables["components"]) == 30 + 5 + 5 * 6
    for column in ("weight", "effective", "variance"):
        same(sum(row[column] for row in tables["indicators"]), 100)
    same([row["weight"] for row in tables["dimensions"] if row["parent"]], [20] * 5)
    assert tables["coverage"] == []  # every unit has all its values
    lines = innoindex("audit", EXAMPLE, "--lang", "en").lines
    for said, column in {"most: ": "main_effect", "of all, ": "mean_shift"}.items():
        first = max(tables["indicators"], key=lambda row: row[column])["name"]
        assert any(f"{said}{first}" in line for line in lines)
    alike = [row for row in tables["correlations"] if row["pearson"] > 0.92]
    said = [row["about"] for row in tables["findings"] if "nearly the same" in row["text"]]
    assert {"; ".join(sorted((row["a"], row["b"]))) for row in alike} == set(said)
    inner = [row for row in tables["correlations"] if row["within"] not in (None, "index")]
    assert len(inner) == 5 * 15
    by_dimension = [sum(r["eigenvalue"] for r in tables["components"] if r["dimension"] == d)
                    for d in ("input", "index", "indicators")]  # fmt: skip
    same(by_dimension, [6, 5, 30])


@pytest.mark.usefixtures("example_once")
def test_tables_agree(innoindex: Run) -> None:
    """csv of one table is json's; the cells that stand out are counted by indicator."""
    tables = json.loads(innoindex("audit", EXAMPLE, "-f", "json").out)
    for id in TABLES:
        table = rows(innoindex("audit", EXAMPLE, "-f", "csv", "--show", id).out)
        as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in tables[id]]
        assert table == as_text
    counts = {row["indicator"]: row["outliers"] for row in tables["indicators"]}
    for id, count in counts.items():
        assert sum(row["indicator"] == id for row in tables["outliers"]) == count
    without = innoindex("audit", EXAMPLE, "-f", "csv", "--show", "heatmap").out
    assert without == innoindex("audit", EXAMPLE, "-f", "csv", "--show", "correlations").out


def test_leaving_out_is_whatif(innoindex: Run) -> None:
    """The ranking without PCT applications is that of `whatif --drop`."""
    tables = json.loads(innoindex("audit", EXAMPLE, "-f", "json").out)
    mine = next(r for r in tables["leave_out"] if r["indicator"] == "pct_per_million")
    args = ["--drop", "pct_per_million", "-f", "csv", "--show", "scenarios"]
    (other,) = rows(innoindex("whatif", EXAMPLE, *args).out)
    same(
        [mine["mean_shift"], mine["spearman"]],
        [float(other[k]) for k in ("mean_places", "spearman")],
    )
    assert f" ▲{mine['up']}" in other["up_most"].split(";")[0]
    assert f" ▼{-mine['down']}" in other["down_most"].split(";")[0]


def test_frames_are_the_tables() -> None:
    """`audit_frames` has what json has."""
    scheme = read_shipped_scheme()
    done = audit(compute(read_panel(EXAMPLE, scheme), scheme), "2021")
    frames = audit_frames(done)
    assert list(frames) == TABLES
    assert frames["findings"]["about"].tolist() == ["; ".join(f.about) for f in done.findings]
    assert frames["indicators"]["indicator"].tolist() == list(done.ids)
    assert done.period == "2021"


SHEETS = {
    "en": ["Findings", "Indicators", "Dimensions", "Components", "Correlations", "Outliers",
           "Coverage", "Leave-out"],
    "zh": ["发现的问题", "指标", "领域", "主成分", "相关系数", "离群值", "齐全率", "逐项去掉"],
}  # fmt: skip


@pytest.mark.usefixtures("example_once")
@pytest.mark.parametrize("lang", SHEETS)
def test_workbook_and_markdown(innoindex: Run, small: None, lang: str) -> None:
    """A sheet a table; in Markdown the findings are a table too."""
    assert innoindex("audit", EXAMPLE, "--lang", lang, "-o", "x.xlsx").code == 0
    book = CalamineWorkbook.from_path("x.xlsx")
    assert book.sheet_names[: len(SHEETS[lang])] == SHEETS[lang]
    assert len(book.get_sheet_by_index(1).to_python()) == 1 + 30
    text = innoindex("audit", EXAMPLE, "--lang", lang, "-f", "md").out
    first = next(block for block in text.split("\n\n") if block.startswith("|"))
    assert first.count("\n|") == 1 + len(rows(innoindex("audit", EXAMPLE, "-f", "csv").out))


@pytest.mark.usefixtures("example_once")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("show", [None, *TABLES, "heatmap"])
def test_nothing_is_cut(innoindex: Run, show: str | None, width: int | None, lang: str) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    args = ["--lang", lang, *(["--show", show] if show else [])]
    outcome = innoindex("audit", EXAMPLE, *args, width=width)
    assert outcome.code == 0
    assert "…" not in outcome.out
    outcome.out.encode("gbk")
    assert width is None or max(map(cell_len, outcome.lines)) <= width


# --- the picture ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("example_once")
def test_the_heat_map_is_the_pairs(innoindex: Run) -> None:
    """Below the diagonal each figure is r of the pair in tenths, two places each, 80 wide."""
    lines = innoindex("audit", EXAMPLE, "--show", "heatmap", width=80).lines
    pairs = rows(innoindex("audit", EXAMPLE, "-f", "csv", "--show", "correlations").out)
    ids = [
        r["indicator"]
        for r in rows(innoindex("audit", EXAMPLE, "-f", "csv", "--show", "indicators").out)
    ]
    r = {frozenset((row["a"], row["b"])): float(row["pearson"]) for row in pairs}
    for k, line in enumerate(lines[-30:]):
        number, figures = line[:6], line[8:]
        assert int(number) == k + 1
        assert figures[2 * k : 2 * k + 2] == " ·"
        tenths = [int(figures[2 * j : 2 * j + 2]) for j in range(k)]
        np.testing.assert_allclose(
            tenths,
            np.clip([10 * r[frozenset((ids[k], ids[j]))] for j in range(k)], -9, 9),
            atol=0.5,
        )
    tens, ones = lines[1], lines[2]
    assert [tens[8 + 2 * j : 10 + 2 * j].strip() for j in (9, 19, 29)] == ["1", "2", "3"]
    assert re.sub(r"\s", "", ones[8:]) == "1234567890" * 3


def heat(values: list, color: bool) -> str:
    column = Column("h", Label("1", "1"), values, "heat", priority=0)
    file = io.StringIO()
    view = View(Label("t", "t"), (), (column,))
    write_table(view, file, "en", width=80, color=color)
    return file.getvalue()


def test_heat_in_figures() -> None:
    """Tenths rounded half up, never -0, -9 to 9; blank where there is no correlation."""
    text = heat([[0.95, -1, -0.04, 0.25, float("nan"), 0.92, None]], color=False)
    assert text.splitlines()[-1] == "    9-9 0 3   9 ·"


def test_heat_in_colour() -> None:
    """From blue to red: against each other, weakly so, nothing, some, much, nearly the same."""
    text = heat([[-0.5, -0.2, 0.1, 0.4, 0.8, 0.93, None]], color=True)
    line = text.splitlines()[-1]
    assert re.findall(r"\x1b\[([1-9][\d;]*)m *(-?\d+)", line) == [
        ("37;44", "-5"), ("34", "-2"), ("33", "4"), ("31", "8"), ("37;41", "9")
    ]  # fmt: skip
    assert " 1" in line


@pytest.mark.usefixtures("example_once")
def test_the_heat_map_needs_its_width(innoindex: Run) -> None:
    """Too narrow, it is left out and named among the other tables; asked for, it is an error."""
    narrow = innoindex("audit", EXAMPLE, width=66)
    assert "r × 10" not in narrow.out
    assert "heatmap" in narrow.lines[-1]
    assert "r × 10" in innoindex("audit", EXAMPLE, width=68).out
    asked = innoindex("audit", EXAMPLE, "--show", "heatmap", "--lang", "en", width=66)
    assert (asked.code, asked.out) == (2, "")
    assert "error: the heat map needs 68 columns\nhelp: widen the terminal" in asked.err


def test_wrong_use(innoindex: Run) -> None:
    """An audit is of units; a table that is not there is named with those that are."""
    outcome = innoindex("audit", EXAMPLE, "--level", "group", "--lang", "en")
    assert (outcome.code, outcome.err) == (
        2,
        "error: an audit is of units\nhelp: leave out --level\n",
    )
    outcome = innoindex("audit", EXAMPLE, "--show", "pairs", "--lang", "en")
    assert (outcome.code, "it takes findings | indicators |" in outcome.err) == (2, True)
