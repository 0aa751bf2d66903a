"""The example data under the shipped scheme tell what public reports say of the counties.

The facts are those of news reports and of the provincial reports named in the data's script; the
data that carry them are synthetic.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import EXAMPLE, ROOT, SPREADSHEET, Run

from innoindex import Result, compute, read_panel, read_shipped_scheme
from innoindex.levels import summed_values

XIAOSHAN, BINJIANG, RUIAN, XIHU, YUHANG = "330109", "330108", "330381", "330106", "330110"


@pytest.fixture(scope="module")
def result() -> Result:
    scheme = read_shipped_scheme()
    return compute(read_panel(EXAMPLE, scheme), scheme)


def ranking(result: Result, period: str) -> pd.DataFrame:
    return result.to_frame(period).set_index("unit")


@pytest.mark.parametrize(
    ("period", "count"),
    [("2015", 90), ("2018", 89), ("2019", 89), ("2020", 90), ("2021", 90), ("2022", 90)],
)
def test_each_period_ranks_the_counties_that_existed(
    result: Result, period: str, count: int
) -> None:
    """There are 90 or 89 counties, as the boundary changes have it."""
    assert len(ranking(result, period)) == count


@pytest.mark.parametrize(
    ("period", "rank"), [("2019", 42), ("2020", 31), ("2021", 25), ("2022", 22)]
)
def test_xiaoshan_rises_from_42_to_22(result: Result, period: str, rank: int) -> None:
    """Xiaoshan ranks 42, 31, 25 and 22 in 2019 to 2022."""
    assert ranking(result, period).loc[XIAOSHAN, "rank"] == rank


def test_xiaoshan_in_2022(result: Result) -> None:
    """In 2022 Xiaoshan is of the first tier, up three, and the fastest climber in Hangzhou."""
    row = ranking(result, "2022").loc[XIAOSHAN]
    assert (row["tier"], row["rank_change"], row["group_rank_change_rank"]) == ("Tier 1", 3, 1)


def test_xiaoshan_spends_on_research(result: Result) -> None:
    """R&D is 77.66 亿元 in 2022: 3.76 % of GDP, after 3.40 %, the largest rise in Hangzhou."""
    panel = result.panel
    spending, gdp = panel.columns["rd_exp"], panel.columns["gdp"]
    share = 100 * spending / gdp
    u = list(panel.units).index(XIAOSHAN)
    assert spending[-1, u] == 77.66
    assert share[-2:, u].round(2).tolist() == [3.40, 3.76]
    hangzhou = panel.group_of == panel.group_of[u]
    assert np.nanargmax(np.where(hangzhou, share[-1] - share[-2], np.nan)) == u


def test_binjiang_leads(result: Result) -> None:
    """Binjiang is first in 2020 with 273.9; Xihu is third and Yuhang fourth."""
    table = ranking(result, "2020")
    assert table.loc[[BINJIANG, XIHU, YUHANG], "rank"].tolist() == [1, 3, 4]
    assert round(table.loc[BINJIANG, "score"], 1) == 273.9


def test_ruian_in_2019(result: Result) -> None:
    """Rui'an has 152.7 in 2019 and rank 20; its gain of 17.5 points ranks 16th."""
    row = ranking(result, "2019").loc[RUIAN]
    assert (row["rank"], round(row["score"], 1)) == (20, 152.7)
    assert (round(row["score_change"], 1), row["score_change_rank"]) == (17.5, 16)


def test_22_counties_reach_the_first_tier_in_2019(result: Result) -> None:
    """22 of 89 counties are at or above 150 in 2019."""
    assert (ranking(result, "2019")["score"] >= 150).sum() == 22


def test_the_province_in_2015_is_100(result: Result) -> None:
    """The base is the province itself: its own index in 2015 is 100, in every dimension."""
    whole = compute(result.panel, result.scheme, level="all")
    assert [round(float(scores[0, 0]), 9) for scores in whole.scores.values()] == [100.0] * 36


@pytest.mark.parametrize(("column", "total"), [("gdp", 77715), ("pop", 6577), ("employed", 3930)])
def test_the_provinces_totals_of_2022(result: Result, column: str, total: float) -> None:
    """GDP, residents and employed add up to the province's published figures, within 0.5 %."""
    assert np.nansum(result.panel.columns[column][-1]) == pytest.approx(total, rel=0.005)


def test_wenzhou_in_2021(result: Result) -> None:
    """Wenzhou's twelve counties have a mean of 131.5 in 2021, Longwan, Rui'an, Yueqing ahead."""
    table = ranking(result, "2021")
    wenzhou = table[table["group"] == "温州市"]
    assert (len(wenzhou), round(wenzhou["score"].mean(), 1)) == (12, 131.5)
    assert wenzhou.index[:3].tolist() == ["330303", "330381", "330382"]


def test_a_city_is_the_sum_of_its_counties(result: Result) -> None:
    """A city's R&D intensity is the ratio of its counties' sums, by pandas."""
    panel, scheme = result.panel, result.scheme
    table = pd.read_csv(EXAMPLE)
    sums = table[table["year"] == 2022].groupby("city")[["rd_exp", "gdp"]].sum()
    expression = scheme.indicators["rd_intensity"].value
    found = summed_values(expression, panel, panel.group_of, len(panel.groups))[-1]
    names = [label.zh for label in panel.groups]
    expected = 100 * sums["rd_exp"] / sums["gdp"]
    assert found.tolist() == pytest.approx(expected[names].tolist())


def test_the_spreadsheet_gives_the_same_bytes(innoindex: Run) -> None:
    """The same table with Chinese headings, 万元 for 亿元 and 人 for 万人 ranks identically."""
    csv = innoindex("rank", EXAMPLE, "-f", "csv")
    spreadsheet = innoindex("rank", SPREADSHEET, "-f", "csv")
    assert (csv.code, spreadsheet.code) == (0, 0)
    assert spreadsheet.out == csv.out


def test_the_data_come_from_their_script(tmp_path: Path) -> None:
    """Run again, the seeded script writes a table that keeps its own promises."""
    for name in ("make_zhejiang_synthetic.py", "zhejiang_sketch.py", "zhejiang_counties.csv"):
        (tmp_path / name).write_bytes((ROOT / "examples" / name).read_bytes())
    subprocess.run([sys.executable, tmp_path / "make_zhejiang_synthetic.py"], check=True)
    made = pd.read_csv(tmp_path / "zhejiang-synthetic.csv")
    pd.testing.assert_frame_equal(made, pd.read_csv(EXAMPLE), rtol=1e-6)
