"""Processes for programs: making them, changing them, taking them away and putting them back."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, status
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Id, Line
from server.access import Asks, Author, Editor
from server.base import Base, KnowledgeBase
from server.errors import NoSuchProcessError
from server.model import Person, Process, Slot, Stage
from server.processes import changing, making
from server.processes.changing import ProcessChanged, change_process
from server.processes.checking import checked
from server.processes.editing.edits import PublicProcessEdit
from server.rendering import process_url
from server.routes.api_guides import listed
from server.storage import process_calls, process_cards, processes
from server.storage.edits import LAST_SERIAL
from server.storage.process_calls import ProcessCall
from server.strict_json import StrictRoute
from server.undoing import SetAsideError

router = APIRouter(prefix="/api/processes", tags=["processes"], route_class=StrictRoute)
MOST_LISTED = 200


Since = Annotated[
    int | None, Query(ge=0, le=LAST_SERIAL, description="tell whether others made calls after that one")
]


class NewProcess(BaseModel):
    """A process to be made, from a template where one is named."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    template: str | None = None


class ProcessEdits(BaseModel):
    """Edits to be made in their order, all of them or none."""

    model_config = ConfigDict(extra="forbid")

    edits: Annotated[list[PublicProcessEdit], Field(min_length=1, max_length=1_000)]
    call: Annotated[
        Id | None,
        Field(description="an id of your own; the same sent again answers as before and changes nothing"),
    ] = None


class Turn(BaseModel):
    """A wish to undo or redo one's last call."""

    model_config = ConfigDict(extra="forbid")

    call: Id | None = None


@router.get("")
def list_processes(base: Base, _visitor: Asks, *, guides: bool = True) -> dict[str, list[dict[str, Any]]]:
    """List every process in order, with its stages and their guides.

    With `guides=false` each says how many it has (`guide_count`) in place of which.
    """
    with base.database.reading() as connection:
        if guides:
            return {"processes": [_process(each) for each in processes.all_processes(connection)]}
        return {"processes": list(_outlines(connection))}


@router.post("", status_code=status.HTTP_201_CREATED)
def make_process(base: Base, person: Author, wanted: NewProcess) -> dict[str, Any]:
    """Make a process; 409 where there is one of that name, whatever the case of its letters."""
    with base.database.writing() as connection:
        made = making.make(connection, wanted.name, person, wanted.template)
        return told(connection, made)


@router.get("/{process_id}")
def get_process(base: Base, _visitor: Asks, process_id: str) -> dict[str, Any]:
    """Return a process, and what is wrong with it."""
    with base.database.reading() as connection:
        return told(connection, process_id)


@router.delete("/{process_id}")
def delete_process(base: Base, person: Author, process_id: str) -> dict[str, Any]:
    """Take the process away; its guides stay and lose this place. It can be put back."""
    with base.database.writing() as connection:
        gone = making.delete(connection, process_id, person)
    return {"id": gone.id, "name": gone.name, "stay": gone.guide_count}


@router.post("/{process_id}/restore")
def restore_process(base: Base, person: Author, process_id: str) -> dict[str, Any]:
    """Put a deleted process back; 409 where another has its name by now."""
    with base.database.writing() as connection:
        return told(connection, making.put_back(connection, process_id, person))


@router.post("/{process_id}/edits")
def post_edits(
    base: Base, person: Author, process_id: str, wanted: ProcessEdits, *, since: Since = None
) -> dict[str, Any]:
    """Make the edits; 409 with both values where somebody changed the same meanwhile."""
    with base.database.writing() as connection:
        making.refuse_deleted(connection, process_id)
        changed = change_process(connection, process_id, wanted.edits, person, name=wanted.call)
        answer = _answer(connection, changed)
        if since is not None:
            answer["others"] = process_calls.between(connection, process_id, since, changed.call)
        return answer


@router.post("/{process_id}/edits/undo")
def post_undo(base: Base, person: Author, process_id: str, wanted: Turn | None = None) -> dict[str, Any]:
    """Take your last call back; 409 where there is none, or where somebody changed the same since."""
    return _turn(base, person, process_id, wanted, changing.undo)


@router.post("/{process_id}/edits/redo")
def post_redo(base: Base, person: Author, process_id: str, wanted: Turn | None = None) -> dict[str, Any]:
    """Make your call again that was undone last; 409 where there is none, or where it fits no more."""
    return _turn(base, person, process_id, wanted, changing.redo)


