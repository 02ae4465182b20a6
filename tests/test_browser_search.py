"""Search in a real browser: suggested as one types, narrowed by filters, by keyboard alone, and shareable."""

import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.storage import missed
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.office_questions import fill
from tests.serving import Site, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("search") / "data", share=True) as site:
        fill(site.base)
        with site.base.database.reading() as connection:
            site.base.known.learn(connection)
        yield site


def complaints(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def test_a_guide_is_suggested_chosen_and_opened_by_keyboard_alone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/processes") as page:
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Find a guide")
        expect(box).to_be_focused()
        page.keyboard.type("give the cusotmer their money back")
        options = page.get_by_role("option")
        expect(options.first).to_contain_text("How to process a customer refund")
        expect(options.last).to_contain_text("All that is found for")
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        assert complaints(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_have_value("give the cusotmer their money back")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/guides/refund*")


def test_results_are_narrowed_shared_and_gone_back_from(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/search?q=approve") as page:
        before = page.locator(".hit").count()
        filters = page.get_by_role("group", name="Filters")
        filters.get_by_text("Process").click()
        filters.get_by_role("link", name="Travel").click()
        page.wait_for_url("**process=travel*")
        expect(page.get_by_role("link", name="Take away the filter")).to_contain_text("Travel")
        assert page.locator(".hit").count() < before
        expect(page.locator(".hit").first).to_contain_text("How to approve an expense claim")
        assert complaints(page) == []
        page.get_by_role("searchbox").fill("hotel")
        expect(page.locator(".hit").first).to_contain_text("How to reserve a hotel room")
        assert "process=travel" in page.url
        page.reload()
        expect(page.locator(".hit").first).to_contain_text("How to reserve a hotel room")
        page.go_back()
        expect(page.locator(".hit").first).to_contain_text("How to approve an expense claim")
        page.get_by_role("link", name="Take away the filter").click()
        expect(page.locator(".hit")).to_have_count(before)


def test_a_misspelt_word_is_mended_and_said(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/search?q=depreciaton") as page:
        expect(page.locator(".instead")).to_contain_text("Showing results for depreciation")
        expect(page.locator(".hit").first).to_contain_text("How to book depreciation of fixed assets")
        page.get_by_role("link", name="Search for what I typed").click()
        expect(page.get_by_role("status")).to_have_text("Nothing found for “depreciaton”.")


def test_what_nobody_finds_is_noted_once_whoever_typed_has_stopped(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/search") as page:
        page.get_by_role("searchbox").press_sequentially("qwxzy vbnkl", delay=30)
        expect(page.get_by_role("status")).to_have_text("Nothing found for “qwxzy vbnkl”.")
        with page.expect_response(lambda answer: "handrail-typing" not in answer.request.headers):
            page.keyboard.press("Enter")
        until = time.monotonic() + 20
        while "qwxzy vbnkl" not in missed_here(site) and time.monotonic() < until:
            time.sleep(0.05)
    assert "qwxzy vbnkl" in missed_here(site)


def missed_here(site: Site) -> list[str]:
    with site.base.database.reading() as connection:
        return [each.words for each in missed.listed(connection, 10)]


def test_a_phone_shows_results_and_filters_without_scrolling_sideways(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/search?q=order", viewport=PHONE) as page:
        expect(page.locator(".hit").first).to_be_visible()
        page.locator("details.filter summary").first.click()
        assert not scrolls_sideways(page)
