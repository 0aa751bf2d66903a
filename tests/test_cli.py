"""The command line's contract: columns, formats, exit codes, languages, and what a person sees."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run, rows
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from innoindex import auditing
from innoindex.uncertainty import robustness

CONTRACT = (
    "period,rank,unit,name,group,score,tier,previous_period,previous_rank,previous_score,"
    "rank_change,score_change,rank_change_rank,score_change_rank,group_rank,"
    "group_rank_change_rank,group_score_change_rank,note"
)
DIMENSIONS = ["input", "innovation", "output", "upgrading", "environment"]
COMMANDS = [
    ["rank", EXAMPLE],
    ["trend", EXAMPLE],
    ["weights", EXAMPLE, "--method", "sd"],
    ["audit", EXAMPLE],
    ["robust", EXAMPLE, "--draws", "200", "--sobol", "64"],
    ["check", EXAMPLE],
    ["scheme", "show"],
]
SCHEME = """
schema = 1
[index]
normalise = "min-max"
[columns]
unit = "code"
name = "county"
group = "city"
period = "year"
[indicator.a]
[indicator.b]
"""
TABLE = """year,code,county,city,a,b
2021,1,甲,东,1,10
2021,2,乙,东,3,30
2021,3,丙,西,2,20
2022,1,甲,东,5,10
2022,2,乙,东,1,10
2022,3,丙,西,3,50
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small table and its scheme, in the folder that the program is run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "data.csv").write_text(TABLE, "utf-8")
    return tmp_path


# --- rank ----------------------------------------------------------------------------------------


def test_rank_csv_has_the_contracts_columns(innoindex: Run) -> None:
    """`rank -f csv` has the contract's columns in order, then the dimensions; a row a county."""
    outcome = innoindex("rank", EXAMPLE, "-f", "csv")
    assert outcome.code == 0
    assert outcome.lines[0] == ",".join([CONTRACT, *DIMENSIONS])
    table = rows(outcome.out)
    assert len(table) == 90
    xiaoshan = next(row for row in table if row["unit"] == "330109")
    wanted = {"rank": "22", "rank_change": "3", "group_rank_change_rank": "1", "tier": "Tier 1"}
    assert {key: xiaoshan[key] for key in wanted} == wanted


def test_rank_by_hand(innoindex: Run, small: Path) -> None:
    """Scores, ranks and movements of a table small enough to work out on paper."""
    # 2021: min-max of a = 0 100 50, of b = 0 100 50; 2022: of a = 100 0 50, of b = 0 0 100.
    table = rows(innoindex("rank", "data.csv", "-f", "csv").out)
    columns = ["unit", "rank", "score", "previous_rank", "rank_change", "score_change"]
    assert [[row[column] for column in columns] for row in table] == [
        ["3", "1", "75.0", "2", "1", "25.0"],
        ["1", "2", "50.0", "3", "1", "50.0"],
        ["2", "3", "0.0", "1", "-2", "-100.0"],
    ]
    assert [row["rank_change_rank"] for row in table] == ["1", "1", "3"]
    assert [row["score_change_rank"] for row in table] == ["2", "1", "3"]
    assert [(row["group"], row["group_rank"]) for row in table] == [
        ("西", "1"),
        ("东", "1"),
        ("东", "2"),
    ]


@pytest.mark.parametrize("show", ["indicators", "contributions"])
def test_csv_names_are_names(innoindex: Run, show: str) -> None:
    """The tree that people see by indentation is not in the names of a csv."""
    table = rows(innoindex("explain", EXAMPLE, "--show", show, "-f", "csv").out)
    assert table
    assert [row["name"] for row in table] == [row["name"].strip() for row in table]


