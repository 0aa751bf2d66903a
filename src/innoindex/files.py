"""Why a file cannot be opened, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from .errors import Problem
from .messages import Message, nearest, say

# What systems say, for its Chinese.
_REASONS = {
    errno.EACCES: say("Permission denied"),
    errno.EPERM: say("Operation not permitted"),
    errno.EROFS: say("Read-only file system"),
    errno.ENOSPC: say("No space left on device"),
    errno.EDQUOT: say("Disk quota exceeded"),
    errno.EFBIG: say("File too large"),
    errno.EISDIR: say("Is a directory"),
    errno.ENOENT: say("No such file or directory"),
    errno.ENAMETOOLONG: say("File name too long"),
    errno.EBADF: say("Bad file descriptor"),
}


def reason_of(error: OSError) -> Message | str:
    """What the system says of an error, in both languages where it is a common one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def cannot_open(path: str | Path, error: OSError) -> Problem:
    """The problem of a file that gave this error: for one that is not there, the nearest name."""
    path = Path(path)
    if not isinstance(error, FileNotFoundError):
        text = say("cannot be opened: {reason}", reason=reason_of(error))
        return Problem(text, say("it must be a file that you may read"), str(path))
    if not path.parent.is_dir():
        return Problem(say("no such file"), _no_folder(path.parent), str(path))
    try:
        near = nearest(path.name, sorted(each.name for each in path.parent.iterdir()), 0.8)
    except OSError:  # a folder that may not be listed
        near = None
    looked = say("check its name; the folder looked in is {folder}", folder=path.parent.absolute())
    return Problem(say("no such file"), near or looked, str(path))


def not_a_file(path: str | Path) -> Problem | None:
    """The problem of a path that is no file (a folder aside, which cannot be opened anyway).

    Opening a named pipe waits for whoever writes into it. What a shell puts in place of `<(…)`
    stands under /dev and is written already.
    """
    path = Path(path)
    if not path.is_fifo() or path.parts[:2] == ("/", "dev"):
        return None
    text, help = (
        say("is a pipe, not a file"),
        say("write a file, or give a table on standard input: -"),
    )
    return Problem(text, help, str(path))


def cannot_write(path: str | Path, error: OSError) -> Problem:
    """The problem of a file that could not be written for this error."""
    path = Path(path)
    text = say("cannot be written: {reason}", reason=reason_of(error))
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return Problem(text, _no_folder(path.parent), str(path))
    help = say("choose a folder with room that you may write in, and close the file elsewhere")
    return Problem(text, help, str(path))


def _no_folder(folder: Path) -> Message:
    return say("there is no folder {folder}", folder=folder.absolute())
