"""What programs take back from a guide's history: deleted steps, and whole calls of one's own."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from server.access import Author, Editor
from server.base import Base
from server.edit_answers import in_short
from server.storage.edits import LAST_SERIAL
from server.taking_back import KEPT, deleted_steps, put_back, take_back

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["edits"])


@router.get("/deleted-steps")
def list_deleted_steps(base: Base, _editor: Editor, guide_id: str) -> dict[str, list[dict[str, Any]]]:
    """List the steps deleted in the last thirty days that are still gone, the last one first."""
    with base.database.reading() as connection:
        gone = deleted_steps(connection, guide_id)
    return {
        "steps": [
            {
                "id": each.step.id,
                "caption": each.step.caption,
                "by": each.edit.person.name,
                "at": each.edit.at.isoformat(),
                "until": (each.edit.at + KEPT).isoformat(),
            }
            for each in gone
        ]
    }


@router.post("/deleted-steps/{step_id}/restore")
def restore_step(base: Base, person: Author, guide_id: str, step_id: str) -> dict[str, Any]:
    """Put a deleted step back where it was, whoever deleted it."""
    with base.database.writing() as connection:
        changed = put_back(connection, guide_id, step_id, person)
    base.to_paint.ring()
    return in_short(changed)


@router.post("/edits/{serial}/take-back")
def post_take_back(
    base: Base, person: Author, guide_id: str, serial: Annotated[int, Path(ge=1, le=LAST_SERIAL)]
) -> dict[str, Any]:
    """Take back the whole call that an edit of yours came by."""
    with base.database.writing() as connection:
        changed = take_back(connection, guide_id, serial, person)
    base.to_paint.ring()
    return in_short(changed)
