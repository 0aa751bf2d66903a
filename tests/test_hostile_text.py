"""Text that would be run, be markup, or steer a screen is shown as text, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from innoindex.errors import Problem
from innoindex.messages import say
from innoindex.panel import Panel
from innoindex.read import read_panel
from innoindex.read.cells import clean_labels
from innoindex.scheme_file import parse_scheme
from innoindex.view import Column, View
from innoindex.visible import visible
from innoindex.write.excel.file import excel
from innoindex.write.records import write_csv

FORMULAS = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "＝1+1", "－2", "=cmd|'/C c'!A0"]
QUOTED = ["'=x", "''+y", "'plain", '"q"']
MARKUP = [
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "<img src=x onerror=alert(1)>",
    "]]>",
    "javascript:alert(1)",
    "[red]x[/red]",
    "[link=http://x]y[/link]",
    ":smile:",
    "a|b`c`*d*_e_~f~",
    "[x](javascript:alert(1))",
    "{0} {x} %s",
    "datum.x + '</svg>'",
]
UNSEEN = ["\u202eabc", "\u2066x", "z\u200dw", "\ufffex", "\ue000private"]
NAMES = [*FORMULAS, *QUOTED, *MARKUP, *UNSEEN]
READ = clean_labels(NAMES)  # marks of direction and the like do not get in
STEERING = "\x1b[31m\x1b]8;;http://x\x07y\x1b]52;c;eA==\x07\x9b2J\x08\r\n\x7f\u202e"
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe]")

SCHEME = f"""schema = 1
[index]
name = {json.dumps("<b>" + STEERING)}
normalise = "min-max"
tiers = [{{ name = {json.dumps("=t" + STEERING)} }}]
[columns]
unit = "code"
name = "name"
group = "city"
period = "year"
[[break]]
period = 2022
note = {json.dumps("=n" + STEERING)}
[raw.x]
name = {json.dumps("=r" + STEERING)}
[dimension.d]
name = {json.dumps("=d" + STEERING)}
[dimension."=1+1"]
name = "<i>[red]"
[indicator.x]
dimension = "d"
name = {json.dumps("=i" + STEERING)}
unit = {json.dumps(STEERING)}
[indicator.y]
dimension = "=1+1"
[indicator.z]
dimension = "d"
[scenario.s]
name = {json.dumps("=s" + STEERING)}
weight = {{ x = "70%" }}
"""
TABLES = {  # commands that show a view
    "rank": (),
    "trend": (),
    "explain": ("--unit", "0"),
    "whatif": (),
    "goal": ("--unit", "9", "--rank", "1"),
    "weights": (),
    "audit": (),
    "robust": ("--draws", "20", "--sobol", "0"),
    "check": (),
}


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table and a scheme, all of whose names are hostile."""
    monkeypatch.chdir(tmp_path)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "name", "city", "year", "x", "y", "z", "=h\x1b[0m\u202e"])
    for unit, name in enumerate(NAMES):
        for year in (2021, 2022):
            group = NAMES[unit % 3]
            numbers = (unit * 7 % 11 + year % 2, unit * 5 % 13, unit + 1)
            quoted = f"'{name}" if re.match("''*[=+]", name) else name
            writer.writerow([unit, quoted, group, year, *numbers, 0])
    Path("t.csv").write_text(text.getvalue(), "utf-8")
    Path("weights.toml").write_text(SCHEME, "utf-8")
    return tmp_path


# --- the terminal ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_text_steers_the_terminal(
    innoindex: Run, hostile: Path, command: str, lang: str
) -> None:
    """Tables, Markdown, warnings and notes have no control, no direction, nothing unseen."""
    for words in (("--color", "never"), ("-f", "md")):
        done = innoindex(command, "t.csv", *TABLES[command], *words, "--lang", lang, width=80)
        assert done.code in (0, 1), done.err
        assert STEERS.findall(done.out) == []
        assert STEERS.findall(done.err) == []


def test_errors_show_what_they_quote(innoindex: Run, hostile: Path) -> None:
    """Cells, headings, ids and file names are quoted in errors as escapes, each in its line."""
    for cell in (STEERING, "5\x1b[2J"):
        Path("bad.csv").write_text(f'code,name,year,x,y,z\n1,a,2022,"{cell}",1,2\n', "utf-8")
        done = innoindex("rank", "bad.csv", "--lang", "en")
        assert done.code == 1
        assert r"\x1b[" in done.err
        assert STEERS.findall(done.err) == []
        assert all(line.startswith(("bad", "help:", "note:")) for line in done.err.splitlines())
    for words in (["rank", f"no{STEERING}.csv"], ["rank", "t.csv", "--highlight", STEERING]):
        done = innoindex(*words, "--lang", "en")
        assert done.code == 2
        assert STEERS.findall(done.err) == []


