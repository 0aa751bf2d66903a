"""Weights in files: a scheme written with others, and a scenario of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from strategies import cases, panel_of

from innoindex.errors import InnoindexError
from innoindex.index import compute
from innoindex.messages import Label
from innoindex.reweighing import Reweighed, weigh_scheme
from innoindex.scenario import changed_scheme
from innoindex.scenario_file import read_scenario_file
from innoindex.scheme import Change, Scenario, Scheme
from innoindex.scheme_file import parse_scheme
from innoindex.scheme_text import scenario_text, with_weights

LAYOUTS = {
    "tables": """# über
schema = 1   # one
[dimension.D]   # c1
weight   =   20 # why

# ── next section
[indicator.a]
dimension = "D"

# about b
[indicator.b]
dimension = "D"
[dimension."E e"]
weight = 5
[indicator.c]
dimension = "E e"
weight = 1e0
[indicator.'d.d']
weight = 7
dimension = "E e"  # last
""",
    "inline": """schema = 1
dimension = { D = { weight = 20, name = "i" }, "E e" = { weight = 5, name = {zh = "o", en = "p"} } }
[indicator]
a = { dimension = "D" }
b = {dimension = "D"}
c = { weight=1, dimension = "E e" }
"d.d" = { dimension = "E e", weight = 7 }
""",
    "dotted": """schema = 1
dimension.D.weight = 20
dimension."E e".weight = 5   # note
index.aggregate = "sum"
[indicator]
a.dimension = "D"
a.unit.zh = "x"
b.dimension = "D" # c

c.dimension = "E e"
c.weight = 1
"d.d".dimension = "E e"
"d.d".weight = 7

[scenario.s]
weight = { a = 2, D = "40%" }
""",
    "absent": """schema = 1
[dimension.D]
aggregate = "sum"
[dimension."E e"]
[indicator.a]
dimension = "D"
[indicator.b]
dimension = "D"
weight = 0.25
# on its own
[indicator.c]
dimension = "E e"
[indicator."d.d"]
dimension = "E e" """,
    "nested": """schema = 1
[dimension.D]
name.zh = "a"
[dimension.D.aggregate]
method = "power"
p = 2
[indicator.a.name]
zh = "b"
[dimension."E e"]
parent = "D"
[indicator.a]
dimension = "D"
[indicator.a.normalise]
method = "min-max"
[indicator.b]
dimension = "D"
[indicator.c]
dimension = "E e"
[indicator."d.d"]
dimension = "E e"
[[break]]
period = 2001
note = "weight = 3"
""",
}  # fmt: skip
COLUMNS = {"a": [1, 2, 6], "b": [3, 3, 9], "c": [8, 1, 1], "d.d": [2, 7, 4]}
HEADING = ["weights: x", "from a\nb\x1b.csv"]


def reweighed(text: str, **how) -> Reweighed:
    """The weights by sd of the columns above."""
    return weigh_scheme(compute(panel_of(COLUMNS), parse_scheme(text)), "sd", **how)


def plain(scheme: Scheme) -> str:
    """Everything a scheme says, but not where: numbers to the last bit."""
    scenarios = {id: replace(s, line=None, source="") for id, s in scheme.scenarios.items()}
    said = repr(replace(scheme, lines={}, source="", scenarios=scenarios))
    return re.sub(r"tree=<[^>]*>", "", said)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("how", [{}, {"together": True}, {"of": "D"}])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_written_scheme_is_the_same_but_for_its_weights(layout, how, ends):
    """Whatever the layout: read again it is exactly the scheme under the scenario."""
    text = LAYOUTS[layout].replace("\n", ends)
    done = reweighed(text, **how)
    written = with_weights(text, done.base.scheme, done.scenario, HEADING)
    assert done.scenario.weight
    assert plain(parse_scheme(written)) == plain(done.scheme)
    assert written.startswith(f"# weights: x{ends}# from a b\\x1b.csv{ends}{ends}")
    assert set(written.replace(ends, "")) & {"\r", "\n"} == set()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_and_comments_stay(layout):
    """Every line without a weight is there, in its order; a new weight ends its own table."""
    done = reweighed(LAYOUTS[layout])
    written = with_weights(LAYOUTS[layout], done.base.scheme, done.scenario, []).splitlines()[1:]

    def kept(lines: list[str]) -> list[str]:
        return [line for line in lines if line and "weight" not in line]

    if layout != "inline":
        assert kept(written) == kept(LAYOUTS[layout].splitlines())
    if layout == "tables":
        assert written[3].startswith("weight   =   ")
        assert written[3].endswith(" # why")
        assert written[8].startswith("weight = ")  # of a, above the empty line
        assert written[9:12] == ["", "# about b", "[indicator.b]"]


def test_nothing_to_change_is_the_text():
    """Equal weights in place of equal weights."""
    text = "schema = 1\n[indicator.a]\n[indicator.b]\n[indicator.c]\n"
    done = weigh_scheme(compute(panel_of(COLUMNS), parse_scheme(text)), "equal")
    assert with_weights(text, done.base.scheme, done.scenario, ["x"]) == f"# x\n\n{text}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_written_scenario_gives_the_same_scheme(tmp_path, layout):
    """Read again for the scheme, it changes it to the same weights, to the last bit."""
    done = reweighed(LAYOUTS[layout])
    (tmp_path / "w.toml").write_text(scenario_text(done.scenario, HEADING), "utf-8")
    (scenario,) = read_scenario_file(tmp_path / "w.toml", done.base.scheme)
    assert scenario.weight == done.scenario.weight
    assert plain(changed_scheme(done.base.scheme, scenario)) == plain(done.scheme)
    assert (scenario.name, scenario.id) == (done.scenario.name, "w")


@given(cases(), st.sampled_from(["entropy", "sd", "inverse-sd"]), st.booleans(), st.booleans())
def test_three_ways_to_one_ranking(case, method, together, weights):
    """The written scheme, the scenario and the weights at once rank alike, to the last bit."""
    draft, panel = case
    text = "schema = 1\n" + draft.text(weights)
    try:
        done = weigh_scheme(compute(panel, parse_scheme(text)), method, together=together)
    except InnoindexError:
        return
    written = parse_scheme(with_weights(text, done.base.scheme, done.scenario, ["x"]))
    assert plain(written) == plain(done.scheme)
    result = compute(panel, written)
    assert result.index[done.p].tobytes() == done.variant.result.index[done.p].tobytes()
    assert result.ranks[done.p].tobytes() == done.variant.result.ranks[done.p].tobytes()


def test_the_shipped_scheme_and_the_published_ones():
    """Their files keep every line that is no weight."""
    for path in [ROOT / "config/weights.toml", *(ROOT / "examples/schemes").glob("*.toml")]:
        text = path.read_text("utf-8")
        scheme = parse_scheme(text)
        parts = [id for ids in scheme.children.values() for id in ids]
        weight = {id: Change("to", 1 / (3 + n)) for n, id in enumerate(parts)}
        scenario = Scenario("x", Label("x", "x"), weight)
        written = with_weights(text, scheme, scenario, [])
        assert plain(parse_scheme(written)) == plain(changed_scheme(scheme, scenario))
        kept = [line for line in text.splitlines() if not line.startswith("weight")]
        assert [e for e in written.splitlines() if not e.startswith("weight")][1:] == kept
