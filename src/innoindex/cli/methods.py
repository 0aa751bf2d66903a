"""METHOD and ID=METHOD, as options give them."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ..errors import wrong_use
from ..messages import say

_NAMED = re.compile(r"([^={]+)=(.+)")


def named_method(option: str, text: str) -> tuple[str | None, Any]:
    """The id of ID=METHOD, None where there is none, and the method."""
    match = _NAMED.fullmatch(text)
    if match is None:
        return None, _method(option, text)
    return match[1].strip(), _method(option, match[2])


def _method(option: str, text: str) -> Any:
    """A method's name, or its TOML table."""
    if not text.strip().startswith("{"):
        return text.strip()
    try:
        return tomllib.loads(f"method = {text}")["method"]
    except tomllib.TOMLDecodeError:
        raise wrong_use(
            say('{option} cannot be "{value}"', option=option, value=text),
            say("for example: {example}", example=f"{option} '{{ method = \"power\", p = 0.5 }}'"),
        ) from None