def test_an_escape_has_one_form() -> None:
    r"""ESC is \x1b, a direction \u202e, a tag \U000e0001; line ends and tabs are blanks."""
    assert visible("a\x1b[1m\x9b\x00") == r"a\x1b[1m\x9b\x00"
    assert visible("\u202e\u2066\u200b\ufeff\U000e0041") == r"\u202e\u2066\u200b\ufeff\U000e0041"
    assert visible("\ud800\ufffe") == r"\ud800\ufffe"
    assert visible("a\nb\tc\r") == "a b c "
    assert visible("杭州　é \ue000") == "杭州　é \ue000"  # and what can be seen stays


def test_a_problem_is_never_more_than_its_lines() -> None:
    """A line end in a text, a path or a heading does not begin a line of its own."""
    text = say("{text}", text="x\nerror: all is lost")
    problem = Problem(text, text, "a\nb", 3, "c\rd")
    assert problem.render("en") == (
        "a b:3:c d: error: x error: all is lost\nhelp: x error: all is lost"
    )


def test_ids_can_be_seen(innoindex: Run, hostile: Path) -> None:
    """An id with a character that cannot be seen is an error that shows it."""
    Path("s.toml").write_text(SCHEME.replace("[indicator.z]", '[indicator."z\\u200b"]'), "utf-8")
    done = innoindex("scheme", "check", "s.toml", "--lang", "en")
    assert done.code == 1
    assert r'error: the id "z\u200b" has a character that cannot be seen' in done.out


def test_a_csv_on_a_terminal(
    innoindex: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a pipe a name stays as it is; on a terminal it is shown."""
    args = ("rank", "t.csv", "-f", "csv", "-q")
    assert "z\u200dw" in innoindex(*args).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = innoindex(*args).out
    assert STEERS.findall(shown) == []
    assert r"z\u200dw" in shown


# --- csv and xlsx, read back ----------------------------------------------------------------------

RANKED = """schema = 1
[columns]
unit = "unit"
name = "name"
group = "group"
period = "period"
[indicator.score]
[indicator."=1+1"]
"""
SHEET = """schema = 1
[columns]
unit = "Code"
name = "Name"
group = "Group"
[indicator.score]
name = "Score"
"""


def names_of(panel: Panel) -> dict[str, tuple[str, str]]:
    """The name and the group of each unit."""
    groups = [panel.groups[g].zh for g in panel.group_of]
    named = zip(panel.names["zh"], groups, strict=True)
    return dict(zip(map(str, panel.units), named, strict=True))


def test_ranks_are_read_back(innoindex: Run, hostile: Path) -> None:
    """The names of `rank -f csv`, `-o x.csv` and `-o x.xlsx` are those of the table."""
    known = names_of(read_panel("t.csv", parse_scheme(SCHEME)))
    assert {name for name, _ in known.values()} == set(READ)
    Path("y.csv").write_text(innoindex("rank", "t.csv", "-f", "csv").out, "utf-8")
    assert innoindex("rank", "t.csv", "-o", "x.csv", "--lang", "en").code == 0
    assert innoindex("rank", "t.csv", "-o", "x.xlsx", "--lang", "en").code == 0
    for file, scheme in {"x.csv": RANKED, "y.csv": RANKED, "x.xlsx": SHEET}.items():
        found = names_of(read_panel(file, parse_scheme(scheme)))
        if file == "x.xlsx":  # no XML can have this; so Excel writes it
            found = {u: (n.replace("_xFFFE_", "\ufffe"), group) for u, (n, group) in found.items()}
        assert found == known


def test_no_cell_of_a_csv_begins_a_formula(innoindex: Run, hostile: Path) -> None:
    """In no command's csv does a text or a heading begin as a formula does; numbers stay."""
    negative = 0
    for command, words in TABLES.items():
        out = innoindex(command, "t.csv", *words, "-f", "csv", "-q").out
        for cell in (cell for row in csv.reader(io.StringIO(out)) for cell in row):
            number = re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell)
            negative += number is not None and cell[0] == "-"
            assert number or not cell.startswith(tuple("=+-@＝＋－＠\t\r")), (command, cell)
    assert negative > 0


texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("'=+-@＝＋－＠\"|,;_x00"), min_size=1
)
known_texts = texts.filter(
    lambda text: clean_labels([text]) == [text] and not set(text) & set("\ufffe\uffff")
)
few = st.lists(known_texts, min_size=1, max_size=8)


def view_of(names: list[str]) -> View:
    """A table of units of these names."""
    return View(
        title=say("Chart"),
        sentences=(),
        columns=(
            Column("unit", say("Code"), [f"u{n}" for n in range(len(names))], priority=0),
            Column("name", say("Name"), names, priority=1),
            Column("score", say("Score"), [1.0] * len(names), "number", priority=2),
        ),
        names=1,
    )


@given(few)
def test_a_csv_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, names: list[str]):
    """Whatever the reader takes for a name, it reads again from the csv that is written."""
    text = io.StringIO()
    write_csv(view_of(names), text, "zh")
    file = tmp_path_factory.getbasetemp() / "law.csv"
    file.write_bytes(text.getvalue().encode())
    scheme = parse_scheme(RANKED.replace('group = "group"\nperiod = "period"\n', "")
                          .replace('[indicator."=1+1"]', ""))  # fmt: skip
    assert list(read_panel(file, scheme).names["zh"]) == names


