"""What the tools beside a picture ask for: crops to choose from, and boxes to snap to."""

from typing import Any

from fastapi import APIRouter

from server.access import Editor
from server.base import Base
from server.errors import NotFoundError
from server.picture_tools import controls, crops
from server.recorded import told_of
from server.storage import edits

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["recorded"])


@router.get("/steps/{step_id}/framing")
def read_framing(base: Base, _editor: Editor, guide_id: str, step_id: str) -> dict[str, Any]:
    """Return crops that fit a step's picture by name, and the boxes of the controls known in it."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        told = told_of(connection, base.objects, guide_id)
    step = draft[0].step(step_id) if draft else None
    if draft is None or step is None or step.picture is None:
        raise NotFoundError("There is no such step with a picture; reload the page to see the guide.")
    return {"crops": crops(step, step.picture), "controls": controls(draft[0], told, step)}
