"""The states of the editor that no test of its parts walks: nothing serious for axe, nothing cut off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.example_guide import step
from tests.serving import Site, fill, served
from tests.test_browser_pages import serious

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund")
        fill(site, "parcel", title="How to send a parcel")
        fill(site, "rules", pictured=False, title="Refund rules", kind="guideline")
        fill(site, "one", pictured=False, title="How to begin", steps=[step("a0", "Click **Go**")])
        yield site


def selected_words(page: Page) -> None:
    page.locator("#step-s3 rich-words[data-field=caption]").click()
    page.keyboard.press("Control+a")
    expect(page.get_by_role("toolbar", name="How the words look")).to_be_visible()


def link(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Address")).to_be_focused()


def detail(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator("#step-s3").press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("- Ask first")
    expect(page.locator("#step-s3 rich-words[data-field=detail] li")).to_have_text("Ask first")


def call_out(page: Page) -> None:
    page.locator("#step-s3").press("c")
    page.keyboard.type("Ask a colleague")
    expect(page.locator("#step-s3 rich-words[data-field=callout]")).to_be_focused()


def title(page: Page) -> None:
    page.locator("h1").click()


def found(page: Page) -> None:
    page.locator("#step-s2").focus()
    page.keyboard.press("Control+h")
    page.get_by_label("Find", exact=True).fill("refund")
    page.get_by_label("Replace with").fill("repayment")
    expect(page.get_by_role("button", name="Replace 5")).to_be_enabled()


def replaced(page: Page) -> None:
    page.get_by_role("button", name="Replace 5").click()
    expect(page.locator(".find-result")).to_have_count(1)


def picture_source(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Insert after step 2").click()
    page.get_by_role("menuitem", name="Picture from a file").click()
    expect(page.locator("dialog.picture-source").get_by_role("listitem").first).to_be_visible()


def redaction(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Redact words or places for good").click()
    expect(page.get_by_role("heading", name="Redact for good")).to_be_visible()


def publishing(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Publish…").click()
    expect(page.get_by_role("dialog", name="Publish version 2")).to_be_visible()


WALK: tuple[Callable[[Page], None], ...] = (
    selected_words,
    link,
    detail,
    call_out,
    title,
    found,
    replaced,
    picture_source,
    redaction,
    publishing,
)


@pytest.mark.parametrize(("scheme", "window"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_serious_on_the_way(
    chromium: Browser, site: Site, scheme: str, window: Any
) -> None:
    path = "/guides/refund/edit"
    with browsing(chromium, site, "editor", path, color_scheme=scheme, viewport=window) as page:
        page.evaluate("customElements.whenDefined('rich-words')")
        for state in WALK:
            state(page)
            is_fit(page, state.__name__)
        page.goto(f"{site.url}/guides/rules/edit")
        is_fit(page, "a guideline")
        page.goto(f"{site.url}/guides/one/edit")
        page.locator("#step-a0").press("x")
        expect(page.locator(".no-steps")).to_be_visible()
        is_fit(page, "no steps")
        page.goto(f"{site.url}/guides/refund/record?after=s2")
        is_fit(page, "record more steps")


def is_fit(page: Page, state: str) -> None:
    assert not serious(Axe().run(page).response["violations"]), state
    assert not scrolls_sideways(page), state


CUT_OFF = """() => [...document.querySelectorAll(".margin, .margin > *, .remark, .tool-card")]
  .filter((part) => part.scrollWidth > part.clientWidth + 2)
  .map((part) => part.className)"""


def test_the_bar_and_the_margin_fit_the_steps_at_every_width(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/edit") as page:
        expect(page.locator(".remark").first).to_be_visible()
        for width in (1121, 1200, 1300, 1440, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            bar, steps = page.locator("edit-bar").bounding_box(), page.locator(".all-steps").bounding_box()
            assert bar
            assert steps
            assert (bar["x"], bar["width"]) == pytest.approx((steps["x"], steps["width"]), abs=1), width
            assert page.evaluate(CUT_OFF) == [], width


def test_a_detail_begins_where_its_caption_does_on_a_phone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/edit", viewport=PHONE) as page:
        caption = page.locator("#step-s2 rich-words[data-field=caption]")
        words = page.locator("#step-s2 rich-words[data-field=detail] p")
        expect(words).to_be_visible()
        lefts = [
            each.evaluate(
                "e => { const r = new Range(); r.selectNodeContents(e); return r.getBoundingClientRect().x }"
            )
            for each in (caption, words)
        ]
        assert lefts[1] == pytest.approx(lefts[0], abs=3)
