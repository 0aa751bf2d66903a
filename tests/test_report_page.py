"""The report's page in a real browser: sliders, links, sorting, search, and what it never does."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from browser import Visit, visit
from conftest import EXAMPLE, Run, rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def report(innoindex: Run, folder: Path) -> Path:
    """The example's report in English."""
    file = folder / "report.html"
    if not file.exists():
        done = innoindex("report", EXAMPLE, "-o", file, "--lang", "en")
        assert done.code == 0, done.err
    return file


_TOLD: dict[tuple[str, ...], dict[str, float]] = {}


def whatif(innoindex: Run, *options: str) -> dict[str, float]:
    """The ranks of `whatif`, by code."""
    if options not in _TOLD:
        done = innoindex("whatif", EXAMPLE, *options, "-f", "csv", "-q")
        assert done.code == 0, done.err
        found = rows(done.out)
        rank = next(id for id in found[0] if id.startswith("rank_") and "change" not in id)
        _TOLD[options] = {row["unit"]: float(row[rank]) for row in found}
    return _TOLD[options]


def by_weights(innoindex: Run, **shares: float) -> dict[str, float]:
    return whatif(innoindex, *(f"--weight={id}={share}%" for id, share in shares.items()))


def slide(here: Visit, part: str, share: float) -> None:
    """Move a slider, as a hand on it does."""
    slider = here.page.locator(f'input[type=range][data-part="{part}"]')
    slider.evaluate(
        "(slider, x) => { slider.value = x; slider.dispatchEvent(new Event('input')); }", share
    )


def test_a_slider_is_whatif(browser, innoindex, report):
    """A dimension's slider at 40 % gives the ranks of `whatif --weight output=40%`, to the last."""
    with visit(browser) as here:
        here.open(report)
        slide(here, "output", 40)
        assert here.ranks() == by_weights(innoindex, output=40)


def test_many_sliders_are_whatif(browser, innoindex, report):
    """Any sliders set together give the ranks of `whatif` with the same shares."""
    chance = random.Random(6)
    dimensions = ["input", "innovation", "output", "upgrading", "environment"]
    indicators = ["rd_intensity", "pct_per_million", "energy_intensity", "gdp_per_capita"]
    with visit(browser) as here:
        here.open(report)
        for _ in range(4):
            shares = {id: chance.randrange(0, 40) for id in chance.sample(dimensions, 2)}
            shares |= {id: chance.randrange(0, 90) for id in chance.sample(indicators, 2)}
            here.page.evaluate("document.getElementById('reset').click()")
            for id, share in shares.items():
                here.set_share(id, share)
            assert here.ranks() == by_weights(innoindex, **shares)


def test_a_scenario_is_whatif(browser, innoindex, report):
    """The button of a scenario of the scheme gives the ranks of `whatif --scenario`."""
    with visit(browser) as here:
        here.open(report).click("text=Output first")
        assert here.ranks() == whatif(innoindex, "--scenario", "output-first")
        moved = sum(
            1
            for now, new in zip(
                sorted(whatif(innoindex, "--scenario", "output-first").items()),
                sorted(by_weights(innoindex, output=20).items()),
                strict=True,
            )
            if now != new
        )
        assert here.page.inner_text("#outcome") == (
            f"S&T output 40.0% · Xiaoshan: rank 22 → 23 (▼1) · units that moved: {moved}"
        )


def test_a_link_reproduces_the_state(browser, innoindex, report):
    """The address holds the weights: opened elsewhere it shows the same ranks."""
    with visit(browser) as here:
        here.open(report)
        slide(here, "output", 37.5)
        here.set_share("rd_intensity", 50)
        link, ranks = here.page.input_value("#link"), here.ranks()
        assert here.page.evaluate("location.href") == link
    fragment = link[link.index("#") :]
    with visit(browser) as there:
        there.open(report, fragment)
        assert there.ranks() == ranks == by_weights(innoindex, output=37.5, rd_intensity=50)
        assert there.page.input_value('input[type=number][data-part="output"]') == "37.5"


