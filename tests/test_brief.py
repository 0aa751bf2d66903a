"""A briefing: every figure is one of rank, explain or goal, and the words say what they say."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from innoindex import (
    Brief,
    InnoindexError,
    Result,
    brief,
    compute,
    read_panel,
    read_shipped_scheme,
)
from innoindex.figures import all_decimals
from innoindex.view import fixed
from innoindex.views.brief import brief_prose
from innoindex.views.explain import explain_view
from innoindex.views.goal import goal_view
from innoindex.views.rank import rank_view
from innoindex.write.prose import prose_plain
from innoindex.write.records import write_json

LANGUAGES = ("zh", "en")
NUMERAL = re.compile(r"\d+(?:\.\d+)?")


def text_of(done: Brief, lang: str, files: tuple[str, ...] = ()) -> str:
    return prose_plain(brief_prose(done, files), lang)


def paragraphs(text: str) -> list[str]:
    """The three paragraphs: without the title before and the notes after them."""
    return text.split("\n\n")[1:-1]


def tables(done: Brief) -> dict[str, list[dict]]:
    """All that `rank`, `explain` and `goal --gain 1` write as json."""
    r = done.ranking
    views = [rank_view(r, r.order.tolist(), []), explain_view(done.explanation)]
    if done.next_place is not None:
        views.append(goal_view(done.next_place))
    found = {}
    for view, command in zip(views, ("rank", "explain", "goal"), strict=False):
        text = io.StringIO()
        write_json(view, text, "en")
        loaded = json.loads(text.getvalue())
        parts = loaded if isinstance(loaded, dict) else {"": loaded}
        found |= {f"{command} {name}".strip(): rows for name, rows in parts.items()}
    return found


def unnamed(text: str, result: Result, lang: str) -> str:
    """A text without names and units of measure, which have numerals of their own."""
    scheme, labels = result.scheme, result.labels
    parts = [*scheme.nodes.values(), *scheme.indicators.values(), *scheme.raw.values()]
    known = [scheme.name, *labels.groups, *(tier.name for tier in scheme.tiers)]
    known += [part.name for part in parts] + [part.unit for part in scheme.indicators.values()]
    names = {label.text(lang) for label in known} | set(labels.names[lang]) | set(result.periods)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ") if any(c.isdigit() for c in name) else text
    return text


def rounded(values: Iterable[float | None], decimals: Iterable[int]) -> set[str]:
    """Sizes, as they are shown."""
    pairs = zip(values, decimals, strict=False)
    return {fixed(abs(value), places) for value, places in pairs if value is not None}


def allowed(done: Brief) -> set[str]:
    """Each figure of the three json files, rounded as its command rounds it; and counts."""
    found, scheme = tables(done), done.explanation.result.scheme
    score, finer = scheme.decimals, scheme.decimals + 1
    figures: set[str] = set()

    def take(table: str, columns: dict[str, int], rows: list[dict] | None = None) -> None:
        for row in found.get(table, []) if rows is None else rows:
            for column, decimals in columns.items():
                if isinstance(value := row.get(column), int | float):
                    figures.add(fixed(abs(value), decimals))
                    if "rank" in column and value != int(value):
                        figures.add(fixed(value, 1))

    ranks = {"rank": 0, "rank_change": 0, "rank_change_rank": 0, "score_change_rank": 0}
    ranks |= {f"group_{id}": 0 for id in ("rank", "rank_change_rank", "score_change_rank")}
    own = [row for row in found["rank"] if row["unit"] == unit_id(done)]
    take("rank", {"score": score, "score_change": score, **ranks}, own)
    take("rank", {"rank": 0})  # of the neighbours
    mine, places = own[0]["score"], max(score, 2)
    others = [row["score"] for row in found["rank"] if row["score"] is not None]
    figures |= {fixed(abs(other - mine), places) for other in others}
    take("explain indicators", {"rank": 0, "points_lost": finer})
    for row in found["explain indicators"]:
        like = row["value"] if row["median"] is None else row["median"]
        if row["value"] is not None:
            figures |= rounded([row["value"]], all_decimals([like]))
    points = {"points": finer, "contribution": finer, "bounds": finer, "weights": finer}
    take("explain contributions", {**points, "points_share": 1})
    for row in found["explain contributions"]:  # raw columns, which the json has in words
        figures |= set(NUMERAL.findall(row.get("raw") or ""))
    take("explain ranks", {"rank": 0})
    for table in ("goal indicators", "goal plan"):
        take(table, {"effort": 1, "raw_change_percent": 1, "rank": 0, "score": finer})
        for row in found.get(table, []):
            digits = all_decimals([row["value"] or row["best"]])[0]
            figures.add(fixed(row["value"], digits))
            if row["needed"] is not None:
                figures |= enough(row["needed"], row["value"], digits)
    efforts = [row["effort"] for row in found.get("goal plan", [])]
    figures |= {fixed(sum(efforts), 1)} | counts(found, len(done.explanation.result.labels.units))
    if done.next_place is not None and not done.next_place.possible:
        figures.add(fixed(done.next_place.utmost_score, score))  # as the command's error says
    return figures


def unit_id(done: Brief) -> str:
    return str(done.explanation.result.labels.units[done.unit])


def enough(needed: float, present: float, decimals: int) -> set[str]:
    """A value that is needed, rounded to be enough."""
    step = 10.0**-decimals
    at = np.ceil(needed / step - 1e-9) if needed > present else np.floor(needed / step + 1e-9)
    return {fixed(float(at) * step, decimals)}


def counts(found: dict[str, list[dict]], units: int) -> set[str]:
    """Whole numbers up to that of the units, and of the rows of each table."""
    most = max(units, *(len(rows) for rows in found.values()))
    return {str(n) for n in range(most + 1)}


def made_up(done: Brief) -> list[str]:
    """The numerals of the three paragraphs, in either language, that no table has."""
    known, result = allowed(done), done.explanation.result
    texts = [
        unnamed("\n".join(paragraphs(text_of(done, lang))), result, lang) for lang in LANGUAGES
    ]
    return [figure for text in texts for figure in NUMERAL.findall(text) if figure not in known]


def scored(result: Result) -> Iterator[int]:
    return iter(np.flatnonzero(~np.isnan(result.index[-1])).tolist())


def test_every_figure_of_the_example(short: Path) -> None:
    """Of counties from the first to the last, in both languages, no figure is made up."""
    scheme = read_shipped_scheme()
    result = compute(read_panel(short, scheme), scheme)
    order = np.argsort(result.ranks[-1])[: len([*scored(result)])].tolist()
    for unit in (*order[:80:20], order[-1]):
        assert made_up(brief(result, unit)) == [], unit


@given(cases(), st.data())
@settings(max_examples=10)
def test_every_figure_of_any_index(case, data: st.DataObject) -> None:
    """Nor is it in an index of any methods, with ties and holes."""
    draft, panel = case
    try:
        result = compute(panel, draft.scheme())
    except InnoindexError:
        return
    unit = data.draw(st.sampled_from(list(scored(result))))
    assert made_up(brief(result, unit)) == []
