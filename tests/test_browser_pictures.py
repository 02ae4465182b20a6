"""Pictures in the editor, in a real browser: by mouse, by touch and by keys alone."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from server.rendering import static_url
from tests.browsing import PHONE, browsing, scrolls_sideways
from tests.running import wait_for
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser

EDITOR = "/guides/refund/edit"
ORDER, POINTER = [336, 248, 328, 48], [610, 280]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("data"), share=True) as site:
        yield site


@pytest.fixture
def editor(chromium: Browser, site: Site) -> Iterator[Page]:
    fill(site, "refund")
    with browsing(chromium, site, "editor", EDITOR) as page:
        yield page


SETTLED = """async ([url, tools, id]) => {
  const [{store}, {pictures}] = [await import(url), await import(tools)];
  const until = Date.now() + 10_000;
  const waits = () => store.queue.calls.length || [...pictures.stages.values()].some((each) => each.draft);
  while (waits() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  return store.truth.steps.find((step) => step.id === id).picture;
}"""


def drafted(page: Page, step: str) -> dict[str, Any]:
    """Return a step's picture as the server has it, once every edit is answered."""
    modules = [static_url(f"js/editor/{each}.js") for each in ("store", "pictures/pictures")]
    found: dict[str, Any] = page.evaluate(SETTLED, [*modules, step])
    return found


def marks(page: Page, step: str) -> list[dict[str, Any]]:
    """Return a step's marks as the server has them."""
    return [
        {name: value for name, value in mark.items() if value is not None}
        for mark in drafted(page, step)["marks"]
    ]


def opened(page: Page, step: str) -> Locator:
    """Return a step's picture with the raw one shown in it."""
    picture = page.locator(f"#step-{step} step-picture")
    picture.scroll_into_view_if_needed()
    picture.hover()
    expect(picture).to_have_attribute("data-raw", "")
    return picture


def where(picture: Locator, at: tuple[int, int], crop: tuple[int, int, int, int]) -> tuple[float, float]:
    """Return where a place of the raw picture is on the page."""
    box = wait_for(picture.bounding_box, "a picture on the page")  # an answer may be drawing the step anew
    x, y = (at[0] - crop[0]) / crop[2] * box["width"], (at[1] - crop[1]) / crop[3] * box["height"]
    return box["x"] + x, box["y"] + y


def seen(page: Page, box: FloatRect) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")


CROP, OTHER = (320, 140, 960, 540), (480, 300, 960, 560)


def swipe(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw one finger over the screen, as the browser sees it."""
    touch = page.context.new_cdp_session(page)
    for at in range(7):
        x, y = (one + (other - one) * at / 6 for one, other in zip(start, end, strict=True))
        kind = "touchMove" if at else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_picture_is_marked_by_mouse_and_undone(editor: Page) -> None:
    picture = editor.locator("#step-s1 step-picture")
    picture.scroll_into_view_if_needed()
    expect(picture.locator("img")).to_have_js_property("complete", True)
    box = picture.bounding_box()
    assert box
    before = seen(editor, box)
    opened(editor, "s1")
    editor.mouse.move(5, 5)
    assert picture.bounding_box() == box
    difference = ImageChops.difference(before, seen(editor, box)).convert("L")
    assert sum(difference.histogram()[64:]) < 200

    tool = editor.locator("picture-tools")
    expect(tool.get_by_role("heading")).to_have_text("Picture of step 1")
    tool.get_by_role("button", name="Box", exact=True).click()
    editor.mouse.click(*where(picture, (400, 270), CROP))  # a click means the control
    assert marks(editor, "s1")[-1] == {"kind": "box", "box": ORDER}
    tool.get_by_role("button", name="Blue").click()
    tool.get_by_role("button", name="Highlight").click()
    start, end = where(picture, (800, 400), CROP), where(picture, (1000, 460), CROP)
    editor.mouse.move(*start)
    editor.mouse.down()
    editor.mouse.move(*end, steps=5)
    editor.mouse.up()
    drawn = marks(editor, "s1")
    assert drawn[-2]["color"] == "info"
    assert drawn[-1]["kind"] == "highlight"
    assert drawn[-1]["box"] == pytest.approx([800, 400, 200, 60], abs=2)

    corner = picture.locator("[data-handle=se]")
    corner.hover()
    editor.mouse.down()
    editor.mouse.move(*where(picture, (1060, 480), CROP), steps=4)
    editor.mouse.up()
    assert marks(editor, "s1")[-1]["box"] == pytest.approx([800, 400, 260, 80], abs=2)
    editor.get_by_role("button", name="Undo").first.click()
    expect(picture.locator(".mark-grip[aria-label^=Highlight]")).to_have_count(1)
    tool.get_by_role("button", name="Remove", exact=True).click()
    expect(picture.locator(".mark-grip[aria-label^=Highlight]")).to_have_count(0)
    assert [mark["kind"] for mark in marks(editor, "s1")] == ["box", "pointer", "box"]

    opened(editor, "s4")
    expect(tool.get_by_role("heading")).to_have_text("Picture of step 4")
    opened(editor, "s1")
    tool.get_by_role("button", name="Hide", exact=True).click()
    editor.mouse.click(*where(picture, (400, 270), CROP))
    tool.get_by_role("button", name="Copy to other steps").click()
    dialog = editor.get_by_role("dialog", name="Copy the mark")
    assert dialog.get_by_role("checkbox").count() == 4
    for place in (3, 2, 1):
        dialog.get_by_role("checkbox").nth(place).uncheck()
    dialog.get_by_role("button", name="Copy").click()
    assert marks(editor, "s2")[-1] == {"kind": "hide", "box": ORDER}
    assert len(marks(editor, "s3")) == 1


def test_a_picture_is_marked_and_cropped_by_keys_alone(editor: Page) -> None:
    stage = editor.locator("#step-s3 .stage")
    stage.focus()
    expect(editor.locator("#step-s3 step-picture")).to_have_attribute("data-raw", "")
    editor.keyboard.press("n")
    for _ in range(3):
        editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Enter")
    field = editor.get_by_label("Number on the picture")
    field.fill("7")
    field.press("Enter")
    editor.keyboard.press("t")
    editor.keyboard.type("Größe — bitte wählen 👍")
    editor.keyboard.press("Enter")
    editor.keyboard.press("h")
    for key in ("Shift+ArrowRight", "Shift+ArrowDown", "ArrowLeft"):
        editor.keyboard.press(key)
    editor.keyboard.press("Escape")
    drawn = marks(editor, "s3")
    assert [mark["kind"] for mark in drawn] == ["box", "number", "text", "hide"]
    assert (drawn[1]["number"], drawn[1]["at"]) == (7, [643, 606])
    assert drawn[2]["text"] == "Größe — bitte wählen 👍"
    assert drawn[3]["box"] == [639, 606, 641, 47]
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Box, mark 1 of 4")).to_be_focused()
    editor.keyboard.press("Delete")
    assert len(marks(editor, "s3")) == 3

    stage.focus()
    editor.keyboard.press("c")
    editor.locator("#step-s3 [data-handle=nw]").focus()
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    expect(editor.locator("#step-s3 .mark-handle")).to_have_count(0)
    marks(editor, "s3")
    assert drafted(editor, "s3")["crop"] == [490, 310, 950, 550]
    editor.keyboard.press("+")
    expect(stage).to_have_attribute("data-zoomed", "")
    editor.keyboard.press("0")
    expect(stage).not_to_have_attribute("data-zoomed", "")
    editor.keyboard.press("Control+z")
    assert drafted(editor, "s3")["crop"] == [480, 300, 960, 560]


def test_a_picture_is_marked_by_touch_on_a_phone(chromium: Browser, site: Site) -> None:
    fill(site, "refund")
    with browsing(chromium, site, "editor", EDITOR, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        picture = page.locator("#step-s4 step-picture")
        picture.scroll_into_view_if_needed()
        picture.tap()
        expect(picture).to_have_attribute("data-raw", "")
        tools = page.locator("picture-tools")
        expect(tools).to_be_visible()
        before = picture.bounding_box()
        tools.get_by_role("button", name="Box", exact=True).tap()
        swipe(page, where(picture, (700, 500), OTHER), where(picture, (900, 620), OTHER))
        drawn = marks(page, "s4")
        assert drawn[-1]["kind"] == "box"
        assert drawn[-1]["box"] == pytest.approx([700, 500, 200, 120], abs=25)
        assert picture.bounding_box() == before
        swipe(page, where(picture, (800, 560), OTHER), where(picture, (840, 700), OTHER))
        assert marks(page, "s4")[-1]["box"] == pytest.approx([740, 640, 200, 120], abs=25)
        tools.get_by_role("button", name="Larger").press("Enter")
        expect(picture.locator(".stage")).to_have_attribute("data-zoomed", "")


def mark(page: Page) -> None:
    page.locator("#step-s4 .stage").focus()
    expect(page.locator("#step-s4 step-picture")).to_have_attribute("data-raw", "")
    page.keyboard.press("n")


def words(page: Page) -> None:
    page.keyboard.press("t")


def copy(page: Page) -> None:
    page.keyboard.type("Only here")
    page.keyboard.press("Enter")
    page.locator("picture-tools [data-act=copy]").dispatch_event("click")


def moments(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator("picture-tools [data-act=moment]").dispatch_event("click")
    page.locator("#step-s4 .stage").focus()


def crop(page: Page) -> None:
    page.keyboard.press("c")


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", {"width": 1440, "height": 1200}), ("dark", PHONE)]
)
def test_axe_finds_nothing_serious_in_any_state_of_a_picture(
    chromium: Browser, site: Site, scheme: Any, viewport: Any
) -> None:
    fill(site, "refund")
    with browsing(chromium, site, "editor", EDITOR, color_scheme=scheme, viewport=viewport) as page:
        for state in (mark, words, copy, moments, crop):
            state(page)
            found = Axe().run(page, context=["picture-tools", "#step-s4"]).response["violations"]
            serious = [each for each in found if each["impact"] in ("serious", "critical")]
            assert not serious, (state.__name__, [str(each["nodes"])[:600] for each in serious])
            assert not scrolls_sideways(page)
