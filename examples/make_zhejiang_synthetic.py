"""Make the SYNTHETIC example table of Zhejiang's counties: a CSV, and the same as a workbook.

Nothing in the two tables is a statistic. Names and codes of the counties are real; every number
is drawn from a seeded generator around rough, invented sizes (`zhejiang_sketch.py`), so that the
table has the shape, the units and the traps of a real one. A few totals and rankings are steered
to values known from public reports, so that examples tell a known story (`facts` and `check` hold
all of it): the province's GDP, residents and employed in 2022; Xiaoshan's ranks, and its R&D,
77.66 = 3.76 % of GDP in 2022; Binjiang's first place, and 273.9 in 2020; Rui'an's 152.7 and gain
of 17.5 in 2019; Wenzhou's mean of 131.5 in 2021.

How: 1. `draw_targets` draws the index each county shall have; 2. `draw_sizes` lays out wholes
(GDP, residents, firms), following the boundary changes; 3. parts (R&D, patents) are shares of
wholes, and a level for each county and year raises or lowers its shares until the index meets
the target on the rounded totals (`meet_targets`); 4. the written CSV is read back and checked.
The index is that of the shipped scheme: five dimensions of six indicators, equal weights,
arithmetic means, 100 = the ratio of the sums of 2015.

Codes are those of 2022 in all years; `from` and `to` in zhejiang_counties.csv are the first and
last period a county has rows for. Needs numpy and XlsxWriter; each run gives the same bytes.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xlsxwriter
from numpy.typing import NDArray

import zhejiang_sketch as given
from zhejiang_sketch import BINJIANG, LONGWAN, RUIAN, XIAOSHAN, XIHU, YUEQING, YUHANG

Array = NDArray[np.float64]  # (period, county), NaN where a county is absent
Columns = dict[str, Array]  # raw totals by the id of the column

SEED = 330109
FOLDER = Path(__file__).parent
PERIODS = (2015, 2018, 2019, 2020, 2021, 2022)
AT = {period: row for row, period in enumerate(PERIODS)}
SHEET = "县域创新指标(合成)"
TITLE = "浙江省各县(市、区)创新指标原始数据（合成数据，仅供演示）"
NOTE = "注：本表为合成数据，由程序随机生成，不是统计资料，不得引用；代码和名称按2022年区划。"
DECIMALS = {"亿元": 4, "万人": 4, "万吨标准煤": 2}  # in the CSV; all else is whole
SMALLER = {"亿元": "万元", "万人": "人", "万吨标准煤": "吨标准煤"}  # 10,000 times, in the workbook


class County(NamedTuple):
    """A row of zhejiang_counties.csv: code, names (county and city), first and last period."""

    code: str
    names: list[str]
    first: int
    last: int


def read_counties() -> list[County]:
    """Read the counties; an empty `from` or `to` is no limit within the table."""
    with (FOLDER / "zhejiang_counties.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            County(code, names, int(first or PERIODS[0]), int(last or PERIODS[-1]))
            for code, *names, first, last in list(csv.reader(file))[1:]
        ]


def path(start: float, end: float) -> Array:
    """Return steady growth from the first period to the last, as a (period, 1) array."""
    years = (np.array(PERIODS) - PERIODS[0]) / (PERIODS[-1] - PERIODS[0])
    return np.asarray(start * (end / start) ** years[:, None])


def ranks(scores: Array) -> Array:
    """Rank the counties of each period, the highest score first, ties sharing the smaller rank."""
    above = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    return np.where(np.isnan(scores), np.nan, 1 + above)


def facts(score: Array, codes: list[str]) -> dict[str, bool]:
    """Say which facts an index (period, county) reproduces; ranks also on one decimal."""
    at = {code: column for column, code in enumerate(codes)}
    y18, y19, y20, y21, y22 = range(1, 6)
    wenzhou = [at[code] for code in codes if code.startswith("3303")]
    led = sorted(wenzhou, key=lambda column: -score[y21, column])[:3]
    gain = (score[y19] - score[y18])[None, :]
    distance = [np.nanmin(np.abs(score[y] - cut)) for y in (y19, y22) for cut in (150, 120, 100)]
    result = {
        "22 counties at 150 in 2019": (score[y19] >= 150).sum() == 22,
        "no county near a tier's edge": min(distance) >= 0.2,
        "Xiaoshan in the first tier": score[y22, at[XIAOSHAN]] >= 150,
        "Binjiang 273.9 in 2020": round(score[y20, at[BINJIANG]], 1) == 273.9,
        "Rui'an 152.7 in 2019": round(score[y19, at[RUIAN]], 1) == 152.7,
        "Rui'an gained 17.5": round(gain[0, at[RUIAN]], 1) == 17.5,
        "Wenzhou's mean 131.5": round(float(np.nanmean(score[y21, wenzhou])), 1) == 131.5,
        "Wenzhou's first three": led == [at[LONGWAN], at[RUIAN], at[YUEQING]],
    }
    for decimals in (9, 1):
        rank = ranks(np.round(score, decimals))
        climbed = rank[y21] - rank[y22]
        hangzhou = [climbed[at[c]] for c in codes if c.startswith("3301") and c != XIAOSHAN]
        near = np.sort(np.abs(score[y22] - score[y22, at[XIAOSHAN]]))[1:3]
        result |= {
            f"Xiaoshan's ranks ({decimals})": all(
                rank[AT[period], at[XIAOSHAN]] == place
                for period, place in given.XIAOSHAN_RANKS.items()
            ),
            "Xiaoshan's neighbours": near[0] > 0.5 and near[1] < 1.9,
            f"Xiaoshan's climb ({decimals})": np.nanmax(hangzhou) < climbed[at[XIAOSHAN]] == 3,
            f"others move ({decimals})": min((climbed > 3).sum(), (climbed < -3).sum()) > 4,
            f"Binjiang is first ({decimals})": bool((rank[:, at[BINJIANG]] == 1).all()),
            f"Xihu is third ({decimals})": rank[y20, at[XIHU]] == 3,
            f"Yuhang ({decimals})": (rank[y20, at[YUHANG]], rank[y21, at[YUHANG]]) == (4, 2),
            f"Rui'an's rank ({decimals})": rank[y19, at[RUIAN]] == 20,
            f"Rui'an's gain ({decimals})": ranks(np.round(gain, decimals))[0, at[RUIAN]] == 16,
        }
    return {fact: bool(held) for fact, held in result.items()}


def draw_targets(
    rng: np.random.Generator, codes: list[str], present: NDArray[np.bool_], start: Array
) -> Array:
    """Draw the index each county shall have, again and again until the facts hold."""
    target = np.full((len(PERIODS), len(codes)), np.nan)
    xiaoshan, ruian = codes.index(XIAOSHAN), codes.index(RUIAN)
    wenzhou = [
        at for at, code in enumerate(codes) if code.startswith("3303") and code not in given.INDEX
    ]
    while True:
        rate = rng.normal(0.088, 0.016, len(codes))
        target[2] = start + rng.uniform(-0.4, 0.4, len(codes))
        for row in (3, 4, 5):
            target[row] = target[row - 1] * (1 + rate + rng.normal(0, 0.01, len(codes)))
        for code, values in given.INDEX.items():
            target[2:, codes.index(code)] = values
        led = sum(given.INDEX[code][2] for code in (LONGWAN, RUIAN, YUEQING))
        target[4:, wenzhou] *= (131.5 * (len(wenzhou) + 3) - led) / target[4, wenzhou].sum()
        # Gains in 2019: Rui'an's is 17.5, and 15 others' are larger.
        gain = target[2] * (rate + rng.normal(0.005, 0.012, len(codes)))
        gain[[ruian, xiaoshan]] = 0, 11
        gain *= 17.5 / np.sort(gain[present[1]])[-16:-14].mean()
        gain += np.where(gain > 17.5, 0.3, -0.3)
        gain[ruian] = 17.5
        target[1] = target[2] - gain
        target[0] = target[1] / rng.normal(1.25, 0.03, len(codes))
        target[~present] = np.nan
        # Xiaoshan stands half-way between the two it must stand between.
        target[2:, xiaoshan] = np.nan
        for period, rank in given.XIAOSHAN_RANKS.items():
            ranked = -np.sort(-target[AT[period]])
            target[AT[period], xiaoshan] = ranked[rank - 2 : rank].mean()
        target[1, xiaoshan] = target[2, xiaoshan] - gain[xiaoshan]
        target[0, xiaoshan] = target[1, xiaoshan] / 1.25
        if all(facts(target, codes).values()):
            return target


def draw_sizes(rng: np.random.Generator, codes: list[str], sketch: dict[str, Array]) -> Columns:
    """Draw the wholes on the territories of 2022, and add them up to those of each period."""
    cells = [code for code in codes if sketch[code][0] > 0]
    pop, per_head, industry, _ = np.array([sketch[code] for code in cells]).T

    def scatter(spread: float) -> Array:
        return np.exp(rng.normal(0, spread, len(cells)))

    def grow(column: str, end: Array, spread: float) -> Array:
        """Let values grow towards the last period's, adding up to the province's."""
        years = np.array(PERIODS)[:, None] - PERIODS[-1]
        values = end * scatter(spread) ** years
        whole = np.array(given.PROVINCE[column])[:, None]
        return np.asarray(values / values.sum(axis=1, keepdims=True) * whole)

    gdp, xiaoshan = pop * per_head, cells.index(XIAOSHAN)
    gdp[xiaoshan] = 0
    gdp *= (given.PROVINCE["gdp"][-1] - given.XIAOSHAN_GDP) / gdp.sum()
    gdp[xiaoshan] = given.XIAOSHAN_GDP
    size = {"gdp": grow("gdp", gdp, 0.005), "pop": grow("pop", pop, 0.004)}
    size["employed"] = grow("employed", pop * scatter(0.05), 0.003)
    rich = size["gdp"] / size["pop"]
    rich /= rich.mean(axis=1, keepdims=True)
    size["fiscal_exp"] = size["pop"] * path(1.11, 1.85) * rich**0.3 * scatter(0.08)
    size["ind_va"] = size["gdp"] * path(0.0106, 0.01) * industry
    size["ind_revenue"] = size["ind_va"] * 4.75 * scatter(0.1)
    size["ind_firms"] = size["ind_revenue"] / path(1.55, 1.97) / rich**0.2 * scatter(0.15)
    size["firms"] = size["pop"] * path(184, 487) * rich**0.4 * scatter(0.1)
    size["ind_staff"] = size["ind_va"] * 1e4 / path(19, 30) / rich**0.3 * scatter(0.08)
    size["fixed_inv"] = size["gdp"] * path(0.63, 0.58) * scatter(0.1)

    held = np.empty((len(PERIODS), len(codes), len(cells)))
    for row, period in enumerate(PERIODS):
        holds = {cell: {cell: 1.0} for cell in cells}
        for last, changes in given.TERRITORY.items():
            holds |= changes if period <= last else {}
        held[row] = [[holds.get(code, {}).get(cell, 0.0) for cell in cells] for code in codes]
    wholes = {column: np.einsum("puc,pc->pu", held, values) for column, values in size.items()}
    return {c: round_column(c, np.where(v > 0, v, np.nan)) for c, v in wholes.items()}


def round_column(column: str, values: Array) -> Array:
    """Round to the decimals the table has for this column."""
    unit = 10.0 ** DECIMALS.get(given.UNITS[column], 0)
    return np.asarray(np.round(values * unit) / unit)


def fill(sizes: Columns, level: Array, offsets: Columns, fixed: Columns) -> Columns:
    """Return all columns at the given levels of the counties; what is fixed stays so."""
    columns = dict(sizes)
    for share in given.SHARES:
        odds = path(*(value / (share.ceiling - value) for value in (share.start, share.end)))
        odds = odds * np.exp(share.pull * level + offsets[share.part])
        drawn = columns[share.whole] * share.ceiling * odds / (1 + odds)
        held = fixed.get(share.part, np.full_like(drawn, np.nan))
        columns[share.part] = np.where(np.isnan(held), drawn, held)
    return columns


def index(columns: Columns, base: dict[str, float]) -> Array:
    """Return the index: the mean of five means of six is the mean of all thirty scores."""
    scores = []
    for name, _, above, below in given.INDICATORS:
        ratio = columns[above] / columns[below] * (base[below] / base[above])
        scores.append(1 / ratio if name.startswith("-") else ratio)
    return np.asarray(100 * np.mean(scores, axis=0))


def base_of(columns: Columns) -> dict[str, float]:
    """Return the base of the index: the sums over the counties of the first period."""
    return {column: float(np.nansum(values[0])) for column, values in columns.items()}


def draw_offsets(rng: np.random.Generator, codes: list[str], urban: Array) -> Columns:
    """Draw what sets a county's profile apart: by dimension, by share, and a little by year."""
    by_dimension = rng.normal(0, 0.15, (5, len(codes)))
    offsets = {}
    for share in given.SHARES:
        offset = rng.normal(0, share.spread, len(codes)) + share.urban * urban
        offset += [given.STRENGTHS.get(share.part, {}).get(code, 0) for code in codes]
        offset += by_dimension[share.dimension] * (share.pull > 0.2)
        offsets[share.part] = offset + rng.normal(0, 0.02, (len(PERIODS), len(codes)))
    return offsets


