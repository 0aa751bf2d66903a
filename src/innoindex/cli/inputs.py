"""The scheme and the table that a command works on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..errors import InnoindexError, Problem, UsageProblem
from ..messages import Language, say
from ..panel import Panel
from ..period import period_label
from ..scheme import Scheme
from ..scheme_file import SHIPPED, read_scheme, read_shipped_scheme, shipped_text
from ..toml_text import read_bytes, toml_text
from .failures import print_problems
from .options import LEVELS, choice

if TYPE_CHECKING:
    from ..levels import Level


def find_scheme(given: str | None) -> Scheme:
    """--scheme > INNOINDEX_SCHEME > ./config/weights.toml > ./weights.toml > the shipped one."""
    chosen = given or os.environ.get("INNOINDEX_SCHEME")
    if chosen:
        return read_scheme(chosen)
    for path in (Path("config/weights.toml"), Path("weights.toml")):
        if path.is_file():
            return read_scheme(path)
    return read_shipped_scheme()


def scheme_text(scheme: Scheme) -> str:
    """The text of the file that a scheme was read from."""
    from hashlib import sha256

    from .provenance import changed_meanwhile

    if is_shipped(scheme):
        return shipped_text()
    data = read_bytes(scheme.source)
    if sha256(data).hexdigest() != scheme.sha256:
        raise InnoindexError([changed_meanwhile(scheme.source)])
    return toml_text(data, scheme.source)


def is_shipped(scheme: Scheme) -> bool:
    """Whether the scheme is the one in the program, which has no file."""
    return scheme.source == SHIPPED and not Path(SHIPPED).is_file()


def scheme_said(scheme: Scheme) -> Problem:
    """The note that names the scheme in use."""
    if is_shipped(scheme):
        return Problem(say("scheme: the shipped one"), severity="note")
    return Problem(say("scheme: {path}", path=scheme.source), severity="note")


def as_level(value: str) -> Level:
    """The value of --level."""
    return cast("Level", choice("--level", value, LEVELS))


def load(tables: Sequence[str], scheme: Scheme, period: str | None, strict: bool) -> Panel:
    """Read the tables; `period` names the period of a table that does not say it."""
    from ..preconditions import whole_check
    from ..read import read_panel

    return read_panel(tables, scheme, period=period, check=whole_check(period, strict))


def chosen_period(panel: Panel, period: str | None, option: str) -> str | None:
    """The period an option asks for, as the panel has it; a usage error if it has none such."""
    if period is None:
        return None
    label = period_label(period)
    if label not in panel.periods:
        raise UsageProblem(
            [
                Problem(
                    say("{option} {period} is not in the table", option=option, period=period),
                    say("the table has {periods}", periods=panel.periods),
                )
            ]
        )
    return label


def compared_period(panel: Panel, against: str | None) -> str | None:
    """The period that --against asks for; none stands for itself."""
    return against if against == "none" else chosen_period(panel, against, "--against")


def tell(problems: Iterable[Problem], lang: Language, quiet: bool) -> None:
    """Warnings and notes, to stderr."""
    if not quiet:
        sys.stdout.flush()
        print_problems(problems, lang)
