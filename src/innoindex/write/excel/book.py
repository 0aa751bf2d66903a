"""The workbook of a result, for Python."""

from __future__ import annotations

from ...explanation import explain
from ...index import Result
from ...lookup import unit_index
from ...messages import Language
from ...movement import rank_movement
from ...provenance import Provenance, without_files
from ...views.book import book_view
from ...views.method import method_views
from .file import excel


def workbook(
    result: Result,
    unit: int | str | None = None,
    *,
    period: str | None = None,
    against: str | None = None,
    lang: Language = "en",
    provenance: Provenance | None = None,
) -> bytes:
    """The bytes of `innoindex workbook`: ranking, trend, a unit explained, method and repairs.

    The result has its indicators, and lists repairs if it keeps them (`keep_repairs`); `unit` is an
    index, or a name. Without a `provenance` no file has a fingerprint.
    """
    ranking = rank_movement(result, period, against)
    chosen = [] if unit is None else [unit_index(result.labels, unit)]
    explanations = [explain(result, u, period=period, against=against) for u in chosen]
    made = provenance or without_files(result)
    view = book_view(ranking, ranking.order.tolist(), chosen, explanations)
    return excel(view, lang, method_views(result, made), cover=True)
