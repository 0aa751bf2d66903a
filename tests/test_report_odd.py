"""The report's page of odd schemes in a real browser: hostile names, long names, an only child."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import visit
from conftest import Run
from test_report_page import column, slide

NASTY = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "a & b \"c\" 'd'",
    '" onpointerenter="alert(3)" x="',
]
SCHEME = """schema = 1
[columns]
period = "year"
[dimension.d]
[dimension.e]
[indicator.x]
dimension = "d"
[indicator.y]
dimension = "e"
[indicator.z]
dimension = "e"
"""


@pytest.fixture
def small(innoindex: Run, tmp_path: Path) -> Path:
    """The report of four units, D new and the first; x is the only child of d."""
    (tmp_path / "s.toml").write_text(SCHEME, "utf-8")
    old = ["2021,A,3,5,2", "2021,B,2,4,3", "2021,C,1,3,1"]
    new = ["2022,A,1,5,2", "2022,B,2,4,3", "2022,C,3,5,4", "2022,D,9,9,9"]
    (tmp_path / "t.csv").write_text("\n".join(["year,code,x,y,z", *old, *new]), "utf-8")
    args = [tmp_path / "t.csv", "-s", tmp_path / "s.toml", "--unit", "A", "--lang", "en"]
    done = innoindex("report", *args, "-o", tmp_path / "r.html")
    assert done.code == 0, done.err
    return tmp_path / "r.html"


def test_shares_that_cannot_be(browser, small):
    """An only child is always 100 %, and a share beyond 0 to 100 % is not taken."""
    with visit(browser) as here:
        page = here.open(small)
        slide(here, "x", 30)
        assert page.input_value('input[type=range][data-part="x"]') == "100"
        assert page.input_value("#command").endswith("--weight x=100%")
        page.click("#reset")
        for share in (150, -5):
            here.set_share("d", share)
            assert page.input_value("#command") == ""


def test_what_is_missing_sorts_last(browser, small):
    """D, the first, has no change of rank: it is the last of them, up and down."""
    with visit(browser) as here:
        here.open(small)
        for sign in (-1, 1):
            here.page.click('#ranking th[data-id="rank_change"] button')
            *changes, last = column(here, "rank_change")
            assert last == ""
            assert [float(change) for change in changes] == sorted(map(float, changes))[::sign]


def test_long_names_stick_not_out(browser, innoindex, tmp_path):
    """A name of 300 letters without a space is wrapped, on a phone too."""
    table, scheme, file = tmp_path / "t.csv", tmp_path / "s.toml", tmp_path / "r.html"
    table.write_text(f"code,name,x,y\n1,{'A' * 300},1,2\n2,B,3,1\n", encoding="utf-8")
    name = json.dumps("N" * 300)
    scheme.write_text(
        f"schema = 1\n[index]\nname = {name}\n[columns]\nname = 'name'\n"
        f"[indicator.x]\nname = {name}\n[indicator.y]\n",
        encoding="utf-8",
    )
    done = innoindex("report", table, "-s", scheme, "-o", file, "--unit", "1")
    assert done.code == 0, done.err
    with visit(browser, viewport={"width": 390, "height": 900}) as here:
        here.open(file)
        assert here.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_names(browser, innoindex, tmp_path):
    """Names that are markup or script stay text, in tables, pictures, sliders and links."""
    table = tmp_path / "n.csv"
    lines = [
        f'{u},"{name.replace(chr(34), chr(34) * 2)}","{NASTY[0]}",{p},{u + p - 2020},{9 - u}'
        for u, name in enumerate(NASTY)
        for p in (2021, 2022)
    ]
    table.write_text("code,name,city,year,x,y\n" + "\n".join(lines), encoding="utf-8")
    scheme = tmp_path / "s.toml"
    bad = json.dumps(NASTY[1])
    scheme.write_text(
        f"""schema = 1
[index]
name = {json.dumps(NASTY[3])}
tiers = [{{ name = {bad} }}]
[columns]
name = "name"
group = "city"
period = "year"
[dimension.d]
name = {json.dumps(NASTY[3])}
[indicator.x]
dimension = "d"
name = {json.dumps(NASTY[0])}
unit = {bad}
[indicator.y]
dimension = "d"
name = "datum.x + '</svg>'"
[scenario.s]
name = {bad}
weight = {{ x = "70%" }}
""",
        encoding="utf-8",
    )
    file = tmp_path / "r.html"
    done = innoindex("report", table, "-s", scheme, "-o", file, "--unit", "0", "--lang", "en")
    assert done.code == 0, done.err
    with visit(browser) as here:
        page = here.open(file)
        page.click(".preset")
        slide(here, "x", 60)
        assert page.locator("img").count() == 0
        handlers = """() => [...document.querySelectorAll("*")]
          .flatMap(part => part.getAttributeNames()).filter(name => name.startsWith("on"))"""
        assert page.evaluate(handlers) == []
        assert page.locator("script:not([type])").count() == 1
        assert sorted(column(here, "name")) == sorted(NASTY)
        assert set(page.locator("#what-if tbody th").all_inner_texts()) == set(NASTY)
        assert NASTY[1] in page.locator(".preset").inner_text()
        assert page.locator("h1").inner_text() == NASTY[0]
