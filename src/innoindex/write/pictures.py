"""A chart as it stands in a page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..messages import Language
from ..reporting import Report


@dataclass(frozen=True)
class Picture:
    """A chart: what it shows, in words, and its SVG."""

    title: str
    svg: Markup


def pictures(report: Report, lang: Language) -> dict[str, list[Picture]]:
    return {}
