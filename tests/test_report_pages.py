"""Reports of odd tables, of other periods and levels, of all units; and what can go wrong."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from conftest import EXAMPLE
from hypothesis import given
from hypothesis import strategies as st
from test_report import Tables, agree, said

from innoindex import reporting
from innoindex.cli import report_pages
from innoindex.cli.report_pages import file_names
from innoindex.errors import InnoindexError, Problem
from innoindex.messages import say
from innoindex.uncertainty.robustness import robust
from innoindex.write.chart import renderer as chart_renderer
from innoindex.write.page import tables as html_tables


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few draws, where the intervals are not what is tested."""
    monkeypatch.setattr(reporting, "robust", partial(robust, draws=50))


@pytest.mark.usefixtures("few")
def test_same_input_same_bytes(innoindex, tmp_path, short):
    """The report hangs on nothing but table, scheme and options: no clock, no chance."""
    for name in ("a.html", "b.html"):
        innoindex("report", short, "-o", tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


TABLE = """code,name,year,x,y
{}"""
SCHEME = """schema = 1
[columns]
name = "name"
period = "year"
[indicator.x]
[indicator.y]
"""


def small(tmp_path: Path, rows: list[str], scheme: str = SCHEME) -> list[str | Path]:
    (tmp_path / "t.csv").write_text(TABLE.format("\n".join(rows)), encoding="utf-8")
    (tmp_path / "s.toml").write_text(scheme, encoding="utf-8")
    return [tmp_path / "t.csv", "-s", tmp_path / "s.toml"]


@pytest.mark.usefixtures("few")
def test_one_period(innoindex, tmp_path):
    """With a single period there are no paths and no change; the rest is there."""
    given = small(tmp_path, ["1,A,2022,1,2", "2,B,2022,3,5", "3,C,2022,2,1"])
    done = innoindex("report", *given, "--unit", "B", "-o", tmp_path / "r.html", "--lang", "en")
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert re.findall(r'<section id="(\w+)"', text) == [
        "ranking",
        "weights",
        "change",
        "indicators",
        "intervals",
        "method",
    ]
    assert "<h2>What gives the score</h2>" in text


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.usefixtures("few")
def test_few_units(innoindex, tmp_path, count):
    """A report of one unit or two is a report."""
    rows = [f"{u},{'AB'[u]},{y},{u + y - 2020},{3 - u}" for u in range(count) for y in (2021, 2022)]
    given = small(tmp_path, rows)
    done = innoindex("report", *given, "--unit", "0", "-o", tmp_path / "r.html", "--lang", "en")
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<section id="paths">' in text  # of two periods
    assert "<h2>Where the change came from</h2>" in text


def test_ranks_that_cannot_be_drawn(innoindex, tmp_path, monkeypatch, short):
    """Where `robust` refuses, the reason stands in place of the intervals, and nothing fails."""

    def refused(*args, **options):
        raise InnoindexError([Problem(say("{text}", text="no draws here"))])

    monkeypatch.setattr(reporting, "robust", refused)
    file = tmp_path / "r.html"
    assert innoindex("report", short, "-o", file, "--lang", "en").code == 0
    text = file.read_text(encoding="utf-8")
    assert "<p>no draws here</p>" in text
    assert "ranks" not in Tables(text).tables["ranking"][0][1]
    assert text.count("<figure") == 3


def test_without_draws(innoindex, tmp_path):
    """With --draws 0 there are no intervals, in no place, and it is said."""
    given = small(tmp_path, ["1,A,2022,1,2", "2,B,2022,3,5"])
    done = innoindex(
        "report", *given, "--unit", "B", "--draws", "0", "-o", tmp_path / "r.html", "--lang", "en"
    )
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "left out: no draws were asked for" in text
    assert 'data-id="ranks"' not in text
    assert "of draws" not in text


@pytest.mark.usefixtures("few")
def test_groups(innoindex, tmp_path, short):
    """Groups have their reports too, with the ranking of `rank --level group`."""
    file = tmp_path / "r.html"
    done = innoindex("report", short, "--level", "group", "-o", file, "--lang", "zh")
    assert done.code == 0, done.err
    table = Tables(file.read_text(encoding="utf-8")).tables["ranking"]
    records = said(innoindex, "rank", short, "--level", "group")
    assert agree(table, records, "unit") >= 11 * 8


@pytest.mark.usefixtures("few")
def test_an_earlier_period(innoindex, tmp_path, short):
    """With -p and --against the page is of those periods, and its command line says so."""
    file = tmp_path / "r.html"
    innoindex("report", short, "-p", "2021", "--against", "2015", "-o", file, "--lang", "en")
    text = file.read_text(encoding="utf-8")
    records = said(innoindex, "rank", short, "-p", "2021", "--against", "2015")
    assert agree(Tables(text).tables["ranking"], records, "unit") > 800
    assert '-p 2021"' in text
    innoindex("report", short, "--against", "none", "-o", file, "--lang", "en")
    assert "<h2>What gives the score</h2>" in file.read_text(encoding="utf-8")
    (note,) = re.findall(r'<th scope="col" class="([^"]*)" data-id="note"', text)
    assert "wide" not in note  # what must be known of a row is there on paper too


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "where the report goes is missing"),
        (["-o", "x.pdf"], "the format of x.pdf is not known"),
        (["-o", "x.html", "--level", "all"], "the whole has no rank to report on"),
        (["-o", "x.html", "--unit", "Nowhere"], 'there is no unit "Nowhere"'),
        (["-o", "x.html", "-p", "1999"], "--period 1999 is not in the table"),
        (["-o", "no-such-folder/x.html"], "no-such-folder"),
    ],
)
def test_wrong_use(innoindex, monkeypatch, tmp_path, short, words, message):
    """Wrong use is told in one place, with what to do, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = innoindex("report", short, *words, "--lang", "en")
    assert done.code == 2
    assert message in done.err
    assert "help: " in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("library", ["jinja2", "vl_convert"])
def test_without_the_extra(innoindex, monkeypatch, tmp_path, library):
    """Without either library of the extra the command says what to install."""
    found = "innoindex.write.chart.svg.find_spec"
    monkeypatch.setattr(found, lambda name: None if name == library else name)
    done = innoindex("report", EXAMPLE, "-o", tmp_path / "r.html", "--lang", "en")
    assert done.code == 2
    assert 'pip install "innoindex[report]"' in done.err


@pytest.mark.usefixtures("few")
def test_where_no_process_can_be_started(innoindex, monkeypatch, tmp_path, short):
    """Charts are then drawn by the program itself, and are the same."""
    innoindex("report", short, "-o", tmp_path / "a.html")
    monkeypatch.setattr(chart_renderer, "_started", lambda: None)
    innoindex("report", short, "-o", tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.usefixtures("few")
def test_all_units(innoindex, tmp_path):
    """A page a ranked unit, each about its own, and an index that links them all."""
    rows = [f"{u},N{u},{y},{u * 3 + y - 2020},{9 - u}" for u in range(4) for y in (2021, 2022)]
    given = small(tmp_path, [*rows, "9,New,2021,5,5"])
    done = innoindex("report", *given, "--all-units", tmp_path / "d" / "e", "--lang", "en")
    assert done.code == 0, done.err
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "d/e").iterdir()}
    assert sorted(pages) == ["0.html", "1.html", "2.html", "3.html", "index.html"]
    links = re.findall(r'<a href="(\d.html)">(N\d)</a>', pages["index.html"])
    assert sorted(links) == [(f"{u}.html", f"N{u}") for u in range(4)]
    for u in range(4):
        assert f"<h1>N{u}</h1>" in pages[f"{u}.html"]
        assert Tables(pages[f"{u}.html"]).marked["ranking"] == [str(u)]
        assert 'href="index.html"' in pages[f"{u}.html"]


@pytest.mark.usefixtures("few")
def test_all_units_interrupted(innoindex, monkeypatch, tmp_path):
    """Stopped in between, whole pages stay and it is said; the code is 130."""

    class Stopped(report_pages.Progress):
        def __call__(self, done: int, total: int) -> bool:
            self.stopped = done == 2
            return super().__call__(done, total)

    monkeypatch.setattr(report_pages, "Progress", Stopped)
    (tmp_path / "d").mkdir()  # may be there already
    rows = [f"{u},N{u},2022,{u * 3},{9 - u}" for u in range(4)]
    done = innoindex(
        "report", *small(tmp_path, rows), "--all-units", tmp_path / "d", "--lang", "en"
    )
    assert done.code == 130
    assert "interrupted after 2 of 4 pages" in done.err
    assert len(list((tmp_path / "d").iterdir())) == 2


def test_a_folder_that_is_a_file(innoindex, tmp_path):
    """A folder that cannot be made is an error that names it."""
    given = small(tmp_path, ["1,A,2022,1,2", "2,B,2022,3,5"])
    done = innoindex("report", *given, "--all-units", tmp_path / "t.csv" / "d", "--lang", "en")
    assert done.code == 2
    assert "t.csv" in done.err


@given(st.lists(st.text(min_size=1), unique=True))
def test_file_names(codes):
    """Every code has a file name of its own that any system takes."""
    names = file_names(codes)
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(codes)
    assert "index.html" not in folded
    for name in names:
        assert re.fullmatch(r"[\w.-]+\.html", name)
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)\.", name, re.I)
        assert not name.startswith(".")


@pytest.mark.usefixtures("few")
def test_a_long_table(innoindex, monkeypatch, tmp_path):
    """Of too many units the page has the first and those around its own, and says so."""
    monkeypatch.setattr(html_tables, "MOST", 3)
    monkeypatch.setattr(html_tables, "AROUND", 1)
    given = small(tmp_path, [f"{u},N{u},2022,{9 - u},{90 - u}" for u in range(9)])
    done = innoindex("report", *given, "--unit", "6", "-o", tmp_path / "r.html", "--lang", "en")
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert [id for id, _ in Tables(text).tables["ranking"]] == ["0", "1", "2", "5", "6", "7"]
    said = "Of 9 rows the page has the first 3, and those around the unit."
    assert text.count(said) >= 2  # the ranking's, and that under other weights


@pytest.mark.usefixtures("few")
def test_control_characters(innoindex, tmp_path):
    """What may not stand in HTML is left out of names, in tables and charts."""
    given = small(tmp_path, ["1,A\x01\x1fB,2022,1,2", "2,C,2022,3,5"])
    done = innoindex("report", *given, "--unit", "1", "-o", tmp_path / "r.html")
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<h1>AB</h1>" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def test_large_numbers(innoindex, tmp_path):
    """Numbers that have no decimals are shown in powers of ten."""
    scheme = SCHEME.replace("[indicator.x]", '[indicator.x]\nnormalise = "none"')
    given = small(tmp_path, ["1,A,2022,7e+90,2", "2,B,2022,1.5e+90,5"], scheme)
    done = innoindex("rank", *given, "-f", "md", "--lang", "en")
    assert done.code == 0, done.err
    assert "3.50000e+90" in done.out


@pytest.mark.usefixtures("few")
def test_many_units(innoindex, tmp_path):
    """A thousand units: the ranking has all, the pictures a readable part, and it is said."""
    rows = [
        f"{u},N{u},{y},{(u * 37) % 1001 + y},{(u * 91) % 997}"
        for u in range(1000)
        for y in (2021, 2022)
    ]
    done = innoindex(
        "report", *small(tmp_path, rows), "--unit", "N5", "-o", tmp_path / "r.html", "-q"
    )
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert len(Tables(text).tables["ranking"]) == 1000
    assert len("".join(re.findall(r"<svg.*?</svg>", text, re.S))) < 600_000
    assert re.search(r"共1000个单位，图中画出3\d\d个|3\d\d of 1000 units are drawn", text)
