"""The whole way by the page: `handrail` alone, its button in a real browser, real hands, sheet and guide."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.own_machine import handrail, window
from tests.running import PROGRAMS, PYTHON, Program, running, xdo
from tests.test_recorded_captions import FORM_COLUMNS, Author, author

SECONDS = 60_000
BESIDE = ("--window-position=1050,0", "--window-size=860,1000")

pytestmark = pytest.mark.browser


@pytest.fixture
def gtk_form(desktop: Mapping[str, str]) -> Iterator[Program]:
    """Give the form anew to each test: what one wrote into it would stand before what the next writes."""
    with running(desktop, [PYTHON, str(PROGRAMS / "gtk_form.py")], "Refund form") as program:
        yield program


@pytest.fixture
def page(playwright: Playwright, desktop: Mapping[str, str], tmp_path: Path) -> Iterator[Page]:
    with handrail(desktop, tmp_path) as address, window(playwright, desktop, address, BESIDE) as page:
        yield page


def start(page: Page, desktop: Mapping[str, str], form: Program) -> None:
    page.get_by_role("link", name="Record a task").last.click()
    page.get_by_label("What is the task called?").fill("How to notify a customer")
    page.get_by_role("button", name="Start recording").click()
    xdo(desktop, "windowmove", form.window.id, 60, 60)
    xdo(desktop, "windowactivate", "--sync", form.window.id)
    expect(page.get_by_role("heading", name="Recording 0:")).to_be_visible(timeout=SECONDS)


def test_a_task_is_recorded_trimmed_and_published(
    desktop: Mapping[str, str], page: Page, gtk_form: Program
) -> None:
    start(page, desktop, gtk_form)
    with author(desktop, FORM_COLUMNS) as person:
        person.click("Amount", "text")
        person.fill_in("Amount", "84.50")
        person.click("Notify customer", "check box")
        expect(page.locator(".take h2").last).to_contain_text("Notify customer", timeout=SECONDS)
        for picture in page.locator(".take img").all():
            expect(picture).not_to_have_js_property("naturalWidth", 0)
        person.click("By bank transfer", "radio button")
        person.hands.press("Control_L", "Alt_L", "End")
    page.wait_for_url("**/trim", timeout=SECONDS)
    words = [each.strip() for each in page.locator(".take h2 .shown").all_inner_texts()]
    assert words[:3] == ["Fill in Amount", "Turn on Notify customer", "Choose By bank transfer"]
    page.locator(".take").nth(2).focus()
    page.keyboard.press("x")
    expect(page.locator(".take").nth(2)).to_have_class(re.compile(r"\boff\b"))
    page.get_by_label("Process").fill("Customer support")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How to notify a customer")
    steps = page.locator(".step-action h2")
    expect(steps).to_have_text(["Fill in Amount", "Turn on Notify customer"])
    page.goto(page.url.partition("/guides/")[0])
    expect(page.locator(".fresh").get_by_role("link", name="How to notify a customer").first).to_be_visible()


def test_a_step_is_recorded_again_and_more_steps_come_between(
    desktop: Mapping[str, str], page: Page, gtk_form: Program
) -> None:
    start(page, desktop, gtk_form)
    with author(desktop, FORM_COLUMNS) as person:
        person.click("Amount", "text")
        person.fill_in("Amount", "84.50")
        person.click("Notify customer", "check box")
        expect(page.locator(".take h2").last).to_contain_text("Notify customer", timeout=SECONDS)
        person.hands.press("Control_L", "Alt_L", "End")
        page.wait_for_url("**/trim", timeout=SECONDS)
        editor = page.url.removesuffix("/trim") + "/edit"
        amount, notify = (step["id"] for step in draft(page, editor)[:2])
        rewrite(page, editor, notify, "Let the **customer** know")
        before = draft(page, editor)

        record_at(page, desktop, gtk_form, f"{editor.removesuffix('/edit')}/record?again={notify}")
        person.click("Notify customer", "check box")
        end(page, person, "Notify customer")
        expect(page.get_by_role("heading", name="This step again")).to_be_visible()
        expect(page.locator(".pair").first).to_contain_text("Let the customer know")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/edit", timeout=SECONDS)
        after = draft(page, editor)
        assert after[1]["caption"] == "Let the **customer** know"
        assert after[1]["picture"]["file"] != before[1]["picture"]["file"]
        assert [after[0], *after[2:]] == [before[0], *before[2:]]

        record_at(page, desktop, gtk_form, f"{editor.removesuffix('/edit')}/record?after={amount}")
        person.click("By bank transfer", "radio button")
        person.click("By card", "radio button")
        end(page, person, "By card")
        expect(page.get_by_role("heading", name="More steps")).to_be_visible()
        page.get_by_role("button", name="Save what is chosen").click()
        page.wait_for_url("**/edit", timeout=SECONDS)
    assert [step["caption"] for step in draft(page, editor)][:4] == [
        "Fill in **Amount**",
        "Choose **By bank transfer**",
        "Choose **By card**",
        "Let the **customer** know",
    ]
    moments = page.request.get(f"{address_of(editor)}/steps/{notify}/moments").json()["moments"]
    assert any(each["shown"] for each in moments)


def address_of(editor: str) -> str:
    return editor.replace("/guides/", "/api/guides/").removesuffix("/edit")


def draft(page: Page, editor: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(f"{address_of(editor)}/draft").json()["steps"]
    return found


def rewrite(page: Page, editor: str, step: str, caption: str) -> None:
    before = next(each["caption"] for each in draft(page, editor) if each["id"] == step)
    edit = {"kind": "set_caption", "step": step, "before": before, "caption": caption}
    assert page.request.post(f"{address_of(editor)}/edits", data={"edits": [edit]}).ok


def record_at(page: Page, desktop: Mapping[str, str], form: Program, address: str) -> None:
    """Start a recording for a place in a guide, with the program in front."""
    page.goto(address)
    page.get_by_role("button", name="Start recording").click()
    xdo(desktop, "windowactivate", "--sync", form.window.id)
    expect(page.get_by_role("heading", name="Recording 0:")).to_be_visible(timeout=SECONDS)


def end(page: Page, person: Author, last: str) -> None:
    """Stop once the last step is seen, and come to the sheet."""
    expect(page.locator(".take h2").last).to_contain_text(last, timeout=SECONDS)
    person.hands.press("Control_L", "Alt_L", "End")
    page.wait_for_url("**/takes/*", timeout=SECONDS)


def test_a_click_on_the_page_s_own_buttons_is_no_step(
    desktop: Mapping[str, str], page: Page, gtk_form: Program
) -> None:
    start(page, desktop, gtk_form)
    with author(desktop, FORM_COLUMNS) as person:
        person.click("Notify customer", "check box")
        expect(page.locator(".take h2").last).to_contain_text("Notify customer", timeout=SECONDS)
        box = page.evaluate(STOP)
        xdo(desktop, "mousemove", "--sync", *box, "click", 1)
    page.wait_for_url("**/trim", timeout=SECONDS)
    words = [each.strip() for each in page.locator(".take h2 .shown").all_inner_texts()]
    assert words[0] in ("Turn on Notify customer", "Turn off Notify customer")
    assert not [each for each in words[1:] if not each.startswith("Done when") or "Chromium" in each]


STOP = """() => {
    const box = document.getElementById("do-stop").getBoundingClientRect();
    const [left, top] = [screenX + (outerWidth - innerWidth) / 2, screenY + outerHeight - innerHeight];
    return [Math.round(left + box.x + box.width / 2), Math.round(top + box.y + box.height / 2)];
}"""
