"""The language of indicator expressions: what it takes, and what it refuses."""

from __future__ import annotations

import pytest
from strategies import panel_of

from innoindex.derive import evaluate
from innoindex.expression import FUNCTIONS, ExpressionError, column, parse_expression

ALLOWED = (
    "allowed: columns, numbers, + - * / **, < <= > >= ==, parentheses and "
    "log, log1p, sqrt, abs, min, max, where, lag"
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("100 * rd_exp / gdp", ("rd_exp", "gdp")),
        ("b + a + b", ("b", "a")),
        ("where(z > a, max(q, a), -z)", ("z", "a", "q")),
        ("log * log(log)", ("log",)),
        ("经费 / 人口", ("经费", "人口")),
        ("2 ** 3", ()),
        ("  a  ", ("a",)),
    ],
)
def test_columns(text, columns):
    """The columns of an expression are its names in order; a function's name is none of them."""
    assert parse_expression(text).columns == columns


def test_lagged():
    """Only a call of lag looks at the period before; a column may be called lag."""
    assert parse_expression("a / lag(a)").lagged
    assert not parse_expression("a / lag").lagged


def test_any_name_is_a_column():
    """An indicator without a value is the column of its id, even where that is no Python name."""
    assert column("R&D (万元)").columns == ("R&D (万元)",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a.real", "a.real"),
        ("a[0]", "a[0]"),
        ("'text'", "'text'"),
        ("b'x'", "b'x'"),
        ("lambda: a", "lambda: a"),
        ("a < b < c", "a < b < c"),
        ("a != b", "a != b"),
        ("a in b", "a in b"),
        ("a if b else c", "a if b else c"),
        ("a and b", "a and b"),
        ("not a", "not a"),
        ("~a", "~a"),
        ("a // b", "a // b"),
        ("a % b", "a % b"),
        ("a @ b", "a @ b"),
        ("(a, b)", "(a, b)"),
        ("[x for x in a]", "[x for x in a]"),
        ("f'{a}'", "f'{a}'"),
        ("True", "True"),
        ("None", "None"),
        ("...", "..."),
        ("2j", "2j"),
        ("(a := 2)", "(a := 2)"),
        ("min(*a, b)", "*a"),
        ("min(a, b, key=c)", "min(a, b, key=c)"),
        ("a.min(b)", "a.min(b)"),
        ("1 + sqrt(a.b)", "a.b"),
        ("a.b < c", "a.b"),
        ("a < b.c", "b.c"),
        ("a.b + c", "a.b"),
        ("a + b.c", "b.c"),
        ("-a.b", "a.b"),
    ],
)
def test_not_allowed(text, part):
    """Nothing but arithmetic, comparisons of two and the listed functions is let through."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert str(caught.value.message) == f'"{part}" is not allowed in an expression'
    assert str(caught.value.help) == ALLOWED


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("sqr(a)", "did you mean sqrt?"),
        ("__import__('os')", "known: log, log1p, sqrt, abs, min, max, where, lag"),
    ],
)
def test_no_such_function(text, help):
    """An unknown function is named, with the nearest known ones."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    name = text.split("(")[0]
    assert str(caught.value.message) == f'no function "{name}"'
    assert str(caught.value.help) == help


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("log(a, b)", "log() takes 1 values, not 2"),
        ("lag()", "lag() takes 1 values, not 0"),
        ("where(a, b)", "where() takes 3 values, not 2"),
        ("min(a)", "min() takes 2 or more values"),
        ("a * 1e999", "a number is too large"),
        ("a" * 2001, "longer than 2000 characters"),
        ("+".join(["a"] * 102), "nested too deeply"),
        ("-" * 1900 + "a", "nested too deeply"),
    ],
)
def test_too_much(text, message):
    """Numbers of arguments, sizes and depths have limits, and the message says which."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert str(caught.value.message) == message


def test_too_deep_for_what_is_left_of_the_stack():
    """Called from deep inside another program it is refused alike, not with a RecursionError."""

    def refused(frames: int) -> str:
        if frames:
            return refused(frames - 1)
        with pytest.raises(ExpressionError) as caught:
            parse_expression("-" * 1900 + "a")
        return str(caught.value.message)

    assert refused(500) == "nested too deeply"


@pytest.mark.parametrize("text", ["", "100 *", "a b", "a = 1", "import os", "a; b", '"', '"\\d" a'])
def test_cannot_be_read(text):
    """What is no Python expression is quoted back with an example of one that is."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert str(caught.value.message) == f'cannot be read: "{text}"'
    assert str(caught.value.help) == (
        "write it as 100 * a / b, with columns, numbers, + - * / ** and parentheses"
    )


@pytest.mark.parametrize("bracket", ["(", "log(", "[", "-(", "1/("])
@pytest.mark.parametrize("count", [90, 190, 400])
def test_brackets_within_brackets(bracket, count):
    """However deep the brackets are, the answer is an expression or an error, never a crash."""
    try:
        parse_expression(bracket * count + "a" + ")" * count)
    except ExpressionError:
        assert bracket != "(" or count > 190


def test_deepest_can_be_computed():
    """A hundred operations in one another are as deep as they come, and are computed."""
    text = "+".join(["a"] * 101)
    assert evaluate(parse_expression(text), panel_of({"a": [1, 2]}).columns).tolist() == [
        [101, 202]
    ]


def test_longest_can_be_read():
    """Two thousand characters are one expression, which keeps its text."""
    expression = parse_expression("a" * 2000)
    assert expression.text == "a" * 2000
    assert expression.columns == ("a" * 2000,)


def test_an_error_says_its_message():
    """Also to a program that prints the error as it is."""
    with pytest.raises(ExpressionError, match=r'^no function "sqr"$'):
        parse_expression("sqr(a)")
    assert column("R&D, total").text == "R&D, total"


def test_functions_are_what_derive_knows():
    """Every function of the language can be evaluated."""
    columns = panel_of({"a": [[4.0], [9.0]]}).columns
    for name, (fewest, _) in FUNCTIONS.items():
        values = evaluate(parse_expression(f"{name}({', '.join(['a'] * fewest)})"), columns)
        assert values.shape == (2, 1), name
