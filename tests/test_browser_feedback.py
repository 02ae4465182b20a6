"""The whole way in real browsers: a reader reports, an editor mends, the reader's open page hears of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.serving import Site, fill, served
from tests.test_browser_pages import serious

GUIDE = "/guides/refund"

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund")
        yield site


def open_panel(page: Page, number: int) -> None:
    page.locator(f"#step-s{number} .say").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(f"Step {number}")


def send_report(page: Page) -> None:
    open_panel(page, 4)
    expect(page.get_by_role("button", name="The screen looks different")).to_be_focused()
    assert not serious(Axe().run(page).response["violations"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Thank you.")
    expect(page.locator("#step-s4 .say")).not_to_have_class("say has")


def suggest(page: Page) -> None:
    page.get_by_text("Suggest a wording").click()
    page.locator("#suggest-caption").fill("Click **Refund**")
    page.locator("#suggest-caption-name").fill("Jo")
    page.get_by_role("button", name="Send the suggestion").click()
    expect(page.locator(".said ins")).to_have_text("Refund")


def comment(page: Page) -> None:
    page.get_by_role("dialog").get_by_text("Comment", exact=True).click()
    page.get_by_label("Your comment, which everybody here can read").fill("Is it a **blue** button?")
    expect(page.get_by_label("Your name, if you like")).to_have_count(0)  # asked once
    page.get_by_role("button", name="Send", exact=True).locator("visible=true").click()
    expect(page.locator(".said-comment")).to_contain_text("Is it a **blue** button?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#step-s4 .say")).to_be_focused()
    expect(page.locator("#step-s4 .say")).to_contain_text("1")


def mend(editor: Page) -> None:
    expect(editor.locator("#step-s4 .say")).to_contain_text("3")
    open_panel(editor, 4)
    expect(editor.locator(".said-report")).to_contain_text("about version 1")
    editor.get_by_role("button", name="Take it over").click()
    expect(editor.locator(".said-suggestion")).to_have_count(0)
    editor.locator(".said-comment summary").get_by_text("Reply").click()
    editor.get_by_role("textbox", name="Your reply").fill("It is.")
    editor.locator(".said-comment").get_by_role("button", name="Send").click()
    expect(editor.locator(".said-comment .replies")).to_contain_text("It is.")
    editor.goto(editor.url.split("#")[0] + "/edit")
    expect(editor.locator(".from-readers")).to_contain_text("2")
    editor.get_by_role("link", name="Publish…").click()
    dialog = editor.get_by_role("dialog", name="Publish version 2")
    expect(dialog.get_by_role("checkbox", name="The screen looks different")).to_be_checked()
    expect(dialog.get_by_role("checkbox", name="Is it a")).not_to_be_checked()
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.locator(".toast")).to_contain_text("Version 2 is published")


def test_a_report_goes_all_the_way_and_back(chromium: Browser, site: Site) -> None:
    with (
        browsing(chromium, site, "reader", GUIDE) as reader,
        browsing(chromium, site, "editor", GUIDE) as editor,
    ):
        send_report(reader)
        suggest(reader)
        comment(reader)
        editor.reload()
        mend(editor)
        reader.get_by_role("link", name="One step at a time").click()
        reader.evaluate("document.dispatchEvent(new Event('said'))")  # as half a minute later
        live = reader.locator("dialog.one-step .news.live")
        expect(live).to_be_visible()
        reader.keyboard.press("Escape")
        live = reader.locator("body > .news.live")
        expect(live).to_contain_text("Version 2 is here: 1 step changed")
        expect(reader.locator("#step-s4 h2")).to_contain_text("Issue refund")  # nothing reloads by itself
        live.get_by_role("link", name="Show it").click()
        since = reader.locator(".news").filter(has_text="Since you last read it (version 1): step 4 changed")
        expect(since).to_be_visible()
        expect(reader.locator(".news").filter(has_text="is mended in version 2")).to_be_visible()
        expect(reader.locator("#step-s4 .changed-tag")).to_have_text("Changed")
        expect(reader.locator(".changed-tag")).to_have_count(1)
        assert not serious(Axe().run(reader).response["violations"])
        since.get_by_role("button", name="Dismiss").click()
        reader.reload()
        expect(reader.locator(".news").filter(has_text="is mended in version 2")).to_be_visible()
        expect(reader.locator(".news")).to_have_count(2)  # and that the wording was taken over
        reader.set_viewport_size(PHONE)
        open_panel(reader, 4)
        expect(reader.get_by_role("dialog")).to_contain_text("Mended in version 2")
        assert not scrolls_sideways(reader)
        assert not serious(Axe().run(reader).response["violations"])


def test_words_that_were_not_sent_stay_in_the_panel(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "reader", GUIDE) as page:
        open_panel(page, 2)
        page.get_by_role("dialog").get_by_text("Comment", exact=True).click()
        field = page.get_by_label("Your comment, which everybody here can read")
        field.fill("Half a thought")
        page.route("**/feedback", lambda route: route.abort())
        page.get_by_role("button", name="Send", exact=True).locator("visible=true").click()
        expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("Not sent")
        page.keyboard.press("Escape")
        open_panel(page, 2)
        expect(field).to_have_value("Half a thought")


def test_two_pictures_are_compared_with_a_slider(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", GUIDE) as page:
        draft = page.request.get(f"{site.url}/api{GUIDE}/draft").json()
        marks = {"kind": "set_marks", "step": "s1", "before": draft["steps"][0]["picture"]["marks"]}
        marks["marks"] = [{"kind": "box", "box": [336, 298, 328, 48]}]
        assert page.request.post(f"{site.url}/api{GUIDE}/edits", data={"edits": [marks]}).ok
        assert page.request.post(f"{site.url}/api{GUIDE}/publish", data={}).ok
        page.goto(f"{site.url}{GUIDE}/versions/compare?before=1&after=2")
        slider = page.get_by_role("slider", name="Before and now")
        slider.focus()
        page.keyboard.press("Home")
        expect(slider).to_have_value("0")
        expect(slider).to_have_attribute("aria-valuetext", "0 % before")
        page.keyboard.press("ArrowRight")
        expect(page.locator(".slide")).to_have_attribute("style", "--at: 1%;")
        expect(page.locator(".changed-ring")).to_have_count(1)
        assert not serious(Axe().run(page).response["violations"])
        page.get_by_role("button", name="Side by side").click()
        expect(page.locator(".pair img")).to_have_count(2)
        expect(page.locator(".pair img").first).to_be_visible()
        expect(slider).to_be_hidden()
