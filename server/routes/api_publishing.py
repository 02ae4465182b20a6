"""Publishing for programs: what waits for an editor's word before readers see it."""

from typing import Any

from fastapi import APIRouter, status

from server.access import Author
from server.base import Base
from server.model import Version
from server.publishing import leave, publish_draft, take_over

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["publishing"])


@router.post("/publish")
def post_publish(base: Base, person: Author, guide_id: str) -> dict[str, Any]:
    """Publish the guide as it says now; one that is published just so stays at its version."""
    with base.database.writing() as connection:
        version = publish_draft(connection, guide_id, person)
    base.to_paint.ring()
    return _answer(version)


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
    }
