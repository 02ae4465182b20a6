"""What an editor can be sure of in a real browser: whatever happens to the connection, nothing is lost."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from server import sharing
from tests.browsing import PHONE, WIDE, browsing, scrolls_sideways
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"
API = "/api/guides/refund"
SERIOUS = ("serious", "critical")
WAIT_SECONDS = 10.0
NOTE = "Fill in **Note**"
SEND = """
async (edits) => {
  const script = document.querySelector("script[src*='editor.js']").src;
  const { store } = await import(script.replace("editor.js", "editor/store.js"));
  store.send(edits).catch(() => {});
}
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", EDITOR) as page:
        yield page


@pytest.fixture
def other(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", EDITOR, name="Jonas Weber") as page:
        yield page


def caption(step: str, before: str, words: str) -> dict[str, Any]:
    return {"kind": "set_caption", "step": step, "before": before, "caption": words}


def detail(step: str, before: str, words: str) -> dict[str, Any]:
    return {"kind": "set_detail", "step": step, "before": before, "detail": words}


def send(page: Page, *edits: dict[str, Any]) -> None:
    page.evaluate(SEND, list(edits))


def say_as_another(other: Page, site: Site, edit: dict[str, Any]) -> None:
    answer = other.request.post(f"{site.url}{API}/edits", data={"edits": [edit]})
    assert answer.ok, answer.text()


def step_of(page: Page, site: Site, step: str) -> dict[str, Any] | None:
    steps = page.request.get(f"{site.url}{API}/draft").json()["steps"]
    return next((each for each in steps if each["id"] == step), None)


def await_detail(page: Page, site: Site, step: str, wanted: str) -> None:
    """Wait until the draft says so: an edit is sent once those before it are answered."""
    until = time.monotonic() + WAIT_SECONDS
    while (said := step_of(page, site, step)) is None or said["detail"] != wanted:
        assert time.monotonic() < until, said
        page.wait_for_timeout(50)


def bar(page: Page) -> Any:
    return page.locator("edit-bar .edit-state")


def words(page: Page, step: str) -> Any:
    return page.locator(f"#step-{step} [data-field=caption]")


def test_what_waits_outlives_the_page_and_is_sent_once(editor: Page, site: Site) -> None:
    editor.context.set_offline(True)
    send(editor, caption("s3", NOTE, "Say why"))
    send(editor, detail("s1", "", "By its number."))
    expect(bar(editor)).to_contain_text("the knowledge base does not answer; 2 changes wait on this computer")
    expect(words(editor, "s3")).to_have_text("Say why")
    context = editor.context
    editor.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(site.url + EDITOR)
    expect(words(page, "s3")).to_have_text("Say why")
    expect(bar(page)).to_contain_text("Saved a moment ago")
    kept = page.request.get(f"{site.url}{API}/edits").json()["edits"]
    assert [each["edit"]["kind"] for each in kept] == ["set_caption", "set_detail"]
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('.call.')).length") == 0


def test_an_answer_that_got_lost_changes_nothing_twice(editor: Page, site: Site) -> None:
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    editor.route(f"**{API}/edits?**", lose_first)
    send(editor, {"kind": "duplicate_step", "step": "s3", "before": NOTE, "copy": "twin"})
    expect(bar(editor)).to_contain_text("Saved a moment ago", timeout=15_000)
    assert lost
    expect(editor.locator("li.step")).to_have_count(6)
    assert len(editor.request.get(f"{site.url}{API}/edits").json()["edits"]) == 1


def test_two_versions_are_shown_beside_each_other_and_other_edits_go_on(
    editor: Page, other: Page, site: Site
) -> None:
    editor.context.set_offline(True)
    send(editor, caption("s3", NOTE, "Mine"))
    send(editor, caption("s4", "Click **Issue refund**", "Mine too"))
    send(editor, detail("s1", "", "Not in question."))
    say_as_another(other, site, caption("s3", NOTE, "Theirs"))
    say_as_another(other, site, caption("s4", "Click **Issue refund**", "Theirs too"))
    editor.context.set_offline(False)
    choice = editor.get_by_role("group", name="Step 3")
    expect(choice).to_contain_text("Theirs")
    expect(editor.get_by_role("group", name="Step 4")).to_be_visible()
    expect(editor.locator("edit-bar")).to_contain_text("2 changes need your word")
    await_detail(editor, site, "s1", "Not in question.")
    editor.get_by_role("button", name="2 changes need your word").press("Enter")
    field = choice.get_by_role("textbox", name="Mine")
    expect(field).to_be_focused()
    field.fill("Mine and theirs")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(choice).to_have_count(0)
    editor.get_by_role("button", name="Keep theirs").press("Enter")
    expect(editor.locator("edit-choices")).to_be_hidden()
    expect(words(editor, "s3")).to_have_text("Mine and theirs")
    expect(words(editor, "s4")).to_have_text("Theirs too")
    expect(bar(editor)).to_contain_text("Saved a moment ago")
    kept = step_of(editor, site, "s3")
    assert kept
    assert kept["caption"] == "Mine and theirs"


def test_words_for_a_deleted_step_bring_it_back(editor: Page, other: Page, site: Site) -> None:
    editor.context.set_offline(True)
    send(editor, caption("s3", NOTE, "Say **why**"))
    say_as_another(other, site, {"kind": "delete_step", "step": "s3", "before": NOTE})
    editor.context.set_offline(False)
    editor.get_by_role("button", name="Bring the step back with them").click()
    expect(bar(editor)).to_contain_text("Saved a moment ago")
    expect(words(editor, "s3")).to_have_text("Say why")
    steps = [each["id"] for each in editor.request.get(f"{site.url}{API}/draft").json()["steps"]]
    assert steps == ["s1", "s2", "s3", "s4", "s5"]


