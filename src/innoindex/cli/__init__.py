"""The command line: one place turns errors into text and exit codes.

Exit codes: 0 done, 1 the table or the scheme has problems, 2 wrong usage or a missing file,
130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import Any


def main(args: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    from .streams import for_people, open_closed

    open_closed()
    for_people()
    sys.unraisablehook = _unraisable
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)
    sys.exit(run(list(sys.argv[1:] if args is None else args)))


def _unraisable(unraisable: Any) -> None:
    """A Ctrl-C while Python clears up is lost, but no traceback is shown of it."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)


def _leave(number: int, _: object) -> None:
    """Asked to end: not at once, so that no temporary file and no other process is left."""
    sys.exit(128 + number)


def run(args: list[str]) -> int:
    """Run one command line; returns its exit code."""
    from .streams import drain

    try:
        code = _run(args)
    except KeyboardInterrupt:
        code = 130
    drain(sys.stdout)
    drain(sys.stderr)
    return code


def _run(args: list[str]) -> int:
    from .language import LANGUAGE

    LANGUAGE.begin(args)
    lang = LANGUAGE.used
    try:
        code = _command(args)
        sys.stdout.flush()
    except SystemExit as left:
        # So the command-line library leaves when the reader has gone (| head), which is no fault.
        if isinstance(left.__context__, BrokenPipeError):
            return 0
        raise
    except Exception as error:
        if _interrupted(error):
            return 130
        from .failures import report

        return report(error, lang, any(arg in ("-v", "--verbose") for arg in args))
    return code


def _interrupted(error: BaseException | None) -> bool:
    """Whether an error comes of a Ctrl-C, which a library took for a failure of its own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _command(args: list[str]) -> int:
    from .language import LANGUAGE

    if args == ["--version"]:
        from .. import __version__

        print(f"innoindex {__version__}")
        return 0
    from .app import command_line

    code = command_line(LANGUAGE.used).main(
        args=args or ["--help"], prog_name="innoindex", standalone_mode=False
    )
    return code if isinstance(code, int) else 0
