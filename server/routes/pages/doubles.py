"""Two guides that say nearly the same: side by side, one archived, or known to be different."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Id
from server import reviews, tidying
from server.access import Author, Editor
from server.base import Base
from server.errors import NotFoundError
from server.guide_page import illustrate_by, steps_shown
from server.model import Version
from server.ordering.beside import beside
from server.rendering import catalogue
from server.routes.pages.page import page
from server.routes.pages.tidy import back
from server.storage import guides, versions

router = APIRouter(prefix="/tidy")


class TwoGuides(BaseModel):
    """Two guides that say nearly the same."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    one: Id
    other: Id


@router.get("/doubles/{one}/{other}")
def compare(one: str, other: str, base: Base, visitor: Editor) -> Response:
    """Show both guides, what they share in one row."""
    with base.database.reading() as connection:
        found = [versions.published(connection, each) for each in (one, other)]
        known = guides.summaries(connection, (one, other))
    left, right = (_there(each) for each in found)
    shown = {
        step.id: step
        for version in (left, right)
        for step in steps_shown(version.document, illustrate_by(lambda drawing: drawing.url))
    }
    rows = [
        (shown.get(mine.id) if mine else None, shown.get(theirs.id) if theirs else None)
        for mine, theirs in beside(left.document, right.document)
    ]
    return page(base, visitor, "tidy/compare.html", pair=[known.get(one), known.get(other)], rows=rows)


@router.post("/apart")
def keep_apart(base: Base, author: Author, sent: Annotated[TwoGuides, Form()]) -> Response:
    """Never show the two as doubles again."""
    with base.database.writing() as connection:
        tidying.keep_apart(connection, sent.one, sent.other, author)
    return back("doubles", done=1)


@router.post("/archive")
def archive_one(base: Base, author: Author, sent: Annotated[TwoGuides, Form()]) -> Response:
    """Take the first of the two out of use, for the other says the same."""
    said = catalogue(base.settings.language).gettext("“{title}” says the same.")
    with base.database.writing() as connection:
        other = guides.summary(connection, sent.other)
        reviews.archive(connection, sent.one, author, words=said.format(title=other.title) if other else "")
    return back("doubles", archived=sent.one)


@router.post("/bring-back")
def bring_back(base: Base, author: Author, guide: Annotated[Id, Form()]) -> Response:
    """Let a guide that was just archived be in use again."""
    with base.database.writing() as connection:
        reviews.bring_back(connection, guide, author)
    return back("doubles")


def _there(version: Version | None) -> Version:
    if version is None:
        raise NotFoundError("One of the two guides is not here any more; look for it by its title.")
    return version
