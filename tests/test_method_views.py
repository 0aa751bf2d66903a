"""How a result came about: the scheme's parts in words, settings, repairs, sources."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import EXAMPLE, ROOT, Run
from workbooks import sheets_of

from innoindex import (
    compute,
    normalise,
    panel_from_arrays,
    parse_scheme,
    read_panel,
    read_scheme,
    treat,
)
from innoindex.aggregate import METHODS as AGGREGATE
from innoindex.cli.provenance import fingerprints, provenance
from innoindex.errors import Problem
from innoindex.impute import METHODS as IMPUTE
from innoindex.messages import Message, say
from innoindex.provenance import Provenance
from innoindex.scheme import Rule
from innoindex.transform import METHODS as TRANSFORM
from innoindex.view import View
from innoindex.views import method_words as words
from innoindex.views.method import method_views, tree_view
from innoindex.views.settings import settings_view
from innoindex.views.sources import sources_view

SCHEME = """
schema = 1
[index]
name = "X"
normalise = "base-ratio"
base = { period = 2020 }
impute = "mean"
[dimension.d]
name = "D"
weight = 3
[indicator.a]
dimension = "d"
value = "x / y"
[indicator.b]
value = "y"
weight = 1
direction = "-"
reference = 4
"""
MADE = Provenance((), "s.toml", "", "1")


def cells(view: View, id: str) -> list[object]:
    return list(next(c for c in view.columns if c.id == id).cells("en"))


def test_the_tree() -> None:
    """Shares, the reference from the sums of the base period, and how a score is made, in words."""
    scheme = parse_scheme(SCHEME)
    panel = panel_from_arrays(
        {"x": np.array([[1.0, 5.0], [9.0, 9.0]]), "y": np.array([[1.0, 3.0], [1.0, 1.0]])},
        periods=["2020", "2021"],
    )
    view = tree_view(scheme, panel)
    assert cells(view, "id") == ["d", "a", "b"]
    assert cells(view, "share") == pytest.approx([75, 100, 25])
    assert cells(view, "index_share") == pytest.approx([75, 75, 25])
    assert np.array(cells(view, "reference"))[1:] == pytest.approx([(1 + 5) / (1 + 3), 4])
    assert [str(each) for each in cells(view, "how")] == [
        "weighted mean: sum(w x) / sum(w)",
        "100 x / r, r that of all units together in 2020",
        "100 r / x, r given in the scheme",
    ]
    assert np.isnan(cells(tree_view(scheme), "reference")[1])  # without a panel it is not known


# Options for the methods that have no default for one.
NEEDED = {
    "goalposts": {"lower": 1.0, "upper": 2.0},
    "distance-to-reference": {"unit": "A"},
    "distance-to-target": {"target": 3.0},
    "power": {"p": 0.5},
    "box-cox": {"lambda": 0.5, "skew": 2.0, "kurtosis": 3.5},
}


def rules(methods: dict[str, object]) -> list[Rule]:
    """Each method with its defaults."""
    return [
        Rule(name, {o: v.default for o, v in method.options.items()} | NEEDED.get(name, {}))  # type: ignore[attr-defined]
        for name, method in methods.items()
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_method_has_words(lang: str) -> None:
    """Each method of a scheme, either direction, is said in words without a gap."""

    def said(message: Message) -> str:
        text = message.text(lang)  # type: ignore[arg-type]
        assert text
        assert "None" not in text
        return text

    both = [
        (said(words.normalisation(r, 1, "period")), said(words.normalisation(r, -1, "period")))
        for r in rules(dict(normalise.METHODS))
    ]
    assert len(set(both)) == len(both)
    for family, methods in (
        (words.AGGREGATE, AGGREGATE),
        (words.IMPUTE, IMPUTE),
        (words.TREAT, treat.METHODS),
        (words.TRANSFORM, TRANSFORM),
    ):
        texts = [said(family[rule.name](rule)) for rule in rules(dict(methods))]
        assert len(set(texts)) == len(methods) == len(family)


def test_words_of_the_sample() -> None:
    """What a value is measured against is said where a method looks at other values."""
    rule = Rule("min-max", {"range": [0.0, 10.0], "within": "group"})
    assert str(words.normalisation(rule, -1, "pooled")) == (
        "10 at the lowest value, 0 at the highest, even between, "
        "measured over all periods together, each group by itself"
    )
    fixed = Rule("goalposts", {"lower": 1, "upper": 3, "range": [0, 100], "clip": True})
    assert str(words.normalisation(fixed, 1, "pooled")) == (
        "0 at x = 1, 100 at x = 3, even between, not beyond them"
    )


@pytest.mark.parametrize(
    ("name", "more", "less"),
    [
        ("none", "x itself", "x with its sign turned"),
        ("z-score", "z = (x - mean) /", "z = (mean - x) /"),
        ("relative-difference", "(x - c) / |c|", "(c - x) / |c|"),
        ("ratio", "x / c,", "c / x,"),
        ("fraction-of-max", "x / the highest value", "the lowest value / x"),
        ("chain", "growth on the period before", "decline on the period before"),
    ],
)
def test_words_of_a_direction(name: str, more: str, less: str) -> None:
    """Where less is better the formula is turned round."""
    [rule] = rules({name: normalise.METHODS[name]})
    assert more in str(words.normalisation(rule, 1, "period"))
    assert less in str(words.normalisation(rule, -1, "period"))


def test_words_of_a_limit() -> None:
    """A z-score that is cut off says where."""
    rule = Rule("z-score", {"mean": 0.0, "sd": 1.0, "truncate": 3.0})
    assert "z at most 3 either way" in str(words.normalisation(rule, 1, "period"))


def test_a_reference_that_cannot_be_worked_out() -> None:
    """Without the base period in the table the reference of a is not known; that of b is given."""
    panel = panel_from_arrays(
        {"x": np.array([[9.0, 9.0]]), "y": np.array([[1.0, 1.0]])}, periods=["2021"]
    )
    assert np.isnan(cells(tree_view(parse_scheme(SCHEME), panel), "reference")[1])
    assert cells(tree_view(parse_scheme(SCHEME), panel), "reference")[2] == 4


def test_settings_of_tiers_and_coverage() -> None:
    """Each kind of tier in words, the least coverage, a transformation where there is one."""
    tiers = """
