"""What a scenario may say, and the scheme and the panel that it makes of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import AGGREGATES, METHODS, NAN, cases, panel_of, problems_of, same, scheme_of

from innoindex.errors import InnoindexError, UsageProblem
from innoindex.index import compute
from innoindex.scenario import changed, changed_panel, changed_scheme
from innoindex.scenario_file import read_scenario_file
from innoindex.scenario_parts import make_scenario
from innoindex.scheme import CellChange, Change, Scenario, Scheme
from innoindex.scheme_kinds import parse_change

NESTED = """
[dimension.out]
name = { zh = "产出", en = "Output" }
weight = 1
[dimension.in]
weight = 3
[indicator]
a = { dimension = "out", weight = 1, name = { zh = "专利", en = "Patents" } }
b = { dimension = "out", weight = 1 }
c = { dimension = "out", weight = 2 }
d = { dimension = "in" }
[raw.a]
name = { zh = "专利数", en = "Number of patents" }
aliases = ["授权.专利"]
"""
TABLE = panel_of({"a": [10, 20], "b": [NAN, 4], "c": [1, 2], "d": [3, 4]}, units=["u.1", "u2"])


def parts(scheme: Scheme) -> tuple:
    """All that a scenario can change, with the expressions as they are written."""
    written = {id: replace(leaf, value=leaf.value.text) for id, leaf in scheme.indicators.items()}
    return scheme.nodes, written, scheme.ties, scheme.tiers, scheme.rank_decimals


def messages(error: pytest.ExceptionInfo[InnoindexError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "how", "amount", "after"),
    [
        (2, "to", 2, 2), (-2.5, "to", -2.5, -2.5), ("*0.5", "times", 0.5, 100),
        ("* .5", "times", 0.5, 100), ("+5", "plus", 5, 205), ("-5", "plus", -5, 195),
        ("+10%", "per cent", 10, 220), ("-1e1%", "per cent", -10, 180),
        ("40%", "share", 40, 200), (" 2.5 % ", "share", 2.5, 200),
    ],
)  # fmt: skip
def test_a_change_is_read(text, how, amount, after):
    """A number is itself, a sign or a star changes what is there (200), a per cent is a share.

    A share is of the siblings, and leaves the number to them.
    """
    assert parse_change(text) == Change(how, amount)
    assert changed(200.0, Change(how, amount)) == pytest.approx(after, abs=1e-12)


def test_what_is_no_change():
    """A text without sign, star or per cent is none; nor is what is not a finite number."""
    texts = ["40", "", "%", "*50%", "--5", "+-5", "40%%", "five", "４０%", "1e999%", "*"]
    others = [True, None, [2], float("nan"), float("inf")]
    assert [parse_change(value) for value in texts + others] == [None] * 16


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"a": "50%"}, [2, 2 / 3, 4 / 3]),  # half of 4, and 1 : 2 of the other half
        ({"a": "0%"}, [0, 4 / 3, 8 / 3]), ({"a": "100%"}, [4, 0, 0]),
        ({"a": "50%", "b": "25%"}, [2, 1, 1]),
        ({"a": "20%", "b": "20%", "c": "60%"}, [0.8, 0.8, 2.4]),
        ({"a": 5}, [5, 1, 2]), ({"a": 0}, [0, 1, 2]), ({"c": "*0.5"}, [1, 1, 1]),
        ({"a": "50%", "b": 3}, [3, 9 / 5, 6 / 5]),  # first 1 3 2, then half of 6, and 3 : 2 of 3
        ({"b": "*3", "a": "50%"}, [3, 9 / 5, 6 / 5]),
    ],
)  # fmt: skip
def test_weights_by_hand(change, expected):
    """The weights 1 1 2 after a change; those of another parent stay."""
    scheme = scheme_of(NESTED)
    after = changed_scheme(scheme, make_scenario(scheme, weight=change))
    same([after.weight(id) for id in "abc"], expected)
    assert [after.weight(id) for id in ("out", "in", "d")] == [1, 3, 1]


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.floats(0, 100), st.data())
def test_a_share_is_a_share(given_weights, share, data):
    """The share is exact, the others keep their proportions, and the total weight stays."""
    text = "".join(f"[indicator.x{i}]\nweight = {w}\n" for i, w in enumerate(given_weights))
    scheme = scheme_of(f'[index]\naggregate = "sum"\n{text}')
    which = data.draw(st.integers(0, len(given_weights) - 1))
    scenario = Scenario("s", scheme.name, weight={f"x{which}": Change("share", share)})
    other = changed_scheme(scheme, scenario)
    after = [other.weight(id) for id in scheme.indicators]
    total, rest = sum(given_weights), sum(given_weights) - given_weights[which]
    expected = [(1 - share / 100) * total * weight / rest for weight in given_weights]
    expected[which] = total * share / 100
    np.testing.assert_allclose(after, expected, 1e-12, 1e-12)


@given(cases(), st.data())
def test_dropped_is_weight_0_is_removed(case, data):
    """Dropping an indicator or a dimension, giving it weight 0 and deleting it are the same."""
    draft, panel = case
    id = data.draw(st.sampled_from([*(e.id for e in draft.entries), "nord"]))
    left = tuple(e for e in draft.entries if id not in (e.id, e.dimension))
    dimensions = tuple(d for d in draft.dimensions if d[0] != id)
    assume({d[0] for d in dimensions} <= {e.dimension for e in left})
    removed = compute(panel, replace(draft, entries=left, dimensions=dimensions).scheme())
    scheme = draft.scheme()
    for changes in ({"drop": [id]}, {"weight": {id: 0}}, {"weight": {id: "*0"}}):
        result = compute(panel, changed_scheme(scheme, make_scenario(scheme, **changes)))
        same(result.index, removed.index)
        same(result.ranks, removed.ranks)


def chosen(ids: Sequence[str], every: int, method: str) -> str:
    """A method for these ids in a scenario: by id, or one for all if that is all of them."""
    by_id = ", ".join(f'"{id}" = {method}' for id in ids)
    return method if len(ids) == every else f"{{ {by_id} }}"


@given(cases(), st.sampled_from(METHODS), st.sampled_from(AGGREGATES), st.data())
def test_a_scenario_is_an_edit_of_the_file(case, method, rule, data):
    """Weights and methods, for one part or for all, make the scheme of the edited file."""
    draft, _ = case
    entries, nodes = data.draw(st.permutations(draft.entries)), ["index", "nord", "Amt"]
    scored = [entry.id for entry in entries[: data.draw(st.sampled_from([1, len(entries)]))]]
    ruled = data.draw(st.permutations(nodes))[: data.draw(st.sampled_from([1, 3]))]
    weight, more = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 9))
    edited = replace(
        draft,
        entries=tuple(
            replace(
                entry,
                weight=weight if entry is entries[0] else entry.weight,
                normalise=method if entry.id in scored else entry.normalise,
            )
            for entry in draft.entries
        ),
        dimensions=tuple(
            (id, rule if id in ruled else old, given * (more if id == "nord" else 1))
            for id, old, given in draft.dimensions
        ),
        aggregate=rule if "index" in ruled else draft.aggregate,
    ).scheme()
    scheme = scheme_of(
        f"{draft.text()}[scenario.s]\n"
        f'weight = {{ "{entries[0].id}" = {weight}, nord = "*{more}" }}\n'
        f"normalise = {chosen(scored, len(entries), method)}\n"
        f"aggregate = {chosen(ruled, 3, rule)}\n"
    )
    assert parts(changed_scheme(scheme, scheme.scenarios["s"])) == parts(edited)


@given(cases(), st.data())
def test_set_is_an_edit_of_the_table(case, data):
    """A raw value is set in the period alone, and all others stay as they are, to the bit."""
    _, panel = case
    p, unit = data.draw(st.integers(0, 1)), data.draw(st.integers(0, 3))  # they are always there
    column = data.draw(st.sampled_from(list(panel.columns)))
    before = {id: values.tobytes() for id, values in panel.columns.items()}
    cell = CellChange(str(panel.units[unit]), column, Change("to", 12.5))
    after = changed_panel(panel, Scenario("s", panel.label(unit), set=(cell,)), p)
    edited = panel.columns[column].copy()
    edited[p, unit] = 12.5
    assert {id: values.tobytes() for id, values in panel.columns.items()} == before
    expected = before | {column: edited.tobytes()}
    assert {id: values.tobytes() for id, values in after.columns.items()} == expected


@pytest.mark.parametrize(
    ("name", "change", "after"),
    [
        ("u.1.a", "+10%", [11, 20]), ("u2.Number of patents", "-10%", [10, 18]),
        ("U2.专利数", "*0.5", [10, 10]), ("u.1.授权.专利", "+5", [15, 20]),
        ("u2.NUMBER OF PATENTS", 7, [10, 7]),
    ],
)  # fmt: skip
def test_cells_are_named_as_people_name_them(name, change, after):
    """A column by id, name or alias, in either language and any case; both may have dots."""
    scenario = make_scenario(scheme_of(NESTED), set={name: change})
    same(changed_panel(TABLE, scenario, 0).columns["a"], [after])


def test_a_missing_value_can_be_given_but_not_changed():
    """A number fills a gap; 10 % more of nothing is a problem, and all problems are told."""
    scheme = scheme_of(NESTED)
    filled = changed_panel(TABLE, make_scenario(scheme, set={"u.1.b": 6}), 0)
    same(filled.columns["b"], [[6, 4]])
    with pytest.raises(UsageProblem) as caught:
        changed_panel(TABLE, make_scenario(scheme, set={"u.1.b": "+10%", "v2.a": 1}), 0)
    assert messages(caught) == [
        "error: u.1: no value of b to change\n"
        "help: give the value itself, or choose another period",
        'error: there is no unit "v2"\nhelp: known: u.1, u2',
    ]


def test_parts_are_named_as_people_name_them():
    """Weights, methods and what is dropped, by id or by name in either language, in any case."""
    scenario = make_scenario(
        scheme_of(NESTED),
        weight={"产出": 2, "patents": "*3"},
        normalise={"专利": "rank"},
        aggregate={"OUTPUT": "median"},
        drop=["in"],
    )
    assert scenario.weight == {"out": Change("to", 2), "a": Change("times", 3)}
    assert [*scenario.normalise, *scenario.aggregate, *scenario.drop] == ["a", "out", "in"]
    assert make_scenario(scheme_of(NESTED), drop=["Patents"]).drop == ("a",)


def test_what_is_dropped_has_no_weight():
    """A weight for what is left out cannot be meant."""
    with pytest.raises(InnoindexError, match='"a" is given twice'):
        make_scenario(scheme_of(NESTED), weight={"patents": 3}, drop=["a"])


SHARES = "they may not exceed 100%, and are 100% if nothing else there has a weight"
NO_ZERO = "leave one of them a weight, or drop the dimension itself"


@pytest.mark.parametrize(
    ("changes", "text", "help"),
    [
        (
            {"weight": {"ouput": 2}},
            'weight.ouput: there is no "ouput"',
            "did you mean out, Output",
        ),
        ({"weight": {"a": 2, "专利": 3}}, '"专利" is given twice', "keep one of the two"),
        ({"weight": {"a": "+5"}}, "weight must be weights by id", "for example: weight = "),
        ({"weight": {"a": -1}}, "weight must be weights by id", "for example: weight = "),
        ({"weight": {"a": "101%"}}, "weight must be weights by id", "for example: weight = "),
        ({"weight": {"a": "60%", "b": "50%"}}, 'the shares under "out" add up to 110%', SHARES),
        ({"weight": {"d": "50%"}}, 'the shares under "in" add up to 50%', SHARES),
        ({"weight": {"out": 0, "in": "*0"}}, 'the weights under "index" would all be 0', NO_ZERO),
        ({"drop": ["a", "b", "c"]}, 'the weights under "out" would all be 0', NO_ZERO),
        ({"drop": ["patent"]}, 'drop: there is no "patent"', "did you mean Patents?"),
        ({"set": {"u2.e": 1}}, 'there is no column "e"', "known: a, b, c, d"),
        ({"set": {"u2": 1}}, '"u2" is not UNIT.COLUMN', "for example: 330109.rd_exp"),
        ({"set": {"u2.a": "10%"}}, 'set must be changes by "UNIT.COLUMN"', "for example: set = "),
        ({"normalise": "minmax"}, 'normalise: no method "minmax"', "did you mean min-max?"),
        ({"normalise": "standard"}, '"a" is scored by standard but has no ref', "give reference ="),
        ({"aggregate": {"outpt": "sum"}}, 'aggregate.outpt: there is no "outpt"', "did you mean"),
        ({"aggregate": "power"}, "aggregate.p is missing", "for example: p = 2.5"),
    ],
)
def test_what_a_scenario_may_not_say(changes, text, help):
    """Each problem is told with the way out."""
    with pytest.raises(InnoindexError) as caught:
        make_scenario(scheme_of(NESTED), **changes)
    said = messages(caught)[0].split("\nhelp: ")
    assert [said[0][: len(text) + 7], said[1][: len(help)]] == [f"error: {text}", help]


def read(folder: Path, text: str) -> tuple[Scenario, ...]:
    (folder / "more-rd.toml").write_bytes(text.encode())
    return read_scenario_file(folder / "more-rd.toml", scheme_of(NESTED))


def test_files_of_one_and_of_several(tmp_path):
    """One is named after its file; several keep their order, each with its line.

    A unit that the table lacks is a problem of the file that names it, not of usage.
    """
    (one,) = read(tmp_path, 'schema = 1\r\nweight = { out = "40%" }\r\n')
    assert (one.id, one.name.en, one.weight) == ("more-rd", "more-rd", {"out": Change("share", 40)})
    text = '[scenario.z]\nname = { zh = "丙", en = "Z" }\n[scenario.a]\nset = { "u3.a" = 1 }\n'
    found = read(tmp_path, text)
    assert [(s.id, s.name.zh, s.line) for s in found] == [("z", "丙", 1), ("a", "a", 3)]
    with pytest.raises(InnoindexError) as caught:
        changed_panel(TABLE, found[1], 0)
    assert not isinstance(caught.value, UsageProblem)
    where = f"{tmp_path / 'more-rd.toml'}:3"
    assert messages(caught) == [f'{where}: error: there is no unit "u3"\nhelp: known: u.1, u2']


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("\nweigth = 1\n", [':2: error: unknown key "weigth"\nhelp: did you mean weight?']),
        ('[scenario.a]\ndrop = ["patent"]\nnormalise = "rnk"\n',
         [':2: error: scenario.a.drop: there is no "patent"\nhelp: did you mean Patents?',
          ':3: error: scenario.a.normalise: no method "rnk"\nhelp: did you mean rank?']),
        ('[scenario.a]\n[scenario.b]\nweight = { out = "60%", in = "50%" }\n',
         [f':2: error: the shares under "index" add up to 110%\nhelp: {SHARES}']),
    ],
)  # fmt: skip
def test_problems_of_a_file_have_their_lines(tmp_path, text, problems):
    """Every problem is told at once, each with file and line."""
    with pytest.raises(InnoindexError) as caught:
        read(tmp_path, text)
    assert messages(caught) == [f"{tmp_path / 'more-rd.toml'}{problem}" for problem in problems]
    assert not isinstance(caught.value, UsageProblem)


def test_a_scenario_is_a_table():
    """So are all of them together."""
    (problem,) = problems_of("schema = 1\nscenario = 3\n[indicator.x]\n")
    assert "scenario" in problem
