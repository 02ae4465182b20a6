"""What editors take from the recording, in a real browser: by keyboard, without scripts, on every width."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from server.importing import take_in
from tests.browsing import PHONE, WIDE, browsing, load_pictures, scrolls_sideways
from tests.recorded_guide import recorded_file
from tests.serving import Site, served
from tests.test_browser_pages import serious

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site") / "data", share=True) as site:
        take_in(site.base, recorded_file(), site.owner)
        yield site


@pytest.fixture
def path(site: Site) -> str:
    arrival = take_in(site.base, recorded_file(), site.owner)
    return f"/guides/{arrival.guide}/words"


def captions(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".form textarea").all()[1:]]


def test_a_step_is_brought_back_with_the_keyboard_alone(chromium: Browser, site: Site, path: str) -> None:
    with browsing(chromium, site, "editor", path) as page:
        assert captions(page) == ["Fill in **Note**", "Click **Issue refund**"]
        page.locator(".left-out summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        button = page.get_by_role("button", name="Bring back").first
        expect(button).to_be_focused()
        expect(button).to_have_accessible_description("Click Note")
        page.keyboard.press("Enter")
        expect(page.locator(".left-out summary")).to_have_text("Left out while recording (1)")
        assert captions(page) == ["Click **Note**", "Fill in **Note**", "Click **Issue refund**"]
        assert "#step-" in page.url


def test_what_was_left_out_is_brought_back_in_the_editor(chromium: Browser, site: Site, path: str) -> None:
    with browsing(chromium, site, "editor", path.replace("/words", "/edit")) as page:
        expect(page.locator("ol.steps > li.step")).to_have_count(2)
        page.locator("left-out summary").click()
        page.locator("left-out").get_by_role("button", name="Bring back").first.click()
        expect(page.locator("ol.steps > li.step h2").first).to_contain_text("Click Note")
        expect(page.locator("left-out li")).to_have_count(1)


def test_another_moment_is_chosen_without_scripts(chromium: Browser, site: Site, path: str) -> None:
    with browsing(chromium, site, "editor", path):
        pass
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.link("editor"))
    page.request.put(f"{site.url}/api/name", data={"name": "Amara Diallo"})
    page.goto(site.url + path)
    step = page.locator(".pictures li").filter(has_text="Issue refund")
    before = step.locator(".shot img").get_attribute("src")
    step.locator(".moments summary").click()
    expect(step.locator(".moments [aria-current]")).to_contain_text("Before")
    step.get_by_role("button", name="After").click()
    step.locator(".moments summary").click()
    expect(step.locator(".moments [aria-current]")).to_contain_text("After")
    assert step.locator(".shot img").get_attribute("src") != before
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_is_unfolded_is_fit_for_everybody(
    chromium: Browser, site: Site, path: str, size: dict[str, int], scheme: str
) -> None:
    with browsing(chromium, site, "editor", path, viewport=size, color_scheme=scheme) as page:
        for summary in page.locator(".moments summary, .left-out summary").all():
            summary.click()
        load_pictures(page)
        for picture in page.locator(".moments img, .left-out img").all():
            assert picture.evaluate("img => img.naturalWidth") > 0
        assert not scrolls_sideways(page)
        assert not serious(Axe().run(page).response["violations"])


def test_readers_see_neither(chromium: Browser, site: Site, path: str) -> None:
    with browsing(chromium, site, "reader", path.removesuffix("/words")) as page:
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".moments, .left-out")).to_have_count(0)
        assert page.request.get(f"{site.url}{path}").status == 403
