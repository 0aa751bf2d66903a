"""Texts for people: written in English where they arise, rendered in a language at the edge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
# What a finding quotes of a file is cut: a text after so many characters, a list after so many.
LONGEST = 300
MOST = 100
# Names are compared in the square of their length: no longer ones, and no more.
_LONGEST_NAME = 100
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Label:
    """A name that a scheme or a table gives in Chinese and in English."""

    zh: str
    en: str

    def text(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """An English template with its values; `say` makes one."""

    template: str
    values: Mapping[str, object]

    def text(self, lang: Language) -> str:
        values = {key: _value(value, lang) for key, value in self.values.items()}
        return translate(self.template, lang).format(**values)

    def __str__(self) -> str:
        return self.text("en")

    def cut(self) -> Message:
        """The message with values that are no longer than a person reads."""
        return Message(self.template, {key: cut(value) for key, value in self.values.items()})


def say(template: str, **values: object) -> Message:
    """A message in both languages: `template` must stand in the Chinese catalogue too."""
    return Message(template, values)


def translate(template: str, lang: Language) -> str:
    """The template in `lang`; English is the key and the fallback."""
    if lang == "en":
        return template
    from .zh import ZH

    return ZH.get(template, template)


def _value(value: object, lang: Language) -> object:
    if isinstance(value, (Label, Message)):
        return value.text(lang)
    if isinstance(value, (list, tuple)):
        clauses = any(isinstance(item, Message) for item in value)
        comma = ", " if lang == "en" else "，" if clauses else "、"
        return comma.join(str(_value(item, lang)) for item in value)
    return value


def cut(value: object) -> object:
    """A value of a message, no longer than a person reads."""
    if isinstance(value, Message):
        return value.cut()
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}…"
    if isinstance(value, (list, tuple)):
        more = ["…"] if len(value) > MOST else []
        return type(value)([*map(cut, value[:MOST]), *more])
    return value


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> Message | None:
    """Help for a name that does not exist: the nearest that do, if any is near."""
    from difflib import get_close_matches

    if len(word) > _LONGEST_NAME:
        return None
    names = [name for name in map(str, known) if len(name) <= _LONGEST_NAME]
    near = get_close_matches(word, names[:_MOST_NAMES], n=3, cutoff=likeness)
    return say("did you mean {names}?", names=near) if near else None


def did_you_mean(word: str, known: Collection[str]) -> Message:
    """Help for a name that does not exist: the nearest that do, or all of them."""
    if near := nearest(word, known):
        return near
    names = [str(name) for name in known]
    if not names:
        return say("none is defined")
    more = names[:12] + (["…"] if len(names) > 12 else [])
    return say("known: {names}", names=more)
