"""Reading a file of scenarios: the keys of one, or tables [scenario.ID] of several."""

from __future__ import annotations

from pathlib import Path

from .errors import InnoindexError
from .scenario_parts import read_scenario, read_scenarios
from .scheme import Scenario, Scheme
from .scheme_check import Checker
from .toml_lines import key_lines
from .toml_text import parse_toml, read_toml_text


def read_scenario_file(path: str | Path, scheme: Scheme) -> tuple[Scenario, ...]:
    """The scenarios of a file, for a scheme; a single one is named after the file.

    Raises `UsageProblem` if it cannot be opened, `InnoindexError` with every problem in it.
    """
    text = read_toml_text(path).replace("\r\n", "\n")
    document = parse_toml(text, str(path))
    check = Checker(str(path), key_lines(text))
    document.pop("schema", None)
    if set(document) == {"scenario"}:
        found = tuple(read_scenarios(document["scenario"], scheme, check).values())
    else:
        found = (read_scenario(Path(path).stem, document, scheme, check, ()),)
    if check.problems:
        raise InnoindexError(sorted(check.problems, key=lambda problem: problem.row or 0))
    return found
