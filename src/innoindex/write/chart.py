"""Charts as SVG and PNG, by vl-convert; nothing is fetched from a network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from ..errors import wrong_use
from ..messages import say

Spec = Mapping[str, Any]
_LIBRARY = "vl_convert"


def need_library() -> None:
    """A usage error that says what to install, where charts cannot be rendered."""
    if find_spec(_LIBRARY) is None:
        raise wrong_use(
            say("charts need a library that is not installed"),
            say("run: {command}", command='pip install "innoindex[report]"'),
        )


def to_svg(spec: Spec) -> str:
    """A chart as SVG. The first of a process takes half a second more than the others."""
    need_library()
    import vl_convert

    return str(vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[]))


def to_svgs(specs: Mapping[str, Spec]) -> dict[str, str]:
    """Several charts as SVG, by name."""
    return {name: to_svg(spec) for name, spec in specs.items()}


def to_png(spec: Spec, scale: float = 2.0) -> bytes:
    """A chart as PNG, `scale` times as large as the SVG; in the fonts of this machine."""
    need_library()
    import vl_convert

    png = vl_convert.vegalite_to_png(dict(spec), scale=scale, allowed_base_urls=[])
    return bytes(png)


@cache
def can_draw(letter: str) -> bool:
    """Whether a font of this machine has a letter: it looks other than one that does not exist."""
    return _picture(letter) != _picture("\U000effff")  # unassigned


def _picture(letter: str) -> bytes:
    import vl_convert

    from ..charts.look import FONT

    family = FONT.replace('"', "&quot;")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
        f'<text x="4" y="24" font-size="20" font-family="{family}">{letter}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))
