"""The options of `robust`, and what they ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageProblem, wrong_use
from ..messages import Message, say
from .methods import named_method
from .options import whole

if TYPE_CHECKING:
    from ..scheme import Scheme
    from ..uncertainty.choices import Choices

Spreads = Annotated[
    str,
    typer.Option(
        "--weights",
        metavar="25%|dirichlet=C|any|none",
        help="How weights vary: each within so much, around the shares (the larger C the closer), "
        "or as siblings can share at all.",
    ),
]
Normalisations = Annotated[
    list[str] | None,
    typer.Option(
        "--normalise",
        metavar="[ID=]METHOD,...",
        help="Normalisations beside the scheme's; default: the usual ones. scheme: only its own.",
    ),
]
Aggregations = Annotated[
    list[str] | None,
    typer.Option(
        "--aggregate",
        metavar="[ID=]METHOD,...",
        help="Aggregations beside the scheme's; default: the usual ones. scheme: only its own.",
    ),
]
Imputations = Annotated[
    list[str] | None,
    typer.Option(
        "--impute", metavar="[ID=]METHOD,...", help="Rules for missing values beside the scheme's."
    ),
]
Treatments = Annotated[
    list[str] | None,
    typer.Option(
        "--treat", metavar="[ID=]METHOD,...", help="Treatments of outliers beside the scheme's."
    ),
]
LeaveOut = Annotated[
    bool, typer.Option("--leave-out", help="Leave out one indicator or none, by chance.")
]
NoiseOption = Annotated[
    str | None,
    typer.Option(
        "--noise",
        metavar="2%|none",
        help="Error of the raw values; default: that of the columns whose noise the scheme gives.",
    ),
]
Draws = Annotated[
    str, typer.Option("--draws", metavar="N", help="Draws of all choices, from which ranks come.")
]
Interval = Annotated[
    str, typer.Option("--interval", metavar="90%", help="Share of the draws in an interval.")
]
SobolRows = Annotated[
    str,
    typer.Option(
        "--sobol",
        metavar="N",
        help="Further draws, N for each choice and twice more, to tell which choice matters; "
        "0: none.",
    ),
]
Seed = Annotated[str, typer.Option("--seed", metavar="N", help="Another seed, other draws.")]
Cores = Annotated[
    str | None, typer.Option("--cores", metavar="N", help="Cores at work; default: all.")
]
OfUnit = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar="U",
        help="Unit whose rank the choices are weighed for; default: the highlight.",
    ),
]
_OWN = "scheme"  # in a list of methods: the scheme's own
_FEWEST_ROWS = 64
_MOST_ROWS = 2**20  # they stand in memory


def asked_choices(
    scheme: Scheme,
    weights: str,
    asked: Mapping[str, list[str] | None],
    leave_out: bool,
    noise: str | None,
) -> tuple[Choices, tuple[str, ...]]:
    """The choices that the options ask for, and the families whose usual alternatives they want.

    `asked` are the methods to draw from, by the option.
    """
    from ..uncertainty.choices import make_choices

    methods = {family: _methods(f"--{family}", texts or ()) for family, texts in asked.items()}
    try:
        choices = make_choices(scheme, weights=weights, leave_out=leave_out, noise=noise, **methods)
    except UsageProblem as error:
        raise UsageProblem(
            replace(problem, text=_with_dashes(problem.text)) for problem in error.problems
        ) from None
    usual = tuple(family for family in ("normalise", "aggregate") if asked[family] is None)
    if not usual and not choices.varied(scheme):
        raise wrong_use(
            say("nothing is varied"),
            say("leave out --weights none, or add --leave-out or --noise 2%"),
        )
    return choices, usual


def _with_dashes(text: Message) -> Message:
    """A message on an argument of a function, as one on an option."""
    option = text.values.get("option")
    return replace(text, values={**text.values, "option": f"--{option}"}) if option else text


def _methods(option: str, texts: list[str] | tuple[()]) -> list[Any]:
    """The methods of an option that takes several at a time, as `make_choices` takes them."""
    found = []
    for piece in (piece for text in texts for piece in _pieces(text)):
        if piece.strip() != _OWN:
            id, method = named_method(option, piece)
            found.append(method if id is None else {id: method})
    return found


def _pieces(text: str) -> Iterator[str]:
    """What stands between commas, but for those in braces."""
    depth, start = 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter in ",，" and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def asked_draws(
    draws: str, interval: str, sobol: str, seed: str, cores: str | None
) -> dict[str, Any]:
    """How many draws, of which seed, and what is told of them, as `robust` takes it."""
    there = all_cores()
    return {
        "draws": whole("--draws", draws, 1),
        "interval": _interval(interval),
        "sobol_rows": _rows(sobol),
        "seed": whole("--seed", seed, 0),
        "cores": min(whole("--cores", cores, 1) or there, there),
    }


def all_cores() -> int:
    """The cores that this process may use."""
    at_hand: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return at_hand() or 1


def _interval(text: str) -> float:
    from ..scheme_kinds import parse_per_cent

    share = parse_per_cent(text.replace("％", "%"))
    if share is None or not 0 < share < 1:
        help = say("for example: {example}", example="--interval 90%")
        raise _cannot_be("--interval", text, help)
    return share


def _rows(text: str) -> int:
    """Sobol indices need a power of 2; of few rows they are not worth showing."""
    rows = int(text) if text.isdecimal() and len(text) <= len(str(_MOST_ROWS)) else -1
    if rows == 0 or (_FEWEST_ROWS <= rows <= _MOST_ROWS and rows.bit_count() == 1):
        return rows
    help = say(
        "it takes 0 or a power of 2 from {least} to {most}", least=_FEWEST_ROWS, most=_MOST_ROWS
    )
    raise _cannot_be("--sobol", text, help)


def _cannot_be(option: str, text: str, help: Message) -> UsageProblem:
    return wrong_use(say('{option} cannot be "{value}"', option=option, value=text), help)
