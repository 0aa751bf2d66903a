"""Charts as SVG and PNG: texts are texts whatever they say, and nothing is cut or left behind."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from charted import HOSTILE, SVG, drawn_texts, elements, extents, texts
from conftest import EXAMPLE
from strategies import panel_of, scheme_of

from innoindex import (
    Result,
    UsageProblem,
    compute,
    contributions_chart,
    explain,
    intervals_chart,
    rank_movement,
    read_panel,
    read_shipped_scheme,
    robust,
    strip_chart,
    to_png,
    to_svg,
    trend_chart,
)
from innoindex.charts import look
from innoindex.messages import Label, Language
from innoindex.write.chart import renderer as chart_renderer
from innoindex.write.chart import svg as chart
from innoindex.write.chart import worker as chart_worker

KINDS = ("trend", "contributions", "strip", "intervals")


@cache
def charts(lang: Language) -> dict[str, look.Spec]:
    scheme = read_shipped_scheme()
    return _charts(compute(read_panel(EXAMPLE, scheme), scheme), "330109", lang)


def _charts(result: Result, unit: str, lang: Language) -> dict[str, look.Spec]:
    done = explain(result, unit)
    found = robust(result, draws=50, sobol_rows=0)
    return {
        "trend": trend_chart(rank_movement(result), done.unit, lang),
        "contributions": contributions_chart(done, lang),
        "strip": strip_chart(done, lang),
        "intervals": intervals_chart(found, done.unit, lang),
    }


@cache
def svgs(lang: Language) -> dict[str, str]:
    return {kind: to_svg(spec) for kind, spec in charts(lang).items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_has_every_text(kind: str, lang: Language) -> None:
    """All texts of a chart, and the numbers at its axes, are in the SVG as texts."""
    found = drawn_texts(svgs(lang)[kind])
    wanted = texts(charts(lang)[kind])
    assert sorted(text for text in wanted if text) == sorted(
        text for text in found if text in wanted and text
    )
    assert any(("萧山区" if lang == "zh" else "Xiaoshan") in text for text in found)


@pytest.mark.parametrize(
    ("kind", "most"),
    [("trend", 90_000), ("contributions", 40_000), ("strip", 300_000), ("intervals", 40_000)],
)
def test_the_size_of_an_svg_is_bounded(kind: str, most: int) -> None:
    """90 counties and 30 indicators: the strips, the largest, stay below 300 KB."""
    assert 5_000 < len(svgs("zh")[kind].encode()) < most


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut(kind: str, lang: Language) -> None:
    """A chart is some 720 pixels wide, and every text lies within, by a measure of our own."""
    svg = svgs(lang)[kind]
    width = float(ElementTree.fromstring(svg).attrib["width"])
    assert 700 <= width <= 760
    found = list(extents(svg))
    assert len(found) > 20
    assert [text for text, start, end in found if start < 0 or end > width] == []


def test_the_fonts_are_named() -> None:
    """An SVG names fonts with Chinese characters of the usual systems, the last any at all."""
    fonts = ElementTree.fromstring(svgs("zh")["trend"]).attrib["font-family"].split(", ")
    assert {'"Noto Sans CJK SC"', '"Microsoft YaHei"', '"PingFang SC"'} <= set(fonts)
    assert fonts[-1] == "sans-serif"


def test_marks_are_described_and_the_crowd_is_silent() -> None:
    """The unit's thirty dots say their values; the strokes of all others say nothing."""
    root = ElementTree.fromstring(svgs("en")["strip"])
    said = [each.attrib["aria-label"] for each in root.iter(f"{SVG}path")
            if "(rank" in each.attrib.get("aria-label", "")]  # fmt: skip
    assert len(said) == 30
    assert "R&D expenditure / GDP: 3.76 % (rank 10)" in said
    trend = ElementTree.fromstring(svgs("en")["trend"])
    paths = [each.attrib.get("aria-label", "") for each in trend.iter(f"{SVG}path")]
    assert "Xiaoshan: 42, 43, 42, 31, 25, 22" in paths


def test_a_missing_period_is_a_gap() -> None:
    """A path is broken where there is no rank, not drawn across; a rank alone is a dot."""
    nan = float("nan")
    columns = {"a": [[1, 5], [2, 5], [nan, 5], [4, 5], [nan, 5], [6, 5]]}
    text = 'index = { normalise = "none", impute = "drop" }\n[indicator.a]\n'
    result = compute(panel_of(columns, periods=tuple("123456")), scheme_of(text))
    svg = to_svg(trend_chart(rank_movement(result), 0, "en"))
    found = {
        each.attrib["aria-label"]: each.attrib["d"]
        for each in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if "stroke-linecap" in each.attrib
    }
    assert (found["u0: 2, 2, 2, 1"].count("M"), found["u0: 2, 2, 2, 1"].count("L")) == (3, 1)
    whole = "u1: 1, 1, 1, 1, 1, 2"
    assert (found[whole].count("M"), found[whole].count("L")) == (1, 5)


def hostile(text: str) -> Result:
    """Every name that a table or a scheme gives is the text."""
    scheme = scheme_of(
        'index.normalise = "none"\ndimension.d = {}\n[indicator]\na = { dimension = "d" }\n'
        'b = { dimension = "d", unit = "x" }\nc = {}\n'
    )
    name = Label(text, text)
    scheme = replace(
        scheme,
        name=name,
        nodes={id: replace(node, name=name) for id, node in scheme.nodes.items()},
        indicators={
            id: replace(each, name=name, unit=name) for id, each in scheme.indicators.items()
        },
    )
    columns: dict[str, Any] = {id: np.arange(6.0).reshape(2, 3) ** k for k, id in enumerate("abc")}
    panel = panel_of(columns, periods=("1", "2"), units=["u1", "u2", "u3"], groups=[text] * 3)
    names = np.array([text] * 3, dtype=object)
    return compute(replace(panel, names={"zh": names, "en": names}), scheme)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_markup_or_an_expression(text: str) -> None:
    """Whatever a county or an indicator is called is drawn as it is, and is no element."""
    known = {f"{SVG}{name}" for name in ("svg", "rect", "g", "path", "line", "text", "tspan")}
    for kind, spec in _charts(hostile(text), "u2", "zh").items():
        svg = to_svg(spec)
        assert elements(svg) <= known
        assert any(text in drawn for drawn in drawn_texts(svg)), kind
        assert "<script" not in svg
        assert "<img" not in svg


