"""The view of `trend`: the ranks of every period, with a picture of the path."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..index import Result
from ..messages import Label, Message, say
from ..movement import Ranking
from ..view import Column, View, fixed, places
from .rank import groups_of, names_of

_BARS = "▁▂▃▄▅▆▇█"
_LEAST_SPAN = 8  # a path within so many places is drawn flat, not blown up


def trend_view(ranking: Ranking, rows: Sequence[int], highlight: Sequence[int]) -> View:
    """Ranks and scores of the units `rows` in every period up to the ranking's.

    `rank_change` and `score_change` are from the first period in which the unit has a score.
    """
    result, index = ranking.result, np.asarray(rows, dtype=np.int64)
    labels, last = result.labels, ranking.p + 1
    ranks, scores = result.ranks[:last, index], result.index[:last, index]
    decimals = result.scheme.decimals
    by_rank = result.level != "all"
    group = bool((labels.group_of[index] >= 0).any())
    columns = [
        Column("unit", say("Code"), labels.units[index], priority=25 if by_rank else None),
        Column("name", say("Name"), names_of(labels, index), priority=0),
        Column("group", say("Group"), groups_of(labels, index), priority=20 if group else None),
    ]
    path = ranks if by_rank else -scores
    columns.append(
        Column("path", say("Path"), [_path(p) for p in path.T], "path", priority=2, machine=False)
    )
    # The latest periods are the ones a narrow terminal should keep.
    for p in range(last):
        heading = Label(result.periods[p], result.periods[p])
        columns.append(
            Column(
                f"rank_{result.periods[p]}",
                heading,
                ranks[p],
                "whole",
                priority=1 + last - p if by_rank else None,
            )
        )
    change = np.array([_first_and_last(column, -1) for column in ranks.T])
    gain = np.array([_first_and_last(column, 1) for column in scores.T])
    columns.append(
        Column(
            "rank_change", say("Places"), change, "places", priority=1 if by_rank else None
        )
    )
    for p in range(last):
        heading = say("Score {period}", period=result.periods[p])
        columns.append(
            Column(
                f"score_{result.periods[p]}",
                heading,
                scores[p],
                "number",
                decimals,
                priority=(30 if by_rank else 1) + last - p,
            )
        )
    columns.append(
        Column("score_change", say("Points"), gain, "points", decimals, priority=1 if not by_rank else 22)
    )
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
    )


def _first_and_last(values: np.ndarray, sign: int) -> float:
    """The change from the first value to the last; nan if the last is missing."""
    known = values[~np.isnan(values)]
    if known.size < 2 or np.isnan(values[-1]):
        return float("nan")
    return float(sign * (known[-1] - known[0]))


def _path(ranks: np.ndarray) -> str:
    """A bar a period: the better the rank, the higher."""
    known = ranks[~np.isnan(ranks)]
    if not known.size:
        return "·" * ranks.size
    low, high = float(known.min()), float(known.max())
    span = max(high - low, _LEAST_SPAN)
    bottom = (low + high + span) / 2
    steps = len(_BARS) - 1
    return "".join(
        "·" if np.isnan(rank) else _BARS[int(round((bottom - rank) / span * steps))]
        for rank in ranks
    )


def _sentence(result: Result, unit: int, last: int) -> Message:
    name = result.labels.label(unit)
    series = result.ranks[:last, unit]
    known = np.flatnonzero(~np.isnan(series))
    if not known.size:
        return say("{unit} has no rank", unit=name)
    ranks = [f"{series[p]:g}" for p in known]
    change = _first_and_last(series, -1)
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