def solve(
    sizes: Columns, offsets: Columns, fixed: Columns, base: dict[str, float], target: Array
) -> Columns:
    """Find by bisection the levels at which the index meets its target, and fill the columns."""
    low, high = np.full_like(target, -8), np.full_like(target, 8)
    for _ in range(60):
        level = (low + high) / 2
        short = index(fill(sizes, level, offsets, fixed), base) < target
        low, high = np.where(short, level, low), np.where(short, high, level)
    return fill(sizes, low, offsets, fixed)


def calibrate(sizes: Columns, offsets: Columns, fixed: Columns, target: Array) -> Columns:
    """Move the offsets of each share so that the province of 2015 has the share laid down."""
    level = np.log(target / 100)
    moved = dict(offsets)
    for _ in range(100):
        base = base_of(fill(sizes, level, moved, fixed))
        for share in given.SHARES:
            found = base[share.part] / base[share.whole]
            moved[share.part] = moved[share.part] + np.log(share.start / found)
    return moved


def meet_targets(sizes: Columns, offsets: Columns, rd_exp: Array, target: Array) -> Columns:
    """Return the rounded columns on which the index meets its targets (2015: nearly)."""
    fixed = {"rd_exp": rd_exp}
    offsets = calibrate(sizes, offsets, fixed, target)
    base = base_of(fill(sizes, np.log(target / 100), offsets, fixed))
    # The rounded first period sets the base of the later ones.
    columns = solve(sizes, offsets, fixed, base, target)
    first = {column: round_column(column, values[:1]) for column, values in columns.items()}
    columns = solve(sizes, offsets, fixed, base_of(first), target)
    # The smallest counts are rounded and kept, then all but the finest columns: what is left
    # takes up what that does to the index.
    for loose in (set(given.NAMES) - set(given.LUMPY), set(given.FINE)):
        fixed |= {c: round_column(c, v) for c, v in columns.items() if c not in loose}
        columns = solve(sizes, offsets, fixed, base_of(first), target)
    return {c: np.vstack([first[c], round_column(c, columns[c][1:])]) for c in given.NAMES}


