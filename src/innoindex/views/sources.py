"""The view of what a result was made from: files and scheme with their fingerprints, program."""

from __future__ import annotations

from ..messages import Message, say
from ..provenance import Provenance
from ..view import Column, View

_SYNTHETIC = ("synthetic", "合成", "模拟")


def sources_view(made: Provenance) -> View:
    """A row a file of data, the scheme, the program; with the SHA-256 of the bytes of each file."""
    rows: list[tuple[Message, str, str]] = [
        *((say("data"), name, sha256) for name, sha256 in made.files),
        (say("scheme"), made.scheme, made.scheme_sha256),
        (say("program"), f"innoindex {made.version}", ""),
    ]
    kinds, names, prints = zip(*rows, strict=True)
    columns = (
        Column("kind", say("Source"), kinds, priority=0),
        Column("name", say("File"), names, priority=1),
        Column(
            "sha256", say("fingerprint (SHA-256)"), [each or None for each in prints], priority=2
        ),
    )
    return View(
        title=say("Made from"), sentences=_warnings(made), columns=columns, names=1, id="sources"
    )


def is_synthetic(file: str) -> bool:
    """Whether a file says by its name that its data are not real statistics."""
    return any(word in file.casefold() for word in _SYNTHETIC)


def _warnings(made: Provenance) -> tuple[Message, ...]:
    """What a reader must know of the sources before believing a figure."""
    said = []
    synthetic = [name for name, _ in made.files if is_synthetic(name)]
    if synthetic:
        said.append(
            say("the data are synthetic, as the file's name says: {files}", files=synthetic)
        )
    if made.shipped:
        said.append(
            say(
                "the scheme is the one that comes with the program: modelled on what is public of "
                "the provincial index, not the official one; indicators and weights are its own"
            )
        )
    return tuple(said)
