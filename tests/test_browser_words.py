"""Words written in the editor, in a real browser: where they stand, as shown, saved by themselves."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import browsing
from tests.example_guide import step
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"
MOVED = ["ArrowLeft", "ArrowRight", "Home", "End", "Shift+ArrowLeft", "Shift+Home", "Control+a"]
CHANGED = ["Backspace", "Delete", "Enter", "Shift+Enter", "Control+b", "Control+e", "Control+Backspace"]
TURNED = ["Control+Shift+Digit7", "Control+Shift+Digit8", "Control+z", "Control+Shift+z"]
PRESSED = [*MOVED, *CHANGED, *TURNED]
TYPED = ["a", "b", " ", "- ", "1. ", "**x**", "`y`", "\U0001f600", "\u05e9"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund", pictured=False)
        yield site


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", EDITOR) as page:
        page.evaluate("customElements.whenDefined('rich-words')")
        yield page


def field(page: Page, name: str, number: str = "s3") -> Locator:
    return page.locator(f"#step-{number} rich-words[data-field={name}]")


def stored(page: Page, number: str = "s3") -> dict[str, Any]:
    document: dict[str, Any] = page.request.get(page.url.replace("/guides/", "/api/guides/")[:-5]).json()
    return next(each for each in document["steps"] if each["id"] == number)


def is_kept(page: Page, name: str, words: Any, number: str = "s3") -> None:
    """Wait until the draft holds these words."""
    for _ in range(150):
        if stored(page, number)[name] == words:
            return
        page.wait_for_timeout(100)
    assert stored(page, number)[name] == words


def html(locator: Locator) -> str:
    return locator.inner_html()


def paste(target: Locator, **kinds: str) -> None:
    """Paste as a program would that put these kinds on the clipboard."""
    target.evaluate(
        """(field, kinds) => {
          const data = new DataTransfer();
          for (const [kind, text] of Object.entries(kinds)) data.setData(`text/${kind}`, text);
          const how = { clipboardData: data, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        kinds,
    )


def test_a_caption_is_written_where_it_stands(editor: Page) -> None:
    caption = field(editor, "caption")
    before, below = caption.bounding_box(), editor.locator("#step-s4").bounding_box()
    caption.click()
    expect(caption).to_be_focused()
    assert before
    assert caption.bounding_box() == pytest.approx(before, abs=1)
    assert editor.locator("#step-s4").bounding_box() == pytest.approx(below, abs=1)
    editor.keyboard.press("End")
    editor.keyboard.type(" today 😀")
    is_kept(editor, "caption", "Fill in **Note today 😀**")
    editor.keyboard.press("Control+z")
    is_kept(editor, "caption", "Fill in **Note**")
    editor.keyboard.press("Control+Shift+z")
    is_kept(editor, "caption", "Fill in **Note today 😀**")
    editor.keyboard.press("Escape")
    expect(editor.locator("#step-s3")).to_be_focused()


def test_words_get_their_look_by_keys_and_by_the_tools_at_the_selection(editor: Page) -> None:
    caption = field(editor, "caption")
    caption.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("Run ")
    editor.keyboard.press("Control+e")
    editor.keyboard.type("C:\\x")
    editor.keyboard.press("Control+e")
    editor.keyboard.type(" then press **Ctrl+S** now")
    is_kept(editor, "caption", r"Run `C:\x` then press **Ctrl+S** now")
    editor.keyboard.press("Home")
    editor.keyboard.press("Control+Shift+ArrowRight")
    tools = editor.get_by_role("toolbar", name="How the words look")
    expect(tools).to_be_visible()
    expect(tools.get_by_role("button", name="List", exact=True)).to_be_hidden()
    editor.keyboard.press("Alt+F10")
    expect(tools.get_by_role("button", name="Bold")).to_be_focused()
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Enter")
    address = editor.get_by_label("Address")
    expect(address).to_be_focused()
    address.fill("no address")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("alert").filter(has_text="A link begins with")).to_be_visible()
    address.fill("desk.example/run(1)")
    editor.keyboard.press("Enter")
    expect(caption).to_be_focused()
    linked = r"[Run](https://desk.example/run%281%29) `C:\x` then press **Ctrl+S** now"
    expect(caption.locator("a")).to_have_attribute("href", "https://desk.example/run%281%29")
    editor.keyboard.press("Escape")
    is_kept(editor, "caption", linked)
    expect(caption.locator(".keys kbd")).to_have_text(["Ctrl", "S"])