def make_table() -> list[list[str]]:
    """Return the table as text, with headings: by period, then by code."""
    rng = np.random.default_rng(SEED)
    counties = read_counties()
    codes = [county.code for county in counties]
    present = np.array([[c.first <= period <= c.last for c in counties] for period in PERIODS])
    sketch = {code: np.array(numbers, dtype=float) for code, *numbers in given.SKETCH}
    pop, per_head, industry, start = np.array([sketch[code] for code in codes]).T
    centre = (pop > 40) & (per_head > 9) | (pop == 0)
    urban = np.where(centre, np.clip((20 - industry) / 15, 0, 1), 0)

    target = draw_targets(rng, codes, present, start)
    sizes = draw_sizes(rng, codes, sketch)
    rd_exp = np.full_like(target, np.nan)
    for code, percent in given.RD_PERCENT.items():
        its_gdp = sizes["gdp"][:, codes.index(code)]
        rd_exp[:, codes.index(code)] = np.round(its_gdp * percent / 100, 2)
    columns = meet_targets(sizes, draw_offsets(rng, codes, urban), rd_exp, target)
    rows = [["year", "code", "county", "county_en", "city", "city_en", *given.NAMES]]
    for row, period in enumerate(PERIODS):
        for at in np.flatnonzero(present[row]):
            numbers = [format(columns[column][row, at], ".12g") for column in given.NAMES]
            rows.append([str(period), codes[at], *counties[at].names, *numbers])
    return rows


