"""The ranking without each indicator: hand arithmetic, and a scheme without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import NAN, cases, computed, permuted, same

from innoindex.correlation import spearman
from innoindex.errors import InnoindexError
from innoindex.index import Result, compute
from innoindex.leave_out import LeaveOut, leave_one_out
from innoindex.ranking import rank_descending

THREE = "[indicator.z]\nweight = 1\n[indicator.x]\nweight = 2\n[indicator.y]\nweight = 1\n"
# (z + 2 x + y) / 4 is 4 5 4.5 3: ranks 3 1 2 4.
COLUMNS = {"x": [2, 4, 1, 3], "y": [8, 9, 7, 1], "z": [4, 3, 9, 5]}


def left_out(result: Result, p: int = 0) -> dict[str, LeaveOut]:
    return {each.id: each for each in leave_one_out(result, p)}


def test_by_hand():
    """Means without an indicator, ranks, who moves furthest, and the correlation of the ranks."""
    found = left_out(computed(THREE, COLUMNS))
    assert list(found) == ["z", "x", "y"]
    # Without z: 4 17/3 3 7/3, ranks 2 1 3 4.
    same(found["z"].shift, [1, 0, -1, 0])
    assert (found["z"].up, found["z"].down, found["z"].mean_shift) == (0, 2, 0.5)
    same(found["z"].spearman, 1 - 6 * 2 / (4 * 15))
    # Without x: 6 6 8 3, ranks 2 2 1 4; the mean ranks 2.5 2.5 1 4 about 2.5 with 3 1 2 4.
    same(found["x"].shift, [1, -1, 1, 0])
    assert (found["x"].up, found["x"].down) == (2, 1)  # of 0 and 2 the one that was higher
    same(found["x"].mean_shift, 0.75)
    same(found["x"].spearman, 3 / np.sqrt(4.5 * 5))
    # Without y: 8/3 11/3 11/3 11/3, ranks 4 1 1 1.
    same(found["y"].shift, [-1, 0, 1, 3])
    assert (found["y"].up, found["y"].down, found["y"].mean_shift) == (3, 0, 1.25)


def test_nobody_moves():
    """Without a second column that says the same, nothing happens."""
    found = left_out(computed("[indicator.x]\n[indicator.y]\n", {"x": [1, 2, 3], "y": [1, 2, 3]}))
    assert [(f.up, f.down, f.mean_shift) for f in found.values()] == [(None, None, 0)] * 2
    same([f.spearman for f in found.values()], [1, 1])


def weighed(id: str, weight: float, dimension: str = "") -> str:
    inside = f'dimension = "{dimension}"\n' if dimension else ""
    return f"[indicator.{id}]\nweight = {weight}\n{inside}"


def test_what_does_not_count():
    """An indicator without weight, or below a dimension without, is not left out."""
    text = "[dimension.a]\nweight = 0\n" + weighed("x", 1, "a") + weighed("w", 0)
    text += weighed("y", 1) + weighed("z", 1)
    assert list(left_out(computed(text, {**COLUMNS, "w": [1, 2, 3, 4]}))) == ["y", "z"]


def test_alone_in_its_dimension():
    """The dimension goes with it, and the one above, if nothing else there has a weight."""
    text = "[dimension.a]\nweight = 5\n[dimension.b]\nparent = 'a'\nweight = 1\n"
    text += weighed("x", 1, "b") + weighed("w", 0, "b")
    rest = weighed("y", 1) + weighed("z", 3)
    result = computed(text + rest, {**COLUMNS, "w": [1, 2, 3, 4]})
    found = left_out(result)
    assert [found[id].dropped for id in "xyz"] == ["a", "y", "z"]
    same(found["x"].shift, result.ranks[0] - computed(rest, COLUMNS).ranks[0])
    assert found["x"].mean_shift > 0


def test_nothing_is_left():
    """Without the only indicator there is no ranking."""
    (found,) = leave_one_out(
        computed("[dimension.d]\n[indicator.x]\ndimension = 'd'\n", COLUMNS), 0
    )
    assert found.dropped == "index"
    same(found.shift, [NAN] * 4)
    same([found.mean_shift, found.spearman], [NAN, NAN])
    assert (found.up, found.down) == (None, None)


def test_nothing_can_be_computed():
    """Without x the mean is the same for all, and has no min-max; without y all is well."""
    text = '[index]\nrescale = "min-max"\n[indicator.x]\n[indicator.y]\n'
    found = left_out(computed(text, {"x": [1, 2, 3], "y": [5, 5, 5]}))
    same(found["x"].shift, [NAN] * 3)
    same(found["y"].shift, [0, 0, 0])


def test_ranks_are_among_those_that_have_both():
    """u0 has no y and is 1st of three; without x the other two are 1st and 2nd, as before."""
    text = '[index]\nimpute = "drop"\n[indicator.x]\n[indicator.y]\n'
    found = left_out(computed(text, {"x": [9, 2, 1], "y": [NAN, 3, 1]}))
    same(found["x"].shift, [NAN, 0, 0])
    assert found["x"].mean_shift == 0
    same(found["y"].shift, [0, 0, 0])


def test_its_period():
    """In 2001 x and y agree; in 2002 they do not."""
    text = "[indicator.x]\n[indicator.y]\n"
    columns = {"x": [[1, 2], [1, 2]], "y": [[1, 2], [5, 1]]}
    result = computed(text, columns, periods=["2001", "2002"])
    same(left_out(result, 0)["y"].shift, [0, 0])
    same(left_out(result, 1)["y"].shift, [-1, 1])


def test_groups():
    """At the level of groups it is the groups' ranking."""
    result = computed(
        "[raw.x]\n[raw.y]\n[indicator.x]\n[indicator.y]\n",
        {"x": [1, 2, 4], "y": [9, 1, 2]},
        "group",
        groups=["East", "East", "West"],
    )
    same(left_out(result)["y"].shift, [-1, 1])


