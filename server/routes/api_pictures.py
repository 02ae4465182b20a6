"""Pictures for a guide that no recording made: handed in by an editor, or shown by another guide."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Request, Response, UploadFile, status
from sqlalchemy import Connection

from recorder.document.guide import Guide, Picture, Step
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.drawings import small
from server.errors import NotFoundError
from server.guide_page import numbers_of, safe
from server.redacting.arriving import redacted_anew
from server.routes.api_guides import NoSuchGuideError, guide_url
from server.routes.api_recorded import drawn
from server.searching.finding import find
from server.storage import edits, guides, pictures, redactions, uploads
from server.uploading import Fit, made_fit

router = APIRouter(prefix="/api", tags=["pictures"])

MOST_GUIDES = 8
MOST_PICTURES = 40


@router.post("/guides/{guide_id}/pictures", status_code=status.HTTP_201_CREATED)
def hand_in_picture(
    base: Base, _author: Author, guide_id: str, file: Annotated[UploadFile, File()]
) -> dict[str, Any]:
    """Keep a picture for use in this guide: PNG, JPEG, WebP, GIF or BMP, stored lossless and bare.

    `was` is its size if it was scaled down, `first_frame` tells that it moved. Until an edit uses it, it is
    kept for a day.
    """
    with base.database.reading() as connection:
        if not guides.exists(connection, guide_id):
            raise NoSuchGuideError
    fit = made_fit(file.file)
    return _handed_in(guide_id, fit, _keep(base, guide_id, fit))


@router.get("/pictures")
def list_pictures(
    base: Base, _editor: Editor, q: Annotated[str, Query(max_length=500)] = "", but: str = ""
) -> dict[str, Any]:
    """List guides that hold the words, or the newest, with their pictures; `but` is a guide to leave out."""
    with base.database.reading() as connection:
        found = _found(connection, q) if q.strip() else _newest(connection)
        ids = [each for each in dict.fromkeys(found) if each != but]
        drafts = (edits.draft(connection, each) for each in ids)
        pictured = [draft[0] for draft in drafts if draft and draft[0].images]
    return {"guides": [_listed(each) for each in pictured[:MOST_GUIDES]]}


@router.get("/guides/{guide_id}/steps/{step_id}/small.webp", response_class=Response)
def read_small(base: Base, _editor: Editor, request: Request, guide_id: str, step_id: str) -> Response:
    """Return a small drawing of a step as editors have it."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
    step = draft[0].step(step_id) if draft else None
    return drawn(base, request, step)


def _keep(base: KnowledgeBase, guide_id: str, fit: Fit) -> Picture:
    with base.database.writing() as connection:  # nobody collects what is unused meanwhile
        redactions.hold(connection)
        file, data = redacted_anew(fit.name, fit.data, redactions.burns(connection))
        picture = Picture(file=file, width=fit.size.width, height=fit.size.height)
        name = pictures.object_name(file)
        if not guides.exists(connection, guide_id):
            raise NotFoundError("The guide was thrown away meanwhile, so the picture was not kept.")
        is_new = not base.objects.has(name)
        try:
            if is_new:
                base.objects.put(name, data)
            uploads.add(connection, guide_id, picture, len(data))
        except BaseException:
            if is_new:
                base.objects.delete(name)
            raise
    return picture


def _handed_in(guide_id: str, fit: Fit, picture: Picture) -> dict[str, Any]:
    return {
        "file": picture.file,
        "width": picture.width,
        "height": picture.height,
        "scale": picture.scale,
        "url": f"/api/guides/{guide_id}/moments/{picture.file.rpartition('/')[2]}",
        "was": list(fit.was) if fit.was else None,
        "first_frame": fit.is_first_frame,
    }


def _found(connection: Connection, words: str) -> list[str]:
    return [each.guide.id for each in find(connection, words, limit=MOST_GUIDES * 2).found]


def _newest(connection: Connection) -> list[str]:
    drafts = [each.id for each in reversed(guides.unpublished(connection))]
    return [*drafts[:MOST_GUIDES], *(each.id for each in guides.newest(connection, MOST_GUIDES * 2))]


def _listed(guide: Guide) -> dict[str, Any]:
    numbered = zip(guide.steps, numbers_of(guide), strict=True)
    shown = [_picture(guide, step, number) for step, number in numbered if step.picture]
    return {
        "id": guide.id,
        "title": guide.title,
        "url": guide_url(guide.id),
        "pictures": shown[:MOST_PICTURES],
    }


def _picture(guide: Guide, step: Step, number: str) -> dict[str, Any]:
    drawing = small(step)
    assert drawing is not None
    assert step.picture is not None
    return {
        "step": step.id,
        "number": number,
        "caption": str(safe(step.caption).striptags()),
        "picture": step.picture.model_dump(mode="json", exclude_defaults=False),
        "thumb": {
            "url": f"/api/guides/{guide.id}/steps/{step.id}/small.webp?{drawing.key[:12]}",
            "width": drawing.width,
            "height": drawing.height,
        },
    }
