"""Steps for the tests of takes that are compared: made from short words, as a recorder would compose them."""

from typing import Any

from recorder.compose.steps import worded
from recorder.document.geometry import Box, Point
from recorder.document.guide import Action, BoxMark, Picture, PointerMark, Step, Target, Window

WINDOW = Box(100, 100, 1000, 800)
SIZE = (1920, 1080)
VERBS = {"click", "double_click", "right_click", "type", "press", "scroll", "note", "heading", "result"}


def made(words: str, number: int = 0, take: str = "old", **more: Any) -> Step:
    """Return a step of words such as `click Save`, `type Note`, `press Enter`, `Save@500,300`, `result Sent`.

    Steps of one take have ids of their own; a control of a name has a place of its own unless one is said.
    """
    verb, _, rest = words.partition(" ")
    verb, rest = (verb, rest) if verb in VERBS else ("click", words)
    name, _, where = rest.partition("@")
    step_id = f"{take}{number}"
    app = more.pop("app", "refund-desk")
    window = Window(title="Refund desk", app=app, box=WINDOW)
    if verb in ("note", "heading"):
        return Step(id=step_id, kind=verb, caption=name, **more)
    box = box_of(name, where)
    if verb == "result":
        shown = Target(name=name, role="label", box=box)
        step = Step(id=step_id, kind="result", caption="", target=shown, window=window)
        return worded(step, "en").model_copy(update=more)
    role = more.pop("role", "text" if verb == "type" else "button")
    action = Action(
        kind=verb,
        at=box.centre if verb == "click" else None,
        keys=(name,) if verb == "press" else (),
        time=float(number),
    )
    target = None if verb == "press" else Target(name=name, role=role, box=box)
    step = Step(
        id=step_id,
        kind="action",
        caption="",
        action=action,
        target=target,
        window=window,
        picture=more.pop("picture", pictured(f"{take}{number}", box)),
    )
    return worded(step, "en").model_copy(update=more)


def box_of(name: str, where: str = "") -> Box:
    """Return the box of a control: at the place said, else one that goes by its name."""
    if where:
        x, y = (int(each) for each in where.split(","))
        return Box(x, y, 100, 40)
    seed = sum(ord(letter) * (place + 1) for place, letter in enumerate(name))
    return Box(120 + seed * 37 % 800, 120 + seed * 53 % 700, 100, 40)


def pictured(name: str, box: Box, size: tuple[int, int] = SIZE) -> Picture:
    """Return a picture as composing makes it: a crop around the control, a box and the pointer."""
    marks = (BoxMark(box=box), PointerMark(at=Point(*box.centre)))
    crop = Box(0, 0, 960, 600).moved(max(0, box.x - 480), max(0, box.y - 300))
    file = f"images/{name.encode().hex():0<64}.png"
    return Picture(file=file, width=size[0], height=size[1], crop=crop, marks=marks)


def take(*words: str, name: str = "old", **more: Any) -> tuple[Step, ...]:
    """Return the steps of one take."""
    return tuple(made(each, number, name, **more) for number, each in enumerate(words))
