"""What a result was made from, for those who want to check it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .. import __version__
from ..errors import InnoindexError, Problem
from ..messages import say
from ..provenance import Provenance
from ..scheme import Scheme
from ..scheme_file import shipped_text
from ..view import View

Prints = tuple[tuple[str, str], ...]  # of files: name, SHA-256 in hexadecimal


def provenance(files: Prints, scheme: Scheme, said: Iterable[Problem]) -> Provenance:
    """What a result was made from, the fingerprints of its files taken when they were read."""
    return Provenance(
        files=files,
        scheme=scheme.source,
        scheme_sha256=scheme.sha256,
        version=__version__,
        remarks=tuple(said),
        shipped=scheme.sha256 == hashlib.sha256(shipped_text().encode()).hexdigest(),
    )


def fingerprints(tables: Sequence[str]) -> Prints:
    """Of the tables (`-` = standard input); raises `UsageProblem` for one that is gone."""
    from ..read.source import open_sources

    return tuple(
        (source.name, hashlib.sha256(source.read()).hexdigest())
        for source in open_sources([*tables])
    )


@contextmanager
def unchanged(tables: Sequence[str]) -> Iterator[None]:
    """While they are read: raises `InnoindexError` for tables that another program wrote to.

    What was read is then half old and half new, whatever else seems to be wrong with it.
    """
    before = _states(tables)
    try:
        yield
    finally:
        after = _states(tables)
        changed = [path for path in before if after[path] != before[path]]
        if changed:
            raise InnoindexError([changed_meanwhile(path) for path in changed]) from None


def changed_meanwhile(path: str) -> Problem:
    text = say("was changed while it was read")
    return Problem(text, say("run it again when the file is saved"), path)


def _states(tables: Sequence[str]) -> dict[str, tuple[int, int, int] | None]:
    """Which file it is, how large and when written; None if it is not there."""
    found: dict[str, tuple[int, int, int] | None] = {}
    for path in tables:
        try:
            state = Path(path).stat()
        except OSError:
            found[path] = None
        else:
            found[path] = state.st_ino, state.st_size, state.st_mtime_ns
    return found


def scheme_appendix(scheme: Scheme, files: Prints = ()) -> tuple[View, ...]:
    """What is told of a scheme, and of tables, from which nothing is computed."""
    from ..views.settings import settings_view
    from ..views.sources import sources_view

    return settings_view(scheme), sources_view(provenance(files, scheme, ()))
