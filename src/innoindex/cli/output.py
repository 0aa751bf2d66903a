"""Where a view goes: a stream or a file, in a format and a language."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TextIO

from ..errors import Problem, wrong_use
from ..messages import Language, say
from ..view import View
from ..visible import visible
from .options import COLORS, FORMATS, LANGUAGES, choice
from .streams import for_programs, say_aside
from .whole_file import check_place, replace_file

_SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".xlsx": "xlsx",
    ".txt": "table",
}
_FOR_PEOPLE = ("table", "md")  # all other formats are data


Appendix = Callable[[], Sequence[View]]


class OutputOptions(NamedTuple):
    """The shared options of the output, as they were given."""

    format: str | None
    output: str | None
    lang: str
    color: str
    quiet: bool


@dataclass(frozen=True)
class Target:
    """What the shared options say of the output."""

    format: str
    path: str | None
    lang: Language
    names: Language  # of names in csv and json
    color: str
    quiet: bool

    @property
    def shown(self) -> bool:
        """Whether it is a table on standard output, to be read there."""
        return self.format == "table" and self.path is None


def target(
    format: str | None,
    output: str | None,
    lang: str,
    color: str,
    quiet: bool,
    inputs: Sequence[str] = (),
    more: Sequence[str] = (),
) -> Target:
    """Check the options of the output against each other and against the inputs.

    `more` are formats that only this command has; each is its own suffix.
    """
    from .language import LANGUAGE, asked_language

    suffixes = _SUFFIXES | {f".{each}": each for each in more}
    chosen = choice("--format", format, (*FORMATS, *more)) if format is not None else None
    if output is not None:
        suffix = suffixes.get(Path(output).suffix.lower())
        if suffix is None:
            raise wrong_use(
                say("the format of {file} is not known", file=output),
                say("end it in {suffixes}", suffixes=tuple(suffixes)),
            )
        if chosen is not None and chosen != suffix:
            raise wrong_use(
                say("{file} and --format {format} contradict", file=output, format=chosen),
                say("leave out --format: the suffix says it"),
            )
        chosen = suffix
        for path in inputs:
            if path != "-" and _same_file(path, output):
                raise wrong_use(
                    say("{file} is an input and would be overwritten", file=output),
                    say("choose another name"),
                )
        check_place(Path(output))
    elif chosen == "xlsx" and sys.stdout.isatty():
        raise wrong_use(say("a spreadsheet cannot be shown here"), say("add -o FILE.xlsx"))
    explicit = asked_language(["--lang", choice("--lang", lang, LANGUAGES)]) or LANGUAGE.asked
    return Target(
        format=chosen or "table",
        path=output,
        lang=explicit or LANGUAGE.used,
        names="en" if explicit == "en" else "zh",
        color=choice("--color", color, COLORS),
        quiet=quiet,
    )


def _same_file(a: str, b: str) -> bool:
    try:
        return os.path.samefile(a, b)
    except OSError:
        return Path(a).absolute() == Path(b).absolute()


def emit(view: View, to: Target, show: str | None = None, appendix: Appendix | None = None) -> None:
    """Write the view to its file, whole or not at all, or to standard output.

    `show` names the one table wanted, of several; `appendix` makes what a workbook has besides.
    """
    tables = {table.id: replace(table, more=()) for table in view.tables}
    if show is not None:
        view = tables[choice("--show", show, tuple(tables))]
    elif to.format == "csv" and view.more and not to.quiet:
        others = [id for id in tables if id != view.id]
        text = say(
            "csv has the table {name}; the others: --show {others}",
            name=view.id,
            others=" | ".join(others),
        )
        say_aside(Problem(text, severity="note").render(to.lang))
    if to.path is not None:
        _write_file(to.path, _bytes(view, to, appendix), to)
    elif to.format == "xlsx":
        sys.stdout.buffer.write(_bytes(view, to, appendix))
    else:
        _to_stdout(view, to)
        sys.stdout.flush()


def _to_stdout(view: View, to: Target) -> None:
    if to.format in _FOR_PEOPLE:
        _write(view, to, sys.stdout, width=terminal_width(), color=wants_color(to.color))
        return
    for_programs()
    if not sys.stdout.isatty():
        _write(view, to, sys.stdout, width=None, color=False)
        return
    text = io.StringIO()  # a person looks at it: no name in it may steer the terminal
    _write(view, to, text, width=None, color=False)
    sys.stdout.writelines(f"{visible(line)}\n" for line in text.getvalue().splitlines())


def emit_text(text: str, to: Target) -> None:
    """Write a text that is not a view, as `emit` does."""
    if to.path is not None:
        _write_file(to.path, in_utf8(text), to)
    else:
        if to.format not in _FOR_PEOPLE:
            for_programs()
        sys.stdout.write(text)
        sys.stdout.flush()


def emit_bytes(data: bytes, to: Target) -> None:
    """Write what is no text to its file, as `emit` does."""
    assert to.path is not None
    _write_file(to.path, data, to)


def _write_file(path: str, data: bytes, to: Target) -> None:
    replace_file(Path(path), data)
    say_written(path, to.lang, to.quiet)


def say_written(path: str | Path, lang: Language, quiet: bool) -> None:
    if not quiet:
        say_aside(visible(say("written: {file}", file=path).text(lang)))


def emit_book(view: View, to: Target, appendix: Appendix) -> None:
    """Write the view as a workbook that opens on the page to read."""
    from ..write.excel.file import excel

    data = excel(view, to.lang, appendix(), cover=True)
    if to.path is not None:
        _write_file(to.path, data, to)
    else:
        sys.stdout.buffer.write(data)


def _bytes(view: View, to: Target, appendix: Appendix | None) -> bytes:
    if to.format == "xlsx":
        from ..write.excel.file import excel

        return excel(view, to.lang, appendix() if appendix else ())
    text = io.StringIO()
    _write(view, to, text, width=None, color=False)
    # Excel opens a CSV as UTF-8 only if it begins with a byte order mark.
    return codecs.BOM_UTF8 * (to.format == "csv") + in_utf8(text.getvalue())


def in_utf8(text: str) -> bytes:
    """The bytes of a text; what a file's name has that is no text, as an escape."""
    return text.encode("utf-8", "backslashreplace")


def _write(view: View, to: Target, file: TextIO, *, width: int | None, color: bool) -> None:
    if to.format == "csv":
        from ..write.records import write_csv

        write_csv(view, file, to.names)
    elif to.format == "json":
        from ..write.records import write_json

        write_json(view, file, to.names)
    elif to.format == "md":
        from ..write.markdown import markdown

        file.write(markdown(view, to.lang))
    else:
        from ..write.terminal import write_table

        write_table(view, file, to.lang, width=width, color=color)


def terminal_width() -> int | None:
    """The width of the terminal in cells; None in a pipe."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None


def wants_color(color: str, stream: TextIO | None = None) -> bool:
    """Whether a stream gets colour: as asked, else in a terminal without NO_COLOR."""
    if color != "auto":
        return color == "always"
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
