"""The whole way of an ask in real browsers: from a search that finds nothing to the guide that it missed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.storage import processes
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.running import wait_for
from tests.serving import Site, fill, guide_bytes, served
from tests.test_browser_pages import serious

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        with site.base.database.writing() as connection:
            processes.find_or_make(connection, "Customer support", "Credit notes")
        yield site


@pytest.fixture
def take(tmp_path: Path) -> Path:
    file = tmp_path / "credit.guide"
    file.write_bytes(guide_bytes(id="credit", title="How to issue a credit note", process="", stage=""))
    return file


def fits(page: Page) -> None:
    """See that the page is fit for everybody, wide and on a phone."""
    assert not serious(Axe().run(page).response["violations"])
    page.set_viewport_size(PHONE)
    assert not scrolls_sideways(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_what_a_search_misses_is_asked_for_sent_and_published(
    chromium: Browser, site: Site, take: Path, tmp_path: Path
) -> None:
    with browsing(chromium, site, "editor", "/search") as asker:
        misses(asker, "Zebra papers")
        asker.get_by_role("button", name="Ask someone to record it").click()
        expect(asker.get_by_role("heading", level=1)).to_have_text("Zebra papers")
        link = asker.locator(".command").inner_text()
        asker.get_by_label("The task").fill("Issue a credit note")
        asker.get_by_label("A note for").fill("Try order 4711")
        for label, words in (("Process", "Customer support"), ("Stage", "Credit notes")):
            asker.get_by_label(label).fill(words)
        asker.get_by_role("button", name="Save").click()
        expect(asker.get_by_role("heading", level=1)).to_have_text("Issue a credit note")
        fits(asker)
        takes_what_is_dropped(asker)

        colleague = chromium.new_context().new_page()
        colleague.goto(site.url)
        expect(colleague.get_by_role("heading", level=1)).to_have_text(
            "This knowledge base is not open to you yet"
        )
        colleague.goto(link)
        expect(colleague.get_by_role("heading", level=1)).to_have_text("Issue a credit note")
        expect(colleague.get_by_text("Try order 4711")).to_be_visible()
        expect(colleague.locator(".command").last).to_have_text(
            f"handrail record -o task.guide --push {link}"
        )
        fits(colleague)
        wrong = tmp_path / "notes.txt"
        wrong.write_text("no guide")
        colleague.get_by_label("Your name").fill("Ben")
        send(colleague, wrong)
        expect(colleague.locator("[data-sent]")).to_have_text(
            "notes.txt is not a .guide file. Record the task to make one."
        )
        wrong = tmp_path / "broken.guide"
        wrong.write_bytes(take.read_bytes()[:4_000])
        send(colleague, wrong)
        expect(colleague.locator("[data-sent] .bad")).to_contain_text("broken.guide: ")
        expect(colleague.get_by_label("Your name")).to_have_value("Ben")
        send(colleague, take)
        expect(colleague.locator("[data-sent]")).to_contain_text(
            "How to issue a credit note is there, with 4 steps. Thank you: Amara Diallo looks at it"
        )
        colleague.context.close()

        asker.goto(site.url)
        waits = asker.get_by_role("link", name="Issue a credit note Ben sent")
        expect(waits).to_contain_text("“How to issue a credit note”, 4 steps: look at it and publish it.")
        asker.goto(f"{site.url}/processes/customer-support")
        asker.get_by_role("link", name="Look at what came").click()
        asker.get_by_role("link", name="How to issue a credit note").click()
        expect(asker.get_by_label("Stage")).to_have_value("Credit notes")
        asker.get_by_role("button", name="Save and publish").click()
        expect(asker.get_by_role("heading", level=1)).to_have_text("How to issue a credit note")
        asker.goto(f"{site.url}/processes/customer-support")
        expect(
            asker.locator("section", has_text="Credit notes").get_by_role("link", name="How to issue")
        ).to_be_visible()
        expect(asker.get_by_text("Look at what came")).to_have_count(0)
        asker.goto(f"{site.url}/asks")
        expect(asker.get_by_role("link", name="Issue a credit note")).to_contain_text("Published")
        fits(asker)


def misses(page: Page, words: str) -> None:
    """Search for words in vain; see that they are listed, once, and what was typed on the way is not."""
    page.get_by_label("Find a guide").press_sequentially(words)
    with page.expect_response(lambda answer: "handrail-typing" not in answer.request.headers):
        page.keyboard.press("Enter")
    expect(page.get_by_text(f"Nothing found for “{words}”.")).to_be_visible()
    there = page.context.new_page()
    link = there.get_by_role("link", name="1 search found nothing")

    def is_listed() -> bool:
        there.goto(page.url.partition("/search")[0])
        return link.count() == 1

    wait_for(is_listed, "the search on the home page", 20)  # it is noted after its answer
    link.click()
    expect(there.locator(".misses > li")).to_have_count(1)
    expect(there.locator(".misses > li")).to_contain_text(words)
    fits(there)
    there.close()


def takes_what_is_dropped(page: Page) -> None:
    """See that a file dropped onto the page is for the ask, and no guide of its own."""
    data = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["no guide"], "notes.txt"));
            return data;
        }"""
    )
    for event in ("dragenter", "dragover", "drop"):
        page.locator("main").dispatch_event(event, {"dataTransfer": data})
    expect(page.locator("[data-sent]")).to_contain_text("notes.txt is not a .guide file.")
    expect(page.locator("guide-drop")).to_be_empty()


def send(page: Page, file: Path) -> None:
    page.get_by_label("The .guide file").set_input_files(file)
    page.get_by_role("button", name="Send it").click()