@given(cases(), st.integers(0, 1))
def test_as_a_scheme_without_it(case, p):
    """What is left out is as if the scheme's file had never had it, nor a dimension of it alone."""
    draft, panel = case
    try:
        result = compute(panel, draft.scheme())
    except InnoindexError:
        return
    for found in leave_one_out(result, p):
        entries = tuple(entry for entry in draft.entries if entry.id != found.id)
        used = {entry.dimension for entry in entries}
        dimensions = tuple(each for each in draft.dimensions if each[0] in used)
        other = replace(draft, entries=entries, dimensions=dimensions)
        try:
            index = compute(panel, other.scheme()).settled[p]
        except InnoindexError:
            assert np.isnan(found.shift).all()
            continue
        both = ~np.isnan(index + result.index[p])
        before, after = (
            rank_descending(x[both], draft.ties, ids=panel.units[both])
            for x in (result.settled[p], index)
        )
        same(found.shift[both], before - after)
        assert np.isnan(found.shift[~both]).all()
        same(found.spearman, spearman(result.settled[p], index))
        top = np.max(before - after, initial=0)
        assert top == (0 if found.up is None else found.shift[found.up])
        bottom = np.min(before - after, initial=0)
        assert bottom == (0 if found.down is None else found.shift[found.down])


@given(cases(), st.data())
def test_no_order_matters(case, data):
    """The order of units and of the scheme's entries changes no shift and nobody who moves most."""
    draft, panel = case
    order = data.draw(st.permutations(range(len(panel.units))))
    entries = data.draw(st.permutations(range(len(draft.entries))))
    try:
        result = compute(panel, draft.scheme())
    except InnoindexError:
        return
    found = left_out(result, 1)
    again = left_out(compute(permuted(panel, order), draft.shuffled(entries).scheme()), 1)
    assert found.keys() == again.keys()
    for id, one in found.items():
        other = again[id]
        same(other.shift, one.shift[order])
        for at, there in ((one.up, other.up), (one.down, other.down)):
            assert (at is None) == (there is None)
            assert at is None or order[there] == at
        same(other.spearman, one.spearman)
