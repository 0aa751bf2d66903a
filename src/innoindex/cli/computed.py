"""From the shared options to a computed result: what every command on tables begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..checks import expected_units
from ..errors import InnoindexError, Problem
from ..index import Result, compute
from ..lookup import need_groups
from ..scheme import Scheme
from ..view import View
from .inputs import as_level, chosen_period, find_scheme, load, scheme_said
from .output import OutputOptions, Target, target
from .provenance import Prints, fingerprints, provenance, unchanged

_WITH_METHOD = ("xlsx", "html")  # formats that list files with their fingerprints, and repairs


@dataclass(frozen=True)
class Computed:
    """A result, the period asked for (None: the last), where it goes, and what must be said."""

    result: Result
    period: str | None
    to: Target
    said: list[Problem]
    files: Prints  # of all files of data, for the formats that show them

    def appendix(self) -> tuple[View, ...]:
        """How the result came about, for those who want to check it."""
        from ..views.method import method_views

        made = provenance(self.files, self.result.scheme, self.said)
        return method_views(self.result, made)


def computed(
    tables: Sequence[str],
    scheme: str | Scheme | None,
    period: str | None,
    level: str,
    options: OutputOptions,
    *,
    strict: bool = False,
    keep_indicators: bool = False,
    inputs: Sequence[str] = (),
    kept: Sequence[str | None] = (),
    formats: Sequence[str] = (),
) -> Computed:
    """Read and compute; the scores of indicators are kept only where they are needed.

    `scheme` is a file, or read already; `inputs` are further files of data, `kept` other files that
    must not be overwritten, `formats` those that only this command has.
    """
    scope = as_level(level)
    used = scheme if isinstance(scheme, Scheme) else find_scheme(scheme)
    read = [*tables, used.source, *inputs, *filter(None, kept)]
    to = target(*options, read, formats)
    files = [*tables, *inputs]
    with unchanged(files):
        panel = load(tables, used, period, strict)
        prints = fingerprints(files) if to.format in _WITH_METHOD else ()
    shown = chosen_period(panel, period, "--period")
    if scope == "group":
        need_groups(panel)
    units = expected_units(panel, used, shown, strict=strict)
    try:
        result = compute(
            panel,
            used,
            level=scope,
            keep_indicators=keep_indicators,
            keep_repairs=to.format in _WITH_METHOD,
        )
    except InnoindexError as error:
        raise InnoindexError([*units, *error.problems]) from None
    if strict and units:
        raise InnoindexError([*units, *panel.remarks])
    said = [*units, *panel.remarks, *result.remarks, scheme_said(used)]
    return Computed(result, shown, to, said, prints)
