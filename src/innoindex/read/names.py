"""Names and groups of units, of which the latest period's count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..messages import Label, Language
from ..panel import Ints, Texts
from .readings import Readings
from .vocabulary import LANGUAGES


def take_names(
    tables: Sequence[Readings], keys: Sequence[Ints], units: Texts
) -> Mapping[Language, Texts]:
    """(U,) names in each language: else the other language's, else the unit's id."""
    found = {
        lang: _latest([table.names.get(lang) for table in tables], keys, len(units))
        for lang in LANGUAGES
    }
    return {
        "zh": _first_filled(found["zh"], found["en"], units),
        "en": _first_filled(found["en"], found["zh"], units),
    }


def take_groups(
    tables: Sequence[Readings], keys: Sequence[Ints], shape: tuple[int, int]
) -> tuple[tuple[Label, ...], Ints]:
    """The groups in the order of their first units, and each unit's, -1 = none."""
    zh, en = (
        _latest([table.groups.get(lang) for table in tables], keys, shape[1]) for lang in LANGUAGES
    )
    if zh is None and en is None:
        return (), np.full(shape[1], -1, dtype=np.int64)
    empty = np.full(shape[1], "", dtype=object)
    key = _first_filled(zh, en, empty)
    named = key.copy()
    named[key == ""] = None
    codes, kinds = pd.factorize(named)
    # A group is one by its name in the first language, also where some rows lack the second.
    english = dict(zip(kinds, kinds, strict=True))
    if zh is not None and en is not None:
        given = (key != "") & (en != "")
        english.update(zip(key[given][::-1], en[given][::-1], strict=True))
    return tuple(Label(kind, english[kind]) for kind in kinds), codes


def _latest(columns: Sequence[Texts | None], keys: Sequence[Ints], units: int) -> Texts | None:
    """(U,) the text of each unit in its latest period that has one, empty if none has."""
    given = [(texts, key) for texts, key in zip(columns, keys, strict=True) if texts is not None]
    if not given:
        return None
    texts = np.concatenate([texts for texts, _ in given])
    key = np.concatenate([key for _, key in given])
    if len(texts) == units and len(given) == 1 and np.array_equal(key, np.arange(units)):
        return texts
    order = np.argsort(key // units, kind="stable")
    order = order[texts[order] != ""]
    latest = np.full(units, "", dtype=object)
    latest[key[order] % units] = texts[order]  # the last assignment stays
    return latest


def _first_filled(*columns: Texts | None) -> Texts:
    """Per unit the first text that is not empty; the last column is given for all."""
    chosen: Texts | None = None
    for column in columns:
        if column is None:
            continue
        if chosen is None:
            chosen = column
        elif (empty := chosen == "").any():
            chosen = np.where(empty, column, chosen)
    assert chosen is not None
    return chosen
