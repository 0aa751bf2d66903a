"""Every scheme of the gallery runs, is documented, and gives what its maker published.

Handbook: OECD/JRC (2008), Handbook on Constructing Composite Indicators, ISBN 978-92-64-04345-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import tai
from conftest import EXAMPLE, ROOT, Run
from strategies import one_indicator, same, scores_of
from tables import CII, TABLES, cii_table, growing_alike
from test_published import ENVIRONMENT, PUBLISHED, YEARS

from innoindex import (
    Result,
    Scheme,
    compute,
    parse_scheme,
    read_panel,
    read_scheme,
    read_shipped_scheme,
)
from innoindex.messages import Language
from innoindex.scenario import changed_scheme

GALLERY = sorted((ROOT / "examples" / "schemes").glob("*.toml"))
TABLE_OF = {
    "hdi": "hdi.csv",
    "imd": "imd_2019.csv",
    "national-innovation-index": "cii.csv",
    "svi": "svi_2018.csv",
    "tai": "tai.csv",
}
COUNTY = ("efficacy-coefficient", "entropy-weighted", "most-standard")


def scheme_of(name: str) -> Scheme:
    return read_scheme(ROOT / "examples" / "schemes" / f"{name}.toml")


def result_of(scheme: Scheme, table: str, folder: Path) -> Result:
    """The result of a table given as text."""
    path = folder / "table.csv"
    path.write_text(table, "utf-8")
    return compute(read_panel(path, scheme), scheme)


def scores_by_unit(result: Result) -> dict[str, float]:
    return dict(zip(result.panel.units.tolist(), result.index[-1].tolist(), strict=True))


def in_order_of_rank(result: Result) -> list[str]:
    units, ranks = result.panel.units, result.ranks[-1]
    assert sorted(ranks.tolist()) == list(range(1, len(units) + 1))
    return units[np.argsort(ranks)].tolist()


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_scheme_ranks_its_table(
    innoindex: Run, tmp_path: Path, path: Path, lang: Language
) -> None:
    """Each scheme is without a problem, and ranks all units of its table under its name."""
    if path.stem in COUNTY:
        table = EXAMPLE
    else:
        table = tmp_path / TABLE_OF[path.stem]
        table.write_text(TABLES[table.name], "utf-8")
    check = innoindex("scheme", "check", path)
    assert check.code == 0
    assert "errors: 0, warnings: 0" in check.out + check.err
    shown = innoindex("rank", table, "-s", path, "--lang", lang)
    assert shown.code == 0, shown.err
    assert shown.lines[0].startswith(read_scheme(path).name.text(lang))
    ranks = [line.split(",")[1] for line in innoindex("rank", table, "-s", path, "-f", "csv").lines]
    assert ranks[1] == "1"
    assert "" not in ranks


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_every_scheme_is_documented(path: Path) -> None:
    """The page of the gallery links each scheme and runs it; every part has both names."""
    page = (ROOT / "docs" / "published-indices.md").read_text("utf-8")
    assert f"(../examples/schemes/{path.name})" in page
    assert f"-s examples/schemes/{path.name}" in page
    scheme = read_scheme(path)
    named = [scheme.name, *(part.name for part in scheme.nodes.values())]
    named += [indicator.name for indicator in scheme.indicators.values()]
    assert [name for name in named if name.zh == name.en] == []


def test_the_technology_achievement_index(tmp_path: Path) -> None:
    """The file gives all 23 ranks of the Handbook's table 23, columns EW and BAP."""
    scheme = scheme_of("tai")
    experts = changed_scheme(scheme, scheme.scenarios["bap"])
    for each, column in ((scheme, "EW"), (experts, "BAP")):
        printed = sorted(tai.COUNTRIES, key=tai.RANKS[column].__getitem__)
        assert in_order_of_rank(result_of(each, TABLES["tai.csv"], tmp_path)) == printed


