"""The charts of a report, section by section, as they stand in its page."""

from __future__ import annotations

import re
from concurrent.futures import Future
from dataclasses import dataclass

from markupsafe import Markup

from ...charts.contributions import contributions_chart
from ...charts.intervals import intervals_chart
from ...charts.look import Spec
from ...charts.strip import strip_chart
from ...charts.trend import trend_chart
from ...explanation import Explanation
from ...messages import Language
from ...uncertainty.robust_record import Robust
from ..chart.renderer import Renderer


@dataclass(frozen=True)
class Picture:
    """A chart: what it shows, in words, and its SVG."""

    title: str
    svg: Markup


class Pictures:
    """The charts of a report, being drawn by a renderer while the program goes on."""

    def __init__(self, done: Explanation, lang: Language, renderer: Renderer) -> None:
        """Begin with the charts that need no draws."""
        self._unit, self._lang, self._renderer = done.unit, lang, renderer
        self._drawn: list[tuple[str, str, Future[str]]] = []
        if done.ranking.p > 0:
            self._draw("paths", trend_chart(done.ranking, done.unit, lang))
        self._draw("change", contributions_chart(done, lang))
        self._draw("indicators", strip_chart(done, lang))

    def add_intervals(self, sure: Robust) -> None:
        self._draw("intervals", intervals_chart(sure, self._unit, self._lang))

    def _draw(self, section: str, spec: Spec) -> None:
        self._drawn.append((section, spec["description"], self._renderer.draw(spec)))

    def by_section(self) -> dict[str, Picture]:
        """The charts by the section that they stand in, as soon as all are drawn."""
        return {id: _picture(svg.result(), id, title) for id, title, svg in self._drawn}


def _picture(svg: str, section: str, title: str) -> Picture:
    """An SVG as an element of a page: it has a label, and no name in it is one of another's."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{section}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{section}-\1)", svg)
    label = Markup('<svg role="group" aria-label="{}" ').format(title)
    return Picture(title, Markup(svg.replace("<svg ", label, 1)))
