"""The make-up of a guide in a real browser: the whole way once by keys alone, and once with the mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from server.rendering import static_url
from tests.browsing import browsing
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        fill(site, "dates", pictured=False, title="How to check the date of an order")
        yield site


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", EDITOR, viewport={"width": 1440, "height": 1600}) as page:
        yield page


def order(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("li.step", "all => all.map((each) => each.dataset.step)")
    return found


ANSWERED = """async (address) => {
    const { store } = await import(address);
    while (store.queue.calls.length) {
        await new Promise((heard) => store.addEventListener("change", heard, { once: true }));
    }
}"""


def draft(page: Page) -> dict[str, Any]:
    """Return the draft once the server has answered all that the page sent."""
    page.evaluate(ANSWERED, static_url("js/editor/store.js"))
    site = "/".join(page.url.split("/")[:3])
    found: dict[str, Any] = page.request.get(f"{site}/api/guides/refund/draft").json()
    return found


def step(page: Page, number: str) -> Locator:
    return page.locator(f"#step-{number}")


def test_the_whole_way_with_keys_alone(editor: Page) -> None:
    keys = editor.keyboard
    step(editor, "s1").focus()
    expect(step(editor, "s1")).to_have_accessible_name("Step 1: Choose the entry in Orders")
    keys.press("ArrowDown")
    expect(step(editor, "s2")).to_be_focused()
    keys.press("j")
    keys.press("Alt+ArrowUp")
    expect(editor.locator("[data-live]")).to_have_text("Step 3 is now step 2 of 4")
    assert order(editor) == ["s1", "s3", "s2", "s4", "s5"]
    expect(step(editor, "s3")).to_be_focused()
    keys.press("Alt+ArrowDown")
    expect(step(editor, "s3")).to_be_focused()
    keys.press("]")
    expect(step(editor, "s3")).to_have_attribute("data-level", "1")
    expect(step(editor, "s3").locator("[data-number]")).to_have_text("2.1")
    keys.press("[")
    expect(step(editor, "s3").locator("[data-number]")).to_have_text("3")
    keys.press("m")
    expect(step(editor, "s4")).to_have_count(0)
    expect(step(editor, "s3")).to_be_focused()
    expect(step(editor, "s3").locator("h2")).to_have_text("Fill in Note, then click Issue refund")
    keys.press("s")
    expect(step(editor, "s4").locator("[data-field=caption]")).to_be_focused()
    keys.press("Escape")
    expect(step(editor, "s4")).to_be_focused()
    keys.press("n")
    note = editor.locator("[data-kind=note]")
    expect(note.locator("[data-field=caption]")).to_be_focused()
    keys.type("Only on weekdays")
    keys.press("Escape")
    keys.press("Shift+ArrowUp")
    expect(editor.locator("chosen-steps")).to_contain_text("2 steps selected")
    keys.press("d")
    expect(editor.locator("[data-kind=note]")).to_have_count(2)
    expect(editor.locator("li.step:focus h2")).to_have_text("Click Issue refund")
    keys.press("Escape")
    keys.press("ArrowDown")
    keys.press("x")
    expect(editor.locator("[data-kind=note]")).to_have_count(1)
    expect(step(editor, "s5")).to_be_focused()
    keys.press("Tab")
    expect(step(editor, "s5").locator(":focus")).to_have_count(1)
    captions = [each["caption"] for each in draft(editor)["steps"]]
    assert captions == [
        "Choose the entry in **Orders**",
        "Choose **Returned goods** in **Reason**",
        "Fill in **Note**",
        "Click **Issue refund**",
        "Only on weekdays",
        "Click **Issue refund**",
        "Done when **Refund issued** is shown",
    ]


def test_the_whole_way_with_the_mouse(editor: Page) -> None:
    drag(editor, "s4", above="s2")
    assert order(editor) == ["s1", "s4", "s2", "s3", "s5"]
    step(editor, "s4").get_by_role("button", name="Delete step 2").click()
    expect(step(editor, "s4")).to_have_count(0)
    editor.get_by_role("button", name="Undo").last.click()
    expect(step(editor, "s4")).to_have_count(1)
    choose(editor, "s4", "Move to …")
    editor.get_by_label("Right after").select_option(label="3 Choose Returned goods in Reason")
    editor.get_by_role("button", name="Move", exact=True).click()
    expect(step(editor, "s4")).to_be_focused()
    assert order(editor) == ["s1", "s2", "s4", "s3", "s5"]
    choose(editor, "s4", "Only if …")
    editor.keyboard.type("the order is older than 30 days")
    editor.keyboard.press("Enter")
    choose(editor, "s4", "Optional", role="menuitemcheckbox")
    expect(step(editor, "s4").locator(".condition")).to_contain_text(
        "Only if the order is older than 30 days"
    )
    choose(editor, "s4", "Link to another guide …")
    editor.get_by_label("Search by title").fill("date of an order")
    editor.get_by_role("button", name="How to check the date of an order").click()
    expect(step(editor, "s4").get_by_role("link", name="How to check the date of an order")).to_be_visible()
    value = step(editor, "s3").locator(".case-value").first
    for words in ("Never shown", "Always this"):
        value.get_by_role("button", name=words).click()
        expect(value.get_by_role("button", name=words)).to_have_attribute("aria-pressed", "true")
    expect(step(editor, "s3").locator("h2")).to_have_text("Type Customer return in Note")
    value.get_by_role("button", name="Change the text").click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("Wrong size")
    editor.keyboard.press("Enter")
    expect(step(editor, "s3").locator("h2")).to_have_text("Type Wrong size in Note")
    step(editor, "s2").locator(".stop").click(modifiers=["Shift"])
    step(editor, "s4").locator(".stop").click(modifiers=["Shift"])
    bar = editor.get_by_role("toolbar", name="Selected steps")
    expect(bar).to_contain_text("2 steps selected")
    bar.get_by_role("button", name="Nest").click()
    expect(step(editor, "s4").locator("[data-number]")).to_have_text("1.2")
    editor.get_by_role("button", name="Insert after step 1.2").click()
    editor.get_by_role("menuitem", name="Heading").click()
    editor.keyboard.type("Afterwards")
    found = {each["id"]: each for each in draft(editor)["steps"]}
    assert found["s4"]["when"] == "Only if the order is older than 30 days"
    assert found["s4"]["optional"]
    assert found["s4"]["links"] == [{"guide": "dates", "text": "How to check the date of an order"}]
    assert [each["level"] for each in found.values()] == [0, 1, 1, 0, 0, 0]


def choose(page: Page, number: str, words: str, role: Any = "menuitem") -> None:
    step(page, number).get_by_role("button", name="More for").click()
    page.get_by_role(role, name=words).click()


def drag(page: Page, number: str, *, above: str, finish: Callable[[], None] | None = None) -> None:
    """Take a step by its handle and let it go over the upper part of another."""
    grip = step(page, number).locator("[data-step-grip]").bounding_box()
    goal = step(page, above).bounding_box()
    assert grip
    assert goal
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, grip["y"] - 20, steps=3)
    page.mouse.move(goal["x"] + 20, goal["y"] + 3, steps=5)
    expect(page.locator(".landing")).to_be_visible()
    page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    (finish or page.mouse.up)()
    expect(page.locator(".landing")).to_have_count(0)


def test_a_guide_may_lose_all_its_steps_and_begin_anew(editor: Page) -> None:
    editor.locator("#step-s1").press("Control+a")
    editor.locator("#step-s1").press("Delete")
    expect(editor.get_by_text("No steps yet.")).to_be_visible()
    expect(editor.get_by_role("button", name="Insert before all steps")).to_be_focused()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    editor.keyboard.type("Open the desk")
    editor.keyboard.press("Escape")
    editor.keyboard.press("Control+z")
    editor.keyboard.press("Control+z")
    editor.keyboard.press("Control+z")
    expect(editor.locator("li.step")).to_have_count(5)


def test_escape_puts_a_dragged_step_back(editor: Page) -> None:
    before = order(editor)
    drag(editor, "s4", above="s1", finish=lambda: editor.keyboard.press("Escape"))
    editor.mouse.up()
    assert order(editor) == before


def fact(page: Page, name: str) -> Locator:
    return page.locator(f"[data-fact={name}]")


def test_the_facts_of_the_guide_are_written_where_they_stand(editor: Page) -> None:
    expect(fact(editor, "covers").locator("[data-shown]")).to_have_text(
        "Refunds of products bought in the last 30 days."
    )
    fact(editor, "minutes").locator("[data-shown]").click()
    editor.get_by_label("Minutes needed").fill("abc")
    editor.keyboard.press("Enter")
    expect(fact(editor, "minutes").get_by_role("alert")).to_have_text(
        "Write the minutes as a number, such as 5."
    )
    expect(editor.get_by_label("Minutes needed")).to_have_value("abc")
    editor.get_by_label("Minutes needed").fill("12")
    editor.get_by_role("button", name="Purpose").click()  # leaving saves, and the press finds its goal
    expect(fact(editor, "minutes").locator("[data-shown]")).to_have_text("12 min")
    expect(editor.get_by_label("Purpose")).to_be_focused()
    editor.keyboard.type("Customers get their money back.")
    editor.keyboard.press("Control+Enter")
    expect(fact(editor, "purpose").locator("[data-shown]")).to_be_focused()
    fact(editor, "kind").locator("[data-shown]").click()
    editor.get_by_label("Kind", exact=True).select_option("guideline")
    editor.keyboard.press("Enter")
    expect(step(editor, "s2").locator("[data-number]")).to_have_text("")
    fact(editor, "place").locator("[data-shown]").click()
    editor.get_by_label("Stage").fill("Complaints")
    editor.keyboard.press("Enter")
    expect(fact(editor, "place").locator("[data-shown]")).to_have_text("Customer support \u203a Complaints")
    fact(editor, "role").locator("[data-shown]").click()
    editor.keyboard.type("Nobody")
    editor.keyboard.press("Escape")
    expect(fact(editor, "role").locator("[data-shown]")).to_have_text("Support agent")
    fact(editor, "excludes").locator("[data-shown]").click()
    editor.keyboard.press("Delete")
    editor.keyboard.press("Control+Enter")
    expect(editor.get_by_role("button", name="What it does not cover")).to_be_focused()
    found = draft(editor)
    assert [found[name] for name in ("minutes", "purpose", "kind", "stage", "role", "excludes")] == [
        12, "Customers get their money back.", "guideline", "Complaints", "Support agent", "",
    ]  # fmt: skip
