"""Redacting from the editor in a real browser: by keyboard from a remark, and by dragging over a picture."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from recorder.document.geometry import Box
from recorder.document.guide import Guide
from server.redacting.offers import draft_of
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.example_guide import SECRET_CUSTOMER
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser
ROW = Box(336, 248, 328, 48)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund")
        yield site


def draft(site: Site) -> Guide:
    guide = draft_of(site.base, "refund")
    assert guide is not None
    return guide


def is_filled(site: Site, step: int, box: Box) -> bool:
    """Tell whether a region of a step's stored picture is of one colour."""
    picture = draft(site).steps[step].picture
    assert picture is not None
    data = site.base.objects.get(f"pictures/{picture.file.rpartition('/')[2]}")
    assert data is not None
    part = Image.open(BytesIO(data)).convert("RGB").crop((box.x, box.y, box.right, box.bottom))
    return len(part.getcolors(part.width * part.height) or ()) == 1


def assert_accessible(page: Page) -> None:
    found = Axe().run(page, "#redact-dialog").response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_a_name_is_redacted_by_keyboard_from_its_remark(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/edit") as page:
        remark = page.locator("guide-remarks li", has_text=SECRET_CUSTOMER)
        remark.get_by_role("button", name="Redact for good").focus()
        page.keyboard.press("Enter")
        dialog = page.locator("#redact-dialog")
        expect(dialog.get_by_role("heading", name="Redact for good")).to_be_focused()
        expect(dialog.locator(".redact-places img").first).to_be_visible()
        expect(dialog).to_contain_text("It cannot be undone.")
        expect(dialog.locator("del")).to_contain_text(SECRET_CUSTOMER)
        assert_accessible(page)
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.for-good')"):
                break
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("heading", name="Redacted for good")).to_be_focused()
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(dialog).not_to_be_visible()
        expect(page.locator("guide-remarks li", has_text=SECRET_CUSTOMER)).to_have_count(0)
        assert SECRET_CUSTOMER not in page.content()
    assert is_filled(site, 0, ROW)
    assert SECRET_CUSTOMER not in draft(site).model_dump_json()


def test_a_place_is_marked_by_drag_or_by_numbers_on_a_phone(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/edit", viewport=PHONE) as page:
        page.locator("a[data-redact]").click()
        dialog = page.locator("#redact-dialog")
        dialog.locator(".redact-pictures a").nth(1).click()
        marked = dialog.locator("redact-box")
        expect(marked).to_be_visible()
        area = marked.bounding_box()
        assert area is not None
        assert not scrolls_sideways(page)
        page.mouse.move(area["x"] + 0.3 * area["width"], area["y"] + 0.2 * area["height"])
        page.mouse.down()
        page.mouse.move(area["x"] + 0.7 * area["width"], area["y"] + 0.5 * area["height"], steps=4)
        page.mouse.up()
        sides = dialog.locator("input[name=side]")
        expect(sides.nth(2)).not_to_have_value("")
        assert 700 < int(sides.nth(2).input_value()) < 830
        for number, side in enumerate((640, 496, 640, 46)):
            sides.nth(number).fill(str(side))
        dialog.get_by_role("button", name="Look what goes with it").click()
        expect(dialog.locator(".redact-places li").first).to_be_visible()
        assert_accessible(page)
        dialog.locator(".bottom .for-good").click()
        expect(dialog.get_by_role("heading", name="Redacted for good")).to_be_visible()
        dialog.get_by_role("link", name="Back to the guide").click()
        expect(dialog).not_to_be_visible()
    assert is_filled(site, 1, Box(640, 496, 640, 46))


def test_it_works_without_scripts(chromium: Browser, site: Site) -> None:
    with browsing(chromium, site, "editor", "/guides/refund/redact") as page:
        address, cookies = page.url, page.context.cookies()
    plain = chromium.new_context(java_script_enabled=False)
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(address)
    page.get_by_label("Words, such as a name").fill(SECRET_CUSTOMER)
    page.get_by_role("button", name="Look where they are").click()
    expect(page.locator(".redact-places input")).to_be_checked()
    page.get_by_role("button", name="Redact for good").click()
    expect(page.get_by_role("heading", name="Redacted for good")).to_be_visible(timeout=15_000)
    plain.close()
    assert is_filled(site, 0, ROW)


def test_the_tool_of_a_picture_opens_it_and_other_open_pages_follow(chromium: Browser, site: Site) -> None:
    edit = "/guides/refund/edit"
    with (
        browsing(chromium, site, "editor", edit) as page,
        browsing(chromium, site, "editor", edit, name="Bo") as other,
    ):
        shot = page.locator("#step-s1 .shot")
        shot.click()
        page.locator("picture-tools [data-tool=redact]").click()
        area = shot.bounding_box()
        assert area is not None
        page.mouse.move(area["x"] + 30, area["y"] + 90)
        page.mouse.down()
        page.mouse.move(area["x"] + 260, area["y"] + 130, steps=5)
        page.mouse.up()
        dialog = page.locator("#redact-dialog")
        expect(dialog.get_by_label("Words that go as well")).to_have_value(SECRET_CUSTOMER)
        expect(other.locator("#step-s1")).to_contain_text(SECRET_CUSTOMER)
        dialog.locator(".bottom .for-good").click()
        expect(dialog.get_by_role("heading", name="Redacted for good")).to_be_visible()
        expect(other.locator("#step-s1")).not_to_contain_text(SECRET_CUSTOMER, timeout=15_000)
    assert is_filled(site, 0, ROW)
