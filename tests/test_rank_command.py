"""`innoindex rank`: the contract's columns, formats, choices of rows and what it notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run, rows
from python_calamine import CalamineWorkbook
from small_table import SCHEME, TABLE

CONTRACT = (
    "period,rank,unit,name,group,score,tier,previous_period,previous_rank,previous_score,"
    "rank_change,score_change,rank_change_rank,score_change_rank,group_rank,"
    "group_rank_change_rank,group_score_change_rank,note"
)
DIMENSIONS = ["input", "innovation", "output", "upgrading", "environment"]


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
