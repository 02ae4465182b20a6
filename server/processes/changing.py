"""Puts edits into a process: checked against what it says now, all or none, and kept with the way back.

A process has no draft: everybody sees at once what it says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Connection

from server.errors import NoSuchProcessError, ServerError
from server.model import Person
from server.processes.editing.apply import apply, inverse
from server.processes.editing.edits import AnyProcessEdit, kept_process_edit
from server.processes.editing.fields import require_name
from server.processes.editing.shape import ProcessShape
from server.processes.resolving import (
    require_free_keys,
    require_names,
    require_no_circle,
    resolved,
    still_there,
)
from server.storage import counters, process_shapes, redactions
from server.storage import process_calls as calls
from server.storage.process_calls import ProcessCall
from server.undoing import SetAsideError

Way = Literal["undone", "redone"]


class NothingToTurnError(ServerError):
    """There is no call of this person that could be undone or redone."""

    status = 409

    def __init__(self, way: Way) -> None:
        sentences = {
            "undone": "There is nothing of yours left to undo in this process.",
            "redone": "There is nothing of yours to redo in this process.",
        }
        super().__init__(sentences[way], type="nothing-to-turn")


@dataclass(frozen=True, slots=True)
class ProcessChanged:
    """What a call made of a process: how it reads now, its edits as they were made, and the last call."""

    process: ProcessShape
    edits: tuple[AnyProcessEdit, ...]
    call: int


def change_process(
    connection: Connection,
    process_id: str,
    wanted: Sequence[AnyProcessEdit],
    person: Person,
    *,
    name: str | None = None,
) -> ProcessChanged:
    """Make the edits in their order, all or none; a call of the same name again changes nothing.

    Raises NotFoundError, CircleError, and what `resolved` and `apply` raise.
    """
    process = held(connection, process_id)
    known = calls.named(connection, process_id, person, name) if name else None
    if known:
        return _as_before(process, known)
    rewriter = redactions.rewriter(connection, None)
    edits = [rewriter.model(edit) for edit in wanted] if rewriter else wanted

    def asked(process: ProcessShape, edit: AnyProcessEdit) -> AnyProcessEdit:
        require_name(edit)
        return resolved(connection, process, edit)

    made, edits, back = _made(process, edits, asked)
    require_no_circle(connection, process, made)
    if edits:
        calls.forget_undone(connection, process_id, person)
    new = calls.New("made", _told(edits), _told(back), "made" if edits else "left", name)
    return _keep(connection, made, edits, person, new)


def undo(
    connection: Connection, process_id: str, person: Person, name: str | None = None
) -> ProcessChanged | SetAsideError:
    """Take the person's last call back, or return why it is set aside, which is to be kept as well."""
    return _turn(connection, process_id, person, "undone", name)


def redo(
    connection: Connection, process_id: str, person: Person, name: str | None = None
) -> ProcessChanged | SetAsideError:
    """Make the person's call again that was undone last, or return why not, as `undo` does."""
    return _turn(connection, process_id, person, "redone", name)


def held(connection: Connection, process_id: str) -> ProcessShape:
    """Return the process, held until the transaction ends; NotFoundError where there is none."""
    process = process_shapes.load(connection, process_id)
    if process is None:
        raise NoSuchProcessError
    return process


def _turn(
    connection: Connection, process_id: str, person: Person, way: Way, name: str | None
) -> ProcessChanged | SetAsideError:
    process = held(connection, process_id)
    known = calls.named(connection, process_id, person, name) if name else None
    if known:
        return SetAsideError(way) if known.kind == "aside" else _as_before(process, known)
    find = calls.last_made if way == "undone" else calls.last_undone
    call = find(connection, process_id, person)
    if call is None:
        raise NothingToTurnError(way)
    try:
        wanted = [kept_process_edit(each) for each in (call.ways_back if way == "undone" else call.edits)]
        made, edits, back = _made(process, wanted, lambda _process, edit: still_there(connection, edit))
        require_names(connection, made)
        require_free_keys(connection, process, made)
        require_no_circle(connection, process, made)
    except (ServerError, ValidationError) as error:  # of a kind that no longer is, or redacted keys
        calls.add(connection, process_id, person, calls.New("aside", (), name=name, of=call.id))
        calls.stand(connection, call.id, "left")
        return SetAsideError(way, error if isinstance(error, ServerError) else None)
    calls.stand(connection, call.id, "undone" if way == "undone" else "left")
    state: Literal["made", "left"] = "made" if way == "redone" else "left"
    return _keep(
        connection, made, edits, person, calls.New(way, _told(edits), _told(back), state, name, call.id)
    )


def _made(
    process: ProcessShape,
    wanted: Sequence[AnyProcessEdit],
    asked: Callable[[ProcessShape, AnyProcessEdit], AnyProcessEdit],
) -> tuple[ProcessShape, list[AnyProcessEdit], list[AnyProcessEdit]]:
    """Return the process with the edits made, those that changed something, and the ways back, last first."""
    edits: list[AnyProcessEdit] = []
    back: list[AnyProcessEdit] = []
    for each in wanted:
        edit = asked(process, each)
        changed = apply(process, edit)
        if changed is not process:
            edits.append(edit)
            back.insert(0, inverse(process, edit, changed))
        process = changed
    return process, edits, back


def _keep(
    connection: Connection,
    process: ProcessShape,
    edits: Sequence[AnyProcessEdit],
    person: Person,
    new: calls.New,
) -> ProcessChanged:
    if edits:
        process_shapes.save(connection, process)
        counters.bump(connection)
    if edits or new.name or new.of:
        calls.add(connection, process.id, person, new)
    return ProcessChanged(process, tuple(edits), calls.last(connection, process.id))


def _as_before(process: ProcessShape, known: ProcessCall) -> ProcessChanged:
    return ProcessChanged(process, tuple(kept_process_edit(each) for each in known.edits), known.id)


def _told(edits: Sequence[AnyProcessEdit]) -> list[calls.Payload]:
    return [edit.model_dump(mode="json") for edit in edits]
