"""The statistics and the findings of an audit: published, by hand, planted faults, laws."""

from __future__ import annotations

import numpy as np
import pytest
import tai
from strategies import NAN, computed, same

from innoindex import Audit, audit
from innoindex.audit_structure import critical_correlation, higher

# --- published -----------------------------------------------------------------------------------

TAI = '[index]\nnormalise = "z-score"\n' + "".join(f"[indicator.{id}]\n" for id in tai.INDICATORS)


@pytest.fixture(scope="module")
def achievement() -> Audit:
    return audit(computed(TAI, tai.RAW, units=tai.COUNTRIES))


def test_correlations_of_the_handbook(achievement: Audit) -> None:
    """Table 6: those of the eight indicators of technology achievement."""
    printed = [[tai.CORRELATIONS[b][a] for b in achievement.ids] for a in achievement.ids]
    np.testing.assert_allclose(achievement.everything.pearson, printed, atol=0.02)


def test_components_of_the_handbook(achievement: Audit) -> None:
    """Table 16: the variance of each component; the second is that of patents and exports."""
    block = achievement.blocks["index"]
    shares = 100 * block.eigenvalues / block.eigenvalues.sum()
    np.testing.assert_allclose(shares, tai.VARIANCE_PERCENT, atol=0.2)
    np.testing.assert_allclose(block.eigenvalues, tai.EIGENVALUES, atol=0.06)
    assert block.groups[1] == ("PATENTS", "EXPORTS")


def test_alpha_of_the_handbook(achievement: Audit) -> None:
    """Table 11: of all eight, without each, and each with the others; higher without exports."""
    block = achievement.blocks["index"]
    assert block.alpha == pytest.approx(tai.ALPHA, abs=0.005)
    printed = [tai.RELIABILITY["ALPHA_WITHOUT"][id] for id in block.parts]
    np.testing.assert_allclose(block.alpha_if_dropped, printed, atol=0.005)
    printed = [tai.RELIABILITY["ITEM_TOTAL"][id] for id in block.parts]
    np.testing.assert_allclose(block.item_rest, printed, atol=0.006)
    said = [str(f.text) for f in achievement.findings if f.step == "reliability"]
    assert [text.split(" (r")[0] for text in said] == [
        "UNIVERSITY hardly goes with the other parts of the index",
        "PATENTS hardly goes with the other parts of the index",
        "without EXPORTS, Cronbach's alpha of the index would rise from 0.70 to 0.77",
    ]


def test_findings_on_technology_achievement(achievement: Audit) -> None:
    """Patents have outliers, exports run against internet hosts: handbook, chapters 4 and 5."""
    found = {(f.step, f.severity, *f.about) for f in achievement.findings}
    assert ("outliers", "warning", "PATENTS") in found
    assert ("correlation", "warning", "EXPORTS", "INTERNET") in found
    assert ("components", "warning", "index", "PATENTS", "EXPORTS") in found


# --- by hand -------------------------------------------------------------------------------------

NESTED = """
[index]
aggregate = "arithmetic"
impute = "drop"
[dimension.top]
weight = 3
[dimension.deep]
parent = "top"
weight = 1
[indicator.a]
dimension = "deep"
weight = 1
[indicator.b]
dimension = "deep"
weight = 3
[indicator.c]
dimension = "top"
weight = 4
[indicator.d]
weight = 2
[indicator.e]
weight = 0
"""
VALUES = {
    "a": [1, 2, 3, 4, 5],
    "b": [2, 1, 4, 3, 5],
    "c": [5, 3, 4, 1, 2],
    "d": [1, 3, 2, 5, 4],
    "e": [9, 9, 9, 9, 9],
}


def nested(**changes: object) -> Audit:
    return audit(computed(NESTED, {**VALUES, **changes}))


def test_what_is_looked_at():
    """Indicators by dimension, without those of weight 0; each node with its own parts."""
    done = nested()
    assert (done.ids, done.ignored) == (("a", "b", "c", "d"), ("e",))
    assert {id: block.parts for id, block in done.blocks.items()} == {
        "index": ("top", "d"),
        "top": ("deep", "c"),
        "deep": ("a", "b"),
    }
    assert done.ancestors("a") == ("deep", "top")


