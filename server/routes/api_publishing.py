"""Publishing for programs: what waits for an editor's word before readers see it."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, status
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from recorder.document.guide import Line
from server.access import Author
from server.base import Base
from server.feedback.settling import mend
from server.meant import lost_place
from server.model import Version
from server.publishing import publish_draft
from server.rendering import catalogue
from server.storage.edits import LAST_SERIAL
from server.taking_over import leave, take_over

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["publishing"])


Mends = Annotated[
    tuple[Annotated[int, Field(ge=1, le=LAST_SERIAL)], ...],
    Field(max_length=200, description="the reports and comments that this version mends, by their ids"),
]


class Publishing(BaseModel):
    """A line about what changes, the last edit of the draft that was looked at, and what it mends."""

    model_config = ConfigDict(extra="forbid")

    note: Annotated[Line, StringConstraints(strip_whitespace=True)] = ""
    serial: Annotated[int, Field(ge=0, le=LAST_SERIAL)] | None = None
    mends: Mends = ()


NOTHING_SAID = Publishing()


@router.post("/publish")
def post_publish(
    base: Base, person: Author, guide_id: str, wanted: Annotated[Publishing, Body()] = NOTHING_SAID
) -> dict[str, Any]:
    """Publish the guide as it says now; one that is published just so stays at its version.

    With a `serial`, 409 where the draft has moved on since. `lost_place` says in a sentence what of its place
    was deleted meanwhile, so that the guide does without it; "" where nothing was.
    """
    with base.database.writing() as connection:
        version = publish_draft(connection, guide_id, person, note=wanted.note, seen=wanted.serial)
        mend(connection, guide_id, wanted.mends, version.number, person)
        gone = lost_place(connection, version)
    base.to_paint.ring()
    return {**_answer(version), "lost_place": gone.told(catalogue(base.settings.language).gettext)}


@router.post("/arrival/publish")
def post_arrival(base: Base, person: Author, guide_id: str) -> dict[str, Any]:
    """Publish the newer recording that waits as the guide's next version."""
    with base.database.writing() as connection:
        version = take_over(connection, guide_id, person)
    base.to_paint.ring()
    return _answer(version)


@router.delete("/arrival", status_code=status.HTTP_204_NO_CONTENT)
def delete_arrival(base: Base, _person: Author, guide_id: str) -> None:
    """Leave the newer recording that waits; the guide stays as it is."""
    with base.database.writing() as connection:
        leave(connection, guide_id)


def _answer(version: Version) -> dict[str, Any]:
    return {
        "id": version.guide,
        "url": f"/guides/{version.guide}",
        "version": version.number,
        "at": version.published_at.isoformat(),
        "by": version.published_by.name,
        "note": version.note,
    }
