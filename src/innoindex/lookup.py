"""Units, groups and parts of a scheme by the names that people give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .errors import wrong_use
from .messages import Label, Message, did_you_mean, nearest, say
from .panel import Floats, Panel
from .scheme import ROOT, Scheme


def need_groups(panel: Panel) -> None:
    """A usage error if groups are asked for and the table has none."""
    if not panel.groups:
        text = say("the table has no groups")
        help = say('name its column in the scheme: [columns] group = "…"')
        raise wrong_use(text, help)


def find_unit(labels: Panel, wanted: str) -> int:
    """The unit named by its code, its name in either language, or a unique prefix of one."""
    keys = [
        [str(unit), str(zh), str(en)]
        for unit, zh, en in zip(labels.units, labels.names["zh"], labels.names["en"], strict=True)
    ]
    return _find(wanted, keys, say('there is no unit "{name}"', name=wanted))


def unit_index(labels: Panel, unit: int | str) -> int:
    """The index of a unit that is given by its index or by a name."""
    return find_unit(labels, unit) if isinstance(unit, str) else unit


def find_group(labels: Panel, wanted: str) -> int:
    """The group named by its name in either language, or a unique prefix of one."""
    need_groups(labels)
    keys = [[label.zh, label.en] for label in labels.groups]
    return _find(wanted, keys, say('there is no group "{name}"', name=wanted))


def need_rank(labels: Panel, ranks: Floats, unit: int) -> None:
    """A usage error if a unit has no rank, by the ranks (N,) of a period."""
    if np.isnan(ranks[unit]):
        text = say("{unit} has no rank", unit=labels.label(unit))
        raise wrong_use(text, say("choose another unit or period"))


def find_part(wanted: str, scheme: Scheme, option: str) -> str:
    """The id of the dimension or indicator that an option names, by id or name."""
    ids = [id for id in (*scheme.nodes, *scheme.indicators) if id != ROOT]
    known = {id: scheme.part(id).name for id in ids}
    id = find_named(wanted.strip(), known)
    if id is None:
        names = [text for label in known.values() for text in (label.zh, label.en)]
        text = say('{key}: there is no "{name}"', key=option, name=wanted)
        raise wrong_use(text, nearest_name(wanted, list(known), names))
    return id


def nearest_name(wanted: str, ids: Sequence[str], names: Sequence[str]) -> Message:
    """Help for what is neither an id nor a name: the nearest of both, else the ids."""
    return nearest(wanted, dict.fromkeys((*ids, *names))) or did_you_mean(wanted, ids)


def find_named(wanted: str, known: Mapping[str, Label]) -> str | None:
    """The id that is wanted, or the one whose name in either language is; None if not one."""
    if wanted in known:
        return wanted
    word = wanted.strip().casefold()
    found = [id for id, name in known.items() if word in (name.zh.casefold(), name.en.casefold())]
    return found[0] if len(found) == 1 else None


def _find(wanted: str, keys: list[list[str]], none: Message) -> int:
    word = wanted.strip().casefold()
    exact = {i for i, names in enumerate(keys) if word in (name.casefold() for name in names)}
    found = exact or {
        i for i, names in enumerate(keys) if any(n.casefold().startswith(word) for n in names)
    }
    if len(found) == 1:
        return found.pop()
    if found:
        names = [" ".join(dict.fromkeys(keys[i])) for i in sorted(found)[:10]]
        text = say('"{name}" may be {names}', name=wanted, names=names)
        raise wrong_use(text, say("name it by code"))
    known = [name for names in keys for name in dict.fromkeys(names)]
    raise wrong_use(none, did_you_mean(wanted, known))