def test_correlations_by_hand():
    """Sums of squares are 10: r = sum of products of deviations / 10; of ranks the same here."""
    done = nested()
    r_ab = (-2 * -1 + -1 * -2 + 0 * 1 + 1 * 0 + 2 * 2) / 10
    r_ac = (-2 * 2 + -1 * 0 + 0 * 1 + 1 * -2 + 2 * -1) / 10
    same(done.everything.pearson[0, 1:3], [r_ab, r_ac])
    same(done.everything.spearman[0, 1:3], [r_ab, r_ac])
    holes = audit(computed(NESTED, {**VALUES, "a": [1, 2, 3, 4, NAN], "b": [NAN, 1, 4, 3, 5]}))
    assert holes.everything.units[:2, :3].tolist() == [[4, 3, 4], [3, 4, 4]]
    assert np.isnan(holes.blocks["deep"].alpha)  # three units have both
    same(holes.everything.pearson[0, 1], 2 / np.sqrt(2 * 42 / 9))  # -1 0 1 with -5 4 1, in thirds
    # deep = (a + 3 b) / 4 about its mean: -5 -7 3 1 8... of a: -2 -1 0 1 2, in quarters.
    deep = np.array([-2 - 3, -1 - 6, 3, 1, 2 + 6]) / 4
    a = np.array([-2, -1, 0, 1, 2])
    same(done.with_own("a"), a @ deep / np.sqrt(10 * (deep @ deep)))
    same(done.with_dimensions[0, done.dimensions.index("deep")], done.with_own("a"))


def test_significance_is_of_the_pair():
    """r = -0.6 of the eight units that have both is not significant; of all twenty it would be."""
    x, z = np.array([1.0] * 4 + [-1.0] * 4), np.array([1.0, -1.0] * 4)  # r = 0
    columns = {
        "x": [*x, *[NAN] * 12],
        "y": [*(-0.6 * x + 0.8 * z), *np.linspace(-1, 1, 12)],
        "w": [*range(20)],
    }
    text = '[index]\nimpute = "drop"\n[indicator.x]\n[indicator.y]\n[indicator.w]\n'
    done = audit(computed(text, columns))
    pair = next(f for f in done.findings if f.about == ("x", "y"))
    same(pair.value, -0.6)
    assert critical_correlation(8) > 0.6 > critical_correlation(20)
    assert (pair.severity, "not significant at 5%" in str(pair.text)) == ("note", True)


def test_alpha_by_hand():
    """Of two parts it is 2 r / (1 + r), and the eigenvalues are 1 + r and 1 - r."""
    block = nested().blocks["deep"]
    same([block.alpha, *block.eigenvalues], [2 * 0.8 / 1.8, 1.8, 0.2])
    assert np.isnan(block.alpha_if_dropped).all()
    assert block.above_one == 1


def test_weights_by_hand():
    """A share is the product of the shares on the way; a share of variance w cov(x, y) / var(y)."""
    done = nested()
    same(done.indicators.nominal, [3 / 5 / 5 / 4, 3 / 5 / 5 * 3 / 4, 3 / 5 * 4 / 5, 2 / 5])
    weights = np.array([0.03, 0.09, 0.48, 0.4])
    x = np.array([VALUES[id] for id in "abcd"], dtype=float)
    y = weights @ x
    covariance = np.array([((row - 3) * (y - 3)).sum() for row in x])
    same(done.indicators.variance, weights * covariance / ((y - 3) ** 2).sum())
    same(done.indicators.variance.sum(), 1)
    same(done.below["index"].nominal, [3 / 5, 2 / 5])
    same(done.below["deep"].nominal, [1 / 4, 3 / 4])
    same(done.indicators.effective, done.indicators.main_effect / done.indicators.main_effect.sum())


@pytest.mark.parametrize(
    ("change", "linear"),
    [
        ("", "abcd"),
        ('[index]\naggregate = "sum"', "abcd"),
        ('[index]\naggregate = "geometric"', ""),
        ('[index]\nrescale = "rank"', ""),
        ('[dimension.deep]\naggregate = "geometric"', "cd"),
        ('[dimension.top]\nrescale = "percentile-rank"', "d"),
    ],
)
def test_shares_of_variance_where_the_index_is_linear(change: str, linear: str) -> None:
    """Missing for an indicator with a node on the way that is no arithmetic mean or sum."""
    text = NESTED.replace('\naggregate = "arithmetic"', "")
    if change:
        table, line = change.split("\n")
        text = text.replace(table, f"{table}\n{line}")
    done = audit(computed(text, VALUES))
    known = [
        id for id, share in zip(done.ids, done.indicators.variance, strict=True) if share == share
    ]
    assert known == list(linear)


