"""The pages of a report, written: one unit's, or every unit's with an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

from ..errors import UsageProblem
from ..files import cannot_write
from ..messages import say
from .failures import print_problems
from .output import Target, emit_text, replace_file
from .progress import Progress

if TYPE_CHECKING:
    from ..provenance import Provenance
    from ..reporting import Common, Report
    from ..write.chart.renderer import Renderer
    from ..write.page.pictures import Pictures

_INDEX = "index.html"
# Names that Windows keeps for itself, whatever the suffix.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True)
class Pages:
    """What the pages are made of. `table` is the data as a command line names it."""

    common: Common
    made: Provenance
    table: str
    to: Target
    renderer: Renderer

    def one(self, unit: int) -> None:
        """The page of a unit, to the file asked for."""
        emit_text(self._page(self._begun(unit)), self.to)

    def all(self, folder: Path) -> None:
        """A page of each ranked unit and an index page, in a folder that is made if need be."""
        from ..write.page.render import index_page

        ranking = self.common.ranking
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
            begun = self._begun(units[0])
            for done, code in enumerate(codes):
                if not progress(done, len(units)):
                    break
                page = begun
                if done + 1 < len(units):  # is drawn while this one is written
                    begun = self._begun(units[done + 1])
                replace_file(folder / names[code], self._page(page, hrefs).encode())
        if progress.stopped:
            print_problems([progress.interrupted], self.to.lang)
            raise typer.Exit(130)
        index = index_page(self.common, self.made, self.to.lang, hrefs)
        replace_file(folder / _INDEX, index.encode())
        if not self.to.quiet:
            said = say("written: {file}", file=folder / _INDEX)
            typer.echo(said.text(self.to.lang), err=True)

    def _begun(self, unit: int) -> tuple[Report, Pictures]:
        from ..reporting import report
        from ..write.page.pictures import Pictures

        done = report(self.common, unit)
        return done, Pictures(done, self.to.lang, self.renderer)

    def _page(self, begun: tuple[Report, Pictures], hrefs: dict[str, str] | None = None) -> str:
        from ..write.page.render import page

        done, pictures = begun
        return page(
            done,
            self.made,
            self.to.lang,
            pictures.by_section(),
            table=self.table,
            hrefs=hrefs,
            home=_INDEX if hrefs else None,
        )


def file_names(codes: Iterable[str]) -> list[str]:
    """A file name for each code that every system takes, no two of them the same."""
    taken = {_INDEX}
    names = []
    for code in codes:
        stem = re.sub(r"[^\w.-]", "_", code)[:80].strip(".") or "_"
        if stem.partition(".")[0].casefold() in _RESERVED:
            stem += "_"
        name, number = f"{stem}.html", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}.html"
        taken.add(name.casefold())
        names.append(name)
    return names