@given(few)
def test_a_workbook_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, names: list[str]):
    """The same of a workbook, which has no escape: its cells say that they are text."""
    file = tmp_path_factory.getbasetemp() / "law.xlsx"
    file.write_bytes(excel(view_of(names), "en"))
    scheme = parse_scheme(SHEET.replace('group = "Group"\n', ""))
    assert list(read_panel(file, scheme).names["zh"]) == names


# --- documents ------------------------------------------------------------------------------------


def test_nothing_in_a_workbook_runs(innoindex: Run, hostile: Path) -> None:
    """Sheets, cells, names, properties and charts are well-formed, without formula or link."""
    done = innoindex("workbook", "t.csv", "--unit", "0", "-o", "x.xlsx", "--lang", "en")
    assert done.code == 0, done.err
    with ZipFile("x.xlsx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, text in parts.items():
        ElementTree.fromstring(text)
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in text, name
    assert not any("TargetMode" in text for text in parts.values())
    sheets = CalamineWorkbook.from_path("x.xlsx").sheet_names
    assert all(0 < len(name) <= 31 and not STEERS.search(name) for name in sheets)


class Page(HTMLParser):
    """The elements of a page, with its attributes that run something, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.run: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.run += [f"{key}={value}" for key, value in attrs if key.startswith("on")]
        links = [value or "" for key, value in attrs if key in ("href", "src", "xlink:href")]
        self.run += [link for link in links if not re.match(r"[\w%.-]+\.html$|#", link)]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_in_a_page_runs(innoindex: Run, hostile: Path) -> None:
    """No name is an element, a handler or a link of a report's page, and all of them are seen."""
    words = ("--unit", "0", "-o", "x.html", "--draws", "0", "--lang", "en")
    done = innoindex("report", "t.csv", *words)
    assert done.code == 0, done.err
    text = Path("x.html").read_text("utf-8")
    page = Page(text)
    assert not page.tags & {"img", "i", "b", "iframe", "object"}
    assert page.run == []
    assert STEERS.findall(text) == []
    assert [name for name in READ if visible(name) not in page.text] == []


def test_a_picture_shows_what_it_is_given(innoindex: Run, hostile: Path) -> None:
    """An SVG with hostile names is well-formed, with nothing unseen in it."""
    for kind in ("strip", "trend", "contributions"):
        done = innoindex("chart", kind, "t.csv", "--unit", "0", "-q")
        assert done.code == 0, done.err
        ElementTree.fromstring(done.out)
        assert STEERS.findall(done.out) == []
        assert r"\x1b[31m" in done.out


def test_weights_in_toml_are_read_back(innoindex: Run, hostile: Path) -> None:
    """A scheme and a scenario under hostile names are read again with the same names."""
    for words in (("-o", "w.toml"), ("--as", "scenario", "-o", "s.toml")):
        assert innoindex("weights", "t.csv", "--method", "entropy", *words).code == 0
    before, after = parse_scheme(SCHEME), parse_scheme(Path("w.toml").read_text("utf-8"))
    assert after.name == before.name
    assert [n.name for n in after.nodes.values()] == [n.name for n in before.nodes.values()]
    assert [n.name for n in after.indicators.values()] == [
        n.name for n in before.indicators.values()
    ]
    done = innoindex("whatif", "t.csv", "--scenario", "s.toml", "-f", "csv", "-q")
    assert done.code == 0, done.err


@pytest.mark.parametrize("name", [MARKUP[0], MARKUP[2], MARKUP[9], UNSEEN[0]])
def test_a_briefing_is_text(innoindex: Run, hostile: Path, name: str) -> None:
    """In Markdown no name is an element or a link, and nothing is unseen."""
    unit = str(NAMES.index(name))
    done = innoindex("brief", "t.csv", "--unit", unit, "--lang", "en")
    assert done.code == 0
    assert STEERS.findall(done.out) == []
    assert not re.search(r"(?<!\\)(<[a-z]|\]\()", done.out)


def test_a_very_long_name(innoindex: Run, hostile: Path) -> None:
    """In a terminal a name that leaves no room for figures is cut, and the others keep theirs."""
    long = "宽" * 10_000
    names = enumerate((long, "b"))
    lines = [f"{u},{name},{2021 + y},{u},{u - y},{-u}" for u, name in names for y in (0, 1)]
    Path("t.csv").write_text("code,name,year,x,y,z\n" + "\n".join(lines) + "\n", "utf-8")
    shown = innoindex("rank", "t.csv", "--lang", "en", "-q", width=80).lines
    assert all(cell_len(line) <= 80 for line in shown)
    assert any("宽…" in line and "宽" * 10 in line for line in shown)
    assert any("b" in line.split()[1:3] for line in shown)
    assert long in innoindex("rank", "t.csv", "-q").out  # a pipe has it whole
    svg = innoindex("chart", "trend", "t.csv", "--unit", "0", "-q").out
    height = re.search(r'height="(\d+)"', svg)
    assert height is not None
    assert int(height[1]) < 1000
