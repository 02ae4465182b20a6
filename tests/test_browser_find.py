"""Find and replace in a real browser: places are shown before they are replaced, in a guide or a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import browsing
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        fill(site, "other", pictured=False, title="How to refuse a refund")
        yield site


def captions(page: Page, site: Site, guide: str) -> dict[str, str]:
    document = page.request.get(f"{site.url}/api/guides/{guide}").json()
    return {each["id"]: each["caption"] for each in document["steps"]} | {"title": document["title"]}


def test_places_are_ticked_off_and_the_rest_is_replaced_in_the_editor(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/edit") as page:
        page.locator("#caption-s4").click()
        page.keyboard.press("Control+h")
        dialog = page.get_by_role("dialog", name="Find and replace")
        page.keyboard.type("issue refund")
        page.keyboard.press("Enter")
        page.keyboard.type("Pay **back** 😀")
        place = dialog.get_by_role("group", name="Caption of step 4").get_by_role("checkbox")
        expect(place).to_have_accessible_name("Click Issue refund Pay **back** 😀")
        dialog.get_by_label("Find", exact=True).fill("refund")
        expect(dialog.get_by_role("status")).to_have_text("5 places")
        dialog.get_by_role("group", name="Title").get_by_role("checkbox").uncheck()
        dialog.get_by_role("button", name="Replace 4").press("Enter")
        expect(dialog.locator(".find-result")).to_have_text(
            "Replaced 4 in How to process a customer refund Undo"
        )
        kept = captions(page, site, "refund")
        assert kept["s4"] == r"Click **Issue Pay \*\*back\*\* 😀**"
        assert kept["title"] == "How to process a customer refund"
        expect(page.locator("#caption-s4")).to_have_text("Click Issue Pay **back** 😀")
        dialog.get_by_role("button", name="Undo").click()
        expect(page.locator("#caption-s4")).to_have_text("Click Issue refund")


def test_all_guides_of_a_process_are_told_and_undone_one_by_one(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/processes") as page:
        page.get_by_role("link", name="Customer support").first.click()
        page.get_by_role("button", name="Find and replace in all its guides").click()
        dialog = page.get_by_role("dialog", name="Find and replace")
        dialog.get_by_label("Find", exact=True).fill("Issue refund")
        dialog.get_by_label("Replace with").fill("Pay back")
        expect(dialog.get_by_role("status")).to_have_text("2 places in 2 guides")
        dialog.get_by_role("button", name="Replace 2").click()
        expect(dialog.locator(".find-result")).to_have_count(2)
        assert (
            captions(page, site, "refund")["s4"]
            == captions(page, site, "other")["s4"]
            == "Click **Pay back**"
        )
        dialog.locator(".find-result").filter(has_text="refuse").get_by_role("button", name="Undo").click()
        expect(dialog.get_by_role("button", name="Undone")).to_be_disabled()
        assert captions(page, site, "other")["s4"] == "Click **Issue refund**"
        assert captions(page, site, "refund")["s4"] == "Click **Pay back**"
