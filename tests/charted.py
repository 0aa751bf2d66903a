"""What the tests of charts share: the marks of a spec, and the elements of an SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from innoindex.charts.look import width_of

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "&amp;&lt;",
    "datum.x",
    "\"'`${1+1}",
    "@0@",
    "\\u003cb\\u003e",
)
SVG = "{http://www.w3.org/2000/svg}"


def layers(spec: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """The layers of a kind of mark, of all panels."""
    for panel in spec.get("vconcat", [spec]):
        for layer in panel["layer"]:
            if layer["mark"]["type"] == kind:
                yield layer


def rows(spec: dict[str, Any], kind: str, *fields: str) -> list[dict[str, Any]]:
    """The rows of all marks of a kind that have these fields."""
    found = [row for layer in layers(spec, kind) for row in layer["data"]["values"]]
    return [row for row in found if all(field in row for field in fields)]


def paths(spec: dict[str, Any]) -> dict[int, list[float | None]]:
    """The ranks of every path drawn, by unit."""
    found: dict[int, list[float | None]] = {}
    for row in rows(spec, "line"):
        found.setdefault(row["unit"], []).append(row["rank"])
    return found


def bars(spec: dict[str, Any]) -> list[tuple[str, float, float]]:
    """Name, start and end of the bars with points, of all panels."""
    return [
        (r["said"].rpartition(":")[0], r["start"], r["end"]) for r in rows(spec, "rule", "said")
    ]


def texts(spec: dict[str, Any]) -> list[str]:
    """All texts drawn, those of the titles too."""
    found = [row["text"] for row in rows(spec, "text")]
    for part in (spec, *spec.get("vconcat", ())):
        title = part.get("title", {})
        for key in ("text", "subtitle"):
            lines = title.get(key, [])
            found += lines if isinstance(lines, list) else [lines]
    return found


def drawn_texts(svg: str) -> list[str]:
    kinds = (f"{SVG}text", f"{SVG}tspan")
    return [
        each.text for each in ElementTree.fromstring(svg).iter() if each.tag in kinds and each.text
    ]


def elements(svg: str) -> set[str]:
    """The names of the elements of an SVG."""
    return {element.tag for element in ElementTree.fromstring(svg).iter()}


def extents(svg: str) -> Iterator[tuple[str, float, float]]:
    """Every text with the pixels from its left to its right end, by our own measure."""

    def walk(
        element: ElementTree.Element, x: float, size: float
    ) -> Iterator[tuple[str, float, float]]:
        moved = re.match(r"translate\(([-\d.]+)", element.attrib.get("transform", ""))
        x += float(moved[1]) if moved else 0
        size = float(element.attrib.get("font-size", f"{size}px").removesuffix("px"))
        if element.text and element.tag in (f"{SVG}text", f"{SVG}tspan"):
            width = width_of(element.text, size)
            anchor = element.attrib.get("text-anchor", "start")
            start = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            yield element.text, start, start + width
        for child in element:
            yield from walk(child, x, size)

    yield from walk(ElementTree.fromstring(svg), 0, 0)
