"""Standard input, output and error, also where they are closed, full, or nobody reads them."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO


def open_closed() -> None:
    """Where a stream is closed: reading or writing data fails, what is only said goes nowhere.

    Else the next file that is opened would get its number.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", closefd=False)


def for_people() -> None:
    """From now on standard output shows what its encoding lacks as an escape."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def for_programs() -> None:
    """From now on what the encoding of standard output lacks is a `UnicodeEncodeError`.

    Data must not change; UTF lacks only lone surrogates, of file names that are not text.
    """
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
        stream.reconfigure(errors="strict")


def say_aside(text: str) -> None:
    """To standard error; if that cannot be written, it is not said."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def drain(stream: TextIO) -> OSError | None:
    """Write what is left in the buffers, or drop it if that fails; returns why."""
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None
