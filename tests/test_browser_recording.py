"""Recording from the page in a real browser: from the button to the trim sheet, by key and by hand."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from server.recording.child import ChildRecorder
from tests.browsing import PHONE, WIDE, scrolls_sideways
from tests.running import PROGRAMS
from tests.serving import Site, fill, served

COMMAND = [sys.executable, str(PROGRAMS / "scripted_recorder.py")]
SECONDS = 20_000
OFF = re.compile(r"\boff\b")

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    recorder = ChildRecorder(COMMAND, [sys.executable, "-c", ""], tmp_path / "takes")
    with served(tmp_path / "data", recorder=recorder) as site:
        yield site


@contextmanager
def opened(browser: Browser, site: Site, path: str = "/", **context: Any) -> Iterator[Page]:
    """Give a page of this machine's owner, who needs no link; it may complain of nothing."""
    made = browser.new_context(**{"viewport": WIDE} | context)
    page = made.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.goto(site.url + path)
    try:
        yield page
        assert not complaints
    finally:
        made.close()


def start(page: Page, title: str = "") -> None:
    page.get_by_role("link", name="Record a task").first.click()
    page.get_by_label("What is the task called?").fill(title)
    page.get_by_role("button", name="Start recording").click()


def reach_sheet(page: Page, title: str = "How to process a customer refund") -> None:
    start(page, title)
    expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_url("**/trim", timeout=SECONDS)


def take(page: Page, number: int) -> Locator:
    return page.locator(".take").nth(number - 1)


def captions(page: Page) -> list[str]:
    return [words.strip() for words in page.locator(".take:not(.off) h2 .shown").all_inner_texts()]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes']}"[:600] for each in found if each["impact"] in ("serious", "critical")
    ]


def test_from_the_first_start_to_a_published_guide(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        expect(page.locator(".empty")).to_contain_text("Stop with Ctrl Alt End.")
        start(page, "How to issue a refund")
        expect(page.get_by_role("heading", name="Recording")).to_be_visible(timeout=SECONDS)
        expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)
        for picture in page.locator(".take img").all():
            expect(picture).not_to_have_js_property("naturalWidth", 0)
        expect(page.locator(".bar .record")).to_have_text("Recording")
        page.get_by_role("button", name="Stop", exact=True).click()
        page.wait_for_url("**/trim", timeout=SECONDS)
        expect(page.get_by_role("heading", level=1)).to_have_text("That took 42 seconds. Keep these steps?")
        expect(take(page, 1)).to_be_focused()
        page.get_by_label("Process").fill("Support desk")
        page.get_by_role("button", name="Save and publish").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("How to issue a refund")
        expect(page.locator(".crumbs")).to_contain_text("Support desk")
        expect(page.locator(".step")).to_have_count(3)
        page.go_back()
        expect(page.locator(".step")).to_have_count(3)  # the sheet of a guide that readers have is its page


def test_a_take_is_named_and_edited_further(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page)
        page.locator("#title").fill("How to pay money back")
        page.get_by_role("button", name="Save and edit").click()
        page.wait_for_url("**/edit")
        expect(page.get_by_role("heading", level=1)).to_contain_text("How to pay money back")
        expect(page.get_by_role("link", name="Publish…")).to_be_visible()


