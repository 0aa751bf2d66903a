"""Clean random tables like those of counties, and errors to plant in them.

What a table is made of: sizes over two orders of magnitude (lognormal); columns that go with size
or not, a few with a long tail; growth in common by column and period, and shocks of single units,
of which one in ten is 10 to 40 %; shares; small counts with zeros; missing cells; units that come
later; boundary changes, of which the scheme declares half. Values are rounded as statistics are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from innoindex.panel import Panel, panel_from_arrays
from innoindex.scheme import Scheme
from innoindex.scheme_file import parse_scheme
from innoindex.screening.suspicion import Suspicion

Rng = np.random.Generator

# id: of size to the power of, median at size 1, spread between units (natural log), decimals
MEASURED = {
    "gdp": (1.0, 400.0, 0.3, 4),
    "pop": (0.9, 50.0, 0.2, 4),
    "revenue": (1.1, 300.0, 0.7, 4),
    "spending": (0.8, 60.0, 0.25, 2),
    "investment": (1.0, 120.0, 0.4, 2),
    "contracts": (1.1, 5.0, 0.9, 4),
    "energy": (1.0, 150.0, 0.5, 2),
    "income": (0.1, 40000.0, 0.2, 0),
}
COUNTED = {
    "firms": (1.0, 9000.0, 0.3),
    "staff": (1.1, 12000.0, 0.6),
    "patents": (1.2, 400.0, 0.8),
    "centres": (1.1, 6.0, 0.6),
    "platforms": (1.0, 1.5, 0.5),
}
# part: whole, share of it at the median, spread of the odds
PARTS = {
    "rd": ("gdp", 0.02, 0.4, 4),
    "hightech": ("firms", 0.02, 0.5, 0),
    "science": ("spending", 0.04, 0.4, 4),
    "new_products": ("revenue", 0.3, 0.5, 4),
}
UNITS = {"pop": "万人", "energy": "万吨标准煤", "income": "元", "firms": "家", "staff": "人",
         "patents": "件", "centres": "家", "platforms": "个", "hightech": "家"}  # fmt: skip


def make_scheme(breaks: str = "") -> Scheme:
    """Shares of parts in wholes, and what there is per head; money is in 亿元."""
    raw = "".join(
        f'[raw.{id}]\nname = "{id}"\nunit = "{UNITS.get(id, "亿元")}"\n'
        + ("additive = false\n" if id == "income" else "")
        for id in (*MEASURED, *COUNTED, *PARTS)
    )
    indicators = "".join(
        f'[indicator.{part}_share]\nvalue = "100 * {part} / {whole}"\nunit = "%"\n'
        for part, (whole, *_) in PARTS.items()
    )
    indicators += "".join(
        f'[indicator.{id}_per_head]\nvalue = "{id} / pop"\n'
        for id in (*MEASURED, *COUNTED)
        if id != "pop"
    )
    head = 'schema = 1\n[index]\nname = "t"\nnormalise = "z-score"\nimpute = "drop"\n'
    return parse_scheme(f"{head}{breaks}{raw}{indicators}")


def clean_table(rng: Rng, periods: int = 6, units: int = 90) -> tuple[Panel, Scheme]:
    """A table without an error, and its scheme."""
    shape = (periods, units)
    size = rng.normal(0, 0.5, units) * np.log(10)
    changed = _boundaries(rng, shape)

    def path(power: float, spread: float) -> np.ndarray:
        """(P, U) natural logarithms: level, common growth, walk of the unit, shocks of a year."""
        common = np.concatenate([[0], np.cumsum(rng.normal(0.07, 0.04, periods - 1))])
        walk = np.cumsum(_shocks(rng, shape, 0.04), axis=0)
        level = power * (size + np.cumsum(changed, axis=0)) + rng.normal(0, spread, units)
        return np.asarray(level + common[:, None] + walk + 0.3 * _shocks(rng, shape, 0.04))

    columns: dict[str, np.ndarray] = {}
    for id, (power, median, spread, decimals) in MEASURED.items():
        columns[id] = np.round(median * np.exp(path(power, spread)), decimals)
    for id, (power, median, spread) in COUNTED.items():
        columns[id] = rng.poisson(median * np.exp(path(power, spread))).astype(float)
    for id, (whole, share, spread, decimals) in PARTS.items():
        odds = share / (1 - share) * np.exp(path(0.0, spread))
        columns[id] = np.round(columns[whole] * odds / (1 + odds), decimals)
    for id, values in columns.items():
        columns[id] = np.where(rng.random(shape) < 0.01, np.nan, values)
    if periods > 2:
        late = rng.choice(units, 2, replace=False)
        for values in columns.values():
            values[: periods // 2, late] = np.nan
    codes = [f"33{u // 10:02d}{u % 10:02d}" for u in range(units)]
    labels = [str(2015 + p) for p in range(periods)]
    declared = np.argwhere(changed != 0)[::2]
    breaks = "".join(
        f'[[break]]\nperiod = {labels[p]}\nunits = ["{codes[u]}"]\nnote = "boundary"\n'
        for p, u in declared.tolist()
    )
    return panel_from_arrays(columns, periods=labels, units=codes), make_scheme(breaks)


def _shocks(rng: Rng, shape: tuple[int, int], spread: float) -> np.ndarray:
    """Small changes, and in one case of ten one of 10 to 40 %, up or down."""
    large = rng.uniform(0.1, 0.4, shape) * rng.choice([-1, 1], shape)
    small = rng.normal(0, spread, shape)
    return np.asarray(np.where(rng.random(shape) < 0.1, large, small))


def _boundaries(rng: Rng, shape: tuple[int, int]) -> np.ndarray:
    """(P, U) natural logarithms of what a boundary change makes of a unit, in one of forty."""
    changed = np.zeros(shape)
    if shape[0] > 1:
        for unit in rng.choice(shape[1], max(1, shape[1] // 40), replace=False):
            changed[rng.integers(1, shape[0]), unit] = np.log(rng.uniform(0.4, 2))
    return changed


@dataclass(frozen=True)
class Plant:
    """An error that was put in: what a finding must say to be right."""

    kind: str
    columns: frozenset[str]
    periods: frozenset[int]
    units: frozenset[int]
    power: int = 0

    def names(self, found: Suspicion) -> bool:
        """Whether a finding is about the planted cells, or one of them."""
        columns = not self.columns or not found.columns or self.columns & set(found.columns)
        units = not self.units or not found.units or self.units & set(found.units)
        breaks = {q for start in found.starts for q in (start - 1, start)}
        return bool(columns and units and self.periods & (breaks | set(found.periods)))

    def is_right(self, found: Suspicion) -> bool:
        """Whether a finding names these cells, and what was done to them."""
        if found.kind != self.kind or not self.names(found):
            return False
        if self.units and not self.units <= set(found.units):
            return False
        if self.kind != "unit":
            return True
        power = round(float(np.log10(abs(found.factor)))) if found.factor else 0
        return self.periods == set(found.periods) and power == self.power


Columns = dict[str, np.ndarray]
Spot = tuple[str, int, int]  # column, period, unit


def spots(rng: Rng, panel: Panel, count: int) -> list[Spot]:
    """Cells above 0, each of another unit, any column and period."""
    ids = sorted(panel.columns)
    chosen: list[Spot] = []
    for unit in rng.permutation(panel.shape[1]).tolist():
        id, p = str(rng.choice(ids)), int(rng.integers(panel.shape[0]))
        if panel.columns[id][p, unit] > 0:
            chosen.append((id, p, unit))
        if len(chosen) == count:
            break
    return chosen


def wrong_unit(where: str, power: int) -> Callable[[Rng, Columns, Spot], Plant | None]:
    """A value 10**power times too large: in a cell, from a period on, a row or a column."""

    def put(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
        id, p, unit = spot
        last = len(columns[id]) - 1
        p = {"first": 0, "last": last, "middle": (last + 1) // 2}.get(where, p)
        at = [p]
        if where == "persistent":
            p = int(rng.integers(1, last + 1)) if last else 0
            at = list(range(p, last + 1))
        ids = sorted(columns) if where == "row" else [id]
        units = [unit]
        if where == "column":
            units = list(range(columns[id].shape[1]))
        for each in ids:
            columns[each][np.ix_(at, units)] *= 10.0**power
        there = frozenset(q for q in at if columns[id][q, unit] > 0)
        if not there:
            return None
        named = frozenset() if where == "column" else frozenset({unit})
        return Plant("unit", frozenset(ids), there, named, power)

    return put


def swapped_digits(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """Two neighbouring digits of the first three, the other way."""
    id, p, unit = spot
    text = f"{columns[id][p, unit]:.10g}"
    places = [i for i in range(min(2, len(text) - 1)) if text[i : i + 2].isdigit()]
    places = [i for i in places if text[i] != text[i + 1]]
    if not places or len(text.replace(".", "")) < 3:
        return None
    i = int(rng.choice(places))
    columns[id][p, unit] = float(text[:i] + text[i + 1] + text[i] + text[i + 2 :])
    return Plant("digits", frozenset({id}), frozenset({p}), frozenset({unit}))


def lost_sign(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """A minus sign that should not be there, in the column that is no total."""
    _, p, unit = spot
    if not columns["income"][p, unit] > 0:
        return None
    columns["income"][p, unit] *= -1
    return Plant("sign", frozenset({"income"}), frozenset({p}), frozenset({unit}))


def repeated(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """Last year's value again, in a column that is not of small numbers."""
    id, p, unit = spot
    p = max(p, 1)
    before = columns[id][p - 1, unit]
    if len(columns[id]) < 2 or not before > 0 or id in ("centres", "platforms"):
        return None
    columns[id][p, unit] = before
    return Plant("repeat", frozenset({id}), frozenset({p}), frozenset({unit}))


