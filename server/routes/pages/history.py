"""The history of a draft as a page: who changed what when, the steps that were deleted, and the way back."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import RedirectResponse, Response

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base
from server.errors import NoSuchGuideError
from server.history import chapters
from server.rendering import catalogue
from server.routes.pages.page import page
from server.storage import edits as kept
from server.storage.edits import LAST_SERIAL
from server.taking_back import KEPT, deleted_steps, put_back, take_back
from server.telling import entry

router = APIRouter(prefix="/guides/{guide_id}")
AT_ONCE = 200


@router.get("/history")
def show(
    guide_id: str,
    base: Base,
    visitor: Editor,
    before: Annotated[int, Query(ge=1, le=LAST_SERIAL)] = LAST_SERIAL,
) -> Response:
    """Show the newest edits, or the newest before one."""
    translate = catalogue(base.settings.language).gettext
    with base.database.reading() as connection:
        found = kept.draft(connection, guide_id)
        if found is None:
            raise NoSuchGuideError
        made = kept.newest(connection, guide_id, AT_ONCE, before)
        undone = kept.undone(connection, guide_id)
        told = chapters(connection, found[0], made, translate)
        gone = deleted_steps(connection, guide_id)
    return page(
        base,
        visitor,
        "history/index.html",
        guide=found[0],
        entries=[entry(found[0], each, undone, visitor.person, translate) for each in told],
        older=made[-1].serial if len(made) == AT_ONCE else None,
        gone=[(each, each.edit.at + KEPT) for each in gone],
    )


@router.post("/history/{serial}/take-back")
def take_it_back(
    guide_id: str, serial: Annotated[int, Path(ge=1, le=LAST_SERIAL)], base: Base, author: Author
) -> Response:
    """Take a call of one's own back and show the history."""
    with base.database.writing() as connection:
        take_back(connection, guide_id, serial, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}/history", HTTPStatus.SEE_OTHER)


@router.post("/deleted-steps")
def put_it_back(guide_id: str, base: Base, author: Author, step: Annotated[Id, Form()]) -> Response:
    """Put a deleted step back where it was and go to it."""
    with base.database.writing() as connection:
        put_back(connection, guide_id, step, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}/edit#step-{step}", HTTPStatus.SEE_OTHER)