def test_a_sum_has_the_shares_of_the_mean():
    """Dividing by the sum of the weights moves no share of the variance."""
    text = "[indicator.a]\nweight = 1\n[indicator.b]\nweight = 3\n"
    mean = audit(computed(text, VALUES)).indicators.variance
    total = audit(computed(f'[index]\naggregate = "sum"\n{text}', VALUES)).indicators.variance
    same(total, mean)
    same(mean, [(1 + 3 * 0.8) / (1 + 9 + 6 * 0.8), 3 * (3 + 0.8) / (1 + 9 + 6 * 0.8)])


def test_coverage_by_hand():
    """Of five units two lack a: 60 %; of four indicators the first unit lacks one."""
    done = nested(a=[NAN, NAN, 3, 4, 5], d=[1, 3, 2, 5, NAN], e=[NAN, 9, 9, 9, 9])
    same(done.coverage.indicators, [3 / 5, 1, 1, 4 / 5])
    same(done.coverage.units, [3 / 4, 3 / 4, 1, 1, 3 / 4])
    sparse = [f for f in done.findings if f.step == "coverage"]
    assert [(f.severity, f.about, f.value) for f in sparse] == [
        ("warning", ("a",), 0.6),
        ("note", ("a", "d"), 0.6),
    ]
    same(sparse[0].beyond, 0.4 / 0.35)


def test_a_unit_without_an_index_needs_no_warning():
    """The third has one of three values: a warning, unless min_coverage leaves it out already."""
    columns = {"a": [1, 2, 3, 4, 5, 6], "b": [1, 2, NAN, 5, 4, 6], "c": [2, 1, NAN, 3, 5, 4]}
    text = 'impute = "drop"\n[indicator.a]\n[indicator.b]\n[indicator.c]\n'
    for line, about in (("", [("u2",)]), ("min_coverage = 0.5\n", [])):
        done = audit(computed(f"[index]\n{line}{text}", columns))
        same(done.coverage.units, [1, 1, 1 / 3, 1, 1, 1])
        found = [f.about for f in done.findings if f.step == "coverage" and f.severity == "warning"]
        assert found == about


def test_imputed_values_do_not_cover():
    """What is carried forward is there for the index, not for the audit; of its own period."""
    scheme = '[index]\nimpute = "carry-forward"\n[indicator.x]\n[indicator.y]\n'
    values = [[1, 2, 3, 4, 6], [1, 2, 3, 4, NAN]]
    result = computed(scheme, {"x": values, "y": [VALUES["b"]] * 2}, periods=("1", "2"))
    same(audit(result).coverage.units, [1, 1, 1, 1, 1 / 2])
    same(audit(result, "1").coverage.units, [1] * 5)
    with pytest.raises(KeyError):
        audit(result, "3")


def test_a_unit_without_a_row_is_not_lacking():
    """A unit that is not in the table in the period counts neither way."""
    scheme = '[index]\nimpute = "drop"\n[indicator.x]\n[indicator.y]\n'
    x = [[1, 2, 3, 4, 5, 6], [1, 2, NAN, 4, 5, NAN]]
    y = [[1, 3, 2, 4, 5, 7], [1, 3, 2, 4, 5, NAN]]
    done = audit(computed(scheme, {"x": x, "y": y}, periods=("1", "2")))
    same(done.coverage.units, [1, 1, 1 / 2, 1, 1, NAN])
    same(done.coverage.indicators, [4 / 5, 1])
    assert done.units.tolist() == [0, 1, 2, 3, 4]


def test_outliers_by_hand():
    """Of 0 to 9 and two of 100 and 90, 100 is set to 90, then both to 9: as the JRC's rule says."""
    x = [*range(20), 500.0, 90.0]
    done = audit(computed("[indicator.x]\n[indicator.y]\n", {"x": x, "y": [*range(22)]}))
    assert [(cell.indicator, cell.unit, cell.value) for cell in done.outliers.cells] == [
        ("x", 20, 500),
        ("x", 21, 90),
    ]
    assert {cell.becomes for cell in done.outliers.cells} == {19}
    assert done.outliers.found.tolist() == [True, False]


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ("", "warning"),
        ('treat = "winsorise"', "note"),
        ('normalise = "rank"', "note"),
        ('normalise = "min-max"', "warning"),
        ('transform = "log"', None),
    ],
)
def test_outliers_that_the_scheme_treats(more: str, severity: str | None) -> None:
    """Only a note where they are winsorised or ranked; nothing where a logarithm tames them."""
    x = [*np.exp(np.linspace(0, 9, 40))]
    done = audit(computed(f"[indicator.x]\n{more}\n[indicator.y]\n", {"x": x, "y": [*range(40)]}))
    found = [f.severity for f in done.findings if f.step == "outliers"]
    assert found == ([severity] if severity else [])


