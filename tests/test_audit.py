"""The statistics and the findings of an audit: published, by hand, planted faults, laws."""

from __future__ import annotations

import numpy as np
import pytest
import tai
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, cases, computed, panel_of, permuted, same, scheme_of

from innoindex import Audit, Finding, audit, compute
from innoindex.audit_structure import critical_correlation, higher
from innoindex.finding import STEPS

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
    assert done.ids == ("a", "b", "c", "d")
    assert done.ignored == ("e",)
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
    # deep = (a + 3 b) / 4 about its mean: -5 -7 3 1 8... of a: -2 -1 0 1 2, in quarters.
    deep = np.array([-2 - 3, -1 - 6, 3, 1, 2 + 6]) / 4
    a = np.array([-2, -1, 0, 1, 2])
    same(done.with_own("a"), a @ deep / np.sqrt(10 * (deep @ deep)))
    same(done.with_dimensions[0, done.dimensions.index("deep")], done.with_own("a"))


def test_alpha_by_hand():
    """Of two parts it is 2 r / (1 + r), and the eigenvalues are 1 + r and 1 - r."""
    block = nested().blocks["deep"]
    same(block.alpha, 2 * 0.8 / 1.8)
    same(block.eigenvalues, [1.8, 0.2])
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
    done = nested(a=[NAN, NAN, 3, 4, 5], e=[NAN, 9, 9, 9, 9])
    same(done.coverage.indicators, [3 / 5, 1, 1, 1])
    same(done.coverage.units, [3 / 4, 3 / 4, 1, 1, 1])
    sparse = [f for f in done.findings if f.step == "coverage"]
    assert [(f.severity, f.about, f.value) for f in sparse] == [
        ("warning", ("a",), 0.6),
        ("note", ("a",), 0.6),
    ]
    same(sparse[0].beyond, 0.4 / 0.35)


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
    ("other", "own", "t"),
    [(0.5, 0.4, 0.89), (0.57, 0.4, 1.58), (0.61, 0.4, 2.01), (0.4, 0.61, -2.01)],
)
def test_higher_by_hand(other: float, own: float, t: float) -> None:
    """Williams's t of 103 units, the two wholes correlated .1: t beyond 1.66, and not below it."""
    determinant = 1 - other**2 - own**2 - 0.1**2 + 2 * other * own * 0.1
    spread = 2 * 102 / 100 * determinant + ((other + own) / 2) ** 2 * 0.9**3
    assert (other - own) * (102 * 1.1 / spread) ** 0.5 == pytest.approx(t, abs=0.005)
    assert higher(other, own, 0.1, 103) == (t > 1.660)


# --- planted faults ------------------------------------------------------------------------------

UNITS = 60
SOUND = '[index]\nnormalise = "z-score"\nimpute = "mean"\n' + "".join(
    f"[dimension.{d}]\n" + "".join(f'[indicator.{d}{n}]\ndimension = "{d}"\n' for n in range(1, 5))
    for d in "abc"
)


def sound_columns() -> dict[str, np.ndarray]:
    """Twelve indicators in three dimensions: what all share, what a dimension shares, their own."""
    draw = np.random.default_rng(20).standard_normal
    shared = draw(UNITS)
    return {
        f"{d}{n}": shared + own + 0.8 * draw(UNITS)
        for d in "abc"
        for own in [0.7 * draw(UNITS)]
        for n in range(1, 5)
    }


def planted(scheme: str = SOUND, **columns: object) -> Audit:
    return audit(compute(panel_of({**sound_columns(), **columns}), scheme_of(scheme)))


def found(done: Audit, step: str, *about: str) -> Finding:
    return next(f for f in done.findings if f.step == step and set(f.about) >= set(about))


def test_a_sound_scheme():
    """Nothing is found in twelve indicators that hang together as their dimensions say."""
    assert [f.text for f in planted().findings] == []