def write_workbook(file_path: Path, table: list[list[str]]) -> None:
    """Write the same rows as an analyst gets them: Chinese headings, smaller units, a note."""
    units = list(given.UNITS.values())
    headings = ["年份", "行政区划代码", "县（市、区）", "设区市"]
    headings += [
        f"{name}({SMALLER.get(given.UNITS[c], given.UNITS[c])})" for c, name in given.NAMES.items()
    ]
    with xlsxwriter.Workbook(file_path) as workbook:
        workbook.set_properties({"title": TITLE, "created": datetime(2024, 1, 1, tzinfo=UTC)})
        bold = workbook.add_format({"bold": True, "align": "center", "text_wrap": True})
        sheet = workbook.add_worksheet(SHEET)
        sheet.merge_range(0, 0, 0, len(headings) - 1, TITLE, bold)
        sheet.write_row(1, 0, headings, bold)
        for at, (period, code, county, _, city, _, *numbers) in enumerate(table[1:], start=2):
            values = [
                round(float(number) * (10_000 if unit in SMALLER else 1))
                for number, unit in zip(numbers, units, strict=True)
            ]
            sheet.write_row(at, 0, [f"{period}年", int(code), county, city, *values])
        sheet.write_string(len(table) + 1, 0, NOTE)
        sheet.set_column(0, len(headings) - 1, 14)
        sheet.freeze_panes(2, 4)


