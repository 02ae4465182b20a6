"""Reading and editing over plain http at an address that is not loopback, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from server import sharing
from server.app import create_app
from server.importing import take_in
from server.links import Role
from server.settings import Settings
from tests.listening import listening
from tests.office import Office, office
from tests.sample_guides import sample_file

pytestmark = pytest.mark.browser
ARGUMENTS = [
    *("--no-sandbox", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="module")
def desk() -> Iterator[Office]:
    with office() as desk:
        yield desk


@pytest.fixture(scope="module")
def browser(
    desk: Office, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    starter = desk.browser(tmp_path_factory.mktemp("desk"))
    browser = playwright.chromium.launch(executable_path=starter, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    take_in(app.state.base, sample_file(), app.state.visitors.owner)
    take_in(app.state.base, sample_file("taken"), app.state.visitors.owner, as_draft=True)
    return app


@pytest.fixture
def address(app: FastAPI, desk: Office) -> Iterator[str]:
    with listening(app, desk.address) as address:
        yield address


def link(app: FastAPI, address: str, role: Role) -> str:
    return f"{address}/join/{sharing.add(app.state.base, f'The {role}s', role).token}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def test_a_deep_link_goes_on_to_its_step_once_the_link_was_opened(
    app: FastAPI, address: str, context: BrowserContext
) -> None:
    page = context.new_page()
    refused = page.goto(f"{address}/guides/refund#step-s2")
    assert refused is not None
    assert refused.status == 401
    expect(page.get_by_role("heading", level=1)).to_contain_text("not open to you")
    expect(page.locator("wanted-place:defined")).to_be_attached()
    page.goto(link(app, address, "reader"))
    assert page.url == f"{address}/guides/refund#step-s2"
    expect(page.locator("#step-s2")).to_be_in_viewport()
    assert page.evaluate("isSecureContext") is False
    (cookie,) = context.cookies(address)
    assert cookie["httpOnly"]
    assert not cookie["secure"]
    assert cookie["sameSite"] == "Lax"


def test_a_reader_reads_and_is_offered_no_change(app: FastAPI, address: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(link(app, address, "reader"))
    page.goto(f"{address}/guides/refund")
    expect(page.get_by_role("heading", level=1)).to_contain_text("refund")
    expect(page.locator("editable-text")).to_have_count(0)
    pictures = page.locator("figure img")
    expect(pictures).to_have_count(3)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("each => each.naturalWidth") > 0


def test_an_editor_is_asked_for_a_name_once_and_the_change_is_kept(
    app: FastAPI, address: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(link(app, address, "editor"))
    page.goto(f"{address}/guides/taken/trim")
    change(page, "#step-s1", "Click **Refund now**")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Anna Berg")
    dialog.get_by_role("textbox").press("Enter")
    expect(page.locator("#step-s1 .shown").first).to_have_text("Click Refund now")
    change(page, "#step-s1", "Click **Refund at once**")
    expect(page.locator("#step-s1 .shown").first).to_have_text("Click Refund at once")
    page.reload()
    expect(page.locator("#step-s1 .shown").first).to_have_text("Click Refund at once")
    assert page.evaluate("fetch('/api/visitor').then(answer => answer.json())")["name"] == "Anna Berg"


def change(page: Page, where: str, words: str) -> None:
    text = page.locator(f"{where} editable-text").first
    text.locator("button").first.click()
    text.locator("textarea").fill(words)
    text.locator("textarea").press("Enter")


def test_everything_works_as_plain_forms_too(app: FastAPI, address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link(app, address, "editor"))
    page.goto(f"{address}/guides/refund/words")
    page.get_by_role("textbox").nth(1).fill("Click **Refund now**")
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("textbox", name="Your name").fill("Anna Berg")
    page.get_by_role("button", name="Go on").click()
    assert page.url == f"{address}/guides/refund"
    expect(page.locator("#step-s1")).to_contain_text("Refund now")
    context.close()