def test_csv_is_the_same_in_every_locale(innoindex: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither headings nor values of csv and json follow the locale; names follow `--lang en`."""
    english = innoindex("rank", EXAMPLE, "-f", "csv").out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert innoindex("rank", EXAMPLE, "-f", "csv").out == english
    assert innoindex("rank", EXAMPLE, "-f", "csv", "--lang", "zh").out == english
    assert "Xiaoshan" not in english
    assert ",Xiaoshan,Hangzhou," in innoindex("rank", EXAMPLE, "-f", "csv", "--lang", "en").out


def test_json_has_the_same_values(innoindex: Run) -> None:
    """json is an array of objects with the keys and values of csv; missing is null."""
    table = rows(innoindex("rank", EXAMPLE, "-f", "csv", "-p", "2021").out)
    records = json.loads(innoindex("rank", EXAMPLE, "-f", "json", "-p", "2021").out)
    as_text = [
        {key: "" if value is None else str(value) for key, value in record.items()}
        for record in records
    ]
    assert as_text == table
    assert [r["previous_rank"] for r in records if r["note"] == "new"] == [None, None]


def test_notes_say_new_and_boundary_change(innoindex: Run) -> None:
    """In 2021 Linping and Qiantang are new, and four counties had a boundary change."""
    table = rows(innoindex("rank", EXAMPLE, "-f", "csv", "-p", "2021").out)
    notes = {row["unit"]: row["note"] for row in table if row["note"]}
    assert notes == {
        "330113": "new",
        "330114": "new",
        **dict.fromkeys(("330102", "330105", "330109", "330110"), "boundary change 2021"),
    }


def test_a_file_ends_as_its_suffix_says(innoindex: Run, small: Path) -> None:
    """`-o x.csv` begins with the byte order mark that Excel wants; stdout has none."""
    out = innoindex("rank", "data.csv", "-f", "csv").out
    for name in ("x.csv", "x.json", "x.md", "x.xlsx", "x.txt"):
        assert innoindex("rank", "data.csv", "-o", name).code == 0
    assert (small / "x.csv").read_bytes() == b"\xef\xbb\xbf" + out.encode()
    assert not out.startswith("\ufeff")
    assert json.loads((small / "x.json").read_text("utf-8"))[0]["unit"] == "3"
    sheet = CalamineWorkbook.from_path(str(small / "x.xlsx")).get_sheet_by_index(0).to_python()
    assert (sheet[0][1], sheet[1][1], sheet[1][5]) == ("Rank", 1.0, 75.0)


def test_an_input_is_never_overwritten(innoindex: Run, small: Path) -> None:
    """Neither the table nor the scheme can be the output, by whatever path."""
    outcome = innoindex("rank", "data.csv", "-o", f"../{small.name}/data.csv")
    assert outcome.code == 2
    assert f"error: ../{small.name}/data.csv is an input and would be overwritten" in outcome.err
    assert (small / "data.csv").read_text("utf-8") == TABLE


def test_a_failed_run_writes_nothing(innoindex: Run, small: Path) -> None:
    """With a problem in the table no file is made and an old one stays as it was."""
    (small / "data.csv").write_text(
        TABLE.replace("2022,1,甲,东,5", "2022,1,甲,东,about 5"), "utf-8"
    )
    (small / "x.csv").write_text("old", "utf-8")
    outcome = innoindex("rank", "data.csv", "-o", "x.csv")
    assert (outcome.code, outcome.out) == (1, "")
    assert (small / "x.csv").read_text("utf-8") == "old"
    assert sorted(p.name for p in small.iterdir()) == ["data.csv", "weights.toml", "x.csv"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "＝1+1"])
def test_no_text_becomes_a_formula(innoindex: Run, small: Path, name: str) -> None:
    """A name that a spreadsheet would run is quoted in csv, and a string in xlsx."""
    (small / "data.csv").write_text(TABLE.replace("甲", name), "utf-8")
    assert f"'{name}" in [
        row["name"] for row in rows(innoindex("rank", "data.csv", "-f", "csv").out)
    ]
    innoindex("rank", "data.csv", "-o", "x.xlsx")
    sheet = CalamineWorkbook.from_path(str(small / "x.xlsx")).get_sheet_by_index(0).to_python()
    assert name in [row[3] for row in sheet]


@pytest.mark.parametrize("name", ["[bold]x[/bold]", "a|b", "<b>x</b>"])
def test_no_text_becomes_markup(innoindex: Run, small: Path, name: str) -> None:
    """Brackets and tags in a name are shown as they are in a terminal and escaped in Markdown."""
    (small / "data.csv").write_text(TABLE.replace("甲", name), "utf-8")
    assert name in innoindex("rank", "data.csv", width=80).out
    table = innoindex("rank", "data.csv", "-f", "md").out
    assert name not in table
    assert len({line.replace("\\|", "").count("|") for line in table.splitlines()[2:] if line}) == 1


def test_around_shows_the_neighbourhood(innoindex: Run) -> None:
    """`--around 2` shows two places up and down, with the points to the next place either way."""
    outcome = innoindex("rank", EXAMPLE, "--around", "2", width=80)
    table = [line for line in outcome.lines if line[3:7].strip().isdecimal()]
    assert [line[3:7].strip() for line in table] == ["20", "21", "22", "23", "24"]
    scores = {
        row["rank"]: float(row["score"])
        for row in rows(innoindex("rank", EXAMPLE, "-f", "csv").out)
    }
    up, down = scores["21"] - scores["22"], scores["22"] - scores["23"]
    text = outcome.out.replace("\n", " ").replace("  ", " ")
    assert f"{up:.2f} points to the next place up (Xiuzhou)" in text
    assert f"{down:.2f} points to the next place down (Lin'an)" in text


def test_group_and_top_choose_rows_not_ranks(innoindex: Run) -> None:
    """`--group` and `--top` leave the ranks as they are among all."""
    table = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--group", "Hangzhou", "--top", "3").out)
    assert [row["group"] for row in table] == ["杭州市"] * 3
    assert [row["rank"] for row in table] == ["1", "2", "3"]
    table = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--group", "丽水", "--top", "1").out)
    assert int(table[0]["rank"]) > 1


def test_levels(innoindex: Run) -> None:
    """`--level group` ranks the eleven cities; `--level all` a row a period, 100 in the base."""
    cities = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--level", "group").out)
    assert len(cities) == 11
    assert cities[0]["name"] == "杭州市"
    whole = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--level", "all").out)
    assert [row["period"] for row in whole] == ["2015", "2018", "2019", "2020", "2021", "2022"]
    assert float(whole[0]["score"]) == pytest.approx(100, abs=1e-9)


def test_against_none_and_an_older_period(innoindex: Run) -> None:
    """`--against` chooses the period compared with; with `none` there is no movement."""
    none = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--against", "none").out)
    assert {row["previous_period"] + row["rank_change"] for row in none} == {""}
    older = rows(innoindex("rank", EXAMPLE, "-f", "csv", "--against", "2019年").out)
    xiaoshan = next(row for row in older if row["unit"] == "330109")
    assert (xiaoshan["previous_rank"], xiaoshan["rank_change"]) == ("42", "20")


def test_common_units_compares_the_same_units(innoindex: Run) -> None:
    """With `--common-units` both rankings are among the units of both periods: changes sum to 0."""
    args = ["rank", EXAMPLE, "-f", "csv", "-p", "2021", "--common-units"]
    table = rows(innoindex(*args).out)
    ranked = [row for row in table if row["rank"]]
    assert (len(table), len(ranked)) == (90, 88)
    assert sum(int(row["rank_change"]) for row in ranked) == 0


def test_a_wrong_number_of_units_is_told(innoindex: Run) -> None:
    """2019 has 89 units where the scheme expects 90: a warning, and with --strict an error."""
    warned = innoindex("rank", EXAMPLE, "-p", "2020", "-f", "csv")
    assert "warning" not in warned.err
    warned = innoindex("rank", EXAMPLE, "-p", "2019", "-f", "csv")
    assert warned.code == 0
    assert "warning: 2019: 89 units, expected 90" in warned.err
    assert "against 2018: missing none; unknown none" not in warned.err
    for args in ([], ["--level", "group"]):
        strict = innoindex("rank", EXAMPLE, "-p", "2019", "-f", "csv", "--strict", *args)
        assert (strict.code, strict.out) == (1, "")
        assert f"{EXAMPLE}: error: 2019: 89 units, expected 90" in strict.err


def test_a_wrong_number_of_units_is_told_with_the_rest(innoindex: Run, small: Path) -> None:
    """With the problems of the values, and with those of reading."""
    scheme = SCHEME.replace("[index]", "[index]\nexpect_units = 4")
    (small / "weights.toml").write_text(scheme, "utf-8")
    said = (
        "data.csv: error: 2022: 3 units, expected 4\n"
        "help: add or delete rows, or change expect_units in the scheme"
    )
    for cell, problem in {"": "data.csv:7:b: error: ", "x": "data.csv:7:b: error: not a "}.items():
        (small / "data.csv").write_text(TABLE.replace("3,50", f"3,{cell}"), "utf-8")
        for command in ("rank", "check"):
            outcome = innoindex(command, "data.csv", "--strict", "--lang", "en")
            assert outcome.code == 1
            assert said in outcome.err + outcome.out
            assert problem in outcome.err + outcome.out
            warned = innoindex(command, "data.csv", "--lang", "en")
            assert said.replace("error", "warning") in warned.err + warned.out


def test_units_that_the_scheme_names_and_the_table_lacks(innoindex: Run, small: Path) -> None:
    """`check` says them: a mistyped code would lose its highlight or its note in silence."""
    text = SCHEME.replace("[index]", '[index]\nhighlight = ["1", "9"]')
    text += '[[break]]\nperiod = 2022\nunits = ["8", "2"]\nnote = "x"\n'
    (small / "weights.toml").write_text(text, "utf-8")
    outcome = innoindex("check", "data.csv", "--lang", "en")
    assert "weights.toml: note: no unit of the table: 9 (highlight)\n" in outcome.out
    assert "weights.toml: note: no unit of the table: 8 (break 2022)\n" in outcome.out


def test_a_misspelt_column_is_suspected(innoindex: Run, small: Path) -> None:
    """A column without a table of its own, but named much like one that has it."""
    text = SCHEME + '[raw.patents]\n[indicator.y]\nvalue = "patent / b"\n'
    (small / "weights.toml").write_text(text, "utf-8")
    line = text[: text.index("patent / b")].count("\n") + 1
    said = (
        f'weights.toml:{line}: warning: "patent" has no table [raw.patent]\n'
        "help: did you mean patents?\n"
    )
    assert said in innoindex("scheme", "check", "--lang", "en").out
    assert said in innoindex("check", "data.csv", "--lang", "en").out


# --- trend, check, scheme ------------------------------------------------------------------------


def test_trend_has_the_ranks_of_every_period(innoindex: Run) -> None:
    """`trend` shows 42, 43, 42, 31, 25, 22 for Xiaoshan, and its places from first to last."""
    table = rows(innoindex("trend", EXAMPLE, "-f", "csv").out)
    xiaoshan = next(row for row in table if row["unit"] == "330109")
    periods = ("2019", "2020", "2021", "2022")
    assert [xiaoshan[f"rank_{period}"] for period in periods] == ["42", "31", "25", "22"]
    change = int(xiaoshan["rank_2015"]) - int(xiaoshan["rank_2022"])
    assert int(xiaoshan["rank_change"]) == change
    linping = next(row for row in table if row["unit"] == "330113")
    assert (linping["rank_2020"], linping["rank_2021"] != "") == ("", True)


def test_check_tells_all_and_fails_if_it_must(innoindex: Run, small: Path) -> None:
    """`check` is 0 on a sound table; on a bad one it prints every problem and is 1."""
    assert innoindex("check", "data.csv").code == 0
    bad = TABLE.replace("2021,1,甲,东,1", "2021,1,甲,东,one").replace(
        "2022,3,丙,西,3", "2022,3,丙,西,三"
    )
    (small / "data.csv").write_text(bad, "utf-8")
    outcome = innoindex("check", "data.csv")
    assert outcome.code == 1
    assert 'data.csv:2:a: error: not a number: "one"' in outcome.lines
    assert 'data.csv:7:a: error: not a number: "三"' in outcome.lines


def test_scheme_show_adds_up(innoindex: Run) -> None:
    """The indicators' shares of the index sum to 100 %."""
    table = rows(innoindex("scheme", "show", "-f", "csv").out)
    leaves = [row for row in table if row["value"]]
    assert len(leaves) == 30
    assert sum(float(row["index_share"]) for row in leaves) == pytest.approx(100)


def test_scheme_new_starts_a_scheme(innoindex: Run, tmp_path: Path) -> None:
    """`scheme new -o` writes a scheme that checks, and refuses to overwrite it."""
    file = tmp_path / "mine.toml"
    assert innoindex("scheme", "new", "-o", file).code == 0
    assert innoindex("scheme", "check", file).code == 0
    again = innoindex("scheme", "new", "-o", file)
    assert (again.code, "exists already" in again.err) == (2, True)


def test_scheme_check_names_the_line(innoindex: Run, small: Path) -> None:
    """`scheme check` gives file, line and "did you mean" for every problem, and exit code 1."""
    (small / "bad.toml").write_text(
        'schema = 1\n[index]\nagregate = "mean"\n[indicator.a]\n', "utf-8"
    )
    outcome = innoindex("scheme", "check", "bad.toml")
    assert outcome.code == 1
    assert outcome.lines[:2] == [
        'bad.toml:3: error: unknown key "index.agregate"',
        "help: did you mean aggregate, treat?",
    ]


def test_scheme_schema_accepts_the_shipped_scheme(innoindex: Run) -> None:
    """The JSON Schema lists every top-level table of a scheme file."""
    schema = json.loads(innoindex("scheme", "schema").out)
    assert set(schema["properties"]) == {
        "schema", "index", "columns", "break", "raw", "dimension", "indicator", "scenario",
    }  # fmt: skip
    power = schema["properties"]["dimension"]["additionalProperties"]["properties"]["aggregate"]
    assert {"required": ["method", "p"]}.items() <= power["anyOf"][4].items()


def test_the_scheme_is_looked_up_in_order(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--scheme, then INNOINDEX_SCHEME, ./config/weights.toml, ./weights.toml, the shipped one."""

    def used(*args: str) -> str:
        return innoindex("scheme", "show", *args).err

    (small / "weights.toml").rename(small / "other.toml")
    assert used() == "note: scheme: the shipped one\n"
    (small / "weights.toml").write_text(SCHEME, "utf-8")
    assert used() == "note: scheme: weights.toml\n"
    (small / "config").mkdir()
    (small / "config" / "weights.toml").write_text(SCHEME, "utf-8")
    assert used() == f"note: scheme: {Path('config/weights.toml')}\n"
    monkeypatch.setenv("INNOINDEX_SCHEME", "other.toml")
    assert used() == "note: scheme: other.toml\n"
    assert used("-s", "weights.toml") == "note: scheme: weights.toml\n"


# --- usage and exit codes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["rnk"], ["there is no command rnk", "did you mean rank?"]),
        (["rank"], ["TABLE is missing", "see innoindex rank --help"]),
        (["rank", "data.csv", "--tpo"], ["there is no option --tpo", "did you mean --top"]),
        (
            ["rank", "data.csv", "--top", "0"],
            ['--top cannot be "0"', "it takes a whole number from 1"],
        ),
        (
            ["rank", "data.csv", "--level", "x"],
            ['--level cannot be "x"', "it takes unit | group | all"],
        ),
        (
            ["rank", "data.csv", "-f", "csv", "-o", "x.md"],
            ["x.md and --format csv contradict", "leave out --format: the suffix says it"],
        ),
        (
            ["rank", "data.csv", "-o", "x.doc"],
            ["the format of x.doc is not known", "end it in .csv, .json, .md, .xlsx, .txt"],
        ),
        (["rank", "dato.csv"], ["no such file", "did you mean data.csv?"]),
        (["rank", "none.csv"], ["no such file", "check its name; the folder looked in is "]),
        (["rank", "no/data.csv"], ["no such file", "there is no folder "]),
        (
            ["rank", "data.csv", "-o", "no/x.csv"],
            ["cannot be written: No such file or directory", "there is no folder "],
        ),
        (["rank", "data.csv", "-s", "none.toml"], ["no such file"]),
        (
            ["rank", "data.csv", "-p", "2030"],
            ["--period 2030 is not in the table", "the table has 2021, 2022"],
        ),
        (["rank", "data.csv", "--highlight", "丁"], ['there is no unit "丁"']),
        (["rank", "data.csv", "--group", "北"], ['there is no group "北"']),
        (
            ["rank", "data.csv", "--around", "1"],
            ["--around needs a highlighted unit", "add --highlight U"],
        ),
        (["scheme"], ["a command is missing"]),
    ],
)
def test_wrong_usage(innoindex: Run, small: Path, args: list[str], message: list[str]) -> None:
    """Wrong usage and missing files are told in a line, with a way out, and are exit code 2."""
    outcome = innoindex(*args)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "\nhelp: ".join(["error: " + message[0], *message[1:]]) in outcome.err
    assert "Traceback" not in outcome.err


def test_a_closed_pipe_is_no_error() -> None:
    """`innoindex rank … | head -1` ends without a word."""
    command = f'"{sys.executable}" -m innoindex rank "{EXAMPLE}" -q -f csv | head -1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout[:12], done.stderr) == ("period,rank,", "")


def test_standard_input(small: Path) -> None:
    """`-` reads the table from standard input."""
    command = [sys.executable, "-m", "innoindex", "rank", "-", "-q", "-f", "csv"]
    done = subprocess.run(command, input=TABLE.encode(), capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == 4


# --- what a person sees --------------------------------------------------------------------------


@pytest.fixture
def computed_once(once: Callable[..., None]) -> None:
    """What takes long is computed once, to be shown in every width and language."""
    once(auditing, "audit")
    once(robustness, "robust")


@pytest.mark.usefixtures("computed_once")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_is_cut_and_nothing_misaligned(
    innoindex: Run, command: list[str | Path], width: int | None, lang: str
) -> None:
    """No line is wider than the terminal, no cell is cut, every symbol exists in GBK."""
    outcome = innoindex(*command, "--lang", lang, width=width)
    assert outcome.code == 0
    text = outcome.out + outcome.err
    assert "…" not in text
    text.encode("gbk")
    if width and command[0] != "check":
        assert max(cell_len(line) for line in outcome.lines) <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, None])
def test_columns_stand_under_their_headings(innoindex: Run, width: int | None, lang: str) -> None:
    """Scores end in the same terminal cell on every row, whatever the width of the names."""
    lines = innoindex("rank", EXAMPLE, "--lang", lang, width=width).lines
    start = next(n for n, line in enumerate(lines) if line.startswith("-----"))
    body = lines[start + 1 : start + 91]
    ends = set()
    for line in body:
        first = line.index(".")  # of the score, the first number with a point
        ends.add(cell_len(line[:first]))
    assert len(ends) == 1


def test_a_pipe_has_every_column_and_row(innoindex: Run) -> None:
    """A pipe gets all ninety rows and the columns that a narrow terminal leaves out."""
    lines = innoindex("rank", EXAMPLE).lines
    start = next(n for n, line in enumerate(lines) if line.startswith("-----"))
    assert len(lines[start + 1 :]) == 90
    heading = " ".join(lines[start - 2 : start])
    for word in ("Rank", "Code", "Score", "before", "Points", "environment"):
        assert word in heading


def test_the_highlight_needs_no_colour(innoindex: Run) -> None:
    """The highlighted row is the one with a star; with colour it is reversed as well."""
    plain = innoindex("rank", EXAMPLE, width=80)
    assert "\x1b" not in plain.out
    marked = [line for line in plain.lines if "★" in line]
    assert len(marked) == 1
    assert "Xiaoshan" in marked[0]
    coloured = innoindex("rank", EXAMPLE, "--color", "always", width=80).lines
    assert next(line for line in coloured if "★" in line).startswith("\x1b[1;7m")


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal there is colour, unless NO_COLOR is set."""
    from innoindex.cli.output import wants_color

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_color("auto", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color("auto", Terminal())
    assert not wants_color("auto", io.StringIO())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "Xiaoshan: rank 22 of 90, up 3 from 2021, score 193.1 (+20.1 points), Tier 1, "
            "rank 8 of 13 in Hangzhou, by places climbed rank 1 there",
        ),
        (
            "zh",
            "萧山区：第22位(共90个)，比2021上升3位，得分193.1(+20.1分)，第一档，"
            "在杭州市居第8位(共13个)，上升位次居其中第1",
        ),
    ],
)
def test_rank_opens_with_a_sentence(innoindex: Run, lang: str, sentence: str) -> None:
    """One sentence says rank, places, points, tier, rank in the city and of the climb there."""
    assert sentence in innoindex("rank", EXAMPLE, "--lang", lang).lines


