"""Edits for programs and for the pages' own script."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.changes import as_json, changes_since
from server.changing import Changed, change
from server.editing.edits import PublicEdit
from server.editor_page import step_html
from server.model import Edit, Person
from server.resolving import resolver
from server.storage import calls
from server.storage import edits as kept
from server.undoing import SetAsideError, Undone, redo, undo, undo_edit

router = APIRouter(prefix="/api/guides/{guide_id}/edits", tags=["edits"])

LAST_SERIAL = 2**63 - 1  # as far as the database counts
NOTHING: Mapping[str, Any] = {}
CALL = "an id of your own; the same sent again answers as the first time and changes nothing"

Html = Annotated[
    bool, Query(description="with the HTML of each step that changed, as the editor's page has it")
]
Since = Annotated[
    int | None,
    Query(ge=0, le=LAST_SERIAL, description="tell all that changed after that edit, not this call's alone"),
]


class Edits(BaseModel):
    """Edits to be made in their order, all of them or none."""

    model_config = ConfigDict(extra="forbid")

    edits: Annotated[list[PublicEdit], Field(min_length=1, max_length=500)]
    call: Annotated[Id | None, Field(description=CALL)] = None


class Turn(BaseModel):
    """A wish to undo or redo one's last call."""

    model_config = ConfigDict(extra="forbid")

    call: Annotated[Id | None, Field(description=CALL)] = None


@router.post("")
def post_edits(
    base: Base, person: Author, guide_id: str, wanted: Edits, *, html: Html = False, since: Since = None
) -> Response:
    """Make the edits; 409 with both texts where somebody changed the same words meanwhile."""
    with base.database.writing() as connection:
        resolve = resolver(base, connection)
        changed = change(connection, guide_id, wanted.edits, person, name=wanted.call, resolve=resolve)
        answer = _answer(base, connection, person, changed, html=html, since=since)
    base.to_paint.ring()
    return answer


@router.post("/undo")
def post_undo(
    base: Base,
    person: Author,
    guide_id: str,
    wanted: Turn | None = None,
    *,
    html: Html = False,
    since: Since = None,
) -> Response:
    """Take your last call back; 409 where there is none, or where somebody changed the same since."""
    return _turn(base, person, guide_id, wanted, undo, html=html, since=since)


@router.post("/redo")
def post_redo(
    base: Base,
    person: Author,
    guide_id: str,
    wanted: Turn | None = None,
    *,
    html: Html = False,
    since: Since = None,
) -> Response:
    """Make your call again that was undone last; 409 where there is none, or where it fits no more."""
    return _turn(base, person, guide_id, wanted, redo, html=html, since=since)


@router.post("/{serial}/undo")
def post_undo_of(
    base: Base,
    person: Author,
    guide_id: str,
    serial: Annotated[int, Path(ge=1, le=LAST_SERIAL)],
    *,
    html: Html = False,
    since: Since = None,
) -> Response:
    """Take one of your own edits back."""
    with base.database.writing() as connection:
        changed = undo_edit(connection, guide_id, serial, person)
        answer = _answer(base, connection, person, changed, html=html, since=since)
    base.to_paint.ring()
    return answer


@router.get("")
def list_edits(
    base: Base, _editor: Editor, guide_id: str, since: Annotated[int, Query(ge=0, le=LAST_SERIAL)] = 0
) -> dict[str, Any]:
    """List the guide's edits after one, oldest first."""
    with base.database.reading() as connection:
        return {"edits": [_listed(each) for each in kept.since(connection, guide_id, since)]}


def _turn(
    base: KnowledgeBase,
    person: Person,
    guide_id: str,
    wanted: Turn | None,
    way: Callable[[Connection, str, Person, str | None], Undone | SetAsideError],
    *,
    html: bool,
    since: int | None,
) -> Response:
    with base.database.writing() as connection:
        outcome = way(connection, guide_id, person, wanted.call if wanted else None)
        if not isinstance(outcome, SetAsideError):
            undone = {"call": outcome.call.name, **_of_call(outcome.edits)}
            more = {"undone" if way is undo else "redone": undone}
            changed = outcome.changed
            answer = _answer(base, connection, person, changed, html=html, since=since, more=more)
    if isinstance(outcome, SetAsideError):
        raise outcome
    base.to_paint.ring()
    return answer


def _answer(
    base: KnowledgeBase,
    connection: Connection,
    person: Person,
    changed: Changed,
    *,
    html: bool,
    since: int | None,
    more: Mapping[str, Any] = NOTHING,
) -> Response:
    guide = changed.document.id
    changes = changes_since(connection, guide, changed.since if since is None else since)
    content = {
        "version": changed.version,
        "serial": changed.serial,
        "title": changed.document.title,
        "captions": {step.id: step.caption for step in changed.document.steps},
        "can_undo": calls.last_made(connection, guide, person) is not None,
        "can_redo": calls.last_undone(connection, guide, person) is not None,
        "changes": as_json(changes, step_html(changes.document, base.settings.language) if html else None),
        **more,
    }
    return JSONResponse(content)


def _of_call(edits: Sequence[Edit]) -> dict[str, Any]:
    return {"kinds": [each.kind for each in edits], "edits": [dict(each.payload) for each in edits]}


def _listed(edit: Edit) -> dict[str, Any]:
    about = {"serial": edit.serial, "call": edit.call, "person": edit.person.name, "at": edit.at.isoformat()}
    return {**about, "undoes": edit.undoes, "edit": dict(edit.payload)}
