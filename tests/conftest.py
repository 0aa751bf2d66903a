"""What tests share: the example data, and the program run as a user runs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from browser import browser  # noqa: F401 - a fixture
from small_table import small  # noqa: F401 - a fixture

from innoindex import cli
from innoindex.cli import output

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "zhejiang-synthetic.csv"
SPREADSHEET = ROOT / "examples" / "zhejiang-synthetic.xlsx"


@dataclass(frozen=True)
class Outcome:
    """What a run left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]


@pytest.fixture
def innoindex(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line; `width` makes standard output a terminal that wide."""
    for variable in ("INNOINDEX_SCHEME", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*args: str | Path, width: int | None = None) -> Outcome:
        monkeypatch.setattr(output, "terminal_width", lambda: width)
        capsys.readouterr()
        code = cli.run([str(arg) for arg in args])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's base year and its last two: the years between would only take time."""
    lines = EXAMPLE.read_text("utf-8-sig").splitlines(keepends=True)
    path = tmp_path_factory.mktemp("short") / EXAMPLE.name
    kept = [line for line in lines if line.startswith(("year", "2015", "2021", "2022"))]
    path.write_text("".join(kept), "utf-8")
    return path


_FIRST: dict[object, object] = {}


@pytest.fixture
def once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a function of the program compute once for all tests of a file that have the same `key`.

    For tests that look at one result in many forms.
    """

    def compute_once(
        module: ModuleType, name: str, key: Callable[[], object] = lambda: None
    ) -> None:
        function = getattr(module, name)

        def first(*args: object, **options: object) -> object:
            whole = (request.module, module, name, key())
            if whole not in _FIRST:
                _FIRST[whole] = function(*args, **options)
            return _FIRST[whole]

        monkeypatch.setattr(module, name, first)

    return compute_once


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a csv, by the headings of its columns."""
    return list(csv.DictReader(io.StringIO(text)))
