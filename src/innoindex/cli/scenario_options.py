"""The options that make and name scenarios."""

from __future__ import annotations

from typing import Annotated

import typer

Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="ID=X|ID=X%|ID*X",
        help="Another weight: the number in the file, the share among its siblings, or a factor.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="UNIT.COLUMN=X|+X%",
        help="Another raw value of a unit in the period: a number, or a change (+10%, -5, *1.1).",
    ),
]
Normalise = Annotated[
    list[str] | None,
    typer.Option(
        "--normalise",
        metavar="[ID=]METHOD",
        help="Another normalisation, of all indicators or one.",
    ),
]
Aggregate = Annotated[
    list[str] | None,
    typer.Option(
        "--aggregate", metavar="[ID=]METHOD", help="Another aggregation, of all nodes or one."
    ),
]
Drop = Annotated[
    list[str] | None, typer.Option("--drop", metavar="ID", help="Leave out an indicator.")
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="NAME|FILE", help="Scenario of the scheme, or of a TOML file."
    ),
]
SweepOption = Annotated[
    str | None,
    typer.Option(
        "--sweep",
        metavar="ID=A%:B%:STEP%",
        help="One weight through a range of shares, and where the present rank holds.",
    ),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="U", help="Unit to follow; default: the highlighted ones."),
]
Unit = Annotated[
    str | None,
    typer.Option("--unit", metavar="U", help="Unit: code, name or prefix; default: the highlight."),
]
AgainstUnit = Annotated[
    str | None, typer.Option("--against-unit", metavar="U", help="Compare with this unit.")
]
OneScenario = Annotated[
    str | None,
    typer.Option("--scenario", metavar="NAME|FILE", help="Explain what this scenario changes."),
]
AgainstScheme = Annotated[
    str | None,
    typer.Option(
        "--against-scheme", metavar="FILE", help="Scheme of the period before, if it was another."
    ),
]
