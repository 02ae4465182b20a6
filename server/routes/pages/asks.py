"""Asking for a recording: one click makes the ask, its page hands the link out and shows what came.

The link's token is kept nowhere here. The browser in which it was made keeps it in a cookie of that page
alone, so that it can be copied again there; anywhere else a new link is made.
"""

from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.params import File
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Line, Text
from recorder.errors import GuideFileError
from server import asking, clock
from server.access import Author, Editor, Visitor
from server.answering import take_answer
from server.ask_page import ask_shown, cookie_of
from server.asks import HOLDS, Ask, Wanted
from server.base import Base, KnowledgeBase
from server.errors import ServerError
from server.filling import names_of
from server.model import Person
from server.recording.owner import Recorder, recorder_for
from server.recording.take import Into, Wishes
from server.routes.pages.page import page
from server.storage import asks, missed, people
from server.storage.edits import LAST_SERIAL
from server.storage.process_names import known_names

router = APIRouter(prefix="/asks")

Number = Annotated[int, Path(ge=1, le=LAST_SERIAL)]


class Asking(BaseModel):
    """What is said of a recording that is wanted; `name`, the visitor's own, is not read here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Line = ""
    note: Text = ""
    process: Line = ""
    stage: Line = ""
    slot: Line = ""
    question: Line = ""

    @property
    def wanted(self) -> Wanted:
        """The same as a value."""
        return Wanted(**self.model_dump(include=set(Asking.model_fields)))


class SayingMore(Asking):
    """What is changed of an ask, and whom it is for; process and stage are said by their names here."""

    asked: Line = ""
    before_process: Line = ""
    before_stage: Line = ""

    @property
    def place(self) -> tuple[str, str] | None:
        """The names of another place than before, None where that is the same."""
        there = (" ".join(self.process.split()), " ".join(self.stage.split()))
        return None if there == (self.before_process, self.before_stage) else there


@router.get("")
def all_asks(base: Base, visitor: Editor) -> Response:
    """Show what is asked for, newest first, and what came."""
    with base.database.reading() as connection:
        found = asks.newest(connection)
        came = asks.answers(connection, [each.id for each in found])
        misses = missed.count(connection)
    values: dict[str, Any] = {"asks": found, "answers": came, "misses": misses, "now": clock.now()}
    return page(base, visitor, "asks/index.html", **values)


@router.post("")
def make(request: Request, base: Base, author: Author, sent: Annotated[Asking, Form()]) -> Response:
    """Make an ask and show its link."""
    return _handed_out(request, asking.make(base, sent.wanted, author))


@router.get("/{number}")
def show(request: Request, base: Base, visitor: Editor, number: Number) -> Response:
    """Show an ask: its link, what came, and what it says."""
    return _page(request, base, visitor, number)


@router.post("/{number}")
def say_more(
    request: Request, base: Base, visitor: Editor, author: Author, number: Number,
    *, sent: Annotated[SayingMore, Form()],
) -> Response:  # fmt: skip
    """Change what an ask says; else the page says what is wrong, and keeps what was written."""
    try:
        asking.say_more(base, number, sent.wanted, author, asked=sent.asked, place=sent.place)
    except asking.TitlelessError as error:
        return _page(request, base, visitor, number, said=sent, problem=error)
    return _back(number)


@router.post("/{number}/link")
def change_link(
    request: Request, base: Base, author: Author, number: Number,
    do: Annotated[Literal["renew", "new", "end", "mine"], Form()],
) -> Response:  # fmt: skip
    """Renew the ask, give it a new link, end it, or let whoever asks look after it."""
    if do == "new":
        return _handed_out(request, asking.give_new_link(base, number))
    match do:
        case "renew":
            asking.renew(base, number)
        case "end":
            asking.end(base, number)
        case "mine":
            asking.hand_over(base, number, author)
    return _back(number)


@router.post("/{number}/file")
def send(
    request: Request,
    base: Base,
    visitor: Editor,
    author: Author,
    number: Number,
    *,
    file: Annotated[UploadFile, File()],
) -> Response:
    """Take an answer from somebody who may edit here, and go to it; else say what is wrong with the file."""
    with base.database.reading() as connection:
        asking.require(connection, number)
    try:
        sent = take_answer(base, number, file.file, author)
    except (GuideFileError, ServerError) as error:
        return _page(request, base, visitor, number, problem=error)
    return RedirectResponse(f"/guides/{sent.guide}/trim", HTTPStatus.SEE_OTHER)


@router.post("/{number}/record")
def record(base: Base, _author: Author, recorder: Recorder, number: Number) -> Response:
    """Start a recording that will answer the ask, and show it."""
    with base.database.reading() as connection:
        ask = asking.require(connection, number)
    place = ask.place
    wishes = Wishes(ask.title, place.process_name if place else "", (place and place.stage_name) or "")
    recorder.start(wishes, Into("", "ask", ask=number))
    return RedirectResponse("/record", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    base: KnowledgeBase,
    visitor: Visitor,
    number: int,
    *,
    said: Asking | None = None,
    problem: Exception | None = None,
) -> Response:
    with base.database.reading() as connection:
        ask = asking.require(connection, number)
        came = asks.answers(connection, [number]).get(number, ())
        everybody = people.known(connection)
        known = known_names(connection)
    records = recorder_for(request, visitor, base) is not None
    values = asdict(ask_shown(request, base, ask))
    status = getattr(problem, "status", HTTPStatus.UNPROCESSABLE_ENTITY) if problem else HTTPStatus.OK
    answer = page(
        base, visitor, "asks/ask.html", status,
        ask=ask, answers=came, shown=values, known=known, everybody=everybody, records=records,
        said=said or _said(ask),
        has_left=_has_left(ask.asker, everybody), me=visitor.person,
        problem=str(problem) if problem else "", state=ask.state(clock.now()),
    )  # fmt: skip
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _has_left(person: Person, known: Iterable[people.Known]) -> bool:
    """Tell whether no link of somebody's lets them edit here any more, so that nobody is told what comes."""
    return not any(each.may_edit and each.person.name == person.name for each in known)


def _said(ask: Ask) -> SayingMore:
    """Return what an ask says, as its form shows it."""
    process, stage = names_of(ask)
    place = {"process": process, "stage": stage, "before_process": process, "before_stage": stage}
    return SayingMore(title=ask.title, note=ask.note, asked=ask.asked.name if ask.asked else "", **place)


def _handed_out(request: Request, made: asking.Made) -> Response:
    """Go to the ask's page, with its token in a cookie that only that page is sent."""
    response = _back(made.number)
    response.set_cookie(
        cookie_of(request, made.number), made.token, max_age=int(HOLDS.total_seconds()),
        path=f"/asks/{made.number}", httponly=True, samesite="lax", secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


def _back(number: int) -> RedirectResponse:
    return RedirectResponse(f"/asks/{number}", HTTPStatus.SEE_OTHER)
