"""The review of one guide as a page: what is to be looked at, who keeps it true, and its moves."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Connection

from recorder.document.guide import Line
from server import clock, reviews
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.comparing import compare
from server.comparison_page import groups
from server.errors import NotFoundError, ServerError
from server.keeping import LONGEST_DAYS, Keeping, keep_guide
from server.model import Person
from server.publishing import publish_draft
from server.rendering import catalogue
from server.reviews import answerer, editors, stands
from server.routes.pages.page import page
from server.storage import edits, people, versions
from server.storage import reviews as kept
from server.storage.edits import LAST_SERIAL
from server.trust import trust_of

router = APIRouter(prefix="/guides/{guide_id}/review")

Words = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=1_000)]


class Sent(BaseModel):
    """What the forms say: words, the last edit of the draft that was seen, the version that was seen."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    words: Words = ""
    serial: Annotated[int, Field(ge=0, le=LAST_SERIAL)] | None = None
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class KeptBy(BaseModel):
    """Who is to keep the guide true; no days mean those by risk."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    owner: Annotated[str, StringConstraints(max_length=200)] = ""
    reviewer: Annotated[str, StringConstraints(max_length=200)] = ""
    days: Annotated[str, StringConstraints(strip_whitespace=True, max_length=6)] = ""

    @property
    def keeping(self) -> Keeping:
        """The same as a value; DaysError where the days are no number of days."""
        if self.days and not (self.days.isdecimal() and 1 <= int(self.days) <= LONGEST_DAYS):
            raise DaysError(f"Days are a number from 1 to {LONGEST_DAYS:,}, or nothing for those by risk.")
        return Keeping(self.owner, self.reviewer, int(self.days or 0))


class DaysError(ServerError):
    """The days between reviews are no number of days."""

    status = 422


@router.get("")
def show(guide_id: str, base: Base, visitor: Editor) -> Response:
    """Show how the guide stands, and its moves."""
    return shown(base, visitor, guide_id)


@router.post("/keep")
def keep(
    guide_id: str, base: Base, visitor: Editor, _author: Author, sent: Annotated[KeptBy, Form()]
) -> Response:
    """Set owner, reviewer and days."""
    try:
        with base.database.writing() as connection:
            keep_guide(connection, guide_id, sent.keeping)
    except DaysError as error:
        return shown(base, visitor, guide_id, error)
    return back(guide_id)


Move = Callable[[Connection, str, Person, Sent], object]
MOVES: Mapping[str, Move] = {
    "ask": lambda connection, guide, person, sent: reviews.ask(connection, guide, person, words=sent.words),
    "withdraw": lambda connection, guide, person, _sent: reviews.withdraw(connection, guide, person),
    "changes": lambda connection, guide, person, sent: reviews.want_changes(
        connection, guide, person, words=sent.words
    ),
    "approve": lambda connection, guide, person, sent: publish_draft(
        connection, guide, person, note=sent.words, seen=sent.serial, approved=True
    ),
    "verify": lambda connection, guide, person, sent: reviews.verify(
        connection, guide, person, version=sent.version
    ),
    "update": lambda connection, guide, person, sent: reviews.need_update(
        connection, guide, person, words=sent.words
    ),
    "archive": lambda connection, guide, person, sent: reviews.archive(
        connection, guide, person, words=sent.words
    ),
    "bring-back": lambda connection, guide, person, _sent: reviews.bring_back(connection, guide, person),
}
_READ_AFTER = {"approve", "verify", "bring-back"}


def the_move(what: str) -> tuple[str, Move]:
    """Return the move that an address names; NotFoundError where it names none."""
    if what not in MOVES:
        raise NotFoundError("There is no such page.")
    return what, MOVES[what]


@router.post("/{what}")
def act(
    guide_id: str,
    move: Annotated[tuple[str, Move], Depends(the_move)],
    base: Base,
    visitor: Editor,
    sent: Annotated[Sent, Form()],
) -> Response:
    """Make a move of the guide, and show how it stands then; what cannot be done is said on the page."""
    what, make = move
    person = visitor.person
    assert person is not None, "the gate lets no nameless change through"
    try:
        with base.database.writing() as connection:
            make(connection, guide_id, person, sent)
    except ServerError as error:
        if error.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise
        return shown(base, visitor, guide_id, error)
    base.to_paint.ring()
    return back(guide_id, to_page=what in _READ_AFTER)


def back(guide_id: str, *, to_page: bool = False) -> Response:
    """Return the way to the guide, or to its review."""
    return RedirectResponse(f"/guides/{guide_id}{'' if to_page else '/review'}", HTTPStatus.SEE_OTHER)


def shown(
    base: KnowledgeBase, visitor: Visitor, guide_id: str, problem: ServerError | None = None
) -> Response:
    """Return the page, with what was wrong if anything was."""
    values = gathered(base, guide_id)
    asked: Any = values["answerer"]
    mine = asked is None or (visitor.person is not None and visitor.person.name == asked.name)
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    status = problem.status if problem else HTTPStatus.OK
    return page(base, visitor, "reviews/review.html", status, **values, mine=mine, problem=said)


def gathered(base: KnowledgeBase, guide_id: str) -> dict[str, Any]:
    """Return what the page shows; NotFoundError where there is no such guide."""
    with base.database.reading() as connection:
        standing = stands(connection, guide_id)
        found = edits.draft(connection, guide_id)
        version = versions.published(connection, guide_id)
        able = editors(connection)
        known = people.known(connection)
        asked = kept.last_asked(connection, [guide_id]).get(guide_id)
        moves = kept.history(connection, guide_id)
    assert found is not None
    guide, serial = found
    changes = compare(version.document, guide) if version else ()
    return {
        "guide": guide,
        "serial": serial,
        "standing": standing,
        "trust": trust_of(standing, base.settings.rhythm, clock.now()),
        "rhythm": base.settings.rhythm,
        "has_changes": version is None or bool(changes),
        "groups": groups(version.document, guide) if version and standing.state == "review" else (),
        "answerer": answerer(standing, able),
        "able": able,
        "known": known,
        "asked": asked if standing.state == "review" else None,
        "moves": moves,
    }
