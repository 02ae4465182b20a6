"""What was redacted here, as a page: who did it and when, never the words; a ban by mistake can be lifted."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from server.access import Author, Editor
from server.base import Base
from server.errors import NotFoundError
from server.redacting.starting import StillRedactingError
from server.routes.pages.page import page
from server.storage import bans, redactions

router = APIRouter(prefix="/redactions")


@router.get("")
def show(base: Base, visitor: Editor) -> Response:
    """Show all redactions, the newest first."""
    with base.database.reading() as connection:
        made = bans.entries(connection)
    return page(base, visitor, "redacting/index.html", made=made)


@router.post("/{redaction_id}/allow")
def allow(redaction_id: str, base: Base, _author: Author) -> Response:
    """Allow the words of a redaction again; nothing comes back by that."""
    with base.database.writing() as connection:
        found = redactions.redaction(connection, redaction_id)
        if found is None:
            raise NotFoundError("There is no such redaction; reload the list.")
        if not found.is_done:
            raise StillRedactingError
        bans.lift(connection, redaction_id)
    return RedirectResponse(f"/redactions#redaction-{redaction_id}", HTTPStatus.SEE_OTHER)