tiers = [
  { name = "A", min_score = 90 }, { name = "B", max_rank = 3 }, { name = "C", top = 0.25 },
  { name = "D", min_relative = 1.5 }, { name = "E" },
]
min_coverage = 0.7
"""
    text = SCHEME.replace("[dimension.d]", tiers + "[dimension.d]")
    view = settings_view(parse_scheme(text + 'transform = "log1p"\n'))
    items = [str(item) for item in cells(view, "item")]
    said = [str(each) for each in cells(view, "words")]
    assert [text for item, text in zip(items, said, strict=True) if item == "Tier"] == [
        "score of at least 90",
        "rank 3 or better",
        "the first 25 % of the ranked units",
        "at least 1.5 times the mean score",
        "all others",
    ]
    assert str(cells(view, "choice")[items.index("Least coverage")]) == "70%"
    assert "natural logarithm: ln(1 + x)" in said
    assert "Transformation" not in [
        str(item) for item in cells(settings_view(parse_scheme(SCHEME)), "item")
    ]


def test_settings() -> None:
    """Every method in use, with the number of its parts; how scores become ranks."""
    rank = '[indicator.c]\nweight = 1\nnormalise = "rank"\n'
    view = settings_view(parse_scheme(SCHEME + rank))
    rows = [
        (str(item), str(choice))
        for item, choice in zip(cells(view, "item"), cells(view, "choice"), strict=True)
    ]
    assert ("Normalisation", "base-ratio (2 of 3)") in rows
    assert ("Normalisation", "rank (1 of 3)") in rows
    assert ("Rule for missing values", "mean") in rows
    assert ("Base period", "2020") in rows
    assert ("Ranked by", "score, rounded to 9 decimals") in rows


def test_sources() -> None:
    """Synthetic data and the shipped scheme say so; other files and schemes do not."""
    for name in ("a-synthetic.csv", "合成数据.xlsx", "模拟.csv"):
        made = Provenance(((name, "00"),), "s.toml", "11", "1")
        assert [name in str(text) for text in sources_view(made).sentences] == [True]
    assert sources_view(Provenance((("a.csv", "00"),), "s.toml", "11", "1")).sentences == ()
    [said] = sources_view(Provenance((), "s", "", "1", shipped=True)).sentences
    assert "not the official one" in str(said)


def test_fingerprints(tmp_path: Path) -> None:
    """They are of the very bytes of the files, in any encoding; a copy is the same scheme."""
    table, copy = tmp_path / "t.csv", tmp_path / "copy.toml"
    table.write_bytes("代码,a\n1,2\n".encode("gbk"))
    copy.write_bytes((ROOT / "config" / "weights.toml").read_bytes())
    made = provenance(fingerprints([str(table)]), read_scheme(copy), [])
    assert made.files == ((str(table), hashlib.sha256(table.read_bytes()).hexdigest()),)
    assert made.scheme_sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert made.shipped
    copy.write_text(copy.read_text("utf-8") + "\n# mine", "utf-8")
    assert not provenance((), read_scheme(copy), []).shipped


def test_fingerprint_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read from standard input has the fingerprint of its bytes."""

    class Stdin:
        buffer = io.BytesIO(EXAMPLE.read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin())
    scheme = read_scheme(ROOT / "config" / "weights.toml")
    read_panel("-", scheme)
    wanted = hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert fingerprints(["-"]) == (("<stdin>", wanted),)


