"""A review from being asked for to the reader's line of trust, by keyboard, and every page of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.serving import Site, fill, served
from tests.test_browser_pages import serious

REVIEW = "/guides/refund/review"
PAGES = (
    "/",
    "/guides/refund",
    REVIEW,
    "/reviews",
    "/reviews?show=unkept",
    "/reviews/program",
    "/reviews/hand-over",
    "/waiting",
    "/reminders",
    "/processes/customer-support/review",
)

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


def kept_by(page: Page, site: Site, owner: str, reviewer: str) -> None:
    sent = {"owner": owner, "reviewer": reviewer}
    assert page.request.put(f"{site.url}/api{REVIEW}", data=sent).ok


def reword(page: Page, site: Site) -> None:
    edit = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Write a **Note**"}
    assert page.request.post(f"{site.url}/api/guides/refund/edits", data={"edits": [edit]}).ok


def test_a_change_is_asked_for_looked_at_and_trusted(chromium: Browser, site: Site) -> None:
    with (
        browsing(chromium, site, "editor", REVIEW) as amara,
        browsing(chromium, site, "editor", "/", name="Ben Okoro") as ben,
        browsing(chromium, site, "reader", "/guides/refund") as reader,
    ):
        expect(reader.locator(".trust")).to_contain_text("not verified yet")
        amara.get_by_label("Owner", exact=True).fill("Amara Diallo")
        amara.keyboard.press("Tab")
        amara.keyboard.type("Ben Okoro")
        amara.keyboard.press("Enter")
        expect(amara.get_by_label("Reviewer", exact=True)).to_have_value("Ben Okoro")
        reword(amara, site)
        amara.reload()
        amara.get_by_label("What is to be looked at").fill("Better words")
        amara.keyboard.press("Enter")
        expect(amara.locator("main")).to_contain_text("In review: Ben Okoro is to look at the change.")
        expect(amara.get_by_role("button", name="Approve and publish")).to_have_count(0)

        ben.reload()
        expect(ben.locator("waits-count b")).to_have_text("1")
        wanted = ben.locator("waits-for-you").get_by_role("link", name="How to process a customer refund")
        expect(wanted).to_contain_text("Amara Diallo asks you to review a change: Better words")
        wanted.press("Enter")
        expect(ben.locator("ins").first).to_have_text("Write a")
        ben.get_by_role("button", name="Approve and publish").press("Enter")
        expect(ben.locator(".trust")).to_contain_text("Verified by Ben Okoro")
        expect(ben.locator("waits-count")).to_be_hidden()

        reader.reload()
        expect(reader.locator(".trust")).to_contain_text("version 2")
        expect(reader.locator(".trust")).to_contain_text("Verified by Ben Okoro")
        reader.locator("summary", has_text="Owner, review, programs").press("Enter")
        expect(reader.locator(".keeping")).to_contain_text("Amara Diallo")
        expect(reader.locator(".keeping").get_by_role("link")).to_have_count(0)


def test_a_guide_is_archived_in_large_letters_and_brought_back(chromium: Browser, site: Site) -> None:
    with (
        browsing(chromium, site, "editor", REVIEW) as amara,
        browsing(chromium, site, "reader", "/guides/refund") as reader,
    ):
        amara.get_by_role("button", name="Archive this guide").press("Enter")
        expect(amara.locator("main")).to_contain_text("Archived: out of lists and search")
        reader.reload()
        large = reader.get_by_text("This guide is archived")
        expect(large).to_be_visible()
        assert large.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") > 20
        expect(reader.get_by_role("heading", name="Click Issue refund")).to_be_visible()
        amara.get_by_role("button", name="Bring it back").press("Enter")
        expect(amara.locator(".trust")).to_be_visible()
        reader.reload()
        expect(reader.locator("h1")).to_be_visible()
        expect(large).to_have_count(0)


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_every_page_of_reviews_can_be_used_by_everybody(
    chromium: Browser, site: Site, viewport: ViewportSize, scheme: str
) -> None:
    with browsing(chromium, site, "editor", viewport=viewport, color_scheme=scheme) as page:
        kept_by(page, site, "Amara Diallo", "Somebody Else")
        reword(page, site)
        assert page.request.post(f"{site.url}/api{REVIEW}/ask", data={"words": "Better"}).ok
        assert page.request.post(
            f"{site.url}/api/guides/refund/needs-update", data={"words": "A button moved"}
        ).ok
        for path in PAGES:
            page.goto(site.url + path)
            expect(page.locator("waits-count b")).to_have_text("2")
            assert not scrolls_sideways(page), path
            assert not serious(Axe().run(page).response["violations"]), path
