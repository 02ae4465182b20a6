"""Pictures from elsewhere in the editor, in a real browser: chosen, pasted, dropped, and of another guide."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browsing import browsing
from tests.example_guide import SCREEN
from tests.running import wait_for
from tests.serving import Site, fill, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "data", share=True) as site:
        fill(site, "refund")
        fill(site, "parcel", title="How to send a parcel")
        yield site


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    with browsing(chromium, site, "editor", "/guides/refund/edit") as page:
        page.evaluate("customElements.whenDefined('picture-source')")
        yield page


def drawn(colour: str, size: tuple[int, int] = (640, 400), form: str = "PNG", **options: Any) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, form, **options)
    return stream.getvalue()


def step(page: Page, step_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in draft(page) if each["id"] == step_id)
    return found


def steps(page: Page) -> list[str]:
    return [each["id"] for each in draft(page)]


def draft(page: Page) -> list[dict[str, Any]]:
    site = page.url.partition("/guides")[0]
    found: list[dict[str, Any]] = page.request.get(f"{site}/api/guides/refund/draft").json()["steps"]
    return found


def ask(page: Page, name: str, **detail: Any) -> Locator:
    """Ask for a picture as the tools do, and return the dialog that opens."""
    tell(page, name, **detail)
    return page.locator("dialog.picture-source")


def tell(page: Page, name: str, **detail: Any) -> None:
    page.locator(f"#step-{detail.get('step') or detail.get('after')}").evaluate(
        "(row, [name, detail]) => row.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }))",
        [name, detail],
    )


def give(page: Page, kind: str, selector: str, files: list[tuple[str, str, bytes]], **point: float) -> None:
    """Paste or drop files as a person does."""
    page.evaluate(
        """([kind, selector, files, point]) => {
            const transfer = new DataTransfer();
            for (const [name, type, data] of files)
                transfer.items.add(new File([new Uint8Array(data)], name, { type }));
            const target = document.querySelector(selector);
            const init = { bubbles: true, cancelable: true, ...point };
            const send = (event) => target.dispatchEvent(event);
            if (kind === "paste") send(new ClipboardEvent("paste", { ...init, clipboardData: transfer }));
            else for (const name of ["dragenter", "dragover", "drop"])
                send(new DragEvent(name, { ...init, dataTransfer: transfer }));
        }""",
        [kind, selector, [[name, kind_, list(data)] for name, kind_, data in files], point],
    )


def test_pictures_come_in_from_everywhere(page: Page) -> None:
    before = step(page, "s4")
    marks = before["picture"]["marks"]

    # replaced by a file of the same size: caption, crop and marks stay
    dialog = ask(page, "replace-picture", step="s4")
    expect(dialog.get_by_role("heading", name="Replace the picture")).to_be_visible()
    same_size: FilePayload = {"name": "new.png", "mimeType": "image/png", "buffer": drawn("navy", SCREEN)}
    dialog.locator("input[type=file]").set_input_files([same_size])
    expect(page.get_by_text("Picture replaced")).to_be_visible()
    wait_for(lambda: step(page, "s4")["picture"]["file"] != before["picture"]["file"], "the new picture")
    after = step(page, "s4")
    assert (after["caption"], after["picture"]["marks"]) == (before["caption"], marks)
    assert after["picture"]["crop"] == before["picture"]["crop"]

    # the same again with another size: no marks; and taken back
    dialog = ask(page, "replace-picture", step="s4")
    big: FilePayload = {
        "name": "big.jpg",
        "mimeType": "image/jpeg",
        "buffer": drawn("red", (8160, 6120), "JPEG"),
    }
    dialog.locator("input[type=file]").set_input_files([big])
    expect(page.get_by_text("more than a guide needs, and is kept at 3840")).to_be_visible(timeout=30_000)
    wait_for(lambda: step(page, "s4")["picture"]["marks"] == [], "the picture without marks")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    wait_for(lambda: step(page, "s4")["picture"] == after["picture"], "the picture before")

    # pasted: a step after the one with the focus, its words ready to be written
    count = len(steps(page))
    page.locator("#step-s2").focus()
    give(page, "paste", "#step-s2", [("", "image/png", drawn("teal"))])
    expect(page.locator("li.step")).to_have_count(count + 1)
    page.keyboard.type("Look here")
    page.keyboard.press("Escape")


def test_a_picture_of_another_guide_comes_with_its_marks(page: Page) -> None:
    dialog = ask(page, "insert-picture", after="s1")
    dialog.get_by_role("searchbox").fill("parcel")
    expect(dialog.get_by_role("heading", name="How to send a parcel")).to_be_visible()
    dialog.locator(".source-guides button").nth(3).click()
    expect(page.get_by_text("Picture inserted")).to_be_visible()
    added = wait_for(lambda: {steps(page)[1]} - {"s2"}, "the inserted step").pop()
    assert step(page, added)["picture"]["marks"]


def test_dropped_pictures_go_onto_a_step_or_between_steps(page: Page) -> None:
    row = page.locator("#step-s3")
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box
    middle = {"clientX": box["x"] + 50, "clientY": box["y"] + box["height"] / 2}
    edge = {"clientX": box["x"] + 50, "clientY": box["y"] + box["height"] - 3}
    before = step(page, "s3")["picture"]["file"]
    give(page, "drop", "#step-s3", [("a.png", "image/png", drawn("olive"))], **middle)
    expect(page.get_by_text("Picture replaced")).to_be_visible()
    wait_for(lambda: step(page, "s3")["picture"]["file"] != before, "the new picture")
    count = len(steps(page))
    two = [("b.png", "image/png", drawn("plum")), ("c.gif", "image/gif", drawn("pink", form="GIF"))]
    give(page, "drop", "#step-s3", two, **edge)
    expect(page.locator("li.step")).to_have_count(count + 2)
    expect(page.locator(".dropzone")).to_have_count(0)
    wait_for(lambda: steps(page)[steps(page).index("s3") + 3 :][:1] == ["s4"], "the two steps after it")


def test_what_is_no_picture_is_said_and_changes_nothing(page: Page) -> None:
    before = steps(page)
    dialog = ask(page, "insert-picture", after="s1")
    bad: FilePayload = {
        "name": "page.png",
        "mimeType": "image/png",
        "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    dialog.locator("input[type=file]").set_input_files([bad])
    expect(page.get_by_text("page.png: This is no picture that can be read here")).to_be_visible()
    assert steps(page) == before


def test_recording_here_and_again_leads_to_the_place(page: Page, site: Site) -> None:
    tell(page, "record-again", step="s2")
    page.wait_for_url(f"{site.url}/guides/refund/record?again=s2")
    expect(page.get_by_role("heading", name="Record this step again")).to_be_visible()
    expect(page.locator("code")).to_contain_text("--into refund --again s2")
