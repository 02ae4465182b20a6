"""Deleting and putting back for programs."""

from typing import Any

from fastapi import APIRouter, Depends, Request, status

from server import trash
from server.access import Author, Editor
from server.base import Base
from server.model import Trashed
from server.storage import trash as kept

router = APIRouter(prefix="/api", tags=["trash"])


def not_in_trash(request: Request, base: Base) -> None:
    """Refuse every address of a guide that is in the trash; those of the trash call it otherwise."""
    guide_id = request.path_params.get("guide_id")
    if guide_id is not None:
        with base.database.reading() as connection:
            trash.refuse_trashed(connection, guide_id)


NotInTrash = Depends(not_in_trash)


@router.delete("/guides/{guide_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_guide(base: Base, person: Author, guide_id: str) -> None:
    """Put the guide into the trash; everybody loses sight of it, and for thirty days it can be restored."""
    with base.database.writing() as connection:
        trash.put(connection, guide_id, person)


@router.post("/guides/{trashed}/restore")
def restore_guide(base: Base, _person: Author, trashed: str) -> dict[str, str]:
    """Put a guide of the trash back where it was."""
    with base.database.writing() as connection:
        trash.put_back(connection, trashed)
    return {"id": trashed, "url": f"/guides/{trashed}"}


@router.get("/trash")
def list_trash(base: Base, _editor: Editor) -> dict[str, list[dict[str, Any]]]:
    """List the guides in the trash, the one deleted last first."""
    with base.database.reading() as connection:
        return {"guides": [_listed(each) for each in kept.everything(connection)]}


def _listed(trashed: Trashed) -> dict[str, Any]:
    return {
        "id": trashed.id,
        "title": trashed.title,
        "version": trashed.version,
        "by": trashed.person.name,
        "at": trashed.at.isoformat(),
        "until": trash.until(trashed).isoformat(),
    }
