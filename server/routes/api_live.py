"""Who else edits a guide and when it has changed: told as it happens, or asked for where that is held up."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError
from server.live import Live
from server.storage import guides, presence
from server.storage.presence import Standing

router = APIRouter(prefix="/api/guides/{guide_id}", tags=["edits"])


class Here(BaseModel):
    """Which page says it, and in which step its person is; `leaves` when the page closes."""

    model_config = ConfigDict(extra="forbid")

    client: Id
    step: Id | None = None
    leaves: bool = False


@router.post("/presence")
def post_presence(base: Base, person: Author, guide_id: str, here: Here) -> dict[str, Any]:
    """Say that you are here; the answer is how the guide stands, as the stream would tell it."""
    with base.database.writing() as connection:
        if not guides.exists(connection, guide_id):
            raise NotFoundError("There is no such guide; look for it from the home page.")
        if here.leaves:
            presence.leave(connection, guide_id, here.client)
        else:
            presence.note(connection, guide_id, here.client, person, here.step)
        standing = presence.standings(connection, [guide_id])[guide_id]
    return _told(standing)


@router.get("/live", response_class=StreamingResponse)
async def get_live(
    request: Request, base: Base, _editor: Editor, guide_id: str, client: Annotated[Id | None, Query()] = None
) -> Response:
    """Tell as server-sent events how the guide stands, at once and after each change."""
    if not await run_in_threadpool(_exists, base, guide_id):
        raise NotFoundError("There is no such guide; look for it from the home page.")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = _events(request.app.state.live, base, guide_id, client)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(live: Live, base: KnowledgeBase, guide_id: str, client: str | None) -> AsyncIterator[str]:
    """Yield each standing, and a sign of life between, with which the page counts as being here."""
    yield "retry: 1500\n\n"
    try:
        async for standing in live.standings(guide_id):
            if standing:
                yield f"data: {json.dumps(_told(standing))}\n\n"
                continue
            yield ": still here\n\n"
            if client:
                await run_in_threadpool(_refresh, base, guide_id, client)
    finally:
        if client and not live.is_closed:
            with anyio.CancelScope(shield=True):  # the page has gone, which is what is to be kept
                await run_in_threadpool(_leave, base, guide_id, client)


def _exists(base: KnowledgeBase, guide_id: str) -> bool:
    with base.database.reading() as connection:
        return guides.exists(connection, guide_id)


def _refresh(base: KnowledgeBase, guide_id: str, client: str) -> None:
    with base.database.writing() as connection:
        presence.refresh(connection, guide_id, client)


def _leave(base: KnowledgeBase, guide_id: str, client: str) -> None:
    with base.database.writing() as connection:
        presence.leave(connection, guide_id, client)


def _told(standing: Standing) -> dict[str, Any]:
    present = [{"client": each.client, "name": each.name, "step": each.step} for each in standing.present]
    known = {"serial": standing.serial, "version": standing.version, "redacted": standing.redacted}
    return {**known, "present": present}
