"""The command line: one place turns errors into text and exit codes.

Exit codes: 0 done, 1 the table or the scheme has problems, 2 wrong usage or a missing file,
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    sys.exit(run(list(sys.argv[1:] if args is None else args)))


def run(args: list[str]) -> int:
    """Run one command line; returns its exit code."""
    from .language import LANGUAGE

    LANGUAGE.begin(args)
    lang = LANGUAGE.used
    if args == ["--version"]:
        from .. import __version__

        print(f"innoindex {__version__}")
        return 0
    from .app import command_line

    verbose = any(arg in ("-v", "--verbose") for arg in args)
    try:
        code = command_line(lang).main(
            args=args or ["--help"], prog_name="innoindex", standalone_mode=False
        )
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone (| head): what is left in the buffers must go nowhere, in silence.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from .failures import report

        return report(error, lang, verbose)
    return code if isinstance(code, int) else 0
