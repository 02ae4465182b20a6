"""The trash as a page: what was deleted, by whom and until when it can be put back; plain forms."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from server import trash
from server.access import Author, Editor
from server.base import Base
from server.routes.pages.page import page
from server.storage import deleted_processes
from server.storage import trash as kept

router = APIRouter()


@router.get("/trash")
def show(base: Base, visitor: Editor) -> Response:
    """Show what is in the trash."""
    with base.database.reading() as connection:
        found = kept.everything(connection)
        gone = deleted_processes.everything(connection)
    trashed, processes = ([(each, trash.until(each)) for each in those] for those in (found, gone))
    return page(base, visitor, "trash/index.html", trashed=trashed, processes=processes)


@router.post("/guides/{guide_id}/trash")
def delete(guide_id: str, base: Base, author: Author) -> Response:
    """Put a guide into the trash and show it there, where it can be put back."""
    with base.database.writing() as connection:
        trash.put(connection, guide_id, author)
    return RedirectResponse(f"/trash#guide-{guide_id}", HTTPStatus.SEE_OTHER)


@router.post("/trash/{trashed}/put-back")
def put_back(trashed: str, base: Base, _author: Author) -> Response:
    """Put a guide back and go to it."""
    with base.database.writing() as connection:
        trash.put_back(connection, trashed)
    return RedirectResponse(f"/guides/{trashed}", HTTPStatus.SEE_OTHER)


@router.get("/trash/{trashed}/delete")
def ask_to_delete(trashed: str, base: Base, visitor: Editor) -> Response:
    """Ask whether the guide is to be deleted for good, and say what would be lost."""
    with base.database.reading() as connection:
        lost = trash.what_is_lost(connection, trashed)
    return page(base, visitor, "trash/delete.html", trashed=trashed, lost=lost)


@router.post("/trash/{trashed}/delete")
def delete_for_good(trashed: str, base: Base, _author: Author) -> Response:
    """Delete the guide for good."""
    trash.delete_for_good(base, trashed)
    return RedirectResponse("/trash", HTTPStatus.SEE_OTHER)
