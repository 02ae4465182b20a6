"""From the editor to the readers in a real browser: what changes is shown, and just that is published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.serving import Site, fill, served
from tests.test_browser_pages import serious

GUIDE = "/guides/refund"

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


def edit(page: Page, site: Site, **edit: Any) -> None:
    answer = page.request.post(f"{site.url}/api{GUIDE}/edits", data={"edits": [edit]})
    assert answer.ok, answer.text()


def reword(page: Page, site: Site, step: str, before: str, caption: str) -> None:
    edit(page, site, kind="set_caption", step=step, before=before, caption=caption)


def test_what_was_shown_is_published_with_the_keyboard_alone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", f"{GUIDE}/edit") as page:
        reword(page, site, "s3", "Fill in **Note**", "Fill in the **Note**")
        page.keyboard.press("Control+Enter")
        dialog = page.get_by_role("dialog", name="Publish version 2")
        expect(dialog.locator("ins")).to_have_text("the ")
        note = dialog.get_by_role("textbox")
        expect(note).to_be_focused()
        expect(note).to_have_value("1 step reworded")
        assert not serious(Axe().run(page).response["violations"])
        page.keyboard.press("Control+a")
        page.keyboard.type("Names the note")
        reword(page, site, "s4", "Click **Issue refund**", "Press **Issue refund**")
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text(
            "Somebody changed the guide after you looked at it"
        )
        expect(dialog.locator("ins")).to_have_text(["the ", "Press"])
        expect(dialog.get_by_role("textbox")).to_have_value("Names the note")
        dialog.get_by_role("button", name="Publish").focus()
        page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        expect(page.get_by_role("link", name="Publish…")).to_be_focused()
        toast = page.locator(".toast")
        expect(toast).to_contain_text("Version 2 is published")
        toast.get_by_role("button", name="Look at it").click()
        page.wait_for_url(f"{site.url}{GUIDE}")
        expect(page.locator("#step-s3 h2")).to_have_text("Fill in the Note")
        expect(page.locator(".trust")).to_contain_text("version 2")
        page.goto(f"{site.url}{GUIDE}/edit")
        page.get_by_role("link", name="Publish…").click()
        nothing = page.get_by_role("dialog", name="Nothing to publish")
        expect(nothing).to_be_visible()
        page.keyboard.press("Escape")
        expect(nothing).to_be_hidden()


def test_a_deleted_step_is_put_back_below_the_others(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", f"{GUIDE}/edit") as page:
        panel = page.locator("deleted-steps")
        panel.locator("summary").click()
        expect(panel).to_contain_text("No step was deleted in the last 30 days")
        edit(page, site, kind="delete_step", step="s2", before="Choose **Returned goods** in **Reason**")
        expect(page.locator("#step-s2")).to_have_count(0)
        expect(panel).to_contain_text("Choose Returned goods in Reason")
        panel.get_by_role("button", name="Put back").click()
        expect(page.locator(".step").nth(1)).to_have_id("step-s2")
        expect(page.locator(".toast")).to_contain_text("Put back where it was")
        expect(panel.locator("li")).to_have_count(0)


def test_where_nothing_answers_nothing_is_published_and_it_is_said(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", f"{GUIDE}/edit") as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="Publish…").click()
        expect(page.locator(".toast")).to_contain_text("Nothing was published")
        page.context.set_offline(False)


def test_a_deleted_guide_is_brought_back_by_one_click(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", GUIDE) as page:
        page.get_by_role("button", name="Delete this guide").click()
        page.wait_for_url(f"{site.url}/")
        toast = page.locator(".toast")
        expect(toast).to_contain_text("“How to process a customer refund” is in the trash")
        toast.get_by_role("button", name="Undo").click()
        page.wait_for_url(f"{site.url}{GUIDE}")
        expect(page.locator("h1")).to_have_text("How to process a customer refund")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_fit_for_everybody(
    chromium: Browser, site: Site, size: dict[str, int], scheme: str
) -> None:
    fill(site, "gone", pictured=False, title="How to send a parcel")
    with browsing(chromium, site, "editor", "/", viewport=size, color_scheme=scheme) as page:
        assert page.request.delete(f"{site.url}/api/guides/gone").status == 204
        reword(page, site, "s3", "Fill in **Note**", "Fill in the **Note**")
        edit(page, site, kind="delete_step", step="s4", before="Click **Issue refund**")
        edit(page, site, kind="set_value_show", step="s3", name="Typed", before="never", show="example")
        for path in PAGES:
            page.goto(f"{site.url}{path}")
            assert not scrolls_sideways(page), path
            assert not serious(Axe().run(page).response["violations"]), path


PAGES = (
    GUIDE,
    f"{GUIDE}/publish",
    f"{GUIDE}/preview",
    f"{GUIDE}/versions",
    f"{GUIDE}/versions/1",
    f"{GUIDE}/versions/compare?before=1&after=0",
    f"{GUIDE}/history",
    "/guides/gone",
    "/trash",
    "/trash/gone/delete",
)