def test_the_command_is_the_same(browser, innoindex, report):
    """The command line that the page shows gives the page's ranks."""
    import shlex

    with visit(browser) as here:
        here.open(report)
        slide(here, "output", 40)
        here.set_share("upgrading", 12.5)
        words = shlex.split(here.page.input_value("#command"))
        assert words[:2] == ["innoindex", "whatif"]
        assert words[2] == str(EXAMPLE)
        assert whatif(innoindex, *words[3:]) == here.ranks()


def test_a_broken_link_is_the_scheme(browser, innoindex, report):
    """A link that cannot be read changes no weight, neither when the page opens nor later."""
    with visit(browser) as here:
        for fragment in ("#w:%ZZ=3", "#ranking"):
            here.open(report, fragment)
            assert here.ranks() == by_weights(innoindex, output=20)
            here.page.goto("about:blank")
        here.open(report)
        for fragment in ("#w:", "#w:nothing=3", "#w:output=", "#w:output=-1", "#w:output=1e9"):
            here.page.evaluate("fragment => { location.hash = fragment; }", fragment)
            assert here.ranks() == by_weights(innoindex, output=20)
            assert here.page.input_value("#command") == ""


def test_shares_stay_whole(browser, report):
    """Siblings are always 100 % together: what was set first gives way."""
    parts = ["input", "innovation", "output", "upgrading", "environment"]
    with visit(browser) as here:
        here.open(report)
        for part, share in zip([*parts, "input"], [50, 40, 30, 60, 100, 10], strict=True):
            slide(here, part, share)
            shares = [
                float(here.page.input_value(f'input[type=number][data-part="{id}"]'))
                for id in parts
            ]
            assert sum(shares) == pytest.approx(100, abs=0.3)
            assert dict(zip(parts, shares, strict=True))[part] == share
        assert here.page.input_value('input[type=number][data-part="environment"]') == "90.0"


def test_reset(browser, innoindex, report):
    """Reset is the scheme again, in ranks, sliders and address."""
    with visit(browser) as here:
        here.open(report)
        slide(here, "output", 80)
        here.page.click("#reset")
        assert here.ranks() == by_weights(innoindex, output=20)
        assert "#" not in here.page.evaluate("location.href")
        assert here.page.inner_text("#outcome") == "Xiaoshan: rank 22, with the scheme's weights"


def column(here: Visit, id: str) -> list[str]:
    """The cells of a column of the ranking, in the order shown."""
    return here.page.evaluate(
        """id => {
          const table = document.querySelector("#ranking table");
          const at = [...table.tHead.rows[0].cells].findIndex(head => head.dataset.id === id);
          return [...table.tBodies[0].rows].filter(row => !row.hidden)
            .map(row => row.cells[at].dataset.value ?? row.cells[at].textContent.trim());
        }""",
        id,
    )


def test_sorting_by_numbers(browser, report):
    """A heading sorts by its numbers, ranks from the first and points from the most; then back."""
    with visit(browser) as here:
        here.open(report)
        for id, first in (("rank", 1), ("score", -1), ("rank_change", -1)):
            head = here.page.locator(f'#ranking th[data-id="{id}"]')
            for sign in (first, -first):
                head.locator("button").click()
                order = "ascending" if sign > 0 else "descending"
                assert head.get_attribute("aria-sort") == order
                values = column(here, id)
                numbers = [float(value) for value in values if value]
                assert len(numbers) >= 85
                assert numbers == sorted(numbers, reverse=sign < 0)
                assert "" not in values[: len(numbers)]  # what is missing comes last


def test_sorting_by_names(browser, report):
    """Names sort as words; another column's order is then no longer told."""
    with visit(browser) as here:
        here.open(report)
        here.page.click('#ranking th[data-id="score"] button')
        here.page.click('#ranking th[data-id="name"] button')
        names = column(here, "name")
        assert names == sorted(names, key=str.casefold)
        assert here.page.locator("#ranking th[aria-sort]").count() == 1


