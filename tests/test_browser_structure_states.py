"""What the step tools open, in every state: nothing serious for axe, within the window, for fingers too."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.example_guide import step
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

MANY = [step(f"a{number}", f"Click **Button {number}**") for number in range(10)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        fill(site, "many", pictured=False, steps=MANY, title="How to click many buttons")
        yield site


def more_of(page: Page) -> None:
    page.get_by_role("button", name="More for step 3").click()


def only_if(page: Page) -> None:
    more_of(page)
    page.get_by_role("menuitem", name="Only if …").click()


def move_to(page: Page) -> None:
    more_of(page)
    page.get_by_role("menuitem", name="Move to …").click()


def link(page: Page) -> None:
    more_of(page)
    page.get_by_role("menuitem", name="Link to another guide …").click()
    page.get_by_label("Search by title").fill("buttons")
    expect(page.get_by_role("button", name="How to click many buttons")).to_be_visible()


def selected(page: Page) -> None:
    page.locator("#step-s2").press("Space")
    page.locator("#step-s2").press("Shift+ArrowDown")


def insert(page: Page) -> None:
    page.get_by_role("button", name="Insert after step 2").click()


def fact(page: Page) -> None:
    page.locator("[data-fact=minutes] [data-shown]").click()
    page.get_by_label("Minutes needed").fill("soon")
    page.keyboard.press("Enter")


STATES: list[Callable[[Page], None]] = [only_if, more_of, move_to, link, selected, insert, fact]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes']}"[:700] for each in found if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", {"width": 1440, "height": 1200}), ("dark", PHONE)]
)
def test_axe_finds_nothing_serious_in_any_state(
    chromium: Browser, site: Site, scheme: Any, viewport: Any
) -> None:
    path = "/guides/refund/edit"
    with browsing(chromium, site, "editor", path, color_scheme=scheme, viewport=viewport) as page:
        for state in STATES:
            page.reload()
            state(page)
            assert not serious(page), state.__name__
            assert not scrolls_sideways(page), state.__name__


def test_everything_can_be_touched(chromium: Browser, site: Site) -> None:
    with browsing(
        chromium, site, "editor", "/guides/refund/edit", viewport=PHONE, has_touch=True, is_mobile=True
    ) as page:
        for each in page.locator("#step-s2").locator(".tool, .insert, .step-grip").all():
            box = each.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44
        more_of(page)
        expect(page.get_by_role("menuitem", name="Move down")).to_be_in_viewport(ratio=1)


def test_a_finger_lifts_a_step_after_a_short_hold(chromium: Browser, site: Site) -> None:
    with browsing(
        chromium, site, "editor", "/guides/many/edit", viewport=PHONE, has_touch=True, is_mobile=True
    ) as page:
        page.locator("#step-a3").scroll_into_view_if_needed()
        grip = page.locator("#step-a3 .step-grip").bounding_box()
        goal = page.locator("#step-a2").bounding_box()
        assert grip
        assert goal
        finger = page.context.new_cdp_session(page)
        touch(finger, "touchStart", grip["x"] + 20, grip["y"] + 20)
        expect(page.locator(".landing")).to_be_visible()
        touch(finger, "touchMove", grip["x"] + 20, goal["y"] + 4)
        page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(page.locator("#step-a3 + li")).to_have_id("step-a2")


def touch(finger: CDPSession, kind: str, x: float, y: float) -> None:
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def test_the_list_of_steps_leads_to_each(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/many/edit") as page:
        contents = page.get_by_role("navigation", name="Steps")
        contents.get_by_role("link", name="9 Click Button 8").click()
        expect(page.locator("#step-a8")).to_be_focused()
        page.locator("#step-a8").press("x")
        expect(contents.get_by_role("link")).to_have_count(9)
    with browsing(chromium, site, "editor", "/guides/refund/edit") as page:
        expect(page.locator("contents-list")).to_be_hidden()
