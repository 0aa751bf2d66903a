"""Charts as SVG and PNG, by vl-convert; nothing is fetched from a network.

Vega lays a chart out with a mark in the place of every text, and the texts are put in afterwards:
to measure a Chinese text takes it longer than all the rest, and where labels stand does not hang on
it (see `charts.look`). So no text of a table is ever near its expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.util import find_spec
from typing import Any

from ...charts.look import FONT
from ...errors import Problem, wrong_use
from ...messages import say
from ...visible import visible

Spec = Mapping[str, Any]
_EXTRA = ("jinja2", "vl_convert")  # what `innoindex[report]` installs
_MEASURED = "sans-serif"  # the font in which a chart is laid out
_PLACE = re.compile(r">@(\d+)@<")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def need_extra() -> None:
    """A usage error that says what to install, where charts and reports cannot be made."""
    if any(find_spec(name) is None for name in _EXTRA):
        raise wrong_use(
            say("charts and reports need libraries that are not installed"),
            say("run: {command}", command='pip install "innoindex[report]"'),
        )


def to_svg(spec: Spec) -> str:
    """A chart as SVG. The first of a process takes half a second more than the others."""
    need_extra()
    from .worker import draw

    bare, texts = without_texts(spec)
    return with_texts(draw(bare), texts)


def to_png(spec: Spec, scale: float = 2.0) -> bytes:
    """A chart as PNG, `scale` times as large as the SVG; in the fonts of this machine."""
    svg = to_svg(spec)
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def without_texts(spec: Spec) -> tuple[dict[str, Any], list[str]]:
    """A spec with a mark in the place of each text, and the texts."""
    texts: list[str] = []

    def aside(text: str) -> str:
        texts.append(text)
        return f"@{len(texts) - 1}@"

    def bare(part: Any) -> Any:
        if isinstance(part, list):
            return [bare(each) for each in part]
        if not isinstance(part, dict):
            return part
        if _is_text(part):
            rows = [{**row, "text": aside(row["text"])} for row in part["data"]["values"]]
            return {**part, "data": {"values": rows}}
        return {key: each if key == "data" else bare(each) for key, each in part.items()}

    def title(part: Any) -> Any:
        return [aside(line) for line in part] if isinstance(part, list) else aside(part)

    found = bare(dict(spec))
    for part in (found, *found.get("vconcat", ())):
        if "title" in part:
            kept = part["title"]
            lines = {key: title(kept[key]) for key in ("text", "subtitle") if key in kept}
            part["title"] = {**kept, **lines}
    found["config"] = {**found.get("config", {}), "font": _MEASURED}
    return found, texts


def _is_text(part: Mapping[str, Any]) -> bool:
    mark = part.get("mark")
    return isinstance(mark, dict) and mark.get("type") == "text"


def with_texts(svg: str, texts: list[str]) -> str:
    """The SVG with its texts and its fonts."""
    svg = svg.replace(f' font-family="{_MEASURED}"', "")
    svg = svg.replace("<svg ", f'<svg font-family="{escape(FONT)}" ', 1)
    svg = _PLACE.sub(lambda found: f">{escape(texts[int(found[1])])}<", svg)
    return visible(svg)


def font_remark(spec: Spec) -> Problem | None:
    """What to install, if a chart has Chinese texts and no font of this machine can draw them."""
    _, texts = without_texts(spec)
    needed = next((found[0] for text in texts if (found := _IDEOGRAPH.search(text))), None)
    if needed is None or can_draw(needed):
        return None
    return Problem(
        say("no font of this machine has Chinese characters: the PNG has boxes in their place"),
        say("install one, such as Noto Sans CJK (fonts-noto-cjk); an SVG needs none here"),
        severity="warning",
    )


@cache
def can_draw(letter: str) -> bool:
    """Whether a font of this machine has a letter: it looks other than one that does not exist."""
    return _picture(letter) != _picture("\U0010ffff")  # which no font has


def _picture(letter: str) -> bytes:
    import vl_convert

    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
        f'<text x="4" y="24" font-size="20" font-family="{escape(FONT)}">{letter}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))