@router.get("/{process_id}/edits")
def list_edits(
    base: Base,
    _editor: Editor,
    process_id: str,
    *,
    before: Annotated[int | None, Query(ge=1, le=LAST_SERIAL)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED,
) -> dict[str, Any]:
    """List the calls that changed the process, the newest first; `next` is the `before` of the rest."""
    with base.database.reading() as connection:
        required(connection, process_id)
        found = process_calls.newest(connection, process_id, limit + 1, before)
    following = found[limit - 1].id if len(found) > limit else None
    return {"calls": [_call(each) for each in found[:limit]], "next": following}


def required(connection: Connection, process_id: str) -> Process:
    """Return the process; DeletedProcessError for a deleted one, NotFoundError where there was none."""
    found = processes.process(connection, process_id)
    if found is None:
        making.refuse_deleted(connection, process_id)
        raise NoSuchProcessError
    return found


def told(connection: Connection, process_id: str) -> dict[str, Any]:
    """Return a process with its last call and what is wrong with it, as programs are told."""
    found = required(connection, process_id)
    remarks = [remark.as_json() for remark in checked(found, processes.names(connection))]
    call = process_calls.last(connection, process_id)
    return {**_process(found), "remarks": remarks, "call": call}


def _answer(connection: Connection, changed: ProcessChanged) -> dict[str, Any]:
    made = [edit.model_dump(mode="json") for edit in changed.edits]
    return {"edits": made, "call": changed.call, "process": told(connection, changed.process.id)}


def _turn(
    base: KnowledgeBase,
    person: Person,
    process_id: str,
    wanted: Turn | None,
    way: Callable[[Connection, str, Person, str | None], ProcessChanged | SetAsideError],
) -> dict[str, Any]:
    with base.database.writing() as connection:
        making.refuse_deleted(connection, process_id)
        outcome = way(connection, process_id, person, wanted.call if wanted else None)
        answer = None if isinstance(outcome, SetAsideError) else _answer(connection, outcome)
    if isinstance(outcome, SetAsideError):
        raise outcome
    assert answer is not None
    return answer


def _outlines(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield each process with numbers in place of its guides, counted in the database."""
    counts, totals = process_cards.counts_of_all(connection)
    for process in processes.outlines(connection):
        told = _process(process) | {"guide_count": totals.get(process.id, 0), "gaps": 0}
        del told["guides"]
        for stage, said in zip(process.stages, told["stages"], strict=True):
            said["guide_count"] = counts.get((process.id, stage.id), 0)
            told["gaps"] += len(stage.slots) or int(stage.is_gap and not said["guide_count"])
            del said["guides"]
        yield told


def _process(process: Process) -> dict[str, Any]:
    return {
        "id": process.id,
        "name": process.name,
        "url": process_url(process.id),
        "purpose": process.purpose,
        "begins": process.begins,
        "ends": process.ends,
        "outcome": process.outcome,
        "inputs": process.inputs,
        "outputs": process.outputs,
        "stakeholders": process.stakeholders,
        "owner": process.owner.name if process.owner else None,
        "gaps": process.gaps,
        "stages": [_stage(stage) for stage in process.stages],
        "guides": [listed(guide) for guide in process.guides],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "name": stage.name,
        "kind": stage.kind,
        "role": stage.role,
        "trigger": stage.trigger,
        "deadline": stage.deadline,
        "specification": stage.specification,
        "optional": stage.optional,
        "beside": stage.beside,
        "branches": [
            {"label": branch.label, "to": branch.to, "otherwise": branch.otherwise}
            for branch in stage.branches
        ],
        "then": stage.then,
        "leads_to": stage.leads_to,
        "slots": [_slot(slot) for slot in stage.slots],
        "guides": [listed(guide) for guide in stage.guides],
    }


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "title": slot.title,
        "note": slot.note,
        "asked": slot.asked.name if slot.asked else None,
        "asked_at": slot.asked_at.isoformat() if slot.asked_at else None,
    }


def _call(call: ProcessCall) -> dict[str, Any]:
    about = {"call": call.id, "kind": call.kind, "of": call.of, "person": call.person.name}
    return {**about, "at": call.at.isoformat(), "edits": list(call.edits)}