def repeated_row(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """Last year's row again."""
    id, p, unit = spot
    p = max(p, 1)
    if len(columns[id]) < 2 or not columns[id][p - 1, unit] > 0:
        return None
    for values in columns.values():
        values[p, unit] = values[p - 1, unit]
    return Plant("repeat", frozenset(columns), frozenset({p}), frozenset({unit}))


def repeated_column(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """Last year's column again."""
    id, p, _ = spot
    p = max(p, 1)
    if len(columns[id]) < 2 or id in ("centres", "platforms"):
        return None
    columns[id][p] = columns[id][p - 1]
    return Plant("repeat", frozenset({id}), frozenset({p}), frozenset())


def twin_row(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """The row of another unit."""
    _, p, unit = spot
    other = (unit + 1) % columns["gdp"].shape[1]
    if not (columns["gdp"][p, unit] > 0 and columns["gdp"][p, other] > 0):
        return None
    for values in columns.values():
        values[p, unit] = values[p, other]
    return Plant("repeat", frozenset(columns), frozenset({p}), frozenset({unit, other}))


def filled_down(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """One value in all units of a period."""
    id, p, unit = spot
    there = ~np.isnan(columns[id][p])
    columns[id][p, there] = columns[id][p, unit]
    return Plant("constant", frozenset({id}), frozenset({p}), frozenset())


def share_above(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """A part 1.05 to 3 times its whole, in all periods: no series shows it."""
    _, p, unit = spot
    if not columns["spending"][p, unit] > 0:
        return None
    columns["science"][:, unit] = columns["spending"][:, unit] * rng.uniform(1.05, 3)
    return Plant("share", frozenset({"science", "spending"}), frozenset({p}), frozenset({unit}))


def one_alone(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """A unit with 30 times what it has per head, in all periods: one unit makes the differences."""
    _, p, unit = spot
    if not columns["energy"][p, unit] > 0:
        return None
    columns["energy"][:, unit] *= 30
    return Plant("dominance", frozenset({"energy_per_head"}), frozenset({p}), frozenset({unit}))


def new_definition(rng: Rng, columns: Columns, spot: Spot) -> Plant | None:
    """From a period on a column counts 2.5 to 3.5 times as much, unevenly: its sum jumps."""
    id, p, _ = spot
    p = max(p, 1)
    if len(columns[id]) < 3 or id in ("income", "centres", "platforms"):
        return None
    columns[id][p:] *= rng.uniform(2.5, 3.5, columns[id].shape[1])
    return Plant("sum", frozenset({id}), frozenset({p}), frozenset())


CELLS: dict[str, Callable[[Rng, Columns, Spot], Plant | None]] = {
    "digits swapped": swapped_digits,
    "sign flipped": lost_sign,
    "value repeated": repeated,
    "row of the year before": repeated_row,
    "row of another unit": twin_row,
    "share above 100 %": share_above,
}
WHOLES: dict[str, Callable[[Rng, Columns, Spot], Plant | None]] = {
    "column of the year before": repeated_column,
    "column filled down": filled_down,
    "one unit dominates": one_alone,
    "sum jumps": new_definition,
}


def planted(
    rng: Rng, panel: Panel, put: Callable[[Rng, Columns, Spot], Plant | None], count: int
) -> tuple[Panel, list[Plant]]:
    """The panel with up to so many errors, each in another unit, and what they are."""
    columns = {id: values.copy() for id, values in panel.columns.items()}
    plants = [plant for spot in spots(rng, panel, count) if (plant := put(rng, columns, spot))]
    return replace(panel, columns=columns), plants


def renamed(rng: Rng, panel: Panel) -> tuple[Panel, list[Plant]]:
    """One unit twice, the second time under another spelling of its name or code."""
    unit = int(rng.integers(panel.shape[1]))
    name = f"{panel.name(unit, 'zh')}萧山"
    names = panel.names["zh"].copy()
    names[unit] = f"{name}区"
    spelt = str(rng.choice([name, f"{name} 区", f"{name}区", f"{name}市辖区"]))
    code = str(panel.units[unit])
    recoded = str(rng.choice([f"0{code}", f"{code}000000", f"{code}-1", "999999"]))
    names = np.append(names, np.array([spelt], dtype=object))
    columns = {
        id: np.hstack([x, np.round(x[:, [unit]] * 1.01, 4 if id in MEASURED else 0)])
        for id, x in panel.columns.items()
    }
    more = replace(
        panel,
        units=np.append(panel.units, np.array([recoded], dtype=object)),
        names={"zh": names, "en": names},
        group_of=np.append(panel.group_of, panel.group_of[unit]),
        present=np.hstack([panel.present, panel.present[:, [unit]]]),
        columns=columns,
    )
    p = int(np.argmax(panel.present[:, unit]))
    plant = Plant("duplicate", frozenset(), frozenset({p}), frozenset({unit, panel.shape[1]}))
    return more, [plant]


def without_rows(rng: Rng, panel: Panel, count: int) -> tuple[Panel, list[Plant]]:
    """Units without their row in a period between others."""
    columns = {id: values.copy() for id, values in panel.columns.items()}
    present = panel.present.copy()
    plants = []
    for _, _, unit in spots(rng, panel, count):
        if panel.shape[0] > 2 and present[:, unit].all():
            p = int(rng.integers(1, panel.shape[0] - 1))
            present[p, unit] = False
            for values in columns.values():
                values[p, unit] = np.nan
            plants.append(Plant("missing", frozenset(), frozenset({p}), frozenset({unit})))
    return replace(panel, columns=columns, present=present), plants