def read_columns(file_path: Path) -> tuple[list[str], Columns]:
    """Read the CSV back: the codes, and the columns as (period, county) arrays."""
    with file_path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = sorted({row["code"] for row in rows})
    columns = {column: np.full((len(PERIODS), len(codes)), np.nan) for column in given.NAMES}
    for row in rows:
        for column, values in columns.items():
            values[AT[int(row["year"])], codes.index(row["code"])] = float(row[column])
    return codes, columns


def check(file_path: Path) -> None:
    """Recompute the index from the written file, and refuse a table that breaks a promise."""
    codes, columns = read_columns(file_path)
    base, here = base_of(columns), ~np.isnan(columns["gdp"])
    held = facts(index(columns, base), codes)
    held["units a period"] = here.sum(axis=1).tolist() == [90, 89, 89, 90, 90, 90]
    for column, totals in given.PROVINCE.items():
        held[f"province's {column}"] = bool(
            np.allclose(np.nansum(columns[column], axis=1), totals, rtol=0.005)
        )
    for part, whole in given.BELOW:
        held[f"{part} < {whole}"] = bool((columns[part] < columns[whole])[here].all())
    money = columns["fiscal_st"] + columns["fiscal_edu"]
    held["fiscal parts < whole"] = bool((money < columns["fiscal_exp"])[here].all())
    held["staff < employed"] = bool((columns["ind_staff"] < 1e4 * columns["employed"])[here].all())
    for column, values in columns.items():
        least = 0 if column in given.LUMPY else 1e-9
        held[f"{column} positive"] = bool((values[here] >= least).all())
    years = np.diff(PERIODS)[:, None]
    for name, _, above, below in given.INDICATORS:
        counted = columns[above] >= (0 if given.UNITS[above] in DECIMALS else 20)
        ratio = np.where(counted, columns[above] / columns[below], np.nan)
        held[f"{name} smooth"] = bool(
            np.nanmax(np.abs(np.diff(np.log(ratio), axis=0)) / years) < 0.6
        )
    rd = 100 * columns["rd_exp"] / columns["gdp"]
    at, hangzhou = codes.index(XIAOSHAN), [c.startswith("3301") for c in codes]
    held["Xiaoshan's R&D"] = columns["rd_exp"][-1, at] == 77.66
    held["Xiaoshan's R&D in % of GDP"] = rd[-2:, at].round(2).tolist() == [3.40, 3.76]
    held["its rise is the largest"] = (
        np.nanmax((rd[-1] - rd[-2])[hangzhou]) == rd[-1, at] - rd[-2, at]
    )
    broken = [promise for promise, kept in held.items() if not kept]
    if broken:
        raise ValueError("broken promises: " + "; ".join(broken))


def main() -> None:
    """Write both tables next to this script, and check them."""
    table = make_table()
    csv_path = FOLDER / "zhejiang-synthetic.csv"
    with csv_path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    write_workbook(csv_path.with_suffix(".xlsx"), table)
    check(csv_path)


if __name__ == "__main__":
    main()
