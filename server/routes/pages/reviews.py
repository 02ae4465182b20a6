"""All reviews: what is to be looked at and by whom; handing over; and programs that changed."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from recorder.document.guide import Line
from server import clock, keeping, program_changes
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import ServerError
from server.rendering import catalogue
from server.reviews import editors
from server.reviews_page import LISTS, Shown, of_person, sorted_out
from server.routes.pages.page import kept_page, page
from server.storage import people, process_reviews, reviews, traits
from server.storage import program_changes as kept
from server.storage.edits import LAST_SERIAL

router = APIRouter(prefix="/reviews")

AT_ONCE = 100
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class Handing(BaseModel):
    """Whose guides and processes go to whom."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    giver: Name = ""
    taker: Name = ""


class Told(BaseModel):
    """Which program changed, and what changed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    program: Name = ""
    words: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""


@router.get("")
def show(
    request: Request,
    base: Base,
    visitor: Editor,
    *,
    show: Annotated[Shown | None, Query()] = None,
    person: Annotated[str, Query(max_length=200)] = "",
    start: Annotated[int, Query(alias="from", ge=0, le=10**6)] = 0,
) -> Response:
    """Show one of the lists, the first that holds something unless told which."""
    return kept_page(
        request,
        base,
        visitor,
        "reviews/index.html",
        lambda: gathered(base, show, person, start),
        asked=(show, person, start),
    )


@router.get("/hand-over")
def ask_to_hand_over(
    base: Base, visitor: Editor, person: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Ask whose guides and processes go to whom."""
    return handing(base, visitor, Handing(giver=person))


@router.post("/hand-over")
def hand_over(base: Base, visitor: Editor, _author: Author, sent: Annotated[Handing, Form()]) -> Response:
    """Hand over all that a person owns or reviews, and show what the other one has now."""
    try:
        with base.database.writing() as connection:
            count = keeping.hand_over(connection, sent.giver, sent.taker)
    except ServerError as error:
        return handing(base, visitor, sent, error)
    return handing(base, visitor, Handing(taker=sent.taker), count=count)


@router.get("/program")
def ask_about_program(
    base: Base, visitor: Editor, program: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Ask which program changed and how, and show what was told before."""
    return of_program(base, visitor, Told(program=program))


@router.post("/program")
def tell(base: Base, visitor: Editor, author: Author, sent: Annotated[Told, Form()]) -> Response:
    """Ask about every guide that uses the program."""
    try:
        with base.database.writing() as connection:
            program_changes.tell(connection, sent.program, sent.words, author)
    except ServerError as error:
        return of_program(base, visitor, sent, error)
    return RedirectResponse("/reviews/program#told", HTTPStatus.SEE_OTHER)


@router.post("/program/{change}/take-back")
def take_back(base: Base, author: Author, change: Annotated[int, Path(ge=1, le=LAST_SERIAL)]) -> Response:
    """Take back a change of a program for all its guides."""
    with base.database.writing() as connection:
        program_changes.take_back(connection, change, author)
    return RedirectResponse("/reviews/program#told", HTTPStatus.SEE_OTHER)


def gathered(base: KnowledgeBase, show: Shown | None, person: str, start: int) -> dict[str, Any]:
    """Return what the page of all reviews shows."""
    with base.database.reading() as connection:
        found = (*reviews.standings(connection), *process_reviews.standings(connection))
        able = editors(connection)
    lists = sorted_out(of_person(found, person), base.settings.rhythm, clock.now(), able)
    first: Shown = next((name for name in LISTS if lists[name] and name != "archived"), "overdue")
    chosen = first if show is None else show
    lines = lists[chosen]
    with base.database.reading() as connection:
        ids = [line.standing.id for line in lines[start : start + AT_ONCE]] if chosen == "review" else []
        asked = reviews.last_asked(connection, ids)
    names = {each.name for one in found for each in (one.owner, one.reviewer) if each}
    return {
        "lists": {name: len(lines) for name, lines in lists.items()},
        "chosen": chosen,
        "lines": lines[start : start + AT_ONCE],
        "asked": asked,
        "person": person,
        "names": sorted(names, key=str.casefold),
        "left": person in names and person not in able,
        "earlier": max(0, start - AT_ONCE) if start else None,
        "later": start + AT_ONCE if len(lines) > start + AT_ONCE else None,
        "nothing": not found,
    }


def handing(
    base: KnowledgeBase,
    visitor: Visitor,
    sent: Handing,
    problem: ServerError | None = None,
    count: int | None = None,
) -> Response:
    """Return the page of handing over, with what came of it."""
    with base.database.reading() as connection:
        found = (*reviews.standings(connection), *process_reviews.standings(connection))
        known, able = people.known(connection), editors(connection)
    held: dict[str, int] = {}
    for each in found:
        for name in {person.name for person in (each.owner, each.reviewer) if person}:
            held[name] = held.get(name, 0) + 1
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    status = problem.status if problem else HTTPStatus.OK
    values = {"sent": sent, "held": sorted(held.items()), "known": known, "able": able, "count": count}
    return page(base, visitor, "reviews/hand-over.html", status, **values, problem=said)


def of_program(
    base: KnowledgeBase, visitor: Visitor, sent: Told, problem: ServerError | None = None
) -> Response:
    """Return the page of programs that changed, with what was wrong if anything was."""
    with base.database.reading() as connection:
        programs, changes = traits.programs(connection), kept.newest(connection)
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    status = problem.status if problem else HTTPStatus.OK
    values = {"sent": sent, "programs": programs, "changes": changes}
    return page(base, visitor, "reviews/program.html", status, **values, problem=said)
