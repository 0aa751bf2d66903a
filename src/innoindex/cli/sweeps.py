"""The options of a sweep."""

from __future__ import annotations

import re

from ..errors import wrong_use
from ..index import Result
from ..lookup import find_part, find_unit
from ..messages import say
from ..sweeping import Sweep, sweep
from .rows import highlighted
from .scenarios import Asked

_PERCENT = r"\s*(\d+(?:\.\d+)?)\s*%?\s*"
_RANGE = re.compile(rf"(.+?)(?:\s*=\s*{_PERCENT}:{_PERCENT}(?::{_PERCENT})?)?\s*", re.A)
_MOST = 1001  # shares in a sweep


def swept(
    text: str,
    result: Result,
    period: str | None,
    units: list[str] | None,
    highlight: list[str] | None,
    asked: Asked,
) -> Sweep:
    """The sweep that the options ask for."""
    if asked.changes or asked.scenarios:
        raise wrong_use(
            say("--sweep goes with no scenario"), say("leave out the other changes, or the sweep")
        )
    id, shares = _range(text, result)
    chosen = list(dict.fromkeys(find_unit(result.labels, name) for name in units or ()))
    chosen = chosen or highlighted(result, highlight)
    if not chosen:
        raise wrong_use(say("--sweep needs a unit to follow"), say("add --unit U"))
    return sweep(result, id, shares, chosen, period=period)


def _range(text: str, result: Result) -> tuple[str, list[float]]:
    """The part swept and its shares, 0 to 1; without a range 0 % to 100 %, without a step 5 %."""
    match = _RANGE.fullmatch(text.replace("％", "%").replace("：", ":"))
    help = say("for example: {example}", example="--sweep output=0%:60%:5%")
    if match is None or "=" in match[1]:
        raise wrong_use(say('{option} cannot be "{value}"', option="--sweep", value=text), help)
    id = find_part(match[1], result.scheme, "--sweep")
    low, high, step = (
        float(given) if given else default
        for given, default in zip(match.groups()[1:], (0.0, 100.0, 5.0), strict=True)
    )
    count = int((high - low) / step + 1e-9) + 1 if step > 0 else 0
    if not (0 <= low < high <= 100 and 1 < count <= _MOST):
        raise wrong_use(say('{option} cannot be "{value}"', option="--sweep", value=text), help)
    return id, [(low + step * k) / 100 for k in range(count)]
