"""The sheet of a take in a real browser: saved by keyboard alone, and fit for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.importing import take_in
from server.laying import lay_beside
from server.storage.takes import Asked
from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.recorded_again import SHIPPING, moved, take_of
from tests.recorded_guide import ISSUE, NOTE, recorded_file
from tests.serving import Site, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        yield site


@pytest.fixture
def guide(site: Site) -> str:
    return take_in(site.base, recorded_file(), site.owner).guide


@pytest.fixture
def sheet(site: Site, guide: str) -> str:
    take = take_of(moved(NOTE, 10, 0), SHIPPING, ISSUE)
    return f"/guides/{guide}/takes/{lay_beside(site.base, guide, take, Asked(), site.owner)}"


def captions(page: Page, site: Site, guide: str) -> list[str]:
    steps = page.request.get(f"{site.url}/api/guides/{guide}/draft").json()["steps"]
    return [step["caption"] for step in steps if step["kind"] == "action"]


def test_a_take_is_chosen_from_and_saved_by_keyboard_alone(
    chromium: Browser, site: Site, guide: str, sheet: str
) -> None:
    with browsing(chromium, site, "editor", sheet) as page:
        rows = page.locator(".pair")
        expect(rows.nth(0).locator("input[value=take]")).to_be_focused()
        page.keyboard.press("k")
        expect(rows.nth(0).locator("input[value=keep]")).to_be_checked()
        page.keyboard.press("ArrowDown")
        expect(rows.nth(1).locator("input[value=take]")).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("t")
        expect(rows.nth(1).locator("input[value=take]")).to_be_checked()
        before = captions(page, site, guide)
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/edit")
        assert captions(page, site, guide) == [before[0], "Turn on **Refund shipping**", *before[1:]]
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(page.locator("li.step-action")).to_have_count(len(before))
        assert captions(page, site, guide) == before


@pytest.mark.parametrize(("scheme", "window"), [("light", WIDE), ("dark", PHONE)])
def test_the_pages_of_a_take_are_fit_for_everybody(
    chromium: Browser, site: Site, guide: str, sheet: str, *, scheme: str, window: dict[str, int]
) -> None:
    for path in (sheet, f"/guides/{guide}/record?first=1", f"/guides/{guide}/edit"):
        with browsing(chromium, site, "editor", path, viewport=window, color_scheme=scheme) as page:
            if path.endswith("/edit"):
                page.evaluate("customElements.whenDefined('picture-source')")
                page.locator("li.step").first.evaluate(
                    "(row) => row.dispatchEvent(new CustomEvent('insert-picture',"
                    " { bubbles: true, detail: { after: row.dataset.step } }))"
                )
                expect(page.locator("dialog.picture-source")).to_be_visible()
            found = Axe().run(page).response["violations"]
            serious = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
            assert not serious, f"{path}: {serious}"
            assert not scrolls_sideways(page)
