"""The whole way by the page: `handrail` alone, its button in a real browser, real hands, sheet and guide."""

import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.conftest import CHROMIUM_ARGS
from tests.recorder_process import HANDRAIL
from tests.running import Program, xdo
from tests.test_recorded_captions import FORM_COLUMNS, author

SECONDS = 60_000
BESIDE = ("--window-position=1050,0", "--window-size=860,1000", "--no-first-run")

pytestmark = pytest.mark.browser


@pytest.fixture
def address(desktop: Mapping[str, str], tmp_path: Path) -> Iterator[str]:
    """Give the address of what `handrail` serves on the desktop; the browser is opened by the test."""
    own = {"HANDRAIL_DATA": str(tmp_path / "data"), "HANDRAIL_SPOOL": str(tmp_path / "spool")}
    process = subprocess.Popen(
        [str(HANDRAIL)],
        env={**desktop, **own, "HANDRAIL_PORT": "0", "BROWSER": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip().rpartition(" ")[2]
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def page(playwright: Playwright, desktop: Mapping[str, str], address: str) -> Iterator[Page]:
    browser: Browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        headless=False,
        args=[*CHROMIUM_ARGS, *BESIDE],
        env=dict(desktop),
    )
    page = browser.new_page(no_viewport=True)
    page.goto(address)
    yield page
    browser.close()


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
    steps = page.locator(".step-action h2 .shown")
    expect(steps).to_have_text(["Fill in Amount", "Turn on Notify customer"])
    page.goto(page.url.partition("/guides/")[0])
    expect(page.get_by_role("link", name="How to notify a customer")).to_be_visible()


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
