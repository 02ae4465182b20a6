"""Two browsers edit one guide at once, one offline for a while: both end equal, and nothing is lost."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import browsing
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"
ROUNDS = 60
SEED = 4
PATIENCE = 90.0

ACT, STATE = (Path(__file__).with_name(name).read_text() for name in ("random_edit.js", "editor_state.js"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


def settle(page: Page) -> dict[str, Any]:
    """Make every choice that is asked for, wait until nothing waits, and return what the page shows."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state: dict[str, Any] = page.evaluate(STATE)
        if state["choices"]:
            first = page.locator(".choice").first
            first.locator("[data-keep=back], [data-keep=mine]").first.click()
            page.wait_for_timeout(20)
        elif not state["waiting"] and not state["behind"]:
            return state
        else:
            page.wait_for_timeout(50)
    raise AssertionError(f"{state['waiting']} calls still wait, {state['choices']} choices are open")


def test_two_browsers_end_equal_and_nothing_is_lost(chromium: Browser, site: Site) -> None:
    dice = random.Random(SEED)
    written: set[str] = set()
    with ExitStack() as stack:
        names = ("Amara Diallo", "Jonas Weber")
        pages = [stack.enter_context(browsing(chromium, site, "editor", EDITOR, name=name)) for name in names]
        for turn in range(ROUNDS):
            pages[1].context.set_offline(ROUNDS // 4 < turn < ROUNDS // 2)
            for page, who in zip(pages, "ab", strict=True):
                mark = f"{who}{turn}e"
                kind = page.evaluate(ACT, {"chance": [dice.random() for _ in range(3)], "mark": mark})
                written |= {mark} if kind in ("set_caption", "insert_step") else set()
        serial = max(settle(page)["serial"] for page in (*pages, *pages))
        for page in pages:
            wait_for_serial(page, serial)
            expect(page.locator("edit-bar")).to_contain_text("Saved")
        states = [settle(page) for page in pages]
        draft = pages[0].request.get(f"{site.url}/api/guides/refund/draft").json()
        edits = pages[0].request.get(f"{site.url}/api/guides/refund/edits").json()["edits"]
        pages[0].reload()
        fresh = settle(pages[0])
    assert states[0]["guide"] == states[1]["guide"] == fresh["guide"] == draft
    for part in ("order", "captions", "looks"):
        assert states[0][part] == states[1][part] == fresh[part], part
    kept = "\n".join(str(each["edit"]) for each in edits)
    assert not [mark for mark in written if mark not in kept]
    assert {each["person"] for each in edits} == set(names)


def wait_for_serial(page: Page, serial: int) -> None:
    for _ in range(200):
        if page.evaluate(STATE)["serial"] >= serial:
            return
        page.wait_for_timeout(50)
    raise AssertionError("what the other did last never came")
