"""What a result was made from: the files with their fingerprints, the scheme, the program."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Problem
from .index import Result


@dataclass(frozen=True)
class Provenance:
    """The files of data (name, SHA-256 in hexadecimal), the scheme's, and what was said on the way.

    `shipped`: the scheme is the one that comes with the program, unchanged.
    """

    files: tuple[tuple[str, str], ...]
    scheme: str
    scheme_sha256: str
    version: str
    remarks: tuple[Problem, ...] = ()
    shipped: bool = False


def without_files(result: Result) -> Provenance:
    """What is known of a result whose files are not: its scheme, and what was said on the way."""
    from . import __version__

    remarks = (*result.panel.remarks, *result.remarks)
    return Provenance((), result.scheme.source, "", __version__, remarks)
