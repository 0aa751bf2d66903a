"""The sliders of a report's page: their tree, and the data that its script recomputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...messages import Language, say
from ...panel import Bools, Floats
from ...reporting import Common
from ...scheme import ROOT, Indicator, Node, Scheme
from ...shares import sibling_shares
from ...slider_model import SliderModel
from ...view import fixed
from ...visible import visible
from .tables import AROUND, MOST


def slider_tree(scheme: Scheme, sliders: SliderModel, lang: Language) -> list[dict[str, Any]]:
    """A slider a part below the open nodes, each with those below it."""
    shares = {id: 100 * share for id, share in sibling_shares(scheme).items()}
    ids = {id: f"w{number}" for number, id in enumerate(shares)}

    def below(node: str) -> list[dict[str, Any]]:
        return [
            {
                "id": id,
                "html_id": ids[id],
                "name": scheme.part(id).name.text(lang),
                "share": shares[id],
                "share_text": fixed(shares[id], 1),
                "below": below(id) if id in sliders.open else [],
                "below_text": say(
                    "weights below: {count}", count=len(scheme.children.get(id, ()))
                ).text(lang),
            }
            for id in scheme.children[node]
        ]

    return below(ROOT)


def model_data(common: Common, unit: int, sliders: SliderModel, lang: Language) -> dict[str, Any]:
    """The slider model as `model.js` takes it: units by position, missing scores null."""
    result, ranking = common.result, common.ranking
    scheme, labels, units = result.scheme, result.labels, sliders.units
    parts: list[Node | Indicator] = [*scheme.nodes.values(), *scheme.indicators.values()]
    return {
        "root": ROOT,
        "parts": [
            {
                "id": part.id,
                "parent": part.parent,
                "weight": part.weight,
                "open": part.id in sliders.open,
                "rule": _rule(part) if isinstance(part, Node) else None,
                "minCoverage": part.min_coverage if isinstance(part, Node) else None,
            }
            for part in parts
        ],
        "scores": {id: _numbers(scores) for id, scores in sliders.scores.items()},
        "blocked": _flagged(sliders.blocked),
        "uncovered": _flagged(sliders.uncovered),
        "units": [visible(code) for code in labels.units[units]],
        "names": [visible(name) for name in labels.names[lang][units]],
        "rowsShown": [MOST, AROUND],
        "me": int(np.flatnonzero(units == unit)[0]),
        "ranks": _numbers(ranking.rank[units]),
        "rankDecimals": scheme.rank_decimals,
        "ties": scheme.ties,
        "decimals": scheme.decimals,
        "presets": [dict(shares) for _, shares in sliders.presets],
    }


def _rule(node: Node) -> dict[str, Any]:
    return {"name": node.aggregate.name, **node.aggregate.options}


def _numbers(values: Floats) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]


def _flagged(masks: Mapping[str, Bools]) -> dict[str, list[int]]:
    found = {id: np.flatnonzero(mask).tolist() for id, mask in masks.items()}
    return {id: units for id, units in found.items() if units}
