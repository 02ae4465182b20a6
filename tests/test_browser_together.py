"""Two browsers edit one guide at once, one of them offline for a while: both end equal, and nothing is lost."""

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

# One random edit, chosen and made in the page as its parts do: through the store, by what it shows at the moment.
ACT = """
async ({ chance, mark }) => {
  const { store } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/store.js"));
  const { newId } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/ids.js"));
  const { steps } = store.guide;
  const pick = (list, at) => list[Math.floor(at * list.length)];
  const [what, where, there] = chance;
  const at = Math.floor(where * steps.length);
  const step = steps[at];
  const next = steps[at + 1];
  const insert = () => ({ kind: "insert_step", after: step?.id ?? null, content: { id: newId(), kind: pick(["action", "note"], there), caption: `New ${mark}` } });
  const kinds = {
    words: () => ({ kind: "set_caption", step: step.id, before: step.caption, caption: `${mark} ${step.caption}`.slice(0, 200) }),
    detail: () => ({ kind: "set_detail", step: step.id, before: step.detail, detail: `Detail ${mark}` }),
    insert,
    move: () => ({ kind: "move_step", step: step.id, after: pick([null, ...steps.map((each) => each.id)].filter((id) => id !== step.id), there) }),
    remove: () => (steps.length > 6 ? { kind: "delete_step", step: step.id, before: step.caption } : insert()),
    merge: () => (next && step.kind === "action" && ["action", "note"].includes(next.kind) && steps.length > 6
      ? { kind: "merge_steps", step: step.id, next: next.id, before: step.caption, before_next: next.caption } : insert()),
    nest: () => (at > 0 && step.kind === "action" && steps[at - 1].kind === "action"
      ? { kind: "set_level", step: step.id, before: step.level, level: step.level ? 0 : 1 } : insert()),
    copy: () => ({ kind: "duplicate_step", step: step.id, before: step.caption, copy: newId() }),
  };
  const names = ["words", "words", "words", "detail", "insert", "move", "move", "remove", "merge", "nest", "copy"];
  const name = step ? pick(names, what) : "insert";
  const edit = kinds[name]();
  store.send([edit]).catch(() => {});
  return edit.kind;
}
"""

# What the page shows and knows, and what waits; choices are made as a person would: the own words stay.
STATE = """
async () => {
  const { store } = await import(document.querySelector("script[src*='editor.js']").src.replace("editor.js", "editor/store.js"));
  const shown = [...document.querySelectorAll("ol.steps > li.step")];
  return {
    waiting: store.queue.calls.length,
    behind: store.sync.behind,
    serial: store.serial,
    guide: store.guide,
    order: shown.map((each) => each.dataset.step),
    captions: shown.map((each) => each.querySelector("[data-field=caption]").textContent.trim()),
    looks: shown.map((each) => [each.dataset.kind, each.dataset.level, each.querySelector("[data-number]")?.textContent, each.querySelector(".detail")?.textContent]),
    choices: document.querySelectorAll(".choice").length,
  };
}
"""


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
