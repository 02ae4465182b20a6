"""The edit that shows another moment of a step: the frame before it, at it, or after it."""

from typing import Literal

from recorder.document.guide import Guide, Id, ImageName, Picture
from recorder.document.paint import mark_box
from server.editing.base import BaseEdit
from server.editing.errors import ConflictError, UnknownMomentError
from server.editing.steps import find_step, with_step


class AskMoment(BaseEdit):
    """Ask for another moment in a step's picture; `before` is the file that was seen."""

    kind: Literal["set_moment"] = "set_moment"
    step: Id
    before: ImageName
    moment: Literal["before", "at", "after"]


class SetMoment(AskMoment):
    """Show that moment in the step's picture: `picture` says what the recording knows of it."""

    picture: Picture


def set_moment(guide: Guide, edit: SetMoment) -> Guide:
    """Return the guide with that frame in the step's picture; crop and marks stay where they fit.

    ConflictError where the picture is not the one that was seen.
    """
    step = find_step(guide, edit.step)
    now, wanted = step.picture, edit.picture.file
    if now is None:
        raise UnknownMomentError(edit.step)
    if now.file not in {edit.before, wanted}:
        raise ConflictError(edit, before=edit.before, mine=wanted, theirs=now.file)
    if now.file == wanted:
        return guide
    return with_step(guide, step.model_copy(update={"picture": put(now, edit.picture)}))


def put(now: Picture, other: Picture) -> Picture:
    """Return the picture with another frame; crop and marks stay, or are its own at another size."""
    if (now.width, now.height) == (other.width, other.height):
        return now.model_copy(update={"file": other.file, "scale": other.scale})
    if other.crop or other.marks:
        return other
    crop = now.crop.meet(other.frame) if now.crop else None
    marks = tuple(mark for mark in now.marks if mark_box(mark, now).meet(other.frame))
    return other.model_copy(update={"crop": crop, "marks": marks})
