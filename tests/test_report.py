"""The report: every figure on the page is the commands', the file is whole, offline and safe."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run


class Tables(HTMLParser):
    """The tables of a page: by id, rows by their id, cells by column, each text and number."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[tuple[str, dict[str, tuple[str, str | None]]]]] = {}
        self.marked: dict[str, list[str]] = {}
        self._id, self._heads, self._cell = "", [], None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table" and "data-table" in given:
            self._id, self._heads = str(given["data-table"]), []
            self.tables[self._id] = []
        elif tag == "th" and given.get("data-id"):
            self._heads.append(str(given["data-id"]))
        elif tag == "tr" and "data-row" in given:
            self.tables[self._id].append((str(given["data-row"]), {}))
            if given.get("class") == "marked":
                self.marked.setdefault(self._id, []).append(str(given["data-row"]))
        elif tag in ("td", "th") and self._id and self.tables[self._id]:
            self._cell = ["", given.get("data-value")]

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell[0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._id = ""
        elif tag in ("td", "th") and self._cell is not None:
            row = self.tables[self._id][-1][1]
            row[self._heads[len(row)]] = (self._cell[0], self._cell[1])
            self._cell = None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report")


@pytest.fixture(params=["zh", "en"])
def page(request, innoindex: Run, folder: Path) -> tuple[str, str]:
    """The example's report, and its language."""
    file = folder / f"{request.param}.html"
    if not file.exists():
        done = innoindex("report", EXAMPLE, "-o", file, "--lang", request.param)
        assert done.code == 0, done.err
    return file.read_text(encoding="utf-8"), request.param


_SAID: dict[tuple[str | Path, ...], dict | list] = {}


def said(innoindex: Run, *words: str | Path) -> dict | list:
    """What a command writes as json, which no language changes."""
    if words not in _SAID:
        done = innoindex(*words, "-f", "json", "-q")
        assert done.code == 0, done.err
        _SAID[words] = json.loads(done.out)
    return _SAID[words]


def agree(table: list, records: list[dict], key: str) -> int:
    """Every number of a page's table is the record's; returns how many were compared."""
    compared = 0
    assert [id for id, _ in table] == [str(record[key]) for record in records]
    for (_, cells), record in zip(table, records, strict=True):
        for column, (_, value) in cells.items():
            if value is not None and column in record:
                assert float(value) == record[column], column
                compared += 1
    return compared


def test_the_ranking_is_that_of_rank(innoindex, page):
    """The ranking has every number of `rank -f json`, in full behind what is shown."""
    tables = Tables(page[0])
    assert agree(tables.tables["ranking"], said(innoindex, "rank", EXAMPLE), "unit") >= 90 * 10
    assert tables.marked["ranking"] == ["330109"]


def test_the_intervals_are_those_of_robust(innoindex, page):
    """The intervals are those of `robust` as it is by default."""
    records = {
        record["unit"]: (record["rank_low"], record["rank_high"])
        for record in said(innoindex, "robust", EXAMPLE, "--sobol", "0")["units"]
    }
    for unit, cells in Tables(page[0]).tables["ranking"]:
        ends = [float(end) for end in cells["ranks"][0].split("-")]
        assert (ends[0], ends[-1]) == records[unit]


@pytest.mark.parametrize(
    ("id", "key", "least"),
    [("indicators", "id", 300), ("contributions", "id", 100), ("rivals", "unit", 9)],
)
def test_the_explanation_is_that_of_explain(innoindex, page, id, key, least):
    """The tables behind the pictures have every number of `explain -f json`."""
    records = said(innoindex, "explain", EXAMPLE)[id]
    assert agree(Tables(page[0]).tables[id], records, key) >= least


def test_the_paths_are_those_of_trend(innoindex, page):
    """The table behind the paths has every rank and score of `trend -f json`."""
    assert (
        agree(Tables(page[0]).tables["paths"], said(innoindex, "trend", EXAMPLE), "unit") >= 90 * 10
    )


def test_the_sentences_are_those_of_the_commands(innoindex, page):
    """What the page says of the unit is what `rank`, `explain` and `robust` say."""
    from html import unescape

    text, lang = unescape(page[0]), page[1]
    for words in (["rank"], ["explain"], ["robust", "--sobol", "0"]):
        out = innoindex(words[0], EXAMPLE, *words[1:], "--lang", lang, "-q").lines
        title = next(n for n, line in enumerate(out) if not line.startswith(" "))
        sentences = [line for line in out[title + 1 :] if re.search("[:：]", line)]
        first = sentences[0]
        assert first in text, first


def test_figures_shown_are_rounded_figures(page):
    """What is shown in a cell is the number behind it, rounded half up."""
    from decimal import ROUND_HALF_UP, Decimal

    compared = 0
    for rows in Tables(page[0]).tables.values():
        for _, cells in rows:
            for text, value in cells.values():
                if value is None or not re.fullmatch(r"[+-]?\d+\.\d+", text):
                    continue
                places = Decimal(1).scaleb(-len(text.partition(".")[2]))
                exact = Decimal(repr(round(float(value), 9)))
                assert Decimal(text) == exact.quantize(places, ROUND_HALF_UP)
                compared += 1
    assert compared > 1000


def test_nothing_is_fetched(page):
    """The page names no place on a network but the namespaces of SVG, and forbids all requests."""
    urls = set(re.findall(r"""https?://[^\s"'<>)]+""", page[0]))
    assert urls <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "default-src 'none'" in page[0]
    assert not re.search(r"<(link|iframe|object|embed|base)\b|@import|src=", page[0])


def test_the_size(page):
    """The page of the example can be mailed: at most 1.5 MB."""
    assert len(page[0].encode()) <= 1_500_000


def test_the_language(page):
    """Headings, labels and notes are in the page's language."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", page[0], flags=re.S)
    heads = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", text)
    assert len(heads) > 7
    for head in heads:
        assert bool(re.search("[\u4e00-\u9fff]", head)) == (page[1] == "zh"), head


def test_provenance(page):
    """The page tells the SHA-256 of data and scheme, the version, and what is synthetic."""
    import hashlib

    from innoindex import __version__

    for file in (EXAMPLE, EXAMPLE.parents[1] / "config" / "weights.toml"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in page[0]
    assert f"innoindex {__version__}" in page[0]
    assert ("合成" if page[1] == "zh" else "synthetic, as") in page[0]


def test_from_python(innoindex, page, tmp_path):
    """`report_html` writes what the command writes, but for the fingerprints of files."""
    from innoindex import compute, read_panel, read_shipped_scheme, report_html

    scheme = read_shipped_scheme()
    result = compute(read_panel(EXAMPLE, scheme), scheme, keep_repairs=True)
    text = report_html(result, "330109", lang=page[1], table=str(EXAMPLE))
    for end in ("</main>", '<section id="method">'):
        assert end in text
    own, commands = (each.partition('<section id="method">')[0] for each in (text, page[0]))
    assert own.partition("<dl")[2] == commands.partition("<dl")[2]
