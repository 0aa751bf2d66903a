"""Planted faults, each found by its finding, and the laws that findings keep."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, cases, computed, panel_of, permuted, same, scheme_of

from innoindex import Audit, Finding, audit, compute
from innoindex.audit_weights import _by_chance
from innoindex.finding import STEPS

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
    weak = found(done, "correlation", "b1", "b")
    same(weak.beyond, (1 - weak.value) / (1 - 0.3))
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


def test_a_weak_opposition_is_a_note():
    """r = -0.3 of 64 units is significant, and not below -0.4; r = -0.5 is both."""
    x, z = np.repeat([1.0, -1.0], 32), np.tile([1.0, -1.0], 32)  # r = 0
    for r, severity in {-0.3: "note", -0.5: "warning", -0.2: None}.items():
        columns = {"x": x, "y": r * x + (1 - r * r) ** 0.5 * z, "w": range(64)}
        done = audit(computed("[indicator.x]\n[indicator.y]\n[indicator.w]\n", columns))
        pairs = [f for f in done.findings if f.about == ("x", "y")]
        assert [(f.severity, round(f.value, 9)) for f in pairs] == (
            [(severity, r)] if severity else []
        )


def test_an_outlier_is_named():
    """The one value that lies thirty deviations out, with its unit and as it is in the table."""
    column = sound_columns()["c1"]
    column[7] = 55.5
    finding = found(planted(c1=column), "outliers", "c1")
    assert finding.severity == "warning"
    assert str(finding.text).endswith(": u7 55.5")
    done = planted(c1=column).outliers
    skew, kurtosis = done.skewness[8], done.kurtosis[8]
    same(finding.beyond, min(skew / 2, kurtosis / 3.5))
    assert skew / 2 < kurtosis / 3.5


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


def test_the_dimension_that_it_goes_with_most():
    """Of two that it goes more with than with its own, the closer one is named."""
    columns = sound_columns()
    of_a, of_c = (sum(columns[f"{d}{n}"] for n in range(1, 5)) for d in "ac")
    done = planted(b1=of_a + 1.5 * of_c)
    a, b, c = done.with_dimensions[done.ids.index("b1")]
    assert c > a > b
    (elsewhere,) = (f for f in done.findings if f.about in (("b1", "a"), ("b1", "c")))
    assert elsewhere.about == ("b1", "c")


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


def test_an_effect_by_chance():
    """Fisher's z: r = 0.2 and 0.6 of 28 units are 5 * (0.6931 - 0.2027) = 2.45 errors apart.

    Of two parts 5 % is beyond 2.24 errors, of four beyond 2.50. Their effects .36 + .04 would be
    .2 each by weight, those of four .36 + 3 * .04 .12 each.
    """
    assert 5 * (math.atanh(0.6) - math.atanh(0.2)) == pytest.approx(2.45, abs=0.005)
    two, four = np.array([0.36, 0.04]), np.array([0.36, 0.04, 0.04, 0.04])
    errors = 5 * abs(np.arctanh([0.6, 0.2]) - math.atanh(math.sqrt(0.2)))
    assert (errors < 2.24).all()
    assert _by_chance(two, np.full(2, 0.5), 28).tolist() == [True, True]
    # With 103 units, ten errors a unit of z: 2.12 and 2.78; of four 3.32 and 1.59.
    assert (errors * 2).round(2).tolist() == [2.12, 2.78]
    assert _by_chance(two, np.full(2, 0.5), 103).tolist() == [True, False]
    assert _by_chance(four, np.full(4, 0.25), 103).tolist() == [False, True, True, True]
    assert _by_chance(two, np.full(2, 0.5), 3).all()
    # 0.2785 of z: 2.21 errors of 66 units, and 2.26 of 69.
    assert [_by_chance(two, np.full(2, 0.5), units)[1] for units in (66, 69)] == [True, False]


def test_weights_by_chance_are_notes():
    """Of parts that are alike but for chance a few units warn of none, and say why."""
    random = np.random.default_rng(1)
    columns = {f"x{k}": random.normal(size=23) for k in range(8)}
    text = "".join(f"[indicator.{id}]\n" for id in columns)
    findings = [f for f in audit(computed(text, columns)).findings if f.step == "weights"]
    assert findings
    assert {f.severity for f in findings if "main effects" in str(f.text)} == {"note"}
    assert "chance alone may do this with 23 units" in {str(f.help) for f in findings}


def test_alpha_of_two_parts_is_a_note():
    """It says no more than their correlation; of three parts it is a warning."""
    random = np.random.default_rng(3)
    noise = {id: random.normal(size=UNITS) for id in "xyz"}
    for ids, severity in (("xy", "note"), ("xyz", "warning")):
        text = "".join(f"[indicator.{id}]\n" for id in ids)
        done = audit(computed(text, {id: noise[id] for id in ids}))
        said = [f.severity for f in done.findings if "hardly measure one thing" in str(f.text)]
        assert said == [severity]


def test_few_units_are_told():
    """As many units as indicators are a note, one more are not."""
    random = np.random.default_rng(2)
    text = "".join(f"[indicator.x{k}]\n" for k in range(6))
    for units, count in ((6, 1), (7, 0)):
        columns = {f"x{k}": random.normal(size=units) for k in range(6)}
        said = [str(f.text) for f in audit(computed(text, columns)).findings]
        assert said.count(f"{units} units are too few for the correlations of 6 parts") == count


def test_a_wide_scale_takes_the_variance():
    """Ten times the spread under a mean of raw values: most of the variance for a third of it."""
    columns = sound_columns()
    columns = {"x": 10 * columns["a1"], "y": columns["a2"], "z": columns["a3"]}
    done = audit(computed("[indicator.x]\n[indicator.y]\n[indicator.z]\n", columns))
    wide = next(f for f in done.findings if "of its variance" in str(f.text))
    assert (wide.step, wide.severity, wide.about) == ("weights", "note", ("x", "index"))
    same(wide.value, done.indicators.variance[0] * 3)
    assert "x has 33.3% of the weight in the index, but 8" in str(wide.text)


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


def test_equal_sums_are_equal_in_any_order():
    """0.1 + 0.2 + 0.3 is 0.3 + 0.2 + 0.1: ranks 1.5, 1.5, 3, 4, 5, against 1 to 5."""
    parts = "".join(f"[indicator.{id}]\n" for id in "abc")
    rest = [0.5, 0.6, 0.7]
    columns = {"a": [0.1, 0.3, *rest], "b": [0.2, 0.2, *rest], "c": [0.3, 0.1, *rest]}
    done = audit(computed(f'[index]\naggregate = "sum"\n{parts}', columns))
    same(done.spearman_with_index, [np.sqrt(0.95), 1, np.sqrt(0.95)])


def test_shares_of_variance_are_of_units_with_every_dimension():
    """Where min_coverage leaves a unit without one, its index is not the scheme's weighted mean."""
    text = """
    [index]
    impute = "mean"
    [dimension.d]
    min_coverage = 1
    [indicator.a]
    dimension = "d"
    [indicator.b]
    """
    columns = {"a": [1, 2, 3, 4, 5, NAN], "b": [2, 1, 4, 3, 5, 9]}
    done = audit(computed(text, columns))
    same(done.indicators.variance, [0.5, 0.5])  # the first five have the same numbers in both
    same(done.indicators.variance, done.below["index"].variance)
