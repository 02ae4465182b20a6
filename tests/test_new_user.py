"""A new user, following only what is on the screen: records a refund, mends it, hides a name, publishes it.

The hands are scripted and go at the speed of a person; once with the mouse, once with the keyboard alone.
"""

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from recorder.demo.desk import Desk, refund_desk
from recorder.demo.hands import hands_on
from recorder.demo.refund import ORDER, refund_order
from tests.own_machine import handrail, window
from tests.running import xdo

WAIT = 60_000
THREE_MINUTES = 180.0
LOOKING = 0.5
"""Seconds that a person looks for the next thing to do."""
REACHING = 0.3
KEY = 0.06
TIP = "The customer hears of it at once."
BESIDE = ("--window-position=700,0", "--window-size=1200,1040")

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(desktop: Mapping[str, str]) -> Iterator[Desk]:
    with refund_desk(desktop) as desk:
        desk.find(ORDER)
        yield desk


@pytest.fixture
def page(playwright: Playwright, desktop: Mapping[str, str], tmp_path: Path) -> Iterator[Page]:
    """Give the page that `handrail` opens, in a browser on the desktop."""
    with handrail(desktop, tmp_path) as address, window(playwright, desktop, address, BESIDE) as page:
        yield page


class Mouse:
    """A person with a mouse: looks, goes there, clicks; types what is to be typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        """Click what is seen."""
        expect(what).to_be_visible(timeout=WAIT)
        time.sleep(LOOKING)
        what.scroll_into_view_if_needed()
        box = what.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
        time.sleep(REACHING)
        what.click()

    def type(self, words: str) -> None:
        """Write."""
        self.page.keyboard.type(words, delay=1000 * KEY)

    def write(self, what: Locator, words: str) -> None:
        """Click into words and write others in their place."""
        self.press(what)
        self.page.keyboard.press("Control+a")
        self.type(words)

    def merge(self, number: int) -> None:
        """Make one step of a step and the next."""
        self.press(step(self.page, number).get_by_role("button", name=re.compile("^Merge")))

    def tip(self, number: int, words: str) -> None:
        """Write a tip at a step."""
        here = step(self.page, number)
        here.hover()
        self.press(here.get_by_role("button", name=re.compile("Tip$")))
        self.type(words)

    def reword(self, number: int, words: str) -> None:
        """Say a step otherwise."""
        self.write(step(self.page, number).locator("h2 rich-words"), words)

    def publish(self) -> None:
        """Ask for what changes for readers."""
        self.press(self.page.get_by_role("link", name="Publish…"))


class Keyboard(Mouse):
    """A person without a mouse: goes on with Tab until it is there; single keys act on the step in focus."""

    def press(self, what: Locator) -> None:
        """Go to what is seen with Tab, and press it."""
        self.go(what)
        time.sleep(LOOKING)
        self.page.keyboard.press("Enter")

    def go(self, what: Locator) -> None:
        """Go to what is seen, with Tab or backwards where that is nearer."""
        expect(what).to_be_visible(timeout=WAIT)
        for _ in range(80):
            if what.evaluate("each => each.contains(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
            time.sleep(0.12)
        raise AssertionError(f"Tab does not lead to {what}")

    def stand(self, number: int) -> None:
        """Go to a step: Tab to the steps, then the arrow keys."""
        steps = self.page.locator("ol.steps > li.step")
        for _ in range(80):
            if self.page.evaluate("Boolean(document.activeElement.matches('ol.steps > li.step'))"):
                break
            self.page.keyboard.press("Tab")
            time.sleep(0.12)
        self.page.keyboard.press("Home")
        for _ in range(number - 1):
            self.page.keyboard.press("ArrowDown")
            time.sleep(0.12)
        expect(steps.nth(number - 1)).to_be_focused()

    def write(self, what: Locator, words: str) -> None:
        """Go to a field and write something else into it."""
        self.go(what)
        self.page.keyboard.press("Control+a")
        self.type(words)

    def reword(self, number: int, words: str) -> None:
        """Say a step otherwise: Enter opens its words, Escape leaves them."""
        self.stand(number)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Control+a")
        self.type(words)
        self.page.keyboard.press("Escape")

    def merge(self, number: int) -> None:
        """Make one step of a step and the next, by its key."""
        self.stand(number)
        time.sleep(LOOKING)
        self.page.keyboard.press("m")

    def tip(self, number: int, words: str) -> None:
        """Write a tip at a step, by its key."""
        self.stand(number)
        time.sleep(LOOKING)
        self.page.keyboard.press("c")
        self.type(words)
        self.page.keyboard.press("Escape")

    def publish(self) -> None:
        """Ask for what changes for readers, by its keys."""
        time.sleep(LOOKING)
        self.page.keyboard.press("Control+Enter")


def step(page: Page, number: int) -> Locator:
    return page.locator("ol.steps > li.step").nth(number - 1)


def number_of(page: Page, words: str) -> int:
    """Return which step says these words."""
    captions = page.locator("ol.steps > li.step h2").all_text_contents()
    return next(number for number, each in enumerate(captions, 1) if words in each)


@pytest.mark.parametrize("hands", [Mouse, Keyboard])
def test_a_refund_is_recorded_mended_and_published_in_three_minutes(
    desktop: Mapping[str, str], desk: Desk, page: Page, hands: type[Mouse]
) -> None:
    began = time.monotonic()
    person = hands(page)
    person.press(page.get_by_role("link", name="Record a task").last)
    person.write(page.get_by_label("What is the task called?"), "How to process a refund")
    person.press(page.get_by_role("button", name="Start recording"))
    expect(page.get_by_role("heading", name="Recording 0:")).to_be_visible(timeout=WAIT)
    with hands_on(desktop["DISPLAY"]) as doing:
        refund_order(doing, desk)
        doing.press("Control_L", "Alt_L", "End")
    page.wait_for_url("**/trim", timeout=WAIT)
    xdo(desktop, "search", "--onlyvisible", "--class", "chromium", "windowactivate", "--sync")
    person.press(page.get_by_role("button", name="Save and edit"))
    page.wait_for_url("**/edit", timeout=WAIT)
    guide = page.url.split("/")[-2]

    person.reword(1, "Choose the order of the customer")
    person.reword(number_of(page, "Issue refund"), "Click **Issue refund** once")
    count = page.locator("ol.steps > li.step").count()
    person.merge(number_of(page, "Note"))
    expect(page.locator("ol.steps > li.step")).to_have_count(count - 1)
    redact(person)
    person.tip(number_of(page, "Notify"), TIP)
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    person.publish()
    dialog = page.get_by_role("dialog")
    person.press(dialog.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_text("is published")).to_be_visible(timeout=WAIT)
    took = time.monotonic() - began

    api = page.url.partition("/guides/")[0] + f"/api/guides/{guide}"
    read = page.request.get(api, params={"as": "reader"}).json()
    captions = [each["caption"] for each in read["steps"]]
    assert captions[0] == "Choose the order of the customer"
    assert "Click **Issue refund** once" in captions
    assert "Fill in **Note**, then fill in **PIN**" in captions
    assert [each["callout"]["text"] for each in read["steps"] if each["callout"]] == [TIP]
    everything = page.request.get(api + "/draft").text() + page.request.get(api + "/edits").text()
    assert "Ines Okafor" not in everything
    assert took < THREE_MINUTES


def redact(person: Mouse) -> None:
    """Burn the name that the margin tells of, everywhere it is offered."""
    page = person.page
    told = page.locator(".remark", has_text="Ines Okafor").first
    person.press(told.get_by_role("button", name=re.compile("^Redact")))
    dialog = page.get_by_role("dialog")
    person.press(dialog.get_by_role("button", name=re.compile("^Redact")))
    expect(dialog.get_by_role("heading", name="Redacted for good")).to_be_visible(timeout=WAIT)
    with page.expect_navigation():
        person.press(dialog.get_by_role("link", name="Back to the guide"))