def test_a_duplicate_is_redundant():
    """The same values twice: r = 1, in one dimension or in two."""
    column = sound_columns()["a1"]
    for twin in ("a2", "b2"):
        done = planted(**{twin: 5 + 2 * column})
        finding = found(done, "correlation", "a1", twin)
        assert (finding.severity, finding.limit) == ("warning", 0.92)
        same(finding.value, 1)
        assert str(finding.text) == f"a1 and {twin} say nearly the same (r = 1.00, Spearman 1.00)"
    assert str(found(done, "correlation", "b2", "a").text).startswith("b2 goes more with a (r = ")


def test_a_flipped_direction_runs_against_its_dimension():
    """It also pulls against each of its siblings, and alpha would rise without it."""
    done = planted(SOUND.replace("[indicator.b1]\n", '[indicator.b1]\ndirection = "-"\n'))
    assert "b1 runs against b (r = -" in str(found(done, "correlation", "b1", "b").text)
    assert "b1 runs against the index (r = -" in str(found(done, "correlation", "b1", "index").text)
    for sibling in ("b2", "b3", "b4"):
        pair = found(done, "correlation", "b1", sibling)
        assert pair.severity == "warning"
        assert f"b1 and {sibling} pull b in opposite directions (r = -" in str(pair.text)
        assert "significant at 5%" in str(pair.text)
    assert [f.value < 0.7 for f in done.findings if f.about == ("b",)] == [True]
    assert found(done, "reliability", "b1", "b").value > 0.7
    everyone = {part for f in done.findings for part in f.about} & set(done.ids)
    assert everyone == {"b1", "b2", "b3", "b4"}


def test_an_outlier_is_named():
    """The one value that lies thirty deviations out, with its unit and as it is in the table."""
    column = sound_columns()["c1"]
    column[7] = 55.5
    finding = found(planted(c1=column), "outliers", "c1")
    assert finding.severity == "warning"
    assert str(finding.text).endswith(": u7 55.5")


def test_a_half_empty_column():
    """Half of the units have a value: 50 %, where 65 % is the least."""
    column = sound_columns()["a3"]
    column[::2] = NAN
    finding = found(planted(a3=column), "coverage", "a3")
    assert (finding.severity, finding.value, finding.limit) == ("warning", 0.5, 0.65)
    assert "a3 has only 50% of its values" in str(finding.text)


def test_a_unit_with_few_values():
    """Eight of its twelve values are missing: a third is there."""
    columns = sound_columns()
    for column in [*columns.values()][:8]:
        column[4] = NAN
    finding = found(planted(**columns), "coverage", "u4")
    assert (finding.severity, round(finding.value, 9)) == ("warning", round(1 / 3, 9))
    assert "33.3%" in str(finding.text)


def test_noise_hardly_goes_with_anything():
    """Not with the others of its dimension, nor the index; its effect is a trifle of its weight."""
    done = planted(c4=np.random.default_rng(1).standard_normal(UNITS))
    assert str(found(done, "correlation", "c4", "index").text).startswith("c4 hardly goes with the")
    strange = [f for f in done.findings if str(f.text).startswith("c4 hardly goes with the other")]
    assert [(f.step, f.severity, f.about) for f in strange] == [
        ("reliability", "warning", ("c4", "c"))
    ]
    assert "c4 has 8.3% of the weight in the index, but" in str(found(done, "weights", "c4").text)
    assert found(done, "reliability", "c4", "c").value > 0.8


def test_a_dimension_of_two():
    """Three and three indicators that have nothing to do with each other: two components."""
    draw = np.random.default_rng(3).standard_normal
    one, other = draw(UNITS), draw(UNITS)
    columns = {f"p{n}": one + 0.5 * draw(UNITS) for n in range(3)}
    columns |= {f"q{n}": 1.2 * other + 0.3 * draw(UNITS) for n in range(3)}
    text = "".join(f'[indicator.{id}]\ndimension = "both"\n' for id in columns)
    done = audit(computed(f'[index]\nnormalise = "z-score"\n[dimension.both]\n{text}', columns))
    finding = found(done, "components", "both")
    assert finding.about == ("both", "p0", "p1", "p2")  # the q are closer to each other
    assert "both has 2 components with an eigenvalue above 1 (3.27, 2.31)" in str(finding.text)


