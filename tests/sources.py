"""The files of the package, read as a stranger would: what each imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import innoindex

ROOT = Path(innoindex.__file__).parent
FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text("utf-8"))


def imports(name: str, for_types: bool = False) -> set[str]:
    """The modules that a file imports, anywhere in it; those of the package as `.room`."""
    tree = tree_of(name)
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    package = name.split("/")[:-1]
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in hidden and not for_types:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            parts = [*above, *(node.module or "").split(".")]
            module = "." * bool(node.level) + ".".join(part for part in parts if part)
            found |= (
                {module}
                if node.module
                else {
                    f"{module.rstrip('.')}{'' if module == '.' else '.'}{alias.name}"
                    if module != "."
                    else f".{alias.name}"
                    for alias in node.names
                }
            )
            found |= {f"{module}.{alias.name}" for alias in node.names if module == "numpy"}
    return found
