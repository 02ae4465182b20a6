"""Recording for the page's own script and for programs of this machine's owner, where there is a recorder."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response, status
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from recorder.document.guide import Line, Text
from recorder.document.paint import MEDIA_TYPE
from server import clock
from server.answers import has
from server.errors import NotFoundError
from server.recording.events import Command
from server.recording.owner import Recorder
from server.recording.port import RecorderPort
from server.recording.seen import draw_seen
from server.recording.take import Take, Wishes
from server.routes.pictures import IMMUTABLE

router = APIRouter(prefix="/api/recording", tags=["recording"])

ALIVE_SECONDS = 15.0


class Wished(BaseModel):
    """What is said of a task before it is done."""

    model_config = ConfigDict(extra="forbid")

    title: Line = ""
    process: Line = ""
    stage: Line = ""
    window: Line = ""


class Told(BaseModel):
    """What the recorder is to do; `text` is a note's."""

    model_config = ConfigDict(extra="forbid")

    do: Command
    text: Annotated[Text, Field(default="")]


@router.get("")
def get_recording(recorder: Recorder) -> dict[str, Any]:
    """Tell how far the recording is."""
    return _told(recorder.take)


@router.post("", status_code=status.HTTP_202_ACCEPTED)
def post_recording(recorder: Recorder, wished: Wished) -> dict[str, Any]:
    """Start a recording; 409 if one runs."""
    recorder.start(Wishes(**wished.model_dump()))
    return _told(recorder.take)


@router.post("/commands", status_code=status.HTTP_202_ACCEPTED)
def post_command(recorder: Recorder, told: Told) -> dict[str, Any]:
    """Pause, go on, stop, cancel, take a picture, throw the last step away, or add a note."""
    recorder.tell(told.do, told.text)
    return _told(recorder.take)


@router.get("/events", response_class=StreamingResponse)
async def get_events(recorder: Recorder) -> Response:
    """Tell of each change as a server-sent event."""
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(_events(recorder), media_type="text/event-stream", headers=headers)


@router.get("/pictures/{key}.webp", response_class=Response)
async def get_picture(recorder: Recorder, request: Request, key: str) -> Response:
    """Return a step's picture as it looks so far, cropped and marked."""
    headers = {"ETag": f'"{key}"', "Cache-Control": IMMUTABLE}
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = await run_in_threadpool(draw_seen, recorder.take, key)
    if body is None:
        raise NotFoundError("There is no such picture any more; reload the page.")
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


async def _events(recorder: RecorderPort) -> AsyncIterator[str]:
    """Yield how far the recording is at once and after each change, and a sign of life between."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def heard(_take: Take) -> None:
        loop.call_soon_threadsafe(changed.set)

    unlisten = recorder.listen(heard)
    try:
        while True:
            changed.clear()
            take = recorder.take
            yield f"id: {take.number}\ndata: {json.dumps(_short(take))}\n\n"
            while not changed.is_set():
                try:
                    await asyncio.wait_for(changed.wait(), ALIVE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
    finally:
        unlisten()


def _short(take: Take) -> dict[str, Any]:
    return {
        "number": take.number,
        "state": take.state,
        "url": take.url,
    }


def _told(take: Take) -> dict[str, Any]:
    steps = [{"id": each.id, "kind": each.kind, "caption": each.caption} for each in take.steps]
    return {
        **_short(take),
        "seconds": round(take.seconds(clock.now()), 1),
        "countdown": take.countdown,
        "keys": dict(take.keys),
        "problem": take.said or take.trouble,
        "guide": take.guide,
        "steps": steps,
    }
