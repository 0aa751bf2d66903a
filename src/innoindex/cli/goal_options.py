"""The options of `goal`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import wrong_use
from ..messages import say

if TYPE_CHECKING:
    from ..scheme import Scheme

Rank = Annotated[str | None, typer.Option("--rank", metavar="R", help="Reach this rank.")]
Gain = Annotated[str | None, typer.Option("--gain", metavar="N", help="Climb so many places.")]
TierOption = Annotated[
    str | None, typer.Option("--tier", metavar="NAME|N", help="Reach this tier, by name or number.")
]
ScoreOption = Annotated[str | None, typer.Option("--score", metavar="X", help="Reach this score.")]
Hold = Annotated[
    list[str] | None, typer.Option("--hold", metavar="ID", help="Leave this indicator as it is.")
]
Cost = Annotated[
    list[str] | None,
    typer.Option("--cost", metavar="ID=X", help="Count an indicator's effort X times."),
]
AgainstTrend = Annotated[
    bool, typer.Option("--against-trend", help="All other units repeat their last change.")
]


def held(given: list[str] | None, scheme: Scheme) -> list[str]:
    """The indicators of --hold: of a dimension, all that are below it."""
    from ..lookup import find_part

    found: list[str] = []
    for name in given or ():
        id = find_part(name, scheme, "--hold")
        found += scheme.leaves[id] if id in scheme.nodes else (id,)
    return found


def costs_of(given: list[str] | None, scheme: Scheme) -> dict[str, float]:
    """The factors of --cost: of a dimension, for all that are below it."""
    from ..lookup import find_part

    found: dict[str, float] = {}
    for text in given or ():
        name, equals, amount = text.rpartition("=")
        factor = number("--cost", amount) if equals else None
        if factor is None or factor < 0:
            raise wrong_use(
                say('{option} cannot be "{value}"', option="--cost", value=text),
                say("for example: {example}", example="--cost rd_intensity=2"),
            )
        id = find_part(name, scheme, "--cost")
        found |= dict.fromkeys(scheme.leaves[id] if id in scheme.nodes else (id,), factor)
    return found


def number(option: str, text: str | None) -> float | None:
    """The value of an option that takes a number."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if abs(value) < float("inf"):
        return value
    raise wrong_use(
        say('{option} cannot be "{value}"', option=option, value=text), say("it takes a number")
    )
