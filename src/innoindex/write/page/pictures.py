"""The charts of a report, section by section, as they stand in its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from ...charts.contributions import contributions_chart
from ...charts.intervals import intervals_chart
from ...charts.look import Spec
from ...charts.strip import strip_chart
from ...charts.trend import trend_chart
from ...messages import Language
from ...reporting import Report
from ...uncertainty.robust_record import Robust
from ..chart.renderer import Renderer


@dataclass(frozen=True)
class Picture:
    """A chart: what it shows, in words, and its SVG."""

    title: str
    svg: Markup


def chart_specs(report: Report, lang: Language) -> dict[str, Spec]:
    """The charts of a report by the section that they stand in."""
    ranking, sure, done = report.common.ranking, report.common.robust, report.explanation
    specs = {"change": contributions_chart(done, lang), "indicators": strip_chart(done, lang)}
    if ranking.p > 0:
        specs["paths"] = trend_chart(ranking, report.unit, lang)
    if isinstance(sure, Robust):
        specs["intervals"] = intervals_chart(sure, report.unit, lang)
    return specs


class Pictures:
    """The charts of a report, being drawn by a renderer while the program goes on."""

    def __init__(self, report: Report, lang: Language, renderer: Renderer) -> None:
        self._drawn = [
            (section, spec["description"], renderer.draw(spec))
            for section, spec in chart_specs(report, lang).items()
        ]

    def by_section(self) -> dict[str, Picture]:
        """The charts by the section that they stand in, as soon as all are drawn."""
        return {id: _picture(svg.result(), id, title) for id, title, svg in self._drawn}


def _picture(svg: str, section: str, title: str) -> Picture:
    """An SVG as an element of a page: it has a label, and no name in it is one of another's."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{section}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{section}-\1)", svg)
    label = Markup('<svg role="group" aria-label="{}" ').format(title)
    return Picture(title, Markup(svg.replace("<svg ", label, 1)))
