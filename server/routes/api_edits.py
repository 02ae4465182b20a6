"""Edits for programs and for the pages' own script."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.changing import change
from server.edit_answers import answer_to
from server.editing.edits import PublicEdit
from server.errors import NotFoundError
from server.history import Chapter, chapters
from server.model import Edit, Person
from server.rendering import catalogue
from server.resolving import resolver
from server.storage import edits as kept
from server.storage.edits import LAST_SERIAL
from server.strict_json import StrictRoute
from server.undoing import SetAsideError, Undone, redo, undo, undo_edit

router = APIRouter(prefix="/api/guides/{guide_id}/edits", tags=["edits"], route_class=StrictRoute)
MOST_LISTED = 500
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
        answer = answer_to(base, connection, person, changed, html=html, since=since)
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
        answer = answer_to(base, connection, person, changed, html=html, since=since)
    base.to_paint.ring()
    return answer


@router.get("")
def list_edits(
    base: Base,
    _editor: Editor,
    guide_id: str,
    *,
    since: Annotated[int, Query(ge=0, le=LAST_SERIAL)] = 0,
    before: Annotated[
        int | None, Query(ge=1, le=LAST_SERIAL, description="newest first, before that")
    ] = None,
    newest: Annotated[bool, Query(description="newest first")] = False,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED,
) -> Response:
    """List the guide's edits after one, oldest first, or the newest first, and the calls they came by.

    `next` is what to hand in as `since`, or `before`, for those that follow.
    """
    back = newest or before is not None
    translate = catalogue(base.settings.language).gettext
    with base.database.reading() as connection:
        draft = kept.draft(connection, guide_id)
        if draft is None:
            raise NotFoundError("There is no such guide; look for it from the home page.")
        if back:
            listed = kept.newest(connection, guide_id, limit + 1, before)
        else:
            listed = kept.since(connection, guide_id, since, limit + 1)
        told = chapters(connection, draft[0], listed[:limit], translate)
    following = listed[limit - 1].serial if len(listed) > limit else None
    edits, calls = [_listed(each) for each in listed[:limit]], [_chapter(each) for each in told]
    return JSONResponse({"edits": edits, "calls": calls, "next": following})


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
            answer = answer_to(base, connection, person, changed, html=html, since=since, more=more)
    if isinstance(outcome, SetAsideError):
        raise outcome
    base.to_paint.ring()
    return answer


def _of_call(edits: Sequence[Edit]) -> dict[str, Any]:
    return {"kinds": [each.kind for each in edits], "edits": [dict(each.payload) for each in edits]}


def _listed(edit: Edit) -> dict[str, Any]:
    about = {"serial": edit.serial, "call": edit.call, "person": edit.person.name, "at": edit.at.isoformat()}
    return {**about, "undoes": edit.undoes, "edit": dict(edit.payload)}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "call": chapter.call,
        "kind": chapter.kind,
        "of": chapter.of,
        "person": chapter.person.name,
        "at": chapter.at.isoformat(),
        "serials": [each.serial for each in chapter.edits],
        "said": chapter.said,
    }
