"""Pairwise comparisons from tables: any layout that is clear, and every mistake with its cell."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from strategies import same

from innoindex.errors import InnoindexError
from innoindex.read.pairwise import read_pairwise
from innoindex.scheme_file import parse_scheme

JUDGED = """schema = 1
[dimension.in]
name = { zh = "投入", en = "Input" }
[dimension.out]
[dimension.off]
weight = 0
[indicator.a]
dimension = "in"
name = { zh = "甲", en = "First" }
[indicator.b]
dimension = "in"
[indicator.c]
dimension = "in"
[indicator.d]
dimension = "out"
[indicator.e]
dimension = "out"
[indicator.f]
dimension = "off"
""".replace("[dimension.in]", "[dimension.in]\nweight = 1").replace(
    "[dimension.out]", "[dimension.out]\nweight = 1"
)
MATRIX = [[1, 2, 4], [Fraction(1, 2), 1, 3], [Fraction(1, 4), Fraction(1, 3), 1]]
SOUND = {
    "whole": ",a,b,c\na,1,2,4\nb,1/2,1,3\nc,1/4,1/3,1\n",
    "upper half": ",a,b,c\na,1,2,4\nb,,1,3\nc,,,1\n",
    "lower half": ";a;b;c\na;;;\nb;0.5;;\nc;1/4;1/3\n",
    "mixed": ",a,b,c\na,,2,\nb,,,3\nc,.25,,\n",
    "any order": "x\tc\tFirst\tB\nb\t3\t1/2\t1\n甲\t4\t1\t2\nc\t1\t0.25\t0.333\n",
    "wide": ",ａ,b,c\n\na,１,２,4\nb,１／２,-,3\nc,,,无\n",
    "rounded": ",a,b,c\na,1,2,4\nb,.5,1,3\nc,.25,.33,1\n",
}


@pytest.mark.parametrize("table", SOUND)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_comparisons_in_any_layout(tmp_path: Path, table, encoding):
    """Ids or names, any order, fractions, a half alone, whatever the encoding and separator."""
    (tmp_path / "p.csv").write_bytes(SOUND[table].encode(encoding))
    read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED))
    assert list(read.by_node) == ["in"]
    same(read.by_node["in"], np.array(MATRIX, dtype=float), 1e-12)


def test_comparisons_in_a_spreadsheet(tmp_path: Path):
    """Numbers as numbers; several files, a node each; a dimension of weight 0 is not compared."""
    for name, rows in {
        "in.xlsx": [["", "a", "b", "c"], ["a", 1, 2, 4], ["b", "", 1, "3"], ["c", "", "", 1]],
        "top.xlsx": [[None, "in", "out"], ["out", 3, 1], ["in", 1, "1/3"]],
    }.items():
        with xlsxwriter.Workbook(str(tmp_path / name)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    files = [tmp_path / "in.xlsx", tmp_path / "top.xlsx"]
    read = read_pairwise(files, parse_scheme(JUDGED))
    assert list(read.by_node) == ["in", "index"]
    same(read.by_node["in"], np.array(MATRIX, dtype=float))
    same(read.by_node["index"], [[1, 1 / 3], [3, 1]])


def test_a_rounded_fraction_on_either_side(tmp_path: Path):
    """0.33 beside a 3 is 1/3, above the diagonal as below it."""
    for table in (",in,out\nin,1,.33\nout,3,1\n", ",out,in\nout,1,3\nin,.33,1\n"):
        (tmp_path / "p.csv").write_text(table)
        read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED))
        same(read.by_node["index"], [[1, 1 / 3], [3, 1]], 1e-12)


def test_all_indicators_at_once(tmp_path: Path):
    """`together` wants every indicator that counts, in the order of the tree."""
    (tmp_path / "p.csv").write_text(
        ",e,d,c,b,a\ne,1,1,1,1,9\nd,,1,1,1,1\nc,,,1,1,1\nb,,,,1,1\na,,,,,1\n"
    )
    read = read_pairwise([tmp_path / "p.csv"], parse_scheme(JUDGED), together=True)
    wanted = np.ones((5, 5))
    wanted[4, 0], wanted[0, 4] = 9, 1 / 9  # a b c d e
    same(read.by_node["index"], wanted)


BAD = {
    ",a,b,c\na,1,2,2/x\nb,,2,3\nc,,5,0\n": [
        'p.csv:2:c: error: not a comparison: "2/x"',
        "p.csv:3:b: error: a part against itself is 1, not 2",
        'p.csv:4:c: error: a part against itself is 1, not 0',
        "p.csv:3:c: error: b against c is 3, but c against b is 5",
    ],
    ",a,b,c\na,1,-2,1/0\nb,,1,5%\nc,/3,,1\n": [
        'p.csv:2:b: error: not a comparison: "-2"',
        'p.csv:2:c: error: not a comparison: "1/0"',
        'p.csv:3:c: error: not a comparison: "5%"',
        'p.csv:4:a: error: not a comparison: "/3"',
    ],
    ",a,b,甲\na,1,2,1\nb,,1,1\nz,,,1\n": [
        'p.csv:1:甲: error: "甲" is given twice',
        'p.csv:4: error: there is no "z"',
        'p.csv:1: error: "c" needs a row and a column',
    ],
    ",a,b,d\na,1,2,1\nb,,1,1\nc,1,1,1\n": [
        'p.csv:1:d: error: "d" is not a part of Input with a weight',
        'p.csv:1: error: "c" needs a row and a column',
    ],
    ",a,b,c\na,1,2,\nb,,1,3,4\nc,,,1\n": [
        "p.csv:1: error: a row or a column has no name",
        "p.csv:2:c: error: nothing compares a with c",
    ],
    ",in,off\nin,1,1\noff,,1\n": [
        'p.csv:1:off: error: "off" is not a part of index with a weight',
        'p.csv:1: error: "out" needs a row and a column',
    ],
    ",a\n": ["p.csv: error: the table is empty"],
    "": ["p.csv: error: the table is empty"],
    ',a,b\na,"1,2\nb,,1\n': ["p.csv:2: error: a double quote is misplaced or not closed"],
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_everything_wrong_with_comparisons(tmp_path: Path, monkeypatch, text):
    """All at once, each with its cell and a way out."""
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text(text, "utf-8")
    with pytest.raises(InnoindexError) as caught:
        read_pairwise(["p.csv"], parse_scheme(JUDGED))
    errors = [each for each in caught.value.problems if each.severity == "error"]
    lines = [str(each).split("\nhelp: ") for each in errors]
    assert [line[0] for line in lines if line[0] in BAD[text]] == BAD[text]
    assert all(len(line) == 2 for line in lines)


def test_a_node_compared_twice(tmp_path: Path):
    """Two files on one node are an error; so is one that is not there."""
    for name in ("p.csv", "q.csv"):
        (tmp_path / name).write_text(SOUND["whole"])
    with pytest.raises(
        InnoindexError, match=r"q\.csv: error: Input is compared in another file too"
    ):
        read_pairwise([tmp_path / "p.csv", tmp_path / "q.csv"], parse_scheme(JUDGED))
    with pytest.raises(InnoindexError, match="no such file"):
        read_pairwise([tmp_path / "none.csv"], parse_scheme(JUDGED))


def test_all_indicators_want_to_be_together(tmp_path: Path) -> None:
    """A table of all indicators is told the option for it; of some it is told the parts."""
    names = "abcde"
    table = "," + ",".join(names) + "\n" + "".join(f"{name},1,1,1,1,1\n" for name in names)
    (tmp_path / "p.csv").write_text(table, "utf-8")
    scheme = parse_scheme(JUDGED)
    with pytest.raises(InnoindexError) as caught:
        read_pairwise([tmp_path / "p.csv"], scheme)
    helps = {str(problem.help) for problem in caught.value.problems}
    assert helps == {"add --together: these are all indicators"}
    (tmp_path / "p.csv").write_text(",a,b,d\na,1,1,1\nb,1,1,1\nd,1,1,1\n", "utf-8")
    with pytest.raises(InnoindexError) as caught:
        read_pairwise([tmp_path / "p.csv"], scheme)
    assert str(caught.value.problems[0].help) == "it must have these and no others: a, b, c"
    (tmp_path / "p.csv").write_text(table, "utf-8")
    assert list(read_pairwise([tmp_path / "p.csv"], scheme, together=True).by_node) == ["index"]
