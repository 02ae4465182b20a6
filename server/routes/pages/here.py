"""The guides for what is in front of a person, and every program with the guides that use it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette import status

from server.access import Asks
from server.base import Base
from server.here import here
from server.ordering.in_front import Front
from server.ordering.traits import program_of
from server.programs import program_shown
from server.routes.pages.page import kept_page, page
from server.storage import guides, traits

router = APIRouter()

PAGE = 50
Said = Annotated[str, Query(max_length=2_000)]


@router.get("/here")
def show_here(base: Base, visitor: Asks, app: Said = "", title: Said = "", address: Said = "") -> Response:
    """Show the guides for a program, a window's title and an address; without any, all programs."""
    front = Front(app, title, address)
    if not front.terms():
        return RedirectResponse("/programs", status.HTTP_303_SEE_OTHER)
    with base.database.reading() as connection:
        found = here(connection, front, base.settings.language)
    name = program_shown(front.program) if front.program else ""
    return page(base, visitor, "here/here.html", front=front, name=name, found=found)


@router.get("/programs")
def show_programs(request: Request, base: Base, visitor: Asks) -> Response:
    """Show every program, and how many guides use it."""

    def gathered() -> dict[str, object]:
        with base.database.reading() as connection:
            known = traits.programs(connection)
        return {"programs": [(name, program_shown(name), count) for name, count in known]}

    return kept_page(request, base, visitor, "here/programs.html", gathered)


@router.get("/programs/guides")
def show_program(
    base: Base, visitor: Asks, name: Said, number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1
) -> Response:
    """Show the guides that use a program, a page at a time."""
    program = program_of(name)
    with base.database.reading() as connection:
        ids = traits.guides_using(connection, program)
        known = guides.summaries(connection, ids[(number - 1) * PAGE : number * PAGE])
    told: dict[str, Any] = {
        "program": program,
        "name": program_shown(program) if program else "",
        "count": len(ids),
        "number": number,
        "pages": max(1, -(-len(ids) // PAGE)),
        "found": sorted(known.values(), key=lambda each: each.title.casefold()),
    }
    return page(base, visitor, "here/program.html", **told)