def test_every_help_page_is_in_both_languages(
    innoindex: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command and every option has help, in English and in Chinese, within 80 columns."""
    from innoindex.cli.app import command_line

    pages = [[]] + [[name] for name in ("rank", "trend", "robust", "check", "scheme")]
    pages += [["scheme", name] for name in ("show", "check", "new", "schema")]
    pages += [["chart", name] for name in ("trend", "contributions", "strip", "intervals")]
    for page in pages:
        command = command_line("en")
        for name in page:
            command = command.commands[name]
        assert command.help
        assert all(param.help for param in command.params)
        english = innoindex(*page, "--help")
        with monkeypatch.context() as patch:
            patch.setenv("LC_ALL", "zh_CN.UTF-8")
            chinese = innoindex(*page, "--help")
        assert (english.code, chinese.code) == (0, 0)
        for line in english.lines + chinese.lines:
            assert cell_len(line) <= 80, line
        assert "Language." not in chinese.out
        assert not re.search(
            r"[a-z]+ [a-z]+ [a-z]+", re.sub("innoindex (scheme|chart)", "", chinese.out)
        )


def test_commands_not_built_are_not_listed(innoindex: Run) -> None:
    """The overview lists the commands there are."""
    text = innoindex("--help").out
    listed = [line.split()[0] for line in text.split("Commands:")[1].strip().splitlines()]
    commands = (
        "rank trend explain whatif goal weights audit robust check brief workbook report "
        "chart scheme"
    )
    assert listed == commands.split()


# --- start-up ------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["rank", "--help"]])
def test_help_and_version_import_neither_numpy_nor_pandas(args: list[str]) -> None:
    """`--help` and `--version` start without the heavy libraries."""
    code = (
        "import sys; from innoindex.cli import run; assert run(sys.argv[1:]) == 0; "
        "heavy = {'numpy', 'pandas', 'rich', 'scipy', 'pydantic'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_rank_imports_only_what_it_needs() -> None:
    """A ranking of a CSV needs no spreadsheet library, no validator and no consoles."""
    code = (
        "import sys; from innoindex.cli import run; assert run(sys.argv[1:]) == 0; "
        "heavy = {'scipy', 'pydantic', 'python_calamine', 'xlsxwriter', 'rich.console'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", code, "rank", str(EXAMPLE), "-q"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


# --- when things go wrong ------------------------------------------------------------------------


def test_an_interrupted_run_is_130(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves with 130 and writes nothing."""

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("innoindex.cli.computed.compute", interrupted)
    outcome = innoindex("rank", "data.csv", "-o", "x.csv")
    assert (outcome.code, outcome.out) == (130, "")
    assert not (small / "x.csv").exists()


@pytest.mark.parametrize("verbose", [False, True])
def test_a_fault_of_the_program_has_a_traceback_only_if_asked(
    innoindex: Run, small: Path, monkeypatch: pytest.MonkeyPatch, verbose: bool
) -> None:
    """Whatever fails inside is one line and exit code 1; `-v` adds the traceback."""

    def broken(*args: object, **options: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("innoindex.cli.computed.compute", broken)
    outcome = innoindex("rank", "data.csv", *(["-v"] if verbose else []))
    assert outcome.code == 1
    assert "error: a fault of the program: ZeroDivisionError: oops" in outcome.err
    assert ("Traceback" in outcome.err) is verbose


def test_groups_are_asked_of_a_table_without_any(innoindex: Run, small: Path) -> None:
    """`--level group` and `--group` say that the table has no groups."""
    (small / "data.csv").write_text("code,a,b\n1,1,2\n2,2,1\n", "utf-8")
    for args in (["--level", "group"], ["--group", "东"]):
        outcome = innoindex("rank", "data.csv", *args)
        assert outcome.code == 2
        assert "error: the table has no groups" in outcome.err


def test_lang_before_the_command(innoindex: Run) -> None:
    """`innoindex --lang zh rank …` is `innoindex rank … --lang zh`."""
    before = innoindex("--lang", "zh", "rank", EXAMPLE, "--top", "3")
    after = innoindex("rank", EXAMPLE, "--top", "3", "--lang", "zh")
    assert (before.code, before.out) == (0, after.out)
    assert "萧山区" in before.out