def test_what_xml_cannot_hold_is_an_escape() -> None:
    """A control character in a name does not make an SVG that no browser opens."""
    for spec in _charts(hostile("Ant\x0b\x1fhill"), "u2", "en").values():
        assert any(r"Ant\x0b\x1fhill" in text for text in drawn_texts(to_svg(spec)))


def test_vega_is_given_no_text_to_read() -> None:
    """No name is anywhere in a spec but in its data."""
    text = HOSTILE[0]

    def outside(part: Any) -> str:
        if isinstance(part, dict):
            return "".join(outside(each) for key, each in part.items() if key != "data")
        if isinstance(part, list):
            return "".join(map(outside, part))
        return str(part)

    for spec in _charts(hostile(text), "u2", "zh").values():
        bare, aside = chart.without_texts(spec)
        assert any(text in each for each in aside)
        assert text not in outside({k: v for k, v in bare.items() if k != "description"})


def test_nothing_is_fetched() -> None:
    """Data that are somewhere else are refused, not fetched."""
    spec = {"data": {"url": "http://localhost:9/x.json"}, "mark": "point"}
    with pytest.raises(ValueError, match=r"(?i)allowed|external"):
        chart_worker.draw(spec)


def test_the_program_goes_on_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where vl-convert is missing a chart is a usage error that says what to install."""
    monkeypatch.setattr(chart, "_EXTRA", ("no_such_library",))
    with pytest.raises(UsageProblem, match=r'pip install "innoindex\[report\]"'):
        to_svg(charts("en")["trend"])


# --- PNG -----------------------------------------------------------------------------------------


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_a_png_is_as_large_as_asked() -> None:
    """Twice as wide and high as the SVG, unless asked otherwise."""
    spec = charts("en")["contributions"]
    once, twice = size_of(to_png(spec, scale=1)), size_of(to_png(spec))
    assert abs(twice[0] - 2 * once[0]) <= 1
    assert 700 <= once[0] <= 760


@pytest.mark.skipif(not chart.can_draw("萧"), reason="no Chinese font (Debian: fonts-noto-cjk)")
def test_chinese_in_a_png_is_no_box() -> None:
    """Two counties look different in a PNG: their names are not the same box twice."""
    assert chart._picture("萧") != chart._picture("杭")
    spec = charts("zh")["trend"]
    assert chart.font_remark(spec) is None

    def named(letters: str) -> bytes:
        return to_png({**spec, "title": {"text": [letters]}}, scale=1)

    assert named("萧山") != named("滨江")


def test_what_no_font_has_cannot_be_drawn() -> None:
    """A character that is not assigned is a box, on a machine with fonts and on one without."""
    assert not chart.can_draw("\u0378")


def test_a_missing_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every character looks like one that does not exist, a warning says what to install."""
    monkeypatch.setattr(chart, "_picture", lambda letter: b"box")
    chart.can_draw.cache_clear()
    try:
        remark = chart.font_remark(charts("zh")["trend"])
        assert remark is not None
        assert "fonts-noto-cjk" in str(remark)
        assert chart.font_remark(charts("en")["trend"]) is None
    finally:
        chart.can_draw.cache_clear()


# --- in another process --------------------------------------------------------------------------


def test_a_renderer_draws_the_same() -> None:
    """Charts of the other process are those of this one, and the process ends with the block."""
    with chart_renderer.Renderer() as renderer:
        drawn = {kind: renderer.draw(charts("zh")[kind]) for kind in KINDS}
        assert {kind: svg.result() for kind, svg in drawn.items()} == svgs("zh")
        process = renderer._process
    assert process is not None
    assert process.poll() is not None


def test_a_renderer_without_a_process_draws_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, or it dies, the charts are the same."""
    spec = charts("en")["intervals"]
    with chart_renderer.Renderer() as renderer:
        assert renderer._process is not None
        renderer._process.kill()
        assert renderer.draw(spec).result() == svgs("en")["intervals"]
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with chart_renderer.Renderer() as renderer:
        assert renderer.draw(spec).result() == svgs("en")["intervals"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_renderer_leaves_no_process_behind(error: type[BaseException]) -> None:
    """An error or Ctrl-C in the block ends the process, with charts still to be drawn."""
    renderer = chart_renderer.Renderer()

    def draw_and_fail() -> None:
        with renderer:
            for kind in KINDS:
                renderer.draw(charts("zh")[kind])
            raise error

    with pytest.raises(error):
        draw_and_fail()
    assert renderer._process is not None
    assert renderer._process.poll() is not None


def test_the_worker_ends_with_its_input() -> None:
    """A worker whose parent is gone has nothing to read, and ends; it imports no heavy library."""
    done = subprocess.run(
        [sys.executable, "-P", "-X", "importtime", chart_worker.__file__],
        input=b"", capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout == b""
    imported = {line.split("|")[-1].strip() for line in done.stderr.decode().splitlines()}
    assert "vl_convert" in imported
    assert not imported & {"numpy", "pandas", "typer", "rich", "innoindex"}
