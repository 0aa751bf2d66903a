"""Published indices and tables come out as they were published.

Handbook: OECD/JRC (2008), Handbook on Constructing Composite Indicators, ISBN 978-92-64-04345-9.
"""

from __future__ import annotations

import numpy as np
import pytest
import tai
from strategies import computed, one_indicator, panel_of, same, scheme_of, scores_of

from innoindex.index import compute
from innoindex.scenario import changed_scheme
from innoindex.scenario_parts import make_scenario


def achievement(weights):
    """The Technology Achievement Index on UNDP's goalposts."""
    return "".join(
        f'[indicator.{id}]\nnormalise = {{ method = "goalposts", lower = {low}, upper = {high}, '
        f"range = [0, 1] }}\nweight = {tai.WEIGHTS[weights][id]}\n"
        for id, (low, high) in tai.GOALPOSTS.items()
    )


@pytest.mark.parametrize("weights", ["EW", "BAP"])
def test_technology_achievement_index(weights):
    """Handbook, tables 22 and 23: on the goalposts equal weights give all 23 ranks, BAP's too."""
    result = computed(achievement(weights), tai.RAW, units=tai.COUNTRIES)
    assert dict(zip(tai.COUNTRIES, result.ranks[0], strict=True)) == tai.RANKS[weights]


# Handbook, table 41 (page 134): ranks without TELEPHONES and ELECTRICITY, 1 to 23.
WITHOUT_TWO = [
    *("FIN", "USA", "SWE", "JPN", "KOR", "NLD", "GBR", "SGP", "CAN", "AUS", "DEU", "NOR"),
    *("IRL", "BEL", "NZL", "AUT", "FRA", "ISR", "ESP", "HUN", "CZE", "ITA", "SVN"),
]


def test_technology_achievement_index_without_two():
    """Dropped by a scenario, the two leave all 23 ranks of table 41."""
    scheme = scheme_of(achievement("EW"))
    dropped = changed_scheme(scheme, make_scenario(scheme, drop=["TELEPHONES", "ELECTRICITY"]))
    result = compute(panel_of(tai.RAW, units=tai.COUNTRIES), dropped)
    order = [tai.COUNTRIES[u] for u in np.argsort(result.ranks[0])]
    assert order == WITHOUT_TWO
    assert sorted(result.ranks[0]) == list(range(1, 24))


@pytest.mark.parametrize(
    ("normalise", "column"),
    [
        ('"rank"', "rank"),
        ('"z-score"', "z"),
        ('{ method = "min-max", range = [0, 1] }', "min_max"),
        ('"ratio"', "to_mean"),
        ('{ method = "ratio", to = "best" }', "to_best"),
        ('{ method = "ratio", to = "worst" }', "to_worst"),
        ('"relative-difference"', "from_mean"),
        ('{ method = "relative-difference", to = "worst" }', "from_worst"),
        ('"above-below-mean"', "within_20"),
        ('"percentile"', "percentile"),
        ('"categorical"', "category"),
        # The same columns by other methods.
        ('"distance-to-max"', "min_max"),
        ('{ method = "distance-to-reference", unit = "USA" }', "min_max"),
        ('{ method = "distance-to-target", target = 12 }', "min_max"),
        ('"fraction-of-max"', "to_best"),
    ],
)
def test_normalisations_of_schooling(normalise, column):
    """All eleven normalisations of table 15 of the Handbook come out to their printed digits."""
    scores = scores_of(one_indicator(normalise), {"x": tai.RAW["SCHOOLING"]}, units=tai.COUNTRIES)
    printed = [tai.SCHOOLING[column][country] for country in tai.COUNTRIES]
    half_a_digit = {"rank": 0, "within_20": 0, "category": 0, "percentile": 0.05}.get(column, 0.005)
    np.testing.assert_allclose(scores, printed, 0, half_a_digit + 1e-9)


