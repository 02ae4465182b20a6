"""Edits for programs and for the pages' own script."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.changes import Changes, as_json, changes_since
from server.changing import Changed, change, undo
from server.editing.edits import PublicEdit
from server.editor_page import step_html
from server.model import Edit
from server.recorded import resolved
from server.redacting.keeping_up import kept_up
from server.storage import edits

router = APIRouter(prefix="/api/guides/{guide_id}/edits", tags=["edits"])

LAST_SERIAL = 2**63 - 1  # as far as the database counts

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
    call: Annotated[Id | None, Field(default=None)]


@router.post("")
def post_edits(
    base: Base, person: Author, guide_id: str, wanted: Edits, *, html: Html = False, since: Since = None
) -> dict[str, Any]:
    """Make the edits; 409 with both texts where somebody changed the same words meanwhile."""
    with base.database.writing() as connection:
        present = kept_up(connection, guide_id, wanted.edits)
        changed = change(connection, guide_id, resolved(base, connection, guide_id, present), person)
        changes = changes_since(connection, guide_id, changed.since if since is None else since)
    base.to_paint.ring()
    return _answer(base, changed, changes, html=html)


@router.post("/{serial}/undo")
def post_undo(
    base: Base,
    person: Author,
    guide_id: str,
    serial: Annotated[int, Path(ge=1, le=LAST_SERIAL)],
    *,
    html: Html = False,
    since: Since = None,
) -> dict[str, Any]:
    """Take one of your own edits back."""
    with base.database.writing() as connection:
        changed = undo(connection, guide_id, serial, person)
        changes = changes_since(connection, guide_id, changed.since if since is None else since)
    base.to_paint.ring()
    return _answer(base, changed, changes, html=html)


@router.get("")
def list_edits(
    base: Base, _editor: Editor, guide_id: str, since: Annotated[int, Query(ge=0, le=LAST_SERIAL)] = 0
) -> dict[str, Any]:
    """List the guide's edits after one, oldest first."""
    with base.database.reading() as connection:
        return {"edits": [_listed(each) for each in edits.since(connection, guide_id, since)]}


def _answer(base: KnowledgeBase, changed: Changed, changes: Changes, *, html: bool) -> dict[str, Any]:
    texts = {step.id: step.caption for step in changed.document.steps}
    return {
        "version": changed.version,
        "serial": changed.serial,
        "title": changed.document.title,
        "captions": texts,
        "changes": as_json(changes, step_html(changes.document, base.settings.language) if html else None),
    }


def _listed(edit: Edit) -> dict[str, Any]:
    about = {"serial": edit.serial, "person": edit.person.name, "at": edit.at.isoformat()}
    return {**about, "undoes": edit.undoes, "edit": dict(edit.payload)}
