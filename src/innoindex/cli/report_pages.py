"""The pages of a report, written: one unit's, or every unit's with an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

from ..errors import Problem, UsageProblem
from ..files import cannot_write
from ..messages import say
from .failures import print_problems
from .output import Target, emit_text, say_written
from .progress import Progress
from .whole_file import replace_file

if TYPE_CHECKING:
    from ..explanation import Explanation
    from ..movement import Ranking
    from ..provenance import Provenance
    from ..reporting import Common
    from ..write.chart.renderer import Renderer
    from ..write.page.pictures import Pictures

_INDEX = "index.html"
_LONGEST = 200  # bytes of a file's name, which file systems limit to 255
# Names that Windows keeps for itself, whatever the suffix.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True)
class Begun:
    """A page whose charts are being drawn."""

    explanation: Explanation
    pictures: Pictures


@dataclass(frozen=True)
class Pages:
    """What the pages are made of. `table` is the data as a command line names it."""

    made: Provenance
    table: str
    to: Target
    renderer: Renderer

    def begin(self, ranking: Ranking, unit: int) -> Begun:
        """Begin the page of a unit; raises `UsageProblem` for one without a rank."""
        from ..reporting import explained
        from ..write.page.pictures import Pictures

        done = explained(ranking, unit)
        return Begun(done, Pictures(done, self.to.lang, self.renderer))

    def one(self, common: Common, begun: Begun) -> None:
        """The page of a unit, to the file asked for."""
        emit_text(self._page(common, begun), self.to)

    def all(self, common: Common, folder: Path) -> None:
        """A page of each ranked unit and an index page, in a folder that is made if need be."""
        from ..write.page.render import index_page

        ranking = common.ranking
        order = ranking.order.tolist()
        # Where no unit is ranked, the first says so.
        units = [u for u in order if ranking.rank[u] == ranking.rank[u]] or order[:1]
        codes = [str(code) for code in ranking.result.labels.units[units]]
        names = dict(zip(codes, file_names(codes), strict=True))
        hrefs = {code: quote(name) for code, name in names.items()}
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageProblem([cannot_write(folder, error)]) from None
        with Progress(self.to.lang, self.to.quiet, say("pages")) as progress:
            begun = self.begin(ranking, units[0])
            for done, code in enumerate(codes):
                if not progress(done, len(units)):
                    break
                page = begun
                if done + 1 < len(units):  # is drawn while this one is written
                    begun = self.begin(ranking, units[done + 1])
                _write(folder / names[code], self._page(common, page, hrefs), done, len(units))
        if progress.stopped:
            print_problems([progress.interrupted], self.to.lang)
            raise typer.Exit(130)
        index = index_page(common, self.made, self.to.lang, hrefs)
        _write(folder / _INDEX, index, len(units), len(units))
        say_written(folder / _INDEX, self.to.lang, self.to.quiet)

    def _page(self, common: Common, begun: Begun, hrefs: dict[str, str] | None = None) -> str:
        from ..reporting import Report
        from ..write.page.render import page

        return page(
            Report(common, begun.explanation),
            self.made,
            self.to.lang,
            begun.pictures,
            table=self.table,
            hrefs=hrefs,
            home=_INDEX if hrefs else None,
        )


def _write(path: Path, page: str, done: int, total: int) -> None:
    """Write a page; where that fails, it is said how many are written."""
    try:
        replace_file(path, page.encode())
    except UsageProblem as error:
        text = say("{done} of {total} pages are written", done=done, total=total)
        raise UsageProblem([*error.problems, Problem(text, severity="note")]) from None


def file_names(codes: Iterable[str]) -> list[str]:
    """A file name for each code that every system takes, no two of them the same."""
    taken = {_INDEX}
    names = []
    for code in codes:
        stem = re.sub(r"[^\w.-]", "_", code)[:80].encode()[:_LONGEST].decode(errors="ignore")
        stem = stem.strip(".") or "_"
        if stem.partition(".")[0].casefold() in _RESERVED:
            stem += "_"
        name, number = f"{stem}.html", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}.html"
        taken.add(name.casefold())
        names.append(name)
    return names
