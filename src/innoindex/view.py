"""What a command has to show, before any format: sentences, a table, and what must be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from numpy.typing import NDArray

from .messages import Label, Language, Message, say

# text: Label, Message or str; whole: ranks and counts; number: `decimals` shown; given: as it was
# written; share: of draws, 0 to 1; places: a change of rank; points: a change of score; path: a
# small picture of numbers; heat: correlations, each in two places as tenths (None: the one with
# itself), for people only.
Kind = Literal["text", "whole", "number", "given", "share", "places", "points", "path", "heat"]


Values = Sequence[Any] | NDArray[Any]


class Bilingual(NamedTuple):
    """A column of names, as the table gives them in either language."""

    zh: Sequence[str | None]
    en: Sequence[str | None]


@dataclass(frozen=True)
class Column:
    """One column. `values` run along the view's rows; None and NaN are missing.

    `priority` is the order in which a narrow terminal takes columns in (None: it never shows it);
    `machine` says whether csv and json have it.
    """

    id: str
    heading: Message | Label
    values: Values | Bilingual
    kind: Kind = "text"
    decimals: int | Sequence[int] = 0  # of every row, or of each
    priority: int | None = None
    machine: bool = True
    family: str = ""  # columns of one family are shown all or none
    of_units: bool = False  # lists of units: in csv and json as the table names them, A; B
    footnote: bool = False  # set out under the table where the terminal has no room for it
    plain: Values | None = None  # what csv and json have in their place

    @property
    def is_text(self) -> bool:
        """Whether its cells are words or pictures, set to the left."""
        return self.kind in ("text", "path", "heat")

    def cells(self, lang: Language) -> Values:
        """The values along the rows, in a language where they have two."""
        if isinstance(self.values, Bilingual):
            return self.values.zh if lang == "zh" else self.values.en
        return self.values


@dataclass(frozen=True)
class View:
    """A table with its sentences. `highlight` are the rows that stand out."""

    title: Message
    sentences: tuple[Message, ...]
    columns: tuple[Column, ...]
    highlight: frozenset[int] = frozenset()
    footer: tuple[Message, ...] = ()
    names: int = 0  # the column that names a row
    id: str = ""  # of a table among several
    sheet: Message | None = None  # its name in a workbook
    more: tuple[View, ...] = ()  # further tables
    path: tuple[str, ...] = ()  # the columns of ranks over time, which a chart can draw

    @property
    def tables(self) -> tuple[View, ...]:
        """This table and the further ones."""
        return (self, *self.more)

    @property
    def length(self) -> int:
        return len(self.columns[0].cells("zh"))


def decimals_of(column: Column, row: int) -> int:
    """The decimals shown in a row of a column."""
    return column.decimals if isinstance(column.decimals, int) else column.decimals[row]


def shown_cells(column: Column, lang: Language) -> list[str]:
    """The cells of a column as a person reads them."""
    cells = column.cells(lang)
    if isinstance(column.decimals, int):
        return [shown(column, cell, lang, column.decimals) for cell in cells]
    pairs = zip(cells, column.decimals, strict=True)
    return [shown(column, cell, lang, decimals) for cell, decimals in pairs]


def text_of(value: Any, lang: Language) -> str:
    """A text cell in a language; missing is empty, several are a list."""
    if value is None:
        return ""
    if isinstance(value, list):
        return say("{items}", items=value).text(lang)
    if isinstance(value, (Label, Message)):
        return value.text(lang)
    return str(value)


def shown(column: Column, value: Any, lang: Language, decimals: int) -> str:
    """A cell as a person reads it: localised and rounded."""
    if column.kind == "heat":
        return "".join(f"{_tenths(r):>2}" for r in value)
    if column.is_text:
        return text_of(value, lang)
    if value is None or value != value:
        return ""
    if column.kind == "whole":
        return whole(value)
    if column.kind == "number":
        return fixed(value, decimals)
    if column.kind == "given":
        return f"{value:g}"
    if column.kind == "share":
        return share_text(value)
    if column.kind == "places":
        return places(value)
    return signed(value, decimals)


def _tenths(r: float | None) -> str:
    """A correlation in tenths, -9 (or less) to 9 (or more); a dot is one with itself."""
    if r is None:
        return "·"
    return "" if r != r else fixed(min(max(10 * r, -9), 9), 0)


def whole(value: float) -> str:
    """A rank: with a decimal only if it is the mean of tied ranks."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


def fixed(value: float, decimals: int) -> str:
    """Rounded half up, as published tables are; never "-0.0". From 1e15 in powers of ten."""
    from decimal import ROUND_HALF_UP, Decimal

    if abs(value) >= 1e15:  # where floats have no decimals
        return f"{value:.5e}"
    # repr gives the shortest decimal, so 150.05 is rounded as it is written.
    exact = Decimal(repr(round(float(value), 9)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(abs(rounded)) if rounded == 0 else f"{rounded:f}"


def share_text(share: float) -> str:
    """Per cent; 0% and 100% are exactly none and all, never what is only near to them."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{fixed(100 * share, 0)}%"


def signed(value: float, decimals: int) -> str:
    text = fixed(value, decimals)
    return text if text.startswith("-") or not text.strip("0.") else f"+{text}"


def places(value: float) -> str:
    """A change of rank: places climbed ▲, lost ▼, = for none."""
    if value == 0:
        return "="
    return f"{'▲' if value > 0 else '▼'}{whole(abs(value))}"
