"""The buttons by which an editor takes something from the recording; plain forms, as scripts may be off."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from server.access import Author
from server.base import Base, KnowledgeBase
from server.changing import change
from server.editing.edits import AskBack, AskMoment
from server.model import Person
from server.resolving import resolver
from server.routes.pages.guides import is_unpublished

router = APIRouter()


@router.post("/guides/{guide_id}/left-out")
def bring_back(
    guide_id: str, base: Base, author: Author, wanted: Annotated[AskBack, Form()]
) -> RedirectResponse:
    """Put a step that a rule left out where it was done, and go to it."""
    return _made(base, guide_id, wanted, author)


@router.post("/guides/{guide_id}/moment")
def choose_moment(
    guide_id: str, base: Base, author: Author, wanted: Annotated[AskMoment, Form()]
) -> RedirectResponse:
    """Show another moment of a step, and go back to it."""
    return _made(base, guide_id, wanted, author)


def _made(
    base: KnowledgeBase, guide_id: str, wanted: AskBack | AskMoment, author: Person
) -> RedirectResponse:
    with base.database.writing() as connection:
        change(connection, guide_id, [wanted], author, resolve=resolver(base, connection))
    base.to_paint.ring()
    page = "trim" if is_unpublished(base, guide_id) else "words"
    return RedirectResponse(f"/guides/{guide_id}/{page}#step-{wanted.step}", HTTPStatus.SEE_OTHER)
