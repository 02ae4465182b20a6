"""Words on the trim sheet in a real browser: saved by themselves, kept when they cannot be, nobody's lost."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from server.importing import take_in
from tests.browsing import browsing
from tests.serving import Site, fill, guide_bytes, served

GUIDE = "/guides/refund"
SHEET = "/guides/refund/trim"
CAPTION = "Fill in **Note**"

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        take_in(site.base, BytesIO(guide_bytes(pictured=False)), site.owner, as_draft=True)
        yield site


@pytest.fixture
def guide(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", SHEET) as page:
        yield page


def caption(page: Page, step: str) -> Locator:
    return page.locator(f"#step-{step} h2")


def write(page: Page, step: str, words: str) -> None:
    caption(page, step).locator(".shown").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def change_meanwhile(page: Page, site: Site, before: str, caption: str) -> None:
    edit = {"kind": "set_caption", "step": "s3", "before": before, "caption": caption}
    answer = page.request.post(f"{site.url}/api{GUIDE}/edits", data={"edits": [edit]})
    assert answer.ok


def test_a_caption_is_changed_where_it_stands_and_kept(guide: Page) -> None:
    write(guide, "s3", "Fill in **the note**")
    expect(caption(guide, "s3").locator(".shown")).to_have_text("Fill in the note")
    expect(caption(guide, "s3").get_by_role("status")).to_have_text("Saved")
    guide.reload()
    expect(caption(guide, "s3").locator(".shown")).to_have_text("Fill in the note")
    expect(caption(guide, "s3").locator("b, strong")).to_have_text("the note")


def test_words_are_changed_with_the_keyboard_alone(guide: Page) -> None:
    pencil = guide.get_by_role("button", name="Change the words of step 3")
    pencil.focus()
    guide.keyboard.press("Enter")
    guide.keyboard.type(" today")
    guide.keyboard.press("Enter")
    expect(caption(guide, "s3").locator(".shown")).to_have_text("Fill in Note today")
    expect(pencil).to_be_focused()


def test_a_heading_is_named_by_its_words_and_not_by_its_tools(guide: Page) -> None:
    expect(guide.get_by_role("heading", name="Fill in Note", exact=True)).to_have_count(1)


def test_leaving_the_field_saves(guide: Page) -> None:
    caption(guide, "s4").locator(".shown").click()
    guide.keyboard.type(" now")
    guide.locator("h1").click()
    expect(caption(guide, "s4").locator(".shown")).to_have_text("Click Issue refund now")


def test_escape_leaves_the_words_as_they_were(guide: Page) -> None:
    caption(guide, "s4").locator(".shown").click()
    guide.keyboard.type(" never")
    guide.keyboard.press("Escape")
    expect(caption(guide, "s4").locator(".shown")).to_have_text("Click Issue refund")
    expect(guide.locator("textarea")).to_have_count(0)


def test_nothing_jumps_when_editing_begins(guide: Page) -> None:
    before = guide.locator("#step-s5").bounding_box()
    caption(guide, "s2").locator(".shown").click()
    expect(guide.locator("textarea")).to_be_focused()
    assert before
    expect(caption(guide, "s2").get_by_role("status")).to_contain_text("Two stars make **names** bold.")
    assert guide.locator("#step-s5").bounding_box() == pytest.approx(before, abs=1)


def test_no_words_are_not_saved(guide: Page) -> None:
    caption(guide, "s4").locator(".shown").click()
    guide.keyboard.press("Control+a")
    guide.keyboard.press("Delete")
    guide.keyboard.press("Enter")
    expect(caption(guide, "s4").get_by_role("status")).to_have_text("Some words are needed here.")


def test_too_many_words_stay_in_the_field_and_are_counted(guide: Page) -> None:
    caption(guide, "s4").locator(".shown").click()
    guide.keyboard.press("Control+a")
    guide.keyboard.insert_text("x" * 20_001)
    guide.keyboard.press("Enter")
    expect(caption(guide, "s4").get_by_role("status")).to_have_text(
        "Not saved: at most 20000 characters fit here, and these are 20001."
    )
    expect(guide.locator("textarea")).to_have_value("x" * 20_001)


@pytest.mark.parametrize(("keep", "kept"), [("Keep yours", "Mine"), ("Keep theirs", "Theirs")])
def test_two_versions_are_shown_and_one_is_chosen(guide: Page, site: Site, keep: str, kept: str) -> None:
    caption(guide, "s3").locator(".shown").click()
    change_meanwhile(guide, site, CAPTION, "Theirs")
    guide.keyboard.press("Control+a")
    guide.keyboard.type("Mine")
    guide.keyboard.press("Enter")
    both = guide.get_by_role("group", name="Two versions")
    expect(both).to_contain_text("Theirs")
    expect(both).to_contain_text("Mine")
    guide.get_by_role("button", name=keep).click()
    expect(caption(guide, "s3").locator(".shown")).to_have_text(kept)
    guide.reload()
    expect(caption(guide, "s3").locator(".shown")).to_have_text(kept)


def test_words_that_cannot_be_saved_stay_and_are_saved_later(guide: Page) -> None:
    guide.context.set_offline(True)
    write(guide, "s4", "Kept words")
    expect(caption(guide, "s4").get_by_role("status")).to_contain_text("Not saved")
    expect(guide.locator("textarea")).to_have_value("Kept words")
    guide.context.set_offline(False)
    guide.locator("textarea").press("Enter")
    expect(caption(guide, "s4").locator(".shown")).to_have_text("Kept words")


def test_a_name_is_asked_for_once(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", SHEET, name="") as page:
        write(page, "s4", "First change")
        page.get_by_role("textbox", name="Your name").fill("Priya Nair")
        page.get_by_role("button", name="Go on").click()
        expect(caption(page, "s4").locator(".shown")).to_have_text("First change")
        write(page, "s3", "Second change")
        expect(caption(page, "s3").locator(".shown")).to_have_text("Second change")
        made = page.request.get(f"{site.url}/api{GUIDE}/edits").json()["edits"]
        assert [each["person"] for each in made] == ["Priya Nair"] * 2


def test_a_dropped_guide_comes_in_and_is_opened(guide: Page, site: Site) -> None:
    drop(guide, {"new.guide": guide_bytes(pictured=False, id="new", title="How to send a parcel")})
    guide.wait_for_url(f"{site.url}/guides/new")
    expect(guide.locator("h1")).to_contain_text("How to send a parcel")


def test_of_several_dropped_files_each_says_what_became_of_it(guide: Page) -> None:
    good = guide_bytes(pictured=False, id="new")
    drop(guide, {"new.guide": good, "broken.guide": b"no guide", "picture.png": b"x"})
    panel = guide.locator(".arrivals")
    expect(panel).to_contain_text("new.guide is in")
    expect(panel).to_contain_text("broken.guide: ")
    expect(panel).to_contain_text("picture.png is not a .guide file.")
    expect(panel.get_by_role("link", name="Open")).to_have_count(1)


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drop files on the page as a person does from a folder."""
    given = [[name, list(data)] for name, data in files.items()]
    transfer = page.evaluate_handle(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, data] of files) transfer.items.add(new File([new Uint8Array(data)], name));
            return transfer;
        }""",
        given,
    )
    page.dispatch_event("h1", "dragenter", {"dataTransfer": transfer})
    expect(page.locator(".dropzone")).to_be_visible()
    page.dispatch_event("h1", "drop", {"dataTransfer": transfer})
    expect(page.locator(".dropzone")).to_have_count(0)


def test_readers_cannot_drop_or_edit(chromium: Browser, site: Site) -> None:
    fill(site, "read", pictured=False)
    with browsing(chromium, site, "editor", "/guides/read") as page:
        expect(page.locator(".step .pencil")).to_have_count(5)
        expect(page.get_by_role("link", name="Edit step 3")).to_have_attribute(
            "href", "/guides/read/edit#step-s3"
        )
    with browsing(chromium, site, "reader", "/guides/read") as page:
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("editable-text, .pencil, guide-drop, a[href$='/edit']")).to_have_count(0)
