"""What can be varied, as it is asked for."""

from __future__ import annotations

import pytest
from strategies import scheme_of

from innoindex.errors import UsageProblem
from innoindex.scheme import Scheme
from innoindex.uncertainty.choices import CHOICES, Choices, Spread, make_choices

TEXT = """
[raw.x]
noise = "5%"
[raw.y]
noise = "0%"
[raw.unused]
noise = "9%"
[dimension.input]
name = { zh = "投入", en = "Input" }
[indicator.a]
dimension = "input"
value = "x / z"
[indicator.b]
dimension = "input"
value = "y"
[indicator.c]
"""


def scheme() -> Scheme:
    return scheme_of(TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25%", Spread("uniform", 0.25)),
        ("0%", Spread("uniform", 0)),
        ("100%", Spread("uniform", 1)),
        ("12.5%", Spread("uniform", 0.125)),
        ("dirichlet=50", Spread("dirichlet", 50)),
        ("dirichlet = 2.5", Spread("dirichlet", 2.5)),
        ("any", Spread("any")),
        ("none", Spread("none")),
    ],
)
def test_weights(text, expected):
    """How weights are drawn, as on the command line."""
    choices = make_choices(scheme(), weights=text)
    assert choices.weights == expected
    varied = text not in ("none", "0%")
    assert choices.varied(scheme()) == (("weights",) if varied else ()) + ("noise",)


@pytest.mark.parametrize(
    ("option", "text"),
    [
        *(("weights", text) for text in ("25", "101%", "-5%", "+5%", "all", "")),
        *(
            ("weights", text)
            for text in ("dirichlet=0", "dirichlet", "dirichlet=-3", "dirichlet=5%")
        ),
        *(("noise", text) for text in ("2", "200%", "any", "-1%", "")),
    ],
)
def test_what_cannot_be_meant(option, text):
    """A spread or a noise that is none is refused with the ways to write one."""
    with pytest.raises(UsageProblem) as caught:
        make_choices(scheme(), **{option: text})
    (problem,) = caught.value.problems
    assert problem.text.text("en") == f'{option} cannot be "{text}"'
    assert "%" in problem.help.text("en")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, {"x": 0.05}),
        ("none", {}),
        # What a column says itself holds: 5 % of x, none of y; z says nothing. c is a column too.
        ("2%", {"x": 0.05, "z": 0.02, "c": 0.02}),
        ("0%", {"x": 0.05}),
    ],
)
def test_noise(text, expected):
    """Of the columns that are used, those with errors of their own, and the others as asked."""
    assert make_choices(scheme(), noise=text).noise == expected


def test_alternatives():
    """A method for all, a table, or methods by id or name; each is called as it was asked for."""
    choices = make_choices(
        scheme(),
        normalise=[
            "z-score",
            {"method": "min-max", "range": [1, 100]},
            {"a": "rank", "b": "borda"},
        ],
        aggregate=["geometric", {"index": "median"}, {"投入": "harmonic"}],
        impute=["mean"],
    )
    names = {family: [one.name for one in each] for family, each in choices.methods.items()}
    assert names == {
        "normalise": ["z-score", "min-max", "a=rank, b=borda"],
        "aggregate": ["geometric", "index=median", "input=harmonic"],
        "impute": ["mean"],
        "treat": [],
    }
    normalise = choices.alternatives("normalise")
    assert [set(one.rules) for one in normalise] == [set("abc"), set("abc"), set("ab")]
    assert normalise[1].rules["c"].options["range"] == [1, 100]
    aggregate = choices.alternatives("aggregate")
    assert [set(one.rules) for one in aggregate] == [{"index", "input"}, {"index"}, {"input"}]
    assert choices.varied(scheme()) == ("normalise", "aggregate", "impute", "noise")


def test_every_mistake_is_told():
    """Methods and parts that do not exist, all of them at once."""
    with pytest.raises(UsageProblem) as caught:
        make_choices(scheme(), normalise=["zscore", {"q": "rank"}], aggregate=[{"a": "median"}])
    assert [str(problem).split("\n")[0] for problem in caught.value.problems] == [
        'error: normalise: no method "zscore"',
        'error: normalise.q: there is no "q"',
        'error: aggregate.a: there is no "a"',
    ]


def test_varied():
    """What is varied comes in one order; nothing is by default, nor leaving out the only one."""
    assert Choices().varied(scheme()) == ()
    choices = make_choices(
        scheme(),
        leave_out=True,
        treat=["winsorise"],
        impute=["mean"],
        aggregate=["median"],
        normalise=["rank"],
        weights="any",
        noise="1%",
    )
    assert choices.varied(scheme()) == CHOICES
    one = scheme_of("[indicator.x]\nweight = 1\n[indicator.y]\nweight = 0\n")
    assert make_choices(one, leave_out=True).varied(one) == ()
