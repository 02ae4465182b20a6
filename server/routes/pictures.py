"""Pictures over the web: what was drawn for readers, and the originals for editors."""

import hashlib
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from recorder.compose.framing import COLUMN
from recorder.document.paint import FONT, MEDIA_TYPE, look
from server import clock
from server.access import Asks, Editor
from server.answers import has
from server.base import Base, KnowledgeBase
from server.drawings import DENSE
from server.errors import NotFoundError
from server.painting import drawn_bytes
from server.showing import is_shown, was_shown
from server.storage import pictures, redactions

router = APIRouter(tags=["pictures"])

IMMUTABLE = "private, max-age=31536000, immutable"


@router.get("/pictures/{key}.webp", response_class=Response)
def read_drawing(base: Base, visitor: Asks, request: Request, key: str) -> Response:
    """Return a drawing; its address names its content, so it never changes."""
    headers = {"ETag": f'"{key}"', "Cache-Control": IMMUTABLE, "Vary": "Cookie"}
    body = drawn_bytes(base, key) if visitor.may_edit or _is_shown(base, key) else None
    if body is None:
        raise NotFoundError("There is no such picture; reload the page to see the guide as it is now.")
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _is_shown(base: KnowledgeBase, key: str) -> bool:
    with base.database.reading() as connection:
        return is_shown(connection, key) or was_shown(connection, key, clock.now())


@router.get("/api/guides/{guide_id}/pictures/{name}", response_class=Response)
def read_original(base: Base, _editor: Editor, guide_id: str, name: str) -> Response:
    """Return a picture as it came, for editors."""
    file = f"images/{name}"
    with base.database.reading() as connection:
        used = pictures.is_used_by(connection, guide_id, file)
        present = redactions.present(connection, name)
    if present and present != name:  # a page that was opened before a redaction gets what stands there now
        return RedirectResponse(f"/api/guides/{guide_id}/pictures/{present}")
    body = base.objects.get(pictures.object_name(file)) if used and present else None
    if body is None:
        raise NotFoundError("The guide has no such picture; reload the page to see it as it is now.")
    media_type = f"image/{name.rpartition('.')[2]}"
    return Response(body, media_type=media_type, headers={"Cache-Control": "private, max-age=3600"})


@router.get("/pictures/type/{digest}.ttf", response_class=Response, include_in_schema=False)
def read_type(_visitor: Asks, digest: str) -> Response:
    """Return the font that words on pictures are drawn in; its address names its content."""
    body, present = type_of_marks()
    if digest != present:
        raise NotFoundError("The type of marks is another now; reload the page.")
    return Response(body, media_type="font/ttf", headers={"Cache-Control": IMMUTABLE})


@cache
def type_of_marks() -> tuple[bytes, str]:
    """Return the font's bytes, and a name for them."""
    body = FONT.read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:12]


def marks_look() -> dict[str, Any]:
    """Return all that a page needs to draw marks as they will be painted."""
    return look() | {"column": COLUMN * DENSE, "font": f"/pictures/type/{type_of_marks()[1]}.ttf"}
