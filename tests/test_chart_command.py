"""`innoindex chart`: the same pictures as files, in both languages, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from charted import drawn_texts
from conftest import EXAMPLE, Run

from innoindex.write.chart import svg as chart

KINDS = ("trend", "contributions", "strip", "intervals")
FEW = {"intervals": ["--draws", "50"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_written(innoindex: Run, tmp_path: Path, kind: str, lang: str) -> None:
    """The highlighted unit's chart, in the language asked for; only a line is said."""
    path = tmp_path / "chart.svg"
    outcome = innoindex("chart", kind, EXAMPLE, "-o", path, "--lang", lang, *FEW.get(kind, []))
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.lines == []
    found = drawn_texts(path.read_text("utf-8"))
    name, index = ("萧山区", "县域创新指数") if lang == "zh" else ("Xiaoshan", "County innovation")
    assert any(name in text for text in found)
    assert any(index in text for text in found)
    assert str(path) in outcome.err


def test_without_a_file_it_is_svg_on_standard_output(innoindex: Run) -> None:
    """Data go to standard output, what is said to standard error."""
    outcome = innoindex("chart", "trend", EXAMPLE, "--unit", "滨江", "-q")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Ranks of Binjiang" in drawn_texts(outcome.out)


def test_png_and_its_scale(innoindex: Run, tmp_path: Path) -> None:
    """A PNG is twice as large as the SVG, or as asked."""
    widths = []
    for more in ([], ["--scale", "1"]):
        path = tmp_path / "chart.png"
        outcome = innoindex("chart", "contributions", EXAMPLE, "-o", path, "-q", *more)
        assert (outcome.code, outcome.err) == (0, "")
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG")
        widths.append(int.from_bytes(data[16:20], "big"))
    assert abs(widths[0] - 2 * widths[1]) <= 1


def test_period_and_against(innoindex: Run) -> None:
    """`-p` and `--against` choose the two periods of the change, or none."""
    args = ["chart", "contributions", EXAMPLE, "-q", "-p", "2021"]
    moved = drawn_texts(innoindex(*args, "--against", "2018").out)
    assert {"Score 2018", "Score 2021"} <= set(moved)
    alone = drawn_texts(innoindex(*args, "--against", "none").out)
    assert "What gives the score of Xiaoshan" in alone
    assert "Score 2018" not in alone


def test_groups_have_charts(innoindex: Run) -> None:
    """With `--level group` the units are the cities."""
    for kind in KINDS:
        args = ["chart", kind, EXAMPLE, "-q", "--level", "group", "--lang", "zh"]
        outcome = innoindex(*args, *FEW.get(kind, []))
        assert outcome.code == 0
        assert any("杭州市" in text for text in drawn_texts(outcome.out))
    whole = innoindex("chart", "contributions", EXAMPLE, "-q", "--level", "all")
    assert whole.code == 0


@pytest.mark.parametrize(
    ("args", "error", "help"),
    [
        (["trend", "-o", "x.pdf"], "the format of x.pdf is not known", "end it in .svg, .png"),
        (["trend", "-o", "x.csv"], "the format of x.csv is not known", "end it in .svg, .png"),
        (["strip", "--scale", "0"], '--scale cannot be "0"', "a number above 0, at most 10"),
        (["strip", "--scale", "nan"], '--scale cannot be "nan"', "a number above 0, at most 10"),
        (["strip", "--unit", "Nowhere"], 'there is no unit "Nowhere"', ""),
        (["trend", "--level", "all"], "the whole has no rank", "--level unit or group"),
        (["intervals", "--level", "all"], "the whole has no rank", "--level unit or group"),
        (["strip", "--level", "all"], "the whole has no rank", "--level unit or group"),
        (["strip", "-p", "1999"], "--period 1999 is not in the table", "the table has"),
        (["intervals", "--draws", "0"], '--draws cannot be "0"', ""),
    ],
)
def test_wrong_usage(innoindex: Run, args: list[str], error: str, help: str) -> None:
    """Wrong usage is told in a line with a way out, and is exit code 2."""
    outcome = innoindex("chart", args[0], EXAMPLE, *args[1:])
    assert (outcome.code, outcome.out) == (2, "")
    assert error in outcome.err
    assert help in outcome.err


def test_a_unit_is_needed(innoindex: Run, tmp_path: Path) -> None:
    """Where the scheme highlights none, --unit is missing; without a library it is said first."""
    scheme = tmp_path / "s.toml"
    scheme.write_text('schema = 1\n[columns]\nunit = "code"\n[indicator.a]\n', "utf-8")
    table = tmp_path / "t.csv"
    table.write_text("code,a\n1,2\n2,3\n", "utf-8")
    outcome = innoindex("chart", "trend", table, "-s", scheme)
    assert (outcome.code, "--unit is missing" in outcome.err) == (2, True)
    outcome = innoindex("chart", "trend", table, "-s", scheme, "--unit", "2", "-q")
    assert "Ranks of 2" in drawn_texts(outcome.out)


def test_a_missing_library_is_told_before_anything_is_read(
    innoindex: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usage error says what to install, even if the table is not there."""
    monkeypatch.setattr(chart, "_EXTRA", ("no_such_library",))
    for kind in KINDS:
        outcome = innoindex("chart", kind, "no.csv", "--lang", "zh")
        assert outcome.code == 2
        assert 'pip install "innoindex[report]"' in outcome.err


def test_a_missing_font_is_a_warning(
    innoindex: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A PNG with Chinese texts and no font for them is written, and it is said; an SVG is fine."""
    monkeypatch.setattr(chart, "can_draw", lambda letter: False)
    args = ["chart", "contributions", EXAMPLE, "--lang", "zh", "-o"]
    assert "没有中文字体" in innoindex(*args, tmp_path / "x.png").err
    assert "没有中文字体" not in innoindex(*args, tmp_path / "x.svg").err
