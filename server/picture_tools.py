"""What the editor's tools offer for a step's picture: crops to choose from, and controls to snap to."""

from collections.abc import Iterator, Mapping
from typing import Literal

from recorder.compose.framing import close_crop, frame_crop
from recorder.document.geometry import Box
from recorder.document.guide import Guide, Picture, Step
from server.recorded import Told

Crop = Literal["window", "picture", "target"]
MOST_BOXES = 400


def crops(step: Step, picture: Picture) -> Mapping[Crop, Box]:
    """Return what parts of a picture an editor may choose with one click: those that make sense for it."""
    frame, found = picture.frame, dict[Crop, Box]()
    window = step.window.box.meet(frame) if step.window and step.window.box else None
    if window:
        found["window"] = window
    found["picture"] = frame
    at = step.action.at if step.action else None
    if (step.target and step.target.box) or at:
        near = frame_crop(frame, picture.scale, step.target, at, window)
        whole = picture.model_copy(update={"crop": None})
        found["target"] = (
            close_crop(whole, step.target, step.action, window) if near.covers(window or frame) else near
        )
    return found


def controls(guide: Guide, told: Told | None, step: Step) -> tuple[Box, ...]:
    """Return the boxes of the controls that are known of the window in a step's picture, its own first.

    Other steps in the same window tell them, and what rules left out of the recording.
    """
    others = [each.step for each in told.pieces] if told else []
    alike = [each for each in (step, *guide.steps, *others) if _same_place(step, each)]
    boxes = (box for each in alike for box in _boxes(each))
    known = dict.fromkeys(box for box in boxes if step.picture and _fits(box, step.picture.frame))
    return tuple(known)[:MOST_BOXES]


def _boxes(step: Step) -> Iterator[Box]:
    landed = step.action.landed if step.action else None
    for target in (step.target, landed):
        if target and target.box:
            yield target.box


def _same_place(one: Step, other: Step) -> bool:
    """Tell whether two steps show the same window in the same place, or the very same picture."""
    if one.picture is None or other.picture is None:
        return one is other
    if one.picture.file == other.picture.file:
        return True
    return one.window is not None and _whereabouts(one) == _whereabouts(other)


def _whereabouts(step: Step) -> tuple[object, ...]:
    window, picture = step.window, step.picture
    shown = (window.app, window.title, window.box) if window else ()
    return (*shown, picture.width, picture.height) if picture else shown


def _fits(box: Box, picture: Box) -> bool:
    return box.area > 0 and box.area * 2 < picture.area and picture.covers(box)
