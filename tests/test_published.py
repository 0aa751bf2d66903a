"""Published indices and tables come out as they were published.

Handbook: OECD/JRC (2008), Handbook on Constructing Composite Indicators, ISBN 978-92-64-04345-9.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from strategies import computed, one_indicator, same, scores_of
from tai import COUNTRIES, RAW, SCHOOLING

# Handbook, table A.2: the Technology Achievement Index 2001 of 23 countries, in the order of their
# ranks. PATENTS, ROYALTIES, INTERNET, EXPORTS, TELEPHONES (log10), ELECTRICITY (log10), SCHOOLING,
# UNIVERSITY.
TAI = {
    "FIN": (187, 125.6, 200.2, 50.7, 3.08, 4.15, 10, 27.4),
    "USA": (289, 130, 179.1, 66.2, 3, 4.07, 12, 13.9),
    "SWE": (271, 156.6, 125.8, 59.7, 3.1, 4.14, 11.4, 15.3),
    "JPN": (994, 64.6, 49, 80.8, 3, 3.86, 9.5, 10),
    "KOR": (779, 9.8, 4.8, 66.7, 2.97, 3.65, 10.8, 23.2),
    "NLD": (189, 151.2, 136, 50.9, 3.02, 3.77, 9.4, 9.5),
    "GBR": (82, 134, 57.4, 61.9, 3.02, 3.73, 9.4, 14.9),
    "CAN": (31, 38.6, 108, 48.7, 2.94, 4.18, 11.6, 14.2),
    "AUS": (75, 18.2, 125.9, 16.2, 2.94, 3.94, 10.9, 25.3),
    "SGP": (8, 25.5, 72.3, 74.9, 2.95, 3.83, 7.1, 24.2),
    "DEU": (235, 36.8, 41.2, 64.2, 2.94, 3.75, 10.2, 14.4),
    "NOR": (103, 20.2, 193.6, 19, 3.12, 4.39, 11.9, 11.2),
    "IRL": (106, 110.3, 48.6, 53.6, 2.97, 3.68, 9.4, 12.3),
    "BEL": (72, 73.9, 58.9, 47.6, 2.91, 3.86, 9.3, 13.6),
    "NZL": (103, 13, 146.7, 15.4, 2.86, 3.91, 11.7, 13.1),
    "AUT": (165, 14.8, 84.2, 50.3, 2.99, 3.79, 8.4, 13.6),
    "FRA": (205, 33.6, 36.4, 58.9, 2.97, 3.8, 7.9, 12.6),
    "ISR": (74, 43.6, 43.2, 45, 2.96, 3.74, 9.6, 11),
    "ESP": (42, 8.6, 21, 53.4, 2.86, 3.62, 7.3, 15.6),
    "ITA": (13, 9.8, 30.4, 51, 3, 3.65, 7.2, 13),
    "CZE": (28, 4.2, 25, 51.7, 2.75, 3.68, 9.5, 8.2),
    "HUN": (26, 6.2, 21.6, 63.5, 2.73, 3.46, 9.1, 7.7),
    "SVN": (105, 4, 20.3, 49.5, 2.84, 3.71, 7.1, 10.6),
}
# UNDP, Human Development Report 2001, technical note 2; telephones and electricity in logarithms.
TAI_GOALPOSTS = {
    "PATENTS": (0, 994),
    "ROYALTIES": (0, 272.6),
    "INTERNET": (0, 232.4),
    "EXPORTS": (0, 80.8),
    "TELEPHONES": (0, math.log10(901)),
    "ELECTRICITY": (math.log10(22), math.log10(6969)),
    "SCHOOLING": (0.8, 12.0),
    "UNIVERSITY": (0.1, 27.4),
}
# Handbook, table 23: the countries by their rank under equal weights, 1 to 23.
TABLE_23 = [
    *("FIN", "USA", "SWE", "JPN", "KOR", "NLD", "GBR", "SGP", "CAN", "AUS", "DEU", "NOR"),
    *("IRL", "BEL", "NZL", "AUT", "FRA", "ISR", "ESP", "ITA", "CZE", "HUN", "SVN"),
]
# UNDP (2001), the index as published; Singapore's has a term less and is left out.
TAI_VALUES = {"FIN": 0.744, "USA": 0.733, "SWE": 0.703, "JPN": 0.698, "DEU": 0.583, "SVN": 0.458}


def test_technology_achievement_index():
    """On the goalposts equal weights give all 23 ranks of table 23, and the values of UNDP."""
    text = "".join(
        f'[indicator.{id}]\nnormalise = {{ method = "goalposts", lower = {low}, upper = {high}, '
        "range = [0, 1] }\n"
        for id, (low, high) in TAI_GOALPOSTS.items()
    )
    values = np.array(list(TAI.values())).T
    result = computed(text, dict(zip(TAI_GOALPOSTS, values, strict=True)), units=list(TAI))
    ranks = dict(zip(TAI, result.ranks[0].tolist(), strict=True))
    assert sorted(ranks, key=ranks.__getitem__) == TABLE_23
    assert sorted(ranks.values()) == list(range(1, 24))
    scores = dict(zip(TAI, result.index[0], strict=True))
    for country, published in TAI_VALUES.items():
        assert scores[country] == pytest.approx(published, abs=0.0015), country


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
    scores = scores_of(one_indicator(normalise), {"x": RAW["SCHOOLING"]}, units=COUNTRIES)
    printed = [SCHOOLING[column][country] for country in COUNTRIES]
    half_a_digit = {"rank": 0, "within_20": 0, "category": 0, "percentile": 0.05}.get(column, 0.005)
    np.testing.assert_allclose(scores, printed, 0, half_a_digit + 1e-9)


@pytest.mark.parametrize(
    ("reference", "column"), [(9.595652, "to_mean"), (7.1, "to_worst"), (12, "to_best")]
)
def test_base_ratios_of_schooling(reference, column):
    """The ratios are those of base-ratio to the mean, worst and best of the column, in per cent."""
    assert np.mean(RAW["SCHOOLING"]) == pytest.approx(9.595652, abs=1e-6)
    text = one_indicator(f'{{ method = "base-ratio", reference = {reference} }}')
    scores = scores_of(text, {"x": RAW["SCHOOLING"]}, units=COUNTRIES)
    np.testing.assert_allclose(scores, [100 * SCHOOLING[column][c] for c in COUNTRIES], 0, 0.5)


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
