"""Edits for programs and for the pages' own script."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from server.access import Author, Editor
from server.base import Base
from server.changing import Changed, change, undo
from server.editing.edits import PublicEdit
from server.model import Edit
from server.recorded import resolved
from server.redacting.keeping_up import kept_up
from server.storage import edits

router = APIRouter(prefix="/api/guides/{guide_id}/edits", tags=["edits"])

LAST_SERIAL = 2**63 - 1  # as far as the database counts


class Edits(BaseModel):
    """Edits to be made in their order, all of them or none."""

    model_config = ConfigDict(extra="forbid")

    edits: Annotated[list[PublicEdit], Field(min_length=1, max_length=500)]


@router.post("")
def post_edits(base: Base, person: Author, guide_id: str, wanted: Edits) -> dict[str, Any]:
    """Make the edits; 409 with both texts where somebody changed the same words meanwhile."""
    with base.database.writing() as connection:
        present = kept_up(connection, guide_id, wanted.edits)
        changed = change(connection, guide_id, resolved(base, connection, guide_id, present), person)
    base.to_paint.ring()
    return _answer(changed)


@router.post("/{serial}/undo")
def post_undo(
    base: Base, person: Author, guide_id: str, serial: Annotated[int, Path(ge=1, le=LAST_SERIAL)]
) -> dict[str, Any]:
    """Take one of your own edits back."""
    with base.database.writing() as connection:
        changed = undo(connection, guide_id, serial, person)
    base.to_paint.ring()
    return _answer(changed)


@router.get("")
def list_edits(
    base: Base, _editor: Editor, guide_id: str, since: Annotated[int, Query(ge=0, le=LAST_SERIAL)] = 0
) -> dict[str, Any]:
    """List the guide's edits after one, oldest first."""
    with base.database.reading() as connection:
        return {"edits": [_listed(each) for each in edits.since(connection, guide_id, since)]}


def _answer(changed: Changed) -> dict[str, Any]:
    texts = {step.id: step.caption for step in changed.document.steps}
    return {
        "version": changed.version,
        "serial": changed.serial,
        "title": changed.document.title,
        "captions": texts,
    }


def _listed(edit: Edit) -> dict[str, Any]:
    about = {"serial": edit.serial, "person": edit.person.name, "at": edit.at.isoformat()}
    return {**about, "undoes": edit.undoes, "edit": dict(edit.payload)}
