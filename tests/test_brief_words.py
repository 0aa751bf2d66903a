"""A briefing in words: the page of the explanations, falls, ties, the first, the last, the new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import EXAMPLE, Run
from strategies import NAN, computed
from test_explain import FILES

from innoindex import brief, read_shipped_scheme
from innoindex.views.brief import brief_prose
from innoindex.write.prose import prose_markdown, prose_plain

# Goals: Ant's 42 lacks 3 points on Dog's 45: y by -3 / (3/8) = -8 of its yearly 24, which is half
# as long as x by +8 of its yearly 16, and z by +12 of its yearly 4.
ANT = {
    "en": """In 2022 Ant scored 42.0 in the index, up 16.0 points on the year before.
It ranked 3rd of 4 units, the same rank as the year before.
It was 2nd by points gained and joint 2nd by places climbed.
In East it was 1st of 2, 1st by points gained and 1st by places climbed.
It passed Bee and was passed by Dog.
By dimension, in added 15.00 points (93.8% of the gain); out added 1.00 points (6.3% of the gain).
All 3 indicators raised the index.
Had no other unit moved, its rank would be 2; had it stood still itself, 4.
It ranked lowest in x (32.0 %, rank 3).
In 1 of 3 indicators it was worse than the median of all units.
The next rank up, 2nd, was held by Dog, 3.00 points ahead.
The next rank down, 4th, was held by Bee, 4.00 points behind.
y down from 36.0 to 28.0 (as much as 0.3 years' change, y to fall by 22.2%);
x up from 32.0 % to 40.0 % (as much as 0.5 years' change, Spending to rise by 25.0%);
The first of these is also the plan of least effort.
Recomputed in full, the plan gives a score of 45.00 and rank 2.""",
    "zh": """2022年，甲index为42.0，比上年提高16.0点。
在4个参评单位中居第3位，位次与上年相同。
按点数增减居第2位，按位次升降并列第2位。
超过乙，同时被丁超过。
in拉动15.00点(占增量的93.8%)；out拉动1.00点(占增量的6.3%)。
x拉动6.00点(占增量的37.5%，经费增长140.0%，b增长20.0%)；
假定其他单位均保持原有水平，将居第2位；假定自身保持原有水平，将居第4位。
从短板看，位次相对靠后的指标是x(32.0%，第3位)。
前一位是居第2位的丁，相差3.00点。后一位是居第4位的乙，落后4.00点。
y由36.0降至28.0(相当于0.3年的变动，y需下降22.2%)；""",
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the page's table and scheme, in which the program is run."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")


def english(*args, unit: int | str, against: str | None = None, **more) -> str:
    done = brief(computed(*args, **more), unit, against=against)
    return prose_plain(brief_prose(done), "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page(innoindex: Run, small: None, lang: str) -> None:
    """What the page of `explain` works out, said in three paragraphs under a heading."""
    outcome = innoindex("brief", "data.csv", "--lang", lang, "-q")
    assert (outcome.code, outcome.err) == (0, "")
    blocks = outcome.out.split("\n\n")
    assert len(blocks) == 5
    assert blocks[0].startswith("# ")
    assert [line for line in ANT[lang].splitlines() if line not in outcome.out] == []
    assert ("A year's change of an indicator is" in outcome.out) == (lang == "en")
    assert "came from bounds" not in outcome.out  # the goalposts stand where they stood


def test_the_first_falls(innoindex: Run, small: None) -> None:
    """Cat lost 40% of z, 4 points, and won 3 by x: a loss of 1 has no shares."""
    text = innoindex("brief", "data.csv", "--unit", "Cat", "--lang", "en").out
    assert "scored 51.0 in the index, down 1.0 points on the year before. It ranked 1st" in text
    assert "By indicator, z took 4.00 points (z down 40.0%). Of 3 indicators 1 raised" in text
    assert "Against this, x added 3.00 points (Spending up 140.0%, b up 100.0%)." in text
    assert "It led Dog, 2nd, by 6.00 points." in text
    assert "of the loss" not in text
    assert "one place more" not in text


def test_the_last(innoindex: Run, small: None) -> None:
    """Bee fell by two behind Dog and Ant; no one is behind; two indicators together cost least."""
    text = innoindex("brief", "data.csv", "--unit", "Bee", "--lang", "en").out
    assert "It ranked 4th of 4 units, down 2 places on the year before." in text
    assert "It was passed by Dog and Ant, and passed no unit." in text
    assert "No unit was behind it." in text
    assert "The plan of least effort, 1.0 years' change in all, is y down from 52.0 to 49.3" in text


def test_without_a_period_before(innoindex: Run, small: None) -> None:
    """A new unit, a table of one period and `--against none` have points of the score only."""
    new = innoindex("brief", "new.csv", "--lang", "zh").out
    assert "2022年，甲index为42.0，2021年无指数，不作比较。" in new
    assert "两期参评单位不尽相同：新增1个，减少0个。" in new
    assert "与上年" not in new
    for args in (["one.csv", "--unit", "1"], ["data.csv", "--against", "none"]):
        text = innoindex("brief", *args, "--lang", "en").out
        assert "By dimension, the score was made of in (" in text
        assert "year before" not in text.replace("A year's", "")


def test_other_periods_are_named(innoindex: Run, small: None) -> None:
    """Only the year just before is `the year before`; a quarter is written as it is."""
    Path("far.csv").write_text(FILES["data.csv"].replace("2021,", "2019,"), "utf-8")
    Path("quarter.csv").write_text(FILES["data.csv"].replace("2022,", "2022Q3,"), "utf-8")
    assert "比2019年提高16.0点" in innoindex("brief", "far.csv", "--lang", "zh").out
    assert (
        "2022Q3，甲index为42.0，比2021年提高"
        in innoindex("brief", "quarter.csv", "--lang", "zh").out
    )


PLAIN = '[index]\nties = "{ties}"\nimpute = "drop"\n[indicator.x]\nnormalise = "none"\n'
PLAIN += '[indicator.y]\nnormalise = "none"\n'


@pytest.mark.parametrize(
    ("ties", "said"), [("min", "joint 2nd of 4"), ("average", "joint 2.5 of 4")]
)
def test_ties(ties: str, said: str) -> None:
    """Two of a rank are level with each other, and neither is the next."""
    text = english(PLAIN.format(ties=ties), {"x": [9, 5, 5, 1], "y": [9, 5, 5, 1]}, unit=1)
    assert f"It ranked {said} units, level with u2." in text
    assert "held by u0, 4.00 points ahead. The next rank down, 4th, was held by u3" in text


def test_all_are_level() -> None:
    """With all alike there is none ahead and none behind, and nothing to reach."""
    text = english(PLAIN.format(ties="min"), {"x": [5, 5, 5], "y": [5, 5, 5]}, unit=1)
    assert "It ranked joint 1st of 3 units, level with u0 and u2." in text
    assert "It was first in every indicator." in text
    for word in ("next rank", "behind", "led", "place more"):
        assert word not in text.split("\n\n")[-2]


def test_a_missing_indicator_is_told() -> None:
    """What has no value has no rank, and is not among the indicators compared."""
    columns = {"x": [9, 5, 4, 1], "y": [9, NAN, 5, 1]}
    text = english(PLAIN.format(ties="min"), columns, unit=1)
    assert "It ranked lowest in x (5.00, rank 2). In none of its indicators" in text
    assert "Indicators without a value: 1." in text


def test_unchanged_and_almost() -> None:
    """No change is unchanged; one that rounds to 0.0 is almost."""
    columns = {"x": [[1, 2, 3], [1, 2.01, 9]], "y": [[1, 2, 3], [1, 2.01, 3]]}
    for unit, said in ((0, "1.0 in the index, unchanged from"), (1, "2.0 in the index, almost")):
        text = english(PLAIN.format(ties="min"), columns, unit=unit, periods=("2001", "2002"))
        assert said in text


TIERS = 'tiers = [{ name = "Top", max_rank = 1 }, { name = "Rest" }]'


@pytest.mark.parametrize(
    ("unit", "said"),
    [(0, "rose from Rest to Top"), (1, "stayed in Rest"), (2, "fell from Top to Rest")],
)
def test_tiers(unit: int, said: str) -> None:
    """u0 goes from the last rank to the first, before u2; of a single year the tier is told."""
    text = PLAIN.format(ties="min").replace("[index]", f"[index]\n{TIERS}")
    columns = {"x": [[1, 2, 3], [9, 2, 3]], "y": [[1, 2, 3], [9, 2, 3]]}
    assert f"It {said}." in english(text, columns, unit=unit, periods=("2001", "2002"))
    assert "It was in Rest." in english(text, {"x": [9, 2], "y": [9, 2]}, unit=1)


def test_what_does_not_count_is_not_told() -> None:
    """z has no weight: the score of 4.5 is 5 / 2 of x and 4 / 2 of y, of 8.5 each lacks 4 / 2."""
    text = PLAIN.format(ties="min") + '[indicator.z]\nweight = 0\nnormalise = "none"\n'
    for id in "xy":
        text = text.replace(f"[indicator.{id}]", f"[indicator.{id}]\nweight = 1")
    told = english(text, {"x": [9, 5], "y": [8, 4], "z": [7, 1]}, unit=1)
    assert "By indicator, the most came from x (2.50 points) and y (2.00 points)." in told
    lost = "x (2.00 points, to u0) and y (2.00 points, to u0)."
    assert f"It lost the most points of the index to the best unit in {lost}" in told
    assert "z" not in told.split("\n\n")[2]


def test_out_of_reach() -> None:
    """Where equal scores are ranked by code, the best values of u0 still leave u1 behind it."""
    columns = {"x": [9, 5, 1], "y": [9, 5, 1]}
    text = english(PLAIN.format(ties="first"), columns, unit=1)
    assert "in every indicator it would have a score of 9.0 and rank 2." in text
    assert "least effort" not in text


def test_names_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, innoindex: Run) -> None:
    """A name in Markdown is never markup, at the start of a line neither."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        odd = text.replace("Ant", "<img src=x onerror=alert(1)>").replace("Dog", "*a* &lt; [b](c)")
        Path(name).write_text(odd, "utf-8")
    text = innoindex("brief", "data.csv", "--lang", "en").out
    assert "&lt;img src=x onerror=alert(1)>" in text
    assert r"\*a\* &amp;lt; \[b\](c)" in text
    assert "<img" not in text
    plain = brief(
        computed(PLAIN.format(ties="min"), {"x": [1, 2], "y": [1, 2]}, units=["# a", "1. b"]), 0
    )
    for unit, start in ((0, r"\# a scored"), (1, r"1\. b scored")):
        done = brief(plain.explanation.result, unit)
        assert prose_markdown(brief_prose(done), "en").split("\n\n")[1].startswith(start)


def test_files(innoindex: Run, small: None) -> None:
    """A .md is what is printed, a .txt has no markup; a table is refused, as is the whole."""
    printed = innoindex("brief", "data.csv", "--lang", "zh").out
    for name in ("a.md", "a.txt"):
        assert innoindex("brief", "data.csv", "--lang", "zh", "-o", name).code == 0
    assert Path("a.md").read_text("utf-8") == printed
    assert Path("a.txt").read_text("utf-8") == printed.removeprefix("# ")
    refused = innoindex("brief", "data.csv", "-o", "a.xlsx", "--lang", "en")
    assert refused.code == 2
    assert "end the file in .md or .txt" in refused.err
    assert innoindex("brief", "data.csv", "--level", "all").code == 2
    assert innoindex("brief", "data.csv", "--unit", "nobody").code == 2


def test_groups_and_sources(innoindex: Run) -> None:
    """A group is ranked among groups; the note tells the file, that it is synthetic, the scheme."""
    text = innoindex("brief", EXAMPLE, "--level", "group", "--unit", "杭州市", "--lang", "zh").out
    assert "在11个参评单位中居第1位" in text
    assert "zhejiang-synthetic.csv(文件名标明为合成数据，不是真实统计)" in text
    assert "按“县域创新指数(参照省级方法)”方案计算，不是官方发布。" in text
    text.encode("gbk")


def test_the_same_as_the_commands(innoindex: Run) -> None:
    """Xiaoshan's figures are those that `rank`, `explain` and `goal` themselves write."""

    def table(*args: str) -> list[dict]:
        return json.loads(innoindex(args[0], EXAMPLE, *args[1:], "-f", "json").out)

    text = innoindex("brief", EXAMPLE, "--unit", "萧山区", "--lang", "zh").out
    row = next(row for row in table("rank") if row["unit"] == "330109")
    assert f"为{row['score']:.1f}，比上年提高{row['score_change']:.1f}点。" in text
    assert f"个参评单位中居第{row['rank']}位，比上年前移{row['rank_change']}位。" in text
    parts = table("explain", "--unit", "萧山区", "--show", "contributions")
    most = max((part for part in parts if part["kind"] == "dimension"), key=lambda p: p["points"])
    name = read_shipped_scheme().nodes[most["id"]].name.zh
    assert f"分领域看，{name}拉动{most['points']:.2f}点" in text
    ranks = table("explain", "--unit", "萧山区", "--show", "ranks")
    assert [f"将居第{case['rank']}位" in text for case in ranks[1:3]] == [True, True]
    plan = table("goal", "--unit", "萧山区", "--gain", "1", "--show", "plan")
    assert f"届时指数为{plan[0]['score']:.2f}，居第{plan[0]['rank']}位" in text
