"""The looks of a workbook's cells: number formats and fills, each made once."""

from __future__ import annotations

from typing import Any

from ...view import Column, decimals_of

HIGHLIGHT = "#FFF2CC"
_LINE = "#BFBFBF"


class Styles:
    """The cell formats of a workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **look: Any) -> Any:
        """The format of this look."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "vcenter", **look})
        return self._made[key]

    def heading(self, column: Column) -> Any:
        """Of a column's heading, on the side of its cells."""
        return self.style(
            bold=True,
            text_wrap=True,
            valign="top",
            bottom=1,
            bg_color="#F2F2F2",
            **_side(column),
        )

    def cell(self, column: Column, row: int, value: Any, highlighted: bool, wrap: bool) -> Any:
        """Of a cell by what it holds."""
        look: dict[str, Any] = {"num_format": number_format(column, row, value)} | _side(column)
        if wrap:
            look["text_wrap"] = True
        if highlighted:
            look |= {"bold": True, "bg_color": HIGHLIGHT, "top": 1, "bottom": 1}
            look |= {"top_color": _LINE, "bottom_color": _LINE}
        return self.style(**look)


def _side(column: Column) -> dict[str, Any]:
    """Words to the left, with room between them and a number before them."""
    return {"align": "left", "indent": 1} if column.is_text else {"align": "right"}


def number_format(column: Column, row: int, value: Any) -> str:
    """What shows a number as the terminal does, while the cell keeps all its digits."""
    if column.is_text:
        return "@"
    if column.kind in ("whole", "given"):
        return "General"
    if column.kind == "share":
        return "0.00%"  # without decimals 99.7% would be all of them
    if column.kind == "places":  # of tied ranks that are means, a half
        digits = "0" if value is None or value != value or float(value).is_integer() else "0.0"
        return f'"▲"{digits};"▼"{digits};"="'
    digits = f"0.{'0' * decimals_of(column, row)}".rstrip(".")
    return f"+{digits};-{digits};{digits}" if column.kind == "points" else digits
