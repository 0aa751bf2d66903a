"""The parts of a report's page: the ranking, the figures on top, the sections with pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...messages import Language, Message, say
from ...reporting import Report
from ...uncertainty.robust_record import Robust
from ...view import View, shown_cells, text_of
from ...views.explain import explain_view
from ...views.explain_words import how_it_stands, why_it_moved
from ...views.rank import rank_view
from ...views.robust import robust_view
from ...views.robust_words import highlight_sentence, run_notes, varied_sentence, whole_sentence
from ...views.trend import trend_view
from .tables import HtmlTable, html_table

# The ranking's columns on the page: which of them only where there is room.
_RANKING = {
    "rank": "",
    "name": "",
    "group": "middling",
    "score": "",
    "tier": "middling",
    "rank_change": "",
    "score_change": "",
    "ranks": "middling",
    "previous_rank": "wide",
    "group_rank": "wide",
}


def ranking_view(report: Report) -> View:
    """The table of `rank`, with the intervals of `robust`."""
    ranking, sure = report.common.ranking, report.common.robust
    order = ranking.order.tolist()
    view = replace(rank_view(ranking, order, [report.unit]), id="ranking")
    if not isinstance(sure, Robust):
        return view
    found = next(c for c in robust_view(sure, order, []).columns if c.id == "ranks")
    return replace(view, columns=(*view.columns, found))


def ranking_columns(view: View) -> dict[str, str]:
    """The columns of the ranking on a page, with their classes: the dimensions come last."""
    there = {column.id for column in view.columns if column.priority is not None}
    shown = {id: css for id, css in _RANKING.items() if id in there}
    shown |= {c.id: "wide" for c in view.columns if c.family == "dimensions"}
    return shown | ({"note": ""} if "note" in there else {})


def cards(view: View, lang: Language) -> list[dict[str, str]]:
    """The figures that one looks for first, of the unit that stands out in a `ranking_view`."""
    (row,) = view.highlight
    cells = {
        column.id: (text_of(column.heading, lang), shown_cells(column, lang)[row])
        for column in view.columns
        if column.priority is not None
    }
    pairs = [
        ("rank", "rank_change"),
        ("score", "score_change"),
        ("tier", None),
        ("group_rank", "group"),
        ("ranks", None),
    ]
    return [
        {
            "name": cells[id][0],
            "value": cells[id][1],
            "more": cells[other][1] if other in cells else "",
        }
        for id, other in pairs
        if id in cells and cells[id][1]
    ]


@dataclass(frozen=True)
class Section:
    """Sentences, notes, and the tables behind a picture."""

    id: str
    name: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    tables: tuple[HtmlTable, ...]


def sections(report: Report, lang: Language) -> list[Section]:
    """The sections with pictures: paths (of several periods), change, indicators, intervals."""
    ranking, sure = report.common.ranking, report.common.robust
    tables = {table.id: table for table in explain_view(report.explanation).tables}
    order = ranking.order.tolist()

    def section(
        id: str,
        name: Message,
        said: Sequence[Message],
        behind: Sequence[View],
        notes: Sequence[Message] = (),
    ) -> Section:
        return Section(
            id=id,
            name=name.text(lang),
            sentences=tuple(each.text(lang) for each in said),
            notes=tuple(each.text(lang) for each in notes),
            tables=tuple(html_table(each, lang) for each in behind),
        )

    found = []
    if ranking.p > 0:
        view = trend_view(ranking, order, [report.unit])
        table = replace(view, title=say("The ranks of all periods"), id="paths")
        found.append(section("paths", say("Paths of the ranks"), view.sentences, [table]))
    moved = [tables[id] for id in ("contributions", "rivals", "ranks") if id in tables]
    name = say("What gives the score") if len(moved) == 1 else say("Where the change came from")
    found.append(section("change", name, [*why_it_moved(report.explanation)], moved))
    indicators = replace(tables["indicators"], title=say("The indicators in figures"))
    said = [*how_it_stands(report.explanation)]
    found.append(section("indicators", say("The indicators"), said, [indicators]))
    if isinstance(sure, Robust):
        drawn = replace(
            robust_view(sure, order, [report.unit]), title=say("The ranks in the draws")
        )
        said = [highlight_sentence(sure, report.unit), whole_sentence(sure), varied_sentence(sure)]
        notes = [*run_notes(sure)]
        found.append(section("intervals", say("How sure the ranks are"), said, [drawn], notes))
    else:
        found.append(section("intervals", say("How sure the ranks are"), [sure], []))
    return found
