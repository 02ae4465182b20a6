"""Search for programs, and for the search box as it is typed in."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from server.access import Asks
from server.answers import cached
from server.base import Base
from server.model import Found
from server.routes.api_guides import guide_url
from server.searching.finding import find as find_guides
from server.storage.matching import Filters

router = APIRouter(prefix="/api/search", tags=["search"])


def filters_asked(
    process: Annotated[str, Query(max_length=100)] = "",
    role: Annotated[str, Query(max_length=1_000)] = "",
    program: Annotated[str, Query(max_length=1_000)] = "",
    owner: Annotated[str, Query(max_length=20)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
) -> Filters:
    """Return what results are to be narrowed to."""
    return Filters(process, role, program, owner, state)


Narrowed = Annotated[Filters, Depends(filters_asked)]


@router.get("")
def find(
    request: Request,
    base: Base,
    _visitor: Asks,
    filters: Narrowed,
    q: Annotated[str, Query(max_length=20_000)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    *,
    exact: bool = False,
) -> Response:
    """Return the guides that answer the question, best first, each with its matching step.

    Words in quotes must stand there so, words after a minus must not. `instead` has the words that were taken
    for others, which `exact` forbids; `by` tells whether a guide holds words of the question or is near it.
    """
    with base.database.reading() as connection:
        state = base.known.state(connection)

    def answer() -> str:
        with base.database.reading() as connection:
            results = find_guides(connection, q, filters, limit=limit, known=base.known, as_typed=exact)
        said = {
            "results": [_result(found) for found in results.found],
            "total": len(results.matches),
            "instead": dict(results.corrections),
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    if state is None:
        return Response(answer(), media_type="application/json")
    return cached(request, ("search", state, q, filters, limit, exact), answer, "application/json")


def _result(found: Found) -> dict[str, Any]:
    guide = found.guide
    places = [
        " · ".join(name for name in (place.process_name, place.stage_name) if name) for place in guide.places
    ]
    return {
        "guide": {"id": guide.id, "title": guide.title, "url": guide_url(guide.id)},
        "step": found.step,
        "snippet": found.snippet,
        "marks": [list(each) for each in found.marks],
        "title_marks": [list(each) for each in found.title_marks],
        "number": found.number,
        "place": places[0] if places else "",
        "thumb": found.thumb,
        "by": found.by,
    }