def test_keys_drop_merge_reword_and_take_back(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("x")
        expect(take(page, 2)).to_have_class(OFF)
        expect(take(page, 3)).to_be_focused()
        page.keyboard.press("z")
        expect(page.locator(".take.off")).to_have_count(0)
        page.keyboard.press("ArrowLeft")
        expect(take(page, 2)).to_be_focused()
        page.keyboard.press("m")
        expect(page.locator(".take")).to_have_count(2)
        assert captions(page)[1] == "Fill in Note, then click Issue refund"
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.type("Write **x** and m, then issue it")
        page.keyboard.press("Enter")
        expect(take(page, 2).locator(".shown")).to_have_text("Write x and m, then issue it")
        expect(page.locator(".take")).to_have_count(2)
        page.reload()
        assert captions(page) == ["Open the Orders tab", "Write x and m, then issue it"]
        page.keyboard.press("Control+z")
        expect(take(page, 2).locator(".shown")).to_have_text("Fill in Note, then click Issue refund")
        page.keyboard.press("Control+z")
        expect(page.locator(".take")).to_have_count(3)


def test_a_dropped_step_stays_in_its_place_and_is_put_back(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page)
        for number in (1, 2):
            take(page, number).hover()
            take(page, number).get_by_role("button", name="Drop").click()
            expect(take(page, number)).to_have_class(OFF)
        page.reload()
        expect(page.locator(".take.off")).to_have_count(2)
        expect(take(page, 2)).to_contain_text("Fill in Note")
        take(page, 1).focus()
        page.keyboard.press("x")
        expect(take(page, 1)).not_to_have_class(OFF)
        assert captions(page) == ["Open the Orders tab", "Click Issue refund"]


def test_a_typed_value_is_made_fixed_and_the_words_follow(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page)
        take(page, 2).get_by_role("button", name="always this").click()
        expect(take(page, 2).locator(".shown")).to_have_text("Type Marta Feldmann in Note")
        expect(take(page, 2).get_by_role("button", name="always this")).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(take(page, 2).get_by_role("button", name="always this")).to_be_focused()
        page.keyboard.press("Enter")
        expect(take(page, 2).locator(".shown")).to_have_text("Fill in Note")


def test_keys_do_nothing_outside_the_steps_and_in_fields(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page)
        page.get_by_role("textbox", name="Title").fill("")
        page.keyboard.type("xmz x")
        page.locator("h1").click()
        page.keyboard.press("x")
        page.reload()
        expect(page.locator(".take.off")).to_have_count(0)
        expect(page.locator(".take")).to_have_count(3)


def test_pause_notes_and_what_is_thrown_away_show_at_once(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        start(page)
        expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)
        assert page.request.post(f"{site.url}/record/do", form={"do": "picture"}).ok
        page.get_by_role("button", name="Reopen chromium with names").click()
        expect(page.get_by_role("alert")).to_have_text("Process 4711 was opened anew.")
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("heading", name="Paused")).to_be_visible()
        expect(page.get_by_role("button", name="Go on")).to_be_focused()
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Throw away the last step").click()
        expect(page.locator(".take")).to_have_count(2)
        page.get_by_label("A note for the readers").fill("Ask the customer first")
        page.keyboard.press("Enter")
        expect(take(page, 3)).to_contain_text("Ask the customer first")
        expect(page.get_by_label("A note for the readers")).to_have_value("")


def test_a_recording_goes_on_without_its_page_and_is_found_again(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        start(page)
        expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)
    with opened(chromium, site) as page:
        expect(page.locator(".bar .record")).to_have_text("Recording")
        page.locator(".bar .record").click()
        expect(page.locator(".take")).to_have_count(3)
        page.get_by_role("link", name="Throw all of it away").click()
        expect(page.locator("main")).to_contain_text("3 steps with their pictures will be gone for good.")
        page.get_by_role("button", name="Throw it away").click()
        expect(
            page.get_by_role("button", name="Start recording").or_(page.locator("live-take"))
        ).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("thrown away", timeout=SECONDS)


@pytest.mark.parametrize(
    ("title", "said"),
    [("no display", "There is no display to record"), ("crash", "The recorder ended unexpectedly.")],
)
def test_what_goes_wrong_is_said_where_the_next_is_started(
    chromium: Browser, site: Site, title: str, said: str
) -> None:
    with opened(chromium, site) as page:
        start(page, title)
        expect(page.get_by_role("alert")).to_contain_text(said, timeout=SECONDS)
        expect(page.get_by_label("What is the task called?")).to_have_value(title)
        if title == "crash":
            page.get_by_role("button", name="Bring it back").click()
            expect(page.get_by_role("alert")).to_contain_text("There is nothing to bring back")


