"""Redactions for programs: ask for one, and see how far it is."""

from typing import Annotated, Any

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field

from recorder.document.geometry import Box
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError
from server.redacting.starting import Place, Wish, begin
from server.storage import redactions
from server.storage.redactions import Redaction

router = APIRouter(prefix="/api/guides/{guide_id}/redactions", tags=["redactions"])


class Region(BaseModel):
    """A region of a picture, in its pixels: left, top, width, height."""

    model_config = ConfigDict(extra="forbid")

    file: Annotated[str, Field(max_length=100)]
    box: Box


class Wanted(BaseModel):
    """What is to be redacted for good, and what stands in place of the words."""

    model_config = ConfigDict(extra="forbid")

    pictures: list[Region] = []
    words: list[Annotated[str, Field(max_length=1_000)]] = []
    instead: Annotated[str, Field(alias="with", max_length=1_000)] = ""
    everywhere: bool = True
    """Whether the words are replaced in all guides, or in this one alone."""


@router.post("", status_code=status.HTTP_202_ACCEPTED)
def post_redaction(
    base: Base, person: Author, response: Response, guide_id: str, wanted: Wanted
) -> dict[str, Any]:
    """Begin a redaction, which cannot be undone; from now on nobody is given the pictures as they were."""
    places = [Place(each.file, each.box) for each in wanted.pictures]
    wish = Wish(places, wanted.words, wanted.instead, wanted.everywhere)
    made = begin(base, guide_id, person, wish)
    response.headers["Location"] = f"/api/guides/{guide_id}/redactions/{made}"
    return _told(base, guide_id, made)


@router.get("/{redaction_id}")
def get_redaction(base: Base, _editor: Editor, guide_id: str, redaction_id: str) -> dict[str, Any]:
    """Tell how far a redaction is."""
    return _told(base, guide_id, redaction_id)


def _told(base: KnowledgeBase, guide_id: str, redaction_id: str) -> dict[str, Any]:
    with base.database.reading() as connection:
        found = redactions.redaction(connection, redaction_id)
    if found is None or found.guide != guide_id:
        raise NotFoundError("There is no such redaction of this guide.")
    return told(found)


def told(redaction: Redaction) -> dict[str, Any]:
    """Return how far a redaction is, as JSON."""
    state = "done" if redaction.is_done else "waiting" if redaction.trouble else "running"
    return {
        "job": redaction.id,
        "state": state,
        "phase": redaction.phase,
        "done": redaction.steps if redaction.is_done else min(redaction.done, redaction.steps),
        "of": redaction.steps,
        "pictures": redaction.pictures,
        "words": redaction.words,
        "trouble": redaction.trouble,
        "at": redaction.at.isoformat(),
        "finished_at": redaction.finished_at.isoformat() if redaction.finished_at else None,
    }
