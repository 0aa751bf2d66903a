"""The file of a chart: of which kind it is, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import wrong_use
from ..messages import Language, say

if TYPE_CHECKING:
    from ..charts.look import Spec
    from ..errors import Problem
    from ..scheme import Scheme
    from .computed import Computed

_LARGEST = 10  # --scale


def need_ranks(level: str) -> None:
    """Raises `UsageProblem` for the whole, which is ranked with nothing."""
    if level == "all":
        raise wrong_use(say("the whole has no rank to draw"), say("use --level unit or group"))


@dataclass(frozen=True)
class Picture:
    """What kind of file is asked for; `scale` is the size of a PNG in times that of the SVG."""

    png: bool
    scale: float


def picture_asked(output: str | None, scale: str) -> Picture:
    """The kind of file, checked before anything is read; raises `UsageProblem`."""
    from ..write.chart.svg import need_extra

    suffix = ".svg" if output is None else Path(output).suffix.lower()
    if suffix not in (".svg", ".png"):
        raise wrong_use(
            say("the format of {file} is not known", file=output),
            say("end it in {suffixes}", suffixes=(".svg", ".png")),
        )
    need_extra()
    return Picture(suffix == ".png", _times(scale))


def _times(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if 0 < value <= _LARGEST:
        return value
    raise wrong_use(
        say('{option} cannot be "{value}"', option="--scale", value=text),
        say("it takes a number above 0, at most {most}", most=_LARGEST),
    )


def index_of(
    tables: list[str],
    scheme: str | Scheme | None,
    period: str | None,
    level: str,
    output: str | None,
    lang: str,
    quiet: bool,
) -> Computed:
    """The index with its indicators, and where the chart goes."""
    from .computed import computed
    from .output import OutputOptions

    options = OutputOptions("svg" if output is None else None, output, lang, "auto", quiet)
    return computed(
        tables, scheme, period, level, options, keep_indicators=True, formats=("svg", "png")
    )


def draw(picture: Picture, done: Computed, chart: Callable[[Language], Spec]) -> None:
    """Say what is to be said, and write the chart."""
    from ..write.chart.svg import font_remark, to_png, to_svg
    from .inputs import tell
    from .output import emit_bytes, emit_text

    said: list[Problem] = list(done.said)
    spec = chart(done.to.lang)
    if picture.png and (remark := font_remark(spec)) is not None:
        said.append(remark)
    tell(said, done.to.lang, done.to.quiet)
    if picture.png:
        emit_bytes(to_png(spec, picture.scale), done.to)
    else:
        emit_text(to_svg(spec), done.to)