def test_all_of_it_works_without_scripts(chromium: Browser, site: Site) -> None:
    with opened(chromium, site, java_script_enabled=False) as page:
        start(page, "How to issue a refund")
        expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)  # the page reloads itself
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_role("link", name="Go through its steps").click(timeout=SECONDS)
        take(page, 1).get_by_role("button", name="Drop").click()
        expect(take(page, 1)).to_have_class(OFF)
        take(page, 1).get_by_role("button", name="Put back").click()
        take(page, 2).get_by_role("button", name="an example").click()
        expect(take(page, 2)).to_contain_text("Type Marta Feldmann in Note")
        take(page, 2).get_by_role("button", name="Merge with next").click()
        expect(page.locator(".take")).to_have_count(2)
        page.get_by_role("button", name="Take back the last change").click()
        expect(page.locator(".take")).to_have_count(3)
        page.get_by_role("button", name="Save as draft").click()
        page.get_by_role("link", name="How to issue a refund").click()
        page.get_by_role("link", name="Throw away").click()
        expect(page.locator("main")).to_contain_text("3 steps with their pictures will be gone for good.")
        page.get_by_role("button", name="Throw it away").click()
        expect(page.get_by_role("heading", name="Do a task once")).to_be_visible()


def test_a_title_that_somebody_else_changed_is_not_overwritten(chromium: Browser, site: Site) -> None:
    with opened(chromium, site) as page:
        reach_sheet(page, "Mine")
        address = page.url.removesuffix("/trim").replace("/guides/", "/api/guides/")
        edit = {"kind": "set_title", "before": "Mine", "title": "Theirs"}
        assert page.request.post(f"{address}/edits", data={"edits": [edit]}).ok
        page.get_by_role("textbox", name="Title").fill("Mine, better")
        page.get_by_role("button", name="Save and publish").click()
        expect(page.get_by_role("alert")).to_contain_text("Somebody changed the same words meanwhile")
        expect(page.get_by_role("textbox", name="Title")).to_have_value("Mine, better")
        page.get_by_role("button", name="Save and publish").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mine, better")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(
    chromium: Browser, site: Site, scheme: str, viewport: ViewportSize
) -> None:
    with opened(chromium, site, "/record", color_scheme=scheme, viewport=viewport) as page:
        found = {"start": serious(page)}
        page.get_by_role("button", name="Start recording").click()
        expect(page.locator(".take")).to_have_count(3, timeout=SECONDS)
        found["taking"] = serious(page)
        wide = [scrolls_sideways(page)]
        page.goto(f"{site.url}/record/cancel")
        found["cancel"] = serious(page)
        page.goto(f"{site.url}/record")
        page.get_by_role("button", name="Stop", exact=True).click()
        page.wait_for_url("**/trim", timeout=SECONDS)
        take(page, 2).get_by_role("button", name="Drop").click()
        expect(page.locator(".take.off")).to_have_count(1)
        found["trim"] = serious(page)
        wide.append(scrolls_sideways(page))
        page.get_by_role("link", name="Throw away").click()
        found["throw away"] = serious(page)
        assert not {name: each for name, each in found.items() if each}
        assert not any(wide)


def test_a_phone_asks_a_colleague(chromium: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "shared", share=True) as site:
        fill(site, "refund", pictured=False)
        context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        page = context.new_page()
        page.goto(site.link("reader"))
        page.goto(f"{site.url}/record?process=Support&stage=Refunds")
        expect(page.get_by_role("heading", name="Ask a colleague to record it")).to_be_visible()
        expect(page.get_by_label("Message")).to_have_value(
            "Could you record how you do this task in Handrail, once: Refunds?\n\n"
            f"How: {site.url}/record?process=Support&stage=Refunds"
        )
        mail = page.get_by_role("link", name="Write an e-mail")
        page.get_by_label("Message").fill("Please & thanks")
        expect(mail).to_have_attribute(
            "href", "mailto:?subject=A%20recording%2C%20please&body=Please%20%26%20thanks"
        )
        assert not serious(page)
        context.close()


def test_a_computer_is_told_how_in_three_lines(chromium: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "shared") as site, opened(chromium, site, "/record") as page:
        expect(page.get_by_role("heading", name="Ask a colleague to record it")).to_be_hidden()
        expect(page.locator(".how .step")).to_have_count(3)
        page.locator("copy-words button").first.click()
        expect(page.locator(".toast")).to_have_text("Copied")
        assert not serious(page)
