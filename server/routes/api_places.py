"""Places for guides that have none: what is suggested and why, put there on a nod, or dismissed."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from server import places
from server.access import Author, Editor
from server.base import Base
from server.errors import NoSuchGuideError
from server.ordering.suggesting import Suggestion
from server.reasons import place_shown, sentence_of
from server.storage import edits
from server.storage.edits import LAST_SERIAL

router = APIRouter(prefix="/api/guides/{guide_id}/place", tags=["places"])

Name = Annotated[str, Field(max_length=200)]


class Where(BaseModel):
    """A place, by the ids of its process and stage; without a stage it is the process as a whole."""

    model_config = ConfigDict(extra="forbid")

    process: Name
    stage: Name | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """The same as places are known."""
        return self.process, self.stage or None


class Dismissed(Where):
    """A place, and whether it is never to be suggested for the guide."""

    stays: bool = True


class Undoing(BaseModel):
    """The edit to be taken back."""

    model_config = ConfigDict(extra="forbid")

    serial: Annotated[int, Field(ge=1, le=LAST_SERIAL)]


@router.get("")
def get_suggestion(base: Base, _editor: Editor, guide_id: str) -> dict[str, Any]:
    """Suggest where a guide without a place belongs; null where that is not clear, or it has one."""
    with base.database.reading() as connection:
        if edits.draft(connection, guide_id) is None:
            raise NoSuchGuideError
        found = places.suggestion(connection, guide_id)
    return {"suggestion": _listed(found, base.settings.language) if found else None}


@router.post("")
def post_place(base: Base, person: Author, guide_id: str, where: Where) -> dict[str, Any]:
    """Put the guide there, for readers at once where nothing else of it waits to be published."""
    with base.database.writing() as connection:
        settled = places.put(connection, guide_id, where.key, person)
    return {
        "place": place_shown(settled.place),
        "serial": settled.serial,
        "since": settled.since,
        "published": settled.published,
    }


@router.post("/undo")
def post_undo(base: Base, person: Author, guide_id: str, wanted: Undoing) -> dict[str, Any]:
    """Take the edit back that put the guide there."""
    with base.database.writing() as connection:
        places.take_back(connection, guide_id, wanted.serial, person)
    return {}


@router.put("/dismissed")
def put_dismissed(base: Base, person: Author, guide_id: str, where: Dismissed) -> dict[str, Any]:
    """Never suggest a place for the guide again, or do so after all."""
    with base.database.writing() as connection:
        if where.stays:
            places.dismiss(connection, guide_id, where.key, person)
        else:
            places.ask_again(connection, guide_id, where.key)
    return {}


def _listed(found: Suggestion, language: str) -> dict[str, Any]:
    place = found.place
    return {
        "process": {"id": place.process, "name": place.process_name},
        "stage": {"id": place.stage, "name": place.stage_name} if place.stage else None,
        "why": sentence_of(found, language),
        "share": round(found.share, 2),
    }
