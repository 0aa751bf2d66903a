"""The text of a scheme file with other weights: comments, order and layout stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .scheme import Scenario, Scheme
from .visible import visible


def with_weights(text: str, scheme: Scheme, scenario: Scenario, heading: Sequence[str]) -> str:
    """The text of a scheme file with the weights of a scenario, under a comment.

    Each weight is written so that it is read as the same number. A scenario has other changes than
    of weights to numbers: they are not written.
    """
    import tomlkit

    lines = text.replace("\r\n", "\n")
    document: Any = tomlkit.parse(lines if lines.endswith("\n") else f"{lines}\n")
    for id, change in scenario.weight.items():
        table = document["dimension" if id in scheme.nodes else "indicator"][id]
        if "weight" in table:
            table["weight"] = change.amount
        else:
            _add(table, "weight", change.amount)
    written = f"{_comment(heading)}\n{document.as_string()}"
    return written.replace("\n", "\r\n") if "\r\n" in text else written


def scenario_text(scenario: Scenario, heading: Sequence[str]) -> str:
    """A file of one scenario, for `whatif --scenario FILE`, under a comment."""
    import tomlkit

    name = tomlkit.inline_table()
    name.update({"zh": scenario.name.zh, "en": scenario.name.en})
    weight = {id: change.amount for id, change in scenario.weight.items()}
    document = {"name": name, "weight": weight}
    return f"{_comment(heading)}\n{tomlkit.dumps(document)}"


def _add(table: Any, key: str, value: float) -> None:
    """A new key after the last one of a table, not after the comments above the next heading."""
    from tomlkit.items import Table

    body = table.value.body if isinstance(table, Table) else []
    after = []
    while body and body[-1][0] is None:
        after.append(body.pop())
    table[key] = value
    body.extend(reversed(after))


def _comment(lines: Sequence[str]) -> str:
    """Comment lines; what a file's name has of control characters cannot end one."""
    return "".join(f"# {visible(line)}\n" for line in lines)
