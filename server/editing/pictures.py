"""Edits to a step's picture: what part of it is shown, what is marked on it, and which picture it is."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from recorder.document.geometry import Box
from recorder.document.guide import AnyMark, Guide, Id, ImageName, Picture, TextMark
from recorder.document.paint import mark_box
from server.editing.base import BaseEdit
from server.editing.errors import OutsideError, PicturelessError, UnseenMarkError
from server.editing.steps import find_step, is_as_wanted, with_step

MOST_MARKS = 200


class SetCrop(BaseEdit):
    """Show this part of a step's picture, in its pixels; null shows the whole."""

    kind: Literal["set_crop"] = "set_crop"
    step: Id
    before: Box | None
    crop: Box | None


class SetMarks(BaseEdit):
    """Let these be the marks on a step's picture, drawn in this order."""

    kind: Literal["set_marks"] = "set_marks"
    step: Id
    before: tuple[AnyMark, ...]
    marks: Annotated[tuple[AnyMark, ...], Field(max_length=MOST_MARKS)]


class SetPicture(BaseEdit):
    """Give a step another picture that is stored here, or none; `before` is the file that was seen."""

    kind: Literal["set_picture"] = "set_picture"
    step: Id
    before: ImageName | None
    picture: Picture | None


def set_crop(guide: Guide, edit: SetCrop) -> Guide:
    """Return the guide with that part of the step's picture shown."""
    now = _picture(guide, edit.step)
    if is_as_wanted(edit, now.crop, edit.before, edit.crop):
        return guide
    return _with_picture(guide, edit.step, now, crop=edit.crop)


def set_marks(guide: Guide, edit: SetMarks) -> Guide:
    """Return the guide with those marks on the step's picture."""
    now = _picture(guide, edit.step)
    if is_as_wanted(edit, now.marks, edit.before, edit.marks):
        return guide
    return _with_picture(guide, edit.step, now, marks=edit.marks)


def set_picture(guide: Guide, edit: SetPicture) -> Guide:
    """Return the guide whose step has that picture with its own crop and marks, or none."""
    step = find_step(guide, edit.step)
    if step.picture == edit.picture:
        return guide
    now, wanted = (each.file if each else None for each in (step.picture, edit.picture))
    if now != edit.before and is_as_wanted(edit, now, edit.before, wanted):
        return guide
    return with_step(guide, step.model_copy(update={"picture": edit.picture}))


def require_inside(edit: BaseEdit, guide: Guide) -> None:
    """Refuse a crop that shows nothing of its picture, and new marks of which nothing could be seen.

    Marks that the picture has already may stay: a recording may tell of a control beyond the screen.
    """
    match edit:
        case SetCrop(crop=Box() as crop):
            _require_crop(edit.step, crop, _picture(guide, edit.step))
        case SetMarks():
            picture = _picture(guide, edit.step)
            _require_seen(edit.step, picture, [mark for mark in edit.marks if mark not in picture.marks])
        case SetPicture(picture=Picture() as picture):
            if picture.crop:
                _require_crop(edit.step, picture.crop, picture)
            now = find_step(guide, edit.step).picture
            _require_seen(
                edit.step, picture, [mark for mark in picture.marks if not now or mark not in now.marks]
            )
        case _:
            pass


def _require_crop(step_id: str, crop: Box, picture: Picture) -> None:
    if not crop.meet(picture.frame):
        raise OutsideError(step_id)


def _require_seen(step_id: str, picture: Picture, marks: Sequence[AnyMark]) -> None:
    for mark in marks:
        box = getattr(mark, "box", None)
        is_empty = (box is not None and not box.area) or (
            isinstance(mark, TextMark) and not mark.text.strip()
        )
        if is_empty or not mark_box(mark, picture).meet(picture.frame):
            raise UnseenMarkError(step_id, mark.kind)


def _picture(guide: Guide, step_id: str) -> Picture:
    picture = find_step(guide, step_id).picture
    if picture is None:
        raise PicturelessError(step_id)
    return picture


def _with_picture(guide: Guide, step_id: str, now: Picture, **changes: Any) -> Guide:
    step = find_step(guide, step_id)
    return with_step(guide, step.model_copy(update={"picture": now.model_copy(update=changes)}))
