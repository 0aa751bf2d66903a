"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from ..errors import UsageProblem
from ..files import cannot_write

_MOST = 40  # characters of a name in that of its temporary file, which must not be too long


def check_place(path: Path) -> None:
    """Raises `UsageProblem` where no file can be: told before anything is computed."""
    number = 0
    if not path.parent.is_dir():
        number = errno.ENOENT
    elif path.is_dir():
        number = errno.EISDIR
    if number:
        raise UsageProblem([cannot_write(path, OSError(number, os.strerror(number)))])


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises `UsageProblem` if it cannot be written.

    A link stays, and the file that it leads to is replaced. Into a device or a pipe, which cannot
    be, the data are written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise UsageProblem([cannot_write(path, error)]) from None


def _replace(path: Path, data: bytes) -> None:
    """The data go to a file beside it, which then takes its name."""
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    temporary = path.with_name(f".{path.name[:_MOST]}.{os.urandom(4).hex()}")
    try:
        with open(temporary, "xb", opener=_private if mode is not None else None) as file:
            file.write(data)
            file.flush()
            # The name must not be there before the data are: a power cut would leave neither the
            # old file nor the new one. And some disks say only now that they are full.
            os.fsync(file.fileno())
        if mode is not None:
            with suppress(OSError):  # not every file system has modes
                os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _private(path: str, flags: int) -> int:
    """Opens a file that others cannot read before it has the mode of the one it replaces."""
    return os.open(path, flags, 0o600)
