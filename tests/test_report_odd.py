"""The report's page of odd schemes in a real browser: hostile names, an only child, labels."""

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
    """The report of three units; x is the only child of d."""
    (tmp_path / "s.toml").write_text(SCHEME, "utf-8")
    (tmp_path / "t.csv").write_text("code,x,y,z\nA,1,5,2\nB,2,4,3\nC,3,3,9\n", "utf-8")
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
        page.click("#reset")
        for share in (150, -5):
            here.set_share("d", share)
            assert page.input_value("#command") == ""


def test_a_mark_under_the_pointer_says_what_it_is(browser, small):
    """Its words are shown beside the pointer while it is there."""
    with visit(browser) as here:
        page = here.open(small)
        mark = page.locator("#indicators svg [aria-roledescription=point]").first
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert page.inner_text("#tip") == mark.get_attribute("aria-label")
        page.mouse.move(box["x"], box["y"] + 40)
        page.mouse.move(1, 1)
        assert not page.locator("#tip").is_visible()


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
