"""Guides in a long list: all of them, those of a process or a stage, or those without a process."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from server.access import Asks
from server.base import Base
from server.errors import NotFoundError
from server.routes.pages.page import page
from server.routes.pages.pager import Pager
from server.storage import guide_lists

EACH = 100

router = APIRouter()
Text = Annotated[str, Query(max_length=200)]


@router.get("/guides")
def guides(
    base: Base,
    visitor: Asks,
    request: Request,
    *,
    process: Text = "",
    stage: Text = "",
    unplaced: bool = False,
    q: Text = "",
    part: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Response:
    """Show a part of the guides, `q` in their titles."""
    wanted = guide_lists.Wanted(process, stage, unplaced, " ".join(q.split()))
    with base.database.reading() as connection:
        place = guide_lists.place(connection, wanted) if process else None
        if process and place is None:
            raise NotFoundError("There is no such process or stage any more; look for it from the home page.")
        pager = Pager(guide_lists.count(connection, wanted), EACH, part)
        found = guide_lists.part(connection, wanted, EACH, pager.offset)
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key in ("process", "stage", "unplaced")
    ]
    return page(
        base,
        visitor,
        "guides/list.html",
        guides=found,
        pager=pager,
        wanted=wanted,
        place=place,
        kept=dict(kept),
    )
