"""Forms that put a guide where it is suggested to belong, or dismiss that; scripts ask `/api` for it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection
from starlette import status

from server import places
from server.access import Author
from server.base import Base, KnowledgeBase
from server.model import Place
from server.ordering.suggesting import Suggestion
from server.reasons import sentence_of
from server.storage import guides, tidy

router = APIRouter(prefix="/guides/{guide_id}/place")

LOOKED_AT, SHOWN = 8, 3


class Nod(BaseModel):
    """The place, what the button says of it, and the page to go back to."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    process: str
    stage: str = ""
    then: str = "put"
    back: str = ""


@router.post("")
def nod(guide_id: str, base: Base, author: Author, sent: Annotated[Nod, Form()]) -> RedirectResponse:
    """Put the guide there, or never suggest that again."""
    key = (sent.process, sent.stage or None)
    with base.database.writing() as connection:
        if sent.then == "dismiss":
            places.dismiss(connection, guide_id, key, author)
        else:
            places.put(connection, guide_id, key, author)
    is_ours = sent.back.startswith("/") and not sent.back.startswith(("//", "/\\"))
    return RedirectResponse(sent.back if is_ours else f"/guides/{guide_id}", status.HTTP_303_SEE_OTHER)


def hint(base: KnowledgeBase, guide_id: str) -> dict[str, "Hint | None"]:
    """Return what a page shows of the place that is suggested for a guide, None where it needs none."""
    with base.database.reading() as connection:
        found = places.suggestion(connection, guide_id)
    return {"hint": Hint.of(guide_id, found, base.settings.language) if found else None}


def unplaced(connection: Connection, language: str) -> dict[str, Any]:
    """Return what the home page says of guides without a place: how many, and where some of them belong."""
    count = tidy.count_without(connection, "place")
    ids = tidy.without(connection, "place", LOOKED_AT) if count else ()
    found = places.suggested(connection, ids) if ids else {}
    known = guides.summaries(connection, found)
    hints = [
        Hint.of(each, found[each], language, known[each].title)
        for each in ids
        if each in found and each in known
    ]
    return {"unplaced": count, "hints": hints[:SHOWN]}


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggested place as `templates/places/hint.html` shows it."""

    guide: str
    place: Place
    why: str
    title: str = ""

    @classmethod
    def of(cls, guide_id: str, found: Suggestion, language: str, title: str = "") -> "Hint":
        """Return a suggestion as it is shown."""
        return cls(guide_id, found.place, sentence_of(found, language), title)
