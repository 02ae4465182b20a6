"""What has changed in a guide's draft, for the editor's page and for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from recorder.document.guide import Id
from server.access import Editor
from server.base import Base
from server.changes import as_json, changes_since
from server.editor_page import step_html

router = APIRouter(prefix="/api/guides/{guide_id}/changes", tags=["edits"])

Since = Annotated[int, Query(ge=0, le=2**63 - 1)]
Also = Annotated[tuple[Id, ...], Query(max_length=500)]


@router.get("")
def get_changes(
    base: Base, _editor: Editor, guide_id: str, since: Since = 0, *, html: bool = False, step: Also = ()
) -> dict[str, Any]:
    """Return the steps touched after an edit and those asked for, the order, and all else the draft says.

    After edit 0 it is every step, for whoever begins anew.
    """
    with base.database.reading() as connection:
        changes = changes_since(connection, guide_id, since or None, step)
    return as_json(changes, step_html(changes.document, base.settings.language) if html else None)
