"""What a guide's recording holds beside the guide, for editors only: steps left out, and other moments."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from recorder.compose.leftout import Piece
from recorder.compose.moments import Which
from recorder.compose.phrases import phrases
from recorder.compose.rules import explain
from recorder.document.guide import Guide, Picture, Step
from recorder.document.paint import MEDIA_TYPE
from server.access import Editor
from server.answers import has
from server.base import Base, KnowledgeBase
from server.drawings import SMALL, small
from server.errors import NotFoundError
from server.painting import painted_bytes
from server.recorded import Told, choices, kept_files, offered, told_of, with_moment
from server.storage import edits, pictures, redactions

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["recorded"])

PRIVATE = {"Cache-Control": "private, max-age=3600", "Vary": "Cookie"}
NAME = re.compile(r"[0-9a-f]{64}\.(?:png|webp)")


@router.get("/left-out")
def list_left_out(base: Base, _editor: Editor, guide_id: str) -> dict[str, Any]:
    """List what rules left out while recording and can be brought back, in the order in which it was done."""
    guide, told = _known(base, guide_id)
    return {"left_out": [_listed(each, guide, base) for each in offered(told, guide)]}


@router.get("/left-out/{step_id}.webp", response_class=Response)
def read_left_out(base: Base, _editor: Editor, request: Request, guide_id: str, step_id: str) -> Response:
    """Return a small drawing of a step that was left out."""
    guide, told = _known(base, guide_id)
    step = next((each.step for each in offered(told, guide) if each.step.id == step_id), None)
    return drawn(base, request, step)


@router.get("/steps/{step_id}/moments")
def list_moments(base: Base, _editor: Editor, guide_id: str, step_id: str) -> dict[str, Any]:
    """List the moments that the recording keeps of a step; one of them may be shown now."""
    guide, told = _known(base, guide_id)
    step = guide.step(step_id)
    found = choices(told, guide, step_id)
    return {"moments": [_moment(guide_id, step, each, picture) for each, picture in found.items()]}


@router.get("/steps/{step_id}/moments/{which}.webp", response_class=Response)
def read_choice(
    base: Base, _editor: Editor, request: Request, guide_id: str, step_id: str, which: Which
) -> Response:
    """Return a small drawing of a step as it would be with another moment."""
    guide, told = _known(base, guide_id)
    step, picture = guide.step(step_id), choices(told, guide, step_id).get(which)
    return drawn(base, request, with_moment(step, picture) if step and picture else None)


@router.get("/moments/{name}", response_class=Response)
def read_moment(base: Base, _editor: Editor, guide_id: str, name: str) -> Response:
    """Return a frame of the recording as it came."""
    with base.database.reading() as connection:
        kept = NAME.fullmatch(name) and name in kept_files(connection, guide_id)
        present = redactions.present(connection, name)
    if present and present != name:  # a page that was opened before a redaction gets what stands there now
        return RedirectResponse(f"/api/guides/{guide_id}/moments/{present}")
    body = base.objects.get(pictures.object_name(name)) if kept and present else None
    if body is None:
        raise NotFoundError("The recording has no such picture; reload the page to see what there is.")
    return Response(body, media_type=f"image/{name.rpartition('.')[2]}", headers=PRIVATE)


def _known(base: KnowledgeBase, guide_id: str) -> tuple[Guide, Told | None]:
    """Return the guide as editors have it and what its recording tells; NotFoundError without a guide."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        told = told_of(connection, base.objects, guide_id)
    if draft is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    return draft[0], told


def _listed(piece: Piece, guide: Guide, base: KnowledgeBase) -> dict[str, Any]:
    step, address = piece.step, f"/api/guides/{guide.id}/left-out/{piece.step.id}.webp"
    return {
        "id": step.id,
        "caption": step.caption,
        "rule": piece.rule,
        "explanation": explain(piece.rule, phrases(base.settings.language)),
        "time": step.action.time if step.action else None,
        "into": piece.into if piece.into and guide.step(piece.into) else None,
        "picture": address if step.picture else None,
    }


def _moment(guide_id: str, step: Step | None, which: Which, picture: Picture) -> dict[str, Any]:
    shown = step.picture.file if step and step.picture else None
    return {
        "moment": which,
        "file": picture.file,
        "width": picture.width,
        "height": picture.height,
        "url": f"/api/guides/{guide_id}/moments/{picture.file.rpartition('/')[2]}",
        "shown": picture.file == shown,
    }


def drawn(base: KnowledgeBase, request: Request, step: Step | None, points: int = SMALL) -> Response:
    """Return a small drawing of a step, made for this answer; NotFoundError where there is none."""
    drawing = small(step, points) if step else None
    headers = {"ETag": f'"{drawing.key}"' if drawing else "", **PRIVATE}
    if drawing and has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = painted_bytes(base, drawing) if drawing else None
    if body is None:
        raise NotFoundError("The recording has no such picture; reload the page to see what there is.")
    return Response(body, media_type=MEDIA_TYPE, headers=headers)
