"""What an edit of a process asks for beside the process: keys, persons, guides, and names that are free."""

import secrets
from typing import Any

from sqlalchemy import Connection, select

from server.processes.editing.edits import AnyProcessEdit
from server.processes.editing.errors import (
    CircleError,
    NamelessError,
    NameTakenError,
    UnknownPlacedError,
    UsedKeyError,
)
from server.processes.editing.fields import SetProcess, SetStage
from server.processes.editing.guides import PutGuide, guides_in
from server.processes.editing.shape import Key, ProcessShape
from server.processes.editing.slots import InsertSlot
from server.processes.editing.stages import InsertStage, RestoreStage
from server.rendering import process_url
from server.storage import guides, people, processes, trash
from server.storage.keys import fold, free_key
from server.storage.tables import slots, stages
from server.visitors import person_called


def resolved(connection: Connection, process: ProcessShape, edit: AnyProcessEdit) -> AnyProcessEdit:
    """Return the edit with what was left to us, so that made again it does the same.

    Raises NameTakenError, NamelessError, CircleError, UnknownPlacedError and UsedKeyError.
    """
    if isinstance(edit, SetProcess):
        return _of_process(connection, process, edit)
    if isinstance(edit, SetStage):
        _require_stage(connection, process, edit)
        return edit
    if isinstance(edit, InsertStage):
        return _new_stage(connection, process, edit)
    if isinstance(edit, PutGuide):
        return _put_guide(connection, process, edit)
    if isinstance(edit, InsertSlot):
        return _new_slot(connection, edit)
    return edit


def still_there(connection: Connection, edit: AnyProcessEdit) -> AnyProcessEdit:
    """Return an edit of the log without the guides that were deleted for good since it was kept.

    Raises UnknownPlacedError where it is about such a guide alone.
    """
    if isinstance(edit, PutGuide) and not guides.exists(connection, edit.guide):
        raise _no_guide()
    if not isinstance(edit, RestoreStage):
        return edit
    stage = edit.content
    known = guides.existing(connection, (*stage.guides, *(slot.filled_by for slot in stage.filled)))
    held = {
        "guides": tuple(each for each in stage.guides if each in known),
        "filled": tuple(slot for slot in stage.filled if slot.filled_by in known),
    }
    return edit.model_copy(update={"content": stage.model_copy(update=held)})


def require_free_keys(connection: Connection, before: ProcessShape, after: ProcessShape) -> None:
    """Refuse stages and slots that come back under a key which another process has by now; UsedKeyError."""
    for column, keys in ((stages.c.id, _stage_keys), (slots.c.id, _slot_keys)):
        new = keys(after) - keys(before)
        taken = connection.scalar(select(column).where(column.in_(new)).limit(1)) if new else None
        if taken:
            raise UsedKeyError(taken)


def _stage_keys(process: ProcessShape) -> set[str]:
    return {stage.id for stage in process.stages}


def _slot_keys(process: ProcessShape) -> set[str]:
    return {slot.id for stage in process.stages for slot in (*stage.slots, *stage.filled)}


def require_names(connection: Connection, process: ProcessShape) -> None:
    """Refuse a process that has another's name, or two stages of one name; NameTakenError."""
    require_free_name(connection, process.name, process.id)
    folded: dict[str, str] = {}
    for stage in process.stages:
        if folded.setdefault(fold(stage.name), stage.id) != stage.id:
            raise _stage_taken(stage.name)


def require_free_name(connection: Connection, name: str, process_id: str = "") -> None:
    """Refuse a name that another process has, whatever the case of its letters; NameTakenError.

    Nobody else names a process then until the transaction ends.
    """
    processes.hold_names(connection)
    other = processes.called(connection, name)
    if other is not None and other[0] != process_id:
        raise NameTakenError(
            f"There is a process called “{other[1]}” already; "
            "add to that one, or choose a name that tells the two apart.",
            process=other[0],
            url=process_url(other[0]),
        )


def _of_process(connection: Connection, process: ProcessShape, edit: SetProcess) -> SetProcess:
    if edit.field == "name":
        require_free_name(connection, edit.to, process.id)
    if edit.field != "owner":
        return edit
    seen = _seen(connection, process.owner, edit.before)
    return edit.model_copy(update={"before": seen, "to": _person(connection, edit.to)})


