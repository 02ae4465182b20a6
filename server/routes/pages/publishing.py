"""The buttons by which an editor lets readers see what waits; plain forms, so they work without scripts."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from server.access import Author
from server.base import Base
from server.publishing import publish_draft

router = APIRouter()


@router.post("/guides/{guide_id}/publish")
def let_readers_see(guide_id: str, base: Base, author: Author) -> RedirectResponse:
    """Publish the guide and go to it."""
    with base.database.writing() as connection:
        publish_draft(connection, guide_id, author)
    base.to_paint.set()
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)
