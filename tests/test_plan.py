"""The plan of least effort, the yardstick of effort, and the way back to a raw numerator."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import NAN, computed, same

from innoindex.derive import evaluate
from innoindex.effort import effort, yearly_changes
from innoindex.expression import parse_expression
from innoindex.goals import goal
from innoindex.numerator import needed, numerator
from innoindex.plan import Plan, least_effort

IDS = ("x", "y", "z", "v", "w")
AFTER = ("2020", "2021")
TWO = "[indicator.x]\n[indicator.y]\n"


def planned(points, efforts, deficit: float) -> Plan | None:
    """The plan where `points` gives those of shares (B, I), and `deficit` of them are needed."""

    def at(shares):
        return points(shares) - deficit, points(shares) >= deficit

    return least_effort(at, np.array(efforts, dtype=float), IDS[: len(efforts)])


def knapsack(gains, efforts, deficit: float) -> float:
    """The least effort that makes up a deficit: most points for an effort first, the last cut."""
    total = 0.0
    for gain, cost in sorted(zip(gains, efforts, strict=True), key=lambda pair: pair[1] / pair[0]):
        share = min(1.0, deficit / gain)
        total += share * cost
        deficit -= share * gain
    return total if deficit < 1e-9 else float("inf")


# --- the programme -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("efforts", "deficit", "shares"),
    [  # Points for an effort: 4/4, 6/3, 10/20; what costs nothing comes first.
        ([4, 3, 20], 3, [0, 3 / 6, 0]),
        ([4, 3, 20], 8, [(8 - 6) / 4, 1, 0]),
        ([4, 3, 20], 11, [1, 1, (11 - 10) / 10]),
        ([4, 3, 20], 20, [1, 1, 1]),
        ([4, 3, 0], 8, [0, 0, 8 / 10]),
    ],
)
def test_the_most_points_for_an_effort_first(efforts, deficit, shares):
    """Points of 4, 6 and 10 all the way: the cheapest are taken whole, the last in part."""
    plan = planned(lambda shares: shares @ (4, 6, 10), efforts, deficit)
    same([plan.shares, plan.efforts], [shares, np.multiply(shares, efforts)])
    assert (plan.ids, plan.exact) == (("x", "y", "z"), True)


def test_out_of_reach():
    """More points than there are, or no score to measure by: no plan."""
    assert planned(lambda shares: shares @ (4, 6), [1, 1], 10.1) is None
    assert planned(lambda shares: shares.sum(axis=1) + NAN, [1, 1], 0.5) is None


def bent(shares):
    """4 sqrt(t + 1) - 4 of each."""
    return (4 * np.sqrt(shares + 1) - 4).sum(axis=1)


@pytest.mark.parametrize(
    ("points", "efforts", "deficit", "least"),
    [
        (bent, [1, 1], 1.2, 2 * (1.15**2 - 1)),  # by symmetry half of the points from each
        (bent, [1, 1], 4 * 2**0.5 - 4, 2 * ((2**0.5 / 2 + 0.5) ** 2 - 1)),  # or one, all the way
        # a + b = 2.3 are the roots: the least a^2 + 1.2 b^2 is where a = 1.2 b.
        (bent, [1, 1.2], 1.2, (1.2 * 2.3 / 2.2) ** 2 + 1.2 * (2.3 / 2.2) ** 2 - 2.2),
        (lambda shares: shares.min(axis=1), [1, 1], 0.25, 2 * 0.25),  # both are needed
        # One point each, two more for both: 2 t + 2 t^2 is 1 at t = (3^0.5 - 1) / 2.
        (lambda shares: shares.sum(axis=1) + 2 * shares.prod(axis=1), [1, 1], 1, 3**0.5 - 1),
    ],
)
def test_what_does_not_add_up_is_searched(points, efforts, deficit, least):
    """What bends, or gains more together, has no exact plan; the one found is next to the best."""
    plan = planned(points, efforts, deficit)
    assert (plan.exact, plan.effort) == (False, pytest.approx(least, 1e-3))


@settings(max_examples=15)
@given(st.data())
def test_doubling_all_costs_changes_no_share(data):
    """Only what one costs against another matters."""
    several = st.lists(st.floats(0.1, 10), min_size=4, max_size=4)
    gains, efforts, curved = data.draw(several), data.draw(several), data.draw(st.booleans())

    def points(shares):
        return (np.sqrt(shares + 0.1) if curved else shares) @ np.array(gains)

    deficit = data.draw(st.floats(0.4, 0.9)) * sum(gains)
    once, twice = (planned(points, np.array(efforts) * k, deficit) for k in (1, 2))
    same([*twice.shares, twice.effort], [*once.shares, 2 * once.effort])


# --- the programme on an index -------------------------------------------------------------------


@settings(max_examples=20)
@given(st.data())
def test_a_linear_index_has_the_analytic_optimum(data):
    """With fixed bounds the plan is that of the fractional knapsack."""
    count, units = data.draw(st.integers(2, 4)), data.draw(st.integers(3, 5))
    cell = st.integers(1, 40).map(lambda n: n * 2.5)
    signs = [data.draw(st.sampled_from([1, -1])) for _ in range(count)]
    weights = [data.draw(st.integers(1, 4)) for _ in signs]
    bounds = [data.draw(st.sampled_from([(0, 100), (0, 50), (30, 40)])) for _ in signs]
    table = np.array([[[data.draw(cell) for _ in range(units)] for _ in "pq"] for _ in signs])
    text = "".join(
        f'[indicator.{id}]\ndirection = "{"-+"[sign > 0]}"\nweight = {weight}\nnormalise = '
        f'{{ method = "goalposts", lower = {low}, upper = {high}, clip = false }}\n'
        for id, sign, weight, (low, high) in zip(IDS, signs, weights, bounds, strict=False)
    )
    result = computed(text, dict(zip(IDS, table, strict=False)), periods=("2020", "2022"))
    per_point = np.array(weights) / sum(weights) * 100 / np.array([b[1] - b[0] for b in bounds])
    good = np.array(signs)[:, None, None] * table
    scores, rank = per_point @ good[:, 1], data.draw(st.integers(1, units - 1))
    deficit = np.sort(scores[1:])[-rank] - scores[0]
    assume(deficit > 1e-6)
    gains, efforts = [], []
    for k in range(count):
        room = good[k, 1].max() - good[k, 1, 0]
        rates = (good[k, 1] - good[k, 0]) / 2  # two years
        own = rates[0] if rates[0] > 0 else np.median(rates)
        yearly = own if own > 0 else np.abs(rates).mean()
        if room > 0 and yearly > 0:
            gains.append(per_point[k] * room)
            efforts.append(room / yearly)
    least = knapsack(gains, efforts, deficit) if gains else float("inf")
    assume(abs(sum(gains) - deficit) > 1e-6)
    found = goal(result, 0, rank=rank)
    if least == float("inf"):
        assert found.plan is None
    else:
        assert (found.plan.exact, found.plan.effort) == (True, pytest.approx(least, 1e-6, 1e-6))


@pytest.mark.parametrize(
    ("x", "score", "share"),
    [
        # Half-way two of four are passed, half of x's points, but the first is much earlier.
        ([0, 0.5, 6, 10], 0.16, 0.05),
        # Three of five are, three quarters of x's points, just after half-way: 3/5 of 1/2 is 0.3.
        ([0, 5.1, 5.1, 5.1, 9.9, 10], 0.299, 0.51),
    ],
)
def test_a_step_is_not_linear(x, score, share):
    """By its points for an effort y is better, but not where x steps over several units at once."""
    text = '[indicator.x]\nnormalise = "percentile-rank"\n[indicator.y]\nnormalise = '
    text += '{ method = "goalposts", lower = 0, upper = 10, range = [0, 1] }\n'
    before = [-10] + [0] * (len(x) - 1)  # 10 in a year
    columns = {"x": [before, x], "y": [before, [0, 10] + [9] * (len(x) - 2)]}
    found = goal(computed(text, columns, periods=AFTER), 0, score=score)
    assert (found.plan.exact, found.plan.effort) == (False, pytest.approx(share))


@pytest.mark.parametrize(
    ("option", "columns", "target", "least"),
    [
        # 15 is second to both of 17.5: y, for which 32.5 is usual, is to be 35.
        ('ties = "dense"', {"x": [[0] * 4, [0, 30, 30, 10]], "y": [[0] * 4, [0, 40, 40, 25]]},
         {"rank": 2}, 35 / 32.5),
        # 19.5 is 20 if rounded: all 10 points of x, in a year, and 9.5 of the 20 of y, of 20 years.
        ("rank_decimals = 0", {"x": [[-20, 0], [0, 20]], "y": [[-2, 0], [0, 40]]},
         {"score": 20}, 1 + 9.5),
    ],
)  # fmt: skip
def test_the_target_is_that_of_the_ranking(option, columns, target, least):
    """Units that tie are one place, if so ranked, and scores count as they are rounded."""
    found = goal(computed(f"[index]\n{option}\n{TWO}", columns, periods=AFTER), 0, **target)
    assert found.plan.effort == pytest.approx(least, 1e-6)


def test_what_is_at_its_best_is_not_moved():
    """Of a harmonic mean the plan is searched; z is the best already, y becomes it."""
    columns = {"x": [[1] * 3, [2, 5, 7]], "y": [[1] * 3, [7, 1, 9]], "z": [[1] * 3, [11, 8, 5]]}
    text = f'[index]\naggregate = "harmonic"\n{TWO}[indicator.z]\n'
    found = goal(computed(text, columns, periods=AFTER), 0, rank=1)
    # 1/x + 1/9 + 1/11 is to be 1/7 + 1/9 + 1/5; of y, 3 a year, more would be better.
    moved = {need.id: need.value for need in found.plan_needs}
    assert moved == pytest.approx({"x": 1 / (1 / 7 + 1 / 5 - 1 / 11), "y": 9}, 1e-3)


@pytest.mark.parametrize("ties", ["min", "dense", "average", "first"])
def test_nothing_moves_for_nothing(ties):
    """Where a tie is not enough a trifle more is, but of what is moved already."""
    columns = {"x": [[0] * 3, [1, 30, 11]], "y": [[0, 0, 0], [10, 40, 12]]}
    text = f'[index]\nties = "{ties}"\n{TWO}'
    found = goal(computed(text, columns, periods=AFTER, units=["z", "b", "a"]), 0, rank=2)
    (y,) = found.plan_needs  # 10 a year, x only 1
    assert (y.id, y.value) == ("y", pytest.approx(22))


# --- effort --------------------------------------------------------------------------------------

YEARS = ("2015", "2018", "2020")


@pytest.mark.parametrize(
    ("periods", "values", "direction", "yearly"),
    [
        # Own improvement, from the first value to the last, over the years between them.
        (("2015", "2018"), [[10, 0, 0], [16, 90, 90]], "+", 6 / 3),
        (("2015", "2018"), [[16, 90, 90], [10, 0, 0]], "-", 6 / 3),
        (YEARS, [[10, 0, 0], [50, 9, 9], [20, 90, 90]], "+", 10 / 5),
        (YEARS, [[NAN, 0, 0], [10, 9, 9], [14, 90, 90]], "+", 4 / 2),
        (("2022Q1", "2022Q3"), [[1, 0, 0], [2, 9, 9]], "+", 1 / (2 / 4)),
        (("2021Q4", "2022Q1"), [[1, 0, 0], [2, 9, 9]], "+", 1 / (1 / 4)),
        (("before", "after"), [[1, 0, 0], [4, 9, 9]], "+", 3),
        # Worse, or as it was: the median of all, -3 2 4 and 0 -2 5 7 and -3 2 4.
        (AFTER, [[9, 1, 1], [6, 3, 5]], "+", 2),
        (AFTER, [[9, 9, 9, 9], [9, 7, 14, 16]], "+", (0 + 5) / 2),
        (AFTER, [[9, 9, 9], [12, 7, 5]], "-", 2),
        # No improvement in the middle either, -3 -1 5: the mean size of the changes.
        (AFTER, [[9, 9, 9], [6, 8, 14]], "+", (3 + 1 + 5) / 3),
        # Nothing has moved: the standard deviation of 1 2 3; no yardstick where all are the same.
        (AFTER, [[1, 2, 3], [1, 2, 3]], "+", 1),
        (AFTER, [[2, 2, 2], [2, 2, 2]], "+", 0),
        # One period: the standard deviation of 1 2 6, sqrt((4 + 1 + 9) / 2).
        (("2020",), [[1, 2, 6]], "+", 7**0.5),
        (("2020",), [[1e300, 2e300, 6e300]], "+", 7**0.5 * 1e300),
    ],
)
def test_a_usual_year(periods, values, direction, yearly):
    """What u0 usually moves in a year: its own improvement, else what all do."""
    text = f'[index]\nimpute = "drop"\n[indicator.x]\ndirection = "{direction}"\n'
    result = computed(text, {"x": values}, periods=periods)
    same(yearly_changes(result, 0, len(periods) - 1)["x"], yearly)


def test_effort():
    """A change in usual years, as they are known by then; what never moves takes for ever."""
    result = computed("[indicator.x]\n", {"x": [[1, 3], [7, 3], [0, 3]]}, periods=YEARS)
    same([yearly_changes(result, 0, p)["x"] for p in (0, 1)], [2**0.5, 6 / 3])
    same([effort(3, 1.5), effort(-3, 1.5), effort(0, 0), effort(1, 0)], [2, 2, 0, np.inf])


# --- numerators ----------------------------------------------------------------------------------

FORMS = ["a", "100 * a / b", "1 - a / b", "(a) / (a + b)", "log(a) / b", "log1p(a)", "sqrt(a) / b",
         "a ** 2 / b", "(a / b) ** 0.3", "100 * (a - lag(a)) / lag(a)", "max(a, 1) / b",
         "where(b > 0, a / b, 0)", "-a / b", "sqrt(a / b) ** 3", "a / b + a / (b + 1)",
         "a / b / b"]  # fmt: skip
NONE = ["(a + b) / c", "a / b + c / b", "a * b / c", "max(a, b)", "where(c > 0, a, b)", "100 / a"]


@pytest.mark.parametrize(
    ("text", "column"),
    [("100 * rd_exp / gdp", "rd_exp"), *((t, "a") for t in FORMS), *((t, None) for t in NONE)],
)
def test_numerator(text, column):
    """The one column above the fraction line; none of two, or where there is only a denominator."""
    assert numerator(parse_expression(text)) == column


def needed_of(text: str, value: float, **columns: float):
    """The raw value of the column a that is needed, and the value of the expression there."""
    expression = parse_expression(text)
    panel = {id: np.array([[77.0], [number]]) for id, number in columns.items()}
    raw = needed(expression, panel, "a", value)
    there = {**panel, "a": np.array([[77.0], [NAN if raw is None else raw]])}
    return raw, float(evaluate(expression, there)[-1, 0])


def test_needed_of_large_values():
    """Of the present 3e300, a value of 6e300 needs 6e300."""
    assert needed_of("a", np.float64(6e300), a=3e300) == (6e300, 6e300)


@pytest.mark.parametrize("text", FORMS)
@settings(max_examples=15)
@given(now=st.integers(2, 200), b=st.floats(0.5, 300), factor=st.floats(0.55, 30))
def test_needed_turns_the_expression_round(text, now, b, factor):
    """The value at another raw value needs just that raw value."""
    panel = {"a": np.array([[77.0], [now * factor]]), "b": np.full((2, 1), b)}
    there = float(evaluate(parse_expression(text), panel)[1, 0])
    raw, value = needed_of(text, there, a=now, b=b)
    assert raw == pytest.approx(now * factor, 1e-6)
    assert value == pytest.approx(there, 1e-9, 1e-9)


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("100 * a / b", 30, 0.3 * 8), ("a ** 2", 25, 5), ("1e-9 * sqrt(a)", 2e-9, 4),
        ("log(a)", np.log(0.3), 0.3),  # below half of the present 3
        ("sqrt(a)", -1, None), ("min(a, 10)", 12, None), ("a ** 2", -1, None), ("lag(a)", 78, None),
        ("a / (a + b)", 1.5, None), ("1 - a / b", 1.5, None),  # a share above 1, a below 0
        ("where(a > 5, 2, 1) * a / a", 1.5, None),  # it jumps over 1.5
    ],
)  # fmt: skip
def test_needed_by_hand(text, value, raw):
    """With a = 3 (77 before) and b = 8; None where no raw value (of 0 or more) gives it."""
    found, there = needed_of(text, value, a=3, b=8)
    assert found is None or (found >= 0 and there == pytest.approx(value, 1e-9))
    assert raw is None or found == pytest.approx(raw, 1e-6)
