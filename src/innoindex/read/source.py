"""Where a table comes from: a file or standard input, text or spreadsheet, and its encoding."""

from __future__ import annotations

import codecs
import io
import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import BinaryIO

from ..errors import Problem, UsageProblem
from ..files import cannot_open, not_a_file
from ..messages import say
from .findings import Findings

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
SHEET_SUFFIXES = (".xlsx", ".xls", ".ods")
_SHEET_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 1 << 16
_MOST_BYTES = 4_000_000_000  # of standard input, which is held
STDIN = "<stdin>"


@dataclass(frozen=True)
class Source:
    """A file by its path, or bytes in memory; `name` is what messages call it."""

    name: str
    path: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data) if self.path is None else self.path.open("rb")

    def read(self) -> bytes:
        return self.data if self.path is None else self.path.read_bytes()

    @property
    def stem(self) -> str:
        """The file's name without its suffix; standard input has none."""
        return "" if self.name == STDIN else Path(self.name).stem

    @cached_property
    def sample(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(_SAMPLE)

    @property
    def is_sheet(self) -> bool:
        return self.sample.startswith(_SHEET_MAGIC)


def open_sources(paths: list[str | Path]) -> list[Source]:
    """The sources of the paths (`-` = standard input); a `UsageProblem` names all that fail."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        if str(path) == "-":
            try:
                sources.append(Source(STDIN, data=_whole(sys.stdin.buffer)))
            except OSError as error:  # closed, or a folder
                problems.append(cannot_open(STDIN, error))
            continue
        source = Source(str(path), Path(path))
        known = TEXT_SUFFIXES + SHEET_SUFFIXES
        if (piped := not_a_file(path)) is not None:
            problems.append(piped)
            continue
        try:
            len(source.sample)
        except OSError as error:
            problems.append(cannot_open(path, error))
        else:
            if Path(path).suffix.casefold() not in known:
                text = say('unknown kind of file "{suffix}"', suffix=Path(path).suffix)
                help = say("known: {names}", names=known)
                problems.append(Problem(text, help, path=str(path)))
        sources.append(source)
    if problems:
        raise UsageProblem(problems)
    return sources


@lru_cache(maxsize=1)
def _whole(stream: BinaryIO) -> bytes:
    """All that a stream gives, which can be read only once, for whoever asks again."""
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        text = say("is longer than {most} bytes", most=_MOST_BYTES)
        raise UsageProblem([Problem(text, say("give it as a file"), STDIN)])
    return data


def as_utf8(source: Source, findings: Findings) -> Source | None:
    """The source with its text in UTF-8; None if its encoding is not known, which is then an error.

    Only the first bytes are looked at: a later `UnicodeDecodeError` asks for `as_gb18030`.
    """
    if source.sample.startswith(_UTF16):
        return _transcoded(source, "utf-16", "UTF-16", findings)
    if (byte_order := _unmarked_utf16(source.sample)) is not None:
        return _transcoded(source, byte_order, "UTF-16", findings)
    if _is_utf8(source.sample):
        return source
    return as_gb18030(source, findings)


def as_gb18030(source: Source, findings: Findings) -> Source | None:
    """The source's text, not valid in UTF-8, from GB18030 (which contains GBK and GB2312)."""
    sample = source.sample.removeprefix(codecs.BOM_UTF8)
    if _is_utf8(sample) and not sample.isascii():
        # It starts as UTF-8: a damaged byte further on does not make it GB18030.
        return _transcoded(source, "utf-8-sig", "UTF-8", findings)
    return _transcoded(source, "gb18030", "GB18030", findings)


def _unmarked_utf16(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: its digits and commas have a zero byte each."""
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if max(high, low) * 10 < len(sample) or min(high, low) * 4 > max(high, low):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _transcoded(source: Source, codec: str, encoding: str, findings: Findings) -> Source | None:
    data = source.read()
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        findings.fault(
            say("the text cannot be read as {encoding}", encoding=encoding),
            say("save it again as CSV in UTF-8, or as .xlsx"),
            row=data.count(b"\n", 0, error.start) + 1,
        )
        return None
    findings.remark(say("read as {encoding}", encoding=encoding))
    return Source(source.name, data=text.encode())
