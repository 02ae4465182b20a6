"""The review of one process as a page: who keeps it true, and that somebody found it right."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from server import clock
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.keeping import keep_process, process_stands, verify_process
from server.rendering import catalogue
from server.reviews import editors
from server.routes.pages.page import page
from server.routes.pages.review import DaysError, KeptBy
from server.storage import people
from server.trust import trust_of

router = APIRouter(prefix="/processes/{process_id}/review")


@router.get("")
def show(process_id: str, base: Base, visitor: Editor) -> Response:
    """Show who keeps the process true, and when it is due."""
    return shown(base, visitor, process_id)


@router.post("/keep")
def keep(
    process_id: str, base: Base, visitor: Editor, _author: Author, sent: Annotated[KeptBy, Form()]
) -> Response:
    """Set owner, reviewer and days."""
    try:
        with base.database.writing() as connection:
            keep_process(connection, process_id, sent.keeping)
    except DaysError as error:
        return shown(base, visitor, process_id, error)
    return RedirectResponse(f"/processes/{process_id}/review", HTTPStatus.SEE_OTHER)


@router.post("/verify")
def verify(process_id: str, base: Base, author: Author) -> Response:
    """Keep that somebody found the process right, and go to it."""
    with base.database.writing() as connection:
        verify_process(connection, process_id, author)
    return RedirectResponse(f"/processes/{process_id}", HTTPStatus.SEE_OTHER)


def shown(
    base: KnowledgeBase, visitor: Visitor, process_id: str, problem: DaysError | None = None
) -> Response:
    """Return the page, with what was wrong if anything was."""
    with base.database.reading() as connection:
        standing = process_stands(connection, process_id)
        able, known = editors(connection), people.known(connection)
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    rhythm = base.settings.rhythm
    trust = trust_of(standing, rhythm, clock.now())
    values = {"standing": standing, "trust": trust, "rhythm": rhythm, "able": able, "known": known}
    status = problem.status if problem else HTTPStatus.OK
    return page(base, visitor, "reviews/process.html", status, **values, problem=said)