def test_search(browser, report):
    """The search finds names, groups and codes, in any case, all words of it."""
    with visit(browser) as here:
        page = here.open(report)
        for text, count in (
            ("Hangzhou", 13),
            ("hangzhou xiao", 1),
            ("330109", 1),
            ("zzz", 0),
            ("", 90),
        ):
            page.fill("#search", text)
            assert len(column(here, "name")) == count
            assert page.inner_text("#found") == (f"found: {count}" if text else "")


def test_the_keyboard(browser, report):
    """Sorting, sliders and the unfolding of indicators work by the keyboard alone."""
    with visit(browser) as here:
        here.open(report)
        here.page.focus('#ranking th[data-id="score"] button')
        here.page.keyboard.press("Enter")
        assert here.page.get_attribute('#ranking th[data-id="score"]', "aria-sort") == "descending"
        here.page.focus('input[type=range][data-part="output"]')
        here.page.keyboard.press("ArrowRight")
        assert here.page.input_value('input[type=number][data-part="output"]') == "20.5"
        here.page.focus("#sliders summary")
        here.page.keyboard.press("Enter")
        assert here.page.locator('input[type=range][data-part="rd_intensity"]').is_visible()


def test_labels(browser, report):
    """Everything that can be operated has a name for a screen reader, and every table has heads."""
    with visit(browser) as here:
        here.open(report)
        nameless = here.page.evaluate(
            """() => [...document.querySelectorAll("input, button, [role=region], table")].filter(
              part => !part.labels?.length && !part.getAttribute("aria-label")
                && !part.querySelector("caption") && !part.textContent.trim()
            ).map(part => part.outerHTML.slice(0, 80))"""
        )
        assert nameless == []
        assert here.page.locator("table:not(:has(thead th[scope=col]))").count() == 0
        assert here.page.locator("tbody tr:not(:has(th[scope=row]))").count() == 0
        assert here.page.locator("svg:not([role]):not([aria-label])").count() == 0


def test_a_mark_says_what_it_is(browser, report):
    """A path under the pointer stands out and is named with its ranks; away from it neither."""
    with visit(browser, viewport={"width": 1280, "height": 900}) as here:
        page = here.open(report)
        path = page.locator('#paths svg path[aria-label^="Lucheng"]')
        path.scroll_into_view_if_needed()
        x, y = path.evaluate(
            """path => {
              const at = path.getPointAtLength(1);
              const { x, y } = at.matrixTransform(path.getScreenCTM());
              return [x, y];
            }"""
        )
        page.mouse.move(x, y)
        assert page.inner_text("#tip").startswith("Lucheng: 56, ")
        assert "near" in path.get_attribute("class").split()
        page.mouse.move(x, 2)
        assert not page.locator("#tip").is_visible()
        assert page.locator(".near").count() == 0


def test_nothing_sticks_out(browser, report):
    """The page itself never scrolls sideways; wide tables do so in their own frames."""
    with visit(browser) as here:
        here.open(report)
        for width in (390, 1280, 1920):
            here.page.set_viewport_size({"width": width, "height": 900})
            assert here.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper(browser, report):
    """On paper no heading covers a row, nothing is cut off in a frame, and no control is left."""
    with visit(browser) as here:
        page = here.open(report)
        page.emulate_media(media="print")
        styles = page.evaluate(
            """() => [...document.querySelectorAll("thead th, .scroll")]
              .map(part => getComputedStyle(part))
              .map(style => [style.position, style.overflowX])"""
        )
        assert {tuple(style) for style in styles} == {("static", "visible")}
        assert not page.locator("#weights").is_visible()
        slide(here, "output", 40)
        assert page.locator("#what-if").is_visible()
        assert (
            page.locator("input:visible, button:visible").count()
            == page.locator("thead button:visible").count()
        )


def test_without_javascript(browser, report):
    """Without JavaScript all is there to be read: tables, pictures, weights; and it says so."""
    with visit(browser, java_script_enabled=False) as here:
        page = here.open(report)
        assert page.locator("#ranking tbody tr").count() == 90
        assert page.locator("figure svg").count() == 4
        assert page.locator("noscript").inner_text().startswith("The sliders need JavaScript")
        assert not page.locator("#search").is_visible()
        assert not page.locator("#link").is_visible()
