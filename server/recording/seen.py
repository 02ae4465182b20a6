"""Steps as they are seen while recording: drawn from the recorder's own moments, for nobody but the owner."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from PIL import Image

from recorder.document.alternatives import alt_text
from recorder.document.guide import Picture, Step, Target
from recorder.document.paint import encode
from server.drawings import drawings_of
from server.guide_page import Sized, numbers, safe
from server.recording.events import SeenStep
from server.recording.take import Take


@dataclass(frozen=True, slots=True)
class SeenCard:
    """One step as the page shows it while recording."""

    kind: str
    number: str
    caption: Markup
    picture: Sized | None
    alt: str


def cards_of(take: Take) -> tuple[SeenCard, ...]:
    """Return the steps so far, as cards."""
    steps = tuple(as_step(each) for each in take.steps)
    return tuple(_card(step, number) for step, number in zip(steps, numbers(steps), strict=True))


def draw_seen(take: Take, key: str) -> bytes | None:
    """Return the drawing of that key, if one of the steps has it and its moment is still there."""
    for seen in take.steps:
        drawing = drawings_of(as_step(seen)).get("close")
        if seen.picture is None or drawing is None or drawing.key != key:
            continue
        try:
            with Image.open(seen.picture) as raw:
                return encode(drawing.painted(raw))
        except OSError:  # the recording is finished, and the moment gone with it
            return None
    return None


def as_step(seen: SeenStep) -> Step:
    """Return what was seen as a step of a guide, whose picture can be drawn like any other."""
    boxed = next((mark.box for mark in seen.marks if mark.kind == "box"), None)
    return Step(
        id="seen",
        kind=seen.kind,
        caption=seen.caption,
        short=seen.short,
        target=Target(name=seen.short, box=boxed) if boxed else None,
        picture=_picture(seen),
    )


def _picture(seen: SeenStep) -> Picture | None:
    """Return the picture, under a name for its place on the disk, since its bytes are not hashed here."""
    if seen.picture is None or seen.width is None or seen.height is None:
        return None
    name = f"images/{_hash(seen.picture)}.png"
    return Picture(file=name, width=seen.width, height=seen.height, crop=seen.crop, marks=seen.marks)


def _hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()


def _card(step: Step, number: str) -> SeenCard:
    drawing = drawings_of(step).get("close")
    address = f"/api/recording/pictures/{drawing.key}.webp" if drawing else ""
    return SeenCard(
        kind=step.kind,
        number=number,
        caption=safe(step.caption),
        picture=Sized(address, drawing.width, drawing.height) if drawing else None,
        alt=alt_text(step),
    )
