"""The paths of a table's rows over time as a chart of the spreadsheet program."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from ...messages import Language, say
from ...view import Column, View
from .sheet import set_print
from .styles import Styles

_COLOURS = ("#C00000", "#2E75B6", "#548235", "#BF8F00", "#7030A0", "#C55A11")
_GREY = "#BFBFBF"
_AROUND = 4  # rows above and below a highlighted one that are drawn in grey
_MOST = 12  # lines
_CROWDED = 40  # places; over more of them the names of neighbours would lie on one another
_STEP = 5  # places between two lines of the grid
_SIZE = {"width": 980, "height": 620}


def path_chart(
    book: Any,
    name: str,
    view: View,
    columns: tuple[Column, ...],
    lang: Language,
) -> Any:
    """A chart for the table on the sheet `name`: the best rank at the top, a line a row.

    The highlighted rows are in colour and their neighbours grey; without any the first rows are in
    colour.
    """
    ids = [column.id for column in columns]
    first, last = ids.index(view.path[0]), ids.index(view.path[-1])
    names = ids.index(view.columns[view.names].id)
    drawn = _drawn(view)
    ranks = [
        float(rank)
        for column in columns[first : last + 1]
        for rank in (column.cells(lang)[row] for row, _ in drawn)
        if rank == rank
    ]
    best, worst = min(ranks, default=1.0), max(ranks, default=1.0)
    chart = book.add_chart({"type": "line"})
    colours = cycle(_COLOURS)
    for row, grey in sorted(drawn, key=lambda line: not line[1]):  # the grey ones below
        colour = _GREY if grey else next(colours)
        labelled = not grey or worst - best <= _CROWDED
        chart.add_series(
            {
                "name": [name, row + 1, names],
                "categories": [name, 0, first, 0, last],
                "values": [name, row + 1, first, row + 1, last],
                **_line(colour, grey),
                **(_label(last - first, colour, grey) if labelled else {}),
            }
        )
    chart.set_y_axis(
        {
            "reverse": True,
            "min": max(best // _STEP * _STEP, 1),
            "max": worst // _STEP * _STEP + _STEP,
            "major_unit": _STEP,
            "num_format": "0",
            "name": say("Rank").text(lang),
            "major_gridlines": {"visible": True, "line": {"color": "#E7E6E6"}},
            "line": {"none": True},
        }
    )
    chart.set_x_axis({"label_position": "high", "line": {"none": True}, "text_axis": True})
    chart.set_legend({"none": True})
    chart.set_size(_SIZE)
    return chart


def _line(colour: str, grey: bool) -> dict[str, Any]:
    plain = {"color": colour}
    marker = {"type": "circle", "size": 4 if grey else 7, "fill": plain, "border": plain}
    return {"line": {"color": colour, "width": 1.25 if grey else 2.75}, "marker": marker}


def _label(end: int, colour: str, grey: bool) -> dict[str, Any]:
    """The name of a line at its end."""
    return {
        "data_labels": {
            "series_name": True,
            "value": False,
            "position": "right",
            "font": {"color": "#7F7F7F" if grey else colour, "bold": not grey, "size": 9},
            "custom": [{"delete": True}] * end,
        }
    }


def _drawn(view: View) -> list[tuple[int, bool]]:
    """The rows that are drawn, and whether in grey."""
    marked = sorted(view.highlight)[:_MOST]
    if not marked:
        return [(row, False) for row in range(min(view.length, len(_COLOURS)))]
    near = {
        row
        for at in marked
        for row in range(max(0, at - _AROUND), min(view.length, at + _AROUND + 1))
    }
    others = sorted(near - view.highlight, key=lambda row: min(abs(row - at) for at in marked))
    chosen = others[: max(_MOST - len(marked), 0)]
    return [*((row, False) for row in marked), *((row, True) for row in chosen)]


def put_chart(sheet: Any, chart: Any, view: View, lang: Language, styles: Styles) -> None:
    """A sheet with the chart under the table's title and sentences."""
    title = view.title.text(lang)
    sheet.write_string(0, 0, title, styles.style(bold=True, font_size=14))
    for row, each in enumerate(view.sentences[:3], 1):
        sheet.write_string(row, 0, each.text(lang), styles.style())
    sheet.insert_chart(len(view.sentences[:3]) + 2, 0, chart)
    sheet.hide_gridlines(2)
    set_print(sheet, title)
