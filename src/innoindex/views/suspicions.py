"""The view of suspicions: what a screening found, a row a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..messages import say
from ..panel import Panel
from ..screening.problems import place_of
from ..screening.suspicion import Suspicion
from ..view import Bilingual, Column, View

_GRADES = {
    "likely": say("likely"),
    "unclear": say("unclear"),
    "weak": say("weak"),
}
_KINDS = {
    "unit": say("unit of measure"),
    "digits": say("digits swapped"),
    "sign": say("sign"),
    "outlier": say("far off"),
    "sum": say("sum jumps"),
    "repeat": say("copied over"),
    "duplicate": say("twice"),
    "missing": say("missing row"),
    "share": say("share above 100 %"),
    "constant": say("all one value"),
    "dominance": say("one unit alone"),
}


def suspicions_view(found: Sequence[Suspicion], panel: Panel | None) -> View:
    """A row a finding, the likeliest errors first; several units, periods or columns are lists."""
    shown = found if panel is not None else ()
    places = [place_of(each, panel) for each in shown if panel is not None]
    counts = Counter(each.grade for each in shown)
    columns = (
        Column("kind", say("Kind"), [_KINDS[s.kind] for s in shown], priority=5),
        Column("grade", say("Grade"), [_GRADES[s.grade] for s in shown], priority=6),
        Column("period", say("Period"), [_periods(s, panel) for s in shown], priority=2),
        Column("unit", say("Code"), [_units(s, panel) for s in shown], priority=9),
        Column("name", say("Name"), _names(shown, panel), priority=0),
        Column("column", say("Column"), ["; ".join(s.columns) or None for s in shown]),
        Column("first", say("Column"), [_first(s) for s in shown], priority=1, machine=False),
        Column("value", say("As given"), [s.value for s in shown], "given", priority=3),
        Column("expected", say("Expected"), [s.expected for s in shown], "given", priority=4),
        Column("ratio", say("Ratio"), [s.factor for s in shown], "given", priority=7),
        Column("evidence", say("Evidence"), [s.message for s in shown], priority=12),
        Column("help", say("Help"), [s.help for s in shown], priority=13),
        Column("path", say("File"), [place[0] or None for place in places], priority=11),
        Column("row", say("Row"), [place[1] for place in places], "whole", priority=8),
        Column("heading", say("Heading"), [place[2] or None for place in places], priority=10),
    )
    sentence = say(
        "likely errors: {likely}, unclear: {unclear}, may well be real: {weak}",
        likely=counts["likely"],
        unclear=counts["unclear"],
        weak=counts["weak"],
    )
    return View(
        title=say("Suspicious values"),
        sentences=(sentence,),
        columns=columns,
        names=4,
        id="suspicions",
        sheet=say("Suspicions"),
    )


def _first(each: Suspicion) -> str | None:
    """The first column, and how many more: a row may have thirty."""
    more = len(each.columns) - 1
    return f"{each.columns[0]} +{more}" if more > 0 else "".join(each.columns) or None


def _periods(each: Suspicion, panel: Panel | None) -> str | None:
    assert panel is not None
    return "; ".join(panel.periods[p] for p in each.periods) or None


def _units(each: Suspicion, panel: Panel | None) -> str | None:
    assert panel is not None
    return "; ".join(str(panel.units[u]) for u in each.units) or None


def _names(found: Sequence[Suspicion], panel: Panel | None) -> Bilingual:
    if panel is None:
        return Bilingual([], [])
    labels = [[panel.label(u) for u in each.units] for each in found]
    return Bilingual(
        ["; ".join(label.zh for label in each) or None for each in labels],
        ["; ".join(label.en for label in each) or None for each in labels],
    )
