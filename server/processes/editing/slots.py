"""The edits of open slots: guides that a stage needs and nobody has recorded yet."""

from typing import Literal

from recorder.document.guide import Id
from server.editing.base import BaseEdit, Heading, Words
from server.processes.editing.errors import UsedKeyError, too_many_slots
from server.processes.editing.shape import MOST_SLOTS, Key, Part, ProcessShape, SlotShape
from server.processes.editing.stages import find_stage, with_slot, with_stage


class NewSlot(Part):
    """A guide that is wanted; its id is made here where none is said."""

    id: Id | None = None
    title: Heading
    note: Words = ""


class InsertSlot(BaseEdit):
    """Say that a stage needs one more guide."""

    kind: Literal["insert_slot"] = "insert_slot"
    stage: Key
    content: NewSlot


class DeleteSlot(BaseEdit):
    """Say that a guide is not needed."""

    kind: Literal["delete_slot"] = "delete_slot"
    slot: Key


class RestoreSlot(BaseEdit):
    """Put a slot back where it was, and whoever was asked with it."""

    kind: Literal["restore_slot"] = "restore_slot"
    stage: Key
    place: int
    content: SlotShape


def insert_slot(process: ProcessShape, edit: InsertSlot) -> ProcessShape:
    """Return the process with the new slot, as the last of its stage."""
    assert edit.content.id is not None
    slot = SlotShape(id=edit.content.id, title=edit.content.title, note=edit.content.note)
    return _put(process, edit.stage, slot, MOST_SLOTS)


def delete_slot(process: ProcessShape, edit: DeleteSlot) -> ProcessShape:
    """Return the process without the slot."""
    return with_slot(process, edit.slot, lambda _slot: None)


def restore_slot(process: ProcessShape, edit: RestoreSlot) -> ProcessShape:
    """Return the process with the slot back in its place."""
    return _put(process, edit.stage, edit.content, edit.place)


def _put(process: ProcessShape, stage_id: str, slot: SlotShape, place: int) -> ProcessShape:
    stage = find_stage(process, stage_id)
    if any(each.id == slot.id for every in process.stages for each in every.slots):
        raise UsedKeyError(slot.id)
    if len(stage.slots) >= MOST_SLOTS:
        raise too_many_slots()
    slots = (*stage.slots[:place], slot, *stage.slots[place:])
    return with_stage(process, stage.model_copy(update={"slots": slots}))
