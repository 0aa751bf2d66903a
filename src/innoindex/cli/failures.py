"""Errors as text and exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from dataclasses import replace

from ..errors import InnoindexError, Problem, UsageProblem, worst_first
from ..files import cannot_write, reason_of
from ..messages import Language, Message, did_you_mean, say
from .streams import drain, say_aside

_MOST = 100  # problems printed at once; the count of the rest is said


def report(error: Exception, lang: Language, verbose: bool) -> int:
    """Print an error to stderr; returns the exit code."""
    if isinstance(error, InnoindexError):
        print_problems(error.problems, lang)
        return error.exit_code
    if isinstance(error, OSError):
        return _not_written(error, lang)
    if isinstance(error, UnicodeEncodeError):
        return report(UsageProblem([_lacking(error)]), lang, verbose)
    name = type(error).__name__
    if name == "Exit":
        return int(getattr(error, "exit_code", 0))
    if name == "Abort":
        return 130
    if getattr(error, "exit_code", None) == 2:
        return report(UsageProblem([_usage(error)]), lang, verbose)
    if isinstance(error, MemoryError):
        help = say("close other programs, or give fewer periods, units or columns at a time")
        return report(
            InnoindexError([Problem(say("there is not enough memory"), help)]), lang, verbose
        )
    if verbose:
        traceback.print_exception(error)
    problem = Problem(
        say("a fault of the program: {name}: {error}", name=name, error=error),
        say("run it again with -v and report what it prints"),
    )
    print_problems([problem], lang)
    return 1


def _not_written(error: OSError, lang: Language) -> int:
    """Standard output that cannot be written, as a rule: a file has a message of its own.

    A reader that has gone (| head) has what he wants.
    """
    found = drain(sys.stdout) or error
    if isinstance(found, BrokenPipeError):
        return 0
    if found.filename is not None:
        problem = cannot_write(found.filename, found)
    else:
        text = say("standard output cannot be written: {reason}", reason=reason_of(found))
        problem = Problem(text, say("write to a file with -o FILE"))
    return report(UsageProblem([problem]), lang, verbose=False)


def _lacking(error: UnicodeEncodeError) -> Problem:
    """Of data on a standard output that is not in UTF-8."""
    return Problem(
        say(
            "standard output is in {encoding}, which has no {character}",
            encoding=error.encoding,
            character=error.object[error.start],
        ),
        say("write to a file with -o FILE, or set PYTHONIOENCODING=utf-8"),
    )


def print_problems(problems: Iterable[Problem], lang: Language) -> None:
    """To stderr: errors before warnings before notes, each kind in its order."""
    listed = worst_first(_folded(problems))
    for problem in listed[:_MOST]:
        say_aside(problem.render(lang))
    if len(listed) > _MOST:
        more = say("and {count} more", count=len(listed) - _MOST)
        say_aside(more.text(lang))


def _folded(problems: Iterable[Problem]) -> list[Problem]:
    """Notes that say the same of several columns become one."""
    columns: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Problem] = {}
    for number, problem in enumerate(problems):
        alike = problem.severity == "note" and problem.column
        key = (problem.path, str(problem.text)) if alike else ("", str(number))
        first.setdefault(key, problem)
        columns.setdefault(key, []).append(problem.column)
    return [
        replace(problem, column=", ".join(columns[key][:3]) + (", …" * (len(columns[key]) > 3)))
        for key, problem in first.items()
    ]


def _usage(error: Exception) -> Problem:
    """The command-line library's complaints, in our words."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "innoindex"
    see = say("see {command} --help", command=path)
    param = getattr(error, "param", None)
    if kind == "NoSuchOption":
        option = str(getattr(error, "option_name", ""))
        return Problem(
            say("there is no option {option}", option=option),
            _near(option, [o for p in context.command.params for o in p.opts] if context else []),
        )
    if kind == "MissingParameter" and param is not None:
        named = param.opts[0] if param.param_type_name == "option" else param.metavar
        return Problem(say("{name} is missing", name=named), see)
    if kind == "BadOptionUsage":
        return Problem(
            say("the option {option} needs a value", option=getattr(error, "option_name", "")), see
        )
    text = str(getattr(error, "message", error))
    if text.startswith("No such command"):
        word = text.split("'")[1]
        return Problem(
            say("there is no command {name}", name=word),
            _near(word, list(context.command.commands) if context else []),
        )
    if text.startswith("Missing command"):
        return Problem(say("a command is missing"), see)
    return Problem(say("{text}", text=text), see)


def _near(word: str, known: list[str]) -> Message:
    return did_you_mean(word, [name for name in known if not name.startswith("-") or len(name) > 2])