def test_an_ended_link_keeps_the_words_until_another_is_opened(editor: Page, site: Site) -> None:
    for link in sharing.current_links(site.base):
        sharing.end(site.base, link.name)
    send(editor, caption("s3", NOTE, "Kept words"))
    expect(bar(editor)).to_contain_text("Your link was ended")
    expect(editor.get_by_role("button", name="Copy my words")).to_be_visible()
    page = editor.context.new_page()
    page.goto(site.link("editor"))
    page.request.put(f"{site.url}/api/name", data={"name": "Amara Diallo"})
    page.close()
    editor.evaluate("dispatchEvent(new Event('focus'))")
    expect(bar(editor)).to_contain_text("Saved a moment ago")
    kept = step_of(editor, site, "s3")
    assert kept
    assert kept["caption"] == "Kept words"


def test_a_browser_without_room_says_so(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", EDITOR) as page:
        page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
        page.context.set_offline(True)
        send(page, caption("s3", NOTE, "Only here"))
        expect(bar(page)).to_contain_text("leave this page open until they are saved")
        page.context.set_offline(False)
        expect(bar(page)).to_contain_text("Saved a moment ago")


def test_others_are_seen_and_their_edits_come_without_touching_what_one_writes(
    editor: Page, other: Page, site: Site
) -> None:
    other.locator("#step-s3").focus()
    expect(bar(editor)).to_contain_text("Jonas Weber is in step 3")
    expect(editor.locator("#step-s3")).to_have_attribute("data-here", "Jonas Weber")
    words(editor, "s4").click()
    editor.keyboard.press("End")
    editor.keyboard.type(" now", delay=20)
    say_as_another(other, site, caption("s3", NOTE, "From elsewhere"))
    say_as_another(other, site, detail("s4", "", "Also from elsewhere"))
    expect(words(editor, "s3")).to_have_text("From elsewhere")
    expect(words(editor, "s4")).to_be_focused()
    editor.keyboard.type(" and here", delay=20)
    expect(words(other, "s4")).to_have_text("Click Issue refund now and here")
    expect(editor.locator("#step-s4 .detail")).to_have_text("Also from elsewhere")
    other.close()
    expect(editor.locator("#step-s3[data-here]")).to_have_count(0)


def test_without_a_stream_it_is_asked_for(chromium: Browser, other: Page, site: Site) -> None:
    with browsing(chromium, site, "editor", "/") as page:
        page.route("**/live?**", lambda route: route.fulfill(status=502, body=""))
        page.goto(site.url + EDITOR)
        say_as_another(other, site, caption("s3", NOTE, "From elsewhere"))
        expect(words(page, "s3")).to_have_text("From elsewhere", timeout=10_000)
        expect(bar(page)).to_contain_text("Jonas Weber is")


def test_undo_says_what_it_took_back_and_outlives_a_reload(editor: Page) -> None:
    send(editor, {"kind": "delete_step", "step": "s3", "before": NOTE})
    expect(editor.locator("#step-s3")).to_have_count(0)
    expect(bar(editor)).to_contain_text("Saved a moment ago")
    editor.reload()
    editor.locator("#step-s4").focus()
    editor.keyboard.press("Control+z")
    expect(editor.locator("#step-s3")).to_have_count(1)
    expect(editor.locator(".toast")).to_contain_text("Undone: step 3")
    editor.keyboard.press("Control+Shift+z")
    expect(editor.locator("#step-s3")).to_have_count(0)
    expect(editor.locator(".toast")).to_contain_text("Made again")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator("#step-s3")).to_have_count(1)
    editor.locator("#step-s4").focus()
    editor.keyboard.press("?")
    expect(editor.get_by_role("dialog", name="Keys")).to_be_visible()


def test_leaving_at_once_loses_nothing(editor: Page, site: Site) -> None:
    """What a closing browser does not send any more waits in it, and goes when the editor is opened again."""
    send(editor, caption("s3", NOTE, "First"))
    send(editor, caption("s4", "Click **Issue refund**", "Second"))
    send(editor, detail("s1", "", "Third"))
    editor.goto(site.url + "/")
    editor.goto(site.url + EDITOR)
    until = time.monotonic() + WAIT_SECONDS
    kept: list[Any] = []
    while time.monotonic() < until and len(kept) < 3:
        kept = editor.request.get(f"{site.url}{API}/edits").json()["edits"]
        editor.wait_for_timeout(50)
    expect(bar(editor)).to_contain_text("Saved")
    kept = editor.request.get(f"{site.url}{API}/edits").json()["edits"]
    assert len(kept) == 3  # each once


@pytest.mark.parametrize(("scheme", "window"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_serious_when_something_is_not_well(
    chromium: Browser, other: Page, site: Site, scheme: str, window: Any
) -> None:
    with browsing(chromium, site, "editor", EDITOR, color_scheme=scheme, viewport=window) as page:
        page.context.set_offline(True)
        send(page, caption("s3", NOTE, "Mine"))
        send(page, caption("s4", "Click **Issue refund**", "Mine too"))
        expect(bar(page)).to_contain_text("2 changes wait on this computer")
        assert not serious(page)
        say_as_another(other, site, caption("s3", NOTE, "Theirs"))
        say_as_another(other, site, {"kind": "delete_step", "step": "s4", "before": "Click **Issue refund**"})
        page.context.set_offline(False)
        expect(page.locator(".choice")).to_have_count(2)
        assert not serious(page)
        assert not scrolls_sideways(page)
        page.keyboard.press("Escape")
        page.locator("#step-s1").focus()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        assert not serious(page)


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in SERIOUS]
