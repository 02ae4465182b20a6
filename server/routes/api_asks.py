"""Asking for recordings, for programs of editors: make an ask, list them, answer one, end it.

What the link of an ask opens to anybody is in `asked.py`.
"""

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Request, Response, UploadFile, status
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Line, Text
from server import asking, clock
from server.access import Author, Editor
from server.answering import take_answer
from server.ask_page import open_address
from server.asks import Answer, Ask, Wanted
from server.base import Base
from server.storage import asks
from server.storage.edits import LAST_SERIAL
from server.strict_json import StrictRoute

router = APIRouter(prefix="/api/asks", tags=["asks"], route_class=StrictRoute)

Number = Annotated[int, Path(ge=1, le=LAST_SERIAL)]


class Asking(BaseModel):
    """What is wanted, and at which open slot, or at which stage that has none for it yet."""

    model_config = ConfigDict(extra="forbid")

    title: Line
    note: Text = ""
    process: Line = ""
    stage: Line = ""
    slot: Line = ""


@router.get("")
def list_asks(base: Base, _editor: Editor) -> dict[str, Any]:
    """List what is asked for, newest first, with what came."""
    with base.database.reading() as connection:
        found = asks.newest(connection)
        came = asks.answers(connection, [each.id for each in found])
    return {"asks": [_told(each, came.get(each.id, ())) for each in found]}


@router.post("", status_code=status.HTTP_201_CREATED)
def make_ask(request: Request, base: Base, person: Author, wanted: Asking) -> dict[str, Any]:
    """Ask for a recording. The `link` is shown this once: whoever opens it may answer, and nothing else."""
    made = asking.make(base, Wanted(**wanted.model_dump()), person)
    link = open_address(request, base, made.token)
    return {"id": made.number, "url": f"/asks/{made.number}", "link": link}


@router.post("/{number}/guides", status_code=status.HTTP_201_CREATED)
def answer_ask(
    base: Base, person: Author, response: Response, number: Number, file: Annotated[UploadFile, File()]
) -> dict[str, Any]:
    """Take a `.guide` file as an answer: it waits as a draft at the place asked for; 200 if it was here."""
    with base.database.reading() as connection:
        ask = asking.require(connection, number)
    sent = take_answer(base, number, file.file, person)
    if sent.outcome == "same":
        response.status_code = status.HTTP_200_OK
    told = {"outcome": sent.outcome, "title": sent.title, "steps": sent.steps, "asker": ask.asker.name}
    return {**told, "url": f"/guides/{sent.guide}/trim"}


@router.delete("/{number}", status_code=status.HTTP_204_NO_CONTENT)
def end_ask(base: Base, _author: Author, number: Number) -> None:
    """End an ask: its link opens no more. What came for it stays."""
    asking.end(base, number)


def _told(ask: Ask, came: tuple[Answer, ...]) -> dict[str, Any]:
    place = {"process": ask.place.process, "stage": ask.place.stage} if ask.place else None
    return {
        "id": ask.id,
        "url": f"/asks/{ask.id}",
        "title": ask.title,
        "note": ask.note,
        "asker": ask.asker.name,
        "asked": ask.asked.name if ask.asked else None,
        "place": place,
        "state": ask.state(clock.now()),
        "at": ask.at.isoformat(),
        "until": ask.until.isoformat(),
        "answers": [{"guide": each.guide, "title": each.title, "state": each.state} for each in came],
    }
