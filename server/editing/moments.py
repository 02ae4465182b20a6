"""The edit that shows another moment of a step: the frame before it, at it, or after it."""

from recorder.document.guide import Guide, Picture
from recorder.document.paint import mark_box
from server.editing.edits import SetMoment
from server.editing.errors import ConflictError, UnknownMomentError
from server.editing.steps import find_step, with_step


def set_moment(guide: Guide, edit: SetMoment) -> Guide:
    """Return the guide with that frame in the step's picture; crop and marks stay where they fit.

    ConflictError where the picture is not the one that was seen.
    """
    step = find_step(guide, edit.step)
    now, wanted = _picture(guide, edit), edit.picture.file
    if now.file not in {edit.before, wanted}:
        raise ConflictError(edit, before=edit.before, mine=wanted, theirs=now.file)
    if now.file == wanted:
        return guide
    return with_step(guide, step.model_copy(update={"picture": put(now, edit.picture)}))


def moment_as_before(guide: Guide, edit: SetMoment) -> SetMoment:
    """Return the edit that shows the present frame again, with its crop and marks where they are lost."""
    return edit.model_copy(update={"before": edit.picture.file, "picture": _picture(guide, edit)})


def _picture(guide: Guide, edit: SetMoment) -> Picture:
    picture = find_step(guide, edit.step).picture
    if picture is None:
        raise UnknownMomentError(edit.step)
    return picture


def put(now: Picture, other: Picture) -> Picture:
    """Return the picture with another frame; crop and marks stay, or are its own at another size."""
    if (now.width, now.height) == (other.width, other.height):
        return now.model_copy(update={"file": other.file, "scale": other.scale})
    if other.crop or other.marks:
        return other
    crop = now.crop.meet(other.frame) if now.crop else None
    marks = tuple(mark for mark in now.marks if mark_box(mark, now).meet(other.frame))
    return other.model_copy(update={"crop": crop, "marks": marks})
