"""A real browser for the tests of the page; where there is none they are skipped, and say why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = (
    "--no-sandbox",  # in a container root has none
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: the system's own, since nothing is downloaded here."""
    from playwright.sync_api import Error, sync_playwright

    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=[*_QUIET])
        except Error as error:
            pytest.skip(f"{path} does not start: {error}")
        yield browser
        browser.close()


class Visit:
    """A page that was opened, with all that it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda box: (self.complaints.append(box.message), box.dismiss()))

    def open(self, file: Path, fragment: str = "") -> Page:
        self.page.goto(file.as_uri() + fragment)
        return self.page

    def ranks(self) -> dict[str, float]:
        """The ranks that the sliders give, by code."""
        return dict(
            self.page.eval_on_selector_all(
                "#what-if tbody tr",
                "rows => rows.map(row => [row.dataset.row, Number(row.cells[0].textContent)])",
            )
        )

    def set_share(self, part: str, share: float) -> None:
        """Type a share into the box beside a slider."""
        box = self.page.locator(f'input[type=number][data-part="{part}"]')
        box.evaluate(
            "(box, share) => { box.value = share; box.dispatchEvent(new Event('input')); }", share
        )


@contextmanager
def visit(browser: Browser, **context: object) -> Iterator[Visit]:
    """A new tab of a new user; it must ask for nothing and complain of nothing."""
    room = browser.new_context(**context)
    found = Visit(room.new_page())
    yield found
    room.close()
    assert [url for url in found.requests if not url.startswith(("file:", "about:"))] == []
    assert found.complaints == []
