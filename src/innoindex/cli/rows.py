"""Which rows a ranking command shows, and which of them stand out."""

from __future__ import annotations

import numpy as np

from ..errors import wrong_use
from ..index import Result
from ..lookup import find_group, find_unit
from ..messages import say
from ..movement import Ranking
from .options import whole


def highlighted(result: Result, asked: list[str] | None) -> list[int]:
    """The units that --highlight asks for, else those of the scheme that the table has.

    Above the units these are the groups they belong to.
    """
    labels, panel = result.labels, result.panel
    if asked is None:
        found = [int(u) for u in np.flatnonzero(np.isin(panel.units, result.scheme.highlight))]
        if result.level == "group":
            return sorted({int(panel.group_of[u]) for u in found if panel.group_of[u] >= 0})
        return found if result.level == "unit" else []
    return list(dict.fromkeys(find_unit(labels, name) for name in asked))


def one_unit(result: Result, asked: str | None) -> int:
    """The unit that --unit asks for, else the one highlighted."""
    if asked is not None:
        return find_unit(result.labels, asked)
    found = highlighted(result, None) if result.level != "all" else [0]
    if len(found) == 1:
        return found[0]
    raise wrong_use(say("--unit is missing"), say("add --unit U"))


def select(
    ranking: Ranking,
    marked: list[int],
    *,
    group: str | None,
    top: str | None,
    around: str | None,
) -> list[int]:
    """The rows shown: of a group, the first so many, or those around the highlighted units."""
    most, distance = whole("--top", top, 1), whole("--around", around, 0)
    order = ranking.order
    if group is not None:
        wanted = find_group(ranking.result.labels, group)
        order = order[ranking.result.labels.group_of[order] == wanted]
    if distance is not None:
        at = np.flatnonzero(np.isin(order, marked))
        if not at.size:
            raise wrong_use(say("--around needs a highlighted unit"), say("add --highlight U"))
        near = np.zeros(order.size, dtype=bool)
        for position in at:
            near[max(0, position - distance) : position + distance + 1] = True
        order = order[near]
    if most is not None:
        order = order[:most]
    return [int(u) for u in order]
