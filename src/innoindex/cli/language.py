"""The language of the program: `--lang`, else the environment's."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..messages import Language


@dataclass
class Choice:
    """The language of this run, set once when it begins; `asked` is what `--lang` says, if it does.

    `--lang` may stand before the command, where the command's own options do not see it.
    """

    used: Language = "en"
    asked: Language | None = None

    def begin(self, args: Sequence[str]) -> None:
        self.asked = asked_language(args)
        self.used = language_of(args)


LANGUAGE = Choice()


def language_of(args: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the arguments ask for, else that of the locale; English if neither."""
    asked = asked_language(args)
    if asked is not None:
        return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh" if environment[variable].lower().startswith("zh") else "en"
    name = (locale.getlocale()[0] or "").lower()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


def asked_language(args: Sequence[str]) -> Language | None:
    """What `--lang` says, if it is there and not `auto`."""
    for number, arg in enumerate(args):
        value = None
        if arg == "--lang" and number + 1 < len(args):
            value = args[number + 1]
        elif arg.startswith("--lang="):
            value = arg.removeprefix("--lang=")
        if value == "zh":
            return "zh"
        if value == "en":
            return "en"
    return None
