"""Weights in files: a scheme written with others, a scenario of them, comparisons that are read."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from strategies import cases, panel_of, same

from innoindex.errors import InnoindexError
from innoindex.index import compute
from innoindex.messages import Label
from innoindex.read.pairwise import read_pairwise
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
    assert written.startswith(f"# weights: x{ends}# from a b .csv{ends}{ends}")
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


# --- pairwise comparisons ------------------------------------------------------------------------

JUDGED = """schema = 1
[dimension.in]
name = { zh = "投入", en = "Input" }
[dimension.out]
[dimension.off]
weight = 0
[indicator.a]
dimension = "in"
name = { zh = "甲", en = "First" }
[indicator.b]
dimension = "in"
[indicator.c]
dimension = "in"
[indicator.d]
dimension = "out"
[indicator.e]
dimension = "out"
[indicator.f]
dimension = "off"
""".replace("[dimension.in]", "[dimension.in]\nweight = 1").replace(
    "[dimension.out]", "[dimension.out]\nweight = 1"
)
MATRIX = [[1, 2, 4], [Fraction(1, 2), 1, 3], [Fraction(1, 4), Fraction(1, 3), 1]]
SOUND = {
    "whole": ",a,b,c\na,1,2,4\nb,1/2,1,3\nc,1/4,1/3,1\n",
    "upper half": ",a,b,c\na,1,2,4\nb,,1,3\nc,,,1\n",
    "lower half": ";a;b;c\na;;;\nb;0.5;;\nc;1/4;1/3\n",
    "mixed": ",a,b,c\na,,2,\nb,,,3\nc,.25,,\n",
    "any order": "x\tc\tFirst\tB\nb\t3\t1/2\t1\n甲\t4\t1\t2\nc\t1\t0.25\t0.333\n",
    "wide": ",ａ,b,c\n\na,１,２,4\nb,１／２,-,3\nc,,,无\n",
    "rounded": ",a,b,c\na,1,2,4\nb,.5,1,3\nc,.25,.33,1\n",
}


@pytest.mark.parametrize("table", SOUND)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_comparisons_in_any_layout(tmp_path: Path, table, encoding):
    """Ids or names, any order, fractions, a half alone, whatever the encoding and separator."""
    (tmp_path / "p.csv").write_bytes(SOUND[table].encode(encoding))
    read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED))
    assert list(read.by_node) == ["in"]
    same(read.by_node["in"], np.array(MATRIX, dtype=float), 1e-12)


def test_comparisons_in_a_spreadsheet(tmp_path: Path):
    """Numbers as numbers; several files, a node each; a dimension of weight 0 is not compared."""
    for name, rows in {
        "in.xlsx": [["", "a", "b", "c"], ["a", 1, 2, 4], ["b", "", 1, "3"], ["c", "", "", 1]],
        "top.xlsx": [[None, "in", "out"], ["out", 3, 1], ["in", 1, "1/3"]],
    }.items():
        with xlsxwriter.Workbook(str(tmp_path / name)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    files = [tmp_path / "in.xlsx", tmp_path / "top.xlsx"]
    read = read_pairwise(files, parse_scheme(JUDGED))
    assert list(read.by_node) == ["in", "index"]
    same(read.by_node["in"], np.array(MATRIX, dtype=float))
    same(read.by_node["index"], [[1, 1 / 3], [3, 1]])


def test_a_rounded_fraction_on_either_side(tmp_path: Path):
    """0.33 beside a 3 is 1/3, above the diagonal as below it."""
    for table in (",in,out\nin,1,.33\nout,3,1\n", ",out,in\nout,1,3\nin,.33,1\n"):
        (tmp_path / "p.csv").write_text(table)
        read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED))
        same(read.by_node["index"], [[1, 1 / 3], [3, 1]], 1e-12)


def test_all_indicators_at_once(tmp_path: Path):
    """`together` wants every indicator that counts, in the order of the tree."""
    (tmp_path / "p.csv").write_text(
        ",e,d,c,b,a\ne,1,1,1,1,9\nd,,1,1,1,1\nc,,,1,1,1\nb,,,,1,1\na,,,,,1\n"
    )
    read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED), together=True)
    wanted = np.ones((5, 5))
    wanted[4, 0], wanted[0, 4] = 9, 1 / 9  # a b c d e
    same(read.by_node["index"], wanted)


BAD = {
    ",a,b,c\na,1,2,x\nb,,2,3\nc,,5,0\n": [
        'p.csv:2:c: error: not a comparison: "x"',
        "p.csv:3:b: error: a part against itself is 1, not 2",
        'p.csv:4:c: error: a part against itself is 1, not 0',
        "p.csv:3:c: error: b against c is 3, but c against b is 5",
    ],
    ",a,b,c\na,1,-2,1/0\nb,,1,5%\nc,/3,,1\n": [
        'p.csv:2:b: error: not a comparison: "-2"',
        'p.csv:2:c: error: not a comparison: "1/0"',
        'p.csv:3:c: error: not a comparison: "5%"',
        'p.csv:4:a: error: not a comparison: "/3"',
    ],
    ",a,b,甲\na,1,2,1\nb,,1,1\nz,,,1\n": [
        'p.csv:1:甲: error: "甲" is given twice',
        'p.csv:4: error: there is no "z"',
        'p.csv:1: error: "c" needs a row and a column',
    ],
    ",a,b,d\na,1,2,1\nb,,1,1\nc,1,1,1\n": [
        'p.csv:1:d: error: "d" is not a part of Input with a weight',
        'p.csv:1: error: "c" needs a row and a column',
    ],
    ",a,b,c\na,1,2,\nb,,1,3,4\nc,,,1\n": [
        "p.csv:1: error: a row or a column has no name",
        "p.csv:2:c: error: nothing compares a with c",
    ],
    ",in,off\nin,1,1\noff,,1\n": [
        'p.csv:1:off: error: "off" is not a part of index with a weight',
        'p.csv:1: error: "out" needs a row and a column',
    ],
    ",a\n": ["p.csv: error: the table is empty"],
    "": ["p.csv: error: the table is empty"],
    ',a,b\na,"1,2\nb,,1\n': ["p.csv:2: error: a double quote is misplaced or not closed"],
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_everything_wrong_with_comparisons(tmp_path: Path, monkeypatch, text):
    """All at once, each with its cell and a way out."""
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text(text, "utf-8")
    with pytest.raises(InnoindexError) as caught:
        read_pairwise(["p.csv"], parse_scheme(JUDGED))
    errors = [each for each in caught.value.problems if each.severity == "error"]
    lines = [str(each).split("\nhelp: ") for each in errors]
    assert [line[0] for line in lines if line[0] in BAD[text]] == BAD[text]
    assert all(len(line) == 2 for line in lines)


def test_a_node_compared_twice(tmp_path: Path):
    """Two files on one node are an error; so is one that is not there."""
    for name in ("p.csv", "q.csv"):
        (tmp_path / name).write_text(SOUND["whole"])
    with pytest.raises(
        InnoindexError, match=r"q\.csv: error: Input is compared in another file too"
    ):
        read_pairwise([tmp_path / "p.csv", tmp_path / "q.csv"], parse_scheme(JUDGED))
    with pytest.raises(InnoindexError, match="no such file"):
        read_pairwise([tmp_path / "none.csv"], parse_scheme(JUDGED))