# UNDP, Human Development Report 2001, the index of the Handbook's countries as published.
UNDP = {
    "FIN": 0.744, "USA": 0.733, "SWE": 0.703, "JPN": 0.698, "KOR": 0.666, "NLD": 0.630,
    "GBR": 0.606, "CAN": 0.589, "AUS": 0.587, "SGP": 0.585, "DEU": 0.583, "NOR": 0.579,
    "IRL": 0.566, "BEL": 0.553, "NZL": 0.548, "AUT": 0.544, "FRA": 0.535, "ISR": 0.514,
    "ESP": 0.481, "ITA": 0.471, "CZE": 0.465, "HUN": 0.464, "SVN": 0.458,
}  # fmt: skip


def test_undp_has_four_dimensions(tmp_path: Path) -> None:
    """UNDP's values come out within 0.0015; Singapore's without its royalties, which then count 0.

    The table's logarithms have two decimals: that alone moves a value by up to 0.0005.
    """
    scheme = scheme_of("tai")
    table = TABLES["tai.csv"]
    scores = scores_by_unit(result_of(scheme, table, tmp_path))
    far = {unit for unit, value in UNDP.items() if abs(scores[unit] - value) > 0.0015}
    assert far == {"SGP"}
    assert "SGP,8,25.5," in table
    scores = scores_by_unit(result_of(scheme, table.replace("SGP,8,25.5,", "SGP,8,,"), tmp_path))
    assert scores["SGP"] == pytest.approx(UNDP["SGP"], abs=0.0015)


def test_environment_for_innovation(tmp_path: Path) -> None:
    """The five published indicators give the published dimension of 2005 to 2012, within 0.1.

    It is the symmetric growth that does: ordinary growth rates end 1.2 too high.
    """
    others = {id: PUBLISHED for id in CII if id != "environment"}
    columns = dict(zip(CII["environment"], ENVIRONMENT.values(), strict=True))
    table = cii_table(YEARS, columns | growing_alike(others))
    result = result_of(scheme_of("national-innovation-index"), table, tmp_path)
    np.testing.assert_allclose(result.scores["environment"][:, 0], PUBLISHED, 0, 0.1)
    same(result.scores["effect"][:, 0], PUBLISHED)
    series = np.array([*ENVIRONMENT.values()])
    ordinary = 100 * np.prod((series[:, 1:] / series[:, :-1]).mean(axis=0))
    assert round(ordinary - PUBLISHED[-1], 1) == 1.2


@pytest.mark.parametrize(
    ("year", "dimensions", "published"),
    [
        ("2012", (144.0, 152.2, 164.2, 132.4), 148.2),
        ("2013", (150.1, 154.1, 168.4, 138.4), 152.8),
        ("2015", (163.7, 164.3, 208.3, 149.5), 171.5),
        ("2016", (172.0, 172.2, 223.3, 157.3), 181.2),
        ("2018", (225.8, 194.1, 264.1, 164.1), 212.0),
        ("2019", (249.9, 199.1, 295.3, 168.8), 228.3),
        ("2020", (266.3, 209.7, 319.8, 174.7), 242.6),
        ("2021", (296.2, 219.0, 353.6, 189.5), 264.6),
    ],
)
def test_the_china_innovation_index(
    tmp_path: Path, year: str, dimensions: Sequence[float], published: float
) -> None:
    """Each release's four dimensions (2005 = 100) give its index: National Bureau of Statistics."""
    indices = {id: [100, value] for id, value in zip(CII, dimensions, strict=True)}
    table = cii_table(("2005", year), growing_alike(indices))
    result = result_of(scheme_of("national-innovation-index"), table, tmp_path)
    same([result.scores[id][1, 0] for id in CII], dimensions)
    assert result.index[1, 0] == pytest.approx(published, abs=0.05 + 1e-9)


@pytest.mark.parametrize("name", COUNTY)
def test_county_schemes_have_the_shipped_indicators(name: str) -> None:
    """Each indicator is that of config/weights.toml: dimension, formula, unit, direction, name."""
    shipped = read_shipped_scheme()
    scheme = scheme_of(name)
    assert len(scheme.indicators) == (30 if name == "entropy-weighted" else 15)
    for id, indicator in scheme.indicators.items():
        model = shipped.indicators[id]
        for key in ("parent", "name", "unit", "direction"):
            assert getattr(indicator, key) == getattr(model, key), (id, key)
        assert indicator.value.text == model.value.text
    assert {id: node.name for id, node in scheme.nodes.items() if id != "index"} == {
        id: node.name for id, node in shipped.nodes.items() if id != "index"
    }


