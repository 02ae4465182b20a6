"""The edits that put stages in, move them and take them out; guides of one that goes stay in the process."""

from collections.abc import Callable
from typing import Literal

from recorder.document.guide import Id
from server.editing.base import KEPT, BaseEdit
from server.processes.editing.errors import UnknownSlotError, UnknownStageError, UsedKeyError, too_many_stages
from server.processes.editing.shape import (
    MOST_STAGES,
    Key,
    ProcessShape,
    SlotShape,
    StageFacts,
    StageShape,
)


class NewStage(StageFacts):
    """A stage that somebody adds, without guides; its id is made of its name where none is said."""

    id: Key | None = None


class InsertStage(BaseEdit):
    """Put a new stage after another, first where that is null, last where nothing is said."""

    kind: Literal["insert_stage"] = "insert_stage"
    after: Key | None = None
    content: NewStage


class RestoreStage(BaseEdit):
    """Put a deleted stage back with its slots and guides; `lifted` were left to the process as a whole."""

    kind: Literal["restore_stage"] = "restore_stage"
    after: Key | None
    content: StageShape
    lifted: tuple[Id, ...] = ()


class MoveStage(BaseEdit):
    """Put a stage after another, or first where that is null."""

    kind: Literal["move_stage"] = "move_stage"
    stage: Key
    after: Key | None


class DeleteStage(BaseEdit):
    """Take a stage out; its guides stay in the process."""

    kind: Literal["delete_stage"] = "delete_stage"
    stage: Key


def insert_stage(process: ProcessShape, edit: InsertStage) -> ProcessShape:
    """Return the process with the new stage in it."""
    stage = StageShape.model_validate(edit.content.model_dump(), context=KEPT)
    return _put(process, stage, edit.after)


def restore_stage(process: ProcessShape, edit: RestoreStage) -> ProcessShape:
    """Return the process with the stage back in it, last where its neighbour is gone."""
    known = edit.after is None or process.stage(edit.after)
    last = process.stages[-1].id if process.stages else None
    guides = tuple(each for each in process.guides if each not in edit.lifted)
    return _put(process.model_copy(update={"guides": guides}), edit.content, edit.after if known else last)


def move_stage(process: ProcessShape, edit: MoveStage) -> ProcessShape:
    """Return the process with the stage after another."""
    stage = find_stage(process, edit.stage)
    if edit.after == stage.id or edit.after == stage_before(process, stage.id):
        return process
    rest = tuple(each for each in process.stages if each.id != stage.id)
    return _put(process.model_copy(update={"stages": rest}), stage, edit.after)


def delete_stage(process: ProcessShape, edit: DeleteStage) -> ProcessShape:
    """Return the process without the stage; its guides belong to the process as a whole."""
    stage = find_stage(process, edit.stage)
    rest = tuple(each for each in process.stages if each.id != stage.id)
    return process.model_copy(update={"stages": rest, "guides": (*process.guides, *lifted(process, stage))})


def lifted(process: ProcessShape, stage: StageShape) -> tuple[str, ...]:
    """Return the guides that would belong nowhere in the process without this stage."""
    elsewhere = {guide for each in process.stages if each.id != stage.id for guide in each.guides}
    return tuple(guide for guide in stage.guides if guide not in elsewhere | set(process.guides))


def find_stage(process: ProcessShape, stage_id: str) -> StageShape:
    """Return the stage of that id; UnknownStageError if there is none."""
    stage = process.stage(stage_id)
    if stage is None:
        raise UnknownStageError(stage_id)
    return stage


def stage_before(process: ProcessShape, stage_id: str) -> str | None:
    """Return the id of the stage right before that one, None for the first."""
    ids = [stage.id for stage in process.stages]
    place = ids.index(find_stage(process, stage_id).id)
    return ids[place - 1] if place else None


def with_stage(process: ProcessShape, stage: StageShape) -> ProcessShape:
    """Return the process with this stage in place of the one with its id."""
    stages = tuple(stage if each.id == stage.id else each for each in process.stages)
    return process.model_copy(update={"stages": stages})


def with_slot(
    process: ProcessShape, slot_id: str, change: Callable[[SlotShape], SlotShape | None]
) -> ProcessShape:
    """Return the process with another slot in place of one, or without it."""
    stage = stage_of_slot(process, slot_id)
    made = [change(each) if each.id == slot_id else each for each in stage.slots]
    slots = tuple(each for each in made if each is not None)
    same = len(slots) == len(stage.slots) and all(
        one is other for one, other in zip(slots, stage.slots, strict=True)
    )
    return process if same else with_stage(process, stage.model_copy(update={"slots": slots}))


def stage_of_slot(process: ProcessShape, slot_id: str) -> StageShape:
    """Return the stage that has the slot; UnknownSlotError if none has."""
    for stage in process.stages:
        if any(slot.id == slot_id for slot in stage.slots):
            return stage
    raise UnknownSlotError(slot_id)


def _put(process: ProcessShape, stage: StageShape, after: str | None) -> ProcessShape:
    if process.stage(stage.id):
        raise UsedKeyError(stage.id)
    if len(process.stages) >= MOST_STAGES:
        raise too_many_stages()
    ids = [each.id for each in process.stages]
    if after is not None and after not in ids:
        raise UnknownStageError(after)
    place = ids.index(after) + 1 if after is not None else 0
    stages = (*process.stages[:place], stage, *process.stages[place:])
    return process.model_copy(update={"stages": stages})
