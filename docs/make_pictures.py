"""Draw the pictures of the READMEs: the terminal as SVG without fonts or links of the web, the
report as PNG.

    python docs/make_pictures.py           # of the terminal
    python docs/make_pictures.py report    # and of the report, by a Chromium on the PATH

Each run of characters has its place and width, so that columns stay straight in any font.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from html import unescape
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Span, Text

from innoindex import cli
from innoindex.cli import output

DOCS = Path(__file__).parent
EXAMPLE = "examples/zhejiang-synthetic.csv"
COMMAND = f"rank {EXAMPLE} --around 4"
REPORTS = {"report.png": "en", "report.zh-CN.png": "zh"}
PICTURES = {"rank.svg": COMMAND, "rank.zh-CN.svg": f"{COMMAND} --lang zh"}
COLUMNS = 80
CELL = 12.2  # the width of a cell in rich's pictures

FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', NSimSun, monospace"
FRAME = f"""\
<svg viewBox="0 0 {{width}} {{height}}" xmlns="http://www.w3.org/2000/svg">
<style>
.{{unique_id}}-matrix {{{{ font-family: {FONTS}; font-size: 20px }}}}
{{styles}}
</style>
<defs>{{lines}}</defs>
<rect width="100%" height="100%" rx="8" fill="#f4f4f0"/>
<g transform="translate(9, 14)">
{{backgrounds}}
<g class="{{unique_id}}-matrix">
{{matrix}}
</g>
</g>
</svg>
"""


def main(also: list[str]) -> None:
    for name, command in PICTURES.items():
        (DOCS / "images" / name).write_text(picture(command), "utf-8")
    if also == ["report"]:
        for name, lang in REPORTS.items():
            photograph(DOCS / "images" / name, lang)


def photograph(file: Path, lang: str) -> None:
    """The report's top and its sliders, one of them moved."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        cli.run(["report", EXAMPLE, "-o", str(page), "--lang", lang, "-q"])
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 940, "height": 1050})
        tab.goto(f"{page.as_uri()}#w:output=35")
        tab.add_style_tag(
            content="#ranking .scroll { max-height: 175px } .scroll.short { max-height: 290px }"
        )
        tab.evaluate(
            "document.querySelector('.outcome .marked').scrollIntoView({ block: 'center' })"
        )
        tab.evaluate("scrollTo(0, 0)")
        tab.screenshot(path=file)
        browser.close()


def picture(command: str) -> str:
    """What a command shows in a terminal of 80 columns, in colour."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), legacy_windows=False)
    console.print(Text(f"$ innoindex {command}", style="bold"))
    for line in printed(command).splitlines():
        text = Text.from_ansi(line)
        # Chinese, other text and the gaps between columns are placed each for itself.
        for run in re.finditer(r"[\u2e80-\uffef]+| {2,}|(?:(?!  )[^\u2e80-\uffef])+", text.plain):
            text.spans.append(Span(run.start(), run.end(), "none"))
        console.print(text)
    made = console.export_svg(code_format=FRAME, theme=DEFAULT_TERMINAL_THEME, unique_id="t")
    made = re.sub(r' clip-path="[^"]*"', "", made)
    made = re.sub(r"<clipPath.*?</clipPath>\s*", "", made, flags=re.S)
    made = re.sub(r"<text[^>]*>(?:&#160;|\s)*</text>\s*", "", made)
    return re.sub(r'textLength="[^"]*">(.*?)(?=</text>)', _own_width, made)


def _own_width(run: re.Match[str]) -> str:
    width = cell_len(unescape(run[1])) * CELL
    return f'textLength="{width:g}" lengthAdjust="spacingAndGlyphs">{run[1]}'


def printed(command: str) -> str:
    out = io.StringIO()
    with (
        contextlib.chdir(DOCS.parent),
        patch.dict(os.environ, {"LANG": "C.UTF-8"}, clear=True),
        patch.object(output, "terminal_width", lambda: COLUMNS),
        contextlib.redirect_stdout(out),
    ):
        code = cli.run([*command.split(), "--color", "always", "-q"])
    if code:
        raise SystemExit(f"innoindex {command}: exit code {code}")
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