def test_the_keyboard_leads_from_caption_to_detail_and_on_to_the_next_step(editor: Page) -> None:
    field(editor, "caption").click()
    editor.keyboard.type("x")
    editor.keyboard.press("Enter")
    detail = field(editor, "detail")
    expect(detail).to_be_focused()
    editor.keyboard.type("- one")
    editor.keyboard.press("Enter")
    editor.keyboard.type("two")
    editor.keyboard.press("Shift+Enter")
    editor.keyboard.type("more")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    editor.keyboard.type("1. ")
    editor.keyboard.type("eins")
    is_kept(editor, "detail", "- one\n- two\n  more\n\n1. eins")
    editor.keyboard.press("Control+Shift+Digit7")
    is_kept(editor, "detail", "- one\n- two\n  more\n\neins")
    for _ in range(4):
        editor.keyboard.press("Backspace")
    editor.keyboard.press("Backspace")
    is_kept(editor, "detail", "- one\n- two\n  more")
    editor.keyboard.press("Control+Enter")
    expect(field(editor, "caption", "s4")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(field(editor, "detail", "s4")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(field(editor, "caption", "s5")).to_be_focused()
    expect(field(editor, "detail", "s4")).to_be_hidden()


def test_an_answer_in_mid_typing_takes_no_letter(editor: Page) -> None:
    caption = field(editor, "caption")
    caption.click()
    editor.keyboard.press("Control+a")
    words = "One two three four five six seven eight nine ten eleven twelve"
    editor.keyboard.type(words, delay=45)
    expect(caption).to_have_text(words)
    is_kept(editor, "caption", words)
    assert editor.evaluate("getSelection().focusOffset") == len(words)


def test_a_tip_is_added_turned_into_a_warning_and_removed(editor: Page) -> None:
    item = editor.locator("#step-s3")
    item.focus()
    editor.keyboard.press("c")
    expect(field(editor, "callout")).to_be_focused()
    editor.keyboard.type("Ask **first**")
    is_kept(editor, "callout", {"kind": "tip", "text": "Ask **first**"})
    item.get_by_label("Kind of call-out").select_option("warning")
    is_kept(editor, "callout", {"kind": "warning", "text": "Ask **first**"})
    item.locator(".callout").hover()
    item.get_by_role("button", name="Remove the call-out").click()
    is_kept(editor, "callout", None)
    expect(item.locator(".callout")).to_be_hidden()


def test_what_is_pasted_keeps_its_words_and_drops_the_mess(editor: Page) -> None:
    field(editor, "caption").click()
    editor.keyboard.press("Enter")
    detail = field(editor, "detail")
    mess = (
        "<html><head><style>p{color:red}</style></head><body><!--StartFragment-->"
        "<p class=MsoNormal style='font-size:30pt'>Plain&nbsp;<b>bold</b><script>alert(1)</script>"
        "<img src=x onerror=alert(1)> <a href='javascript:alert(1)'>bad</a> "
        "<a href='https://a.example/'>good</a></p><ul><li><p>one</p></li><li>two</li></ul></body></html>"
    )
    paste(detail, html=mess, plain="x")
    is_kept(editor, "detail", "Plain **bold** bad [good](https://a.example/)\n\n- one\n- two")
    assert "style" not in html(detail)
    editor.keyboard.press("Control+a")
    paste(detail, plain="<script>alert(1)</script> & <b>x</b>")
    is_kept(editor, "detail", "<script>alert(1)</script> & <b>x</b>")
    paste(detail, plain="many words " * 100_000)
    expect(editor.get_by_role("status").filter(has_text="At most 20000 characters fit here")).to_be_visible()
    is_kept(editor, "detail", "<script>alert(1)</script> & <b>x</b>")


def test_lines_pasted_into_a_caption_become_steps(editor: Page) -> None:
    caption = field(editor, "caption", "s4")
    caption.click()
    editor.keyboard.press("Control+a")
    paste(caption, plain="1. Open **Orders**\n2. Click **New**\n3. Type the name")
    steps = editor.locator("ol.steps > li")
    expect(steps).to_have_count(7)
    expect(steps.nth(4).locator("h2")).to_have_text("Click New")
    expect(caption).to_have_text("Open Orders")
    editor.get_by_role("button", name="Put them below the step instead").click()
    expect(steps).to_have_count(5)
    expect(caption).to_have_text("Click Issue refund")
    is_kept(editor, "detail", "1. Open **Orders**\n2. Click **New**\n3. Type the name", "s4")


def test_an_empty_title_is_not_kept_and_a_new_one_is(editor: Page) -> None:
    title = editor.locator("rich-words[data-field=title]")
    title.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Delete")
    editor.keyboard.press("Escape")
    expect(title).to_have_text("How to process a customer refund")
    title.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("How to **refund**")
    editor.keyboard.press("Enter")
    expect(field(editor, "caption", "s1")).to_be_focused()
    expect(editor.locator("edit-bar")).to_contain_text("Saved")
    editor.reload()
    expect(title).to_have_text("How to **refund**")


def test_remarks_lead_to_their_step_and_are_mended_with_the_keyboard(chromium: Browser, site: Site) -> None:
    told = [step("s1", "You should click **Save**"), step("s2", "Open the RMA form")]
    fill(site, "told", pictured=False, steps=told)
    with browsing(chromium, site, "editor", "/guides/told/edit") as page:
        margin = page.locator("guide-remarks")
        expect(margin.get_by_role("listitem")).to_have_count(2)
        margin.get_by_role("link", name="Step 1 tells what somebody does").press("Enter")
        expect(page.locator("#step-s1")).to_be_focused()
        margin.get_by_role("button", name="Say “Click Save”").press("Enter")
        expect(page.locator("#step-s1 h2")).to_have_text("Click Save")
        expect(margin.get_by_role("listitem")).to_have_count(1)
        margin.get_by_role("button", name="It may stay").press("Enter")
        expect(margin).to_contain_text("Nothing to mend.")
        page.locator(".toast").get_by_role("button", name="Undo").click()
        margin.get_by_role("button", name="Explain it").press("Enter")
        expect(page.locator("#step-s2 .detail")).to_be_focused()
        page.keyboard.type("return merchandise authorisation.")
        expect(margin).to_contain_text("Nothing to mend.")


def test_a_remark_on_the_scope_opens_it(chromium: Browser, site: Site) -> None:
    steps = [step(f"s{at}", "Click **OK**") for at in range(8)]
    fill(site, "long", pictured=False, steps=steps, covers="")
    with browsing(chromium, site, "editor", "/guides/long/edit") as page:
        page.locator("guide-remarks").get_by_role("button", name="Say it").press("Enter")
        expect(page.get_by_label("Covers", exact=True)).to_be_focused()


def test_letters_that_are_composed_are_kept(editor: Page) -> None:
    field(editor, "caption", "s4").click()
    editor.keyboard.press("End")
    keyboard = editor.context.new_cdp_session(editor)
    for text in ("\u306b", "\u306b\u307b", "\u306b\u307b\u3093"):
        composed = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        keyboard.send("Input.imeSetComposition", composed)
        editor.wait_for_timeout(500)  # longer than words take to be saved
    keyboard.send("Input.insertText", {"text": "\u65e5\u672c"})
    is_kept(editor, "caption", "Click **Issue refund\u65e5\u672c**", "s4")
    editor.keyboard.press("Control+z")
    is_kept(editor, "caption", "Click **Issue refund**", "s4")


@pytest.mark.parametrize("seed", [1, 4])
def test_whatever_is_pressed_is_kept_as_it_is_shown_and_can_be_taken_back(editor: Page, seed: int) -> None:
    chance = random.Random(seed)
    field(editor, "caption").click()
    editor.keyboard.press("Enter")
    for _ in range(90):
        if chance.random() < 0.5:
            editor.keyboard.press(chance.choice(PRESSED))
        else:
            editor.keyboard.type(chance.choice(TYPED))
        if editor.evaluate("!document.activeElement.matches('#step-s3 .detail')"):
            editor.locator("#step-s3").dispatch_event(
                "edit-words", {"bubbles": True, "detail": {"field": "detail"}}
            )
    detail = field(editor, "detail")
    is_kept(editor, "detail", detail.evaluate("(field) => field.words"))
    detail.evaluate("(field) => { while (field.undo()); }")
    assert detail.evaluate("(field) => field.words") == ""


def test_closing_the_page_in_mid_typing_loses_nothing(editor: Page) -> None:
    field(editor, "caption", "s4").click()
    editor.keyboard.press("End")
    editor.keyboard.type(" at once")
    editor.reload()
    expect(field(editor, "caption", "s4")).to_have_text("Click Issue refund at once")
    is_kept(editor, "caption", "Click **Issue refund at once**", "s4")
