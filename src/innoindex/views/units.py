"""The columns that say which unit a row is."""

from __future__ import annotations

from ..messages import say
from ..panel import Ints, Panel
from ..view import Bilingual, Column


def unit_columns(labels: Panel, index: Ints) -> tuple[Column, Column, Column]:
    """Code, name and group of the units `index`; the group where a unit has one."""
    group = bool((labels.group_of[index] >= 0).any())
    return (
        Column("unit", say("Code"), labels.units[index], priority=40),
        Column("name", say("Name"), names_of(labels, index), priority=0),
        Column("group", say("Group"), groups_of(labels, index), priority=30 if group else None),
    )


def names_of(labels: Panel, index: Ints) -> Bilingual:
    return Bilingual(labels.names["zh"][index].tolist(), labels.names["en"][index].tolist())


def groups_of(labels: Panel, index: Ints) -> Bilingual:
    zh = [*(label.zh for label in labels.groups), None]
    en = [*(label.en for label in labels.groups), None]
    if not labels.groups:
        return Bilingual(zh * len(index), en * len(index))  # none at all
    groups = labels.group_of[index].tolist()
    return Bilingual([zh[g] for g in groups], [en[g] for g in groups])
