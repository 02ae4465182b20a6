"""Order by itself in a browser: a nod by click or key, undone; tidying up; a close-up that opens in place."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.importing import take_in
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.serving import Site, guide_bytes, served
from tests.small_guides import put, small_guide
from tests.test_browser_pages import serious

pytestmark = pytest.mark.browser

REFUNDS = ("Customer support", "Refunds")
BACK = "Customer support · Refunds"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("order") / "data", share=True) as site:
        for number, title in enumerate(("Refund an order", "Refund shipping", "Cancel a refund")):
            put(site.base, small_guide(f"r{number}", title, (f"Orders {number}", "Issue refund")), REFUNDS)
        look = {"kind": "work instruction"}
        put(site.base, small_guide("close-up", "Find the number", ("Look here", "Read it"), **look), REFUNDS)
        links = {2: [{"guide": "close-up", "text": "Where it is"}]}
        put(site.base, small_guide("with-link", "Check an order", ("Orders", "Number"), links=links), REFUNDS)
        for name in ("by-key", "by-click", "dismissed", "ticked"):
            steps = (f"Voucher {name}", f"Amount {name}", f"Refund {name}")
            put(site.base, small_guide(name, f"Refund an order with a voucher {name}", steps))
        yield site


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def place_of(page: Page, site: Site, guide: str) -> str:
    page.goto(f"{site.url}/guides/{guide}")
    crumbs = page.locator(".crumbs")
    return " · ".join(crumbs.get_by_role("link").all_inner_texts()) if crumbs.count() else ""


def test_a_key_puts_a_guide_where_it_belongs_and_undo_takes_it_back(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/by-key") as page:
        expect(page.locator("place-hint")).to_contain_text(f"Belongs to {BACK}?")
        page.keyboard.press("y")
        says(page, f"It belongs to {BACK} now.")
        assert place_of(page, site, "by-key") == BACK
        page.goto(f"{site.url}/guides/by-click")
        page.get_by_role("button", name="Put it there").click()
        says(page, f"It belongs to {BACK} now.")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Put it there")).to_be_focused()
        assert place_of(page, site, "by-click") == ""


def test_what_is_dismissed_is_asked_again_only_after_undo(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/dismissed") as page:
        page.get_by_role("button", name="Not there").click()
        says(page, "Not suggested again.")
        page.reload()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("place-hint")).to_have_count(0)


def test_somebody_without_a_name_is_asked_for_it_once(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/by-click", name="") as page:
        page.get_by_role("button", name="Put it there").click()
        page.get_by_role("textbox", name="Your name").fill("Ben Okoro")
        page.get_by_role("button", name="Go on").click()
        says(page, f"It belongs to {BACK} now.")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Put it there")).to_be_visible()


def test_after_a_take_the_nod_fills_in_the_place(chromium: Browser, site: Site) -> None:
    guide = {"id": "take", "title": "Refund an order by card", "process": "", "stage": ""}
    take_in(site.base, BytesIO(guide_bytes(pictured=False, **guide)), site.owner, as_draft=True)
    with browsing(chromium, site, "editor", "/guides/take/trim") as page:
        page.get_by_role("button", name="Put it there").click()
        expect(page.get_by_role("combobox", name="Process")).to_have_value("Customer support")
        page.get_by_role("button", name="Save and publish").click()
        expect(page.locator(".crumbs")).to_contain_text("Customer support")


def test_a_place_taken_before_publishing_is_published_with_the_rest(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/by-click/publish") as page:
        title = {
            "kind": "set_title",
            "before": "Refund an order with a voucher by-click",
            "title": "Give a voucher",
        }
        page.request.post(f"{site.url}/api/guides/by-click/edits", data={"edits": [title]})
        page.reload()
        page.get_by_role("button", name="Put it there").click()
        says(page, f"It belongs to {BACK} once it is published.")
        page.locator("form.bottom").get_by_role("button", name="Publish").click()
        expect(page.locator("h1")).to_have_text("Give a voucher")
        expect(page.locator(".crumbs")).to_contain_text("Refunds")


def test_a_close_up_opens_at_its_step_by_keyboard_and_without_scripts(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", "/guides/with-link") as page:
        page.locator(".close-up summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".close-up")).to_contain_text("Look here")
        expect(page.get_by_role("link", name="Open “Find the number”")).to_be_visible()
    plain = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    with plain:
        page = plain.new_page()
        page.goto(site.link("reader"))
        page.goto(f"{site.url}/guides/with-link")
        page.locator(".close-up summary").click()
        expect(page.locator(".close-up")).to_contain_text("Read it")
        assert not scrolls_sideways(page)


def test_the_tidy_up_page_gives_many_guides_an_owner_at_once(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/tidy/owner") as page:
        page.get_by_role("button", name="Tick all on this page").click()
        page.get_by_role("combobox", name="Owner").fill("Ben Okoro")
        page.get_by_role("button", name="Give to this person").click()
        expect(page.locator("p.notice[role=status]")).to_contain_text("guides have an owner now.")
        expect(page.get_by_text("Nothing of this is left.")).to_be_visible()


PATHS = ("/tidy", "/tidy/doubles/r0/r1", "/here?app=refund-desk&title=Refund", "/guides/with-link")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_the_pages_fit_a_phone(
    chromium: Browser, site: Site, scheme: str
) -> None:
    with browsing(chromium, site, "editor", "/tidy", viewport=PHONE, color_scheme=scheme) as page:
        for path in PATHS:
            page.goto(site.url + path)
            expect(page.locator("h1")).to_be_visible()
            for summary in page.locator(".close-up > summary").all():
                summary.click()
            assert not scrolls_sideways(page), path
            assert not serious(Axe().run(page).response["violations"]), path