def _person(connection: Connection, said: Any) -> int | None:
    """Return the id of the person who is meant; one whose name is new is made."""
    if isinstance(said, int):
        if people.person(connection, said) is None:
            raise UnknownPlacedError("Nobody here is known by that number; choose a person by name.")
        return said
    person = person_called(connection, said or "")
    return person.id if person else None


def _seen(connection: Connection, owner: int | None, said: Any) -> int | None:
    """Return the owner where that is who was seen, by number or by name; else what no owner is."""
    if said is None or said == "" or isinstance(said, int):
        return said or None
    held = people.person(connection, owner) if owner else None
    return owner if held and fold(held.name) == fold(said) else -1


def _require_stage(connection: Connection, process: ProcessShape, edit: SetStage) -> None:
    if edit.field == "name":
        _require_free_stage(process, edit.to, edit.stage)
    if edit.field == "leads_to":
        _require_no_circle(connection, process, edit.to)


def _new_stage(connection: Connection, process: ProcessShape, edit: InsertStage) -> InsertStage:
    content = edit.content
    if not content.name:
        raise NamelessError("A stage needs a name, so nothing was added; say what is done in it.")
    _require_free_stage(process, content.name, None)
    _require_no_circle(connection, process, content.leads_to)
    key = content.id or _free_stage_key(connection, process, content.name)
    if content.id and connection.scalar(select(stages.c.id).where(stages.c.id == key)):
        raise UsedKeyError(key)
    last = process.stages[-1].id if process.stages else None
    after = edit.after if "after" in edit.model_fields_set else last
    return edit.model_copy(update={"after": after, "content": content.model_copy(update={"id": key})})


def _free_stage_key(connection: Connection, process: ProcessShape, name: str) -> Key:
    """Return a key that neither a kept stage has nor one that this very call brings."""
    key = free_key(connection, stages.c.id, name)
    stem, number = key, 1
    while process.stage(key):
        number += 1
        key = f"{stem}-{number}"
    return key


def _put_guide(connection: Connection, process: ProcessShape, edit: PutGuide) -> PutGuide:
    if not guides.exists(connection, edit.guide) or trash.holds(connection, edit.guide):
        raise _no_guide()
    if "after" in edit.model_fields_set:
        return edit
    there = [each for each in guides_in(process, edit.stage) if each != edit.guide]
    return edit.model_copy(update={"after": there[-1] if there else None})


def _no_guide() -> UnknownPlacedError:
    return UnknownPlacedError("There is no such guide, or it was deleted; look for it by its title.")


def _new_slot(connection: Connection, edit: InsertSlot) -> InsertSlot:
    if not edit.content.title:
        raise NamelessError("A guide that is wanted needs a title, so nothing was added; say what it shows.")
    key = edit.content.id or secrets.token_urlsafe(12)
    if connection.scalar(select(slots.c.id).where(slots.c.id == key)):
        raise UsedKeyError(key)
    return edit.model_copy(update={"content": edit.content.model_copy(update={"id": key})})


def _require_free_stage(process: ProcessShape, name: str, stage_id: str | None) -> None:
    for stage in process.stages:
        if stage.id != stage_id and fold(stage.name) == fold(name):
            raise _stage_taken(stage.name, stage=stage.id)


def _stage_taken(name: str, **more: Any) -> NameTakenError:
    return NameTakenError(
        f"There is a stage called “{name}” in this process already; choose a name that tells the two apart.",
        **more,
    )


def _require_no_circle(connection: Connection, process: ProcessShape, leads_to: str | None) -> None:
    """Refuse that a process is a part of itself, be it through others."""
    if leads_to is None:
        return
    names = processes.names(connection)
    if leads_to not in names:
        raise UnknownPlacedError("There is no such process, or no longer; choose another.")
    way = _way(processes.parts(connection), leads_to, process.id)
    if way is not None:
        raise CircleError(tuple(names.get(each, each) for each in (process.id, *way)))


def _way(parts: dict[str, tuple[str, ...]], start: str, goal: str) -> tuple[str, ...] | None:
    """Return the processes from one to another of which each is a part of the one before, or None."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        if way[-1] == goal:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            waiting += [(*way, each) for each in parts.get(way[-1], ())]
    return None
