"""The buttons by which an editor lets readers see what waits; plain forms, so they work without scripts."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from server.access import Author
from server.base import Base
from server.publishing import leave, publish_draft, take_over

router = APIRouter()


@router.post("/guides/{guide_id}/publish")
def let_readers_see(guide_id: str, base: Base, author: Author) -> RedirectResponse:
    """Publish the guide and go to it."""
    with base.database.writing() as connection:
        publish_draft(connection, guide_id, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)


@router.post("/guides/{guide_id}/arrival/publish")
def take_it_over(guide_id: str, base: Base, author: Author) -> RedirectResponse:
    """Publish the newer recording that waits and go to the guide."""
    with base.database.writing() as connection:
        take_over(connection, guide_id, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)


@router.post("/guides/{guide_id}/arrival/leave")
def leave_it(guide_id: str, base: Base, _author: Author) -> RedirectResponse:
    """Leave the newer recording that waits and go back to the guide."""
    with base.database.writing() as connection:
        leave(connection, guide_id)
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)
