"""The edits that put guides into a process and take them out; a guide may be in several places."""

from typing import Literal

from recorder.document.guide import Id
from server.editing.base import BaseEdit
from server.processes.editing.errors import ElsewhereError
from server.processes.editing.shape import Key, ProcessShape
from server.processes.editing.stages import find_stage, with_stage


class PutGuide(BaseEdit):
    """Put a guide into a stage, null for the process as a whole: after another, first for null, else last."""

    kind: Literal["put_guide"] = "put_guide"
    guide: Id
    stage: Key | None
    after: Id | None = None


class TakeGuide(BaseEdit):
    """Take a guide out of a stage, or out of those of the process as a whole; the guide itself stays."""

    kind: Literal["take_guide"] = "take_guide"
    guide: Id
    stage: Key | None


def put_guide(process: ProcessShape, edit: PutGuide) -> ProcessShape:
    """Return the process with the guide in that place, once."""
    there = guides_in(process, edit.stage)
    rest = [each for each in there if each != edit.guide]
    if edit.after == edit.guide or (edit.after is not None and edit.after not in rest):
        raise ElsewhereError(edit.after or edit.guide)
    place = rest.index(edit.after) + 1 if edit.after is not None else 0
    return _with_guides(process, edit.stage, (*rest[:place], edit.guide, *rest[place:]))


def take_guide(process: ProcessShape, edit: TakeGuide) -> ProcessShape:
    """Return the process without the guide in that place."""
    there = guides_in(process, edit.stage)
    if edit.guide not in there:
        raise ElsewhereError(edit.guide)
    return _with_guides(process, edit.stage, tuple(each for each in there if each != edit.guide))


def guides_in(process: ProcessShape, stage: str | None) -> tuple[str, ...]:
    """Return the guides of a stage, or of the process as a whole."""
    return process.guides if stage is None else find_stage(process, stage).guides


def guide_before(process: ProcessShape, stage: str | None, guide: str) -> str | None:
    """Return the guide right before that one in its place, None for the first."""
    there = guides_in(process, stage)
    place = there.index(guide)
    return there[place - 1] if place else None


def _with_guides(process: ProcessShape, stage: str | None, guides: tuple[str, ...]) -> ProcessShape:
    if guides == guides_in(process, stage):
        return process
    if stage is None:
        return process.model_copy(update={"guides": guides})
    return with_stage(process, find_stage(process, stage).model_copy(update={"guides": guides}))
