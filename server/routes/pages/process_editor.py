"""Drawing a process up: making it, its stages and facts, taking it away; plain forms that scripts enhance."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import ServerError
from server.processes import making
from server.processes.changing import change_process
from server.processes.editor_page import fresh_parts, gathered
from server.processes.forms import edits_of_form
from server.processes.templates import templates
from server.rendering import process_url
from server.routes.pages.page import page
from server.routes.pages.words import sent_form
from server.storage import guides, process_shapes

router = APIRouter()
Form = Annotated[FormData, Depends(sent_form)]
Opened = Annotated[str | None, Query(alias="stage", description="the stage whose details are shown")]


@router.get("/processes/new")
def ask_for_process(base: Base, visitor: Editor, template: str = "") -> Response:
    """Ask what the process is called, and what it starts from."""
    return _asked(base, visitor, called="", chosen=template)


@router.post("/processes/new")
def make_process(base: Base, visitor: Editor, author: Author, sent: Form) -> Response:
    """Make the process and go on to its stages; where it cannot be made, the form says why."""
    called, template = str(sent.get("called", "")), str(sent.get("template", ""))
    try:
        with base.database.writing() as connection:
            made = making.make(connection, called, author, template or None)
    except ServerError as error:
        return _asked(base, visitor, called=called, chosen=template, error=error)
    return RedirectResponse(f"{process_url(made)}/edit", HTTPStatus.SEE_OTHER)


@router.get("/processes/{process_id}/edit")
def show(process_id: str, base: Base, visitor: Editor, opened: Opened = None) -> Response:
    """Show the process with everything in fields, and the details of one stage."""
    with base.database.reading() as connection:
        values = gathered(base, connection, process_id, opened)
    return page(base, visitor, "process_editor/page.html", **values)


@router.get("/processes/{process_id}/edit/parts")
def show_parts(process_id: str, base: Base, _visitor: Editor) -> dict[str, Any]:
    """Return what an edit changes elsewhere on the page than where it was made."""
    with base.database.reading() as connection:
        return dict(fresh_parts(base, connection, process_id))


@router.post("/processes/{process_id}/edit")
def save(
    process_id: str, base: Base, visitor: Editor, author: Author, *, sent: Form, opened: Opened = None
) -> Response:
    """Make the edits of a form; where one cannot be made, the page says why and keeps what was written."""
    said = {name: value for name, value in sent.items() if isinstance(value, str)}
    try:
        with base.database.writing() as connection:
            making.refuse_deleted(connection, process_id)
            shape = process_shapes.load(connection, process_id)
            order = [stage.id for stage in shape.stages] if shape else []
            edits = edits_of_form(said, order, lambda words: guides.meant(connection, words))
            change_process(connection, process_id, edits, author)
    except ServerError as error:
        if error.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise
        return _shown_again(base, visitor, process_id, opened=opened, sent=said, error=error)
    there = f"?stage={opened}#stage-{opened}" if opened else ""
    return RedirectResponse(f"{process_url(process_id)}/edit{there}", HTTPStatus.SEE_OTHER)


@router.get("/processes/{process_id}/delete")
def ask_to_delete(process_id: str, base: Base, visitor: Editor) -> Response:
    """Ask whether the process is to be deleted, and say what that loses."""
    with base.database.reading() as connection:
        values = gathered(base, connection, process_id)
    return page(base, visitor, "process_editor/delete.html", process=values["process"])


@router.post("/processes/{process_id}/delete")
def delete(process_id: str, base: Base, author: Author) -> Response:
    """Delete the process and show where it can be put back."""
    with base.database.writing() as connection:
        making.refuse_deleted(connection, process_id)
        making.delete(connection, process_id, author)
    return RedirectResponse(f"/trash#process-{process_id}", HTTPStatus.SEE_OTHER)


@router.post("/processes/{process_id}/put-back")
def put_back(process_id: str, base: Base, author: Author) -> Response:
    """Put a deleted process back and go to it."""
    with base.database.writing() as connection:
        making.put_back(connection, process_id, author)
    return RedirectResponse(process_url(process_id), HTTPStatus.SEE_OTHER)


def _asked(
    base: KnowledgeBase, visitor: Visitor, *, called: str, chosen: str, error: ServerError | None = None
) -> Response:
    values: dict[str, Any] = {"called": called, "chosen": chosen, "templates": templates()}
    values |= {"problem": str(error) if error else "", "url": error.more.get("url", "") if error else ""}
    status = error.status if error else HTTPStatus.OK
    return page(base, visitor, "process_editor/new.html", status, **values)


def _shown_again(
    base: KnowledgeBase,
    visitor: Visitor,
    process_id: str,
    *,
    opened: str | None,
    sent: dict[str, str],
    error: ServerError,
) -> Response:
    """Return the page as it is now, with what was written in its fields and what is the matter."""
    with base.database.reading() as connection:
        values = gathered(base, connection, process_id, opened)
    theirs = error.more.get("theirs")
    told = "\n".join(theirs) if isinstance(theirs, list) else theirs
    more: dict[str, Any] = {
        "problem": str(error),
        "conflict": told if isinstance(told, str) else None,
        "sent": sent,
    }
    return page(base, visitor, "process_editor/page.html", error.status, **{**values, **more})
