"""What the tests of reading share: a scheme of three raw columns, tables, and what was said."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from innoindex.errors import InnoindexError, Problem
from innoindex.panel import Panel
from innoindex.read import read_panel
from innoindex.scheme import Scheme
from innoindex.scheme_file import parse_scheme

SCHEME = """
schema = 1
[index]
name = "test"
normalise = "none"
[columns]
unit = ["code", "代码"]
name = { zh = ["county", "名称"], en = "county_en" }
group = { zh = ["city", "市"], en = "city_en" }
period = ["year", "年份"]
[raw.rd_exp]
name = { zh = "R&D经费", en = "R&D expenditure" }
unit = { zh = "亿元", en = "100 million yuan" }
aliases = ["R&D经费内部支出"]
[raw.gdp]
name = { zh = "地区生产总值", en = "GDP" }
unit = "亿元"
[raw.pop]
name = { zh = "常住人口", en = "population" }
unit = "万人"
[raw.note_only]
name = "spare"
[indicator.intensity]
name = "intensity"
value = "100 * rd_exp / gdp"
direction = "+"
[indicator.per_head]
name = "per head"
value = "rd_exp / pop"
direction = "+"
"""
HEADING = "code,county,year,rd_exp,gdp,pop"
# The values that several kinds of tables of two counties must give.
EXPECTED = {
    ("2022", "330109", "rd_exp"): 77.66,
    ("2022", "330109", "gdp"): 2063,
    ("2022", "330109", "pop"): 204.6,
    ("2022", "330122", "rd_exp"): 12.5,
    ("2022", "330122", "gdp"): 438.5,
    ("2022", "330122", "pop"): 45.9,
}


def scheme() -> Scheme:
    return parse_scheme(SCHEME)


def one_column(unit: str = "") -> Scheme:
    """A scheme that needs one column `x`, with or without a unit of measure."""
    declared = f'[raw.x]\nname = "x"\nunit = "{unit}"\n' if unit else ""
    return parse_scheme(
        'schema = 1\n[index]\nname = "t"\nnormalise = "none"\n[columns]\nunit = "code"\n'
        f'{declared}[indicator.i]\nname = "i"\nvalue = "1 * x"\ndirection = "+"\n'
    )


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def values(panel: Panel) -> dict[tuple[str, str, str], float]:
    """Period, unit, column -> value, without the missing ones."""
    return {
        (period, str(unit), id): float(column[p, u])
        for id, column in panel.columns.items()
        for p, period in enumerate(panel.periods)
        for u, unit in enumerate(panel.units)
        if not math.isnan(column[p, u])
    }


def problems(*paths: str | Path, by: Scheme | None = None, **options: object) -> list[Problem]:
    """The errors that reading raises."""
    with pytest.raises(InnoindexError) as raised:
        read_panel(paths, by or scheme(), **options)  # type: ignore[arg-type]
    return [problem for problem in raised.value.problems if problem.severity == "error"]


def errors(*paths: str | Path, by: Scheme | None = None, **options: object) -> list[str]:
    """The problems as they are printed, with the directory left out."""
    found = problems(*paths, by=by, **options)
    return [str(problem).replace(f"{Path(paths[0]).parent}/", "") for problem in found]


def remarks(panel: Panel) -> list[str]:
    """What was guessed or repaired, with the severity and the column but not the path."""
    return [
        f"{item.severity}: {f'{item.column}: ' if item.column else ''}{item.text}"
        for item in panel.remarks
    ]
