"""The commands, put together; their help in the language of the user."""

from __future__ import annotations

import functools
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ..messages import Language, translate
from . import (
    audit,
    brief,
    chart,
    check,
    explain,
    goal,
    rank,
    report,
    robust,
    scheme,
    trend,
    weights,
    whatif,
    workbook,
)
from .options import Command

# What the command-line library itself writes into a help page.
_LIBRARY = {
    "Usage: ": "用法：",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Show this message and exit.": "显示本页。",
    "[default: ": "[默认：",
    "[required]": "[必填]",
}


class _Help:
    """A help page without the library's markup, its fixed words translated."""

    lang: Language = "en"

    def get_params(self, ctx: Any) -> Any:
        # The library would build a pydantic validator for each option, which takes longer than to
        # compute the index. Ours are texts and flags, which need none.
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if hasattr(param, "_runtime_param"):
                param._runtime_param = _AsGiven()
        return params

    def get_help(self, ctx: Any) -> str:
        text: str = super().get_help(ctx)  # type: ignore[misc]
        text = re.sub(r" <(?:str|int|path|bool|list\[str\])>", "", text)
        text = text.replace("{TABLE}...", "TABLE...")
        text = re.sub(r"\s+\[required\]", "", text)
        if self.lang == "zh":
            for english, chinese in _LIBRARY.items():
                text = text.replace(english, chinese)
        return text


class _Command(_Help, TyperCommand):
    pass


class _Group(_Help, TyperGroup):
    pass


def _app() -> typer.Typer:
    app = typer.Typer(
        cls=_Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Composite innovation indices of counties, or of anything else.",
    )
    app.callback()(top)
    for module in (
        rank,
        trend,
        explain,
        whatif,
        goal,
        weights,
        audit,
        robust,
        check,
        brief,
        workbook,
        report,
    ):
        _add(app, module.__name__.rpartition(".")[2], module.COMMAND)
    schemes = typer.Typer(cls=_Group, rich_markup_mode=None)
    for name, command in scheme.COMMANDS.items():
        _add(schemes, name, command)
    charts = typer.Typer(cls=_Group, rich_markup_mode=None)
    for name, command in chart.COMMANDS.items():
        _add(charts, name, command)
    app.add_typer(charts, name="chart", help=chart.HELP, short_help=chart.HELP)
    app.add_typer(schemes, name="scheme", help=scheme.HELP, short_help=scheme.HELP)
    return app


def _add(app: typer.Typer, name: str, command: Command) -> None:
    app.command(name, cls=_Command, help=command.help, short_help=command.short)(command.run)


def top(
    version: bool = typer.Option(False, "--version", help="Show the version and exit."),
    lang: str = typer.Option("auto", "--lang", metavar="zh|en|auto", help="Language."),
) -> None:
    if version:
        from .. import __version__

        print(f"innoindex {__version__}")
        raise typer.Exit


class _AsGiven:
    """The value of an option as it stands on the command line."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        return value


@functools.cache
def command_line(lang: Language) -> Any:
    """The root command, ready to run, all its help in `lang`."""
    command = typer.main.get_command(_app())
    _prepare(command, lang)
    return command


def _prepare(command: Any, lang: Language) -> None:
    command.lang = lang
    for name in ("help", "short_help"):
        text = getattr(command, name, None)
        if text:
            setattr(command, name, translate(text, lang))
    for param in command.params:
        if getattr(param, "help", None):
            param.help = translate(param.help, lang)
    for child in getattr(command, "commands", {}).values():
        _prepare(child, lang)
