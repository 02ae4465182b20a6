"""The versions of a guide as pages: all with their lines, one to read, two to compare, and the way back."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Guide, Line
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.comparison_page import groups
from server.errors import NoSuchGuideError
from server.going_back import publish_again, restore, start_over, version_of
from server.routes.pages.guides import present, shown_of
from server.routes.pages.page import page
from server.storage import guides, versions

router = APIRouter(prefix="/guides/{guide_id}")

MOST = 2**31 - 1  # as far as the database counts
Number = Annotated[int, Path(ge=1, le=MOST)]
DRAFT = 0
"""Stands for the draft where two states are compared."""


class Sent(BaseModel):
    """Whether the version becomes the draft or is published again, and with which line."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    then: Literal["draft", "publish"] = "draft"
    note: Line = ""


@router.get("/versions")
def show_all(guide_id: str, base: Base, visitor: Editor) -> Response:
    """Show every version, newest first."""
    guide = present(base, guide_id)
    with base.database.reading() as connection:
        lines = versions.listed(connection, guide_id)
        version = versions.published(connection, guide_id)
    has_draft = version is not None and version.document != guide
    return page(base, visitor, "versions/index.html", guide=guide, lines=lines, has_draft=has_draft)


@router.get("/versions/compare")
def compare_two(
    guide_id: str,
    base: Base,
    visitor: Editor,
    before: Annotated[int, Query(ge=DRAFT, le=MOST)],
    after: Annotated[int, Query(ge=DRAFT, le=MOST)] = DRAFT,
) -> Response:
    """Show what differs between two versions, or a version and the draft (0)."""
    old, new = state(base, guide_id, before), state(base, guide_id, after)
    with base.database.reading() as connection:
        lines = versions.listed(connection, guide_id)
    return page(
        base,
        visitor,
        "versions/compare.html",
        guide=new,
        before=before,
        after=after,
        lines=lines,
        groups=groups(old, new),
    )


@router.get("/versions/{number}")
def read_one(guide_id: str, number: Number, base: Base, visitor: Editor) -> Response:
    """Show a version as readers saw it, saying in large letters that it is superseded if it is."""
    with base.database.reading() as connection:
        version = version_of(connection, guide_id, number)
        lines = versions.listed(connection, guide_id)
        places = guides.places_of(connection, [guide_id]).get(guide_id, ())
    newer = [each for each in lines if each.number > number]
    told = {
        "may_edit": False,  # an old version is read and not changed
        "version": number,
        "published_by": version.published_by.name,
        "published_at": version.published_at,
        "note": version.note,
        "next": newer[-1] if newer else None,
        "current": lines[0].number,
    }
    return page(base, visitor, "versions/version.html", **shown_of(base, version.document, places) | told)


@router.post("/versions/{number}/restore")
def go_back(
    guide_id: str,
    number: Number,
    base: Base,
    author: Author,
    sent: Annotated[Sent, Form()],
) -> Response:
    """Make the version the draft and go to it, or publish it again as the next version."""
    with base.database.writing() as connection:
        if sent.then == "publish":
            publish_again(connection, guide_id, number, author, sent.note)
        else:
            restore(connection, guide_id, number, author)
    base.to_paint.ring()
    where = "" if sent.then == "publish" else "/edit"
    return RedirectResponse(f"/guides/{guide_id}{where}", HTTPStatus.SEE_OTHER)


@router.post("/start-over")
def back_to_published(guide_id: str, base: Base, author: Author) -> Response:
    """Let the draft say what is published."""
    with base.database.writing() as connection:
        start_over(connection, guide_id, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}/edit", HTTPStatus.SEE_OTHER)


def state(base: KnowledgeBase, guide_id: str, number: int) -> Guide:
    """Return what a version says, or the draft for number 0; NotFoundError where there is none."""
    if number == DRAFT:
        return present(base, guide_id)
    with base.database.reading() as connection:
        if not guides.exists(connection, guide_id):
            raise NoSuchGuideError
        return version_of(connection, guide_id, number).document
