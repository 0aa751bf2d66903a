"""What the tests share: schemes and panels in a line or two, and random ones for the laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.panel import Panel, panel_from_arrays
from innoindex.scheme import Scheme
from innoindex.scheme_file import parse_scheme

settings.register_profile(
    "laws",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("laws")

NAN = float("nan")


def scheme_of(text: str) -> Scheme:
    """A scheme from its text without the line `schema = 1`, which becomes line 1."""
    return parse_scheme("schema = 1\n" + text)


def panel_of(columns: dict[str, Sequence], **labels) -> Panel:
    """A panel from lists: one period as [values], several as [[values], …]."""
    return panel_from_arrays(
        {name: np.atleast_2d(np.array(values, dtype=float)) for name, values in columns.items()},
        **labels,
    )


def computed(text: str, columns: dict[str, Sequence], level: str = "unit", **labels) -> Result:
    return compute(panel_of(columns, **labels), scheme_of(text), level=level)


def scores_of(text: str, columns: dict[str, Sequence], id: str = "index", **labels) -> list:
    """The scores of a node or an indicator: a list a period, or one list if there is one period."""
    scores = computed(text, columns, **labels).scores[id]
    return scores[0].tolist() if len(scores) == 1 else scores.tolist()


def one_indicator(normalise: str, direction: str = "+", more: str = "") -> str:
    """A scheme of the single indicator x."""
    return f'[indicator.x]\ndirection = "{direction}"\nnormalise = {normalise}\n{more}\n'


def problems_of(text: str) -> list[str]:
    """What is wrong with a scheme file, as the reader is told it."""
    with pytest.raises(InnoindexError) as caught:
        parse_scheme(text)
    return [str(problem) for problem in caught.value.problems]


def errors_of(text: str, columns: dict[str, Sequence], **labels) -> list[str]:
    """What stops a computation, as the reader is told it."""
    with pytest.raises(InnoindexError) as caught:
        computed(text, columns, **labels)
    return [str(problem) for problem in caught.value.problems]


def same(values: object, expected: object, tolerance: float = 1e-9) -> None:
    """Equal within a tolerance, missing where missing."""
    np.testing.assert_allclose(
        np.array(values, dtype=float), np.array(expected, dtype=float), tolerance, tolerance
    )


# Names whose alphabetical order is neither the order of the file nor that of the columns.
NAMES = ["zinc", "c10", "c9", "Beta", "alpha", "人口"]
UNITS = ["u10", "u9", "Z", "a", "b2", "b10", "乙", "甲", "x", "C"]

# Scores that are above 0 on the panels below, whatever the sample.
POSITIVE_METHODS = [
    '"none"',
    '{ method = "min-max", range = [1, 10] }',
    '{ method = "goalposts", lower = 0, upper = 200 }',
    '"rank"',
    '"fraction-of-max"',
    '"ratio"',
    '{ method = "ratio", to = "best" }',
    '"percentile"',
    '"exponential-rank"',
    '{ method = "base-ratio", reference = 20 }',
    '{ method = "standard", reference = 20 }',
]
METHODS = [
    *POSITIVE_METHODS,
    '"min-max"',
    '"percentile-rank"',
    '"borda"',
    '"distance-to-max"',
    '{ method = "relative-difference", to = "median" }',
    '"above-below-mean"',
    '"categorical"',
    '"z-score"',
    '{ method = "z-score", mean = 100, sd = 10, ddof = 0, truncate = 1.5 }',
    '{ method = "distance-to-target", target = 150 }',
    '{ method = "goalposts", lower = 20, upper = 80, clip = false }',
    '{ method = "min-max", within = "group" }',
    '{ method = "percentile-rank", within = "group", round = 3 }',
]
POSITIVE_AGGREGATES = [
    '"geometric"',
    '"harmonic"',
    '{ method = "power", p = 0.5 }',
    '{ method = "power", p = 3 }',
]
AGGREGATES = [
    '"arithmetic"',
    '"median"',
    '"sum"',
    '"copeland"',
]


@dataclass(frozen=True)
class Entry:
    """A line of a random scheme: an indicator on one column, under a dimension or the index."""

    id: str
    dimension: str | None
    normalise: str
    direction: str
    weight: int

    def with_a_better_target(self) -> Entry:
        """A target that is better than any value of `panels`, whichever way is better."""
        if self.direction == "+":
            return self
        return replace(self, normalise=self.normalise.replace("target = 150", "target = 1"))

    def toml(self, weight: object) -> str:
        parent = f'dimension = "{self.dimension}"\n' if self.dimension else ""
        given = "" if weight is None else f"weight = {weight}\n"
        return (
            f'[indicator."{self.id}"]\n{parent}{given}'
            f'direction = "{self.direction}"\nnormalise = {self.normalise}\n'
        )


@dataclass(frozen=True)
class Draft:
    """A random scheme before it is a text, so that a law can change one thing of it."""

    entries: tuple[Entry, ...]
    dimensions: tuple[tuple[str, str, int], ...]  # id, aggregate, weight
    aggregate: str
    stats: str
    ties: str
    rescale: str

    def text(self, weights: bool = True, factor: float = 1) -> str:
        def weight(given: int) -> object:
            return given * factor if weights else None

        lines = [
            f"[index]\naggregate = {self.aggregate}\nstats = {self.stats}\n"
            f'ties = "{self.ties}"\nimpute = "drop"\nrescale = {self.rescale}\n'
        ]
        for id, aggregate, given in self.dimensions:
            said = f"weight = {weight(given)}\n" if weights else ""
            lines.append(f'[dimension."{id}"]\naggregate = {aggregate}\n{said}')
        lines += [entry.toml(weight(entry.weight)) for entry in self.entries]
        return "".join(lines)

    def scheme(self, **changes) -> Scheme:
        return scheme_of(self.text(**changes))

    def shuffled(self, order: Sequence[int]) -> Draft:
        """The same entries in another order."""
        entries = tuple(self.entries[i] for i in order)
        return replace(self, entries=entries, dimensions=self.dimensions[::-1])


@st.composite
def drafts(draw: st.DrawFn, methods: Sequence[str] = METHODS) -> Draft:
    """Two dimensions, one indicator beside them; each node with an aggregate that can take it."""
    ids = draw(st.permutations(NAMES))[: draw(st.integers(3, len(NAMES)))]
    positive = draw(st.booleans())
    normalise = st.sampled_from(POSITIVE_METHODS if positive else methods)
    aggregate = st.sampled_from(AGGREGATES + POSITIVE_AGGREGATES if positive else AGGREGATES)
    weight = st.integers(1, 4)
    parents = ["nord", "Amt", None]
    entries = tuple(
        Entry(
            id,
            parents[i] if i < 2 else draw(st.sampled_from(parents)),
            draw(normalise),
            "+" if positive else draw(st.sampled_from("+-")),
            draw(weight),
        ).with_a_better_target()
        for i, id in enumerate(ids)
    )
    return Draft(
        entries,
        tuple(
            (id, draw(aggregate.filter(lambda a: "cope" not in a)), draw(weight))
            for id in ("nord", "Amt")
        ),
        draw(aggregate),
        draw(st.sampled_from(['"period"', '"pooled"', '"2001"'])),
        draw(st.sampled_from(["min", "dense", "average", "first"])),
        draw(st.sampled_from(['"none"', '"percentile-rank"', '"rank"'])),
    )


@st.composite
def panels(draw: st.DrawFn, draft: Draft, missing: bool = True) -> Panel:
    """Two periods of three to ten units in two groups, with ties and a few holes."""
    count = draw(st.integers(4, len(UNITS)))
    cell = st.integers(1, 40).map(lambda n: n * 2.5)
    columns = {}
    for entry in draft.entries:
        # The first four units differ within each group and period, so that no spread is zero.
        fixed = [[1.5, 2.25, 90.5, 70.125], [3.5, 4.25, 80.5, 60.125]]
        values = np.array([row + [draw(cell) for _ in range(count - 4)] for row in fixed])
        if missing and count > 4 and draw(st.booleans()):
            values[draw(st.integers(0, 1)), draw(st.integers(4, count - 1))] = NAN
        columns[entry.id] = values
    return panel_from_arrays(
        columns,
        periods=("2001", "2002"),
        units=draw(st.permutations(UNITS))[:count],
        groups=["g2" if i % 2 else "G1" for i in range(count)],
    )


@st.composite
def cases(draw: st.DrawFn, methods: Sequence[str] = METHODS, missing: bool = True):
    """A draft with a panel for it."""
    draft = draw(drafts(methods))
    return draft, draw(panels(draft, missing))


def permuted(panel: Panel, order: Sequence[int]) -> Panel:
    """The same panel with its units in another order."""
    index = np.array(order)
    return replace(
        panel,
        units=panel.units[index],
        names={lang: names[index] for lang, names in panel.names.items()},
        group_of=panel.group_of[index],
        present=panel.present[:, index],
        columns={name: values[:, index] for name, values in panel.columns.items()},
    )
