"""Bringing in `.guide` files with a plain form, for browsers without scripts; scripts drop them anywhere."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, UploadFile
from fastapi.params import File
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recorder.errors import RecorderError
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.importing import take_in
from server.model import Person
from server.routes.pages.page import page
from server.storage import guides

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a guide's address and title, or the problem."""

    name: str
    kind: str = ""
    url: str = ""
    title: str = ""
    problem: str = ""


@router.get("/import")
def choose_files(base: Base, visitor: Editor) -> HTMLResponse:
    """Show the form."""
    return page(base, visitor, "imports/new.html", outcomes=())


@router.post("/import")
def bring_in(
    base: Base, visitor: Editor, author: Author, files: Annotated[list[UploadFile], File()]
) -> Response:
    """Take the files in; go to the guide if it is one, else show what became of each."""
    outcomes = [outcome(base, file, author) for file in files]
    if len(outcomes) == 1 and outcomes[0].url:
        return RedirectResponse(outcomes[0].url, HTTPStatus.SEE_OTHER)
    failed = any(each.problem for each in outcomes)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return page(base, visitor, "imports/new.html", status, outcomes=outcomes)


def outcome(base: KnowledgeBase, file: UploadFile, author: Person) -> Outcome:
    """Take one file in and return what became of it."""
    name = file.filename or ""
    try:
        arrival = take_in(base, file.file, author)
    except RecorderError as error:
        return Outcome(name, problem=str(error))
    with base.database.reading() as connection:
        summary = guides.summary(connection, arrival.guide)
    return Outcome(name, arrival.outcome, f"/guides/{arrival.guide}", summary.title if summary else name)
