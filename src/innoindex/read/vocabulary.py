"""The words of a scheme that can stand in a table's headings, and how headings are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..measure import conversion
from ..messages import Language, Message, did_you_mean, nearest, say
from ..scheme import RawColumn, Scheme
from .cells import UNSEEN

LANGUAGES: tuple[Language, ...] = ("zh", "en")
INDICATOR = ("indicator", "variable", "指标", "指标名称", "指标代码")
VALUE = ("value", "数值", "值", "指标值")
MEASURE = ("单位", "计量单位", "unit_of_measure")

_BRACKET = re.compile(r"(.+?)[(\[]([^()\[\]]*)[)\]]")


def plain(heading: str) -> str:
    """The heading after NFKC, without blanks, also inner ones: cells break their lines."""
    return "".join(UNSEEN.sub("", unicodedata.normalize("NFKC", heading)).split())


def normal(heading: str) -> str:
    """The form in which headings are compared."""
    return plain(heading).casefold()


def split_bracket(heading: str) -> tuple[str, str] | None:
    """A heading without its trailing bracket, and what stands in the bracket."""
    match = _BRACKET.fullmatch(plain(heading))
    return (match[1], match[2]) if match else None


@dataclass(frozen=True)
class Match:
    """A heading that means a raw column; `ratio` None: its unit of measure cannot be converted."""

    id: str
    unit: str = ""  # of measure, as the heading gives it
    ratio: Fraction | None = Fraction(1)
    others: tuple[str, ...] = ()  # columns that it may mean as well


class Vocabulary:
    """Looks up headings: labels of rows by role, and raw columns by id, name or alias."""

    def __init__(self, scheme: Scheme) -> None:
        columns = scheme.columns
        self.scheme = scheme
        self.raw = scheme.raw
        self.required = tuple(
            id
            for id in scheme.raw
            if any(id in indicator.value.columns for indicator in scheme.indicators.values())
        )
        self.labels: dict[str, tuple[str, ...]] = {"unit": columns.unit, "period": columns.period}
        for lang in LANGUAGES:
            self.labels[f"name.{lang}"] = columns.name.get(lang, ())
            self.labels[f"group.{lang}"] = columns.group.get(lang, ())
        self.label_keys = {role: tuple(map(normal, words)) for role, words in self.labels.items()}
        # An id counts before a name, and a name before an alias.
        columns_of = scheme.raw.values()
        self._exact: dict[str, tuple[str, ...]] = {c.id: (c.id,) for c in columns_of}
        self._words = [
            _owners((normal(word), column.id) for column in columns_of for word in words(column))
            for words in (lambda c: (c.id,), _names, lambda c: c.aliases)
        ]

    def match(self, heading: str, unit: str = "") -> Match | None:
        """The raw column that a heading means, with the unit in its brackets or the given one."""
        split = split_bracket(heading)
        ids = self._look_up(heading)
        if not ids:
            if split is None or not (ids := self._look_up(split[0])):
                return None
            unit = split[1]
        elif split and self._ratio(ids[0], split[1]) is not None:
            # The whole heading is a name; its bracket may say something else: GDP (当年价).
            unit = split[1]
        return Match(ids[0], unit, self._ratio(ids[0], unit), ids[1:])

    def _look_up(self, word: str) -> tuple[str, ...]:
        """The columns that a word means; more than one if it is not clear which."""
        found = self._exact.get(plain(word))
        for owners in self._words:
            found = found or owners.get(normal(word))
        return found or ()

    def _ratio(self, id: str, unit: str) -> Fraction | None:
        wanted = self.raw[id].unit
        if not unit or not (wanted.zh or wanted.en):
            return Fraction(1)
        return conversion(unit, wanted)

    def nearest(self, words: Iterable[str], headings: list[str]) -> Message:
        """Help for what no heading matches: the nearest heading to any of the words, or all."""
        words = [word for word in dict.fromkeys(words) if word]
        near = [help for word in words if (help := nearest(word, headings))]
        return near[0] if near else did_you_mean(words[0], headings)

    def missing_column(self, id: str, unused: list[str], headings: list[str]) -> Message:
        """Help for a column that no table has: a heading, or an id of the scheme, like it.

        `unused` are those of the headings that mean nothing else.
        """
        column = self.raw[id]
        for word in dict.fromkeys((*_names(column), id, *column.aliases)):
            if near := nearest(word, unused):
                return near
        if column.declared:
            return did_you_mean(id, unused or headings)
        declared = [other.id for other in self.raw.values() if other.declared]
        return say(
            "{help} ({place} names it)",
            help=nearest(id, declared) or did_you_mean(id, unused or headings),
            place=self._named_at(id),
        )

    def _named_at(self, id: str) -> str:
        """Where the scheme's first indicator that needs a column is written."""
        needs = (each.id for each in self.scheme.indicators.values() if id in each.value.columns)
        line = self.scheme.line("indicator", next(needs), "value")
        return f"{self.scheme.source}:{line}"


def _names(column: RawColumn) -> tuple[str, ...]:
    return tuple(name for name in (column.name.zh, column.name.en) if name)


def _owners(words: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Each word with the columns that have it."""
    owners: dict[str, tuple[str, ...]] = {}
    for word, id in words:
        owners[word] = tuple(dict.fromkeys((*owners.get(word, ()), id)))
    return owners