@pytest.mark.parametrize(
    ("reference", "column"), [(9.595652, "to_mean"), (7.1, "to_worst"), (12, "to_best")]
)
def test_base_ratios_of_schooling(reference, column):
    """The ratios are those of base-ratio to the mean, worst and best of the column, in per cent."""
    assert np.mean(tai.RAW["SCHOOLING"]) == pytest.approx(9.595652, abs=1e-6)
    text = one_indicator(f'{{ method = "base-ratio", reference = {reference} }}')
    scores = scores_of(text, {"x": tai.RAW["SCHOOLING"]}, units=tai.COUNTRIES)
    np.testing.assert_allclose(
        scores, [100 * tai.SCHOOLING[column][c] for c in tai.COUNTRIES], 0, 0.5
    )


# UNDP, Human Development Report 2023/24, statistical annex table 1, CC BY 3.0 IGO, for 2022: life
# expectancy, expected and mean years of schooling, income per head, index, rank. The first 14 of
# 193 countries, and Greece.
HDI = (
    ("CHE", 84.255, 16.5837307, 13.90406622, 69432.78669, 0.967, 1),
    ("NOR", 83.393, 18.63846016, 13.06234279, 69189.76165, 0.966, 2),
    ("ISL", 82.815, 19.10672951, 13.76716995, 54688.37921, 0.959, 3),
    ("HKG", 84.315, 17.8495903, 12.34776974, 62485.50516, 0.956, 4),
    ("DNK", 81.882, 18.77403069, 12.96049023, 62018.95694, 0.952, 5),
    ("SWE", 83.505, 19.03676987, 12.67372015, 56995.84796, 0.952, 5),
    ("DEU", 80.989, 17.34334946, 14.25594044, 55340.19722, 0.95, 7),
    ("IRL", 82.716, 19.12610054, 11.6569568, 87467.51391, 0.95, 7),
    ("SGP", 84.133, 16.90273094, 11.92488003, 88761.14559, 0.949, 9),
    ("AUS", 83.579, 21.0800209, 12.72681999, 49257.1352, 0.946, 10),
    ("NLD", 82.451, 18.58348083, 12.58162975, 57278.31015, 0.946, 10),
    ("BEL", 82.293, 18.94573975, 12.52857789, 53644.03854, 0.942, 12),
    ("FIN", 82.351, 19.22859001, 12.92915501, 49522.09853, 0.942, 12),
    ("LIE", 84.656, 15.46640015, 12.351169, 146673.2415, 0.942, 12),
    ("GRC", 80.614, 20.02638054, 11.40853024, 31381.667, 0.893, 33),
)
HDI_SCHEME = """
[index]
aggregate = "geometric"
rank_decimals = 3
[dimension.health]
aggregate = "geometric"
[dimension.education]
aggregate = "arithmetic"
[dimension.income]
[indicator.le]
dimension = "health"
normalise = { method = "goalposts", lower = 20, upper = 85, range = [0, 1] }
[indicator.eys]
dimension = "education"
normalise = { method = "goalposts", lower = 0, upper = 18, range = [0, 1] }
[indicator.mys]
dimension = "education"
normalise = { method = "goalposts", lower = 0, upper = 15, range = [0, 1] }
[indicator.gnipc]
dimension = "income"
transform = "log"
normalise = { method = "goalposts", lower = 100, upper = 75000, range = [0, 1] }
"""


def test_human_development_index():
    """Values to three decimals and ranks of the rounded value; bounds are clipped."""
    columns = {
        id: [row[i + 1] for row in HDI] for i, id in enumerate(("le", "eys", "mys", "gnipc"))
    }
    assert max(columns["eys"]) > 18  # clipped
    assert max(columns["gnipc"]) > 75000
    result = computed(HDI_SCHEME, columns, units=[row[0] for row in HDI])
    assert [round(score, 9) for score in result.settled[0]] == [row[5] for row in HDI]
    assert result.ranks[0].tolist()[:14] == [row[6] for row in HDI[:14]]
    # Unrounded the countries that share a rank would not.
    exact = computed(HDI_SCHEME.replace("rank_decimals = 3", ""), columns)
    assert len(set(exact.ranks[0].tolist())) == len(HDI)


