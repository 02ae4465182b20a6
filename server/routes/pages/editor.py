"""The editor: the guide's page made editable; it shows the draft, which readers do not see."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.access import Editor
from server.base import Base
from server.editor_page import blank_html, document_of, steps_html
from server.errors import NoSuchGuideError
from server.routes.pages.guides import newer_waits
from server.routes.pages.page import page
from server.routes.pictures import marks_look
from server.storage import edits, reviews, versions

router = APIRouter()


def _chosen_elsewhere(connection: Connection, guide_id: str, draft: Guide) -> str:
    """Return who keeps the guide true, unless the draft says so or names another who will once published."""
    standing = reviews.standing(connection, guide_id)
    if standing is None or standing.owner is None or standing.owner.name == draft.owner:
        return ""
    readers_see = versions.published(connection, guide_id)
    is_named_anew = draft.owner and readers_see and readers_see.document.owner != draft.owner
    return "" if is_named_anew else standing.owner.name


@router.get("/guides/{guide_id}/edit")
def show_editor(guide_id: str, base: Base, visitor: Editor) -> HTMLResponse:
    """Show the draft, ready to be changed."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        version = versions.last_number(connection, guide_id)
        keeper = _chosen_elsewhere(connection, guide_id, draft[0]) if draft else ""
    if draft is None:
        raise NoSuchGuideError
    guide, serial = draft
    values: dict[str, Any] = {
        "guide": guide,
        "serial": serial,
        "steps": steps_html(guide, base.settings.language),
        "blank": blank_html(guide, base.settings.language),
        "document": document_of(guide),
        "marks_look": marks_look(),
        "person": visitor.person,
        "unpublished": not version,
        "keeper": keeper,
        "newer_waits": newer_waits(base, guide_id),
    }
    answer = page(base, visitor, "editor/editor.html", **values)
    answer.headers["Cache-Control"] = "private, no-store"  # Back shows the draft as it is now
    return answer
