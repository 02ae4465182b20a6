"""What open pages ask now and then: which version readers see, and what changed since the one they read.

The first costs three short questions, two where nothing has changed, and takes no room among kept pages;
the second is kept like a page.
"""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from server.access import Asks
from server.answers import cached, has
from server.base import Base, KnowledgeBase
from server.changed import Changed, changed_between
from server.errors import NoSuchGuideError, NotFoundError
from server.storage import counters, feedback, versions

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["versions"])

JSON = "application/json"
MOST = 2**31 - 1
NOTES = 5


@router.get("/standing", response_class=Response)
def get_standing(request: Request, base: Base, visitor: Asks, guide_id: str) -> Response:
    """Return the number of the published version, and how much of what was said is open at which step."""
    with base.database.reading() as connection:
        number = versions.published_number(connection, guide_id)
        if not number:
            raise NoSuchGuideError
        etag = f'"{number}-{counters.read(connection, feedback.COUNTER)}-{visitor.role}"'
        headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
        if has(request, etag):
            return Response(status_code=304, headers=headers)
        counts = feedback.counts(connection, guide_id, for_editors=visitor.may_edit)
    return JSONResponse({"version": number, "open": counts}, headers=headers)


@router.get("/changed", response_class=Response)
def get_changed(
    request: Request, base: Base, _visitor: Asks, guide_id: str, since: Annotated[int, Query(ge=1, le=MOST)]
) -> Response:
    """Return which steps read or look otherwise than in an older version, and what editors noted since."""
    with base.database.reading() as connection:
        changes = counters.read(connection)
    key = ("changed", guide_id, since, changes)
    return cached(request, key, lambda: json.dumps(_changed(base, guide_id, since)), JSON)


def _changed(base: KnowledgeBase, guide_id: str, since: int) -> dict[str, Any]:
    with base.database.reading() as connection:
        now = versions.published(connection, guide_id)
        then = versions.numbered(connection, guide_id, since) if now else None
        lines = versions.listed(connection, guide_id) if now else ()
    if now is None or then is None:
        raise NotFoundError("There is no such version of this guide; reload the page to see the present one.")
    changed = changed_between(then.document, now.document) if since < now.number else Changed()
    newer = [each for each in lines if since < each.number <= now.number and each.note]
    return {
        "version": now.number,
        "since": since,
        "steps": [
            {"id": each.id, "number": each.number, "name": each.name, "new": each.is_new}
            for each in changed.steps
        ],
        "gone": changed.gone,
        "about": changed.about,
        "notes": [{"version": each.number, "note": each.note} for each in newer[:NOTES]],
    }
