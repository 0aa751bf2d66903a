"""What was measured: printed as it comes, and written as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

HEAD = """# Benchmarks

Written by `benchmarks/run.py`, each part in one run on the machine that it names. Only the ratios
mean something on another machine. They are of wall times, the two run in turn (A B A B ...) after
one run of each that is not counted: the median, and the range. Peak memory is that of a process,
less that of `python -c pass`.

"""


class Table:
    """A table that grows row by row; each row is printed when it is measured."""

    printed: ClassVar[Table | None] = None  # the one whose heading was printed last

    def __init__(self, title: str, *headings: str, note: str = "") -> None:
        self.title, self.headings, self.note = title, headings, note
        self.rows: list[Sequence[str]] = []

    def add(self, *cells: object) -> None:
        self.rows.append([str(cell) for cell in cells])
        if Table.printed is not self:
            print(f"\n{self.title}\n{' | '.join(self.headings)}")
            Table.printed = self
        print(" | ".join(self.rows[-1]), flush=True)

    def markdown(self) -> str:
        first, *others = self.headings
        rule = "---|" + "---:|" * len(others)
        lines = [f"## {self.title}", "", _line([first, *others]), "|" + rule]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, *(["", self.note] if self.note else []), ""])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(path: Path, part: str, options: Sequence[str], tables: Sequence[Table]) -> None:
    """Write a part of the page anew; the other parts stay as they were measured."""
    from datetime import date

    _, *pieces = path.read_text("utf-8").split("\n# ") if path.exists() else ("",)
    parts = {piece.partition("\n")[0]: piece.strip() + "\n" for piece in pieces}
    command = " ".join(["benchmarks/run.py", *options])
    said = f"{part}\n\nMeasured on {date.today()} by `{command}`.\n\n{machine()}\n"
    parts[part] = "\n".join([said, *(table.markdown() for table in tables)])
    path.write_text(HEAD + "\n".join(f"# {parts[name]}" for name in sorted(parts)), "utf-8")


def machine() -> str:
    """The machine and the versions, as the system tells them."""
    import os
    import platform
    from importlib.metadata import version

    names = ("innoindex", "numpy", "pandas", "scipy", "typer", "rich", "threadpoolctl")
    facts = {
        "processor": _processor() or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "load": f"{os.getloadavg()[2]:.1f} (average of 15 minutes; 1 to 2 of it are this run)",
        "system": platform.platform(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": ", ".join(f"{name} {version(name)}" for name in names),
    }
    return "\n".join(
        ["| | |", "|---|---|", *(f"| {key} | {fact} |" for key, fact in facts.items())]
    )


def _processor() -> str:
    """Linux tells the model in a file; platform.processor() is often empty there."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
