"""A guide for the tests of pages, its pictures drawn here: a refund in an imagined shop's refund desk."""

import hashlib
import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from recorder.document.geometry import Box, Point
from recorder.document.guide import Guide
from recorder.document.guidefile import write_guide

SCREEN = (1920, 1080)
WINDOW = Box(320, 140, 1280, 800)
GREY, PAPER, SHADE, INK, PALE = "#9a9c97", "#ffffff", "#eceff3", "#24292f", "#6d7681"
BLUE, DARK, LINE = "#2b6cb8", "#303a46", "#c5cbd3"
SECRET_CUSTOMER = "Ines Okafor"
HIDDEN_NOTE = "Wrong size, called twice"

Draw = ImageDraw.ImageDraw
Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


def face(size: int) -> Face:
    return ImageFont.load_default(size)


def screen(paint: Callable[[Draw], None]) -> bytes:
    """Return a screenshot: the window on a grey screen, and in it what `paint` draws."""
    image = Image.new("RGB", SCREEN, GREY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((WINDOW.x, WINDOW.y, WINDOW.right, WINDOW.bottom), SHADE)
    draw.rectangle((WINDOW.x, WINDOW.y, WINDOW.right, WINDOW.y + 52), DARK)
    draw.text((WINDOW.x + 22, WINDOW.y + 14), "Refund desk", "white", face(20))
    paint(draw)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def paint_orders(draw: Draw) -> None:
    draw.rectangle((320, 193, 680, 940), PAPER)
    rows = ("Order 4711 · " + SECRET_CUSTOMER, "Order 4708 · J. Braun", "Order 4702 · Acme Ltd")
    draw.text((345, 214), "Orders", PALE, face(18))
    for number, row in enumerate(rows):
        draw.text((360, 262 + 50 * number), row, INK, face(18))
    draw.text((1000, 540), "Choose an order on the left", PALE, face(18))


def paint_field(draw: Draw, top: int, label: str, text: str) -> None:
    draw.text((640, top), label, PALE, face(16))
    draw.rounded_rectangle((640, top + 26, 1280, top + 72), 5, PAPER, LINE, 2)
    draw.text((656, top + 37), text, INK, face(18))


def paint_button(draw: Draw, box: Box, label: str, colours: tuple[str, str]) -> None:
    draw.rounded_rectangle((box.x, box.y, box.right, box.bottom), 6, colours[0], LINE, 2)
    draw.text((box.centre.x, box.centre.y), label, colours[1], face(18), anchor="mm")


def paint_form(reason: str, note: str) -> Callable[[Draw], None]:
    def paint(draw: Draw) -> None:
        draw.rounded_rectangle((600, 230, 1320, 860), 8, PAPER, LINE, 2)
        draw.text((640, 258), "Refund order 4711", INK, face(28))
        draw.text((640, 306), "Paid 12 November by card · 84.50 EUR", PALE, face(16))
        paint_field(draw, 360, "Amount", "84.50")
        paint_field(draw, 470, "Reason", reason)
        paint_field(draw, 580, "Note", note)
        paint_button(draw, Box(930, 780, 140, 48), "Cancel", (PAPER, INK))
        paint_button(draw, Box(1090, 780, 190, 48), "Issue refund", (BLUE, "white"))

    return paint


def paint_result(draw: Draw) -> None:
    draw.rounded_rectangle((700, 380, 1220, 660), 8, PAPER, LINE, 2)
    draw.text((960, 470), "Refund issued", INK, face(30), anchor="mm")
    draw.text((960, 520), "84.50 EUR go back to the card", PALE, face(18), anchor="mm")
    paint_button(draw, Box(890, 570, 140, 48), "Close", (BLUE, "white"))


def picture(data: bytes, target: Box | None, at: Point | None, crop: Box) -> dict[str, Any]:
    marks: list[dict[str, Any]] = [{"kind": "box", "box": target}] if target else []
    marks += [{"kind": "pointer", "at": at}] if at else []
    name = f"images/{hashlib.sha256(data).hexdigest()}.png"
    return {"file": name, "width": SCREEN[0], "height": SCREEN[1], "crop": crop, "marks": marks}


def step(number: str, caption: str, kind: str = "action", **more: Any) -> dict[str, Any]:
    window = {"title": "Refund desk", "app": "refund-desk", "box": WINDOW}
    return {"id": number, "kind": kind, "caption": caption, "window": window} | more


def target(name: str, role: str, box: Box) -> dict[str, Any]:
    return {"name": name, "role": role, "box": box, "source": "tree"}


def example(*, pictured: bool = True, **changes: Any) -> tuple[Guide, Mapping[str, bytes]]:
    """Return the guide and its pictures by name in the file; without pictures it is there much sooner."""
    guide, images = _example(**changes)
    if pictured:
        return guide, images
    bare = (step.model_copy(update={"picture": None}) for step in guide.steps)
    return guide.model_copy(update={"steps": tuple(bare)}), {}


@cache
def _shots() -> tuple[bytes, ...]:
    return (
        screen(paint_orders),
        screen(paint_form("Choose a reason", "")),
        screen(paint_form("Returned goods", HIDDEN_NOTE)),
        screen(paint_form("Returned goods", HIDDEN_NOTE)),
        screen(paint_result),
    )


def _example(**changes: Any) -> tuple[Guide, Mapping[str, bytes]]:
    shots = _shots()
    order, reason = Box(336, 248, 328, 48), Box(640, 496, 640, 46)
    note, issue = Box(640, 606, 640, 46), Box(1090, 780, 190, 48)
    crops = [Box(320, 140, 960, 540), *[Box(480, 300, 960, 560)] * 3, Box(480, 250, 960, 540)]
    shown = [
        picture(shots[0], order, Point(610, 280), crops[0]),
        picture(shots[1], reason, Point(1250, 522), crops[1]),
        picture(shots[2], note, None, crops[2]),
        picture(shots[3], issue, Point(1262, 812), crops[3]),
        picture(shots[4], None, None, crops[4]),
    ]
    click = {"kind": "click", "button": "left"}
    steps = [
        step("s1", "Choose the entry in **Orders**", picture=shown[0], target=target("Orders", "list", order),
             action=click | {"at": Point(610, 280)}, short="Choose the order",
             values=[{"name": "Order", "text": "Order 4711 · " + SECRET_CUSTOMER, "show": "never"}]),
        step("s2", "Choose **Returned goods** in **Reason**", picture=shown[1], short="Choose a reason",
             target=target("Reason", "combo box", reason), action=click | {"at": Point(1250, 522)},
             detail="Use **Goodwill** only if a team lead has agreed.",
             callout={"kind": "warning", "text": "If the order is older than 30 days, stop here."}),
        step("s3", "Fill in **Note**", picture=shown[2], target=target("Note", "text", note),
             action={"kind": "type"}, short="Fill in Note",
             values=[{"name": "Note", "text": "Customer return", "show": "example"},
                     {"name": "Typed", "text": HIDDEN_NOTE, "show": "never"}]),
        step("s4", "Click **Issue refund**", picture=shown[3], target=target("Issue refund", "button", issue),
             action=click | {"at": Point(1262, 812)}, short="Issue refund",
             callout={"kind": "say", "text": "The money is on your card within three working days."}),
        step("s5", "Done when **Refund issued** is shown", "result", picture=shown[4], short="Refund issued"),
    ]  # fmt: skip
    document = {
        "format": "handrail-guide", "version": 1, "id": "refund", "steps": steps, "minutes": 2,
        "title": "How to process a customer refund", "process": "Customer support", "stage": "Refunds",
        "covers": "Refunds of products bought in the last 30 days.",
        "excludes": "Not exchanges, and not refunds of services.",
        "inputs": ["The order number, and the amount agreed with the customer."], "role": "Support agent",
        "recorded": {"at": "2026-11-12T09:30:00Z", "seconds": 42.1, "platform": "linux-x11"},
    } | changes  # fmt: skip
    images = {each["file"]: data for each, data in zip(shown, shots, strict=True)}
    return Guide.model_validate(document), images


def write_example(path: Path, **changes: Any) -> Path:
    """Write the guide as a file and return where."""
    guide, images = example(**changes)
    write_guide(path, guide, images)
    return path
