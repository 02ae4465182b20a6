"""Versions for programs: what was published when and why, and going back to it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, StringConstraints

from recorder.document.guide import Line
from server.access import Author, Editor
from server.base import Base
from server.edit_answers import in_short
from server.errors import NotFoundError
from server.going_back import publish_again, restore, start_over, version_of
from server.model import VersionLine
from server.storage import guides, versions

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["versions"])

MOST = 2**31 - 1  # as far as the database counts
Number = Annotated[int, Path(ge=1, le=MOST)]


class Again(BaseModel):
    """A wish to publish a version again, with a line about it."""

    model_config = ConfigDict(extra="forbid")

    note: Annotated[Line, StringConstraints(strip_whitespace=True)] = ""


@router.get("/versions")
def list_versions(base: Base, _editor: Editor, guide_id: str) -> dict[str, list[dict[str, Any]]]:
    """List the versions of a guide, newest first."""
    with base.database.reading() as connection:
        if not guides.exists(connection, guide_id):
            raise NotFoundError("There is no such guide; look for it from the home page.")
        return {"versions": [_listed(each) for each in versions.listed(connection, guide_id)]}


@router.get("/versions/{number}")
def read_version(base: Base, _editor: Editor, guide_id: str, number: Number) -> dict[str, Any]:
    """Return the whole document of a version, as editors have it."""
    with base.database.reading() as connection:
        return version_of(connection, guide_id, number).document.model_dump(mode="json")


@router.post("/versions/{number}/restore")
def post_restore(base: Base, person: Author, guide_id: str, number: Number) -> dict[str, Any]:
    """Let the draft say what that version said, as one call that undo takes back."""
    with base.database.writing() as connection:
        changed = restore(connection, guide_id, number, person)
    base.to_paint.ring()
    return in_short(changed)


@router.post("/versions/{number}/publish")
def post_publish_again(
    base: Base, person: Author, guide_id: str, number: Number, wanted: Again | None = None
) -> dict[str, Any]:
    """Publish what that version said as the next version."""
    with base.database.writing() as connection:
        version = publish_again(connection, guide_id, number, person, wanted.note if wanted else "")
    base.to_paint.ring()
    return {"id": guide_id, "url": f"/guides/{guide_id}", "version": version.number}


@router.post("/start-over")
def post_start_over(base: Base, person: Author, guide_id: str) -> dict[str, Any]:
    """Let the draft say what is published, as one call that undo takes back."""
    with base.database.writing() as connection:
        changed = start_over(connection, guide_id, person)
    base.to_paint.ring()
    return in_short(changed)


def _listed(version: VersionLine) -> dict[str, Any]:
    about = {"version": version.number, "at": version.published_at.isoformat()}
    return {**about, "by": version.published_by.name, "note": version.note}