def test_a_treatment_has_its_own_limits():
    """The cells are those that the scheme's rule moves: here one at the most."""
    rule = 'treat = { method = "winsorise", max_points = 1 }\n'
    x = [*range(20), 500.0, 90.0]
    done = audit(computed(f"[indicator.x]\n{rule}[indicator.y]\n", {"x": x, "y": [*range(22)]}))
    assert len(done.outliers.cells) == 1
    assert np.isnan(done.outliers.cells[0].becomes)  # 90 is still beyond: a logarithm


def test_too_many_outliers_have_no_next_value():
    """Where five are not enough the farthest five are named, and a logarithm is advised."""
    x = [*range(60), *(10.0 ** np.arange(3, 10))]
    done = audit(computed("[indicator.x]\n[indicator.y]\n", {"x": x, "y": [*range(67)]}))
    assert [cell.unit for cell in done.outliers.cells] == [66, 65, 64, 63, 62]
    assert np.isnan([cell.becomes for cell in done.outliers.cells]).all()
    (finding,) = (f for f in done.findings if f.step == "outliers")
    assert 'transform = "log"' in str(finding.help)


def test_critical_correlation():
    """The two-sided 5 % points of r of any table: 0.878 of 5 units, 0.514 of 15, 0.196 of 100."""
    found = [critical_correlation(units) for units in (5, 15, 100)]
    np.testing.assert_allclose(found, [0.878, 0.514, 0.197], atol=0.0006)
    assert np.isnan(critical_correlation(4))


@pytest.mark.parametrize(
    ("other", "own", "between", "t"),
    [
        (0.5, 0.4, 0.1, 0.89),
        (0.57, 0.4, 0.1, 1.58),
        (0.59, 0.4, 0.1, 1.79),
        (0.865, 0.8, 0.5, 1.81),
        (0.4, 0.61, 0.1, -2.01),
    ],
)
def test_higher_by_hand(other: float, own: float, between: float, t: float) -> None:
    """Williams's t of 103 units: higher where it is beyond 1.66, and not below it."""
    determinant = 1 - other**2 - own**2 - between**2 + 2 * other * own * between
    spread = 2 * 102 / 100 * determinant + ((other + own) / 2) ** 2 * (1 - between) ** 3
    found = (other - own) * (102 * (1 + between) / spread) ** 0.5
    assert found == pytest.approx(t, abs=0.006)
    assert higher(other, own, between, 103) == (t > 1.660)


def test_two_dimensions_that_are_one():
    """An indicator does not correlate more with another that is its own again."""
    assert not higher(0.5, 0.5, 1.0, 103)


# --- edges ---------------------------------------------------------------------------------------


def test_few_units_say_nothing_of_correlation():
    """Four are too few; what they lack and what stands out is told all the same."""
    done = audit(
        computed(
            NESTED, {id: [*values[:3], NAN if id == "a" else 7] for id, values in VALUES.items()}
        )
    )
    assert not done.enough
    assert np.isnan(done.everything.pearson).all()
    assert done.left_out == ()
    assert [f.step for f in done.findings] == ["coverage"]


@pytest.mark.parametrize("units", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("aggregate", ['"arithmetic"', '"copeland"', '"geometric"', '"median"'])
def test_small_tables_and_other_means(units: int, aggregate: str) -> None:
    """No aggregation and no number of units is an accident; one indicator alone is judged too."""
    columns = {id: values[:units] + [6] * (units - 5) for id, values in VALUES.items()}
    text = NESTED.replace('"arithmetic"', aggregate, 1)
    done = audit(computed(text, columns))
    assert done.units.size == units
    assert all(f.beyond == f.beyond for f in done.findings)
    alone = audit(computed("[indicator.x]\n", {"x": [*range(units)]}))
    assert alone.findings == ()


def test_the_order_of_the_file_is_not_that_of_the_audit():
    """Indicators stand by dimension; what each does to the ranking stands with it, and is told."""
    lines = NESTED.split("[indicator.d]\nweight = 2\n")
    text = lines[0].replace("[indicator.a]", "[indicator.d]\nweight = 2\n[indicator.a]") + lines[1]
    done, before = audit(computed(text, VALUES)), nested()
    hanging = [f for f in before.findings if f.step == "leave-out"]  # r = 1, 0.8, 0.3, 0.3
    assert [(f.about, f.severity) for f in hanging] == [((id,), "note") for id in "cdb"]
    assert [each.id for each in done.left_out] == list(done.ids) == list("abcd")
    for mine, other in zip(done.left_out, before.left_out, strict=True):
        same(mine.shift, other.shift)