def values_of(name: str) -> tuple[Result, dict[str, np.ndarray]]:
    """A county scheme's result, and the indicators' own values of the 90 counties in 2022."""
    pd = pytest.importorskip("pandas")
    scheme = scheme_of(name)
    table = pd.read_csv(EXAMPLE, dtype={"code": str})
    now = table[table["year"] == 2022].set_index("code")
    result = compute(read_panel(EXAMPLE, scheme), scheme)
    units = [unit for unit in result.panel.units if unit in now.index]
    values = {
        id: now.loc[units].eval(indicator.value.text).to_numpy()
        for id, indicator in scheme.indicators.items()
    }
    return result, values


def last(result: Result, id: str) -> np.ndarray:
    scores = result.scores[id][-1]
    return scores[~np.isnan(scores)]


def test_against_standards() -> None:
    """The index is the mean of the dimensions' means of 100 x / standard, at most 100.

    The standards are the 90th percentiles of the example in 2022, to two digits.
    """
    result, values = values_of("most-standard")
    for id, x in values.items():
        standard = result.scheme.indicators[id].reference
        assert float(f"{np.percentile(x, 90):.2g}") == standard, id
        same(last(result, id), np.minimum(100 * x / standard, 100))
    dimensions = [
        np.mean([last(result, id) for id in result.scheme.children[dimension]], axis=0)
        for dimension in result.scheme.children["index"]
    ]
    same(last(result, "index"), np.mean(dimensions, axis=0))


def test_efficacy_coefficients() -> None:
    """The worst county has 60 and the best 100; with fixed values, an examination's 58.73.

    A statistics examination: value 5.81, satisfactory 12, not allowed 6: the coefficient is 58.73.
    """
    result, values = values_of("efficacy-coefficient")
    for id, x in values.items():
        same(last(result, id), (x - x.min()) / (x.max() - x.min()) * 40 + 60)
    fixed = '{ method = "goalposts", lower = 6, upper = 12, clip = false, range = [60, 100] }'
    assert round(scores_of(one_indicator(fixed), {"x": [5.81]})[0], 2) == 58.73


def entropy_shares(columns: Sequence[np.ndarray]) -> list[float]:
    """(1 - e) of each column over their sum, e the entropy of its shares after min-max."""
    spare = []
    for x in columns:
        y = (x - min(x)) / (max(x) - min(x))
        p = [value / sum(y) for value in y if value > 0]
        spare.append(1 + sum(share * np.log(share) for share in p) / np.log(len(x)))
    return [each / sum(spare) for each in spare]


def test_weights_by_entropy() -> None:
    """The weights of the file are those of the example in 2022, within 1e-6."""
    scheme = scheme_of("entropy-weighted")
    result = compute(read_panel(EXAMPLE, scheme), scheme)
    shares = {}
    for siblings in scheme.children.values():
        made = entropy_shares([last(result, id) for id in siblings])
        shares |= dict(zip(siblings, made, strict=True))
        given = [scheme.weight(id) for id in siblings]
        same([weight / sum(given) for weight in given], made, 1e-6)
    assert len(shares) == 35
    shipped = read_shipped_scheme()
    equal = compute(read_panel(EXAMPLE, shipped), shipped)
    for id in scheme.indicators:  # nothing but the weights differs
        same(result.scores[id], equal.scores[id])


def test_the_command_makes_these_weights(innoindex: Run) -> None:
    """`weights --method entropy` on the example gives the weights of the file."""
    made = parse_scheme(innoindex("weights", EXAMPLE, "--method", "entropy", "-f", "toml").out)
    scheme = scheme_of("entropy-weighted")
    for id in (*scheme.indicators, *scheme.children["index"]):
        assert scheme.weight(id) == pytest.approx(made.weight(id), rel=1e-12)
