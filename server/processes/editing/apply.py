"""Makes an edit of a process, and tells the way back from it."""

from collections.abc import Callable, Mapping
from typing import Any

from server.processes.editing import fields, guides, slots, stages
from server.processes.editing.edits import AnyProcessEdit
from server.processes.editing.shape import ProcessShape

_MAKING: Mapping[str, Callable[[ProcessShape, Any], ProcessShape]] = {
    "set_process": fields.set_process,
    "set_stage": fields.set_stage,
    "set_slot": fields.set_slot,
    "insert_stage": stages.insert_stage,
    "restore_stage": stages.restore_stage,
    "move_stage": stages.move_stage,
    "delete_stage": stages.delete_stage,
    "put_guide": guides.put_guide,
    "take_guide": guides.take_guide,
    "insert_slot": slots.insert_slot,
    "restore_slot": slots.restore_slot,
    "delete_slot": slots.delete_slot,
}


def apply(process: ProcessShape, edit: AnyProcessEdit) -> ProcessShape:
    """Return the process with the edit made, the same one if it changes nothing."""
    return _MAKING[edit.kind](process, edit)


def inverse(before: ProcessShape, edit: AnyProcessEdit, after: ProcessShape) -> AnyProcessEdit:
    """Return the edit that leads back from `after`, where it was made, to `before`."""
    return _BACK[edit.kind](before, edit, after)


def _turned(before: ProcessShape, edit: Any, after: ProcessShape) -> AnyProcessEdit:
    """Return the setting the other way round, with what really stood there."""
    del after
    held: Any = before
    if isinstance(edit, fields.SetStage):
        held = stages.find_stage(before, edit.stage)
    elif isinstance(edit, fields.SetSlot):
        stage = stages.stage_of_slot(before, edit.slot)
        held = next(slot for slot in stage.slots if slot.id == edit.slot)
    was = held.model_dump(mode="json")[edit.field]
    turned: AnyProcessEdit = edit.model_copy(update={"before": edit.to, "to": was})
    return turned


def _uninserted(_before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    return stages.DeleteStage(stage=edit.content.id)


def _moved_back(before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    return stages.MoveStage(stage=edit.stage, after=stages.stage_before(before, edit.stage))


def _restored(before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    stage = stages.find_stage(before, edit.stage)
    return stages.RestoreStage(
        after=stages.stage_before(before, stage.id), content=stage, lifted=stages.lifted(before, stage)
    )


def _put_back(before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    """Return the guide to where it was before it was taken out or moved, or take it out again."""
    if edit.guide not in guides.guides_in(before, edit.stage):
        return guides.TakeGuide(guide=edit.guide, stage=edit.stage)
    where = guides.guide_before(before, edit.stage, edit.guide)
    return guides.PutGuide(guide=edit.guide, stage=edit.stage, after=where)


def _slot_out(_before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    return slots.DeleteSlot(slot=edit.content.id)


def _slot_back(before: ProcessShape, edit: Any, _after: ProcessShape) -> AnyProcessEdit:
    stage = stages.stage_of_slot(before, edit.slot)
    place = [slot.id for slot in stage.slots].index(edit.slot)
    return slots.RestoreSlot(stage=stage.id, place=place, content=stage.slots[place])


_BACK: Mapping[str, Callable[[ProcessShape, Any, ProcessShape], AnyProcessEdit]] = {
    **dict.fromkeys(("set_process", "set_stage", "set_slot"), _turned),
    **dict.fromkeys(("insert_stage", "restore_stage"), _uninserted),
    "move_stage": _moved_back,
    "delete_stage": _restored,
    **dict.fromkeys(("put_guide", "take_guide"), _put_back),
    **dict.fromkeys(("insert_slot", "restore_slot"), _slot_out),
    "delete_slot": _slot_back,
}