def test_repairs(innoindex: Run, tmp_path: Path) -> None:
    """Imputed cells and converted units stand in the workbook, with file and row."""
    scheme, table, book = (tmp_path / name for name in ("s.toml", "t.csv", "x.xlsx"))
    scheme.write_text(SCHEME.replace('"x / y"', '"x"') + '[raw.x]\nunit = "亿元"\n', "utf-8")
    table.write_text("code,x(万元),y\nA,10000,1\nB,,1\nC,30000,1\n", "utf-8")
    outcome = innoindex("rank", table, "-s", scheme, "-p", "2020", "-o", book, "--lang", "en")
    assert outcome.code == 0, outcome.err
    sheets = sheets_of(book.read_bytes())
    [cell] = sheets["Cells"][1:]
    row = dict(zip(sheets["Cells"][0], cell, strict=True))
    assert (row["Row"], row["Code"], row["What"], row["After"]) == (3.0, "B", "imputed", 2.0)
    assert row["File"] == str(table)
    notes = [
        dict(zip(sheets["Notes and repairs"][0], each, strict=True))
        for each in sheets["Notes and repairs"][1:]
    ]
    assert [note["Column"] for note in notes if "亿元" in note["Finding"]] == ["x(万元)"]
    assert "cells imputed: 1" in str(sheets["About this book"])


def test_many_repairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many cells are listed, which is said; the count is of all."""
    monkeypatch.setattr("innoindex.views.method.MOST_CELLS", 2)
    scheme = parse_scheme(SCHEME.replace("[index]", "[index]\nbase = { period = 2020 }", 0))
    x = np.array([[1.0, 2.0, np.nan, np.nan, np.nan]])
    panel = panel_from_arrays({"x": x, "y": np.ones((1, 5))}, periods=["2020"])
    result = compute(panel, scheme, keep_repairs=True)
    remarks = (Problem(say("{text}", text="t"), severity="note"),)
    views = {v.id: v for v in method_views(result, Provenance((), "", "", "1", remarks))}
    assert views["cells"].length == 2
    assert "cells imputed: 3" in str(views["cells"].sentences[0])
    assert "only the first 2" in str(views["cells"].footer[0])
    assert views["findings"].length == 1
    kept = method_views(compute(panel, scheme), MADE)
    assert [view.id for view in kept] == ["method", "settings", "sources", "findings"]