def test_english_deprivation_ranks():
    """The most deprived of all scores 100, and the most deprived tenth has half the range.

    Ministry of Housing, Communities and Local Government, English Indices of Deprivation 2019,
    technical report, appendix E: the constant 23 gives a 10 per cent cancellation property, so that
    the tenth most deprived per cent of areas have scores from 50 to 100.
    """
    areas = list(range(1, 1001))
    scores = scores_of(one_indicator('"exponential-rank"'), {"x": areas})
    assert scores[-1] == pytest.approx(100)
    assert scores[-101] == pytest.approx(50, abs=0.5)
    assert sum(score > 50 for score in scores) == pytest.approx(100, abs=3)
    assert 0 < scores[0] < 0.1


def test_social_vulnerability():
    """The percentile ranks of the CDC: ties share the lowest, four decimals, income 1 - p.

    CDC/ATSDR Social Vulnerability Index 2018, documentation: (rank - 1) / (n - 1), themes are sums
    of the variables' ranks, the overall rank is that of the sum of the themes.
    """
    text = (
        '[index]\naggregate = "sum"\nrescale = { method = "percentile-rank", round = 4 }\n'
        'normalise = { method = "percentile-rank", round = 4 }\n'
        "[dimension.status]\n[dimension.housing]\n"
        '[indicator.poverty]\ndimension = "status"\n'
        '[indicator.income]\ndimension = "status"\ndirection = "-"\n'
        '[indicator.crowding]\ndimension = "housing"\n'
    )
    columns = {
        "poverty": [15, 10, 10, 30],  # 2/3 0 0 1
        "income": [20, 30, 30, 10],  # p 1/3 2/3 2/3 0, so 2/3 1/3 1/3 1
        "crowding": [1, 1, 2, 2],  # 0 0 2/3 2/3
    }
    result = computed(text, columns)
    same(result.scores["poverty"], [[0.6667, 0, 0, 1]], 1e-12)
    same(result.scores["income"], [[0.6667, 0.3333, 0.3333, 1]], 1e-12)
    same(result.scores["status"], [[1.3334, 0.3333, 0.3333, 2]], 1e-12)
    same(result.index, [[0.6667, 0, 0.3333, 1]], 1e-12)


# National Bureau of Statistics of China, China Innovation Index 2005 to 2012: the five indicator
# indices of "environment for innovation" (2005 = 100), and the index of the dimension.
YEARS = tuple(str(year) for year in range(2005, 2013))
ENVIRONMENT = {
    "education": [100, 111.9, 121.2, 123.7, 134.3, 161.7, 184.7, 194.7],
    "gdp": [100, 112.1, 127.3, 138.9, 150.9, 165.9, 180.4, 193.8],
    "internet": [100, 103.7, 107.4, 111.1, 115.7, 120.0, 124.3, 128.4],
    "fiscal": [100, 106.2, 107.9, 104.8, 107.4, 116.4, 114.1, 113.0],
    "tax": [100, 98.7, 99.0, 98.2, 106.0, 103.0, 106.3, 113.5],
}
PUBLISHED = [100, 106.4, 112.1, 114.4, 121.7, 131.0, 138.1, 144.0]


def test_national_innovation_index():
    """Chained symmetric growth gives the published index of the dimension, within 0.1."""
    text = (
        '[index]\nnormalise = "chain"\nbase = { period = 2005 }\n'
        '[dimension.environment]\nrescale = "chain"\n'
        + "".join(f'[indicator.{id}]\ndimension = "environment"\n' for id in ENVIRONMENT)
    )
    columns = {id: [[value] for value in values] for id, values in ENVIRONMENT.items()}
    result = computed(text, columns, periods=YEARS)
    np.testing.assert_allclose(result.scores["environment"][:, 0], PUBLISHED, 0, 0.1)
    same(result.index, result.scores["environment"])
