"""A unit's report from Python."""

from __future__ import annotations

from ...index import Result
from ...messages import Language
from ...provenance import Provenance, without_files
from ...reporting import common_part, report
from ..chart.renderer import Renderer
from .pictures import Pictures
from .render import page


def report_html(
    result: Result,
    unit: int | str,
    *,
    period: str | None = None,
    against: str | None = None,
    lang: Language = "en",
    provenance: Provenance | None = None,
    table: str = "TABLE",
) -> str:
    """The text of `innoindex report`: a page on a unit (an index, or a name) of a period.

    The result has its indicators, and lists repairs if it keeps them (`keep_repairs`). Without a
    `provenance` no file has a fingerprint; `table` is what the page's command line calls the data.
    Raises `UsageProblem` for a unit without a score, and where the extra `report` is not installed.
    """
    with Renderer() as renderer:
        done = report(common_part(result, period=period, against=against), unit)
        pictures = Pictures(done, lang, renderer).by_section()
    return page(done, provenance or without_files(result), lang, pictures, table=table)
