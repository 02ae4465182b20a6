"""Guides for programs: hand one in, list them, read one, fetch its file."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Query, Request, Response, UploadFile, status
from fastapi.responses import JSONResponse, StreamingResponse

from server.access import Asks, Author, Editor
from server.answers import cached
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError
from server.files import in_place, packed, sent
from server.importing import take_in
from server.model import GuideSummary, Place
from server.reading import for_readers
from server.storage import counters, edits, guides, versions

router = APIRouter(prefix="/api/guides", tags=["guides"])


class NoSuchGuideError(NotFoundError):
    """There is no such guide, or readers do not see it yet."""

    def __init__(self) -> None:
        super().__init__("There is no such guide; look for it from the home page.")


@router.post("", status_code=status.HTTP_201_CREATED)
def hand_in(
    base: Base, person: Author, response: Response, file: Annotated[UploadFile, File()]
) -> dict[str, str]:
    """Take a `.guide` file in: 201 when it is new or waits as a draft, 200 when it was here already."""
    arrival = take_in(base, file.file, person)
    base.to_paint.ring()
    if arrival.outcome in ("same", "back"):
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = guide_url(arrival.guide)
    return {"id": arrival.guide, "url": guide_url(arrival.guide), "outcome": arrival.outcome}


@router.get("")
def list_guides(base: Base, _visitor: Asks) -> dict[str, list[dict[str, Any]]]:
    """List every published guide, newest first."""
    with base.database.reading() as connection:
        return {"guides": [listed(each) for each in guides.published(connection)]}


@router.get("/{guide_id}", response_class=JSONResponse)
def read_guide(
    request: Request,
    base: Base,
    visitor: Asks,
    guide_id: str,
    seen_as: Annotated[Literal["reader"] | None, Query(alias="as")] = None,
) -> Response:
    """Return the guide as readers may have it, where it belongs and which version it is.

    Editors get its draft in the same shape, with `draft` saying whether that differs from what is published,
    and the `serial` of the last edit in it; `?as=reader` gives them what readers get.
    """
    if visitor.may_edit and seen_as is None:
        return _draft(request, base, guide_id)
    with base.database.reading() as connection:
        summary, changes = guides.summary(connection, guide_id), counters.read(connection)
    if summary is None:
        raise NoSuchGuideError
    key = ("guide", guide_id, changes)  # not its version: a redaction changes what that says
    return cached(request, key, lambda: _document(base, summary), "application/json")


def _draft(request: Request, base: KnowledgeBase, guide_id: str) -> Response:
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        summary = guides.summary(connection, guide_id)
        version = versions.published(connection, guide_id)
    if draft is None:
        raise NoSuchGuideError
    document, serial = draft
    listing = listed(summary) if summary else {"url": guide_url(guide_id), "published": None, "places": []}
    told = {"draft": version is None or version.document != document, "serial": serial}
    key = ("draft", guide_id, summary, serial)
    return cached(
        request, key, lambda: json.dumps(listing | for_readers(document) | told), "application/json"
    )


@router.get("/{guide_id}/draft")
def read_draft(base: Base, _editor: Editor, guide_id: str) -> dict[str, Any]:
    """Return the whole document as editors have it, with the edits that no version holds yet."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
    if draft is None:
        raise NoSuchGuideError
    return draft[0].model_dump(mode="json")


@router.get("/{guide_id}/file", response_class=StreamingResponse)
def fetch_file(base: Base, _editor: Editor, guide_id: str) -> Response:
    """Return the `.guide` file, originals and recording in it, with the current names of its place."""
    stream = packed(base, guide_id)
    if stream is None:
        raise NoSuchGuideError
    headers = {
        "Content-Disposition": f'attachment; filename="{guide_id}.guide"',
        "Content-Length": str(stream.tell()),
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(sent(stream), media_type="application/zip", headers=headers)


def _document(base: KnowledgeBase, summary: GuideSummary) -> str:
    with base.database.reading() as connection:
        version = versions.numbered(connection, summary.id, summary.version)
    assert version is not None, "a version that lists show is kept for good"
    return json.dumps(listed(summary) | for_readers(in_place(version.document, summary.places)))


def guide_url(guide_id: str) -> str:
    """Return the address of the guide's page."""
    return f"/guides/{guide_id}"


def listed(guide: GuideSummary) -> dict[str, Any]:
    """Return what lists say of a guide, as JSON."""
    return {
        "id": guide.id,
        "title": guide.title,
        "url": guide_url(guide.id),
        "kind": guide.kind,
        "language": guide.language,
        "steps": guide.steps,
        "minutes": guide.minutes,
        "state": guide.state,
        "needs_update": guide.needs_update,
        "published": {
            "version": guide.version,
            "at": guide.published_at.isoformat(),
            "by": guide.published_by,
        },
        "places": [placed(each) for each in guide.places],
    }


def placed(place: Place) -> dict[str, Any]:
    """Return where a guide belongs, as JSON."""
    stage = {"id": place.stage, "name": place.stage_name} if place.stage else None
    return {"process": {"id": place.process, "name": place.process_name}, "stage": stage}
