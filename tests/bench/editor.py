"""What a person feels in the editor of a long guide, in real Chromium, beside a bare page of the same.

The floor is a page with the same words as plain editable headings and the same pictures, in the same browser
and run: what the browser itself takes. Times go from the input to the frame that shows it.
"""

import tempfile
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, Route, sync_playwright

from recorder.document.geometry import Box, Point
from recorder.document.guide import Action, BoxMark, Guide, Picture, Step, Target, Window
from recorder.document.guidefile import pack_guide
from recorder.document.imagefile import image_name
from server.drawings import drawings_of
from server.importing import take_in
from server.painting import draw_waiting
from tests.conftest import CHROMIUM_ARGS
from tests.serving import Site, served

STEPS = 200
PICTURES = 8
KEYS = 60
OPENINGS = 5
WIDE = {"width": 1440, "height": 900}
HEAD = f"{'':<44}{'p50 ms':>8}{'p75':>8}{'worst':>8}{'of floor':>10}\n"
AIMS = (
    "Aims: no input over 50 ms at p75; opening under 1 s; scripts under 150 KB as sent. "
    "Times include the frame that shows it (16.7 ms at 60 a second).\n"
)
WATCH = """
window.inks = [];
for (const kind of ["keydown", "pointerdown", "pointermove", "pointerup"]) addEventListener(kind, (event) => {
  const began = event.timeStamp;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.inks.push([kind, performance.now() - began]);
    port2.postMessage(null);
  });
}, { capture: true });
"""
OPENED = (
    """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"""
)
SENT = """() => performance.getEntriesByType("resource")
  .map((each) => [each.name.split("?")[0].split(".").at(-1), each.encodedBodySize])"""


def measure(out: Callable[[str], object]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "data") as site:
        take_in(site.base, BytesIO(_long_guide()), site.owner)
        while draw_waiting(site.base):
            pass
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGS)
            )
            out(f"A guide of {STEPS} steps with pictures\n{HEAD}")
            for name, ours, floor in _figures(browser, site):
                out(_row(name, ours, floor))
            out(_weight(browser, site))
            browser.close()
    out(AIMS)


def _figures(browser: Browser, site: Site) -> list[tuple[str, Sequence[float], Sequence[float]]]:
    address, bare = f"{site.url}/guides/long/edit", f"{site.url}/bare"
    opening = [_opening(browser, address) for _ in range(OPENINGS)]
    floor_opening = [_opening(browser, bare) for _ in range(OPENINGS)]
    with_page, floor = _page(browser, address), _page(browser, bare)
    floor_keys = _typed(floor, "h2 >> nth=100")
    floor_click = _clicked(floor, "h2 >> nth={}")
    return [
        ("opening until it can be used", opening, floor_opening),
        (
            "from a click on words to the caret in them",
            _clicked(with_page, "h2 rich-words >> nth={}"),
            floor_click,
        ),
        ("from a key to its letter", _typed(with_page, "h2 rich-words >> nth=100"), floor_keys),
        ("a step one place down, by key", _moved(with_page), floor_keys),
        ("a step from the top to the bottom", _sent_down(with_page), floor_keys),
        ("each move while a box is drawn", _drawn(with_page), floor_keys),
    ]


