"""The editor: the guide's page made editable; it shows the draft, which readers do not see."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from server.access import Editor
from server.base import Base
from server.editor_page import blank_html, document_of, steps_html
from server.errors import NoSuchGuideError
from server.routes.pages.guides import newer_waits
from server.routes.pages.page import page
from server.routes.pictures import marks_look
from server.storage import edits, reviews, versions

router = APIRouter()


@router.get("/guides/{guide_id}/edit")
def show_editor(guide_id: str, base: Base, visitor: Editor) -> HTMLResponse:
    """Show the draft, ready to be changed."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        version = versions.last_number(connection, guide_id)
        standing = reviews.standing(connection, guide_id)
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
        "keeper": standing.owner.name if standing and standing.owner else "",
        "newer_waits": newer_waits(base, guide_id),
    }
    answer = page(base, visitor, "editor/editor.html", **values)
    answer.headers["Cache-Control"] = "private, no-store"  # Back shows the draft as it is now
    return answer
