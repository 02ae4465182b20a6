"""What is said of a guide or a step as a page of forms, which scripts show as a panel at the step."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Path, Query
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from server.access import Asks, Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.feedback.asking import named, sayer_of
from server.feedback.base import Sayer
from server.feedback.page import LARGEST, Looked, Sent, Trouble, gathered
from server.feedback.saying import Said, say, take_back
from server.feedback.settling import decline, reopen, resolve, take_over
from server.rendering import catalogue
from server.routes.pages.guides import published
from server.routes.pages.page import page
from server.visitors import Known

router = APIRouter(prefix="/guides/{guide_id}/feedback")


Act = Callable[[Connection, str, int, Sayer], Any]
Number = Annotated[int, Path(ge=1, le=LARGEST)]


class Doing:
    """A form about one thing that was said: what it says, who sends it, and how it is answered."""

    def __init__(
        self,
        guide_id: str,
        base: Base,
        visitor: Asks,
        sent: Annotated[Sent, Form()],
    ) -> None:
        self._guide, self._base, self._visitor, self.sent = guide_id, base, visitor, sent

    def do(self, number: int, act: Act) -> Response:
        """Do it and go back to where the form stood; where it cannot be done, show why."""
        try:
            with self._base.database.writing() as connection:
                act(connection, self._guide, number, sayer_of(self._visitor))
        except NotFoundError:
            raise
        except ServerError as error:
            trouble = Trouble(error, self.sent, number)
            return answer(self._base, self._visitor, self._guide, self.sent.looked, trouble)
        self._base.to_paint.ring()
        return back(self._guide, self.sent.looked)


Done = Annotated[Doing, Depends()]


@router.get("")
def show(guide_id: str, base: Base, visitor: Asks, looked: Annotated[Looked, Query()]) -> Response:
    """Show what was said of a step, or of the whole guide, and the forms to say something."""
    return answer(base, visitor, guide_id, looked)


@router.post("")
def say_it(guide_id: str, base: Base, visitor: Asks, known: Known, sent: Annotated[Sent, Form()]) -> Response:
    """Keep what the form says; what cannot be kept stays in the form with the reason."""
    visitor = named(known, visitor, sent.name)
    said = Said(sent.kind, sent.step or None, sent.version, sent.topic, sent.words, sent.of)
    try:
        with base.database.writing() as connection:
            kept = say(connection, guide_id, said, sayer_of(visitor))
    except NotFoundError:
        raise
    except ServerError as error:
        return answer(base, visitor, guide_id, sent.looked, Trouble(error, sent, sent.of))
    return back(guide_id, sent.looked, kept.of or kept.id)


@router.post("/{number}/take-back")
def take_it_back(done: Done, number: Number) -> Response:
    """Take back what was said in this browser; editors remove anything."""
    return done.do(number, take_back)


@router.post("/{number}/resolve")
def resolve_it(done: Done, number: Number) -> Response:
    """Note that it is dealt with."""
    return done.do(number, resolve)


@router.post("/{number}/reopen")
def reopen_it(done: Done, number: Number, _visitor: Editor, _author: Author) -> Response:
    """Let it wait again."""
    return done.do(number, reopen)


@router.post("/{number}/decline")
def decline_it(done: Done, number: Number, _visitor: Editor, _author: Author) -> Response:
    """Note that a suggested wording is not taken over, with the words why."""
    return done.do(number, partial(decline, words=done.sent.words))


@router.post("/{number}/take-over")
def take_it_over(done: Done, number: Number, _visitor: Editor, _author: Author) -> Response:
    """Put a suggested wording into the draft; where other words stand there now, show both."""
    return done.do(number, partial(take_over, instead_of=done.sent.before))


def answer(
    base: KnowledgeBase, visitor: Visitor, guide_id: str, looked: Looked, trouble: Trouble | None = None
) -> Response:
    """Return the page, which is its reader's alone, with what went wrong if something did."""
    version = published(base, guide_id)
    with base.database.reading() as connection:
        values = gathered(connection, version, sayer_of(visitor), looked, trouble)
    said = catalogue(base.settings.language).gettext(str(trouble.error)) if trouble else ""
    status = trouble.error.status if trouble else HTTPStatus.OK
    made = page(base, visitor, "feedback/page.html", status, **values, problem=said)
    made.headers["Cache-Control"] = "private, no-store"
    return made


def back(guide_id: str, looked: Looked, sent: int | None = None) -> RedirectResponse:
    """Return the way back to the list where a form stood, which says thanks for what was sent."""
    query = {
        "step": looked.step,
        "version": looked.version or "",
        "settled": "1" if looked.settled else "",
        "sent": sent or "",
    }
    told = urlencode({name: value for name, value in query.items() if value})
    address = f"/guides/{guide_id}/feedback" + (f"?{told}" if told else "")
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