def test_an_indicator_in_the_wrong_dimension():
    """It goes more with the dimension that it was taken from."""
    columns = sound_columns()
    done = planted(b1=columns["a1"], a1=columns["b1"])
    assert found(done, "correlation", "b1", "a").severity == "warning"
    assert found(done, "correlation", "a1", "b").severity == "warning"


def test_a_constant_tells_no_unit_from_another():
    """It is said, and left out of alpha and of the components."""
    scheme = SOUND.replace(
        "[indicator.a2]\n", '[indicator.a2]\nnormalise = { method = "base-ratio", reference = 4 }\n'
    )
    done = planted(scheme, a2=np.full(UNITS, 5.0))
    finding = found(done, "outliers", "a2")
    assert (finding.severity, str(finding.help)) == ("warning", "drop it, or give it weight 0")
    block = done.blocks["a"]
    assert block.eigenvalues.size == 3
    assert np.isnan(block.alpha_if_dropped).tolist() == [False, True, False, False]
    without = planted(SOUND.replace('[indicator.a2]\ndimension = "a"\n', "")).blocks["a"]
    same(block.alpha, without.alpha)


def test_a_weight_that_is_not_the_effect():
    """A tenth of the weight in a dimension whose parts go together is much more than a tenth."""
    done = planted(SOUND.replace("[dimension.b]\n", "[dimension.b]\nweight = 0.1\n").replace(
        "[dimension.a]\n", "[dimension.a]\nweight = 1\n").replace(
        "[dimension.c]\n", "[dimension.c]\nweight = 1\n"))  # fmt: skip
    finding = found(done, "weights", "b", "index")
    assert finding.value > 2
    assert "b has 4.8% of the weight in the index, but" in str(finding.text)
    assert str(finding.help).startswith("give it less weight")


# --- laws ----------------------------------------------------------------------------------------


def test_the_worst_comes_first():
    """Warnings before notes, each by how far it is beyond its limit."""
    column = sound_columns()["c1"]
    column[7] = 55.5
    done = planted(
        SOUND.replace("[indicator.b1]\n", '[indicator.b1]\ndirection = "-"\n'), c1=column
    )
    severities = [f.severity for f in done.findings]
    assert severities == sorted(severities, key=["warning", "note"].index)
    beyond = [f.beyond for f in done.findings if f.severity == "warning"]
    assert beyond == sorted(beyond, reverse=True)
    assert all(0 < f.beyond <= 5 and f.step in STEPS for f in done.findings)


@given(cases(), st.randoms(use_true_random=False))
def test_no_order_matters(case, random):
    """Units, columns and entries of the scheme in another order: the same figures and findings."""
    draft, panel = case
    units, entries = list(range(len(panel.units))), list(range(len(draft.entries)))
    random.shuffle(units)
    random.shuffle(entries)
    before = audit(compute(panel, draft.scheme()))
    after = audit(compute(permuted(panel, units), draft.shuffled(entries).scheme()))
    at = [after.ids.index(id) for id in before.ids]
    same(after.everything.pearson[np.ix_(at, at)], before.everything.pearson, 1e-7)
    same(after.indicators.nominal[at], before.indicators.nominal)
    same(after.indicators.effective[at], before.indicators.effective, 1e-6)
    same(after.coverage.units, before.coverage.units[units])
    for id, block in before.blocks.items():
        same(after.blocks[id].eigenvalues, block.eigenvalues, 1e-6)
        same(after.blocks[id].alpha, block.alpha, 1e-6)
    said = [
        sorted((f.step, f.severity, *sorted(f.about)) for f in a.findings) for a in (before, after)
    ]
    assert said[0] == said[1]


@given(cases())
def test_shares_add_up(case):
    """Of weight, of main effects; eigenvalues to the number of parts; all correlations in -1..1."""
    draft, panel = case
    done = audit(compute(panel, draft.scheme()))
    same(done.indicators.nominal.sum(), 1)
    if not np.isnan(done.indicators.effective).any():
        same(done.indicators.effective.sum(), 1)
    for block in done.blocks.values():
        same(block.eigenvalues.sum(), block.eigenvalues.size, 1e-6)
        assert (np.abs(block.with_whole[~np.isnan(block.with_whole)]) <= 1).all()


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