def _page(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
    page.route("**/bare", _bare)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    return page


def _opening(browser: Browser, address: str) -> float:
    page = _page(browser, address)
    took: float = page.evaluate(OPENED)
    page.context.close()
    return took


def _inks(page: Page, kinds: Sequence[str]) -> list[float]:
    page.wait_for_timeout(300)
    return [took for kind, took in page.evaluate("inks.splice(0)") if kind in kinds]


def _clicked(page: Page, words: str) -> list[float]:
    found: list[float] = []
    for number in range(20, 60, 2):
        what = page.locator(words.format(number))
        what.scroll_into_view_if_needed()
        page.wait_for_timeout(120)
        _inks(page, ())
        what.click()
        assert page.evaluate("document.activeElement.isContentEditable")
        found += _inks(page, ["pointerdown"])
    return found


def _typed(page: Page, words: str) -> list[float]:
    page.locator(words).click()
    page.keyboard.press("End")
    _inks(page, ())
    for number in range(KEYS):
        page.keyboard.press("abcdefghij klmnop"[number % 17])
        page.wait_for_timeout(60)
    return _inks(page, ["keydown"])


def _moved(page: Page) -> list[float]:
    page.locator("ol.steps > li.step").nth(60).focus()
    _inks(page, ())
    for _ in range(20):
        page.keyboard.press("Alt+ArrowDown")
        page.wait_for_timeout(400)
    return _inks(page, ["keydown"])


def _sent_down(page: Page) -> list[float]:
    """Move the first step behind the last by the dialog; what counts is the press of its button."""
    found: list[float] = []
    for _ in range(5):
        step = page.locator("ol.steps > li.step").first
        step.locator("[data-act=menu]").click()
        page.get_by_role("menuitem", name="Move to …").click()
        page.locator("#move-to-place").select_option(index=STEPS - 1)
        _inks(page, ())
        page.locator("#move-to button[value=move]").focus()
        page.keyboard.press("Enter")
        found += _inks(page, ["keydown"])
        page.wait_for_timeout(800)
    return found


def _drawn(page: Page) -> list[float]:
    found: list[float] = []
    for number in (10, 12, 14):
        stage = page.locator("ol.steps > li.step").nth(number).locator(".stage")
        stage.scroll_into_view_if_needed()
        stage.focus()
        page.wait_for_timeout(500)
        page.locator("picture-tools").get_by_role("button", name="Box", exact=True).click()
        box = stage.bounding_box()
        assert box
        page.mouse.move(box["x"] + 40, box["y"] + 40)
        page.mouse.down()
        _inks(page, ())
        for at in range(30):
            page.mouse.move(box["x"] + 50 + 6 * at, box["y"] + 50 + 4 * at)
            page.wait_for_timeout(16)
        page.mouse.up()
        found += _inks(page, ["pointermove"])
    return found


def _weight(browser: Browser, site: Site) -> str:
    page = _page(browser, f"{site.url}/guides/long/edit")
    sizes: list[tuple[str, int]] = page.evaluate(SENT)
    page.context.close()
    scripts, sheets = (sum(size for kind, size in sizes if kind == wanted) for wanted in ("js", "css"))
    return f"sent, compressed: scripts {scripts / 1000:.0f} KB, styles {sheets / 1000:.0f} KB\n"


def _row(name: str, ours: Sequence[float], floor: Sequence[float]) -> str:
    ratio = median(ours) / median(floor)
    return f"{name:<44}{median(ours):>8.0f}{_late(ours):>8.0f}{max(ours):>8.0f}{ratio:>10.1f}\n"


def _late(times: Sequence[float]) -> float:
    return quantiles(times, n=4, method="inclusive")[-1]


def _bare(route: Route) -> None:
    steps = "".join(
        f"<section><h2 contenteditable>{escape(step.caption)}</h2>"
        f"<section><h2 contenteditable>{escape(step.caption)}</h2>"
        f'<img src="{shown.url}" width="{shown.width // 2}"'
        for step in _steps({})
        for shown in (drawings_of(step)["wide"],)
    )
    route.fulfill(body=f"<!doctype html><meta charset=utf-8><body>{steps}", content_type="text/html")


def _steps(pictures: dict[str, bytes]) -> tuple[Step, ...]:
    """Return the steps, and put their pictures' bytes under their names."""
    pictures |= {image_name(content): content for content in map(_picture, range(PICTURES))}
    files = list(pictures)
    return tuple(_step(number, files[number % PICTURES]) for number in range(STEPS))


def _long_guide() -> bytes:
    pictures: dict[str, bytes] = {}
    steps, title = _steps(pictures), "How to save two hundred forms"
    stream = BytesIO()
    guide = Guide(format="handrail-guide", version=1, id="long", title=title, steps=steps)
    pack_guide(stream, guide, pictures, {})
    return stream.getvalue()


def _step(number: int, file: str) -> Step:
    box = Box(900, 600, 140, 40)
    picture: dict[str, Any] = {"file": file, "width": 1920, "height": 1080, "crop": Box(480, 240, 960, 600)}
    return Step(
        id=f"s{number}",
        kind="action",
        caption=f"Click Save in form {number + 1}",
        action=Action(kind="click", button="left", at=Point(970, 620), time=float(number)),
        target=Target(name="Save", role="button", box=box),
        window=Window(title=f"Form {number}", app="forms", box=Box(400, 200, 1100, 700)),
        picture=Picture(**picture, marks=(BoxMark(box=box),)),
    )


def _picture(number: int) -> bytes:
    image = Image.new("RGB", (1920, 1080), (236, 239, 243))
    pen = ImageDraw.Draw(image)
    pen.rectangle((400, 200, 1500, 900), fill="white", outline=(40, 50, 60))
    for line in range(20):
        pen.text(
            (440, 240 + 18 * line),
            f"Form {number}, line {line}: a label and what is in it",
            fill=(30, 40, 50),
        )
    pen.rectangle((900, 600, 1040, 640), fill=(30, 100, 180))
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
