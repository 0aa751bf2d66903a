"""How a result came about: the scheme's tree, its settings, what was repaired, the sources."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..figures import all_decimals
from ..index import Result
from ..levels import base_reference, not_additive
from ..messages import Message, say
from ..panel import Panel
from ..provenance import Provenance
from ..scheme import Indicator, Node, Scheme
from ..view import Column, View
from .cells import cells_view
from .check import check_view
from .method_words import AGGREGATE, TRANSFORM, TREAT, normalisation
from .scheme import summary
from .settings import settings_view
from .sources import sources_view
from .tree import Shares, rows_below, tree_columns

MOST_CELLS = 10_000  # of the cells repaired; what is beyond is counted


def method_views(result: Result, provenance: Provenance) -> tuple[View, ...]:
    """Tables `method`, `settings`, `sources`, `findings` and, if there are any, `cells`.

    The cells are those that the result keeps (`keep_repairs`), in the places of their rows.
    """
    notes = check_view(say("Notes and repairs"), provenance.remarks, ())
    views = (
        tree_view(result.scheme, result.panel),
        settings_view(result.scheme),
        sources_view(provenance),
        replace(notes, sheet=say("Notes")),
    )
    if not result.repairs:
        return views
    cells = cells_view(result.repairs, result.labels, result.scheme, most=MOST_CELLS)
    if cells.footer:
        cells = replace(cells, footer=(say("only the first {most} are listed", most=MOST_CELLS),))
    return *views, cells


def tree_view(scheme: Scheme, panel: Panel | None = None) -> View:
    """A row a dimension and indicator: weight, shares, and how its score is made, in words.

    `share` is of the siblings' weight, `index_share` of the index, both in per cent. `reference`
    is that of base-ratio and standard, untransformed, from sums of the panel if it is not given.
    """
    rows = rows_below(scheme)
    shares, parts = Shares(scheme), [scheme.part(row.id) for row in rows]
    leaves = [part if isinstance(part, Indicator) else None for part in parts]
    references = [reference_of(leaf, scheme, panel) if leaf else np.nan for leaf in leaves]
    id, kind, name = tree_columns(scheme, rows)
    parents = [None if part.parent is None else scheme.nodes[part.parent].name for part in parts]
    columns = (
        id,
        kind,
        name,
        Column("parent", say("Belongs to"), parents),
        Column("weight", say("Weight"), [part.weight for part in parts], "given", priority=6),
        Column("share", say("Share %"), shares.of_siblings(rows), "number", 1, 3),
        Column("index_share", say("Of index %"), shares.of_index(rows), "number", 2, 1),
        Column("direction", say("Direction"), [_direction(leaf) for leaf in leaves], priority=4),
        Column("unit", say("Unit"), [leaf.unit if leaf else None for leaf in leaves], priority=5),
        Column("value", say("Value"), [i.value.text if i else None for i in leaves], priority=7),
        Column("how", say("How it is scored"), [_how(part, scheme) for part in parts], priority=2),
        Column(
            "reference",
            say("Reference"),
            references,
            "number",
            all_decimals(np.nan_to_num(references).tolist()),
            8,
        ),
    )
    return View(
        title=say("How the scores are made"),
        sentences=(summary(scheme),),
        columns=columns,
        names=2,
        id="method",
        sheet=say("Scheme"),
    )


def reference_of(indicator: Indicator, scheme: Scheme, panel: Panel | None) -> float:
    """What scores 100 by base-ratio or standard, untransformed; NaN where it is not known."""
    rule = indicator.normalise
    if rule.name not in ("base-ratio", "standard"):
        return float("nan")
    given = indicator.reference if indicator.reference is not None else rule["reference"]
    if given is not None:
        return float(given)
    period = scheme.base_period
    if panel is None or period not in panel.periods or not_additive(indicator.value, scheme):
        return float("nan")
    return base_reference(indicator.value, panel, str(period))


def _direction(leaf: Indicator | None) -> Message | None:
    if leaf is None:
        return None
    return say("more is better") if leaf.direction > 0 else say("less is better")


def _how(part: Indicator | Node, scheme: Scheme) -> Message:
    """The steps from the value x of an indicator, or the scores x below a node, to its score."""
    if isinstance(part, Node):
        said = [AGGREGATE[part.aggregate.name](part.aggregate)]
        if part.rescale.name != "none":
            rescaled = normalisation(part.rescale, 1, part.stats)
            said.append(say("then rescaled: {words}", words=rescaled))
        return say("{steps}", steps=said)
    reference = _reference_said(part, scheme)
    said = [normalisation(part.normalise, part.direction, part.stats, reference)]
    if part.treat.name != "none":
        said.append(TREAT[part.treat.name](part.treat))
    if part.transform.name != "none":
        words = TRANSFORM[part.transform.name](part.transform)
        said.append(say("x is first transformed: {words}", words=words))
    return say("{steps}", steps=said)


def _reference_said(leaf: Indicator, scheme: Scheme) -> Message:
    if leaf.reference is not None or leaf.normalise.options.get("reference") is not None:
        return say("r given in the scheme")
    return say("r that of all units together in {period}", period=scheme.base_period)
