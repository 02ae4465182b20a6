"""Recording a task: from this very page where there is a recorder, else how to do it and send the guide here.

Everything works as plain forms; a script only keeps the page up to date and leaves it where it is.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Line
from server import clock
from server.access import Asks, Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import ServerError
from server.recording.events import Command
from server.recording.owner import Recorder, recorder_for
from server.recording.port import RecorderPort
from server.recording.seen import cards_of
from server.recording.take import Wishes
from server.routes.pages.page import page
from server.storage.process_names import known_names

router = APIRouter()


class Wished(BaseModel):
    """What is said of a task before it is done, in a form or an address."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Line = ""
    process: Line = ""
    stage: Line = ""
    window: Line = ""

    @property
    def wishes(self) -> Wishes:
        """The same on single lines."""
        return Wishes(**{name: " ".join(words.split()) for name, words in self.model_dump().items()})


@router.get("/record")
def record(request: Request, base: Base, visitor: Asks, wished: Annotated[Wished, Query()]) -> Response:
    """Show the recording that runs, the way to start one, or how and where else to record."""
    recorder = recorder_for(request, visitor, base)
    if recorder is None:
        return page(base, visitor, "recording/how.html", wishes=wished.wishes, here=visitor.role == "owner")
    if recorder.take.is_running:
        return _taking(base, visitor, recorder)
    return _before(base, visitor, recorder, wished.wishes)


@router.post("/record")
def start(_author: Author, recorder: Recorder, wished: Annotated[Wished, Form()]) -> Response:
    """Start a recording and show it."""
    recorder.start(wished.wishes)
    return RedirectResponse("/record", HTTPStatus.SEE_OTHER)


@router.post("/record/do")
def tell(
    _author: Author, recorder: Recorder, do: Annotated[Command, Form()], text: Annotated[Line, Form()] = ""
) -> Response:
    """Tell the recorder what to do and show the recording again."""
    recorder.tell(do, text.strip())
    return RedirectResponse("/record", HTTPStatus.SEE_OTHER)


@router.get("/record/cancel")
def ask_to_cancel(base: Base, visitor: Editor, recorder: Recorder) -> Response:
    """Ask whether the recording that runs is to be thrown away, and say what would be lost."""
    if not recorder.take.is_running:
        return RedirectResponse("/record", HTTPStatus.SEE_OTHER)
    return page(base, visitor, "recording/cancel.html", take=recorder.take)


@router.post("/record/recover")
def recover(base: Base, visitor: Editor, _author: Author, recorder: Recorder) -> Response:
    """Bring back what a killed recorder left; each take waits on the home page then."""
    if recorder.recover():
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    nothing = ServerError("There is nothing to bring back: no recording was interrupted.")
    return _before(base, visitor, recorder, Wishes(), nothing)


def _taking(base: KnowledgeBase, visitor: Visitor, recorder: RecorderPort) -> HTMLResponse:
    take = recorder.take
    return page(
        base,
        visitor,
        "recording/taking.html",
        take=take,
        cards=cards_of(take),
        seconds=take.seconds(clock.now()),
        keys=take.keys or {"stop": recorder.stop_keys},
    )


def _before(
    base: KnowledgeBase,
    visitor: Visitor,
    recorder: RecorderPort,
    wishes: Wishes,
    problem: ServerError | None = None,
) -> HTMLResponse:
    take = recorder.take
    if wishes == Wishes() and take.state == "failed":
        wishes = take.wishes
    with base.database.reading() as connection:
        known = known_names(connection)
    said = str(problem) if problem else take.said
    return page(base, visitor, "recording/start.html", take=take, wishes=wishes, known=known, said=said)
