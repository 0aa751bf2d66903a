"""What a result was made from, for those who want to check it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from .. import __version__
from ..errors import Problem, UsageProblem
from ..files import cannot_open
from ..provenance import Provenance
from ..scheme import Scheme
from ..scheme_file import shipped_text
from ..view import View


def provenance(tables: Sequence[str], scheme: Scheme, said: Iterable[Problem]) -> Provenance:
    """The fingerprints of the tables (`-` = standard input) and of the scheme's file.

    Raises `UsageProblem` for a file that is no longer there.
    """
    from ..read.source import open_sources
    from .inputs import is_shipped

    shipped = _sha256(shipped_text().encode())
    own = shipped if is_shipped(scheme) else _sha256(_bytes(scheme.source))
    return Provenance(
        files=tuple((source.name, _sha256(source.read())) for source in open_sources([*tables])),
        scheme=scheme.source,
        scheme_sha256=own,
        version=__version__,
        remarks=tuple(said),
        shipped=own == shipped,
    )


def scheme_appendix(scheme: Scheme, tables: Sequence[str] = ()) -> tuple[View, ...]:
    """What is told of a scheme, and of tables, from which nothing is computed."""
    from ..views.settings import settings_view
    from ..views.sources import sources_view

    return settings_view(scheme), sources_view(provenance(tables, scheme, ()))


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageProblem([cannot_open(path, error)]) from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
