"""The view of `trend`: the ranks of every period, with a picture of the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..index import Result
from ..messages import Label, Message, say
from ..movement import Ranking
from ..panel import Floats, Ints
from ..view import Column, View, fixed, places
from .units import groups_of, names_of

_BARS = "▁▂▃▄▅▆▇█"
_LEAST_SPAN = 8  # a path within so many places is drawn flat, not blown up


def trend_view(ranking: Ranking, rows: Sequence[int], highlight: Sequence[int]) -> View:
    """Ranks and scores of the units `rows` in every period up to the ranking's.

    `rank_change` and `score_change` are from the first period in which the unit has a score.
    """
    result, index = ranking.result, np.asarray(rows, dtype=np.int64)
    last = ranking.p + 1
    columns = _columns(result, index, last)
    of_ranks = tuple(f"rank_{period}" for period in result.periods[:last])
    at = {int(u): row for row, u in enumerate(index)}
    return View(
        title=say(
            "{index} · {first} to {last}",
            index=result.scheme.name,
            first=result.periods[0],
            last=result.periods[ranking.p],
        ),
        sentences=tuple(_sentence(result, u, last) for u in highlight),
        columns=tuple(columns),
        highlight=frozenset(at[u] for u in highlight if u in at),
        footer=(say("path: higher is better, each on its own scale; · is no value"),),
        names=1,
        sheet=say("Trend"),
        path=of_ranks if result.level != "all" and last > 1 else (),
    )


def _columns(result: Result, index: Ints, last: int) -> Iterator[Column]:
    """The units, their paths, and a column a period of the first `last`, of ranks and of scores."""
    labels, periods, decimals = result.labels, result.periods[:last], result.scheme.decimals
    ranks, scores = result.ranks[:last, index], result.index[:last, index]
    ranked = result.level != "all"  # the whole has scores, but nothing to be ranked among
    group = bool((labels.group_of[index] >= 0).any())
    paths = [_path(path) for path in (ranks if ranked else -scores).T]
    places_won = np.array([_first_to_last(-series) for series in ranks.T])
    gain = np.array([_first_to_last(series) for series in scores.T])

    def if_ranked(priority: int) -> int | None:
        return priority if ranked else None

    yield Column("unit", say("Code"), labels.units[index], priority=if_ranked(25))
    yield Column("name", say("Name"), names_of(labels, index), priority=0)
    yield Column("group", say("Group"), groups_of(labels, index), priority=20 if group else None)
    yield Column("path", say("Path"), paths, "path", priority=2, machine=False)
    for p, period in enumerate(periods):
        # The latest periods are the ones that a narrow terminal should keep.
        shown, heading = if_ranked(1 + last - p), Label(period, period)
        yield Column(f"rank_{period}", heading, ranks[p], "whole", priority=shown)
    yield Column("rank_change", say("Places"), places_won, "places", priority=if_ranked(1))
    for p, period in enumerate(periods):
        shown, score = (30 if ranked else 1) + last - p, say("Score {period}", period=period)
        yield Column(f"score_{period}", score, scores[p], "number", decimals, priority=shown)
    shown = 22 if ranked else 1
    yield Column("score_change", say("Points"), gain, "points", decimals, priority=shown)


def _first_to_last(series: Floats) -> float:
    """The change from the first value to the last; nan if the last is missing."""
    known = series[~np.isnan(series)]
    if known.size < 2 or np.isnan(series[-1]):
        return float("nan")
    return float(known[-1] - known[0])


def _path(ranks: Floats) -> str:
    """A bar a period: the better the rank, the higher."""
    known = ranks[~np.isnan(ranks)]
    if not known.size:
        return "·" * ranks.size
    low, high = float(known.min()), float(known.max())
    span = max(high - low, _LEAST_SPAN)
    bottom = (low + high + span) / 2
    steps = len(_BARS) - 1
    return "".join(
        "·" if np.isnan(rank) else _BARS[round((bottom - rank) / span * steps)] for rank in ranks
    )


def _sentence(result: Result, unit: int, last: int) -> Message:
    name = result.labels.label(unit)
    series = result.ranks[:last, unit]
    known = np.flatnonzero(~np.isnan(series))
    if not known.size:
        return say("{unit} has no rank", unit=name)
    ranks = [f"{series[p]:g}" for p in known]
    change = _first_to_last(-series)
    if np.isnan(change):
        return say("{unit}: rank {ranks}", unit=name, ranks=" → ".join(ranks))
    return say(
        "{unit}: rank {ranks} ({first} to {last}: {change}), score {score}",
        unit=name,
        ranks=" → ".join(ranks),
        first=result.periods[known[0]],
        last=result.periods[known[-1]],
        change=places(change),
        score=fixed(result.index[last - 1, unit], result.scheme.decimals),
    )
