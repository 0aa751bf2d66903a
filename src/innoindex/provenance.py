"""What a result was made from: the files with their fingerprints, the scheme, the program."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Problem


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
